"""Compose the whole document."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from markupsafe import escape

from methodology.composing.context import named_content, template_context
from methodology.composing.included import PIECE, IncludedTemplates
from methodology.composing.numbering import Assembled, Before, Group, MarkupError, Unplaced, assemble
from methodology.composing.overview import compose_overview
from methodology.composing.parsing import read_element, read_elements, read_group
from methodology.composing.printed_calculations import show_calculations
from methodology.composing.printing import Printer
from methodology.composing.recording import Recorder
from methodology.composing.sentences import Sentences
from methodology.composing.templates import MAIN, DocumentTemplates
from methodology.diagnostics import ContentError, Diagnostic, Location
from methodology.look import read_look
from methodology.memory import NO_MEMORY, Memory
from methodology.messages import translate
from methodology.model.document import (
    Cover,
    Document,
    HeadingKind,
    Inline,
    Picture,
    Properties,
    Run,
    plain_text,
)
from methodology.model.language import NO_BREAK_SPACE
from methodology.model.outline import complete
from methodology.model.programme import Programme, Status
from methodology.model.running_head import KINDS
from methodology.model.seal import Origin
from methodology.model.texts import texts_of

_SOURCE = re.compile(r'data-source="([^"]*)"')


def compose_document(
    programme: Programme, templates: Path, printed: set[str] | None = None, memory: Memory = NO_MEMORY
) -> Document:
    """The document of a programme from ``templates/document/``.

    ``printed`` takes in the content paths of all values that are printed, those too of which a reference alone is seen.
    What ``memory`` has of an earlier document is not made again: what did not change is the same object then.

    Raises :class:`ContentError` for faults in the templates, and for content that only composing shows to be wrong.
    """
    kept: list[Diagnostic] = []
    recorder = Recorder(programme, memory, kept)
    names = named_content(programme, memory)
    recorder.compare(names)
    printer = Printer(programme, programme.grammar, kept, recorder)
    printer.look = read_look(templates)
    document_templates = DocumentTemplates(templates / "document", printer.print_value)
    memory.recall("templates checked", (), document_templates.check)
    try:
        markup = _write(document_templates, template_context(programme, printer), recorder)
        cover = _cover(printer)
        assembled = _assemble(markup, printer, memory)
    except ContentError as error:
        raise ContentError([*kept, *error.diagnostics]) from error
    if assembled.faults or kept:
        place = f"{document_templates.name}/{MAIN}"
        raise ContentError([*kept, *_locate(assembled.faults, programme, place)])
    blocks = tuple(itertools.chain.from_iterable(assembled.groups))
    files = {**programme.pictures, **printer.drawn}
    emblem = _emblem(printer)
    placed = (files[one.file] for one in (*blocks, emblem) if isinstance(one, Picture))
    sentences = Sentences(printer)
    document = Document(
        cover,
        _properties(programme, cover),
        blocks,
        memory.recall("labels", (programme.phrases,), partial(_labels, programme)),
        calculations=show_calculations(sentences, assembled.cells),
        pictures={picture.digest: picture for picture in placed},
        overview=compose_overview(sentences, names["linkable"]),
        tied_words=programme.phrases.formats.tied_words or (),
        contents=_listed_kinds(programme),
        running=tuple(kind for kind in KINDS if kind in _printed_in(programme, "running")),
        emblem=emblem,
    )
    if printed is not None:
        printed |= _paths_in(markup.whole)
        printed.update(path for text in texts_of(document) for path in text.paths)
    return document


def _labels(programme: Programme) -> dict[str, str]:
    return programme.phrases.labels.model_dump(exclude_none=True)


@dataclass(frozen=True, slots=True)
class _Markup:
    """The document as its templates write it, with an element in the place of each of the ``pieces``."""

    text: str
    pieces: Sequence[str] = ()

    @property
    def whole(self) -> str:
        """All of it."""
        return _PIECE.sub(lambda place: self.pieces[int(place[1])], self.text) if self.pieces else self.text


_PIECE = re.compile(rf'<{PIECE} n="(\d+)"/>')


def _write(templates: DocumentTemplates, context: dict[str, object], recorder: Recorder) -> _Markup:
    if not recorder.is_on:
        return _Markup(templates.render(context))
    included = IncludedTemplates(recorder, templates.environment, context)
    text = templates.render(context, included)
    return _Markup(text, included.streamed)


def _assemble(markup: _Markup, printer: Printer, memory: Memory) -> Assembled:
    """The blocks of all pieces, numbered together."""
    try:
        groups = _read_pieces(markup, memory) or [read_group(markup.whole, memory)]
        return assemble(groups, printer.label_caption, memory, Before())
    except MarkupError as error:
        return Assembled((), (error,), ())
    except (ValueError, RecursionError) as error:  # a width that is no number, a class that is none
        return Assembled((), (MarkupError(translate("an attribute has no meaning: {error}", error=error)),), ())


def _read_pieces(markup: _Markup, memory: Memory) -> list[Group] | None:
    """The groups of blocks, one a piece and one of what stands between two; None where they cannot be told apart."""
    if not markup.pieces:
        return None
    groups: list[Group] = []
    between: list[Unplaced] = []
    count = 0
    try:
        for element in read_elements(markup.text):
            if element.tag != PIECE:
                between.append(read_element(element, memory))
                continue
            if element.get("n") != str(count):
                return None
            piece = markup.pieces[count]
            groups += _same_group(len(groups), between, memory)
            groups.append(memory.recall(("group", piece), (), partial(read_group, piece, memory)))
            between, count = [], count + 1
    except MarkupError:
        return None
    groups += _same_group(len(groups), between, memory)
    return groups if count == len(markup.pieces) else None


def _same_group(place: int, between: Sequence[Unplaced], memory: Memory) -> list[Group]:
    """What stands between two pieces as a group, if anything does; the same object as before where all in it is."""
    group = tuple(between)
    return [memory.recall(("between", place), group, lambda: group)] if group else []


def find_printable(programme: Programme, templates: Path) -> set[str]:
    """Return the content paths that the templates print in the programme's outline, or that another outline would."""
    whole = replace(programme, outline=complete(programme.outline))
    printer = Printer(whole, whole.grammar, [])
    document_templates = DocumentTemplates(templates / "document", printer.print_value)
    emblem = _emblem(printer)
    lines = (*_front_matter(printer).values(), () if emblem is None else emblem.alternative)
    on_cover = {run.source for line in lines for run in line if run.source is not None}
    return on_cover | _paths_in(document_templates.render(template_context(whole, printer)))


def _paths_in(markup: str) -> set[str]:
    return set(map(html.unescape, _SOURCE.findall(markup)))


def check_templates(templates: Path) -> None:
    """Raise :class:`ContentError` for what is wrong with ``templates/document/`` whatever the content is."""
    DocumentTemplates(templates / "document", lambda view: escape(view.value)).check()


def _locate(faults: Iterable[MarkupError], programme: Programme, template: str) -> Iterator[Diagnostic]:
    """Each fault at the text of the content that has it, else in the template."""
    for fault in faults:
        location = programme.location(fault.source, fault.text) or Location(template)
        yield Diagnostic("markup", str(fault), location)


def _cover(printer: Printer) -> Cover:
    def leaf(name: str) -> Inline:
        return (printer.run(f"programme.{name}"),)

    (date,) = leaf("date")

    return Cover(
        title=leaf("title"),
        programme=leaf("name"),
        period=(*leaf("period.first_year"), Run("–"), *leaf("period.last_year")),
        version=leaf("version"),
        # nothing breaks on the line of its own that it has
        date=(replace(date, text=date.text.replace(NO_BREAK_SPACE, " ")),),
        short_title=leaf("short_title"),
        **_front_matter(printer),
    )


def _emblem(printer: Printer) -> Picture | None:
    """The picture on the cover, where the programme gives one and the outline wants it."""
    programme, emblem = printer.programme, printer.programme.facts.emblem
    if emblem is None or "emblem" not in _on_cover(programme):
        return None
    file = programme.pictures[emblem.file]
    return Picture(emblem.file, file.digest, emblem.width, (printer.run("programme.emblem.alternative"),))


def status_mark(programme: Programme, origin: Origin | None) -> str | None:
    """Return the word that each page has while the content is no committed version: that of a proposal or a draft.

    None where the cover prints no status: then nothing says how far the document has come.
    """
    status, is_committed = programme.facts.status, origin is not None and origin.clean
    if status is None or is_committed or "status" not in _on_cover(programme):
        return None
    printer = Printer(programme, programme.grammar)
    return printer.print_status(status if status is Status.PROPOSED else Status.DRAFT).upper()


def _on_cover(programme: Programme) -> Sequence[str]:
    """What the outline wants on the cover beside titles, version and date."""
    return _printed_in(programme, "cover")


def _printed_in(programme: Programme, name: str) -> Sequence[str]:
    return next((part.prints or () for part in programme.outline if part.part == name), ())


def _listed_kinds(programme: Programme) -> tuple[HeadingKind, ...]:
    """What the outline wants in the contents beside chapters; indicators stand below their objectives."""
    wanted = _printed_in(programme, "contents")
    if "every_indicator" in wanted:
        return HeadingKind.PART, HeadingKind.ITEM
    return (HeadingKind.PART,) if "objectives" in wanted else ()


def _front_matter(printer: Printer) -> dict[str, Inline]:
    """What the outline wants on the cover besides, by the fields of the cover, where the programme gives it."""
    facts, labels = printer.programme.facts, printer.programme.phrases.labels
    wanted = _on_cover(printer.programme)
    lines: dict[str, Inline] = {}
    if facts.issuer and "issuer" in wanted:
        names = [printer.run(f"programme.issuer.{number}") for number, _ in enumerate(facts.issuer, start=1)]
        lines["issuer"] = tuple(run for name in names for run in (Run("\n"), name))[1:]
    for name in ("number", "status"):
        label = getattr(labels, name)
        if name in wanted and getattr(facts, name) is not None:
            said = () if label is None else (Run(label, source=f"phrases.labels.{name}"), Run(": "))
            lines[name] = (*said, printer.run(f"programme.{name}"))
    if "emblem" in wanted and facts.emblem is not None and facts.emblem.sentence is not None:
        lines["emblem_sentence"] = (printer.run("programme.emblem.sentence"),)
    return lines


def _properties(programme: Programme, cover: Cover) -> Properties:
    facts = programme.facts
    return Properties(
        title=facts.title,
        subject=f"{facts.name} {plain_text(cover.period)}",
        keywords=facts.keywords,
        author=facts.authority,
        language=facts.language,
        date=facts.date,
    )
