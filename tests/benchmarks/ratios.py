"""What the program takes beside what others take for the same document, measured side by side in one run."""

from __future__ import annotations

import dataclasses
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from methodology.checks import check_programme
from methodology.composing import compose_document
from methodology.formats import Format
from methodology.memory import Memory
from methodology.model.document import Document
from methodology.model.programme import Programme
from methodology.reading import read_programme
from methodology.rendering.html import render_html
from methodology.rendering.pdf import render_pdf
from methodology.word.writing import render_docx
from tests.benchmarks import rivals
from tests.benchmarks.actions import build, diff, pair
from tests.benchmarks.measuring import Action, Cost, Prepared, alternately, ready, told_apart
from tests.benchmarks.plain_markdown import plain_markdown
from tests.benchmarks.pull_time import pulled, reworked
from tests.built import CONTENT, ROOT, TEMPLATES, copied, read_anew, replace_in
from tests.conftest import REFERENCE
from tests.verifying.project import new_repository

WORD_TEMPLATE = TEMPLATES / "methodology.docx"
PDF_TEMPLATE = TEMPLATES / "methodology.typ"
Result = TypeVar("Result")
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
    def least(self) -> float:
        """The less of both: what else the machine does counts in one of them at most."""
        return min(self.wall, self.processor)

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


MakeCase = Callable[[Path], Case]
"""Is given a folder to write into."""


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


def whole(folder: Path) -> Case:
    """A cold build beside pandoc and LibreOffice; RuntimeError where they are not there."""
    other = _pandoc_and_libreoffice(folder, page=True)
    return Case("build: DOCX, PDF, HTML", "pandoc (DOCX, HTML) + LibreOffice (PDF)", cold_build(folder), other, 0.6)


def whole_without_page(folder: Path) -> Case:
    """The same without the page."""
    other = _pandoc_and_libreoffice(folder, page=False)
    ours = command("--output", folder / "cold", "--format", "docx", "--format", "pdf")
    return Case("build: DOCX, PDF", "pandoc (DOCX) + LibreOffice (PDF)", ours, other, 0.6)


def _pandoc_and_libreoffice(folder: Path, *, page: bool) -> Prepared:
    pandoc, soffice = shutil.which("pandoc"), shutil.which("soffice")
    if not (pandoc and soffice):
        raise RuntimeError("pandoc and LibreOffice are not both installed")
    markdown = folder / "rival" / "document.md"
    markdown.parent.mkdir()
    markdown.write_text(plain_markdown(REFERENCE.read_text(encoding="utf-8")), encoding="utf-8")
    other = ready(lambda: rivals.pandoc_and_libreoffice(pandoc, soffice, markdown, page=page))
    other()()  # LibreOffice makes its profile
    return other


def document_step(programme: Programme, document: Document) -> Callable[[], bytes]:
    """The DOCX step; the pages are any."""
    pages = dict.fromkeys((heading.anchor for heading in document.headings), 1)
    return lambda: render_docx(
        document, WORD_TEMPLATE, heading_pages=pages, page_count=1, content_files=programme.files
    )


def word_step(_: Path) -> Case:
    """The DOCX step beside docxtpl with a plain template, in processes that have done it before."""
    ours, other = _word_steps()
    return Case("DOCX step", "plain docxtpl", again(ours), again(other), 0.6)


def first_word_step(_: Path) -> Case:
    """The same in processes that do it for the first time."""
    ours, other = _word_steps()
    return Case("DOCX step, the first of a process", "plain docxtpl", ready(ours), ready(other))


def _word_steps() -> tuple[Action, Action]:
    programme = read_anew(CONTENT)
    document = compose_document(programme, TEMPLATES)
    template, data = rivals.plain_template(WORD_TEMPLATE), rivals.plain_data(document)
    return document_step(programme, document), lambda: rivals.plain_docxtpl(template, data)


def pdf_step(_: Path) -> Case:
    """The PDF step beside typst."""
    document = compose_document(read_anew(CONTENT), TEMPLATES)
    ours, other = lambda: render_pdf(document, TEMPLATES), lambda: rivals.bare_typst(document, PDF_TEMPLATE)
    return Case("PDF step", "bare typst", ready(ours), ready(other), 1.3)


def changed(folder: Path, step: str, render: Callable[[Document, Memory], object]) -> Case:
    """A step for a document with one change, in a process that has done it before the change, beside the first.

    The documents are composed, and the step is done, with what a process that builds again keeps.
    """
    content = copied(CONTENT, folder / step)
    replace_in(content / CHANGED, "target: 46", "target: 51")
    composed, rendered = Memory(), Memory()
    before, after = (_whole_build(composed, partial(_compose, one, composed)) for one in (CONTENT, content))

    def prepare() -> Action:
        _whole_build(rendered, lambda: render(before, rendered))
        return lambda: _whole_build(rendered, lambda: render(after, rendered))

    first = ready(lambda: _whole_build(rendered, lambda: render(before, rendered)))
    return Case(f"{step} step after one change, same process", f"{step} step, the first", prepare, first, 0.5)


def _compose(content: Path, memory: Memory) -> Document:
    return compose_document(read_programme(content, "content", TEMPLATES, memory), TEMPLATES, memory=memory)


def _whole_build(memory: Memory, make: Callable[[], Result]) -> Result:
    """What is made as a whole build with a memory."""
    memory.begin(())
    result = make()
    memory.finish()
    return result


def changed_pdf(folder: Path) -> Case:
    """The PDF step after one change."""
    return changed(folder, "PDF", lambda document, _: render_pdf(document, TEMPLATES))


def changed_page(folder: Path) -> Case:
    """The HTML step after one change; the template is compiled before."""
    _compiled_page()
    return changed(folder, "HTML", lambda document, memory: render_html(document, TEMPLATES, memory=memory))


def page_step(_: Path) -> Case:
    """The HTML step beside Jinja2 without a sandbox; each has compiled the template before, and written nothing."""
    document = _compiled_page()
    other = rivals.plain_jinja(document, TEMPLATES)
    return Case("HTML step", "plain Jinja2", ready(lambda: render_html(document, TEMPLATES)), ready(other), 2)


def _compiled_page() -> Document:
    document = compose_document(read_anew(CONTENT), TEMPLATES)
    render_html(dataclasses.replace(document, blocks=()), TEMPLATES)
    return document


def rebuild(folder: Path) -> Case:
    """The build of one change in a process that has built before, beside a cold build."""
    return _rebuild(folder, tuple(Format))


def preview(folder: Path) -> Case:
    """The same as HTML alone, beside a cold build of all formats."""
    return _rebuild(folder, [Format.HTML])


def _rebuild(folder: Path, formats: Sequence[Format]) -> Case:
    project = dataclasses.replace(new_repository(folder / "changing", CONTENT), memory=Memory())
    file = project.top / "content" / CHANGED
    before = file.read_text(encoding="utf-8")

    def prepare() -> Action:
        file.write_text(before, encoding="utf-8")
        project.build(*formats)
        replace_in(file, "target: 46", "target: 51")
        return lambda: project.build(*formats)

    name = f"rebuild of one change, same process: {', '.join(formats).upper()}"
    return Case(name, "cold build", prepare, cold_build(folder), 0.25)


def check_command(folder: Path) -> Case:
    """The command ``check`` beside ``build``."""
    return Case("check (command)", "cold build", command("check"), cold_build(folder))


def check_step(folder: Path) -> Case:
    """A check, the content read, beside a build."""
    return Case("check", "build, imports apart", _check(), ready(lambda: build(folder)), 1 / 3)


def check_of_a_cold_build(folder: Path) -> Case:
    """What a check costs of a cold build: reading the content, importing the rules and running them."""
    return Case("check: content read, rules imported and run", "cold build", _check(), cold_build(folder), 0.5)


def _check() -> Prepared:
    return ready(lambda: check_programme(read_anew(CONTENT)))


def diff_step(folder: Path) -> Case:
    """A diff in all forms beside a build."""
    old, new = pair(folder, 1)
    ours = ready(lambda: diff(old, new, folder))
    return Case("diff, all forms", "build, imports apart", ours, ready(lambda: build(folder)), 2)


def pull_step(folder: Path) -> Case:
    """A pull of a fully reworked document beside a build."""
    return _pull(folder, "pull of a reworked document", stripped=False)


def nameless_pull_step(folder: Path) -> Case:
    """The same of a document whose controls and bookmarks are gone."""
    return _pull(folder, "pull of a reworked document without its names", stripped=True)


def _pull(folder: Path, name: str, *, stripped: bool) -> Case:
    command("--format", "docx", "--output", folder / "made")()()
    word = reworked(next((folder / "made").glob("*.docx")).read_bytes(), stripped=stripped)
    return Case(name, "build, imports apart", ready(lambda: pulled(word)), ready(lambda: build(folder)), 2)


CASES: Sequence[MakeCase] = (
    *(whole, whole_without_page, word_step, first_word_step, pdf_step, changed_pdf, page_step, changed_page),
    *(preview, rebuild, check_command, check_step, check_of_a_cold_build, diff_step, pull_step, nameless_pull_step),
)
"""Each is called with a folder of its own, in a process of its own: none finds what another has left in memory."""


def ratio_of(case: MakeCase, folder: Path, turns: int) -> Ratio:
    """The ratio of a case, measured in a new process."""
    name, beside, ours, other, most = told_apart(_told, case.__name__, str(folder), turns)
    return Ratio(name, beside, Cost(*ours), Cost(*other), most)


def _told(name: str, folder: str, turns: int) -> tuple[Any, ...]:
    case = next(one for one in CASES if one.__name__ == name)
    return astuple(case(Path(folder)).ratio(turns))


def ratios(folder: Path, turns: int) -> Iterator[Ratio]:
    """Every ratio, one after another; those beside pandoc and LibreOffice only where they are there."""
    cold_build(folder)()()
    for case in CASES:
        if case in (whole, whole_without_page) and not (shutil.which("pandoc") and shutil.which("soffice")):
            continue
        place = folder / case.__name__
        place.mkdir()
        yield ratio_of(case, place, turns)
