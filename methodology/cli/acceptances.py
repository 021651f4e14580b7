"""What ``check`` writes into ``accepted.yaml``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from methodology.cli.console import format_path
from methodology.cli.content_files import save_content
from methodology.diagnostics import ContentError, Diagnostic, Location
from methodology.messages import translate

if TYPE_CHECKING:
    from methodology.checks import Finding
    from methodology.model.programme import Programme


def accept_findings(
    folder: Path, programme: Programme, findings: Iterable[Finding], reason: str, until: str = ""
) -> int:
    """Accept each finding in the file of a content folder for a reason; return how many were accepted.

    An acceptance of the finding that is over gives way to the new one.
    """
    from methodology.checks import needed_acceptances
    from methodology.components.accepting import plan_acceptance

    entries = needed_acceptances(findings)
    if entries:
        _rewrite(folder, programme, lambda: plan_acceptance(programme, entries, reason, until or None))
    return len(entries)


def prune_acceptances(folder: Path, programme: Programme, unused: Sequence[Finding]) -> None:
    """Take the entries out of the file of a content folder that are ``unused``, as their findings say."""
    from methodology.checks import list_acceptances
    from methodology.editing.acceptances import ACCEPTED, remove_acceptances

    paths = {finding.path for finding in unused}
    places = [entry.place for entry in list_acceptances(programme) if entry.content_path in paths]
    if places:
        _rewrite(folder, programme, lambda: remove_acceptances(programme.files.get(ACCEPTED, ""), places))


def _rewrite(folder: Path, programme: Programme, plan: Callable[[], str]) -> None:
    """Change the file as it was read; raises ContentError where it is another by now, or written another way."""
    from methodology.editing.acceptances import ACCEPTED

    try:
        changed = plan()
    except ValueError as error:
        message = translate("the list cannot be changed as it is written")
        hint = translate("write it line by line, without brackets")
        raise ContentError(
            [Diagnostic("wrong-type", message, Location(format_path(folder / ACCEPTED)), hint)]
        ) from error
    save_content(folder, programme, {ACCEPTED: changed})
