"""How texts look, character by character: what content can say of it, and how two texts differ in it."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar
from urllib.parse import quote, unquote, urlsplit

from methodology.comparing.words import StretchKind, compare_tokens, tokens_of
from methodology.model.document import Inline
from methodology.word.reading import Look, Mark

BLANKS = re.compile(r"[ \t\r\n]+")
_BLANK_OR_BREAK = re.compile(r"(?P<breaks>(?<![ \t\r])[ \t\r]*\n[ \t\r\n]*)|[ \t\r]+")
PLAIN = Look()
Looks = tuple[Look, ...]
"""One look a character."""
Origin = TypeVar("Origin")

_NOT_IN_ADDRESS = " \t\n\r<>()[]{}\\\"'`*_|^"
"""What a mark of Markdown or a reference could be read into; an address writes it in another way."""


class LookKind(StrEnum):
    """What changed in how a text looks; forms translate it."""

    STRONG_ON = "strong_on"
    STRONG_OFF = "strong_off"
    EMPHASIS_ON = "emphasis_on"
    EMPHASIS_OFF = "emphasis_off"
    LINK_ON = "link_on"
    LINK_OFF = "link_off"
    LINK_CHANGED = "link_changed"
    STRUCK = "struck"
    HIDDEN = "hidden"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    HIGHLIGHTED = "highlighted"
    UNDERLINED = "underlined"
    LEVEL = "level"
    HEADING_ON = "heading_on"
    HEADING_OFF = "heading_off"
    LIST = "list"
    ITEM_ON = "item_on"
    ITEM_OFF = "item_off"
    NESTED = "nested"
    QUOTE_ON = "quote_on"
    QUOTE_OFF = "quote_off"
    LABEL = "label"
    """The item is numbered otherwise than the ones before it say."""


@dataclass(frozen=True, slots=True)
class LookChange:
    """One thing that changed in how a text looks: the words that it is about, and what there was and is.

    ``before`` and ``after`` are addresses, levels or labels; None where the kind says all.
    """

    kind: LookKind
    text: str
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class LookedText:
    """A text with its looks."""

    text: str
    looks: Looks

    @property
    def is_plain(self) -> bool:
        """Whether no character stands out."""
        return set(self.looks) <= {PLAIN}


def looked_text(stretches: Iterable[tuple[str, Look]]) -> LookedText:
    """The text of stretches as printed, blanks between two looks as what is common to both."""
    folded = fold_blanks(stretches)
    text = "".join(stretch for stretch, _ in folded)
    looks = tuple(itertools.chain.from_iterable([look] * len(stretch) for stretch, look in folded))
    return LookedText(text, settle_blanks(text, looks))


def looks_of_runs(content: Inline) -> LookedText:
    """The looks of composed runs."""
    return looked_text((run.text, Look(run.strong, run.emphasis, run.target)) for run in content)


def fold_blanks(stretches: Iterable[tuple[str, Origin]]) -> list[tuple[str, Origin]]:
    """The stretches as printed, in NFC: any blanks as one, no blanks beside line breaks, nothing at the ends or empty.

    Line breaks are line ends.
    """
    folded: list[tuple[str, Origin]] = []
    for written, origin in stretches:
        text = _BLANK_OR_BREAK.sub(_fold, unicodedata.normalize("NFC", written))
        if not folded:
            text = text.lstrip(" \n")
        elif folded[-1][0][-1] in " \n":
            text = text.removeprefix(" ")
        if text.startswith("\n"):
            _strip_end(folded, " ")
        if text:
            folded.append((text, origin))
    _strip_end(folded, " \n")
    return folded


def _fold(blanks: re.Match[str]) -> str:
    return "\n" * blanks[0].count("\n") or " "


def _strip_end(stretches: list[tuple[str, Origin]], signs: str) -> None:
    """Take the signs from the end of stretches, and those that say nothing then."""
    while stretches:
        text, origin = stretches.pop()
        if text := text.rstrip(signs):
            stretches.append((text, origin))
            break


def settle_blanks(text: str, looks: Sequence[Look]) -> Looks:
    """The looks, those of blanks as what the characters around have in common: nobody sees another one."""
    if len(set(looks)) <= 1:
        return tuple(looks)
    settled = list(looks)
    before: Look | None = None
    start = 0
    while start < len(text):
        end = start
        while end < len(text) and text[end].isspace():
            end += 1
        if end > start:
            after = looks[end] if end < len(text) else None
            blank = PLAIN if before is None or after is None else _common(before, after)
            settled[start:end] = [blank] * (end - start)
        else:
            end, before = start + 1, looks[start]
        start = end
    return tuple(settled)


def _common(one: Look, other: Look) -> Look:
    if one == other:
        return one
    target = one.target if one.target == other.target else None
    return Look(one.strong and other.strong, one.emphasis and other.emphasis, target, one.marks & other.marks)


def written_address(target: str) -> str:
    """An address as it can stand in Markdown; what stands for a mark there is percent-encoded."""
    return "".join(quote(sign, safe="") if sign in _NOT_IN_ADDRESS else sign for sign in target.strip())


def same_address(one: str | None, other: str | None) -> bool:
    """Whether two targets lead to one place: however it is encoded, with or without the slash behind a host."""
    return one == other or (one is not None and other is not None and _plain_address(one) == _plain_address(other))


def _plain_address(target: str) -> str:
    try:
        parts = urlsplit(unquote(target.strip()))
    except ValueError:
        return target
    path = "" if parts.path == "/" and parts.netloc else parts.path
    return parts._replace(scheme=parts.scheme.lower(), netloc=parts.netloc.lower(), path=path).geturl()


def same_looks(one: LookedText, other: LookedText) -> bool:
    """Whether two texts that say the same look alike."""
    return one.looks == other.looks or all(
        same_look(was, now) for was, now in zip(one.looks, other.looks, strict=True) if was is not now
    )


def same_look(one: Look, other: Look) -> bool:
    """Whether two characters look alike."""
    return one == other or (
        replace(one, target=None) == replace(other, target=None) and same_address(one.target, other.target)
    )


def without_marks(looked: LookedText) -> LookedText:
    """The text with the looks alone that content can hold."""
    plain = tuple(replace(look, marks=frozenset()) if look.marks else look for look in looked.looks)
    return LookedText(looked.text, plain)


_MEANT = frozenset({Mark.STRUCK, Mark.HIDDEN, Mark.SUPERSCRIPT, Mark.SUBSCRIPT})
"""The marks without which words say something else."""


def is_marked(looks: Iterable[Look]) -> bool:
    """Whether characters have marks without which they say something else."""
    return any(look.marks & _MEANT for look in looks if look.marks)


def touches_marks(old: str, new: LookedText) -> bool:
    """Whether words that came are struck, hidden, raised or lowered, or stand beside such words.

    Who strikes a word by hand and types another one beside it does not want both.
    """
    if not is_marked(new.looks):
        return False
    marked = [bool(look.marks & _MEANT) and not sign.isspace() for sign, look in zip(new.text, new.looks, strict=True)]
    position = 0
    after = tokens_of(new.text)
    for kind, tokens in compare_tokens(tokens_of(old), after):
        length = sum(map(len, after[tokens])) if kind is not StretchKind.DELETED else 0
        if kind is StretchKind.INSERTED:
            start = len(new.text[:position].rstrip()) - 1
            end = len(new.text) - len(new.text[position + length :].lstrip())
            if any(marked[max(start, 0) : end + 1]):
                return True
        position += length
    return False


def compare_looks(old: LookedText, new: LookedText) -> tuple[LookChange, ...]:
    """What changed in the looks of a text; of new words what they have otherwise than the words beside them."""
    if (old.is_plain and new.is_plain) or (old.text == new.text and same_looks(old, new)):
        return ()
    expected = old.looks if old.text == new.text else tuple(_expected_looks(old, new))
    return tuple(_changes(new.text, expected, new.looks))


def _expected_looks(old: LookedText, new: LookedText) -> Iterator[Look]:
    """The look that each character of the new text had; a new one that of the words before or after it, if either."""
    position = 0
    for kind, tokens in compare_tokens(tokens_of(old.text), after := tokens_of(new.text)):
        words = "".join(after[tokens]) if kind is not StretchKind.DELETED else ""
        if kind is StretchKind.DELETED:
            position += sum(map(len, tokens_of(old.text)[tokens]))
        elif kind is StretchKind.EQUAL:
            yield from old.looks[position : position + len(words)]
            position += len(words)
        else:
            yield from [_beside(old, position)] * len(words)


def _beside(old: LookedText, position: int) -> Look:
    """The look of the words before a place, or of those at it."""
    if not old.looks:
        return PLAIN
    return old.looks[position - 1] if position else old.looks[0]


def _changes(text: str, old: Sequence[Look], new: Sequence[Look]) -> Iterator[LookChange]:
    """The changes, in the order of their kinds and of the text."""
    for kind, changed in _TOGGLED.items():
        yield from (LookChange(kind, text[part]) for part in _stretches(text, old, new, changed))
    for part in _stretches(text, old, new, lambda was, now: not same_address(was.target, now.target), by_target=True):
        before, after = old[part.start].target, new[part.start].target
        kind = LookKind.LINK_ON if before is None else LookKind.LINK_OFF if after is None else LookKind.LINK_CHANGED
        yield LookChange(kind, text[part], before, after)
    for mark in Mark:
        parts = _stretches(text, old, new, lambda was, now: mark in now.marks - was.marks)  # noqa: B023
        yield from (LookChange(LookKind(mark.value), text[part]) for part in parts)


_TOGGLED: dict[LookKind, Callable[[Look, Look], bool]] = {
    LookKind.STRONG_ON: lambda was, now: now.strong and not was.strong,
    LookKind.STRONG_OFF: lambda was, now: was.strong and not now.strong,
    LookKind.EMPHASIS_ON: lambda was, now: now.emphasis and not was.emphasis,
    LookKind.EMPHASIS_OFF: lambda was, now: was.emphasis and not now.emphasis,
}


def _stretches(
    text: str,
    old: Sequence[Look],
    new: Sequence[Look],
    is_changed: Callable[[Look, Look], bool],
    *,
    by_target: bool = False,
) -> Iterator[slice]:
    """The stretches of one change, with blanks between them taken in; ``by_target`` parts those of several links."""
    start: int | None = None
    end = 0
    for position, sign in enumerate(text):
        if sign.isspace():
            continue
        changed = is_changed(old[position], new[position])
        targets = [(old[at].target, new[at].target) for at in (start, position) if at is not None]
        if start is not None and (not changed or (by_target and targets[0] != targets[-1])):
            yield slice(start, end)
            start = None
        if changed:
            start, end = position if start is None else start, position + 1
    if start is not None:
        yield slice(start, end)


def struck_words(changes: Iterable[LookChange]) -> str:
    """The words that were struck through by hand: an office proposes so that they go."""
    return " … ".join(change.text for change in changes if change.kind is LookKind.STRUCK)


def show_looks(looked: LookedText) -> str:
    """A text with its looks in Markdown: ``**bold**``, ``*emphasis*``, ``[text](address)``, ``~~struck~~``."""
    shown = []
    for look, group in itertools.groupby(zip(looked.text, looked.looks, strict=True), lambda pair: pair[1]):
        words = "".join(sign for sign, _ in group)
        around = "*" * (2 * look.strong + look.emphasis)
        struck = "~~" if Mark.STRUCK in look.marks else ""
        words = f"{struck}{around}{words}{around}{struck}" if words.strip() else words
        shown.append(words if look.target is None else f"[{words}]({look.target})")
    return "".join(shown)
