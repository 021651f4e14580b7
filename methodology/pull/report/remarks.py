"""The comments of the files, kept as review notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from methodology.pull.pulled import Pulled, Remark
from methodology.pull.report.words import PullWords
from methodology.versions.report.markdown import escape, escape_line

INDENT = "  "


def review_notes(pulled: Pulled, words: PullWords) -> str:
    """The comments as Markdown, by file, in their order there, answers below what they answer."""
    return "\n\n".join(_blocks(pulled, words)) + "\n"


def _blocks(pulled: Pulled, words: PullWords) -> Iterator[str]:
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
        told += [anchor, words.place(remark), element]
    return escape_line(f"{', '.join(filter(None, told))}: {remark.text}")
