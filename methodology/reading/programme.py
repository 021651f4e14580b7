"""Read a content folder as a programme."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from methodology.diagnostics import ContentError, Diagnostic, Location
from methodology.model.catalogue import Catalogue
from methodology.model.chapter import Chapter
from methodology.model.indicator import Indicator, OutputIndicator, ResultIndicator
from methodology.model.justification import Acceptances, Amendment
from methodology.model.objective import Allocation, Objective, ObjectiveFacts, ObjectiveRisks, Summary
from methodology.model.phrases import LanguageUse, Phrases
from methodology.model.programme import CommonRisks, Interventions, Programme, ProgrammeFacts, Registry
from methodology.reading.content_folder import ContentFolder
from methodology.reading.cross_checks import cross_check
from methodology.reading.validation import MOST_FINDINGS

OBJECTIVES = "objectives"
CHAPTERS = "chapters"
AMENDMENTS = "amendments"


def read_programme(folder: Path, name: str | None = None) -> Programme:
    """All content below ``folder``; raises :class:`ContentError` with everything that is wrong with it.

    Messages call the folder ``name``: its path as the user sees it, by default its last part.
    """
    content = ContentFolder.open(folder, name)
    facts = content.read("programme.yaml", ProgrammeFacts, "programme")
    phrases = content.read("phrases.yaml", Phrases, "phrases")
    operations = content.read("operations.yaml", Registry, "operations")
    sources = content.read("sources.yaml", Registry, "sources")
    interventions = content.read("interventions.yaml", Interventions, "interventions")
    risks = content.read("risks.yaml", CommonRisks, "risks")
    catalogue = content.read_if_there("catalogue.yaml", Catalogue, "catalogue")
    language = content.read_if_there("language.yaml", LanguageUse, "language")
    accepted = content.read_if_there("accepted.yaml", Acceptances, "accepted")
    amendments = dict(_read_amendments(content))
    chapters = {chapter.name: chapter for chapter in _read_chapters(content)}
    objectives = tuple(_read_objective(content, name) for name in _objective_names(content))
    content.report_unknown_files()
    values = dict(itertools.chain.from_iterable(piece.values for piece in content.pieces))
    crossed = itertools.islice(cross_check(content, chapters.values(), values), MOST_FINDINGS)
    diagnostics = [*content.diagnostics, *crossed]
    if diagnostics:
        raise ContentError(diagnostics)
    assert facts and phrases and operations and sources and interventions and risks  # noqa: S101 (else diagnosed above)
    return Programme(
        facts=facts,
        phrases=phrases,
        operations=operations.root,
        sources=sources.root,
        interventions=interventions.root,
        risks=risks,
        objectives=tuple(objective for objective in objectives if objective is not None),
        catalogue=catalogue,
        language=language or LanguageUse(),
        accepted=accepted or Acceptances(()),
        amendments=amendments,
        chapters=chapters,
        name=content.name,
        values=values,
        files=content.texts,
    )


def _read_chapters(content: ContentFolder) -> Iterator[Chapter]:
    for name in content.names(CHAPTERS, ".md"):
        relative = f"{CHAPTERS}/{name}.md"
        content.taken.add(relative)
        if relative not in content.texts:
            continue
        if not re.fullmatch(r"[\w-]+", name):
            hint = "letters, digits, - and _: it stands in the content paths of the chapter"
            location = Location(content.file(relative))
            content.diagnostics.append(Diagnostic("wrong-key", f"'{name}' is no name of a chapter", location, hint))
            continue
        chapter = _chapter(name, content.texts[relative], content.file(relative))
        if not chapter.leaves:
            hint = "write the chapter, or take it out of the templates and delete the file"
            content.diagnostics.append(Diagnostic("empty-file", "the file is empty", chapter.location_at(0), hint))
        yield chapter


@lru_cache(maxsize=64)
def _chapter(name: str, text: str, file: str) -> Chapter:
    """A chapter, remembered with the leaves that it finds in its text."""
    return Chapter(name, text, file)


def _read_amendments(content: ContentFolder) -> Iterator[tuple[str, Amendment]]:
    """The amendments by the versions that they lead to; they say nothing in the document, so they have no paths."""
    for version in content.names(AMENDMENTS, ".yaml"):
        amendment = content.read(f"{AMENDMENTS}/{version}.yaml", Amendment, None)
        if amendment is not None:
            yield version, amendment


def _objective_names(content: ContentFolder) -> tuple[str, ...]:
    names = content.folders(OBJECTIVES)
    if not names:
        message = "no specific objective is described here"
        content.diagnostics.append(Diagnostic("missing-file", message, Location(content.file(OBJECTIVES))))
    return names


def _read_objective(content: ContentFolder, name: str) -> Objective | None:
    """One objective's folder; its name is the objective's code in small letters."""
    folder, root = f"{OBJECTIVES}/{name}", name.upper()
    facts = content.read(f"{folder}/objective.yaml", ObjectiveFacts, root)
    summary = content.read(f"{folder}/results.yaml", Summary, f"{root}.results")
    risks = content.read(f"{folder}/risks.yaml", ObjectiveRisks, f"{root}.risks")
    allocation = content.read(f"{folder}/allocation.yaml", Allocation, f"{root}.allocation")
    indicators = sorted(_read_indicators(content, f"{folder}/indicators"), key=lambda indicator: indicator.order)
    if facts is None or summary is None or risks is None or allocation is None:
        return None
    return Objective(
        facts=facts,
        outputs=tuple(indicator for indicator in indicators if isinstance(indicator, OutputIndicator)),
        results=tuple(indicator for indicator in indicators if isinstance(indicator, ResultIndicator)),
        summary=summary,
        risks=risks,
        allocation=allocation,
    )


def _read_indicators(content: ContentFolder, folder: str) -> Iterator[Indicator]:
    """The indicators of a folder; the file's name is the code, and its first letter says which kind it is."""
    for code in content.names(folder, ".yaml"):
        relative = f"{folder}/{code}.yaml"
        if not re.fullmatch(r"[OR]\.\d+\.\d+", code):
            content.taken.add(relative)
            hint = content.hint_for(relative) or "an indicator's file is named by its code alone, as in its line id"
            location = Location(content.file(relative))
            content.diagnostics.append(Diagnostic("wrong-code", f"'{code}' is no indicator code", location, hint))
            continue
        indicator: Indicator | None
        if code.startswith("O"):
            indicator = content.read(relative, OutputIndicator, code)
        else:
            indicator = content.read(relative, ResultIndicator, code)
        if indicator is not None:
            yield indicator
