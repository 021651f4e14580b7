"""The runs of a paragraph as Word writes them: merged where they are alike, split where it notes something."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from tests.pull.edits import properties_of
from tests.savers.parts import W, keep_spaces, parent_of
from tests.savers.properties import RUN_ORDER, insert

TEXTS = (f"{W}t", f"{W}delText")
WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True)
class Habits:
    """How often a run is split for each reason, in a run of usual length."""

    spelling: float = 0.08
    sessions: float = 0.06
    language: float = 0.03
    pages: float = 0.02
    smart_tags: float = 0.0


def merge_runs(root: etree._Element) -> None:
    """Neighbours of one look become one run; what is no text keeps its run."""
    for run in list(root.iter(f"{W}r")):
        before = run.getprevious()
        if before is None or before.tag != run.tag or not (_is_text(run) and _is_text(before)):
            continue
        if _look(before) != _look(run):
            continue
        (first,), (second,) = _texts(before), _texts(run)
        first.text = f"{first.text or ''}{second.text or ''}"
        parent_of(run).remove(run)


def _is_text(run: etree._Element) -> bool:
    content = [child for child in run if child.tag != f"{W}rPr"]
    return len(content) == 1 and content[0].tag in TEXTS


def _texts(run: etree._Element) -> list[etree._Element]:
    return [child for child in run if child.tag in TEXTS]


def _look(run: etree._Element) -> tuple[bytes, str]:
    properties = run.find(f"{W}rPr")
    return b"" if properties is None else etree.tostring(properties), str(_texts(run)[0].tag)


def split_runs(root: etree._Element, chance: random.Random, habits: Habits, rsids: Sequence[str]) -> None:
    """Runs are split at spelling marks, by the session that they were typed in, by language and at page ends."""
    for run in list(root.iter(f"{W}r")):
        if not _is_text(run) or parent_of(run).tag in (f"{W}rt", f"{W}rubyBase"):
            continue
        (text,) = _texts(run)
        if text.tag == f"{W}delText":
            run.set(f"{W}rsidDel", chance.choice(rsids))
        parts = 1 + len(text.text or "") // 120
        for split, share in (
            (_mark_spelling, habits.spelling),
            (_split_session, habits.sessions),
            (_split_language, habits.language),
            (_break_page, habits.pages),
            (_tag_smartly, habits.smart_tags),
        ):
            if chance.random() < share * parts:
                split(run, chance, rsids)
    for text in root.iter(*TEXTS):
        keep_spaces(text)


def cut(run: etree._Element, start: int, end: int) -> etree._Element | None:
    """The run of these characters of a run of text, with what is around them in runs before and behind it."""
    (text,) = _texts(run)
    said = text.text or ""
    if not 0 <= start < end <= len(said):
        return None
    if start:
        before = deepcopy(run)
        _texts(before)[0].text = said[:start]
        run.addprevious(before)
    if end < len(said):
        after = deepcopy(run)
        _texts(after)[0].text = said[end:]
        for page in after.findall(f"{W}lastRenderedPageBreak"):
            after.remove(page)
        run.addnext(after)
    text.text = said[start:end]
    return run


def _cut_word(run: etree._Element, chance: random.Random) -> etree._Element | None:
    """The run of one of its words."""
    words = list(WORD.finditer(_texts(run)[0].text or ""))
    return cut(run, *chance.choice(words).span()) if words else None


def _mark_spelling(run: etree._Element, chance: random.Random, rsids: Sequence[str]) -> None:
    del rsids
    held = _cut_word(run, chance)
    if held is None:
        return
    kind = chance.choice(("spell", "spell", "gram"))
    held.addprevious(etree.Element(f"{W}proofErr", {f"{W}type": f"{kind}Start"}))
    held.addnext(etree.Element(f"{W}proofErr", {f"{W}type": f"{kind}End"}))


def _split_session(run: etree._Element, chance: random.Random, rsids: Sequence[str]) -> None:
    """At any character: what was typed in another session is another run."""
    length = len(_texts(run)[0].text or "")
    if length < 2:
        return
    start, end = sorted(chance.sample(range(length + 1), 2))
    held = cut(run, start, end)
    if held is not None:
        held.set(f"{W}rsidR", chance.choice(rsids))


def _split_language(run: etree._Element, chance: random.Random, rsids: Sequence[str]) -> None:
    del rsids
    held = _cut_word(run, chance)
    if held is None:
        return
    properties = properties_of(held, "rPr")
    language = etree.Element(f"{W}lang", {f"{W}val": chance.choice(("en-GB", "en-US", "hr-HR"))})
    if properties.find(f"{W}lang") is not None:
        return
    insert(properties, language, RUN_ORDER)
    if chance.random() < 0.3 and properties.find(f"{W}noProof") is None:
        insert(properties, etree.Element(f"{W}noProof"), RUN_ORDER)


def _break_page(run: etree._Element, chance: random.Random, rsids: Sequence[str]) -> None:
    """Where the last layout began a page, at a line's end."""
    del rsids
    said = _texts(run)[0].text or ""
    places = [match.end() for match in re.finditer(" ", said)]
    held = cut(run, chance.choice(places), len(said)) if places and places[0] < len(said) else run
    if held is not None:
        held.insert(1 if held.find(f"{W}rPr") is not None else 0, etree.Element(f"{W}lastRenderedPageBreak"))


def _tag_smartly(run: etree._Element, chance: random.Random, rsids: Sequence[str]) -> None:
    del rsids
    held = _cut_word(run, chance)
    if held is None:
        return
    tag = etree.Element(f"{W}smartTag")
    tag.set(f"{W}uri", "urn:schemas-microsoft-com:office:smarttags")
    tag.set(f"{W}element", "metricconverter")
    held.addprevious(tag)
    tag.append(held)
