"""The report for programs.

One object: ``counts`` (``all``, ``open`` and each outcome that occurs), ``wishes`` (the fields of
:class:`methodology.pull.pulled.Wish`), ``remarks`` (those of ``Remark``), ``files`` (each ``path`` and whether it
is ``removed``), ``notices`` (``key file``), ``new_findings`` and ``gone_findings`` (``rule severity message hint path
found file line column``, as ``check --format json`` has them).
"""

from __future__ import annotations

import dataclasses
import json

from methodology.checks import Finding
from methodology.pull.pulled import Pulled, WishOutcome


def report_json(pulled: Pulled) -> str:
    """The report as JSON, with a line end."""
    outcomes = [wish.outcome for wish in pulled.wishes]
    counts = {outcome.value: outcomes.count(outcome) for outcome in WishOutcome if outcome in outcomes}
    content = {
        "counts": {"all": len(outcomes), "open": len(pulled.open), **counts},
        "wishes": [dataclasses.asdict(wish) for wish in pulled.wishes],
        "remarks": [dataclasses.asdict(remark) for remark in pulled.remarks],
        "files": [{"path": path, "removed": text is None} for path, text in sorted(pulled.files.items())],
        "notices": [{"key": key, "file": file} for key, file in pulled.notices],
        "new_findings": [_finding(finding) for finding in pulled.new_findings],
        "gone_findings": [_finding(finding) for finding in pulled.gone_findings],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule.code,
        "severity": finding.rule.severity,
        "message": finding.message,
        "hint": finding.hint,
        "path": finding.path,
        "found": finding.found,
        **dataclasses.asdict(finding.location),
    }
