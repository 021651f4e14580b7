"""Tracked changes resolved as Word does it, from the zip and its XML alone.

It shares no code with the package, so that it can judge it. A paragraph whose mark goes must hold nothing else that
stays, so that it goes as a whole.
"""

from __future__ import annotations

import io
import zipfile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def accept_all(docx: bytes) -> bytes:
    """The file with every change made."""
    return _resolved(docx, gone="del", kept="ins", accept=True)


def reject_all(docx: bytes) -> bytes:
    """The file with every change undone."""
    return _resolved(docx, gone="ins", kept="del", accept=False)


def _resolved(docx: bytes, *, gone: str, kept: str, accept: bool) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(target, "w") as written:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("word/") and name.endswith(".xml") and b"wordprocessingml" in content:
                root = etree.fromstring(content)
                _resolve(root, gone, kept, accept=accept)
                content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            written.writestr(name, content)
    return target.getvalue()


def _resolve(root: etree._Element, gone: str, kept: str, *, accept: bool) -> None:
    _remove_rows(root, gone)
    _remove_text(root, gone)
    for mark in list(root.iter(f"{W}{kept}", f"{W}{gone}")):
        if _is_content(mark):
            _unwrap(mark)
        else:
            _remove(mark)
    for text in root.iter(f"{W}delText"):
        text.tag = f"{W}t"
    for change in list(root.iter(f"{W}pPrChange")):
        properties = change.getparent()
        _remove(change)
        if properties is not None and not accept:
            properties[:] = list(change[0])
    others = list(root.iter(f"{W}rPrChange", f"{W}tblGridChange", f"{W}tcPrChange", f"{W}cellMerge"))
    assert not others, "a kind of change that is not known here"


def _remove_rows(root: etree._Element, gone: str) -> None:
    for properties in list(root.iter(f"{W}trPr")):
        if properties.find(f"{W}{gone}") is not None:
            _remove(properties.getparent())
    for table in list(root.iter(f"{W}tbl")):
        if table.find(f"{W}tr") is None:
            _remove(table)


def _remove_text(root: etree._Element, gone: str) -> None:
    for mark in [mark for mark in root.iter(f"{W}{gone}") if _is_content(mark)]:
        _remove(mark)
    for paragraph in list(root.iter(f"{W}p")):
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{gone}") is not None:
            assert not list(paragraph.iter(f"{W}r")), "a paragraph would be joined with the next"
            _remove(paragraph)


def _is_in(mark: etree._Element, properties: str) -> bool:
    parent = mark.getparent()
    return parent is not None and parent.tag == f"{W}{properties}"


def _is_content(mark: etree._Element) -> bool:
    return not (_is_in(mark, "trPr") or _is_in(mark, "rPr"))


def _remove(element: etree._Element | None) -> None:
    parent = None if element is None else element.getparent()
    if element is not None and parent is not None:
        parent.remove(element)


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    index = parent.index(element)
    parent[index : index + 1] = list(element)
