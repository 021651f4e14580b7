"""The differences between a file as it was made and as it came back, text by text and part by part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from methodology.pull.comparing.base import Base
from methodology.pull.comparing.matching import Match, match_texts
from methodology.pull.comparing.parts import BaseText, said
from methodology.pull.comparing.segments import Stretch, divided
from methodology.pull.comparing.values import freedom
from methodology.word.reading import Story, WordFile, WordText

_BLANKS = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True, slots=True)
class Divided:
    """A text that is there before and after: what each of its parts says now."""

    old: int
    new: int
    base: BaseText
    texts: tuple[str, ...]

    @property
    def changed(self) -> Iterator[int]:
        """The numbers of the parts that say something else."""
        return (number for number, part in enumerate(self.base.parts) if part.text != self.texts[number])


@dataclass(frozen=True, slots=True)
class Differences:
    """The matched texts, and those that went or came; ``order`` has the edited body's texts with what they were."""

    base: Base
    file: WordFile
    matches: tuple[Match, ...]
    divided: tuple[Divided, ...]
    gone: tuple[int, ...]
    come: tuple[int, ...]
    order: tuple[Match, ...]

    def present(self, number: int) -> bool:
        """Whether a base text is still there."""
        return number not in self._gone

    @property
    def _gone(self) -> frozenset[int]:
        return frozenset(self.gone)


def differences(base: Base, file: WordFile, untouched: frozenset[str], *, by_name: bool) -> Differences:
    """Compare; texts that stand in ``untouched`` are as the file was made, whatever the base says today."""
    matches = match_texts(base.texts, file.texts, by_name=by_name)
    split = []
    for match in matches:
        if match.old is None or match.new is None:
            continue
        text, edited = base.texts[match.old], file.texts[match.new]
        now = said(edited.text)
        if now != said(text.text) and now not in untouched and text.word.story is not Story.CONTENTS:
            split.append(Divided(match.old, match.new, text, tuple(_divide(base, text, edited))))
    gone = [match.old for match in matches if match.new is None and match.old is not None]
    come = [match.new for match in matches if match.old is None and match.new is not None]
    known = [number for number in gone if not untouched or said(base.texts[number].text) in untouched]
    in_order = sorted((match for match in matches if match.new is not None), key=lambda match: match.new or 0)
    body = (match for match in in_order if match.new is not None and file.texts[match.new].story is Story.BODY)
    return Differences(
        base,
        file,
        matches,
        tuple(split),
        tuple(number for number in known if base.texts[number].word.story in (Story.BODY, Story.PAGE)),
        tuple(number for number in come if said(file.texts[number].text) not in untouched),
        tuple(body),
    )


def _divide(base: Base, text: BaseText, edited: WordText) -> list[str]:
    return divided(stretches_of(base, text), list(_spans(edited, _tagged_parts(text))))


def stretches_of(base: Base, text: BaseText) -> list[Stretch]:
    """The parts of a text as edited ones are divided among them."""
    return [Stretch(part.text, freedom(base.programme, part)) for part in text.parts]


def _tagged_parts(text: BaseText) -> dict[str, int]:
    """The part that each content control held."""
    starts: dict[int, int] = {}
    position = 0
    for number, part in enumerate(text.parts):
        starts[position] = number
        position += len(part.text)
    tagged: dict[str, int] = {}
    position = 0
    for span in text.word.runs:
        if span.tag is not None and position in starts:
            tagged[span.tag] = starts[position]
        position += len(span.text)
    return tagged


def _spans(edited: WordText, parts: dict[str, int]) -> Iterator[tuple[str, int | None]]:
    """The text as it is said, in stretches of one control."""
    spans = [(_BLANKS.sub(" ", span.text), parts.get(span.tag or "")) for span in edited.runs]
    ends_in_blank = True
    kept: list[tuple[str, int | None]] = []
    for text, number in spans:
        shown = text.removeprefix(" ") if ends_in_blank else text
        if shown:
            kept.append((shown, number))
            ends_in_blank = shown.endswith(" ")
    while kept and kept[-1][0].endswith(" "):
        text, number = kept.pop()
        if text.rstrip(" "):
            kept.append((text.rstrip(" "), number))
    return iter(kept)
