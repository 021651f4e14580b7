"""The report's own templates, filled; their faults as diagnostics."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jinja2 import TemplateNotFound

from methodology.diagnostics import ContentError, Diagnostic, Location
from methodology.sandbox import EXPRESSION_FAULTS, TemplateEnvironment, TemplateFolder
from methodology.versions.report.labels import FOLDER
from methodology.versions.report.report import is_open


def fill(templates: Path, name: str, context: Mapping[str, object]) -> str:
    """A template of ``templates/changes/`` with what it may name; text is escaped in ``*.html.j2`` alone.

    The test ``open`` tells a change that nobody has explained.
    """
    environment = TemplateEnvironment(
        TemplateFolder(templates / FOLDER), autoescape=name.endswith(".html.j2"), keep_trailing_newline=True
    )
    environment.tests["open"] = is_open
    location = Location(f"{templates.name}/{FOLDER}/{name}")
    try:
        return environment.filled(name, context)
    except TemplateNotFound as fault:
        message, hint = "the template is not there", "restore it from the last version in git"
        raise ContentError([Diagnostic("template-missing", message, location, hint)]) from fault
    except EXPRESSION_FAULTS as fault:
        raise ContentError([Diagnostic("template-error", str(fault), location)]) from fault
