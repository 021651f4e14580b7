"""Clauses as frames: what belongs to each finite verb, where other clauses stand between too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from methodology.checks.wording.agreement import NounPhrase
from methodology.checks.wording.clauses import ClauseReader
from methodology.checks.wording.tokens import Token
from methodology.checks.wording.word_sorts import FINITE, JOINING_MARKS, Sort
from methodology.model.word_forms import WordForms

COMMA = ","
"""It parts clauses."""
_QUOTES = frozenset("»„“\"'")


@dataclass(frozen=True, slots=True)
class ClauseItem:
    """A phrase, or a word beside the phrases. ``is_own`` says that it belongs to no other frame."""

    place: int
    """Of its first token."""
    token: Token
    phrase: NounPhrase | None
    sort: Sort | None
    """None of a phrase."""
    is_own: bool = True

    @property
    def end(self) -> int:
        """The place behind its last token."""
        return self.phrase.end if self.phrase else self.place + 1

    def shared(self) -> ClauseItem:
        """The same item where it may belong to another frame."""
        return ClauseItem(self.place, self.token, self.phrase, self.sort, is_own=False)


@dataclass(slots=True)
class Frame:
    """A clause: ``okvir, ki omogoča nadzor, je določen`` has two, and the second stands between the first."""

    opening: str = ""
    """The word that opens it, in small letters; none of a main clause."""
    items: list[ClauseItem] = field(default_factory=list)
    is_joined_before: bool = False
    """Whether a conjunction joins it to a clause before it, whose subject it may have."""
    is_doubtful: bool = False
    """Whether its verb may be that of the clause around it."""

    @property
    def verbs(self) -> list[ClauseItem]:
        """Its finite verbs."""
        return [item for item in self.items if item.sort in FINITE and item.is_own]


def read_frames(sentence: ClauseReader) -> list[Frame]:
    """Return the frames of a sentence; those of each quotation and of what stands in brackets are apart."""
    outside = [place for place in range(sentence.first, sentence.last) if place in sentence.said]
    inside = [place for place in range(sentence.first, sentence.last) if place not in sentence.said]
    frames = _read(sentence, _items(sentence, outside))
    for span in _spans(inside):
        frames += _read(sentence, _items(sentence, span))
    return frames


def _spans(places: Sequence[int]) -> Iterator[list[int]]:
    """Yield the places of each quotation, without its marks."""
    begin = 0
    for at in range(1, len(places) + 1):
        if at == len(places) or places[at] != places[at - 1] + 1:
            yield list(places[begin + 1 : at - 1])
            begin = at


def _read(sentence: ClauseReader, items: Iterator[ClauseItem]) -> list[Frame]:
    frames = [Frame()]
    open_frames = [frames[0]]
    last: Frame | None = None
    for chunk in _chunks(items, sentence.forms):
        frame, is_new = _frame_of(chunk, open_frames, sentence)
        if is_new:
            frames.append(frame)
        own = chunk
        if not _has_verb(chunk) and not any(item.sort is Sort.OPENING for item in chunk):
            own = [item if item.place == sentence.first else item.shared() for item in chunk]
        if frame is not last and frame.items and own[0].token.text == COMMA:
            own = own[1:]
        frames += _add(frame, own, sentence)
        last = frame
    return frames


def _frame_of(chunk: Sequence[ClauseItem], open_frames: list[Frame], sentence: ClauseReader) -> tuple[Frame, bool]:
    """The frame that a chunk belongs to, and whether it begins with it; ``open_frames`` are brought up to date."""
    opening = _opening(chunk, sentence.forms)
    if opening is not None:
        open_frames.append(Frame(opening.token.small))
        return open_frames[-1], True
    if not _has_verb(chunk):
        return open_frames[-1], False
    if len(open_frames) > 1 and not (open_frames[-1].verbs or open_frames[-2].verbs) and open_frames[-2].items:
        open_frames[-1].is_doubtful = True
    while len(open_frames) > 1 and open_frames[-1].verbs:
        open_frames.pop()
    is_new = bool(open_frames[-1].verbs)
    if is_new:
        open_frames[-1] = Frame()
    open_frames[-1].is_joined_before = any(joins(item, sentence.forms) for item in chunk[1:2])
    return open_frames[-1], is_new


def _opening(chunk: Sequence[ClauseItem], forms: WordForms) -> ClauseItem | None:
    """The word that opens a clause: a conjunction or relative, or one that compares before a verb."""
    opening = next((item for item in chunk if item.sort is Sort.OPENING), None)
    if opening is None and _has_verb(chunk):
        return next((item for item in chunk[:2] if item.token.small in forms.rows["comparing"]), None)
    return opening


def _has_verb(chunk: Sequence[ClauseItem]) -> bool:
    return any(item.sort in FINITE for item in chunk)


def _add(frame: Frame, chunk: Sequence[ClauseItem], sentence: ClauseReader) -> Iterator[Frame]:
    """Add a chunk to a frame; of several verbs each has a frame of its own, and what may be of two is shared."""
    verbs = [place for place, item in enumerate(chunk) if item.sort in FINITE]
    current, begin = frame, 0
    for first, second in pairwise(verbs):
        places = [at for at in range(first, second) if joins(chunk[at], sentence.forms)]
        if not places:
            current.items += chunk[begin:second]
            begin = second
            continue
        shared = [item.shared() for item in chunk[places[0] : places[-1]]]
        current.items += [*chunk[begin : places[0]], *shared]
        word = chunk[places[-1]].token.small
        opening = word if word in sentence.forms.rows["comparing"] else frame.opening
        current = Frame(opening, shared, is_joined_before=True)
        yield current
        begin = places[-1]
    current.items += chunk[begin:]


def joins(item: ClauseItem, forms: WordForms) -> bool:
    """Whether an item joins two others: a comma, a slash or a conjunction."""
    if item.phrase is not None:
        return False
    return item.token.text in JOINING_MARKS or item.token.small in forms.rows["joins"] | forms.rows["pauses"]


def _chunks(items: Iterator[ClauseItem], forms: WordForms) -> Iterator[list[ClauseItem]]:
    """Yield the items from each comma or opening word to the next; a preposition before a relative belongs to it."""
    chunk: list[ClauseItem] = []
    for item in items:
        is_opening = item.sort is Sort.OPENING and not _is_before(chunk)
        if (is_opening or item.token.text == COMMA) and chunk:
            yield chunk
            chunk = []
        if item.sort in FINITE and len(chunk) > 1 and chunk[-1].token.small in forms.rows["comparing"]:
            yield chunk[:-1]
            chunk = chunk[-1:]
        chunk.append(item)
    if chunk:
        yield chunk


def _is_before(chunk: Sequence[ClauseItem]) -> bool:
    """Whether nothing stands in a chunk but its comma and small words: ``, v okviru katere``."""
    return bool(chunk) and all(
        item.token.text == COMMA or item.sort in (Sort.PREPOSITION, Sort.JOINING) for item in chunk
    )


def _items(sentence: ClauseReader, places: Sequence[int]) -> Iterator[ClauseItem]:
    """Yield the phrases and words of these places; of a quotation between them its first mark."""
    end = sentence.first
    for place in places:
        if place < end:
            continue
        token, phrase = sentence.tokens[place], sentence.phrases.get(place)
        if end < place and sentence.tokens[end].text in _QUOTES:
            yield ClauseItem(end, sentence.tokens[end], None, Sort.OPAQUE)
        item = ClauseItem(place, token, phrase, None if phrase else sentence.sorts.get(place, Sort.OPAQUE))
        yield item
        end = max(item.end, place + 1)
