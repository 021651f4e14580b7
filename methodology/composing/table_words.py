"""The words of the programme's tables, ``templates/tables/<language>.yaml``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Self

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from methodology.diagnostics import ContentError, Diagnostic, Location
from methodology.model.programme import ProgrammeFacts
from methodology.model.programme_tables import COLUMNS, ColumnKey

FOLDER = "tables"
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
            raise ValueError(f"titles: there is none for table {', '.join(missing)}")
        if missing := [key.value for key in ColumnKey if not self.heads.get(key)]:
            raise ValueError(f"heads: there is none for {', '.join(missing)}")
        for name in (self.overview.sheet, *(self.sheet.replace("{number}", str(number)) for number in COLUMNS)):
            if not _SHEET_NAME.fullmatch(name):
                raise ValueError(
                    f"'{name}' cannot be the name of a sheet: at most 31 characters, none of [ ] : * ? / \\ '"
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
    """Read the words in a language (``sl-SI``); ContentError where there are none or the file is at fault."""
    name = language.partition("-")[0].lower()
    words = _read(templates, name)
    if words is None:
        message = f"the templates have no words for the programme's tables in the language '{language}'"
        hint = f"write it like another one below {templates.name}/{FOLDER}/"
        raise _fault(templates, name, "template-missing", message, hint)
    return words


def read_all_table_words(templates: Path) -> dict[str, TableWords]:
    """Read the words in every language that the templates have, by its name (``sl``); ContentError as above."""
    names = sorted(path.stem for path in (templates / FOLDER).glob("[!.~]*.yaml"))
    return {name: words for name in names if (words := _read(templates, name)) is not None}


def _read(templates: Path, name: str) -> TableWords | None:
    try:
        content = (templates / FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
        return TableWords.model_validate(yaml.safe_load(content))
    except FileNotFoundError:
        return None
    except (UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        raise _fault(templates, name, "template-error", str(error)) from error


def _fault(templates: Path, name: str, code: str, message: str, hint: str | None = None) -> ContentError:
    return ContentError([Diagnostic(code, message, Location(f"{templates.name}/{FOLDER}/{name}.yaml"), hint)])
