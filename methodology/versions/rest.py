"""What prints otherwise while no change of a content value explains it: chapters, fixed texts, consequences, looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from methodology.model.document import Heading, HeadingKind, Inline, Run
from methodology.model.texts import TextKind
from methodology.versions.changes import Change, ChangeKind, Move, Place, Subject, subject_of
from methodology.versions.claims import Claims
from methodology.versions.differences import ComparedText, TextPair, shown

CHAPTERS = "chapters."
FIXED = "templates"
"""The path of what no content says."""


@dataclass(frozen=True, slots=True)
class Told:
    """A change with the numbers of the pairs of texts that it is of."""

    change: Change
    pairs: tuple[int, ...]


@dataclass(slots=True)
class _Group:
    """Texts that differ for one cause: what is left of the first, all of them, and the path of the cause."""

    path: str
    kind: ChangeKind
    pairs: list[int] = field(default_factory=list)
    lines: dict[tuple[str | None, str | None], tuple[Inline | None, Inline | None]] = field(default_factory=dict)

    def add(self, number: int, pair: TextPair) -> None:
        """Add a text; what says the same at several places is one line."""
        self.pairs.append(number)
        old, new = (None if side is None else side.text.text for side in pair.sides)
        then, now = (None if side is None else side.runs for side in pair.sides)
        self.lines.setdefault((old, new), (then, now))

    def describe(self, change: Change) -> Change:
        """The change with what is printed: one text with its runs, several as lines; of a template the first."""
        lines = list(self.lines)[: 1 if self.path == FIXED else None]
        before, after = ("\n".join(filter(None, (line[side] for line in lines))) or None for side in (0, 1))
        if len(lines) == 1:
            then, now = self.lines[lines[0]]
            return replace(change, before=before, after=after, old_runs=then, new_runs=now)
        kind = change.kind
        if kind not in (ChangeKind.TEMPLATE, ChangeKind.REORDERED):
            kind = ChangeKind.WORDING if before and after else ChangeKind.ADDED if after else ChangeKind.REMOVED
        return replace(change, kind=kind, before=before, after=after)


@dataclass(frozen=True, slots=True)
class Rearrangement:
    """The change of the outline, and the chapters of which both versions have the same file.

    ``pairs`` takes the numbers of the pairs of texts that came, went, stand elsewhere or are set otherwise by it.
    """

    change: Change
    kept: Set[str]
    pairs: list[int] = field(default_factory=list)

    def takes(self, number: int, pair: TextPair, *, is_set: bool = False) -> bool:
        """Whether a pair differs by the outline, and not by what its text says; ``is_set``: in its look alone."""
        chapter = chapter_path(pair)
        if chapter is not None:
            is_taken = chapter.split(".")[1] in self.kept
        else:
            is_taken = is_set or pair.is_one_sided or pair.moved or _is_of_other(pair)
        if is_taken:
            self.pairs.append(number)
        return is_taken


def _is_of_other(pair: TextPair) -> bool:
    """Whether two texts print other things, not one thing otherwise."""
    if pair.old is None or pair.new is None:
        return False
    if pair.either.text.cell is not None:
        return pair.old.text.paths != pair.new.text.paths
    old, new = ({run.within for run in side.runs if run.within} for side in (pair.old, pair.new))
    return bool(old and new) and not old & new


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of the texts when all that the changes ``told`` explain is taken out.

    ``unseen`` are changes of the content that no text prints: how a value is printed, such as ``number_format``; what
    prints otherwise by it is its change. ``codes`` are those of all objectives and indicators; ``fixed`` says
    that both versions have the same templates.
    """

    claims: Claims
    told: list[Told]
    unseen: Sequence[Change]
    codes: Mapping[str, Subject]
    fixed: bool
    rearranged: Rearrangement | None = None

    def find_changes(self) -> list[Told]:
        """The changes of chapters and templates, and what follows from other changes."""
        groups: dict[object, _Group] = {}
        last: tuple[object, object, int] | None = None  # `number - at` is the same while all texts differ
        for at, number in enumerate(self.claims.differing):
            left = self.claims.residue(number)
            pair = self.claims.pairs[number]
            if left is None or _is_only_set(pair, left):
                continue
            if self.rearranged is not None and self.rearranged.takes(number, pair):
                continue
            path, is_content = _path_of(pair, left, fixed=self.fixed)
            key: object = (number,)
            if _is_moved(pair):
                key = ("moved", path.rpartition(".")[0])
            elif not is_content:
                key = tuple(_fixed_words(side) or path.rpartition(".")[2] for side in left)
            elif self.fixed and not path.startswith(CHAPTERS):
                here = subject_of(path, self.codes)[1], pair.either.text.section
                key = last[0] if last is not None and last[1:] == (here, number - at) else key
                last = key, here, number - at
            groups.setdefault(key, _Group(path, _kind(pair, is_content=is_content))).add(number, pair)
        return [Told(self._change(group), tuple(group.pairs)) for group in groups.values()]

    def _change(self, group: _Group) -> Change:
        """The change of a group of texts."""
        texts = [self.claims.pairs[number] for number in group.pairs]
        is_fixed = group.kind is ChangeKind.TEMPLATE or group.path == FIXED
        subject, owner, name = (Subject.TEMPLATE, "", "") if is_fixed else subject_of(group.path, self.codes)
        change = group.describe(Change(group.kind, subject, group.path, owner, name, None, None))
        change = replace(change, places=places_of_pairs(texts, removed=change.kind is ChangeKind.REMOVED))
        if change.kind is ChangeKind.LOOK:
            change = _with_looks(change, texts[0])
        elif change.kind is ChangeKind.REORDERED:
            change = _with_moves(change, texts)
        if group.path.startswith(CHAPTERS) or not self.fixed:
            return change
        change = replace(change, merged=self._find_unseen(owner))
        return change if change.merged else replace(change, follows_from=self._find_origins(group.pairs))

    def _find_unseen(self, owner: str) -> tuple[str, ...]:
        """The changes of what is not printed itself but says how an owner's values are."""
        owned = (other.path for other in self.unseen if subject_of(other.path, self.codes)[1] == owner)
        return tuple(owned) if owner else ()

    def _find_origins(self, numbers: Sequence[int]) -> tuple[str, ...]:
        """The changes that a consequence follows from: those in its texts, else its section, else its chapter."""
        texts = [self.claims.pairs[number].either.text for number in numbers]
        direct = [other for other in self.told if set(other.pairs) & set(numbers)]
        for near in ("section", "chapter"):
            if direct:
                break
            here = {getattr(text, near) for text in texts}
            direct = [
                other
                for other in self.told
                if any(getattr(self.claims.pairs[number].either.text, near) in here for number in other.pairs)
            ]
        return tuple(dict.fromkeys(other.change.path for other in direct))

    def find_rearranged(self) -> Iterator[Told]:
        """The change of the outline, with all texts that it alone explains."""
        if self.rearranged is not None and self.rearranged.pairs:
            numbers = sorted(set(self.rearranged.pairs))
            places = places_of_pairs([self.claims.pairs[number] for number in numbers], removed=False)
            yield Told(replace(self.rearranged.change, places=places), tuple(numbers))

    def find_looks(self) -> list[Told]:
        """The changes of how texts are set: each list and heading, numbers that moved, cells set alike."""
        groups: dict[object, list[int]] = {}
        for number in self.claims.differing:
            pair = self.claims.pairs[number]
            if pair.old is None or pair.new is None or pair.old.look == pair.new.look:
                continue
            if self._is_explained(number, pair):
                continue
            groups.setdefault(_set_alike(pair.old, pair.new, number), []).append(number)
        looks: list[Told] = []
        for numbers in sorted(groups.values(), key=lambda numbers: _is_renumbered(self.claims.pairs[numbers[0]])):
            pairs = [self.claims.pairs[number] for number in numbers]
            causes = self._causes_of(pairs, looks)
            if any(cause.kind is ChangeKind.REORDERED and pairs[0].either.position for cause in causes):
                continue
            look = self._look(pairs, causes)
            if not causes and not look.path.startswith((CHAPTERS, FIXED)):
                look = replace(look, merged=self._find_unseen(look.owner))
            looks.append(Told(look, tuple(numbers)))
        return looks

    def _is_explained(self, number: int, pair: TextPair) -> bool:
        """Whether a text is set otherwise for a known cause.

        It has the label of the place that it moved to, the outline says so, or the widths of its table's columns follow
        from their texts.
        """
        if pair.moved and _is_renumbered(pair):
            return True
        if self.rearranged is not None and not _is_renumbered(pair):
            return self.rearranged.takes(number, pair, is_set=True)
        return self.fixed and _is_widened(pair)

    def _look(self, pairs: Sequence[TextPair], causes: Sequence[Change]) -> Change:
        """The change of texts that are set otherwise alike; ``before`` and ``after`` have their labels."""
        is_cell = pairs[0].either.look.kind is TextKind.CELL
        before, after = (
            "\n".join(side.line for pair in pairs[: 1 if is_cell else None] if (side := pair.sides[at]) is not None)
            for at in (0, 1)
        )
        path = FIXED if is_cell else _path_set(pairs[0])
        subject, owner, name = (Subject.TEMPLATE, "", "") if path == FIXED else subject_of(path, self.codes)
        change = Change(ChangeKind.LOOK, subject, path, owner, name, before, after)
        follows = tuple(dict.fromkeys(cause.path for cause in causes))
        return _with_looks(
            replace(change, follows_from=follows, places=places_of_pairs(pairs, removed=False)), pairs[0]
        )

    def _causes_of(self, pairs: Sequence[TextPair], looks: Sequence[Told]) -> list[Change]:
        """The changes by which texts have other labels; none of what is set otherwise for itself."""
        if not _is_renumbered(pairs[0]):
            return []
        return self._find_causes(pairs, looks) or ([] if self.rearranged is None else [self.rearranged.change])

    def _find_causes(self, pairs: Sequence[TextPair], looks: Sequence[Told]) -> list[Change]:
        """The changes by which labels move: those by which items of the list, or headings of the kind, came or went."""
        blocks = {id(side.text.block) for pair in pairs for side in pair.sides if side is not None}
        first = pairs[0].either.text
        kind, chapter = getattr(first.block, "kind", None), first.chapter

        def moves_labels(pair: TextPair) -> bool:
            for side in filter(None, pair.sides):
                if pairs[0].either.position:
                    if id(side.text.block) in blocks and not _is_renumbered(pair):
                        return True
                elif isinstance(side.text.block, Heading) and side.text.block.kind is kind and not _is_renumbered(pair):
                    return kind is not HeadingKind.ITEM or side.text.chapter == chapter
            return False

        return [
            one.change
            for one in (*self.told, *looks)
            if any(moves_labels(self.claims.pairs[number]) for number in one.pairs)
        ]


def _is_moved(pair: TextPair) -> bool:
    """Whether a text stands elsewhere and is otherwise the same."""
    return pair.moved and pair.old is not None and pair.new is not None and shown(pair.old.runs) == shown(pair.new.runs)


def _with_looks(change: Change, pair: TextPair) -> Change:
    old, new = (None if side is None else side.look for side in pair.sides)
    return replace(change, old_look=old, new_look=new)


def _is_only_set(pair: TextPair, left: tuple[Inline, Inline]) -> bool:
    """Whether a text says the same in both versions and only its label or place in a table looks otherwise."""
    return not pair.is_one_sided and not pair.moved and shown(left[0]) == shown(left[1])


def _path_of(pair: TextPair, left: tuple[Inline, Inline], *, fixed: bool) -> tuple[str, bool]:
    """The path that explains what is left best, and whether it is one of the content."""
    chapter = chapter_path(pair)
    if chapter is not None:
        return chapter, True
    changed = [run for side, other in (left[::-1], left) for run in side if run.text.strip() and run not in other]
    if not fixed and (not changed or any(run.source is None for run in changed)):
        return FIXED, False
    runs = [*changed, *left[1], *left[0], *pair.either.runs]
    path = next(filter(None, map(_content_path, runs)), FIXED)
    return path, path != FIXED and fixed


def _content_path(run: Run) -> str | None:
    """The path of a run that says most of where it stands: of an entry's place before that of the entry itself."""
    is_place = run.within is not None and not run.within.startswith("phrases.")
    return run.within if is_place else run.source


def chapter_path(pair: TextPair) -> str | None:
    """The path of a paragraph of a chapter, in the new version where it is there; None for other texts."""
    for side in (pair.new, pair.old):
        paths = (path for run in (side.runs if side else ()) for path in (run.within, run.source))
        path = next((path for path in paths if path is not None and path.startswith(CHAPTERS)), None)
        if path is not None:
            return path
    return None


def _kind(pair: TextPair, *, is_content: bool) -> ChangeKind:
    if not is_content:
        return ChangeKind.TEMPLATE
    if _is_moved(pair):
        return ChangeKind.REORDERED
    if pair.old is None or pair.new is None:
        return ChangeKind.ADDED if pair.old is None else ChangeKind.REMOVED
    if pair.old.text.text == pair.new.text.text:
        return ChangeKind.LOOK
    return ChangeKind.WORDING if pair.new.text.cell is None else ChangeKind.VALUE


def _fixed_words(runs: Inline) -> str:
    return "".join(run.text for run in runs if run.source is None).strip()


def _with_moves(change: Change, texts: Sequence[TextPair]) -> Change:
    """The change of paragraphs or items that moved: from which of the chapter's or list's places to which."""
    before = sorted((pair.old for pair in texts if pair.old is not None), key=lambda side: _number(side, change.path))
    moves = tuple(
        Move(pair.new.text.text, _number(pair.old, change.path), _number(pair.new, change.path))
        for pair in texts
        if pair.old is not None and pair.new is not None
    )
    old = "\n".join(side.text.text for side in before)
    new = "\n".join(move.entry for move in moves)
    return replace(change, before=old, after=new, old_runs=None, new_runs=None, moves=moves)


def _number(printed: ComparedText, path: str) -> int:
    """The place of a text among others: an item's in its list, a paragraph's in its chapter."""
    if printed.position:
        return printed.position
    paths = (other for run in printed.runs for other in (run.within, run.source) if other is not None)
    parent = path.rpartition(".")[0]
    number = next((other for other in paths if other.startswith(f"{parent}.")), "").rpartition(".")[2]
    return int(number) if number.isdecimal() else 0


def _is_widened(pair: TextPair) -> bool:
    """Whether only the widths of a cell's table are other ones."""
    if pair.old is None or pair.new is None or pair.old.look.widths == pair.new.look.widths:
        return False
    return replace(pair.old.look, widths=()) == replace(pair.new.look, widths=())


def _is_renumbered(pair: TextPair) -> bool:
    """Whether a text has another label of the same kind: what stands before it came, went or moved."""
    if pair.old is None or pair.new is None:
        return False
    return replace(pair.old.look, label="") == replace(pair.new.look, label="")


def _set_alike(old: ComparedText, new: ComparedText, number: int) -> object:
    """What texts have in common that are set otherwise for one reason."""
    if old.position and new.position:
        return id(old.text.block), id(new.text.block)
    if old.position or new.position:
        return id(old.text.block if old.position else new.text.block), new.look.kind, old.look.kind
    if new.look.kind is TextKind.CELL:
        return old.look, new.look
    if replace(old.look, label="") == replace(new.look, label=""):
        kind = getattr(new.text.block, "kind", None)
        return "renumbered", kind, new.text.chapter if kind is HeadingKind.ITEM else ""
    return number


def _path_set(pair: TextPair) -> str:
    """The path of what is set otherwise: of a list that of all its entries."""
    chapter = chapter_path(pair)
    path = chapter or next(filter(None, map(_content_path, pair.either.runs)), FIXED)
    return path.rpartition(".")[0] or path if pair.either.position and chapter is None else path


def places_of_pairs(pairs: Iterable[TextPair], *, removed: bool) -> tuple[Place, ...]:
    """The places of the new texts, or of the old ones where those were removed or there are no new ones: never both."""
    texts = list(pairs)
    old, new = ([side for pair in texts if (side := pair.sides[at]) is not None] for at in (0, 1))
    placed = (old or new) if removed else (new or old)
    return tuple(dict.fromkeys(side.place for side in placed if side.place is not None))
