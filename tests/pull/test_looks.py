"""Bold, emphasis, links, levels and lists that were changed in Word: written in chapters, reported elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from methodology.model.programme import Programme
from methodology.pull.pulled import Act, Pulled, WishOutcome
from methodology.word.reading import REJECT, Accept
from tests.built import SAMPLE, copied, read_content
from tests.pull.edits import Edit, added, edited, replaced, without_names
from tests.pull.look_edits import (
    all_runs,
    like,
    linked,
    looked,
    number_of,
    numbered,
    plain_name,
    renumbered,
    together,
    tracked_like,
    tracked_look,
    unlinked,
    with_number,
)
from tests.pull.test_pull import lines, pulled
from tests.pull.test_pull_properties import built

CHAPTER = "chapters/introduction.md"
INTRODUCTION = """# UVOD

Program ima cilja:

(a) {SO1.title};
(b) {SO2.title}.

Izjema je **tehnična** pomoč, glej [spletno stran](https://example.org/a?b=1&c=2) in *poševno* do konca.
Cilj {O.1.1.id} je {O.1.1.target} na leto.

## PRVI DEL

Uvodno besedilo prvega dela.

a) prva točka;
b) druga točka;
c) tretja točka.

### POGLAVJE V PRVEM

Besedilo pod poglavjem.

## DRUGI DEL

Uvodno besedilo drugega dela.

1. prvič;
2. drugič.

Nato še tole.

Potem pa:

- ena alineja;
- dve alineji.

Čisto na koncu.
"""
EXCEPTION = "Izjema je **tehnična** pomoč, glej [spletno stran](https://example.org/a?b=1&c=2) in *poševno* do konca."
TARGET = "Cilj {O.1.1.id} je {O.1.1.target} na leto."


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Programme:
    content = copied(SAMPLE, tmp_path_factory.mktemp("looks"))
    (content / CHAPTER).write_text(INTRODUCTION, encoding="utf-8")
    return read_content(content)


def changed_line(old: str, new: str) -> list[str]:
    return [f"-{old}", f"+{new}"]


WRITTEN: dict[str, tuple[Edit, list[str]]] = {
    "a word beside bold": (
        replaced(" pomoč, glej", " velika pomoč, glej"),
        changed_line(EXCEPTION, EXCEPTION.replace("pomoč", "velika pomoč")),
    ),
    "a bold word": (
        replaced("tehnična", "tehnološka"),
        changed_line(EXCEPTION, EXCEPTION.replace("tehnična", "tehnološka")),
    ),
    "words at the end of bold": (
        replaced("tehnična", "tehnična in druga"),
        changed_line(EXCEPTION, EXCEPTION.replace("tehnična", "tehnična in druga")),
    ),
    "the words of a link": (
        replaced("spletno stran", "našo stran"),
        changed_line(EXCEPTION, EXCEPTION.replace("spletno stran", "našo stran")),
    ),
    "bold put on": (
        looked("na leto", bold=True),
        changed_line(TARGET, TARGET.replace("na leto", "**na leto**")),
    ),
    "bold put on a part of a word": (
        looked("onc", bold=True),
        changed_line(EXCEPTION, EXCEPTION.replace("konca", "k**onc**a")),
    ),
    "bold put on with its blanks": (
        looked(" do konca. ", bold=True),
        changed_line(EXCEPTION, EXCEPTION.replace("do konca.", "**do konca.**")),
    ),
    "bold put on over a reference": (
        looked("je 2.000 na", bold=True),
        changed_line(TARGET, TARGET.replace("je {O.1.1.target} na", "**je {O.1.1.target} na**")),
    ),
    "bold taken off": (
        looked("tehnična", bold=False),
        changed_line(EXCEPTION, EXCEPTION.replace("**tehnična**", "tehnična")),
    ),
    "bold taken off a part": (
        looked("nična", bold=False),
        changed_line(EXCEPTION, EXCEPTION.replace("**tehnična**", "**teh**nična")),
    ),
    "bold that reaches into a link": (
        looked("glej spletno", bold=True),
        changed_line(EXCEPTION, EXCEPTION.replace("glej [spletno", "**glej** [**spletno**")),
    ),
    "emphasis on bold": (
        looked("tehnična", italic=True),
        changed_line(EXCEPTION, EXCEPTION.replace("**tehnična**", "***tehnična***")),
    ),
    "emphasis that crosses bold": (
        looked("je tehnična", italic=True),
        changed_line(EXCEPTION, EXCEPTION.replace("je **tehnična**", "*je **tehnična***")),
    ),
    "emphasis taken off": (
        looked("poševno", italic=False),
        changed_line(EXCEPTION, EXCEPTION.replace("*poševno*", "poševno")),
    ),
    "a link put on": (
        linked("konca", "https://example.org/nova_stran(1)*?x={y}"),
        changed_line(
            EXCEPTION, EXCEPTION.replace("konca", "[konca](https://example.org/nova_stran%281%29%2A?x=%7By%7D)")
        ),
    ),
    "a link put on within the document": (
        linked("konca", f"#{plain_name('O.1.1')}"),
        changed_line(EXCEPTION, EXCEPTION.replace("konca", "[konca](#O.1.1)")),
    ),
    "a link taken off": (
        unlinked("spletno stran"),
        changed_line(EXCEPTION, EXCEPTION.replace("[spletno stran](https://example.org/a?b=1&c=2)", "spletno stran")),
    ),
    "bold in an item": (
        looked("druga točka", bold=True),
        changed_line("b) druga točka;", "b) **druga točka**;"),
    ),
    "emphasis in a heading": (
        looked("PRVI", italic=True),
        changed_line("## PRVI DEL", "## *PRVI* DEL"),
    ),
    "bold and other words at once": (
        together(replaced("na leto", "v letu", 1), looked("v letu", bold=True)),
        changed_line(TARGET, TARGET.replace("na leto", "**v letu**")),
    ),
    "a level of a heading": (
        like("POGLAVJE V PRVEM", "PRVI DEL"),
        changed_line("### POGLAVJE V PRVEM", "## POGLAVJE V PRVEM"),
    ),
    "a deeper level": (like("DRUGI DEL", "POGLAVJE V PRVEM"), changed_line("## DRUGI DEL", "### DRUGI DEL")),
    "a heading made text": (
        like("POGLAVJE V PRVEM", "Besedilo pod poglavjem"),
        changed_line("### POGLAVJE V PRVEM", "POGLAVJE V PRVEM"),
    ),
    "text made a heading": (
        like("Nato še tole", "PRVI DEL"),
        changed_line("Nato še tole.", "## Nato še tole."),
    ),
    "an item made text": (like("tretja točka", "Nato še tole"), changed_line("c) tretja točka.", "tretja točka.")),
    "text made an item": (
        like("Čisto na koncu", "dve alineji"),
        changed_line("Čisto na koncu.", "- Čisto na koncu."),
    ),
    "text made an item below a counted list": (
        like("Nato še tole", "dve alineji"),
        changed_line("Nato še tole.", "- Nato še tole."),
    ),
    "text made an item that is counted": (
        like("Nato še tole", "drugič"),
        changed_line("Nato še tole.", "3. Nato še tole."),
    ),
}


@pytest.mark.parametrize("stripped", [False, True], ids=["named", "stripped"])
@pytest.mark.parametrize("case", WRITTEN)
def test_what_a_chapter_can_hold_is_written(ours: Programme, made: bytes, case: str, *, stripped: bool) -> None:
    edit, expected = WRITTEN[case]
    result = pulled(ours, edited(made, edit, *([without_names] if stripped else [])))
    assert (lines(ours, result), result.open) == (expected, ())


def told(result: Pulled) -> list[tuple[str, ...]]:
    """What is left to look after: the act, the note, and the changes of looks."""
    return [
        (wish.act.value, str(wish.note), *(f"{change.kind}:{change.text}" for change in wish.looks))
        for wish in result.open
    ]


TOLD: dict[str, tuple[Edit, list[tuple[str, ...]]]] = {
    "a struck word": (looked("do konca", struck=True), [("look", "proposed_deletion", "struck:do konca")]),
    "a word struck twice": (looked("do konca", doubly_struck=True), [("look", "proposed_deletion", "struck:do konca")]),
    "a hidden word": (looked("do konca", hidden=True), [("look", "no_look", "hidden:do konca")]),
    "a marked word": (looked("do konca", highlighted=True), [("look", "no_look", "highlighted:do konca")]),
    "an underlined word": (looked("do konca", underlined=True), [("look", "no_look", "underlined:do konca")]),
    "a raised letter": (looked("nca.", superscript=True), [("look", "no_look", "superscript:nca.")]),
    "a lowered letter": (looked("nca.", subscript=True), [("look", "no_look", "subscript:nca.")]),
    "bold in a sentence of a file": (looked("izkušenj", bold=True), [("look", "no_look", "strong_on:izkušenj")]),
    "emphasis of a name": (
        looked("Druga operacija", italic=True),
        [("look", "no_look", "emphasis_on:Druga operacija")],
    ),
    "bold in a cell": (looked("40", bold=True), [("look", "no_look", "strong_on:40")]),
    "a struck value in a cell": (looked("40", struck=True), [("look", "proposed_deletion", "struck:40")]),
    "a link in a sentence of a file": (
        linked("izkušenj", "https://example.org"),
        [("look", "no_look", "link_on:izkušenj")],
    ),
    "a link that leads nowhere": (
        linked("konca", "ftp://example.org"),
        [("look", "unreadable", "link_on:konca")],
    ),
    "emphasis on text of the template": (
        looked("Različica", italic=True),
        [("look", "no_look", "emphasis_on:Različica")],
    ),
    "bold on a part of a value": (looked("2.0", bold=True), [("look", "no_look", "strong_on:2.0")]),
    "a heading of the template made text": (
        like("Število udeležencev", "Nato še tole"),
        [("kind", "no_kind", "heading_off:")],
    ),
    "an item of another list made text": (
        like("Druga operacija", "Nato še tole"),
        [("kind", "no_kind", "item_off:")],
    ),
    "a paragraph in a lettered list": (
        together(added("prva točka", "Vmesno pojasnilo."), like("Vmesno pojasnilo", "Nato še tole")),
        [("added", "list_label")],
    ),
    "an item in the middle made text": (like("druga točka", "Nato še tole"), [("kind", "list_label", "item_off:")]),
    "a list that goes on from one above": (
        together(like("ena alineja", "prvič"), like("dve alineji", "prvič")),
        [("kind", "list_label", "list:"), ("kind", "list_label", "list:")],
    ),
    "a struck number and another one in a cell": (
        together(replaced("40", "40 45", 1), looked("40 ", struck=True)),
        [("value", "proposed_deletion", "struck:40")],
    ),
    "a struck word and another one": (
        together(replaced("do konca", "do konca začetka"), looked("konca ", struck=True)),
        [("wording", "proposed_deletion", "struck:konca")],
    ),
    "a raised number that is new": (
        together(replaced("na leto.", "na leto2.", 1), looked("o2.", superscript=True)),
        [("wording", "marked_beside", "superscript:o2.")],
    ),
    "a new paragraph that is struck": (
        together(added("Nato še tole", "Povsem nova beseda tukaj."), looked("nova beseda", struck=True)),
        [("added", "new_text", "struck:nova beseda")],
    ),
}


@pytest.mark.parametrize("case", TOLD)
def test_what_content_cannot_hold_is_told_and_not_written(ours: Programme, made: bytes, case: str) -> None:
    edit, expected = TOLD[case]
    result = pulled(ours, edited(made, edit))
    assert dict(result.files) == {}
    assert sorted(told(result)) == sorted(expected)
    assert all(wish.chapter or "template" in case for wish in result.open)


def test_a_proposed_deletion_keeps_what_else_was_edited(ours: Programme, made: bytes) -> None:
    edit = together(replaced("tehnična", "tehnična nova"), looked("do konca", struck=True))
    result = pulled(ours, edited(made, edit))
    assert lines(ours, result) == changed_line(EXCEPTION, EXCEPTION.replace("tehnična", "tehnična nova"))
    (wish,) = result.open
    assert (wish.note, wish.about) == ("proposed_deletion", "do konca")
    assert "~~do konca~~" in str(wish.after)


@pytest.mark.parametrize(
    "properties",
    ['<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>', '<w:sz w:val="30"/>', '<w:color w:val="FF0000"/>', "<w:noProof/>"],
)
def test_another_font_size_or_colour_is_no_change(ours: Programme, made: bytes, properties: str) -> None:
    assert pulled(ours, edited(made, all_runs(properties))).wishes == ()


def test_a_new_paragraph_keeps_its_looks(ours: Programme, made: bytes) -> None:
    edit = together(added("Nato še tole", "Povsem nova beseda *tukaj*."), looked("nova beseda", bold=True))
    result = pulled(ours, edited(made, edit))
    assert (lines(ours, result), result.open) == (["+Povsem **nova beseda** \\*tukaj\\*."], ())


def test_a_list_that_begins_anew(ours: Programme, made: bytes) -> None:
    restarted = with_number(made, "tretja točka", lambda number: numbered("tretja točka", number))
    result = pulled(ours, restarted)
    assert (lines(ours, result), result.open) == (changed_line("c) tretja točka.", "a) tretja točka."), ())
    assert "b) druga točka;\n\na) tretja točka." in str(result.files[CHAPTER])


def test_a_list_that_goes_on(tmp_path: Path) -> None:
    content = copied(SAMPLE, tmp_path)
    text = INTRODUCTION.replace("c) tretja točka.", "\na) tretja točka.")
    (content / CHAPTER).write_text(text, encoding="utf-8")
    ours = read_content(content)
    made = built(ours)
    result = pulled(ours, edited(made, like("tretja točka", "druga točka")))
    assert (lines(ours, result), result.open) == (changed_line("a) tretja točka.", "c) tretja točka."), ())
    assert "b) druga točka;\nc) tretja točka." in str(result.files[CHAPTER])


def test_a_new_kind_of_list(ours: Programme, made: bytes) -> None:
    edits = [like("ena alineja", "prvič"), like("dve alineji", "prvič")]
    docx = with_number(edited(made, *edits), "prvič", *renumbered("ena alineja", "dve alineji"))
    result = pulled(ours, docx)
    assert result.open == ()
    assert lines(ours, result) == ["-- ena alineja;", "-- dve alineji.", "+1. ena alineja;", "+2. dve alineji."]


def test_a_list_that_starts_at_three_is_told(ours: Programme, made: bytes) -> None:
    docx = with_number(made, "prva točka", *renumbered("prva točka", "druga točka", "tretja točka"), start=3)
    result = pulled(ours, docx)
    assert (dict(result.files), {wish.note for wish in result.open}) == ({}, {"list_label"})
    assert [wish.about for wish in result.open] == ["c)", "d)", "e)"]


def test_a_deeper_level_of_a_list_is_an_inner_list(ours: Programme, made: bytes) -> None:
    def edit(root: etree._Element) -> None:
        numbered("tretja točka", number_of(root, "tretja točka"), 1)(root)

    result = pulled(ours, edited(made, edit))
    assert "b) druga točka;\n    - tretja točka.\n" in (result.files["chapters/introduction.md"] or "")
    assert list(result.open) == []


def test_tracked_looks_and_kinds_by_author(ours: Programme, made: bytes) -> None:
    edits = (
        tracked_look("do konca", "Ana", bold=True),
        tracked_like("DRUGI DEL", "POGLAVJE V PRVEM", "Bor"),
        tracked_look("tehnična", "Bor", bold=False),
    )
    docx = edited(made, *edits)
    bold = EXCEPTION.replace("do konca.", "**do konca**.")
    everybody = pulled(ours, docx)
    assert everybody.open == ()
    assert lines(ours, everybody) == [
        f"-{EXCEPTION}",
        "-## DRUGI DEL",
        f"+{bold.replace('**tehnična**', 'tehnična')}",
        "+### DRUGI DEL",
    ]
    assert pulled(ours, docx, accept=REJECT).wishes == ()
    ana = pulled(ours, docx, accept=Accept(frozenset({"Ana"})))
    assert (lines(ours, ana), ana.wishes[0].authors) == (changed_line(EXCEPTION, bold), ("Ana",))


@pytest.mark.parametrize(
    ("heading", "outcome"), [("##", WishOutcome.PRESENT), ("", WishOutcome.CONFLICT)], ids=["same", "another"]
)
def test_a_kind_that_was_changed_meanwhile(tmp_path: Path, made: bytes, heading: str, outcome: WishOutcome) -> None:
    docx = edited(made, like("POGLAVJE V PRVEM", "PRVI DEL"), added("Čisto na koncu", "Dodano."))
    content = copied(SAMPLE, tmp_path)
    text = INTRODUCTION.replace("### POGLAVJE", f"{heading} POGLAVJE".strip())
    (content / CHAPTER).write_text(text, encoding="utf-8")
    today = read_content(content)
    result = pulled(today, docx)
    assert [wish.outcome for wish in result.wishes if wish.act is Act.KIND] == [outcome]
    assert lines(today, result) == ["+Dodano."]
