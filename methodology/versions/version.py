"""One version of the document, read from a content folder, a Word file that was built here, or a commit."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from methodology import PACKAGED_TEMPLATES
from methodology.building import find_text_pages, lay_out_pdf
from methodology.composing import compose_document, status_mark
from methodology.diagnostics import ContentError, Diagnostic, Location
from methodology.git import GitError, Repository, open_repository
from methodology.messages import translate
from methodology.model.document import Document
from methodology.model.picture import bytes_of_text, is_picture_path
from methodology.model.programme import Programme
from methodology.model.seal import Origin
from methodology.reading import read_programme
from methodology.sealing.seal import origin_of, remarks_in
from methodology.word.snapshot import read_snapshot

FACTS = "programme.yaml"
"""The file that makes a folder one of content."""
WORD_TEMPLATE = "methodology.docx"
"""The file that makes a folder one of templates."""
MOST_FOLDERS = 10
"""So many folders of a commit are looked at where the present one is not among them."""


@dataclass(frozen=True, slots=True)
class Version:
    """A version, read and composed. ``name`` is how the user named it (``v3``, ``content/``, ``metodologija.docx``).

    ``templates`` is the folder that it was composed with. ``heading_pages``, ``page_count`` and ``text_pages`` (the
    page of each text of the body, in order) are of its PDF, empty and 0 where that was not laid out.
    ``origin`` is the commit that the seal of a file made from it names.
    """

    name: str
    programme: Programme
    document: Document
    templates: Path
    heading_pages: Mapping[str, int]
    page_count: int
    text_pages: tuple[int, ...] = ()
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Checkout:
    """The folders of the working tree. Versions that bring no templates of their own are composed with its."""

    content: Path
    templates: Path


@dataclass(frozen=True, slots=True)
class VersionFolders:
    """Folders to read a version from. Messages call the content ``name``, a template's file ``prefix`` and path."""

    content: Path
    name: str
    templates: Path
    prefix: str = ""
    origin: Origin | None = None


def open_version(name: str, checkout: Checkout, scratch: Path, *, pages: bool) -> Version:
    """Open the version that ``name`` names: a content folder, a Word file built here, else a commit of the repository.

    ``v1:content`` names the content folder of a commit, where it has another name now. A commit brings its content and
    its templates, which are written below ``scratch``; the checkout is only read. ``pages`` lays the PDF out too.
    Raises ContentError where there is no such version or it is at fault.
    """
    return _read(name, find_folders(name, checkout, scratch), pages=pages)


def read_version(content: Path, name: str, templates: Path, *, pages: bool) -> Version:
    """Read the version in a content folder, which messages call ``name``."""
    return _read(name, VersionFolders(content, name, templates), pages=pages)


def open_folder(checkout: Checkout, name: str, *, pages: bool) -> Version:
    """Open the version in the working tree, which messages call ``name``, with the commit that its files name."""
    origin = origin_of(checkout.content, checkout.templates)
    return _read(name, VersionFolders(checkout.content, name, checkout.templates, origin=origin), pages=pages)


def compose_version(programme: Programme, templates: Path, *, pages: bool) -> Version:
    """Return the version that a programme is, called as its content is; raises ContentError where it is at fault."""
    return _compose(programme.name, programme, VersionFolders(Path(), programme.name, templates), pages=pages)


def _read(name: str, folders: VersionFolders, *, pages: bool) -> Version:
    return _compose(name, read_programme(folders.content, folders.name, folders.templates), folders, pages=pages)


def _compose(name: str, programme: Programme, folders: VersionFolders, *, pages: bool) -> Version:
    try:
        document = compose_document(programme, folders.templates)
        version = Version(name, programme, document, folders.templates, {}, 0, origin=folders.origin)
        version = mark_version(version, folders.origin)
        return add_pages(version) if pages else version
    except ContentError as error:
        raise _prefix_templates(programme.locate(error), programme, folders.prefix) from error


def mark_version(version: Version, origin: Origin | None) -> Version:
    """The version with the word that its pages have where the seal with this origin names no committed version."""
    return replace(version, document=replace(version.document, mark=status_mark(version.programme, origin)))


def add_pages(version: Version) -> Version:
    """The version with the pages of its PDF."""
    pdf = lay_out_pdf(version.document, version.templates)
    return replace(
        version,
        heading_pages=pdf.heading_pages,
        page_count=pdf.page_count,
        text_pages=find_text_pages(pdf, version.document),
    )


def _prefix_templates(error: ContentError, programme: Programme, prefix: str) -> ContentError:
    """Name the templates' files in an error as those of their version."""
    return ContentError(
        diagnostic
        if diagnostic.location.file.startswith(f"{programme.name}/")
        else replace(diagnostic, location=replace(diagnostic.location, file=f"{prefix}{diagnostic.location.file}"))
        for diagnostic in error.diagnostics
    )


def find_folders(name: str, checkout: Checkout, scratch: Path) -> VersionFolders:
    """Return the folders of the version that ``name`` names, as :func:`open_version` knows them and raises of them."""
    path = Path(name)
    if (path / FACTS).is_file():
        origin = origin_of(path, checkout.templates)
        return VersionFolders(path, name.rstrip("/\\") or name, checkout.templates, origin=origin)
    if path.is_file() and path.suffix.lower() == ".docx":
        folder = Path(tempfile.mkdtemp(dir=scratch))
        write_files(read_snapshot(path.read_bytes(), name=name).files, folder, name)
        return VersionFolders(folder, f"{name}:content", checkout.templates)
    if path.is_dir():
        message = translate("the folder holds no {file}", file=FACTS)
        raise _fault("no-content", message, name, translate("name a folder of content, as content/ is"))
    return _extract_commit(name, checkout, scratch)


def write_files(files: Mapping[str, str], folder: Path, name: str) -> None:
    """Write the content files that a Word file brings, of which messages call the folder ``name``.

    Raises ContentError as :func:`require_inside` does, and where a file cannot be written.
    """
    require_inside(files, name)
    for relative, text in files.items():
        target = folder / relative
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(bytes_of_text(text))
        except OSError as error:
            raise _misplaced(relative, name) from error


def require_inside(files: Mapping[str, str], name: str) -> None:
    """Raise ContentError where a file that a Word file brings has a path or a text that no content file has.

    Anyone may have made the Word file: no path leads out of the folder.
    """
    for relative, text in files.items():
        parts = PurePosixPath(relative).parts
        is_safe = bool(parts) and not relative.startswith("/") and not {"..", "."} & set(parts)
        if not is_safe or any(mark in relative for mark in ("\\", ":", "\0")):
            raise _misplaced(relative, name)
        try:
            bytes_of_text(text) if is_picture_path(relative) else text.encode()
        except UnicodeEncodeError as error:
            raise _misplaced(relative, name) from error


def _misplaced(relative: str, name: str) -> ContentError:
    message = translate("the file brings '{path}', which has no place in the content", path=relative)
    return _fault("unknown-file", message, name, translate("use a Word file that this program has built"))


def _extract_commit(name: str, checkout: Checkout, scratch: Path) -> VersionFolders:
    try:
        repository = open_repository(checkout.content)
        ref, commit, named = _split_name(name, repository)
        if commit is None:
            anything = translate("name a branch, a tag or a commit, a content folder or a DOCX built here")
            hint = repository.hint(ref) or anything
            raise _fault("no-version", translate("there is no such folder, DOCX file or git ref"), name, hint)
        content = repository.relative(checkout.content) if named is None else named
        if content is None or not repository.holds(commit, _join(content, FACTS)):
            hint = _hint_folders(ref, repository.folders_with(commit, FACTS))
            message = translate("the version holds no {file}", file=_join(content or ".", FACTS))
            raise _fault("no-version", message, name, hint)
        templates = _find_templates(commit, content, repository, checkout, name)
        folder = Path(tempfile.mkdtemp(dir=scratch))
        paths = (content, templates) if isinstance(templates, str) else (content,)
        repository.extract(commit, paths, folder)
        origin = Origin(repository.last_change(commit, paths, remarks_in(content)) or commit, clean=True)
    except GitError as error:
        hint = translate("name a content folder, a DOCX built here, or work in a clone of the repository")
        raise _fault("no-version", translate("git cannot read it: {error}", error=error), name, hint) from error
    used = folder / templates if isinstance(templates, str) else templates
    return VersionFolders(folder / content, f"{ref}:{content}", used, f"{ref}:", origin)


def _split_name(name: str, repository: Repository) -> tuple[str, str | None, str | None]:
    """Return the git ref of a version's name, its commit, and the content folder that ``v1:content`` names, if any."""
    ref, colon, folder = name.partition(":")
    commit = repository.commit(name)
    if commit is not None or not colon:
        return name, commit, None
    return ref, repository.commit(ref), PurePosixPath(folder.replace("\\", "/").strip("/")).as_posix()


def _hint_folders(ref: str, folders: Sequence[str]) -> str:
    if not folders:
        return translate("name a version that was made after the content, or its folder with --content")
    names = ", ".join(f"{ref}:{folder}" for folder in folders[:MOST_FOLDERS])
    if len(folders) == 1:
        return translate("its content lies elsewhere: write {name}", name=names)
    return translate("write one of {names}", names=names)


def find_content_folders(commit: str, checkout: Checkout) -> tuple[str, ...]:
    """Return the folders of a commit that hold content; the one that has the present folder's name comes first.

    Empty where there is no repository or no such commit.
    """
    try:
        repository = open_repository(checkout.content)
        folders = repository.folders_with(commit, FACTS)[:MOST_FOLDERS]
        present = repository.relative(checkout.content)
    except GitError:
        return ()
    return tuple(sorted(folders, key=lambda folder: folder != present))


def _find_templates(commit: str, content: str, repository: Repository, checkout: Checkout, name: str) -> str | Path:
    """Return the path of the commit's own templates in the repository, else the folder that it is composed with.

    An office that builds with the packaged templates may have had its own beside the content, or have them since; and
    a folder that has another name now is known by what it holds.
    """
    is_packaged = checkout.templates == PACKAGED_TEMPLATES
    beside = _join(PurePosixPath(content).parent.as_posix(), "templates")
    own = beside if is_packaged else repository.relative(checkout.templates)
    if own is None:
        return checkout.templates
    for folder in (own, beside, *repository.folders_with(commit, WORD_TEMPLATE)):
        if repository.holds(commit, folder):
            return folder
    if PACKAGED_TEMPLATES.is_dir():
        return PACKAGED_TEMPLATES
    message = translate("the version holds no {file}", file=own)
    raise _fault("no-version", message, name, translate("name a version that has templates"))


def _join(folder: str, file: str) -> str:
    return file if folder == "." else f"{folder}/{file}"


def _fault(code: str, message: str, name: str, hint: str) -> ContentError:
    return ContentError([Diagnostic(code, message, Location(name), hint)])
