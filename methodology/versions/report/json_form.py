"""The report for programs.

One object: ``old``, ``new`` (the names of the versions), ``draft`` (whether it is part of a draft package), ``counts``
(``all``, ``open`` and each kind that occurs) and
``changes``, each with ``number kind subject path owner field before after difference percent follows_from places
reason old_runs new_runs old_look new_look moves details merged open``. ``kind`` and ``subject`` are the words of
:mod:`methodology.versions.changes`; ``difference`` and ``percent`` are plain decimal numbers as strings (``"-0.5"``) or
null; ``places`` have ``chapter heading anchor page``; ``reason`` is null or has ``text legal_basis``; runs have ``text
strong emphasis target``, looks the fields of :class:`~methodology.versions.changes.TextLook`, moves ``entry before
after``, details ``field text``.
"""

from __future__ import annotations

import dataclasses
import json
from decimal import Decimal

from methodology.model.document import Inline
from methodology.versions.changes import Change, Report


def write_json(report: Report) -> str:
    """The report as JSON, with a line end."""
    kinds = {kind.value: count for kind, count in report.counts.items()}
    counts = {"all": len(report.changes), "open": len(report.open), **kinds}
    changes = [_change(number, change) for number, change in enumerate(report.changes, start=1)]
    is_draft = report.new.document.draft is not None
    content = {"old": report.old_name, "new": report.new_name, "draft": is_draft, "counts": counts, "changes": changes}
    return json.dumps(content, ensure_ascii=False, indent=2, default=_plain) + "\n"


def _change(number: int, change: Change) -> dict[str, object]:
    runs = {"old_runs": _runs(change.old_runs), "new_runs": _runs(change.new_runs)}
    return {"number": number, **dataclasses.asdict(change), **runs, "open": change.is_open}


def _runs(runs: Inline | None) -> list[dict[str, object]] | None:
    """The runs with their looks and links, without their origins: those are not of one change."""
    if runs is None:
        return None
    return [{"text": run.text, "strong": run.strong, "emphasis": run.emphasis, "target": run.target} for run in runs]


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    raise TypeError(f"{value!r} is no part of a change")
