"""What looks otherwise in an edited file than content would print it: content cannot hold it, so it is reported."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

from methodology.pull.differences import Differences
from methodology.pull.looks import (
    PLAIN,
    LookChange,
    LookedText,
    LookKind,
    compare_looks,
    is_marked,
    show_looks,
    struck_words,
)
from methodology.pull.paragraph_kinds import compare_kinds
from methodology.pull.pulled import Act, Wish
from methodology.word.reading import Story

HELD = frozenset(
    {
        LookKind.STRONG_ON,
        LookKind.STRONG_OFF,
        LookKind.EMPHASIS_ON,
        LookKind.EMPHASIS_OFF,
        LookKind.LINK_ON,
        LookKind.LINK_OFF,
        LookKind.LINK_CHANGED,
    }
)
"""What a chapter can hold."""


def find_looks(differences: Differences) -> Iterator[tuple[int, Wish]]:
    """One wish for each edited text that looks otherwise, with the number of the text.

    Where the file was made with other templates than today's, only chapters are known in their looks. A program that
    drops the links within the document drops all of them, which nobody asked for.
    """
    has_links = _has_inner_links(differences)
    for old, new in differences.matches:
        if old is None or new is None or new in differences.told or not differences.is_restyled(old, new):
            continue
        text, looked = differences.original.texts[old], differences.looked_now(new)
        is_known = text.leaf is not None or not differences.copy.untouched
        if not is_known or text.word.story not in (Story.BODY, Story.PAGE):
            continue
        changes = compare_looks(text.looked, looked)
        if not has_links and text.leaf is None:
            changes = tuple(change for change in changes if not _is_inner_link_off(change))
        if changes:
            before, after = show_looks(text.looked), show_looks(looked)
            wish = differences.wish(Act.LOOK, text.entry, before, after, old=old, new=new)
            yield new, replace(wish, looks=changes)


def _has_inner_links(differences: Differences) -> bool:
    """Whether a link within the document is left of those, at least two, that the templates print."""
    linked = [
        number
        for number, text in enumerate(differences.original.texts)
        if text.leaf is None and any((look.target or "").startswith("#") for _, look in text.stretches)
    ]
    now = {old: new for old, new in differences.matches if new is not None}
    targets = (run.look.target or "" for old in linked if old in now for run in differences.edited[now[old]].runs)
    return len(linked) < 2 or any(target.startswith("#") for target in targets)  # noqa: PLR2004


def _is_inner_link_off(change: LookChange) -> bool:
    return change.kind is LookKind.LINK_OFF and (change.before or "").startswith("#")


def show_marks(wish: Wish, looked: LookedText) -> Wish:
    """The wish for a new text, with the marks without which it says something else."""
    if not is_marked(looked.looks):
        return wish
    plain = LookedText(looked.text, (PLAIN,) * len(looked.text))
    return replace(wish, after=show_looks(looked), looks=compare_looks(plain, looked))


def find_kinds(differences: Differences) -> Iterator[Wish]:
    """One wish for each edited paragraph that is of another kind or is labelled otherwise."""
    uncertain = _uncertain_lists(differences)
    for text in differences.order:
        if text.old is None:
            continue
        original = differences.original.texts[text.old]
        if differences.copy.untouched and original.leaf is None:
            continue
        before, after = differences.kinds(text)
        changes = tuple(compare_kinds(before, after))
        if not changes and before.label != after.label and text.new not in uncertain:
            changes = (LookChange(LookKind.LABEL, "", before.label, after.label),)
        if changes:
            said = differences.text_now(text.new)
            wish = differences.wish(Act.KIND, original.entry, said, said, old=text.old, new=text.new)
            yield replace(wish, looks=changes)


def _uncertain_lists(differences: Differences) -> frozenset[int]:
    """The items of lists, outside of chapters, into which or out of which others came or went: they count otherwise."""
    gone = (differences.original.texts[number] for number in differences.gone)
    owners = {(text.entry or "").rpartition(".")[0] for text in gone}
    uncertain = set()
    for _, group in itertools.groupby(differences.order, lambda text: differences.kind_now(*text).mark):
        items = list(group)
        entries = [differences.original.texts[text.old].entry or "" for text in items if text.old is not None]
        is_known = all(entry.startswith("chapters.") for entry in entries)
        has_come = any(text.old is None for text in items)
        if not is_known and (has_come or any(entry.rpartition(".")[0] in owners for entry in entries)):
            uncertain |= {text.new for text in items}
    return frozenset(uncertain)


def chapter_of(path: str | None) -> str | None:
    """The chapter that a content path is in; None where it is in none."""
    parts = (path or "").split(".")
    return parts[1] if parts[0] == "chapters" else None


def note_of_look(changes: tuple[LookChange, ...]) -> tuple[str, str]:
    """The note for looks that content cannot hold, with what it is about."""
    struck = struck_words(changes)
    return ("proposed_deletion", struck) if struck else ("no_look", "")


def is_label(wish: Wish) -> bool:
    """Whether only the label of an item is another one."""
    return all(change.kind is LookKind.LABEL for change in wish.looks)


def note_of_kind(changes: tuple[LookChange, ...]) -> tuple[str, str]:
    """The note for kinds of paragraphs and labels that content cannot hold, with what it is about."""
    labels = [change.after or "" for change in changes if change.kind is LookKind.LABEL]
    return ("list_label", labels[0]) if labels else ("no_kind", "")
