"""Every seeded fault is found, and the score on the page on quality is the true one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.benchmarks.mutations import MUTATIONS, SCORE, Mutation, found, score
from tests.built import ROOT


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_the_fault_is_found(mutation: Mutation, signed_content: Path, tmp_path: Path) -> None:
    assert signed_content.is_dir()
    assert found(mutation, tmp_path)


def test_the_score_is_that_of_the_page_on_quality() -> None:
    """Each fault is found, as the tests above show: the page has what the command prints."""
    assert len(MUTATIONS) >= 40
    page = (ROOT / "docs" / "quality.md").read_text(encoding="utf-8")
    command = "$ uv run python -m tests.benchmarks.mutations"
    assert f"\n{command}\n{SCORE.format(len(MUTATIONS), len(MUTATIONS))}\n" in page


def test_the_score_counts_what_is_found(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = MUTATIONS[:2]
    missed = replace(second, rule="double-space", name="a fault that no rule finds")
    monkeypatch.setattr("tests.benchmarks.mutations.MUTATIONS", (first, missed))
    assert score() == (1, 2)
    assert capsys.readouterr().err == "not found: a fault that no rule finds (double-space)\n"
