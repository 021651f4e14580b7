"""The whole amendment in a real browser, with the mouse and with the keyboard alone: the content after it is exact."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.built import CONTENT, ROOT, TEMPLATES
from tests.desk.amending import GOLDEN, NOBODY, Amendment, amend
from tests.word.docx_text import docx_blocks
from tests.word.resolver import accept_all, reject_all

FIRST_FIVE = ("O.1.1.target", "O.1.2.target", "O.1.3.target", "O.1.4.target", "R.1.5.target")
SECONDS = {"clicks": 2.6, "keys": 0.28, "letters": 0.28}
"""How long an action takes (keystroke-level model, Card, Moran and Newell 1980): a click with the way to the mouse
and to its target and a moment to think before it; a key of an average typist."""
SECONDS_TO_THINK = 30
"""For each change, generously: reading what else changes."""
OF_FILES = r"(?i).{0,40}(?:\bgit\b|\.ya?ml\b|\.md\b|\.csv\b|content/|\.desk\b).{0,20}"
PATH = (
    r".{0,30}\b(?:[OR](?:\.\d+)+|SO\d|chapters|operations|sources|phrases|programme|risks|allocation)\.[a-z_]{3,}[\w.]*"
)


@pytest.fixture(scope="module", params=["mouse", "keyboard"])
def amendment(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Amendment]:
    with pytest.MonkeyPatch.context() as patch:
        for name, text in NOBODY.items():
            patch.setenv(name, text)
        yield amend(tmp_path_factory.mktemp(str(request.param)), str(request.param))


def build(content: Path, folder: Path) -> None:
    """Build as the command does."""
    command = (sys.executable, str(ROOT / "build.py"), "--templates", str(TEMPLATES), "--output", str(folder))
    subprocess.run([*command, "--content", "content"], check=True, capture_output=True, cwd=content.parent)


def test_the_difference_is_the_golden_one(amendment: Amendment) -> None:
    assert amendment.difference == GOLDEN.read_text(encoding="utf-8")


def test_what_the_desk_gives_is_what_build_makes(amendment: Amendment, tmp_path: Path) -> None:
    build(amendment.folder / "content", tmp_path)
    given = {name: amendment.download(name) for name in ("DOCX", "PDF", "HTML")}
    assert given == {name: (tmp_path / f"metodologija.{name.lower()}").read_bytes() for name in given}


def test_the_redline_resolves_to_both_versions(amendment: Amendment, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(amendment.download("Paket spremembe"))) as package:
        names = package.namelist()
        redline = next(package.read(name) for name in names if name == "oznacene-spremembe.docx")
    assert not [name for name in names if "OSNUTEK" in name]
    build(CONTENT, tmp_path)
    assert docx_blocks(accept_all(redline)) == docx_blocks(amendment.download("DOCX"))
    assert docx_blocks(reject_all(redline)) == docx_blocks((tmp_path / "metodologija.docx").read_bytes())


def test_no_visible_text_speaks_of_files_or_paths(amendment: Amendment) -> None:
    said = "\n".join([amendment.seen["said"], *amendment.seen["titles"]])
    assert not re.findall(OF_FILES, said)
    assert not re.findall(PATH, said)


def test_axe_finds_nothing_in_any_dialog(amendment: Amendment) -> None:
    assert {view: found for view, found in amendment.seen["violations"].items() if found} == {}


def test_no_script_fails_and_the_policy_of_the_page_blocks_nothing(amendment: Amendment) -> None:
    assert (amendment.seen["errors"], amendment.seen["blocked"]) == ([], [])


def test_the_version_is_approved(amendment: Amendment) -> None:
    assert amendment.seen["approved"] == "Različica 2026-03 je potrjena."


def test_the_first_five_changes_take_less_than_ten_minutes(amendment: Amendment) -> None:
    steps = [amendment.seen["steps"][name] for name in FIRST_FIVE]
    hands = sum(SECONDS[what] * count for step in steps for what, count in step.items())
    assert hands + SECONDS_TO_THINK * len(steps) < 600
    if amendment.folder.name.startswith("keyboard"):
        assert not any(step["clicks"] for step in amendment.seen["steps"].values())
