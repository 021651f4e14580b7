"""What the templates word otherwise, while the content is the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from methodology.comparing.alignment import align_blocks
from methodology.model.document import Inline, contents_of
from methodology.versions.changes import Change, ChangeKind, Place, Subject
from methodology.versions.places import placed_texts
from methodology.versions.version import Version


def compare_templates(old: Version, new: Version) -> tuple[Change, ...]:
    """Each text of the templates that differs, once with all its places; none where the templates are the same."""
    if _sources(old.templates) == _sources(new.templates):
        return ()
    found: dict[tuple[str | None, str | None], dict[Place, None]] = {}
    places: dict[int, Place] = {}
    for version in (old, new):
        for place, block, _ in placed_texts(version):
            places.setdefault(id(block), place)
    for pair in align_blocks(old.document.blocks, new.document.blocks):
        before = [] if pair.old is None else list(_fixed_texts(contents_of([pair.old])))
        after = [] if pair.new is None else list(_fixed_texts(contents_of([pair.new])))
        place = places[id(pair.old if pair.new is None else pair.new)]
        for text in _texts_of_change(before, after):
            found.setdefault(text, {})[place] = None
    return tuple(
        Change(ChangeKind.TEMPLATE, Subject.TEMPLATE, "templates", "", "", before, after, places=tuple(places))
        for (before, after), places in found.items()
    )


def _texts_of_change(before: list[str], after: list[str]) -> Iterator[tuple[str | None, str | None]]:
    """The texts that differ, each with the one in whose place it came."""
    gone = [text for text in before if text not in after]
    come = [text for text in after if text not in before]
    for index in range(max(len(gone), len(come))):
        yield (gone[index] if index < len(gone) else None, come[index] if index < len(come) else None)


def _fixed_texts(contents: Iterator[Inline]) -> Iterator[str]:
    """Texts that come from no content: of more than a mark."""
    for content in contents:
        for run in content:
            if run.source is None and any(letter.isalpha() for letter in run.text):
                yield run.text.strip()


def _sources(templates: Path) -> dict[str, bytes]:
    folder = templates / "document"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.j2"))}
