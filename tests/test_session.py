"""The content of a long-lived process, built again after each change."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.building import BuildFolders
from methodology.composing import compose_document
from methodology.diagnostics import ContentError
from methodology.rendering.html import render_html
from methodology.session import Session
from tests.built import SAMPLE, TEMPLATES, read_content

INDICATOR = "objectives/so1/indicators/O.1.1.yaml"


def new_session() -> Session:
    return Session(BuildFolders(SAMPLE, SAMPLE.name, TEMPLATES, Path("unused")))


def test_a_session_builds_what_a_build_does() -> None:
    session = new_session()
    built = session.build(session.read_texts())
    programme = read_content(SAMPLE)
    document = compose_document(programme, TEMPLATES)
    assert built.programme.values == programme.values
    assert built.document == document
    assert built.html == render_html(document, TEMPLATES)
    assert built.faults == ()


def test_a_fault_leaves_the_last_good_page() -> None:
    session = new_session()
    texts = dict(session.read_texts())
    with pytest.raises(ContentError):
        session.build({**texts, INDICATOR: "target: ["})
    good = session.build(texts)
    wrong = session.build({**texts, INDICATOR: "target: ["})
    assert wrong.html == good.html
    assert [fault.location.file for fault in wrong.faults] == [f"{SAMPLE.name}/{INDICATOR}"]
    assert session.build(texts).faults == ()
