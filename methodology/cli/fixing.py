"""``check --fix``: findings that have one right answer, mended together as far as that brings no other finding."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from methodology.cli.components import open_content, write_change
from methodology.cli.console import say
from methodology.cli.content_files import confirm, print_changes, say_unchanged
from methodology.cli.findings import print_summary
from methodology.messages import translate, translate_count

if TYPE_CHECKING:
    from methodology.checks import Finding, Splice
    from methodology.editing.edits import SetText
    from methodology.model.programme import Programme

MOST_ROUNDS = 5
"""Fixes that touch one another are made one after the other."""
Identity = tuple[str, str]
"""The rule and the content path of a finding: what it quotes changes with its neighbours."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A programme and its findings; ``unread`` files of it could not be judged."""

    programme: Programme
    findings: Sequence[Finding]
    unread: int


Judge = Callable[["Programme", Mapping[str, str]], Judged]
"""Judges a programme with other texts of some of its files."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What fixes come to: the programme with its findings then, and how many were mended and how many refused."""

    after: Judged
    mended: int
    refused: int

    def changed_files(self, before: Programme) -> dict[str, str]:
        """The files that are other than before, with their new texts."""
        files = self.after.programme.files
        return {name: text for name, text in files.items() if text != before.files.get(name)}


def offer_fixes(content: Path, templates: Path, chosen: Sequence[Finding], *, is_sure: bool) -> list[Finding]:
    """Show what mends the findings among ``chosen`` that can be mended, and write it where that is wanted.

    Return what is found in the content then. Raises ContentError where a file changed meanwhile.
    """
    from methodology.components.outcome import judge_with

    with open_content(content, templates) as opened:
        before = Judged(opened.programme, opened.judgement.findings, opened.judgement.unread)

        def judge(programme: Programme, files: Mapping[str, str]) -> Judged:
            after = judge_with(opened.folders, programme, files)
            return Judged(after.programme, after.findings, after.unread)

        result = mend(before, chosen, judge)
        files = result.changed_files(before.programme)
        print_changes(before.programme, files)
        _say_outcome(result)
        if files and not (is_sure or confirm(translate("Write this to the content?"))):
            say_unchanged(is_asked=sys.stdin.isatty())
            files = {}
        if not files:
            return list(before.findings)
        write_change(opened, files, result.after.programme)
        print_summary(result.after.findings, result.after.unread)
        return list(result.after.findings)


def _say_outcome(result: Mended) -> None:
    if not result.mended:
        say(translate("check can mend none of the findings"))
    else:
        mended = translate_count("{count} finding is mended", "{count} findings are mended", result.mended)
        say(mended, "green")
    if result.refused:
        left = translate_count(
            "{count} finding is left: what mends it would bring another",
            "{count} findings are left: what mends them would bring others",
            result.refused,
        )
        say(left, "yellow")


def is_fixable(finding: Finding) -> bool:
    """Whether a finding has one right answer; an acceptance that matches nothing goes."""
    from methodology.checks import UNUSED

    return finding.accepted is None and (finding.fix is not None or finding.rule is UNUSED)


def mend(before: Judged, chosen: Iterable[Finding], judge: Judge) -> Mended:
    """Mend the findings among ``chosen`` that can be mended; one that would bring another finding is refused."""
    wanted = {_identity(finding) for finding in _places(chosen) if is_fixable(finding)}
    now, refused, mended = before, Counter[Identity](), 0
    for _ in range(MOST_ROUNDS):
        todo = [one for one in _places(now.findings) if is_fixable(one) and _identity(one) in wanted - refused.keys()]
        if not todo:
            break
        kept, after = _mend_most(now, todo, judge)
        for finding in todo:
            if finding not in kept:
                refused[_identity(finding)] += 1
        now, mended = after, mended + len(kept)
    return Mended(now, mended, refused.total())


def _mend_most(now: Judged, findings: Sequence[Finding], judge: Judge) -> tuple[list[Finding], Judged]:
    """Mend as many of the findings as can be; those that bring others are found by halving."""
    kept: list[Finding] = []
    after = now
    waiting = [list(findings)]
    while waiting:
        group = waiting.pop()
        tried = _try(now, [*kept, *group], judge)
        if tried is not None:
            kept, after = [*kept, *group], tried
        elif len(group) > 1:
            half = len(group) // 2
            waiting += [group[half:], group[:half]]
    return kept, after


def _try(now: Judged, findings: Sequence[Finding], judge: Judge) -> Judged | None:
    """Return what is found after fixes; None where one cannot be written, is not enough or brings another finding."""
    from methodology.diagnostics import ContentError

    try:
        after = judge(now.programme, fix_files(now.programme, findings))
    except ContentError:
        return None
    then = Counter(map(_identity, _places(after.findings)))
    left = Counter(map(_identity, _places(now.findings)))
    left.subtract(Counter(map(_identity, findings)))
    return None if after.unread > now.unread or any(count > left[one] for one, count in then.items()) else after


def _places(findings: Iterable[Finding]) -> Iterable[Finding]:
    return (place for finding in findings if finding.accepted is None for place in finding.places)


def _identity(finding: Finding) -> Identity:
    from methodology.checks import UNUSED, acceptance_path

    # entries of accepted.yaml are numbered, which changes with each that goes
    return finding.rule.code, "" if finding.rule is UNUSED else acceptance_path(finding.path)


def fix_files(programme: Programme, findings: Iterable[Finding]) -> dict[str, str]:
    """Return the files that the fixes of the findings change, with their new texts.

    Raises :class:`methodology.diagnostics.ContentError` where one cannot be written.
    """
    from methodology.checks import UNUSED, NewValue, list_acceptances
    from methodology.editing import apply_edits
    from methodology.editing.acceptances import ACCEPTED, remove_acceptances
    from methodology.editing.edits import SetText

    edits: dict[str, SetText] = {}
    splices: dict[str, list[Splice]] = {}
    unused = set()
    for finding in findings:
        if isinstance(finding.fix, NewValue):
            edits[finding.path] = SetText(finding.path, finding.fix.text)
        elif finding.fix is not None:
            splices.setdefault(finding.path, []).extend(finding.fix)
        elif finding.rule is UNUSED:
            unused.add(finding.path)
    for path, of_path in splices.items():
        edits[path] = _splice(programme, path, of_path)
    files = apply_edits(programme, list(edits.values()))
    places = [entry.place for entry in list_acceptances(programme) if entry.content_path in unused]
    if places:
        files[ACCEPTED] = remove_acceptances(programme.files[ACCEPTED], places)
    return files


def _splice(programme: Programme, path: str, splices: Iterable[Splice]) -> SetText:
    """The edit that makes the splices of a text, of two that overlap the first."""
    from methodology.editing.edits import SetText

    text, places = _written(programme, path)
    end, pieces = 0, []
    for splice in sorted(set(splices), key=lambda splice: (splice.start, splice.end)):
        start, stop = places[splice.start], places[splice.end]
        if start >= end:
            pieces += [text[end:start], splice.text]
            end = stop
    return SetText(path, "".join((*pieces, text[end:])), is_exact=True)


def _written(programme: Programme, path: str) -> tuple[str, Sequence[int]]:
    """A text as its file has it, and where each character stands in it that rules see: they see no footnotes' marks."""
    from methodology.model.footnotes import find_references

    if not path.startswith("chapters."):
        value: Any = programme.values[path].value
        return str(value), range(len(str(value)) + 1)
    _, name, number = path.split(".")
    text = programme.chapters[name].leaves[int(number) - 1].text
    marks = {at for match in find_references(text) for at in range(*match.span())}
    return text, [at for at in range(len(text) + 1) if at not in marks]
