"""What the README and the pages say is so: names, places, links; and they build."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from methodology.composing.context import template_context
from methodology.composing.printing import Printer
from methodology.model.language import Language
from methodology.word.styles import BUILT_IN, REQUIRED
from tests.built import ROOT, SAMPLE, read_content
from tests.docs.pages import PAGES, code_spans, text_of

README = ROOT / "README.md"
DOCS = ROOT / "docs"
LONGEST_README = 120
GUIDES = (*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md")


def section_of(page: str, heading: str) -> str:
    """The text below a heading of the second level."""
    return text_of(DOCS / page).split(f"\n## {heading}\n")[1].split("\n## ")[0]


def test_the_names_for_templates_are_those_that_there_are() -> None:
    sample = read_content(SAMPLE)
    context = template_context(sample, Printer(sample, Language.of("sl-SI")))
    section = section_of("templates.md", "Names that a document template may use")
    assert re.findall(r"^\| `(\w+)", section, re.MULTILINE) == list(context)


def test_the_styles_are_those_that_a_word_template_must_have() -> None:
    section = section_of("templates.md", "The look in Word")
    assert dict(re.findall(r"^\| `([^`]+)` \| (\w+) \|", section, re.MULTILINE)) == {
        **REQUIRED,
        **{name: kind for name, (kind, _) in BUILT_IN.items()},
    }


def test_every_place_on_the_map_is_there() -> None:
    above: list[str] = []
    for indentation, names in re.findall(r"^    ( *)(\S+(?: \S+/(?=$| ))*)", map_of_the_tree(), re.MULTILINE):
        for name in names.split():
            above[len(indentation) // 2 :] = [name]
            if name != "output/":
                assert list(ROOT.glob("".join(above).rstrip("/"))), name


def test_every_room_of_the_package_is_on_the_map() -> None:
    rooms = {path.name for path in (ROOT / "methodology").iterdir() if not path.name.startswith("__")}
    assert {room for room in rooms if room.partition(".")[0] not in map_of_the_tree()} == set()


def map_of_the_tree() -> str:
    """The map, as it stands on the page on architecture."""
    return section_of("architecture.md", "Where things are")


def test_every_path_in_the_pages_is_there() -> None:
    """A code span that looks like a path below the checkout is one; what is built or filled in is not looked for."""
    paths = re.compile(r"(content|docs|methodology|templates|tests|\.ci)/[\w./*-]*")
    missing = [
        f"{page.name}: {span}"
        for page in GUIDES
        for span in code_spans(text_of(page))
        if paths.fullmatch(span) and not list(ROOT.glob(span.rstrip("/"))) and span not in WRITTEN
    ]
    assert missing == []


WRITTEN = {
    "content/assumptions.yaml",
    *("content/amendments/", "content/amendments/2026-03.yaml", "content/objectives/so1/indicators/R.1.9.yaml"),
    *("content/outline.yaml", "content/phrases.yaml"),
}
"""Paths that a reader writes."""


def test_every_option_is_documented() -> None:
    assert all(f"`{option}`" in text_of(README) for option in ("--format", "--content", "--output", "--templates"))


def test_the_readme_is_short() -> None:
    assert len(text_of(README).splitlines()) <= LONGEST_README


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.name)
def test_every_link_within_the_project_leads_somewhere(page: Path) -> None:
    """MkDocs sees to the links among its pages, not to those of the README, and not to pictures that are no file."""
    for target in re.findall(r"\]\(([^)\s]+)\)", text_of(page)):
        file, _, anchor = target.partition("#")
        assert "://" not in target, target
        if file:
            assert (page.parent / file).exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", text_of(page.parent / file if file else page), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w]+", "-", heading.lower()).strip("-") for heading in headings}, target


def test_every_picture_is_shown_and_can_be_drawn_anew() -> None:
    recipe = (ROOT / "tests" / "docs" / "pictures.py").read_text(encoding="utf-8")
    pictures = [path.name for path in (DOCS / "pictures").iterdir()]
    assert [name for name in pictures if f'"{name}")' not in recipe] == []
    assert [name for name in pictures if not any(f"pictures/{name})" in text_of(page) for page in PAGES)] == []


def test_the_pages_build_and_need_nothing_from_elsewhere(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for page in (tmp_path / "site").rglob("*.html"):
        loaded = re.findall(
            r"<(?:script|img|iframe)\b[^>]*\bsrc=\"([^\"]+)|<link\b[^>]*\bhref=\"([^\"]+)",
            page.read_text(encoding="utf-8"),
        )
        assert [source for pair in loaded for source in pair if re.match(r"(https?:)?//", source)] == []
