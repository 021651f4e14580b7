"""The file with the reasons for the changes of a version: what it lacks is added, all that stands in it stays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import yaml

from methodology.diagnostics import ContentError, Diagnostic, Location, quote
from methodology.editing import encode_as_before
from methodology.editing.nodes import child_of, parse_nodes, source_end
from methodology.editing.yaml_scalars import write_scalar
from methodology.messages import translate
from methodology.model.document import plain_text
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
