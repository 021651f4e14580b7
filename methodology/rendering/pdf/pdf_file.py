"""A finished PDF opened for reading and changing."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO, cast

import pikepdf


@contextmanager
def open_pdf(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    """Open a PDF.

    pikepdf asks a stream in memory for every few bytes by a call of Python, and takes twice as long as with a file. The
    file has no name (on Windows, none that outlives it), so nothing of it is left where a build is killed.
    """
    with _readable(pdf) as file, pikepdf.open(file, access_mode=pikepdf.AccessMode.mmap) as opened:
        yield opened


def _readable(pdf: bytes) -> BinaryIO:
    """The PDF in a nameless file, or in memory where no such file can be made: a build needs no room but its own."""
    try:
        file = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115 (who asks for it closes it)
    except OSError:
        return io.BytesIO(pdf)
    try:
        file.write(pdf)
        file.flush()
    except OSError:
        with suppress(OSError):
            file.close()
        return io.BytesIO(pdf)
    return file
