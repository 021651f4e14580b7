"""``amend``: the package of an amendment."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from methodology.cli.diff import New, Old, compare, write_files
from methodology.cli.options import CONTENT, TEMPLATES, ContentFolder, TemplateFolder


def amend(
    old: Old,
    new: New = "",
    *,
    output: Annotated[Path, typer.Option(help="The folder of the package.")] = Path("output/amendment"),
    content: ContentFolder = CONTENT,
    templates: TemplateFolder = TEMPLATES,
) -> None:
    """Write the amendment package: the new document, the redline, the table of changes and a cover note."""
    from methodology.versions.outputs import write_package

    with compare(old, new, content, templates) as report:
        write_files(output, write_package(report, templates))
