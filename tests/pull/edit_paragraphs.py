"""Edits of whole paragraphs: of the items of a list, of the paragraphs of a chapter."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable

import yaml

from methodology.pull.pulled import Act
from tests.pull.edit_places import Draft, Plan, Step, around, bookmark_of, item_of, leaf_of

SENTENCES = (
    "Organ upravljanja o izvajanju obvešča odbor za spremljanje.",
    "Podatki se pregledajo vsako leto ob pripravi poročila o smotrnosti.",
    "Navedeno velja tudi za dejavnosti, ki se izvajajo v več regijah.",
)
NEW_ITEMS = ("Vzpostavitev skupnega učnega središča", "Prenova sistema za upravljanje zahtevkov")


def _middle_item(plan: Plan, kind: str = "") -> int | None:
    """An item that has others of its list (whose path ends with ``kind``) before and behind it."""
    passages = plan.passages
    lists = [match["list"] if (match := item_of(passage)) else None for passage in passages]
    inner = {
        id(passages[index])
        for index in range(1, len(passages) - 1)
        if (name := lists[index])
        and name.endswith(kind)
        and lists[index - 1] == name == lists[index + 1]
        and passages[index].text.endswith(";")
        and passages[index - 1].text.endswith(";")
    }
    return plan.pick(lambda one: id(one) in inner)


def _item_paths(plan: Plan, index: int) -> tuple[str, str]:
    match = item_of(plan.passages[index])
    assert match is not None
    return match["list"], match[0]


def _keys(plan: Plan, owner: str) -> set[str]:
    items = (item_of(passage) for passage in plan.passages)
    return {match["key"] for match in items if match and match["list"] == owner}


def item_deleted(plan: Plan) -> Draft | None:
    """A whole item of a list goes."""
    index = _middle_item(plan)
    return None if index is None else _deleted(plan, index, _item_paths(plan, index))


def end_item_deleted(plan: Plan) -> Draft | None:
    """The first or the last item of a list goes."""
    lists = [match["list"] if (match := item_of(passage)) else None for passage in plan.passages]
    ends = {
        id(plan.passages[index])
        for index in range(1, len(lists) - 1)
        if lists[index] and (lists[index - 1] == lists[index]) != (lists[index + 1] == lists[index])
    }
    index = plan.pick(lambda one: id(one) in ends)
    return None if index is None else _deleted(plan, index, _item_paths(plan, index))


def item_added(plan: Plan) -> Draft | None:
    """A new item: an operation of the registry that the list does not have, or a text that is new."""
    index = _middle_item(plan)
    if index is None:
        return None
    owner, _ = _item_paths(plan, index)
    registry = yaml.safe_load(plan.snapshot.files["operations.yaml"])
    there = _keys(plan, owner)
    known = {key: name for key, name in registry.items() if key not in there}
    paths, text = [owner], plan.chance.choice(NEW_ITEMS)
    key = ""
    new = not owner.endswith(".operations") or plan.chance.random() < 0.3
    if not new:
        key, text = plan.chance.choice(sorted(known.items()))
        paths.append(f"{owner}.{key}")
    draft = _typed_behind(plan, index, f"{text};", paths, may_be_reported=new)
    return dataclasses.replace(draft, reserved=() if new else (f"operations.{key}",))


def _typed_behind(plan: Plan, index: int, text: str, paths: Iterable[str], *, may_be_reported: bool) -> Draft:
    """A paragraph typed behind another one."""
    keys = (Step("command", text="InsertPara"), Step("type", text=text))
    steps = (Step("paragraph_end", bookmark_of(plan, index)), *keys)
    return Draft(index, steps, Act.ADDED, paths, (), (text,), around(index), may_be_reported)


def item_moved(plan: Plan) -> Draft | None:
    """An item goes up by one place, by the key for it or by cutting and pasting."""
    index = _middle_item(plan)
    return None if index is None else _moved(plan, index)


def _moved(plan: Plan, index: int) -> Draft:
    bookmark, before = bookmark_of(plan, index), bookmark_of(plan, index - 1)
    pasted = (Step("command", text="Cut"), Step("paragraph_start", before), Step("command", text="Paste"))
    steps = plan.chance.choice(
        [
            (Step("paragraph_start", bookmark), Step("command", text="MoveUp")),
            (Step("paragraph", bookmark), *pasted),
        ]
    )
    text = (plan.passages[index].text,)
    return Draft(index, steps, Act.MOVED, _item_paths(plan, index), text, text, around(index))


def item_copied(plan: Plan) -> Draft | None:
    """An operation of one list is copied into another one."""
    index = _middle_item(plan, ".operations")
    source = _middle_item(plan, ".operations")
    if index is None or source is None:
        return None
    (owner, _), (_, path) = _item_paths(plan, index), _item_paths(plan, source)
    key = path.rpartition(".")[2]
    if key in _keys(plan, owner):
        return None
    copy = (Step("paragraph", bookmark_of(plan, source)), Step("command", text="Copy"))
    steps = (*copy, Step("paragraph_start", bookmark_of(plan, index)), Step("command", text="Paste"))
    text, touched = plan.passages[source].text, around(index) | {source}
    paths = (owner, f"{owner}.{key}")
    return Draft(index, steps, Act.ADDED, paths, (), (text,), touched, reserved=(f"operations.{key}",))


def _paragraph(plan: Plan, *, followed: bool = False) -> int | None:
    """A paragraph of a chapter that no list follows, and another paragraph where ``followed``."""
    prose = [bool(leaf_of(one)) and not plan.marks.get(one.runs[0].path or "", "-") for one in plan.passages]
    sets = range(1, len(prose) - 1)
    fitting = {id(plan.passages[index]) for index in sets if prose[index] and (prose[index + 1] or not followed)}
    return plan.pick(lambda one: id(one) in fitting and len(one.text) > 60 and not one.text.endswith(":"))


def _chapter_paths(plan: Plan, index: int, *, further: int = 0) -> list[str]:
    match = leaf_of(plan.passages[index])
    assert match is not None
    chapter, number = match["chapter"], int(match["number"])
    return [f"chapters.{chapter}", *(f"chapters.{chapter}.{number + more}" for more in range(further + 1))]


def paragraph_split(plan: Plan) -> Draft | None:
    """A paragraph of a chapter becomes two."""
    index = _paragraph(plan)
    if index is None:
        return None
    passage = plan.passages[index]
    ends = [match.start() for match in re.finditer(r"(?<=[.,]) ", passage.text)][:-1]
    if not ends:
        return None
    place = plan.chance.choice(ends)
    steps = (
        Step("select", bookmark_of(plan, index), place, place + 1),
        Step("command", text="Delete"),
        Step("split"),
    )
    new = (passage.text[:place], passage.text[place + 1 :])
    paths = _chapter_paths(plan, index, further=1)
    return Draft(index, steps, Act.WORDING, paths, (passage.text,), new, around(index))


def paragraphs_joined(plan: Plan) -> Draft | None:
    """Two paragraphs of a chapter become one."""
    index = _paragraph(plan, followed=True)
    if index is None:
        return None
    texts = plan.passages[index].text, plan.passages[index + 1].text
    steps = (
        Step("paragraph_end", bookmark_of(plan, index)),
        Step("command", text="Delete"),
        Step("type", text=" "),
    )
    touched = around(index) | {index + 2}
    return Draft(index, steps, Act.WORDING, _chapter_paths(plan, index, further=1), texts, (" ".join(texts),), touched)


def paragraph_added(plan: Plan) -> Draft | None:
    """A chapter gets a new paragraph behind another one."""
    index = _paragraph(plan)
    if index is None:
        return None
    paths = _chapter_paths(plan, index, further=1)
    return _typed_behind(plan, index, plan.chance.choice(SENTENCES), paths, may_be_reported=False)


def paragraph_deleted(plan: Plan) -> Draft | None:
    """A paragraph of a chapter goes."""
    index = _paragraph(plan)
    return None if index is None else _deleted(plan, index, _chapter_paths(plan, index))


def _chapter_item(plan: Plan) -> int | None:
    """An item of a chapter's list that has others before and behind it."""
    marks = [plan.marks.get(one.runs[0].path or "", "") if leaf_of(one) else "" for one in plan.passages]
    listed = [bool(mark) and not mark.startswith("#") for mark in marks]
    inner = {id(plan.passages[index]) for index in range(1, len(listed) - 1) if all(listed[index - 1 : index + 2])}
    return plan.pick(lambda one: id(one) in inner)


def chapter_item_added(plan: Plan) -> Draft | None:
    """A list of a chapter gets a new item."""
    index = _chapter_item(plan)
    if index is None:
        return None
    text = f"{plan.chance.choice(NEW_ITEMS).lower()};"
    return _typed_behind(plan, index, text, _chapter_paths(plan, index, further=1), may_be_reported=False)


def chapter_item_deleted(plan: Plan) -> Draft | None:
    """An item of a chapter's list goes."""
    index = _chapter_item(plan)
    return None if index is None else _deleted(plan, index, _chapter_paths(plan, index))


def _deleted(plan: Plan, index: int, paths: Iterable[str]) -> Draft:
    """A whole paragraph goes."""
    steps = (Step("paragraph", bookmark_of(plan, index)), Step("command", text="Delete"))
    return Draft(index, steps, Act.REMOVED, paths, (plan.passages[index].text,), (), around(index))
