"""Every seeded fault is found, and the score on the page on quality is the true one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.mutations import MUTATIONS, Mutation, found
from tests.built import ROOT


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_the_fault_is_found(mutation: Mutation, signed_content: Path, tmp_path: Path) -> None:
    assert signed_content.is_dir()
    assert found(mutation, tmp_path)


def test_the_score_on_the_page_on_quality() -> None:
    assert len(MUTATIONS) >= 40
    assert f"{len(MUTATIONS)} of {len(MUTATIONS)}" in (ROOT / "docs" / "quality.md").read_text(encoding="utf-8")
