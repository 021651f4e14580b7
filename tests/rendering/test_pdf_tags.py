"""The structure tree: what a screen reader is told beside the text."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Object

from methodology.model.document import Cell, ItemList, List, Row, Table
from methodology.rendering.pdf import Pdf
from tests.rendering.pdf_sample import opened, rendered
from tests.rendering.sample import sample_blocks, text


def children(element: Object) -> list[Object]:
    """The elements right under one."""
    found = element.get("/K", Array())
    return [child for child in (found if isinstance(found, Array) else [found]) if "/S" in child] if found else []


def descendants(element: Object, *kinds: str) -> Iterator[Object]:
    """The elements of these kinds anywhere under one, in reading order."""
    nested = element.get("/K", Array())
    for child in nested if isinstance(nested, Array) else [nested]:
        if isinstance(child, Dictionary) and "/S" in child:
            if str(child.S) in kinds:
                yield child
            yield from descendants(child, *kinds)


def attribute(element: Object, name: str) -> Object | None:
    """An attribute of an element, whoever owns it."""
    return next((owned[name] for owned in element.get("/A", Array()) if name in owned), None)


def table_of(pdf: Pdf) -> list[list[tuple[str, str | None, list[str]]]]:
    """The only table's rows: each cell's kind, scope and the identifiers of its headers."""
    with opened(pdf) as file:
        (table,) = descendants(file.Root.StructTreeRoot, "/Table")
        return [
            [
                (
                    str(cell.S),
                    str(scope) if (scope := attribute(cell, "/Scope")) is not None else None,
                    [str(header) for header in attribute(cell, "/Headers") or ()],
                )
                for cell in descendants(row, "/TH", "/TD")
            ]
            for row in descendants(table, "/TR")
        ]


def test_headings_have_their_levels() -> None:
    with opened(rendered()) as file:
        kinds = [str(element.S) for element in descendants(file.Root.StructTreeRoot, *(f"/H{n}" for n in range(1, 7)))]
    contents, *body = kinds
    assert contents == "/H1"
    assert body == ["/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/H4", "/H5", "/H1"]


def test_lists_have_labels_that_say_how_they_count() -> None:
    trees = [level for block in sample_blocks() if isinstance(block, List) for level in levels_of(block.tree)]
    with opened(rendered()) as file:
        lists = list(descendants(file.Root.StructTreeRoot, "/L"))
        assert [len(children(element)) for element in lists] == [len(tree.nodes) for tree in trees]
        assert all(
            [str(part.S) for part in children(item)] == ["/Lbl", "/LBody"]
            for element in lists
            for item in descendants(element, "/LI")
        )
        assert [str(attribute(element, "/ListNumbering")) for element in lists] == [
            *("/LowerAlpha", "/None", "/None", "/LowerAlpha", "/Square", "/Decimal", "/Decimal"),
            *("/LowerAlpha", "/None", "/Decimal", "/LowerAlpha"),
        ]
        (quote,) = descendants(file.Root.StructTreeRoot, "/BlockQuote")
        assert [str(part.S) for part in children(quote)] == ["/P", "/P"]


def levels_of(level: ItemList) -> Iterator[ItemList]:
    yield level
    for node in level.nodes:
        for inner in node.lists:
            yield from levels_of(inner)


def test_every_table_names_itself_its_columns_and_its_rows() -> None:
    column = ["U1x0y0", "U1x1y0", "U1x2y0"]
    assert table_of(rendered()) == [
        [("/TH", "/Column", [])] * 3,
        [
            ("/TH", "/Row", column[:1]),
            ("/TD", None, [column[1], "row-1-1-1"]),
            ("/TD", None, [column[2], "row-1-1-1"]),
        ],
        [("/TD", None, [column[1], "row-1-1-1"]), ("/TD", None, [column[2], "row-1-1-1"])],
        [("/TD", None, column[:2]), ("/TD", None, column[2:])],
    ]
    with opened(rendered()) as file:
        (table,) = descendants(file.Root.StructTreeRoot, "/Table")
        assert str(attribute(table, "/Summary")) == "Kazalnik O.1.1"


def test_a_caption_stands_in_its_table_and_begins_with_its_label() -> None:
    with opened(rendered()) as file:
        (table,) = descendants(file.Root.StructTreeRoot, "/Table")
        caption = children(table)[0]
        assert [str(part.S) for part in (caption, *children(caption))] == ["/Caption", "/Lbl", "/Span"]


def test_headers_are_found_by_their_identifiers() -> None:
    with opened(rendered()) as file:
        root = file.Root.StructTreeRoot
        identifiers = [str(cell.ID) for cell in descendants(root, "/TH")]
        names = root.IDTree.Kids[0].Names if "/Kids" in root.IDTree else root.IDTree.Names
        assert sorted(identifiers) == [str(name) for name in list(names)[::2]]
        assert all(name == cell.ID for name, cell in zip(list(names)[::2], list(names)[1::2], strict=True))


def test_a_table_without_column_headers_may_name_its_rows() -> None:
    rows = tuple(Row((Cell(text(name), header=True), Cell(text("1")))) for name in ("prva", "druga"))
    assert table_of(rendered(Table((50.0, 50.0), (), rows, "Vrstici"))) == [
        [("/TH", "/Row", []), ("/TD", None, ["row-1-1-1"])],
        [("/TH", "/Row", []), ("/TD", None, ["row-1-2-1"])],
    ]


def test_an_empty_cell_names_nothing() -> None:
    head = Row((Cell(text("A"), header=True), Cell(text("B"), header=True)))
    rows = (Row((Cell((), header=True), Cell(text("1")))),)
    assert table_of(rendered(Table((50.0, 50.0), (head,), rows, "Vrstica")))[1][0][0] == "/TD"


def test_a_row_wholly_covered_by_spans() -> None:
    head = Row((Cell(text("A"), header=True), Cell(text("B"), header=True)))
    rows = (Row((Cell(text("a"), row_span=2), Cell(text("b"), row_span=2))), Row(()), Row((Cell(()), Cell(()))))
    assert [len(row) for row in table_of(rendered(Table((50.0, 50.0), (head,), rows, "Vrste")))] == [2, 2, 0, 2]


def test_what_is_painted_on_every_page_is_no_content() -> None:
    with opened(rendered()) as file:
        for page in list(file.pages)[1:]:
            content = page.Contents.read_bytes()
            assert content.count(b"/Subtype/Header") == content.count(b"/Subtype/Footer") == 1
        assert b"/Pagination" not in file.pages[0].Contents.read_bytes()
