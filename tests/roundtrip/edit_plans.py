"""Random edits of a built document, as colleagues make them, each with what a pull has to find."""

from __future__ import annotations

import dataclasses
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import yaml

from methodology.model.chapter import Chapter
from methodology.rendering.docx.snapshot import Passage, Piece, Snapshot, read_snapshot
from methodology.roundtrip.pulled import Act

WORDS = ("dodatno", "bistveno", "ustrezno", "sproti", "predvidoma")
"""Words that the document does not need anywhere."""
SENTENCES = (
    "Organ upravljanja o izvajanju obvešča odbor za spremljanje.",
    "Podatki se pregledajo vsako leto ob pripravi poročila o smotrnosti.",
    "Navedeno velja tudi za dejavnosti, ki se izvajajo v več regijah.",
)
NEW_ITEMS = ("Vzpostavitev skupnega učnega središča", "Prenova sistema za upravljanje zahtevkov")
LEAF = re.compile(r"chapters\.(?P<chapter>[\w-]+)\.(?P<number>\d+)")
ITEM = re.compile(
    r"(?P<list>.+\.operations|.+\.rationale\.\w+\.items|SO\d+\.measures|(?:.+\.)?risks\.factors|risks\.common)"
    r"\.(?P<key>\w+)"
)
NUMBER = re.compile(r"(\d{1,3}(?:\.\d{3})*(?:,\d+)?)(\N{NO-BREAK SPACE}%)?")
WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done at the keyboard.

    ``select`` the characters ``start`` to ``end`` of a bookmark's text; put the caret at the ``paragraph_start`` or
    ``paragraph_end`` or select the whole ``paragraph`` of a bookmark; ``find`` the occurrence number ``start`` of
    ``text``; ``type`` text; ``split`` the paragraph; give a ``command``; ``replace_all`` of one text (in ``bookmark``)
    by ``text``.
    """

    do: str
    bookmark: str = ""
    start: int = 0
    end: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class PlannedEdit:
    """One edit and what it makes of the document.

    ``paths`` are those that a wish that comes of it may name (none: template text, which has no path). ``act`` is what
    a pull should call it. ``old`` and ``new`` are the whole paragraphs that go and come, as printed, without their
    labels; a moved one is in both. ``may_be_reported`` says that a question or a report is as right as a change.
    """

    kind: str
    tracked: bool
    passage: int
    steps: tuple[Step, ...]
    act: Act
    paths: frozenset[str]
    old: tuple[str, ...]
    new: tuple[str, ...]
    may_be_reported: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """An edit without what all have: who touches which passages, and in which sequence of items."""

    passage: int
    steps: tuple[Step, ...]
    act: Act
    paths: Iterable[str]
    old: tuple[str, ...]
    new: tuple[str, ...]
    touched: frozenset[int]
    may_be_reported: bool = False


def plan_edits(docx: bytes, chance: random.Random, times: int) -> list[PlannedEdit]:
    """So many edits of different kinds; no paragraph is touched twice, and no content path is meant by two of them."""
    plan = _Plan(read_snapshot(docx), chance)
    edits: list[PlannedEdit] = []
    kinds: list[str] = []
    for _ in range(times * 20):
        if len(edits) == times:
            return edits
        kinds = kinds or chance.sample(list(KINDS), len(KINDS))
        kind = kinds.pop()
        draft = KINDS[kind](plan)
        if draft is None or not plan.take(draft):
            continue
        tracked = chance.random() < 0.5
        paths = frozenset(draft.paths)
        act = (draft.act, paths, draft.old, draft.new, draft.may_be_reported)
        edits.append(PlannedEdit(kind, tracked, draft.passage, draft.steps, *act))
    raise AssertionError(f"the document has no place for {times} edits: {Counter(edit.kind for edit in edits)}")


class _Plan:
    """The passages of a document and what is taken of them."""

    def __init__(self, snapshot: Snapshot, chance: random.Random) -> None:
        self.snapshot = snapshot
        self.passages = snapshot.passages
        self.chance = chance
        self.places = Counter(leaf.path for leaf in snapshot.leaves)
        self.marks = {
            f"chapters.{name}.{leaf.number}": leaf.mark
            for file, text in snapshot.files.items()
            if (name := _chapter_name(file))
            for leaf in Chapter(name, text, file).leaves
        }
        self._paths: set[str] = set()
        self._passages: set[int] = set()

    def take(self, draft: Draft) -> bool:
        """Whether the passages and paths are free; they are taken then."""
        paths = set(draft.paths)
        if self._passages & draft.touched or self._paths & paths:
            return False
        self._passages |= draft.touched
        self._paths |= paths
        return True

    def pick(self, fits: Callable[[Passage], object]) -> int | None:
        """The index of some passage that fits and is free."""
        fitting = [index for index, one in enumerate(self.passages) if index not in self._passages and fits(one)]
        return self.chance.choice(fitting) if fitting else None

    def word_edit(self, piece: Piece) -> tuple[int, int, str] | None:
        """From where to where in the piece's text a word is replaced, removed or added, and by what."""
        words = list(WORD.finditer(piece.text))[1:-1]
        inner = [word for word in words if piece.text[word.start() - 1 : word.end() + 1] == f" {word[0]} "]
        if not inner:
            return None
        word = self.chance.choice(inner)
        new = self.chance.choice(WORDS)
        return self.chance.choice(
            [
                (word.start(), word.end(), new),
                (word.start(), word.end() + 1, ""),
                (word.start(), word.start(), f"{new} "),
            ]
        )

    def several(self, piece: Piece) -> bool:
        """Whether the piece's text stands at more places than one, or could be changed at this one alone."""
        return self.places[piece.path or ""] > 1 or (piece.path or "").startswith("phrases.")


def _chapter_name(file: str) -> str | None:
    match = re.fullmatch(r"(?:.*/)?chapters/([\w-]+)\.md", file)
    return match[1] if match else None


def _paths(piece: Piece) -> Iterator[str]:
    yield from filter(None, (piece.path, piece.within))


def _item(passage: Passage) -> re.Match[str] | None:
    """The list and key of an item of a list."""
    if passage.bookmark is None or not passage.pieces:
        return None
    first = passage.pieces[0]
    long = len(first.text) > 20
    return next((match for path in _paths(first) if long and (match := ITEM.fullmatch(path))), None)


def _leaf(passage: Passage) -> re.Match[str] | None:
    """The chapter and number of a leaf of a chapter that prints one leaf alone."""
    if passage.bookmark is None or len(passage.pieces) != 1:
        return None
    return LEAF.fullmatch(passage.pieces[0].path or "")


def _offset(passage: Passage, index: int) -> int:
    return sum(len(piece.text) for piece in passage.pieces[:index])


def _typed(passage: Passage, start: int, end: int, text: str) -> tuple[tuple[Step, ...], str]:
    """Text typed over a part of a passage, and the passage's text then."""
    assert passage.bookmark is not None
    keys = Step("type", text=text) if text else Step("command", text="Delete")
    new = passage.text[:start] + text + passage.text[end:]
    return (Step("select", passage.bookmark, start, end), keys), new


def _inside(plan: _Plan, index: int, number: int, change: tuple[int, int, str], act: Act) -> Draft:
    """A change inside one piece of one passage."""
    passage = plan.passages[index]
    piece = passage.pieces[number]
    offset = _offset(passage, number)
    steps, new = _typed(passage, offset + change[0], offset + change[1], change[2])
    paths = tuple(_paths(piece))
    return Draft(index, steps, act, paths, (passage.text,), (new,), frozenset({index}), plan.several(piece))


def _number_cell(plan: _Plan) -> Draft | None:
    """A number overtyped in its cell."""
    index = plan.pick(lambda one: len(one.pieces) == 1 and _is_number(one.pieces[0]))
    if index is None:
        return None
    piece = plan.passages[index].pieces[0]
    return _inside(plan, index, 0, (0, len(piece.text), _other_number(piece.text, plan.chance)), Act.VALUE)


def _is_number(piece: Piece) -> bool:
    path = piece.path or ""
    return bool(NUMBER.fullmatch(piece.text)) and not path.endswith((".code", ".number"))


def _other_number(text: str, chance: random.Random) -> str:
    match = NUMBER.fullmatch(text)
    assert match is not None
    number = f"{chance.randrange(1, 90)},{chance.randrange(11, 99)}" if match[2] else str(chance.randrange(101, 999))
    return number + (match[2] or "")


def _words_cell(plan: _Plan) -> Draft | None:
    """A word in a cell or heading with a name or a unit."""
    return _in_piece(plan, lambda piece: (piece.path or "").endswith((".name", ".unit", ".counts")), shortest=8)


def _sentence(plan: _Plan) -> Draft | None:
    """A word inside a standard sentence or one of an indicator's own."""
    return _in_piece(plan, lambda piece: "wording" in (piece.within or piece.path or ""))


def _own_text(plan: _Plan) -> Draft | None:
    """A word inside a text that is no sentence of a kind: a rationale, a risk, a measure."""
    return _in_piece(plan, lambda piece: _is_own(piece) and not (piece.path or "").startswith("chapters."))


def _chapter_text(plan: _Plan) -> Draft | None:
    """A word inside a paragraph or item of a chapter."""
    return _in_piece(plan, lambda piece: (piece.path or "").startswith("chapters."))


def _in_piece(plan: _Plan, fits: Callable[[Piece], bool], shortest: int = 30) -> Draft | None:
    def fit(passage: Passage) -> list[int]:
        return [
            number
            for number, piece in enumerate(passage.pieces)
            if passage.bookmark and piece.path and len(piece.text) >= shortest and fits(piece)
        ]

    index = plan.pick(fit)
    if index is None:
        return None
    number = plan.chance.choice(fit(plan.passages[index]))
    change = plan.word_edit(plan.passages[index].pieces[number])
    return None if change is None else _inside(plan, index, number, change, Act.WORDING)


def _number_in_sentence(plan: _Plan) -> Draft | None:
    """A number inside a sentence that is a reference."""

    def fit(passage: Passage) -> list[int]:
        numbers = [
            number
            for number, piece in enumerate(passage.pieces)
            if piece.tag and piece.within and _is_number(piece) and len(piece.text) > 1
        ]
        return numbers if passage.bookmark and len(passage.pieces) > 1 else []

    index = plan.pick(fit)
    if index is None:
        return None
    number = plan.chance.choice(fit(plan.passages[index]))
    text = plan.passages[index].pieces[number].text
    return _inside(plan, index, number, (0, len(text), _other_number(text, plan.chance)), Act.VALUE)


def _middle_item(plan: _Plan, kind: str = "") -> int | None:
    """An item that has others of its list (whose path ends with ``kind``) before and behind it."""
    passages = plan.passages
    lists = [match["list"] if (match := _item(passage)) else None for passage in passages]
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


def _around(index: int) -> frozenset[int]:
    return frozenset(range(index - 1, index + 2))


def _item_paths(plan: _Plan, index: int) -> tuple[str, str]:
    match = _item(plan.passages[index])
    assert match is not None
    return match["list"], match[0]


def _bookmark(plan: _Plan, index: int) -> str:
    bookmark = plan.passages[index].bookmark
    assert bookmark is not None
    return bookmark


def _item_deleted(plan: _Plan) -> Draft | None:
    """A whole item of a list goes."""
    index = _middle_item(plan)
    if index is None:
        return None
    steps = (Step("paragraph", _bookmark(plan, index)), Step("command", text="Delete"))
    old = (plan.passages[index].text,)
    return Draft(index, steps, Act.REMOVED, _item_paths(plan, index), old, (), _around(index))


def _item_added(plan: _Plan) -> Draft | None:
    """A new item: an operation of the registry that the list does not have, or a text that is new."""
    index = _middle_item(plan)
    if index is None:
        return None
    owner, _ = _item_paths(plan, index)
    registry = yaml.safe_load(plan.snapshot.files["operations.yaml"])
    there = _keys(plan, owner)
    known = {key: name for key, name in registry.items() if key not in there}
    paths, text = [owner], plan.chance.choice(NEW_ITEMS)
    new = not owner.endswith(".operations") or plan.chance.random() < 0.3
    if not new:
        key, text = plan.chance.choice(sorted(known.items()))
        paths.append(f"{owner}.{key}")
    return _typed_behind(plan, index, f"{text};", paths, may_be_reported=new)


def _typed_behind(plan: _Plan, index: int, text: str, paths: Iterable[str], *, may_be_reported: bool) -> Draft:
    """A paragraph typed behind another one."""
    keys = (Step("command", text="InsertPara"), Step("type", text=text))
    steps = (Step("paragraph_end", _bookmark(plan, index)), *keys)
    return Draft(index, steps, Act.ADDED, paths, (), (text,), _around(index), may_be_reported)


def _item_moved(plan: _Plan) -> Draft | None:
    """An item goes up by one place, by the key for it or by cutting and pasting."""
    index = _middle_item(plan)
    return None if index is None else _moved(plan, index)


def _moved(plan: _Plan, index: int) -> Draft:
    bookmark, before = _bookmark(plan, index), _bookmark(plan, index - 1)
    pasted = (Step("command", text="Cut"), Step("paragraph_start", before), Step("command", text="Paste"))
    steps = plan.chance.choice(
        [
            (Step("paragraph_start", bookmark), Step("command", text="MoveUp")),
            (Step("paragraph", bookmark), *pasted),
        ]
    )
    text = (plan.passages[index].text,)
    return Draft(index, steps, Act.MOVED, _item_paths(plan, index), text, text, _around(index))


def _item_copied(plan: _Plan) -> Draft | None:
    """An operation of one list is copied into another one."""
    index = _middle_item(plan, ".operations")
    source = _middle_item(plan, ".operations")
    if index is None or source is None:
        return None
    (owner, _), (_, path) = _item_paths(plan, index), _item_paths(plan, source)
    key = path.rpartition(".")[2]
    if key in _keys(plan, owner):
        return None
    copy = (Step("paragraph", _bookmark(plan, source)), Step("command", text="Copy"))
    steps = (*copy, Step("paragraph_start", _bookmark(plan, index)), Step("command", text="Paste"))
    text, touched = plan.passages[source].text, _around(index) | {source}
    return Draft(index, steps, Act.ADDED, (owner, f"{owner}.{key}"), (), (text,), touched)


def _keys(plan: _Plan, owner: str) -> set[str]:
    items = (_item(passage) for passage in plan.passages)
    return {match["key"] for match in items if match and match["list"] == owner}


def _words_copied(plan: _Plan) -> Draft | None:
    """Some words of one text are copied into another one."""
    source = plan.pick(lambda one: one.bookmark and len(one.text) > 80)
    index = plan.pick(lambda one: one.bookmark and _is_own(one.pieces[0]) and len(one.pieces[0].text) > 80)
    if source is None or index is None or index == source:
        return None
    text = plan.passages[source].text
    start, end = text.find(" ", 20), text.find(" ", 50)
    place = plan.passages[index].text.find(" ", plan.chance.randrange(10, 40))
    if min(start, end) < 0 or place < 0:
        return None
    copy = (Step("select", _bookmark(plan, source), start, end), Step("command", text="Copy"))
    draft = _inside(plan, index, 0, (place, place, text[start:end]), Act.WORDING)
    steps = (*copy, Step("select", _bookmark(plan, index), place, place), Step("command", text="Paste"))
    return dataclasses.replace(draft, steps=steps, touched=draft.touched | {source})


def _is_own(piece: Piece) -> bool:
    return bool(re.match(r"chapters\.|.*(rationale|risks|measures|remarks)", piece.path or ""))


def _paragraph(plan: _Plan, *, followed: bool = False) -> int | None:
    """A paragraph of a chapter that no list follows, and another paragraph where ``followed``."""
    prose = [bool(_leaf(one)) and not plan.marks.get(one.pieces[0].path or "", "-") for one in plan.passages]
    sets = range(1, len(prose) - 1)
    fitting = {id(plan.passages[index]) for index in sets if prose[index] and (prose[index + 1] or not followed)}
    return plan.pick(lambda one: id(one) in fitting and len(one.text) > 60 and not one.text.endswith(":"))


def _chapter_paths(plan: _Plan, index: int, *, further: int = 0) -> list[str]:
    match = _leaf(plan.passages[index])
    assert match is not None
    chapter, number = match["chapter"], int(match["number"])
    return [f"chapters.{chapter}", *(f"chapters.{chapter}.{number + more}" for more in range(further + 1))]


def _paragraph_split(plan: _Plan) -> Draft | None:
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
        Step("select", _bookmark(plan, index), place, place + 1),
        Step("command", text="Delete"),
        Step("split"),
    )
    new = (passage.text[:place], passage.text[place + 1 :])
    paths = _chapter_paths(plan, index, further=1)
    return Draft(index, steps, Act.WORDING, paths, (passage.text,), new, _around(index))


def _paragraphs_joined(plan: _Plan) -> Draft | None:
    """Two paragraphs of a chapter become one."""
    index = _paragraph(plan, followed=True)
    if index is None:
        return None
    texts = plan.passages[index].text, plan.passages[index + 1].text
    steps = (
        Step("paragraph_end", _bookmark(plan, index)),
        Step("command", text="Delete"),
        Step("type", text=" "),
    )
    touched = _around(index) | {index + 2}
    return Draft(index, steps, Act.WORDING, _chapter_paths(plan, index, further=1), texts, (" ".join(texts),), touched)


def _paragraph_added(plan: _Plan) -> Draft | None:
    """A chapter gets a new paragraph behind another one."""
    index = _paragraph(plan)
    if index is None:
        return None
    paths = _chapter_paths(plan, index, further=1)
    return _typed_behind(plan, index, plan.chance.choice(SENTENCES), paths, may_be_reported=False)


def _paragraph_deleted(plan: _Plan) -> Draft | None:
    """A paragraph of a chapter goes."""
    index = _paragraph(plan)
    if index is None:
        return None
    steps = (Step("paragraph", _bookmark(plan, index)), Step("command", text="Delete"))
    old = (plan.passages[index].text,)
    return Draft(index, steps, Act.REMOVED, _chapter_paths(plan, index), old, (), _around(index))


def _everywhere(plan: _Plan) -> Draft | None:
    """An operation's name is replaced wherever it stands."""
    registry = yaml.safe_load(plan.snapshot.files["operations.yaml"])
    key, name = plan.chance.choice(sorted(registry.items()))
    words = name.split(" ")
    words.insert(plan.chance.randrange(1, len(words)) if len(words) > 1 else 1, plan.chance.choice(WORDS))
    new_name = " ".join(words)
    touched = [index for index, one in enumerate(plan.passages) if name in one.text]
    if len(touched) < 2:
        return None
    pieces = [piece for index in touched for piece in plan.passages[index].pieces if name in piece.text]
    if len(pieces) < len(touched):
        return None
    paths = {f"operations.{key}", *(path for piece in pieces for path in _paths(piece))}
    old = tuple(plan.passages[index].text for index in touched)
    new = tuple(text.replace(name, new_name) for text in old)
    steps = (Step("replace_all", name, text=new_name),)
    return Draft(touched[0], steps, Act.VALUE, paths, old, new, frozenset(touched))


def _template_text(plan: _Plan) -> Draft | None:
    """The head of a table is worded otherwise."""
    index = plan.pick(lambda one: [piece.path for piece in one.pieces] == [None] and one.text.isupper())
    if index is None:
        return None
    text = plan.passages[index].text
    same = [
        number for number, one in enumerate(plan.passages) if re.search(rf"(?<!\w){re.escape(text)}(?!\w)", one.text)
    ]
    if any(plan.passages[number].text != text for number in same):
        return None
    new = f"{text} {plan.chance.choice(WORDS).upper()}"
    steps = (Step("find", start=same.index(index), text=text), Step("type", text=new))
    return Draft(index, steps, Act.WORDING, (), (text,), (new,), frozenset({index}), may_be_reported=True)


KINDS: dict[str, Callable[[_Plan], Draft | None]] = {
    "number cell": _number_cell,
    "words cell": _words_cell,
    "sentence": _sentence,
    "own text": _own_text,
    "chapter text": _chapter_text,
    "number in sentence": _number_in_sentence,
    "item deleted": _item_deleted,
    "item added": _item_added,
    "item moved": _item_moved,
    "item copied": _item_copied,
    "words copied": _words_copied,
    "paragraph split": _paragraph_split,
    "paragraphs joined": _paragraphs_joined,
    "paragraph added": _paragraph_added,
    "paragraph deleted": _paragraph_deleted,
    "everywhere": _everywhere,
    "template text": _template_text,
}
