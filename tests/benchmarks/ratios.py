"""What the program takes beside what others take for the same document, measured side by side in one run."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from methodology.checks import check_programme
from methodology.composing import compose_document
from methodology.formats import Format
from methodology.model.document import Document
from methodology.model.programme import Programme
from methodology.reading import read_programme
from methodology.rendering.docx import render_docx
from methodology.rendering.html import render_html
from methodology.rendering.pdf import render_pdf
from tests.benchmarks import rivals
from tests.benchmarks.diff_time import build, diff, pair
from tests.benchmarks.measuring import Action, Cost, Prepared, alternately, ready
from tests.benchmarks.pull_time import pulled, reworked
from tests.built import CONTENT, ROOT, TEMPLATES, copied, replace_in

WORD_TEMPLATE = TEMPLATES / "methodology.docx"
PDF_TEMPLATE = TEMPLATES / "methodology.typ"
CHANGED = "objectives/so1/indicators/O.1.3.yaml"


@dataclass(frozen=True, slots=True)
class Ratio:
    """One thing beside another; ``most`` is what the ratio may be, None where it is only told."""

    name: str
    beside: str
    ours: Cost
    other: Cost
    most: float | None

    @property
    def wall(self) -> float:
        """By the clock."""
        return self.ours.wall / self.other.wall

    @property
    def processor(self) -> float:
        """Of processor time: what else the machine does counts little."""
        return self.ours.processor / self.other.processor


@dataclass(frozen=True, slots=True)
class Case:
    """What is measured beside what."""

    name: str
    beside: str
    ours: Prepared
    other: Prepared
    most: float | None = None

    def ratio(self, turns: int) -> Ratio:
        """Both, in turns."""
        costs = alternately(turns, {"ours": self.ours, "other": self.other})
        return Ratio(self.name, self.beside, costs["ours"], costs["other"], self.most)


def command(*arguments: str | Path) -> Prepared:
    """``build.py`` in a new process, byte code kept, as everybody runs it."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    line = [sys.executable, ROOT / "build.py", *arguments]
    return ready(lambda: subprocess.run(line, env=environment, check=True, capture_output=True))


def again(action: Action) -> Prepared:
    """An action of a process that has done it before: what it remembers, it has."""

    def prepare() -> Action:
        action()
        return action

    return prepare


def cold_build(folder: Path) -> Prepared:
    """The command ``build``: DOCX, PDF and HTML."""
    return command("--output", folder / "cold")


def whole(folder: Path, pandoc: str, soffice: str) -> Case:
    """A cold build beside pandoc and LibreOffice."""
    command("--output", folder / "page")()()
    markdown = folder / "rival" / "document.md"
    markdown.parent.mkdir()
    rivals.pandoc_markdown(pandoc, next((folder / "page").glob("*.html")), markdown)
    other = ready(lambda: rivals.pandoc_and_libreoffice(pandoc, soffice, markdown))
    other()()  # LibreOffice makes its profile
    return Case("build: DOCX, PDF, HTML", "pandoc (DOCX) + LibreOffice (PDF)", cold_build(folder), other, 0.6)


def document_step(programme: Programme, document: Document) -> Callable[[], bytes]:
    """The DOCX step; the pages are any."""
    pages = dict.fromkeys((heading.anchor for heading in document.headings), 1)
    return lambda: render_docx(
        document, WORD_TEMPLATE, heading_pages=pages, page_count=1, content_files=programme.files
    )


def word_step(*, first: bool = False) -> Case:
    """The DOCX step beside docxtpl with a plain template, in processes that have done it before; or ``first``."""
    programme = read_programme(CONTENT)
    document = compose_document(programme, TEMPLATES)
    template, data = rivals.plain_template(WORD_TEMPLATE), rivals.plain_data(document)
    ours, other = document_step(programme, document), lambda: rivals.plain_docxtpl(template, data)
    if first:
        return Case("DOCX step, the first of a process", "plain docxtpl", ready(ours), ready(other))
    return Case("DOCX step", "plain docxtpl", again(ours), again(other), 0.5)


def pdf_step() -> Case:
    """The PDF step beside typst."""
    document = compose_document(read_programme(CONTENT), TEMPLATES)
    ours, other = lambda: render_pdf(document, TEMPLATES), lambda: rivals.bare_typst(document, PDF_TEMPLATE)
    return Case("PDF step", "bare typst", ready(ours), ready(other), 1.3)


def changed(folder: Path, step: str, render: Callable[[Document], object]) -> Case:
    """A step for a document with one change, in a process that has done it before the change, beside the first."""
    content = copied(CONTENT, folder / step)
    replace_in(content / CHANGED, "target: 46", "target: 51")
    before, after = (compose_document(read_programme(one), TEMPLATES) for one in (CONTENT, content))

    def prepare() -> Action:
        render(before)
        return lambda: render(after)

    first = ready(lambda: render(before))
    return Case(f"{step} step after one change, same process", f"{step} step, the first", prepare, first, 0.5)


def changed_pdf(folder: Path) -> Case:
    """The PDF step after one change."""
    return changed(folder, "PDF", lambda document: render_pdf(document, TEMPLATES))


def changed_page(folder: Path) -> Case:
    """The HTML step after one change; the template is compiled before."""
    _compiled_page()
    return changed(folder, "HTML", lambda document: render_html(document, TEMPLATES))


def page_step() -> Case:
    """The HTML step beside Jinja2 without a sandbox; each has compiled the template before, and written nothing."""
    document = _compiled_page()
    other = rivals.plain_jinja(document, TEMPLATES)
    return Case("HTML step", "plain Jinja2", ready(lambda: render_html(document, TEMPLATES)), ready(other), 2)


def _compiled_page() -> Document:
    document = compose_document(read_programme(CONTENT), TEMPLATES)
    render_html(dataclasses.replace(document, blocks=()), TEMPLATES)
    return document


def rebuild(folder: Path, formats: Sequence[Format] = tuple(Format)) -> Case:
    """The build of one change in a process that has built before, beside a cold build of all formats."""
    content = copied(CONTENT, folder / "-".join(("changing", *formats)))

    def prepare() -> Action:
        file = content / CHANGED
        before = file.read_text(encoding="utf-8")
        build(folder, content, formats)
        replace_in(file, "target: 46", "target: 51")

        def action() -> None:
            build(folder, content, formats)
            file.write_text(before, encoding="utf-8")

        return action

    name = f"rebuild of one change, same process: {', '.join(formats).upper()}"
    return Case(name, "cold build", prepare, cold_build(folder), 0.25)


def commands(folder: Path) -> Iterator[Case]:
    """Check, diff and pull beside a build."""
    here = ready(lambda: build(folder))
    yield Case("check (command)", "cold build", command("check"), cold_build(folder))
    yield Case("check", "build, imports apart", ready(lambda: check_programme(read_programme(CONTENT))), here)
    old, new = pair(folder, 1)
    yield Case("diff, all forms", "build, imports apart", ready(lambda: diff(old, new, folder)), here)
    yield pull_step(folder, stripped=False)
    yield pull_step(folder, stripped=True)


def of_build(folder: str, pandoc: str, soffice: str, turns: int) -> tuple[float, float]:
    """The ratios of a cold build by the clock and of processor time."""
    return _both(whole(Path(folder), pandoc, soffice), turns)


def of_word(turns: int) -> tuple[float, float]:
    """The ratios of the DOCX step."""
    return _both(word_step(), turns)


def of_pdf(turns: int) -> tuple[float, float]:
    """The ratios of the PDF step."""
    return _both(pdf_step(), turns)


def of_changed_pdf(folder: str, turns: int) -> tuple[float, float]:
    """The ratios of the PDF step after one change."""
    return _both(changed_pdf(Path(folder)), turns)


def of_changed_page(folder: str, turns: int) -> tuple[float, float]:
    """The ratios of the HTML step after one change."""
    return _both(changed_page(Path(folder)), turns)


def of_page(turns: int) -> tuple[float, float]:
    """The ratios of the HTML step."""
    return _both(page_step(), turns)


def of_preview(folder: str, turns: int) -> tuple[float, float]:
    """The ratios of the rebuild of one change as HTML."""
    return _both(rebuild(Path(folder), [Format.HTML]), turns)


def of_pull(folder: str, stripped: bool, turns: int) -> tuple[float, float]:  # noqa: FBT001 (JSON has no names)
    """The ratios of a pull of a fully reworked document and a build, imports apart."""
    return _both(pull_step(Path(folder), stripped=stripped), turns)


def pull_step(folder: Path, *, stripped: bool) -> Case:
    """A pull of a fully reworked document beside a build, imports apart."""
    word = reworked(made_word(), stripped=stripped)
    name = "pull of a reworked document" + (" without its names" if stripped else "")
    return Case(name, "build, imports apart", ready(lambda: pulled(word)), ready(lambda: build(folder)), 2)


def made_word() -> bytes:
    """The Word file of the content."""
    programme = read_programme(CONTENT)
    return document_step(programme, compose_document(programme, TEMPLATES))()


def _both(case: Case, turns: int) -> tuple[float, float]:
    ratio = case.ratio(turns)
    return ratio.wall, ratio.processor


def ratios(folder: Path, turns: int, pandoc: str | None, soffice: str | None) -> Iterator[Ratio]:
    """Every ratio, one after another; that beside pandoc and LibreOffice only where they are there."""
    cold_build(folder)()()
    if pandoc and soffice:
        yield whole(folder, pandoc, soffice).ratio(turns)
    words = (word_step(), word_step(first=True))
    steps = (*words, pdf_step(), changed_pdf(folder), page_step(), changed_page(folder))
    for case in (*steps, rebuild(folder, [Format.HTML]), rebuild(folder), *commands(folder)):
        yield case.ratio(turns)
