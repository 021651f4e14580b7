"""What the desk answers the browser: the page, cards, previews, saves, findings, changes, files, and what is new."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import re
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from html import escape
from typing import Any
from urllib.parse import quote

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from methodology.desk.answers import Desk
from methodology.desk.asked import BadRequestError, number_of, text_of
from methodology.desk.guard import FILE_PATH, Guard, Keys
from methodology.desk.page import dress
from methodology.desk.speaker import COOKIE, MOST_SECONDS, Speaker, other_languages
from methodology.diagnostics import ContentError
from methodology.messages import spoken_language, translate

SECONDS = 0.3
"""Between two looks at the content folder."""
SEEN = "X-Seen"
"""The header of a request that says the revision of the page that the window has."""
_HEARTBEAT = 50
"""After so many looks without news a browser is told that the desk is still there."""

Answer = Mapping[str, Any]


class News:
    """Tells all who listen that the desk has a new revision, or that it closes."""

    def __init__(self) -> None:
        """Nobody listens yet."""
        self.closing = False
        self._changed = asyncio.Condition()

    async def tell(self) -> None:
        """Wake everybody who listens."""
        async with self._changed:
            self._changed.notify_all()

    async def close(self) -> None:
        """Let everybody go."""
        self.closing = True
        await self.tell()

    async def wait(self, seconds: float) -> None:
        """Wait for news, so many seconds at most."""
        async with self._changed:
            try:
                async with asyncio.timeout(seconds):
                    await self._changed.wait()
            except TimeoutError:
                return


def make_app(desk: Desk, keys: Keys) -> tuple[Starlette, News]:
    """Return the application that answers for a desk, and what closes its open streams."""
    news = News()

    @asynccontextmanager
    async def watch(_app: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(_watch(desk, news))
        try:
            yield
        finally:
            task.cancel()
            await news.close()

    routes = [
        Route("/", _page(desk)),
        Route("/document", _get(lambda query: desk.change_since(number_of(query, "since")))),
        Route("/state", _get(lambda _: desk.state())),
        Route("/card", _get(lambda query: desk.card(text_of(query, "path")))),
        Route("/form", _get(desk.form)),
        Route("/findings", _get(lambda _: desk.findings())),
        Route("/accepted", _get(lambda _: desk.acceptances.list())),
        Route("/remarks", _get(lambda _: desk.remarks.list())),
        Route("/versions", _get(lambda _: desk.versions.state())),
        Route("/comparison", _get(lambda _: desk.versions.compare())),
        Route("/refusals", _get(lambda _: desk.versions.find_refusals())),
        Route("/past", _get(lambda query: desk.past(text_of(query, "path")))),
        Route("/search", _get(lambda query: desk.search(text_of(query, "q"), is_of_values="values" in query))),
        Route("/download/{format}", _download(desk)),
        Route(FILE_PATH, _take_in_word(desk), methods=["POST"]),
        Route("/language", _choose_language, methods=["POST"]),
        Route("/events", _events(desk, news)),
        *(Route(f"/{name}", _post(desk, act, news), methods=["POST"]) for name, act in _actions(desk).items()),
    ]
    app = Starlette(routes=routes, middleware=[Middleware(Speaker), Middleware(Guard, keys)], lifespan=watch)
    return app, news


def _actions(desk: Desk) -> dict[str, Callable[[Mapping[str, Any]], object]]:
    """What a page asks the desk to do, by the address that it is asked at."""
    return {
        "typed": lambda data: desk.preview(text_of(data, "path"), text_of(data, "typed")),
        "keep": lambda data: desk.keep(text_of(data, "key"), data.get("form")),
        "forget": lambda data: desk.forget(text_of(data, "path")),
        "save": lambda data: desk.save(
            text_of(data, "path"),
            text_of(data, "typed"),
            text_of(data, "seen"),
            is_exact=data.get("exact") is True,
            with_following=data.get("following") is True,
        ),
        "fill": desk.fill,
        "accept": desk.acceptances.write,
        "remark": desk.remarks.write,
        "version": desk.versions.save,
        "compare": lambda data: desk.versions.choose(text_of(data, "base")),
        "reason": lambda data: desk.versions.set_reason(text_of(data, "path"), text_of(data, "reason")),
        "basis": lambda data: desk.versions.set_basis(text_of(data, "basis")),
        "facts": lambda data: desk.versions.set_facts(text_of(data, "version"), text_of(data, "date")),
        "approve": lambda data: desk.versions.approve(int(text_of(data, "revision"))),
        "undo": lambda _: desk.undo(),
        "redo": lambda _: desk.redo(),
    }


async def _watch(desk: Desk, news: News) -> None:
    """Look at the content again and again; what other programs write is told to the open pages."""
    while not news.closing:
        await asyncio.sleep(SECONDS)
        if await run_in_threadpool(desk.refresh):
            await news.tell()


Endpoint = Callable[[Request], Awaitable[Response]]


def _page(desk: Desk) -> Endpoint:
    async def answer(request: Request) -> Response:
        page = await run_in_threadpool(desk.open_page)
        return HTMLResponse(dress(page.html, request.state.nonce, page.revision))

    return answer


def _get(function: Callable[[Mapping[str, str]], object]) -> Endpoint:
    async def answer(request: Request) -> Response:
        try:
            return _json(await run_in_threadpool(function, request.query_params))
        except BadRequestError as error:
            return _json({"message": str(error)}, 400)

    return answer


def _post(desk: Desk, act: Callable[[Mapping[str, Any]], object], news: News) -> Endpoint:
    """An action; its answer brings what the window that asks takes to have the page after it."""

    def act_and_bring(data: Mapping[str, Any], since: str) -> object:
        said = act(data)
        if isinstance(said, dict) and said.get("status") == "saved" and re.fullmatch("[0-9]{1,9}", since):
            return {**said, "page": desk.change_since(int(since))}
        return said

    async def answer(request: Request) -> Response:
        try:
            data = _object(await request.body())
            said = await run_in_threadpool(act_and_bring, data, request.headers.get(SEEN, ""))
        except (BadRequestError, ValueError) as error:
            return _json({"message": str(error)}, 400)
        await news.tell()
        return _json(said)

    return answer


def _take_in_word(desk: Desk) -> Endpoint:
    """A Word file that is brought back; its name stands in the address."""

    async def answer(request: Request) -> Response:
        name = request.query_params.get("name", "")
        return _json(await run_in_threadpool(desk.word_files.take_in, await request.body(), name))

    return answer


async def _choose_language(request: Request) -> Response:
    """Speak another language with this browser from now on, also when the desk is started anew."""
    try:
        language = text_of(_object(await request.body()), "language")
    except (BadRequestError, ValueError) as error:
        return _json({"message": str(error)}, 400)
    if language not in {spoken_language(), *other_languages()}:
        return _json({"message": translate("this is not answered here")}, 400)
    answer = _json({"status": "chosen"})
    answer.set_cookie(COOKIE, language, max_age=MOST_SECONDS, httponly=True, samesite="strict", path="/")
    return answer


def _download(desk: Desk) -> Endpoint:
    async def answer(request: Request) -> Response:
        try:
            found = await run_in_threadpool(desk.file, request.path_params["format"])
        except ContentError as error:
            return _refuse_file([one.message for one in error.diagnostics], request)
        if found is None:
            return _json({"message": translate("this is not answered here")}, 404)
        content, name, kind = found
        plain = name if name.isascii() else f"file.{name.rpartition('.')[2]}"  # RFC 6266: for old browsers
        kept = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
        return Response(content, media_type=kind, headers={"Content-Disposition": kept})

    return answer


def _refuse_file(messages: Sequence[str], request: Request) -> Response:
    """Why a file cannot be made: a page for one who opened its address, data for the desk's own page."""
    title = translate("The file cannot be made: the content has faults.")
    if "text/html" not in request.headers.get("accept", ""):
        return _json({"message": title, "faults": messages}, 409)
    items = "".join(f"<li>{escape(message)}</li>" for message in messages)
    head = f'<!doctype html><html lang="{spoken_language()}"><meta charset="utf-8"><title>{escape(title)}</title>'
    back = escape(translate("Back to the document"))
    return HTMLResponse(f'{head}<h1>{escape(title)}</h1><ul>{items}</ul><p><a href="/">{back}</a></p></html>', 409)


def _events(desk: Desk, news: News) -> Endpoint:
    async def stream() -> AsyncIterator[str]:
        told = None
        while not news.closing:
            if told != desk.revision:
                told = desk.revision
                yield f"data: {told}\n\n"
            else:
                yield ":\n\n"
            await news.wait(SECONDS * _HEARTBEAT)

    async def answer(_request: Request) -> Response:
        return StreamingResponse(stream(), media_type="text/event-stream")

    return answer


def _object(body: bytes) -> dict[str, Any]:
    data = json.loads(body)
    if isinstance(data, dict):
        return data
    raise BadRequestError


def _json(said: object, status: int = 200) -> JSONResponse:
    return JSONResponse(_plain(said), status)


def _plain(said: object) -> object:
    """What was said in the kinds that JSON has."""
    if dataclasses.is_dataclass(said) and not isinstance(said, type):
        return {field.name: _plain(getattr(said, field.name)) for field in dataclasses.fields(said)}
    if isinstance(said, Mapping):
        return {str(key): _plain(one) for key, one in said.items()}
    if isinstance(said, list | tuple):
        return [_plain(one) for one in said]
    return said if said is None or isinstance(said, bool | int | float) else str(said)


def make_server(desk: Desk, keys: Keys) -> DeskServer:
    """Return what answers for a desk until it is stopped (Ctrl-C); open pages do not hold it."""
    app, news = make_app(desk, keys)
    config = uvicorn.Config(
        app,
        loop="asyncio",
        http="h11",
        ws="none",
        log_level="error",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    return DeskServer(config, news)


class DeskServer(uvicorn.Server):
    """Closes the streams that pages hold open as soon as it is to stop."""

    def __init__(self, config: uvicorn.Config, news: News) -> None:
        super().__init__(config)
        self._news = news

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let the open pages go, then stop."""
        await self._news.close()
        await super().shutdown(sockets)
