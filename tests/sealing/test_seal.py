"""What a seal says, and where each format carries it."""

from __future__ import annotations

import io
import re
import shutil
import tomllib
from dataclasses import replace
from pathlib import Path

import docx
import lxml.html
import pikepdf
import pytest
from lxml import etree

from methodology import __version__
from methodology.building import BuildFolders, build_document, render
from methodology.formats import Format
from methodology.model.document import (
    Cell,
    Heading,
    HeadingKind,
    List,
    ListFormat,
    ListItem,
    Paragraph,
    Row,
    Run,
    Table,
)
from methodology.model.seal import Origin, Seal, SealKind
from methodology.sealing.lines import digest_of, lines_of
from methodology.sealing.seal import content_digest, make_seal, origin_of, templates_digest
from tests.built import ROOT, SAMPLE, TEMPLATES, Built, built, replace_in, silently
from tests.verifying.project import Project, new_project, new_repository, repacked

SEAL = Seal("1" * 64, "2" * 64, "3" * 64, "0.1.0", Origin("4" * 40, clean=False))
NEEDS_GIT = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture(scope="module")
def sample() -> Built:
    return built(SAMPLE)


@pytest.fixture(scope="module")
def sealed(sample: Built) -> dict[Format, bytes]:
    return render(sample.programme, sample.document, TEMPLATES, list(Format), silently, SEAL)


def test_the_programs_version_is_that_of_the_project() -> None:
    assert tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"] == __version__


def test_the_newest_release_of_the_change_log_is_the_programs_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    releases = re.findall(r"^## \[(\d.*)\] - \d{4}-\d\d-\d\d$", text, re.MULTILINE)
    assert releases[0] == __version__


OLD = replace(SEAL, content="6" * 64, origin=None)
REDLINE = replace(SEAL, kind=SealKind.REDLINE, old=OLD)
PAGE = replace(SEAL, kind=SealKind.CHANGES, old=SEAL, reports="7" * 64, names=("v1", "content & <več>"))


@pytest.mark.parametrize(
    "seal", [SEAL, replace(SEAL, origin=None), replace(SEAL, origin=Origin("5" * 64, clean=True)), REDLINE, PAGE]
)
def test_a_seal_is_read_as_it_was_written(seal: Seal) -> None:
    assert Seal.from_properties(dict(seal.properties())) == seal


@pytest.mark.parametrize(
    "wrong",
    [
        {"content": "1" * 63},
        {"text": "G" * 64},
        {"program": ""},
        {"program": "1.0\nunaltered"},
        {"commit": "HEAD"},
        {"commit": "--output=/etc/passwd"},
        {"tree": "maybe"},
    ],
)
def test_what_is_no_seal_is_not_taken_for_one(wrong: dict[str, str]) -> None:
    assert Seal.from_properties(dict(SEAL.properties()) | wrong) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "letter"},
        {"old-content": "1" * 63},
        {"old-commit": "HEAD", "old-tree": "clean"},
        {"reports": "x"},
    ],
)
def test_what_is_no_seal_of_two_versions_is_not_taken_for_one(wrong: dict[str, str]) -> None:
    assert Seal.from_properties(dict(PAGE.properties()) | wrong) is None


def test_a_document_names_no_kind() -> None:
    """So its seal is that of files that were made before there were others."""
    assert [name for name, _ in SEAL.properties()] == ["content", "templates", "text", "program", "commit", "tree"]


def test_a_word_file_has_it_as_custom_properties(sealed: dict[Format, bytes]) -> None:
    package = docx.Document(io.BytesIO(sealed[Format.DOCX])).part.package
    assert package is not None
    (part,) = (part for part in package.iter_parts() if part.partname == "/docProps/custom.xml")
    root = etree.fromstring(part.blob)
    assert {one.get("name", ""): "".join(map(str, one.itertext())) for one in root} == {
        f"methodology.{name}": text for name, text in SEAL.properties()
    }
    assert [one.get("pid") for one in root] == ["2", "3", "4", "5", "6", "7"]


def test_custom_properties_of_the_template_stay(sample: Built, tmp_path: Path, sealed: dict[Format, bytes]) -> None:
    """A Word template that has some: a file that was built, with a property renamed, has places for text no more."""
    with_property = sealed[Format.DOCX]

    def renamed(xml: bytes) -> bytes:
        return xml.replace(b'"methodology.content"', b'"Oznaka"')

    custom = repacked(with_property, "docProps/custom.xml", renamed)
    templates = Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))
    template = repacked_with_custom((templates / "methodology.docx").read_bytes(), custom)
    (templates / "methodology.docx").write_bytes(template)
    files = render(sample.programme, sample.document, templates, [Format.DOCX], silently, SEAL)
    package = docx.Document(io.BytesIO(files[Format.DOCX])).part.package
    assert package is not None
    (part,) = (part for part in package.iter_parts() if part.partname == "/docProps/custom.xml")
    names = [one.get("name") for one in etree.fromstring(part.blob)]
    assert names == ["Oznaka", *(f"methodology.{name}" for name, _ in SEAL.properties())]


def repacked_with_custom(template: bytes, source: bytes) -> bytes:
    """The template with the custom properties of another file."""
    from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415 (one use)

    opened, other = (docx.Document(io.BytesIO(one)) for one in (template, source))
    package, giver = opened.part.package, other.part.package
    assert package is not None
    assert giver is not None
    (part,) = (part for part in giver.iter_parts() if part.partname == "/docProps/custom.xml")
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
    target = io.BytesIO()
    opened.save(target)
    return target.getvalue()


def test_a_pdf_has_it_in_its_xmp(sealed: dict[Format, bytes]) -> None:
    with pikepdf.open(io.BytesIO(sealed[Format.PDF])) as pdf:
        metadata = pdf.open_metadata()
        found = {name: metadata[f"{{urn:methodology:seal:1#}}{name}"] for name, _ in SEAL.properties()}
    assert found == dict(SEAL.properties())


def test_a_page_has_it_in_its_head(sealed: dict[Format, bytes]) -> None:
    (head,) = lxml.html.document_fromstring(sealed[Format.HTML]).iter("head")
    metas = {meta.get("name"): meta.get("content") for meta in head.iter("meta")}
    assert {name: metas[f"methodology:{name}"] for name, _ in SEAL.properties()} == dict(SEAL.properties())


def test_the_content_digest_follows_the_content_alone() -> None:
    files = {"a.yaml": "a: 1\n", "b.yaml": "b: 2\n"}
    digest = content_digest(files)
    assert content_digest(dict(reversed(files.items()))) == digest
    assert content_digest({name: text.replace("\n", "\r\n") for name, text in files.items()}) == digest
    assert content_digest(files | {"a.yaml": "a: 2\n"}) != digest
    assert content_digest({"a.yaml": "b: 2\n", "b.yaml": "a: 1\n"}) != digest
    assert content_digest(files | {"c.yaml": ""}) != digest


def test_the_templates_digest_follows_what_shapes_the_document(tmp_path: Path) -> None:
    templates = Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))
    digest = templates_digest(templates)
    for name in (".~lock.methodology.docx#", "~$methodology.docx", "changes.typ", "changes/new.yaml"):
        (templates / name).write_text("x", encoding="utf-8")
        assert templates_digest(templates) == digest, name
    for name in ("web.css", "fonts/own.ttf", "document/new.html.j2"):
        (templates / name).parent.mkdir(exist_ok=True)
        (templates / name).write_text("x", encoding="utf-8")
        assert templates_digest(templates) != digest, name
        digest = templates_digest(templates)


def text_digest(document_blocks: tuple[Heading | Paragraph | List | Table, ...]) -> str:
    return digest_of(lines_of(document_blocks))


def table(*rows: tuple[str, ...]) -> Table:
    return Table(
        (50, 50), (), tuple(Row(tuple(Cell((Run(text),) if text else ()) for text in row)) for row in rows), ""
    )


def test_the_text_digest_follows_what_is_said() -> None:
    heading = Heading(1, HeadingKind.CHAPTER, 1, "1.", (Run("Uvod"),), "a")
    blocks = (heading, Paragraph((Run("Ena  dve"),)), table(("10", ""), ("", "3")))
    digest = text_digest(blocks)
    assert text_digest((heading, Paragraph((Run("Ena "), Run("dve", strong=True))), blocks[2])) == digest
    assert text_digest((replace(heading, label="2."), *blocks[1:])) == digest
    for others in (
        (heading, Paragraph((Run("Enadve"),)), blocks[2]),
        (heading, Paragraph((Run("Ena dve"),)), table(("", "10"), ("", "3"))),
        (heading, Paragraph((Run("Ena dve"),)), table(("10", ""))),
        (replace(heading, content=(Run("Zakaj"),)), *blocks[1:]),
        (blocks[1], heading, blocks[2]),
    ):
        assert text_digest(others) != digest


def test_cells_stand_in_the_columns_that_spans_leave() -> None:
    spans = Table(
        (25, 25, 25, 25),
        (),
        (
            Row((Cell((Run("a"),), row_span=2), Cell((Run("b"),), column_span=2), Cell((Run("c"),)))),
            Row((Cell((Run("d"),)), Cell((Run("e"),)), Cell(()))),
            Row((Cell((Run("f"),)),)),
        ),
        "",
    )
    assert [one.text for one in lines_of([spans])] == ["a | b | | c", "| d | e", "f"]


def test_a_list_says_its_labels() -> None:
    (one,) = lines_of([List(ListFormat.LETTER, (ListItem("a)", (Run("prvi"),)),))])
    assert one.shown == "a) prvi"


@NEEDS_GIT
def test_the_commit_is_the_last_that_changed_content_or_templates(tmp_path: Path) -> None:
    project = new_repository(tmp_path)
    first = project.git("rev-parse", "HEAD")
    (tmp_path / "README").write_text("x", encoding="utf-8")
    project.commit()
    assert origin(project) == Origin(first, clean=True)
    replace_in(tmp_path / "content" / "sources.yaml", "anketni", "novi")
    assert origin(project) == Origin(first, clean=False)
    second = project.commit()
    assert origin(project) == Origin(second, clean=True)
    (tmp_path / "templates" / "new.txt").write_text("x", encoding="utf-8")
    assert origin(project) == Origin(second, clean=False)


@NEEDS_GIT
def test_there_is_no_commit_without_a_repository_and_before_the_first(tmp_path: Path) -> None:
    project = new_project(tmp_path)
    assert origin(project) is None
    project.git("init", "--quiet")
    assert origin(project) is None
    (tmp_path / ".gitignore").write_text("/content/\n", encoding="utf-8")
    project.commit()
    assert origin(project) is None


def origin(project: Project) -> Origin | None:
    return origin_of(project.checkout.content, project.checkout.templates)


def test_the_seal_of_a_document_says_what_it_was_made_from(sample: Built) -> None:
    seal = make_seal(sample.programme.files, sample.document, TEMPLATES, None)
    assert seal.content == content_digest(sample.programme.files)
    assert seal.templates == templates_digest(TEMPLATES)
    assert seal.text == digest_of(lines_of(sample.document.blocks))
    assert seal.program == __version__


def test_line_ends_of_a_checkout_change_neither_digest_nor_file(tmp_path: Path) -> None:
    """A clone with ``core.autocrlf`` has other line ends in its templates and its content."""
    for clone in ("lf", "crlf"):
        shutil.copytree(SAMPLE, tmp_path / clone / "content")
        shutil.copytree(TEMPLATES, tmp_path / clone / "templates")
    for path in (tmp_path / "crlf").rglob("*"):
        if path.is_file() and b"\0" not in path.read_bytes():
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert templates_digest(tmp_path / "crlf" / "templates") == templates_digest(TEMPLATES)
    first, second = (
        build_document(
            BuildFolders(
                tmp_path / clone / "content", "content", tmp_path / clone / "templates", tmp_path / clone / "out"
            ),
            list(Format),
            silently,
        ).paths
        for clone in ("lf", "crlf")
    )
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


@NEEDS_GIT
def test_files_of_systems_and_programs_change_neither_digest_nor_file(tmp_path: Path) -> None:
    project = new_repository(tmp_path)
    first = {kind: path.read_bytes() for kind, path in project.build().items()}
    for folder in ("templates", "templates/document", "templates/fonts", "content", "content/chapters"):
        for name in ("Thumbs.db", "desktop.ini", "._document.html.j2", ".DS_Store", "~$thodology.docx", "ehthumbs.db"):
            (tmp_path / folder / name).write_bytes(b"\0\5\x16\7\xff {{ x")
    (tmp_path / "templates" / "__MACOSX").mkdir()
    (tmp_path / "templates" / "__MACOSX" / "methodology.docx").write_bytes(b"\0")
    assert templates_digest(project.checkout.templates) == templates_digest(TEMPLATES)
    assert origin(project) == Origin(project.git("rev-parse", "HEAD"), clean=True)
    assert {kind: path.read_bytes() for kind, path in project.build().items()} == first
