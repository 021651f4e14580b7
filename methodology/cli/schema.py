"""``schema``: the JSON Schemas that editors check content files with."""

from __future__ import annotations

from contextlib import suppress

from methodology.cli.console import format_path, say
from methodology.cli.options import CONTENT, TEMPLATES, ContentFolder, TemplateFolder
from methodology.diagnostics import ContentError
from methodology.messages import translate


def schema(content: ContentFolder = CONTENT, templates: TemplateFolder = TEMPLATES) -> None:
    """Write the JSON Schemas of the content files anew, with the ids that editors complete."""
    from methodology.reading import read_programme
    from methodology.reading.schemas import write_schemas

    folder = content / ".schema"
    programme = None
    with suppress(ContentError):  # its ids stay as they are, or come with the next writing
        programme = read_programme(content, format_path(content), templates)
    write_schemas(folder, programme)
    say(translate("written: {path}", path=format_path(folder)))
