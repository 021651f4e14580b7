"""The Word template: opened, with its styles, its numbering and its pages; its tags checked and turned into marks."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RELATIONSHIP
from docx.opc.part import Part, XmlPart
from docxtpl import DocxTemplate  # type: ignore[import-untyped]  # docxtpl ships no types
from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, nodes
from lxml import etree
from markupsafe import Markup

from methodology.diagnostics import ContentError, Diagnostic, Location, nearest
from methodology.look import CODE as LOOK_CODE
from methodology.look import DocumentLook, TemplateLook
from methodology.messages import declare_message, translate
from methodology.word.dressing import dress, own_values
from methodology.word.numbering import Numbering
from methodology.word.styles import Styles
from methodology.word.template_places import (
    BLOCKS,
    COVER,
    COVER_BESIDES,
    LABELS,
    block_of,
    is_inline,
    mark_of,
    places_of,
)
from methodology.word.theme import add_theme
from methodology.word.wordml import child, parse_markup

UNREADABLE = (
    *(OSError, EOFError, KeyError, ValueError, NotImplementedError, RuntimeError),
    *(zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError),
)
"""What zipfile, lxml and python-docx raise for a file that is no Word document."""

DOCXTPL_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
"""The template's properties that docxtpl takes for templates too."""


@dataclass(frozen=True, slots=True)
class Template:
    """An open template. What it lacks, :meth:`faults` finds."""

    docxtpl: DocxTemplate
    word: WordDocument
    location: Location
    styles: Styles
    numbering: Numbering
    look: DocumentLook | None = None

    def faults(self) -> Iterator[Diagnostic]:
        """One finding for each style and numbering that the document is written with and the template lacks."""
        yield from self.styles.missing(self.location)
        yield from self.numbering.faults(self.location)

    def fault(self, code: str, message: str, hint: str | None) -> Diagnostic:
        """A finding about the whole template."""
        return Diagnostic(code, message, self.location, hint)

    @property
    def pages(self) -> list[XmlPart]:
        """The main part, then the headers and footers by name."""
        around = _related_parts(self.word.part, RELATIONSHIP.HEADER, RELATIONSHIP.FOOTER)
        return [self.word.part, *sorted(around, key=lambda part: str(part.partname))]


def read_template(path: Path) -> tuple[bytes, Location]:
    """The template at ``path`` as it is, and its place in messages; ContentError where it cannot be read."""
    folder = path.resolve().parent.name
    location = Location(f"{folder}/{path.name}" if folder == "templates" else str(path))
    try:
        return path.read_bytes(), location
    except FileNotFoundError as fault:
        message, hint = (
            translate("the template of the Word file is not there"),
            translate("restore it from the last version in git"),
        )
        raise ContentError([Diagnostic("template-missing", message, location, hint)]) from fault
    except OSError as fault:
        raise _unreadable(fault, location) from fault


def open_template(content: bytes, location: Location) -> Template:
    """The template that a file holds; ContentError where it is no Word document."""
    try:
        docxtpl = DocxTemplate(io.BytesIO(content))
        word = docxtpl.get_docx()
        if child(word.element, "w:body") is None:
            raise ValueError(translate("it has no body"))
    except UNREADABLE as fault:
        raise _unreadable(fault, location) from fault
    _drop_old_properties(word)
    styles = Styles(_root(word.part, RELATIONSHIP.STYLES, "w:styles"))
    numbering = Numbering(_root(word.part, RELATIONSHIP.NUMBERING, "w:numbering"), styles)
    return Template(docxtpl, word, location, styles, numbering)


def _unreadable(fault: Exception, location: Location) -> ContentError:
    message, hint = (
        translate("not a Word document: {fault}", fault=fault),
        translate("save it in Word as a Word document (.docx)"),
    )
    return ContentError([Diagnostic("template-unreadable", message, location, hint)])


def _drop_old_properties(word: WordDocument) -> None:
    """Remove core properties whose relationship python-docx does not know, as LibreOffice writes it.

    It would add a second part of the same name for its own.
    """
    relationships = word.part.package.rels
    for key, relationship in list(relationships.items()):
        if relationship.is_external or relationship.reltype == RELATIONSHIP.CORE_PROPERTIES:
            continue
        if relationship.target_part.content_type == CONTENT_TYPE.OPC_CORE_PROPERTIES:
            del relationships[key]


def _root(document: Part, kind: str, empty: str) -> etree._Element:
    return next((part.element for part in _related_parts(document, kind)), parse_markup(f"<{empty}/>")[0])


def _related_parts(document: Part, *kinds: str) -> Iterator[XmlPart]:
    targets: Iterable[Part] = (rel.target_part for rel in document.rels.values() if rel.reltype in kinds)
    return (part for part in targets if isinstance(part, XmlPart))


def mark_places(template: Template, labels: Collection[str], needed: Collection[str]) -> None:
    """Render the template with a mark for each tag; ContentError that names each tag that is wrong or missing.

    The tags are ``{{ title }}`` and the like, ``{{ labels.contents }}`` and the like, ``{{p contents }}``,
    ``{{p body }}``; of those of the cover these are ``needed``. Nothing else of Jinja is taken, so that nothing can
    fail while it is rendered.
    """
    environment = Environment(undefined=StrictUndefined, autoescape=True)
    known = (*COVER, *COVER_BESIDES, *BLOCKS, *(f"{LABELS}.{label}" for label in labels))
    _refuse([*template.faults(), *_check_tags(template, known, {*needed, *BLOCKS}, environment)])
    for name in DOCXTPL_PROPERTIES:
        setattr(template.word.core_properties, name, "")
    context: dict[str, object] = {name: _mark(name) for name in (*COVER, *COVER_BESIDES, *BLOCKS)}
    context[LABELS] = {label: _mark(f"{LABELS}.{label}") for label in labels}
    template.docxtpl.render(context, environment)
    _refuse(list(_check_places(template)))


def dress_template(template: Template, given: TemplateLook) -> None:
    """Give the template the values of its look; ContentError that names each style that says them itself."""
    styles = template.styles.root
    if not given.is_of_report:
        message, hint = (
            declare_message("the style '{style}' has a size, a colour or a space of its own"),
            translate("in Word take it out of the style, and write it into templates/look.yaml"),
        )
        named = own_values(styles, given.look)
        _refuse([template.fault(LOOK_CODE, translate(message, style=style), hint) for style in named])
    dress(styles, template.numbering.root, [page.element for page in template.pages], given.look)
    add_theme(template.word, styles, given.look)


def _refuse(faults: Sequence[Diagnostic]) -> None:
    if faults:
        raise ContentError(faults)


def _mark(name: str) -> Markup:
    return Markup(mark_of(name))  # noqa: S704 - the names of places are the program's own


def _sources(docxtpl: DocxTemplate) -> Iterator[str]:
    """The Jinja source that docxtpl makes of the body, the headers and the footers, a paragraph a line."""
    sources = [docxtpl.get_xml()]
    for kind in (DocxTemplate.HEADER_URI, DocxTemplate.FOOTER_URI):
        sources += [docxtpl.get_part_xml(part) for _, part in docxtpl.get_headers_footers(kind)]
    for source in sources:
        yield re.sub(r"<w:p([ >])", r"\n<w:p\1", docxtpl.patch_xml(source))


def _check_tags(
    template: Template, known: Collection[str], missing: set[str], environment: Environment
) -> Iterator[Diagnostic]:
    """What is wrong with the tags as they are written, and which of those that are needed are missing."""
    hint = translate("the tags are {tags}", tags=", ".join(map(_tag, known)))
    for source in _sources(template.docxtpl):
        try:
            read = environment.parse(source)
        except TemplateSyntaxError as fault:
            message = translate(
                "a broken tag in '{source}': {message}", source=_line(source, fault.lineno), message=fault.message
            )
            yield template.fault("template-tag-invalid", message, hint)
            missing.clear()  # which tags the rest holds is not known
            continue
        for tag in _parsed_tags(read):
            name = _name(tag)
            missing.discard(name or "")
            if name is None:
                message = translate("more than a name in a tag of '{source}'", source=_line(source, tag.lineno))
                yield template.fault("template-tag-invalid", message, hint)
            elif name not in known:
                near = nearest(name, known) or hint
                yield template.fault("template-tag-unknown", translate("nothing is called '{name}'", name=name), near)
    for name in missing:
        yield template.fault(
            "template-tag-missing",
            translate("no tag {name}", name=_tag(name)),
            translate("write it where it is to stand"),
        )


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


def _check_places(template: Template) -> Iterator[Diagnostic]:
    """What is wrong with where the tags stand."""
    places = [entry for page in template.pages for entry in places_of(page.element)]
    times = Counter(name for name, _ in places)
    for name in BLOCKS:
        if times[name] > 1:
            yield template.fault(
                "template-tag-repeated",
                translate("{times} tags {name}", times=times[name], name=_tag(name)),
                translate("keep one of them"),
            )
    for name, place in places:
        if name in BLOCKS and block_of(place) is None:
            hint = translate("give it a paragraph of its own, outside tables, frames, headers and footers")
            yield template.fault(
                "template-tag-misplaced", translate("the tag {name} is not alone", name=_tag(name)), hint
            )
        if name not in BLOCKS and not is_inline(place):
            message = translate("'{name}' is text, not a paragraph", name=name)
            yield template.fault("template-tag-misplaced", message, translate("write {name}", name=_tag(name)))


def _tag(name: str) -> str:
    return f"{{{{p {name} }}}}" if name in BLOCKS else f"{{{{ {name} }}}}"
