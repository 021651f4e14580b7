"""The words of the programme's tables, from the file of the language."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from methodology.language_files import list_languages, read_section
from methodology.messages import translate
from methodology.model.programme import ProgrammeFacts
from methodology.model.programme_tables import COLUMNS, ColumnKey

_SHEET_NAME = re.compile(r"[^\[\]:*?/\\']{1,31}")


class OverviewWords(BaseModel):
    """The words of the overview."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sheet: str
    title: str
    programme: str
    period: str
    version: str
    date: str
    table: str
    table_title: str
    rows: str
    column: str
    remark: str


class RemarkWords(BaseModel):
    """What the overview says of a table: ``{count}`` of ``{rows}``; ``{code}``, ``{length}`` and ``{limit}``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    empty: str
    amounts: str
    no_rows: str
    too_long: str


class TableWords(BaseModel):
    """All words of the tables in one language."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number_format: str
    sheet: str
    """The name of a table's sheet, by its ``{number}``."""
    titles: dict[int, str]
    heads: dict[ColumnKey, tuple[str, ...]]
    """The heads of each column, the printed one first; ``{milestone_year}`` and ``{target_year}`` are filled in."""
    overview: OverviewWords
    remarks: RemarkWords

    @model_validator(mode="after")
    def _are_whole(self) -> Self:
        if missing := [str(number) for number in COLUMNS if number not in self.titles]:
            raise ValueError(translate("titles: there is none for table {missing}", missing=", ".join(missing)))
        if missing := [key.value for key in ColumnKey if not self.heads.get(key)]:
            raise ValueError(translate("heads: there is none for {missing}", missing=", ".join(missing)))
        for name in (self.overview.sheet, *(self.sheet.replace("{number}", str(number)) for number in COLUMNS)):
            if not _SHEET_NAME.fullmatch(name):
                raise ValueError(
                    translate(
                        "'{name}' cannot be the name of a sheet: at most 31 characters, none of [ ] : * ? / \\ '",
                        name=name,
                    )
                )
        return self

    def filled_heads(self, key: ColumnKey, facts: ProgrammeFacts) -> tuple[str, ...]:
        """Return the heads of a column with the programme's years, the printed one first."""
        years = {f"{{{name}}}": str(getattr(facts, name)) for name in ("milestone_year", "target_year")}
        return tuple(_replace(head, years) for head in self.heads[key])


def _replace(text: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(name, value)
    return text


def read_table_words(templates: Path, language: str) -> TableWords:
    """Read the words in a language (``sl-SI``); ContentError where there are none or they are at fault."""
    return read_section(templates, language, "tables", TableWords)


def read_all_table_words(templates: Path) -> dict[str, TableWords]:
    """Read the words in every language that the templates have, by its name (``sl``); ContentError as above."""
    return {name: read_table_words(templates, name) for name in list_languages(templates)}
