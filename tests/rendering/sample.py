"""A small document that has every kind of block, for the tests of the formats."""

from __future__ import annotations

import datetime

from methodology.model.document import (
    Alignment,
    Block,
    Caption,
    CaptionKind,
    Cell,
    Cover,
    Document,
    Heading,
    HeadingKind,
    Inline,
    List,
    ListFormat,
    ListItem,
    Note,
    Paragraph,
    Picture,
    Properties,
    Row,
    Run,
    Table,
)
from methodology.model.overview import Bar, IndicatorOverview, OverviewCell, OverviewRow, OverviewTable
from methodology.model.picture import PictureKind
from methodology.reading.picture_files import read_picture

PICTURE = read_picture(
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="30" height="20" opacity="0.5"/>'
    b'<text x="4" y="12" font-family="Arial" font-size="6">Regija</text></svg>',
    PictureKind.SVG,
)
"""Shapes, letters and something that shines through."""


def text(content: str, source: str | None = None) -> Inline:
    """One run."""
    return (Run(content, source=source),)


def listing(list_format: ListFormat, *items: str) -> List:
    """A list of plain items, each with a content path of its own."""
    return List(
        list_format,
        tuple(
            ListItem(list_format.label(number), text(item, f"{list_format.name}.{number}"))
            for number, item in enumerate(items, start=1)
        ),
    )


def picture_blocks() -> tuple[Block, ...]:
    """A picture with its caption."""
    said = text("Tri regije programa.", "chapters.introduction.5")
    caption = text("Regije", "chapters.introduction.6")
    return Picture("pictures/map.svg", PICTURE.digest, 40, said), Caption(CaptionKind.PICTURE, "Slika 1:", caption)


def sample_blocks() -> tuple[Block, ...]:
    """Every block but a picture, every list format, heading kind and span once."""
    return (
        Heading(1, HeadingKind.CHAPTER, 1, "1.", text("UVOD", "chapters.introduction.1"), "introduction"),
        Paragraph(text("Besedilo s posebnimi znaki: <b> & »čšž« {{ x }} #.", "chapters.introduction.2")),
        Heading(2, HeadingKind.CHAPTER, 2, "1.1", text("KAZALNIKI"), "indicators"),
        Heading(3, HeadingKind.CHAPTER, 3, "1.1.1", text("KAZALNIKI UČINKA"), "outputs"),
        Heading(
            4,
            HeadingKind.PART,
            1,
            "",
            (Run("Specifični cilj 1: "), Run("izmenjava", source="SO1.title")),
            "outputs-SO1",
        ),
        Paragraph(text("Ukrepi so:", "phrases.measures"), leads=True),
        listing(ListFormat.PARENTHESES, "prvi;", "drugi."),
        Heading(5, HeadingKind.ITEM, 1, "1.", text("Število operacij:", "O.1.1.name"), "O.1.1"),
        Heading(6, HeadingKind.ITEM, 2, "1.1", text("število skupin", "O.1.1.1.name"), "O.1.1.1"),
        Caption(CaptionKind.TABLE, "Tabela 1:", text("Kazalnik in njegov cilj", "chapters.introduction.4")),
        Table(
            columns=(20.0, 50.0, 30.0),
            header=(
                Row(tuple(Cell(text(name), header=True, alignment=Alignment.CENTER) for name in ("ID", "IME", "CILJ"))),
            ),
            rows=(
                Row(
                    (
                        Cell(text("O.1.1", "O.1.1.id"), header=True, row_span=2),
                        Cell(text("Število operacij", "O.1.1.name")),
                        Cell(text("2.092", "O.1.1.target"), alignment=Alignment.RIGHT),
                    )
                ),
                Row(
                    (
                        Cell(text("število skupin", "O.1.1.1.name")),
                        Cell((), alignment=Alignment.RIGHT),
                    )
                ),
                Row((Cell(text("Skupaj"), strong=True, column_span=2), Cell(text("100 %"), alignment=Alignment.RIGHT))),
            ),
            title="Kazalnik O.1.1",
        ),
        Note(
            (
                Run("Opomba: merska enota »", source="phrases.note"),
                Run("število", source="O.1.1.unit", within="phrases.note"),
                Run("« predstavlja število ", source="phrases.note"),
                Run("oseb", source="O.1.1.counts", within="phrases.note"),
                Run(".", source="phrases.note"),
            )
        ),
        Paragraph(
            (
                Run("Glej ", source="chapters.introduction.3"),
                Run("O.1.1", source="O.1.1.id", within="chapters.introduction.3", target="#O.1.1"),
                Run(" ter ", source="chapters.introduction.3"),
                Run("krepko", source="chapters.introduction.3", strong=True),
                Run(" in ", source="chapters.introduction.3"),
                Run("poševno", source="chapters.introduction.3", emphasis=True),
                Run(".", source="chapters.introduction.3"),
            )
        ),
        listing(ListFormat.DASH, "prva;", "druga."),
        Paragraph(text("Vmes.")),
        listing(ListFormat.DASH, "tretja."),
        listing(ListFormat.LETTER, "prva;", "druga."),
        listing(ListFormat.SQUARE, "prva;", "druga."),
        Heading(4, HeadingKind.PART, 1, "", text("Specifični cilj 2: sodelovanje", "SO2.title"), "outputs-SO2"),
        Heading(5, HeadingKind.ITEM, 1, "1.", text("Število srečanj", "O.2.1.name"), "O.2.1"),
        listing(ListFormat.NUMBER, "prva;", "druga."),
        Paragraph(text("Vmes.")),
        listing(ListFormat.NUMBER, "spet prva."),
        Paragraph(text("Člen določa,\nda je treba:", "chapters.introduction.5"), is_quote=True),
        Paragraph(text("(a) opredeliti merila.", "chapters.introduction.6"), is_quote=True),
        List(
            ListFormat.PARENTHESES,
            (
                ListItem("(a)", text("prva:")),
                ListItem("-", text("notranja;"), level=1, format=ListFormat.DASH),
                ListItem("-", text("notranja:"), level=1, format=ListFormat.DASH),
                ListItem("1.", text("najgloblja\nv dveh vrsticah;"), level=2, format=ListFormat.NUMBER),
                ListItem("2.", text("druga;"), level=2, format=ListFormat.NUMBER),
                ListItem("-", text("spet notranja;"), level=1, format=ListFormat.DASH),
                ListItem("(b)", text("druga:")),
                ListItem("a)", text("druge vrste."), level=1, format=ListFormat.LETTER),
            ),
        ),
        Heading(1, HeadingKind.CHAPTER, 1, "2.", text("ZAKLJUČEK", "chapters.conclusion.1"), "conclusion"),
        Paragraph(text("Konec.", "chapters.conclusion.2")),
    )


def sample_overview() -> IndicatorOverview:
    """Two tables: an indicator with its part and one without values, and money."""
    bar = Bar(0, 0.25, 1, "Mejnik je na 25 % poti do cilja.")
    part = Bar(0, 0.05, 0.2, "Mejnik je na 25 % poti do cilja.")
    rows = (
        OverviewRow((OverviewCell("O.1.1", "O.1.1"), OverviewCell("2.092", number="2092"), OverviewCell(bar=bar))),
        OverviewRow(
            (OverviewCell("O.1.1.1"), OverviewCell("418,4", number="418.4"), OverviewCell(bar=part)), is_part=True
        ),
        OverviewRow((OverviewCell("R.1.2"), OverviewCell("", number=""), OverviewCell())),
        OverviewRow((OverviewCell("O.1.10"), OverviewCell("1.000", number="1000"), OverviewCell(bar=bar))),
    )
    share = Bar(0, None, 0.7, "Delež: 70 %", marks_target=False)
    money = OverviewRow((OverviewCell("001"), OverviewCell("70 %", number="70"), OverviewCell(bar=share)))
    return IndicatorOverview(
        "Kazalniki na enem mestu",
        (
            OverviewTable(
                "indicators", "Mejniki", ("OZNAKA", "CILJ", "POT DO CILJA"), rows, "Stolpec vodi do cilja.", 0
            ),
            OverviewTable("money", "Sredstva", ("Koda", "Delež", "Primerjava"), (money,), "Isto merilo.", 0),
        ),
    )


def sample_document(blocks: tuple[Block, ...] | None = None) -> Document:
    """The sample's cover and properties around ``blocks``, by default :func:`sample_blocks`."""
    return Document(
        cover=Cover(
            title=text("Metodologija za vzpostavitev okvira smotrnosti", "programme.title"),
            programme=text("Program za izvajanje Sklada za notranjo varnost", "programme.name"),
            period=text("2021–2027", "programme.period"),
            version=text("2025-11", "programme.version"),
            date=text("3. 11. 2025", "programme.date"),
            short_title=text("Metodologija – SNV 2021–2027", "programme.short_title"),
        ),
        properties=Properties(
            title="Metodologija za vzpostavitev okvira smotrnosti",
            subject="Program za izvajanje Sklada za notranjo varnost 2021–2027",
            keywords=("kazalniki", "mejniki", "ciljne vrednosti"),
            author="Ministrstvo za notranje zadeve",
            language="sl-SI",
            date=datetime.date(2025, 11, 3),
        ),
        blocks=sample_blocks() if blocks is None else blocks,
        pictures={PICTURE.digest: PICTURE},
        labels={
            "contents": "Kazalo",
            "version": "Različica",
            "date": "Datum",
            "period": "Programsko obdobje",
            "page": "Stran",
            "skip_to_content": "Preskoči na vsebino",
            "search": "Išči po oznakah in besedilu",
            "hit": "Zadetek",
            "no_hit": "Ni zadetkov",
            "next_hit": "Naslednji zadetek",
            "previous_hit": "Prejšnji zadetek",
            "permalink": "Trajna povezava",
            "formats": "Dokument kot datoteka",
            "overview": "Kazalniki na enem mestu",
            "filter": "Pokaži le vrstice z besedilom",
            "shown": "Prikazano",
        },
    )
