"""Who is let in to the desk, and what a request may be: it answers the browser of this machine's user alone."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from methodology.desk.speaker import read_cookie
from methodology.messages import translate

MOST_BYTES = 256 * 2**10
"""Of what a request brings."""
MOST_BYTES_OF_FILE = 20 * 2**20
"""Of a Word file that is brought back."""
MOST_SECONDS = 10
"""A request must have come whole by then."""
FILE_PATH = "/word"
"""The only address that takes a file."""
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_BITS = 128


@dataclass(slots=True)
class Keys:
    """What lets a browser in: a token that is good once, in the address that is opened, and then a cookie."""

    port: int
    _token: str | None = field(default_factory=lambda: secrets.token_urlsafe(_BITS // 8))
    _pass: str = field(default_factory=lambda: secrets.token_urlsafe(_BITS // 8))

    @property
    def address(self) -> str:
        """The address that opens the desk, once."""
        return f"http://127.0.0.1:{self.port}/?token={self._token}"

    @property
    def cookie_name(self) -> str:
        """The cookie's name; browsers give cookies to all ports of a host."""
        return f"desk-{self.port}"

    def use(self, token: str) -> str | None:
        """Return the cookie's content for a token that is right, and was not used before."""
        if self._token is None or not secrets.compare_digest(token.encode(), self._token.encode()):
            return None
        self._token = None
        return self._pass

    def fits(self, cookie: str) -> bool:
        """Whether a cookie's content is right."""
        return secrets.compare_digest(cookie.encode(), self._pass.encode())


class Guard:
    """Lets in who has the cookie, from this address alone; all else is refused before it reaches the desk.

    Host and Origin must be exactly the desk's own: a page of another site, and a name that leads to this machine by
    another way, get nothing. Only GET and POST are known. A POST is JSON, no longer than :data:`MOST_BYTES`, and comes
    within :data:`MOST_SECONDS`; one that says that it is longer is refused before it comes.
    """

    def __init__(self, app: ASGIApp, keys: Keys) -> None:
        """Guard the application with these keys."""
        self._app, self._keys = app, keys
        self._hosts = frozenset({f"127.0.0.1:{keys.port}", f"localhost:{keys.port}"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        scope["state"] = {**scope.get("state", {}), "nonce": nonce}

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add_headers(MutableHeaders(scope=message), nonce)
            await send(message)

        refusal = self._judge(scope)
        if refusal is None and scope["method"] == "POST":
            try:
                receive = await _take_in(receive, _most_bytes(scope["path"]))
            except _RefusedError as error:
                refusal = _refuse(error.status, str(error))
        await (refusal or self._app)(scope, receive, send_guarded)

    def _judge(self, scope: Scope) -> Response | None:
        """Return what a request is answered that may not go on."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if host not in self._hosts or len(headers.getlist("host")) != 1:
            return _refuse(403, translate("this address is not the desk's"))
        if scope["method"] not in {"GET", "POST"}:
            return _refuse(405, translate("this is not answered here"))
        if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            return _refuse(403, translate("another page asks: it gets nothing"))
        if scope["method"] == "GET" and scope["path"] == "/" and b"token=" in scope["query_string"]:
            return self._enter(scope["query_string"])
        if not self._keys.fits(read_cookie(headers, self._keys.cookie_name)):
            return _refuse(403, translate("open the desk by the address that the program prints"))
        return _judge_post(headers, host, scope["path"]) if scope["method"] == "POST" else None

    def _enter(self, query: bytes) -> Response:
        """Let a browser in by the token, once; the token goes out of its address."""
        token = parse_qs(query.decode("ascii", "replace")).get("token", [""])[0]
        content = self._keys.use(token)
        if content is None:
            return _refuse(403, translate("this address was used already: start the desk anew"))
        response = RedirectResponse("/", 303)
        response.set_cookie(self._keys.cookie_name, content, httponly=True, samesite="strict", path="/")
        return response


def _judge_post(headers: Headers, host: str, path: str) -> Response | None:
    if headers.get("origin") != f"http://{host}":
        return _refuse(403, translate("another page asks: it gets nothing"))
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != (WORD_TYPE if path == FILE_PATH else "application/json"):
        return _refuse(415, translate("this is not answered here"))
    announced = headers.get("content-length", "0")
    if not announced.isdecimal() or int(announced) > _most_bytes(path):
        return _refuse(413, translate("this is too long"))
    return None


def _most_bytes(path: str) -> int:
    return MOST_BYTES_OF_FILE if path == FILE_PATH else MOST_BYTES


class _RefusedError(Exception):
    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


async def _take_in(receive: Receive, most: int) -> Receive:
    """Take a request in whole, within bounds, and return what hands it on."""
    body = bytearray()
    try:
        async with asyncio.timeout(MOST_SECONDS):
            while True:
                message = await receive()
                if message["type"] != "http.request":
                    break
                body += message.get("body", b"")
                if len(body) > most:
                    raise _RefusedError(413, translate("this is too long"))
                if not message.get("more_body", False):
                    break
    except TimeoutError as error:
        raise _RefusedError(408, translate("this took too long to come")) from error
    waiting = [{"type": "http.request", "body": bytes(body), "more_body": False}]

    async def hand_on() -> Message:
        return waiting.pop() if waiting else await receive()

    return hand_on


def _refuse(status: int, message: str) -> Response:
    return PlainTextResponse(f"{message}\n", status)


def _add_headers(headers: MutableHeaders, nonce: str) -> None:
    headers["Content-Security-Policy"] = "; ".join(
        (
            "default-src 'none'",
            f"script-src 'nonce-{nonce}'",
            f"style-src 'nonce-{nonce}'",
            "style-src-attr 'unsafe-inline'",  # widths of columns stand in the page's attributes
            "connect-src 'self'",
            "img-src data:",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        )
    )
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    headers["Referrer-Policy"] = "no-referrer"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cache-Control"] = "no-store"
