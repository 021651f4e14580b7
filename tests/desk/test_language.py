"""The desk speaks the language that was chosen in the page, with that browser alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from methodology.desk.answers import Desk
from methodology.desk.speaker import COOKIE
from methodology.messages import speaking
from tests.desk.desks import Browser, copy_content, open_draft, serving

VALUE = "O.1.1.target"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Browser, Path]]:
    """A browser at a desk that was started in Slovenian, and the desk's content."""
    folders = copy_content(tmp_path_factory.mktemp("desk"))
    with speaking("sl"), serving(open_draft(folders)) as browser:
        browser.enter()
        yield browser, folders.content


def english(browser: Browser) -> dict[str, str]:
    """The headers of a browser that has chosen English."""
    status, headers, _ = browser.ask("/language", {"language": "en"})
    cookie = headers["set-cookie"]
    assert status == 200
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    assert "Max-Age" in cookie  # it outlives the browser and the desk
    return {"Cookie": f"{browser.keys.cookie_name}={browser.cookie}; {cookie.partition(';')[0]}"}


def test_the_page_offers_the_other_language_by_its_own_name(opened: tuple[Browser, Path]) -> None:
    browser, _ = opened
    buttons = re.compile(r'class="desk-language" lang="(\w+)" value="\w+">(.+?)</button>')
    assert buttons.findall(browser.ask("/")[2].decode()) == [("en", "English")]
    page = browser.ask("/", headers=english(browser))[2].decode()
    assert buttons.findall(page) == [("sl", "Slovenščina")]
    assert "Save version" in page
    assert "Shrani različico" not in page


def test_each_browser_is_answered_in_its_own_language(opened: tuple[Browser, Path]) -> None:
    browser, _ = opened
    said = {}
    for language, headers in {"sl": {}, "en": english(browser)}.items():
        answer = browser.ask("/typed", {"path": VALUE, "typed": "dvajset"}, headers=headers)[2].decode()
        refusals = browser.ask("/refusals", headers=headers)[2].decode()
        card = browser.ask(f"/card?path={VALUE}", headers=headers)[2].decode()
        said[language] = answer, refusals, card
    for one, other in zip(said["sl"], said["en"], strict=True):
        assert one != other
    assert "ciljna" in said["sl"][2]
    assert "O.1.1: target" in said["en"][2]
    browser.post("/forget", path=VALUE)


def test_faults_that_another_program_brought_are_told_in_each_language(tmp_path: Path) -> None:
    folders = copy_content(tmp_path)
    desk = Desk(open_draft(folders))
    file = folders.content / "objectives" / "so1" / "indicators" / "O.1.1.yaml"
    before = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"(?m)^target:.*$", "target: veliko", before), encoding="utf-8")
    assert desk.refresh()
    told = []
    for language in ("en", "sl", "en"):
        with speaking(language):
            holes: Any = desk.state()["holes"]
            told.append([hole.faults for hole in holes])
    assert told[0]
    assert told[0] == told[2] != told[1]
    file.write_text(before, encoding="utf-8")
    assert desk.refresh()
    with speaking("sl"):
        assert desk.state()["holes"] == ()
    desk.close()


@pytest.mark.parametrize("language", ["xx", "../sl", "", "EN"])
def test_a_language_without_messages_is_none(opened: tuple[Browser, Path], language: str) -> None:
    browser, _ = opened
    assert browser.ask("/language", {"language": language})[0] == 400
    cookie = {"Cookie": f"{browser.keys.cookie_name}={browser.cookie}; {COOKIE}={language}"}
    assert "Shrani različico" in browser.ask("/", headers=cookie)[2].decode()


def test_what_can_be_undone_is_called_in_the_language_of_the_page(desk: Desk) -> None:
    def shown(way: str) -> dict[str, object]:
        said = {}
        for language in ("sl", "en"):
            with speaking(language):
                said[language] = desk.state()[way]
        return said

    with speaking("sl"):
        assert desk.save(VALUE, "2100", "2000")["status"] == "saved"
    assert shown("undo") == {"sl": "kazalnik O.1.1: ciljna vrednost", "en": "indicator O.1.1: target"}
    with speaking("en"):
        assert desk.undo()["status"] == "saved"
        said = {"kind": "gone", "component": "operation", "key": "gamma", "name": "»Tretja operacija«", "save": True}
        assert shown("redo")["sl"] == "kazalnik O.1.1: ciljna vrednost"
        assert desk.fill(said)["status"] == "saved"
    assert shown("undo") == {
        "sl": "Odstrani: Operacija »Tretja operacija«",
        "en": "Remove: Operation »Tretja operacija«",
    }
    with speaking("sl"):
        desk.remarks.write({"do": "add", "path": VALUE, "text": "Zakaj?", "name": "Ana Novak"})
    assert shown("undo") == {
        "sl": "pripomba: kazalnik O.1.1: ciljna vrednost",
        "en": "remark: indicator O.1.1: target",
    }
    desk.draft.write_files({}, "from an older journal")
    assert shown("undo") == dict.fromkeys(("sl", "en"), "from an older journal")
