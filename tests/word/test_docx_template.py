"""Templates that a designer has broken: every fault is named, none is a traceback."""

from __future__ import annotations

import functools
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from methodology.diagnostics import ContentError, Diagnostic
from methodology.model.document import Caption, Picture, Run
from methodology.model.picture import PictureKind
from methodology.reading.picture_files import read_picture
from tests.rendering.sample import sample_document
from tests.word.docx_file import TEMPLATE, changed_template, find, part, parts, render, values
from tests.word.docx_text import docx_blocks

DOCUMENT, STYLES, NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"


def faults(template: Path) -> list[Diagnostic]:
    with pytest.raises(ContentError) as caught:
        render(template=template)
    assert {found.location.file for found in caught.value.diagnostics} == {"templates/methodology.docx"}
    assert all(found.hint for found in caught.value.diagnostics)
    return list(caught.value.diagnostics)


def codes_and_messages(template: Path) -> list[tuple[str, str]]:
    return [(found.code, found.message) for found in faults(template)]


def replacing(*pairs: tuple[str, str]) -> Callable[[str], str]:
    def change(xml: str) -> str:
        for old, new in pairs:
            assert old in xml
            xml = xml.replace(old, new)
        return xml

    return change


def written(folder: Path, content: bytes) -> Path:
    path = folder / "templates" / "methodology.docx"
    path.parent.mkdir()
    path.write_bytes(content)
    return path


def test_a_template_without_a_style_that_few_documents_need(tmp_path: Path) -> None:
    """The program adds the style of captions itself, by an id that no other style has."""
    template = changed_template(
        tmp_path,
        STYLES,
        lambda xml: (
            xml.replace('w:styleId="Caption"', 'w:styleId="Caption0"')
            .replace('<w:name w:val="caption"/>', '<w:name w:val="other"/>')
            .replace('w:styleId="Opomba"', 'w:styleId="Caption"')
        ),
    )
    (style,) = find(part(render(template=template), STYLES), "//w:style[w:name/@w:val='caption']")
    assert values(style, "@w:styleId") == ["Caption_"]
    assert values(style, "w:basedOn/@w:val") == ["BodyText"]
    without = sample_document(tuple(block for block in sample_document().blocks if not isinstance(block, Caption)))
    assert not find(part(render(without, template=template), STYLES), "//w:style[w:name/@w:val='caption']")


def test_no_template(tmp_path: Path) -> None:
    assert [found.code for found in faults(tmp_path / "templates" / "methodology.docx")] == ["template-missing"]


def test_a_template_that_changes_between_two_documents_of_a_process_is_seen(tmp_path: Path) -> None:
    before = render()
    changed = changed_template(tmp_path, STYLES, replacing(('w:space="8"', 'w:space="9"')))
    after = render(template=changed)
    assert parts(after)[STYLES] != parts(before)[STYLES]
    changed.write_bytes(TEMPLATE.read_bytes())
    assert render(template=changed) == before == render()


def test_a_style_with_a_value_that_the_look_gives_is_told(tmp_path: Path) -> None:
    color = r'\1<w:rPr><w:color w:val="FF0000"/>'
    change = functools.partial(re.sub, r'(w:val="heading 1"/>.*?)<w:rPr>', color, count=1)
    own = changed_template(tmp_path, STYLES, change)
    message = "the style 'heading 1' has a size, a colour or a space of its own"
    assert codes_and_messages(own) == [("template-look", message)]


def zipped(**files: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, content in files.items():
            package.writestr(name, content)
    return target.getvalue()


def without(part: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, content in parts(TEMPLATE.read_bytes()).items():
            if name != part:
                package.writestr(name, content)
    return target.getvalue()


def garbled() -> bytes:
    """The template with its compressed data overwritten."""
    whole = TEMPLATE.read_bytes()
    start = whole.index(b"word/document.xml") + len("word/document.xml")
    return whole[:start] + b"\xff" * 40 + whole[start + 40 :]


@pytest.mark.parametrize(
    "content",
    [
        garbled(),
        b"",
        b"not a zip",
        b"PK\x03\x04 broken",
        TEMPLATE.read_bytes()[:4000],
        zipped(),
        zipped(readme="x"),
        without("word/document.xml"),
        without("word/styles.xml"),
        without("_rels/.rels"),
        without("[Content_Types].xml"),
    ],
    ids=[
        "garbled",
        "empty",
        "text",
        "head",
        "cut",
        "empty zip",
        "zip",
        "no document",
        "no styles",
        "no rels",
        "no types",
    ],
)
def test_not_a_word_document(content: bytes, tmp_path: Path) -> None:
    assert [found.code for found in faults(written(tmp_path, content))] == ["template-unreadable"]


@pytest.mark.parametrize(
    ("part", "change"),
    [
        (DOCUMENT, lambda xml: xml[:-20]),
        (DOCUMENT, lambda xml: re.sub("<w:body>.*</w:body>", "", xml, flags=re.DOTALL)),
        (STYLES, lambda _: ""),
        ("[Content_Types].xml", lambda xml: xml.replace("wordprocessingml.document.main", "spreadsheetml.sheet.main")),
    ],
    ids=["malformed", "no body", "empty styles", "another type"],
)
def test_not_a_whole_word_document(part: str, change: Callable[[str], str], tmp_path: Path) -> None:
    assert [found.code for found in faults(changed_template(tmp_path, part, change))] == ["template-unreadable"]


def test_each_missing_style_is_named(tmp_path: Path) -> None:
    change = replacing(
        ('w:val="Opomba"', 'w:val="Opombe"'), ('w:val="heading 2"', 'w:val="x"'), ('w:val="Strong"', 'w:val="y"')
    )
    assert codes_and_messages(changed_template(tmp_path, STYLES, change)) == [
        ("template-style-missing", "no character style 'Strong'"),
        ("template-style-missing", "no paragraph style 'Heading 2'"),
        ("template-style-missing", "no paragraph style 'Opomba'"),
    ]


def test_styles_are_found_by_name_whatever_their_ids(tmp_path: Path) -> None:
    """A Slovenian Word calls the style ``heading 1`` Naslov1."""
    template = changed_template(tmp_path, STYLES, lambda xml: xml.replace('"Heading1"', '"Naslov1"'))
    content = parts(template.read_bytes())
    content[NUMBERING] = content[NUMBERING].replace(b'"Heading1"', b'"Naslov1"')
    with zipfile.ZipFile(template, "w") as package:
        for name, blob in content.items():
            package.writestr(name, blob)
    docx = render(template=template)
    assert b'<w:pStyle w:val="Naslov1"/>' in parts(docx)[DOCUMENT]
    assert docx_blocks(docx) == docx_blocks(render())


@pytest.mark.parametrize(
    ("old", "new", "styles"),
    [
        ('w:lvlText w:val="(%1)"', 'w:lvlText w:val="%1."', ["List Number 2"]),
        ('w:numFmt w:val="lowerLetter"', 'w:numFmt w:val="lowerRoman"', ["List Number 2", "List Number 3"]),
        ('w:lvlText w:val="%1.%2"', 'w:lvlText w:val="%2"', ["Heading 2"]),
        ('<w:abstractNum w:abstractNumId="7">', '<w:abstractNum w:abstractNumId="9">', ["List Number 3"]),
    ],
)
def test_a_numbering_that_is_not_the_document_s_is_named(old: str, new: str, styles: list[str], tmp_path: Path) -> None:
    assert codes_and_messages(changed_template(tmp_path, NUMBERING, replacing((old, new)))) == [
        ("template-numbering", f"the style '{style}' does not number as the document does") for style in styles
    ]


def test_headings_that_do_not_number_together_are_named(tmp_path: Path) -> None:
    change = replacing(('<w:ilvl w:val="1"/><w:numId w:val="1"/>', '<w:ilvl w:val="1"/><w:numId w:val="2"/>'))
    named = {message for _, message in codes_and_messages(changed_template(tmp_path, STYLES, change))}
    assert "the style 'Heading 2' does not number as the document does" in named


def test_styles_and_tags_are_named_at_once(tmp_path: Path) -> None:
    template = changed_template(tmp_path, DOCUMENT, replacing(("{{ version }}", ""), ("{{p body }}", "besedilo")))
    content = parts(template.read_bytes())
    content[STYLES] = content[STYLES].replace(b'w:val="Opomba"', b'w:val="Opombe"')
    with zipfile.ZipFile(template, "w") as package:
        for name, blob in content.items():
            package.writestr(name, blob)
    assert codes_and_messages(template) == [
        ("template-style-missing", "no paragraph style 'Opomba'"),
        ("template-tag-missing", "no tag {{ version }}"),
        ("template-tag-missing", "no tag {{p body }}"),
    ]


def test_a_missing_tag_of_the_header_is_named(tmp_path: Path) -> None:
    template = changed_template(tmp_path, "word/header1.xml", replacing(("{{ short_title }}", "")))
    assert codes_and_messages(template) == [("template-tag-missing", "no tag {{ short_title }}")]


@pytest.mark.parametrize(
    ("new", "code", "message"),
    [
        ("{{ version }} {{ titel }}", "template-tag-unknown", "nothing is called 'titel'"),
        ("{{ version }} {{ labels.versoin }}", "template-tag-unknown", "nothing is called 'labels.versoin'"),
        ("{{ version }} {{ title.foo }}", "template-tag-unknown", "nothing is called 'title.foo'"),
        ("{{ version }} {{ 1 / 0 }}", "template-tag-invalid", "more than a name"),
        ("{{ version }} {{ title() }}", "template-tag-invalid", "more than a name"),
        ("{{ version | upper }}", "template-tag-invalid", "more than a name"),
        ("{{ version }} {% if title %}x{% endif %}", "template-tag-invalid", "more than a name"),
        ("{{ version }} {% for x %}", "template-tag-invalid", "broken tag"),
        ("{{ version }} {{ }}", "template-tag-invalid", "broken tag"),
        ("{{ version ", "template-tag-invalid", "broken tag"),
        ("{{ version }} {{ 'x }}", "template-tag-invalid", "broken tag"),
    ],
)
def test_a_broken_tag_is_named(new: str, code: str, message: str, tmp_path: Path) -> None:
    found = codes_and_messages(changed_template(tmp_path, DOCUMENT, replacing(("{{ version }}", new))))
    assert any(fault[0] == code and message in fault[1] for fault in found), found


def test_a_broken_tag_does_not_make_the_others_missing(tmp_path: Path) -> None:
    template = changed_template(tmp_path, DOCUMENT, replacing(("{{ version }}", "{{ version")))
    assert [found.code for found in faults(template)] == ["template-tag-invalid"]


def test_an_unknown_tag_has_the_nearest_name_as_hint(tmp_path: Path) -> None:
    template = changed_template(tmp_path, DOCUMENT, replacing(("{{ version }}", "{{ version }}{{ perod }}")))
    assert [found.hint for found in faults(template)] == ["did you mean 'period'?"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("{{p body }}", "{{ body }} in še nekaj", "template-tag-misplaced"),
        ("{{ version }}", "{{ version }} {{ body }}", "template-tag-repeated"),
        ("{{ title }}", "{{p title }}", "template-tag-misplaced"),
    ],
)
def test_a_tag_in_the_wrong_place_is_named(old: str, new: str, code: str, tmp_path: Path) -> None:
    found = codes_and_messages(changed_template(tmp_path, DOCUMENT, replacing((old, new))))
    assert code in [fault[0] for fault in found], found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{{p body }}", "{{ body }}"),
        ("{{ title }}", "{{r title }}"),
        ("{{ title }}", '{{ title</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t> }}'),
        ("{{ title }}", '{</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>{ title }}'),
    ],
    ids=["body without p", "title with r", "two runs", "mark inside"],
)
def test_tags_as_word_leaves_them(old: str, new: str, tmp_path: Path) -> None:
    docx = render(template=changed_template(tmp_path, DOCUMENT, replacing((old, new))))
    assert docx_blocks(docx) == docx_blocks(render())
    assert b"methodology-place" not in b"".join(parts(docx).values())
    assert "Metodologija za vzpostavitev okvira smotrnosti" in parts(docx)[DOCUMENT].decode()


def test_the_look_of_a_tag_s_run_stays(tmp_path: Path) -> None:
    tag = '<w:r><w:t xml:space="preserve">{{ title }}</w:t></w:r>'
    look = '<w:rPr><w:color w:val="FF0000"/></w:rPr>'
    change = replacing((tag, f"<w:r>{look}<w:tab/><w:t>a {{{{ title }}}} b {{{{ version }}}}</w:t><w:br/></w:r>"))
    xml = parts(render(template=changed_template(tmp_path, DOCUMENT, change)))[DOCUMENT].decode()
    (title,) = [entry for entry in re.findall("<w:p>.*?</w:p>", xml) if 'w:val="Title"' in entry]
    said = re.findall(f"<w:r>{look}(.*?)</w:r>", title)
    text = '<w:t xml:space="preserve">{}</w:t>'.format
    assert said == [
        "<w:tab/>" + text("a "),
        text("Metodologija za vzpostavitev okvira smotrnosti"),
        text(" b "),
        text("2025-11"),
        "<w:br/>",
    ]


def test_the_template_s_own_properties_are_no_tags(tmp_path: Path) -> None:
    template = changed_template(
        tmp_path, "docProps/core.xml", replacing(("Predloga metodologije", "{{ nothing }} {% broken"))
    )
    core = parts(render(template=template))["docProps/core.xml"].decode()
    assert "<dc:title>Metodologija za vzpostavitev okvira smotrnosti</dc:title>" in core


def test_the_template_tells_nothing_of_what_made_it() -> None:
    content = parts(TEMPLATE.read_bytes())
    assert sorted(content) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer1.xml",
        "word/header1.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
    ]
    whole = b"".join(content.values())
    assert b"python-docx" not in whole
    assert b"updateFields" not in whole
    assert b'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"' in whole
    assert re.findall(rb'w:lang w:val="([^"]*)"', content[STYLES]) == [b"sl-SI"]
    assert re.findall(rb'w:(?:ascii|hAnsi|cs)="([^"]*)"', whole) == []  # the look gives the font


def test_a_cover_needs_the_tags_of_what_it_has(tmp_path: Path) -> None:
    """What it does not have leaves no paragraph; the issuer's lines take the space above what stands below them."""
    document = sample_document()
    full = replace(document, cover=replace(document.cover, number=(Run("Številka: 1"),), issuer=(Run("A\nB"),)))
    template = changed_template(tmp_path, DOCUMENT, replacing(("{{ number }}", "")))
    assert render(document, template=template)
    with pytest.raises(ContentError) as caught:
        render(full, template=template)
    assert [fault.message for fault in caught.value.diagnostics] == ["no tag {{ number }}"]
    made = [part(render(each)) for each in (document, full)]
    without, with_them = (len(find(each, "//w:body/w:p")) for each in made)
    assert with_them - without == 2
    subtitle = "//w:p[w:pPr/w:pStyle/@w:val='Subtitle']/w:pPr/w:spacing/@w:before"
    assert [values(each, subtitle) for each in made] == [["3120"], ["2480"]]


def test_the_emblem_stands_in_the_space_above_the_version() -> None:
    """It and its sentence take that space, so that what stands below them keeps its place."""
    content = (TEMPLATE.parent / "new" / "content" / "pictures" / "eu-emblem.svg").read_bytes()
    file = read_picture(content, PictureKind.SVG)
    document = sample_document()
    emblem = Picture("pictures/emblem.svg", file.digest, 15, (Run("Znak"),))
    full = replace(document, emblem=emblem, pictures={**document.pictures, file.digest: file})
    full = replace(full, cover=replace(document.cover, emblem_sentence=(Run("Sofinancira Unija"),)))
    made = [part(render(each)) for each in (document, full)]
    above = "//w:body/w:p[w:pPr/w:pBdr]/w:pPr/w:spacing/@w:before"
    assert [values(each, above) for each in made] == [["5960"], ["240"]]
    of_emblem = "//w:body/w:p[.//w:drawing]/w:pPr/w:spacing/@w:before"
    height = round(9072 * 15 / 100 * 2 / 3)
    assert values(made[1], of_emblem) == [str(5960 - height - 400 - 240)]
    assert values(made[1], "//w:body//*[local-name()='docPr']/@descr") == ["Znak"]
