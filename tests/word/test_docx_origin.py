"""Where each text came from: content controls, bookmarks and the snapshot."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from lxml import etree

from methodology.diagnostics import ContentError
from methodology.model.document import Cell, Document, Inline, Paragraph, Row, Run, Table, plain_text
from methodology.packing import pack_entries
from methodology.word.snapshot import Snapshot, read_snapshot
from tests.rendering.sample import sample_document, text
from tests.word.docx_file import (
    FILES,
    TEMPLATE,
    W,
    changed_template,
    find,
    part,
    parts,
    render,
    render_blocks,
    text_of,
    values,
)
from tests.word.snapshot_leaves import Leaf, snapshot_leaves

HEADER = "word/header1.xml"
VALUES = "//w:sdt[w:sdtPr/w:tag]"
"""The controls around values; the contents are one of their own kind."""


def leaves_of(*runs: Run) -> list[Leaf]:
    """The leaves of a paragraph with these runs; the cover's and the header's left out."""
    return [
        leaf for leaf in snapshot_leaves(read_snapshot(render_blocks(Paragraph(runs)))) if "programme." not in leaf.path
    ]


def controls(root: etree._Element) -> dict[str, etree._Element]:
    return {values(control, "w:sdtPr/w:tag/@w:val")[0]: control for control in find(root, VALUES)}


def prompts(docx: bytes) -> dict[str, str]:
    """The prompts of controls in the glossary, by name."""
    entries = find(part(docx, "word/glossary/document.xml"), "//w:docPart[w:docPartPr//w:type/@w:val = 'bbPlcHdr']")
    return {values(entry, "w:docPartPr/w:name/@w:val")[0]: text_of(entry) for entry in entries}


def spanned(root: etree._Element, bookmark: str) -> str:
    """The text between a bookmark's start and end, which stand in one paragraph; of a picture what it shows."""
    (start,) = find(root, f"//w:bookmarkStart[@w:name = '{bookmark}']")
    texts: list[str] = []
    for sibling in start.itersiblings():
        if sibling.tag == f"{W}bookmarkEnd" and sibling.get(f"{W}id") == start.get(f"{W}id"):
            return "".join(texts)
        said = next((named for part in sibling.iter() if (named := part.get("descr"))), "")
        texts.append(text_of(sibling) + said)
    raise AssertionError(bookmark)


def test_a_text_with_one_source_has_one_control() -> None:
    (leaf,) = leaves_of(
        Run("Glej ", source="a"), Run("to", source="a", strong=True), Run(".", source="a", target="https://a.si/")
    )
    assert (leaf.path, leaf.text) == ("a", "Glej to.")
    assert leaf.tag == leaf.bookmark


def test_values_in_a_sentence_have_controls_and_the_sentence_has_the_bookmark() -> None:
    sentence, unit, kind = leaves_of(
        Run("Enota »", source="note"),
        Run("število", source="unit", within="note"),
        Run("« je število ", source="note"),
        Run("oseb", source="counts", within="note"),
    )
    assert (sentence.tag, sentence.path, sentence.text) == (None, "note", "Enota »število« je število oseb")
    assert (unit.path, unit.within, unit.text, unit.tag is None) == ("unit", "note", "število", False)
    assert (kind.path, kind.within, kind.text, kind.tag is None) == ("counts", "note", "oseb", False)


def test_a_value_printed_twice_in_a_paragraph_has_no_control() -> None:
    first, second = leaves_of(Run("5", source="a"), Run(" in "), Run("5", source="a"), Run(" ali "), Run("6", "b"))
    assert (first.tag, first.path, first.text) == (None, "a", "5 in 5 ali 6")
    assert (second.path, second.text, second.tag is None) == ("b", "6", False)


def test_fixed_text_has_neither_control_nor_bookmark() -> None:
    docx = render_blocks(Paragraph((Run("Stalno "), Run("besedilo", strong=True))))
    body = find(part(docx), "//w:body/w:p[.//w:t = 'Stalno ']")[0]
    assert not find(body, ".//w:sdt | .//w:bookmarkStart")
    (passage,) = [passage for passage in read_snapshot(docx).texts if passage.text == "Stalno besedilo"]
    assert passage.bookmark is None
    assert [(piece.text, piece.path) for piece in passage.runs] == [("Stalno besedilo", None)]


def test_an_empty_run_leaves_no_trace() -> None:
    assert leaves_of(Run("", source="a"), Run("b", source="b")) == leaves_of(Run("b", source="b"))
    assert leaves_of(Run("", source="a")) == []


@pytest.mark.parametrize("name", ["word/document.xml", HEADER])
def test_every_leaf_is_found_by_its_tag_and_its_bookmark(name: str) -> None:
    docx = render()
    root = part(docx, name)
    tagged = controls(root)
    bookmarks = set(values(root, "//w:bookmarkStart/@w:name"))
    leaves = [leaf for leaf in snapshot_leaves(read_snapshot(docx)) if leaf.bookmark in bookmarks]
    assert {leaf.tag for leaf in leaves} - {None} == set(tagged)
    for leaf in leaves:
        text = leaf.text.replace("\n", "")  # a line break is an element of its own
        assert spanned(root, leaf.bookmark) == text
        if leaf.tag is not None:
            assert text_of(tagged[leaf.tag]) == text


def test_every_source_of_the_document_has_a_leaf() -> None:
    document = sample_document()
    printed = {(leaf.path, leaf.text) for leaf in snapshot_leaves(read_snapshot(render(document)))}
    whole = {path for path, _ in printed}
    for run in runs(document):
        assert run.source is None or run.source in whole
    assert ("SO1.title", "izmenjava") in printed
    assert ("programme.short_title", "Metodologija – SNV 2021–2027") in printed
    assert ("O.1.1.target", "2.092") in printed


def runs(document: Document) -> Inline:
    cover = [getattr(document.cover, field.name) for field in dataclasses.fields(document.cover)]
    content = [getattr(block, "content", ()) for block in document.blocks]
    return tuple(run for inline in (*cover, *content) for run in inline)


def test_controls_are_inline_hidden_unique_and_never_nested() -> None:
    docx = render()
    whole = [control for name in ("word/document.xml", HEADER) for control in find(part(docx, name), VALUES)]
    for control in whole:
        parent = control.getparent()
        assert parent is not None
        assert parent.tag == f"{W}p"
        assert not find(control, ".//w:sdt")
        assert values(control, "w:sdtPr/w15:appearance/@w15:val") == ["hidden"]
        assert re.fullmatch(r"_m\d+", values(control, "w:sdtPr/w:tag/@w:val")[0])
        (prompt,) = values(control, "w:sdtPr/w:placeholder/w:docPart/@w:val")
        assert prompts(docx) == {prompt: " "}, "an emptied control would print Word's prompt"
    for path in ("w:sdtPr/w:id/@w:val", "w:sdtPr/w:tag/@w:val"):
        found = [values(control, path)[0] for control in whole]
        assert len(set(found)) == len(found) > 20
    assert {'mc:Ignorable="w14 w15"' in parts(docx)[name].decode() for name in ("word/document.xml", HEADER)} == {True}


def test_the_prompts_of_the_template_stay(tmp_path: Path) -> None:
    content = parts(render())
    entry = b'<w:docPart><w:docPartPr><w:name w:val="own"/><w:types><w:type w:val="bbPlcHdr"/></w:types></w:docPartPr>'
    entry += b"<w:docPartBody><w:p><w:r><w:t>Ime</w:t></w:r></w:p></w:docPartBody></w:docPart>"
    glossary = re.sub(rb"<w:docPart>.*</w:docPart>", entry, content["word/glossary/document.xml"])
    relation = b'<Relationship Id="rId99" Type="%s" Target="glossary/document.xml"/></Relationships>'
    override = b'<Override PartName="/word/glossary/document.xml" ContentType="%s"/></Types>'
    template = parts(TEMPLATE.read_bytes())
    template["word/glossary/document.xml"] = glossary
    template["word/_rels/document.xml.rels"] = template["word/_rels/document.xml.rels"].replace(
        b"</Relationships>", relation % RELATIONSHIP_TYPE.GLOSSARY_DOCUMENT.encode()
    )
    template["[Content_Types].xml"] = template["[Content_Types].xml"].replace(
        b"</Types>", override % CONTENT_TYPE.WML_DOCUMENT_GLOSSARY.encode()
    )
    file = tmp_path / "methodology.docx"
    file.write_bytes(pack_entries(template))
    assert list(prompts(render(template=file)).values()) == ["Ime", " "]


def test_older_programs_may_ignore_the_controls_frames_whatever_the_template_declares(tmp_path: Path) -> None:
    declared = ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w14 w15"'
    template = changed_template(tmp_path, "word/document.xml", lambda xml: xml.replace(declared, ' mc:Ignorable="w14"'))
    start = parts(render(template=template))["word/document.xml"].decode().split("<w:body>")[0]
    assert 'mc:Ignorable="w14 w15"' in start
    assert all(f"xmlns:{prefix}=" in start for prefix in ("w14", "w15"))


def test_a_merged_cell_is_written_once() -> None:
    rows = (Row((Cell(text("a", "x"), row_span=2), Cell(text("b", "y")))), Row((Cell(text("c", "z")),)))
    leaves = [leaf.text for leaf in snapshot_leaves(read_snapshot(render_blocks(Table((1.0, 1.0), (), rows, "T"))))]
    assert sorted(leaves)[-3:] == ["a", "b", "c"]


def test_the_snapshot_gives_back_every_file() -> None:
    files = {
        **FILES,
        "content/crlf.md": "prva\r\ndruga\rtretja\n",
        "content/empty.yaml": "",
        "content/control.md": "\x00\x0b\x1f\ufffe ]]> <a> & \ud800",
        "content/šč ž.yaml": "  presledki  \n\n",
        "content/large.md": "vrstica\n" * 200_000,
    }
    assert read_snapshot(render(files=files)).files == files


def test_the_snapshot_is_found_by_its_namespace() -> None:
    docx = render()
    content = parts(docx)
    (name,) = [name for name, blob in content.items() if b"urn:methodology:snapshot:1" in blob and b"<s:file" in blob]
    assert name == "customXml/item1.xml"
    assert b"../customXml/item1.xml" in content["word/_rels/document.xml.rels"]
    assert b"urn:methodology:snapshot:1" in content["customXml/itemProps1.xml"]


def test_the_snapshot_tells_the_whole_text_in_reading_order() -> None:
    document = sample_document()
    snapshot = read_snapshot(render(document))
    assert isinstance(snapshot, Snapshot)
    texts = [passage.text for passage in snapshot.texts]
    assert texts[-1] == plain_text(document.cover.short_title)
    said = [
        plain_text(block.content)
        for block in document.blocks
        if not isinstance(block, Table) and hasattr(block, "content")
    ]
    positions = [texts.index(entry) for entry in said]
    assert [entry for entry in positions if positions.count(entry) == 1] == sorted(
        entry for entry in positions if positions.count(entry) == 1
    )


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip"])
def test_no_snapshot_in_what_is_no_word_file(content: bytes) -> None:
    with pytest.raises(ContentError, match=r"pismo\.docx: error\[word-file\]"):
        read_snapshot(content, name="pismo.docx")


def test_no_snapshot_in_another_word_file() -> None:
    with pytest.raises(ContentError, match="snapshot-missing"):
        read_snapshot(TEMPLATE.read_bytes())
