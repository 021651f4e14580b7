"""The program stays within its bounds beside what others take for the same document."""

from __future__ import annotations

from pathlib import Path

from methodology.formats import Format
from tests.benchmarks.ratios import Case, Ratio, pdf_step, rebuild, whole
from tests.tools import require_program


def within(case: Case, turns: int = 3) -> Ratio:
    """The case, measured; AssertionError where it is above its bound by the clock and by processor time."""
    ratio = case.ratio(turns)
    assert case.most is not None
    assert min(ratio.wall, ratio.processor) <= case.most, ratio
    return ratio


def test_a_cold_build_beside_pandoc_and_libreoffice(tmp_path: Path) -> None:
    within(whole(tmp_path, require_program("pandoc"), require_program("soffice")))


def test_the_pdf_beside_bare_typst() -> None:
    within(pdf_step())


def test_the_rebuild_of_one_change_for_a_preview_beside_a_cold_build(tmp_path: Path) -> None:
    within(rebuild(tmp_path, [Format.HTML]))
