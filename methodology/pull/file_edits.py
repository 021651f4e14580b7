"""Everything that one edited file asks for: what can be written, and what is left for somebody to look after.

The file is compared twice. First with what it was made as; the edits that this comes to are applied in memory, and the
document that they make is compared with the file again. What is left then is what content cannot say: text of the
templates, computed text, a change at one of several places, and whatever would print otherwise than the file says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from methodology.editing.edits import SetMark, SetText
from methodology.pull.applying import Workshop
from methodology.pull.breaks import find_breaks
from methodology.pull.chapter_edits import compare_chapters, is_torn_off
from methodology.pull.differences import Differences, EditedCopy
from methodology.pull.list_edits import ListEdits, is_entry
from methodology.pull.look_leftovers import (
    HELD,
    chapter_of,
    find_kinds,
    find_looks,
    is_label,
    note_of_kind,
    note_of_look,
    show_marks,
)
from methodology.pull.misprints import find_misprints
from methodology.pull.new_parts import describe_new_parts, find_new_parts
from methodology.pull.order import find_moved_texts
from methodology.pull.original import Original, as_printed, in_lines
from methodology.pull.picture_wishes import find_picture_wishes
from methodology.pull.pulled import Act, PlaceChoices, ProposedEdit, Wish, WishOutcome
from methodology.pull.row_edits import RowEdits
from methodology.pull.sentence_lists import compare_sentence_lists
from methodology.pull.table_wishes import find_table_wishes
from methodology.pull.value_edits import ValueEdits
from methodology.word.reading import NO_SIGN, PAGE_BREAK, Story

SAME_DOCUMENT = 0.5
"""The share of texts that are still there from which on a file is an edited copy of a document."""
MOST_ROUNDS = 3
"""So many times edits that print otherwise are taken out, and the rest is compared again."""
OPTIONAL = (".rationale.", ".remarks.", ".target_rationale.")
"""Sentences that a document can do without: where one goes, it goes from the content."""


@dataclass(frozen=True, slots=True)
class FileEdits:
    """The edits that a file asks for, the wishes that are open, and the differences that they were found in."""

    edits: tuple[ProposedEdit, ...]
    open: tuple[Wish, ...]
    differences: Differences


@dataclass(frozen=True, slots=True)
class Comparison:
    """A file held against an original: what differs, and the edits that this comes to."""

    differences: Differences
    lists: ListEdits
    values: ValueEdits
    chapters: Sequence[ProposedEdit]


def find_file_edits(copy: EditedCopy, workshop: Workshop, elsewhere: PlaceChoices) -> FileEdits | None:
    """Find what a file asks for; None where it is no copy of the document that it would be one of."""
    first = _compare(copy, copy.original, elsewhere)
    if first.differences.lost > (1 - SAME_DOCUMENT) * len(copy.original.texts):
        return None
    values = [proposed for proposed in first.values.edits if not proposed.path.startswith("phrases.")]
    edits = [*values, *_gone_sentences(first.differences, {proposed.path for proposed in values})]
    rows = RowEdits(first.differences)
    edits += [*first.lists.texts, *first.lists.lists, *first.chapters, *rows.edits]
    leftovers = _Leftovers(first, edits, rows.tables)
    left = _compare(copy, leftovers.apply(workshop), elsewhere, first.differences)
    for _ in range(MOST_ROUNDS):
        if not leftovers.take_out_misprints(left):
            break
        left = _compare(copy, leftovers.apply(workshop), elsewhere, first.differences)
    leftovers.find(left)
    return FileEdits(tuple(leftovers.edits), tuple(leftovers.open), first.differences)


def _compare(
    copy: EditedCopy, original: Original, elsewhere: PlaceChoices, first: Differences | None = None
) -> Comparison:
    differences = Differences(copy, original, first)
    lists = ListEdits(differences, elsewhere)
    lists.compare()
    compare_sentence_lists(lists)
    values = ValueEdits(differences, elsewhere, lists.taken)
    values.compare()
    return Comparison(differences, lists, values, compare_chapters(differences, lists.taken))


def _gone_sentences(differences: Differences, changed: set[str]) -> Iterator[ProposedEdit]:
    """The sentences that went with their whole paragraph; those at ``changed`` paths are edited otherwise."""
    optional = {path for path in differences.original.programme.values if any(mark in path for mark in OPTIONAL)}
    for number in differences.gone:
        text = differences.original.texts[number]
        paths = {path for run in text.runs for path in (run.source, run.within) if path is not None}
        sentences = list(paths & optional - changed)
        if len(sentences) == 1 and not text.is_item and text.word.cell is None and not is_entry(sentences[0]):
            wish = differences.wish(Act.REMOVED, sentences[0], text.text, None, old=number)
            yield ProposedEdit(SetText(sentences[0], None), (wish,))


_PICTURES = frozenset({"picture", "formula", "object", "chart"})
"""Things that are set among text; the others are signs and breaks in it."""


class _Leftovers:
    """What is left of a file's wishes when its edits are applied: nothing is dropped."""

    def __init__(self, first: Comparison, edits: Sequence[ProposedEdit], tables: Set[int]) -> None:
        """``edits`` are those that the first comparison came to; they tell all of the ``tables`` of the original."""
        self.tables = tables
        self.first = first
        self.copy = first.differences.copy
        self.edits = list(edits)
        self.open = list(first.lists.open)
        self.aside: set[str | None] = set()
        """The paths of wishes whose edits were set aside."""
        self.misprinted: set[str | None] = set()
        """The texts of wishes that would print otherwise."""

    def apply(self, workshop: Workshop) -> Original:
        """What the content says with all edits; those with which no document can be made are set aside.

        So are those of texts with a sign that nobody can tell: they would be other texts.
        """
        for proposed in [edit for edit in self.edits if any(NO_SIGN in (wish.after or "") for wish in edit.wishes)]:
            self._set_aside(proposed, "thing", "symbol")
        programme = self.copy.original.programme
        kept, refused = workshop.possible(programme, [proposed.edit for proposed in self.edits])
        for proposed in [proposed for proposed in self.edits if proposed.edit in refused]:
            self._set_aside(proposed, "unreadable", refused[proposed.edit])
        return workshop.compose(workshop.apply(programme, kept)) if kept else self.copy.original

    def take_out_misprints(self, left: Comparison) -> bool:
        """Take out what prints otherwise than the file says; False where nothing does."""
        misprints = find_misprints(self.edits, left.differences, left.values)
        for edit, wishes, rest in misprints:
            position = self.edits.index(edit)
            self.edits[position : position + 1] = [] if rest is None else [rest]
            self.misprinted |= {wish.after for wish in wishes}
            self._leave_open(wishes, "prints_otherwise")
        return bool(misprints)

    def find(self, left: Comparison) -> None:
        """Sort out everything that still differs."""
        self.open += [wish for wish in left.values.open if wish.after is None or wish.after not in self.misprinted]
        for proposed in left.values.edits:
            if proposed.path.startswith("phrases.") or ".wording." in proposed.path:
                self.edits.append(proposed)
            elif not self._is_misprint(proposed):
                self._take_back(proposed, "prints_otherwise")
        self._find_fixed(left)
        self._find_kinds(left.differences)
        for proposed in (*left.lists.lists, *left.chapters):
            if not isinstance(proposed.edit, SetMark) and not self._is_misprint(proposed):
                self._take_back(proposed, "order")
        self.open += find_table_wishes(self.first.differences, self.tables)
        self._find_new(left)
        self._find_gone(left)
        for wish, note in find_breaks(self.first.differences, left.differences):
            self._leave_open([wish], note)
        self._leave_open(find_moved_texts(self.first.differences, left.differences), "order")
        self._find_looks(left.differences)
        self._find_things(left.differences)
        for wish, note, about in find_picture_wishes(self.first.differences):
            self._leave_open([wish], note, about)
        self._find_contents(left.differences)

    def _is_misprint(self, proposed: ProposedEdit) -> bool:
        """Whether an edit asks again for what was taken out, and for nothing else."""
        afters = {wish.after for wish in proposed.wishes if wish.after is not None}
        return bool(afters) and afters <= self.misprinted

    def _set_aside(self, proposed: ProposedEdit, note: str, about: str = "") -> None:
        self.edits.remove(proposed)
        self.aside |= {wish.path for wish in proposed.wishes}
        self._leave_open(proposed.wishes, note, about)

    def _set_text_aside(self, new: int, note: str) -> None:
        """Set aside the edits of values and sentences that an edited text asks for."""
        for proposed in [edit for edit in self.edits if isinstance(edit.edit, SetText) and new in edit.texts]:
            self._set_aside(proposed, note)

    def _take_back(self, proposed: ProposedEdit, note: str) -> None:
        """What was written would not be as the file has it, which ``proposed`` says: it is not written after all."""
        kind, wishes = type(proposed.edit), proposed.wishes
        for same in [edit for edit in self.edits if isinstance(edit.edit, kind) and edit.path == proposed.path]:
            self.edits.remove(same)
            wishes = same.wishes if kind is SetText else wishes
        self._leave_open((wish for wish in wishes if wish.path not in self.aside), note)

    def _leave_open(self, wishes: Iterable[Wish], note: str, about: str = "") -> None:
        self.open += [wish.leave(WishOutcome.UNMAPPED, note, about) for wish in wishes]

    def _find_fixed(self, left: Comparison) -> None:
        """Changed text of the templates, and computed text; the marks of lists were decided with them."""
        for changed in left.differences.changed:
            fixed = {number for number in changed.changed if changed.original.runs[number].source is None}
            if changed.new in self.first.lists.marked:
                fixed.discard(len(changed.original.runs) - 1)
            if fixed and changed.new not in left.lists.taken:
                before, after = changed.original.text, left.differences.text_now(changed.new)
                wish = left.differences.wish(Act.WORDING, None, before, after, old=changed.old, new=changed.new)
                self._leave_open([wish], "template_text")

    def _find_new(self, left: Comparison) -> None:
        """Texts that came where the content has no place: those that came as a whole in one wish."""
        told = {wish.after for proposed in left.chapters for wish in proposed.wishes if wish.act is Act.ADDED}
        taken = left.lists.taken | self.first.lists.taken | set(self._find_filled(left.differences))
        numbers = {*left.differences.come, *self._find_copies(left.differences, taken)} - taken
        came = {number: left.differences.text_now(number) for number in sorted(numbers)}
        came = {number: shown for number, shown in came.items() if shown and shown not in told}
        parts = find_new_parts(left.differences, list(came))
        self.open += describe_new_parts(left.differences, parts)
        held = {number for part in parts for number in (*part.texts, *part.same)}
        for number, shown in came.items():
            text = self.copy.file.texts[number]
            if number in held or text.story is Story.CONTENTS:
                continue
            note = "new_text" if text.cell is None else self._row_or_table(text.cell.table, left.differences)
            wish = left.differences.wish(Act.ADDED, None, None, shown, new=number)
            self._leave_open([show_marks(wish, left.differences.looked_now(number))], note)
            if text.cell is None:
                self._keep_whole(number, shown)

    def _find_filled(self, left: Differences) -> Iterator[int]:
        """Texts that came into cells that were empty, and are printed there now."""
        printed = {(text.entry, as_printed(text.text)) for text in left.original.texts}
        for proposed in self.edits:
            if isinstance(proposed.edit, SetText) and any(wish.act is Act.ADDED for wish in proposed.wishes):
                yield from (new for new in proposed.texts if (proposed.path, left.text_now(new)) in printed)

    def _find_copies(self, left: Differences, taken: Set[int]) -> Iterator[int]:
        """Texts that came and say what another text says: with all edits they are printed no more often than before.

        The edited texts ``taken`` are printed now.
        """
        counts = Counter(text.text for text in left.original.texts)
        counts.subtract(text.text for text in self.copy.original.texts)
        for number in sorted(self.first.differences.come, key=lambda number: number not in taken):
            shown = left.text_now(number)
            old = left.olds.get(number)
            if old is not None and in_lines(left.original.texts[old].text) == shown:
                counts[shown] -= 1
                if counts[shown] < 0:
                    yield number

    def _find_gone(self, left: Comparison) -> None:
        """Texts that went and would be printed all the same."""
        told = {wish.before for proposed in left.chapters for wish in proposed.wishes if wish.act is Act.REMOVED}
        for number in left.differences.gone:
            text = left.differences.original.texts[number]
            if text.text not in told and not (text.is_item and is_entry(text.entry)):
                wish = left.differences.wish(Act.REMOVED, text.entry, text.text, None, old=number)
                self._leave_open([wish], "removed_text")

    def _row_or_table(self, table: int, differences: Differences) -> str:
        """What a new cell belongs to."""
        cells = (self.copy.file.texts[new].cell for new in differences.olds)
        return "table_row" if table in {cell.table for cell in cells if cell is not None} else "new_table"

    def _keep_whole(self, number: int, shown: str) -> None:
        """A text torn off one beside it: that one is not written either, lest half of it be lost."""
        order = self.first.differences.order
        position = next((at for at, text in enumerate(order) if text.new == number), len(order) + 1)
        for old, new in order[max(position - 1, 0) : position + 2]:
            if old is not None and is_torn_off(shown, self.first.differences.original.texts[old].text):
                self._set_text_aside(new, "new_text")

    def _find_kinds(self, differences: Differences) -> None:
        """Paragraphs of another kind, and items that would be labelled otherwise: their chapter is not written so."""
        wishes = list(find_kinds(differences))
        chapters = {chapter_of(wish.path): note_of_kind(wish.looks) for wish in reversed(wishes)}
        aside = [proposed for proposed in self.edits if proposed.chapter is not None and proposed.chapter in chapters]
        for proposed in aside:
            self._set_aside(proposed, *chapters[proposed.chapter])
        # where nothing is written of a chapter, what was done to it by hand counts
        unwritten = {proposed.chapter for proposed in aside}
        by_hand = (wish for wish in find_kinds(self.first.differences) if not is_label(wish))
        wishes = [wish for wish in wishes if chapter_of(wish.path) not in unwritten]
        self._tell([*wishes, *(wish for wish in by_hand if chapter_of(wish.path) in unwritten)])

    def _tell(self, wishes: Iterable[Wish]) -> None:
        """Leave wishes for kinds of paragraphs open, unless they are told already."""
        for wish in wishes:
            if not any((known.looks, known.after) == (wish.looks, wish.after) for known in self.open):
                self._leave_open([wish], *note_of_kind(wish.looks))

    def _find_looks(self, differences: Differences) -> None:
        """Texts that look otherwise; a leaf that would be printed so is not written."""
        for new, wish in find_looks(differences):
            if any(change.kind in HELD for change in wish.looks) and (wish.path or "").startswith("chapters."):
                self._set_text_aside(new, "prints_otherwise")
            if not any(known.after == wish.after and known.looks for known in self.open):
                self._leave_open([wish], *note_of_look(wish.looks))

    def _find_things(self, differences: Differences) -> None:
        """Formulas, pictures among words and the like: the program writes none."""
        for number, text in enumerate(self.copy.file.texts):
            begins_page = text.foreign[:1] == (PAGE_BREAK,) and self._begins_page(differences, number)
            for thing in text.foreign[1:] if begins_page else text.foreign:
                wish = differences.wish(Act.ADDED, None, None, differences.text_now(number) or None, new=number)
                note = thing if thing == PAGE_BREAK else "picture" if thing in _PICTURES else "thing"
                self._leave_open([wish], note, thing)

    def _begins_page(self, differences: Differences, number: int) -> bool:
        """Whether a page begins here in the original; LibreOffice puts the break into a paragraph of its own before."""
        texts = self.copy.file.texts
        place = next((at for at in range(number, len(texts)) if texts[at].text or at in differences.olds), number)
        old = differences.olds.get(place)
        return old is not None and "\f" in differences.original.texts[old].breaks

    def _find_contents(self, differences: Differences) -> None:
        """Entries of the contents table that say neither what the original's say nor what a heading says."""
        originals = (*differences.original.texts, *self.copy.original.texts)
        known = {_without_page(text.text) for text in originals if text.word.story is Story.CONTENTS}
        texts = self.copy.file.texts
        headings = tuple({as_printed(text.text) for text in texts if text.style.startswith("heading")} - {""})
        for number, text in enumerate(texts):
            shown = _without_page(text.text) if text.story is Story.CONTENTS else ""
            if shown and shown not in known and not shown.endswith(headings):
                self._leave_open([differences.wish(Act.WORDING, None, None, shown, new=number)], "computed")


def _without_page(entry: str) -> str:
    return re.sub(r"\s*\d*$", "", as_printed(entry))
