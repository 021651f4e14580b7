"""Items moved further in and out in Word, and paragraphs made quotes and text again, come back into chapters."""

from __future__ import annotations

from copy import deepcopy

import pytest
from lxml import etree

from methodology.model.programme import Programme
from methodology.pull.applying import Workshop
from methodology.pull.pulled import WishOutcome
from tests.built import SAMPLE, TEMPLATES, read_content
from tests.pull.edits import Edit, W, edited, replaced, untouched, without_names
from tests.pull.test_pull import pulled
from tests.pull.test_pull_properties import built

CHAPTER = "chapters/explanation.md"
HEAD = "# OBRAZLOŽITEV\n\nUvod je tu:\n\n"
LIST = "(a) prva točka:\n    - notranja ena;\n    - notranja dve;\n(b) druga točka;\n(c) tretja točka.\n"
TAIL = "\n> Citat člena.\n>\n> Vir citata.\n\nKonec besedila.\n"


@pytest.fixture(scope="module")
def ours() -> Programme:
    sample = read_content(SAMPLE)
    return Workshop(TEMPLATES).read({**sample.files, CHAPTER: HEAD + LIST + TAIL}, "content")


@pytest.fixture(scope="module")
def made(ours: Programme) -> bytes:
    return built(ours)


def paragraph_of(root: etree._Element, text: str) -> etree._Element:
    return next(
        paragraph
        for paragraph in root.iter(f"{W}p")
        if text in "".join(part.text or "" for part in paragraph.iter(f"{W}t"))
    )


def at_level(text: str, level: int) -> Edit:
    """What Tab and Shift+Tab do."""

    def edit(root: etree._Element) -> None:
        (place,) = paragraph_of(root, text).iter(f"{W}ilvl")
        place.set(f"{W}val", str(level))

    return edit


def styled(text: str, style: str) -> Edit:
    def edit(root: etree._Element) -> None:
        paragraph = paragraph_of(root, text)
        for numbering in list(paragraph.iter(f"{W}numPr")):
            numbering.getparent().remove(numbering)  # type: ignore[union-attr]
        (named,) = paragraph.iter(f"{W}pStyle")
        named.set(f"{W}val", style)

    return edit


def added_below(text: str, new: str, level: int | None = None) -> Edit:
    """A new paragraph of the kind of the one above it, as Enter makes it, at a level."""

    def edit(root: etree._Element) -> None:
        above = paragraph_of(root, text)
        paragraph = deepcopy(above)
        for part in list(paragraph)[1:]:
            paragraph.remove(part)
        etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t").text = new
        above.addnext(paragraph)
        for place in paragraph.iter(f"{W}ilvl") if level is not None else ():
            place.set(f"{W}val", str(level))

    return edit


def removed(text: str) -> Edit:
    def edit(root: etree._Element) -> None:
        paragraph = paragraph_of(root, text)
        paragraph.getparent().remove(paragraph)  # type: ignore[union-attr]

    return edit


EDITS = {
    "further in": (
        at_level("druga točka", 1),
        HEAD + LIST.replace("(b) druga", "    - druga").replace("(c)", "(b)") + TAIL,
    ),
    "further out": (
        at_level("notranja dve", 0),
        HEAD
        + LIST.replace("(c)", "(d)").replace("(b)", "(c)").replace("    - notranja dve", "(b) notranja dve")
        + TAIL,
    ),
    "new at its level": (
        added_below("notranja dve", "notranja tri;"),
        HEAD + LIST.replace("dve;\n", "dve;\n    - notranja tri;\n") + TAIL,
    ),
    "new further in": (
        added_below("notranja dve", "globlja;", 2),
        HEAD + LIST.replace("dve;\n", "dve;\n        - globlja;\n") + TAIL,
    ),
    "new outermost": (
        added_below("druga točka", "vmesna;"),
        HEAD + LIST.replace("(c)", "(d)").replace("druga točka;\n", "druga točka;\n(c) vmesna;\n") + TAIL,
    ),
    "gone": (removed("notranja ena"), HEAD + LIST.replace("    - notranja ena;\n", "") + TAIL),
    "words": (
        replaced("notranja dve", "notranja druga"),
        HEAD + LIST.replace("notranja dve", "notranja druga") + TAIL,
    ),
    "text of a quote": (styled("Vir citata", "BodyText"), HEAD + LIST + TAIL.replace(">\n> Vir", "\nVir")),
    "quote of a text": (
        styled("Konec besedila", "Quote"),
        HEAD + LIST + TAIL.replace("\n\nKonec", "\n>\n> Konec"),
    ),
    "new in a quote": (
        added_below("Citat člena", "- 5 °C > 3 °C."),
        HEAD + LIST + TAIL.replace("člena.\n>\n", "člena.\n>\n> \\- 5 °C > 3 °C.\n>\n"),
    ),
    "words of a quote": (
        replaced("Citat člena", "Citat 5. člena"),
        HEAD + LIST + TAIL.replace("Citat člena", "Citat 5. člena"),
    ),
}


@pytest.mark.parametrize("strip", [untouched, without_names])
@pytest.mark.parametrize("name", EDITS)
def test_they_come_back(name: str, ours: Programme, made: bytes, strip: Edit) -> None:
    edit, expected = EDITS[name]
    file = edited(made, edit, strip)
    result = pulled(ours, file)
    assert result.open == ()
    assert result.files == {CHAPTER: expected}
    written = Workshop(TEMPLATES).read({**ours.files, CHAPTER: expected}, "content")
    assert {wish.outcome for wish in pulled(written, file).wishes} == {WishOutcome.PRESENT}


def test_nothing_is_asked_of_an_untouched_file(ours: Programme, made: bytes) -> None:
    assert not pulled(ours, made).wishes


@pytest.mark.parametrize(
    "edit",
    [removed("prva točka"), at_level("tretja točka", 2), at_level("notranja dve", 3), styled("druga točka", "Quote")],
)
def test_what_a_chapter_cannot_hold_is_told_and_not_written(ours: Programme, made: bytes, edit: Edit) -> None:
    result = pulled(ours, edited(made, edit))
    assert result.open
    assert not result.files


def test_tab_in_a_list_without_inner_ones() -> None:
    sample = read_content(SAMPLE)
    result = pulled(sample, edited(built(sample), at_level("druga alineja", 1)))
    assert result.open == ()
    assert "- prva alineja;\n    - druga alineja." in str(result.files[CHAPTER])
