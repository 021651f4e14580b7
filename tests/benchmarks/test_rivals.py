"""The rivals that take the product's own templates make the same document of them."""

from __future__ import annotations

from methodology.composing import compose_document
from methodology.rendering.html import render_html
from tests.benchmarks import rivals
from tests.built import CONTENT, TEMPLATES, read_anew


def test_plain_jinja_writes_the_same_page() -> None:
    """Ours has no comments in its style, and non-breaking spaces."""
    document = compose_document(read_anew(CONTENT), TEMPLATES)
    ours, other = render_html(document, TEMPLATES), rivals.plain_jinja(document, TEMPLATES)()
    assert _words(other) == _words(ours)


def _words(page: str) -> list[str]:
    return page[page.index("<body") : page.rindex("<script")].split()
