"""What is left of an edited file's wishes when those that content can say are made: nothing is dropped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from methodology.comparing.words import tokens_of
from methodology.pull.comparing.base import Base
from methodology.pull.comparing.compared import Compared, Edited, compared
from methodology.pull.comparing.deltas import Delta, EntriesDelta, LeavesDelta, TextDelta
from methodology.pull.comparing.differences import Differences
from methodology.pull.comparing.entry_deltas import is_entry
from methodology.pull.comparing.leaf_deltas import TORN
from methodology.pull.comparing.making import Workshop, edits_of
from methodology.pull.comparing.parts import said
from methodology.pull.comparing.places import Places
from methodology.pull.comparing.text_deltas import Elsewhere
from methodology.pull.pulled import Act, Outcome, Wish
from methodology.word.reading import Story


@dataclass(frozen=True, slots=True)
class Asked:
    """The deltas, each with its wishes; the wishes that are open; where each edited text stands."""

    deltas: tuple[Delta, ...]
    open: tuple[Wish, ...]
    differences: Differences
    places: Places


class Leftovers:
    """What is left when all that was found is made."""

    def __init__(
        self, edited: Edited, workshop: Workshop, elsewhere: Elsewhere, first: Compared, deltas: Sequence[Delta]
    ) -> None:
        """``deltas`` are what was found when the file was held against what it was made as."""
        self.edited = edited
        self.workshop = workshop
        self.elsewhere = elsewhere
        self.first = first
        self.deltas = list(deltas)
        self.open = list(first.entries.open)
        self.aside: set[str | None] = set()

    def asked(self) -> Asked:
        """The deltas that hold, and the wishes that are open."""
        made = self._made_of_all()
        self._judge(compared(self.edited, made, self.elsewhere, self.first.differences))
        return Asked(tuple(self.deltas), tuple(self.open), self.first.differences, self.first.places)

    def _made_of_all(self) -> Base:
        """What the content says with all that was found; what no document can be made with is set aside."""
        programme, workshop = self.edited.base.programme, self.workshop
        if self.deltas and workshop.fault(programme, edits_of(self.deltas)) is not None:
            kept = workshop.possible(programme, self.deltas, edits_of)
            for delta in [one for one in self.deltas if one not in kept]:
                self._set_aside(delta, "unreadable", workshop.fault(programme, edits_of([*kept, delta])) or "")
            self.deltas = kept
        if not self.deltas:
            return self.edited.base
        return workshop.base(workshop.programme(programme, edits_of(self.deltas)))

    def _set_aside(self, delta: Delta, note: str, about: str = "") -> None:
        wishes = (delta.wish,) if isinstance(delta, TextDelta) else delta.wishes
        self.aside |= {wish.path for wish in wishes}
        self.open += [replace(wish, outcome=Outcome.UNMAPPED, note=note, about=about) for wish in wishes]

    def _judge(self, left: Compared) -> None:
        self.open += left.texts.open
        for delta in left.texts.deltas:
            if delta.path.startswith("phrases.") or ".wording." in delta.path:
                self.deltas.append(delta)
            else:
                self._withdraw(delta.path, delta.wish)
        self._fixed(left)
        self._lists(left)
        self._come_and_gone(left)
        self._things(left)
        self._contents(left)

    def _withdraw(self, path: str, wish: Wish) -> None:
        """What was written would print otherwise than the file says: it is not written after all."""
        for delta in [one for one in self.deltas if isinstance(one, TextDelta) and one.path == path]:
            self.deltas.remove(delta)
            wish = delta.wish
        if path not in self.aside:
            self.open.append(replace(wish, outcome=Outcome.UNMAPPED, note="prints_otherwise"))

    def _fixed(self, left: Compared) -> None:
        """Changed text of the templates, and computed text; the marks of lists were decided with them."""
        for fixed in left.texts.fixed:
            divided = fixed.divided
            last = len(divided.base.parts) - 1
            marked = divided.new in self.first.entries.marks
            if any(number != last or not marked for number in fixed.parts):
                after = said(self.edited.file.texts[divided.new].text)
                self._say(
                    left.places, Act.WORDING, (divided.base.text, after), "template_text", divided.old, divided.new
                )

    def _lists(self, left: Compared) -> None:
        """Lists and chapters that would not be as the file has them are not written."""
        lists: list[EntriesDelta | LeavesDelta] = [*left.entries.entries, *left.leaves]
        for delta in lists:
            for one in [one for one in self.deltas if _same_list(one, delta)]:
                self.deltas.remove(one)
            told = (wish for wish in delta.wishes if wish.path not in self.aside)
            self.open += [replace(wish, outcome=Outcome.UNMAPPED, note="order") for wish in told]

    def _come_and_gone(self, left: Compared) -> None:
        """Texts that came where the content has no place, and those that went and would be printed all the same."""
        of_leaves = [wish for delta in left.leaves for wish in delta.wishes]
        come = {wish.after for wish in of_leaves if wish.act is Act.ADDED}
        gone = {wish.before for wish in of_leaves if wish.act is Act.REMOVED}
        for number in left.differences.come:
            text = self.edited.file.texts[number]
            is_told = number in left.entries.taken | self.first.entries.taken or said(text.text) in come
            if not is_told and text.story is not Story.CONTENTS and said(text.text):
                self._come(number, left)
        for number in left.differences.gone:
            base = left.differences.base.texts[number]
            if base.text not in gone and not (base.is_item and is_entry(base.entry)):
                self._say(left.places, Act.REMOVED, (base.text, None), "removed_text", number, None)

    def _come(self, number: int, left: Compared) -> None:
        text = self.edited.file.texts[number]
        note = "new_text" if text.cell is None else self._row_or_table(text.cell.table, left)
        self._say(left.places, Act.ADDED, (None, said(text.text)), note, None, number)
        if text.cell is None:
            self._torn(number, said(text.text))

    def _row_or_table(self, table: int, left: Compared) -> str:
        pairs = ((match.old, match.new) for match in left.differences.matches)
        matched = (self.edited.file.texts[new].cell for old, new in pairs if old is not None and new is not None)
        return "table_row" if table in {place.table for place in matched if place is not None} else "new_table"

    def _torn(self, number: int, shown: str) -> None:
        """A text torn off one beside it: that one is not written either, lest half of it be lost."""
        order = self.first.differences.order
        position = next((at for at, match in enumerate(order) if match.new == number), None)
        words = Counter(tokens_of(shown))
        for match in () if position is None else order[max(position - 1, 0) : position + 2]:
            if match.old is None:
                continue
            before = Counter(tokens_of(self.first.differences.base.texts[match.old].text))
            if (words & before).total() < TORN * words.total():
                continue
            for delta in [one for one in self.deltas if isinstance(one, TextDelta) and match.new in one.numbers]:
                self.deltas.remove(delta)
                self._set_aside(delta, "new_text")

    def _things(self, left: Compared) -> None:
        """Pictures, formulas and the like: the program writes none."""
        for number, text in enumerate(self.edited.file.texts):
            for thing in text.foreign:
                self._say(left.places, Act.ADDED, (None, said(text.text) or None), "picture", None, number, thing)

    def _contents(self, left: Compared) -> None:
        """Entries of the contents table that say neither what the base's say nor what a heading says."""
        texts = left.differences.base.texts
        known = {_entry(text.text) for text in texts if text.word.story is Story.CONTENTS}
        headings = {said(text.text) for text in self.edited.file.texts if text.style.startswith("heading")} - {""}
        for number, text in enumerate(self.edited.file.texts):
            shown = _entry(text.text)
            is_entry_of_it = text.story is Story.CONTENTS and shown and shown not in known
            if is_entry_of_it and not any(shown.endswith(heading) for heading in headings):
                self._say(left.places, Act.WORDING, (None, shown), "computed", None, number)

    def _say(  # noqa: PLR0913, PLR0917 (a wish in its sides)
        self,
        places: Places,
        act: Act,
        texts: tuple[str | None, str | None],
        note: str,
        old: int | None,
        new: int | None,
        about: str = "",
    ) -> None:
        before, after = texts
        path = places.entry(old) if act is Act.REMOVED else None
        self.open.append(
            places.wish(act, path, before, after, old=old, new=new, outcome=Outcome.UNMAPPED, note=note, about=about)
        )


def _entry(text: str) -> str:
    return re.sub(r"\s*\d*$", "", said(text))


def _same_list(one: Delta, other: Delta) -> bool:
    if isinstance(one, EntriesDelta) and isinstance(other, EntriesDelta):
        return one.path == other.path
    return isinstance(one, LeavesDelta) and isinstance(other, LeavesDelta) and one.chapter == other.chapter
