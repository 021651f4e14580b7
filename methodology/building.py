"""The whole line: content read, document composed, files rendered and put in place together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from contextvars import copy_context
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from methodology.checks import (
    TOOL_RULES,
    Finding,
    check_programme,
    group_findings,
    sort_findings,
    structure_findings,
)
from methodology.composing import check_templates, compose_document, compose_tables, find_unprinted, status_mark
from methodology.diagnostics import ContentError, Diagnostic, Location, Severity
from methodology.formats import Format, TableFormat
from methodology.memory import NO_MEMORY, Memory
from methodology.messages import language_of, speaking, spoken_language, translate
from methodology.model.document import Document
from methodology.model.programme import Programme
from methodology.model.seal import Seal
from methodology.reading import read_what_is_whole
from methodology.reading.content_folder import changed_files, folder_state
from methodology.sealing.seal import make_seal, origin_of
from methodology.writing import restore_interrupted, write_together

if TYPE_CHECKING:
    from methodology.rendering.pdf import Pdf

Step = Callable[[str], AbstractContextManager[object]]
"""Called with what is being done, for as long as it takes."""


@dataclass(frozen=True, slots=True)
class BuildFolders:
    """The folders that a build reads, and the one that it writes. Messages call the first ``content_name``.

    ``texts``, where given, are read instead of the files of the content folder, by their paths below it. ``memory`` is
    that of a process that builds again after each change.
    """

    content: Path
    content_name: str
    templates: Path
    output: Path
    texts: Mapping[str, str] | None = None
    memory: Memory = field(default=NO_MEMORY, compare=False)


@dataclass(frozen=True, slots=True)
class Built:
    """The files that were written, how many warnings the content has, and why others could not be written."""

    paths: tuple[Path, ...]
    warnings: int
    unwritten: tuple[OSError, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is wrong with content and templates, and the files that were made of them where nothing stood in the way.

    ``findings`` are by file and line, accepted ones with their reason; ``unread`` counts the files so wrong that
    rules cannot judge them.
    """

    findings: tuple[Finding, ...]
    unread: int
    programme: Programme
    files: Mapping[str, bytes]
    """By the end of their names."""


def judge(
    places: BuildFolders,
    formats: Collection[Format | TableFormat],
    step: Step,
    *,
    tools: Iterable[str] = (),
    sealed: bool = True,
) -> Judgement:
    """Read, check, compose and render: everything that is wrong is found at once, by ``check`` and ``build`` alike.

    ``tools`` are codes of TOOL_RULES, which run only when asked for.
    Raises :class:`methodology.diagnostics.ContentError` where there is no content folder, or it changes meanwhile.
    """
    with step(translate("reading content")):
        source = places.content if places.texts is None else places.texts
        reading = read_what_is_whole(source, places.content_name, places.templates, places.memory)
    programme = reading.programme
    faults = list(reading.diagnostics)
    with step(translate("checking content")):
        asked = tools if "programme" not in programme.lost else ()
        findings = check_programme(programme, [TOOL_RULES[code](programme) for code in asked])
    rendered: dict[str, bytes] = {}
    printed: set[str] = set()
    try:
        if programme.can_be_composed:
            with step(translate("composing the document")):
                document = compose_document(programme, places.templates, printed, places.memory)
            faults += find_unprinted(programme, printed, places.templates)
            origin = origin_of(places.content, places.templates) if sealed else None
            seal = make_seal(programme.files, document, places.templates, origin) if sealed else None
            document = replace(document, mark=status_mark(programme, origin)) if sealed else document
            documents = [format_ for format_ in formats if isinstance(format_, Format)]
            made = render(programme, document, places.templates, documents, step, seal, memory=places.memory)
            rendered = {f".{ending}": content for ending, content in made.items()}
            rendered |= _render_tables(programme, document, places.templates, formats, step, seal)
        else:
            check_templates(places.templates)
    except ContentError as error:
        faults += programme.locate(error).diagnostics
    unread = len({diagnostic.location.file for diagnostic in reading.diagnostics})
    found = sort_findings([*structure_findings(ContentError(faults)), *findings])
    return Judgement(group_findings(found), unread, programme, rendered)


def build_document(
    places: BuildFolders,
    formats: Collection[Format | TableFormat],
    step: Step,
    *,
    strict: bool = False,
    keep_going: bool = False,
) -> Built:
    """Check the content and build the files of the given formats.

    Raises :class:`methodology.diagnostics.ContentError` where content or templates are at fault (``strict``: where
    they give a warning too), and OSError where the output folder cannot be written; in both cases the files that were
    there stay as they were. With ``keep_going`` the files that can be written are written beside one that cannot. What
    a build that was cut off left half done is put right first.
    """
    if places.output.is_dir():
        restore_interrupted(places.output)
    templates = folder_state(places.templates)
    places.memory.begin((templates, spoken_language()))
    judgement = judge(places, formats, step)
    if judgement.files:
        places.memory.finish()
    warnings = _count_warnings(judgement.findings, strict=strict)
    if changed := changed_files(templates, folder_state(places.templates)):
        location, hint = Location(f"{places.templates.name}/{changed[0]}"), translate("build again")
        raise ContentError(
            [Diagnostic("content-changes", translate("the template changed during the build"), location, hint)]
        )
    name = judgement.programme.facts.file_name
    named = {f"{name}{ending}": content for ending, content in judgement.files.items()}
    with step(translate("writing files")):
        try:
            return Built(write_together(places.output, named), warnings)
        except OSError:
            if not keep_going:
                raise
        return _write_what_goes(places.output, named, warnings)


def build_remarked(places: BuildFolders, step: Step) -> Built:
    """Build the Word file alone, with the remarks of the content as comments; raises as :func:`build_document` does."""
    content, name, warnings = make_remarked(places, step)
    with step(translate("writing files")):
        return Built(write_together(places.output, {name: content}), warnings)


def make_remarked(places: BuildFolders, step: Step) -> tuple[bytes, str, int]:
    """Return the Word file with remarks, its name, and how many warnings the content has."""
    from methodology.word.writing.comments import add_remarks, remarked_ending  # noqa: PLC0415

    judgement = judge(places, [Format.DOCX], step)
    warnings = _count_warnings(judgement.findings)
    facts = judgement.programme.facts
    with speaking(language_of(facts.language)):
        name = f"{facts.file_name}{remarked_ending()}.docx"
    return add_remarks(judgement.files[".docx"], judgement.programme), name, warnings


def _write_what_goes(folder: Path, files: Mapping[str, bytes], warnings: int) -> Built:
    """Write each file by itself; raises OSError where none can be written."""
    paths: list[Path] = []
    faults: list[OSError] = []
    for name, content in files.items():
        try:
            paths += write_together(folder, {name: content})
        except OSError as fault:
            faults.append(fault)
    if not paths:
        raise faults[0]
    return Built(tuple(paths), warnings, tuple(faults))


def _count_warnings(findings: Iterable[Finding], *, strict: bool = False) -> int:
    """The number of warnings; raises ContentError with what stops a build: errors, or any finding."""
    diagnostics = [finding.diagnostic for finding in findings if finding.is_open]
    stopping = [diagnostic for diagnostic in diagnostics if strict or diagnostic.severity is Severity.ERROR]
    if stopping:
        raise ContentError(stopping)
    return len(diagnostics)


def render(  # noqa: PLR0913, PLR0917 (what a file is made of)
    programme: Programme,
    document: Document,
    templates: Path,
    formats: Collection[Format],
    step: Step,
    seal: Seal | None = None,
    beside: Sequence[str] | None = None,
    memory: Memory = NO_MEMORY,
) -> dict[Format, bytes]:
    """Return the files of the given formats, sealed if there is a seal; raises ContentError with all their faults.

    The page links to the files ``beside``, else to those made with it; what ``memory`` has of it is not written again.
    Word needs the PDF: its pages fill its contents. Typst works beside Python: other formats are written meanwhile.
    """
    files: dict[Format, bytes] = {}
    faults: list[Diagnostic] = []
    with ThreadPoolExecutor(1) as worker:
        pages: Future[Pdf] | None = None
        if Format.PDF in formats or Format.DOCX in formats:
            from methodology.rendering.pdf import render_pdf  # noqa: PLC0415 (a format loads its own libraries)

            pages = worker.submit(copy_context().run, render_pdf, document, templates, seal=seal)
        if Format.HTML in formats:
            from methodology.rendering.html import render_html  # noqa: PLC0415

            with step(translate("writing the page")), _keep(faults):
                linked = tuple(_name_files(programme, formats) if beside is None else beside)
                files[Format.HTML] = render_html(document, templates, seal=seal, beside=linked, memory=memory).encode()
        if Format.DOCX in formats:
            from methodology.word.writing import write_docx  # noqa: PLC0415

            with step(translate("writing the Word document")), _keep(faults):
                word = write_docx(document, templates / "methodology.docx")
        if pages:
            # What finishes the PDF takes long to load, and Typst is still at work.
            import methodology.rendering.pdf.structure_tree  # noqa: F401, PLC0415

            with step(translate("laying out the PDF")), _keep(faults):
                pdf = pages.result()
                files[Format.PDF] = pdf.content
    if faults:
        raise ContentError(faults)
    if Format.DOCX in formats:
        files[Format.DOCX] = word.finish(
            heading_pages=pdf.heading_pages, page_count=pdf.page_count, content_files=programme.files, seal=seal
        )
    return {format_: files[format_] for format_ in Format if format_ in formats}


def _name_files(programme: Programme, formats: Collection[Format]) -> tuple[str, ...]:
    """Return the names of the files that a page of the same build can link to."""
    linked = {*formats} - {Format.HTML}
    return tuple(f"{programme.facts.file_name}.{one}" for one in Format if one in linked)


@contextmanager
def _keep(faults: list[Diagnostic]) -> Iterator[None]:
    """Add what is wrong with the content or a template to ``faults``; other formats may show more."""
    try:
        yield
    except ContentError as error:
        faults += error.diagnostics


def _render_tables(  # noqa: PLR0913, PLR0917 (what a file is made of)
    programme: Programme,
    document: Document,
    templates: Path,
    formats: Collection[Format | TableFormat],
    step: Step,
    seal: Seal | None,
) -> dict[str, bytes]:
    """Return the files of the programme's tables by the end of their names; a CSV file has the table's number in it."""
    files: dict[str, bytes] = {}
    if TableFormat.XLSX in formats:
        with step(translate("writing the workbook")):
            files[f".{TableFormat.XLSX}"] = write_workbook(programme, document, templates, seal)
    if TableFormat.CSV in formats:
        from methodology.rendering.tables import render_csv  # noqa: PLC0415

        tables = render_csv(compose_tables(programme, templates))
        files |= {f"-{number}.{TableFormat.CSV}": content for number, content in tables.items()}
    return files


def write_workbook(programme: Programme, document: Document, templates: Path, seal: Seal | None = None) -> bytes:
    """Return the workbook with the programme's tables, sealed if there is a seal."""
    from methodology.rendering.tables import render_workbook  # noqa: PLC0415

    return render_workbook(compose_tables(programme, templates), document.properties, seal)


def lay_out_pdf(
    document: Document, templates: Path, template: str = "methodology.typ", seal: Seal | None = None
) -> Pdf:
    """Return the PDF of a document alone, set on a Typst template of the folder, sealed if there is a seal."""
    from methodology.rendering.pdf import render_pdf  # noqa: PLC0415

    return render_pdf(document, templates, template, seal=seal)


def find_text_pages(pdf: Pdf, document: Document) -> tuple[int, ...]:
    """Return the physical page, from 1, of each text of the body of the document that the PDF was made from."""
    from methodology.rendering.pdf.structure_tree import text_pages  # noqa: PLC0415

    return text_pages(pdf.content, document)
