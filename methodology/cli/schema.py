"""``schema``: the JSON Schemas that editors check content files with."""

from __future__ import annotations

from methodology.cli.console import format_path, say
from methodology.cli.options import CONTENT, ContentFolder


def schema(content: ContentFolder = CONTENT) -> None:
    """Write the JSON Schemas of the content files anew, after a change of the models."""
    from methodology.reading.schemas import write_schemas

    folder = content / ".schema"
    write_schemas(folder)
    say(f"written: {format_path(folder)}")
