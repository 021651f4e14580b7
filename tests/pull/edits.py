"""Hand-made edits of a built Word file, in its XML."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from copy import deepcopy

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAIN = "word/document.xml"

Edit = Callable[[etree._Element], None]


def edited(docx: bytes, *edits: Edit, part: str = MAIN) -> bytes:
    """The file with its main part edited."""
    return changed(docx, part, lambda content: _edited(content, edits))


def changed(docx: bytes, part: str, change: Callable[[bytes], bytes | None]) -> bytes:
    """The file with one part changed, or without it."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(target, "w") as written:
        for name in source.namelist():
            content = change(source.read(name)) if name == part else source.read(name)
            if content is not None:
                written.writestr(name, content)
    return target.getvalue()


def _edited(content: bytes, edits: tuple[Edit, ...]) -> bytes:
    root = etree.fromstring(content)
    for edit in edits:
        edit(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def without_snapshot(docx: bytes) -> bytes:
    """As a program leaves the file that knows no custom XML."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        names = [name for name in package.namelist() if name.startswith("customXml/")]
    for name in names:
        docx = changed(docx, name, lambda _: None)
    return changed(
        docx, "word/_rels/document.xml.rels", lambda text: re.sub(rb"<Relationship [^>]*customXml[^>]*/>", b"", text)
    )


def without_controls(root: etree._Element) -> None:
    """No content control is left, as older programs leave a file."""
    for control in list(root.iter(f"{W}sdt")):
        parent, inside = control.getparent(), control.find(f"{W}sdtContent")
        if parent is not None and inside is not None:
            at = parent.index(control)
            parent[at : at + 1] = list(inside)


def without_names(root: etree._Element) -> None:
    """No content control and no bookmark is left."""
    without_controls(root)
    for mark in list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        parent = mark.getparent()
        if parent is not None:
            parent.remove(mark)


def untouched(root: etree._Element) -> None:
    """Nothing is edited."""
    del root


def replaced(old: str, new: str, times: int | None = None) -> Edit:
    """Every run's text ``old`` becomes ``new``, the first ``times`` of them."""
    sought = as_tied(old)

    def edit(root: etree._Element) -> None:
        found = [text for text in root.iter(f"{W}t") if sought.search(text.text or "")]
        assert found, old
        for text in found[:times]:
            text.text = sought.sub(lambda _: new, text.text or "")

    return edit


def as_tied(text: str) -> re.Pattern[str]:
    """What finds a text in a file, where short words may be tied to the next ones."""
    return re.compile(re.escape(text).replace("\\ ", "[ \N{NO-BREAK SPACE}]"))


def paragraph(root: etree._Element, text: str) -> etree._Element:
    """The first paragraph that says so somewhere."""
    sought = as_tied(text)
    return next(one for one in root.iter(f"{W}p") if sought.search(said(one)))


def said(element: etree._Element) -> str:
    """The text of a paragraph."""
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def properties_of(element: etree._Element, name: str) -> etree._Element:
    """The ``rPr`` of a run, the ``pPr`` of a paragraph and so on, made where there is none."""
    found = element.find(f"{W}{name}")
    if found is None:
        found = etree.Element(f"{W}{name}")
        element.insert(0, found)
    return found


def emptied(text: str) -> Edit:
    """The control that holds the text shows its prompt, as Word leaves it: the blank of the file's glossary."""

    def edit(root: etree._Element) -> None:
        control = next(one for one in root.iter(f"{W}sdt") if said(one) == text)
        (number,), (held,) = control.iter(f"{W}id"), control.iter(f"{W}sdtContent")
        assert control.find(f"{W}sdtPr/{W}placeholder") is not None
        number.addnext(etree.Element(f"{W}showingPlcHdr"))
        (run,) = [run for run in held.iter(f"{W}r") if said(run) == text]
        held[:] = [run]
        next(run.iter(f"{W}t")).text = " "

    return edit


def removed(text: str) -> Edit:
    """The paragraph goes."""

    def edit(root: etree._Element) -> None:
        gone = paragraph(root, text)
        parent = gone.getparent()
        assert parent is not None
        parent.remove(gone)

    return edit


def added(after: str, text: str) -> Edit:
    """A paragraph in the look of the one that it comes after."""

    def edit(root: etree._Element) -> None:
        model = paragraph(root, after)
        new = deepcopy(model)
        without_names(new)
        texts = list(new.iter(f"{W}t"))
        texts[0].text = text
        for other in texts[1:]:
            other.text = ""
        model.addnext(new)

    return edit


def pictured(text: str) -> Edit:
    """A picture is pasted into the paragraph."""

    def edit(root: etree._Element) -> None:
        run = etree.SubElement(paragraph(root, text), f"{W}r")
        etree.SubElement(run, f"{W}drawing")

    return edit


def with_table(after: str, *cells: str) -> Edit:
    """A table of one row comes after a paragraph."""

    def edit(root: etree._Element) -> None:
        table = etree.Element(f"{W}tbl")
        row = etree.SubElement(table, f"{W}tr")
        for cell in cells:
            held = etree.SubElement(etree.SubElement(row, f"{W}tc"), f"{W}p")
            etree.SubElement(etree.SubElement(held, f"{W}r"), f"{W}t").text = cell
        paragraph(root, after).addnext(table)

    return edit


def moved(text: str, after: str) -> Edit:
    """A paragraph is cut and pasted."""

    def edit(root: etree._Element) -> None:
        paragraph(root, after).addnext(paragraph(root, text))

    return edit


def tracked(old: str, new: str, author: str) -> Edit:
    """A run's text is replaced with tracking on."""

    def edit(root: etree._Element) -> None:
        text = next(one for one in root.iter(f"{W}t") if old in (one.text or ""))
        run = text.getparent()
        assert run is not None
        before, _, after = (text.text or "").partition(old)
        runs = [_run(run, before), change_of("del", _run(run, old), author), change_of("ins", _run(run, new), author)]
        parent = run.getparent()
        assert parent is not None
        at = parent.index(run)
        parent[at : at + 1] = [*runs, _run(run, after)]

    return edit


def _run(model: etree._Element, text: str) -> etree._Element:
    run = deepcopy(model)
    (held,) = run.iter(f"{W}t")
    held.text = text
    held.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run


def change_of(name: str, run: etree._Element, author: str) -> etree._Element:
    """A run inside the mark of a change; it becomes deleted text for ``del``."""
    mark = etree.Element(f"{W}{name}", {f"{W}id": "77", f"{W}author": author, f"{W}date": "2026-11-01T00:00:00Z"})
    mark.append(run)
    if name == "del":
        for text in run.iter(f"{W}t"):
            text.tag = f"{W}delText"
    return mark
