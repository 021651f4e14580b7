"""Word files with one part written by hand, for the tests of reading."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
)
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """A Word file with this body; ``parts`` are others, by the kind that they are related to it as."""
    others = dict(parts or {})
    links = "".join(
        f'<Relationship Id="r{number}" Type="{RELATED}/{kind}" Target="{kind}.xml"/>'
        for number, kind in enumerate(others)
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    content = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="xml" '
        f'ContentType="{TYPES}.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="a" '
        f'Type="{RELATED}/officeDocument" Target="/word/main.xml"/></Relationships>',
        "word/_rels/main.xml.rels": f'<Relationships xmlns="{package}/relationships">{links}</Relationships>',
        "word/main.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
    }
    content |= {f"word/{kind}.xml": text.replace("NAMES", NAMES) for kind, text in others.items()}
    return zipped({name: text.encode() for name, text in content.items()})


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A package of these entries, the same bytes at any time of day."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def t(text: str) -> str:
    """A run."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*content: str, properties: str = "") -> str:
    """A paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(content)}</w:p>"


def change(name: str, content: str = "", author: str = "Ana") -> str:
    """An element of a tracked change."""
    return f'<w:{name} w:id="9" w:author="{author}" w:date="2026-01-01T00:00:00Z">{content}</w:{name}>'


def deleted(text: str, author: str = "Ana") -> str:
    """A deleted run."""
    return change("del", f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>', author)


def inserted(text: str, author: str = "Ana") -> str:
    """An inserted run."""
    return change("ins", t(text), author)


def mark(name: str, author: str = "Ana") -> str:
    """The properties of a paragraph whose mark came (``ins``) or went (``del``)."""
    return f"<w:rPr>{change(name, author=author)}</w:rPr>"


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def field(instruction: str, result: str) -> str:
    """A field."""
    begin, separate, end = map(FIELD.format, ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{separate}{result}{end}"


def unzipped(docx: bytes) -> dict[str, bytes]:
    """The entries of a package."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {name: package.read(name) for name in package.namelist()}
