"""The words that a new programme begins with: ``new`` of the language's file."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict

from methodology.language_files import read_section


class ChapterWords(BaseModel):
    """A chapter to be written: its heading with its level (``## Factors``), and what its text must say, if any."""

    model_config = ConfigDict(extra="forbid")

    heading: str
    text: str = ""
    persons: str = ""
    """What it must say besides, where the fund asks for a breakdown of persons by age or gender."""
    below: str = ""
    """A heading below the text, under which the program prints what follows."""


class EmblemWords(BaseModel):
    """What is said of the emblem of the Union on the cover, and below it (CPR Annex IX)."""

    model_config = ConfigDict(extra="forbid")

    alternative: str
    sentence: str


class StartingWords(BaseModel):
    """What a new programme is called, its chapters in order, and the page for the person who fills it."""

    model_config = ConfigDict(extra="forbid")

    tag: str
    """The tag of the language where no country is named: ``sl-SI``."""
    title: str
    short_title: str
    """With ``{fund}``, ``{first}`` and ``{last}``: the fund's name and the period."""
    file_name: str
    keywords: tuple[str, ...]
    emblem: EmblemWords
    chapters: dict[str, ChapterWords]
    guide: str
    """The page in the new folder; ``{fund}``, ``{content}``, ``{output}`` and ``{command}`` are filled in."""


def read_starting_words(templates: Path, language: str) -> StartingWords:
    """Return the words of a language; ContentError where the templates have none of it or they are at fault."""
    return read_section(templates, language, "new", StartingWords)
