"""Bookmarks, the contents table and links."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
import pytest

from methodology.model.document import (
    Cell,
    Heading,
    HeadingKind,
    List,
    ListFormat,
    ListItem,
    Paragraph,
    Row,
    Run,
    Table,
)
from methodology.rendering.pdf import Pdf
from tests.rendering.pdf_sample import opened, rendered
from tests.rendering.sample import text

HEADING = Heading(1, HeadingKind.CHAPTER, 1, "1.", text("UVOD"), "introduction")


def bookmarks(items: list[pikepdf.OutlineItem], depth: int = 0) -> Iterator[tuple[int, str]]:
    for item in items:
        yield depth, item.title
        yield from bookmarks(item.children, depth + 1)


def links(pdf: Pdf, page: int) -> list[tuple[str, int | str]]:
    """The links of a page: what they say they are, and the page or address they go to."""
    with opened(pdf) as file:
        numbers: dict[object, int] = {leaf.objgen: number for number, leaf in enumerate(file.pages, start=1)}
        destinations = pikepdf.NameTree(file.Root.Names.Dests) if "/Names" in file.Root else {}
        found: list[tuple[str, int | str]] = []
        for annotation in file.pages[page - 1].get("/Annots", ()):
            if "/A" in annotation and annotation.A.S == "/URI":
                found.append((str(annotation.Contents), str(annotation.A.URI)))
                continue
            destination = annotation.get("/Dest", None) or annotation.A.D
            target = destinations[str(destination)] if isinstance(destination, pikepdf.String) else destination
            found.append((str(annotation.Contents), numbers[target[0].objgen]))
        return found


def test_a_bookmark_for_every_heading() -> None:
    with opened(rendered()) as file, file.open_outline() as outline:
        assert list(bookmarks(list(outline.root))) == [
            (0, "1. UVOD"),
            (1, "1.1 KAZALNIKI"),
            (2, "1.1.1 KAZALNIKI UČINKA"),
            (3, "Specifični cilj 1: izmenjava"),
            (4, "1. Število operacij:"),
            (5, "1.1 število skupin"),
            (3, "Specifični cilj 2: sodelovanje"),
            (4, "1. Število srečanj"),
            (0, "2. ZAKLJUČEK"),
        ]


def test_the_contents_table_links_to_the_chapters() -> None:
    """A link is named by its entry: the name is what a screen reader says."""
    assert links(rendered(), 2) == [
        ("1. UVOD", 3),
        ("1.1 KAZALNIKI", 3),
        ("1.1.1 KAZALNIKI UČINKA", 3),
        ("2. ZAKLJUČEK", 4),
    ]


def test_links_arrive_where_they_should() -> None:
    filler = tuple(Paragraph(text(f"Odstavek {number}.")) for number in range(45))
    head = Row((Cell(text("A"), header=True),))
    targets = ("introduction", "Čl. 5 (a)", "a-1", "R.1.5")
    pdf = rendered(
        HEADING,
        Paragraph(tuple(Run(f"k {target}", target=f"#{target}") for target in targets)),
        *filler,
        Paragraph(text("Cilj."), anchor="Čl. 5 (a)"),
        *filler,
        List(ListFormat.LETTER, (ListItem("a)", text("točka"), anchor="a-1"),)),
        *filler,
        Table((100.0,), (head,), (Row((Cell(text("R.1.5")),), anchor="R.1.5"),), "T"),
    )
    assert [page for _, page in links(pdf, 3)] == [3, 4, 5, 6]


def test_a_link_to_an_address() -> None:
    address = "https://eur-lex.europa.eu/eli/reg/2021/1060/oj?a=1&b=(2)"
    pdf = rendered(HEADING, Paragraph((Run("uredba", target=address),)))
    ((name, target),) = links(pdf, 3)
    assert target == address
    assert name


def test_a_link_to_nowhere_is_a_bug() -> None:
    with pytest.raises(ValueError, match="'#nowhere' leads nowhere"):
        rendered(HEADING, Paragraph((Run("tja", target="#nowhere"),)))


def test_two_places_with_one_anchor_are_a_bug() -> None:
    with pytest.raises(ValueError, match="two places are called 'introduction'"):
        rendered(HEADING, Paragraph(text("Cilj."), anchor="introduction"))
