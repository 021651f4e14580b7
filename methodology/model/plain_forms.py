r"""The forms of Markdown and HTML in the texts of YAML files, which print them as they were typed.

Found is what nobody types for its own sake. A sign that prints well is none: ``5*3``, ``a_b``, ``x < 5``, ``R&D``,
``*estimate`` with its note, ``C:\archive\*.docx``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from methodology.messages import declare_message, spoken_language, translate
from methodology.model.chapter_forms import FormPattern, MarkdownForm, find_entities, find_patterns, form_pattern

_TAGS = (
    "a|abbr|b|big|blockquote|br|center|cite|code|del|div|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|q|s|small"
    "|span|strike|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|wbr"
)
_LOOKS = declare_message("take the signs out, or write the text in a chapter")
_INSTEAD = declare_message("take it out")

_FORMS: tuple[FormPattern, ...] = (
    form_pattern(declare_message("a fenced block of code"), r"`{3,}|~{3,}", _INSTEAD),
    form_pattern(
        declare_message("code"), r"(?<![\w`])`[^`\s](?:[^`\n]*[^`\s])?`(?![\w`])", declare_message("write it without `")
    ),
    form_pattern(declare_message("a picture"), r"!\[[^\[\]\n]*\][(\[]", _INSTEAD),
    form_pattern(
        declare_message("a footnote"),
        r"\[\^[^\[\]\s]+\]|\^\[(?=[^\[\]\n]+\])",
        declare_message("write what the note says into the text"),
    ),
    form_pattern(
        declare_message("a link"),
        r"(?<!!)\[(?=[^\w\[\]\n]*+[^\W\d_]{2})[^\[\]\n]++\]\([^\s()]{2,}\)",
        declare_message("write the address alone, or the text alone"),
    ),
    form_pattern(declare_message("bold"), r"(?<![*\w])\*{2,3}(?=[^\s*])[^*\n]*[^\s*]\*{2,3}(?!\*)", _LOOKS),
    form_pattern(declare_message("bold"), r"(?<!\w)__(?=[^\W_]|[»«(\ufffc])[^_\n]*__(?!\w)", _LOOKS),
    form_pattern(
        declare_message("italics"),
        r"(?<![*\w\\])\*(?=[^\W_]|[»«(\ufffc])[^*\n]*(?:[^\W_]|[.!?»«)\ufffc])\*(?![*\w])",
        _LOOKS,
    ),
    form_pattern(
        declare_message("italics"), r"(?<![\w\\])_(?=[^\W_]|[»«(\ufffc])[^_\n]*(?:[^\W_]|[.!?»«)\ufffc])_(?!\w)", _LOOKS
    ),
    form_pattern(declare_message("struck text"), r"~~(?=[^\s~])[^~\n]+~~", declare_message("delete what is struck")),
    form_pattern(
        declare_message("an HTML comment"), r"<!--", declare_message("delete it; # begins a comment in a YAML file")
    ),
    form_pattern(declare_message("an HTML tag"), rf"(?i)</?(?:{_TAGS})(?:\s+[\w:-]+\s*=[^<>]*+)?\s*/?>", _INSTEAD),
    form_pattern(
        declare_message("a table"),
        r"\|[ ]*:?-{2,}:?[ ]*\||\A[ ]*\|(?:[^|\n]*\|){2,}[ ]*$",
        declare_message("write it in words"),
    ),
    form_pattern(declare_message("a heading"), r"\A#{1,6}[ ](?=[^\W\d_])", _INSTEAD),
    form_pattern(
        declare_message("a list"),
        r"\n[ ]{0,3}[-*+•][ ](?=\S)",
        declare_message("write it as one text; lists are in chapters and keys"),
    ),
)

_CHUNK = re.compile(r"\S+")
_ESCAPE = re.compile(r"\\[!#()*+.<>\[\]_`{|}~-]")
_OF_PATH = re.compile(r"\\[^\W_]|\\\\|:\\")


def find_plain_forms(text: str) -> tuple[MarkdownForm, ...]:
    """The forms in a text that is not a chapter's, each kind once, where it first stands."""
    return _find_plain_forms(text, spoken_language())


@lru_cache(maxsize=4096)
def _find_plain_forms(text: str, _language: str) -> tuple[MarkdownForm, ...]:
    first: dict[str, MarkdownForm] = {}
    for form in (*find_patterns(_FORMS, text), *find_entities(text), *_find_escapes(text)):
        first.setdefault(form.name, form)
    return tuple(first.values())


def _find_escapes(text: str) -> Iterator[MarkdownForm]:
    """Backslashes before signs, outside of paths."""
    for chunk in _CHUNK.finditer(text) if "\\" in text else ():
        escape = _ESCAPE.search(chunk[0])
        if escape and not _OF_PATH.search(chunk[0]):
            start, end = (chunk.start() + edge for edge in escape.span())
            yield MarkdownForm(translate("a backslash before a sign"), start, end, translate("take the backslash out"))
