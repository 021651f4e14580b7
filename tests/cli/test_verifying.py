"""``verify`` on the command line: what it prints, and its exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.cli import main
from methodology.formats import Format
from tests.verifying.project import Project, new_repository, said_otherwise


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return new_repository(tmp_path_factory.mktemp("project"))


def verify(project: Project, *files: Path) -> int:
    folders = ["--content", str(project.checkout.content), "--templates", str(project.checkout.templates)]
    return main(["verify", *map(str, files), *folders])


def test_files_as_they_were_built(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    files = project.build(Format.DOCX, Format.HTML)
    assert verify(project, *files.values()) == 0
    lines = capsys.readouterr().out.splitlines()
    commit = project.git("rev-parse", "HEAD")[:12]
    assert [line.rpartition(": ")[2] for line in lines[::3]] == ["unaltered", "unaltered"]
    assert all(line.startswith(f"  sealed: commit {commit}, content ") for line in lines[1::3])
    assert lines[2] == "  compared with what the commit builds: the same bytes"


def test_an_altered_file_among_others(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    (file,) = project.build(Format.HTML).values()
    copy = project.top / "altered.html"
    copy.write_bytes(said_otherwise(Format.HTML, "2.000", "2.003")(file.read_bytes()))
    assert verify(project, copy, file) == 1
    printed = capsys.readouterr().out
    assert "altered.html: altered: 1 block of " in printed
    assert (
        "  1. UVOD\n"
        "    - Mejniki so za leto 2034. Cilj O.1.1 je 2.000.\n"
        "    + Mejniki so za leto 2034. Cilj O.1.1 je 2.003.\n"
    ) in printed
    assert f"{file.name}: unaltered" in printed


def test_a_file_that_is_not_ours(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    (project.top / "altered.html").write_text("<p>Zapisnik</p>", encoding="utf-8")
    assert verify(project, project.top / "altered.html") == 1
    printed = capsys.readouterr().out
    assert printed.endswith("altered.html: not ours\n  it carries no seal of this program\n")


def test_a_file_that_is_not_there(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(project, project.top / "nothing.pdf") == 2
    assert "nothing.pdf: No such file or directory" in capsys.readouterr().err


def test_a_folder(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(project, project.top) == 2
    assert "Is a directory" in capsys.readouterr().err
