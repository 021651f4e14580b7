"""Values and sentences: what each edited text says of those that it prints, and what all places together ask for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Set
from dataclasses import replace
from typing import NamedTuple

from methodology.editing.edits import SetText
from methodology.model.chapter import BLANKS
from methodology.model.chapter_marks import undo_line_marks
from methodology.model.document import NOTE_MARK, Run, plain_text
from methodology.model.paths import is_within
from methodology.pull.differences import ChangedText, Differences
from methodology.pull.division import Freedom
from methodology.pull.looks import LookChange, LookKind, compare_looks, show_looks, struck_words
from methodology.pull.printed_values import formula_of, freedom_of, is_prose, mark_of, read_value, source_of
from methodology.pull.pulled import Act, Elsewhere, PlaceChoices, ProposedEdit, Wish, WishOutcome
from methodology.pull.source_atoms import UnmappedError
from methodology.pull.source_text import SourceText, as_source


class Claim(NamedTuple):
    """The value or sentence at ``path`` is to be ``text``, as typed, says edited text ``new``.

    ``text`` is None where nothing that could be typed prints so; ``note`` says why where that is known. ``within`` is
    where this place could have a form of its own, ``own`` that form. ``is_gone``: a standard sentence no longer prints
    the value here, which says nothing of it. ``looks`` are the changes in how the text looks that come with it.
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
    note: str | None = None
    looks: tuple[LookChange, ...] = ()

    @property
    def is_restyling(self) -> bool:
        """Whether it says what was said and looks otherwise."""
        return bool(self.looks) and self.before == self.after


Place = tuple[str, int]
"""A content path and an edited text that prints it."""


class ValueEdits:
    """The changes of single values and sentences: the edits, and the wishes that somebody has to look after."""

    def __init__(self, differences: Differences, elsewhere: PlaceChoices, skipped: Set[int]) -> None:
        """The edited texts ``skipped`` belong to lists."""
        self.edits: list[ProposedEdit] = []
        self.open: list[Wish] = []
        self.unread: set[int] = set()
        """The edited texts of which a part is no value and no sentence that could be written."""
        self._differences = differences
        self._programme = differences.original.programme
        self._elsewhere = elsewhere
        self._reworded: Set[str | None] = frozenset()
        self._skipped = skipped
        self._printed: dict[str, set[int]] = defaultdict(set)
        gone = set(differences.gone)
        for number, text in enumerate(differences.original.texts):
            if number not in gone:
                for run in text.runs:
                    self._printed[run.source or ""].add(number)

    def compare(self) -> None:
        """Find the edits of everything that changed."""
        groups = self._groups(frozenset())
        partial = (group for group in groups if self._choice(group) is Elsewhere.HERE and self._is_partial(group))
        claims = [claim for group in partial for claim in group if _is_sentence(self._differences, claim.within)]
        if claims:
            self._reworded = {claim.within for claim in claims}
            groups = self._groups({(claim.path, claim.new) for claim in claims})
        for group in groups:
            self._decide(group)

    def _groups(self, here: Set[Place]) -> list[list[Claim]]:
        """The claims by path, where they are a change."""
        groups: dict[str, list[Claim]] = defaultdict(list)
        for changed in self._differences.changed:
            for claim in _TextClaims(self._differences, changed, here).read():
                if claim.is_gone:
                    self._printed[claim.path].discard(claim.old)
                elif claim.new not in self._skipped:
                    groups[claim.path].append(_disentangle(claim, changed) if changed.is_entangled else claim)
        return [group for path, group in groups.items() if {claim.text for claim in group} - self._today(path)]

    def _today(self, path: str) -> set[str | None]:
        """The texts that are no change: a standard sentence has the form that its count asks for.

        What an amendment's file says is no value: any other text is a change of it.
        """
        if path.startswith("amendments."):
            return set()
        forms = {path}
        if path.startswith("phrases.phrases."):
            forms = {form for form in self._programme.values if is_within(form, path.rpartition(".")[0])}
        return {source_of(self._programme, form) for form in forms}

    def _decide(self, group: list[Claim]) -> None:
        first, act = group[0], self._act(group[0].path)
        texts = {claim.text for claim in group}
        formula = formula_of(self._programme, first.path)
        if formula is not None:
            for claim in group:
                self._open(claim, WishOutcome.UNMAPPED, "computed_value", formula)
        elif None in texts:
            for claim in group:
                note = claim.note or ("no_number" if act is Act.VALUE else "computed")
                self._open(claim, WishOutcome.UNMAPPED, note, struck_words(claim.looks))
        elif len(texts) == 1 and (not self._is_partial(group) or self._choice(group) is Elsewhere.EVERYWHERE):
            self._propose(act, first.path, first.text, group)
        else:
            self._decide_one_by_one(group)

    def _decide_one_by_one(self, group: list[Claim]) -> None:
        """A form of its own at each place, or the question whether all should change."""
        about = f"{len({claim.old for claim in group})}/{len(self._printed[group[0].path])}"
        is_here = self._choice(group) is Elsewhere.HERE
        for claim in group:
            if is_here and claim.within is not None and claim.own is not None:
                self._propose(Act.WORDING, claim.within, claim.own, [claim])
            else:
                self._open(claim, WishOutcome.QUESTION, "several_places", about)

    def _choice(self, group: list[Claim]) -> Elsewhere:
        path = group[0].path
        return Elsewhere.HERE if path in self._reworded else self._elsewhere.of(path)

    def _is_partial(self, group: list[Claim]) -> bool:
        """Whether the value stands unchanged somewhere else in the file."""
        return len({claim.old for claim in group}) < len(self._printed[group[0].path])

    def _act(self, path: str) -> Act:
        value = self._programme.values.get(path)
        return Act.WORDING if value is None or isinstance(value.value, str) else Act.VALUE

    def _propose(self, act: Act, path: str, text: str | None, claims: list[Claim]) -> None:
        texts = frozenset(claim.new for claim in claims)
        self.edits.append(ProposedEdit(SetText(path, text), (self._wish(act, path, claims[0]),), texts))

    def _open(self, claim: Claim, outcome: WishOutcome, note: str, about: str = "") -> None:
        self.unread |= {claim.new} if note in ("computed", "computed_value") else set()
        self.open.append(self._wish(self._act(claim.path), claim.path, claim).leave(outcome, note, about))

    def _wish(self, act: Act, path: str, claim: Claim) -> Wish:
        differences = self._differences
        if not claim.looks:
            return differences.wish(act, path, claim.before, claim.after, old=claim.old, new=claim.new)
        act = Act.LOOK if claim.is_restyling else act
        before, after = differences.original.texts[claim.old].looked, differences.looked_now(claim.new)
        wish = differences.wish(act, path, show_looks(before), show_looks(after), old=claim.old, new=claim.new)
        return replace(wish, looks=claim.looks)


def _disentangle(claim: Claim, changed: ChangedText) -> Claim:
    """A claim of a text whose new words touch marked ones, for somebody to decide."""
    looks = compare_looks(changed.original.looked, changed.looked)
    is_struck = any(look.kind is LookKind.STRUCK for look in looks)
    return claim._replace(text=None, note="proposed_deletion" if is_struck else "marked_beside", looks=looks)


def _is_sentence(differences: Differences, path: str | None) -> bool:
    """Whether a sentence of the content stands at a path, which can mention a value in a form of its own."""
    if path is None or path.startswith("phrases."):
        return False
    return path.startswith("chapters.") or is_prose(differences.original.programme.values.get(path))


class _TextClaims:
    """The claims of one text; ``here`` names values that are to get a form of their own in the sentence around them."""

    def __init__(self, differences: Differences, changed: ChangedText, here: Set[Place]) -> None:
        self.differences = differences
        self.programme = differences.original.programme
        self.printer = differences.original.printer
        self.changed = changed
        self.runs = changed.original.runs
        self.here = here
        self.sentences: dict[str, None] = {}
        self.replaced: dict[int, str | None] = {}

    def read(self) -> Iterator[Claim]:
        for number in self.changed.changed:
            path = self.runs[number].source
            # text of the templates is no value; the marks of a list are decided together
            if path is None or (".endings." in path and self.changed.original.is_item):
                continue
            if freedom_of(self.programme, path) in (Freedom.SENTENCE, Freedom.STANDARD):
                self.sentences[path] = None
            else:
                yield from self._value(number, self.runs[number], path)
        leaf = self.changed.original.leaf
        if leaf is not None and self.changed.is_restyled:
            self.sentences[leaf] = None
        for path in self.sentences:
            yield self._sentence(path)

    def _value(self, number: int, run: Run, path: str) -> Iterator[Claim]:
        """A value: another value, or, where its sentence no longer has it, other words of the sentence."""
        old, new = self.changed.old, self.changed.new
        text = self.changed.texts[number]
        if not text and run.within is not None and run.within.startswith("phrases."):
            yield Claim(path, None, old, new, run.text, text, is_gone=True)
            return
        if NOTE_MARK in text:
            yield Claim(path, None, old, new, run.text, text, note="footnote_place")
            return
        text = self._capitalize(run, path, text)
        value = read_value(self.printer, path, text) if path in self.programme.values else None
        is_in_sentence = _is_sentence(self.differences, run.within)
        if run.within is not None and is_in_sentence and (value is None or (path, new) in self.here):
            self.replaced[number] = path if value is not None else None
            self.sentences[run.within] = None
            return
        yield Claim(path, value, old, new, run.text, text, run.within, as_source(text))

    def _capitalize(self, run: Run, path: str, text: str) -> str:
        """The text as its value begins, where it is printed with a small letter."""
        value = self.programme.values.get(path)
        if value is None or not isinstance(value.value, str):
            return text
        whole = self.printer.print_text(path)
        is_lowered = run.text[:1] != whole[:1] and run.text[:1] == whole[:1].lower()
        return text[:1].upper() + text[1:] if is_lowered else text

    def _sentence(self, path: str) -> Claim:
        numbers = [number for number, run in enumerate(self.runs) if path in (run.source, run.within)]
        stretch = slice(numbers[0], numbers[-1] + 1)
        before, after = plain_text(self.runs[stretch]), "".join(self.changed.texts[stretch])
        # a standard sentence in a cell says that nothing is given: a value in its place is no wording of it
        is_filled = self.changed.original.word.cell is not None and path.startswith("phrases.")
        is_filled &= bool(re.search(r"\d", after)) and not re.search(r"\d", before)
        note = self._fault_of_marks(path, after)
        text = None if is_filled or note else self._source_text(path)
        within = next((run.within for run in self.runs if run.source == path), None)
        looks: tuple[LookChange, ...] = ()
        if path == self.changed.original.leaf and self.changed.is_restyled:
            looks = compare_looks(self.changed.original.looked, self.changed.looked)
        numbers_of = self.changed.old, self.changed.new
        return Claim(path, text, *numbers_of, before, after, within, text, note=note, looks=looks)

    def _fault_of_marks(self, path: str, after: str) -> str | None:
        """Why the footnotes cannot stand in a sentence that now says ``after``; None where they can."""
        notes = self.differences.edited[self.changed.new].notes
        if not path.startswith("chapters."):
            return "footnote_place" if NOTE_MARK in after else None
        chapter = path.split(".")[1]
        return None if all(self.differences.footnotes.name(note, chapter) for note in notes) else "footnote_moved"

    def _source_text(self, path: str) -> str | None:
        """The sentence as it would be written; None where it cannot be told."""
        written = source_of(self.programme, path)
        if written is None:
            return None
        is_leaf = path == self.changed.original.leaf
        for looks in (self.changed.looks, None) if is_leaf else (None,):
            try:
                source = SourceText(path, written, self.runs, is_markdown=path.startswith("chapters."))
                text = source.edit(self.changed.texts, self.replaced, looks).strip(BLANKS)
                if path.startswith("chapters."):
                    text = self.differences.footnotes.write_marks(text, self.changed.new, path.split(".")[1])
            except UnmappedError:  # without its looks it may be written all the same
                continue
            mark = mark_of(self.programme, path)
            return (text if mark is None else undo_line_marks(text, mark)) or None
        return None
