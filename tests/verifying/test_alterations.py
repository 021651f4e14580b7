"""Whatever somebody does to a built file is named; what nobody would see is no false alarm."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.formats import Format, TableFormat
from methodology.model.seal import Seal
from methodology.verifying.child_process import answer_about
from methodology.verifying.rebuild import Rebuilder, Rebuilt
from tests.verifying.alterations import Alteration, faults
from tests.verifying.page_alterations import PAGE_ALTERATIONS, PAGE_CONTROLS
from tests.verifying.pdf_alterations import PDF_ALTERATIONS, PDF_CONTROLS
from tests.verifying.project import Project

REBUILDS: dict[tuple[Format | TableFormat, Seal], Rebuilt | None] = {}


pytestmark = pytest.mark.usefixtures("made_read_once")


@pytest.fixture(autouse=True)
def in_short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read and compare in this process, and build once what each file is compared with: the rest takes no time.

    The child process has tests of its own (test_hostile_files.py), the rebuild too (test_verify.py).
    """
    rebuild = Rebuilder.rebuild

    def once(rebuilder: Rebuilder, file: bytes) -> Rebuilt | None:
        known = rebuilder.kind, rebuilder.wanted
        if known not in REBUILDS:
            REBUILDS[known] = rebuild(rebuilder, file)
        return REBUILDS[known]

    monkeypatch.setattr("methodology.verifying.child_process.ask_child", answer_about)
    monkeypatch.setattr(Rebuilder, "rebuild", once)


def cases(*tables: dict[str, Alteration]) -> list[object]:
    return [pytest.param(alteration, id=name) for table in tables for name, alteration in table.items()]


@pytest.mark.parametrize("alteration", cases(PDF_ALTERATIONS, PDF_CONTROLS))
def test_pdf(built: tuple[Project, dict[Format, Path]], alteration: Alteration) -> None:
    verdict = built[0].altered(built[1][Format.PDF], alteration.change)
    assert faults(alteration, verdict) == []


@pytest.mark.parametrize("alteration", cases(PAGE_ALTERATIONS, PAGE_CONTROLS))
def test_page(built: tuple[Project, dict[Format, Path]], alteration: Alteration) -> None:
    verdict = built[0].altered(built[1][Format.HTML], alteration.change)
    assert faults(alteration, verdict) == []
