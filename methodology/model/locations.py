"""Where in a file a piece of a value stands."""

from __future__ import annotations

from functools import lru_cache

from methodology.diagnostics import Location


def place_in_value(text: str, start: Location, fragment: str, offset: int = 0) -> Location:
    """Where ``fragment`` stands in the YAML value that begins at ``start`` of a file's ``text``, or ``start`` itself.

    It is looked for at character ``offset`` of the value, then from its start on: a folded value runs over several
    lines, which end where a line is indented no more than the one it begins in.
    """
    if not fragment:
        return start
    lines = _lines(text)
    first = lines[start.line - 1]
    if first.startswith(fragment, start.column - 1 + offset):
        return Location(start.file, start.line, start.column + offset)
    indentation = len(first) - len(first.lstrip(" -"))
    for number in range(start.line, len(lines) + 1):
        line = lines[number - 1]
        if number > start.line and len(line) - len(line.lstrip(" ")) <= indentation:
            break
        at = line.find(fragment, start.column - 1 if number == start.line else 0)
        if at >= 0:
            return Location(start.file, number, at + 1)
    return start


@lru_cache(maxsize=64)
def _lines(text: str) -> tuple[str, ...]:
    """The lines of a file; many findings stand in one."""
    return tuple(text.splitlines())
