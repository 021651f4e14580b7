"""What the desk answers, and to whom: the page of this machine's user alone."""

from __future__ import annotations

import re
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from starlette.routing import Route

from methodology.desk.guard import FILE_PATH, MOST_BYTES, MOST_BYTES_OF_FILE, WORD_TYPE, Keys
from methodology.desk.server import make_app
from tests.built import ROOT, TEMPLATES
from tests.desk.desks import Browser, commit, copy_content, open_draft, serving
from tests.desk.test_draft import tree

VALUE = "O.1.1.target"


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    with serving(open_draft(copy_content(tmp_path))) as browser:
        browser.enter()
        yield browser


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Browser, Path]]:
    """A desk that is asked by those whom it lets in nowhere, and its content."""
    folders = copy_content(tmp_path_factory.mktemp("desk"))
    with serving(open_draft(folders)) as browser:
        browser.enter()
        yield browser, folders.content


def seen(browser: Browser, path: str = VALUE) -> str:
    return str(browser.get(f"/card?path={path}")["source"])


def test_the_token_is_good_once_and_goes_out_of_the_address(tmp_path: Path) -> None:
    with serving(open_draft(copy_content(tmp_path))) as browser:
        address = browser.keys.address.partition(str(browser.keys.port))[2]
        assert browser.ask("/")[0] == 403
        assert browser.ask("/?token=wrong")[0] == 403
        status, headers, _ = browser.ask(address)
        assert (status, headers["location"]) == (303, "/")
        assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(headers["set-cookie"].split("; "))
        assert browser.ask(address)[0] == 403
        assert browser.ask("/")[0] == 403  # the cookie was not sent


def test_the_page_is_the_documents_own_with_the_desk_around_it(browser: Browser) -> None:
    status, headers, content = browser.ask("/")
    page = content.decode()
    assert status == 200
    nonce = re.search(r"script-src 'nonce-([\w-]+)'", headers["content-security-policy"])
    assert nonce
    assert all(f'nonce="{nonce[1]}"' in tag or "json" in tag for tag in re.findall(r"<(?:script|style)[^>]*>", page))
    assert f'data-source="{VALUE}"' in page
    assert 'id="desk-editor"' in page
    assert browser.ask("/")[1]["content-security-policy"] != headers["content-security-policy"]
    assert {"nosniff", "DENY", "no-referrer", "no-store"} <= set(headers.values())


REFUSED: dict[str, tuple[int, str, object, dict[str, str]]] = {
    "a foreign host": (403, "/state", None, {"Host": "example.org"}),
    "this machine by another name": (403, "/state", None, {"Host": "desk.example.org:80"}),
    "no cookie": (403, "/state", None, {"Cookie": ""}),
    "another cookie": (403, "/state", None, {"Cookie": "desk=x"}),
    "the cookie of an older desk": (403, "/state", None, {"Cookie": "{cookie}=" + "x" * 22}),
    "a page of another site that reads": (403, "/state", None, {"Sec-Fetch-Site": "cross-site"}),
    "a page of another port": (403, "/undo", {}, {"Sec-Fetch-Site": "same-site"}),
    "a foreign origin": (403, "/undo", {}, {"Origin": "http://example.org"}),
    "no origin": (403, "/undo", {}, {"Origin": ""}),
    "the origin of a file": (403, "/undo", {}, {"Origin": "null"}),
    "a form": (415, "/undo", {}, {"Content-Type": "application/x-www-form-urlencoded"}),
    "a form with text": (415, "/undo", {}, {"Content-Type": "text/plain"}),
    "a form with files": (415, "/word", {}, {"Content-Type": "multipart/form-data; boundary=x"}),
    "no JSON": (400, "/undo", b"{", {}),
    "no object": (400, "/undo", [], {}),
    "no path": (400, "/save", {"typed": "5", "seen": ""}, {}),
    "a number for a text": (400, "/save", {"path": VALUE, "typed": 5, "seen": ""}, {}),
    "too much": (413, "/undo", b" " * (MOST_BYTES + 1), {}),
    "a path out of the program": (404, "/../../etc/passwd", None, {}),
    "another format": (404, "/download/exe", None, {}),
    "a path in a format": (404, "/download/..%2f..%2fpasswd", None, {}),
    "nothing of the kind": (404, "/admin", None, {}),
}


@pytest.mark.parametrize("case", REFUSED)
def test_who_is_not_the_page_gets_nothing(case: str, hosted: tuple[Browser, Path]) -> None:
    browser, content = hosted
    status, path, body, headers = REFUSED[case]
    before = tree(content)
    sent = {name: text.replace("{cookie}", browser.keys.cookie_name) for name, text in headers.items()}
    answer = browser.ask(path, body, headers=sent)
    assert answer[0] == status, answer
    assert VALUE.encode() not in answer[2]
    assert answer[1]["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in answer[1]["content-security-policy"]
    assert tree(content) == before


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_other_methods_are_refused(method: str, hosted: tuple[Browser, Path]) -> None:
    assert hosted[0].ask("/state", method=method)[0] == 405


def addresses(method: str) -> list[str]:
    """The addresses of the desk that are asked in a way."""
    routes = make_app(Mock(), Keys(1))[0].routes
    return [route.path for route in routes if isinstance(route, Route) and method in (route.methods or ())]


WRITING = addresses("POST")


def test_nothing_is_written_by_asking(versioned: Browser, tmp_path: Path) -> None:
    """Every address that writes refuses a GET, and no other one leaves a trace, also beside the content."""
    browser = versioned
    before = tree(tmp_path)
    query = f"since=1&path={VALUE}&typed=5&seen=1&q=a&kind=list&key=a&do=add&token=x"
    assert {"/save", "/undo", "/version", "/approve", "/remark", "/word", "/language"} <= set(WRITING)
    for path in WRITING:
        assert browser.ask(f"{path}?{query}")[0] == 405, path
    for path in set(addresses("GET")) - {"/", "/events", "/download/{format}"}:
        assert browser.ask(f"{path}?{query}")[0] == 200, path
    for path in ("/", "/download/docx", "/download/package"):
        assert browser.ask(path)[0] == 200, path
    assert tree(tmp_path) == before


@contextmanager
def begun(browser: Browser, path: str, *more: str) -> Iterator[socket.socket]:
    """A POST whose head was sent."""
    host = f"127.0.0.1:{browser.keys.port}"
    kind = WORD_TYPE if path == FILE_PATH else "application/json"
    lines = (
        f"POST {path} HTTP/1.1",
        f"Host: {host}",
        f"Origin: http://{host}",
        f"Content-Type: {kind}",
        f"Cookie: {browser.keys.cookie_name}={browser.cookie}",
        *more,
    )
    with socket.create_connection(("127.0.0.1", browser.keys.port), timeout=20) as sender:
        sender.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        yield sender


def test_a_slow_request_is_let_go(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("methodology.desk.guard.MOST_SECONDS", 0.2)
    for path in ("/undo", FILE_PATH):
        with begun(browser, path, "Content-Length: 100") as slow:
            slow.sendall(b"{")
            assert slow.recv(100).startswith(b"HTTP/1.1 408")


HUGE = 50 * 2**20


@pytest.mark.parametrize("path", WRITING)
def test_fifty_megabytes_are_refused_before_they_come(path: str, hosted: tuple[Browser, Path]) -> None:
    with begun(hosted[0], path, f"Content-Length: {HUGE}") as huge:
        huge.sendall(b"{")
        assert huge.recv(100).startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize(("path", "most"), [("/undo", MOST_BYTES), (FILE_PATH, MOST_BYTES_OF_FILE)])
def test_fifty_megabytes_without_a_length_are_cut_off(path: str, most: int, hosted: tuple[Browser, Path]) -> None:
    piece = b"10000\r\n" + b" " * 2**16 + b"\r\n"
    sent = 0
    with begun(hosted[0], path, "Transfer-Encoding: chunked") as endless:
        with suppress(ConnectionError):
            while sent < HUGE:
                endless.sendall(piece)
                sent += 2**16
                if select.select([endless], [], [], 0)[0]:
                    break
        assert endless.recv(100).startswith(b"HTTP/1.1 413")
    assert most <= sent < HUGE


MARKUP = '<script>alert(1)</script> & "x" {{ 7*7 }} {% raw %} \'); -->'


def test_markup_and_template_code_are_printed_as_typed(browser: Browser) -> None:
    path = "chapters.introduction.2"
    typed = MARKUP.replace("{", "{{").replace("}", "}}")
    answer = browser.post("/save", path=path, typed=f"Besedilo {typed}", seen=seen(browser, path))
    page = browser.ask("/")[2].decode()
    assert answer["status"] == "saved"
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{ 7*7 }} {% raw %}" in page


@pytest.fixture
def versioned(tmp_path: Path) -> Iterator[Browser]:
    """A browser at the desk of a content that is saved as a version."""
    folders = copy_content(tmp_path)
    commit(tmp_path)
    with serving(open_draft(folders)) as browser:
        browser.enter()
        yield browser


def changes(browser: Browser) -> list[dict[str, Any]]:
    """The rows of the comparison with the last version."""
    groups = browser.get("/comparison")["groups"]
    return [row for group in groups for _, part in group["parts"] for row in part]


def test_a_value_is_looked_at_previewed_saved_and_undone(versioned: Browser) -> None:
    browser = versioned
    card = browser.get(f"/card?path={VALUE}")
    assert (card["kind"], card["path"]) == ("number", VALUE)
    assert card["places"]
    preview = browser.post("/typed", path=VALUE, typed="987")
    assert preview["status"] == "possible"
    assert any("987" in text["after"] for text in preview["affected"])
    assert browser.get("/state")["typed"][VALUE]["typed"] == "987"
    answer = browser.post("/save", path=VALUE, typed="987", seen=card["source"])
    assert answer["status"] == "saved"
    state = browser.get("/state")
    assert (state["typed"], state["saved"], state["redo"]) == ({}, "10:42", None)
    assert [change["pieces"][-1][1] for change in changes(browser) if change["path"] == VALUE] == ["987"]
    assert browser.post("/undo")["status"] == "saved"
    assert changes(browser) == []
    assert browser.post("/undo")["status"] == "refused"


def test_what_another_window_saved_is_a_conflict_with_both_texts(browser: Browser) -> None:
    card = browser.get(f"/card?path={VALUE}")
    browser.post("/save", path=VALUE, typed="71", seen=card["source"])
    answer = browser.post("/save", path=VALUE, typed="72", seen=card["source"])
    assert (answer["status"], answer["now"]) == ("conflict", "71")
    assert browser.post("/save", path=VALUE, typed="72", seen="71")["status"] == "saved"


def test_a_value_is_found_by_its_code_and_by_its_words(browser: Browser) -> None:
    assert browser.get("/search?q=o.1.1")[0]["path"].startswith("O.1.1")
    assert browser.get("/search?q=nothing-has-this-text") == []
    assert browser.get("/search?q=%20") == []


def test_the_files_are_those_of_a_build(browser: Browser, tmp_path: Path) -> None:
    output = tmp_path / "built"
    content = str(tmp_path / "content")
    command = [sys.executable, str(ROOT / "build.py"), "--content", content, "--templates", str(TEMPLATES)]
    subprocess.run([*command, "--output", str(output)], check=True, capture_output=True)
    for file in output.iterdir():
        status, headers, downloaded = browser.ask(f"/download{file.suffix.replace('.', '/')}")
        assert status == 200
        assert downloaded == file.read_bytes()
        assert f'filename="{file.name}"' in headers["content-disposition"]


def test_it_ends_with_pages_open(tmp_path: Path) -> None:
    folders = copy_content(tmp_path)
    command = [sys.executable, str(ROOT / "build.py"), "serve", "--no-open", "--content", str(folders.content)]
    desk = subprocess.Popen([*command, "--templates", str(TEMPLATES)], stdout=subprocess.PIPE, text=True)
    assert desk.stdout is not None
    address = re.search(r"http://127\.0\.0\.1:(\d+)(/\S+)", desk.stdout.readline())
    assert address is not None
    port = int(address[1])
    with socket.create_connection(("127.0.0.1", port)) as first:
        first.sendall(f"GET {address[2]} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        cookie = re.search(rb"set-cookie: ([^;]+)", first.recv(4096))
    assert cookie is not None
    pages = [socket.create_connection(("127.0.0.1", port)) for _ in range(3)]
    for page in pages:
        page.sendall(b"GET /events HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nCookie: %s\r\n\r\n" % (port, cookie[1]))
        assert b"200 OK" in page.recv(4096)
    desk.send_signal(signal.SIGINT)
    assert desk.wait(60) == 0
    for page in pages:
        page.close()
    desk.stdout.close()
