"""What check finds in content, as it is and with other files."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace

from methodology.building import BuildFolders, Judgement, judge
from methodology.checks import Family
from methodology.diagnostics import ContentError
from methodology.model.programme import Programme


def judge_content(folders: BuildFolders) -> Judgement:
    """What check finds in the content and in its document, which is composed and not rendered."""
    return judge(folders, (), _be_silent, sealed=False)


def judge_with(folders: BuildFolders, programme: Programme, files: Mapping[str, str | None]) -> Judgement:
    """What check would find in the content with other files, None for one that goes; nothing is written."""
    texts = {relative: text for relative, text in {**programme.files, **files}.items() if text is not None}
    return judge_content(replace(folders, texts=texts))


def unread_files(judgement: Judgement) -> frozenset[str]:
    """The files in which reading found something wrong, by their paths below the content folder."""
    prefix = f"{judgement.programme.name}/"
    of_structure = (finding for finding in judgement.findings if finding.rule.family is Family.STRUCTURE)
    files = (finding.location.file for finding in of_structure)
    return frozenset(file.removeprefix(prefix) for file in files if file.startswith(prefix))


def faults_of_reading(judgement: Judgement) -> ContentError:
    """The error of what must be mended before anything can be added or removed."""
    of_structure = (finding for finding in judgement.findings if finding.rule.family is Family.STRUCTURE)
    return ContentError(finding.diagnostic for finding in of_structure)


def _be_silent(_: str) -> AbstractContextManager[None]:
    return nullcontext()
