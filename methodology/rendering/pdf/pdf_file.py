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

    From memory, pikepdf reads every few bytes by a call of Python, which takes twice as long as from a file. The file
    has no name (on Windows, none that outlives it), so that a killed build leaves nothing behind.
    """
    with _readable(pdf) as file, pikepdf.open(file, access_mode=pikepdf.AccessMode.mmap) as opened:
        yield opened


def _readable(pdf: bytes) -> BinaryIO:
    """Put the PDF into a nameless file, or keep it in memory where none can be created (the disk may be full)."""
    try:
        file = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115 (the caller closes it)
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
