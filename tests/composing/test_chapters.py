"""Markdown limited to the closed set."""

from __future__ import annotations

import random
import re

import pytest

from methodology.composing.chapter_markup import chapter_markup, leaf_runs
from methodology.composing.parsing import blocks_of
from methodology.composing.printing import Printer
from methodology.model.chapter import Chapter, LeafKind, depth_of
from methodology.model.document import Block, ItemList, List, ListFormat, Paragraph, plain_text
from methodology.model.texts import texts_of_blocks
from methodology.reading.chapter_checks import check_forms, check_lists


def blocks(text: str, printer: Printer) -> tuple[Block, ...]:
    return blocks_of(chapter_markup(Chapter("c", text, "content/chapters/c.md"), printer))


@pytest.mark.parametrize(
    ("text", "list_format"),
    [
        ("(a) x;\n(b) y.", ListFormat.PARENTHESES),
        ("a) x;\nb) y.", ListFormat.LETTER),
        ("1. x;\n2. y.", ListFormat.NUMBER),
        ("- x;\n- y.", ListFormat.DASH),
    ],
)
def test_lists(text: str, list_format: ListFormat, printer: Printer) -> None:
    (listing,) = blocks(text, printer)
    assert isinstance(listing, List)
    assert listing.format is list_format
    assert [plain_text(item.content) for item in listing.items] == ["x;", "y."]


@pytest.mark.parametrize(("first", "second"), [("1. x", "- y"), ("- x", "1. y"), ("(a) x", "- y"), ("a) x", "(a) y")])
def test_lists_of_two_kinds_are_two(first: str, second: str, printer: Printer) -> None:
    listings = blocks(f"{first}\n\n{second}", printer)
    assert [plain_text(listing.items[0].content) for listing in listings if isinstance(listing, List)] == ["x", "y"]


def test_an_item_may_run_over_lines(printer: Printer) -> None:
    (listing,) = blocks("(a) x\nand more;\n(b) y.", printer)
    assert isinstance(listing, List)
    assert [plain_text(item.content) for item in listing.items] == ["x and more;", "y."]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("x\\\ny", "x\ny"),
        ("x  \n  y", "x\ny"),
        ("x   \ny", "x\ny"),
        ("x\\\n\\\ny", "x\n\ny"),
        ("**x\\\ny** z", "x\ny z"),
        ("[x  \ny](https://a.si)", "x\ny"),
        ("- x\\\n  y", "x\ny"),
        ("(a) x  \ny", "x\ny"),
        ("x \ny", "x y"),
        ("x\t\ny", "x y"),
        ("xy \t \nz", "xy z"),
        ("x\\\\\ny", "x\\ y"),
        ("x\\", "x\\"),
        ("x  ", "x"),
        ("x\\ y", "x\\ y"),
    ],
)
def test_line_breaks(text: str, printed: str, printer: Printer) -> None:
    chapter = Chapter("c", text, "content/chapters/c.md")
    (leaf,) = texts_of_blocks(blocks_of(chapter_markup(chapter, printer)))
    assert leaf.text == printed
    assert not list(check_forms(chapter))
    assert plain_text(leaf_runs(chapter.leaves[0].text)).strip(" ") == printed


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("- x:\n    - y;\n- z.", ["0 - x:", "1 - y;", "0 - z."]),
        ("(a) x:\n    1. y;\n    2. z;\n(b) w:\n    1. v.", ["0 (a) x:", "1 1. y;", "1 2. z;", "0 (b) w:", "1 1. v."]),
        ("1. x\n    a) y\n        (a) z\n    b) w\n2. v", ["0 1. x", "1 a) y", "2 (a) z", "1 b) w", "0 2. v"]),
        ("- x\n    1. y\n    2. z", ["0 - x", "1 1. y", "1 2. z"]),
        ("- x\n    1. januarja", ["0 - x 1. januarja"]),
        ("- x od\n    2. člena\n- y", ["0 - x od 2. člena", "0 - y"]),
        ("- x\n\t- y\n\t\t- z", ["0 - x", "1 - y", "2 - z"]),
        ("- x\n    - y\n\n- z", ["0 - x", "1 - y", "0 - z"]),
        ("- x\n    - y\nin še\n    z;\n- w", ["0 - x", "1 - y in še z;", "0 - w"]),
    ],
)
def test_lists_within_lists(text: str, items: list[str], printer: Printer) -> None:
    (listing,) = blocks(text, printer)
    assert isinstance(listing, List)
    assert [f"{item.level} {item.label} {plain_text(item.content)}" for item in listing.items] == items
    chapter = Chapter("c", text, "content/chapters/c.md")
    assert not [*check_forms(chapter), *check_lists(chapter)]


def test_the_items_as_lists_within_items(printer: Printer) -> None:
    (listing,) = blocks("(a) x:\n    - y:\n        1. z.\n(b) w:\n    1. u.", printer)
    assert isinstance(listing, List)

    def shown(level: ItemList) -> list[object]:
        return [level.format.value, *([node.item.label, *map(shown, node.lists)] for node in level.nodes)]

    assert shown(listing.tree) == ["(a)", ["(a)", ["-", ["-", ["1.", ["1."]]]]], ["(b)", ["1.", ["1."]]]]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("> x\n> y", ["x y"]),
        ("> x\n>\n> y\n>\n>\n> z", ["x", "y", "z"]),
        (">x\ny", ["x y"]),
        ("> x\\\n> y", ["x\ny"]),
        ("> (a) x;\n>\n> 1. y", ["(a) x;", "1. y"]),
        ("   > x\n\n> y", ["x", "y"]),
        (">\n> x", ["x"]),
    ],
)
def test_quotes(text: str, quoted: list[str], printer: Printer) -> None:
    printed = blocks(text, printer)
    assert all(isinstance(block, Paragraph) and block.is_quote for block in printed)
    assert [text.text for text in texts_of_blocks(printed)] == quoted


LINES = (
    *("- x", "    - y", "        - z", "            - u", "(a) x", "    (a) y", "    1. y", "    2. y", "1. x", "2. x"),
    *("  - x", "\t- y", "x", "    x", "> x", ">", "> - x", " > y", ">> x", "# x", "", "", "x\\", "x  ", "\t", "a) x:"),
)


@pytest.mark.parametrize("seed", range(300))
def test_leaves_are_numbered_as_they_are_printed(seed: int, printer: Printer) -> None:
    dice = random.Random(seed)
    chapter = Chapter("c", "\n".join(dice.choices(LINES, k=dice.randint(1, 12))), "content/chapters/c.md")
    markup = str(chapter_markup(chapter, printer))
    printed = [int(number) for number in re.findall(r'data-source="chapters\.c\.(\d+)"', markup)]
    assert printed == [leaf.number for leaf in chapter.leaves], chapter.text
    if not [*check_forms(chapter), *check_lists(chapter)]:
        texts = list(texts_of_blocks(blocks_of(markup)))
        said = [plain_text(leaf_runs(leaf.text)).strip() for leaf in chapter.leaves]
        assert [" ".join(text.text.split()) for text in texts] == [" ".join(text.split()) for text in said]
        depths = [text.item.level for text in texts if text.item is not None]
        assert depths == [depth_of(leaf.mark) for leaf in chapter.leaves if leaf.kind is LeafKind.ITEM]


RIGHT_TEXTS = (
    *("2 * 3 = 6", "5*3 kosov", "a_b", "Priloga_1_Metodologija_2027.docx", "snake_case_name 2 * 3", "5 < 7 in 8 > 3"),
    *(
        "x<y",
        "R&D",
        "AT&T;",
        "Smo #1 v regiji",
        "Člen 5 (glej [1])",
        "Pozor![1]",
        "[1][2]",
        "[1] [2]",
        "[sic] in [...]",
    ),
    *(
        "podatek* je začasen",
        "*) Začasen podatek.",
        "a | b",
        "5 $ in 6 $",
        "US$100 in AU$200",
        "od ~5 % do ~6 %",
        "a == b",
    ),
    *(
        "ob 10:30:45",
        "razmerje 1:2:3",
        "Podpis: ______",
        "– pomišljaj",
        "x^2 ali 5^3",
        "C:\\mapa\\ime",
        "ena ` ali dve",
    ),
    *("https://primer.si/a_b~c?d=1&e=2", "www.primer.si", "ana.kranjc@primer.si", "-5 °C do +5 °C", "1) Prva", "±5 %"),
    *(
        "(EU) 2021/1060",
        "3,5 % - 4,5 %",
        "in/ali",
        "50+ oseb",
        "!",
        "? ! ...",
        "§ 5",
        "§5: prva; druga",
        "O.1.3 & O.1.4",
    ),
)


@pytest.mark.parametrize("text", RIGHT_TEXTS)
@pytest.mark.parametrize("mark", ["", "- ", "# "])
def test_a_right_text_prints_as_typed(mark: str, text: str, printer: Printer) -> None:
    chapter = Chapter("c", f"{mark}Besedilo {text}\n", "c.md")
    assert list(check_forms(chapter)) == []
    (printed,) = texts_of_blocks(blocks_of(chapter_markup(chapter, printer)))
    assert printed.text == f"Besedilo {text}"


@pytest.mark.parametrize(
    "text",
    [
        "**krepko** in *ležeče*",
        "__krepko__ in _ležeče_",
        "***oboje***",
        "**krepko *in ležeče* skupaj**",
        "be**se**da",
        "(glej *podrobno*)",
        "**1.** točka",
        "**[povezava](https://primer.si)**",
        "[**povezava**](https://primer.si/a_(b))",
        "[povezava](https://primer.si/~ana/a_b*c$d$)",
        "glej `naprej",
        "Cilji:\n\n  - prvi;\n  - drugi.",
        "a) prva\n   in še;\nb) druga.",
        "# Naslov #",
    ],
)
def test_what_a_chapter_holds_is_no_fault(text: str) -> None:
    assert list(check_forms(Chapter("c", text, "c.md"))) == []


@pytest.mark.parametrize(
    "text",
    [
        "<b>HTML</b> &amp; <script>",
        "`code` and ![image](x.png)",
        "[a][b] and <https://example.org>",
        "snake_case_name 2 * 3",
        "a line | with | bars",
    ],
)
def test_other_syntax_prints_as_itself(text: str, printer: Printer) -> None:
    (paragraph,) = blocks(text, printer)
    assert isinstance(paragraph, Paragraph)
    assert plain_text(paragraph.content) == text


def test_emphasis_links_and_references(printer: Printer) -> None:
    (paragraph,) = blocks("**A** *b* [c](https://example.org) {O.1.1.target} {{d}}", printer)
    assert isinstance(paragraph, Paragraph)
    looks = [
        (run.text, run.strong, run.emphasis, run.target, run.source) for run in paragraph.content if run.text != " "
    ]
    assert looks == [
        ("A", True, False, None, "chapters.c.1"),
        ("b", False, True, None, "chapters.c.1"),
        ("c", False, False, "https://example.org", "chapters.c.1"),
        ("2.000", False, False, None, "O.1.1.target"),
        (" {d}", False, False, None, "chapters.c.1"),
    ]


def test_leaves_are_numbered(printer: Printer) -> None:
    markup = chapter_markup(Chapter("c", "# A\n\nb\n\n- c\n- d\n\ne", "c.md"), printer)
    assert [number for number in range(1, 9) if f'data-source="chapters.c.{number}"' in markup] == [1, 2, 3, 4, 5]
