"""What an edited Word file asks for, and what becomes of it."""

from __future__ import annotations

import shutil
from copy import deepcopy
from pathlib import Path

import pytest
from lxml import etree

from methodology.composing import compose_document
from methodology.diagnostics import ContentError
from methodology.model.programme import Programme
from methodology.pull.pulled import Act, Decisions, Elsewhere, PlaceChoices, Pulled, Winner, WishOutcome
from methodology.pull.pulling import EditedFile, pull
from methodology.word.reading import REJECT, Accept
from methodology.word.writing import render_docx
from tests.built import CONTENT, SAMPLE, TEMPLATES, copied, read_content, replace_in
from tests.pull.edits import (
    Edit,
    W,
    added,
    edited,
    emptied,
    moved,
    paragraph,
    pictured,
    removed,
    replaced,
    tracked,
    untouched,
    with_table,
    without_names,
    without_snapshot,
)
from tests.pull.hostile import SNAPSHOTS
from tests.pull.test_pull_properties import built
from tests.word.test_redline import PAGES

O11 = "objectives/so1/indicators/O.1.1.yaml"


@pytest.fixture(scope="module")
def real() -> Programme:
    return read_content(CONTENT)


@pytest.fixture(scope="module")
def real_made(real: Programme) -> bytes:
    return built(real)


def pulled(ours: Programme, *files: bytes, **decisions: object) -> Pulled:
    """The files, called ``a.docx``, ``b.docx`` and so on, pulled into ``ours``."""
    apply_edits = [EditedFile(f"{chr(97 + number)}.docx", content) for number, content in enumerate(files)]
    return pull(apply_edits, ours, TEMPLATES, Decisions(**decisions))  # type: ignore[arg-type]


def lines(ours: Programme, result: Pulled) -> list[str]:
    """The lines that come (``+``) and go (``-``), file by file, those that go first."""
    changed = []
    for name in sorted(result.files):
        before, after = ours.files.get(name, "").splitlines(), (result.files[name] or "").splitlines()
        changed += [f"-{line}" for line in before if line not in after]
        changed += [f"+{line}" for line in after if line not in before]
    return changed


def outcomes(result: Pulled) -> list[tuple[str, str, str | None, str | None]]:
    return [(wish.outcome.value, wish.act.value, wish.path, wish.note) for wish in result.wishes]


@pytest.mark.parametrize("strip", [untouched, without_names])
def test_a_file_that_nobody_edited_asks_for_nothing(
    ours: Programme, made: bytes, real: Programme, real_made: bytes, strip: Edit
) -> None:
    for programme, docx in ((ours, made), (real, real_made)):
        result = pulled(programme, edited(docx, strip))
        assert (result.wishes, dict(result.files), result.notices) == ((), {}, ())


CASES: dict[str, tuple[Edit, list[str]]] = {
    "a number in a cell": (replaced("2.000", "2.500"), ["-target: 2000", "+target: 2500"]),
    "a number without the mark between its thousands": (
        replaced("2.000", "2500"),
        ["-target: 2000", "+target: 2500"],
    ),
    "a number that a sentence refers to": (replaced("13", "15", 1), ["-  yearly: 13", "+  yearly: 15"]),
    "words around a reference": (
        replaced("na podlagi okoli ", "na podlagi približno "),
        [
            "-    sentence: na podlagi okoli {O.1.1.yearly} dogodkov na leto.",
            "+    sentence: na podlagi približno {O.1.1.yearly} dogodkov na leto.",
        ],
    ),
    "braces in new words": (
        replaced("na podlagi okoli ", "na podlagi {okoli} "),
        [
            "-    sentence: na podlagi okoli {O.1.1.yearly} dogodkov na leto.",
            "+    sentence: na podlagi {{okoli}} {O.1.1.yearly} dogodkov na leto.",
        ],
    ),
    "an item of a rationale": (
        replaced("na podlagi izkušenj", "na podlagi dolgoletnih izkušenj"),
        ["-      beta: na podlagi izkušenj", "+      beta: na podlagi dolgoletnih izkušenj"],
    ),
    "a name at all of its places": (
        replaced("Druga operacija", "Drugačna operacija"),
        ["-beta: Druga operacija", "+beta: Drugačna operacija"],
    ),
}


def test_a_control_that_shows_its_blank_is_emptied_text(ours: Programme, made: bytes) -> None:
    edits = emptied("na podlagi izkušenj"), replaced("na podlagi izkušenj", "")
    blank, gone = (pulled(ours, edited(made, edit)) for edit in edits)
    assert outcomes(blank) == outcomes(gone) != []
    assert lines(ours, blank) == lines(ours, gone)


@pytest.mark.parametrize("stripped", [False, True], ids=["named", "stripped"])
@pytest.mark.parametrize("case", CASES)
def test_a_text_comes_back_to_its_one_place(ours: Programme, made: bytes, case: str, *, stripped: bool) -> None:
    edit, expected = CASES[case]
    result = pulled(ours, edited(made, edit, *([without_names] if stripped else [])))
    assert result.open == ()
    assert lines(ours, result) == expected


def test_items_come_go_and_move(ours: Programme, made: bytes) -> None:
    more = edited(made, added("Druga operacija", "Tretja operacija."))
    assert lines(ours, pulled(ours, more)) == ["+  - gamma"]
    new = pulled(ours, edited(made, added("Druga operacija", "Povsem nekaj novega.")))
    assert lines(ours, new) == ["+  - povsem_nekaj_novega", "+povsem_nekaj_novega: Povsem nekaj novega"]
    less = pulled(ours, edited(made, removed("na podlagi izkušenj")))
    assert lines(ours, less) == ["-      beta: na podlagi izkušenj"]
    order = pulled(ours, edited(made, moved("Prva operacija;", "Druga operacija")))
    assert [wish.act for wish in order.wishes] == [Act.MOVED]
    assert "operations:\n  - beta\n  - alpha\n" in str(order.files[O11])


def test_a_paragraph_that_is_split_keeps_its_references(real: Programme, real_made: bytes) -> None:
    text = "Mejniki, ki jih moramo doseči do konca leta"

    def split(root: etree._Element) -> None:
        whole = paragraph(root, text)
        second = deepcopy(whole)
        without_names(second)
        for part, kept in ((whole, "Mejniki, ki jih moramo "), (second, None)):
            first = next(part.iter(f"{W}t"))
            first.text = kept or (first.text or "").removeprefix("Mejniki, ki jih moramo ")
        for other in list(whole.iter(f"{W}t"))[1:]:
            other.text = ""
        whole.addnext(second)

    result = pulled(real, edited(real_made, split))
    assert result.open == ()
    assert lines(real, result) == [
        "-b) Mejniki, ki jih moramo doseči do konca leta {programme.milestone_year} za kazalnike učinka.",
        (
            "-c) Ciljne vrednosti, ki jih moramo doseči do konca leta {programme.target_year} za kazalnike učinka "
            "in kazalnike rezultatov."
        ),
        "+b) Mejniki, ki jih moramo",
        "+c) doseči do konca leta {programme.milestone_year} za kazalnike učinka.",
        (
            "+d) Ciljne vrednosti, ki jih moramo doseči do konca leta {programme.target_year} za kazalnike učinka "
            "in kazalnike rezultatov."
        ),
    ]


def test_a_name_that_is_nearly_a_known_one_is_asked_about(ours: Programme, made: bytes) -> None:
    docx = edited(made, added("Druga operacija", "Tretja operacije."))
    (wish,) = pulled(ours, docx).open
    assert (wish.outcome, wish.note, wish.about) == (WishOutcome.QUESTION, "near_entry", "operations.gamma")
    assert lines(ours, pulled(ours, docx, elsewhere=PlaceChoices(Elsewhere.HERE))) == ["+  - gamma: Tretja operacije"]


def test_a_name_at_one_of_its_places_is_a_question(real: Programme, real_made: bytes) -> None:
    name = "Nadgradnja sistema za izmenjavo Prüm podatkov"
    docx = edited(real_made, replaced(name, "Nadgradnja sistema za izmenjavo podatkov Prüm", 1))
    asked = pulled(real, docx)
    assert outcomes(asked) == [("question", "wording", "operations.pruem", "several_places")]
    assert (asked.wishes[0].about, dict(asked.files)) == ("1/2", {})
    everywhere = pulled(real, docx, elsewhere=PlaceChoices(Elsewhere.EVERYWHERE))
    assert list(everywhere.files) == ["operations.yaml"]
    here = pulled(real, docx, elsewhere=PlaceChoices(Elsewhere.HERE))
    assert lines(real, here) == ["-  - pruem", "+  - pruem: Nadgradnja sistema za izmenjavo podatkov Prüm"]


def test_a_sentence_printed_at_two_places_is_one_of_its_own_at_one(real: Programme, real_made: bytes) -> None:
    docx = edited(real_made, replaced("na podlagi obstoječega in delujočega", "na podlagi delujočega", 1))
    assert [wish.note for wish in pulled(real, docx).open] == ["several_places"]
    assert pulled(real, docx, elsewhere=PlaceChoices(Elsewhere.EVERYWHERE)).open == ()


def test_chapters(real: Programme, real_made: bytes) -> None:
    docx = edited(
        real_made,
        replaced("Izjema je tehnična pomoč", "Izjema je samo tehnična pomoč"),
        added("Izjema je samo tehnična pomoč", "Nov odstavek o podatkih."),
        removed("Evropska unija je v preteklih letih"),
    )
    result = pulled(real, docx)
    assert result.open == ()
    assert "\n\nNov odstavek o podatkih.\n\n" in str(result.files["chapters/introduction.md"])
    assert "Izjema je samo tehnična pomoč.\n" in str(result.files["chapters/introduction.md"])
    assert str(result.files["chapters/explanation.md"]).startswith("# OBRAZLOŽITEV\n\nCilji so usmerjeni")


@pytest.mark.parametrize(
    ("edit", "note"),
    [
        (replaced("IZVEDBENI UKREP", "UKREP", 1), "several_places"),
        (replaced("Različica", "Izdaja", 1), "template_text"),
        (replaced("40", "veliko", 1), "no_number"),
        (added("Ciljna vrednost za leto", "Povsem nov odstavek."), "new_text"),
        (pictured("Ciljna vrednost za leto"), "picture"),
        (with_table("Ciljna vrednost za leto", "nova tabela"), "new_table"),
        (removed("Vir"), "removed_text"),
    ],
)
def test_what_has_no_place_is_told(ours: Programme, made: bytes, edit: Edit, note: str) -> None:
    result = pulled(ours, edited(made, edit))
    assert [wish.note for wish in result.open] == [note]
    assert dict(result.files) == {}


def test_three_texts_that_differ_are_a_conflict(tmp_path: Path, made: bytes) -> None:
    content = copied(SAMPLE, tmp_path)
    replace_in(content / O11, "milestone: 40", "milestone: 41")
    today = read_content(content)
    docx = edited(made, replaced("40", "45", 1), replaced("2.000", "2.500"))
    result = pulled(today, docx)
    (conflict,) = result.open
    assert (conflict.outcome, conflict.base, conflict.theirs, conflict.ours) == (WishOutcome.CONFLICT, "40", "45", "41")
    assert lines(today, result) == ["-target: 2000", "+target: 2500"]
    assert lines(today, pulled(today, docx, winner=Winner.THEIRS)) == [
        "-milestone: 41",
        "-target: 2000",
        "+milestone: 45",
        "+target: 2500",
    ]
    mine = pulled(today, docx, winner=Winner.OURS)
    assert [wish.outcome for wish in mine.wishes] == [WishOutcome.DECLINED, WishOutcome.APPLIED]
    same = pulled(today, edited(made, replaced("40", "41", 1)))
    assert ([wish.outcome for wish in same.wishes], dict(same.files)) == ([WishOutcome.PRESENT], {})


def test_an_older_document_leaves_what_it_did_not_touch(tmp_path: Path, real_made: bytes) -> None:
    """The content went on: values, a chapter's paragraphs and a list are others today."""
    content = copied(CONTENT, tmp_path)
    replace_in(content / "objectives/so1/indicators/O.1.3.yaml", "target: 46", "target: 47")
    replace_in(content / "objectives/so1/indicators/O.1.3.yaml", "  - pruem\n", "")
    chapter = content / "chapters/introduction.md"
    chapter.write_text(chapter.read_text().replace("# UVOD\n\n", "# UVOD\n\nNov začetek.\n\n"))
    today = read_content(content)
    docx = edited(
        real_made,
        replaced("Izjema je tehnična pomoč", "Izjema je samo tehnična pomoč"),
        removed("Posodobitev informacijske strojne in programske opreme"),
        added("Sestavljajo ga", "Dodano danes."),
    )
    result = pulled(today, docx)
    assert result.open == ()
    text = str(result.files["chapters/introduction.md"])
    assert ("Nov začetek." in text, "samo tehnična pomoč" in text, "\n\nDodano danes.\n\n" in text) == (True,) * 3
    lists = str(result.files["objectives/so1/indicators/O.1.3.yaml"])
    assert ("target: 47" in lists, "  - pruem\n" in lists, "  - it_equipment\n" in lists) == (True, False, False)


def test_what_is_gone_today_is_a_conflict(tmp_path: Path, real_made: bytes) -> None:
    content = copied(CONTENT, tmp_path)
    chapter = content / "chapters/explanation.md"
    text = chapter.read_text()
    first = "Evropska unija je v preteklih letih"
    chapter.write_text("\n\n".join(block for block in text.split("\n\n") if not block.startswith(first)))
    replace_in(content / "objectives/so1/indicators/O.1.3.yaml", "  - pruem\n", "")
    today = read_content(content)
    docx = edited(real_made, replaced(first, "Evropska unija je lani"))
    for winner in (Winner.NEITHER, Winner.THEIRS):
        (wish,) = pulled(today, docx, winner=winner).open
        assert (wish.outcome, wish.note, wish.ours) == (WishOutcome.CONFLICT, "other_version", None)
    assert [wish.outcome for wish in pulled(today, docx, winner=Winner.OURS).wishes] == [WishOutcome.DECLINED]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (O11, "na podlagi izkušenj", "na podlagi novih izkušenj"),
        ("chapters/explanation.md", "prva alineja", "prva nova alineja"),
    ],
    ids=["entry", "paragraph"],
)
def test_what_one_took_out_and_the_other_reworded(tmp_path: Path, made: bytes, file: str, old: str, new: str) -> None:
    """It is a conflict, unless it is said who wins: then it goes, or stays as it is today."""
    content = copied(SAMPLE, tmp_path)
    replace_in(content / file, old, new)
    today = read_content(content)
    docx = edited(made, removed(old))
    (conflict,) = pulled(today, docx).wishes
    assert (conflict.act, conflict.outcome) == (Act.REMOVED, WishOutcome.CONFLICT)
    theirs = pulled(today, docx, winner=Winner.THEIRS)
    assert [wish.outcome for wish in theirs.wishes] == [WishOutcome.APPLIED]
    assert new not in str(theirs.files[file])
    mine = pulled(today, docx, winner=Winner.OURS)
    assert ([wish.outcome for wish in mine.wishes], dict(mine.files)) == ([WishOutcome.DECLINED], {})


def test_a_paragraph_that_is_there_already_is_not_inserted_again(tmp_path: Path, real_made: bytes) -> None:
    content = copied(CONTENT, tmp_path)
    replace_in(content / "chapters/introduction.md", "Sestavljajo ga:\n\n", "Sestavljajo ga:\n\nDodano danes.\n\n")
    today = read_content(content)
    same = edited(real_made, added("Sestavljajo ga", "Dodano danes."))
    result = pulled(today, same)
    assert ([wish.outcome for wish in result.wishes], dict(result.files)) == ([WishOutcome.PRESENT], {})
    result = pulled(today, same, edited(real_made, added("Sestavljajo ga", "Dodano pozneje.")))
    assert [wish.outcome for wish in result.wishes] == [WishOutcome.PRESENT, WishOutcome.APPLIED]
    assert lines(today, result) == ["+Dodano pozneje."]


def test_an_order_that_two_files_changed_is_a_conflict(real: Programme, real_made: bytes) -> None:
    first, second, third = "Evropska unija je v preteklih letih", "Cilji so usmerjeni", "V okviru okrepljenega"
    one = edited(real_made, moved(first, second))
    other = edited(real_made, moved(first, third))
    result = pulled(real, one, other)
    assert {wish.file: wish.outcome for wish in result.wishes} == {
        "a.docx": WishOutcome.APPLIED,
        "b.docx": WishOutcome.CONFLICT,
    }
    assert result.files == pulled(real, one).files
    twice = pulled(real, one, one)
    assert {wish.outcome for wish in twice.wishes} == {WishOutcome.APPLIED, WishOutcome.PRESENT}


def test_several_files_at_once(ours: Programme, made: bytes) -> None:
    first = edited(made, replaced("40", "45", 1), replaced("na podlagi izkušenj", "na podlagi vseh izkušenj"))
    second = edited(made, replaced("40", "46", 1), replaced("na podlagi izkušenj", "na podlagi vseh izkušenj"))
    third = edited(made, replaced("2.000", "2.500"))
    mine = pulled(ours, first, second, winner=Winner.OURS)
    assert [wish.outcome for wish in mine.wishes if wish.path == "O.1.1.milestone"] == [WishOutcome.DECLINED] * 2
    result = pulled(ours, first, second, third)
    assert [(wish.file, wish.outcome, wish.note, wish.theirs) for wish in result.open] == [
        ("a.docx", WishOutcome.CONFLICT, "differs_between_files", "45"),
        ("b.docx", WishOutcome.CONFLICT, "differs_between_files", "46"),
    ]
    assert lines(ours, result) == [
        "-target: 2000",
        "-      beta: na podlagi izkušenj",
        "+target: 2500",
        "+      beta: na podlagi vseh izkušenj",
    ]


def test_lists_of_several_files_are_put_together(real: Programme, real_made: bytes) -> None:
    one = edited(real_made, removed("Posodobitev informacijske strojne in programske opreme"))
    other = edited(real_made, added("Nadgradnja sistema za izmenjavo Prüm podatkov", "Povsem nekaj novega;"))
    result = pulled(real, one, other)
    assert result.open == ()
    assert lines(real, result) == [
        "-  - it_equipment",
        "+  - povsem_nekaj_novega",
        "+povsem_nekaj_novega: Povsem nekaj novega",
    ]


def test_tracked_changes_by_author(ours: Programme, made: bytes) -> None:
    docx = edited(made, tracked("40", "45", "Ana"), tracked("na podlagi izkušenj", "po oceni", "Bor"))
    everybody = pulled(ours, docx)
    assert {wish.path: wish.authors for wish in everybody.wishes} == {
        "O.1.1.milestone": ("Ana",),
        "O.1.1.rationale.milestone.items.beta": ("Bor",),
    }
    assert pulled(ours, docx, accept=REJECT).wishes == ()
    ana = pulled(ours, docx, accept=Accept(frozenset({"Ana"})))
    assert [wish.path for wish in ana.wishes] == ["O.1.1.milestone"]


def test_a_file_without_a_snapshot_is_held_against_the_content_of_today(ours: Programme, made: bytes) -> None:
    result = pulled(ours, edited(without_snapshot(made), replaced("40", "45", 1), without_names))
    assert result.notices == (("without_snapshot", "a.docx"),)
    assert lines(ours, result) == ["-milestone: 40", "+milestone: 45"]


def test_a_file_of_another_programme_is_refused(made: bytes, real: Programme) -> None:
    for docx in (made, without_snapshot(made)):
        with pytest.raises(ContentError) as caught:
            pulled(real, docx)
        assert [found.code for found in caught.value.diagnostics] == ["other-programme"]


def test_a_file_made_with_other_templates_is_read_by_what_it_says(tmp_path: Path, ours: Programme) -> None:
    """A table head that is another one today is nobody's wish."""
    templates = Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))
    head = "<th>{{ phrase(heads[column]"
    other = '<th>{{ "UKREP" if column == "measures" else phrase(heads[column]'
    replace_in(templates / "document/outputs.html.j2", head, other)
    document = compose_document(ours, templates)
    docx = render_docx(
        document, TEMPLATES / "methodology.docx", heading_pages=PAGES, page_count=9, content_files=ours.files
    )
    result = pulled(ours, edited(docx, replaced("40", "45", 1)))
    assert result.notices == (("other_templates", "a.docx"),)
    assert (result.open, lines(ours, result)) == ((), ["-milestone: 40", "+milestone: 45"])


def test_a_snapshot_that_leads_out_of_the_folder_is_refused(ours: Programme) -> None:
    for name, make in SNAPSHOTS.items():
        with pytest.raises(ContentError):
            pulled(ours, make())
        assert name
