"""The program stays within its bounds beside what others take for the same document.

By the clock or by processor time: what else the machine does counts in one of them at most.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks import ratios
from tests.tools import require_program

TURNS = 3


def test_a_cold_build_beside_pandoc_and_libreoffice(tmp_path: Path) -> None:
    require_program("pandoc")
    require_program("soffice")
    assert ratios.ratio_of(ratios.whole, tmp_path, TURNS).least <= 0.6


def test_the_word_file_beside_plain_docxtpl(tmp_path: Path) -> None:
    assert ratios.ratio_of(ratios.word_step, tmp_path, 2 * TURNS).least <= 0.6  # 0.49 on a quiet machine


def test_the_pdf_beside_bare_typst(tmp_path: Path) -> None:
    assert ratios.ratio_of(ratios.pdf_step, tmp_path, 2 * TURNS).least <= 1.3


def test_the_page_beside_plain_jinja(tmp_path: Path) -> None:
    assert ratios.ratio_of(ratios.page_step, tmp_path, 2 * TURNS).least <= 2


@pytest.mark.parametrize("case", [ratios.changed_pdf, ratios.changed_page])
def test_a_format_of_a_changed_document_beside_the_first(case: ratios.MakeCase, tmp_path: Path) -> None:
    assert ratios.ratio_of(case, tmp_path, TURNS).least <= 0.5


@pytest.mark.parametrize("case", [ratios.preview, ratios.rebuild])
def test_the_rebuild_of_one_change_beside_a_cold_build(case: ratios.MakeCase, tmp_path: Path) -> None:
    assert ratios.ratio_of(case, tmp_path, TURNS).least <= 0.25


def test_check_takes_under_a_third_of_a_build(tmp_path: Path) -> None:
    assert ratios.ratio_of(ratios.check_step, tmp_path, TURNS).least < 1 / 3


@pytest.mark.parametrize("case", [ratios.diff_step, ratios.pull_step, ratios.nameless_pull_step])
def test_diff_and_pull_take_at_most_two_builds(case: ratios.MakeCase, tmp_path: Path) -> None:
    assert ratios.ratio_of(case, tmp_path, 5).least <= 2
