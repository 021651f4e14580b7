"""What changed in how a text is set, beside its words: in words, since not every form shows looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from methodology.comparing.words import Stretch, StretchKind
from methodology.model.document import ChangeMark, Document, Inline, ListFormat, Run
from methodology.model.language import Language
from methodology.model.texts import texts_of
from methodology.versions.changes import TextLook
from methodology.versions.report.names import shorten
from methodology.versions.report.templates import LookWords, Switch


class RunLook(NamedTuple):
    """How a run is set; ``target`` is that of its link."""

    strong: bool = False
    emphasis: bool = False
    target: str | None = None


PLAIN = RunLook()


@dataclass(frozen=True, slots=True)
class SetStretch(Stretch):
    """A stretch that has one look in each version; the plain one in a version that lacks it."""

    old: RunLook = PLAIN
    new: RunLook = PLAIN

    @property
    def stays(self) -> bool:
        """Whether both versions have it, set alike."""
        return self.kind is StretchKind.EQUAL and self.old == self.new


def divide(stretches: Sequence[Stretch], old: Inline, new: Inline) -> Iterator[SetStretch]:
    """Cut the stretches of two texts where looks begin or end; ``old`` and ``new`` are the texts' runs."""
    then, now = (iter([_look(run) for run in runs for _ in run.text]) for runs in (old, new))
    for stretch in stretches:
        befores = [PLAIN if stretch.kind is StretchKind.INSERTED else next(then) for _ in stretch.text]
        afters = [PLAIN if stretch.kind is StretchKind.DELETED else next(now) for _ in stretch.text]
        start = 0
        for looks, characters in groupby(zip(befores, afters, strict=True)):
            end = start + len(list(characters))
            yield SetStretch(stretch.kind, stretch.text[start:end], *looks)
            start = end


_MARKS = {
    StretchKind.EQUAL: None,
    StretchKind.DELETED: ChangeMark.DELETED,
    StretchKind.INSERTED: ChangeMark.INSERTED,
}


def old_runs(stretches: Iterable[SetStretch]) -> Inline:
    """The old text with its looks, what went marked; without its links."""
    kept = (stretch for stretch in stretches if stretch.kind is not StretchKind.INSERTED)
    return tuple(
        Run(stretch.text, strong=stretch.old.strong, emphasis=stretch.old.emphasis, mark=_MARKS[stretch.kind])
        for stretch in kept
    )


def new_runs(stretches: Iterable[SetStretch]) -> Inline:
    """The new text with its looks, what came marked; without its links."""
    kept = (stretch for stretch in stretches if stretch.kind is not StretchKind.DELETED)
    return tuple(
        Run(stretch.text, strong=stretch.new.strong, emphasis=stretch.new.emphasis, mark=_MARKS[stretch.kind])
        for stretch in kept
    )


def _look(run: Run) -> RunLook:
    return RunLook(run.strong, run.emphasis, run.target)


def find_targets(document: Document) -> dict[str, str]:
    """What stands at each place that a link can lead to, with its label."""
    return {
        text.anchor: " ".join(filter(None, (text.label, text.text)))
        for text in texts_of(document)
        if text.anchor is not None
    }


@dataclass(frozen=True, slots=True)
class LookNotes:
    """Says what changed in looks; ``targets`` is what stands where links lead, by anchor."""

    words: LookWords
    language: Language
    targets: Mapping[str, str]

    def of_runs(self, pieces: Sequence[SetStretch]) -> Iterator[str]:
        """A line for the words that stay and are set or linked otherwise, and for each link that came."""
        linked = {piece.old.target for piece in pieces if piece.kind is StretchKind.DELETED}
        for (kind, old, new), group in groupby(pieces, key=lambda piece: (piece.kind, piece.old, piece.new)):
            text = "".join(piece.text for piece in group).strip()
            changes: list[str] = []
            if kind is StretchKind.EQUAL:
                changes += _switch(self.words.strong, old=old.strong, new=new.strong)
                changes += _switch(self.words.emphasis, old=old.emphasis, new=new.emphasis)
            if kind is not StretchKind.DELETED and old.target != new.target and new.target not in linked - {None}:
                changes.append(self._link(old.target, new.target))
            if changes and text:
                yield self.words.text.format(text=shorten(text), changes=", ".join(changes))

    def _link(self, old: str | None, new: str | None) -> str:
        link = self.words.link
        pattern = link.came if old is None else link.went if new is None else link.changed
        return pattern.format(old=self._target(old), new=self._target(new))

    def _target(self, target: str | None) -> str:
        if target is None or not target.startswith("#"):
            return target or ""
        place = self.targets.get(target.removeprefix("#"))
        return self.words.link.elsewhere if place is None else self.words.link.place.format(place=shorten(place))

    def of_text(self, old: TextLook | None, new: TextLook | None, *, labelled: bool = True) -> Iterator[str]:
        """A line for each way in which a whole text is set otherwise: its level, its list, how its cell stands.

        Its label is one of them if ``labelled``: unless the texts themselves show it.
        """
        if old is None or new is None:
            return
        roles, words = self._roles(old, new), self.words
        labels = (old.label, new.label) if labelled and roles[0] == roles[1] else ("", "")
        cells = [self._cell(look) for look in (old, new)]
        facets = [("{change}", *roles), (words.label, *labels), *zip(words.cell.patterns, *cells, strict=True)]
        facets += [(words.picture, old.picture, new.picture), (words.width, *map(_width, (old, new)))]
        for pattern, before, after in facets:
            if before != after:
                yield pattern.format(change=words.change.format(old=before or words.none, new=after or words.none))

    def _roles(self, old: TextLook, new: TextLook) -> tuple[str, str]:
        """What a text was and what it is, shorter where both are headings or items."""
        if old.level is not None and new.level is not None and old.level != new.level:
            return self.words.heading.format(level=old.level), self.words.level.format(level=new.level)
        if old.list_kind is not None and new.list_kind is not None:
            labels = self._labels(old.list_kind), self._labels(new.list_kind)
            if old.list_level == new.list_level:
                return labels
            levels = (self.words.level.format(level=look.list_level + 1) for look in (old, new))
            before, after = (", ".join(pair) for pair in zip(labels, levels, strict=True))
            return before, after
        return self._role(old), self._role(new)

    def _role(self, look: TextLook) -> str:
        if look.level is not None:
            return self.words.heading.format(level=look.level)
        if look.list_kind is not None:
            return self.words.item.format(labels=self._labels(look.list_kind))
        return self.words.roles[look.kind]

    def _labels(self, kind: ListFormat) -> str:
        """How the items of a list are labelled: ``a), b), c)``, or the one sign that all have."""
        first, *others = (kind.label(number) for number in (1, 2, 3))
        return ", ".join((first, *others)) if first not in others else self.words.bullet.format(label=first)

    def _cell(self, look: TextLook) -> tuple[str, ...]:
        """How a cell stands, in the order of the words for it."""
        words = self.words.cell
        return (
            "" if look.alignment is None else words.alignments[look.alignment],
            words.head if look.header else words.body,
            words.bold if look.strong else words.plain,
            str(look.column_span),
            str(look.row_span),
            ", ".join(self.language.percent(Decimal(f"{width:g}")) for width in look.widths),
        )


def _width(look: TextLook) -> str:
    return "" if look.picture_width is None else f"{look.picture_width} %"


def _switch(words: Switch, *, old: bool, new: bool) -> list[str]:
    return [] if old == new else [words.now if new else words.before]
