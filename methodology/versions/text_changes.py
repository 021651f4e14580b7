"""What is printed otherwise, text by text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path

from methodology.comparing.alignment import align_blocks
from methodology.model.document import Block
from methodology.model.texts import Text
from methodology.versions.changes import Change, ChangeKind, Place, Subject
from methodology.versions.printed import places_of
from methodology.versions.version import Version


@dataclass(frozen=True, slots=True)
class AffectedText:
    """A text that would be printed otherwise: a sentence, an item or a cell."""

    place: Place
    before: str
    after: str


PlacedText = tuple[Place, Text]


def find_affected_texts(old: Version, new: Version) -> Iterator[AffectedText]:
    """Every text that differs, in the order of the new document."""
    for before, after in _pair_texts(old, new):
        matcher = SequenceMatcher(
            None, [text.text for _, text in before], [text.text for _, text in after], autojunk=False
        )
        for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
            if kind == "equal":
                continue
            for then, now in zip_longest(before[old_from:old_to], after[new_from:new_to]):
                place, _ = then if now is None else now
                yield AffectedText(place, "" if then is None else then[1].text, "" if now is None else now[1].text)


def compare_templates(old: Version, new: Version) -> tuple[Change, ...]:
    """Each text of the templates that differs, once with all its places; none where the templates are the same."""
    if _read_templates(old.templates) == _read_templates(new.templates):
        return ()
    differences: dict[tuple[str | None, str | None], dict[Place, None]] = {}
    for before, after in _pair_texts(old, new):
        gone, come = list(_fixed_texts(before)), list(_fixed_texts(after))
        texts = zip_longest([text for text in gone if text not in come], [text for text in come if text not in gone])
        for pair in texts:
            place, _ = (after or before)[0]
            differences.setdefault(pair, {})[place] = None
    return tuple(
        Change(ChangeKind.TEMPLATE, Subject.TEMPLATE, "templates", "", "", before, after, places=tuple(places))
        for (before, after), places in differences.items()
    )


def _pair_texts(old: Version, new: Version) -> Iterator[tuple[list[PlacedText], list[PlacedText]]]:
    """The texts of both covers, and of each block beside those of the block that it became."""
    before, after = _by_block(old), _by_block(new)
    yield before[id(None)], after[id(None)]
    for pair in align_blocks(old.document.blocks, new.document.blocks):
        yield _texts_in(before, pair.old), _texts_in(after, pair.new)


def _by_block(version: Version) -> dict[int, list[PlacedText]]:
    """The texts of a version by the identity of the block that they stand in."""
    blocks: dict[int, list[PlacedText]] = {}
    for place, text in places_of(version):
        blocks.setdefault(id(text.block), []).append((place, text))
    return blocks


def _texts_in(blocks: dict[int, list[PlacedText]], block: Block | None) -> list[PlacedText]:
    return [] if block is None else blocks.get(id(block), [])


def _fixed_texts(texts: list[PlacedText]) -> Iterator[str]:
    """What comes from no content and is more than a mark."""
    for _, text in texts:
        for run in text.runs:
            if run.source is None and any(letter.isalpha() for letter in run.text):
                yield run.text.strip()


def _read_templates(templates: Path) -> dict[str, bytes]:
    folder = templates / "document"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.j2"))}
