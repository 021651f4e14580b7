"""The report in a browser: the list of changes, then the whole text of both versions side by side."""

from __future__ import annotations

from pathlib import Path

from methodology.versions.report.filling import fill
from methodology.versions.report.naming import Names
from methodology.versions.report.report import Report
from methodology.versions.report.rows import rows_of
from methodology.versions.report.side_by_side import text_pairs

TEMPLATE = "changes.html.j2"


def write_html(report: Report, templates: Path) -> str:
    """One page that asks for nothing else, from ``templates/changes/changes.html.j2``.

    The template may name ``labels``, ``summary``, ``rows`` (:class:`~methodology.versions.report.rows.ReportRow`),
    ``lines`` (:class:`~methodology.versions.report.side_by_side.TextLine`), ``anchors`` (those of the lines), ``old``
    and ``new`` (the versions' names), ``title``, ``language``, and the test ``open`` of a change.
    """
    names = Names.of(report, templates)
    lines = tuple(text_pairs(report.old.document.blocks, report.new.document.blocks)) if report.changes else ()
    context: dict[str, object] = {
        "labels": names.labels,
        "summary": names.summary(),
        "rows": tuple(rows_of(names)),
        "lines": lines,
        "anchors": {line.anchor for line in lines if line.anchor is not None},
        "old": report.old_name,
        "new": report.new_name,
        "title": report.new.programme.facts.title,
        "language": report.new.programme.facts.language.partition("-")[0],
    }
    return fill(templates, TEMPLATE, context)
