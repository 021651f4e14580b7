"""A change report over the sample content, made by hand: one change of each kind."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from functools import cache
from pathlib import Path

from methodology.composing import compose_document
from methodology.model.document import ListFormat, Run
from methodology.model.texts import TextKind
from methodology.versions.changes import (
    Change,
    ChangeKind,
    Detail,
    Move,
    Place,
    Reason,
    Report,
    Subject,
    TextLook,
)
from methodology.versions.version import Version
from tests.built import SAMPLE, TEMPLATES, read_content

ATTENDANCE = Place("2.1.1 KAZALNIKI PO CILJIH", "SO1, 1. Število udeležencev", "O.1.1", 4)
EVENTS = Place("2.1.1 KAZALNIKI PO CILJIH", "SO1, 2. Število dogodkov, od tega:", "O.1.2", 4)
END = Place("4. ZAKLJUČEK", "", "chapter-4", 7)

CHANGES = (
    Change(
        *(ChangeKind.VALUE, Subject.PROGRAMME, "programme.version", "", "version", "1.0", "2.0"),
        places=(Place("", "", None, 1),),
        reason=Reason("nova različica", None),
    ),
    Change(
        *(ChangeKind.VALUE, Subject.INDICATOR, "O.1.1.target", "O.1.1", "target", "46", "51"),
        difference=Decimal(5),
        percent=Decimal("10.869565"),
        places=(ATTENDANCE,),
        reason=Reason("večje zanimanje za usposabljanja", "24. člen Uredbe (EU) 2021/1060"),
    ),
    Change(
        *(ChangeKind.VALUE, Subject.INDICATOR, "O.1.1.milestone", "O.1.1", "milestone", "10,5", "10"),
        difference=Decimal("-0.5"),
        percent=Decimal("-4.761904"),
        follows_from=("O.1.1.target", "programme.version"),
        places=(ATTENDANCE,),
    ),
    Change(
        *(ChangeKind.WORDING, Subject.INDICATOR, "O.1.1.rationale.milestone.items.alpha", "O.1.1"),
        *("rationale.milestone.items.alpha", "na podlagi 3 dogodkov *na leto*", "na podlagi 4 dogodkov | na <leto>"),
        places=(ATTENDANCE,),
    ),
    Change(
        *(ChangeKind.RENAMED, Subject.OPERATION, "operations.alpha", "alpha", "", "Prva operacija", "Prva akcija"),
        places=(ATTENDANCE, EVENTS, END),
    ),
    Change(
        *(ChangeKind.ADDED, Subject.INDICATOR, "O.1.2.operations.gamma", "O.1.2", "operations.gamma", None),
        "Tretja operacija",
        places=(EVENTS,),
    ),
    Change(
        *(ChangeKind.REMOVED, Subject.CHAPTER, "chapters.conclusion.2", "conclusion", "2", "Zadnja poved.", None),
        places=(END,),
    ),
    Change(
        *(ChangeKind.REORDERED, Subject.INDICATOR, "O.1.1.sources", "O.1.1", "sources"),
        *("register udeležencev\nanketni listi", "anketni listi\nregister udeležencev"),
        places=(ATTENDANCE,),
    ),
    Change(ChangeKind.TEMPLATE, Subject.TEMPLATE, "", "", "", "Uvod:", "Uvod in namen:"),
)

PROSE = (Subject.CHAPTER, "chapters.conclusion.2", "conclusion", "2")
SENTENCE = "Glej uredbo in cilje."
INDICATOR = (Subject.INDICATOR, "O.1.9", "O.1.9", "")
LOOKS = (
    Change(
        *(ChangeKind.WORDING, *PROSE, SENTENCE, SENTENCE),
        places=(END,),
        old_runs=(Run("Glej "), Run("uredbo", target="https://example.org/a"), Run(" in cilje.", emphasis=True)),
        new_runs=(Run("Glej "), Run("uredbo", target="https://example.org/b"), Run(" in "), Run("cilje.", strong=True)),
    ),
    Change(
        *(ChangeKind.WORDING, *PROSE, SENTENCE, "Glej poglavje in cilje."),
        places=(END,),
        old_runs=(Run("Glej uredbo in "), Run("cilje.", target="#O.1.1")),
        new_runs=(Run("Glej "), Run("poglavje", strong=True, target="#O.1.2"), Run(" in cilje.")),
    ),
    Change(
        *(ChangeKind.LOOK, *PROSE, "Zaključek", "Zaključek"),
        places=(END,),
        old_look=TextLook(TextKind.HEADING, level=2, label="4.1"),
        new_look=TextLook(TextKind.HEADING, level=3, label="4.0.1"),
    ),
    Change(
        *(ChangeKind.LOOK, *PROSE, SENTENCE, SENTENCE),
        places=(END,),
        old_look=TextLook(TextKind.ITEM, label="a)", list_kind=ListFormat.LETTER),
        new_look=TextLook(TextKind.ITEM, label="1.", list_kind=ListFormat.NUMBER),
    ),
    Change(
        *(ChangeKind.REORDERED, Subject.INDICATOR, "O.1.1.operations", "O.1.1", "operations", "A, B, PNR", "PNR, A, B"),
        places=(ATTENDANCE,),
        moves=(Move("PNR", 3, 1), Move("ARO", 2, 12)),
    ),
    Change(
        *(ChangeKind.REMOVED, *INDICATOR, "O.1.9 Število obiskov", None),
        places=(ATTENDANCE,),
        details=(Detail("milestone", "10"), Detail("operations", "Prva operacija, Druga operacija")),
    ),
    Change(
        *(ChangeKind.ADDED, *INDICATOR, None, "O.1.9 Število obiskov"),
        places=(ATTENDANCE,),
        details=(Detail("target", "30"), Detail("interventions", "001 Informacijski sistemi")),
    ),
)
"""Changes of how words are set, moves, and what an indicator held."""


@cache
def version(name: str, content: Path = SAMPLE) -> Version:
    """A content folder, read and composed, without its PDF."""
    programme = read_content(content)
    return Version(name, programme, compose_document(programme, TEMPLATES), TEMPLATES, {}, 0)


def report(*changes: Change) -> Report:
    """The changes between two versions of the sample, the newer of which is called 2.0."""
    old = version("v1")
    facts = old.programme.facts.model_copy(update={"version": "2.0"})
    new = dataclasses.replace(old, name="content/", programme=dataclasses.replace(old.programme, facts=facts))
    return Report("v1", "content/", old, new, changes)
