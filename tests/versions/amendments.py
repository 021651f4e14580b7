"""Random amendments of the real content, as an official makes them: in the files."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from methodology.composing import compose_document
from methodology.diagnostics import ContentError
from methodology.model.document import Document
from tests.built import TEMPLATES, give_words, read_content

WORDS = ["spremenjeno", "do leta", "»nov«", "1.234,50", "in", "R.2.6.1"]
LABEL = re.compile(r"^(\([a-z]\)|[a-z]\)|-|▪|\d+\.) ", re.MULTILINE)

Amend = Callable[[str, random.Random], str]


def amend(content: Path, chance: random.Random, times: int) -> Document:
    """Amend the folder so often, each time so that it can still be read, and compose it.

    Composing takes longer than all else, so it is tried at the end: what it refuses is taken back, the latest first.
    """
    give_words(content)
    done: list[tuple[Path, str]] = []
    while len(done) < times:
        done += _amended(content, chance)
    while True:
        try:
            return compose_document(read_content(content), TEMPLATES)
        except (ContentError, ValueError):
            file, before = done.pop()
            file.write_text(before, encoding="utf-8")


def _amended(content: Path, chance: random.Random) -> list[tuple[Path, str]]:
    """Amend a file; return it with the text that it had, nothing where the amendment cannot be read."""
    if chance.random() < 0.1:
        file = chance.choice(sorted(content.glob("objectives/*/indicators/*.yaml")))
        change: Amend = _removed
    else:
        file = chance.choice(sorted(set(content.rglob("*.yaml")) - _unprinted(content)) + sorted(content.rglob("*.md")))
        change = chance.choice(AMENDMENTS)
    before = file.read_text(encoding="utf-8")
    after = change(before, chance)
    if after == before:
        return []
    if after:
        file.write_text(after, encoding="utf-8")
    else:
        file.unlink()
    try:
        read_content(content)
    except (ContentError, ValueError):
        file.write_text(before, encoding="utf-8")
        return []
    return [(file, before)]


def without_objective(content: Path, folder: str) -> Document:
    """Remove an objective, and every other mention of it or of what is its own."""
    own = {file.stem for file in (content / "objectives" / folder / "indicators").iterdir()} | {folder.upper()}
    shutil.rmtree(content / "objectives" / folder)
    (content / "accepted.yaml").unlink()
    named = re.compile("|".join(rf"{re.escape(name)}\b" for name in own))
    for file in set(content.rglob("*.yaml")) - _unprinted(content):
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        file.write_text("".join(line for line in lines if not named.search(line)), encoding="utf-8")
    for file in content.rglob("*.md"):
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(rf"\{{({named.pattern})[^}}]*\}}", "opuščeno", text), encoding="utf-8")
    return compose_document(read_content(content), TEMPLATES)


def _unprinted(content: Path) -> set[Path]:
    return {content / name for name in ("accepted.yaml", "fund.yaml", "language.yaml")}


def _removed(text: str, chance: random.Random) -> str:
    del text, chance
    return ""


def _number(text: str, chance: random.Random) -> str:
    """Another number as a value."""
    places = list(re.finditer(r"(?<=: )\d+(?=(\.\d+)?$)", text, re.MULTILINE))
    return _replaced(text, chance.choice(places), str(chance.randrange(2000))) if places else text


def _word(text: str, chance: random.Random) -> str:
    """A word of a sentence replaced, removed or added."""
    places = [place for place in re.finditer(r"(?<= )[\wčšž]{4,}(?= )", text) if "{" not in _line(text, place)]
    if not places:
        return text
    place = chance.choice(places)
    new = chance.choice(WORDS)
    return _replaced(text, place, chance.choice([new, f"{place[0]} {new}", f"{new} {place[0]}"]))


def _line_removed(text: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    lines.pop(chance.randrange(len(lines)))
    return "".join(lines)


def _lines_swapped(text: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    index = chance.randrange(len(lines))
    lines[index : index + 2] = reversed(lines[index : index + 2])
    return "".join(lines)


def _line_doubled(text: str, chance: random.Random) -> str:
    """A paragraph, an item or an entry like another one."""
    lines = text.splitlines(keepends=True)
    index = chance.randrange(len(lines))
    double = re.sub(r"^(\s*)(\w+):", r"\1\2_new:", lines[index])
    lines[index:index] = [double, *(["\n"] if "\n\n" in text else [])]
    return "".join(lines)


def _labels_changed(text: str, chance: random.Random) -> str:
    """Another format for all lists of a chapter."""
    del chance
    return LABEL.sub("- ", text) if text.startswith("# UVOD") or "\n\n" in text else text


def _line(text: str, place: re.Match[str]) -> str:
    return text[text.rfind("\n", 0, place.start()) + 1 : text.find("\n", place.end())]


def _replaced(text: str, place: re.Match[str], new: str) -> str:
    return text[: place.start()] + new + text[place.end() :]


AMENDMENTS: tuple[Amend, ...] = (
    *(_number, _number, _word, _word, _word, _line_removed, _line_removed),
    *(_line_removed, _lines_swapped, _line_doubled, _labels_changed),
)
