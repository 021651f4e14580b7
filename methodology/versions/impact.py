"""What would change if values were others: nothing is written but a copy that is thrown away."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path

from methodology.checks import Finding, check_programme
from methodology.comparing.alignment import align_blocks
from methodology.diagnostics import ContentError, Diagnostic, Location, nearest
from methodology.editing import edited_files, written_bytes
from methodology.editing.edits import SetText
from methodology.model.document import plain_text
from methodology.model.indicator import Figure
from methodology.model.paths import is_within
from methodology.model.programme import Programme
from methodology.versions.changes import Change, Place
from methodology.versions.comparing import compare_versions
from methodology.versions.derived import origins_of
from methodology.versions.places import COVER, placed_texts
from methodology.versions.version import Version


@dataclass(frozen=True, slots=True)
class Affected:
    """A text that would be printed otherwise: a sentence, an item or a cell."""

    place: Place
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Impact:
    """The changes themselves, the texts, the derived values that are stated and to be set anew, and the findings."""

    changes: tuple[Change, ...]
    affected: tuple[Affected, ...]
    derived: tuple[str, ...]
    """The paths of the values that follow from what changes, at any remove."""
    new_findings: tuple[Finding, ...]
    gone_findings: tuple[Finding, ...]


def impact_of(old: Version, new: Version) -> Impact:
    """What differs between a version and the same with other values."""
    changes = compare_versions(old, new)
    before, after = (
        {(found.rule.code, found.path, found.found): found for found in check_programme(version.programme)}
        for version in (old, new)
    )
    return Impact(
        changes,
        tuple(_affected(old, new)),
        tuple(_followers(origins_of(new.programme), [change.path for change in changes])),
        tuple(found for key, found in after.items() if key not in before),
        tuple(found for key, found in before.items() if key not in after),
    )


def _affected(old: Version, new: Version) -> Iterator[Affected]:
    for field in ("title", "programme", "period", "version", "date", "short_title"):
        before, after = (plain_text(getattr(version.document.cover, field)) for version in (old, new))
        if before != after:
            yield Affected(COVER, before, after)
    placed: dict[int, list[tuple[Place, str]]] = {}
    for version in (old, new):
        for place, block, content in placed_texts(version):
            placed.setdefault(id(block), []).append((place, plain_text(content)))
    for pair in align_blocks(old.document.blocks, new.document.blocks):
        then, now = (placed.get(id(block), []) for block in (pair.old, pair.new))
        matcher = SequenceMatcher(None, [text for _, text in then], [text for _, text in now], autojunk=False)
        for kind, first, last, new_first, new_last in matcher.get_opcodes():
            if kind != "equal":
                yield from _replaced(then[first:last], now[new_first:new_last])


def _replaced(gone: list[tuple[Place, str]], come: list[tuple[Place, str]]) -> Iterator[Affected]:
    for then, now in zip_longest(gone, come):
        place = now[0] if now is not None else then[0]
        yield Affected(place, "" if then is None else then[1], "" if now is None else now[1])


def _followers(origins: Mapping[str, tuple[str, ...]], changed: list[str]) -> Iterator[str]:
    """The derived values below the changed ones, each once, the nearest first."""
    reached, seen = list(changed), set(changed)
    for path in reached:  # grows while it is walked
        for follower, sources in origins.items():
            if follower not in seen and any(is_within(path, one) for one in sources):
                seen.add(follower)
                reached.append(follower)
                yield follower


def changed_copy(programme: Programme, content: Path, values: Mapping[str, str], target: Path) -> Path:
    """A copy of a content folder below ``target`` with other values by content path.

    Raises :class:`ContentError` for a path that has no value, and for a value that is not of its kind.
    """
    for path, text in values.items():
        value = programme.values.get(path)
        if value is None:
            hint = nearest(path, programme.values) or "a path is a file's root and the keys below it: O.1.3.target"
            raise _fault(f"no value has the path '{path}'", Location(path), hint)
        if isinstance(value.value, Decimal | Figure) and not re.fullmatch(r"-?\d+(\.\d+)?", text):
            raise _fault(f"'{text}' is no number", value.location, "write it plain: 2092, 73.71")
    copy = Path(shutil.copytree(content, target / "content"))
    for file, text in edited_files(programme, [SetText(path, text) for path, text in values.items()]).items():
        (copy / file).write_bytes(written_bytes((copy / file).read_bytes(), text))
    return copy


def _fault(message: str, location: Location, hint: str) -> ContentError:
    return ContentError([Diagnostic("unknown-value", message, location, hint)])
