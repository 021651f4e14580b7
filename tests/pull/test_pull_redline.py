"""A redline that comes back: its own tracked changes are what it was made with, all else is what colleagues want."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

import pytest
from lxml import etree

from methodology.composing import compose_document
from methodology.model.document import Document
from methodology.model.programme import Programme
from methodology.pull.pulled import Elsewhere, PlaceChoices, WishOutcome
from methodology.word.reading import ACCEPT, REJECT, Accept
from methodology.word.redline import render_redline
from methodology.word.snapshot import read_snapshot
from methodology.word.writing import render_docx
from tests.built import SAMPLE, TEMPLATES, copied, read_content, replace_in
from tests.pull.edits import Edit, W, change_of, changed, edited, replaced, tracked, without_names, without_snapshot
from tests.pull.test_pull import lines, pulled
from tests.word.resolver import accept_all, reject_all
from tests.word.test_redline import PAGES

O11 = "objectives/so1/indicators/O.1.1.yaml"
EDITS = (
    (O11, "milestone: 40", "milestone: 47"),
    (O11, "na podlagi izkušenj", "na podlagi dolgoletnih izkušenj"),
    ("operations.yaml", "alpha: Prva", "alpha: Prva in edina"),
    ("chapters/introduction.md", "Program ima cilja:", "Program ima dva specifična cilja:"),
    ("chapters/introduction.md", "Mejniki so", "Dodan odstavek.\n\nMejniki so"),
    ("amendments/1.0.yaml", "", "reasons:\n  - path: O.1.1\n    reason: Nova ocena.\n"),
)
WHOSE = (ACCEPT, REJECT, Accept(frozenset({"Ana"})))


def composed(programme: Programme) -> Document:
    return compose_document(programme, TEMPLATES)


@pytest.fixture(scope="module")
def old() -> Programme:
    return read_content(SAMPLE)


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Programme:
    content = copied(SAMPLE, tmp_path_factory.mktemp("new"))
    for name, before, after in EDITS:
        if before:
            replace_in(content / name, before, after)
        else:
            (content / name).parent.mkdir(exist_ok=True)
            (content / name).write_text(after, encoding="utf-8")
    return read_content(content)


@pytest.fixture(scope="module")
def made(old: Programme, ours: Programme) -> bytes:
    return render_redline(
        composed(old),
        composed(ours),
        TEMPLATES / "methodology.docx",
        author=ours.facts.authority,
        comments={"O.1.1": "Nova ocena."},
        heading_pages=PAGES,
        page_count=9,
        content_files=ours.files,
    )


def rejected(*texts: str) -> Callable[[etree._Element], None]:
    """The changes of these texts are rejected by hand: one that came is not there, one that went is."""

    def reject(root: etree._Element) -> None:
        left = list(texts)
        for mark in list(root.iter(f"{W}ins", f"{W}del")):
            said = "".join(str(text.text) for text in mark.iter(f"{W}t", f"{W}delText"))
            parent = mark.getparent()
            if said not in left or parent is None:
                continue
            left.remove(said)
            at = parent.index(mark)
            parent[at : at + 1] = list(mark) if mark.tag == f"{W}del" else []
            for text in list(parent.iter(f"{W}delText")):
                text.tag = f"{W}t"
        assert not left

    return reject


def test_its_names_and_its_record_are_those_of_the_clean_document(ours: Programme, made: bytes) -> None:
    document = render_docx(
        composed(ours), TEMPLATES / "methodology.docx", heading_pages=PAGES, page_count=9, content_files=ours.files
    )
    ours_says, redline_says = read_snapshot(document), read_snapshot(made)
    assert redline_says.texts == ours_says.texts
    assert redline_says.files == ours_says.files == ours.files
    assert (ours_says.tracked, redline_says.tracked) == (None, ("Vzorčni urad", "2031-05-01T00:00:00Z"))


def test_a_control_holds_nothing_that_is_tracked(made: bytes) -> None:
    controls = [0, 0]

    def count(root: etree._Element) -> None:
        for control in root.iter(f"{W}sdtContent"):
            controls[next(control.iter(f"{W}ins", f"{W}del"), None) is not None] += 1

    edited(made, count)
    assert controls[0] > 50
    assert controls[1] == 0


@pytest.mark.parametrize("accept", WHOSE)
def test_untouched_it_asks_for_nothing(ours: Programme, made: bytes, accept: Accept) -> None:
    result = pulled(ours, made, accept=accept)
    assert (result.wishes, result.remarks, result.files, result.notices) == ((), (), {}, ())


def tracked_within(old: str, new: str, author: str) -> Edit:
    """An insertion of the redline is replaced with tracking on, as Word writes it: deleted inside, inserted behind."""

    def edit(root: etree._Element) -> None:
        insertion = next(mark for mark in root.iter(f"{W}ins") if "".join(map(str, mark.itertext())) == old)
        (run,) = insertion
        come, went = (change_of(name, deepcopy(run), author) for name in ("ins", "del"))
        next(come.iter(f"{W}t")).text = new
        insertion[:] = [went]
        insertion.addnext(come)

    return edit


MILESTONE, TARGET = ["-milestone: 47", "+milestone: 49"], ["-target: 2000", "+target: 2001"]


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        (ACCEPT, [*MILESTONE, *TARGET]),
        (REJECT, []),
        (Accept(frozenset({"Ana"})), MILESTONE),
        (Accept(frozenset({"Bor"})), TARGET),
    ],
)
def test_tracked_changes_of_others_count_as_in_the_clean_document(
    ours: Programme, made: bytes, accept: Accept, wanted: list[str]
) -> None:
    """One changes what the redline inserted, inside of its insertion, another one what it left."""
    back = edited(made, tracked_within("47", "49", "Ana"), tracked("2.000", "2.001", "Bor"))
    result = pulled(ours, back, accept=accept, elsewhere=PlaceChoices(Elsewhere.EVERYWHERE))
    assert sorted(lines(ours, result)) == sorted(wanted)
    authors = {author for wish in result.wishes for author in wish.authors}
    assert authors == {name for name, change in (("Ana", MILESTONE), ("Bor", TARGET)) if change[0] in wanted}


@pytest.mark.parametrize("accept", WHOSE)
def test_an_edit_without_tracking_counts(ours: Programme, made: bytes, accept: Accept) -> None:
    result = pulled(ours, edited(made, replaced("47", "49"), replaced("dolgoletnih", "mojih")), accept=accept)
    wanted = ["-      beta: na podlagi dolgoletnih izkušenj", "+      beta: na podlagi mojih izkušenj"]
    assert sorted(lines(ours, result)) == sorted([*MILESTONE, *wanted])


@pytest.mark.parametrize("accept", WHOSE)
def test_a_change_of_the_redline_that_was_rejected_is_to_be_taken_back(
    ours: Programme, made: bytes, accept: Accept
) -> None:
    result = pulled(ours, edited(made, rejected("47", "40", "dolgoletnih ")), accept=accept)
    wanted = ["-      beta: na podlagi dolgoletnih izkušenj", "+      beta: na podlagi izkušenj"]
    assert sorted(lines(ours, result)) == sorted(["-milestone: 47", "+milestone: 40", *wanted])


@pytest.mark.parametrize("accept", WHOSE)
def test_all_of_its_changes_accepted_by_hand_ask_for_nothing(ours: Programme, made: bytes, accept: Accept) -> None:
    result = pulled(ours, accept_all(made), accept=accept)
    assert (result.wishes, result.files) == ((), {})


@pytest.mark.parametrize("accept", WHOSE)
def test_all_of_its_changes_rejected_by_hand_are_to_be_taken_back(
    old: Programme, ours: Programme, made: bytes, accept: Accept
) -> None:
    result = pulled(ours, reject_all(made), accept=accept, elsewhere=PlaceChoices(Elsewhere.EVERYWHERE))
    assert {name: text for name, text in result.files.items() if text != old.files[name]} == {}
    assert result.files.keys() == {name for name, before, _ in EDITS if before}
    assert [wish for wish in result.wishes if wish.outcome is not WishOutcome.APPLIED] == []


def test_a_comment_of_the_redline_is_no_remark_until_somebody_rewrites_it(ours: Programme, made: bytes) -> None:
    def rewritten(part: bytes) -> bytes:
        return part.replace(b"Nova ocena.", b"Zakaj?")

    result = pulled(ours, changed(made, "word/comments1.xml", rewritten))
    assert [remark.text for remark in result.remarks] == ["Zakaj?"]


@pytest.mark.parametrize("accept", WHOSE)
def test_a_redline_without_its_record_is_known_by_the_content_of_today(
    ours: Programme, made: bytes, accept: Accept
) -> None:
    """As a program leaves it that drops custom parts, and names with them."""
    result = pulled(ours, without_snapshot(edited(made, without_names)), accept=accept)
    assert (result.wishes, [notice for notice, _ in result.notices]) == ((), ["without_snapshot"])
