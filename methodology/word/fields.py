"""Word's fields (ECMA-376 17.16): what they compute, and what they show until then."""

from __future__ import annotations

from lxml import etree

from methodology.word.wordml import attribute, found, qualified, text_run_markup


def mark(kind: str) -> str:
    """The run that begins, separates or ends a field, as markup."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def opening(instruction: str) -> str:
    """Everything before a field's result, as markup."""
    return f"{mark('begin')}{text_run_markup(f' {instruction} ', None, 'w:instrText')}{mark('separate')}"


def field(instruction: str, result: str) -> str:
    """A field with the runs that it shows, as markup."""
    return f"{opening(instruction)}{result}{mark('end')}"


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
