"""The differences between a file as it was made and as it came back, text by text and run by run."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from methodology.pull.division import Segment, divide
from methodology.pull.edited_footnotes import EditedFootnotes
from methodology.pull.looks import (
    BLANKS,
    PLAIN,
    LookedText,
    Looks,
    compare_looks,
    fold_blanks,
    looked_text,
    same_looks,
    touches_marks,
    without_marks,
)
from methodology.pull.matching import Match, Matches, is_picture, match_again, match_texts
from methodology.pull.original import Original, OriginalText, as_printed, compose, in_lines
from methodology.pull.paragraph_kinds import TEXT, ParagraphKind, kind_of_word
from methodology.pull.printed_values import freedom_of
from methodology.pull.pulled import Act, Wish, WishOutcome
from methodology.word.reading import Look, Story, WordFile, WordRun
from methodology.word.writing.text_writer import Bookmarks


@dataclass(frozen=True, slots=True)
class EditedCopy:
    """An edited file by its name, and what it was made as.

    ``has_names`` says that the file's tags and bookmarks are those of the original. ``untouched`` are the texts that
    the file was made with, where the original's are others today.
    """

    original: Original
    file: WordFile
    name: str
    has_names: bool = False
    untouched: frozenset[str] = frozenset()


class TextNow(NamedTuple):
    """A text of the edited file: which of the original's it was, None for a new one, and which it is."""

    old: int | None
    new: int


@dataclass(frozen=True, slots=True)
class ChangedText:
    """A text that is there before and after: what each of its runs says now, and how the whole looks.

    ``is_restyled`` says that it is a chapter's leaf that looks otherwise, as content can hold it, or whose marks are
    those of other footnotes. ``is_entangled`` says that words came at some that are struck, hidden, raised or lowered:
    what is to stand there is not certain.
    """

    old: int
    new: int
    original: OriginalText
    texts: tuple[str, ...]
    looked: LookedText
    is_restyled: bool = False
    is_entangled: bool = False

    @property
    def looks(self) -> Looks | None:
        """The looks that content can hold, one a character of the texts; None where they cannot be told."""
        looked = without_marks(self.looked)
        return looked.looks if looked.text == "".join(self.texts) else None

    @property
    def changed(self) -> Iterator[int]:
        """The numbers of the runs that say something else."""
        return (number for number, run in enumerate(self.original.runs) if run.text != self.texts[number])


class Differences:
    """An edited file held against an original: the changed texts, those that went or came, and where each stands.

    ``order`` are the texts of the edited body with what they were. Names count only where the original is what the
    file was made as. ``first`` are the differences that were found then: what nobody had changed is no difference, even
    if the original prints it otherwise now, since it follows from what was changed.
    """

    def __init__(self, copy: EditedCopy, original: Original, first: Differences | None = None) -> None:
        self.copy, self.original, self.edited = copy, original, copy.file.texts
        by_name = copy.has_names and original is copy.original
        self.found: Matches = (
            match_texts(original, self.edited, by_name=by_name, untouched=copy.untouched)
            if first is None
            else match_again(original, self.edited, first.original, first.found)
        )
        self.matches, self.tables, self.moved_values = self.found
        self.told = frozenset(number for table in self.tables for number in table.news)
        """The edited texts that are told with their table."""
        self.told |= frozenset(value.new for value in self.moved_values)
        told_olds = {number for table in self.tables for number in table.olds}
        self._told_olds = told_olds | {old for value in self.moved_values for old in (value.old, value.origin)}
        self.changed: list[ChangedText] = []
        self.gone: list[int] = []
        self.come: list[int] = []
        for match in self.matches:
            self._sort(match)
        self.changed.sort(key=lambda changed: changed.new)  # as the file is read; tables are matched by themselves
        if first is not None:
            self._leave_changed_by_hand(first)
        now = [TextNow(old, new) for old, new in self.matches if new is not None and self._is_in_body(new)]
        self.order = sorted(now, key=lambda text: text.new)
        self._headings = self._headings_above()

    @property
    def lost(self) -> int:
        """The number of the original's texts that went or that are told with their tables."""
        return len(self.gone) + len(self._told_olds)

    @cached_property
    def olds(self) -> Mapping[int, int]:
        """Which text of the original each edited one was; new ones are left out."""
        return {new: old for old, new in self.matches if old is not None and new is not None}

    @cached_property
    def footnotes(self) -> EditedFootnotes:
        """The footnotes of the edited file."""
        return EditedFootnotes(self.original, self.edited, self.olds)

    def text_now(self, number: int) -> str:
        """What an edited text says, with the line breaks that content can hold."""
        text = self.edited[number].text
        return in_lines(text) if "\n" in text and self.may_break(number) else as_printed(text)

    def may_break(self, number: int) -> bool:
        """Whether content can say that a line ends in an edited text: in a chapter, and not in a heading."""
        old, text = self.olds.get(number), self.edited[number]
        is_prose = text.story is Story.BODY and text.cell is None if old is None else self.original.texts[old].may_break
        return is_prose and self.kind_now(old, number).level is None

    def _runs_now(self, number: int) -> Sequence[WordRun]:
        """The runs of an edited text, with the line breaks alone that content can hold."""
        text = self.edited[number]
        if "\n" not in text.text or self.may_break(number):
            return text.runs
        return [replace(run, text=BLANKS.sub(" ", run.text)) for run in text.runs]

    def looked_now(self, number: int) -> LookedText:
        """An edited text with its looks, links within the document by the anchors of the original.

        Where a program writes at each run what the style said (Google Docs knows few styles), that is no other look.
        """
        base = self._lost_style(number)
        looked = looked_text((run.text, self._look(run.look)) for run in self._runs_now(number))
        if base == PLAIN:
            return looked
        looks = (
            replace(look, strong=look.strong and not base.strong, emphasis=look.emphasis and not base.emphasis)
            for look in looked.looks
        )
        return LookedText(looked.text, tuple(looks))

    def _lost_style(self, number: int) -> Look:
        """The look that the style gave which a paragraph had and has not any more, though it is of the same kind."""
        old = self.olds.get(number)
        if old is None:
            return PLAIN
        text = self.original.texts[old]
        is_lost = self.edited[number].style != text.word.style and self.kind_now(old, number).level == text.kind.level
        return self.original.styles.get(text.word.style, PLAIN) if is_lost else PLAIN

    def kind_now(self, old: int | None, new: int) -> ParagraphKind:
        """What kind of paragraph an edited text is, which was the original's text ``old``, if any."""
        if old is None:
            return kind_of_word(self.edited[new])
        text = self.original.texts[old]
        return kind_of_word(self.edited[new], text.kind, text.word.style)

    def kinds(self, text: TextNow) -> tuple[ParagraphKind, ParagraphKind]:
        """What kind of paragraph a text was, and is."""
        before = TEXT if text.old is None else self.original.texts[text.old].kind
        return before, self.kind_now(text.old, text.new)

    def is_restyled(self, old: int, new: int) -> bool:
        """Whether an edited text looks otherwise than it did."""
        before = self.original.texts[old]
        if all(run.look == PLAIN for run in self.edited[new].runs):
            return any(look != PLAIN for _, look in before.stretches)
        looked = self.looked_now(new)
        return looked.text != before.looked.text or not same_looks(looked, before.looked)

    def headings_above(self, new: int) -> tuple[str, str]:
        """The chapter and the heading above an edited text."""
        return self._headings.get(new, ("", ""))

    def wish(  # noqa: PLR0913 (a wish has that many sides)
        self,
        act: Act,
        path: str | None,
        before: str | None,
        after: str | None,
        *,
        old: int | None = None,
        new: int | None = None,
    ) -> Wish:
        """A wish about the original's text ``old`` or the edited one ``new``, taken for one that is applied."""
        chapter, heading = "", ""
        if old is not None:
            chapter, heading = self.original.texts[old].chapter, self.original.texts[old].heading
        elif new is not None:
            chapter, heading = self.headings_above(new)
        authors = self.authors(() if new is None else (new,))
        return Wish(act, WishOutcome.APPLIED, path, chapter, heading, before, after, self.copy.name, authors)

    def authors(self, news: Iterable[int]) -> tuple[str, ...]:
        """Who changed edited texts with tracking on; who saved the file last where nobody did."""
        tracked = dict.fromkeys(author for new in news for author in self.edited[new].authors)
        return tuple(tracked) or self.copy.file.editors

    def _sort(self, match: Match) -> None:
        old, new = match
        untouched = self.copy.untouched
        if old is None:
            is_told = new in self.told or (new is not None and is_picture(self.edited[new]))
            if new is not None and not is_told and as_printed(self.text_now(new)) not in untouched:
                self.come.append(new)
            return
        text = self.original.texts[old]
        if new is None:
            stood_there = not untouched or as_printed(text.text) in untouched
            if stood_there and old not in self._told_olds and text.word.story is not Story.CONTENTS:
                self.gone.append(old)
            return
        if text.word.story is not Story.CONTENTS:
            self._sort_pair(old, new)

    def _sort_pair(self, old: int, new: int) -> None:
        """A text that is still there; a leaf that says what it said is changed where content can hold how it looks."""
        text, now = self.original.texts[old], self.text_now(new)
        if now != in_lines(text.text):
            if as_printed(now) not in self.copy.untouched:
                self.changed.append(self._changed_text(old, new))
        elif text.leaf is not None and (self.footnotes.have_moved(text.leaf, new) or self.is_restyled(old, new)):
            looked = self.looked_now(new)
            if self.footnotes.have_moved(text.leaf, new) or not same_looks(without_marks(looked), text.looked):
                texts = tuple(run.text for run in text.runs)
                self.changed.append(ChangedText(old, new, text, texts, looked, is_restyled=True))

    def _changed_text(self, old: int, new: int) -> ChangedText:
        text, looked = self.original.texts[old], self.looked_now(new)
        held = _runs_by_tag(text)
        spans = fold_blanks((run.text, held.get(run.tag or "")) for run in self._runs_now(new))
        divided = give_breaks(text, divide(segments_of(self.original, text), spans))
        texts = tuple(
            run.text if compose(run.text) == now else now for run, now in zip(text.runs, divided, strict=True)
        )
        is_restyled = text.leaf is not None and bool(compare_looks(text.looked, without_marks(looked)))
        is_entangled = touches_marks(text.text, looked)
        return ChangedText(old, new, text, texts, looked, is_restyled=is_restyled, is_entangled=is_entangled)

    def _look(self, look: Look) -> Look:
        """The look of an edited run, a link to a bookmark as one to the anchor of the text that has it."""
        if look.target is None or not look.target.startswith("#"):
            return look
        name = look.target[1:]
        old = self.olds.get(self._bookmarked.get(name, -1))
        anchor = None if old is None else self.original.texts[old].anchor
        # the bookmark may be lost with its text, or by the program that saved the file
        anchor = anchor or self._written_names.get(name)
        return look if anchor is None else replace(look, target=f"#{anchor}")

    @cached_property
    def _bookmarked(self) -> dict[str, int]:
        """The first edited text that has each bookmark."""
        numbers = reversed(range(len(self.edited)))
        return {name: number for number in numbers for name in self.edited[number].bookmarks}

    @cached_property
    def _written_names(self) -> dict[str, str]:
        """The anchors by the names of the bookmarks that were written for them."""
        names = Bookmarks((), ())
        return {names.reserve(text.anchor): text.anchor for text in self.original.texts if text.anchor is not None}

    def _is_in_body(self, new: int) -> bool:
        return self.edited[new].story is Story.BODY

    def _headings_above(self) -> dict[int, tuple[str, str]]:
        headings: dict[int, tuple[str, str]] = {}
        above = ("", "")
        for old, new in self.order:
            if old is not None:
                above = (self.original.texts[old].chapter, self.original.texts[old].heading)
            headings[new] = above
            for note in self.edited[new].notes:
                headings |= dict.fromkeys(self.footnotes.texts[note], above)
        return headings

    def _leave_changed_by_hand(self, first: Differences) -> None:
        touched = {*first.come, *(changed.new for changed in first.changed)}
        were = {first.original.texts[number].text for number in first.gone}
        were |= {changed.original.text for changed in first.changed}
        self.changed = [changed for changed in self.changed if changed.new in touched]
        self.come = [number for number in self.come if number in touched]
        self.gone = [number for number in self.gone if self.original.texts[number].text in were]


def spread(owners: list[str | None], may_join: Callable[[int, int], bool]) -> list[str | None]:
    """The owners of texts in a row; one without gets that of the text above, else below, that it may join.

    ``may_join`` is asked with the positions of the one beside and of the text itself.
    """
    owners = list(owners)
    downwards = list(itertools.pairwise(range(len(owners))))
    for beside, position in (*downwards, *((below, above) for above, below in reversed(downwards))):
        if owners[position] is None and may_join(beside, position):
            owners[position] = owners[beside]
    return owners


def segments_of(original: Original, text: OriginalText) -> list[Segment]:
    """The runs of a text as an edited one is divided among them, in NFC as that is."""
    return [Segment(compose(run.text), freedom_of(original.programme, run.source)) for run in text.runs]


def give_breaks(text: OriginalText, texts: Sequence[str]) -> list[str]:
    """The texts of the runs, line breaks at the ends of a value given to the prose beside it; in a value are none."""
    given = list(texts)
    own = [run.source == text.leaf for run in text.runs]
    for number, said in enumerate(given):
        if own[number] or "\n" not in said:
            continue
        inner = said.strip("\n")
        before, after = said[: len(said) - len(said.lstrip("\n"))], said[len(said.rstrip("\n")) :]
        given[number] = inner.replace("\n", " ")
        if number and own[number - 1]:
            given[number - 1] += before
        if number + 1 < len(given) and own[number + 1]:
            given[number + 1] = after + given[number + 1]
    return given


def _runs_by_tag(text: OriginalText) -> dict[str, int]:
    """The run that each content control held."""
    starts = itertools.accumulate((len(run.text) for run in text.runs), initial=0)
    numbers = {start: number for number, start in enumerate(starts) if number < len(text.runs)}
    held: dict[str, int] = {}
    position = 0
    for span in text.word.runs:
        if span.tag is not None and position in numbers:
            held[span.tag] = numbers[position]
        position += len(span.text)
    return held
