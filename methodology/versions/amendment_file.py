"""The file with the reasons for the changes of a version: what it lacks is added, all that stands in it stays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import yaml

from methodology.diagnostics import ContentError, Diagnostic, Location, quote
from methodology.editing import encode_as_before
from methodology.editing.nodes import child_of, data_of, is_empty, parse_nodes, path_of_nodes, source_end
from methodology.editing.yaml_scalars import set_texts, write_scalar
from methodology.messages import translate
from methodology.model.document import plain_text
from methodology.model.paths import Place
from methodology.reading.content_text import schema_line
from methodology.versions.changes import Report
from methodology.versions.reasons import covers
from methodology.versions.report.names import Names
from methodology.versions.report.rows import ReportRow, rows_of

FIRST_LINE = schema_line("amendments/version.yaml", "amendment")
_EMPTY = re.compile(r"^reasons:[ \t]*(\[\s*\]|~|null)?(?P<rest>([ \t]*#.*)?)\n", re.MULTILINE)
"""The key of a list without entries."""
_COMMENT = re.compile(r"^\s*# - path: (\S+)$", re.MULTILINE)
"""The entry of a change that follows from others."""
LONGEST = 500
"""A text is quoted up to here."""


def complete_amendment(report: Report, templates: Path, old: bytes | None, file: str) -> bytes:
    """Return the amendment file with an entry for each change that none of its entries covers.

    Each has the path, before and after as comments, and an empty reason; that of a change which follows from others is
    a comment as a whole. ``old`` is the file as it is, ``file`` its name in messages. Raises ContentError where its
    list of reasons stands on one line.
    """
    names = Names.of(report, templates)
    text = f"{FIRST_LINE}{names.labels.note.skeleton}" if old is None else old.decode("utf-8-sig").replace("\r\n", "\n")
    root = parse_nodes(text)
    node = None if root is None else child_of(root, "reasons")
    entries = node if isinstance(node, yaml.SequenceNode) and node.value else None
    if entries is not None and entries.flow_style:
        message = translate("the reasons stand on one line")
        hint = translate("write each entry on lines of its own: '- path: …', and 'reason: …' below it")
        raise ContentError([Diagnostic("yaml-syntax", message, Location(file), hint)])
    missing: dict[str, list[ReportRow]] = {}
    for row in rows_of(names):
        missing.setdefault(row.change.path, []).append(row)
    for path in _paths_within(missing, text, entries):
        del missing[path]
    if not missing:
        return old or b""
    indentation = " " * (2 if entries is None else entries.start_mark.column)
    lines = [line for path, rows in missing.items() for line in _entry(path, rows, names)]
    added = "".join(f"{indentation}{line}\n" for line in lines)
    return encode_as_before(old, _insert(text, entries, added, is_new=node is None))


def set_reason(  # noqa: PLR0913, PLR0917 (a file, and what is written into it)
    report: Report, templates: Path, old: bytes | None, file: str, path: str, reason: str
) -> bytes:
    """Return the amendment file with a reason for the changes at a path, which may be a pattern.

    An entry of that path gets it, else a new one, with its changes as comments; all else stays byte for byte.
    Raises ContentError as :func:`complete_amendment` does, and where the file cannot be read.
    """
    if _number_of(_text_of(old), path) is None:
        own = tuple(change for change in report.changes if change.path == path)
        old = complete_amendment(replace(report, changes=own), templates, old, file)
    text = _text_of(old) or FIRST_LINE
    if _number_of(text, path) is None:  # a pattern, or one that a pattern of the file covers
        root = parse_nodes(text)
        node = None if root is None else child_of(root, "reasons")
        entries = node if isinstance(node, yaml.SequenceNode) and node.value else None
        indentation = " " * (2 if entries is None else entries.start_mark.column)
        lines = f"{indentation}- path: {write_scalar(path)}\n{indentation}  reason:\n"
        text = _insert(text, entries, lines, is_new=node is None)
    return encode_as_before(old, _fill(text, ("reasons", _number_of(text, path) or 0, "reason"), reason, file))


def set_legal_basis(old: bytes | None, file: str, basis: str) -> bytes:
    """Return the amendment file with the provision that the whole amendment rests on."""
    text = _text_of(old) or FIRST_LINE
    root = parse_nodes(text)
    if root is None or child_of(root, "legal_basis") is None:
        start = 0 if root is None else text.rfind("\n", 0, root.start_mark.index) + 1
        at = start if root is not None else len(text)
        text = f"{text[:at]}legal_basis:\n{text[at:]}"
    return encode_as_before(old, _fill(text, ("legal_basis",), basis, file))


def reason_at(files: Mapping[str, str], version: str, path: str) -> str | None:
    """Return the reason that the amendment file of a version has at exactly this path; None without an entry."""
    text = files.get(f"amendments/{version}.yaml", "")
    number = _number_of(text, path)
    node = None if number is None else _node_at(text, ("reasons", number, "reason"))
    return None if node is None else str(node.value)


def _text_of(content: bytes | None) -> str:
    return "" if content is None else content.decode("utf-8-sig").replace("\r\n", "\n")


def _number_of(text: str, path: str) -> int | None:
    """The number of the entry for a path, from 0."""
    root = parse_nodes(text)
    node = None if root is None else child_of(root, "reasons")
    paths = [child_of(entry, "path") for entry in node.value] if isinstance(node, yaml.SequenceNode) else []
    return next((number for number, one in enumerate(paths) if one is not None and one.value == path), None)


def _node_at(text: str, place: Place) -> yaml.Node | None:
    nodes = list(path_of_nodes(parse_nodes(text), place))
    return nodes[-1] if len(nodes) > len(place) else None


def _fill(text: str, place: Place, said: str, file: str) -> str:
    """The text of a file with another text after a key that is there; raises ContentError where it cannot be."""
    node = _node_at(text, place)
    if node is None or not isinstance(node, yaml.ScalarNode):
        raise _unreadable(file)
    root = parse_nodes(text)
    start, end = node.start_mark.index, source_end(text, node)
    wanted = data_of(root, {_node_of(root, place): said})
    if not said:
        tries = [text[:start].rstrip(" ") + text[end:]]
    elif is_empty(node) and start == end:
        indentation = " " * (len(_line_of(text, start)) - len(_line_of(text, start).lstrip(" -")) + 2)
        written = (write_scalar(said, indentation=indentation), write_scalar(said, '"'))
        tries = [f"{text[:start]} {one}{text[start:]}" for one in written]
    else:
        return set_texts(text, root, {place: said})
    for one in tries:
        if data_of(parse_nodes(one)) == wanted:
            return one
    raise _unreadable(file)


def _line_of(text: str, index: int) -> str:
    """The line that an index stands in, up to it."""
    return text[text.rfind("\n", 0, index) + 1 : index]


def _node_of(root: yaml.Node | None, place: Place) -> yaml.Node:
    return list(path_of_nodes(root, place))[-1]


def _unreadable(file: str) -> ContentError:
    message = translate("the file of reasons cannot be read")
    return ContentError([Diagnostic("yaml-syntax", message, Location(file), None)])


def _paths_within(paths: Iterable[str], text: str, entries: yaml.SequenceNode | None) -> list[str]:
    """Those of the paths that an entry of the file covers, or that stand there as a comment."""
    nodes = [child_of(entry, "path") for entry in entries.value] if entries is not None else []
    patterns = [node.value for node in nodes if node is not None]
    mentioned = set(_COMMENT.findall(text))
    return [path for path in paths if path in mentioned or any(covers(pattern, path) for pattern in patterns)]


def _insert(text: str, entries: yaml.Node | None, added: str, *, is_new: bool) -> str:
    """The text with new entries below the last one; the key of a list that ``is_new`` is written, too."""
    if text and not text.endswith("\n"):
        text += "\n"
    if is_new:
        return f"{text}reasons:\n{added}"
    if entries is None:
        return _EMPTY.sub(lambda key: f"reasons:{key['rest']}\n{added}", text, count=1)
    end = text.index("\n", source_end(text, entries)) + 1
    return text[:end] + added + text[end:]


def _entry(path: str, rows: Sequence[ReportRow], names: Names) -> Iterator[str]:
    """The lines of an entry; a comment as a whole where others explain the change."""
    labels = names.labels
    for row in rows:
        yield f"# {_line(row.element)} – {_line(row.kind)}"
        for column, text, notes in (
            (labels.columns.before, row.before, row.old_lines),
            (labels.columns.after, row.after, row.lines),
        ):
            yield f"# {column}: {_line('; '.join([plain_text(text), *notes])) or labels.nothing}"
    is_derived = not any(row.change.is_open for row in rows)
    if is_derived:
        yield f"# {_line(rows[0].reason)}"
    mark = "# " if is_derived else ""
    yield f"{mark}- path: {path if is_derived else write_scalar(path)}"
    yield f"{mark}  reason:"


def _line(text: str) -> str:
    """The text on one line of a comment, not too long, without what YAML refuses."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split()).removeprefix("; ")
    return quote(line, LONGEST)
