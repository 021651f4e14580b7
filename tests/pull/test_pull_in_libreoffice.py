"""The real document, edited two hundred times in LibreOffice, comes back into the content; untouched, nothing does."""

from __future__ import annotations

import dataclasses
import random
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from methodology.formats import Format
from methodology.model.programme import Programme
from methodology.pull.applying import Workshop
from methodology.pull.original import compose_original
from methodology.pull.pulled import Decisions, Pulled
from methodology.pull.pulling import EditedFile, pull
from methodology.word.reading import REJECT
from tests.built import CONTENT, SAMPLE, TEMPLATES, built, read_content
from tests.pull.edit_outcomes import Fate, fate, unlike, unmeant
from tests.pull.edit_plans import PlannedEdit, plan_edits
from tests.pull.office import edit_in_libreoffice
from tests.tools import HANGS_AFTER, require_program

SEEDS = range(100, 110)
EDITS = 20
"""So many in each document."""
MOST_OF_THEM = 0.99


@dataclasses.dataclass(frozen=True)
class Saved:
    """The files as LibreOffice saved them."""

    plans: list[list[PlannedEdit]]
    edited: list[bytes]
    tracked: bytes
    untouched: dict[Path, bytes]


@pytest.fixture(scope="module")
def docx() -> dict[Path, bytes]:
    return {content: built(content).files[Format.DOCX] for content in (CONTENT, SAMPLE)}


@pytest.fixture(scope="module")
def saved(docx: dict[Path, bytes], tmp_path_factory: pytest.TempPathFactory) -> Saved:
    plans = [plan_edits(docx[CONTENT], random.Random(seed), EDITS) for seed in SEEDS]
    tracked = [dataclasses.replace(edit, tracked=True) for edit in plans[0]]
    jobs = [(docx[CONTENT], plan) for plan in [*plans, tracked, []]]
    *edited, all_tracked, content, sample = edit_in_libreoffice(
        [*jobs, (docx[SAMPLE], [])], tmp_path_factory.mktemp("office")
    )
    return Saved(plans, edited, all_tracked, {CONTENT: content, SAMPLE: sample})


@pytest.fixture(scope="module")
def ours() -> Programme:
    return read_content(CONTENT)


@pytest.fixture(scope="module")
def before(ours: Programme) -> list[str]:
    return texts(ours)


@pytest.fixture(scope="module")
def pulled(saved: Saved, ours: Programme) -> list[Pulled]:
    return [pulled_of(docx, ours) for docx in saved.edited]


def texts(programme: Programme) -> list[str]:
    """What the document of a programme says."""
    return [text.text for text in compose_original(programme, TEMPLATES).texts]


def pulled_of(docx: bytes, ours: Programme, decisions: Decisions | None = None) -> Pulled:
    """What comes of one file."""
    return pull([EditedFile("edited.docx", docx)], ours, TEMPLATES, decisions or Decisions())


def test_every_edit_is_mapped_or_reported_with_its_reason(saved: Saved, pulled: list[Pulled]) -> None:
    fates = [(fate(edit, one.wishes), edit) for plan, one in zip(saved.plans, pulled, strict=True) for edit in plan]
    assert len(fates) == EDITS * len(SEEDS)
    assert sum(edit.tracked for _, edit in fates) in range(80, 120)
    assert [edit for what, edit in fates if what is Fate.LOST] == []
    assert len([edit for what, edit in fates if what is Fate.REPORTED]) <= (1 - MOST_OF_THEM) * len(fates)
    assert len([edit for what, edit in fates if what.is_mapped]) >= 0.97 * len(fates)


def test_nothing_is_written_that_nobody_meant(saved: Saved, pulled: list[Pulled]) -> None:
    wrong = [wish for plan, one in zip(saved.plans, pulled, strict=True) for wish in unmeant(plan, one.wishes)]
    assert wrong == []


@pytest.mark.parametrize("number", range(len(SEEDS)))
def test_the_content_says_then_what_the_file_says(
    number: int, saved: Saved, pulled: list[Pulled], ours: Programme, before: list[str]
) -> None:
    one, plan = pulled[number], saved.plans[number]
    applied = [edit for edit in plan if fate(edit, one.wishes) is Fate.APPLIED]
    assert len(applied) > EDITS / 2
    files = {name: text for name, text in {**ours.files, **one.files}.items() if text is not None}
    assert unlike(before, texts(Workshop(TEMPLATES).read(files, "content")), applied) == Counter()


def made_of(ours: Programme, pulled: Pulled) -> Programme:
    """The content with what was pulled."""
    files: dict[str, str | None] = {**ours.files, **pulled.files}
    return Workshop(TEMPLATES).read({name: text for name, text in files.items() if text is not None}, ours.name)


@pytest.mark.parametrize("content", [CONTENT, SAMPLE], ids=["content", "sample"])
def test_without_an_edit_nothing_changes(content: Path, docx: dict[Path, bytes], saved: Saved) -> None:
    programme = read_content(content)
    for file in (docx[content], saved.untouched[content]):
        one = pulled_of(file, programme)
        assert (one.wishes, dict(one.files)) == ((), {})


def test_converted_by_libreoffice_nothing_changes(docx: dict[Path, bytes], tmp_path: Path) -> None:
    office = require_program("soffice")
    sources = {content: tmp_path / f"{content.name}.docx" for content in docx}
    for content, source in sources.items():
        source.write_bytes(docx[content])
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path / "converted")]
    subprocess.run([*command, *map(str, sources.values())], check=True, capture_output=True, timeout=HANGS_AFTER)
    for content, source in sources.items():
        converted = (tmp_path / "converted" / source.name).read_bytes()
        assert converted != docx[content]
        one = pulled_of(converted, read_content(content))
        assert (one.wishes, dict(one.files)) == ((), {})


def test_nothing_is_left_of_tracked_changes_that_are_rejected(saved: Saved, ours: Programme) -> None:
    assert pulled_of(saved.tracked, ours).files
    one = pulled_of(saved.tracked, ours, Decisions(accept=REJECT))
    assert (one.wishes, dict(one.files)) == ((), {})
