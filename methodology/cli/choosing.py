"""Which of the findings ``check`` prints: their numbers, and those that a user asks for."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from methodology.cli.console import format_path, say
from methodology.cli.findings import rank_finding
from methodology.diagnostics import nearest
from methodology.formats import Format, TableFormat
from methodology.messages import translate, translate_count

if TYPE_CHECKING:
    from methodology.building import Judgement
    from methodology.checks import Finding
    from methodology.model.programme import Programme

JudgeFolders = Callable[[Path, str, Path], "Judgement"]
"""Judges the content of a folder, which has a name, with the templates of another."""


def judge_folders(
    content: Path, name: str, templates: Path, *, is_rendered: bool, tools: Iterable[str] = ()
) -> Judgement:
    """Return what a build would find in a folder of content, which messages call ``name``; nothing is written."""
    from methodology.building import BuildFolders, judge
    from methodology.language_files import list_languages

    formats: list[Format | TableFormat] = list(Format) if is_rendered else []
    if formats and list_languages(templates):  # older templates have none
        formats.append(TableFormat.CSV)
    folders = BuildFolders(content, name, templates, output=Path())  # nothing is written
    return judge(folders, formats, _be_silent, tools=tools, sealed=False)


def _be_silent(_: str) -> AbstractContextManager[None]:
    """A check says nothing on its way."""
    return nullcontext()


def number_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings, the open ones numbered as they are printed: errors first, then warnings."""
    kept = tuple(findings)
    ranked = sorted((at for at, finding in enumerate(kept) if finding.is_open), key=lambda at: rank_finding(kept[at]))
    numbers = {at: number for number, at in enumerate(ranked, start=1)}
    return tuple(replace(finding, number=numbers.get(at)) for at, finding in enumerate(kept))


def narrow(findings: Iterable[Finding], is_kept: Callable[[Finding], bool]) -> list[Finding]:
    """Return the findings with the places that are kept, of a grouped one too, under their numbers."""
    from methodology.checks import group_findings

    kept = []
    for finding in findings:
        places = [place for place in finding.places if is_kept(place)]
        if places:
            (group,) = group_findings(places)
            kept.append(replace(group, number=finding.number))
    return kept


def choose_findings(findings: Iterable[Finding], chosen: Sequence[str]) -> list[Finding]:
    """Return the findings that are named by number, content path or place; raises BadParameter for a name of none."""
    missing = set(chosen)
    found = []
    for finding in findings:
        numbers = {name for name in chosen if name == str(finding.number)}
        missing -= numbers
        missing -= {name for name in chosen if any(_is_at(place, name) for place in finding.places)}
        if numbers:
            found.append(finding)
        else:
            found += narrow([finding], lambda place: any(_is_at(place, name) for name in chosen))
    if missing:
        name = next(name for name in chosen if name in missing)
        message = translate(
            "no finding '{name}': write a number that check prints, a content path, or a place", name=name
        )
        raise typer.BadParameter(message)
    return found


def _is_at(finding: Finding, name: str) -> bool:
    """Whether a finding is at a content path, or at a place (``content/operations.yaml:3``), or below it."""
    return f"{finding.path}.".startswith(f"{name}.") or f"{finding.location}:".startswith(f"{name}:")


def choose_below(findings: Iterable[Finding], programme: Programme, paths: Sequence[str]) -> list[Finding]:
    """Return the findings at or below one of the paths: content paths, files and folders of the content, chapters.

    Raises BadParameter for a path that leads nowhere.
    """
    wanted = [_find_path(programme, path) for path in paths]
    return narrow(
        findings,
        lambda place: any(
            _is_at(place, name) or f"{place.location.file}/".startswith(f"{name.rstrip('/')}/") for name in wanted
        ),
    )


def _find_path(programme: Programme, path: str) -> str:
    """A path as findings name it; of an objective its folder, and a chapter's name alone is enough."""
    for objective in programme.objectives:
        if objective.facts.id == path:
            return programme.values[f"{path}.id"].location.file.rpartition("/")[0]
    file = format_path(Path(path)).removeprefix(f"{programme.name}/")
    files = {folder for name in programme.files for folder in _with_folders(name)}
    if file == programme.name or file in files:
        return file if file == programme.name else f"{programme.name}/{file}"
    known = {*programme.values, *(f"chapters.{name}" for name in programme.chapters)}
    for name in (path, f"chapters.{path}"):
        if any(f"{one}.".startswith(f"{name}.") for one in known) or _is_leaf(programme, name):
            return name
    hint = nearest(path, (*files, *known)) or translate("write O.1.3, chapters.introduction or a file")
    raise typer.BadParameter(translate("nothing in the content is called '{path}' ({hint})", path=path, hint=hint))


def _with_folders(file: str) -> Iterable[str]:
    """A file's name and those of the folders that it is in."""
    steps = file.split("/")
    return ("/".join(steps[:count]) for count in range(1, len(steps) + 1))


def _is_leaf(programme: Programme, path: str) -> bool:
    chapter, _, number = path.removeprefix("chapters.").partition(".")
    return (
        chapter in programme.chapters
        and number.isdecimal()
        and 0 < int(number) <= len(programme.chapters[chapter].leaves)
    )


def choose_since(
    findings: Sequence[Finding], ref: str, folders: tuple[Path, Path], judge: JudgeFolders
) -> list[Finding]:
    """Return the open findings that were not open in the version that ``ref`` names, judged as the content is now.

    ``folders`` are those of the content and the templates now. Raises ContentError where there is no such version.
    """
    from methodology.checks import new_findings
    from methodology.versions.version import Checkout, find_folders

    with tempfile.TemporaryDirectory() as scratch:
        then = find_folders(ref, Checkout(*folders), Path(scratch))
        before = judge(then.content, then.name, then.templates)
    if before.unread:
        said = translate_count(
            "{count} file of {version} could not be read: what is found in it counts as new",
            "{count} files of {version} could not be read: what is found in them counts as new",
            before.unread,
            version=ref,
        )
        say(said, "yellow", is_error=True)
    new = {id(place) for place in new_findings(before.findings, findings)}
    return narrow(findings, lambda place: id(place) in new)


def list_open(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that somebody should look at."""
    return [finding for finding in findings if finding.is_open]


def first_findings(findings: Sequence[Finding], limit: int | None) -> Sequence[Finding]:
    """Return the findings that are printed first, in their order."""
    if limit is None:
        return findings
    first = sorted(range(len(findings)), key=lambda at: rank_finding(findings[at]))[:limit]
    return [findings[at] for at in sorted(first)]


class FindingChoice(NamedTuple):
    """What is to be judged, and of which findings a user wants to know."""

    content: Path
    templates: Path
    rules: Sequence[str] | None
    paths: Sequence[str] | None
    since: str
    chosen: Sequence[str] | None
    tools: Sequence[str]
    """The codes of the rules that run only when asked for."""

    @property
    def is_narrow(self) -> bool:
        """Whether not all findings are asked for."""
        return any((self.rules, self.paths, self.since, self.chosen))

    def judge(self) -> Judgement:
        """What a build would find. All formats are rendered in memory, unless no rule of structure is asked for."""
        from methodology.checks import Family, rules_by_code

        is_rendered = not self.rules or any(rules_by_code()[code].family is Family.STRUCTURE for code in self.rules)
        name = format_path(self.content)
        return judge_folders(self.content, name, self.templates, is_rendered=is_rendered, tools=self.tools)

    def choose(self, judgement: Judgement) -> list[Finding]:
        """The findings that are asked for, numbered among all; raises BadParameter where there is none of a name."""
        numbered = number_findings(judgement.findings)
        findings = [finding for finding in numbered if not self.rules or finding.rule.code in self.rules]
        if self.paths:
            findings = choose_below(findings, judgement.programme, self.paths)
        if self.since:
            is_rendered = any(finding.rule.family == "structure" for finding in findings)

            def judge(content: Path, name: str, templates: Path) -> Judgement:
                return judge_folders(content, name, templates, is_rendered=is_rendered, tools=self.tools)

            findings = choose_since(findings, self.since, (self.content, self.templates), judge)
        return choose_findings(findings, self.chosen) if self.chosen else findings
