"""Any text at any place of a chapter, or of a text with references, prints as it was typed."""

from __future__ import annotations

import random
import re
import string
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from markdown import Markdown

from methodology.composing.chapter_markup import chapter_markup, leaf_runs
from methodology.composing.parsing import blocks_of
from methodology.composing.printing import Printer
from methodology.editing.chapter_texts import set_leaf_texts, set_leaves
from methodology.editing.edits import NewLeaf
from methodology.editing.nodes import parse_nodes
from methodology.editing.yaml_scalars import scalar_at, set_texts
from methodology.model.chapter import BLANKS, Chapter
from methodology.model.chapter_forms import ESCAPED
from methodology.model.chapter_marks import undo_line_marks
from methodology.model.document import Run, plain_text
from methodology.model.language import Language
from methodology.model.prose import parse_prose
from methodology.model.texts import Text, texts_of_blocks
from methodology.pull.source_atoms import UnmappedError
from methodology.pull.source_text import SourceText, as_source
from methodology.reading.chapter_checks import check_forms, check_lists, check_references
from tests.built import SAMPLE, read_content

MARKS = (
    *("#", "##", "1.", "22.", "3.", "a)", "(b)", "č)", "-", "+", "*", "**", "***", "_", "__", "\\", "\\\\", "[", "]"),
    *("(", ")", "](", "![", "[x](https://a.si)", "[x]: y", "`", "~~~", "```", "=", "---", "===", ">", "|", ":", ";"),
    *("&", "&amp;", "&#33;", "<b>", "<", "https://a.si", "{", "}", "{{", "}}", "{a.b}", "{O.1.1.target}", "|}"),
)
LETTERS = (
    *("x", "člen", "Ana", "B", "7", "3. 11. 2025", "%", "5 °C", ".", "!", "?", ",", "'", '"', "½", "²", "\U0001f600"),
    *("\u00a0", "\u202f", "\u2028", "\u0085", "\u200b", "\u00ad", "\u2011", "\ufeff", "\u3000", "klzzwxh:0000"),
)
PROGRAMME = read_content(SAMPLE)
PRINTER = Printer(PROGRAMME, Language.of("sl-SI"))
SECOND = {"-": "-", "*": "*", "+": "+", "(a)": "(b)", "a)": "b)", "1.": "2."}
"""The marks of lists, with that of the second item."""
TIMES = 1_500


def draw_text(dice: random.Random, most: int = 8) -> str:
    """Signs, words and blanks in any order, as a document prints them: without blanks beside others or at the ends."""
    pieces = (
        dice.choice(dice.choice((MARKS, LETTERS))) + dice.choice(("", "", " ")) for _ in range(dice.randint(1, most))
    )
    return as_one_line("".join(pieces)) or "x"


def as_one_line(text: str) -> str:
    """The text as it is printed."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def printed(chapter: Chapter) -> list[Text]:
    """The texts that a chapter prints, each from the leaf of its number."""
    assert list(check_lists(chapter)) == []
    assert list(check_forms(chapter)) == []
    assert list(check_references(chapter, PROGRAMME.values)) == []
    texts = list(texts_of_blocks(blocks_of(chapter_markup(chapter, PRINTER))))
    for number, text in enumerate(texts, start=1):
        assert set(text.paths[:1]) <= {f"chapters.x.{number}", *PROGRAMME.values}, text
    return texts


def chapter_of(text: str) -> Chapter:
    return Chapter("x", text, "x.md")


def looks_of(text: Text) -> list[Run]:
    return [run for run in text.runs if run.strong or run.emphasis or run.target]


@pytest.mark.parametrize("mark", ["", "#", *SECOND])
def test_a_new_leaf_prints_as_typed_wherever_it_comes(mark: str) -> None:
    dice = random.Random(f"leaf {mark}")
    before = chapter_of("# Naslov\n\nPrej.\n\nPotem.\n")
    for _ in range(TIMES // len(SECOND)):
        typed = [draw_text(dice) for _ in range(1 if mark in ("", "#") else dice.randint(1, 3))]
        leaves = [NewLeaf(as_source(text, is_markdown=True), mark) for text in typed]
        order: list[int | NewLeaf] = [1, 2, *leaves, 3] if mark != "#" or dice.random() < 0.5 else [1, *leaves, 2, 3]
        made = chapter_of(set_leaves(before, order))
        texts = printed(made)
        expected = [{1: "Naslov", 2: "Prej.", 3: "Potem."}.get(leaf) for leaf in order if isinstance(leaf, int)]
        expected[order.index(leaves[0]) : order.index(leaves[0])] = typed
        assert [text.text for text in texts] == expected, made.text
        assert not any(map(looks_of, texts)), made.text
        assert [leaf.mark for leaf in made.leaves].count(mark) >= 1


def draw_leaf(dice: random.Random) -> str:
    """The source of a leaf as an author may have written it: emphasis, links, references, undone marks, lines."""
    known = ("**krepko**", "*ležeče*", "[tu](https://a.si)", "[t **u**](https://a.si/b_c)", "{O.1.1.target}", "{{b}}")
    others = (
        "{O.1.1.name|kdor\\*koli}",
        r"\*",
        r"22\.",
        "a_b",
        "5 * 3",
        "(a)",
        "[1];",
        "beseda",
        "Stavek.",
        "\\a",
        "!",
    )
    words = [dice.choice((*known, *others, *others)) for _ in range(dice.randint(1, 7))]
    return "Začetek" + "".join(dice.choice((" ", " ", "\n", "")) + word for word in words)


def draw_edit(dice: random.Random, runs: Sequence[Run], path: str) -> list[str]:
    """What each run says after an edit of those of the sentence itself."""
    texts = [run.text for run in runs]
    own = [number for number, run in enumerate(runs) if run.source == path]
    for number in dice.choices(own, k=dice.randint(1, 2)):
        text = texts[number]
        start = dice.randint(0, len(text))
        end = min(len(text), start + dice.choice((0, 0, 1, 4, 30)))
        texts[number] = text[:start] + dice.choice(("", draw_text(dice, 3))) + text[end:]
    return texts


def test_words_that_come_and_go_anywhere_in_a_leaf_print_as_typed() -> None:
    dice = random.Random("words")
    outcomes: Counter[str] = Counter()
    for _ in range(TIMES):
        mark = dice.choice(("", "", "##", *SECOND))
        item = SECOND.get(mark)
        above = f"{mark} prej;\n{item} " if item else f"{mark} ".lstrip()
        leaf = draw_leaf(dice)
        source = leaf.replace("\n", " ") if mark == "##" else leaf
        chapter = chapter_of(f"# Naslov\n\n{above}{source}\n\nPotem.\n")
        if [*check_lists(chapter), *check_forms(chapter)]:
            continue
        number = 3 if item else 2
        path = f"chapters.x.{number}"
        runs = tuple(Run(run.text, run.source, run.within) for run in merged(printed(chapter)[number - 1].runs))
        texts = draw_edit(dice, runs, path)
        wanted = as_one_line("".join(texts))
        try:
            edited = SourceText(path, source, runs, is_markdown=True).edit(texts, {}).strip(BLANKS)
        except UnmappedError:
            outcomes["not written"] += 1
            continue
        if not edited or not wanted:
            continue
        made = chapter_of(set_leaf_texts(chapter, {number: edited}))
        assert [text.text for text in printed(made)][number - 1] == wanted, (chapter.text, texts, made.text)
        assert len(made.leaves) == len(chapter.leaves)
        outcomes["written"] += 1
    assert outcomes["not written"] < 0.05 * outcomes["written"], outcomes


def merged(runs: Sequence[Run]) -> list[Run]:
    """The runs without their looks, neighbours of one origin as one."""
    joined: list[Run] = []
    for run in runs:
        if joined and (joined[-1].source, joined[-1].within) == (run.source, run.within):
            joined[-1] = replace(joined[-1], text=joined[-1].text + run.text)
        else:
            joined.append(run)
    return joined


@pytest.mark.parametrize("scalar", ["a: Besedilo.", 'a: "Besedilo."', "a: 'Besedilo.'", "a: >-\n  Besedilo,\n  drugo."])
def test_a_text_of_yaml_prints_as_typed(scalar: str) -> None:
    dice = random.Random(scalar)
    for _ in range(TIMES // 8):
        typed = draw_text(dice)
        made = set_texts(scalar, parse_nodes(scalar), {("a",): as_source(typed)})
        found = scalar_at(parse_nodes(made), ("a",))
        assert found is not None
        assert as_one_line("".join(map(str, parse_prose(found[0].value)))) == typed, made


def test_the_signs_that_a_backslash_undoes_are_those_of_the_library() -> None:
    assert set(ESCAPED) > set(Markdown().ESCAPED_CHARS)
    assert string.punctuation == ESCAPED
    assert plain_text(leaf_runs("".join(f"\\{sign}" for sign in ESCAPED))) == ESCAPED


@pytest.mark.parametrize(
    ("typed", "mark", "source"),
    [
        ("22. člen Uredbe", "", r"22\. člen Uredbe"),
        ("3. 11. 2025 je bil torek.", "", r"3\. 11. 2025 je bil torek."),
        ("#1", "", r"\#1"),
        ("+ 5 %", "", r"\+ 5 %"),
        ("- 5 °C", "-", r"\- 5 °C"),
        ("22. člen", "-", "22. člen"),
        ("a) točka", "", r"a\) točka"),
        ("(a) točka", "", r"\(a) točka"),
        ("(a) točka", "(a)", "(a) točka"),
        ("Naslov #", "#", r"Naslov \#"),
        ("22. naslov", "#", "22. naslov"),
        ("-5 °C, #, 22.", "", "-5 °C, #, 22."),
        ("ime_datoteke, 5 * 3, [1] (2), a\\b", "", "ime_datoteke, 5 * 3, [1] (2), a\\b"),
        ("*x* _y_ [z](w) \\_", "", r"\*x\* \_y\_ [z]\(w) \\\_"),
        ("{O.1.1.target}", "", "{{O.1.1.target}}"),
        ("--- === > | ` < & https://a.si", "", "--- === > | ` < & https://a.si"),
        ("<b> &amp; `x`", "", r"\<b> \&amp; \`x`"),
    ],
)
def test_only_what_would_be_a_mark_is_undone(typed: str, mark: str, source: str) -> None:
    assert undo_line_marks(as_source(typed, is_markdown=True), mark) == source
    leaf = chapter_of(f"{mark} {source}".strip())
    assert [plain_text(text.runs) for text in printed(leaf)] == [typed]
