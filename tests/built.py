"""Whole builds for tests: content in, bytes of all files out."""

from __future__ import annotations

import contextlib
import functools
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from methodology.building import render
from methodology.composing import compose_document, status_mark
from methodology.formats import Format
from methodology.memory import Memory
from methodology.messages import spoken_language
from methodology.model.document import Document
from methodology.model.programme import Programme
from methodology.model.seal import Origin
from methodology.reading import read_programme
from methodology.reading.content_folder import folder_state
from methodology.sealing.seal import make_seal
from tests.rendering.html_text import html_blocks
from tests.rendering.pdf_text import pdf_text
from tests.word.docx_text import docx_blocks

ROOT = Path(__file__).parent.parent
CONTENT = ROOT / "content"
TEMPLATES = ROOT / "templates"
SAMPLE = ROOT / "tests" / "sample_content"
COMMIT = Origin("0123456789abcdef0123456789abcdef01234567", clean=False)
"""The commit that the seals of these builds name; there is none such."""


@contextlib.contextmanager
def silently(step: str) -> Iterator[None]:
    """Say nothing of what is being done."""
    del step
    yield


@dataclass(frozen=True)
class Built:
    """One content folder, composed and rendered in every format."""

    programme: Programme
    document: Document
    files: dict[Format, bytes]

    def texts(self) -> dict[Format, list[tuple[str, ...]]]:
        """What each file says, block by block, taken out of it by means that know nothing of the renderers."""
        return {
            Format.DOCX: docx_blocks(self.files[Format.DOCX]),
            Format.PDF: [(line,) for line in pdf_text(self.files[Format.PDF]).splitlines()],
            Format.HTML: html_blocks(self.files[Format.HTML].decode()),
        }


def read_anew(content: Path, name: str | None = None) -> Programme:
    """Read a content folder with the words of the project's own templates, and with nothing of another reading."""
    return read_programme(content, name, TEMPLATES)


def read_content(content: Path, name: str | None = None) -> Programme:
    """Read it as a session does: what the last test left as it was is not read again.

    ``tests/test_session_edits.py`` holds that to :func:`read_anew`. The tests of reading itself read anew.
    """
    with _remembering("read", content, TEMPLATES) as memory:
        return read_programme(content, name, TEMPLATES, memory)


def compose_content(content: Path, templates: Path = TEMPLATES) -> Document:
    """Read and compose a content folder as a session does, for tests that do so after each of many small changes."""
    with _remembering("composed", content, templates) as memory:
        return compose_document(read_programme(content, None, TEMPLATES, memory), templates, memory=memory)


@contextlib.contextmanager
def _remembering(step: str, content: Path, templates: Path) -> Iterator[Memory]:
    """What the last build of such a content left, for the next one."""
    facts = content / "programme.yaml"
    memory = _memory_of(step, facts.read_bytes() if facts.is_file() else b"")
    memory.begin((folder_state(TEMPLATES), templates, folder_state(templates), spoken_language()))
    yield memory
    memory.finish()


@functools.lru_cache(maxsize=8)
def _memory_of(step: str, facts: bytes) -> Memory:
    """The memory of the contents that have the same facts: a sample that tests copy and change."""
    del step, facts
    return Memory()


def built(content: Path) -> Built:
    """Build from a content folder; those of the project itself are built once in a process."""
    return _built_once(content) if content in (CONTENT, SAMPLE) else _build(read_content(content))


def built_anew(content: Path) -> Built:
    """Build with nothing that was remembered."""
    return _build(read_anew(content))


@functools.cache
def _built_once(content: Path) -> Built:
    return built_anew(content)


def _build(programme: Programme) -> Built:
    """Build with the project's own templates; the files are sealed, as a user's are."""
    document = replace(compose_document(programme, TEMPLATES), mark=status_mark(programme, COMMIT))
    seal = make_seal(programme.files, document, TEMPLATES, COMMIT)
    return Built(programme, document, render(programme, document, TEMPLATES, list(Format), silently, seal))


def copied(content: Path, folder: Path) -> Path:
    """A copy of a content folder that a test may change."""
    return Path(shutil.copytree(content, folder / "content"))


def give_words(content: Path) -> None:
    """Write the words of the language into the folder's own ``phrases.yaml``, where it has none, to be amended."""
    file = content / "phrases.yaml"
    if not file.exists():
        words = (TEMPLATES / "languages" / "sl.yaml").read_text(encoding="utf-8")
        own = re.match(r"(?s).*?\n(?=(?:#[^\n]*\n)*(?:changes|usage|pull|tables):)", words)
        assert own
        file.write_text(own[0], encoding="utf-8")


def take_official_texts(content: Path) -> None:
    """Take the names, units, titles and measures out of a content folder's files, so that fund.yaml alone says them."""
    for file in content.rglob("indicators/*.yaml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"(?m)^ *(name|unit): .*\n", "", text), encoding="utf-8")
    for file in content.rglob("objective.yaml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"(?m)^(title: .*|measures:|  [a-z]: .*)\n", "", text), encoding="utf-8")


def replace_in(file: Path, old: str, new: str) -> None:
    """Replace text that must be there, once."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file.name}"
    file.write_text(text.replace(old, new), encoding="utf-8")
