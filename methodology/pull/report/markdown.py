"""The report as Markdown: first what somebody has to decide, then what is settled; and the comments as review notes."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from methodology.comparing.words import Stretch, StretchKind
from methodology.pull.pulled import Act, Pulled, Remark, Wish, WishOutcome
from methodology.pull.report.labels import PullWords
from methodology.versions.report.markdown import escape, escape_line, mark_stretches
from methodology.versions.report.rows import CONTEXT, compare_texts, elide

SETTLED = frozenset({WishOutcome.APPLIED, WishOutcome.PRESENT})
"""Of these the unchanged words far from a change are left out; the others show their texts whole."""
INDENT = "  "


def report_markdown(pulled: Pulled, words: PullWords) -> str:
    """The counts, the notices, the wishes by outcome in the labels' order, and the findings that came and went."""
    return "\n\n".join(_blocks(pulled, words)) + "\n"


def _blocks(pulled: Pulled, words: PullWords) -> Iterator[str]:
    labels = words.labels
    yield f"# {escape(labels.title)}"
    groups = {outcome: [wish for wish in pulled.wishes if wish.outcome is outcome] for outcome in labels.sections}
    counts = [words.count(labels.sections[outcome].count, len(wishes)) for outcome, wishes in groups.items() if wishes]
    yield _list(counts) if counts else escape(labels.nothing_found)
    if pulled.notices:
        yield f"## {escape(labels.notices_title)}"
        yield _list(words.notice(key, file) for key, file in pulled.notices)
    for outcome, wishes in groups.items():
        if wishes:
            yield f"## {escape(labels.sections[outcome].title)}"
            yield escape(labels.sections[outcome].hint)
            yield from _conflicts(wishes, words) if outcome is WishOutcome.CONFLICT else [_wishes(wishes, words)]
            yield from _proposals(wishes, words)
    for title, findings in ((labels.findings.new, pulled.new_findings), (labels.findings.gone, pulled.gone_findings)):
        if findings:
            yield f"## {escape(title)}"
            yield _list(f"{finding.location}: {finding.message} ({finding.rule.code})" for finding in findings)


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {escape_line(line)}" for line in lines)


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
    part, element = escape(words.place(wish)), escape(words.element(wish.path))
    return (number, part, element, before, after, escape(words.who(wish)), escape(words.note(wish)))


def _proposals(wishes: Iterable[Wish], words: PullWords) -> Iterator[str]:
    """The files that new parts would have, each as it would be typed."""
    for proposal in [wish.proposal for wish in wishes if wish.proposal is not None]:
        yield f"### {escape(words.labels.proposals_title.format(path=proposal.path))}"
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", proposal.text)), default=0))
        yield f"{fence}yaml\n{proposal.text}{fence}"


def _stretches(before: str | None, after: str | None, act: Act) -> tuple[Stretch, ...]:
    return compare_texts(before or "", after or "", is_value=act is Act.VALUE)


def _without(stretches: Iterable[Stretch], kind: StretchKind, words: PullWords) -> str:
    left = [stretch for stretch in stretches if stretch.kind is not kind]
    return mark_stretches(left) or escape(words.labels.nothing)


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
        rows = [(texts.base, _plain(first.base, words)), (texts.ours, _against_base(first, first.ours, words))]
        rows += [(words.who(wish), _against_base(wish, wish.theirs, words)) for wish in same]
        head = (escape(texts.whose), escape(texts.text))
        yield _table([head, *((escape(whose), text) for whose, text in rows)])
        notes = dict.fromkeys(words.note(wish) for wish in same if wish.note is not None)
        if notes:
            yield _list(notes)


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


def review_notes(pulled: Pulled, words: PullWords) -> str:
    """The comments as Markdown, by file, in their order there, answers below what they answer."""
    return "\n\n".join(_note_blocks(pulled, words)) + "\n"


def _note_blocks(pulled: Pulled, words: PullWords) -> Iterator[str]:
    labels = words.labels.remarks
    yield f"# {escape(labels.title)}"
    if not pulled.remarks:
        yield escape(labels.nothing)
    for file, group in groupby(sorted(pulled.remarks, key=attrgetter("file")), attrgetter("file")):
        yield f"## {escape(file)}"
        yield "\n".join(_threads(list(group), words))


def _threads(remarks: Sequence[Remark], words: PullWords) -> Iterator[str]:
    """Every remark once: one that answers none that comes before it opens a thread."""
    answers: dict[int | None, list[int]] = {}
    for index, remark in enumerate(remarks):
        above = remark.answers if remark.answers is not None and 0 <= remark.answers < index else None
        answers.setdefault(above, []).append(index)
    waiting = [(index, 0) for index in reversed(answers.get(None, []))]
    while waiting:
        index, depth = waiting.pop()
        yield f"{INDENT * depth}- {_remark(remarks[index], words, is_answer=depth > 0)}"
        waiting += [(answer, depth + 1) for answer in reversed(answers.get(index, []))]


def _remark(remark: Remark, words: PullWords, *, is_answer: bool) -> str:
    """Who and when; where, unless that is said above; what."""
    labels = words.labels.remarks
    told = [remark.author or labels.no_author, words.moment(remark.date)]
    if is_answer:
        told.append(labels.answer)
    else:
        anchor = labels.anchor.format(anchor=remark.anchor) if remark.anchor else ""
        element = "" if remark.path is None else words.element(remark.path)
        told += [labels.resolved if remark.resolved else "", anchor, words.place(remark), element]
    return escape_line(f"{', '.join(filter(None, told))}: {remark.text}")
