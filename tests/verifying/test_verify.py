"""Files as they were built, altered, saved by others, and not ours."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from methodology import __version__
from methodology.building import BuildFolders, build_document
from methodology.formats import Format, TableFormat
from methodology.model.seal import Origin
from methodology.verifying.verify import Verdict, VerdictKind
from methodology.versions.changes import Report
from methodology.versions.compare import compare_versions
from methodology.versions.outputs import write_package
from methodology.versions.version import Checkout, open_version
from tests.built import replace_in, silently
from tests.pull import edited
from tests.rendering.judges import convert_docx
from tests.tools import hide_git
from tests.verifying.project import (
    Project,
    new_project,
    new_repository,
    repacked,
    resaved,
    said_otherwise,
    verify_with,
    without_row,
)

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

INDICATOR = "content/objectives/so1/indicators/O.1.1.yaml"
EVERY_FORMAT = pytest.mark.parametrize("kind", list(Format))


def differences(verdict: Verdict) -> list[tuple[str, str | None, str | None]]:
    return [(one.place, one.before, one.after) for one in verdict.differences]


@EVERY_FORMAT
def test_a_file_as_it_was_built_is_unaltered(built: tuple[Project, dict[Format, Path]], kind: Format) -> None:
    project, files = built
    verdict = project.verify(files[kind])
    assert verdict.outcome is VerdictKind.UNALTERED
    assert verdict.seal is not None
    assert verdict.seal.origin is not None
    assert verdict.seal.origin.commit == project.git("rev-parse", "HEAD")
    assert verdict.seal.origin.clean
    assert verdict.reasons == ("compared with what the commit builds: the same bytes",)


@EVERY_FORMAT
def test_a_later_commit_changes_nothing(tmp_path: Path, kind: Format) -> None:
    project = new_repository(tmp_path)
    files = project.build(kind)
    replace_in(project.top / INDICATOR, "milestone: 40", "milestone: 41")
    project.commit()
    assert project.verify(files[kind]).outcome is VerdictKind.UNALTERED


@EVERY_FORMAT
def test_a_file_from_before_its_folders_were_renamed(tmp_path: Path, kind: Format) -> None:
    project = new_repository(tmp_path)
    shutil.copytree(project.checkout.content, tmp_path / "another")
    replace_in(tmp_path / "another" / "sources.yaml", "anketni", "novi")
    project.commit()
    files = project.build(kind)
    project.git("mv", "content", "vsebina")
    project.git("mv", "templates", "predloge")
    project.commit()
    verdict = verify_with(Checkout(tmp_path / "vsebina", tmp_path / "predloge"), files[kind])
    assert verdict.outcome is VerdictKind.UNALTERED
    assert verdict.reasons == ("compared with what the commit builds: the same bytes",)


@EVERY_FORMAT
def test_a_letter_that_was_altered_is_found(built: tuple[Project, dict[Format, Path]], kind: Format) -> None:
    project, files = built
    verdict = project.altered(files[kind], said_otherwise(kind, "izkušenj", "izkušenk"))
    assert verdict.outcome is VerdictKind.ALTERED
    label = "" if kind is Format.DOCX else "- "
    place = "Število udeležencev" if kind is Format.DOCX else "1. Število udeležencev"
    assert differences(verdict) == [(place, f"{label}na podlagi izkušenj.", f"{label}na podlagi izkušenk.")]


@EVERY_FORMAT
def test_a_number_that_was_altered_is_found(built: tuple[Project, dict[Format, Path]], kind: Format) -> None:
    project, files = built
    verdict = project.altered(files[kind], said_otherwise(kind, "2.000", "2.003"))
    assert verdict.outcome is VerdictKind.ALTERED
    before = "Mejniki so za leto 2034. Cilj O.1.1 je 2.000."
    place = "UVOD" if kind is Format.DOCX else "1. UVOD"
    assert differences(verdict) == [(place, before, before.replace("2.000", "2.003"))]


@EVERY_FORMAT
def test_a_row_that_was_removed_is_found(built: tuple[Project, dict[Format, Path]], kind: Format) -> None:
    project, files = built
    verdict = project.altered(files[kind], without_row(kind, "O.1.2.1"))
    assert verdict.outcome is VerdictKind.ALTERED
    place, before, after = differences(verdict)[0]
    assert len(verdict.differences) == 1
    assert before == "1a | O.1.2.1 | - število delavnic | število | 1 | 7"
    assert after is None
    assert place.endswith("število delavnic")


def test_a_workbook_is_judged_by_its_rebuild(tmp_path: Path) -> None:
    project = new_repository(tmp_path)
    places = BuildFolders(project.checkout.content, "content", project.checkout.templates, tmp_path / "output")
    workbook, *tables = build_document(places, [TableFormat.XLSX, TableFormat.CSV], silently).paths
    assert project.verify(workbook).outcome is VerdictKind.UNALTERED

    def other(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
        return lambda book: repacked(book, "xl/worksheets/sheet2.xml", lambda xml: xml.replace(old, new, 1))

    verdict = project.altered(workbook, other(b"<v>2000</v>", b"<v>2003</v>"))
    assert verdict.outcome is VerdictKind.ALTERED
    row = "SO1 | O.1.1 | Število udeležencev | število | 40 | 2000"
    assert differences(verdict) == [("Preglednica 1", row, row.replace("2000", "2003"))]
    saved_again = project.altered(workbook, other(b"<v>2000</v>", b"<v>2000.0</v>"))
    assert (saved_again.outcome, saved_again.good) == (VerdictKind.TEXT_UNCHANGED, False)
    for table in tables:
        assert project.verify(table).reasons == (
            "a CSV file carries no seal: compare-sfc holds its values against the content",
        )
    shutil.rmtree(tmp_path / ".git")
    replace_in(project.top / INDICATOR, "milestone: 40", "milestone: 41")
    assert project.verify(workbook).outcome is VerdictKind.NOT_OURS


def test_an_altered_header_is_found(built: tuple[Project, dict[Format, Path]]) -> None:
    project, files = built

    def other_header(docx: bytes) -> bytes:
        return repacked(docx, "word/header1.xml", lambda xml: xml.replace(b"</w:t>", b" (osnutek)</w:t>", 1))

    verdict = project.altered(files[Format.DOCX], other_header)
    assert [after and after.endswith("(osnutek)") for _, _, after in differences(verdict)] == [True]
    assert verdict.outcome is VerdictKind.ALTERED


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<li data-label", b"<li hidden data-label"),
        (b"</style>", b"p{display:none}</style>"),
        (b"}\n</script>", b"}\ndocument.body.append(1);\n</script>"),
        (b"</main>", b"</main>dodano"),
        (b"</main>", b"</main><main><p>dodano</p></main>"),
    ],
)
def test_what_could_hide_or_add_text_on_a_page_is_found(
    built: tuple[Project, dict[Format, Path]], old: bytes, new: bytes
) -> None:
    project, files = built
    verdict = project.altered(files[Format.HTML], lambda page: page.replace(old, new, 1))
    assert verdict.outcome is VerdictKind.ALTERED
    assert verdict.differences


def with_annotation(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=[0, 0, 9, 9], Contents="9")
    pdf.pages[2].Annots = pikepdf.Array([*pdf.pages[2].get("/Annots", []), pdf.make_indirect(note)])


def with_more_text(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[2]
    (name, *_) = page.Resources.Font.keys()
    page.contents_add(f"BT {name} 12 Tf 9 9 Td <0001> Tj ET".encode())


def with_lost_structure(pdf: pikepdf.Pdf) -> None:
    document = pdf.Root.StructTreeRoot.K
    document = document[0] if isinstance(document, pikepdf.Array) else document
    document.K = pikepdf.Array(list(document.K)[:-1])


@pytest.mark.parametrize("change", [with_annotation, with_more_text, with_lost_structure])
def test_what_is_added_to_a_pdf_beside_its_structure_is_found(
    built: tuple[Project, dict[Format, Path]], change: Callable[[pikepdf.Pdf], None]
) -> None:
    project, files = built

    def changed(content: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            change(pdf)
            return resaved(pdf)

    verdict = project.altered(files[Format.PDF], changed)
    assert verdict.outcome is VerdictKind.ALTERED
    assert verdict.differences


def test_a_pdf_that_was_saved_again_says_the_same(built: tuple[Project, dict[Format, Path]]) -> None:
    project, files = built

    def saved(content: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return resaved(pdf)

    assert project.altered(files[Format.PDF], saved).outcome is VerdictKind.TEXT_UNCHANGED


def test_a_word_file_that_libreoffice_saved_says_the_same(
    built: tuple[Project, dict[Format, Path]], tmp_path: Path
) -> None:
    project, files = built
    verdict = project.altered(files[Format.DOCX], lambda docx: convert_docx(docx, tmp_path, "docx"))
    assert verdict.outcome is VerdictKind.TEXT_UNCHANGED
    assert differences(verdict) == []


def test_an_alteration_that_libreoffice_saved_is_found(
    built: tuple[Project, dict[Format, Path]], tmp_path: Path
) -> None:
    project, files = built
    change = said_otherwise(Format.DOCX, "2.000", "2.003")
    verdict = project.altered(files[Format.DOCX], lambda docx: convert_docx(change(docx), tmp_path, "docx"))
    assert [after for _, _, after in differences(verdict)] == ["Mejniki so za leto 2034. Cilj O.1.1 je 2.003."]


def with_insertion(xml: bytes) -> bytes:
    """After the first paragraph of the text, a tracked insertion."""
    inserted = b'<w:ins w:id="9001" w:author="Ana"><w:r><w:t> Dodano.</w:t></w:r></w:ins></w:p>'
    start, found, rest = xml.partition(b"Program ima cilja:")
    assert found
    return start + found + rest.replace(b"</w:p>", inserted, 1)


def test_a_tracked_change_is_an_alteration(built: tuple[Project, dict[Format, Path]]) -> None:
    project, files = built
    verdict = project.altered(files[Format.DOCX], lambda docx: repacked(docx, "word/document.xml", with_insertion))
    assert verdict.outcome is VerdictKind.ALTERED
    assert differences(verdict) == [("UVOD", "Program ima cilja:", "Program ima cilja: Dodano.")]
    assert "it has tracked changes, of Ana; they are taken as accepted" in verdict.reasons


def test_what_amend_writes_is_sealed(tmp_path: Path) -> None:
    project = new_repository(tmp_path)
    replace_in(project.top / INDICATOR, "milestone: 40", "milestone: 41")
    commit = project.commit()
    before = open_version("HEAD~1", project.checkout, folder(tmp_path / "one"), pages=False)
    after = open_version("HEAD", project.checkout, folder(tmp_path / "two"), pages=True)
    report = Report("HEAD~1", "HEAD", before, after, compare_versions(before, after))
    package = write_package(report, project.checkout.templates)
    name = after.programme.facts.file_name
    for kind in (Format.DOCX, Format.PDF):
        file = tmp_path / f"altered.{kind}"
        file.write_bytes(package[f"{name}.{kind}"])
        verdict = project.verify(file)
        assert verdict.outcome is VerdictKind.UNALTERED
        assert verdict.seal is not None
        assert verdict.seal.origin == Origin(commit, clean=True)


def folder(path: Path) -> Path:
    path.mkdir()
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("another.docx", edited.word(edited.p(edited.t("Zapisnik")))),
        ("another.pdf", None),
        ("another.html", b"<!DOCTYPE html><title>Zapisnik</title><main><p>Zapisnik</p></main>"),
        ("empty.html", b""),
        ("text.txt", "Zapisnik sestanka".encode("utf-16")),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("broken.docx", b"PK\x03\x04nothing"),
        ("broken.pdf", b"%PDF-1.7\nnothing"),
    ],
)
def test_other_files_are_not_ours(
    built: tuple[Project, dict[Format, Path]], tmp_path: Path, name: str, content: bytes | None
) -> None:
    file = tmp_path / name
    if content is None:
        with pikepdf.new() as pdf:
            pdf.add_blank_page()
            content = resaved(pdf)
    file.write_bytes(content)
    verdict = built[0].verify(file)
    assert verdict.outcome is VerdictKind.NOT_OURS
    assert verdict.seal is None
    assert len(verdict.reasons) == 1


def test_a_seal_on_another_document_is_not_ours(built: tuple[Project, dict[Format, Path]]) -> None:
    project, files = built

    def other_text(page: bytes) -> bytes:
        head, start, _ = page.partition(b"<main")
        return head + start + b"><p>Sklep</p><p>Program ima cilja:</p></main></body></html>"

    verdict = project.altered(files[Format.HTML], other_text)
    assert verdict.outcome is VerdictKind.NOT_OURS
    assert verdict.seal is not None
    assert "1 of the" in verdict.reasons[-1]


def test_a_seal_that_was_altered_is_found(built: tuple[Project, dict[Format, Path]]) -> None:
    project, files = built
    seal = project.verify(files[Format.HTML]).seal
    assert seal is not None
    for digest in (seal.content, seal.templates, seal.text):
        verdict = project.altered(files[Format.HTML], said_otherwise(Format.HTML, digest, "0" * 64, within="<head"))
        assert verdict.outcome is VerdictKind.ALTERED
        assert any("the seal is not true" in reason for reason in verdict.reasons)


@EVERY_FORMAT
def test_a_tree_with_changes_is_told_and_found_in_the_content_of_today(tmp_path: Path, kind: Format) -> None:
    project = new_repository(tmp_path)
    replace_in(project.top / INDICATOR, "milestone: 40", "milestone: 41")
    (file,) = project.build(kind).values()
    verdict = project.verify(file)
    assert verdict.outcome is VerdictKind.UNALTERED
    assert verdict.seal is not None
    assert verdict.seal.origin is not None
    assert not verdict.seal.origin.clean
    assert verdict.reasons == ("compared with what the content of today builds: the same bytes",)


@EVERY_FORMAT
def test_content_that_is_gone_leaves_weak_signs_only(tmp_path: Path, kind: Format) -> None:
    project = new_repository(tmp_path)
    target = project.top / INDICATOR
    replace_in(target, "milestone: 40", "milestone: 41")
    (file,) = project.build(kind).values()
    replace_in(target, "milestone: 41", "milestone: 40")
    verdict = project.verify(file)
    assert verdict.outcome is VerdictKind.TEXT_UNCHANGED
    assert any("a weak sign" in reason for reason in verdict.reasons)
    verdict = project.altered(file, said_otherwise(kind, "izkušenj", "izkušenk"))
    assert verdict.outcome is VerdictKind.ALTERED
    # The Word file carries its content, the others nothing to compare block by block.
    assert len(verdict.differences) == (1 if kind is Format.DOCX else 0)


@EVERY_FORMAT
def test_without_a_repository_the_content_of_today_is_the_witness(tmp_path: Path, kind: Format) -> None:
    project = new_project(tmp_path)
    (file,) = project.build(kind).values()
    verdict = project.verify(file)
    assert verdict.outcome is VerdictKind.UNALTERED
    assert verdict.seal is not None
    assert verdict.seal.origin is None


def test_without_git_a_build_is_sealed_with_the_same_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = new_repository(tmp_path)
    (file,) = project.build(Format.HTML).values()
    made = file.read_bytes()
    hide_git(monkeypatch)
    (file,) = project.build(Format.HTML).values()
    assert file.read_bytes() == made
    verdict = project.verify(file)
    assert verdict.outcome is VerdictKind.UNALTERED
    assert verdict.seal is not None
    assert verdict.seal.origin is not None


def test_a_commit_that_is_not_at_hand_is_told(tmp_path: Path) -> None:
    project = new_repository(tmp_path)
    (file,) = project.build(Format.PDF).values()
    shutil.rmtree(project.top / ".git")
    verdict = project.verify(file)
    assert verdict.outcome is VerdictKind.UNALTERED
    assert verdict.reasons[0].startswith("the commit cannot be read: ")
    assert verdict.reasons[1] == "compared with what the content of today builds: the same bytes"


def test_templates_outside_of_the_repository_may_have_changed(tmp_path: Path) -> None:
    project = new_repository(folder(tmp_path / "project"))
    outside = Path(shutil.move(project.top / "templates", tmp_path / "templates"))
    project.commit()
    places = BuildFolders(project.checkout.content, "content", outside, project.top / "output")
    (file,) = build_document(places, [Format.DOCX], silently).paths
    checkout = Checkout(project.checkout.content, outside)
    assert verify_with(checkout, file).outcome is VerdictKind.UNALTERED
    (outside / "new.txt").write_text("x", encoding="utf-8")
    verdict = verify_with(checkout, file)
    assert verdict.outcome is VerdictKind.TEXT_UNCHANGED
    assert "the templates that the seal names are not at hand: others were taken" in verdict.reasons


def test_another_version_of_the_program_is_told(
    built: tuple[Project, dict[Format, Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    project, files = built
    monkeypatch.setattr("methodology.sealing.seal.__version__", "9.0")
    verdict = project.verify(files[Format.DOCX])
    assert verdict.outcome is VerdictKind.UNALTERED
    assert any(f"made by version {__version__} of the program, and this is 9.0" in reason for reason in verdict.reasons)
