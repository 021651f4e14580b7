"""Paragraphs of lists have the labels that Word prints, and headings their levels."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.word.reading import ListLabel, WordText, read_word_file
from methodology.word.reading.list_labels import format_number
from methodology.word.reading.style_sheet import StyleSheet
from tests.pull.edited import TYPES, p, t, unzipped, word, zipped
from tests.rendering.judges import convert_docx
from tests.word.docx_file import render

RELATIONSHIPS = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'


def level(depth: int, text: str, form: str = "decimal", more: str = "", start: int = 1) -> str:
    """A level of a numbering."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def definition(number: int, *levels: str) -> str:
    """A ``w:abstractNum``."""
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def numbering(number: int, defined: int, overrides: str = "") -> str:
    """A ``w:num``."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{defined}"/>{overrides}</w:num>'


def start_anew(depth: int, start: int) -> str:
    """A start of its own."""
    return f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def item(number: int, depth: int | None = 0, more: str = "") -> str:
    """A paragraph of a list."""
    at = "" if depth is None else f'<w:ilvl w:val="{depth}"/>'
    return p(t("a"), properties=f'{more}<w:numPr>{at}<w:numId w:val="{number}"/></w:numPr>')


def read(body: str, numbers: str = "", styles: str = "") -> list[WordText]:
    """The texts of a file with these numberings and styles."""
    parts = {
        "numbering": f"<w:numbering NAMES>{numbers}</w:numbering>",
        "styles": f"<w:styles NAMES>{styles}</w:styles>",
    }
    return list(read_word_file(word(body, parts), name="x.docx").texts)


def labels(texts: list[WordText]) -> list[str | None]:
    """What is printed before each."""
    return [None if text.numbering is None else text.numbering.label for text in texts]


LETTERS = definition(
    1, level(0, "%1)", "lowerLetter"), level(1, "%1.%2", "upperRoman"), level(2, "%3 –", "decimalZero")
)


def test_levels_count_and_restart_below_one_another() -> None:
    depths = [0, 1, 1, 0, 1, 2, 2, 0]
    texts = read("".join(item(5, depth) for depth in depths), LETTERS + numbering(5, 1))
    assert labels(texts) == ["a)", "a.I", "a.II", "b)", "b.I", "01 –", "02 –", "c)"]
    assert texts[1].numbering == ListLabel("upperRoman", 1, "a.I")
    assert texts[0].list == "5"


def test_a_list_goes_on_after_other_text_and_in_another_list_of_its_definition() -> None:
    body = item(5) + p(t("vmes")) + item(5) + item(6) + item(5)
    texts = read(body, LETTERS + numbering(5, 1) + numbering(6, 1))
    assert labels(texts) == ["a)", None, "b)", "c)", "d)"]


def test_a_start_of_its_own_counts_once() -> None:
    numbers = LETTERS + numbering(5, 1) + numbering(6, 1, start_anew(0, 1)) + numbering(7, 1, start_anew(0, 4))
    texts = read(item(5) + item(5) + item(6) + item(6) + item(7) + item(5), numbers)
    assert labels(texts) == ["a)", "b)", "a)", "b)", "d)", "e)"]


def test_a_level_of_its_own() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "§%1", start=7)}</w:lvlOverride>'
    assert labels(read(item(5) + item(5), LETTERS + numbering(5, 1, own))) == ["§7", "§8"]


def test_levels_that_never_restart_or_only_with_the_first() -> None:
    never, first = '<w:lvlRestart w:val="0"/>', '<w:lvlRestart w:val="1"/>'
    levels = level(0, "%1"), level(1, "%2", more=never), level(2, "%3", more=first)
    depths = [0, 1, 2, 1, 2, 0, 1, 2]
    texts = read("".join(item(5, depth) for depth in depths), definition(1, *levels) + numbering(5, 1))
    assert labels(texts) == ["1", "1", "1", "2", "2", "2", "3", "1"]


def test_legal_numbers_hidden_labels_and_bullets() -> None:
    levels = (
        level(0, "%1.", "upperRoman"),
        level(1, "%1.%2", "lowerLetter", "<w:isLgl/>"),
        level(2, "%3", more="<w:rPr><w:vanish/></w:rPr>"),
        level(3, "", "none"),
        level(4, "–", "bullet"),
    )
    texts = read("".join(item(5, depth) for depth in range(5)), definition(1, *levels) + numbering(5, 1))
    assert labels(texts) == ["I.", "1.1", "", "", "–"]
    assert texts[4].numbering == ListLabel("bullet", 4, "–")


STYLED = (
    '<w:style w:type="paragraph" w:styleId="Naslov2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:numId w:val="5"/>'
    '</w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Moj"><w:name w:val="Moj"/><w:basedOn w:val="Naslov2"/></w:style>'
    '<w:style w:type="numbering" w:styleId="Seznam"><w:name w:val="Seznam"/><w:pPr><w:numPr><w:numId w:val="5"/>'
    "</w:numPr></w:pPr></w:style>"
)


def test_styles_are_linked_to_their_levels() -> None:
    linked = definition(1, level(0, "%1."), level(1, "%1.%2", more='<w:pStyle w:val="Naslov2"/>'))
    uses = ['<w:pStyle w:val="Naslov2"/>', '<w:pStyle w:val="Moj"/>']
    body = item(5) + "".join(p(t("a"), properties=use) for use in uses) + item(0, more=uses[0])
    texts = read(body, linked + numbering(5, 1), STYLED)
    assert labels(texts) == ["1.", "1.1", "1.2", None]
    assert [text.level for text in texts] == [None, 2, 2, 2]


def test_a_numbering_style_leads_to_its_numbering() -> None:
    link = '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Seznam"/></w:abstractNum>'
    own = '<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="Seznam"/>' + level(0, "%1.") + "</w:abstractNum>"
    texts = read(item(6) + item(5), own + link + numbering(5, 1) + numbering(6, 2), STYLED)
    assert labels(texts) == ["1.", "2."]


def test_numberings_that_lead_nowhere() -> None:
    round_about = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Seznam"/></w:abstractNum>'
    texts = read(item(5) + item(9) + item(8), round_about + numbering(5, 1) + numbering(8, 77), STYLED)
    assert labels(texts) == [None, None, None]
    assert [text.list for text in texts] == ["5", "9", "8"]


def test_a_numbering_that_is_defined_twice_is_not_known() -> None:
    """A program that gives two lists one id leaves nobody to tell which of them a paragraph is in."""
    numbers = definition(1, level(0, "%1)", "lowerLetter")) + definition(2, level(0, "–", "bullet"))
    numbers += numbering(1, 1) + numbering(1, 2) + numbering(2, 1)
    texts = read(item(1) + item(2), numbers)
    assert labels(texts) == [None, "a)"]
    assert [text.list for text in texts] == ["1", "2"]


def test_a_paragraph_whose_mark_is_hidden_is_not_counted() -> None:
    texts = read(item(5) + item(5, more="<w:rPr><w:vanish/></w:rPr>") + item(5), LETTERS + numbering(5, 1))
    assert labels(texts) == ["a)", None, "b)"]


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [
        (27, "lowerLetter", "aa"),
        (53, "upperLetter", "AAA"),
        (1994, "upperRoman", "MCMXCIV"),
        (4, "lowerRoman", "iv"),
        (7, "decimalZero", "07"),
        (12, "decimalZero", "12"),
        (3, "ordinal", "3."),
        (5, "chicago", "5"),
        (0, "lowerLetter", ""),
        (10**6, "upperRoman", "1000000"),
    ],
)
def test_formats_of_numbers(number: int, form: str, expected: str) -> None:
    assert format_number(number, form) == expected


@pytest.mark.parametrize(
    ("name", "key", "more", "expected"),
    [
        ("heading 3", "Naslov3", "", 3),
        ("Naslov 2", "x", "", 2),
        ("Überschrift 1", "x", "", 1),
        ("Titre 4", "x", "", 4),
        ("Nagłówek 2", "x", "", 2),
        ("Heading 10", "x", "", None),
        ("Moj slog", "x", '<w:pPr><w:outlineLvl w:val="4"/></w:pPr>', 5),
        ("heading 1", "x", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>', None),
        ("Title", "x", "", None),
        ("Moj", "x", '<w:basedOn w:val="Naslov2"/>', 2),
    ],
)
def test_levels_of_headings(name: str, key: str, more: str, expected: int | None) -> None:
    style = f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{more}</w:style>'
    (text,) = read(p(t("a"), properties=f'<w:pStyle w:val="{key}"/>'), styles=STYLED + style)
    assert text.level == expected


def test_the_outline_of_a_paragraph_is_its_own() -> None:
    own = '<w:pStyle w:val="Naslov2"/><w:outlineLvl w:val="{}"/>'.format
    assert [text.level for text in read(p(properties=own(0)) + p(properties=own(9)), styles=STYLED)] == [1, None]


def test_our_own_lists_have_the_labels_that_the_document_prints() -> None:
    texts = read_word_file(render(), name="x.docx").texts
    found = [text.numbering.label for text in texts if text.numbering is not None]
    assert {"1.", "1.1", "-", "a)"} <= set(found)


def test_styles_that_are_based_on_one_another_in_a_ring() -> None:
    ring = '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="A"/></w:style>'
    (text,) = read(p(t("a"), properties='<w:pStyle w:val="A"/>'), styles=ring)
    assert (text.style, text.level, text.list) == ("a", None, None)
    assert StyleSheet(None).chain("paragraph", "A") == ()


FLOWS: dict[str, tuple[list[str], str]] = {
    "a level before the one above it": ([item(5, depth) for depth in (1, 1, 0, 1)], numbering(5, 1)),
    "levels left out": ([item(5, depth) for depth in (2, 0, 2, 1, 2)], numbering(5, 1)),
    "lists that go on": (
        [item(number) for number in (5, 5, 6, 6, 5, 7, 5)],
        numbering(5, 1) + numbering(6, 1, start_anew(0, 1)) + numbering(7, 1, start_anew(0, 4)),
    ),
    "a start below": (
        [item(5, 0), item(5, 1), item(6, 1), item(6, 1), item(5, 1)],
        numbering(5, 1) + numbering(6, 1, start_anew(1, 5)),
    ),
    "a start above what comes first": (
        [item(5, 0), item(6, 1), item(6, 0), item(6, 1)],
        numbering(5, 1) + numbering(6, 1, start_anew(0, 7)),
    ),
}


@pytest.mark.parametrize("flow", FLOWS)
def test_libreoffice_prints_the_same_labels(flow: str, tmp_path: Path) -> None:
    body, numbers = FLOWS[flow]
    levels = level(0, "%1."), level(1, "%1.%2"), level(2, "%1.%2.%3")
    numbers = definition(1, *levels) + numbers
    content = unzipped(word("".join(body), {"numbering": f"<w:numbering NAMES>{numbers}</w:numbering>"}))
    types = content["[Content_Types].xml"].decode()
    part = f'<Override PartName="/word/{{}}.xml" ContentType="{TYPES}.{{}}+xml"/>'.format
    parts = part("main", "document.main") + part("numbering", "numbering")
    content["[Content_Types].xml"] = types.replace("</Types>", f"{RELATIONSHIPS}{parts}</Types>").encode()
    printed = convert_docx(zipped(content), tmp_path, "txt:Text (encoded):UTF8").decode("utf-8-sig").splitlines()
    assert [line.split()[0] for line in printed] == labels(read("".join(body), numbers))
