"""The readers, each with input of its own making: it returns, or raises ContentError."""

from __future__ import annotations

import functools
import random
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from methodology.checks import check_programme
from methodology.composing import compose_document
from methodology.composing.printing import Printer
from methodology.diagnostics import ContentError
from methodology.model.language import Language
from methodology.model.programme import Programme
from methodology.model.prose import Prose, ProseError, parse_prose
from methodology.reading.yaml_tree import read_yaml
from methodology.word.reading import read_word_file
from methodology.word.snapshot import read_snapshot
from tests.built import CONTENT, SAMPLE, TEMPLATES, read_anew
from tests.fuzz.mutations import mutated, mutated_docx

Reader = Callable[[random.Random], None]


@functools.cache
def texts(folder: Path, pattern: str) -> tuple[str, ...]:
    """The texts of the files below a folder."""
    return tuple(path.read_text(encoding="utf-8") for path in sorted(folder.rglob(pattern)))


@functools.cache
def sample() -> Programme:
    """The sample content as it is."""
    return read_anew(SAMPLE)


def read_yaml_text(chance: random.Random) -> None:
    """A YAML file."""
    others = texts(CONTENT, "*.yaml")
    text = mutated(chance, chance.choice(others), others).encode("utf-8", "replace").decode()
    read_yaml("x.yaml", text)


def read_chapter(chance: random.Random) -> None:
    """A chapter of the content, printed too."""
    with tempfile.TemporaryDirectory() as folder:
        content = Path(shutil.copytree(SAMPLE, Path(folder, "content")))
        chapter = chance.choice(sorted(content.glob("chapters/*.md")))
        others = texts(CONTENT, "*.md")
        start = chance.choice((chapter.read_text(encoding="utf-8"), *others))
        _write(chapter, mutated(chance, start, others))
        compose_document(read_anew(content), TEMPLATES)


def read_references(chance: random.Random) -> None:
    """A prose text, printed too."""
    text = mutated(chance, "Besedilo {O.1.1.target} in {operations.alpha|druga oblika} ter {O.1.1.name:lower} {{x}}.")
    try:
        parse_prose(text)
    except ProseError as error:
        assert 0 <= error.offset <= len(text)
        return
    known = (part.path in sample().values or "." not in part.path for part in Prose(text).references)
    if all(known):
        Printer(sample(), Language.of("sl-SI")).print_prose(Prose(text), "x")


def read_whole_content(chance: random.Random) -> None:
    """A whole content folder, checked and composed."""
    with tempfile.TemporaryDirectory() as folder:
        content = Path(shutil.copytree(SAMPLE, Path(folder, "content")))
        for _ in range(chance.choice((1, 1, 2, 4))):
            file = chance.choice(sorted(path for path in content.rglob("*") if path.is_file()))
            match chance.randrange(8):
                case 0:
                    file.unlink()
                case 1:
                    file.rename(file.with_name(f"{chance.choice(('x', 'O.1.1', 'R.9.9', 'č '))}{file.suffix}"))
                case _:
                    _write(
                        file,
                        mutated(chance, file.read_text(encoding="utf-8", errors="replace"), texts(SAMPLE, "*.yaml")),
                    )
        programme = read_anew(content)
        list(check_programme(programme))
        compose_document(programme, TEMPLATES)


def read_templates(chance: random.Random) -> None:
    """A document template, filled."""
    with tempfile.TemporaryDirectory() as folder:
        templates = Path(folder, "templates")
        shutil.copytree(TEMPLATES / "document", templates / "document")
        file = chance.choice(sorted((templates / "document").iterdir()))
        _write(file, mutated(chance, file.read_text(encoding="utf-8"), texts(TEMPLATES / "document", "*.j2")))
        compose_document(sample(), templates)


def read_word(chance: random.Random) -> None:
    """A Word file: what it was made from, and what it says now."""
    docx = mutated_docx(chance)
    refusals: list[ContentError] = []
    for read in (read_snapshot, read_word_file):
        try:
            read(docx, name="x.docx")
        except ContentError as refusal:
            refusals.append(refusal)
    if refusals:
        raise refusals[0]


def _write(file: Path, text: str) -> None:
    file.write_bytes(text.encode("utf-8", "surrogatepass"))


READERS: dict[str, Reader] = {
    "yaml": read_yaml_text,
    "markdown": read_chapter,
    "references": read_references,
    "content": read_whole_content,
    "templates": read_templates,
    "docx": read_word,
}
