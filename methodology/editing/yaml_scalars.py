"""The source of a YAML scalar, reword where it says something else and nowhere else, or written anew."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import yaml

from methodology.editing.nodes import BLANKS
from methodology.editing.splicing import Character, reword, sentence_breaks, sentences

LONG = 120
"""A text of several sentences that is longer stands folded, a line a sentence."""

PLAIN = re.compile(r"(?![-?:](?:\s|$)|[,\[\]{}#&*!|>'\"%@`])(?:(?!: |:$| #)[^\n\t])+(?<! )")
_IN_FLOW = re.compile(r"[,\[\]{}]|^[-?:]|:$")
_FLOW_FOLD = r"[ \t]*\n(?:[ \t]*\n)*[ \t]*"
_ESCAPE = r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|\n[ \t]*|.)"
_TOKENS = {
    "": re.compile(rf"{_FLOW_FOLD}|."),
    "'": re.compile(rf"{_FLOW_FOLD}|''|."),
    '"': re.compile(rf"{_FLOW_FOLD}|{_ESCAPE}|."),
}


def rewrite(source: str, style: str, old: str, new: str, *, in_flow: bool) -> str | None:
    """The source of a scalar with the words that differ changed; None where it cannot be written in its style."""
    if style in ("|", ">"):  # the last line's end is not part of the splice
        kept = old.rstrip("\n")
        if new[len(new.rstrip("\n")) :] != old[len(kept) :]:
            return None
        old, new = kept, new.rstrip("\n")
    characters = list(_characters(source, style))
    if "".join(text for text, _, _ in characters) != old or not _writable(new, style, in_flow=in_flow):
        return None
    fold = _fold(source, characters)
    breaks = sentence_breaks(new) if style == ">" and fold != " " else frozenset()

    def encode(text: str, offset: int) -> str:
        if style == "|":
            return text.replace("\n", "\n" + _indentation(source))
        return _quoted("".join(fold if offset + at in breaks else letter for at, letter in enumerate(text)), style)

    return reword(source, characters, new, encode)


def _fold(source: str, characters: Iterable[Character]) -> str:
    """How the source writes a blank at which it begins a new line; a blank where it does not."""
    written = (source[start:end] for text, start, end in characters if text == " ")
    return next((blank for blank in written if "\n" in blank), " ")


def _quoted(text: str, style: str) -> str:
    """A text as it stands between the quotation marks of a style; one without marks as it is."""
    if style == "'":
        return text.replace("'", "''")
    if style == '"':
        return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return text


def _writable(text: str, style: str, *, in_flow: bool) -> bool:
    if style == "":
        return is_plain(text, in_flow=in_flow)
    if style in ("|", ">") and text != text.strip(BLANKS):
        return False
    return style in ('"', "|") or "\n" not in text


def is_plain(text: str, *, in_flow: bool) -> bool:
    """Whether a text is itself without quotes."""
    return bool(PLAIN.fullmatch(text)) and text not in ("~", "null") and not (in_flow and _IN_FLOW.search(text))


def _indentation(source: str) -> str:
    """The indentation of a block scalar's lines."""
    first_line = re.search(r"\n( +)\S", source)
    return first_line[1] if first_line else ""


def _characters(source: str, style: str) -> Iterator[Character]:
    """The characters of the value, each with where in the source it starts and ends; a line's end is a blank."""
    if style in (">", "|"):
        yield from _block_characters(source, style)
        return
    start, end = (1, len(source) - 1) if style else (0, len(source))
    for token in _TOKENS[style].finditer(source, start, end):
        piece = token[0]
        if "\n" in piece and piece[0] != "\\":
            breaks = piece.count("\n")
            text = " " if breaks == 1 else "\n" * (breaks - 1)
        elif len(piece) > 1 and style == '"' and piece[0] == "\\":
            text = "" if piece[1] == "\n" else str(yaml.safe_load(f'"{piece}"'))
        else:
            text = "'" if piece == "''" and style == "'" else piece
        yield text, token.start(), token.end()


def _block_characters(source: str, style: str) -> Iterator[Character]:
    indentation = _indentation(source)
    begin = source.find("\n") + 1 + len(indentation)
    end = len(source.rstrip(BLANKS))
    for token in re.compile(rf"\n(?:[ ]*\n)*{indentation}|.").finditer(source, begin, end):
        piece = token[0]
        if piece[0] != "\n":
            yield piece, token.start(), token.end()
            continue
        breaks = piece.count("\n")
        text = "\n" * breaks if style == "|" else (" " if breaks == 1 else "\n" * (breaks - 1))
        yield text, token.start(), token.end()


def write_scalar(
    text: str, style: str | None = None, *, indentation: str = "", in_flow: bool = False, typed: bool = False
) -> str:
    """A scalar written anew: in a style if it can be, else plain, in quotes, or folded with a line a sentence.

    ``indentation`` is that of a block scalar's lines; ``typed`` says that the text is a number or a year, not a text.
    """
    is_folded = style == ">" or (style is None and len(text) > LONG)
    if is_folded and not in_flow and _can_be_folded(text):
        return ">-\n" + "\n".join(indentation + sentence for sentence in sentences(text))
    if style == "'" and "\n" not in text:
        return f"'{_quoted(text, style)}'"
    may_be_plain = style not in ("'", '"') and is_plain(text, in_flow=in_flow)
    if may_be_plain and (typed or style == "" or not _reads_as_another(text)):
        return text
    return f'"{_quoted(text, chr(34))}"'


def _can_be_folded(text: str) -> bool:
    return len(sentences(text)) > 1 and "\n" not in text and text == text.strip(BLANKS)


def _reads_as_another(text: str) -> bool:
    """Whether a plain text could be taken for a number, a date or a truth by other readers, for syntax by an author."""
    resolvers = yaml.SafeLoader.yaml_implicit_resolvers
    if text[:1] not in "»(„" and not text[:1].isalnum():  # a mark alone, as authors quote it
        return True
    return text.isdecimal() or any(
        pattern.match(text) for _, pattern in [*resolvers.get(text[:1], []), *resolvers.get(None, [])]
    )
