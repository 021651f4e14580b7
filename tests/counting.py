"""How much a piece of work does, counted: the same number on any machine, however busy it is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import methodology

if TYPE_CHECKING:
    from _typeshed import TraceFunction

PACKAGE = str(Path(methodology.__file__).parent)


class TooManyLinesError(AssertionError):
    """More lines were run than may be."""


def counted_lines(action: Callable[[], object], most: int = sys.maxsize) -> int:
    """How many lines of the package's code an action runs in this thread, each turn of a loop counted.

    What other libraries do, and what C does within one line, is not counted: an action that reads a list through by
    ``in`` runs one line. Raises :class:`TooManyLinesError` at once where it is more than ``most``.
    """
    count = 0

    def count_line(_: FrameType, event: str, __: object) -> TraceFunction:
        nonlocal count
        if event == "line":
            count += 1
            if count > most:
                raise TooManyLinesError(f"more than {most} lines")
        return count_line

    def enter(frame: FrameType, _: str, __: object) -> TraceFunction | None:
        return count_line if frame.f_code.co_filename.startswith(PACKAGE) else None

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        action()
    finally:
        sys.settrace(before)
    return count
