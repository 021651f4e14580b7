"""Every rule looks at a text once: what takes a moment in a short one takes no minutes in a long one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import pytest

from methodology.checks import check_programme
from methodology.checks.printed_texts import LONGEST_PIECE, excerpt
from methodology.checks.run import MOST_FINDINGS
from methodology.composing import compose_document
from methodology.diagnostics import ContentError
from methodology.memory import Memory
from methodology.model.programme import Programme
from methodology.model.scalars import LONGEST_TEXT
from methodology.reading import read_programme
from tests.benchmarks.measuring import Action, processor_growth, told_apart
from tests.built import SAMPLE, TEMPLATES, copied, read_content, replace_in
from tests.counting import counted_lines

PIECES = (
    *(";", "a;b", "abc.Def", '"', "»", "«", "»«", "» ", "(", "()", "(a)", "a) ", "x)", ") ", "a (", "a (ABC) "),
    *(" ", "  a", "a   ", "\N{NO-BREAK SPACE}", " ;", "( ", "\t", ", ", ".", "...a", "a...", " - ", "-", "a (ABC DE)"),
    *("9", "1%", "1 % ", "1.", "1,", "1 000 ", "12345 ", "9/", "1.1.2020 ", "1-2 ", "11-", "A1-A1", "A1-", "1.1 %"),
    *("a", "Ž", "İ ", "ABC ", "A-A", "ab ab ", "s s ", "z k ", "ITK ", "v nadaljevanju ", "Stavek je tak. ", "*"),
    *("{O.1.1.target}", "{O.1.1.target|x}", "{O.1.1.target}-", "{{", "}}", "a:a", "»bbbbbbbbbbbbbbbbbbbbbbbb"),
    *("'", "'a", "'a' ", "‚a", "‘", "Prva operacija ", "["),
    *("XX ", "X", ".X", "__", "<a", "[a ", "\u043ea", "\u03bc ", "www.a,", "?", "\ufb01", "+386 1 428 "),
)
FEW, TIMES = LONGEST_TEXT // 40, 10
MOST_GROWTH = 1.5 * TIMES
TURNS = 3


def hostile(texts: Mapping[str, str], piece: str, length: int) -> dict[str, str]:
    """The files of the sample with the piece again and again in a name, a text with references and a chapter."""
    text = piece * (length // len(piece))
    paragraph = re.sub(r"[*_\[]", r"\\\g<0>", text).replace("\\[", "")  # a paragraph has few of them
    paragraph = paragraph[: LONGEST_TEXT - 100].rstrip("\\")
    changed = dict(texts)
    for file, old, new in (
        ("operations.yaml", "Prva operacija", json.dumps(f"Ime {text}")),
        ("risks.yaml", "rast cen", json.dumps(f"rast {text}")),
    ):
        assert texts[file].count(old) == 1
        changed[file] = texts[file].replace(old, new)
    return {**changed, "chapters/introduction.md": f"# UVOD\n\nZačetek {paragraph}\n"}


def programme(piece: str, length: int) -> Programme:
    """The sample with these texts."""
    return read_programme(hostile(read_content(SAMPLE).files, piece, length), "content", TEMPLATES)


def growths(pieces: Sequence[str]) -> dict[str, float]:
    """How many times the processor time a check takes of a text that is :data:`TIMES` as long, by its piece.

    What a check loads and what it remembers of the other texts of the sample is there before the first is measured.
    """
    memory, sample = Memory(), read_content(SAMPLE)
    check_programme(sample)

    def checks(piece: str, length: int) -> Iterator[Action]:
        for fewer in range(TURNS):
            memory.begin(None)
            texts = hostile(sample.files, piece, length - fewer * len(piece))
            read = read_programme(texts, "content", TEMPLATES, memory)
            memory.finish()
            yield partial(check_programme, read)

    return {piece: processor_growth(checks(piece, FEW), checks(piece, TIMES * FEW), MOST_GROWTH) for piece in pieces}


@pytest.fixture(scope="module")
def measured_growths() -> dict[str, float]:
    found = told_apart(growths, PIECES)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("piece", PIECES)
def test_a_check_grows_with_the_text(piece: str, measured_growths: dict[str, float]) -> None:
    assert measured_growths[piece] < MOST_GROWTH


def test_of_one_text_no_more_is_told_than_anybody_reads(tmp_path: Path) -> None:
    found = check_programme(programme("ab ;de ", LONGEST_TEXT // 2))
    told = [one for one in found if one.rule.code == "space-before-mark" and one.path == "operations.alpha"]
    assert len(told) == 1  # the same piece is told once
    several = "".join(f"ab{number} ;de " for number in range(2 * MOST_FINDINGS))
    content = copied(SAMPLE, tmp_path / "several")
    replace_in(content / "operations.yaml", "Prva operacija", json.dumps(several))
    told = [one for one in check_programme(read_content(content)) if one.rule.code == "space-before-mark"]
    assert len(told) == MOST_FINDINGS


def test_a_piece_is_made_up_to_whole_words_within_bounds() -> None:
    assert excerpt("pred besedo;tukaj je", 11, 12) == "besedo;tukaj"
    assert excerpt("\N{OBJECT REPLACEMENT CHARACTER}a;b", 2, 3) == "a;b"
    assert excerpt("a" * 1_000 + ";" + "b" * 1_000, 1_000, 1_001) == "a" * LONGEST_PIECE + ";" + "b" * LONGEST_PIECE
    assert excerpt("a" + " " * 1_000 + "b", 1, 1_001) == "a" + " " * LONGEST_PIECE


@pytest.mark.parametrize("number", ["9" * 29, "9" * 5_000, "1" + " 000" * 20, f"{'1' * 5_000}-2", f"1-{'2' * 5_000}"])
def test_what_is_too_long_for_a_number(number: str) -> None:
    check_programme(programme(f"{number} ", len(number) + 1))


def test_sentences_that_are_all_alike(tmp_path: Path) -> None:
    counts = []
    for count in (200, 1_600):
        content = copied(SAMPLE, tmp_path / str(count))
        lines = [f"Stavek {number * 7_919 % 9_973} pravi nekaj novega o tem in onem." for number in range(count)]
        (content / "chapters" / "introduction.md").write_text("# UVOD\n\n" + "\n\n".join(lines), encoding="utf-8")
        counts.append(counted_lines(partial(check_programme, read_content(content))))
    few, many = counts
    assert many < 10 * few


@pytest.mark.parametrize("blank", ["\N{NO-BREAK SPACE}", "\N{IDEOGRAPHIC SPACE}", "»", "» »", "*_"])
def test_texts_without_a_word(blank: str, tmp_path: Path) -> None:
    """Fuzzing found the first: an item of a list that is but a space."""
    content = copied(SAMPLE, tmp_path)
    written = f"# UVOD\n\nUvod:\n\n- prva;\n- {blank}\n- druga.\n\n{blank}\n"
    (content / "chapters" / "introduction.md").write_text(written, encoding="utf-8")
    indicator = content / "objectives" / "so1" / "indicators" / "O.1.1.yaml"
    sentence = "    sentence: na podlagi okoli {O.1.1.yearly} dogodkov na leto."
    items = '    items:\n      a: "»"\n'
    replace_in(indicator, sentence, f"    sentence: {json.dumps(blank + '»')}\n{items}")
    check_programme(read_content(content))


def test_a_quotation_where_no_indicator_is(tmp_path: Path) -> None:
    content = copied(SAMPLE, tmp_path)
    chapter = content / "chapters" / "introduction.md"
    chapter.write_text("# UVOD\n\nUvod »navaja nekaj, kar je dolgo«.\n", encoding="utf-8")
    for file in content.glob("objectives/*/indicators/*.yaml"):
        file.unlink()
    for file in content.glob("objectives/*/allocation.yaml"):
        file.write_text("rows: []\ncoverage: 0\n", encoding="utf-8")
    check_programme(read_content(content))


def test_a_remark_with_a_name_that_only_sentences_know(tmp_path: Path) -> None:
    content = copied(SAMPLE, tmp_path)
    with (content / "objectives" / "so1" / "indicators" / "O.1.1.yaml").open("a", encoding="utf-8") as file:
        file.write('remarks:\n  a: "Opomba {count}."\n')
    check_programme(read_content(content))


def test_texts_that_name_one_another_many_times(tmp_path: Path) -> None:
    content = copied(SAMPLE, tmp_path / "content")
    root, depth = "O.1.1.rationale.milestone.items", 200
    items = "".join(f"      z{n}: 'zaradi{f' {{{root}.z{n + 1}}}' * 10}'\n" for n in range(depth))
    first = "      alpha: na podlagi načrta operacije {operations.alpha}"
    rewritten = f"{first} {{{root}.z0}}\n{items}      z{depth}: konec"
    replace_in(content / "objectives" / "so1" / "indicators" / "O.1.1.yaml", first, rewritten)
    of = read_content(content)
    counted_lines(lambda: check_programme(of), most=20_000_000)
    with pytest.raises(ContentError, match=r"too-large|nested"):
        compose_document(of, TEMPLATES)
