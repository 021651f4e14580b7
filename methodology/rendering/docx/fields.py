"""Word's fields (ECMA-376 17.16): what they compute, and what they show until then."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from methodology.rendering.docx.wordml import attribute, element, found, qualified, run, text_of


def mark(kind: str) -> etree._Element:
    """The run that begins, separates or ends a field."""
    return run([element("w:fldChar", {"w:fldCharType": kind})])


def opening(instruction: str) -> list[etree._Element]:
    """Everything before a field's result."""
    return [mark("begin"), run([text_of("w:instrText", f" {instruction} ")]), mark("separate")]


def field(instruction: str, result: Iterable[etree._Element]) -> list[etree._Element]:
    """A field with the runs that it shows."""
    return [*opening(instruction), *result, mark("end")]


def show_page_count(root: etree._Element, pages: int) -> None:
    """Let every NUMPAGES field of a part show the number of pages, which Word counts anew only on its screen."""
    for simple in found(root, "//w:fldSimple[contains(@w:instr, 'NUMPAGES')]"):
        _show(found(simple, ".//w:t"), pages)
    for paragraph in found(root, "//w:p[.//w:instrText[contains(., 'NUMPAGES')]]"):
        instruction, showing = "", False
        texts: list[etree._Element] = []
        for part in found(paragraph, ".//w:fldChar | .//w:instrText | .//w:t"):
            kind = attribute(part, "w:fldCharType")
            if kind == "begin":
                instruction, showing, texts = "", False, []
            elif kind == "separate":
                showing = True
            elif kind == "end":
                if "NUMPAGES" in instruction:
                    _show(texts, pages)
                instruction, showing = "", False
            elif part.tag == qualified("w:instrText"):
                instruction += part.text or ""
            elif showing:
                texts.append(part)


def _show(texts: list[etree._Element], pages: int) -> None:
    for index, text in enumerate(texts):
        text.text = "" if index else str(pages)
