"""What every file that is built carries of its making, as plain values that each format writes in its own place.

A seal is no signature: whoever alters a file can seal it anew. It says where to look, the repository is the witness.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

NAME = "methodology"
"""What the names of a seal's properties begin with, where they stand among others."""
NAMESPACE = "urn:methodology:seal:1#"
"""Where a format has namespaces."""
CLEAN, CHANGED = "clean", "changed"
OLD = "old-"
"""What the names of properties begin with that tell of the old one of two versions."""
DRAFT_WORD = r"\w[\w -]{0,38}\w"
"""The form of a draft's word, which is part of the files' names."""
_NAMES = ("content", "templates", "text", "program")

_DIGEST = re.compile(r"[0-9a-f]{64}")
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_VERSION = re.compile(r"[0-9A-Za-z.+-]{1,40}")
_WORD = re.compile(DRAFT_WORD)


@dataclass(frozen=True, slots=True)
class Origin:
    """The commit that last changed the content or its templates, and whether the tree was as that commit has it."""

    commit: str
    clean: bool


class SealKind(StrEnum):
    """What a file is; all but the document itself are made of two versions of it."""

    DOCUMENT = "document"
    REDLINE = "redline"
    CHANGES = "changes"
    COVER_NOTE = "cover-note"


def page_mark(draft: str | None, comparison: str | None) -> str | None:
    """The word of a draft and what a redline compares, as they stand above each page; None where there is neither."""
    return " – ".join(filter(None, (draft, comparison))) or None


@dataclass(frozen=True, slots=True)
class Seal:
    """Digests are SHA-256 in hexadecimal. ``origin`` is None where the content lay in no git repository.

    Where a file compares two versions, all of that is said of the new one, and ``old`` is the seal that the document
    of the old one has.
    """

    content: str
    """Of the content files."""
    templates: str
    """Of the files of the template folder that shape the document."""
    text: str
    """Of the body's texts, as every format says them."""
    program: str
    """The program's version."""
    origin: Origin | None = None
    kind: SealKind = SealKind.DOCUMENT
    old: Seal | None = None
    reports: str | None = None
    """Of the template folder, all of it, that a report was made with; None where the file is none."""
    names: tuple[str, str] | None = None
    """What the old and the new version are called in the file, where it says so."""
    draft: str | None = None
    """The word that each page of a draft has; None where the file is none."""
    comparison: str | None = None
    """What each page of a redline says of the versions compared."""

    def properties(self) -> Iterator[tuple[str, str]]:
        """The names and values that a file carries: ``commit`` and ``tree`` only where there is an origin.

        A document does not name its kind. Those of the old version begin with ``old-``.
        """
        yield "content", self.content
        yield "templates", self.templates
        yield "text", self.text
        yield "program", self.program
        if self.draft is not None:
            yield "draft", self.draft
        if self.origin is not None:
            yield "commit", self.origin.commit
            yield "tree", CLEAN if self.origin.clean else CHANGED
        if self.old is not None:
            yield "kind", self.kind
            yield from ((f"{OLD}{name}", text) for name, text in self.old.properties() if name != "program")
            if self.reports is not None:
                yield "reports", self.reports
            if self.comparison is not None:
                yield "comparison", self.comparison
            if self.names is not None:
                yield from zip((f"{OLD}name", "name"), self.names, strict=True)

    @classmethod
    def from_properties(cls, properties: Mapping[str, str]) -> Seal | None:
        """The seal that a file carries, or None where it carries none or what stands there is no seal."""
        seal = cls._of_document(properties)
        kind = properties.get("kind", SealKind.DOCUMENT)
        if seal is None or kind == SealKind.DOCUMENT:
            return seal
        before = {name.removeprefix(OLD): text for name, text in properties.items() if name.startswith(OLD)}
        old = cls._of_document({**before, "program": seal.program})
        reports, old_name, name = properties.get("reports"), before.get("name"), properties.get("name")
        if kind not in set(SealKind) or old is None or not (reports is None or _DIGEST.fullmatch(reports)):
            return None
        names = None if old_name is None or name is None else (old_name, name)
        comparison = properties.get("comparison")
        return replace(seal, kind=SealKind(kind), old=old, reports=reports, names=names, comparison=comparison)

    @classmethod
    def _of_document(cls, properties: Mapping[str, str]) -> Seal | None:
        content, templates, text, program = (properties.get(name, "") for name in _NAMES)
        if not all(map(_DIGEST.fullmatch, (content, templates, text))) or not _VERSION.fullmatch(program):
            return None
        commit, tree, draft = (properties.get(name) for name in ("commit", "tree", "draft"))
        if draft is not None and not _WORD.fullmatch(draft):
            return None
        if commit is None and tree is None:
            return cls(content, templates, text, program, draft=draft)
        if commit is None or not _COMMIT.fullmatch(commit) or tree not in (CLEAN, CHANGED):
            return None
        return cls(content, templates, text, program, Origin(commit, tree == CLEAN), draft=draft)
