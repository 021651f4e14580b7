"""The overview's bars as pictures for all formats: drawn as SVG, with what they show in words, below their table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from markupsafe import Markup

from methodology.composing.drawing import (
    INK,
    LINE,
    NOW,
    TRACK,
    draw_picture,
    draw_rectangle,
    draw_text,
    picture_of,
)
from methodology.composing.overview import compose_overview
from methodology.composing.sentences import Sentences
from methodology.look import DocumentLook
from methodology.model.language import NO_BREAK_SPACE
from methodology.model.overview import BarPieceKind, OverviewRow, OverviewTable
from methodology.model.picture import PictureKind

MOST_ROWS = 42
"""So many rows of a picture stand on a page with its caption."""
_BAR = 8
"""The height of a bar, in points."""
_LEFT, _SCALE = 62, 318
"""Where bars begin, and how long their scale is."""
_MARK = 1.5
_OLD_COLOURS = {BarPieceKind.WAY: "#9db8e0", BarPieceKind.MILESTONE: NOW, BarPieceKind.TARGET: INK}
"""Those of bars where the templates have no look; the line at the target is as dark as the text."""

Colours = Mapping[BarPieceKind, str]


def bar_pictures(sentences: Sentences, name: str) -> Markup:
    """Return the pictures of the overview's ``indicators`` or ``money`` as markup; the printer keeps their files.

    Each has an objective. Nothing where there is no such table, or its rows have no bars.
    """
    overview = compose_overview(sentences, ())
    tables = () if overview is None else overview.tables
    table = next((table for table in tables if table.name == name), None)
    if table is None:
        return Markup("")
    return Markup("").join(
        _figure(sentences, table, rows, f"{name}-{number}.{PictureKind.SVG}")
        for number, rows in enumerate(picture_rows(table), start=1)
    )


def _figure(sentences: Sentences, table: OverviewTable, rows: Sequence[OverviewRow], name: str) -> Markup:
    picture = picture_of(draw_bars(table, rows, colours_of(sentences.printer.look)), len(rows))
    sentences.printer.drawn[name] = picture
    values = "; ".join(f"{row.cells[table.head].text} {_values(row)}" for row in rows)
    values = values.replace(NO_BREAK_SPACE, " ")  # nothing is broken where nothing is printed
    said = sentences.phrase(f"picture_{table.name}", objective=rows[0].cells[0].text, values=values)
    figure = Markup('<figure data-file="{}" data-digest="{}" data-width="100">{}</figure>').format(
        name, picture.digest, said
    )
    return figure + Markup('<p class="picture-caption">{}</p>').format(
        sentences.phrase(f"caption_{table.name}", objective=rows[0].cells[0].text)
    )


def picture_rows(table: OverviewTable) -> Iterator[list[OverviewRow]]:
    """Yield the rows with bars by pictures: one an objective, several where that is longer than a page."""
    rows = (row for row in table.rows if row.cells[-1].bar)
    for _, group in groupby(rows, key=lambda row: row.cells[0].text):
        waiting = list(group)
        while waiting:
            yield waiting[:MOST_ROWS]
            waiting = waiting[MOST_ROWS:]


def colours_of(look: DocumentLook | None) -> Colours:
    """Return the colours of the pieces of bars."""
    if look is None:
        return _OLD_COLOURS
    of_look = {BarPieceKind.WAY: look.colours.way, BarPieceKind.MILESTONE: look.colours.heading}
    return {**_OLD_COLOURS, **{kind: colour.lower() for kind, colour in of_look.items()}}


def draw_bars(table: OverviewTable, rows: Sequence[OverviewRow], colours: Colours = _OLD_COLOURS) -> str:
    """Return the bars of some rows as SVG: codes on the left, values on the right."""
    return draw_picture(
        len(rows), (piece for line, row in enumerate(rows) for piece in _draw_row(row, table.head, line, colours))
    )


def _draw_row(row: OverviewRow, head: int, line: int, colours: Colours) -> Iterator[str]:
    bar, y = row.cells[-1].bar, line * LINE + (LINE - _BAR) / 2
    yield draw_text(1, line, row.cells[head].text)
    yield draw_rectangle((_LEFT, y), (_SCALE, _BAR), TRACK)
    for piece in bar.pieces if bar else ():
        left, width = (round(share * _SCALE / 100, 2) for share in (piece.left, piece.width))
        if piece.kind is BarPieceKind.TARGET:
            left, width = left + width - _MARK, _MARK
        yield draw_rectangle((_LEFT + left, y), (width, _BAR), colours[piece.kind])
    yield draw_text(_LEFT + _SCALE + 8, line, _values(row))


def _values(row: OverviewRow) -> str:
    return " → ".join(cell.text for cell in row.cells if cell.number)
