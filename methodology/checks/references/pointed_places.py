"""Places of the document that a text points to: a chapter or annex by its name, the table above or below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.said_numbers import any_of, number_use
from methodology.checks.sentence_words import Word, find_phrases, lemmas_of, sentences_of
from methodology.messages import translate
from methodology.model.chapter import Chapter, ChapterLeaf, LeafKind
from methodology.model.outline import OutlinePart
from methodology.model.programme import Programme

RULES = Rules(Family.REFERENCES, Scope.CONTENT)

_QUOTES = {"»": "«", "„": "“", '"': '"', "“": "”"}
_TABLES = (LeafKind.CAPTION, LeafKind.CELL)
_PICTURES = (LeafKind.PICTURE_CAPTION, LeafKind.ALTERNATIVE)
_PARTS_WITH_TABLES = frozenset({"outputs", "results", "allocation", "overview", "history"})
_FEWEST_CAPITALS = 2
"""So many words in capitals behind ``poglavju`` are the name of a chapter."""


@RULES.warning("place-name-unknown")
def _find_unknown_names(programme: Programme) -> Iterator[Found]:
    """``v poglavju »Viri podatkov«``, where no heading says so; of another document its name follows."""
    naming, language = programme.language.naming, programme.language.lemmas
    known = [frozenset(lemmas_of(name, language)) for name in _headings(programme)]
    kinds = (*naming.chapter, *naming.annex)
    for chapter, leaf in _prose(programme):
        for words in sentences_of(leaf.text, language):
            for start, end, _ in find_phrases(words, kinds, language):
                name = _name_behind(words, end, leaf.text)
                lemmas = frozenset(lemmas_of(name, language))
                if name and lemmas and not any(lemmas <= one or one <= lemmas for one in known):
                    message = translate(
                        "'{kind} {name}' is named, no heading of the document says so",
                        kind=words[start].text,
                        name=name,
                    )
                    yield Found(f"chapters.{chapter.name}.{leaf.number}", message, name)


def _prose(programme: Programme) -> Iterator[tuple[Chapter, ChapterLeaf]]:
    """The leaves of chapters that may point to a place."""
    for chapter in programme.chapters.values():
        for leaf in chapter.leaves:
            if leaf.kind is not LeafKind.HEADING:
                yield chapter, leaf


def _headings(programme: Programme) -> Iterator[str]:
    """What headings and captions of the document say."""
    for chapter in programme.chapters.values():
        kinds = (LeafKind.HEADING, LeafKind.CAPTION, LeafKind.PICTURE_CAPTION)
        yield from (leaf.text for leaf in chapter.leaves if leaf.kind in kinds)
    yield from (objective.facts.title for objective in programme.objectives)
    yield from (one.name for one in programme.indicators)


def _name_behind(words: Sequence[Word], place: int, text: str) -> str:
    """The name that follows in quotes or capitals and ends the clause; empty where none does."""
    closing = _QUOTES.get(words[place].text) if place < len(words) else None
    if closing is not None:
        ends = [at for at in range(place + 1, len(words)) if words[at].text == closing]
        return text[words[place].end : words[ends[0]].start] if ends and _ends(words, ends[0] + 1) else ""
    end = place
    while end < len(words) and words[end].is_word and words[end].text.isupper() and words[end].text.isalpha():
        end += 1
    has_name = end - place >= _FEWEST_CAPITALS and _ends(words, end)
    return text[words[place].start : words[end - 1].end] if has_name else ""


def _ends(words: Sequence[Word], place: int) -> bool:
    """Whether no name follows of which the place would be: a mark stands there, or nothing."""
    return place >= len(words) or (not words[place].is_word and words[place].text != "(")


@RULES.warning("nothing-above-or-below")
def _find_lost_directions(programme: Programme) -> Iterator[Found]:
    """``prikazuje zgornja tabela``, where none stands above; ``spodnja preglednica``, where none follows."""
    use, naming = number_use(programme), programme.language.naming
    language = programme.language.lemmas
    kinds = dict.fromkeys(naming.table, _TABLES) | dict.fromkeys(naming.picture, _PICTURES)
    for chapter, leaf in _prose(programme):
        for words in sentences_of(leaf.text, language) if leaf.kind not in _TABLES else ():
            for start, _, phrase in find_phrases(words, kinds, language):
                said = words[start - 1].text.lower() if start else ""
                is_above, is_below = (bool(any_of(one).fullmatch(said)) for one in (use.above_here, use.below_here))
                if (is_above and not _is_above(programme, chapter, leaf, kinds[phrase])) or (
                    is_below and not _is_below(programme, chapter, leaf, kinds[phrase])
                ):
                    piece = leaf.text[words[start - 1].start : words[start].end]
                    yield Found(
                        f"chapters.{chapter.name}.{leaf.number}",
                        translate("'{piece}' is named, and there is none", piece=piece),
                        piece,
                    )


def _is_above(programme: Programme, chapter: Chapter, leaf: ChapterLeaf, kinds: Sequence[LeafKind]) -> bool:
    """Whether a table or picture stands anywhere before a leaf, in what the outline prints before."""
    if any(one.kind in kinds for one in chapter.leaves[: leaf.number - 1]):
        return True
    place = _place(programme, chapter)
    return place is None or any(_has(programme, part, kinds) for part in programme.outline[:place])


def _is_below(programme: Programme, chapter: Chapter, leaf: ChapterLeaf, kinds: Sequence[LeafKind]) -> bool:
    """Whether one stands behind a leaf in its chapter, or in the parts up to the next chapter."""
    if any(one.kind in kinds for one in chapter.leaves[leaf.number :]):
        return True
    place = _place(programme, chapter)
    for part in programme.outline[place + 1 :] if place is not None else ():
        if part.part is None:
            return False
        if _has(programme, part, kinds):
            return True
    return place is None


def _place(programme: Programme, chapter: Chapter) -> int | None:
    """The place of a chapter in the outline."""
    names = [part.chapter or part.annex for part in programme.outline]
    return names.index(chapter.name) if chapter.name in names else None


def _has(programme: Programme, part: OutlinePart, kinds: Sequence[LeafKind]) -> bool:
    """Whether a part of the outline has a table, or a picture."""
    if part.part is not None:
        return part.part in _PARTS_WITH_TABLES and kinds is _TABLES
    chapter = programme.chapters.get(part.chapter or part.annex or "")
    return chapter is not None and any(leaf.kind in kinds for leaf in chapter.leaves)
