"""The report as Markdown: first what somebody has to decide, then what is settled."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence

from methodology.checks import Finding
from methodology.comparing.words import Stretch, StretchKind
from methodology.pull.pulled import Act, Outcome, Pulled, Wish
from methodology.pull.report.words import PullWords
from methodology.versions.report.markdown import escape, escape_line, mark_stretches
from methodology.versions.report.rows import CONTEXT, compare_texts, elide

ORDER = (Outcome.CONFLICT, Outcome.QUESTION, Outcome.UNMAPPED, Outcome.APPLIED, Outcome.PRESENT, Outcome.DECLINED)
SETTLED = frozenset({Outcome.APPLIED, Outcome.PRESENT})
"""Of these the unchanged words far from a change are left out; the others show their texts whole."""


def report_markdown(pulled: Pulled, words: PullWords) -> str:
    """The counts, the wishes by outcome, what is to be said of the files, and what check says otherwise now."""
    return "\n\n".join(_blocks(pulled, words)) + "\n"


def _blocks(pulled: Pulled, words: PullWords) -> Iterator[str]:
    labels = words.labels
    yield f"# {escape(labels.title)}"
    groups = [(outcome, [wish for wish in pulled.wishes if wish.outcome is outcome]) for outcome in ORDER]
    counts = [words.count(labels.sections[outcome].count, len(wishes)) for outcome, wishes in groups if wishes]
    yield _list(counts) if counts else escape(labels.nothing_found)
    if pulled.notices:
        yield f"## {escape(labels.notices_title)}"
        yield _list(words.notice(key, file) for key, file in pulled.notices)
    for outcome, wishes in groups:
        if wishes:
            yield f"## {escape(labels.sections[outcome].title)}"
            yield escape(labels.sections[outcome].hint)
            yield from _conflicts(wishes, words) if outcome is Outcome.CONFLICT else [_wishes(wishes, words)]
    for title, findings in ((labels.findings.new, pulled.new_findings), (labels.findings.gone, pulled.gone_findings)):
        if findings:
            yield f"## {escape(title)}"
            yield _list(map(_finding, findings))


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {escape_line(line)}" for line in lines)


def _finding(finding: Finding) -> str:
    return f"{finding.location}: {finding.message} ({finding.rule.code})"


def _table(rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are Markdown already; the first row is its head."""
    head, *others = rows
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *others))


def _wishes(wishes: Sequence[Wish], words: PullWords) -> str:
    head = [escape(title) for title in words.labels.columns.model_dump().values()]
    return _table([head, *(_row(f"{number}.", wish, words) for number, wish in enumerate(wishes, start=1))])


def _row(number: str, wish: Wish, words: PullWords) -> Sequence[str]:
    stretches = _stretches(wish.before, wish.after, wish.act)
    if wish.outcome in SETTLED:
        stretches = tuple(elide(stretches, CONTEXT))
    before, after = (_without(stretches, kind, words) for kind in (StretchKind.INSERTED, StretchKind.DELETED))
    part, element, who, note = map(
        escape, (words.place(wish), words.element(wish.path), words.who(wish), words.note(wish))
    )
    return (number, part, element, before, after, who, note)


def _stretches(before: str | None, after: str | None, act: Act) -> tuple[Stretch, ...]:
    return compare_texts(before or "", after or "", is_value=act is Act.VALUE)


def _without(stretches: Iterable[Stretch], kind: StretchKind, words: PullWords) -> str:
    return mark_stretches([stretch for stretch in stretches if stretch.kind is not kind]) or escape(
        words.labels.nothing
    )


def _conflicts(wishes: Sequence[Wish], words: PullWords) -> Iterator[str]:
    """What is in conflict at one path stands together: the base, the content today, and what each file wants."""
    groups: dict[str, list[Wish]] = {}
    for index, wish in enumerate(wishes):
        groups.setdefault(wish.path or f"{index}", []).append(_with_texts(wish))
    for number, same in enumerate(groups.values(), start=1):
        first = same[0]
        yield f"### {number}. {escape(words.element(first.path))}"
        yield escape_line(words.place(first))
        texts = words.labels.texts
        rows = [
            (escape(texts.whose), escape(texts.text)),
            (escape(texts.base), _plain(first.base, words)),
        ]
        rows.append((escape(texts.ours), _against_base(first, first.ours, words)))
        rows += [(escape(words.who(wish)), _against_base(wish, wish.theirs, words)) for wish in same]
        yield _table(rows)
        notes = dict.fromkeys(words.note(wish) for wish in same if wish.note is not None)
        if notes:
            yield "\n".join(f"- {escape_line(note)}" for note in notes)


def _with_texts(wish: Wish) -> Wish:
    """The wish with the printed texts where those of the content were not compared."""
    if wish.base is not None or wish.theirs is not None:
        return wish
    return dataclasses.replace(wish, base=wish.before, theirs=wish.after)


def _plain(text: str | None, words: PullWords) -> str:
    return escape(words.labels.nothing if text is None else text)


def _against_base(wish: Wish, text: str | None, words: PullWords) -> str:
    """A text with its differences from the base marked."""
    if text is None or wish.base is None:
        return _plain(text, words)
    return _without(_stretches(wish.base, text, wish.act), StretchKind.DELETED, words)
