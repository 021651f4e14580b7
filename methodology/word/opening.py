"""A Word file that anyone may have made: opened within bounds, its parts found by what they are, its XML read safely.

Nothing is fetched, no entity is expanded, and no part is unpacked that nobody asks for.
"""

from __future__ import annotations

import html
import io
import posixpath
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from methodology.diagnostics import ContentError, Diagnostic, Location
from methodology.messages import declare_message, translate
from methodology.word.wordml import qname

MOST_BYTES = 64 * 2**20
"""The largest file that is opened."""
MOST_ENTRIES = 4_000
MOST_UNPACKED = 512 * 2**20
"""The most that all entries together may say that they hold."""
MOST_XML = 64 * 2**20
"""The largest part that is read."""
MOST_MARKS = 1_000_000
"""The most ``<`` and ``=`` in a part: they bound what its tree takes. The present document has 40,000 to 72,000."""
MOST_RATIO, SMALL = 200, 16 * 2**20
"""How far an entry may be compressed, and below which size that does not matter."""

SAVE_AS_DOCX = declare_message(
    "open it in Word or LibreOffice and save it as a Word document (.docx), without a password"
)
_SAVE_AGAIN = declare_message("open it in Word or LibreOffice, look whether all is there, and save it again as DOCX")
NOT_OURS = declare_message("take a file that this program has built; this one is broken, or was made to do harm")


@dataclass(frozen=True, slots=True)
class PackageKind:
    """What a package should be: how messages call it, what else to save or take, the types of its main part."""

    code: str
    name: str
    save_as: str
    save_again: str
    not_ours: str
    main_types: re.Pattern[str]
    root: str
    """The tag of the main part's root."""


_CONTENT_TYPES = "[content_types].xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DIRECTORY_ENTRY = b"PK\x01\x02"
_MAIN_TYPES = re.compile(
    r"application/(vnd\.openxmlformats-officedocument\.wordprocessingml\.(document|template)"
    r"|vnd\.ms-word\.(document|template)\.macroEnabled(Template)?)(\.main)?\+xml",
    re.IGNORECASE,
)
"""Macros are never run, so a file that has some may be read."""
WORD = PackageKind(
    "word-file", declare_message("Word file"), SAVE_AS_DOCX, _SAVE_AGAIN, NOT_OURS, _MAIN_TYPES, qname("w:document")
)
_ENCODING = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
_MENDED = frozenset(
    {"ERR_TAG_NAME_MISMATCH", "ERR_TAG_NOT_FINISHED", "ERR_ATTRIBUTE_REDEFINED", "ERR_DOCUMENT_END"}
    | {"NS_ERR_UNDEFINED_NAMESPACE", "NS_ERR_ATTRIBUTE_REDEFINED"}
)
"""Faults of XML, by libxml2's names, in spite of which a part is read."""
_STRICT = re.compile(rb"""(\sxmlns(?::[^\s=]+)?\s*=\s*["'])http://purl\.oclc\.org/ooxml/([\w/-]+)(["'])""")
"""A namespace of Strict Open XML (ISO/IEC 29500-1) where it is declared."""
_TAG_OF_STRICT = re.compile(rb"<[^<>]*purl\.oclc\.org[^<>]*>")
_STRICT_NAMES = {
    b"officeDocument/extendedProperties": b"officeDocument/2006/extended-properties",
    b"officeDocument/customProperties": b"officeDocument/2006/custom-properties",
}
_KINDS = {"customproperties": "custom-properties", "extendedproperties": "extended-properties"}
"""Kinds of relationships that Strict Open XML calls otherwise."""
_UTF_16 = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
"""How a part in UTF-16 begins."""
_FAULTS = (zipfile.BadZipFile, RuntimeError, zlib.error, EOFError, struct.error, ValueError, OSError, OverflowError)
"""What :mod:`zipfile` raises at broken files; ``NotImplementedError`` is a ``RuntimeError``."""


class Relation(NamedTuple):
    """A relationship: its id, the last word of its type in small letters, its target as it is written.

    ``part`` is the name of the part that it leads to; None where the file has none, or the target is ``outside`` of it.
    """

    id: str
    kind: str
    target: str
    outside: bool
    part: str | None


class OpenedWord:
    """The parts of a Word file by name. Names are compared as OPC does, without regard to case."""

    def __init__(self, package: zipfile.ZipFile, name: str, kind: PackageKind = WORD) -> None:
        """Open with :func:`open_word_file`, which checks the package first."""
        self.name = name
        self._kind = kind
        self._package = package
        self._entries = {entry.filename.casefold(): entry for entry in package.infolist() if not entry.is_dir()}
        self._trees: dict[str, etree._Element] = {}
        self._relations: dict[str, tuple[Relation, ...]] = {}
        self._recovered: dict[str, None] = {}
        self.main = self._main_part()
        """The name of the part that holds the document."""

    @property
    def names(self) -> tuple[str, ...]:
        """The parts' names."""
        return tuple(entry.filename for entry in self._entries.values())

    @property
    def recovered(self) -> tuple[str, ...]:
        """The parts read so far that were malformed and had to be mended; no text of them is lost."""
        return tuple(self._recovered)

    def read(self, part: str) -> bytes:
        """A part's bytes; ContentError where it is missing, too large or broken."""
        entry = self._entries.get(part.casefold())
        if entry is None:
            raise self._refusal(translate("the part {part} is missing", part=part), self._kind.save_again)
        if entry.file_size > MOST_XML:
            raise self._refusal(
                translate("the part {part} is larger than {most_xml} MB", part=part, most_xml=MOST_XML // 2**20),
                self._kind.not_ours,
            )
        try:
            with self._package.open(entry) as stream:
                # The size is read to its end, so that the checksum is compared.
                return stream.read(MOST_XML + 1)
        except _FAULTS as fault:
            raise self._refusal(
                translate("the part {part} is damaged: {fault}", part=part, fault=fault), self._kind.save_again
            ) from fault

    def xml(self, part: str) -> etree._Element:
        """A part's tree, the same one at each call; one that is malformed is mended, if no text is lost by that."""
        key = part.casefold()
        if key not in self._trees:
            self._trees[key] = self.parse(part)
        return self._trees[key]

    def find_related(self, kind: str, to: str = "") -> tuple[str, ...]:
        """The parts that are related to a part (none: to the package) as ``kind``, the last word of the type.

        Addresses outside the file are left alone, parts that are missing left out.
        """
        related = (relation.part for relation in self.relations(to) if relation.kind == kind.lower())
        return tuple(dict.fromkeys(part for part in related if part is not None))

    def find_addresses(self, kind: str, of: str) -> dict[str, str]:
        """The addresses that a part is related to as ``kind``, by the relationship's id; nothing is fetched."""
        return {relation.id: relation.target for relation in self.relations(of) if relation.kind == kind.lower()}

    def relations(self, of: str = "") -> tuple[Relation, ...]:
        """The relationships of a part (none: of the package); they are read once."""
        if of not in self._relations:
            folder, base = posixpath.split(of)
            part = posixpath.join(folder, "_rels", f"{base}.rels")
            links = self.xml(part).iterchildren("{*}Relationship") if part.casefold() in self._entries else ()
            self._relations[of] = tuple(self._relation(link, folder) for link in links)
        return self._relations[of]

    def _refusal(self, message: str, hint: str) -> ContentError:
        return refusal(self.name, message, hint, self._kind)

    def _relation(self, link: etree._Element, folder: str) -> Relation:
        target, outside = link.get("Target", ""), link.get("TargetMode", "").lower() == "external"
        path = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
        entry = None if outside else self._entries.get(path.casefold())
        return Relation(link.get("Id", ""), _kind(link), target, outside, None if entry is None else entry.filename)

    def _main_part(self) -> str:
        if _CONTENT_TYPES not in self._entries:
            what = (
                translate("an OpenDocument file")
                if "mimetype" in self._entries
                else translate("no {name}: it has no content types", name=translate(self._kind.name))
            )
            raise self._refusal(translate("the file is {what}", what=what), self._kind.save_as)
        mains = self.find_related("officeDocument")
        if not mains:
            raise self._refusal(translate("the file has no document part"), self._kind.save_as)
        kind = self._content_type(mains[0])
        if not self._kind.main_types.fullmatch(kind):
            raise self._refusal(
                translate(
                    "the file is no {name}: its main part is {kind}",
                    name=translate(self._kind.name),
                    kind=kind or translate("unknown"),
                ),
                self._kind.save_as,
            )
        if self.xml(mains[0]).tag != self._kind.root:
            raise self._refusal(
                translate(
                    "the document part holds no document as a usual {name} does", name=translate(self._kind.name)
                ),
                self._kind.save_as,
            )
        return mains[0]

    def _content_type(self, part: str) -> str:
        types = self.xml(_CONTENT_TYPES)
        for override in types.iterchildren("{*}Override"):
            if override.get("PartName", "").lstrip("/").casefold() == part.casefold():
                return override.get("ContentType", "")
        extension = part.rpartition(".")[2].casefold()
        for default in types.iterchildren("{*}Default"):
            if default.get("Extension", "").casefold() == extension:
                return default.get("ContentType", "")
        return ""

    def parse(self, part: str) -> etree._Element:
        """A part's tree, made anew: for a large one that is read once."""
        content = _as_utf8(self.read(part))
        if content is None:
            raise self._refusal(
                translate(
                    "the part {part} is in no encoding that a {name} may have",
                    part=part,
                    name=translate(self._kind.name),
                ),
                self._kind.not_ours,
            )
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise self._refusal(
                translate(
                    "the part {part} declares entities, as no {name} does", part=part, name=translate(self._kind.name)
                ),
                self._kind.not_ours,
            )
        if content.count(b"<") + content.count(b"=") > MOST_MARKS:
            raise self._refusal(translate("the part {part} has too many elements", part=part), self._kind.not_ours)
        if b"purl.oclc.org" in content:
            content = _TAG_OF_STRICT.sub(lambda tag: _STRICT.sub(_as_transitional, tag[0]), content)
        try:
            return etree.fromstring(content, _parser(recover=False))
        except etree.XMLSyntaxError as fault:
            root = _recover(content)
            if root is None:
                message = translate("the part {part} is broken and cannot be mended: {msg}", part=part, msg=fault.msg)
                raise self._refusal(message, self._kind.save_again) from fault
        self._recovered[part] = None
        return root


def open_word_file(content: bytes, *, name: str, kind: PackageKind = WORD) -> OpenedWord:
    """Open a Word file, or a package of another kind.

    Raises ContentError (``word-file``, with the file's ``name``) where it is none or is not safe.
    """
    if len(content) > MOST_BYTES:
        raise refusal(
            name,
            translate("the file is larger than {most_bytes} MB", most_bytes=MOST_BYTES // 2**20),
            declare_message("take large pictures out of it"),
            kind,
        )
    if content.startswith(_OLE):
        raise refusal(
            name, translate("the file is protected by a password, or in the form of Office 97–2003"), kind.save_as, kind
        )
    # Counted before the directory is read, whose entries take far more room in memory than in the file.
    if content.count(_DIRECTORY_ENTRY) > MOST_ENTRIES:
        raise refusal(
            name,
            translate("the file has more than {most_entries} entries", most_entries=MOST_ENTRIES),
            kind.not_ours,
            kind,
        )
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except _FAULTS as fault:
        raise refusal(
            name,
            translate("the file is no {name}, or only a part of one: {fault}", name=translate(kind.name), fault=fault),
            kind.save_as,
            kind,
        ) from fault
    _check_entries(package.infolist(), len(content), name, kind)
    return OpenedWord(package, name, kind)


def refusal(name: str, message: str, hint: str, kind: PackageKind = WORD) -> ContentError:
    """The refusal of the file with this name."""
    return ContentError([Diagnostic(kind.code, message, Location(name), translate(hint))])


def _check_entries(entries: list[zipfile.ZipInfo], size: int, name: str, kind: PackageKind) -> None:
    """Check that what the directory declares is possible and harmless; false sizes are found when parts are read."""
    seen: set[str] = set()
    for entry in entries:
        path = entry.orig_filename
        if path.startswith("/") or ".." in path.split("/") or any(mark in path for mark in ("\\", "\0", ":")):
            raise refusal(
                name,
                translate("the entry {path} has a name that leads out of the file", path=repr(path)),
                kind.not_ours,
                kind,
            )
        if path.casefold() in seen:
            raise refusal(name, translate("the entry {path} is there twice", path=path), kind.not_ours, kind)
        seen.add(path.casefold())
        if entry.flag_bits & 0x1:
            raise refusal(name, translate("the entry {path} is encrypted", path=path), kind.save_as, kind)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise refusal(
                name,
                translate("the entry {path} is compressed as in no {name}", path=path, name=translate(kind.name)),
                kind.not_ours,
                kind,
            )
        if entry.file_size > max(SMALL, MOST_RATIO * entry.compress_size):
            raise refusal(
                name,
                translate(
                    "the entry {path} would unpack to more than {most_ratio} times its size",
                    path=path,
                    most_ratio=MOST_RATIO,
                ),
                kind.not_ours,
                kind,
            )
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise refusal(
            name,
            translate("the file would unpack to more than {most_unpacked} MB", most_unpacked=MOST_UNPACKED // 2**20),
            kind.not_ours,
            kind,
        )
    if sum(entry.compress_size for entry in entries) > size:
        raise refusal(name, translate("the file's entries lie over one another"), kind.not_ours, kind)


def _kind(link: etree._Element) -> str:
    """What a relationship is, by the last word of its type, in small letters."""
    kind = link.get("Type", "").rpartition("/")[2].lower()
    return _KINDS.get(kind, kind)


def _as_transitional(declared: re.Match[bytes]) -> bytes:
    """The declaration of a namespace of Strict Open XML as that of the same names in Word's usual form."""
    before, name, after = declared.groups()
    folder, _, last = name.rpartition(b"/")
    name = _STRICT_NAMES.get(name, folder + b"/2006/" + last)
    return before + b"http://schemas.openxmlformats.org/" + name + after


def _as_utf8(content: bytes) -> bytes | None:
    """The XML in UTF-8, whatever its declaration says; None where it is in neither UTF-8 nor UTF-16 (OPC 10.1.2)."""
    for mark, encoding in _UTF_16:
        if content.startswith(mark):
            try:
                return content.decode(encoding).removeprefix("\ufeff").encode()
            except UnicodeError:
                return None
    content = content.removeprefix(b"\xef\xbb\xbf")
    declared = _ENCODING.match(content[:1000])
    if b"\0" in content or (declared and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii")):
        return None
    return content


def _parser(*, recover: bool) -> etree.XMLParser:
    """A parser that knows no entities, no network and no tree deeper than libxml2's own bound of 256."""
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )


def _recover(content: bytes) -> etree._Element | None:
    """The tree of malformed XML; None where more is wrong than mixed-up tags, or text or the end would be lost."""
    parser = _parser(recover=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return None
    if root is None or any(fault.type_name not in _MENDED for fault in parser.error_log):
        return None
    name = str(root.tag).rpartition("}")[2]
    if ":" in name:  # its prefix is bound to nothing, so nobody would find the text of the part
        return None
    end = f"</{root.prefix}:{name}>" if root.prefix else f"</{name}>"
    if not content.rstrip().endswith(end.encode()):
        return None
    text = html.unescape(re.sub(rb"<[^>]*>", b"", content).decode("utf-8", "replace"))
    return root if text.split() == "".join(map(str, root.itertext())).split() else None
