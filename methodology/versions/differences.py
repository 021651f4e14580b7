"""The texts of two versions beside each other, each as it is printed and set: whatever prints otherwise shows here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby, zip_longest
from typing import assert_never

from methodology.comparing.alignment import Candidate, Pair, align, align_blocks, align_items, align_rows, text_likeness
from methodology.comparing.order import in_old_order
from methodology.model.document import (
    Block,
    Caption,
    Heading,
    Inline,
    List,
    ListItem,
    Note,
    Paragraph,
    Picture,
    Row,
    Run,
    Table,
)
from methodology.model.texts import Text, TextKind
from methodology.versions.changes import Place, TextLook
from methodology.versions.printed import COVER, places_of, rename_path, show_note_marks
from methodology.versions.version import Version

MOST_LIKENESSES = 10_000
"""So many pairs of neighbouring texts are compared by their words at most."""

COVER_LABELS = ("version", "date", "period")
"""The labels that the cover prints; the others stand around the whole document."""
_OTHER_LABELS = frozenset(
    {"search", "hit", "no_hit", "next_hit", "previous_hit", "permalink", "formats", "overview", "filter", "shown"}
    | {"number", "status"}
)
"""Those of the means of the page, which are no words of the document, and those that texts of the cover begin with."""


@dataclass(frozen=True, slots=True)
class ComparedText:
    """A text of one version: its place (None for what stands around the document), how it is set, and its runs."""

    place: Place | None
    text: Text
    look: TextLook
    runs: Inline
    position: int = 0
    """The number of an item in its list, from 1; 0 for other texts."""

    @property
    def line(self) -> str:
        """The text with its label, as printed."""
        return f"{self.look.label} {self.text.text}".strip()


@dataclass(frozen=True, slots=True)
class TextPair:
    """What a text became. ``group`` is shared by the texts of a block or row that only one version has.

    ``moved`` says that the text stands before or behind others that it did not stand before or behind.
    """

    old: ComparedText | None
    new: ComparedText | None
    group: int
    moved: bool = False

    @property
    def either(self) -> ComparedText:
        """The new text, or the old one where it was removed."""
        return Pair(self.old, self.new).either

    @property
    def sides(self) -> tuple[ComparedText | None, ComparedText | None]:
        """The old and the new text."""
        return self.old, self.new

    @property
    def is_one_sided(self) -> bool:
        """Whether only one version has the text."""
        return self.old is None or self.new is None

    @property
    def differs(self) -> bool:
        """Whether anything about the text is printed otherwise."""
        if self.old is None or self.new is None:
            return bool(self.either.text.text)  # an empty cell came or went with its row
        if self.moved or self.old.look != self.new.look:
            return True
        return self.old.runs != self.new.runs and shown(self.old.runs) != shown(self.new.runs)


Shown = tuple[tuple[str, bool, bool, str | None], ...]


def shown(runs: Inline) -> Shown:
    """What is seen of runs: stretches of one look, without where they come from."""
    looks = groupby(runs, key=lambda run: (run.strong, run.emphasis, run.target))
    stretches = (("".join(run.text for run in stretch), *look) for look, stretch in looks)
    return tuple(stretch for stretch in stretches if stretch[0])


def pair_texts(old: Version, new: Version, renamed: Mapping[str, str]) -> list[TextPair]:
    """Every text of both versions once, in the order of both.

    ``renamed`` are the new paths of what has another id in the old version and prints the same.
    """
    before, after = _Texts(old, renamed), _Texts(new, {})
    pairs = [
        *(TextPair(*sides, number) for number, sides in enumerate(zip_longest(before.around, after.around))),
        *_pair_bodies(old, new, before, after),
    ]
    pairs = _pair_moved(pairs)
    anchors = {
        pair.old.text.anchor: pair.new.text.anchor
        for pair in pairs
        if pair.old is not None and pair.new is not None and pair.old.text.anchor and pair.new.text.anchor
    }
    moved = {f"#{then}": f"#{now}" for then, now in anchors.items() if then != now}
    return [_lead_on(pair, moved) for pair in pairs] if moved else pairs


def _lead_on(pair: TextPair, moved: Mapping[str, str]) -> TextPair:
    """The pair with the links of its old text leading to where their places are in the new document."""
    if pair.old is None or not any(run.target in moved for run in pair.old.runs):
        return pair
    runs = tuple(replace(run, target=moved.get(run.target or "", run.target)) for run in pair.old.runs)
    return replace(pair, old=replace(pair.old, runs=runs))


class _Texts:
    """The texts of a version: those around the body, and of the body by the block, item or row they stand in."""

    def __init__(self, version: Version, renamed: Mapping[str, str]) -> None:
        self.renamed = renamed
        self.pictures = version.document.pictures
        self.placed = version.programme.files
        self.around: list[ComparedText] = []
        self.by_part: dict[int, list[ComparedText]] = {}
        self.notes: dict[int, list[ComparedText]] = {}
        """The footnotes whose marks stand in each block, item or row."""
        for _, texts in groupby(places_of(version), key=lambda placed: id(placed[1].block)):
            placed = [(place, text._replace(runs=show_note_marks(text.runs))) for place, text in texts]
            block = placed[0][1].block
            if block is None:
                emblem = version.document.emblem
                self.around += [
                    ComparedText(place, text, self._look(emblem, text), text.runs) for place, text in placed
                ]
            else:
                self._add(block, placed)
        self.around += [
            ComparedText(place, text, TextLook(TextKind.COVER), text.runs) for place, text in _properties(version)
        ]

    def _add(self, block: Block, placed: Sequence[tuple[Place, Text]]) -> None:
        texts = [(place, text) for place, text in placed if text.kind is not TextKind.FOOTNOTE]
        if len(texts) < len(placed):
            self._add_notes(block, placed)
        if isinstance(block, List):
            for number, (item, (place, text)) in enumerate(zip(block.items, texts, strict=True), start=1):
                look = TextLook(text.kind, label=text.label, list_kind=block.format_of(item), list_level=item.level)
                self.by_part[id(item)] = [ComparedText(place, text, look, self._runs(text), number)]
        elif isinstance(block, Table):
            rows = (*block.header, *block.rows)
            for number, cells in groupby(texts, key=lambda placed: placed[1].cell.row if placed[1].cell else 0):
                self.by_part[id(rows[number])] = list(self._cells(block, rows[number], list(cells)))
        elif isinstance(block, Picture) and block.file not in self.placed:
            self.by_part[id(block)] = []  # a picture drawn of values changes with them, which are told
        else:
            self.by_part[id(block)] = [
                ComparedText(place, text, self._look(block, text), self._runs(text)) for place, text in texts
            ]

    def _look(self, block: Block | None, text: Text) -> TextLook:
        if isinstance(block, Picture) and text.kind is TextKind.ALTERNATIVE:
            picture = f"{block.file} ({self.pictures[block.digest].shown})"
            return TextLook(text.kind, picture=picture, picture_width=block.width)
        return TextLook(text.kind, block.level if isinstance(block, Heading) else None, text.label)

    def _add_notes(self, block: Block, placed: Sequence[tuple[Place, Text]]) -> None:
        parts: Sequence[Part] = [block]
        if isinstance(block, List):
            parts = block.items
        elif isinstance(block, Table):
            parts = [*block.header, *block.rows]
        at = -1
        for place, text in placed:
            if text.kind is TextKind.FOOTNOTE:
                note = ComparedText(place, text, TextLook(text.kind), self._runs(text))
                self.notes.setdefault(id(parts[at]), []).append(note)
            else:
                at = at + 1 if text.cell is None else text.cell.row

    def find_notes(self, part: Part | None) -> list[Candidate[ComparedText]]:
        """The footnotes of a block, item or row, to be aligned by what they say."""
        return [Candidate(note, (), None, note.text.text) for note in self.notes.get(id(part), ())]

    def _cells(self, table: Table, row: Row, texts: Sequence[tuple[Place, Text]]) -> Iterator[ComparedText]:
        for cell, (place, text) in zip(row.cells, texts, strict=True):
            look = TextLook(
                text.kind,
                alignment=cell.alignment,
                header=cell.header,
                strong=cell.strong,
                column_span=cell.column_span,
                widths=table.columns,
            )
            yield ComparedText(place, text, look, self._runs(text))

    def _runs(self, text: Text) -> Inline:
        if not self.renamed:
            return text.runs
        return tuple(
            replace(run, source=self._rename(run.source), within=self._rename(run.within)) for run in text.runs
        )

    def _rename(self, path: str | None) -> str | None:
        return None if path is None else rename_path(path, self.renamed)


def _properties(version: Version) -> Iterator[tuple[Place | None, Text]]:
    """The words around the document, and what its properties say beside the cover."""
    for name, label in version.document.labels.items():
        if name in _OTHER_LABELS:
            continue
        place = COVER if name in COVER_LABELS else None
        yield place, Text(TextKind.COVER, (Run(label, source=f"phrases.labels.{name}"),))
    properties = version.document.properties
    for name, text in (
        ("keywords", ", ".join(properties.keywords)),
        ("authority", properties.author),
        ("language", properties.language),
    ):
        yield None, Text(TextKind.COVER, (Run(text, source=f"programme.{name}"),))


def _pair_bodies(old: Version, new: Version, before: _Texts, after: _Texts) -> Iterator[TextPair]:
    """The texts of the bodies; groups are counted from behind those of the covers."""
    group = len(before.around) + len(after.around)
    for block in align_blocks(old.document.blocks, new.document.blocks):
        group += 1
        columns = _match_columns(block, before, after)
        for old_part, new_part in _parts(block):
            then, now = before.by_part.get(id(old_part), []), after.by_part.get(id(new_part), [])
            group += block.old is not None and block.new is not None
            for old_cell, new_cell, moved in _pair_cells(then, now, columns if then and now else {}):
                group += old_part is not None and new_part is not None
                yield TextPair(old_cell, new_cell, group, moved)
            for note in align(before.find_notes(old_part), after.find_notes(new_part)):
                group += 1
                yield TextPair(note.old, note.new, group)


Part = Block | ListItem | Row


def _parts(pair: Pair[Block]) -> Iterator[tuple[Part | None, Part | None]]:
    """The items and rows of both blocks, or the blocks themselves."""
    match pair.either:
        case List():
            items = (side.items if isinstance(side, List) else () for side in (pair.old, pair.new))
            yield from ((item.old, item.new) for item in align_items(*items))
        case Table():
            for part in ("header", "rows"):
                rows = (getattr(side, part) if side is not None else () for side in (pair.old, pair.new))
                yield from ((row.old, row.new) for row in align_rows(*rows))
        case Heading() | Paragraph() | Note() | Caption() | Picture():
            yield pair.old, pair.new
        case _ as block:
            assert_never(block)


def _match_columns(block: Pair[Block], before: _Texts, after: _Texts) -> dict[int, int]:
    """The columns of a table that stand elsewhere in the other version, or beside others, by the old ones' numbers.

    Columns are known by their heads. Empty where all stand where they stood.
    """
    then, now = _head_keys(block.old, before), _head_keys(block.new, after)
    known = {at: now.index(key) for at, key in enumerate(then) if then.count(key) == now.count(key) == 1}
    if not known or (len(then) == len(now) and all(old == new for old, new in known.items())):
        return {}
    went = [at for at in range(len(then)) if at not in known]
    came = [at for at in range(len(now)) if at not in known.values()]
    return known | (dict(zip(went, came, strict=True)) if len(went) == len(came) else {})


def _head_keys(block: Block | None, texts: _Texts) -> list[tuple[str, ...]]:
    """What tells the columns of a table apart: what the first row of its head prints. Empty for other blocks."""
    row = block.header[0] if isinstance(block, Table) and block.header else None
    return list(map(_cell_key, texts.by_part.get(id(row), [])))


def _cell_key(cell: ComparedText) -> tuple[str, ...]:
    """What tells a cell from others: where it comes from, or what it says; the leaves of chapters have but numbers."""
    return tuple(path for path in cell.text.paths if not path.startswith("chapters.")) or (cell.text.text,)


Cells = Sequence[ComparedText]
CellPair = tuple[ComparedText | None, ComparedText | None, bool]
"""The cells of a column in both versions, and whether it stands elsewhere among those that both have."""


def _pair_cells(old: Cells, new: Cells, columns: Mapping[int, int]) -> Iterator[CellPair]:
    """The cells of two rows: by their ``columns``, by their places, or where one has more by what they print."""
    if columns:
        yield from _pair_columns(old, new, columns)
        return
    if len(old) == len(new) or not old or not new:
        yield from ((*sides, False) for sides in zip_longest(old, new))
        return
    then, now = (list(map(_cell_key, cells)) for cells in (old, new))
    for _, old_from, old_to, new_from, new_to in SequenceMatcher(None, then, now, autojunk=False).get_opcodes():
        yield from ((*sides, False) for sides in zip_longest(old[old_from:old_to], new[new_from:new_to]))


def _pair_columns(old: Cells, new: Cells, columns: Mapping[int, int]) -> Iterator[CellPair]:
    """The cells of two rows whose columns are other ones: those that went, then the others in their new order."""
    then, now = ({cell.text.cell.column: cell for cell in cells if cell.text.cell is not None} for cells in (old, new))
    olds = {columns[at]: at for at in then if columns.get(at) in now}
    kept = in_old_order([olds.get(at) for at in now])
    yield from ((cell, None, False) for at, cell in then.items() if at not in olds.values())
    for position, (at, cell) in enumerate(now.items()):
        yield then[olds[at]] if at in olds else None, cell, at in olds and position not in kept


def _pair_moved(pairs: list[TextPair]) -> list[TextPair]:
    """The pairs; texts that one version has elsewhere or set as something else are paired, too."""
    paired = list(pairs)
    taken: set[int] = set()
    _pair_same(pairs, paired, taken)
    _pair_alike(pairs, paired, taken)
    if not taken:
        return pairs
    numbers = {id(pair.old): number for number, pair in enumerate(pairs) if pair.old is not None}
    paired = [pair for number, pair in enumerate(paired) if number not in taken]
    kept = in_old_order([None if pair.is_one_sided else numbers[id(pair.old)] for pair in paired])
    return [
        pair if pair.is_one_sided or number in kept else replace(pair, moved=True) for number, pair in enumerate(paired)
    ]


def _pair_same(pairs: Sequence[TextPair], paired: list[TextPair], taken: set[int]) -> None:
    """Pair texts of both versions that say the same; the numbers of the old ones are ``taken``."""
    alone = [number for number, pair in enumerate(pairs) if pair.is_one_sided and pair.either.text.cell is None]
    left: dict[tuple[str | None, str], list[int]] = {}
    for number in alone:
        if pairs[number].new is None:
            left.setdefault(_identity(pairs[number].either), []).append(number)
    for number in alone:
        same = left.get(_identity(pairs[number].either)) if pairs[number].old is None else None
        if same:
            taken.add(same[0])
            paired[number] = TextPair(pairs[same.pop(0)].old, pairs[number].new, pairs[number].group)


def _pair_alike(pairs: Sequence[TextPair], paired: list[TextPair], taken: set[int]) -> None:
    """Pair those of neighbouring texts that have most words in common: an item of a list that was cut in two."""
    for is_gap, entries in groupby(enumerate(paired), key=lambda entry: entry[1].is_one_sided):
        gap = [number for number, pair in entries if number not in taken and pair.either.text.cell is None]
        olds, news = ([number for number in gap if pairs[number].sides[side] is not None] for side in (0, 1))
        if not is_gap or len(olds) * len(news) > MOST_LIKENESSES:
            continue
        for new in news:
            alike = [
                (text_likeness(paired[old].either.text.text, paired[new].either.text.text), -old)
                for old in olds
                if _identity(paired[old].either)[0] == _identity(paired[new].either)[0]
            ]
            likeness, at = max(alike, default=(0.0, 0))
            if likeness:
                olds.remove(-at)
                taken.add(-at)
                paired[new] = TextPair(pairs[-at].old, pairs[new].new, pairs[new].group)


def _identity(printed: ComparedText) -> tuple[str | None, str]:
    """What a text that moved has in common with itself: its words, and what it is an entry of."""
    paths = (run.within or run.source for run in printed.runs)
    outer = next((path.rpartition(".")[0] for path in paths if path is not None), printed.text.section)
    return outer, printed.text.text
