"""What went wrong, as data: one exception that a user can cause, with everything needed to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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


_REASONS = frozenset(
    {
        declare_message("Broken pipe"),
        declare_message("Device or resource busy"),
        declare_message("Disk quota exceeded"),
        declare_message("File exists"),
        declare_message("File name too long"),
        declare_message("File too large"),
        declare_message("Input/output error"),
        declare_message("Invalid argument"),
        declare_message("Is a directory"),
        declare_message("No space left on device"),
        declare_message("No such file or directory"),
        declare_message("Not a directory"),
        declare_message("Operation not permitted"),
        declare_message("Permission denied"),
        declare_message("Read-only file system"),
        declare_message("Too many levels of symbolic links"),
        declare_message("Too many open files"),
    }
)


def reason_of(error: OSError | UnicodeDecodeError) -> str:
    """Return why a file cannot be read or written, in the reader's language where that is a usual reason."""
    if isinstance(error, UnicodeDecodeError):
        return translate("the file is not UTF-8")
    return translate(error.strerror) if error.strerror in _REASONS else error.strerror or str(error)


_KEYS = declare_message("keys are expected here, not {given}")
_LIST = declare_message("a list is expected here, not {given}")
_FLAG = declare_message("true or false is expected here, not {given}")
_WHOLE = declare_message("a whole number is expected here, not {given}")
_NAMED = declare_message("{names} is expected here, not {given}")
_ANOTHER = declare_message("another value is expected here, not {given}")
_WRONG_VALUES = {
    **dict.fromkeys(("dict_type", "model_type", "model_attributes_type"), _KEYS),
    **dict.fromkeys(("tuple_type", "list_type"), _LIST),
    **dict.fromkeys(("bool_type", "bool_parsing"), _FLAG),
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float"), _WHOLE),
    **dict.fromkeys(("literal_error", "enum"), _NAMED),
    "string_type": declare_message("text is expected here, not {given}"),
    "missing": declare_message("the key is missing"),
    "extra_forbidden": declare_message("the key is not known"),
    "too_short": declare_message("the list is empty"),
}


_QUOTED = re.compile(r"'([^']*)'")


def describe_wrong_value(kind: str, given: object, expected: str = "") -> str:
    """Return what pydantic means by an error of this ``kind``, in the words of the content.

    ``expected`` are the values that there are, as pydantic lists them: ``'a', 'b' or 'c'``.
    """
    shown = translate("nothing") if given is None else translate("'{text}'", text=quote(given))
    names = one_of([translate("'{text}'", text=name) for name in _QUOTED.findall(expected)])
    return translate(_WRONG_VALUES.get(kind, _ANOTHER), given=shown, names=names)


def one_of(names: Sequence[str]) -> str:
    """Return the names as a choice: ``a, b or c``."""
    *others, last = names or ("",)
    return translate("{first} or {last}", first=", ".join(others), last=last) if others else last


def all_of(names: Sequence[str]) -> str:
    """Return the names as what holds together: ``a, b and c``."""
    *others, last = names or ("",)
    return translate("{first} and {last}", first=", ".join(others), last=last) if others else last


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return a hint with the known name most like ``name``, or None where nothing is near."""
    if len(name) > LONGEST_QUOTED:
        return None
    close = _nearest(name, tuple(known))
    return translate("did you mean '{name}'?", name=close) if close is not None else None


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
