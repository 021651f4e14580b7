"""Strict Open XML (ISO/IEC 29500-1) is read like Word's usual form, templates and files with macros too."""

from __future__ import annotations

import re

import pytest

from methodology.formats import Format
from methodology.word.custom_properties import read_seal
from methodology.word.opening import open_word_file
from methodology.word.reading import read_word_file
from methodology.word.snapshot import read_snapshot
from tests.built import SAMPLE, built
from tests.pull.edited import p, t, unzipped, word, zipped
from tests.savers.strict import NEW as STRICT
from tests.savers.strict import with_strict_names


def as_strict(docx: bytes) -> bytes:
    """The file as Word saves it in the strict form."""
    content = unzipped(docx)
    for name, part in content.items():
        if name.endswith((".xml", ".rels")) and not name.startswith("customXml/item1"):
            content[name] = with_strict_names(part.decode()).encode()
    main = "word/document.xml" if "word/document.xml" in content else "word/main.xml"
    content[main] = re.sub(rb"<(w:document) ", rb'<\1 w:conformance="strict" ', content[main], count=1)
    return zipped(content)


def test_a_strict_file_says_what_the_usual_one_says() -> None:
    usual = built(SAMPLE).files[Format.DOCX]
    strict = as_strict(usual)
    assert STRICT.encode() in unzipped(strict)["word/styles.xml"]
    assert read_word_file(strict, name="x.docx") == read_word_file(usual, name="x.docx")
    assert read_snapshot(strict) == read_snapshot(usual)
    seal = read_seal(open_word_file(strict, name="x.docx"))
    assert seal is not None
    assert seal == read_seal(open_word_file(usual, name="x.docx"))


def test_measures_and_names_of_the_strict_form() -> None:
    raised = '<w:r><w:rPr><w:position w:val="3pt"/><w:b w:val="true"/></w:rPr><w:t>a</w:t></w:r>'
    formula = "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
    link = f'<w:hyperlink r:id="a1">{t("zunaj")}</w:hyperlink>'
    content = unzipped(as_strict(word(p(raised, link, formula))))
    related = f'<Relationship Id="a1" Type="{STRICT}/officeDocument/relationships/hyperlink" Target="https://a.si"'
    name = "word/_rels/main.xml.rels"
    content[name] = content[name].replace(b"</R", f'{related} TargetMode="External"/></R'.encode())
    (text,) = read_word_file(zipped(content), name="x.docx").texts
    assert [(run.text, run.look.strong, run.look.target, sorted(run.look.marks)) for run in text.runs] == [
        ("a", True, None, ["superscript"]),
        ("zunaj", False, "https://a.si", []),
    ]
    assert text.foreign == ("formula",)


def test_a_text_that_names_the_strict_form_stays_as_it_is() -> None:
    named = f' xmlns:w="{STRICT}/wordprocessingml/main"'
    (text,) = read_word_file(word(p(t(named))), name="x.docx").texts
    assert text.text == named


@pytest.mark.parametrize(
    "kind",
    [
        "vnd.openxmlformats-officedocument.wordprocessingml.template.main",
        "vnd.ms-word.document.macroEnabled.main",
        "vnd.ms-word.template.macroEnabledTemplate.main",
    ],
)
def test_templates_and_files_with_macros_are_read(kind: str) -> None:
    content = unzipped(word(p(t("a"))))
    types = content["[Content_Types].xml"]
    usual = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main"
    content["[Content_Types].xml"] = types.replace(usual, kind.encode())
    assert read_word_file(zipped(content), name="x.docm").texts[0].text == "a"
