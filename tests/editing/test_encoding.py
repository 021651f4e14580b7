"""A file keeps its byte order mark and its line ends."""

from __future__ import annotations

import pytest

from methodology.editing import encode_as_before


@pytest.mark.parametrize(
    ("old", "text", "new"),
    [
        (None, "č: 1\n", "č: 1\n".encode()),
        (b"a\nb\n", "a\nc\n", b"a\nc\n"),
        (b"a\r\nb\r\n", "a\nc\nd\n", b"a\r\nc\r\nd\r\n"),
        (b"\xef\xbb\xbfa\nb", "c\nb", b"\xef\xbb\xbfc\nb"),
        (b"\xef\xbb\xbfa\r\nb", "a\nb\nc", b"\xef\xbb\xbfa\r\nb\r\nc"),
        (b"a\r\nb\nc\r\nd\r\n", "a\nb\nnew\nd\n", b"a\r\nb\nnew\r\nd\r\n"),
        (b"a\nb\r\nc\nd\n", "x\nb\nc\nd\n", b"x\nb\r\nc\nd\n"),
    ],
)
def test_a_file_is_written_as_it_was(old: bytes | None, text: str, new: bytes) -> None:
    assert encode_as_before(old, text) == new
