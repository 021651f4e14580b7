"""What one file says of another: each name, code and path that is used must exist.

Works on whatever could be read: what stands in a file that is wrong itself is not missed, so that one fault is not
reported twice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from methodology.diagnostics import Diagnostic, Location, nearest, quote
from methodology.memory import Memory
from methodology.messages import declare_message, translate
from methodology.model.assumption import Figure
from methodology.model.chapter import Chapter
from methodology.model.fund import Fund
from methodology.model.indicator import Indicator, OutputIndicator, OutputPart, ResultIndicator
from methodology.model.objective import Allocation, ObjectiveFacts, ObjectiveRisks
from methodology.model.outline import Outline
from methodology.model.paths import Place
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
from methodology.reading.pictures import check_emblem, check_pictures
from methodology.reading.yaml_tree import YamlTree

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
    pieces, memory = content.pieces, content.memory
    files = [piece.derive(_FileFacts.of) for piece in pieces]
    codes = list(_check_codes_once(pieces, files, memory))
    yield from codes
    yield from _check_names(pieces, files)
    lost = lost_with_fund(content, codes)
    by_name = {chapter.name: chapter for chapter in chapters}
    # which values there are, and what all files mention: objects that stay the same as long as these do
    known = memory.recall("paths", tuple(file.paths for file in files), object)
    there = known, tuple(sorted(lost))
    crossing = _Crossing.of(pieces, by_name, values, lost)
    beside = memory.recall("beside files", (*crossing.beside(), *there), object)
    facts = [crossing.folders.get(file.folder) for file in files]
    checked = memory.recall_each("crossed", (beside,), crossing.check, pieces, facts)
    yield from chain.from_iterable(own for own, _ in checked)
    is_each_once = len(values) == sum(len(piece.values) for piece in pieces)
    yield from chain.from_iterable(prose for _, prose in checked) if is_each_once else crossing.check_prose(values)
    for chapter in chapters:
        check = partial(crossing.check_chapter, chapter)
        yield from memory.recall(("references", chapter.name), (chapter, *there), check)
    yield from check_emblem(content, values)
    for chapter in chapters:
        yield from memory.recall(("forms", chapter.name), (chapter,), partial(_check_chapter, chapter))
        yield from check_pictures(chapter, content)
        yield from check_footnotes(chapter)


@dataclass(frozen=True, slots=True)
class _FileFacts:
    """What a file is held against all others by."""

    paths: tuple[str, ...]
    codes: tuple[str, ...]
    """Its name, its root and kind, and the codes that it gives."""
    nameless: tuple[tuple[Place, str, str], ...]
    folder: str
    """That of the objective whose measures it names, in small letters; empty where it is no output."""

    @classmethod
    def of(cls, piece: ContentFile) -> _FileFacts:
        """Those of a file."""
        codes = piece.tree.file, piece.root, type(piece.content).__name__, *(code for code, _ in _codes(piece))
        is_output = isinstance(piece.content, OutputIndicator)
        folder = piece.tree.file.split("/")[-3].casefold() if is_output else ""
        return cls(piece.paths, codes, tuple(find_nameless(piece)), folder)


def _check_chapter(chapter: Chapter) -> tuple[Diagnostic, ...]:
    """What is wrong with a chapter by itself."""
    checks = (check_size, check_lists, check_forms, check_tables)
    return tuple(found for check in checks for found in check(chapter))


_REGISTRIES = ("operations", "sources", "risks", "phrases", "interventions")
"""The roots of what all files mention."""


@dataclass(frozen=True, slots=True)
class _Crossing:
    """What files are held against."""

    contents: Contents
    folders: Contents
    """The contents by their roots in small letters, as folders are called."""
    trees: Mapping[str, YamlTree]
    outlines: tuple[Outline, ...]
    chapters: Mapping[str, Chapter]
    values: Values
    lost: Collection[str]

    @classmethod
    def of(
        cls, pieces: Sequence[ContentFile], chapters: Mapping[str, Chapter], values: Values, lost: Collection[str]
    ) -> _Crossing:
        """All that was read; of two files with one root the first counts."""
        contents = {piece.root: piece.content for piece in reversed(pieces)}
        folders = {root.casefold(): one for root, one in reversed(contents.items())}
        trees = {piece.tree.file: piece.tree for piece in pieces}
        outlines = tuple(piece.content for piece in pieces if isinstance(piece.content, Outline))
        return cls(contents, folders, trees, outlines, chapters, values, lost)

    def beside(self) -> tuple[object, ...]:
        """All that :meth:`check` holds every file against, but for paths."""
        registries = (self.contents.get(root) for root in _REGISTRIES)
        return (*registries, *self.outlines, *self.chapters.values())

    def check(self, piece: ContentFile, facts: object) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
        """What a file says of others that is not so, and apart from that what its prose refers to and is not there.

        ``facts`` are those of the objective whose folder an output stands in.
        """
        own = (
            *_check_mentions(piece, self.contents),
            *_check_measures(piece, facts),
            *_check_wording(piece, self.contents),
            *_check_interventions(piece, self.contents),
            *_check_linked_indicators(piece, self.values, self.lost),
            *_check_sources_of_figures(piece, self.contents.get("sources")),
            *check_chapters_of_reasons(piece, self.outlines, self.chapters),
        )
        return own, self.check_prose(dict(piece.values))

    def check_prose(self, values: Values) -> tuple[Diagnostic, ...]:
        """References in some of the values to what is not there."""
        return tuple(_check_prose(values, self.trees, self.values, self.lost))

    def check_chapter(self, chapter: Chapter) -> tuple[Diagnostic, ...]:
        """References in a chapter to what is not there."""
        return tuple(check_references(chapter, self.values, self.lost))


def _check_codes_once(
    pieces: Sequence[ContentFile], files: Iterable[_FileFacts], memory: Memory
) -> Iterator[Diagnostic]:
    """What :func:`_check_codes` finds, which is nothing as long as codes and files are those among which it was so."""
    codes = tuple(file.codes for file in files)
    if not memory.recall("codes", codes, lambda: not any(True for _ in _check_codes(pieces))):
        yield from _check_codes(pieces)


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


def _check_names(pieces: Sequence[ContentFile], files: Iterable[_FileFacts]) -> Iterator[Diagnostic]:
    """A name that the fund has not stands in the file; of a fund that could not be read nothing is missed."""
    if not any(isinstance(piece.content, Fund | Interventions) for piece in pieces):
        return
    for piece, file in zip(pieces, files, strict=True):
        for place, key, code in file.nameless:
            hint = translate("fund.yaml has no {code}: correct the code, or give its {key} here", code=code, key=key)
            location = piece.tree.location(place, of_key=True)
            message = translate("the key '{key}' is missing, and the fund has no {code}", key=key, code=code)
            yield Diagnostic("missing-key", message, location, hint)


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
        if registry is None or not isinstance(mentions, tuple):
            continue
        known = _known_names(registry)
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


def _check_measures(piece: ContentFile, facts: object) -> Iterator[Diagnostic]:
    """An output's measures are those of its own objective (the folder it stands in)."""
    if not isinstance(piece.content, OutputIndicator):
        return
    if not isinstance(facts, ObjectiveFacts) or not facts.title:  # its measures could not be read, either
        return
    for place, owner in places_of_parts(piece.content):
        for index, letter in enumerate(owner.measures if isinstance(owner, OutputPart) else ()):
            if letter not in facts.measures:
                location = piece.tree.location((*place, "measures", index))
                hint = translate("{id} has {measures}", id=facts.id, measures=", ".join(facts.measures))
                message = translate("no implementation measure '{letter}'", letter=letter)
                if len(letter) == 1:
                    printed = f"{facts.number}{letter}"
                    message = translate(
                        "no implementation measure '{letter}', printed '{printed}'", letter=letter, printed=printed
                    )
                yield Diagnostic("unknown-measure", message, location, hint)


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


def _check_prose(
    texts: Values, trees: Mapping[str, YamlTree], values: Values, lost: Collection[str]
) -> Iterator[Diagnostic]:
    for value in texts.values():
        if not isinstance(value.value, Prose):
            continue
        for reference in value.value.references:
            if "." in reference.path and is_unknown(reference.path, values, lost):
                tree = trees[value.location.file]
                location = tree.location_in(value.place, reference.offset, f"{{{reference.path}")
                yield unknown_reference(reference.path, values, location)
