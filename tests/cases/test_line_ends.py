"""Clones with the line ends of Windows and of others build the same bytes, and each trusts what the other built."""

from __future__ import annotations

import contextlib
import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from methodology.cli import main
from methodology.diagnostics import ExitCode
from methodology.verifying.verify import VerdictKind
from tests.built import replace_in
from tests.tools import require_program
from tests.verifying.project import Project, new_repository

FONT = "templates/fonts/Office.ttf"


def two_versions(top: Path) -> Project:
    """A repository without ``.gitattributes`` and with a font of its own, with a version ``v1`` and one after it."""
    project = new_repository(top)
    fonts = Path(str(files("fontpkg_arimo") / "files"))
    shutil.copy(next(fonts.rglob("*.ttf")), top / FONT)
    project.commit()
    project.git("tag", "v1")
    content = project.checkout.content
    replace_in(content / "objectives/so1/indicators/O.1.1.yaml", "milestone: 40", "milestone: 41")
    replace_in(content / "programme.yaml", 'version: "1.0"', 'version: "1.1"')
    replace_in(content / "programme.yaml", "date: 2031-05-01", "date: 2031-06-01")
    (content / "amendments").mkdir(exist_ok=True)
    reasons = (
        "reasons:\n  - path: programme\n    reason: Nova različica.\n  - path: O.1.1\n    reason: Vmesni pregled.\n"
    )
    (content / "amendments" / "1.1.yaml").write_text(reasons, encoding="utf-8")
    project.commit()
    return project


def clone(project: Project, folder: Path, line_ends: str) -> Project:
    project.git("clone", "--quiet", "--config", f"core.autocrlf={line_ends}", str(project.top), str(folder))
    return Project(folder)


def build(project: Project) -> dict[str, bytes]:
    """All files of a build and of the amendment package, by their names."""
    built = project.top / "output"
    with contextlib.chdir(project.top):
        assert main(["build"], home=Path()) == ExitCode.DONE
        assert main(["amend", "v1"], home=Path()) == ExitCode.DONE
    made = [path for path in built.rglob("*") if path.is_file() and not path.name.startswith(".")]
    return {path.relative_to(built).as_posix(): path.read_bytes() for path in made}


@pytest.mark.usefixtures("verified_here")
@pytest.mark.parametrize("attributes", [None, "* text=auto\n*.docx binary\n"])
def test_clones_with_other_line_ends(attributes: str | None, tmp_path: Path) -> None:
    require_program("git")
    project = two_versions(tmp_path / "origin")
    if attributes is not None:
        (project.top / ".gitattributes").write_text(attributes, encoding="utf-8")
        project.commit()
    lf, crlf = (clone(project, tmp_path / name, ends) for name, ends in (("lf", "false"), ("crlf", "true")))
    for file in ("content/programme.yaml", "templates/methodology.typ", "templates/web.css"):
        assert b"\r\n" not in (lf.top / file).read_bytes()
        assert b"\r\n" in (crlf.top / file).read_bytes()
    assert (lf.top / FONT).read_bytes() == (crlf.top / FONT).read_bytes()
    first, second = build(lf), build(crlf)
    assert len(first) >= 10
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
    for builder, other in ((lf, crlf), (crlf, lf)):
        for name in first:
            if name.endswith((".docx", ".pdf", ".html")):
                verdict = other.verify(builder.top / "output" / name)
                assert (verdict.outcome, verdict.good) == (VerdictKind.UNALTERED, True), name
