"""The options that most commands take. ``methodology.cli`` says which folders they mean where they are not given."""

from pathlib import Path
from typing import Annotated

import typer

ContentFolder = Annotated[Path, typer.Option("--content", help="The content folder.", show_default="content/")]
CONTENT = Path("content")
TemplateFolder = Annotated[
    Path, typer.Option("--templates", help="The template folder.", show_default="templates/, else the program's own")
]
TEMPLATES = Path("templates")
