"""A PDF that was just made, opened."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf


@contextmanager
def opened(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    """The objects of a PDF.

    pikepdf asks a stream in memory for every few bytes by a call of Python, and takes twice as long as with a file. The
    file has no name (on Windows, none that outlives it), so nothing of it is left where a build is killed.
    """
    with tempfile.TemporaryFile() as file:
        file.write(pdf)
        file.flush()
        with pikepdf.open(file, access_mode=pikepdf.AccessMode.mmap) as found:
            yield found
