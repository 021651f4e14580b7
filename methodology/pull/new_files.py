"""The content file that a new indicator or row would have: what the Word file says of it, by head and by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from methodology.editing.yaml_scalars import write_scalar
from methodology.model.indicator import Indicator, NumberFormat, OutputPart, ResultIndicator, ResultPart
from methodology.model.objective import AllocationRow
from methodology.model.paths import root_of, step_of
from methodology.model.programme import Value
from methodology.model.scalars import CODE, LONGEST_CODE
from methodology.pull.differences import Differences
from methodology.pull.new_sections import MISSING, NewSection, SectionReader, reasons_of
from methodology.pull.original import as_printed
from methodology.pull.printed_values import read_value
from methodology.pull.pulled import NewFile
from methodology.pull.table_columns import match_columns
from methodology.pull.table_grids import OriginalTable, TableGrid, fold, grids_of, original_tables
from methodology.reading.content_folder import INDICATORS

OUTPUT = ("id", "name", "measures", "unit", "counts", "milestone", "target")
RESULT = ("id", "name", "unit", "counts", "baseline", "target")
ROW = ("code", "share", "indicators")
"""The fields in the order in which files have them."""
_NUMBERS = frozenset({"milestone", "baseline", "target", "share"})
_SEPARATORS = re.compile(r"[,;\s]+")

Fields = dict[str, str | list[str]]
"""What is known of an indicator or a row, as it is typed."""


class Model(NamedTuple):
    """A value in a column of a table, by which others in it are read; ``prefix`` is printed before it."""

    path: str
    value: Value
    prefix: str


class NewFiles:
    """Reads new rows as the rows of the table that has the same head."""

    def __init__(self, differences: Differences) -> None:
        """The edited file held against what it was made from."""
        self.differences = differences
        self.original = differences.original
        self.programme = differences.original.programme
        self._models_of: dict[int, tuple[range, Mapping[int, Sequence[Model]]]] = {}

    @cached_property
    def tables(self) -> Sequence[OriginalTable]:
        """The original's tables."""
        return tuple(original_tables(self.original).values())

    @cached_property
    def grids(self) -> Mapping[int, TableGrid]:
        """The edited file's tables."""
        return grids_of(self.differences.edited)

    def propose(self, texts: Sequence[int], rows: Mapping[int, Sequence[int]]) -> tuple[str, NewFile | None]:
        """Return the code of the first new indicator or row, empty where there is none, and the file that it needs."""
        read = [(*found, table) for table, held in rows.items() for found in self._read_rows(self.grids[table], held)]
        if not read:
            return "", None
        fields, model, table = read[0]
        if isinstance(model.value.owner, AllocationRow):
            entries = _entries([found for found, *_ in read], ROW)
            return str(fields["code"]), NewFile(self._file(model.value), "\n".join(["rows:", *entries, ""]))
        code, is_output = str(fields["id"]), isinstance(model.value.owner, OutputPart)
        if parent := self._parent(code, self.grids[table], is_output=is_output):
            entries = _entries([found for found, *_ in read], OUTPUT if is_output else RESULT)
            text = "\n".join(["parts:", *entries, ""])
            return code, NewFile(self._file(self.programme.values[f"{parent}.id"]), text)
        section = SectionReader(self.original, (OutputPart,) if is_output else (ResultIndicator, ResultPart)).read(
            self.differences, texts
        )
        parts = [
            part
            for part, _, other in read[1:]
            if (is_output and other == table) or self._is_part(str(part["id"]), code)
        ]
        lines = list(_indicator(fields, parts, section, is_output=is_output))
        return code, self._indicator_file(code, lines, model, min(texts))

    def _parent(self, code: str, grid: TableGrid, *, is_output: bool) -> str:
        """The indicator that a new code is of a part of, as the fund or its table says; empty for a whole."""
        fund = self.programme.fund
        wholes = fund.indicators.values() if fund else ()
        parent = next((whole.code for whole in wholes if any(part.code == code for part in whole.parts)), None)
        known = [one.id for one in self.programme.indicators]
        if parent is not None:
            return parent if parent in known else ""
        # an output has a table of its own
        return next((said for _, said in sorted(grid.said.items()) if is_output and said in known), "")

    def _is_part(self, code: str, whole: str) -> bool:
        """Whether the fund has a code as a part of another one, at any depth."""
        law = self.programme.fund.indicators.get(whole) if self.programme.fund else None
        return law is not None and any(part.code == code for part in law.with_parts[1:])

    def _read_rows(self, grid: TableGrid, rows: Iterable[int]) -> Iterator[tuple[Fields, Model]]:
        """What each row says by field, with a value of the original in the column of its code."""
        if grid.number not in self._models_of:
            self._models_of[grid.number] = self._find_models(grid)
        heads, models = self._models_of[grid.number]
        for row in rows if models else ():
            if row not in heads:
                yield from self._read_row(grid, row, models)

    def _find_models(self, grid: TableGrid) -> tuple[range, Mapping[int, Sequence[Model]]]:
        """The rows of the head, and the values by which each column is read: those of the table that is most alike."""
        said = {fold(text) for text in grid.said.values()}
        matches = [(match_columns(table, grid, {}), table) for table in self.tables]

        def likeness(match: int) -> tuple[int, int]:
            columns, table = matches[match]
            codes = [text for code in table.codes.values() for _, text in code] + list(table.tall_codes.values())
            return len(columns.olds), sum(fold(text) in said for text in codes)

        best = max(range(len(matches)), key=likeness, default=None)
        if best is None:
            return range(0), {}
        columns, table = matches[best]
        if not table.header or 2 * len(columns.olds) < len(table.head) or columns.head is None:
            return range(0), {}
        heads = range(columns.head, columns.head + table.header)
        return heads, {new: self._models(table, old) for new, old in columns.olds.items()}

    def _read_row(
        self, grid: TableGrid, row: int, models: Mapping[int, Sequence[Model]]
    ) -> Iterator[tuple[Fields, Model]]:
        fields: Fields = {}
        code = None
        for column, known in models.items():
            if known:
                name = known[0].value.field
                fields.update(self._read_value(name, known, grid.said.get((row, column), "")))
                code = known[0] if name in ("id", "code") else code
        key = "" if code is None else str(fields[code.value.field])
        if code is not None and self._is_code(key):
            owner, _, last = code.path.rpartition(".")
            place = f"{owner.rpartition('.')[0]}.{step_of(key)}.{last}" if last == "code" else f"{key}.{last}"
            if place not in self.programme.values:
                yield fields, code

    def _models(self, table: OriginalTable, column: int) -> list[Model]:
        """The values of indicators and rows in a column, those that are printed in the usual way first."""
        models = []
        for row in table.body:
            for number in table.grid.texts.get((row, column), ()):
                before = ""
                for run in self.original.texts[number].runs:
                    value = self.programme.values.get(run.source or "")
                    if value is not None and isinstance(value.owner, (Indicator, AllocationRow)):
                        models.append(Model(run.source or "", value, before))
                        break
                    before += run.text
        # a name is read without what is printed before that of a part
        return sorted(models, key=lambda model: (_format_of(model.value) is not NumberFormat.GROUPED, model.prefix))

    def _read_value(self, field: str, models: Sequence[Model], said: str) -> Iterator[tuple[str, str | list[str]]]:
        if field == "measures":
            objectives = self.programme.objectives
            printed = {f"{one.facts.number}{code}": code for one in objectives for code in one.facts.measures}
            pieces = (piece.replace(" ", "") for piece in re.split(r"[,;]", as_printed(said)))
            yield field, [printed.get(piece, piece) for piece in pieces if re.fullmatch(CODE, piece)]
        elif field == "indicators":
            yield field, list(filter(self._is_code, _SEPARATORS.split(said)))
        elif field in ("id", "code"):
            yield field, said
        else:
            for model in models:
                text = said.removeprefix(model.prefix) if model.prefix else said
                typed = read_value(self.original.printer, model.path, text.removeprefix("- "))
                if typed is not None:
                    yield field, typed
                    if (how := _format_of(model.value)) is not NumberFormat.GROUPED and field in _NUMBERS:
                        yield "number_format", how.value
                    return
            yield field, MISSING

    def _file(self, value: Value) -> str:
        """The file that a value stands in, by its path below the content folder."""
        return value.location.file.removeprefix(f"{self.programme.name}/")

    def _is_code(self, said: str) -> bool:
        """Whether what stands where codes stand is one: it has a digit, as a total has none, or is known."""
        return bool(re.fullmatch(CODE, said)) and len(said) <= LONGEST_CODE and any(map(str.isdecimal, said))

    def _indicator_file(self, code: str, lines: Sequence[str], model: Model, first: int) -> NewFile | None:
        """The file beside those of the objective's other indicators, with the schema that its like have."""
        objective = self._objective_above(first)
        if objective is None:
            return None
        folder = f"{self._file(self.programme.values[f'{objective}.id']).rpartition('/')[0]}/{INDICATORS}"
        schema = self.programme.files.get(self._file(model.value), "").split("\n")[0]
        head = [schema] if schema.startswith("#") else []
        return NewFile(f"{folder}/{code}.yaml", "\n".join([*head, *lines, ""]))

    def _objective_above(self, number: int) -> str | None:
        """The objective that the nearest text above an edited one is of."""
        owners = {one.facts.id: one.facts.id for one in self.programme.objectives}
        owners |= {
            one.id: objective.facts.id for objective in self.programme.objectives for one in objective.indicators
        }
        above = (self.differences.olds.get(other) for other in range(number - 1, -1, -1))
        runs = (run for old in above if old is not None for run in self.original.texts[old].runs)
        return next((owners[root] for run in runs if (root := root_of(run.source or "", owners))), None)


def _format_of(value: Value) -> NumberFormat:
    return value.owner.number_format if isinstance(value.owner, Indicator) else NumberFormat.GROUPED


def _indicator(fields: Fields, parts: Sequence[Fields], section: NewSection, *, is_output: bool) -> Iterator[str]:
    """The lines of an indicator's file."""
    names = OUTPUT if is_output else RESULT
    yield from _fields({**section.said, **fields}, names)
    yield from ("parts:", *_entries(parts, names)) if parts else ()
    yield from ("operations:", *_mentions(section.operations)) if is_output else ()
    yield "rationale:"
    for name in ("milestone", "target") if is_output else ("target",):
        yield from (f"  {name}:", *_reasons(reasons_of(section, name)))
    yield from ("sources:", *_mentions(section.sources)) if is_output else ()


def _mentions(keys: Sequence[str]) -> Iterator[str]:
    return (f"  - {key}" for key in keys or [MISSING])


def _reasons(reasons: Mapping[str, str] | str | None) -> Iterator[str]:
    if reasons is None:
        yield f"    sentence: {MISSING}"
    elif isinstance(reasons, str):
        yield f"    sentence: {write_scalar(reasons, '')}"
    else:
        yield from ("    items:", *(f"      {key}: {write_scalar(text, '')}" for key, text in reasons.items()))


def _entries(rows: Iterable[Fields], names: Sequence[str]) -> Iterator[str]:
    """The lines of a list's entries."""
    for row in rows:
        for number, line in enumerate(_fields(row, names)):
            yield f"  {'  ' if number else '- '}{line}"


def _fields(known: Fields, names: Sequence[str]) -> Iterator[str]:
    for name in (*names, *(["number_format"] if "number_format" in known else [])):
        value = known.get(name, MISSING)
        if isinstance(value, list):
            yield f"{name}: [{', '.join(value)}]"
        elif value == MISSING:
            yield f"{name}: {MISSING}"
        else:
            yield f"{name}: {write_scalar(value, indentation='  ', typed=name in _NUMBERS)}"
