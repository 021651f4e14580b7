"""What a draft, what is no committed version, and a redline say above every page of their Word files."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document as WordDocument
from docx.section import Section, _Header

from methodology.look import DocumentLook
from methodology.model.seal import page_mark
from methodology.word.wordml import escape, parse_markup

_MARK = (
    '<w:p><w:pPr><w:framePr w:w="9000" w:wrap="around" w:vAnchor="page" w:hAnchor="page" w:xAlign="center" w:y="283"/>'
    '<w:spacing w:before="0" w:after="0"/><w:jc w:val="center"/></w:pPr>'
    "%s</w:p>"
)
"""A frame, so that nothing on the page moves."""
_BELOW = '<w:p><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr></w:p>'
"""A frame needs a paragraph to stand at."""


_DRAFT = '<w:r><w:rPr><w:b/><w:color w:val="%s"/><w:sz w:val="28"/></w:rPr><w:t xml:space="preserve">%s</w:t></w:r>'
_COMPARISON = '<w:r><w:rPr><w:color w:val="%s"/><w:sz w:val="18"/></w:rPr><w:t xml:space="preserve">%s</w:t></w:r>'
_OLD_COLOURS = ("B00000", "595959")
"""Of both where the template has no look."""


def mark_pages(word: WordDocument, draft: str | None, comparison: str | None, look: DocumentLook | None = None) -> None:
    """Put the mark at the top of every header; pages without one, such as the cover, get one."""
    mark = page_mark(draft, comparison)
    if mark is None:
        return
    rest = mark.removeprefix(draft or "")
    alert, quiet = _OLD_COLOURS if look is None else (look.colours.alert[1:], look.colours.quiet[1:])
    runs = (_DRAFT % (alert, escape(draft)) if draft else "") + (_COMPARISON % (quiet, escape(rest)) if rest else "")
    marked: set[str] = set()
    for number, section in enumerate(word.sections):
        for header in _headers(word, section):
            is_new = header.is_linked_to_previous
            if is_new and number:
                continue  # that of the section before is shown
            header.is_linked_to_previous = False
            name = str(header.part.partname)
            if name not in marked:
                marked.add(name)
                root = header._element
                if is_new:
                    root[:] = parse_markup(_BELOW)
                root.insert(0, parse_markup(_MARK % runs)[0])


def _headers(word: WordDocument, section: Section) -> Iterator[_Header]:
    """The headers of the kinds of pages that a section has (ECMA-376-1 17.10)."""
    yield section.header
    if section.different_first_page_header_footer:
        yield section.first_page_header
    if word.settings.odd_and_even_pages_header_footer:
        yield section.even_page_header
