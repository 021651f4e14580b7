"""The source of YAML scalars: reworded where they say something else and nowhere else, or written anew."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import yaml

from methodology.editing.nodes import BLANKS, child_of, data_of, is_empty, parse_nodes, path_of_nodes, source_end
from methodology.editing.splicing import Character, reword, sentence_breaks, sentences
from methodology.model.paths import Place

LONG = 120
"""A text of several sentences that is longer stands folded, a line a sentence."""

PLAIN = re.compile(r"(?![-?:](?:\s|$)|[,\[\]{}#&*!|>'\"%@`])(?:(?!: |:$| #)[^\n\t])+(?<! )")
_ONLY_ESCAPED = re.compile("[\x7f-\x9f\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}\ufeff]")
"""What YAML takes for the end of a line, or no text: it stands in double quotes, by its number (YAML 1.1, 5.1, 5.4)."""
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
        return _quote("".join(fold if offset + at in breaks else letter for at, letter in enumerate(text)), style)

    return reword(source, characters, new, encode)


def _fold(source: str, characters: Iterable[Character]) -> str:
    """How the source writes a blank at which it begins a new line; a blank where it does not."""
    written = (source[start:end] for text, start, end in characters if text == " ")
    return next((blank for blank in written if "\n" in blank), " ")


def _quote(text: str, style: str) -> str:
    """A text as it stands between the quotation marks of a style; one without marks as it is."""
    if style == "'":
        return text.replace("'", "''")
    if style == '"':
        quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
        return _ONLY_ESCAPED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", quoted)
    return text


def _writable(text: str, style: str, *, in_flow: bool) -> bool:
    if style != '"' and _ONLY_ESCAPED.search(text):
        return False
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
    if _ONLY_ESCAPED.search(text):
        return f'"{_quote(text, chr(34))}"'
    is_folded = style == ">" or (style is None and len(text) > LONG)
    if is_folded and not in_flow and _can_be_folded(text):
        return ">-\n" + "\n".join(indentation + sentence for sentence in sentences(text))
    if style == "'" and "\n" not in text:
        return f"'{_quote(text, style)}'"
    may_be_plain = style not in ("'", '"') and is_plain(text, in_flow=in_flow)
    if may_be_plain and (typed or style == "" or not _reads_as_another(text)):
        return text
    return f'"{_quote(text, chr(34))}"'


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


@dataclass(frozen=True, slots=True)
class _Splice:
    node: yaml.ScalarNode
    text: str
    in_flow: bool


def scalar_at(root: yaml.Node | None, place: Place) -> tuple[yaml.ScalarNode, bool] | None:
    """Return the scalar that holds the value at a place, and whether it stands in a flow collection, or None."""
    nodes = list(path_of_nodes(root, place))
    node = _value_node(nodes, place)
    if not isinstance(node, yaml.ScalarNode) or is_empty(node):
        return None
    return node, any(isinstance(above, yaml.CollectionNode) and above.flow_style for above in nodes)


def _value_node(nodes: Sequence[yaml.Node], place: Place) -> yaml.Node | None:
    """A figure's value is its number, a mention's its form (not its id), a phrase's with a single form that."""
    if len(nodes) <= len(place):
        is_single_form = nodes and len(nodes) == len(place) and place[-1] == "other"
        return nodes[-1] if is_single_form else None
    node = nodes[-1]
    if isinstance(node, yaml.MappingNode):  # a figure with its unit, a mention with its form
        number = child_of(node, "value")
        is_mention = number is None and len(node.value) == 1 and isinstance(place[-1], int)
        return node.value[0][1] if is_mention else number
    return node


def set_texts(source: str, root: yaml.Node | None, texts: Mapping[Place, str]) -> str:
    """Return a file's text with other texts at places where there are some; raises ValueError where that cannot be."""
    splices = []
    for place, text in texts.items():
        scalar = scalar_at(root, place)
        if scalar is None:
            raise ValueError(place)
        node, in_flow = scalar
        if node.value != text:
            splices.append(_Splice(node, text, in_flow))
    splices.sort(key=lambda splice: splice.node.start_mark.index)
    wanted = data_of(root, {splice.node: splice.text for splice in splices})
    for write in (_reword, _anew):
        result = source
        for splice in reversed(splices):
            start, end = splice.node.start_mark.index, source_end(source, splice.node)
            result = result[:start] + write(source, splice) + result[end:]
        if data_of(parse_nodes(result)) == wanted:
            return result
    raise ValueError(*texts)


def _reword(source: str, splice: _Splice) -> str:
    """The scalar with the words that differ changed, or else anew."""
    node = splice.node
    old = source[node.start_mark.index : source_end(source, node)]
    text = rewrite(old, node.style or "", node.value, splice.text, in_flow=splice.in_flow)
    return text if text is not None else _anew(source, splice)


def _anew(source: str, splice: _Splice) -> str:
    start = splice.node.start_mark.index
    line = source[source.rfind("\n", 0, start) + 1 : start]
    indentation = " " * (len(line) - len(line.lstrip(" -")) + 2)
    return write_scalar(splice.text, splice.node.style or "", indentation=indentation, in_flow=splice.in_flow)
