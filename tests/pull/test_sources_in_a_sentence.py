"""Members of a list that a sentence names, typed in and taken out: what is typed at a control's edge lands in it."""

from __future__ import annotations

import pytest
from lxml import etree

from methodology.formats import Format
from methodology.pull.pulled import Act, Decisions, WishOutcome
from methodology.pull.pulling import EditedFile, pull
from tests.built import CONTENT, TEMPLATES, built, read_content
from tests.pull.edited import zipped
from tests.pull.hostile import MAIN, parts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def docx() -> bytes:
    return built(CONTENT).files[Format.DOCX]


def retyped(docx: bytes, old: tuple[str, ...], new: tuple[str, ...]) -> bytes:
    """The file with the first such texts, one behind another, typed otherwise."""
    root = etree.fromstring(parts(docx)[MAIN])
    texts = list(root.iter(f"{W}t"))
    said = [text.text for text in texts]
    start = next(at for at in range(len(texts)) if tuple(said[at : at + len(old)]) == old)
    for text, now in zip(texts[start:], new, strict=False):
        text.text = now
    return zipped(parts(docx) | {MAIN: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)})


MAXIMA = "program »Maxima«, kjer se nahaja baza ITK opreme za celotno policijo"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ((MAXIMA,), (f"dobavnice, {MAXIMA}",), {(Act.ADDED, "O.1.4.sources.delivery_notes")}),
        ((MAXIMA,), (f"{MAXIMA}, dobavnice",), {(Act.ADDED, "O.1.4.sources.delivery_notes")}),
        ((MAXIMA,), (f"{MAXIMA} in carine",), {(Act.WORDING, "sources.maxima")}),
        (
            ("podatki ", "ISCIU (Informacijski sistem Centra za izpopolnjevanje in usposabljanje)", ", "),
            ("", "", ""),
            {(Act.REMOVED, "SO1.results.sources.isciu")},
        ),
        (
            ("anketni listi", " in "),
            ("", ""),
            {
                (Act.REMOVED, "SO1.results.sources.survey_forms"),
                (Act.REMOVED, "SO1.results.endings.sources.survey_forms"),
            },
        ),
    ],
)
def test_what_is_asked(docx: bytes, old: tuple[str, ...], new: tuple[str, ...], expected: set[tuple[Act, str]]) -> None:
    files = [EditedFile("a.docx", retyped(docx, old, new))]
    wishes = pull(files, read_content(CONTENT), TEMPLATES, Decisions()).wishes
    assert {(wish.act, wish.path) for wish in wishes} == expected
    assert {wish.outcome for wish in wishes} == {WishOutcome.APPLIED}
