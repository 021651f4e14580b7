"""The page from its template; a fault in the template is reported with its file and line."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from jinja2 import TemplateNotFound, TemplateSyntaxError

from methodology.diagnostics import ContentError, Diagnostic, Location
from methodology.model.document import Block, Document
from methodology.model.links import require_sound_links
from methodology.model.seal import Seal
from methodology.rendering.html.view import FILTERS, TESTS, page_context
from methodology.sandbox import EXPRESSION_FAULTS, CompiledTemplates, TemplateEnvironment, TemplateFolder, fault_line

TEMPLATE = "web.html.j2"
STYLE = "web.css"

_COMPILED = CompiledTemplates()


def render_html(document: Document, templates: Path, *, seal: Seal | None = None) -> str:
    """Render the document as one self-contained page, from ``web.html.j2`` and ``web.css`` in ``templates``.

    ContentError where one of them is missing or at fault; ValueError where a link of the document leads nowhere.
    """
    require_sound_links(document.blocks)
    style = _read_style(templates)
    # what macros write of a block can be remembered: blocks are frozen all through, and plain
    environment = TemplateEnvironment(
        TemplateFolder(templates), keep_trailing_newline=True, bytecode_cache=_COMPILED, remembers=get_args(Block)
    )
    environment.filters.update(FILTERS)
    environment.tests.update(TESTS)
    try:
        return environment.fill(TEMPLATE, page_context(document, style, seal))
    except EXPRESSION_FAULTS as fault:
        raise ContentError([_diagnose(fault, templates)]) from fault


def _read_style(templates: Path) -> str:
    try:
        style = (templates / STYLE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise ContentError([_diagnostic("template-unreadable", str(fault), templates, STYLE)]) from fault
    if "</style" in style.lower():
        message = "'</style' would end the page's style element"
        raise ContentError([_diagnostic("template-syntax", message, templates, STYLE)])
    return style


def _diagnose(fault: Exception, templates: Path) -> Diagnostic:
    message = str(fault)
    if isinstance(fault, TemplateNotFound):
        name = str(fault.name)
        return _diagnostic("template-missing", f"no template '{name}'", templates, name)
    if isinstance(fault, TemplateSyntaxError):
        return _diagnostic("template-syntax", fault.message or message, templates, fault.name or TEMPLATE, fault.lineno)
    if isinstance(fault, UnicodeDecodeError):
        return _diagnostic("template-unreadable", message, templates, TEMPLATE)
    name, line = fault_line(fault, templates) or (TEMPLATE, 0)
    return _diagnostic("template-error", message, templates, name, line)


def _diagnostic(code: str, message: str, templates: Path, name: str, line: int = 0) -> Diagnostic:
    return Diagnostic(code, message, Location(f"{templates.name}/{name}", line))
