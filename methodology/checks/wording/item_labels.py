"""The labels of items: ``(a)``, ``a)``, ``1)``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.wording.headings import leaf_path
from methodology.messages import translate
from methodology.model.chapter import Chapter, ChapterLeaf, LeafKind
from methodology.model.programme import Programme

RULES = Rules(Family.WORDING, Scope.VALUE)

_LABEL = re.compile(r"\s*(\(?)(\w)\)")
_OTHER_STYLE = {"(…)": "…)", "…)": "(…)"}
_TOLD_LISTS = 2
"""So many lists of a chapter that are labelled otherwise are told; with more they are the style of the chapter."""
_TWO_CHAPTERS = 2
"""So many chapters with one style make that of the first chapter the odd one."""


@RULES.warning("label-style", scope=Scope.CONTENT)
def _find_label_styles(programme: Programme) -> Iterator[Found]:
    """Letters or numbers of items in whole brackets and in half ones, in one chapter or in one chapter alone.

    A chapter that has both styles allows both to the others.
    """
    lists = [(chapter, leaf, label) for chapter in programme.chapters.values() for leaf, label in _lists_of(chapter)]
    for is_digit in (False, True):
        of_kind = [one for one in lists if one[2][2].isdigit() is is_digit]
        styles: dict[str, Counter[str]] = {}
        for chapter, _, label in of_kind:
            styles.setdefault(chapter.name, Counter())[_style_of(label)] += 1
        told: Counter[str] = Counter()
        for chapter, leaf, label in of_kind:
            style = _style_of(label)
            if told[chapter.name] < _TOLD_LISTS and _is_odd(styles, chapter.name, style):
                told[chapter.name] += 1
                said = label[0].strip()
                message = translate(
                    "the items are labelled {style}, those of other lists {other}",
                    style=said,
                    other=_OTHER_STYLE[style],
                )
                yield Found(leaf_path(chapter, leaf), message, said)


def _is_odd(styles: dict[str, Counter[str]], chapter: str, style: str) -> bool:
    """Whether a style is not the first one of its chapter, or only this chapter has it."""
    own = styles[chapter]
    if len(own) > 1:
        return style != next(iter(own))
    with_style, with_other = (sum(one in found for found in styles.values()) for one in (style, _OTHER_STYLE[style]))
    is_first = chapter == next(iter(styles))
    return with_style == 1 and with_other >= (_TWO_CHAPTERS if is_first else 1)


def _style_of(label: re.Match[str]) -> str:
    return "(…)" if label[1] else "…)"


def _lists_of(chapter: Chapter) -> Iterator[tuple[ChapterLeaf, re.Match[str]]]:
    """The first item of each labelled list of a chapter, with its label."""
    is_inside = False
    for leaf in chapter.leaves:
        label = _label_of(leaf)
        if label is not None and not is_inside:
            yield leaf, label
        is_inside = label is not None


def _label_of(leaf: ChapterLeaf) -> re.Match[str] | None:
    return _LABEL.match(leaf.mark or "") if leaf.kind is LeafKind.ITEM else None


@RULES.warning("item-inside-item")
def _find_joined_items(programme: Programme) -> Iterator[Found]:
    """``(b) okrepiti …, ter (c) podpirati …``: the next item of a list stands in the line of the one before."""
    for chapter in programme.chapters.values():
        for leaf in chapter.leaves:
            label = _label_of(leaf)
            if label is not None:
                following = f"{label[1]}{chr(ord(label[2]) + 1)})"
                if re.search(rf"(?<=\s){re.escape(following)}\s", leaf.text):
                    message = translate(
                        "{label} stands within the item {before}", label=following, before=label[0].strip()
                    )
                    yield Found(leaf_path(chapter, leaf), message, following)
