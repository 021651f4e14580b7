"""What went wrong, as data: one exception that a user can cause, with everything needed to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import lru_cache

from methodology.messages import declare_message, translate

LONGEST_QUOTED = 100
"""How many characters of the content a message quotes."""
MANY_NAMES = 200
"""Of more names those that are alike at a quick look are compared closely."""


class Severity(StrEnum):
    """How much a diagnostic weighs; the value stands in what programs read, a reader has it translated."""

    ERROR = declare_message("error")
    WARNING = declare_message("warning")


class ExitCode(IntEnum):
    """What the command tells its caller."""

    DONE = 0
    CONTENT = 1
    USAGE = 2
    TOOL_MISSING = 3
    BUG = 70


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file; line and column count from 1, 0 stands for the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.file, *(str(number) for number in (self.line, self.column) if number)])


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. ``code`` is stable and in kebab case; ``hint`` is the next step to take.

    ``path`` is the content path of what is wrong, where that is known.
    """

    code: str
    message: str
    location: Location
    hint: str | None = None
    severity: Severity = Severity.ERROR
    path: str | None = None

    def __str__(self) -> str:
        line = f"{self.location}: {translate(self.severity)}[{self.code}]: {self.message}"
        return line if self.hint is None else f"{line}\n  {translate('hint: {hint}', hint=self.hint)}"


class ContentError(Exception):
    """The content or a template is at fault. Carries every diagnostic that was found, sorted by place."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(
            sorted(set(diagnostics), key=lambda found: (found.location, found.code, found.message))
        )
        super().__init__("\n".join(map(str, self.diagnostics)))


class ToolMissingError(Exception):
    """A program or package that a command needs is not there; the message says how to get it."""


def quote(text: object, longest: int = LONGEST_QUOTED) -> str:
    """Return a piece of the content for a message, cut after so many characters."""
    whole = str(text)
    return whole if len(whole) <= longest else f"{whole[:longest]}…"


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return a hint with the known name most like ``name``, or None where nothing is near."""
    if len(name) > LONGEST_QUOTED:
        return None
    close = _nearest(name, tuple(known))
    return f"did you mean '{close}'?" if close is not None else None


@lru_cache(maxsize=64)
def _nearest(name: str, known: tuple[str, ...]) -> str | None:
    """Remembered, as a name that is wrong at one place is at many."""
    import difflib  # noqa: PLC0415 (only a fault needs it)

    if len(known) > MANY_NAMES:
        from rapidfuzz import fuzz, process  # noqa: PLC0415 (only very many names do)

        known = tuple(near for near, _, _ in process.extract(name, known, scorer=fuzz.ratio, limit=MANY_NAMES))
    return next(iter(difflib.get_close_matches(name, known, n=1, cutoff=0.5)), None)


def place_in_value(text: str, start: Location, fragment: str, offset: int = 0) -> Location:
    """Where ``fragment`` stands in the YAML value that begins at ``start`` of a file's ``text``, or ``start`` itself.

    It is looked for at character ``offset`` of the value, then from its start on: a folded value runs over several
    lines, which end where a line is indented no more than the one it begins in.
    """
    if not fragment:
        return start
    lines = _lines(text)
    first = lines[start.line - 1]
    column = start.column + offset + (first[start.column - 1 : start.column] in ("'", '"'))
    if first.startswith(fragment, column - 1):
        return Location(start.file, start.line, column)
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
