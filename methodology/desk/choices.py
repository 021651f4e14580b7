"""The values among which an editor chooses, in the reader's words: the content has the words of its schema."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Literal, get_args, get_origin

from methodology.desk.typed import TypedError
from methodology.messages import declare_message, translate
from methodology.model.programme import Value

WORDS = {
    "draft": declare_message("draft"),
    "proposed": declare_message("proposed"),
    "adopted": declare_message("adopted"),
    "grouped": declare_message("with a mark between thousands"),
    "ungrouped": declare_message("without a mark between thousands"),
    "millions": declare_message("in millions"),
    "percent": declare_message("in per cent"),
    "dashes": declare_message("with dashes"),
    "numbers": declare_message("with numbers"),
    "sentence": declare_message("in a sentence"),
    "list": declare_message("in a list"),
    "table": declare_message("as a table"),
    "line": declare_message("on a line"),
    "none": declare_message("not printed"),
    "text": declare_message("text"),
    "number": declare_message("number"),
    "year": declare_message("year"),
    "true": declare_message("yes"),
    "false": declare_message("no"),
}
"""What a reader sees of each value that can be chosen, of every key: no two are seen alike."""


def choices_of(value: Value) -> tuple[str, ...]:
    """Return the values that can stand where a value does, as the content writes them; none where any text can."""
    return () if value.schema is None else tuple(_allowed(value.schema.annotation))


def _allowed(annotation: object) -> Iterator[str]:
    if annotation is bool:
        yield from ("true", "false")
    elif isinstance(annotation, type) and issubclass(annotation, Enum):
        yield from (str(one.value) for one in annotation)
    elif get_origin(annotation) is Literal:
        yield from map(str, get_args(annotation))
    else:
        for part in get_args(annotation):
            yield from _allowed(part)


def show_choice(text: str) -> str:
    """Return what a reader sees of a value as the content writes it."""
    return translate(WORDS[text]) if text in WORDS else text


def read_choice(typed: str) -> str:
    """Return the value that was chosen, as the content writes it; raises :class:`TypedError` where it is none."""
    found = next((text for text in WORDS if typed in {text, show_choice(text)}), None)
    if found is None:
        raise TypedError(translate("choose one of the values of the list"))
    return found
