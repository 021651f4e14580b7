"""The pages as a reader follows them: the commands that they show, and the changes of files in between.

A page is a story that the tests play in a scratch copy of the checkout. Its fenced blocks are the steps:

* ``console``: lines that begin with ``$`` are run, the lines below are what is printed; ``…`` stands for anything;
* ``diff``, with the file in a line ``--- path``: the file is changed so;
* ``powershell``: commands for Windows, one a line, which are not run;
* any block below ``<!-- file path -->``: the file is written.

Comments, which a reader does not see, say what else there is to know of the next step: ``<!-- exit 1 -->`` is the exit
code of the last command, ``<!-- fresh -->`` puts the scratch copy back to its beginning, and
``<!-- word A → B: old → new -->`` edits a Word file as a colleague does and saves it under another name.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.built import ROOT

PAGES = (
    *(ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "CHANGELOG")),
    *sorted((ROOT / "docs").rglob("*.md")),
)

_PARTS = re.compile(
    r"^(?P<indent> *)```(?P<language>\w*)\n(?P<block>.*?)^(?P=indent)```$|<!-- (?P<comment>.*?) -->",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Command:
    """A command, what it prints and how it ends; ``printed`` is None where the page does not show it."""

    line: str
    printed: str | None
    code: int


@dataclass(frozen=True, slots=True)
class Edit:
    """A text of a file replaced by another one; a new file has no text before."""

    file: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class WordEdit:
    """A Word file saved under another name, with texts replaced."""

    source: str
    target: str
    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Fresh:
    """Begin anew with the scratch copy."""


Step = Command | Edit | WordEdit | Fresh


@cache
def text_of(page: Path) -> str:
    """The Markdown of a page."""
    return page.read_text(encoding="utf-8")


def steps_of(text: str) -> Iterator[Step]:
    """The steps of a page in order. Raises ValueError for a block or a comment that is none."""
    code, file = 0, ""
    for part in _PARTS.finditer(text):
        comment = part["comment"]
        if comment is None:
            block = textwrap.dedent(part["block"])
            if file:
                yield Edit(file, "", block)
            elif part["language"] == "console":
                yield from _commands(block, code)
            elif part["language"] == "diff":
                yield _edit(block)
            code, file = 0, ""
        elif comment == "fresh":
            yield Fresh()
        elif comment.startswith("exit "):
            code = int(comment.removeprefix("exit "))
        elif comment.startswith("file "):
            file = comment.removeprefix("file ")
        elif comment.startswith("word "):
            yield _word_edit(comment.removeprefix("word "))
        else:
            raise ValueError(f"unknown comment: {comment}")


def _commands(block: str, code: int) -> Iterator[Command]:
    """The commands of a console block; the last one ends with ``code``, the others with 0."""
    first, *shown = re.split(r"^\$ ", block, flags=re.MULTILINE)
    if first or not shown:
        raise ValueError(f"a console block begins with a command: {block}")
    for number, command in enumerate(shown, start=1):
        line, _, printed = command.partition("\n")
        yield Command(line, printed.strip() or None, code if number == len(shown) else 0)


def _edit(block: str) -> Edit:
    head, *lines = block.splitlines(keepends=True)
    if not head.startswith("--- ") or any(line[0] not in " -+" for line in lines):
        raise ValueError(f"a change begins with '--- path', each line with a sign: {block}")
    before, after = ("".join(line[1:] for line in lines if line[0] in signs) for signs in (" -", " +"))
    return Edit(head.removeprefix("--- ").strip(), before, after)


def _word_edit(description: str) -> WordEdit:
    names, *pairs = re.split(r": |; ", description)
    source, target = names.split(" → ")
    return WordEdit(source, target, tuple((old, new) for old, new in (pair.split(" → ") for pair in pairs)))


def windows_commands(text: str) -> list[str]:
    """The commands of the blocks for Windows."""
    blocks = (part["block"] for part in _PARTS.finditer(text) if part["language"] == "powershell")
    return [line for block in blocks for line in block.splitlines()]


def languages(text: str) -> set[str]:
    """The languages of the fenced blocks."""
    return {part["language"] for part in _PARTS.finditer(text) if part["comment"] is None}


def code_spans(text: str) -> list[str]:
    """What stands between single backquotes outside of blocks."""
    return re.findall(r"(?<!`)`([^`\n]+)`(?!`)", _PARTS.sub("", text))
