"""The numbers of headings."""

from __future__ import annotations

from methodology.model.document import HeadingKind

CHAPTER_DEPTHS = 3
ITEM_DEPTHS = 2


class HeadingNumbers:
    """Counts headings in reading order: chapters through the document, items anew in each part."""

    def __init__(self) -> None:
        self._chapters: list[int] = []
        self._items: list[int] = []
        self._part_level = 0
        self._level = 0
        self.count = 0

    def next(self, level: int, kind: HeadingKind) -> tuple[int, str]:
        """The next heading's depth in its own numbering and its label; raises ValueError where a level is left out."""
        if level > self._level + 1:
            raise ValueError(f"a heading of level {level} cannot follow one of level {self._level}")
        self._level = level
        self.count += 1
        if kind is HeadingKind.CHAPTER:
            if level > CHAPTER_DEPTHS:
                raise ValueError(f"chapters have {CHAPTER_DEPTHS} levels, not {level}")
            self._part_level = level
            return level, self._label(self._chapters, level)
        if kind is HeadingKind.PART:
            self._part_level = level
            self._items = []
            return 1, ""
        depth = level - self._part_level
        if not 1 <= depth <= ITEM_DEPTHS:
            raise ValueError(f"an item stands one or two levels below its part, not {depth}")
        return depth, self._label(self._items, depth)

    @staticmethod
    def _label(counters: list[int], depth: int) -> str:
        """Count up at ``depth`` and print all counters: ``1.``, ``1.1``."""
        counters[:] = [*counters, 0][:depth]
        counters[-1] += 1
        return f"{counters[0]}." if depth == 1 else ".".join(map(str, counters))
