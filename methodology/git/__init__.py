"""Read commits and their files from a git repository, and save a folder in it as a commit."""

from pathlib import Path
from shutil import which

from methodology.git.repository import Author, Commit, GitError, Repository, tag_name

__all__ = ["Author", "Commit", "GitError", "Repository", "open_repository", "tag_name"]


def open_repository(folder: Path) -> Repository:
    """Return the repository that ``folder`` lies in, by git's program or by a library where that is not installed.

    Raises GitError where the folder lies in no repository.
    """
    if which("git") is not None:
        from methodology.git.program import ProgramRepository  # noqa: PLC0415 (one of the two is needed)

        return ProgramRepository.around(folder)
    from methodology.git.library import LibraryRepository  # noqa: PLC0415 (takes long to import)

    return LibraryRepository.around(folder)
