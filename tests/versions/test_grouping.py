"""The changes of a report come by objective and indicator, values before wording, and what says nothing new last."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

from methodology.model.justification import Amendment
from methodology.versions.changes import Change, ChangeKind, Reason, Subject
from methodology.versions.grouping import ALLOCATION, ChangeGroup, Grouping, GroupKind
from methodology.versions.report.amended_numbers import cells_of
from methodology.versions.report.names import Names
from methodology.versions.report.rows import groups_of
from tests.built import TEMPLATES
from tests.versions.report_sample import ATTENDANCE, CHANGES, EVENTS, LOOKS, report, version


def grouping() -> Grouping:
    programme = version("v1").programme
    return Grouping.of(programme, programme)


def change(kind: ChangeKind, subject: Subject, owner: str, field: str) -> Change:
    return Change(kind, subject, f"{owner}.{field}", owner, field, "1", "2")


VALUE = change(ChangeKind.VALUE, Subject.INDICATOR, "O.1.2", "target")
WORDING = change(ChangeKind.WORDING, Subject.INDICATOR, "O.1.2", "rationale.target.sentence")
MARK = change(ChangeKind.WORDING, Subject.INDICATOR, "O.1.2", "endings.operations")
SHARE = change(ChangeKind.MOVED, Subject.ALLOCATION, "SO1", "allocation.rows.001.share")
MEASURE = change(ChangeKind.ADDED, Subject.MEASURE, "SO1", "measures.a")
OWN_RISK = change(ChangeKind.WORDING, Subject.RISK, "SO1", "risks.own.a")
RISK = change(ChangeKind.RENAMED, Subject.RISK, "aro", "")
PHRASE = change(ChangeKind.WORDING, Subject.PHRASE, "target", "")


def test_each_change_has_its_group() -> None:
    group = grouping().group
    assert group(VALUE) == group(WORDING) == ChangeGroup(GroupKind.OBJECTIVE, "SO1", "O.1.2")
    assert group(SHARE) == ChangeGroup(GroupKind.OBJECTIVE, "SO1", ALLOCATION)
    assert group(MEASURE) == group(OWN_RISK) == ChangeGroup(GroupKind.OBJECTIVE, "SO1")
    assert group(RISK).kind is group(CHANGES[4]).kind is GroupKind.SHARED
    assert group(CHANGES[0]).kind is GroupKind.PROGRAMME
    assert group(PHRASE).kind is group(CHANGES[6]).kind is GroupKind.TEXT
    assert {group(one).kind for one in (MARK, CHANGES[7], CHANGES[8], LOOKS[2])} == {GroupKind.EDITORIAL}


def test_what_went_is_in_the_group_of_the_version_that_had_it() -> None:
    programme = version("v1").programme
    (objective, *others) = programme.objectives
    less = dataclasses.replace(programme, objectives=tuple(others))
    assert objective.facts.id == "SO1"
    assert Grouping.of(programme, less).group(VALUE).objective == "SO1"
    assert Grouping.of(less, less).group(VALUE).kind is GroupKind.TEXT


def test_values_come_before_wording_and_both_in_the_order_of_the_document() -> None:
    first = change(ChangeKind.WORDING, Subject.INDICATOR, "O.1.1", "unit")
    made = grouping().arrange([MARK, PHRASE, SHARE, WORDING, VALUE, RISK, first, MEASURE, CHANGES[0]])
    assert made == (CHANGES[0], MEASURE, first, VALUE, WORDING, SHARE, RISK, PHRASE, MARK)


def test_the_groups_have_their_titles_and_every_change_once() -> None:
    changes = grouping().arrange([*CHANGES, SHARE, MEASURE])
    groups = groups_of(Names.of(report(*changes), TEMPLATES))
    assert [row.change for group in groups for row in group.rows] == list(changes)
    assert [group.title.partition(":")[0] for group in groups] == [
        "Splošni podatki",
        "Specifični cilj 1",
        "Operacije, viri podatkov in dejavniki tveganja",
        "Besedilo poglavij in standardni stavki",
        "Uredniški popravki",
    ]
    assert [section.title for section in groups[1].sections] == [
        "",
        "Kazalnik O.1.1 – Število udeležencev",
        "Kazalnik O.1.2 – Število dogodkov, od tega",
        "Razdelitev sredstev",
    ]
    assert [group.is_editorial for group in groups] == [False] * 4 + [True]


def test_the_amendment_is_told_in_numbers() -> None:
    up, down = (dataclasses.replace(SHARE, difference=Decimal(by)) for by in (1, -1))
    names = Names.of(report(*CHANGES, *LOOKS, up, down, MARK), TEMPLATES)
    assert cells_of(names)[1:] == [
        ("Kazalniki", "0", "0", "1", "1"),
        ("Mejniki", "0", "1", "0", "0"),
        ("Ciljne vrednosti", "1", "0", "0", "0"),
        ("Deleži sredstev po vrstah ukrepanja", "1", "1", "0", "0"),
    ]
    assert len(cells_of(Names.of(report(CHANGES[0]), TEMPLATES))) == 1


def test_a_standard_sentence_that_follows_is_editorial() -> None:
    sentence = change(ChangeKind.WORDING, Subject.PHRASE, "picture_money", "")
    followed = dataclasses.replace(sentence, follows_from=("O.1.2.target",))
    assert [grouping().group(one).kind for one in (sentence, followed)] == [GroupKind.TEXT, GroupKind.EDITORIAL]


def test_within_its_indicator_a_place_is_its_page() -> None:
    names = Names.of(report(), TEMPLATES)
    both = dataclasses.replace(CHANGES[1], places=(ATTENDANCE, EVENTS))
    group = ChangeGroup(GroupKind.OBJECTIVE, "SO1", "O.1.1")
    assert names.places(CHANGES[1], group) == "str.\N{NO-BREAK SPACE}4"
    assert names.places(both, group).splitlines()[0] == "str.\N{NO-BREAK SPACE}4"
    assert "SO1, 2. Število dogodkov" in names.places(both, group)
    results = dataclasses.replace(ATTENDANCE, heading=names.group(group), anchor="results-SO1", page=7)
    assert names.places(dataclasses.replace(both, places=(results,)), group) == "str.\N{NO-BREAK SPACE}7"


def test_the_legal_basis_of_the_amendment_is_said_once() -> None:
    made = report(dataclasses.replace(CHANGES[1], reason=Reason("Več.", "24. člen")))
    programme = dataclasses.replace(made.new.programme, amendments={"2.0": Amendment(legal_basis="24. člen")})
    rests = dataclasses.replace(made, new=dataclasses.replace(made.new, programme=programme))
    said, unsaid = (Names.of(one, TEMPLATES) for one in (made, rests))
    assert said.reason(made.changes[0]) == "Več.\npravna podlaga: 24. člen"
    assert unsaid.reason(made.changes[0]) == "Več."
    assert unsaid.legend()[0] == "Pravna podlaga: 24. člen."
