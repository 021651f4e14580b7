"""From a programme to the tables of the Commission's template (CPR Annex VI, 2.1.2, 2.1.3 and 2.2.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from methodology.composing.printing import Printer, as_plain_text
from methodology.composing.sentences import Sentences
from methodology.composing.table_words import TableWords, read_table_words
from methodology.composing.views import View
from methodology.diagnostics import ContentError, Diagnostic, Location
from methodology.messages import translate
from methodology.model.indicator import Indicator, ResultIndicator, ResultPart
from methodology.model.objective import Objective
from methodology.model.programme import Programme
from methodology.model.programme_tables import (
    BREAKDOWN,
    COLUMNS,
    LENGTHS,
    LONGEST_CELL,
    OUTPUTS,
    RESULTS,
    ColumnKey,
    Overview,
    ProgrammeTable,
    ProgrammeTables,
    TableValue,
    length_without_spaces,
)

Row = dict[ColumnKey, TableValue]


def compose_tables(programme: Programme, templates: Path) -> ProgrammeTables:
    """Return the tables of a programme in its language, in the words of ``templates/languages/``.

    What the content does not know stays empty: amounts in euros, and all of technical assistance. A part stands below
    its indicator and shares its sources and its reference year. Raises ContentError.
    """
    words = read_table_words(templates, programme.facts.language)
    printer = Printer(programme, programme.grammar)
    composer = _Composer(programme, printer, words)
    tables = tuple(composer.table(number) for number in COLUMNS)
    return ProgrammeTables(composer.overview(tables), tables, words.number_format)


class _Composer:
    """Fills the tables of one programme."""

    def __init__(self, programme: Programme, printer: Printer, words: TableWords) -> None:
        self._programme = programme
        self._printer = printer
        self._words = words

    def table(self, number: int) -> ProgrammeTable:
        columns = COLUMNS[number]
        heads = tuple(self._words.filled_heads(key, self._programme.facts)[0] for key in columns)
        rows = tuple(tuple(row.get(key) for key in columns) for row in self._rows(number))
        self._check_lengths(number, rows)
        return ProgrammeTable(number, self._sheet(number), self._words.titles[number], heads, rows)

    def _check_lengths(self, number: int, rows: Iterable[tuple[TableValue, ...]]) -> None:
        for row in rows:
            for key, value in zip(COLUMNS[number], row, strict=True):
                if isinstance(value, str) and len(value) > LONGEST_CELL:
                    path = f"{row[1]}.id"
                    message = translate(
                        "{key} of {row} has more than the {longest_cell} characters that a cell takes",
                        key=key,
                        row=row[1],
                        longest_cell=LONGEST_CELL,
                    )
                    location = self._programme.location(path) or Location(self._programme.name)
                    raise ContentError(
                        [Diagnostic("too-large", message, location, translate("shorten what stands in it"))]
                    )

    def _sheet(self, number: int) -> str:
        return self._words.sheet.replace("{number}", str(number))

    def _rows(self, number: int) -> Iterator[Row]:
        for objective in self._programme.objectives:
            if number == OUTPUTS:
                for output in objective.outputs:
                    yield from (_indicator_row(objective, part) for part in output.with_parts)
            elif number == RESULTS:
                for result in objective.results:
                    yield from (self._result_row(objective, result, part) for part in result.with_parts)
            elif number == BREAKDOWN:
                for share in objective.allocation.rows:
                    yield {
                        ColumnKey.OBJECTIVE: objective.facts.id,
                        ColumnKey.INTERVENTION: self._programme.interventions.get(share.code),
                        ColumnKey.INTERVENTION_CODE: share.code,
                        ColumnKey.AMOUNT: share.amount,
                    }

    def _result_row(self, objective: Objective, whole: ResultIndicator, part: Indicator) -> Row:
        dated = part if getattr(part, "reference_year", None) else whole
        has_values = bool(part.stated_values)
        comments = (self._printer.print_text(f"{part.id}.remarks.{key}") for key in part.remarks)
        return _indicator_row(objective, part) | {
            ColumnKey.BASELINE_UNIT: (getattr(part, "baseline_unit", None) or part.unit) if has_values else None,
            ColumnKey.TARGET_UNIT: part.unit if has_values else None,
            ColumnKey.REFERENCE_YEARS: _years(dated) if has_values else None,
            ColumnKey.SOURCES: self._sources(objective, part if part.sources else whole) or None,
            ColumnKey.COMMENTS: " ".join(comments) or None,
        }

    def _sources(self, objective: Objective, owner: Indicator) -> str:
        """The sources of an indicator, or of the objective's results where it has none of its own."""
        summary = View(objective.summary, f"{objective.facts.id}.results")
        view = View(owner, owner.id) if owner.sources else summary
        items = Sentences(self._printer).mentions(view, "sources")
        return ", ".join(as_plain_text(item.text) for item in items)

    def overview(self, tables: tuple[ProgrammeTable, ...]) -> Overview:
        words, facts = self._words.overview, self._programme.facts
        labels = (words.programme, words.period, words.version, words.date)
        date = self._printer.print_text("programme.date")
        texts = (facts.name, f"{facts.period.first_year}–{facts.period.last_year}", facts.version, date)
        return Overview(
            words.sheet,
            words.title,
            tuple(zip(labels, texts, strict=True)),
            (words.table, words.table_title, words.rows),
            (words.table, words.column, words.remark),
            tuple(remark for table in tables for remark in self._remarks(table)),
        )

    def _remarks(self, table: ProgrammeTable) -> Iterator[tuple[str, str, str]]:
        words = self._words.remarks
        if not table.rows:
            yield table.sheet, "", words.no_rows
        for at, (key, head) in enumerate(zip(table.columns, table.heads, strict=True)):
            values = [row[at] for row in table.rows]
            if empty := values.count(None):
                text = words.amounts if key is ColumnKey.AMOUNT else words.empty
                yield table.sheet, head, text.replace("{count}", str(empty)).replace("{rows}", str(len(values)))
            yield from ((table.sheet, head, text) for text in self._too_long(table, key, values))

    def _too_long(self, table: ProgrammeTable, key: ColumnKey, values: Iterable[TableValue]) -> Iterator[str]:
        """What is longer than its column takes: one text for all rows of one length, with the codes that they have."""
        codes: dict[int, list[str]] = {}
        for row, value in zip(table.rows, values, strict=True):
            if isinstance(value, str) and (length := length_without_spaces(value)) > LENGTHS.get(key, length):
                codes.setdefault(length, []).append(str(row[1]))
        for length, those in codes.items():
            text = self._words.remarks.too_long.replace("{length}", str(length)).replace("{limit}", str(LENGTHS[key]))
            yield text.replace("{code}", ", ".join(those))


def _years(result: Indicator) -> Decimal | str | None:
    """The year of a baseline, a number; several as a text."""
    if not isinstance(result, ResultIndicator | ResultPart) or result.reference_year is None:
        return None
    years = (result.reference_year, *result.more_reference_years)
    return ", ".join(map(str, years)) if result.more_reference_years else Decimal(result.reference_year)


def _indicator_row(objective: Objective, indicator: Indicator) -> Row:
    """What all indicators have in common; of milestone, baseline and target those that it has."""
    return {
        ColumnKey.OBJECTIVE: objective.facts.id,
        ColumnKey.CODE: indicator.id,
        ColumnKey.NAME: indicator.name,
        ColumnKey.UNIT: indicator.unit,
        **{ColumnKey(field): value for field, value in indicator.stated_values.items()},
    }
