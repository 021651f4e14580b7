"""Put finished files in place together: all of them, or none."""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write_together(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write ``files`` by name into ``folder``, made if need be; files of other names stay.

    Everything is written beside first and then moved in. Where a move fails (on Windows a file that is open in Word
    cannot be replaced) those already moved are put back, and the OSError goes on.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        if (folder / file).is_dir():
            raise IsADirectoryError(errno.EISDIR, "a folder stands where the file goes", str(folder / file))
    with tempfile.TemporaryDirectory(prefix=".building-", dir=folder) as name:
        fresh, former = Path(name, "fresh"), Path(name, "former")
        fresh.mkdir()
        former.mkdir()
        for file, content in files.items():
            (fresh / file).write_bytes(content)
        moved: list[str] = []
        try:
            for file in files:
                if (folder / file).exists():
                    (folder / file).replace(former / file)
                moved.append(file)
                (fresh / file).replace(folder / file)
        except OSError:
            for file in moved:
                if (former / file).exists():
                    (former / file).replace(folder / file)
                else:
                    (folder / file).unlink(missing_ok=True)
            raise
    return tuple(folder / file for file in files)
