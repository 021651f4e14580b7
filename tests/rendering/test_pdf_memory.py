"""What Typst remembers from one document to the next changes no byte; how the document comes in hinders nobody."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from methodology.model.document import Paragraph
from methodology.rendering.pdf import render_pdf
from tests.benchmarks.measuring import told_apart
from tests.rendering.pdf_sample import TEMPLATES, changed_templates
from tests.rendering.sample import sample_document, text

DATA = 'json("doc.json")'


def digests(numbers: Iterable[int], templates: str = str(TEMPLATES)) -> list[str]:
    """The digests of the PDFs of these documents, set one after the other; 0 is the sample itself."""
    return [hashlib.sha256(_set(number, Path(templates))).hexdigest() for number in numbers]


def _set(number: int, templates: Path) -> bytes:
    document = sample_document(
        (*sample_document().blocks, Paragraph(text(f"Odstavek {number}.")))[: None if number else -1]
    )
    return render_pdf(document, templates).content


def test_documents_in_turns_are_as_in_processes_of_their_own() -> None:
    apart = [told_apart(digests, [number])[0] for number in range(3)]
    assert len(set(apart)) == 3
    assert told_apart(digests, [0, 1, 2, 1, 0]) == [apart[number] for number in (0, 1, 2, 1, 0)]


def test_no_place_for_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (usual,) = digests([0])
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    assert digests([0]) == [usual]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="NOT TESTED: this system has no /dev/full")
def test_no_room_for_temporary_files(monkeypatch: pytest.MonkeyPatch) -> None:
    (usual,) = digests([0])
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda: open("/dev/full", "r+b"))  # noqa: PTH123, SIM115
    assert digests([0]) == [usual]


def test_a_changed_template_is_set_anew(tmp_path: Path) -> None:
    templates = changed_templates(tmp_path, "stroke: 0.5pt", "stroke: 0.5pt")
    (before,) = digests([0], str(templates))
    source = templates / "methodology.typ"
    source.write_text(source.read_text(encoding="utf-8").replace("stroke: 0.5pt", "stroke: 1.5pt"), encoding="utf-8")
    (after,) = digests([0], str(templates))
    assert before == digests([0])[0] != after
    assert told_apart(digests, [0], str(templates)) == [after]


def test_files_called_like_what_is_in_memory_are_not_read(tmp_path: Path) -> None:
    templates = changed_templates(tmp_path / "moje predloge šč", DATA, DATA)
    (templates / "doc.json").write_text('{"cover": 1}', encoding="utf-8")
    (templates / "main").write_text("#nic", encoding="utf-8")
    assert digests([0], str(templates)) == digests([0])


def test_a_committed_template_that_takes_the_document_as_an_input(tmp_path: Path) -> None:
    templates = changed_templates(tmp_path, DATA, "json(bytes(sys.inputs.doc))")
    assert digests([0, 1], str(templates)) == digests([0, 1])
