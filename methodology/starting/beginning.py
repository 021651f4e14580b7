"""A new programme as a folder: its content, the page for the person who fills it, and what git and CI need."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from babel import Locale, UnknownLocaleError

from methodology.diagnostics import ContentError, Diagnostic, Location
from methodology.messages import translate
from methodology.model.programme import Programme
from methodology.reading import read_programme
from methodology.reading.carried_funds import read_carried, take_fund
from methodology.starting.skeleton import write_content
from methodology.starting.takeover import take_over_facts, take_over_files
from methodology.starting.words import StartingWords, read_starting_words

FILES = "new"
"""The folder of the templates with the files that every new programme has as they stand, by their names."""

EMBLEM = "pictures/eu-emblem.svg"
"""The emblem of the Union, which is one of them."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What was asked for; ``origin`` is the content of a programme to take over, which says what is not given."""

    fund: str
    language: str
    country: str
    origin: Path | None
    origin_name: str
    day: datetime.date
    command: str
    folder: str

    def path(self, name: str) -> str:
        """A folder below the new one, as a command takes it."""
        path = f"{self.folder}/{name}"
        return f'"{path}"' if " " in path else path


def begin_programme(wanted: Beginning, templates: Path) -> dict[str, str]:
    """Return the files of the new folder by their paths in it.

    Raises ContentError for a fund that the program does not carry, a language that the templates have no words of, a
    country that is none, and content to take over that cannot be read.
    """
    before = None if wanted.origin is None else read_programme(wanted.origin, wanted.origin_name, templates)
    language = _lowered(wanted.language) or (before.facts.language if before else "")
    words = read_starting_words(templates, language)
    tag = _tag(words, language, wanted.country)
    fund = take_fund(read_carried(templates, wanted.fund or _fund_of(before)), tag)
    is_same = _fund_of(before) == fund.fund
    known: dict[str, object] = {"emblem": {"file": EMBLEM, **words.emblem.model_dump()}}
    known |= take_over_facts(before, is_same_fund=is_same) if before else {}
    content = write_content(fund, words, tag=tag, day=wanted.day, known=known)
    if before is not None:
        content |= take_over_files(before, is_same_fund=is_same)
    names = {"content": wanted.path("content"), "output": wanted.path("output"), "command": wanted.command}
    guide = words.guide.format(fund=fund.name, **names)
    return {
        **_fixed_files(templates),
        **{f"content/{name}": text for name, text in content.items()},
        "README.md": guide,
    }


def _lowered(tag: str) -> str:
    """A tag with its language in small letters: ``SL`` is ``sl``, ``EN-IE`` is ``en-IE``."""
    language, _, country = tag.partition("-")
    return f"{language.lower()}-{country.upper()}" if country else language.lower()


def _tag(words: StartingWords, language: str, country: str) -> str:
    tag = f"{language.partition('-')[0]}-{country}" if country else language if "-" in language else words.tag
    try:
        Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        message = translate("no language '{tag}'", tag=tag)
        hint = translate("write the two letters of the country: SI")
        raise ContentError([Diagnostic("wrong-value", message, Location("--country"), hint)]) from error
    return tag


def _fund_of(programme: Programme | None) -> str:
    return "" if programme is None or programme.fund is None else programme.fund.fund


def _fixed_files(templates: Path) -> Mapping[str, str]:
    folder = templates / FILES
    return {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
