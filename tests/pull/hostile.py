"""Word files that were made to do harm, each from a sound one: what opening them must refuse, or read without harm."""

from __future__ import annotations

import copy
import functools
import io
import random
import string
import struct
import warnings
import zipfile
from collections.abc import Callable, Iterable, Mapping

from methodology.formats import Format
from methodology.word.snapshot import read_snapshot, write_snapshot
from tests.built import SAMPLE, built
from tests.pull.edited import NAMES, RELATED, zipped

MEGABYTE = 2**20
MAIN = "word/document.xml"
TYPES = "[Content_Types].xml"
LINKS = "word/_rels/document.xml.rels"
SNAPSHOT = "customXml/item1.xml"


@functools.cache
def good() -> bytes:
    """A sound file."""
    return built(SAMPLE).files[Format.DOCX]


def parts(docx: bytes | None = None) -> dict[str, bytes]:
    """The entries of the sound file, or of another."""
    with zipfile.ZipFile(io.BytesIO(good() if docx is None else docx)) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_part(name: str, content: bytes) -> bytes:
    """The sound file with one entry changed or added."""
    return zipped(parts() | {name: content})


def without(name: str) -> bytes:
    """The sound file without an entry."""
    return zipped({entry: content for entry, content in parts().items() if entry != name})


def replaced(name: str, old: str, new: str) -> bytes:
    """The sound file with the first such text of one entry replaced."""
    content = parts()[name].decode()
    assert old in content
    return with_part(name, content.replace(old, new, 1).encode())


def document(body: str, doctype: str = "", declaration: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    """A document part."""
    return f"{declaration}{doctype}<w:document {NAMES}><w:body>{body}</w:body></w:document>"


def text(content: str) -> str:
    """A paragraph."""
    return f"<w:p><w:r><w:t>{content}</w:t></w:r></w:p>"


def with_document(body: str, doctype: str = "") -> bytes:
    """The sound file with another document."""
    return with_part(MAIN, document(body, doctype).encode())


def laughs() -> str:
    """Ten entities, each ten times the one before."""
    more = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 11))
    return f'<!DOCTYPE x [<!ENTITY l0 "ha">{more}]>'


def entries(names: Iterable[str], content: bytes = b"x") -> bytes:
    """The sound file with further entries of any name, also of one that is there."""
    target = io.BytesIO(good())
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as package, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in names:
            entry = zipfile.ZipInfo("x")
            entry.filename = name
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return target.getvalue()


def patched(name: str, *, local: int, central: int, value: bytes) -> bytes:
    """The sound file with a field of one entry's two headers overwritten; its places count from each header."""
    content = bytearray(good())
    with zipfile.ZipFile(io.BytesIO(good())) as package:
        start = package.getinfo(name).header_offset
        first = package.start_dir
    encoded = name.encode()
    directory = content.index(encoded, first) - 46
    for place in (start + local, directory + central):
        content[place : place + len(value)] = value
    return bytes(content)


def overlapping() -> bytes:
    """Two thousand entries that are all the same 100 KB."""
    target = io.BytesIO(good())
    noise = random.Random(0).randbytes(100_000)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/a", noise)
        first = package.infolist()[-1]
        for number in range(2_000):
            again = copy.copy(first)
            again.filename = again.orig_filename = f"word/media/{number}"
            package.filelist.append(again)
    return target.getvalue()


def long_directory() -> bytes:
    """No entry, but half a million of them in the directory."""
    one = b"PK\x01\x02" + struct.pack("<HHHHHHIIIHHHHHII", 20, 20, 0, 0, 0, 33, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"x"
    directory = one * 500_000
    return directory + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, len(directory), 0, 0)


def large_part() -> bytes:
    """A document of 200 MB that is not compressed suspiciously far."""
    block = "".join(random.Random(0).choices(string.ascii_letters, k=20_000))
    return with_document(text(block) * 10_000)


def own_snapshot(files: Mapping[str, str]) -> bytes:
    """The sound file whose snapshot holds other files as well."""
    snapshot = read_snapshot(good())
    return with_part(SNAPSHOT, write_snapshot({**snapshot.files, **files}, snapshot.texts))


def linked(kind: str, target: str, more: str = "") -> bytes:
    """The sound file with another relationship of its document."""
    link = f'<Relationship Id="h1" Type="{RELATED}/{kind}" Target="{target}"{more}/></Relationships>'
    return replaced(LINKS, "</Relationships>", link)


def inner_bomb() -> bytes:
    """A zip bomb as an embedded file."""
    return with_part("word/embeddings/a.zip", zipped({"a": bytes(50 * MEGABYTE)}))


def bzip2_entry() -> bytes:
    """A part compressed as no Word file is."""
    target = io.BytesIO(good())
    with zipfile.ZipFile(target, "a", zipfile.ZIP_BZIP2) as package:
        package.writestr("word/media/a", bytes(1000))
    return target.getvalue()


def other_office(main: str) -> bytes:
    """A file whose main part is another program's."""
    types = parts()[TYPES].decode()
    known = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return with_part(TYPES, types.replace(known, main).encode())


SYSTEM_FILE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
PARAMETER = "<!DOCTYPE x [<!ENTITY % a \"<!ENTITY b 'c'>\"> %a;]>"
SQUARED = f'<!DOCTYPE x [<!ENTITY a "{"a" * 100_000}">]>'
UTF_16 = document(text("&e;"), SYSTEM_FILE, '<?xml version="1.0" encoding="UTF-16"?>')
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)
)

REFUSED: Mapping[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "no zip": lambda: b"To ni datoteka Word." * 100,
    "truncated": lambda: good()[: len(good()) // 2],
    "end of the zip missing": lambda: good()[:-30],
    "Word 97 or a password": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5_000),
    "spreadsheet": lambda: other_office("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
    "OpenDocument": lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}),
    "too large": lambda: good() + bytes(70 * MEGABYTE),
    "flat bomb": lambda: with_part(MAIN, bytes(150 * MEGABYTE)),
    "many bombs": lambda: zipped(parts() | {f"word/media/{n}": bytes(15 * MEGABYTE) for n in range(40)}),
    "overlapping entries": overlapping,
    "many entries": lambda: zipped(parts() | {f"word/media/{n}": b"" for n in range(5_000)}),
    "long directory": long_directory,
    "200 MB part": large_part,
    "size that is too small": lambda: patched(MAIN, local=22, central=24, value=struct.pack("<I", 500)),
    "size that is too large": lambda: patched(MAIN, local=22, central=24, value=struct.pack("<I", 0xFFFFFFFE)),
    "checksum that is wrong": lambda: patched(MAIN, local=14, central=16, value=b"abcd"),
    "encrypted entry": lambda: patched(MAIN, local=6, central=8, value=b"\x01\x00"),
    "unknown compression": lambda: patched(MAIN, local=8, central=10, value=struct.pack("<H", 99)),
    "bzip2": bzip2_entry,
    "name that climbs": lambda: entries(["../../evil.xml"]),
    "name with backslashes": lambda: entries(["..\\..\\evil.xml"]),
    "absolute name": lambda: entries(["/etc/evil.xml"]),
    "name of a drive": lambda: entries(["C:/evil.xml"]),
    "part twice": lambda: entries([MAIN], parts()[MAIN]),
    "part twice in other letters": lambda: entries(["WORD/document.xml"], parts()[MAIN]),
    "no content types": lambda: without(TYPES),
    "no document": lambda: without(MAIN),
    "no relationships": lambda: without("_rels/.rels"),
    "document that is another part": lambda: with_part(MAIN, parts()["word/styles.xml"]),
    "document cut off": lambda: with_part(MAIN, parts()[MAIN][:-5_000]),
    "document cut off at a tag": lambda: with_part(MAIN, parts()[MAIN][: parts()[MAIN].rindex(b"</w:p>")]),
    "document of NUL bytes": lambda: with_part(MAIN, bytes(100_000)),
    "NUL in a text": lambda: replaced(MAIN, "</w:t>", "\0</w:t>"),
    "document in UTF-7": lambda: with_part(
        MAIN, document(text("+ADw-"), "", '<?xml version="1.0" encoding="UTF-7"?>').encode()
    ),
    "document in UTF-32": lambda: with_part(MAIN, document(text("a"), "", "").encode("utf-32")),
    "billion laughs": lambda: with_document(text("&l10;"), laughs()),
    "quadratic blow-up": lambda: with_document(text("&a;" * 10_000), SQUARED),
    "external entity": lambda: with_document(text("&e;"), SYSTEM_FILE),
    "external DTD": lambda: with_document(text("a"), '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'),
    "parameter entity": lambda: with_document(text("&b;"), PARAMETER),
    "DTD in UTF-16": lambda: with_part(MAIN, UTF_16.encode("utf-16")),
    "DTD in UTF-16 without a mark": lambda: with_part(MAIN, UTF_16.encode("utf-16-le")),
    "DTD behind spaces": lambda: with_part(MAIN, document(text("&e;"), " " * 100_000 + SYSTEM_FILE).encode()),
    "DTD in the content types": lambda: with_part(TYPES, SYSTEM_FILE.encode() + b"<Types/>"),
    "DTD in the relationships": lambda: with_part(LINKS, SYSTEM_FILE.encode() + b"<Relationships/>"),
    "DTD in the styles": lambda: with_part("word/styles.xml", laughs().encode() + b"<x>&l10;</x>"),
    "DTD in the snapshot": lambda: replaced(SNAPSHOT, "<s:snapshot", f"{laughs()}<s:snapshot"),
    "deep document": lambda: with_document("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000),
    "deep document never closed": lambda: with_document("<w:sdt>" * 100_000),
    "deep snapshot": lambda: replaced(SNAPSHOT, "<s:file", "<a>" * 100_000 + "</a>" * 100_000 + "<s:file"),
    "huge attribute": lambda: with_document(f'<w:p w:x="{"x" * 12 * MEGABYTE}"/>'),
    "huge text": lambda: with_document(text("x" * 12 * MEGABYTE)),
    "millions of elements": lambda: with_document("<w:r/>" * 2_500_000),
    "many paragraphs": lambda: with_document("<w:p/>" * 150_000),
    "millions of attributes": lambda: with_document("<w:p" + "".join(f' a{n}=""' for n in range(1_600_000)) + "/>"),
}
"""Each is refused with a reason."""

HARMLESS: Mapping[str, Callable[[], bytes]] = {
    "bomb that is embedded": inner_bomb,
    "picture on the web": lambda: linked("image", "http://127.0.0.1:9/a.png", ' TargetMode="External"'),
    "template on another machine": lambda: linked(
        "attachedTemplate", r"\\\\127.0.0.1\a.dotm", ' TargetMode="External"'
    ),
    "header on the web": lambda: linked("header", "http://127.0.0.1:9/header.xml"),
    "relationship out of the file": lambda: linked("header", "../../../../etc/passwd"),
    "relationship loop": lambda: linked("header", "document.xml"),
    "styles that are the document": lambda: linked("styles", "document.xml"),
    "styles based on one another": lambda: replaced(
        "word/styles.xml",
        "</w:styles>",
        "".join(
            f'<w:style w:type="paragraph" w:styleId="{one}"><w:basedOn w:val="{two}"/></w:style>'
            for one, two in (("x", "y"), ("y", "x"))
        )
        + "</w:styles>",
    ),
    "document in UTF-16": lambda: with_part(MAIN, parts()[MAIN].decode().split("?>", 1)[1].encode("utf-16")),
    "many tags that do not match": lambda: with_document("<w:p><w:r></w:p></w:r>" * 100_000),
    "most paragraphs that may be": lambda: with_document("<w:p/>" * 99_990),
    "one long paragraph": lambda: with_document("<w:p>" + "<w:r><w:t>a</w:t><w:drawing/></w:r>" * 160_000 + "</w:p>"),
    "many notes": lambda: zipped(
        parts(linked("footnotes", "notes.xml"))
        | {"word/notes.xml": f"<w:footnotes {NAMES}>{'<w:footnote/>' * 300_000}</w:footnotes>".encode()}
    ),
    "many open bookmarks": lambda: with_document(
        "".join(f'<w:bookmarkStart w:id="{n}" w:name="b{n}"/>' for n in range(100_000))
        + text("a") * 50_000
        + "".join(f'<w:bookmarkEnd w:id="{n}"/>' for n in range(100_000))
    ),
    "many fields that never end": lambda: with_document(
        "<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 100_000 + "</w:p>" + text("a") * 50_000
    ),
    "many paragraphs joined": lambda: with_document(
        '<w:p><w:pPr><w:rPr><w:del w:author="a"/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>' * 50_000 + text("b")
    ),
    "many authors": lambda: with_document(
        "<w:p>" + "".join(f'<w:ins w:author="a{n}"><w:r><w:t>a</w:t></w:r></w:ins>' for n in range(50_000)) + "</w:p>"
    ),
}
"""Each is read, and nothing comes of it."""

SNAPSHOTS: Mapping[str, Callable[[], bytes]] = {
    "snapshot that climbs": lambda: own_snapshot({"../../evil.yaml": "a"}),
    "snapshot with an absolute name": lambda: own_snapshot({"/etc/evil.yaml": "a"}),
    "snapshot with backslashes": lambda: own_snapshot({"..\\evil.yaml": "a"}),
    "snapshot with an alias bomb": lambda: own_snapshot({"operations.yaml": BOMB}),
    "snapshot of no content": lambda: with_part(SNAPSHOT, write_snapshot({}, ())),
}
"""Each can be read as a Word file; to read its content is another matter."""

HOSTILE: Mapping[str, Callable[[], bytes]] = {**REFUSED, **HARMLESS, **SNAPSHOTS}
