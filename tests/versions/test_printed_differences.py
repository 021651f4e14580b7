"""The list of changes is the difference of what is printed: nothing is missing, nothing is too much."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.versions.compare import compare_versions
from tests.built import CONTENT, TEMPLATES, copied, replace_in
from tests.versions import content_amendments
from tests.versions.printed_trials import amended, find_faults, find_redline_faults, original, version

AMENDMENTS = 40


@pytest.mark.parametrize("seed", range(AMENDMENTS))
def test_every_printed_difference_is_listed_and_nothing_else(seed: int, tmp_path: Path) -> None:
    new, done = amended(tmp_path, seed)
    assert (done, find_faults(new)) == (done, [])


@pytest.mark.parametrize("kind", content_amendments.UNPRINTED)
def test_what_prints_the_same_is_no_change(kind: str, tmp_path: Path) -> None:
    new, _ = amended(tmp_path, 1, kind)
    assert compare_versions(original()[0], new) == compare_versions(new, original()[0]) == ()


@pytest.mark.parametrize("seed", range(28, 36))
def test_the_list_and_the_redline_name_the_same_places(seed: int, tmp_path: Path) -> None:
    new, done = amended(tmp_path, seed)
    assert (done, find_redline_faults(new)) == (done, [])


def test_a_short_heading_that_is_reworded_is_one_change(tmp_path: Path) -> None:
    content = copied(CONTENT, tmp_path)
    old = original()[0]
    heading = next(heading for heading in old.document.headings if len(heading.content[0].text.split()) == 2)
    said = heading.content[0].text
    (file,) = (file for file in (content / "chapters").iterdir() if f"# {said}\n" in file.read_text("utf-8"))
    replace_in(file, f"# {said}\n", f"# {said.split()[0]} IN NAMEN\n")
    (change,) = compare_versions(old, version(content, TEMPLATES))
    assert (change.kind, change.before, change.after) == ("wording", said, f"{said.split()[0]} IN NAMEN")
