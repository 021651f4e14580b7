"""Random edits of content files, as their authors make them: lines of text, without the program's help.

Each can be told from the document alone, so a pull of that must come to the very same bytes.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from methodology.diagnostics import ContentError
from methodology.model.document import Document, Run
from methodology.model.texts import texts_of_blocks
from tests.built import compose_content

WORDS = ("ustrezno", "do konca leta", "»novo«", "1.234,50", "R.2.6.1", "'tako'", "3 % –")
LETTERS = "abcdefgh"
TAKEN_OFF = 0.5
"""So often a mark that is there goes or changes, rather than that one comes."""
PARAGRAPH = "Podatke pregleda organ upravljanja.\nNato jih potrdi odbor za spremljanje."

Edit = Callable[[str, random.Random], str]
Look = tuple[str, bool, bool, str | None]
"""A stretch of text with what makes it stand out."""


def edited(content: Path, chance: random.Random, times: int, chapter_edits: Sequence[Edit] | None = None) -> list[str]:
    """Edit the folder so often, each time so that it can be read and prints something else; says what was done."""
    said = texts(compose_content(content))
    done: list[str] = []
    while len(done) < times:
        file = chance.choice(files(content))
        if chapter_edits is not None and file.suffix != ".md":
            continue
        edit = chance.choice((chapter_edits or CHAPTER_EDITS) if file.suffix == ".md" else YAML_EDITS)
        before = file.read_text(encoding="utf-8")
        after = edit(before, chance)
        if after == before:
            continue
        file.write_text(after, encoding="utf-8")
        try:
            now = texts(compose_content(content))
        except (ContentError, ValueError):
            now = said
        if now == said:
            file.write_text(before, encoding="utf-8")
            continue
        said = now
        done.append(f"{edit.__name__} {file.relative_to(content)}")
    return done


def texts(document: Document) -> list[tuple[str, str, tuple[Look, ...]]]:
    """What the document says, how it is labelled, and how it looks."""
    return [
        (type(text.block).__name__, text.label, tuple(map(_look, text.runs)))
        for text in texts_of_blocks(document.blocks)
    ]


def _look(run: Run) -> Look:
    return run.text, run.strong, run.emphasis, run.target


def files(content: Path) -> list[Path]:
    """The files that the document is made from."""
    unprinted = {"accepted.yaml", "fund.yaml", "language.yaml", "programme.yaml"}
    found = [file for file in sorted(content.rglob("*.yaml")) if file.name not in unprinted]
    return [*found, *sorted(content.rglob("*.md")) * 2]


def _number(text: str, chance: random.Random) -> str:
    values = list(re.finditer(r"^\s*(?:milestone|target|baseline|coverage|share): (\d+)$", text, re.MULTILINE))
    if not values:
        return text
    place = chance.choice(values)
    return text[: place.start(1)] + str(chance.randrange(1, 5000)) + text[place.end(1) :]


def _word(text: str, chance: random.Random) -> str:
    """A word of a sentence replaced, removed or added; none beside a reference or a mark."""
    lines = text.splitlines(keepends=True)
    prose = [number for number, line in enumerate(lines) if re.search(r"\w+ \w+ \w+ \w+ \w+", line) and line[0] != "#"]
    if not prose:
        return text
    number = chance.choice(prose)
    places = list(
        re.finditer(
            r"(?<=[a-zčšž] )[a-zčšž]{4,}(?= [a-zčšž]{2})",
            re.sub(r"\{[^}]*\}", lambda m: "0" * len(m[0]), lines[number]),
        )
    )
    if not places:
        return text
    place = chance.choice(places)
    word = chance.choice(WORDS) if "'" not in lines[number] and '"' not in lines[number] else "ustrezno"
    new = chance.choice([word, f"{place[0]} {word}", f"{word} {place[0]}"])
    lines[number] = lines[number][: place.start()] + new + lines[number][place.end() :]
    return "".join(lines)


def _mention_removed(text: str, chance: random.Random) -> str:
    """One of several: a sentence with one mention is another one, in which the document may not say which."""
    lines = text.splitlines(keepends=True)
    is_mention = [re.match(r"  - [a-z_]+$", line) is not None for line in lines]
    places = [n for n in range(2, len(lines)) if all(is_mention[n - 2 : n + 1])]
    if not places:
        return text
    del lines[chance.choice(places)]
    return "".join(lines)


def _mentions_swapped(text: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    places = [
        n
        for n in range(1, len(lines))
        if re.match(r"  - [a-z_]+$", lines[n]) and re.match(r"  - [a-z_]+$", lines[n - 1])
    ]
    if not places:
        return text
    place = chance.choice(places)
    lines[place - 1 : place + 1] = reversed(lines[place - 1 : place + 1])
    return "".join(lines)


def _operation_added(text: str, chance: random.Random) -> str:
    match = re.search(r"^operations:\n((?:  - .*\n){2,})", text, re.MULTILINE)
    if match is None:
        return text
    known = set(re.findall(r"  - ([a-z_]+)", match[1]))
    new = chance.choice(
        sorted({"pnr", "dna", "pruem", "police_network", "it_equipment", "covert_measures"} - known) or [""]
    )
    lines = match[1].splitlines(keepends=True)
    lines.insert(chance.randrange(1, len(lines) + 1), f"  - {new}\n")
    return text[: match.start(1)] + "".join(lines) + text[match.end(1) :] if new else text


def _paragraph_removed(text: str, chance: random.Random) -> str:
    blocks = text.split("\n\n")
    if len(blocks) < 3:
        return text
    place = chance.randrange(1, len(blocks) - 1)
    if re.match(r"\(?[a-z]\)|#", blocks[place]) or "{" in blocks[place]:
        return text
    del blocks[place]
    return "\n\n".join(blocks)


def _paragraph_added(text: str, chance: random.Random) -> str:
    blocks = text.split("\n\n")
    if len(blocks) < 2:
        return text
    blocks.insert(chance.randrange(1, len(blocks)), PARAGRAPH)
    return "\n\n".join(blocks)


def _paragraphs_swapped(text: str, chance: random.Random) -> str:
    blocks = text.split("\n\n")
    places = [
        n
        for n in range(2, len(blocks) - 1)
        if not re.match(r"\(?[a-z]\)|#", blocks[n]) and not re.match(r"\(?[a-z]\)|#", blocks[n - 1])
    ]
    if not places:
        return text
    place = chance.choice(places)
    blocks[place - 1 : place + 1] = reversed(blocks[place - 1 : place + 1])
    return "\n\n".join(blocks)


def _bold(text: str, chance: random.Random) -> str:
    """A word of a paragraph made bold, or no more."""
    bold = list(re.finditer(r"\*\*(\w+)\*\*", text))
    if bold and chance.random() < TAKEN_OFF:
        place = chance.choice(bold)
        return text[: place.start()] + place[1] + text[place.end() :]
    return _marked(text, chance, "**{}**")


def _emphasis(text: str, chance: random.Random) -> str:
    """A word of a paragraph emphasised, or a part of it."""
    return _marked(text, chance, chance.choice(["*{}*", "***{}***"]))


def _link(text: str, chance: random.Random) -> str:
    """A link put on a word, or led elsewhere."""
    links = list(re.finditer(r"\]\((https://[^)]*)\)", text))
    address = f"https://example.org/{chance.randrange(100)}?a_b=1&c=2"
    if links and chance.random() < TAKEN_OFF:
        place = chance.choice(links)
        return text[: place.start(1)] + address + text[place.end(1) :]
    return _marked(text, chance, f"[{{}}]({address})")


def _marked(text: str, chance: random.Random, mark: str) -> str:
    """A word that stands between plain words gets a mark."""
    plain = re.sub(r"\{[^}]*\}|\[[^\]]*\]\([^)]*\)|\*+[^*]*\*+", lambda match: "0" * len(match[0]), text)
    places = list(re.finditer(r"(?<=[a-zčšž] )[a-zčšž]{4,}(?= [a-zčšž]{2})", plain))
    if not places:
        return text
    place = chance.choice(places)
    return text[: place.start()] + mark.format(place[0]) + text[place.end() :]


def _level(text: str, chance: random.Random) -> str:
    """A heading of another level, text made a heading, or a heading made text."""
    blocks = text.split("\n\n")
    place = chance.randrange(1, len(blocks)) if len(blocks) > 1 else 0
    block = blocks[place]
    if not place or re.match(r"\(?[a-z]\)|\d+\.|-", block) or "\n" in block.strip():
        return text
    mark = chance.choice(["## ", "### ", "" if block.startswith("#") else "## "])
    blocks[place] = mark + re.sub("^#+ ", "", block)
    return "\n\n".join(blocks)


def _list_kind(text: str, chance: random.Random) -> str:
    """The items of a whole list marked otherwise."""
    lists = list(re.finditer(r"(?:(?:^|(?<=\n))(?:\([a-z]\)|[a-z]\)|\d\.|-) [^\n]*(?:\n|\Z))+", text))
    if not lists:
        return text
    whole = chance.choice(lists)
    label = chance.choice(["({letter}) ", "{letter}) ", "{number}. ", "- "])
    items = whole[0].splitlines(keepends=True)
    if len(items) > len(LETTERS):
        return text
    written = (
        label.format(letter=LETTERS[at], number=at + 1) + re.sub(r"^(?:\([a-z]\)|[a-z]\)|\d\.|-) ", "", item)
        for at, item in enumerate(items)
    )
    return text[: whole.start()] + "".join(written) + text[whole.end() :]


YAML_EDITS: tuple[Edit, ...] = (
    _number,
    _number,
    _word,
    _word,
    _word,
    _mention_removed,
    _mentions_swapped,
    _operation_added,
)
LOOK_EDITS: tuple[Edit, ...] = (_bold, _emphasis, _link, *(_level, _list_kind) * 4)
CHAPTER_EDITS: tuple[Edit, ...] = (
    *(_word, _word, _paragraph_removed, _paragraph_added, _paragraphs_swapped),
    *LOOK_EDITS,
)
