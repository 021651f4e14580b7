"""What was done to a content, on the disk: for undo and redo, after a restart too; and what was typed and not saved."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from methodology.writing import write_together

FOLDER = ".desk"
"""Beside the content folder; it is no part of the content."""
_EDITS, _TYPED, _FORMS = "edits.jsonl", "typed.json", "forms.json"
MOST_FORMS = 20
"""So many forms that were not saved are kept, the latest."""
_IGNORE = "*\n"
"""Git passes over all that stands in the folder."""


@dataclass(frozen=True, slots=True)
class FileEdit:
    """What an edit did to a file: at ``start``, ``old`` made way for ``new``; a file that was or is not has no digest.

    ``start`` counts characters. The digests are those of the whole file before and after.
    """

    start: int
    old: str
    new: str
    before: str | None
    after: str | None

    @classmethod
    def between(cls, before: bytes | None, after: bytes | None) -> FileEdit:
        """Return the smallest edit from one content of a file to the other."""
        old, new = ((one or b"").decode() for one in (before, after))
        start = _count_common(old, new)
        end = _count_common(old[start:][::-1], new[start:][::-1])
        return cls(start, old[start : len(old) - end], new[start : len(new) - end], digest(before), digest(after))

    def undo(self, now: bytes | None) -> bytes | None:
        """Return what the file was before the edit; raises ValueError where it is not as the edit left it."""
        return _splice(now, self.start, self.new, self.old, self.after, self.before)

    def redo(self, now: bytes | None) -> bytes | None:
        """Return what the file was after the edit; raises ValueError where it is not as it was before."""
        return _splice(now, self.start, self.old, self.new, self.before, self.after)


def digest(content: bytes | None) -> str | None:
    """Return the SHA-256 of a file's content; None of a file that is not there."""
    return None if content is None else hashlib.sha256(content).hexdigest()


def _count_common(one: str, other: str) -> int:
    """How many characters both begin with."""
    shorter = min(len(one), len(other))
    return next((at for at in range(shorter) if one[at] != other[at]), shorter)


def _splice(  # noqa: PLR0913, PLR0917 (both sides of an edit)
    now: bytes | None, start: int, there: str, wanted: str, was: str | None, becomes: str | None
) -> bytes | None:
    if digest(now) != was:
        raise ValueError(start)
    if becomes is None:
        return None
    text = (now or b"").decode()
    return f"{text[:start]}{wanted}{text[start + len(there) :]}".encode()


@dataclass(frozen=True, slots=True)
class DoneEdit:
    """An edit that was saved: when (ISO, local time), what it is called, and the files that it changed.

    ``path`` is the content path of the value that changed, from ``old`` to ``new`` as the content has them; all three
    are empty where the edit is of more than one value.
    """

    when: str
    label: str
    files: Mapping[str, FileEdit]
    path: str = ""
    old: str | None = None
    new: str | None = None


@dataclass(slots=True)
class Journal:
    """The edits of a content, done and undone, in a folder beside it; each is on the disk before it is answered for."""

    folder: Path
    done: list[DoneEdit] = field(default_factory=list)
    undone: list[DoneEdit] = field(default_factory=list)

    @classmethod
    def open(cls, folder: Path) -> Journal:
        """Read the journal of a folder, which need not be there; a last line that was cut off is taken away."""
        journal = cls(folder)
        file = folder / _EDITS
        content = file.read_bytes() if file.is_file() else b""
        whole = content.rfind(b"\n") + 1
        if whole < len(content):
            os.truncate(file, whole)
        for line in content[:whole].splitlines():
            journal._replay(json.loads(line))
        return journal

    def add(self, edit: DoneEdit) -> None:
        """Note an edit that was saved; what was undone before cannot be redone any more."""
        self._write({"do": asdict(edit)})
        self._do(edit)

    def undo(self) -> None:
        """Note that the last edit was undone."""
        self._write({"undo": len(self.done)})
        self.undone.append(self.done.pop())

    def redo(self) -> None:
        """Note that the last undone edit was done again."""
        self._write({"redo": len(self.undone)})
        self.done.append(self.undone.pop())

    def typed(self) -> dict[str, str]:
        """Return what was typed and not saved, by content path."""
        return {path: str(text) for path, text in self._read(_TYPED).items()}

    def keep_typed(self, path: str, text: str | None) -> None:
        """Keep what was typed at a path; None forgets it."""
        texts = self.typed()
        if texts.get(path) == text:
            return
        texts.pop(path, None)
        if text is not None:
            texts[path] = text
        self.prepare()
        write_together(self.folder, {_TYPED: json.dumps(texts, ensure_ascii=False).encode()})

    def forms(self) -> dict[str, Any]:
        """Return the forms that were filled in and not saved, as the page gave them, by their keys."""
        return self._read(_FORMS)

    def keep_form(self, key: str, form: Mapping[str, Any] | None) -> None:
        """Keep what a form is filled in with; None forgets it."""
        forms = self.forms()
        if forms.get(key) == form:
            return
        forms.pop(key, None)
        if form is not None:
            forms[key] = form
        self.prepare()
        kept = dict(list(forms.items())[-MOST_FORMS:])
        write_together(self.folder, {_FORMS: json.dumps(kept, ensure_ascii=False).encode()})

    def _read(self, name: str) -> dict[str, Any]:
        try:
            said = json.loads((self.folder / name).read_bytes())
        except (FileNotFoundError, ValueError):
            return {}
        return said if isinstance(said, dict) else {}

    def _do(self, edit: DoneEdit) -> None:
        self.done.append(edit)
        self.undone.clear()

    def _replay(self, line: Mapping[str, Any]) -> None:
        if "do" in line:
            said = line["do"]
            self._do(DoneEdit(**{**said, "files": {name: FileEdit(**one) for name, one in said["files"].items()}}))
        elif "undo" in line:
            self.undone.append(self.done.pop())
        else:
            self.done.append(self.undone.pop())

    def prepare(self) -> None:
        """Make the folder, which no version has."""
        self.folder.mkdir(parents=True, exist_ok=True)
        ignore = self.folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text(_IGNORE, encoding="utf-8")

    def _write(self, line: Mapping[str, Any]) -> None:
        self.prepare()
        file = self.folder / _EDITS
        with file.open("ab") as stream:
            stream.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
            stream.flush()
            os.fsync(stream.fileno())
