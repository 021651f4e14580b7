"""The template's tags: checked, and let docxtpl put a mark where each stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from docxtpl import DocxTemplate  # type: ignore[import-untyped]  # docxtpl ships no types
from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, nodes
from markupsafe import Markup

from methodology.diagnostics import ContentError, Diagnostic, nearest
from methodology.word.writing.places import block_of, is_inline, mark, places
from methodology.word.writing.template import Template

COVER = ("title", "programme", "period", "version", "date", "short_title")
CONTENTS, BODY = "contents", "body"
BLOCKS = (CONTENTS, BODY)
LABELS = "labels"

DOCXTPL_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
"""The template's properties that docxtpl takes for templates too."""

Fault = tuple[str, str, str | None]
"""A diagnostic's code, message and hint."""


def mark_places(template: Template, labels: Collection[str]) -> None:
    """Render the template with a mark for each tag; ContentError that names each tag that is wrong or missing.

    The tags are ``{{ title }}`` and the like, ``{{ labels.contents }}`` and the like, ``{{p contents }}``,
    ``{{p body }}``. Nothing else of Jinja is taken, so that nothing can fail while it is rendered.
    """
    environment = Environment(undefined=StrictUndefined, autoescape=True)
    known = (*COVER, *BLOCKS, *(f"{LABELS}.{label}" for label in labels))
    _refuse(template, [*template.faults(), *_tags(template, known, environment)])
    for name in DOCXTPL_PROPERTIES:
        setattr(template.word.core_properties, name, "")
    context: dict[str, object] = {name: _mark(name) for name in (*COVER, *BLOCKS)}
    context[LABELS] = {label: _mark(f"{LABELS}.{label}") for label in labels}
    template.docxtpl.render(context, environment)
    _refuse(template, list(_places(template)))


def _refuse(template: Template, faults: Sequence[Diagnostic | Fault]) -> None:
    """Raise a ContentError if there are faults; one without a place is the whole template's."""
    if faults:
        raise ContentError(
            fault if isinstance(fault, Diagnostic) else Diagnostic(fault[0], fault[1], template.location, fault[2])
            for fault in faults
        )


def _mark(name: str) -> Markup:
    return Markup(mark(name))  # noqa: S704 - the names of places are the program's own


def _sources(docxtpl: DocxTemplate) -> Iterator[str]:
    """The Jinja source that docxtpl makes of the body, the headers and the footers, a paragraph a line."""
    sources = [docxtpl.get_xml()]
    for kind in (DocxTemplate.HEADER_URI, DocxTemplate.FOOTER_URI):
        sources += [docxtpl.get_part_xml(part) for _, part in docxtpl.get_headers_footers(kind)]
    for source in sources:
        yield re.sub(r"<w:p([ >])", r"\n<w:p\1", docxtpl.patch_xml(source))


def _tags(template: Template, known: Collection[str], environment: Environment) -> Iterator[Fault]:
    """What is wrong with the tags as they are written, and which are missing."""
    hint = "the tags are " + ", ".join(map(_written, known))
    missing = {*COVER, *BLOCKS}
    for source in _sources(template.docxtpl):
        try:
            parsed = environment.parse(source)
        except TemplateSyntaxError as fault:
            yield "template-tag-invalid", f"a broken tag in '{_line(source, fault.lineno)}': {fault.message}", hint
            missing.clear()  # which tags the rest holds is not known
            continue
        for tag in _parsed_tags(parsed):
            name = _name(tag)
            missing.discard(name or "")
            if name is None:
                yield "template-tag-invalid", f"more than a name in a tag of '{_line(source, tag.lineno)}'", hint
            elif name not in known:
                yield "template-tag-unknown", f"nothing is called '{name}'", nearest(name, known) or hint
    for name in missing:
        yield "template-tag-missing", f"no tag {_written(name)}", "write it where it is to stand"


def _parsed_tags(template: nodes.Template) -> Iterator[nodes.Node]:
    for node in template.body:
        for tag in node.nodes if isinstance(node, nodes.Output) else [node]:
            if not isinstance(tag, nodes.TemplateData):
                yield tag


def _name(tag: nodes.Node) -> str | None:
    if isinstance(tag, nodes.Name):
        return tag.name
    if isinstance(tag, nodes.Getattr) and isinstance(tag.node, nodes.Name):
        return f"{tag.node.name}.{tag.attr}"
    return None


def _line(source: str, number: int) -> str:
    lines = ["", *source.splitlines()]
    return re.sub(r"<[^>]*>", "", lines[min(number, len(lines) - 1)]).strip()


def _places(template: Template) -> Iterator[Fault]:
    """What is wrong with where the tags stand."""
    found = [entry for page in template.pages for entry in places(page.element)]
    times = Counter(name for name, _ in found)
    for name in BLOCKS:
        if times[name] > 1:
            yield "template-tag-repeated", f"{times[name]} tags {_written(name)}", "keep one of them"
    for name, place in found:
        if name in BLOCKS and block_of(place) is None:
            hint = "give it a paragraph of its own, outside tables, frames, headers and footers"
            yield "template-tag-misplaced", f"the tag {_written(name)} is not alone", hint
        if name not in BLOCKS and not is_inline(place):
            yield "template-tag-misplaced", f"'{name}' is text, not a paragraph", f"write {_written(name)}"


def _written(name: str) -> str:
    return f"{{{{p {name} }}}}" if name in BLOCKS else f"{{{{ {name} }}}}"
