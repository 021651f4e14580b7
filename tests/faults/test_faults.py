"""Every fault of the machine that ``python -m tests.faults`` shows, with fewer kills."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.kills import Kills, kill_builds
from tests.faults.project import Project
from tests.faults.scenes import SCENES, ImpossibleError
from tests.tools import missing


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Each scene leaves the first version in the output folder."""
    return Project.make(tmp_path_factory.mktemp("faults"))


@pytest.mark.parametrize("name", SCENES)
def test_a_fault_leaves_the_last_good_output(name: str, project: Project) -> None:
    try:
        outcome = SCENES[name](project)
    except ImpossibleError as error:
        missing(str(error))
    assert outcome


def test_a_build_that_is_killed_leaves_whole_files(tmp_path: Path) -> None:
    found = kill_builds(Project.make(tmp_path), 12)
    assert found.while_writing > 0
    assert found == Kills(kills=12, while_writing=found.while_writing)


def test_a_half_file_would_be_seen(tmp_path: Path) -> None:
    project = Project.make(tmp_path)
    name = min(project.right[0])
    whole = (project.output / name).read_bytes()
    (project.output / name).write_bytes(whole[:-1])
    assert project.half_files() == [name]
    assert not project.is_whole(0)
