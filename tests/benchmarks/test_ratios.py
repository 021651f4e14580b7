"""The program stays within its bounds beside what others take for the same document.

By the clock or by processor time: what else the machine does counts in one of them at most.
"""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.measuring import told_apart
from tests.benchmarks.ratios import of_build, of_changed_page, of_changed_pdf, of_page, of_pdf, of_preview, of_word
from tests.tools import require_program

TURNS = 3


def test_a_cold_build_beside_pandoc_and_libreoffice(tmp_path: Path) -> None:
    programs = require_program("pandoc"), require_program("soffice")
    assert min(told_apart(of_build, str(tmp_path), *programs, TURNS)) <= 0.6


def test_the_word_file_beside_plain_docxtpl() -> None:
    assert min(told_apart(of_word, 2 * TURNS)) <= 0.6  # 0.48 on a quiet machine


def test_the_pdf_beside_bare_typst() -> None:
    assert min(told_apart(of_pdf, 2 * TURNS)) <= 1.3


def test_the_pdf_of_a_changed_document_beside_the_first(tmp_path: Path) -> None:
    assert min(told_apart(of_changed_pdf, str(tmp_path), TURNS)) <= 0.5


def test_the_page_of_a_changed_document_beside_the_first(tmp_path: Path) -> None:
    assert min(told_apart(of_changed_page, str(tmp_path), TURNS)) <= 0.5


def test_the_page_beside_plain_jinja() -> None:
    assert min(told_apart(of_page, 2 * TURNS)) <= 2


def test_the_rebuild_of_one_change_for_a_preview_beside_a_cold_build(tmp_path: Path) -> None:
    assert min(told_apart(of_preview, str(tmp_path), TURNS)) <= 0.25
