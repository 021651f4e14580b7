"""What one file says of another: each name, code and path that is used must exist.

Works on whatever could be read: what stands in a file that is wrong itself is not missed, so that one fault is not
reported twice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from methodology.diagnostics import Diagnostic, Location, nearest, quote
from methodology.messages import declare_message, translate
from methodology.model.assumption import Figure
from methodology.model.chapter import Chapter
from methodology.model.fund import Fund
from methodology.model.indicator import Indicator, OutputIndicator, OutputPart, ResultIndicator
from methodology.model.objective import Allocation, ObjectiveFacts, ObjectiveRisks
from methodology.model.phrases import Mention, Phrases, Worded
from methodology.model.programme import CommonRisks, Interventions, Registry
from methodology.model.prose import Prose
from methodology.model.scalars import KEY, TO_GIVE
from methodology.reading.chapter_checks import (
    Values,
    check_forms,
    check_lists,
    check_references,
    check_size,
    check_tables,
    is_unknown,
    missing_indicator,
    unknown_reference,
)
from methodology.reading.chapters_of_reasons import check_chapters_of_reasons
from methodology.reading.content_folder import ContentFile, ContentFolder
from methodology.reading.footnote_checks import check_footnotes
from methodology.reading.official_texts import find_nameless, lost_with_fund, places_of_parts
from methodology.reading.pictures import check_pictures

Contents = Mapping[str, object]
"""What was read of each file, by what its content paths begin with."""

MENTIONS = {
    "operations": ("operation", "operations"),
    "sources": ("source", "sources"),
    "factors": ("risk", "risks"),
    "common": ("risk", "risks"),
}
"""The fields that list entries of a registry: what an entry is called, and the registry's root."""


def cross_check(content: ContentFolder, chapters: Iterable[Chapter], values: Values) -> Iterator[Diagnostic]:
    """Every use of something that does not exist."""
    pieces = content.pieces
    codes = list(_check_codes(pieces))
    yield from codes
    yield from _check_names(pieces)
    lost = lost_with_fund(content, codes)
    by_name = {chapter.name: chapter for chapter in chapters}
    contents = {piece.root: piece.content for piece in reversed(pieces)}
    for piece in pieces:
        yield from _check_mentions(piece, contents)
        yield from _check_measures(piece, contents)
        yield from _check_wording(piece, contents)
        yield from _check_interventions(piece, contents)
        yield from _check_linked_indicators(piece, values, lost)
        yield from _check_sources_of_figures(piece, contents.get("sources"))
        yield from check_chapters_of_reasons(piece, pieces, by_name)
    yield from _check_prose(pieces, values, lost)
    for chapter in chapters:
        yield from check_references(chapter, values, lost)
    for chapter in chapters:
        yield from check_size(chapter)
        yield from check_lists(chapter)
        yield from check_forms(chapter)
        yield from check_tables(chapter)
        yield from check_pictures(chapter, content)
        yield from check_footnotes(chapter)


def _check_codes(pieces: Iterable[ContentFile]) -> Iterator[Diagnostic]:
    """A file's name and folder say whose it is; a code stands for one objective or indicator, and for no file."""
    pieces = list(pieces)
    coded = (ObjectiveFacts, OutputIndicator, ResultIndicator)
    seen = {one.root.casefold(): one.tree.location(()) for one in pieces if not isinstance(one.content, coded)}
    for piece in pieces:
        for code, location in _codes(piece):
            key = code.casefold()  # files of two such codes would be one on some systems
            if key in seen:
                hint = translate("the first one is in {seen}", seen=seen[key])
                yield Diagnostic(
                    "duplicate-code", translate("the code {code} is given twice", code=code), location, hint
                )
            seen.setdefault(key, location)
        yield from _check_file_name(piece)


def _check_names(pieces: Iterable[ContentFile]) -> Iterator[Diagnostic]:
    """A name that the fund has not stands in the file; of a fund that could not be read nothing is missed."""
    pieces = list(pieces)
    if not any(isinstance(piece.content, Fund | Interventions) for piece in pieces):
        return
    for piece in pieces:
        for place, key, code in find_nameless(piece):
            hint = translate("fund.yaml has no {code}: correct the code, or give its {key} here", code=code, key=key)
            location = piece.tree.location(place, of_key=True)
            yield Diagnostic("missing-key", translate("the key '{key}' is missing", key=key), location, hint)


def _codes(piece: ContentFile) -> Iterator[tuple[str, Location]]:
    if isinstance(piece.content, ObjectiveFacts):
        yield piece.content.id, piece.tree.location(("id",))
    if isinstance(piece.content, OutputIndicator | ResultIndicator):
        for place, indicator in places_of_parts(piece.content):
            yield indicator.id, piece.tree.location((*place, "id"))


def _check_file_name(piece: ContentFile) -> Iterator[Diagnostic]:
    content, location = piece.content, piece.tree.location(("id",))
    if isinstance(content, ObjectiveFacts) and content.id != piece.root:
        hint = translate("the folder is called {id}, or the id {root}", id=content.id.lower(), root=piece.root)
        yield Diagnostic(
            "wrong-code",
            translate("the objective {id} stands in the folder of {root}", id=content.id, root=piece.root),
            location,
            hint,
        )
    if not isinstance(content, OutputIndicator | ResultIndicator):
        return
    if content.id != piece.root:
        yield Diagnostic(
            "wrong-code", translate("{id} stands in the file of {root}", id=content.id, root=piece.root), location
        )


_UNKNOWN = {
    "operation": declare_message("no operation '{id}'"),
    "source": declare_message("no source '{id}'"),
    "risk": declare_message("no risk '{id}'"),
}
_TWICE = {
    "operation": declare_message("the operation '{id}' stands here twice"),
    "source": declare_message("the source '{id}' stands here twice"),
    "risk": declare_message("the risk '{id}' stands here twice"),
}


def _check_mentions(piece: ContentFile, contents: Contents) -> Iterator[Diagnostic]:
    for field, (kind, root) in MENTIONS.items():
        mentions = getattr(piece.content, field, ())
        registry = contents.get(root)
        known = _known_names(registry)
        if registry is None or not isinstance(mentions, tuple):
            continue
        if isinstance(piece.content, ObjectiveRisks):
            known = {*known, *piece.content.own}
        used = Counter(mention.id for mention in mentions)
        for index, mention in enumerate(mentions):
            location = piece.tree.location((field, index))
            if mention.id == TO_GIVE:
                continue
            if mention.id not in known:
                hint = _id_of_name(mention.id, registry) or nearest(mention.id, known)
                yield Diagnostic(f"unknown-{kind}", translate(_UNKNOWN[kind], id=mention.id), location, hint)
            elif used[mention.id] > 1:
                yield Diagnostic(
                    "duplicate-mention",
                    translate(_TWICE[kind], id=mention.id),
                    location,
                )


def _check_sources_of_figures(piece: ContentFile, registry: object) -> Iterator[Diagnostic]:
    """The source of a figure is an entry of sources.yaml where it has the form of an id, else it is said in words."""
    if not isinstance(registry, Registry):
        return
    for _, value in piece.values:
        if isinstance(value.owner, Figure) and value.field == "source":
            name = str(value.value)
            if re.fullmatch(KEY.pattern, name) and name not in registry.root:
                hint = nearest(name, registry.root) or translate("add it to sources.yaml, or say in words what it is")
                yield Diagnostic(
                    "unknown-source", translate("no source '{name}'", name=quote(name)), value.location, hint
                )


def _id_of_name(name: str, registry: object) -> str | None:
    """A hint with the id of the entry whose official name stands where its id belongs."""
    entries = registry.root if isinstance(registry, Registry) else getattr(registry, "factors", {})
    wanted = " ".join(name.casefold().split())
    ids = [key for key, text in entries.items() if " ".join(str(text).casefold().split()) == wanted]
    return translate("that is the name of {ids}: write {ids}", ids=ids[0]) if ids else None


def _known_names(registry: object) -> set[str]:
    if isinstance(registry, Registry):
        return set(registry.root)
    return set(registry.factors) if isinstance(registry, CommonRisks) else set()


def _check_measures(piece: ContentFile, contents: Contents) -> Iterator[Diagnostic]:
    """An output's measures are those of its own objective (the folder it stands in)."""
    if not isinstance(piece.content, OutputIndicator):
        return
    folder = PurePosixPath(piece.tree.file).parent.parent.name.casefold()
    facts = next((one for root, one in contents.items() if root.casefold() == folder), None)
    if not isinstance(facts, ObjectiveFacts) or not facts.title:  # its measures could not be read, either
        return
    for place, owner in places_of_parts(piece.content):
        for index, letter in enumerate(owner.measures if isinstance(owner, OutputPart) else ()):
            if letter not in facts.measures:
                location = piece.tree.location((*place, "measures", index))
                hint = translate("{id} has {measures}", id=facts.id, measures=", ".join(facts.measures))
                yield Diagnostic(
                    "unknown-measure", translate("no implementation measure '{letter}'", letter=letter), location, hint
                )


def _check_wording(piece: ContentFile, contents: Contents) -> Iterator[Diagnostic]:
    """A phrase that is replaced must exist, an ending must belong to an item."""
    phrases = contents.get("phrases")
    if not isinstance(piece.content, Worded):
        return
    if isinstance(phrases, Phrases):
        for name in piece.content.wording:
            if name.partition(".")[0] not in phrases.phrases:
                location = piece.tree.location(("wording", name), of_key=True)
                hint = nearest(name, phrases.phrases)
                yield Diagnostic(
                    "unknown-phrase",
                    translate("no phrase '{name}' in the language's file or phrases.yaml", name=name),
                    location,
                    hint,
                )
    if any(key == "title" for _, key, _ in find_nameless(piece)):
        return  # its measures could not be read, either
    known = set(_items(piece.content)) if piece.content.endings else set()
    for item in piece.content.endings:
        if item not in known:
            location = piece.tree.location(("endings", item), of_key=True)
            yield Diagnostic(
                "unknown-item", translate("no list item '{item}' here", item=item), location, nearest(item, known)
            )


def _items(content: Worded) -> Iterator[str]:
    """The list items of a piece of content, as ``endings`` names them."""
    for field in MENTIONS:
        mentions = getattr(content, field, ())
        yield from (f"{field}.{mention.id}" for mention in mentions if isinstance(mention, Mention))
    if isinstance(content, ObjectiveFacts):
        yield from (f"measures.{letter}" for letter in content.measures)
    if isinstance(content, Indicator):
        for name in ("milestone", "target"):
            reasons = getattr(content.rationale, name)
            yield from (f"rationale.{name}.{key}" for key in (reasons.items if reasons else ()))
        yield "rationale.target"


def _check_interventions(piece: ContentFile, contents: Contents) -> Iterator[Diagnostic]:
    names = contents.get("interventions")
    if not isinstance(piece.content, Allocation) or not isinstance(names, Interventions):
        return
    codes = Counter(row.code for row in piece.content.rows)
    for index, row in enumerate(piece.content.rows):
        location = piece.tree.location(("rows", index, "code"))
        if row.code not in names.root:
            hint = nearest(row.code, names.root)
            yield Diagnostic(
                "unknown-intervention", translate("no type of intervention '{code}'", code=row.code), location, hint
            )
        elif codes[row.code] > 1:
            yield Diagnostic(
                "duplicate-code",
                translate("the type of intervention {code} stands here twice", code=row.code),
                location,
            )


def _check_linked_indicators(piece: ContentFile, values: Values, lost: Collection[str]) -> Iterator[Diagnostic]:
    if not isinstance(piece.content, Allocation):
        return
    for number, row in enumerate(piece.content.rows):
        for index, code in enumerate(row.indicators):
            if is_unknown(f"{code}.id", values, lost):
                location = piece.tree.location(("rows", number, "indicators", index))
                yield Diagnostic(
                    "unknown-indicator",
                    translate("no indicator '{code}'", code=code),
                    location,
                    missing_indicator(code),
                )


def _check_prose(pieces: Iterable[ContentFile], values: Values, lost: Collection[str]) -> Iterator[Diagnostic]:
    trees = {piece.tree.file: piece.tree for piece in pieces}
    for value in values.values():
        if not isinstance(value.value, Prose):
            continue
        for reference in value.value.references:
            if "." in reference.path and is_unknown(reference.path, values, lost):
                tree = trees[value.location.file]
                location = tree.location_in(value.place, reference.offset, f"{{{reference.path}")
                yield unknown_reference(reference.path, values, location)
