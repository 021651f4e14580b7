"""The seal of one version of the document, and the commit that it names."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from methodology import __version__
from methodology.git import GitError, open_repository
from methodology.model.document import Document
from methodology.model.picture import bytes_of_text, is_picture_path
from methodology.model.remark import REMARKS
from methodology.model.seal import Origin, Seal
from methodology.model.system_files import is_system_file
from methodology.sealing.lines import digest_of, lines_of


def origin_of(content: Path, templates: Path) -> Origin | None:
    """The last commit that changed the content or the templates, and whether both are as it has them.

    Templates outside of the content's repository do not count. None where git is missing, where the folder lies in no
    repository and where no commit has it.
    """
    try:
        repository = open_repository(content)
        relative = repository.relative(content)
        if relative is None:
            return None
        within = repository.relative(templates)
        paths = (relative,) if within is None else (relative, within)
        commit = repository.last_change("HEAD", paths, remarks_in(relative))
        if commit is None or not repository.holds(commit, relative):
            return None
        changes = {*repository.changes(paths)} - {remarks_in(relative)}
        return Origin(commit, clean=all(map(_is_passed_over, changes)))
    except (GitError, OSError):
        return None


def remarks_in(content: str) -> str:
    """Return the file of remarks of a content folder, both by their paths in the repository.

    It is no part of the document, which is of the same commit whatever is said of it.
    """
    return REMARKS if content == "." else f"{content}/{REMARKS}"


def find_uncommitted(content: Path, templates: Path) -> tuple[str, ...] | None:
    """Return the files of both folders that are not as the last commit has them, by their paths in the repository.

    Files are compared, not what git says of them: it passes over ignored ones. Line ends do not count, nor do templates
    outside of the repository. None where the content is in no commit.
    """
    try:
        repository = open_repository(content)
        commit, relative, beside = (
            repository.commit("HEAD"),
            repository.relative(content),
            repository.relative(templates),
        )
        if commit is None or relative is None or not repository.holds(commit, relative):
            return None
        folders = {relative: content} | ({beside: templates} if beside is not None else {})
        with tempfile.TemporaryDirectory() as scratch:
            repository.extract(commit, tuple(name for name in folders if repository.holds(commit, name)), Path(scratch))
            now, then = _files_below(folders), _files_below({name: Path(scratch, name) for name in folders})
    except (GitError, OSError):
        return None
    names = (now.keys() | then.keys()) - {f"{relative}/{REMARKS}"}
    return tuple(sorted(name for name in names if now.get(name) != then.get(name)))


def _files_below(folders: Mapping[str, Path]) -> dict[str, bytes]:
    """The digest of each file below some folders by its path, which begins with the folder's name."""
    return {
        f"{name}/{relative}": hashlib.sha256(_read_unified(path)).digest()
        for name, folder in folders.items()
        for path in folder.rglob("*")
        if path.is_file() and not _is_passed_over(relative := path.relative_to(folder).as_posix())
    }


LOOKED_AT = 8_000
"""A file that has a zero byte among its first ones is no text (git's own rule)."""
OF_REPORTS = frozenset({"changes.typ", "changes"})
"""What stands in the template folder and shapes other things than the document."""


def make_seal(files: Mapping[str, str], document: Document, templates: Path, origin: Origin | None) -> Seal:
    """The seal of a document made from these content files and templates."""
    return Seal(
        content=content_digest(files),
        templates=templates_digest(templates),
        text=digest_of(lines_of(document.blocks)),
        program=__version__,
        origin=origin,
        draft=document.draft,
    )


def content_digest(files: Mapping[str, str]) -> str:
    """The digest of content files by relative path; in whatever order they come, and with whatever line ends.

    Pictures count by their bytes: those of a PNG have no lines. Remarks do not count: they are not the document's.
    """
    return _digest(
        (
            path,
            bytes_of_text(text) if is_picture_path(path) else _unify_line_ends(text.encode("utf-8", "surrogatepass")),
        )
        for path, text in files.items()
        if path != REMARKS
    )


def reports_digest(templates: Path) -> str:
    """The digest of all files of a template folder, those of reports included, as :func:`templates_digest` has it."""
    return _folder_digest(templates, frozenset())


def templates_digest(templates: Path) -> str:
    """The digest of the files of a template folder, without those that :func:`_is_passed_over` names."""
    return _folder_digest(templates, OF_REPORTS)


def _folder_digest(templates: Path, left_out: Collection[str]) -> str:
    relative = {path.relative_to(templates): path for path in templates.rglob("*") if path.is_file()}
    shaping = {
        name.as_posix(): path
        for name, path in relative.items()
        if name.parts[0] not in left_out and not _is_passed_over(name.as_posix())
    }
    return _digest((name, _read_unified(path)) for name, path in shaping.items())


def _is_passed_over(path: str) -> bool:
    """Whether a file counts for nothing: it is hidden, a lock, or a system's own, or lies in such a folder."""
    return any(name.startswith("~") or is_system_file(name) for name in path.split("/"))


def _digest(files: Iterable[tuple[str, bytes]]) -> str:
    lines = sorted(f"{hashlib.sha256(content).hexdigest()} {name}\n" for name, content in files)
    return hashlib.sha256("".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def _read_unified(path: Path) -> bytes:
    """A file's bytes; of a text with the line ends that git keeps, whatever those of the checkout are."""
    content = path.read_bytes()
    return content if b"\0" in content[:LOOKED_AT] else _unify_line_ends(content)


def _unify_line_ends(text: bytes) -> bytes:
    return text.replace(b"\r\n", b"\n")
