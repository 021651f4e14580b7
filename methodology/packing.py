"""Zip entries into a package: the same bytes for the same entries, on every day and system."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can name; every entry has it."""
_SPEED = 1
"""Deflate at its fastest, as Word itself does: a quarter more bytes in a third of the time."""


def pack_entries(entries: Mapping[str, bytes]) -> bytes:
    """Return the package of these entries, the content types first and the others by name."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as written:
        # Programs that read a package as a stream want the content types first.
        for name in sorted(entries, key=lambda name: (not name.startswith("[Content_Types]"), name)):
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            written.writestr(entry, entries[name], compresslevel=_SPEED)
    return target.getvalue()
