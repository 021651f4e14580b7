"""One version of the document, read and composed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from methodology.model.document import Document
from methodology.model.programme import Programme
from methodology.model.seal import Origin


@dataclass(frozen=True, slots=True)
class Version:
    """A version. ``name`` is how the user named it (``v3``, ``content/``, ``metodologija.docx``).

    ``templates`` is the folder that it was composed with. ``heading_pages``, ``page_count`` and ``text_pages`` (the
    page of each text of the body, in order) are of its PDF, empty and 0 where that was not laid out.
    ``origin`` is what a file made from it says of its commit.
    """

    name: str
    programme: Programme
    document: Document
    templates: Path
    heading_pages: Mapping[str, int]
    page_count: int
    text_pages: tuple[int, ...] = ()
    origin: Origin | None = None
