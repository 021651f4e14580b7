"""What a pull made of the edits of one file: applied, told, elsewhere, lost; and what was written that nobody typed.

It is judged by what comes out: the content with what was pulled is composed anew, and its texts are compared with those
of before. What a wish says of itself counts only for what was not applied.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from methodology.model.document import Document
from methodology.model.paths import is_within
from methodology.model.programme import Programme
from methodology.model.texts import Text, texts_of
from methodology.pull.list_edits import ending_path, is_entry
from methodology.pull.pulled import Act, Pulled, Wish, WishOutcome
from tests.pull.edit_outcomes import NEW_ENTRY, bare
from tests.savers.word_edits import WordEdit


class Outcome(StrEnum):
    """What became of an edit."""

    APPLIED = "applied"
    TOLD = "told"
    ELSEWHERE = "told elsewhere"
    LOST = "lost"
    REFUSED = "refused"
    """The whole file was, with a message."""


SHORTEST = 20
"""A text so long stands at one place."""
SETTLED = (WishOutcome.APPLIED, WishOutcome.PRESENT, WishOutcome.DECLINED)


@dataclass(frozen=True)
class Version:
    """A programme and its document."""

    programme: Programme
    document: Document

    @property
    def texts(self) -> tuple[Text, ...]:
        """Every text of the document."""
        return tuple(text for text in texts_of(self.document) if text.text)


@dataclass(frozen=True)
class Judgement:
    """The outcome of each edit of a file, and what was written that nobody typed."""

    outcomes: tuple[tuple[WordEdit, Outcome], ...]
    wrong: tuple[str, ...]


def judge(edits: Sequence[WordEdit], pulled: Pulled, before: Version, after: Version) -> Judgement:
    """What became of each edit."""
    old, new = _counted(before), _counted(after)
    order = (_neighbours(before), _neighbours(after))
    wishes = [wish for wish in pulled.wishes if wish.outcome not in SETTLED]
    left = [wish for wish in wishes if not any(_is_about(wish, edit) for edit in edits)]
    outcomes = tuple((edit, _outcome(edit, (wishes, left), old, new, order, after)) for edit in edits)
    return Judgement(outcomes, tuple(_wrong(edits, before, after)))


def _counted(version: Version) -> Counter[str]:
    return Counter(bare(text.text) for text in version.texts)


def _neighbours(version: Version) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(bare(text.text) for text in version.texts))


def _outcome(
    edit: WordEdit,
    wishes: tuple[Sequence[Wish], Sequence[Wish]],
    old: Counter[str],
    new: Counter[str],
    order: tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]],
    after: Version,
) -> Outcome:
    """``wishes`` are all that are open, and those of them that are about no edit by their path or text."""
    if _is_applied(edit, old, new, order, after):
        return Outcome.APPLIED
    every, left = wishes
    if any(_is_about(wish, edit) or _is_of_its_table(wish, edit) for wish in every):
        return Outcome.TOLD
    if edit.heading is not None and any(_stands_at(wish, edit.heading) for wish in left):
        return Outcome.TOLD
    if edit.kind in ("row added", "row copied") and any(_is_new_row(wish) for wish in left):
        return Outcome.TOLD
    if any(_mentions(wish, edit) for wish in every):
        return Outcome.ELSEWHERE
    return Outcome.LOST


def _is_applied(
    edit: WordEdit,
    old: Counter[str],
    new: Counter[str],
    order: tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]],
    after: Version,
) -> bool:
    if edit.also and all(new[bare(text)] > old[bare(text)] for text in edit.also):
        return True
    if edit.is_told:
        return False
    if edit.check is not None:
        return edit.check(after.document)
    if edit.old == edit.new:
        return _is_moved(edit, order)
    wanted = Counter(map(bare, edit.new))
    wanted.subtract(Counter(map(bare, edit.old)))
    more = {text: new[text] - old[text] for text in wanted}
    return all(more[text] >= count if count > 0 else more[text] <= count for text, count in wanted.items() if count)


def _is_moved(edit: WordEdit, order: tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]) -> bool:
    """Whether what stood before the text stands behind it."""
    before, after = order
    text = bare(edit.new[0])
    above = {one for one, two in before if two == text}
    return any((text, one) in after for one in above)


def _is_about(wish: Wish, edit: WordEdit) -> bool:
    """Whether a wish names the path of an edit, or its whole text: a short one may stand at many places."""
    if wish.path is not None and any(_names(wish.path, path) for path in (*edit.paths, *edit.about)):
        return True
    shortest = SHORTEST if wish.path or edit.heading else 1
    shown = {bare(text) for text in (*edit.old, *edit.new, *edit.also) if len(text) > shortest}
    return bool({bare(wish.before or ""), bare(wish.after or "")} & shown)


def _is_new_row(wish: Wish) -> bool:
    """Whether a wish is one for a new row, which shows all its cells; another edit may have taken its heading away."""
    return wish.act is Act.ADDED and " | " in (wish.after or "")


def _is_of_its_table(wish: Wish, edit: WordEdit) -> bool:
    """Whether the wish of a table shows the text of an edit: its texts stand one a line, a row's behind its code."""
    lines = {line.rpartition(": ")[2] for text in (wish.before, wish.after) for line in (text or "").splitlines()}
    return wish.act is Act.TABLE and bool(edit.new) and not edit.is_told and set(edit.new) <= lines


def _stands_at(wish: Wish, place: tuple[str, str]) -> bool:
    """Whether a wish stands under this heading, else in this chapter: other edits may have numbered or undone it."""
    now, then = (tuple(re.sub(r"^[\d.]+ ", "", one) for one in pair) for pair in ((wish.chapter, wish.heading), place))
    return now[1] == then[1] and (bool(now[1]) or now[0] == then[0])


def _names(path: str, one: str) -> bool:
    """A chapter holds too much to be a place."""
    return path == one if re.fullmatch(r"chapters\.[\w-]+", one) else is_within(path, one)


def _mentions(wish: Wish, edit: WordEdit) -> bool:
    said = " ".join(filter(None, (wish.before, wish.after)))
    return any(bare(text) in said for text in (*edit.old, *edit.new) if len(text) > 20)


def _wrong(edits: Sequence[WordEdit], before: Version, after: Version) -> Iterator[str]:
    """Values at paths that no edit means, and texts that nobody typed."""
    meant = {path for edit in edits for path in edit.paths}
    yield from _wrong_values(meant, before.programme, after.programme)
    yield from _wrong_texts(edits, meant, before, after)


def _wrong_values(meant: Iterable[str], before: Programme, after: Programme) -> Iterator[str]:
    meant = set(meant)
    endings = {ending_path(path) for path in meant if is_entry(path)}
    old, new = _values(before), _values(after)
    for path in sorted(old.keys() | new.keys()):
        if old.get(path) == new.get(path) or path in endings or any(is_within(path, one) for one in meant):
            continue
        if any(is_within(one, path) for one in meant):
            continue
        if path not in old and NEW_ENTRY.fullmatch(path):
            continue
        yield f"{path}: {old.get(path)!r} -> {new.get(path)!r}"


def _values(programme: Programme) -> Mapping[str, object]:
    return {path: value.value for path, value in programme.values.items()}


def _wrong_texts(edits: Sequence[WordEdit], meant: set[str], before: Version, after: Version) -> Iterator[str]:
    """Texts of the new document that neither stood in the old one nor were typed, and texts that went by themselves.

    What no changed value or chapter is printed in follows from the rules of composing; so does a text of several runs
    that prints a value which an edit means.
    """
    old, new = _counted(before), _counted(after)
    typed = Counter(bare(text) for edit in edits for text in (*edit.new, *edit.also))
    gone = Counter(bare(text) for edit in edits for text in edit.old)
    by_text = {bare(text.text): text for text in (*before.texts, *after.texts)}
    changed = _changed(before.programme, after.programme)
    for what, texts, others in (("written", (new - old) - typed, old - new), ("gone", (old - new) - gone, new - old)):
        for text in texts:
            paths = {path for path in by_text[text].paths if _is_changed(path, changed)}
            if paths and not _follows(by_text[text], meant) and not _only_ending(text, others):
                yield f"{what}: {text}"


def _changed(before: Programme, after: Programme) -> frozenset[str]:
    """The paths whose values differ, and the chapters that do."""
    old, new = _values(before), _values(after)
    files = {
        name for name in before.files.keys() | after.files.keys() if before.files.get(name) != after.files.get(name)
    }
    chapters = {f"chapters.{name.rpartition('/')[2].removesuffix('.md')}" for name in files if name.endswith(".md")}
    return frozenset({path for path in old.keys() | new.keys() if old.get(path) != new.get(path)} | chapters)


def _is_changed(path: str, changed: Iterable[str]) -> bool:
    """Whether a path is one of those that changed, or stands in one or around one."""
    return any(is_within(path, one) or is_within(one, path) for one in changed)


def _follows(text: Text, meant: set[str]) -> bool:
    """Whether it prints several runs, one of them a value that was meant; a text of one run is what was typed."""
    runs = [run for run in text.runs if run.source]
    if len({run.source for run in text.runs}) < 2:
        return False
    return any(run.source and any(is_within(run.source, path) for path in meant) for run in runs)


def _only_ending(text: str, others: Iterable[str]) -> bool:
    """Whether another text differs in the mark or word behind an item alone: it follows from where that stands."""
    stem = re.sub(r"(,? (?:ter|in|oz\.))?[\s;,.]*$", "", text)
    return any(re.sub(r"(,? (?:ter|in|oz\.))?[\s;,.]*$", "", other) == stem for other in others)
