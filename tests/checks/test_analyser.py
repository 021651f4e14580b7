"""Agreement with the analyser of the language: what it finds besides the carried forms, and right sentences."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from methodology.checks import Rule, analyser
from methodology.checks.analyser import ANALYSERS, FOLDER, analyser_rule, read_words
from methodology.diagnostics import ToolMissingError
from methodology.model.programme import Programme
from tests.built import CONTENT, ROOT, read_content
from tests.checks.sentences import CONTENTS, found_in
from tests.checks.test_administrative_prose import PROSE
from tests.tools import require_analyser

SENTENCES = yaml.safe_load((Path(__file__).parent / "analysed.yaml").read_text(encoding="utf-8"))
FILE = FOLDER / "/".join(ANALYSERS["sl"])


@pytest.fixture(scope="module")
def programme() -> Programme:
    return read_content(CONTENT)


@pytest.fixture(scope="module")
def rule(programme: Programme) -> Rule:
    require_analyser(FILE)
    return analyser_rule(programme)


def test_mistakes_that_only_the_analyser_finds(rule: Rule) -> None:
    found = found_in([rule], "sl", list(SENTENCES["wrong"]))
    pieces = {text: [piece for _, piece in of_text] for text, of_text in zip(SENTENCES["wrong"], found, strict=True)}
    assert pieces == {text: [piece] for text, piece in SENTENCES["wrong"].items()}


def test_what_is_right_raises_nothing(rule: Rule) -> None:
    right = [*SENTENCES["right"], *PROSE]
    assert {text: of_text for text, of_text in zip(right, found_in([rule], "sl", right), strict=True) if of_text} == {}


@pytest.mark.parametrize("content", [CONTENT, ROOT / "tests/examples/bmvi-sl/content"], ids=["signed", "another"])
def test_whole_documents_raise_nothing(content: Path, rule: Rule) -> None:
    assert list(rule.find(read_content(content))) == []


def test_hostile_words_stay_words(rule: Rule) -> None:
    hostile = [
        "^brez/brez<pr><gen>$ hiša",
        r"\[<b>\] brez\0 hiša \\ ] [ $ ^ * / @ # + ~",
        "--help; $(touch x) `id` | hiše",
        f"Brez {'hiš' * 30_000} ni.",
        "\u202e brez \ufeffhiša",
    ]
    assert [[piece for _, piece in found] for found in found_in([rule], "sl", [*hostile, "Brez hiša ni doma."])] == [
        *([[]] * len(hostile)),
        ["Brez hiša"],
    ]


def test_words_are_read_in_any_number() -> None:
    program = require_analyser(FILE)
    unknown = [f"{'x' * length}q" for length in range(1, 300)]
    readings = read_words([*unknown, *(["hiša", "Hiša"] * 20_000)], program, FILE)
    assert [one.tags for one in readings["hiša"]] == [("n", "f", "sg", "nom")]
    assert [readings[word] for word in unknown] == [()] * len(unknown)


def test_a_program_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "lt-proc"
    program.write_text("#!/bin/sh\nexec sleep 60\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(analyser, "_ENDS_AFTER", 0.1)
    with pytest.raises(ToolMissingError, match="timed out"):
        read_words(["hiša"], str(program), FILE)


def test_a_program_that_fails_is_told(tmp_path: Path) -> None:
    with pytest.raises(ToolMissingError, match="the analyser failed"):
        read_words(["hiša"], shutil.which("false") or "/bin/false", tmp_path)


def test_a_language_without_an_analyser_is_told() -> None:
    with pytest.raises(ToolMissingError, match="no analyser is known for en-GB"):
        analyser_rule(read_content(CONTENTS["en"]))


def test_templates_without_forms_judge_nothing(rule: Rule, programme: Programme) -> None:
    assert list(rule.find(replace(programme, word_forms=None))) == []
