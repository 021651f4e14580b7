"""Standard sentences, and what the content says where the printed text departs from them."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import Field, PlainValidator, model_validator

from methodology.model.scalars import Content, Key, ProseText, Text, wrong_value


class Phrase(Content):
    """A standard sentence. Where it depends on a count it has the forms of the language's plural rules (CLDR)."""

    other: ProseText
    zero: ProseText | None = None
    one: ProseText | None = None
    two: ProseText | None = None
    few: ProseText | None = None
    many: ProseText | None = None

    @model_validator(mode="before")
    @classmethod
    def _single_form(cls, value: object) -> object:
        return {"other": value} if isinstance(value, str) or value is None else value


class Labels(Content):
    """The words that the formats print around the document."""

    contents: Text
    version: Text
    date: Text
    period: Text
    page: Text
    skip_to_content: Text


class Phrases(Content):
    """``phrases.yaml``."""

    labels: Labels
    phrases: dict[Key, Phrase]


def _phrase_key(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[a-z][a-z_]*(\.[a-z][a-z_]*)?", value):
        raise wrong_value("wrong-key", f"'{value}' is no phrase's name")
    return value


Wording = dict[Annotated[str, PlainValidator(_phrase_key)], ProseText]
"""Phrases replaced at this place alone: ``phrase`` everywhere here, ``phrase.chapter`` in that chapter."""

Endings = dict[str, Text]
"""The mark after a list item where it is not the standard one, by the item's place: ``operations.pnr: ";"``."""


class Worded(Content):
    """Content that may depart from the standard sentences; each departure is data, so that it can be found."""

    wording: Wording = Field(default_factory=dict)
    endings: Endings = Field(default_factory=dict)


class Mention(Content):
    """An entry of a registry at a place where it is used; ``text`` where it is printed in another form there.

    In YAML ``- pnr``, or ``- pnr: another form``.
    """

    id: Key
    text: ProseText | None = None

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: object) -> object:
        if isinstance(value, str):
            return {"id": value}
        if isinstance(value, dict) and len(value) == 1:
            ((key, text),) = value.items()
            return {"id": key, "text": text}
        raise wrong_value(
            "wrong-type", "an entry is expected here", "write '- name', or '- name: the form printed here'"
        )
