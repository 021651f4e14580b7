"""How the outlines of two versions differ, as one change in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from methodology.language_files import read_section
from methodology.model.language import Language
from methodology.model.outline import OUTLINE, OutlinePart
from methodology.model.programme import Programme
from methodology.versions.changes import Change, ChangeKind, Subject
from methodology.versions.version import Version


class OutlineWords(BaseModel):
    """What the parts of an outline and the names in it are called."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    order: str
    """The order of ``{parts}``."""
    chapter: str
    """A chapter by the ``{title}`` that it prints."""
    annex: str = "{title}"
    """An annex, likewise."""
    part: str
    """A ``{part}`` with ``{settings}``."""
    level: str
    no_heading: str
    columns: str
    widths: str
    prints: str
    parts: Mapping[str, str]
    names: Mapping[str, str]
    """Columns and what else is printed of an indicator."""


def find_outline_change(old: Version, new: Version) -> Change | None:
    """Return the change of the programme's outline.

    None where the document has the same parts, and where templates alone arrange them otherwise.
    """
    before, after = old.programme, new.programme
    if before.files.get(OUTLINE) == after.files.get(OUTLINE) or before.outline == after.outline:
        return None
    if not before.outline or not after.outline:
        return None
    words = read_section(new.templates, after.facts.language, "outline", OutlineWords)
    texts = ["\n".join(_describe(words, one, other)) for one, other in ((before, after), (after, before))]
    return Change(ChangeKind.VALUE, Subject.OUTLINE, "outline", "", "", texts[0] or None, texts[1] or None)


def _describe(words: OutlineWords, programme: Programme, other: Programme) -> Iterator[str]:
    """What one outline says otherwise than the other, a line for the order and one for each part."""
    others = {part.name: part for part in other.outline}
    if [part.name for part in programme.outline] != list(others):
        yield words.order.format(parts="; ".join(_name(words, part, programme) for part in programme.outline))
    for part in programme.outline:
        settings = list(_settings(words, part, others.get(part.name, part), programme.grammar))
        if settings:
            yield words.part.format(part=_name(words, part, programme), settings="; ".join(settings))


def _name(words: OutlineWords, part: OutlinePart, programme: Programme) -> str:
    if part.part is not None:
        return words.parts[part.part]
    chapter = programme.chapters.get(part.chapter or "")
    title = part.chapter if chapter is None else " ".join(chapter.leaves[0].text.split())
    return (words.chapter if part.annex is None else words.annex).format(title=title)


def _settings(words: OutlineWords, part: OutlinePart, other: OutlinePart, language: Language) -> Iterator[str]:
    if part.level != other.level and part.level is not None:
        yield words.level.format(level=part.level) if part.level else words.no_heading
    for key in ("columns", "prints"):
        names: tuple[str, ...] | None = getattr(part, key)
        if names and names != getattr(other, key):
            yield getattr(words, key).format(names=_list(words.names[name] for name in names))
    if part.widths and part.widths != other.widths:
        yield words.widths.format(widths=_list(language.percent(Decimal(width)) for width in part.widths))


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)
