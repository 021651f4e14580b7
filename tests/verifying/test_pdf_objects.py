"""Two files are the same where their objects are, whatever their numbers and filters."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from methodology.verifying.pdf_objects import ObjectPairs, printable, show


def differing(made: Callable[[Pdf], Any], read: Callable[[Pdf], Any]) -> list[tuple[str, ...]]:
    """The paths below the catalogue's ``/X`` where the two files differ."""
    before, after = pikepdf.new(), pikepdf.new()
    before.Root.X, after.Root.X = made(before), read(after)
    pairs = ObjectPairs(before, after)
    return [one.path for one in pairs.differences(before.Root.X, after.Root.X)]


@pytest.mark.parametrize(
    ("made", "read"),
    [
        (1, Decimal("1.0")),
        (String("a"), String("a")),
        (Dictionary(A=1, B=None), Dictionary(A=1)),
        (Array([1, Array([Name.A])]), Array([1, Array([Name.A])])),
    ],
)
def test_what_is_the_same(made: object, read: object) -> None:
    assert differing(lambda _: made, lambda _: read) == []


@pytest.mark.parametrize(
    ("made", "read", "path"),
    [
        (1, 2, ()),
        (1, True, ()),
        (0, False, ()),
        (1, String("1"), ()),
        (String("A"), Name.A, ()),
        (Array([1]), Array([1, 2]), ()),
        (Array([1]), Dictionary(A=1), ()),
        (Dictionary(A=1), Dictionary(A=1, B=2), ("B",)),
        (Dictionary(A=1, B=2), Dictionary(A=1), ("B",)),
        (Dictionary(A=Array([1, Dictionary(B=2)])), Dictionary(A=Array([1, Dictionary(B=3)])), ("A", "1", "B")),
    ],
)
def test_what_is_not(made: object, read: object, path: tuple[str, ...]) -> None:
    assert differing(lambda _: made, lambda _: read) == [path]


def test_a_stream_is_what_it_holds() -> None:
    def plain(pdf: Pdf) -> Any:
        return pdf.make_stream(b"abc", K=1)

    def packed(pdf: Pdf) -> Any:
        return pdf.make_stream(b"616263>", K=1, Filter=Name.ASCIIHexDecode)

    assert differing(plain, packed) == []
    assert differing(plain, lambda pdf: pdf.make_stream(b"abd", K=1)) == [()]
    assert differing(plain, lambda pdf: pdf.make_stream(b"abc", K=2)) == [("K",)]
    assert differing(plain, lambda pdf: pdf.make_stream(b"abc", K=1, F=String("file"))) == [("F",)]
    assert differing(plain, lambda _: Dictionary(K=1)) == [()]


def ring(pdf: Pdf, length: int, last: int = 0) -> Any:
    """Dictionaries each of which leads to the next, the last one to the first."""
    links = [pdf.make_indirect(Dictionary(V=0)) for _ in range(length)]
    links[-1].V = last
    for at, link in enumerate(links):
        link.Next = links[(at + 1) % length]
    return links[0]


def test_objects_that_lead_to_one_another_end() -> None:
    assert differing(lambda pdf: ring(pdf, 1), lambda pdf: ring(pdf, 7)) == []
    assert differing(lambda pdf: ring(pdf, 1), lambda pdf: ring(pdf, 7, last=1)) == [(*["Next"] * 6, "V")]


def test_far_more_than_the_original_has_is_no_walk_without_end() -> None:
    (path,) = differing(lambda pdf: ring(pdf, 1), lambda pdf: ring(pdf, 20_000))
    assert set(path) == {"Next"}


def test_pages_are_the_same_by_their_number() -> None:
    made, read = pikepdf.new(), pikepdf.new()
    for pdf in (made, read):
        for _ in range(2):
            pdf.add_blank_page()
    read.pages[0].Rotate = 90
    pairs = ObjectPairs(made, read)
    first, second = Array([read.pages[0].obj]), Array([read.pages[1].obj])
    assert list(pairs.differences(Array([made.pages[0].obj]), first)) == []
    assert [one.path for one in pairs.differences(Array([made.pages[0].obj]), second)] == [("0",)]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Name.A, "/A"),
        (Array([1, Array([Decimal("0.5")])]), "[1 [0.5]]"),
        (Dictionary(Subtype=Name.Link), "(/Link)"),
        (String("a\x1b[31m\u202eb"), "a�[31m�b"),
        (String("x" * 100), "x" * 60 + "…"),
    ],
)
def test_a_value_is_shown_in_a_few_words(value: object, shown: str) -> None:
    assert show(value) == shown


def test_a_foreign_text_is_one_line() -> None:
    assert printable("a\n\n b\t", 100) == "a b"
