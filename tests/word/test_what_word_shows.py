"""What Word shows is what is read: alternatives, prompts, fields, symbols, letters, breaks, things that are no text."""

from __future__ import annotations

import unicodedata

import pytest

from methodology.diagnostics import ContentError
from methodology.word.reading import PAGE_BREAK, Look, Mark, Story, WordText, read_word_file
from methodology.word.reading.symbols import NO_SIGN, read_symbol
from tests.pull.edited import FIELD, field, p, t, unzipped, word, zipped


def read(body: str, **parts: str) -> list[WordText]:
    """The texts of a file with this body."""
    return list(read_word_file(word(body, parts), name="x.docx").texts)


def said(body: str, **parts: str) -> list[str]:
    """What the paragraphs of a file with this body say."""
    return [text.text for text in read(body, **parts)]


def only(body: str, **parts: str) -> WordText:
    """The one text of a file with this body."""
    (text,) = read(body, **parts)
    return text


# --- alternatives ---

UNKNOWN = 'xmlns:x9="urn:x9"'


def choice(requires: str, content: str, declared: str = UNKNOWN) -> str:
    """One of several forms."""
    return f'<mc:Choice {declared} Requires="{requires}">{content}</mc:Choice>'


def forms(*choices: str, fallback: str | None = None) -> str:
    """Several forms of one thing."""
    end = "" if fallback is None else f"<mc:Fallback>{fallback}</mc:Fallback>"
    return f"<mc:AlternateContent>{''.join(choices)}{end}</mc:AlternateContent>"


SHAPE = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (forms(choice("x9", t("nova")), fallback=t("stara")), "stara"),
        (forms(choice("w14", t("nova")), fallback=t("stara")), "nova"),
        (forms(choice("wps", t("nova"), SHAPE), fallback=t("stara")), "nova"),
        (forms(choice("w14 x9", t("nova")), fallback=t("stara")), "stara"),
        (forms(choice("x9", t("prva")), choice("w14", t("druga")), choice("w15", t("tretja"))), "druga"),
        (forms(choice("nobody", t("nova"), ""), fallback=t("stara")), "stara"),
        (forms(choice("x9", t("nova"))), ""),
        (forms(choice("x9", t("nova")), fallback=forms(choice("w14", t("znotraj")))), "znotraj"),
        (forms(choice("w14", forms(choice("x9", t("nova")), fallback=t("znotraj"))), fallback=t("stara")), "znotraj"),
        (f"<w:r>{forms(choice('x9', '<w:t>nova</w:t>'), fallback='<w:t>stara</w:t>')}</w:r>", "stara"),
    ],
)
def test_of_alternatives_the_first_that_word_understands(content: str, expected: str) -> None:
    assert only(p(t("pred "), content, t(" za"))).text == f"pred {expected} za"


def test_alternatives_in_styles_and_numberings() -> None:
    levels = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="%1)"/></w:lvl>'.format
    alternative = forms(choice("x9", levels("decimal")), fallback=levels("upperLetter"))
    definition = f'<w:abstractNum w:abstractNumId="1">{alternative}</w:abstractNum>'
    numbers = f'{definition}<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>'
    properties = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
    text = only(p(t("a"), properties=properties), numbering=f"<w:numbering NAMES>{numbers}</w:numbering>")
    assert text.numbering is not None
    assert text.numbering.label == "A)"


def with_root(attributes: str, body: str) -> bytes:
    """A file whose document has these attributes."""
    content = unzipped(word(body))
    content["word/main.xml"] = content["word/main.xml"].replace(b"<w:document ", f"<w:document {attributes} ".encode())
    return zipped(content)


def test_what_may_be_ignored_is_left_out_with_its_content() -> None:
    body = p(t("a"), f"<x9:skrito>{t('b')}</x9:skrito>", f"<x9:ovoj>{t('c')}</x9:ovoj>", t("d"))
    ignored = f'{UNKNOWN} mc:Ignorable="w14 x9"'
    assert read_word_file(with_root(ignored, body), name="x").texts[0].text == "ad"
    kept = f'{ignored} mc:ProcessContent="x9:ovoj"'
    assert read_word_file(with_root(kept, body), name="x").texts[0].text == "acd"
    everything = f'{ignored} mc:ProcessContent="x9:*"'
    assert read_word_file(with_root(everything, body), name="x").texts[0].text == "abcd"


def test_a_file_that_word_itself_would_not_open_is_refused() -> None:
    with pytest.raises(ContentError, match="only for programs that understand urn:x9"):
        read_word_file(with_root(f'{UNKNOWN} mc:MustUnderstand="x9"', p(t("a"))), name="x.docx")
    assert read_word_file(with_root('mc:MustUnderstand="w14"', p(t("a"))), name="x.docx").texts[0].text == "a"


def test_a_text_box_is_read_once_and_aside() -> None:
    box = f"<w:txbxContent>{p(t('okvir'))}</w:txbxContent>"
    drawing = f"<w:drawing><wps:txbx {SHAPE}>{box}</wps:txbx></w:drawing>"
    old = f'<w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml">{box}</v:textbox></w:pict>'
    both = f"<w:r>{forms(choice('wps', drawing, SHAPE), fallback=old)}</w:r>"
    for content in (both, f"<w:r>{old}</w:r>", f"<w:r>{drawing}</w:r>"):
        texts = read(p(t("a"), content, t("b")))
        assert [(text.text, text.story) for text in texts] == [("ab", Story.BODY), ("okvir", Story.ASIDE)]
        assert texts[0].foreign == ()


# --- prompts ---

PROMPT = "Kliknite ali tapnite tukaj, če želite vnesti besedilo."
STYLES = (
    '<w:styles NAMES><w:style w:type="character" w:styleId="Besedilooznabemesta"><w:name w:val="{}"/></w:style>'
    "</w:styles>"
)
ENGLISH = STYLES.format("Placeholder Text")
GREY = '<w:r><w:rPr><w:rStyle w:val="Besedilooznabemesta"/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'.format


def control(content: str, more: str = "<w:showingPlcHdr/>") -> str:
    """A control that shows its prompt."""
    return f'<w:sdt><w:sdtPr><w:tag w:val="m1"/>{more}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


@pytest.mark.parametrize(
    ("content", "expected", "foreign"),
    [
        (control(GREY(PROMPT)), "", ()),
        (control(GREY("Vpišite znesek")), "", ()),
        (control(t(PROMPT)), "", ()),
        (control(t("\N{NO-BREAK SPACE}" * 5)), "", ()),
        # What was typed is shown, whatever the control says.
        (control(t("1. 1. 2026"), "<w:showingPlcHdr/><w:date/>"), "1. 1. 2026", ()),
        (control(t("1. 1. ") + GREY("Vpišite leto")), "1. 1. ", ()),
        (control(GREY("93"), ""), "93", ()),
        (control(GREY("93"), '<w:showingPlcHdr w:val="0"/>'), "93", ()),
        (control(GREY(PROMPT), ""), "", ()),
        # The control is lost.
        (GREY(PROMPT), "", ()),
        (t(PROMPT), "", ()),
        (t(PROMPT[:20]) + t(PROMPT[20:]), "", ()),
        (t("Click or tap here to enter text."), "", ()),
        (t("Klicken oder tippen Sie hier, um Text einzugeben."), "", ()),
        (t(unicodedata.normalize("NFD", PROMPT)), "", ()),
        (GREY("Vpišite znesek"), "", ("prompt",)),
        (t("V seznamu izberite element."), "V seznamu izberite element.", ()),
    ],
)
def test_a_prompt_is_no_content(content: str, expected: str, foreign: tuple[str, ...]) -> None:
    text = only(p(t("znaša "), content, t(" EUR")), styles=ENGLISH)
    assert (text.text, text.foreign) == (f"znaša {expected} EUR", foreign)


@pytest.mark.parametrize("name", ["Platzhaltertext", "Besedilo označbe mesta", "Texte de l\u2019espace réservé"])
def test_the_style_of_prompts_in_other_languages(name: str) -> None:
    assert only(p(control(GREY("x"))), styles=STYLES.format(name)).text == ""


def test_the_prompt_of_a_template() -> None:
    part = (
        '<w:docPart><w:docPartPr><w:name w:val="ABC"/></w:docPartPr>'
        f"<w:docPartBody>{p(t('Vpišite '), t('znesek'))}</w:docPartBody></w:docPart>"
    )
    glossary = f"<w:glossaryDocument NAMES><w:docParts>{part}</w:docParts></w:glossaryDocument>"
    named = '<w:showingPlcHdr/><w:placeholder><w:docPart w:val="ABC"/></w:placeholder>'
    body = p(control(t("Vpišite znesek"), named)) + p(control(t("12"), named))
    assert said(body, glossaryDocument=glossary) == ["", "12"]


# --- fields ---


@pytest.mark.parametrize(
    ("content", "expected", "foreign"),
    [
        (field("IF 1 = 1 " + field("REF x", t("notri")) + " b", t("da")), "da", ()),
        (field("REF x", field("REF y", t("a")) + t("b")), "ab", ()),
        (FIELD.format("begin") + t("koda") + FIELD.format("end"), "", ()),
        (field("REF x", ""), "", ()),
        ('<w:fldSimple w:instr="DATE" w:fldLock="1">' + t("3. 11.") + "</w:fldSimple>", "3. 11.", ()),
        (field("=1+1", t("2")), "2", ()),
        ("<w:r><w:pgNum/></w:r>", "", ("field",)),
    ],
)
def test_fields_show_their_result(content: str, expected: str, foreign: tuple[str, ...]) -> None:
    text = only(p(t("a"), content, t("z")))
    assert (text.text, text.foreign) == (f"a{expected}z", foreign)


def without_result(instruction: str) -> str:
    """A field that has none."""
    return f"{FIELD.format('begin')}<w:r><w:instrText>{instruction}</w:instrText></w:r>{FIELD.format('end')}"


@pytest.mark.parametrize(
    ("instruction", "expected", "foreign"),
    [
        (' SYMBOL 61664 \\f "Wingdings" \\s 12 ', "→", ()),
        (" SYMBOL 0xB3 \\f Symbol ", "≥", ()),
        (" SYMBOL 960 \\u ", "π", ()),
        (" EQ \\f(1;2) ", "", ("formula",)),
        (" MACROBUTTON NoMacro [kliknite] ", "", ("field",)),
        (" FORMCHECKBOX ", "", ("field",)),
        (' XE "geslo" ', "", ()),
    ],
)
def test_fields_without_a_result(instruction: str, expected: str, foreign: tuple[str, ...]) -> None:
    text = only(p(t("a"), without_result(instruction), t("z")))
    assert (text.text, text.foreign) == (f"a{expected}z", foreign)


@pytest.mark.parametrize(
    ("result", "lock", "expected"),
    [("12", "", ""), ("xiv", "", ""), ("NEVELJAVNO", "", "NEVELJAVNO"), ("12", ' w:fldLock="true"', "12")],
)
def test_in_footers_only_numbers_of_pages_are_left_out(result: str, lock: str, expected: str) -> None:
    simple = f'<w:fldSimple w:instr="PAGE"{lock}>{t(result)}</w:fldSimple>'
    whole = field("PAGE", t(result)).replace('"begin"', f'"begin"{lock}')
    for content in (simple, whole):
        footer = f"<w:ftr NAMES>{p(t('str. '), content)}</w:ftr>"
        assert said(p(t("a")), footer=footer) == ["a", f"str. {expected}"]


# --- signs and letters ---


def in_font(font: str, text: str, attributes: str = 'w:ascii="{0}" w:hAnsi="{0}"') -> str:
    """A run in a font."""
    return f"<w:r><w:rPr><w:rFonts {attributes.format(font)}/></w:rPr><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ('<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>', "→"),
        ('<w:r><w:sym w:font="Wingdings" w:char="E0"/></w:r>', "→"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "≥"),
        ('<w:r><w:sym w:font="symbol" w:char="F061"/></w:r>', "α"),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="F050"/></w:r>', "✓"),
        ('<w:r><w:sym w:font="Webdings" w:char="F061"/></w:r>', "✔"),
        ('<w:r><w:sym w:font="Wingdings 3" w:char="F067"/></w:r>', "→"),
        ('<w:r><w:sym w:font="Segoe UI Symbol" w:char="2610"/></w:r>', "☐"),
        (in_font("Wingdings", "\uf0e0"), "→"),
        (in_font("Wingdings", "à"), "→"),
        (in_font("Symbol", "ab \u00a0\uf0b3š"), "αβ \u00a0≥š"),
        (in_font("Symbol", "a", 'w:ascii="{0}" w:asciiTheme="minorHAnsi"'), "a"),
        (in_font("Symbol", "a", 'w:hAnsi="{0}"'), "a"),
        (in_font("Arial", "a\u0161"), "aš"),
    ],
)
def test_signs_of_symbol_fonts(run: str, expected: str) -> None:
    text = only(p(t("a "), run, t(" z")))
    assert (text.text, text.foreign) == (f"a {expected} z", ())


@pytest.mark.parametrize(
    "run",
    [
        '<w:r><w:sym w:font="Neznana" w:char="F0E0"/></w:r>',
        '<w:r><w:sym w:font="Symbol" w:char="F0F0"/></w:r>',
        '<w:r><w:sym w:char="F041"/></w:r>',
        '<w:r><w:sym w:font="Symbol" w:char="zz"/></w:r>',
        '<w:r><w:sym w:font="Symbol" w:char="D800"/></w:r>',
        '<w:r><w:sym w:font="Symbol" w:char="0007"/></w:r>',
        t("\uf0e0"),
        t("\ue000"),
        t("\U000f0041"),
        in_font("Arial", "\uf041"),
    ],
)
def test_signs_that_nobody_can_tell_are_told(run: str) -> None:
    text = only(p(t("a"), run, t("z")))
    assert (text.text, text.foreign) == (f"a{NO_SIGN}z", ("symbol",))


def test_the_font_of_a_style_counts() -> None:
    styles = (
        '<w:styles NAMES><w:style w:type="character" w:styleId="Z"><w:name w:val="z"/><w:rPr>'
        '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr></w:style></w:styles>'
    )
    run = '<w:r><w:rPr><w:rStyle w:val="Z"/>{}</w:rPr><w:t>a</w:t></w:r>'.format
    assert only(p(run(""), run('<w:rFonts w:ascii="Arial"/>')), styles=styles).text == "αa"


def test_no_symbol_is_a_private_character() -> None:
    fonts = ("Symbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings")
    signs = [read_symbol(f"{code:X}", font) for font in fonts for code in range(0xF000, 0xF100)]
    assert {unicodedata.category(sign) for sign in signs} & {"Co", "Cn", "Cc", "Cs"} == set()
    assert all(unicodedata.is_normalized("NFC", sign) for sign in signs)
    assert sum(sign != NO_SIGN for sign in signs) > 1_000


def test_bullets_of_symbol_fonts() -> None:
    level = (
        '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/><w:rPr>'
        '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr></w:lvl>'
    )
    numbers = (
        f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>'
    )
    properties = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
    text = only(p(t("a"), properties=properties), numbering=f"<w:numbering NAMES>{numbers}</w:numbering>")
    assert text.numbering is not None
    assert text.numbering.label == "•"


def decomposed(text: str) -> str:
    """The text as some programs save it."""
    return unicodedata.normalize("NFD", text)


def test_letters_are_composed() -> None:
    bold = f"<w:r><w:rPr><w:b/></w:rPr><w:t>{decomposed('čaj')}</w:t></w:r>"
    text = only(p(t(decomposed("šč")), bold))
    assert [run.text for run in text.runs] == ["šč", "čaj"]


def test_an_accent_of_its_own_run_belongs_to_the_letter_before_it() -> None:
    accent = "<w:r><w:rPr><w:b/></w:rPr><w:t>\u030cas</w:t></w:r>"
    assert [(run.text, run.look) for run in only(p(t("c"), accent)).runs] == [("č", Look()), ("as", Look(strong=True))]
    assert [run.text for run in only(p(t("c"), "<w:r><w:rPr><w:b/></w:rPr><w:t>\u030c</w:t></w:r>")).runs] == ["č"]


def test_comments_authors_and_bookmarks_are_composed() -> None:
    body = p('<w:commentRangeStart w:id="0"/>', t(decomposed("čas")), '<w:commentRangeEnd w:id="0"/>')
    comment = f'<w:comment w:id="0" w:author="{decomposed("Špela")}">{p(t(decomposed("žal")))}</w:comment>'
    changed = f'<w:ins w:id="1" w:author="{decomposed("Špela")}">{t("x")}</w:ins>'
    marked = f'<w:bookmarkStart w:id="4" w:name="{decomposed("č")}"/>{t("a")}<w:bookmarkEnd w:id="4"/>'
    file = read_word_file(
        word(body + p(changed, marked), {"comments": f"<w:comments NAMES>{comment}</w:comments>"}), name="x.docx"
    )
    (found,) = file.comments
    assert (found.author, found.text, found.anchor) == ("Špela", "žal", "čas")
    assert (file.texts[1].authors, file.texts[1].bookmarks) == (("Špela",), frozenset({"č"}))


# --- breaks, things, what is hidden ---


@pytest.mark.parametrize(
    ("content", "expected", "foreign"),
    [
        ("<w:r><w:br/></w:r>", "\n", ()),
        ('<w:r><w:br w:type="textWrapping" w:clear="all"/></w:r>', "\n", ()),
        ("<w:r><w:cr/></w:r>", "\n", ()),
        ('<w:r><w:br w:type="page"/></w:r>', "", (PAGE_BREAK,)),
        ('<w:r><w:br w:type="column"/></w:r>', "", (PAGE_BREAK,)),
        ("<w:r><w:lastRenderedPageBreak/></w:r>", "", ()),
        ("<w:r><w:tab/></w:r>", "\t", ()),
        ('<w:r><w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/></w:r>', "\t", ()),
        ("<w:r><w:softHyphen/></w:r>", "\N{SOFT HYPHEN}", ()),
        ("<w:r><w:noBreakHyphen/></w:r>", "\N{NON-BREAKING HYPHEN}", ()),
        (t("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"), "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}", ()),
        ("<w:r><w:contentPart/></w:r>", "", ("picture",)),
    ],
)
def test_breaks_blanks_and_hyphens(content: str, expected: str, foreign: tuple[str, ...]) -> None:
    text = only(p(t("a"), content, t("z")))
    assert (text.text, text.foreign) == (f"a{expected}z", foreign)


def test_a_paragraph_that_begins_a_page() -> None:
    on, off = '<w:pageBreakBefore w:val="true"/>', '<w:pageBreakBefore w:val="0"/>'
    assert [text.foreign for text in read(p(t("a"), properties=on) + p(t("b"), properties=off))] == [
        (PAGE_BREAK,),
        (),
    ]


def test_ruby_shows_its_base_and_is_told() -> None:
    ruby = f"<w:r><w:ruby><w:rubyPr/><w:rt>{t('1')}</w:rt><w:rubyBase>{t('93')}</w:rubyBase></w:ruby></w:r>"
    text = only(p(t("a "), ruby, t(" z")))
    assert (text.text, text.foreign) == ("a 93 z", ("ruby",))


HIDDEN, STRUCK = Look(marks=frozenset({Mark.HIDDEN})), Look(marks=frozenset({Mark.STRUCK}))


def test_hidden_rows_and_tables_whose_style_hides_or_strikes() -> None:
    style = '<w:style w:type="table" w:styleId="{0}"><w:name w:val="{0}"/><w:rPr><w:{1}/></w:rPr></w:style>'.format
    styles = f"<w:styles NAMES>{style('S', 'vanish')}{style('C', 'strike')}</w:styles>"
    row = "<w:tr><w:trPr>{}</w:trPr><w:tc>{}</w:tc></w:tr>".format
    table = "<w:tbl><w:tblPr>{}</w:tblPr>{}</w:tbl>".format
    body = (
        table("", row("<w:hidden/>", p(t("a"))) + row("", p(t("b"))))
        + table('<w:tblStyle w:val="S"/>', row("", p(t("c"))))
        + table('<w:tblStyle w:val="C"/>', row("", p(t("d"))))
        + p(t("e"))
    )
    looks = [text.runs[0].look for text in read(body, styles=styles)]
    assert looks == [HIDDEN, Look(), HIDDEN, STRUCK, Look()]


def test_what_browsers_hide_of_a_contents_table_is_not_hidden() -> None:
    styles = '<w:styles NAMES><w:style w:type="paragraph" w:styleId="K1"><w:name w:val="toc 1"/></w:style></w:styles>'
    page = "<w:r><w:rPr><w:webHidden/></w:rPr><w:t>3</w:t></w:r>"
    entry, other = read(p(page, properties='<w:pStyle w:val="K1"/>') + p(page), styles=styles)
    assert (entry.runs[0].look, other.runs[0].look) == (Look(), HIDDEN)
