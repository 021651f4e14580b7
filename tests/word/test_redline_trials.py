"""Redlines of random amendments of every kind, and of single ones whose way back is not plain."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from methodology.composing import compose_document
from methodology.model.document import Document
from tests.built import SAMPLE, TEMPLATES, copied, read_content, replace_in
from tests.rendering.judges import validate_docx
from tests.versions.wide_amendments import KINDS, amend_widely, copied_templates
from tests.word.docx_looks import docx_looks
from tests.word.redline_trials import differences, make_trial, wishes
from tests.word.resolver import accept_all, reject_all
from tests.word.test_redline import clean, composed, redline, texts_of


@pytest.mark.parametrize("seed", range(4))
def test_amendments_of_every_kind_are_exact_both_ways_and_ask_for_nothing(seed: int, tmp_path: Path) -> None:
    trial = make_trial(seed, tmp_path)
    made = trial.redline()
    assert [*differences(trial, made), *wishes(trial, made)] == []
    assert validate_docx(made, tmp_path) == []


@pytest.fixture(scope="module")
def sample() -> Document:
    return composed(SAMPLE)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_exact_both_ways(kind: str, sample: Document, tmp_path: Path) -> None:
    new, done = amend_widely(copied(SAMPLE, tmp_path), copied_templates(tmp_path), random.Random(1), 2, kind)
    assert done == {kind: 2}
    assert_exact(sample, new)
    assert_exact(new, sample)


def assert_exact(old: Document, new: Document) -> None:
    made = redline(old, new)
    for resolved, document in ((accept_all(made), new), (reject_all(made), old)):
        assert texts_of(resolved) == texts_of(clean(document))
        assert docx_looks(resolved) == docx_looks(clean(document))


INTRODUCTION = "chapters/introduction.md"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[Mejniki](https://example.org/a) so", "Mejniki so"),
        ("[Mejniki](https://example.org/a) so", "[Mejniki](https://example.org/b) so"),
        ("[Mejniki](#chapter-3) so", "[Mejniki](#chapter-4) so"),
        ("[Mejniki](#chapter-3) so", "Mejniki so"),
        ("[Mejniki in **drugo**](#O.1.1) so", "[Mejniki](#O.1.1) in **drugo** so"),
    ],
)
def test_links_come_and_go_with_their_targets(old: str, new: str, tmp_path: Path) -> None:
    documents = []
    for name, text in (("old", old), ("new", new)):
        content = copied(SAMPLE, tmp_path / name)
        replace_in(content / INTRODUCTION, "Mejniki so", text)
        documents.append(composed(content))
    assert_exact(*documents)


def test_a_link_leads_to_a_place_that_went_or_has_another_number(tmp_path: Path) -> None:
    """A chapter between goes: what is behind it has the number, and so the anchor, that was its own."""
    contents = [copied(SAMPLE, tmp_path / name) for name in ("old", "new")]
    replace_in(
        contents[0] / INTRODUCTION, "Program ima cilja:", "# VMES\n\nVmes stoji to.\n\n# CILJI\n\nProgram ima cilja:"
    )
    replace_in(contents[1] / INTRODUCTION, "Program ima cilja:", "# CILJI\n\nProgram ima cilja:")
    anchors = {heading.content[0].text: heading.anchor for heading in composed(contents[0]).headings}
    assert anchors["CILJI"] != next(h.anchor for h in composed(contents[1]).headings if h.content[0].text == "CILJI")
    for content in contents:
        text = (
            "Mejniki so"
            if content is contents[1]
            else (f"[Ti](#{anchors['VMES']}) in [oni](#{anchors['CILJI']}) mejniki so")
        )
        replace_in(content / INTRODUCTION, "Mejniki so", text)
    assert_exact(*map(composed, contents))
    assert_exact(*map(composed, reversed(contents)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Mejniki so", "**Mejniki** so"),
        ("Mejniki so", "[Mejniki](https://example.org) so"),
        ("(a) {SO1.title};\n(b) {SO2.title}.", "- {SO1.title};\n- {SO2.title}."),
        ("Program ima cilja:", "## Program ima cilja:"),
    ],
)
def test_the_judges_know_looks_levels_labels_and_links(old: str, new: str, tmp_path: Path) -> None:
    """What differs in these alone is no equal document to them."""
    content = copied(SAMPLE, tmp_path)
    replace_in(content / INTRODUCTION, old, new)
    before, after = ((*texts_of(docx), *docx_looks(docx)) for docx in map(clean, (composed(SAMPLE), composed(content))))
    assert before != after


def test_a_template_of_the_new_version_is_its_text(tmp_path: Path) -> None:
    templates = copied_templates(tmp_path)
    file = templates / "document" / "results.html.j2"
    replace_in(file, "<th>{{ phrase(heads[column]", '<th>{{ "KAZALNIK" if column == "name" else phrase(heads[column]')
    programme = read_content(SAMPLE)
    assert_exact(composed(SAMPLE), compose_document(programme, templates))
    assert compose_document(programme, templates) != compose_document(programme, TEMPLATES)
