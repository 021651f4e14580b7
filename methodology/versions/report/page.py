"""The report in a browser: the list of changes, then the whole text of both versions side by side."""

from __future__ import annotations

from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment

from methodology.diagnostics import ContentError, Diagnostic, Location
from methodology.versions.report.labels import FOLDER
from methodology.versions.report.naming import Names
from methodology.versions.report.report import Report, is_open
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
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(templates / FOLDER),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.tests["open"] = is_open
    lines = tuple(text_pairs(report.old.document.blocks, report.new.document.blocks)) if report.changes else ()
    context = {
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
    try:
        return environment.get_template(TEMPLATE).render(context)
    except TemplateNotFound as fault:
        message = "the template of the change report is not there"
        raise ContentError([Diagnostic("template-missing", message, _location(templates))]) from fault
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as fault:
        raise ContentError([Diagnostic("template-error", str(fault), _location(templates))]) from fault


def _location(templates: Path) -> Location:
    return Location(f"{templates.name}/{FOLDER}/{TEMPLATE}")
