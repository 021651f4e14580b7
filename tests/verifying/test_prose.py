"""Files with all kinds of blocks: unaltered as they are built, and no alteration of a block goes unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.composing import compose_document
from methodology.formats import Format
from methodology.sealing.lines import digest_of, lines_of
from methodology.verifying.html_reader import read_html
from methodology.verifying.pdf_reader import read_pdf
from methodology.verifying.word_reader import read_word
from tests.built import TEMPLATES, read_content
from tests.prose import prose_content
from tests.verifying.project import Project, new_repository, said_otherwise

ALTERED = {
    "a cell": ("1.200", "1.300"),
    "a text in a cell": ("prvi | drugi", "drugi | prvi"),
    "a number of data": ("1.200,50", "1.300,50"),
    "a caption": ("Projekti obdobja", "Projekti brez"),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    top = tmp_path_factory.mktemp("prose")
    return new_repository(top / "project", prose_content(top))


@pytest.fixture(scope="module")
def files(project: Project) -> dict[Format, Path]:
    return project.build()


@pytest.mark.parametrize("kind", Format)
def test_what_was_built_is_unaltered(kind: Format, project: Project, files: dict[Format, Path]) -> None:
    assert project.verify(files[kind]).good


@pytest.mark.parametrize("kind", Format)
@pytest.mark.parametrize("name", ALTERED)
def test_an_alteration_is_found(name: str, kind: Format, project: Project, files: dict[Format, Path]) -> None:
    old, new = ALTERED[name]
    verdict = project.altered(files[kind], said_otherwise(kind, old, new))
    assert not verdict.good
    assert any(new in (difference.after or "") for difference in verdict.differences)


def test_all_formats_have_the_lines_of_the_document(project: Project, files: dict[Format, Path]) -> None:
    """A file whose commit is gone is judged by the digest of its lines alone."""
    document = compose_document(read_content(project.checkout.content), TEMPLATES)
    read = [
        read_word(files[Format.DOCX].read_bytes(), name="a.docx"),
        read_pdf(files[Format.PDF].read_bytes()),
        read_html(files[Format.HTML].read_bytes()),
    ]
    digests = {digest_of(lines.body) for lines in read}
    assert digests == {digest_of(lines_of(document.blocks))}
    for lines in read[1:]:
        assert [line.shown for line in lines.body] == [line.shown for line in lines_of(document.blocks)]
