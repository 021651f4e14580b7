"""What somebody could do to a Word file: each is altered, or the text unchanged and the difference named."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping

from tests.verifying.alterations import Alteration, harmless
from tests.verifying.project import repacked

Change = Callable[[bytes], bytes]
MAIN, STYLES, NUMBERING, SETTINGS = (f"word/{name}.xml" for name in ("document", "styles", "numbering", "settings"))
HEADER, FOOTER, FONTS, TYPES = "word/header1.xml", "word/footer1.xml", "word/fontTable.xml", "[Content_Types].xml"
THEME = "word/theme/theme1.xml"
RELATIONS = "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
VALUE = '<w:r><w:t xml:space="preserve">40</w:t></w:r>'
"""The run of a milestone, which stands in a control of its own in a cell."""
SENTENCE = "<w:r><w:t>NEVELJAVNO</w:t></w:r>"
CELL = '<w:pPr><w:pStyle w:val="tevilovtabeli"/>'
"""How the paragraph of the milestone begins."""
NUMBER = "<w:ind"
"""How far that stays from its edge."""
ROW = "<w:trPr><w:cantSplit/></w:trPr>"


def replaced(part: str, old: str, new: str) -> Change:
    """The first ``old`` of a part becomes ``new``."""

    def change(xml: bytes) -> bytes:
        assert old.encode() in xml, old
        return xml.replace(old.encode(), new.encode(), 1)

    return lambda docx: repacked(docx, part, change)


def both(*changes: Change) -> Change:
    """One change after the other."""

    def change(docx: bytes) -> bytes:
        for one in changes:
            docx = one(docx)
        return docx

    return change


def added(parts: Mapping[str, str]) -> Change:
    """The file with more parts."""

    def change(docx: bytes) -> bytes:
        target = io.BytesIO(docx)
        with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as written:
            for name, content in parts.items():
                written.writestr(name, content)
        return target.getvalue()

    return change


def run(properties: str = "", text: str = "40") -> str:
    """A run with properties."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def value(markup: str) -> Change:
    """The milestone's run becomes something else."""
    return replaced(MAIN, VALUE, markup)


def look(properties: str) -> Change:
    """The milestone's first digit has other properties."""
    return value(run(properties, "4") + run("", "0"))


def control(properties: str) -> Change:
    """The milestone's control says something more."""

    def change(xml: bytes) -> bytes:
        head, found, rest = xml.partition(VALUE.encode())
        start = head.rindex(b"<w:sdtPr>") + len(b"<w:sdtPr>")
        assert found
        return head[:start] + properties.encode() + head[start:] + found + rest

    return lambda docx: repacked(docx, MAIN, change)


def style(name: str, properties: str, kind: str = "rPr") -> Change:
    """A style's last property is another one."""
    pattern = re.compile(rf'(<w:style [^>]*w:styleId="{name}".*?)(</w:style>)', re.DOTALL)

    def change(xml: bytes) -> bytes:
        text = xml.decode()
        match = pattern.search(text)
        assert match is not None, name
        inside = match[1]
        if f"</w:{kind}>" in inside:
            inside = inside.replace(f"</w:{kind}>", f"{properties}</w:{kind}>")
        else:
            inside += f"<w:{kind}>{properties}</w:{kind}>"
        return (text[: match.start(1)] + inside + text[match.end(1) :]).encode()

    return lambda docx: repacked(docx, STYLES, change)


def related(kind: str, target: str, *, outside: bool = False, office: str = OFFICE) -> Change:
    """The document is related to something more, as ``rId900``."""
    mode = ' TargetMode="External"' if outside else ""
    link = f'<Relationship Id="rId900" Type="{office}/{kind}" Target="{target}"{mode}/></Relationships>'
    return replaced(RELATIONS, "</Relationships>", link)


def typed(part: str, kind: str) -> Change:
    """A part has a content type."""
    return replaced(TYPES, "</Types>", f'<Override PartName="/{part}" ContentType="{kind}"/></Types>')


def font(properties: str) -> Change:
    """The table of fonts says something more of Arial."""
    return replaced(FONTS, '<w:font w:name="Arial">', f'<w:font w:name="Arial">{properties}')


def first_level(properties: str) -> Change:
    """The first level of the numbers of headings says something more."""
    return replaced(NUMBERING, '<w:lvlText w:val="%1."/>', f'<w:lvlText w:val="%1."/>{properties}')


def section(properties: str) -> Change:
    """The first section says something more."""
    return replaced(MAIN, "<w:sectPr><w:type", f"<w:sectPr>{properties}<w:type")


def field(instruction: str, result: str, mark: str = "") -> str:
    """A field."""
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"{mark}/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{marks[0]}<w:r><w:instrText> {instruction} </w:instrText></w:r>{marks[1]}{result}{marks[2]}"


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SIGNATURES = (
    '<Relationship Id="rId900" Target="_xmlsignatures/origin.sigs"'
    ' Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"/>'
)
HEAD = f"<w:hdr {W}><w:p>{SENTENCE}</w:p></w:hdr>"
HEAD_PARTS = added({"word/header9.xml": HEAD})
NEW_HEAD = both(HEAD_PARTS, typed("word/header9.xml", f"{WORD}.header+xml"), related("header", "header9.xml"))
PICTURE = (
    '<w:r><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml" style="position:absolute;width:99pt;height:99pt"'
    ' fillcolor="white" stroked="f"/></w:pict></w:r>'
)
BOX = (
    '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" type="#_x0000_t202"><v:textbox><w:txbxContent><w:p>'
    f"{SENTENCE}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
NOTES = f'<w:footnotes {W}><w:footnote w:id="2"><w:p>{SENTENCE}</w:p></w:footnote></w:footnotes>'
COMMENTS = f'<w:comments {W}><w:comment w:id="1" w:author="Ana"><w:p>{SENTENCE}</w:p></w:comment></w:comments>'
CHOICE = '<mc:AlternateContent><mc:Choice xmlns:zz="urn:zz" Requires="zz">{}</mc:Choice><mc:Fallback>{}</mc:Fallback>'
END_OF_HEADER = "</w:p></w:hdr>"

WINGDINGS = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
DASH = '<w:lvlText w:val="-"/>'
OVERRIDE = (
    "<w:lvlOverride w:ilvl='0'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/>"
    "<w:lvlText w:val='%1.'/><w:rPr><w:color w:val='000000'/></w:rPr></w:lvl></w:lvlOverride>"
)
BLACK = '<w:shd w:val="clear" w:fill="000000"/>'
FIRST_ROW = '<w:tblStylePr w:type="firstRow">'

HIDDEN: dict[str, Alteration] = {
    "vanish on a digit": Alteration(look("<w:vanish/>"), "“4”: hidden"),
    "vanish in the style of numbers": Alteration(style("tevilovtabeli", "<w:vanish/>"), "hidden"),
    "vanish in a character style": Alteration(style("Strong", "<w:vanish/>"), "“poudarkom”: hidden"),
    "vanish by default": Alteration(
        replaced(STYLES, "<w:rPrDefault><w:rPr>", "<w:rPrDefault><w:rPr><w:vanish/>"), "hidden"
    ),
    "vanish in a table's head": Alteration(
        replaced(
            STYLES, '<w:tblStylePr w:type="firstRow">', '<w:tblStylePr w:type="firstRow"><w:rPr><w:vanish/></w:rPr>'
        ),
        "firstRow hidden",
    ),
    "hidden on the screen": Alteration(look("<w:webHidden/>"), "hidden on the screen"),
    "hidden end of a paragraph": Alteration(
        replaced(MAIN, CELL, f"{CELL}<w:rPr><w:specVanish/><w:vanish/></w:rPr>"), "hidden end of the paragraph"
    ),
    "white": Alteration(look('<w:color w:val="FFFFFF"/>'), "hardly seen"),
    "nearly white": Alteration(look('<w:color w:val="F0F0F0"/>'), "hardly seen"),
    "white by the theme": Alteration(look('<w:color w:val="000000" w:themeColor="background1"/>'), "hardly seen"),
    "white headings by the theme": Alteration(replaced(THEME, '"1F3864"', '"FFFFFF"'), "hardly seen"),
    "white by a style": Alteration(style("tevilovtabeli", '<w:color w:val="FFFFFF"/>'), "hardly seen"),
    "black on black": Alteration(look('<w:shd w:val="clear" w:color="auto" w:fill="000000"/>'), "hardly seen"),
    "a solid pattern": Alteration(look('<w:shd w:val="solid" w:color="000000" w:fill="FFFFFF"/>'), "hardly seen"),
    "a dark pattern": Alteration(look('<w:shd w:val="pct90" w:color="000000" w:fill="FFFFFF"/>'), "hardly seen"),
    "highlighted in black": Alteration(look('<w:highlight w:val="black"/>'), "hardly seen"),
    "a black paragraph": Alteration(
        replaced(MAIN, CELL, f'{CELL}<w:shd w:val="clear" w:fill="000000"/>'), "hardly seen"
    ),
    "a black cell": Alteration(
        replaced(MAIN, f"</w:tcPr><w:p>{CELL}", f'<w:shd w:val="clear" w:fill="000000"/></w:tcPr><w:p>{CELL}'),
        "hardly seen",
    ),
    "a black head in the table's style": Alteration(replaced(STYLES, 'w:fill="D9E2EF"', 'w:fill="0A0A0A"'), "hardly"),
    "half a point small": Alteration(look('<w:sz w:val="1"/>'), "font size"),
    "letters without width": Alteration(look('<w:w w:val="1"/>'), "width of letters"),
    "letters over one another": Alteration(look('<w:spacing w:val="-200"/>'), "space between letters"),
    "lowered out of sight": Alteration(look('<w:position w:val="-400"/>'), "raised or lowered"),
    "white letters by Word 2010": Alteration(look("<w14:textFill><w14:noFill/></w14:textFill>"), "w14:textFill"),
    "embossed": Alteration(look("<w:emboss/>"), "emboss"),
    "a hidden row": Alteration(replaced(MAIN, ROW, ROW.replace("</", "<w:hidden/></", 1)), "hidden row"),
    "a row cut off": Alteration(
        replaced(MAIN, ROW, ROW.replace("</", '<w:trHeight w:val="20" w:hRule="exact"/></', 1)), "exact height"
    ),
    "a line cut off": Alteration(
        replaced(MAIN, CELL, f'{CELL}<w:spacing w:line="20" w:lineRule="exact"/>'), "line height"
    ),
    "a line cut off by a style": Alteration(
        style("Opomba", '<w:spacing w:line="1" w:lineRule="auto"/>', "pPr"), "line"
    ),
    "a frame off the page": Alteration(
        replaced(MAIN, CELL, f'{CELL}<w:framePr w:w="1" w:h="1" w:hRule="exact" w:x="-9000" w:y="1"/>'), "frame"
    ),
    "indented off the page": Alteration(replaced(MAIN, NUMBER, f'{NUMBER} w:left="-9000"'), "left indent"),
    "indented by letters": Alteration(replaced(MAIN, NUMBER, f'{NUMBER} w:leftChars="-9000"'), "letters"),
    "a table off the page": Alteration(
        replaced(
            MAIN, '<w:tblLayout w:type="fixed"/>', '<w:tblInd w:w="20000" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        ),
        "indent of the table",
    ),
    "a floating table": Alteration(
        replaced(MAIN, "<w:tblW w:w", '<w:tblpPr w:tblpX="20000" w:tblpY="1"/><w:tblW w:w'), "place of the table"
    ),
    "a column without width": Alteration(
        replaced(MAIN, '<w:tcW w:w="1089" w:type="dxa"/>', '<w:tcW w:w="1" w:type="dxa"/>'), "width"
    ),
    "a cell merged away": Alteration(
        replaced(MAIN, f"</w:tcPr><w:p>{CELL}", f"<w:vMerge/></w:tcPr><w:p>{CELL}"), "rows, cells"
    ),
    "a collapsed heading": Alteration(
        replaced(MAIN, '<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="Heading1"/><w15:collapsed/>'), "collapsed"
    ),
    "pages without room": Alteration(replaced(MAIN, 'w:h="16838"', 'w:h="3600"'), "room for text"),
    "a header off the page": Alteration(replaced(MAIN, 'w:header="709"', 'w:header="30000"'), "headers at"),
    "black pages": Alteration(replaced(MAIN, "<w:body>", '<w:background w:color="000000"/><w:body>'), "background"),
    "a table painted black": Alteration(
        replaced(MAIN, '<w:tblLayout w:type="fixed"/>', f"{BLACK}<w:tblLayout w:type='fixed'/>"), "background"
    ),
    "cells painted black by the style": Alteration(
        replaced(STYLES, '<w:tcPr><w:vAlign w:val="center"/>', f'<w:tcPr>{BLACK}<w:vAlign w:val="center"/>'),
        "hardly seen",
    ),
    "a last column painted black": Alteration(
        replaced(
            STYLES,
            FIRST_ROW,
            f"{FIRST_ROW.replace('firstRow', 'lastCol')}<w:tcPr>{BLACK}</w:tcPr></w:tblStylePr>{FIRST_ROW}",
        ),
        "lastCol background",
    ),
    "two first rows of a style": Alteration(
        replaced(STYLES, FIRST_ROW, f"{FIRST_ROW}<w:tcPr>{BLACK}</w:tcPr></w:tblStylePr>{FIRST_ROW}"), "two definitions"
    ),
    "white by a table's style": Alteration(style("Tabela", '<w:color w:val="FFFFFF"/>'), "FFFFFF"),
    "a style of another kind": Alteration(look('<w:rStyle w:val="Opomba"/>'), "style none → unknown Opomba"),
    "hidden by a style beneath": Alteration(
        both(
            replaced(
                STYLES,
                "</w:styles>",
                '<w:style w:type="paragraph" w:styleId="X"><w:name w:val="X"/><w:rPr><w:vanish/>'
                "</w:rPr></w:style></w:styles>",
            ),
            replaced(
                STYLES,
                '<w:name w:val="Opomba"/><w:basedOn w:val="Normal"/>',
                '<w:name w:val="Opomba"/><w:basedOn w:val="X"/>',
            ),
        ),
        "hidden",
    ),
    "on and off": Alteration(look('<w:vanish w:val="0"/><w:vanish/>'), "misplaced properties"),
    "neither on nor off": Alteration(look('<w:vanish w:val="yes"/>'), "hidden none → ? yes"),
    "red on red": Alteration(look('<w:color w:val="FF0000"/><w:shd w:val="clear" w:fill="FF0000"/>'), "hardly seen"),
    "margins wider than the cell": Alteration(
        replaced(
            MAIN, f"</w:tcPr><w:p>{CELL}", f'<w:tcMar><w:left w:w="9000" w:type="dxa"/></w:tcMar></w:tcPr><w:p>{CELL}'
        ),
        "margins of cells",
    ),
    "a grid that squeezes letters": Alteration(
        replaced(MAIN, '<w:docGrid w:linePitch="360"/>', '<w:docGrid w:type="linesAndChars" w:charSpace="-40000"/>'),
        "charSpace",
    ),
    "a control that hides": Alteration(control("<w:rPr><w:vanish/></w:rPr>"), "control with vanish"),
    "the number of a page hidden": Alteration(
        replaced(FOOTER, "<w:r><w:t>1</w:t></w:r>", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>1</w:t></w:r>"), "hidden"
    ),
}

ANOTHER_TEXT: dict[str, Alteration] = {
    "a placeholder": Alteration(
        value(
            f"{VALUE}<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run(text='0')}</w:sdtContent></w:sdt>"
        ),
        "400",
    ),
    "a value shown as a placeholder": Alteration(control("<w:showingPlcHdr/>"), "placeholder"),
    "a bound control": Alteration(
        control('<w:dataBinding w:xpath="/a" w:storeItemID="{0}"/>'), "control with dataBinding"
    ),
    "a list to choose from": Alteration(
        control('<w:dropDownList><w:listItem w:displayText="93" w:value="40"/></w:dropDownList>'), "dropDownList"
    ),
    "a choice that nobody understands": Alteration(
        value(CHOICE.format(VALUE, run(text="93")) + "</mc:AlternateContent>"), "alternate content"
    ),
    "ruby": Alteration(
        value(f"<w:r><w:ruby><w:rt>{run(text='1')}</w:rt><w:rubyBase>{VALUE}</w:rubyBase></w:ruby></w:r>"), "ruby"
    ),
    "digits turned round": Alteration(value(f'<w:bdo w:val="rtl">{VALUE}</w:bdo>'), "bdo"),
    "right to left": Alteration(look("<w:rtl/>"), "direction of text"),
    "columns turned round": Alteration(replaced(MAIN, "<w:tblW w:w", "<w:bidiVisual/><w:tblW w:w"), "order of columns"),
    "signs of Wingdings": Alteration(look(WINGDINGS), "font Arial"),
    "signs of Wingdings by the theme": Alteration(
        replaced(
            THEME,
            '</a:majorFont><a:minorFont><a:latin typeface="Arial"',
            '</a:majorFont><a:minorFont><a:latin typeface="Wingdings"',
        ),
        "font Arial",
    ),
    "an unknown font": Alteration(look('<w:rFonts w:ascii="Arial 93" w:hAnsi="Arial 93"/>'), "Arial 93"),
    "a symbol": Alteration(value('<w:r><w:sym w:font="Wingdings" w:char="F034"/></w:r>'), "sign F034 of Wingdings"),
    "an embedded font": Alteration(
        both(
            font('<w:embedRegular r:id="rId1"/>'),
            added(
                {
                    "word/_rels/fontTable.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
                    f'relationships"><Relationship Id="rId1" Type="{OFFICE}/font" Target="f.odttf"/></Relationships>',
                    "word/f.odttf": "x",
                }
            ),
        ),
        "embedded",
    ),
    "a font for another": Alteration(font('<w:altName w:val="Evil"/>'), "Evil"),
    "struck through": Alteration(look("<w:strike/>"), "struck through"),
    "struck through twice": Alteration(look("<w:dstrike/>"), "struck through"),
    "raised": Alteration(look('<w:vertAlign w:val="superscript"/>'), "raised"),
    "in capitals": Alteration(style("Besedilotabele", "<w:caps/>"), "in capitals"),
    "marked with dots": Alteration(look('<w:em w:val="dot"/>'), "em none"),
    "a formula": Alteration(
        value(
            '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>40</m:t></m:r></m:oMath>'
        ),
        "oMath",
    ),
    "an element of nobody": Alteration(value(f'<zz:x xmlns:zz="urn:zz">{VALUE}</zz:x>'), "urn:zz"),
    "custom XML around": Alteration(value(f'<w:customXml w:element="x">{VALUE}</w:customXml>'), "customXml"),
    "a tab within": Alteration(value("<w:r><w:t>4</w:t><w:tab/><w:t>0</w:t></w:r>"), "4 0"),
    "an invisible letter": Alteration(value(run(text="4\u200b0")), "4\u200b0"),
    "a date": Alteration(value(field("DATE", VALUE)), "field DATE"),
    "a field that computes": Alteration(value(field("= 40 + 53", VALUE)), "field = 40 + 53"),
    "a field without a result": Alteration(
        value(
            f'{VALUE}<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TIME </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        ),
        "field TIME",
    ),
    "a sentence in a field of the header": Alteration(
        replaced(HEADER, END_OF_HEADER, field("PAGE", SENTENCE) + END_OF_HEADER), "NEVELJAVNO"
    ),
    "a locked number of pages": Alteration(
        replaced(FOOTER, 'w:fldCharType="begin"/>', 'w:fldCharType="begin" w:fldLock="1"/>'), "fldLock"
    ),
    "the field of pages is gone": Alteration(replaced(FOOTER, " NUMPAGES ", ' QUOTE "7" '), "QUOTE"),
    "tracked deletion": Alteration(
        value('<w:del w:id="9" w:author="Ana"><w:r><w:delText>40</w:delText></w:r></w:del>'), "deleted by Ana"
    ),
    "tracked insertion": Alteration(value(f'<w:ins w:id="9" w:author="Ana">{VALUE}</w:ins>'), "inserted by Ana"),
    "tracked look": Alteration(
        look('<w:rPrChange w:id="9" w:author="Ana"><w:rPr><w:b/></w:rPr></w:rPrChange>'), "tracked change"
    ),
    "tracked row": Alteration(
        replaced(MAIN, ROW, ROW.replace("</", '<w:del w:id="9" w:author="Ana"/></', 1)), "tracked change"
    ),
    "another number": Alteration(value(run(text="41")), "41"),
}

AROUND: dict[str, Alteration] = {
    "a number that follows at once": Alteration(first_level('<w:suff w:val="nothing"/>'), "what follows the number"),
    "words in the numbering": Alteration(
        replaced(NUMBERING, '<w:lvlText w:val="%1."/>', '<w:lvlText w:val="NEVELJAVNO %1."/>'), "NEVELJAVNO"
    ),
    "a list from 5": Alteration(replaced(NUMBERING, '<w:start w:val="1"/>', '<w:start w:val="5"/>'), "5. UVOD"),
    "hidden numbers": Alteration(first_level("<w:rPr><w:vanish/></w:rPr>"), "UVOD"),
    "white numbers": Alteration(
        first_level('<w:rPr><w:color w:val="FFFFFF"/></w:rPr>'),
        "hardly seen",
    ),
    "two overrides of one level": Alteration(
        replaced(NUMBERING, "</w:num>", OVERRIDE * 2 + "</w:num>"),
        "two definitions: override",
    ),
    "an override with the level of another": Alteration(
        replaced(NUMBERING, "</w:num>", OVERRIDE.replace("<w:lvl w:ilvl='0'", "<w:lvl w:ilvl='1'") + "</w:num>"),
        "two definitions: override",
    ),
    "a picture for a number": Alteration(
        first_level('<w:lvlPicBulletId w:val="0"/>'),
        "lvlPicBulletId",
    ),
    "letters for bullets": Alteration(replaced(NUMBERING, DASH, '<w:lvlText w:val="NE"/>'), "NE prva alineja"),
    "another header": Alteration(replaced(HEADER, END_OF_HEADER, SENTENCE + END_OF_HEADER), "NEVELJAVNO"),
    "a header of the first page": Alteration(
        both(NEW_HEAD, section('<w:headerReference w:type="first" r:id="rId900"/><w:titlePg/>')),
        "NEVELJAVNO",
    ),
    "a header of even pages": Alteration(
        both(
            NEW_HEAD,
            section('<w:headerReference w:type="even" r:id="rId900"/>'),
            replaced(SETTINGS, "<w:zoom", "<w:evenAndOddHeaders/><w:zoom"),
        ),
        "NEVELJAVNO",
    ),
    "no header": Alteration(replaced(MAIN, "<w:headerReference", "<w:titlePg/><w:headerReference"), "header first"),
    "a watermark": Alteration(replaced(HEADER, END_OF_HEADER, BOX + END_OF_HEADER), "drawing"),
    "a white box": Alteration(value(PICTURE + VALUE), "drawing"),
    "a text box": Alteration(value(VALUE + BOX), "drawing"),
    "a footnote": Alteration(
        both(
            added({"word/footnotes.xml": NOTES}),
            typed("word/footnotes.xml", f"{WORD}.footnotes+xml"),
            related("footnotes", "footnotes.xml"),
            value(f'{VALUE}<w:r><w:footnoteReference w:id="2"/></w:r>'),
        ),
        "NEVELJAVNO",
    ),
    "words where notes are set apart": Alteration(
        both(
            added({"word/footnotes.xml": NOTES.replace('w:id="2"', 'w:id="0" w:type="separator"')}),
            typed("word/footnotes.xml", f"{WORD}.footnotes+xml"),
            related("footnotes", "footnotes.xml"),
        ),
        "NEVELJAVNO",
    ),
    "another document within": Alteration(
        both(
            added({"word/x.html": "<p>NEVELJAVNO"}),
            typed("word/x.html", "text/html"),
            related("aFChunk", "x.html"),
            replaced(MAIN, "</w:tbl>", '</w:tbl><w:altChunk r:id="rId900"/>'),
        ),
        "altChunk",
    ),
    "macros": Alteration(
        both(
            added({"word/vbaProject.bin": "x"}),
            typed("word/vbaProject.bin", "application/vnd.ms-office.vbaProject"),
            related("vbaProject", "vbaProject.bin", office="http://schemas.microsoft.com/office/2006/relationships"),
        ),
        "vbaproject",
    ),
    "the type of a file with macros": Alteration(
        replaced(TYPES, f"{WORD}.document.main+xml", "application/vnd.ms-word.document.macroEnabled.main+xml"),
        "macroEnabled",
    ),
    "a template from elsewhere": Alteration(
        both(
            added(
                {
                    "word/_rels/settings.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
                    f'relationships"><Relationship Id="rId1" Type="{OFFICE}/attachedTemplate" '
                    'Target="https://example.org/a.dotm" TargetMode="External"/></Relationships>',
                }
            ),
            replaced(SETTINGS, "<w:zoom", '<w:attachedTemplate r:id="rId1"/><w:linkStyles/><w:zoom'),
        ),
        "attachedtemplate",
    ),
    "a picture from elsewhere": Alteration(related("image", "https://example.org/a.png", outside=True), "image"),
    "an unknown setting": Alteration(replaced(SETTINGS, "<w:zoom", "<w:linkStyles/><w:zoom"), "linkStyles"),
    "two styles of one id": Alteration(
        replaced(
            STYLES,
            "</w:styles>",
            '<w:style w:type="paragraph" w:styleId="Opomba"><w:name w:val="opomba"/><w:rPr>'
            "<w:vanish/></w:rPr></w:style></w:styles>",
        ),
        "two definitions",
    ),
    "a style in another wrapping": Alteration(
        replaced(
            STYLES,
            "</w:styles>",
            '<mc:AlternateContent><mc:Choice Requires="w14"><w:style w:type="paragraph" '
            'w:styleId="Opomba"/></mc:Choice></mc:AlternateContent></w:styles>',
        ),
        "styles with mc:AlternateContent",
    ),
    "properties twice": Alteration(
        value("<w:r><w:rPr/><w:rPr><w:vanish/></w:rPr><w:t>40</w:t></w:r>"), "misplaced properties"
    ),
    "a link to another place": Alteration(
        replaced(MAIN, 'w:anchor="_Toc000000002"', 'w:anchor="_Toc000000001"'), "link to “"
    ),
    "a new link": Alteration(
        both(
            related("hyperlink", "https://example.org", outside=True),
            value(f'<w:hyperlink r:id="rId900">{VALUE}</w:hyperlink>'),
        ),
        "https://example.org",
    ),
    "words shown under the mouse": Alteration(
        replaced(MAIN, 'w:anchor="_Toc000000002"', 'w:anchor="_Toc000000002" w:tooltip="NEVELJAVNO"'), "tooltip"
    ),
    "another entry of the contents": Alteration(
        replaced(MAIN, '<w:t xml:space="preserve">UVOD</w:t>', '<w:t xml:space="preserve">UKOR</w:t>'), "UKOR"
    ),
    "lines numbered": Alteration(replaced(MAIN, "<w:docGrid", '<w:lnNumType w:countBy="1"/><w:docGrid'), "lnNumType"),
    "pages from 7": Alteration(replaced(MAIN, "<w:docGrid", '<w:pgNumType w:start="7"/><w:docGrid'), "pgNumType"),
    "another alternative text": Alteration(
        replaced(MAIN, '<w:tblCaption w:val="Kazalnik O.1.1"/>', '<w:tblCaption w:val="NEVELJAVNO"/>'),
        "NEVELJAVNO",
    ),
    "other content inside": Alteration(replaced("customXml/item1.xml", "2000", "2003"), "travels in the file"),
    "a symbol for a bullet": Alteration(
        replaced(NUMBERING, DASH, f"{DASH}<w:rPr>{WINGDINGS}</w:rPr>"),
        "prva alineja",
    ),
    "a font of symbols": Alteration(
        replaced(FONTS, '<w:charset w:val="EE"/>', '<w:charset w:val="02"/>'), "one of symbols"
    ),
    "Chinese numbers": Alteration(
        replaced(NUMBERING, '<w:numFmt w:val="decimal"/>', '<w:numFmt w:val="chineseCounting"/>'), "chineseCounting"
    ),
    "two lists of settings": Alteration(
        both(added({"word/settings2.xml": f"<w:settings {W}/>"}), related("settings", "settings2.xml")), "two relations"
    ),
    "two documents": Alteration(
        replaced(
            "_rels/.rels",
            "</Relationships>",
            f'<Relationship Id="rId77" Type="{OFFICE}/officeDocument" Target="word/header1.xml"/></Relationships>',
        ),
        "two relations",
    ),
    "an instruction of no field": Alteration(
        value("<w:r><w:t>40</w:t><w:instrText>93</w:instrText></w:r>"), "no field"
    ),
    "a field that does not end": Alteration(value(f'{VALUE}<w:r><w:fldChar w:fldCharType="begin"/></w:r>'), "2.000"),
    "a page of frames": Alteration(
        both(
            added({"word/webSettings.xml": f"<w:webSettings {W}><w:frameset/></w:webSettings>"}),
            related("webSettings", "webSettings.xml"),
        ),
        "set of frames",
    ),
}

NAMED: dict[str, Alteration] = {
    "a larger heading": harmless(
        replaced(STYLES, '<w:sz w:val="28"/>', '<w:sz w:val="32"/>'),
        "the look of heading 1 differs (font size 14 pt → 16 pt)",
    ),
    "bold": harmless(look("<w:b/>"), "document: bold"),
    "blue": harmless(look('<w:color w:val="0000FF"/>'), "document: colour none → 0000FF"),
    "marked in yellow": harmless(look('<w:highlight w:val="yellow"/>'), "highlighting"),
    "a comment": harmless(
        both(
            added({"word/comments.xml": COMMENTS}),
            typed("word/comments.xml", f"{WORD}.comments+xml"),
            related("comments", "comments.xml"),
        ),
        "comments: 0 → 1",
    ),
    "another page in the contents": harmless(
        replaced(
            MAIN,
            '<w:t xml:space="preserve">3</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/>',
            '<w:t xml:space="preserve">9</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/>',
        ),
        "page in the contents",
    ),
    "an empty paragraph": harmless(replaced(MAIN, "</w:tbl>", "</w:tbl><w:p/>"), "empty paragraphs"),
    "another alignment": harmless(replaced(MAIN, CELL, f'{CELL}<w:jc w:val="center"/>'), "alignment"),
    "wider margins": harmless(replaced(MAIN, 'w:left="1417"', 'w:left="1600"'), "margins of pages"),
    "a new page": harmless(value(f'{VALUE}<w:r><w:br w:type="page"/></w:r>'), "breaks of pages"),
    "changes will be tracked": harmless(replaced(SETTINGS, "<w:zoom", "<w:trackRevisions/><w:zoom"), "trackRevisions"),
    "a text of another style": harmless(
        replaced(MAIN, '<w:pStyle w:val="Opomba"/>', '<w:pStyle w:val="BodyText"/>'), "style opomba → body text"
    ),
    "another title": harmless(replaced("docProps/core.xml", "Vzorčna", "Neveljavna"), "title differs"),
    "a part of nobody": harmless(
        both(added({"word/x.xml": "<x/>"}), typed("word/x.xml", "application/xml")), "belong to nothing: word/x.xml"
    ),
    "signed in Office": harmless(
        both(
            added({"_xmlsignatures/origin.sigs": ""}),
            typed("_xmlsignatures/origin.sigs", "application/vnd.openxmlformats-package.digital-signature-origin"),
            replaced("_rels/.rels", "</Relationships>", f"{SIGNATURES}</Relationships>"),
        ),
        "signatures of Office",
    ),
}

WORD_ALTERATIONS: dict[str, Alteration] = {**HIDDEN, **ANOTHER_TEXT, **AROUND, **NAMED}
