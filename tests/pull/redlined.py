"""Edited Word files made without an office: a redline of two versions that carries the first one's snapshot.

So the edits are of any kind and any number, and what must come of them is known: the second version.
"""

from __future__ import annotations

import io

import docx

from methodology.model.document import Document
from methodology.word.package import add_snapshot, write_package
from methodology.word.snapshot import read_snapshot, write_snapshot
from tests.word.test_redline import redline


def tracked(old: Document, new: Document, made: bytes) -> bytes:
    """The file ``made`` of the old version, edited into the new one with every change tracked; no control is left."""
    snapshot = read_snapshot(made)
    opened = docx.Document(io.BytesIO(redline(old, new, None)))
    add_snapshot(opened.part, write_snapshot(snapshot.files, snapshot.texts))
    return write_package(opened)
