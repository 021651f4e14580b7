"""The word that a draft has on every page of its Word file."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document as WordDocument
from docx.section import Section, _Header

from methodology.word.wordml import escape, parse_markup

_MARK = (
    '<w:p><w:pPr><w:framePr w:w="9000" w:wrap="around" w:vAnchor="page" w:hAnchor="page" w:xAlign="center" w:y="283"/>'
    '<w:spacing w:before="0" w:after="0"/><w:jc w:val="center"/></w:pPr>'
    '<w:r><w:rPr><w:b/><w:color w:val="B00000"/><w:sz w:val="28"/></w:rPr><w:t>%s</w:t></w:r></w:p>'
)
"""A frame, so that nothing on the page moves."""
_BELOW = '<w:p><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr></w:p>'
"""A frame needs a paragraph to stand at."""


def mark_draft(word: WordDocument, draft: str) -> None:
    """Put the word at the top of every header; pages without one, such as the cover, get one."""
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
                root.insert(0, parse_markup(_MARK % escape(draft))[0])


def _headers(word: WordDocument, section: Section) -> Iterator[_Header]:
    """The headers of the kinds of pages that a section has (ECMA-376-1 17.10)."""
    yield section.header
    if section.different_first_page_header_footer:
        yield section.first_page_header
    if word.settings.odd_and_even_pages_header_footer:
        yield section.even_page_header
