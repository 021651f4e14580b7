"""Prose in the content: text that may refer to values, so that a figure or a name is written once.

``{R.1.7.share}`` prints that value, formatted; ``{operations.pnr|sistema PNR}`` mentions it in another form (inflected
names); ``{R.1.5.name:lower}`` begins it with a small letter. ``{=35}`` prints 35, a number that is no value of the
content. A literal brace is doubled. Nothing else is special: prose is never a template.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from methodology.diagnostics import quote
from methodology.messages import translate

LOWER = "lower"
"""The only format a reference can ask for: the first letter small, as inside a quotation."""

_TOKEN = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_REFERENCE = re.compile(r"(?P<path>[\w.\-/()]+)(?::(?P<format>\w+))?(?:\|(?P<printed>.+))?", re.DOTALL)
_DECLARED = re.compile(
    r"=(?=[^\n]{1,40}\Z)[^\W_]+(?:[ \N{NO-BREAK SPACE}.,:/–-]{1,2}[^\W_]+)*(?:[ \N{NO-BREAK SPACE}]?%)?"
)


class ProseError(ValueError):
    """The braces of a prose text make no sense; ``offset`` is the character at which."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Reference:
    """A value referred to by its content path; ``printed`` replaces what would be printed."""

    path: str
    offset: int
    lower: bool = False
    printed: str | None = None


class Declared(str):
    """A number that stands for itself, ``{=35}``: no value of the content, as its author says.

    It prints as it is; the space before a per cent sign does not break.
    """

    __slots__ = ()

    @property
    def source(self) -> str:
        """How it is written."""
        return f"{{={self}}}"

    @staticmethod
    def can_hold(text: str) -> bool:
        """Whether a text can stand behind the sign: words and numbers with the marks of numbers, 1 to 40 characters."""
        return _DECLARED.fullmatch(f"={text}") is not None


class Prose(str):
    """A text with references, known to be well formed."""

    __slots__ = ()

    @property
    def parts(self) -> tuple[str | Reference, ...]:
        """The text in its pieces, literal braces undone."""
        return parse_prose(self)

    @property
    def references(self) -> tuple[Reference, ...]:
        """The references alone."""
        return tuple(part for part in self.parts if isinstance(part, Reference))


@lru_cache(maxsize=4096)
def parse_prose(text: str) -> tuple[str | Reference, ...]:
    """Split ``text`` into literal text, numbers that are declared and references; raises :class:`ProseError`.

    Remembered: composing and most rules of check ask for the same texts.
    """
    parts: list[str | Reference] = []
    literal = ""
    position = 0
    for token in _TOKEN.finditer(text):
        literal += text[position : token.start()]
        position = token.end()
        if token.group() in ("{{", "}}"):
            literal += token.group()[0]
            continue
        if token.group(1) is None:
            raise ProseError(translate("a single '{token}'", token=token.group()), token.start())
        if literal:
            parts.append(literal)
            literal = ""
        parts.append(_part(token.group(1), token.start()))
    literal += text[position:]
    if literal:
        parts.append(literal)
    return tuple(parts)


def _part(body: str, offset: int) -> Declared | Reference:
    if _DECLARED.fullmatch(body):
        return Declared(body[1:].replace(" %", "\N{NO-BREAK SPACE}%"))
    match = _REFERENCE.fullmatch(body)
    if match is None:
        raise ProseError(translate("'{{{body}}}' is no reference", body=quote(body)), offset)
    if match["format"] not in (None, LOWER):
        raise ProseError(
            translate(
                "unknown format '{match}' in '{{{body}}}', only '{lower}' is known",
                match=match["format"],
                body=quote(body),
                lower=LOWER,
            ),
            offset,
        )
    return Reference(match["path"], offset, match["format"] == LOWER, match["printed"])
