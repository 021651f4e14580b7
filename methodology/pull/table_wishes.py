"""What happened to whole tables, one wish a table; and values that stand in another one's cell."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Set
from dataclasses import replace

from methodology.pull.differences import Differences
from methodology.pull.pulled import Act, Wish, WishOutcome
from methodology.pull.table_matching import ChangedTable
from methodology.word.reading import WordText

Row = tuple[int, int]
"""A table and a row of it, by their numbers."""


def find_table_wishes(differences: Differences, told: Set[int]) -> Iterator[Wish]:
    """The wishes of tables that changed as a whole, then the questions about values that were moved.

    The original's tables ``told`` are left out.
    """
    for changed in differences.tables:
        if changed.table not in told:
            yield _describe(differences, changed)
    for value in differences.moved_values:
        text, origin = (differences.original.texts[number] for number in (value.old, value.origin))
        after = differences.text_now(value.new)
        wish = differences.wish(Act.MOVED, text.entry, text.text, after, old=value.old, new=value.new)
        yield wish.leave(WishOutcome.QUESTION, "other_cell", origin.entry or origin.text)


def _describe(differences: Differences, changed: ChangedTable) -> Wish:
    """One wish, with the texts that are not certain as they were and as they are, row by row."""
    texts, edited = differences.original.texts, differences.edited
    old_names = {(changed.table, row): name for row, name in changed.names.items()}
    new_names = _name_rows(differences, old_names)
    then = _lines(((texts[old].word, texts[old].text) for old in sorted(changed.olds)), old_names)
    now = _lines(((edited[new], differences.text_now(new)) for new in sorted(changed.news)), new_names)
    wish = differences.wish(Act.TABLE, None, _without(then, now), _without(now, then), old=changed.first)
    tables = {here[0] for here in new_names}
    wish = replace(wish, table=changed.changes, authors=_authors(differences, tables, changed.news))
    return wish.leave(WishOutcome.UNMAPPED, "table", changed.title)


def _name_rows(differences: Differences, names: Mapping[Row, str]) -> dict[Row, str]:
    """The names of the original's rows by the rows that they are in the edited file."""
    texts, edited = differences.original.texts, differences.edited
    rows = ((_row(edited[new]), _row(texts[old].word)) for new, old in differences.olds.items())
    return {here: names[there] for here, there in rows if here is not None and there is not None and there in names}


def _authors(differences: Differences, tables: Set[int], others: Set[int]) -> tuple[str, ...]:
    """Who changed these tables and other texts."""
    return differences.authors(
        number
        for number, text in enumerate(differences.edited)
        if number in others or (text.cell is not None and text.cell.table in tables)
    )


def _without(lines: Iterable[str], others: Container[str]) -> str | None:
    return "\n".join(line for line in lines if line not in others) or None


def _row(text: WordText) -> Row | None:
    return None if text.cell is None else (text.cell.table, text.cell.row)


def _lines(told: Iterable[tuple[WordText, str]], names: Mapping[Row, str]) -> list[str]:
    """The texts, a line for each row, its name before them; a text outside of tables has its own line."""
    rows: dict[object, list[str]] = {}
    for number, (text, said) in enumerate(told):
        row = _row(text)
        rows.setdefault(number if row is None else row, []).append(said)
    lines = []
    for key, texts in rows.items():
        name = names.get(key, "") if isinstance(key, tuple) else ""
        said = " | ".join(texts)
        lines.append(said if not name or name in texts else f"{name.rstrip(':')}: {said}")
    return lines
