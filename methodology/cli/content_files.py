"""Changes of content files as commands print and write them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from methodology.cli.console import format_path, say
from methodology.diagnostics import ContentError, Diagnostic, Location, quote
from methodology.messages import translate

if TYPE_CHECKING:
    from methodology.model.programme import Programme

_LONGEST_LINE = 200
_WORDS_AROUND = 8
"""So many words and blanks are shown around a change in a long line."""


def print_changes(programme: Programme, files: Mapping[str, str | None]) -> None:
    """Print each place that changes, with the lines that come and go; None stands for a file that goes."""
    from difflib import SequenceMatcher

    for relative, text in sorted(files.items()):
        old, new = (programme.files.get(relative) or "").splitlines(), (text or "").splitlines()
        name = f"{programme.name}/{relative}"
        if text is None:
            say(translate("{name}: the file goes", name=name), "bold")
            continue
        for kind, *bounds in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if kind != "equal":
                start, end = _begin_with_entry(old, bounds[0], bounds[1])
                new_start, new_end = _begin_with_entry(new, bounds[2], bounds[3])
                say(f"{name}:{(new_start if new_start < new_end else start) + 1}", "bold")
                for sign, line in _show_lines(old[start:end], new[new_start:new_end]):
                    say(f"  {sign} {line}", "red" if sign == "-" else "green")


def _show_lines(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The lines that go and come; of long ones that go on as they were the pieces that differ."""
    if len(old) != len(new) or max(map(len, (*old, *new)), default=0) <= _LONGEST_LINE:
        yield from (("-", quote(line, _LONGEST_LINE)) for line in old)
        yield from (("+", quote(line, _LONGEST_LINE)) for line in new)
        return
    for before, after in zip(old, new, strict=True):
        for piece, other in _differing_pieces(before, after):
            yield "-", piece
            yield "+", other


def _differing_pieces(old: str, new: str) -> Iterator[tuple[str, str]]:
    """The stretches of two texts that differ, with the words around them."""
    from difflib import SequenceMatcher

    before, after = (re.findall(r"\S+|\s", text) for text in (old, new))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for group in matcher.get_grouped_opcodes(_WORDS_AROUND):
        (_, start, _, new_start, _), (_, _, end, _, new_end) = group[0], group[-1]
        yield _piece(before, start, end), _piece(after, new_start, new_end)


def _piece(words: Sequence[str], start: int, end: int) -> str:
    piece = "".join(words[start:end])
    return f"{'…' if start > 0 else ''}{piece}{'…' if end < len(words) else ''}"


def _begin_with_entry(lines: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """The same lines, moved up to where they begin with an entry of a list, if they are the same there."""
    at = start
    while 0 < at < end and not lines[at].lstrip().startswith("- ") and lines[at - 1] == lines[at - 1 + end - start]:
        at -= 1
    return (at, at + end - start) if at < end and lines[at].lstrip().startswith("- ") else (start, end)


def write_content(
    content: Path,
    programme: Programme,
    files: Mapping[str, str | None],
    schemas: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Write content files together and print their names; ``schemas`` are others below the folder.

    Raises ContentError where one is not any more as it was read.
    """
    for path in save_content(content, programme, files, schemas):
        name = format_path(path)
        outcome = translate("wrote {path}", path=name) if path.exists() else translate("removed {path}", path=name)
        say(outcome, "green")


def save_content(
    content: Path,
    programme: Programme,
    files: Mapping[str, str | None],
    schemas: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Path, ...]:
    """Write content files together, as :func:`write_content` does, and return their paths."""
    from methodology.editing import encode_as_before
    from methodology.writing import ChangedMeanwhileError, write_together

    paths = [content / relative for relative in files]
    seen = {relative: path.read_bytes() if path.exists() else None for relative, path in zip(files, paths, strict=True)}
    for path, (relative, old) in zip(paths, seen.items(), strict=True):
        text = None if old is None else old.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
        if text != programme.files.get(relative):
            raise ContentError([explain_change(path)])
    written = {
        relative: None if text is None else encode_as_before(seen[relative], text) for relative, text in files.items()
    }
    try:
        return write_together(content, {**{name: text.encode() for name, text in schemas.items()}, **written}, seen)
    except ChangedMeanwhileError as error:
        raise ContentError([explain_change(error.file)]) from error


def explain_change(file: Path) -> Diagnostic:
    """Return what is said of a file that another program has changed since it was read."""
    message, hint = translate("the file changed meanwhile"), translate("run the command again")
    return Diagnostic("changed-meanwhile", message, Location(format_path(file)), hint)


def say_unchanged(*, is_asked: bool) -> None:
    """Print that nothing was written, and how it would be where nobody could be asked."""
    say(translate("nothing was written") if is_asked else translate("nothing was written: --yes writes it"))


def confirm(question: str) -> bool:
    """Ask on a terminal; nobody can answer anywhere else."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    answer = input(translate("{question} [y/N]: ", question=question)).strip().casefold()
    return answer in {"y", "yes", translate("y"), translate("yes")}
