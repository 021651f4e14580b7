"""The text of a content file as bytes, as the file had them."""

from __future__ import annotations

import itertools
from codecs import BOM_UTF8
from difflib import SequenceMatcher


def encode_as_before(old: bytes | None, text: str) -> bytes:
    """Encode ``text``, whose lines end in a line feed alone, with the byte order mark and line ends of the old file.

    Reading takes both away. In a file with line ends of both kinds, a line that stays keeps its own, and a new one has
    that of most lines.
    """
    if old is None:
        return text.encode()
    start = BOM_UTF8 if old.startswith(BOM_UTF8) else b""
    windows, all_ends = old.count(b"\r\n"), old.count(b"\n")
    if windows == 0:
        return start + text.encode()
    if windows == all_ends:
        return start + text.encode().replace(b"\n", b"\r\n")
    return start + _mixed(old.removeprefix(BOM_UTF8), text.encode(), most=b"\r\n" if windows * 2 > all_ends else b"\n")


def _mixed(old: bytes, new: bytes, most: bytes) -> bytes:
    """Lines that are in both in order keep their ends."""
    before = old.replace(b"\r\n", b"\n").split(b"\n")
    ends = [b"\r\n" if line.endswith(b"\r") else b"\n" for line in old.split(b"\n")]
    after = new.split(b"\n")
    kept = [most] * len(after)
    for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        kept[block.b : block.b + block.size] = ends[block.a : block.a + block.size]
    return b"".join(itertools.chain.from_iterable(zip(after, [*kept[:-1], b""], strict=True)))
