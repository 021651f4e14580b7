"""What check finds in the last contents that a desk has seen."""

from __future__ import annotations

from pathlib import Path

from methodology.checks import Finding, check_programme
from methodology.messages import spoken_language
from methodology.model.programme import Programme
from methodology.reading.content_folder import folder_state

_MOST_KEPT = 2
"""The page, and what it would be with the edit that is looked at."""


class CheckedContents:
    """Checks content, and keeps what was found in the last ones: a page is looked at again and again."""

    def __init__(self, templates: Path) -> None:
        """Check content that is read with ``templates``."""
        self._templates = templates
        self._kept: list[tuple[object, tuple[Finding, ...]]] = []

    def check(self, programme: Programme) -> tuple[Finding, ...]:
        """Return what :func:`methodology.checks.check_programme` finds in a programme, in the language spoken."""
        content = (spoken_language(), folder_state(self._templates), programme.files)
        found = next((findings for one, findings in self._kept if one == content), None)
        if found is None:
            found = check_programme(programme)
        others = [kept for kept in self._kept if kept[0] != content]
        self._kept = [*others, (content, found)][-_MOST_KEPT:]
        return found
