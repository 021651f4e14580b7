"""``new``: a folder with the content of a new programme, which builds at once."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated

import typer

from methodology.cli.console import format_path, freeze_imports, say
from methodology.cli.options import TEMPLATES, TemplateFolder
from methodology.messages import translate, translate_count


def new(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.", show_default=False)],
    fund: Annotated[str, typer.Option(help="The fund by its short name.", show_default="that of --from")] = "",
    language: Annotated[str, typer.Option(help="The language by its two letters.", show_default="that of --from")] = "",
    country: Annotated[
        str, typer.Option(help="The country by its two letters.", show_default="that of the language")
    ] = "",
    origin: Annotated[Path | None, typer.Option("--from", help="The content of a programme to take over.")] = None,
    templates: TemplateFolder = TEMPLATES,
) -> None:
    """Begin a programme: every name of the fund's law is there, and TODO where a person must give a value."""
    from methodology.model.picture import bytes_of_text
    from methodology.reading import read_programme
    from methodology.reading.schemas import write_schemas
    from methodology.starting.beginning import Beginning, begin_programme
    from methodology.writing import write_together

    freeze_imports()
    if origin is None and not (fund and language):
        raise typer.BadParameter(translate("--fund and --language say what begins, or --from from what"))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise typer.BadParameter(
            translate("{folder} is there, and not empty: name a folder to make", folder=format_path(folder))
        )
    command = str(context.find_root().info_name)
    wanted = Beginning(
        fund=fund,
        language=language,
        country=country.upper(),
        origin=origin,
        origin_name="" if origin is None else format_path(origin),
        day=datetime.datetime.now().astimezone().date(),
        command=f"uv run {command}",
        folder=format_path(folder),
    )
    files = begin_programme(wanted, templates)
    write_together(folder, {name: bytes_of_text(text) for name, text in files.items()})
    content = folder / "content"
    write_schemas(content / ".schema", read_programme(content, format_path(content), templates))
    say(
        translate_count(
            "written: {path} ({count} file)", "written: {path} ({count} files)", len(files), path=format_path(folder)
        )
    )
    build = f"{wanted.command} build --content {wanted.path('content')} --output {wanted.path('output')}"
    say(translate("next: {command}", command=build), "dim")
