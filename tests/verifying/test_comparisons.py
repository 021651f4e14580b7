"""Files that compare two versions carry a seal of their kind, and verify builds them anew from both versions."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.formats import Form, Format
from methodology.model.seal import Origin, SealKind
from methodology.verifying.verify import VerdictKind
from methodology.versions.compare import make_report
from methodology.versions.outputs import SEALED, write_form, write_sealed
from methodology.versions.version import Checkout, Version, open_version
from tests.built import SAMPLE, copied, replace_in
from tests.tools import require_program
from tests.verifying.project import Project, new_repository, repacked, said_otherwise

INDICATOR = "content/objectives/so1/indicators/O.1.1.yaml"
MAIN = "word/document.xml"
NAMES = {key: f"{key[0]}.{key[1]}" for key in SEALED}
Made = dict[tuple[SealKind, Format], Path]


def compared(project: Project, scratch: Path, old: str, new: str) -> Made:
    """Every file that compares two versions, in a folder of its own."""
    folders = [scratch / name for name in ("old", "new", "out")]
    for folder in folders:
        folder.mkdir(parents=True)
    before = open_version(old, project.checkout, folders[0], pages=False)
    after = open_version(new, project.checkout, folders[1], pages=True)
    report = make_report(before, after)
    made = {}
    for (kind, file_format), name in NAMES.items():
        made[kind, file_format] = folders[2] / name
        content = write_sealed(report, kind, file_format, project.checkout.templates)
        made[kind, file_format].write_bytes(content)
    return made


@pytest.fixture(scope="session")
def amended(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Made]:
    """A repository of two versions with a reason, and what compares them; nothing of it may be changed."""
    require_program("git")
    project = new_repository(tmp_path_factory.mktemp("amended"))
    replace_in(project.top / INDICATOR, "milestone: 40", "milestone: 41")
    replace_in(project.top / INDICATOR, "na podlagi izkušenj", "na podlagi vseh izkušenj")
    reasons = project.top / "content" / "amendments" / "1.0.yaml"
    reasons.parent.mkdir(exist_ok=True)
    reasons.write_text("reasons:\n  - path: O.1.1\n    reason: Nova ocena.\n", encoding="utf-8")
    project.commit()
    return project, compared(project, tmp_path_factory.mktemp("compared"), "HEAD~1", "HEAD")


def commits(project: Project) -> tuple[str, str]:
    return project.git("rev-parse", "HEAD~1"), project.git("rev-parse", "HEAD")


@pytest.mark.parametrize("key", SEALED, ids=NAMES.get)
def test_as_it_was_made_it_is_unaltered(amended: tuple[Project, Made], key: tuple[SealKind, Format]) -> None:
    project, made = amended
    verdict = project.verify(made[key])
    assert (verdict.outcome, verdict.reasons) == (
        VerdictKind.UNALTERED,
        ("compared with what the commit builds: the same bytes",),
    )
    assert verdict.seal is not None
    assert verdict.seal.kind is key[0]
    assert verdict.seal.old is not None
    old, new = commits(project)
    assert (verdict.seal.old.origin, verdict.seal.origin) == (Origin(old, clean=True), Origin(new, clean=True))


def test_files_of_one_command_are_judged_as_each_alone_and_their_versions_opened_once(
    amended: tuple[Project, Made], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, made = amended
    files = list(made.values())
    altered = tmp_path / "altered.html"
    page = made[SealKind.CHANGES, Format.HTML]
    altered.write_bytes(said_otherwise(Format.HTML, "41", "42", within="<body")(page.read_bytes()))
    files.insert(1, altered)
    alone = [project.verify(file) for file in files]
    opened: list[str] = []

    def open_counted(name: str, checkout: Checkout, scratch: Path, *, pages: bool) -> Version:
        opened.append(name)
        return open_version(name, checkout, scratch, pages=pages)

    monkeypatch.setattr("methodology.verifying.rebuild.open_version", open_counted)
    assert project.verify_together(files) == alone
    assert [verdict.outcome is VerdictKind.ALTERED for verdict in alone] == [file == altered for file in files]
    assert len(opened) == len(set(opened)) == 2


def test_forms_for_programs_have_no_seal(amended: tuple[Project, Made], tmp_path: Path) -> None:
    project, _ = amended
    before, after = (open_version(name, project.checkout, tmp_path, pages=False) for name in ("HEAD~1", "HEAD"))
    for form in (Form.TEXT, Form.MARKDOWN, Form.JSON):
        assert b"program" not in write_form(make_report(before, after), form, project.checkout.templates)


@pytest.mark.parametrize(
    ("key", "old", "new"),
    [
        ((SealKind.REDLINE, Format.DOCX), ">41<", ">42<"),
        ((SealKind.REDLINE, Format.DOCX), "izkušenj", "besed"),
        ((SealKind.CHANGES, Format.DOCX), ">41<", ">42<"),
        ((SealKind.CHANGES, Format.PDF), "41", "42"),
        ((SealKind.CHANGES, Format.HTML), "41", "42"),
        ((SealKind.COVER_NOTE, Format.DOCX), "2 spremembi", "3 spremembe"),
    ],
)
def test_what_it_says_otherwise_is_found(
    amended: tuple[Project, Made], key: tuple[SealKind, Format], old: str, new: str
) -> None:
    project, made = amended
    verdict = project.altered(made[key], said_otherwise(key[1], old, new, within="<body"))
    assert verdict.outcome is VerdictKind.ALTERED
    assert any(new.strip("<>") in (difference.after or "") for difference in verdict.differences)


def test_text_that_went_is_part_of_a_redline(amended: tuple[Project, Made]) -> None:
    project, made = amended

    def other(part: bytes) -> bytes:
        assert b">40<" in part
        return part.replace(b">40<", b">39<", 1)

    redline = made[SealKind.REDLINE, Format.DOCX]
    verdict = project.altered(redline, lambda docx: repacked(docx, MAIN, other))
    assert verdict.outcome is not VerdictKind.UNALTERED


def test_without_both_versions_it_is_not_judged(amended: tuple[Project, Made], tmp_path: Path) -> None:
    project, made = amended
    fresh = new_repository(tmp_path / "fresh", project.checkout.content)
    for key, file in made.items():
        verdict = fresh.verify(file)
        assert verdict.outcome is VerdictKind.NOT_OURS, key
        assert verdict.seal is not None
        assert verdict.reasons[-1].startswith("both versions that it was made of are needed")


def test_what_was_made_of_a_working_tree_is_compared_with_it(tmp_path: Path) -> None:
    require_program("git")
    project = new_repository(tmp_path / "project")
    replace_in(project.top / INDICATOR, "milestone: 40", "milestone: 41")
    made = compared(project, tmp_path / "made", "HEAD", str(project.checkout.content))
    for key, file in made.items():
        verdict = project.verify(file)
        assert verdict.outcome is VerdictKind.UNALTERED, key
        assert verdict.seal is not None
        assert verdict.seal.origin == Origin(project.git("rev-parse", "HEAD"), clean=False)


def test_other_templates_of_reports_are_named(amended: tuple[Project, Made], tmp_path: Path) -> None:
    """They are those of the office that made the file; the commit's own are taken, and the reader is told so."""
    project, _ = amended
    labels = project.checkout.templates / "languages" / "sl.yaml"
    before = labels.read_text(encoding="utf-8")
    try:
        labels.write_text(f"{before}# an office's own\n", encoding="utf-8")
        own = compared(project, tmp_path, "HEAD~1", "HEAD")
    finally:
        labels.write_text(before, encoding="utf-8")
    for kind in (SealKind.CHANGES, SealKind.REDLINE):
        verdict = project.verify(own[kind, Format.DOCX])
        assert "the templates of reports that the seal names are not at hand: others were taken" in verdict.reasons
        assert verdict.outcome is VerdictKind.TEXT_UNCHANGED


def test_a_seal_of_another_pair_is_no_excuse(amended: tuple[Project, Made], tmp_path: Path) -> None:
    """A redline that claims to compare a version with itself says more than that one does."""
    project, made = amended
    same = compared(project, tmp_path, "HEAD", "HEAD")
    custom = "docProps/custom.xml"
    seals: dict[str, bytes] = {}
    repacked(same[SealKind.REDLINE, Format.DOCX].read_bytes(), custom, lambda part: seals.setdefault(custom, part))
    redline = made[SealKind.REDLINE, Format.DOCX]
    verdict = project.altered(redline, lambda docx: repacked(docx, custom, lambda _: seals[custom]))
    assert verdict.outcome is not VerdictKind.UNALTERED


def test_a_version_that_is_nowhere_at_hand_is_named(amended: tuple[Project, Made], tmp_path: Path) -> None:
    project, _ = amended
    folder = copied(SAMPLE, tmp_path)
    replace_in(folder / "programme.yaml", "Vzorčni program", "Drug program")
    made = compared(project, tmp_path / "made", str(folder), "HEAD")
    verdict = project.verify(made[SealKind.REDLINE, Format.DOCX])
    assert verdict.outcome is VerdictKind.NOT_OURS
    assert "nothing at hand has the content of the old version" in verdict.reasons
