"""The version before the signed one, reconstructed from what the signed text says of it (see README.md)."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.built import CONTENT, copied, replace_in

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Edit:
    """One edit of a content file: a line that goes (by its beginning), or a text that becomes another one."""

    file: str
    says: str
    certainty: str
    delete: str | None = None
    change: str | None = None
    to: str = ""
    note: str = ""

    def apply(self, content: Path) -> None:
        """Make the edit; what it edits must be there, once."""
        path = content / self.file
        if self.change is not None:
            replace_in(path, self.change, self.to)
            return
        assert self.delete is not None
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.strip().startswith(self.delete)]
        assert len(kept) == len(lines) - 1, f"{len(lines) - len(kept)} lines of {self.file} begin with {self.delete!r}"
        path.write_text("".join(kept), encoding="utf-8")


def edits() -> tuple[Edit, ...]:
    """Every edit, in order."""
    loaded = yaml.safe_load((HERE / "edits.yaml").read_text(encoding="utf-8"))
    return tuple(Edit(**edit) for edit in loaded)


def reconstructed(folder: Path) -> Path:
    """The earlier version's content, as a new folder ``content`` below ``folder``."""
    content = copied(CONTENT, folder)
    for edit in edits():
        edit.apply(content)
    return content


def explained(folder: Path) -> Path:
    """The signed content with reasons for what changed since the earlier version, as ``content`` below ``folder``."""
    content = copied(CONTENT, folder)
    (content / "amendments").mkdir()
    shutil.copy(HERE / "amendment.yaml", content / "amendments" / "2025-11.yaml")
    return content
