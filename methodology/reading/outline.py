"""The outline of a programme, ``outline.yaml``, or that of the templates where the programme has none."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from methodology.diagnostics import Diagnostic, nearest
from methodology.messages import declare_message, translate
from methodology.model.chapter import Chapter
from methodology.model.document import FULL_WIDTH
from methodology.model.outline import (
    CHAPTER_LEVELS,
    CODE,
    FORMS,
    OUTLINE,
    TABLE,
    Outline,
    OutlinePart,
    PartForm,
    heading_levels,
    heading_shift,
    resolve,
)
from methodology.model.paths import Place
from methodology.reading.content_folder import ContentFile, ContentFolder, read_beside
from methodology.reading.yaml_tree import YamlTree

ROOT = "outline"
MOST_FAULTS = 100
"""Nobody reads more of one outline."""
NARROWEST = 4
"""What a column of one short number takes, in per cent."""


def read_outline(
    content: ContentFolder, chapters: Mapping[str, Chapter], templates: Path | None
) -> tuple[OutlinePart, ...]:
    """Return the parts of the document, each with all that it prints; empty where the outline is wrong.

    The faults go to the diagnostics of ``content``. Templates of before there were outlines have none.
    """
    file = None if templates is None else templates / "document" / OUTLINE
    standard = read_beside(content, file, Outline, ROOT) if file is not None and file.is_file() else None
    content.read_if_there(OUTLINE, Outline, ROOT)
    own = next((piece for piece in content.pieces if piece.root == ROOT), None)
    used = own or standard
    if used is None:
        return ()
    for piece in filter(None, (standard, own)):
        content.diagnostics += islice(_check_parts(piece), MOST_FAULTS)
    content.diagnostics += islice(_check_chapters(used, set(content.names("chapters", ".md"))), MOST_FAULTS)
    if ROOT in content.lost_by(content.diagnostics):
        return ()
    above = standard or used
    given = used, above, *chapters.values()
    parts = content.memory.recall(ROOT, given, lambda: tuple(resolve(_parts(used), _parts(above), chapters)))
    if own is not None:
        content.diagnostics += _check_levels(own, parts, chapters)
    return parts


def _parts(piece: ContentFile) -> tuple[OutlinePart, ...]:
    assert isinstance(piece.content, Outline)  # noqa: S101 (it is what was read)
    return piece.content.parts


def _check_parts(piece: ContentFile) -> Iterator[Diagnostic]:
    """Each entry by itself, and none of them twice."""
    tree, parts = piece.tree, _parts(piece)
    seen: set[tuple[str | None, str | None]] = set()
    for index, part in enumerate(parts):
        place: Place = ("parts", index)
        name = part.prose, part.part
        is_new = name not in seen
        seen.add(name)
        if not is_new:
            yield Diagnostic(
                "duplicate-part", translate("{title} stands here twice", title=part.title), tree.location(place)
            )
        if part.part is not None and part.part not in FORMS:
            hint = nearest(part.part, FORMS) or translate(
                "parts are {forms}; a chapter is 'chapter: {part}'", forms=", ".join(FORMS), part=part.part
            )
            yield Diagnostic(
                "unknown-part", translate("no part '{part}'", part=part.part), tree.location((*place, "part")), hint
            )
            continue
        for key in (key for key in type(part).model_fields if key in part.model_fields_set - set(part.keys)):
            location, hint = (
                tree.location((*place, key), of_key=True),
                translate("it has {keys}", keys=", ".join(part.keys)),
            )
            yield Diagnostic(
                "unknown-key", translate("{title} has no '{key}'", title=part.title, key=key), location, hint
            )
        levels = CHAPTER_LEVELS if part.part is None else FORMS[part.part].levels
        if part.level is not None and part.level not in levels:
            location, hint = (
                tree.location((*place, "level")),
                translate("levels are {levels}", levels=", ".join(map(str, sorted(levels)))),
            )
            yield Diagnostic(
                "wrong-level",
                translate("{title} has no heading of level {level}", title=part.title, level=part.level),
                location,
                hint,
            )
        if part.part is not None:
            yield from _check_lists(tree, place, part, FORMS[part.part])
            yield from _check_widths(tree, place, part, FORMS[part.part])


class _ListWords(NamedTuple):
    """What is said of a list of names in an outline."""

    unknown: str
    twice: str
    lost: str
    none: str


_COLUMNS = _ListWords(
    declare_message("{title} has no column '{name}'"),
    declare_message("the column '{name}' stands here twice"),
    declare_message("{title} is without the column '{name}'"),
    declare_message("{title} has no columns"),
)
_PIECES = _ListWords(
    declare_message("{title} has no piece '{name}'"),
    declare_message("the piece '{name}' stands here twice"),
    declare_message("{title} is without the piece '{name}'"),
    declare_message("{title} has no pieces"),
)


def _check_lists(tree: YamlTree, place: Place, part: OutlinePart, form: PartForm) -> Iterator[Diagnostic]:
    """What a part prints: names that are known, each once, and what it cannot do without."""
    lists = {"columns": (part.columns, CODE, _COLUMNS), "prints": (part.prints, TABLE, _PIECES)}
    for key, (names, needed, words) in lists.items():
        if names is None or not form.known(key):
            continue
        for index, name in enumerate(names):
            location = tree.location((*place, key, index))
            if name not in form.known(key):
                hint = nearest(name, form.known(key)) or translate("there are {key}", key=", ".join(form.known(key)))
                yield Diagnostic(
                    "unknown-part" if key == "prints" else "unknown-column",
                    translate(words.unknown, title=part.title, name=name),
                    location,
                    hint,
                )
            elif name in names[:index]:
                yield Diagnostic("duplicate-part", translate(words.twice, name=name), location)
        if needed in form.known(key) and needed not in names:
            message = translate(words.lost, title=part.title, name=needed)
            if not names:
                message = translate(words.none, title=part.title)
            yield Diagnostic(
                "missing-part",
                message,
                tree.location((*place, key)),
                translate("write {needed} among them", needed=needed),
            )


def _check_widths(tree: YamlTree, place: Place, part: OutlinePart, form: PartForm) -> Iterator[Diagnostic]:
    """The widths are one for each column, wide enough for a number, and the page's width together."""
    columns = part.columns or form.columns
    if part.widths is None or not columns:
        return
    location = tree.location((*place, "widths"))
    if len(part.widths) != len(columns) or sum(part.widths) != FULL_WIDTH:
        message = translate(
            "{widths} widths of {widths_2:f} % together, for {columns} columns",
            widths=len(part.widths),
            widths_2=sum(part.widths),
            columns=len(columns),
        )
        hint = translate(
            "give each column its width, 100 % together; or take the line out, then they follow from the texts"
        )
        yield Diagnostic("wrong-widths", message, location, hint)
    elif min(part.widths) < NARROWEST:
        message = translate("a column of {widths:f} % holds no number", widths=min(part.widths))
        yield Diagnostic(
            "wrong-widths", message, location, translate("give each column {narrowest} % at least", narrowest=NARROWEST)
        )


def _check_chapters(piece: ContentFile, there: Collection[str]) -> Iterator[Diagnostic]:
    """The chapters that an outline names are there, and it names one at least."""
    named = [(index, part) for index, part in enumerate(_parts(piece)) if part.prose is not None]
    if not named:
        hint = translate("write '- chapter: introduction', say: a document has one chapter at least")
        yield Diagnostic(
            "unknown-chapter", translate("the outline names no chapter"), piece.tree.location(("parts",)), hint
        )
    for index, part in named:
        if part.prose not in there and not part.optional:
            location = piece.tree.location(("parts", index, part.keys[0]))
            hint = nearest(part.prose or "", there) or translate(
                "write chapters/{prose}.md, or take the entry out", prose=part.prose
            )
            yield Diagnostic(
                "unknown-chapter", translate("the content has no chapter '{prose}'", prose=part.prose), location, hint
            )


def _check_levels(
    piece: ContentFile, parts: Sequence[OutlinePart], chapters: Mapping[str, Chapter]
) -> Iterator[Diagnostic]:
    """No heading leaves a level out: each stands one level below that of the chapter above it, or higher."""
    places = {part.name: index for index, part in enumerate(_parts(piece))}
    chapter_above = last = 0
    for part in parts:
        chapter = chapters.get(part.chapter or "")
        is_numbered = part.part is None or part.part == "overview"
        levels = _levels_moved(parts, chapter) if chapter is not None else (part.level,) if part.level else ()
        above = min(chapter_above, last)
        location = piece.tree.location(("parts", places[part.name], "level"))
        if levels and levels[0] > above + 1:
            message = translate(
                "{title} has a heading of level {levels}, which cannot follow one of level {above}",
                title=part.title,
                levels=levels[0],
                above=above,
            )
            hint = translate("give it a level from 1 to {above}, or a chapter above it", above=above + 1)
            yield Diagnostic("wrong-level", message, location, hint)
        elif part.chapter is not None and part.level is not None and set(levels) - {*CHAPTER_LEVELS}:
            message = translate(
                "{title} would have headings of the levels {levels}",
                title=part.title,
                levels=", ".join(map(str, levels)),
            )
            yield Diagnostic("wrong-level", message, location, translate("a chapter's headings have levels 1 to 3"))
        last = levels[-1] if levels else last
        chapter_above = last if is_numbered else chapter_above


def _levels_moved(parts: Sequence[OutlinePart], chapter: Chapter) -> tuple[int, ...]:
    shift = heading_shift(parts, chapter)
    return tuple(level + shift for level in heading_levels(chapter))
