"""What is remembered from one page to the next changes no byte of it."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from methodology.memory import Memory
from methodology.model.document import Block, Paragraph
from methodology.rendering.html import render_html, web_page
from methodology.rendering.html.web_page import FILTERS, TESTS
from methodology.sandbox import TemplateEnvironment, TemplateFolder
from methodology.sandbox.compiler import closed_macros
from tests.benchmarks.measuring import told_apart
from tests.built import TEMPLATES
from tests.rendering.sample import sample_blocks, sample_document, text

BLOCKS = sample_blocks()


def digests(numbers: Iterable[int], templates: str = str(TEMPLATES)) -> list[str]:
    """The digests of the pages of these documents, made one after the other; 0 is the sample itself."""
    memory = Memory()
    return [hashlib.sha256(made(number, Path(templates), memory).encode()).hexdigest() for number in numbers]


def made(number: int, templates: Path, memory: Memory) -> str:
    """The page of a document."""
    added: list[Block] = [Paragraph(text(f"Odstavek {number}."))] if number else []
    page = render_html(sample_document((*BLOCKS, *added)), templates, memory=memory)
    memory.finish()
    return page


def test_pages_in_turns_are_as_in_processes_of_their_own() -> None:
    apart = [told_apart(digests, [number])[0] for number in range(3)]
    assert len(set(apart)) == 3
    assert told_apart(digests, [0, 1, 2, 1, 0]) == [apart[number] for number in (0, 1, 2, 1, 0)]


def test_a_changed_template_writes_every_block_anew(tmp_path: Path) -> None:
    templates = Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))
    memory = Memory()
    before, source = made(1, templates, memory), templates / web_page.TEMPLATE
    source.write_text(source.read_text(encoding="utf-8").replace("<p{%", '<p lang="sl"{%'), encoding="utf-8")
    assert (
        made(1, templates, memory)
        == re.sub(r'<p(?=[ >])(?! class="(?:programme|note)")', '<p lang="sl"', before)
        != before
    )
    assert told_apart(digests, [1], str(templates)) == digests([1], str(templates))


def test_every_kind_of_block_is_written_by_a_macro_that_can_be_remembered() -> None:
    environment = TemplateEnvironment(TemplateFolder(TEMPLATES))
    source, _, _ = TemplateFolder(TEMPLATES).get_source(environment, web_page.TEMPLATE)
    environment.filters.update(FILTERS)
    environment.tests.update(TESTS)
    assert closed_macros(environment.parse(source)) >= {
        *("heading", "paragraph", "note", "list", "table"),
        *("section", "stretch", "calculation", "contents_of", "overview_rows"),
    }
