"""The overview's bars as pictures for all formats: drawn as SVG, with what they show in words, below their table."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup, escape

from methodology.composing.overview import compose_overview
from methodology.composing.sentences import Sentences
from methodology.model.language import NO_BREAK_SPACE
from methodology.model.overview import BarPieceKind, OverviewRow, OverviewTable
from methodology.model.picture import PictureFile, PictureKind

MOST_ROWS = 42
"""So many rows of a picture stand on a page with its caption."""
_WIDTH, _LINE, _BAR = 480, 14, 8
"""The width of the text, of which a picture has all; the height of a line and of a bar; in points, nearly."""
_LEFT, _SCALE = 62, 318
"""Where bars begin, and how long their scale is."""
_MARK = 1.5
_COLOURS = {BarPieceKind.WAY: "#9db8e0", BarPieceKind.MILESTONE: "#1f3864", BarPieceKind.TARGET: "#1b1f27"}
_TEXT = '<text x="{x}" y="{y}" font-family="Arial" font-size="8" fill="#1b1f27">{text}</text>'
_RECT = '<rect x="{x:g}" y="{y}" width="{width:g}" height="{height}" fill="{fill}"/>'


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
    content = draw_bars(table, rows).encode()
    digest = hashlib.sha256(content).hexdigest()
    sentences.printer.drawn[name] = PictureFile(PictureKind.SVG, content, digest, _WIDTH, len(rows) * _LINE)
    values = "; ".join(f"{row.cells[table.head].text} {_values(row)}" for row in rows)
    values = values.replace(NO_BREAK_SPACE, " ")  # nothing is broken where nothing is printed
    said = sentences.phrase(f"picture_{table.name}", objective=rows[0].cells[0].text, values=values)
    figure = Markup('<figure data-file="{}" data-digest="{}" data-width="100">{}</figure>').format(name, digest, said)
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


def draw_bars(table: OverviewTable, rows: Sequence[OverviewRow]) -> str:
    """Return the bars of some rows as SVG: codes on the left, values on the right."""
    drawn = "".join(piece for line, row in enumerate(rows) for piece in _draw_row(row, table.head, line))
    height = len(rows) * _LINE
    size = f'width="{_WIDTH}" height="{height}" viewBox="0 0 {_WIDTH} {height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{drawn}</svg>'


def _draw_row(row: OverviewRow, head: int, line: int) -> Iterator[str]:
    bar, y = row.cells[-1].bar, line * _LINE + (_LINE - _BAR) / 2
    yield _text(1, line, row.cells[head].text)
    yield _RECT.format(x=_LEFT, y=y, width=_SCALE, height=_BAR, fill="#e3e9f2")
    for piece in bar.pieces if bar else ():
        left, width = (round(share * _SCALE / 100, 2) for share in (piece.left, piece.width))
        if piece.kind is BarPieceKind.TARGET:
            left, width = left + width - _MARK, _MARK
        yield _RECT.format(x=_LEFT + left, y=y, width=width, height=_BAR, fill=_COLOURS[piece.kind])
    yield _text(_LEFT + _SCALE + 8, line, _values(row))


def _text(x: int, line: int, text: str) -> str:
    return _TEXT.format(x=x, y=line * _LINE + 10, text=escape(text))


def _values(row: OverviewRow) -> str:
    return " → ".join(cell.text for cell in row.cells if cell.number)
