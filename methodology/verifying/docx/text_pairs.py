"""Two flows of text beside each other: what is read in them, and how it looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from rapidfuzz.distance import Levenshtein

from methodology.diagnostics import quote
from methodology.messages import declare_message, translate
from methodology.verifying.docx.allowed import LOOKS_OF_PARAGRAPH, LOOKS_OF_RUN, UNSEEN_PARAGRAPH, UNSEEN_RUN
from methodology.verifying.docx.findings import WordFindings
from methodology.verifying.docx.hiding import behind_of, clips, hides, is_faint, size_of
from methodology.verifying.docx.properties import Properties
from methodology.verifying.docx.shown import LOST, ShownPart, ShownPiece, ShownText
from methodology.verifying.docx.wording import change_of, quote_text
from methodology.verifying.file_lines import FEW
from methodology.word.styles import QUOTE

_COLOURS = frozenset({"color", "shade", "highlight", "behind"})
_LONGEST_SAID = 80
_MAY_GO = {
    "link": declare_message("a link is gone"),
    "vector": declare_message("the SVG of a picture is gone, its PNG is shown"),
}
"""What programs drop that changes nothing that is read, and how it is named."""

Change = tuple[str, str, str]
"""A property with its value before and after."""


@dataclass(slots=True)
class TextComparison:
    """Compares flows. ``of_styles`` are the changes that are named of the styles already."""

    findings: WordFindings
    of_styles: frozenset[Change]
    _judged: dict[tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]], tuple[list[str], list[str]]] = field(
        default_factory=dict
    )

    def compare(self, made: ShownPart, read: ShownPart, place: str) -> None:
        """Compare two flows; ``place`` is where texts above the first heading stand."""
        most = 2 * len(made.texts) + FEW
        before, after = [text.key for text in made.texts], [text.key for text in read.texts[:most]]
        headings = [*made.headings(place), place]
        for step in Levenshtein.opcodes(before, after):
            pairs = zip_longest(made.texts[step.src_start : step.src_end], read.texts[step.dest_start : step.dest_end])
            for at, (gone, come) in enumerate(pairs, start=step.src_start):
                heading = headings[min(at, len(headings) - 1)]
                if step.tag == "equal" and gone is not None and come is not None:
                    self._compare_texts(gone, come, heading, made.name)
                else:
                    self._tell(gone, come, heading)
        if made.empty != read.empty:
            self.findings.name(
                made.name, translate("empty paragraphs {before} → {after}", before=made.empty, after=read.empty)
            )
        if len(read.texts) > most:
            self.findings.alter(place, None, translate("({count} more)", count=len(read.texts) - most))

    def _tell(self, gone: ShownText | None, come: ShownText | None, heading: str) -> None:
        """Texts that differ; only what is no text may be found by nobody else."""
        same = gone is not None and come is not None and gone.plain == come.plain
        before, after = (None if text is None else text.line for text in (gone, come))
        self.findings.alter(heading, before, after, of_text=not same and "⟦" not in (after or ""))

    def _compare_texts(self, made: ShownText, read: ShownText, heading: str, part: str) -> None:
        if made.text.split() != read.text.split() and not made.contents:
            self.findings.alter(heading, made.line, translate("{line} (white space)", line=read.line))
        elif made.text != read.text:
            self.findings.name(part, translate("amount or kind of white space"))
        if made.spot != read.spot:
            moved = translate("{line} (in another cell)", line=read.line)
            self.findings.alter(heading, made.line, moved, of_text=True)
        for placed in _say_places(made, read):
            self.findings.alter(heading, made.line, placed)
        if made.breaks != read.breaks:
            self.findings.name(part, translate("breaks of pages"))
        if made.fields != read.fields:
            self._compare_fields(made, read, heading, part)
        altering = self._compare_paragraphs(made, read, part)
        if made.label:
            altering += self._judge(made.label_look, read.label_look, read.label, part)
        altering += self._compare_stretches(made, read, part)
        if altering:
            self.findings.alter(heading, made.line, f"{read.line} ({'; '.join(altering)})")

    def _compare_fields(self, made: ShownText, read: ShownText, heading: str, part: str) -> None:
        """The fields of an entry of the contents: where they lead, and the pages, which programs count anew."""
        before, after = ({name for name in text.fields if not name.startswith("page ")} for text in (made, read))
        strange = [name for name in after - before if not name.startswith("TOC") and not name.endswith(translate(LOST))]
        if strange:
            self.findings.alter(heading, f"{made.line} {sorted(before)}", f"{read.line} {sorted(after)}")
        elif before != after:
            self.findings.name(part, translate("fields of the contents"))
        else:
            self.findings.name(part, translate("page in the contents"))

    def _compare_paragraphs(self, made: ShownText, read: ShownText, part: str) -> list[str]:
        """What of the looks of two paragraphs can change what is read; the rest is named."""
        before, after = {**made.look, "style": made.style}, {**read.look, "style": read.style}
        altering = []
        size, was = (max((size_of(part.look) for part in text.stretches), default=0) for text in (read, made))
        if clips(after, size) and not clips(before, was):
            altering.append(change_of("line", before.get("line", ""), after.get("line", "")))
        if QUOTE.casefold() in (made.style, read.style) and before.get("left") != after.get("left"):
            altering.append(change_of("style", made.style, read.style))
        for name, old, new in changes_of(before, after):
            if name in UNSEEN_PARAGRAPH or name == "shade":
                continue
            if name not in LOOKS_OF_PARAGRAPH or hides(name, old, new):
                altering.append(change_of(name, old, new))
            elif (name, old, new) not in self.of_styles:
                self.findings.name(part, change_of(name, old, new))
        return altering

    def _compare_stretches(self, made: ShownText, read: ShownText, part: str) -> list[str]:
        """The same for the stretches of two texts; neighbours of which the same is to be said are one."""
        told: list[tuple[str, str]] = []
        for before, after, text in pair_stretches(made.stretches, read.stretches):
            for what in self._judge(before, after, "", part) if before != after else ("",):
                if told and told[-1][1] == what:
                    told[-1] = (told[-1][0] + text, what)
                else:
                    told.append((text, what))
        return [f"{_quote(text, read)}{what}" for text, what in told if what]

    def _judge(self, made: Properties, read: Properties, text: str, part: str) -> list[str]:
        """Judge the looks of one stretch: what can change what is read, as one text, or nothing; the rest is named."""
        key = frozenset(made.items()), frozenset(read.items())
        if key not in self._judged:
            self._judged[key] = judge_looks(made, read, self.of_styles)
        altering, unread = self._judged[key]
        for what in unread:
            self.findings.name(part, what)
        return [f"{f'{quote_text(text)}: ' if text else ''}{', '.join(altering)}"] if altering else []


def _say_places(made: ShownText, read: ShownText) -> Iterator[str]:
    """That a text went into the contents or out of them, or to another level of its list."""
    if read.contents and not made.contents:
        yield translate("{line} (in the contents)", line=read.line)
    elif made.contents and not read.contents:
        yield translate("{line} (not in the contents)", line=read.line)
    if made.label and made.depth != read.depth:
        yield translate("{line} (on level {level} of its list)", line=read.line, level=read.depth + 1)


def _quote(text: str, whole: ShownText) -> str:
    """The stretch that something is said of; nothing where it is the whole text."""
    if "".join(text.split()) == "".join(whole.text.split()):
        return ""
    return f"{quote_text(quote(text.strip(), _LONGEST_SAID))}: "


def judge_looks(made: Properties, read: Properties, known: frozenset[Change]) -> tuple[list[str], list[str]]:
    """What of the looks of one stretch can change what is read, and what else differs that is not ``known``."""
    changes = [change for change in changes_of(made, read) if change[0] not in UNSEEN_RUN]
    looks = [change for change in changes if _is_look(*change) and not hides(*change)]
    altering = [change_of(*change) for change in changes if change not in looks]
    faint = _faintness(made, read)
    if faint:
        altering.append(faint)
        looks = [change for change in looks if change[0] not in _COLOURS]
    return altering, [_named(change) for change in looks if change not in known and change[0] != "behind"]


def _faintness(made: Properties, read: Properties) -> str:
    """That a text can hardly be seen, with its colours, where these differ; else nothing."""
    if all(made.get(name) == read.get(name) for name in _COLOURS) or not is_faint(read, made):
        return ""
    return translate(
        "hardly seen: {color} on {behind}", color=read.get("color", translate("black")), behind=behind_of(read)
    )


def _named(change: Change) -> str:
    return translate(_MAY_GO[change[0]]) if change[0] in _MAY_GO else change_of(*change)


def _is_look(name: str, before: str, after: str) -> bool:
    """Whether a property of a run is a look that may differ; so is a link, or the SVG of a picture, that is gone."""
    return name in LOOKS_OF_RUN | _COLOURS or (name in _MAY_GO and bool(before) and after in ("", translate(LOST)))


def changes_of(before: Properties, after: Properties) -> Iterator[Change]:
    """The properties that differ, in the order of their names."""
    if before != after:
        for name in sorted({*before, *after}):
            old, new = before.get(name, ""), after.get(name, "")
            if old != new:
                yield name, old, new


def pair_stretches(made: list[ShownPiece], read: list[ShownPiece]) -> Iterator[tuple[Properties, Properties, str]]:
    """The looks of the same text in both, piece by piece, and the text as the second has it.

    Both say the same but for white space.
    """
    befores, afters = iter(made), iter(read)
    left: tuple[str, ShownPiece] | None = None
    right: tuple[str, ShownPiece] | None = None
    while True:
        left, right = left or _next(befores), right or _next(afters)
        if left is None or right is None:
            return
        length = min(len(left[0]), len(right[0]))
        yield left[1].look, right[1].look, _spaced(right, length)
        left = (left[0][length:], left[1]) if len(left[0]) > length else None
        right = (right[0][length:], right[1]) if len(right[0]) > length else None


def _next(stretches: Iterator[ShownPiece]) -> tuple[str, ShownPiece] | None:
    return next(((stretch.key, stretch) for stretch in stretches if stretch.key), None)


def _spaced(rest: tuple[str, ShownPiece], length: int) -> str:
    """The next characters of a stretch as a report shows them: with its white space where all of it is taken."""
    key, stretch = rest
    if stretch.token or (key == stretch.key and length == len(key)):
        return stretch.text
    return key[:length]
