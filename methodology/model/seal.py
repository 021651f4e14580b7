"""What every file that is built carries of its making, as plain values that each format writes in its own place.

A seal is no signature: whoever alters a file can seal it anew. It says where to look, the repository is the witness.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

NAME = "methodology"
"""What the names of a seal's properties begin with, where they stand among others."""
NAMESPACE = "urn:methodology:seal:1#"
"""Where a format has namespaces."""
CLEAN, CHANGED = "clean", "changed"
_NAMES = ("content", "templates", "text", "program")

_DIGEST = re.compile(r"[0-9a-f]{64}")
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_VERSION = re.compile(r"[0-9A-Za-z.+-]{1,40}")


@dataclass(frozen=True, slots=True)
class Origin:
    """The commit that last changed the content or its templates, and whether the tree was as that commit has it."""

    commit: str
    clean: bool


@dataclass(frozen=True, slots=True)
class Seal:
    """Digests are SHA-256 in hexadecimal. ``origin`` is None where the content lay in no git repository."""

    content: str
    """Of the content files."""
    templates: str
    """Of the files of the template folder that shape the document."""
    text: str
    """Of the body's texts, as every format says them."""
    program: str
    """The program's version."""
    origin: Origin | None = None

    def properties(self) -> Iterator[tuple[str, str]]:
        """The names and values that a file carries; ``commit`` and ``tree`` only where there is an origin."""
        yield "content", self.content
        yield "templates", self.templates
        yield "text", self.text
        yield "program", self.program
        if self.origin is not None:
            yield "commit", self.origin.commit
            yield "tree", CLEAN if self.origin.clean else CHANGED

    @classmethod
    def from_properties(cls, properties: Mapping[str, str]) -> Seal | None:
        """The seal that a file carries, or None where it carries none or what stands there is no seal."""
        content, templates, text, program = (properties.get(name, "") for name in _NAMES)
        if not all(map(_DIGEST.fullmatch, (content, templates, text))) or not _VERSION.fullmatch(program):
            return None
        commit, tree = properties.get("commit"), properties.get("tree")
        if commit is None and tree is None:
            return cls(content, templates, text, program)
        if commit is None or not _COMMIT.fullmatch(commit) or tree not in (CLEAN, CHANGED):
            return None
        return cls(content, templates, text, program, Origin(commit, tree == CLEAN))
