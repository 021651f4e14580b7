"""Outlines at random: any order, any columns, any pieces, as long as they are right."""

from __future__ import annotations

import random
from pathlib import Path

import yaml

from methodology.model.outline import CODE, FORMS, TABLE
from tests.built import read_content

CHAPTERS = (1, 2, 3)


def write_outline(content: Path, chance: random.Random) -> None:
    """Write an outline that has every chapter of the content and some of the parts, all with what they may have."""
    chapters = list(read_content(content).chapters.values())
    chance.shuffle(chapters)
    parts = chance.sample(list(FORMS), chance.randint(1, len(FORMS)))
    places = sorted(chance.choices(range(1, len(chapters) + 1), k=len(parts)))
    entries: list[object] = []
    above = last = 0
    for number, chapter in enumerate(chapters, start=1):
        marks = [len(leaf.mark) for leaf in chapter.leaves if leaf.mark.startswith("#")]
        deepest = max(marks) - marks[0]
        levels = [level for level in CHAPTERS if level <= min(above, last) + 1 and level + deepest <= CHAPTERS[-1]]
        level = chance.choice(levels)
        above = last = level + marks[-1] - marks[0]
        entries.append({"chapter": chapter.name} if level == marks[0] else {"chapter": chapter.name, "level": level})
        for part in (part for part, place in zip(parts, places, strict=True) if place == number):
            entry, level = _part(part, min(above, last), chance)
            entries.append(entry)
            last = level or last
            above = last if part == "overview" else above
    (content / "outline.yaml").write_text(yaml.safe_dump({"parts": entries}, sort_keys=False), encoding="utf-8")


def _part(name: str, above: int, chance: random.Random) -> tuple[dict[str, object], int]:
    form = FORMS[name]
    levels = [level for level in form.levels if level <= above + 1]
    level = chance.choice(levels)
    entry: dict[str, object] = {"part": name, "level": level} if any(form.levels) else {"part": name}
    for key, needed in (("columns", CODE), ("prints", TABLE)):
        known = form.known(key)
        if known and chance.random() < 0.7:
            names = chance.sample(known, chance.randint(1, len(known)))
            entry[key] = names if needed in names or needed not in known else [*names, needed]
    return entry, level
