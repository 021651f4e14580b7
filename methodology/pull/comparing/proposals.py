"""What each edited text wants of the values and sentences that it prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from methodology.model.phrases import Mention
from methodology.model.prose import Prose
from methodology.pull.comparing.differences import Differences, Divided
from methodology.pull.comparing.parts import Part
from methodology.pull.comparing.segments import Freedom
from methodology.pull.comparing.source_text import SourceText, UnmappedError, as_source
from methodology.pull.comparing.values import freedom, source, typed


@dataclass(frozen=True, slots=True)
class Proposal:
    """The value or sentence at ``path`` is to be ``text``, as typed, says edited text ``new`` in its parts ``parts``.

    ``text`` is None where nothing that could be typed prints so; ``within`` is where this place could have a form of
    its own, ``own`` that form.
    """

    path: str
    text: str | None
    old: int
    new: int
    before: str
    after: str
    within: str | None = None
    own: str | None = None
    is_gone: bool = False
    """A standard sentence no longer prints the value here, which says nothing of it."""


@dataclass(slots=True)
class Fixed:
    """Changed text that no content prints: of a template or computed."""

    divided: Divided
    parts: list[int] = field(default_factory=list)


def proposals(differences: Differences, here: frozenset[tuple[str, int]]) -> Iterator[Proposal | Fixed]:
    """What every changed text proposes.

    ``here`` names values, with the edited text, that are to get a form of their own in the sentence around them.
    """
    for divided in differences.divided:
        yield from _Text(differences, divided, here).proposed()


class _Text:
    def __init__(self, differences: Differences, divided: Divided, here: frozenset[tuple[str, int]]) -> None:
        self.base = differences.base
        self.programme = differences.base.programme
        self.divided = divided
        self.parts = divided.base.parts
        self.texts = divided.texts
        self.here = here
        self.replaced: dict[int, str | None] = {}

    def proposed(self) -> Iterator[Proposal | Fixed]:
        fixed = Fixed(self.divided)
        sentences: dict[str, None] = {}
        for number in self.divided.changed:
            part = self.parts[number]
            if part.path is None:
                fixed.parts.append(number)
            elif ".endings." in part.path and self.divided.base.is_item:
                continue  # the marks of a list are decided together
            elif self._is_sentence(part):
                sentences[part.path] = None
            else:
                yield from self._value(number, part, sentences)
        for path in sentences:
            yield self._sentence(path)
        if fixed.parts:
            yield fixed

    def _is_sentence(self, part: Part) -> bool:
        return freedom(self.programme, part) in (Freedom.SENTENCE, Freedom.STANDARD)

    def _value(self, number: int, part: Part, sentences: dict[str, None]) -> Iterator[Proposal]:
        """A value: another value, or, where its sentence no longer has it, other words of the sentence."""
        assert part.path is not None  # noqa: S101 (asked by the caller)
        text = self.texts[number]
        if not text and part.within is not None and part.within.startswith("phrases."):
            yield Proposal(part.path, None, self.divided.old, self.divided.new, part.text, text, is_gone=True)
            return
        text = self._begun(part, text)
        value = typed(self.base.printer, part.path, text) if part.path in self.programme.values else None
        around = part.within if part.within is not None and self._is_prose(part.within) else None
        if around is not None and (value is None or (part.path, self.divided.new) in self.here):
            self.replaced[number] = part.path if value is not None else None
            sentences[around] = None
            return
        own = as_source(text)
        yield Proposal(part.path, value, self.divided.old, self.divided.new, part.text, text, part.within, own)

    def _begun(self, part: Part, text: str) -> str:
        """The text as its value begins, where it is printed with a small letter."""
        value = None if part.path is None else self.programme.values.get(part.path)
        if part.path is None or value is None or not isinstance(value.value, str):
            return text
        whole = str(self.base.printer.path(part.path).striptags())
        is_lowered = part.text[:1] != whole[:1] and part.text[:1] == whole[:1].lower()
        return text[:1].upper() + text[1:] if is_lowered else text

    def _is_prose(self, path: str) -> bool:
        if path.startswith(("chapters.", "phrases.")):
            return not path.startswith("phrases.")
        value = self.programme.values.get(path)
        return value is not None and isinstance(value.value, Prose) and not isinstance(value.owner, Mention)

    def _sentence(self, path: str) -> Proposal:
        numbers = [number for number, part in enumerate(self.parts) if path in (part.path, part.within)]
        before = "".join(part.text for part in self.parts[numbers[0] : numbers[-1] + 1])
        after = "".join(self.texts[numbers[0] : numbers[-1] + 1])
        written = source(self.programme, path)
        text = None
        if written is not None:
            try:
                made = SourceText(path, written, self.parts, is_markdown=path.startswith("chapters."))
                text = made.edited(self.texts, self.replaced).strip() or None
            except UnmappedError:
                text = None
        first = next((part for part in self.parts if part.path == path), None)
        within = None if first is None else first.within
        return Proposal(path, text, self.divided.old, self.divided.new, before, after, within, text)
