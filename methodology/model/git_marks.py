"""What git leaves in a file that no author wrote: the marks of an unfinished merge, a pointer of Git LFS."""

from __future__ import annotations

import re
from collections.abc import Iterator

from methodology.diagnostics import Diagnostic, Location
from methodology.messages import translate

_MARK = re.compile(r"^(?:(?:<{7}|\|{7}|>{7})(?: .*)?|={7})$", re.MULTILINE)
"""The lines that ``git merge`` writes around two texts (git-merge, "How conflicts are presented")."""
_LFS = b"version https://git-lfs.github.com/spec/"


def find_merge_marks(file: str, text: str) -> Iterator[Diagnostic]:
    """Report each unfinished merge in a file's text with its first and its last line."""
    if not any(sign * 7 in text for sign in "<|=>"):
        return  # to look at the start of each line takes as long as to read all files
    hint = translate("keep the text that is right, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>")
    began: tuple[int, str] | None = None
    line, counted = 1, 0
    for mark in _MARK.finditer(text):
        line, counted = line + text.count("\n", counted, mark.start()), mark.start()
        if mark[0].startswith("<"):
            began = line, mark[0]
        elif mark[0].startswith(">") and began is not None:
            message = translate(
                "an unfinished merge: two texts from here ({began}) to line {line} ({mark})",
                began=began[1],
                line=line,
                mark=mark[0],
            )
            yield Diagnostic("unfinished-merge", message, Location(file, began[0], 1), hint)
            began = None
        elif began is None:
            message = translate("a line of an unfinished merge is left here ({mark})", mark=mark[0])
            yield Diagnostic("unfinished-merge", message, Location(file, line, 1), hint)
    if began is not None:
        message = translate("an unfinished merge begins here ({began}), and its end is missing", began=began[1])
        yield Diagnostic("unfinished-merge", message, Location(file, began[0], 1), hint)


def find_lfs_pointer(file: str, content: bytes) -> Iterator[Diagnostic]:
    """Report a file that holds only a pointer to its content in Git LFS."""
    if content.startswith(_LFS):
        message = translate("this is a pointer of Git LFS, not the file itself")
        hint = translate("fetch the file: git lfs install, then git lfs pull")
        yield Diagnostic("lfs-pointer", message, Location(file), hint)
