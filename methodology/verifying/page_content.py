"""Compares the instructions that draw a page (ISO 32000-1 8.2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import pikepdf
from pikepdf import Array, Page

from methodology.messages import declare_message, translate
from methodology.verifying.pdf_drawing import PAINT

_COUNTED = {
    **dict.fromkeys(PAINT | {"sh"}, declare_message("lines or filled shapes")),
    **dict.fromkeys(("Do", "INLINE IMAGE"), declare_message("pictures or overlays")),
    **dict.fromkeys(("W", "W*"), declare_message("clippings")),
    "OC": declare_message("layers that can be switched off"),
    "Tr": declare_message("texts that are not painted as usual"),
}
"""What a page that says the same needs no more of than the original."""


def compare_contents(made: Page, read: Page) -> tuple[str, ...] | None:
    """What a page draws more than it was made with; None where both have the same instructions.

    How these are written and divided into streams does not matter.
    """
    if _joined(made) == _joined(read):
        return None
    before, after = _instructions(made), _instructions(read)
    if before == after:
        return None
    more = Counter(_counted(after)) - Counter(_counted(before))
    return tuple(
        translate("{count} {things} more than the original has", count=count, things=translate(name))
        for name, count in sorted(more.items())
    )


def _joined(page: Page) -> bytes:
    contents = page.obj.get("/Contents", Array())
    streams = contents if isinstance(contents, Array) else [contents]
    return b"\n".join(stream.read_bytes() for stream in streams)


def _instructions(page: Page) -> list[tuple[str, list[object]]]:
    return [(str(one.operator), list(one.operands)) for one in pikepdf.parse_content_stream(page)]


def _counted(instructions: Iterable[tuple[str, list[object]]]) -> Iterator[str]:
    for operator, operands in instructions:
        if operator in ("BDC", "BMC") and operands[0] == "/OC":
            yield _COUNTED["OC"]
        elif operator in _COUNTED and not (operator == "Tr" and operands == [0]):
            yield _COUNTED[operator]
