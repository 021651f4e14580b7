"""Where versions come from: a content folder, a Word file that was built here, a commit of the repository."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from methodology.composing import compose_document
from methodology.diagnostics import ContentError, Diagnostic, Location
from methodology.git import GitError, Repository
from methodology.model.programme import Programme
from methodology.model.seal import Origin
from methodology.reading import read_programme
from methodology.rendering.pdf import render_pdf
from methodology.rendering.pdf.pages import text_pages
from methodology.sealing import origin_of
from methodology.versions.version import Version
from methodology.word.snapshot import read_snapshot

FACTS = "programme.yaml"
"""The file that makes a folder one of content."""


@dataclass(frozen=True, slots=True)
class Checkout:
    """The folders of the working tree. Versions that bring no templates of their own are composed with its."""

    content: Path
    templates: Path


@dataclass(frozen=True, slots=True)
class _Source:
    """Folders to read a version from. Messages call the content ``content_name``, the templates' files ``prefix``…."""

    content: Path
    content_name: str
    templates: Path
    prefix: str = ""
    origin: Origin | None = None


def open_version(name: str, checkout: Checkout, scratch: Path, *, pages: bool) -> Version:
    """The version that ``name`` names: a content folder, a Word file built here, else a commit of the repository.

    A commit brings its content and its templates, which are written below ``scratch``; the checkout is only read.
    ``pages`` lays the PDF out too. Raises ContentError where there is no such version or it is at fault, and
    ToolMissingError where git is needed and missing.
    """
    return _read_version(name, _source(name, checkout, scratch), pages=pages)


def read_version(content: Path, content_name: str, templates: Path, *, pages: bool) -> Version:
    """The version that stands in a content folder, which messages call ``content_name``."""
    return _read_version(content_name, _Source(content, content_name, templates), pages=pages)


def _read_version(name: str, source: _Source, *, pages: bool) -> Version:
    programme = read_programme(source.content, source.content_name)
    try:
        document = compose_document(programme, source.templates)
        pdf = render_pdf(document, source.templates) if pages else None
    except ContentError as error:
        raise _named(programme.located(error), programme, source.prefix) from error
    return Version(
        name=name,
        programme=programme,
        document=document,
        templates=source.templates,
        heading_pages=pdf.heading_pages if pdf else {},
        page_count=pdf.page_count if pdf else 0,
        text_pages=text_pages(pdf.content, document) if pdf else (),
        origin=source.origin,
    )


def _source(name: str, checkout: Checkout, scratch: Path) -> _Source:
    path = Path(name)
    if (path / FACTS).is_file():
        origin = origin_of(path, checkout.templates)
        return _Source(path, name.rstrip("/\\") or name, checkout.templates, origin=origin)
    if path.is_file() and path.suffix.lower() == ".docx":
        folder = _new_folder(scratch)
        write_files(read_snapshot(path.read_bytes(), name=name).files, folder, name)
        return _Source(folder, f"{name}:content", checkout.templates)
    if path.is_dir():
        raise _fault("no-content", f"the folder holds no {FACTS}", name, "name a folder of content, as content/ is")
    return _of_commit(name, checkout, scratch)


def _new_folder(scratch: Path) -> Path:
    """A new folder below ``scratch``, so that the versions of one run do not mix."""
    return Path(tempfile.mkdtemp(dir=scratch))


def write_files(files: Mapping[str, str], folder: Path, name: str) -> None:
    """Write content files, those that a Word file brings too. Anyone may have made it: no name leads out of the folder.

    Raises ContentError, with the Word file's ``name``, where one would, and where a file cannot be written.
    """
    for relative, text in files.items():
        parts = PurePosixPath(relative).parts
        safe = bool(parts) and not relative.startswith("/") and not {"..", "."} & set(parts)
        if not safe or any(mark in relative for mark in ("\\", ":", "\0")):
            raise _unwanted(relative, name)
        target = folder.joinpath(*parts)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="")
        except (OSError, UnicodeEncodeError) as error:
            raise _unwanted(relative, name) from error


def _unwanted(relative: str, name: str) -> ContentError:
    hint = "use a Word file that this program has built"
    return _fault("unknown-file", f"the file brings '{relative}', which has no place in the content", name, hint)


def _of_commit(name: str, checkout: Checkout, scratch: Path) -> _Source:
    try:
        repository = Repository.around(checkout.content)
        commit = repository.commit(name)
        if commit is None:
            hint = repository.hint(name) or "name a branch, a tag or a commit, a content folder or a DOCX built here"
            raise _fault("no-version", "there is no such folder, DOCX file or git ref", name, hint)
        content = repository.relative(checkout.content)
        if content is None or not repository.holds(commit, _joined(content, FACTS)):
            hint = "name a version that was made after the content, or its folder with --content"
            raise _fault("no-version", f"the version holds no {_joined(content or '.', FACTS)}", name, hint)
        templates = repository.relative(checkout.templates)
        if templates is not None and not repository.holds(commit, templates):
            raise _fault("no-version", f"the version holds no {templates}", name, "name a version that has templates")
        folder = _new_folder(scratch)
        paths = (content,) if templates is None else (content, templates)
        repository.extract(commit, paths, folder)
        origin = Origin(repository.last_change(commit, paths) or commit, clean=True)
    except GitError as error:
        hint = "name a content folder, a DOCX built here, or work in a clone of the repository"
        raise _fault("no-version", f"git cannot read it: {error}", name, hint) from error
    own = checkout.templates if templates is None else folder / templates
    return _Source(folder / content, f"{name}:{content}", own, f"{name}:", origin)


def _joined(folder: str, file: str) -> str:
    return file if folder == "." else f"{folder}/{file}"


def _fault(code: str, message: str, name: str, hint: str) -> ContentError:
    return ContentError([Diagnostic(code, message, Location(name), hint)])


def _named(error: ContentError, programme: Programme, prefix: str) -> ContentError:
    """The error with the files of the templates called as those of their version."""
    return ContentError(
        found
        if found.location.file.startswith(f"{programme.name}/")
        else replace(found, location=replace(found.location, file=f"{prefix}{found.location.file}"))
        for found in error.diagnostics
    )
