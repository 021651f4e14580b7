"""Which commit a content folder is of. That there is none is no fault: a build needs no git."""

from __future__ import annotations

from pathlib import Path

from methodology.diagnostics import ToolMissingError
from methodology.git import GitError, Repository
from methodology.model.seal import Origin


def origin_of(content: Path, templates: Path) -> Origin | None:
    """The last commit that changed the content or the templates, and whether both are as it has them.

    Templates outside of the content's repository do not count. None where git is missing, where the folder lies in no
    repository and where no commit has it.
    """
    try:
        repository = Repository.around(content)
        relative = repository.relative(content)
        if relative is None:
            return None
        within = repository.relative(templates)
        paths = (relative,) if within is None else (relative, within)
        commit = repository.last_change("HEAD", paths)
        if commit is None or not repository.holds(commit, relative):
            return None
        return Origin(commit, clean=not repository.has_changes(paths))
    except (GitError, ToolMissingError, OSError):
        return None
