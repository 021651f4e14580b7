"""No sentence of the program is left out of the catalogues, and none is English where Slovenian is spoken."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from methodology.cli import wish_words
from methodology.messages import speaking
from methodology.pull.looks import LookChange, LookKind
from methodology.pull.pulled import Act, Remark, TableChange, TableEvent, Wish, WishOutcome
from methodology.pull.report.labels import Notices, PullNotes
from tests.messages.catalogues import KEYWORDS, PACKAGE
from tests.messages.english import english_in

NOT_SAID = (
    *("composing/unprinted.py", "messages/__init__.py", "verifying/docx/allowed.py", "word/reading/prompts.py"),
    *("cli/help.py", "reading/yaml_faults.py", "rendering/pdf/pdf_file.py"),
)
"""Modules whose sentences no reader is told: why a field is not printed, names of fonts, what Typer, Word and a parser
say, and what the schema of a file's metadata explains to programs."""
_SENTENCE = re.compile(r"\b[a-z]{2,}(?:: | )[a-z]+ [a-z]{2,}\b")
"""Three words in a row: what is shorter may be a code."""
_SILENT = frozenset({*KEYWORDS, "Argument", "Option", "TypeError", "ValueError", "compile"})
"""Calls whose arguments are translated, are the help of a command, or are for programmers."""


def modules() -> list[Path]:
    silent = {PACKAGE / name for name in NOT_SAID}
    assert all(file.is_file() for file in silent)
    return sorted(set(PACKAGE.rglob("*.py")) - silent)


def sentences_in(source: str) -> Iterator[str]:
    """The sentences in a module that no translation is asked for; docstrings are none."""
    tree = ast.parse(source)
    silent: set[int] = set()
    declared: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            silent.add(id(node.value))
        elif isinstance(node, ast.Call) and _name_of(node.func) in _SILENT:
            within = [inner for inner in ast.walk(node) if isinstance(inner, ast.Constant | ast.JoinedStr)]
            silent |= set(map(id, within))
            declared |= {str(inner.value) for inner in within if isinstance(inner, ast.Constant)}
    for node in ast.walk(tree):
        if id(node) in silent:
            continue
        text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
        if isinstance(node, ast.JoinedStr):
            silent |= set(map(id, node.values))
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "{…}" for part in node.values)
        if _SENTENCE.search(text) and text not in declared:
            yield text


def _name_of(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def test_every_sentence_is_translated() -> None:
    files = modules()
    said_elsewhere = {
        *("properties of the document", "what follows the number", "spacing by lines", "indent by letters"),
        "this project: the form of the content and the templates",
        "for event in gen:",
    }
    found = {
        f"{file.relative_to(PACKAGE)}: {sentence}"
        for file in files
        for sentence in sentences_in(file.read_text(encoding="utf-8"))
        if sentence not in said_elsewhere
    }
    assert found == set()


def test_a_sentence_that_is_not_translated_is_seen() -> None:
    lines = (
        'say(f"no value has the path {path}")',
        'say(translate("it is translated all right"))',
        '"A docstring is none."',
    )
    left = "\n".join(lines)
    assert list(sentences_in(left)) == ["no value has the path {…}"]


def wish(act: Act = Act.VALUE, outcome: WishOutcome = WishOutcome.UNMAPPED, note: str | None = None) -> Wish:
    authors = ("Ana Novak",) if act is Act.VALUE else ()
    about = "endnote" if note == "thing" else "O.1.1"
    return Wish(act, outcome, "O.1.1.target", "", "", "1", "2", "predlog.docx", authors, note=note, about=about)


def pulled_lines() -> Iterator[str]:
    """All that pull says of wishes and files."""
    yield from (wish_words.format_wish(wish(act, outcome)) for act in Act for outcome in WishOutcome)
    yield from (wish_words.format_wish(wish(note=note)) for note in PullNotes.model_fields)
    yield from (wish_words.format_table_change(TableChange(event, ("Ena", "Dve"))) for event in TableEvent)
    yield from (wish_words.format_look(LookChange(kind, "»beseda«", "1", "2")) for kind in LookKind)
    yield from (wish_words.format_notice(notice, "predlog.docx") for notice in Notices.model_fields)
    for resolved in (True, False):
        remark = Remark("predlog.docx", "Ana", "2026-03-01", "»Ali«", "", None, "", "", resolved=resolved)
        yield wish_words.format_remark(remark)


def test_all_that_pull_says_is_slovenian() -> None:
    with speaking("sl"):
        lines = list(pulled_lines())
    assert [line for line in lines if english_in(line)] == []
    assert len(set(lines)) == len(lines)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the value is typed", ["the", "value", "is"]),
        ("vpišite »the value«: content/programme.yaml, O.1.1.target, --content, [unused-entry]", []),
        ("  - the old text\n  + the new text\nnič ni bilo zapisano", []),
    ],
)
def test_english_is_found(text: str, words: list[str]) -> None:
    assert english_in(text) == words
