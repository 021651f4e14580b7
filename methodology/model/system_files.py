"""The files that a system or an office program puts into folders of its own accord."""

from __future__ import annotations

import re

_NAMES = re.compile(
    r"(?i)\..*|~\$.*|~wr[a-z]\d+\.tmp|(eh)?thumbs(_vista)?\.db|desktop\.ini|icon\r|__macosx|\$recycle\.bin"
    r"|system volume information"
)


def is_system_file(name: str) -> bool:
    """Whether a file or folder of this name was made by a system or an office program for itself, or is hidden."""
    return _NAMES.fullmatch(name) is not None
