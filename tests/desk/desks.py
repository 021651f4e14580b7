"""A desk on a copy of a content, and requests to it as a browser makes them."""

from __future__ import annotations

import http.client
import json
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from methodology.building import BuildFolders
from methodology.desk.answers import Desk
from methodology.desk.draft import ContentDraft
from methodology.desk.guard import Keys
from methodology.desk.server import make_server
from tests.built import ROOT, SAMPLE, TEMPLATES
from tests.tools import HANGS_AFTER, require_node_package, require_program

NOW = datetime(2026, 3, 16, 10, 42, tzinfo=UTC)


def copy_content(folder: Path, source: Path = SAMPLE) -> BuildFolders:
    """The folders of a copy of a content in ``folder``."""
    content = folder / "content"
    shutil.copytree(source, content)
    return BuildFolders(content, "content", TEMPLATES, folder / "output")


def open_draft(folders: BuildFolders) -> ContentDraft:
    """A draft whose clock stands still."""
    return ContentDraft(folders, lambda: NOW)


def commit(folder: Path, message: str = "First") -> None:
    """Commit all that is in a folder, in a repository of its own."""
    run = ("git", "-C", str(folder), "-c", "user.name=A", "-c", "user.email=a@example.org")
    if not (folder / ".git").exists():
        subprocess.run([*run[:3], "init", "-q"], check=True)
    subprocess.run([*run, "add", "-A"], check=True)
    subprocess.run([*run, "commit", "-q", "-m", message], check=True)


def difference(folder: Path) -> str:
    """What differs from the last commit."""
    command = ["git", "-C", str(folder), "diff", "-U0"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@dataclass
class Browser:
    """A browser that was let in, or not yet; each request is of its own connection."""

    keys: Keys
    cookie: str = ""

    def ask(
        self, path: str, body: object = None, *, method: str = "", headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body of an answer; a body makes it a POST of JSON."""
        connection = http.client.HTTPConnection("127.0.0.1", self.keys.port, timeout=30)
        host = f"127.0.0.1:{self.keys.port}"
        sent = {"Host": host, "Cookie": f"{self.keys.cookie_name}={self.cookie}"}
        data = None
        if body is not None:
            data = body if isinstance(body, bytes) else json.dumps(body).encode()
            sent |= {"Origin": f"http://{host}", "Content-Type": "application/json"}
        sent |= headers or {}
        connection.request(
            method or ("GET" if body is None else "POST"), path, data, {k: v for k, v in sent.items() if v}
        )
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, {name.lower(): text for name, text in answer.getheaders()}, content

    def enter(self) -> None:
        """Use the token."""
        status, headers, _ = self.ask(self.keys.address.partition(str(self.keys.port))[2])
        assert status == 303
        self.cookie = headers["set-cookie"].partition("=")[2].partition(";")[0]

    def get(self, path: str) -> Any:
        """Return what a request for data is answered."""
        status, _, content = self.ask(path)
        assert status == 200, content
        return json.loads(content)

    def post(self, address: str, /, **data: object) -> Any:
        """Return what an action is answered."""
        status, _, content = self.ask(address, data)
        assert status == 200, content
        return json.loads(content)


@contextmanager
def serving(draft: ContentDraft) -> Iterator[Browser]:
    """A desk that answers, for as long as the block takes."""
    desk = Desk(draft)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        keys = Keys(listener.getsockname()[1])
        server = make_server(desk, keys)
        thread = threading.Thread(target=copy_context().run, args=(server.run, [listener]))
        thread.start()
        try:
            yield Browser(keys)
        finally:
            server.should_exit = True
            thread.join()
            desk.close()


def use_in_chromium(script: str, draft: ContentDraft, *more: str) -> dict[str, Any]:
    """Return what a script of tests/tools saw of a desk; ``more`` are its own arguments."""
    with serving(draft) as browser:
        result: dict[str, Any] = run_in_chromium(script, browser.keys.address, *more)
    return result


def run_in_chromium(script: str, address: str, *more: str) -> Any:
    """Return what a script of tests/tools saw of the desk at an address."""
    chromium, node = require_program("chromium", "google-chrome"), require_program("node")
    require_node_package("playwright-core")
    command = [node, str(ROOT / "tests" / "tools" / script), chromium, address, *more]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=HANGS_AFTER)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
