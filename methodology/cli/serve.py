"""``serve``: the editing desk in the browser of this machine."""

from __future__ import annotations

import socket
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from methodology.cli.console import format_path, freeze_imports, say
from methodology.cli.options import CONTENT, TEMPLATES, ContentFolder, TemplateFolder
from methodology.messages import translate

HOST = "127.0.0.1"
"""This machine alone: there are no accounts, so no other one may ask."""


def serve(
    *,
    content: ContentFolder = CONTENT,
    templates: TemplateFolder = TEMPLATES,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 is any that is free.")] = 0,
    no_open: Annotated[bool, typer.Option("--no-open", help="Open no browser.")] = False,
) -> None:
    """Open the editing desk in the browser: values and sentences are edited on the document's page."""
    from methodology.building import BuildFolders
    from methodology.desk.answers import Desk
    from methodology.desk.draft import ContentDraft
    from methodology.desk.guard import Keys
    from methodology.desk.server import make_server

    folders = BuildFolders(content, format_path(content), templates, Path())
    desk = Desk(ContentDraft(folders, lambda: datetime.now().astimezone()))
    freeze_imports()
    try:
        with socket.socket() as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((HOST, port))
            listener.listen()
            keys = Keys(listener.getsockname()[1])
            say(translate("The desk is open at {address}", address=keys.address))
            say(translate("The address opens it once. Ctrl-C closes it."))
            if not no_open:
                typer.launch(keys.address)
            with suppress(KeyboardInterrupt):
                make_server(desk, keys).run(sockets=[listener])
    finally:
        desk.close()
