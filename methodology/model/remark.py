"""What people say of the document beside it: remarks on its places, answered and closed. They are never printed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import PlainValidator, RootModel, WithJsonSchema, model_validator

from methodology.messages import translate
from methodology.model.scalars import Content, Text, wrong_value

REMARKS = "remarks.yaml"
"""The file of remarks below the content folder. It is no part of the document: no seal and no file holds it."""
LONGEST_QUOTE = 200
"""So many characters of the text that a remark stands on are kept."""


def _moment(value: object) -> str:
    hint = translate("year-month-day, T and the time: 2026-03-15T10:42:00")
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", value):
        raise wrong_value("wrong-value", translate("'{value}' is no date with a time", value=value), hint)
    try:
        datetime.datetime.fromisoformat(value)
    except ValueError as error:
        raise wrong_value("wrong-value", translate("'{value}' is no date with a time", value=value), hint) from error
    return value


Moment = Annotated[
    str,
    PlainValidator(_moment),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$"}),
]
"""A moment as Word writes it: in local time, to the second."""


class RemarkAnswer(Content):
    """What somebody answered."""

    author: Text
    """Who says it."""
    at: Moment
    """When: ``2026-03-15T10:42:00``, in local time."""
    text: Text
    """What is said."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells an answer from others of the same remark."""
        return fold(self.author), self.at, fold(self.text)


class RemarkEnd(Content):
    """That a remark is settled."""

    author: Text
    """Who closed it."""
    at: Moment
    """When, in local time."""


class PlacedRemark(Content):
    """What somebody says of a place of the document."""

    path: Text
    """The content path of the value, sentence or paragraph that it stands on."""
    quote: Text | None = None
    """The text that stood there, or how it began; a paragraph that moved is found again by it."""
    author: Text
    """Who says it."""
    at: Moment
    """When: ``2026-03-15T10:42:00``, in local time."""
    text: Text
    """What is said."""
    answers: tuple[RemarkAnswer, ...] = ()
    """What was answered, in the order of the answers."""
    closed: RemarkEnd | None = None
    """Who closed it and when; an open remark has no such key."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells a remark from all others, here and in Word: author, moment and text."""
        return fold(self.author), self.at, fold(self.text)

    @property
    def is_open(self) -> bool:
        """Whether nobody closed it."""
        return self.closed is None


class RemarkList(RootModel[tuple[PlacedRemark, ...]]):
    """``remarks.yaml``; there need not be one. Each entry is a remark with its answers."""

    model_config = {"frozen": True}

    @model_validator(mode="after")
    def _told_apart(self) -> Self:
        keys = [remark.key for remark in self.root]
        twice = next((key for number, key in enumerate(keys) if key in keys[:number]), None)
        if twice is not None:
            message = translate("{author} says '{text}' twice at {at}", author=twice[0], text=twice[2], at=twice[1])
            raise wrong_value("duplicate-key", message, translate("delete one of the two"))
        return self

    def __bool__(self) -> bool:
        return bool(self.root)

    @property
    def open(self) -> Iterator[PlacedRemark]:
        """The remarks that nobody closed."""
        return (remark for remark in self.root if remark.is_open)


def fold(text: str) -> str:
    """Return a text on one line, with single blanks."""
    return " ".join(text.split())


def quote_of(text: str) -> str:
    """Return what is kept of the text that a remark stands on."""
    return fold(text)[:LONGEST_QUOTE].strip()


def moment_of(date: str, otherwise: str) -> str:
    """Return when a comment was made, as Word's file has it (``2026-03-15T10:42:00Z``), to the second."""
    found = re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?", date)
    try:
        return datetime.datetime.fromisoformat(found[0] if found else "").isoformat()
    except ValueError:
        return otherwise
