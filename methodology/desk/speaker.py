"""The language that the desk speaks with a browser: the one that was chosen in the page, else the program's."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from pathlib import Path

from babel import Locale
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from methodology.language_files import find_language_file
from methodology.messages import list_languages_of_messages, speaking, spoken_language
from methodology.model.programme import Programme

COOKIE = "desk-language"
"""Browsers keep it for all ports of this machine, so the choice holds when the desk is started anew."""
MOST_SECONDS = 365 * 24 * 60 * 60


class Speaker:
    """Answers each request in the language that its browser chose."""

    def __init__(self, app: ASGIApp) -> None:
        """Speak around the application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, in its language."""
        chosen = read_cookie(Headers(scope=scope), COOKIE) if scope["type"] == "http" else ""
        with speaking(chosen if chosen in list_languages_of_messages() else spoken_language()):
            await self._app(scope, receive, send)


def read_cookie(headers: Headers, name: str) -> str:
    """Return what a cookie says; nothing where there is none."""
    try:
        cookies = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return ""
    return cookies[name].value if name in cookies else ""


def other_languages() -> dict[str, str]:
    """Return the languages that can be chosen instead of the spoken one, each by its code with its own name."""
    names = {code: Locale(code).get_language_name(code) or code for code in list_languages_of_messages()}
    return {code: name[:1].upper() + name[1:] for code, name in names.items() if code != spoken_language()}


def language_of_names(programme: Programme, templates: Path) -> str:
    """Return the language that values are named in: the spoken one where the templates have it, else the document's."""
    spoken = spoken_language()
    return programme.facts.language if find_language_file(templates, spoken) is None else spoken
