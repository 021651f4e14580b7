"""Compares the objects of two PDFs, whatever numbers and filters they have (ISO 32000-1 7.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import pikepdf
from pikepdf import Array, Dictionary, Object, Pdf, Stream

from methodology.diagnostics import quote
from methodology.messages import translate

FEW_OBJECTS = 10_000
LONGEST_SHOWN = 60
_ENCODED = frozenset({"/Length", "/Filter", "/DecodeParms", "/DL"})
"""How a stream is packed, not what it holds."""

ObjectId = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Two values that differ. ``path`` is the keys that lead to them; None is what one of the files has not."""

    path: tuple[str, ...]
    made: str | None
    read: str | None


@dataclass(slots=True)
class ObjectPairs:
    """Walks through the objects of two files side by side; what was found alike once is not walked through again.

    The pages of both files are known by their place: a pair of them is equal where they have the same number.
    """

    made: Pdf
    read: Pdf
    seen: set[tuple[ObjectId, ObjectId]] = field(default_factory=set)
    made_pages: Mapping[ObjectId, int] = field(init=False)
    read_pages: Mapping[ObjectId, int] = field(init=False)

    def __post_init__(self) -> None:
        self.made_pages, self.read_pages = (
            {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
            for pdf in (self.made, self.read)
        )

    def differences(self, made: object, read: object, *path: str) -> Iterator[Mismatch]:
        """Yield where two values differ."""
        waiting: list[tuple[tuple[str, ...], object, object]] = [(path, made, read)]
        most = 4 * len(self.made.objects) + FEW_OBJECTS
        while waiting:
            at, before, after = waiting.pop()
            if self._is_known(before, after):
                continue
            if len(self.seen) > most:
                yield Mismatch(at, None, translate("objects that lead to one another in another way"))
                return
            if not _alike(before, after) or self._number(before, self.made_pages) != self._number(
                after, self.read_pages
            ):
                yield Mismatch(at, show(before), show(after))
            elif isinstance(before, Object) and isinstance(after, Object) and not self._is_page(before):
                yield from _own_differences(at, before, after)
                waiting += reversed(list(_parts(at, before, after)))

    def _is_known(self, made: object, read: object) -> bool:
        """Whether a pair of indirect objects was met before; it counts as met from now on."""
        if not (isinstance(made, Object) and isinstance(read, Object)):
            return False
        pair = (made.objgen, read.objgen)
        if (0, 0) in pair:
            return False
        known = pair in self.seen
        self.seen.add(pair)
        return known

    def _is_page(self, made: Object) -> bool:
        return made.objgen in self.made_pages

    @staticmethod
    def _number(value: object, pages: Mapping[ObjectId, int]) -> int | None:
        return pages.get(value.objgen) if isinstance(value, Object) else None


def show(value: object) -> str | None:
    """A value in a few words; None of none."""
    match value:
        case None:
            return None
        case Stream():
            return translate("(a stream)")
        case Dictionary():
            kind = value.get("/Subtype", value.get("/S", value.get("/Type")))
            return translate("(a dictionary)") if kind is None else f"({kind})"
        case Array():
            items = [show(item) or "null" for _, item in zip(range(8), value, strict=False)]
            return printable(f"[{' '.join(items)}{' …' if len(value) > len(items) else ''}]")
        case _:
            return printable(value)


def printable(text: object, longest: int = LONGEST_SHOWN) -> str:
    """A foreign text in one line that a terminal shows as it is, cut after so many characters."""
    folded = " ".join(str(text)[: 10 * longest].split())
    shown = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in folded)
    return quote(shown, longest)


def decoded(stream: Object) -> tuple[bytes, str]:
    """What a stream holds, and the filters that cannot be undone, such as those of pictures."""
    try:
        return stream.read_bytes(), ""
    except pikepdf.PdfError:
        packing = f"{stream.get('/Filter')!r} {stream.get('/DecodeParms')!r}"
        return stream.read_raw_bytes(), packing


def _alike(made: object, read: object) -> bool:
    """Whether two values are of one kind, and equal unless they are containers."""
    if isinstance(made, Array) and isinstance(read, Array):
        return len(made) == len(read)
    for kind in (Stream, Dictionary, Array):
        if isinstance(made, kind) or isinstance(read, kind):
            return isinstance(made, kind) and isinstance(read, kind)
    if isinstance(made, bool) or isinstance(read, bool):
        return made is read
    if isinstance(made, pikepdf.String) and isinstance(read, pikepdf.String):
        return bytes(made) == bytes(read)
    numbers = (int, float, Decimal)
    if isinstance(made, numbers) and isinstance(read, numbers):
        return made == read
    return type(made) is type(read) and made == read


def _own_differences(at: tuple[str, ...], made: Object, read: Object) -> Iterator[Mismatch]:
    if isinstance(made, Stream) and decoded(made) != decoded(read):
        yield Mismatch(at, translate("(a stream)"), translate("(another stream)"))


def _parts(at: tuple[str, ...], made: Object, read: Object) -> Iterator[tuple[tuple[str, ...], object, object]]:
    if isinstance(made, Array) and isinstance(read, Array):
        for index, (before, after) in enumerate(zip(made, read, strict=True)):
            yield (*at, str(index)), before, after
    elif isinstance(made, Dictionary | Stream):
        for key in sorted({*made.keys(), *read.keys()} - (_ENCODED if isinstance(made, Stream) else frozenset())):
            yield (*at, key[1:]), made.get(key), read.get(key)
