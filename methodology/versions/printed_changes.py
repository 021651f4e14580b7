"""The changes of the content that are printed, each with its printed words and places."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from methodology.model.assumption import EVIDENCE
from methodology.model.document import Inline, plain_text
from methodology.model.paths import is_within
from methodology.versions.changes import Change, ChangeKind, Subject, value_of_formula
from methodology.versions.claims import ONE_SIDED, ChangeClaim, Claims, covers, stretch_of
from methodology.versions.differences import TextPair, shown
from methodology.versions.rest import Rearrangement, Rest, Told, chapter_path, places_of_pairs

MEMBERS = (".measures", ".indicators")
"""The ends of the paths of values that are lists."""

PARTS_OF_TEXTS = (".endings.", ".measures.", ".indicators.")
"""What is a mark or a member of a cell is told with all of its text: these are parts of its path."""


def find_printed_changes(  # noqa: PLR0913 (what two versions are compared by)
    changes: Sequence[Change],
    pairs: Sequence[TextPair],
    wholes: Mapping[str, Collection[str]],
    codes: Mapping[str, Subject],
    *,
    fixed: bool,
    rearranged: Rearrangement | None = None,
) -> list[Told]:
    """The changes that are printed and the others that the pairs show, each once.

    ``wholes`` are the objectives and indicators that came or went, each with the paths of what it consists of,
    ``codes`` those of all objectives and indicators; ``fixed`` says that both versions have the same templates;
    ``rearranged`` is the change of their outlines.
    """
    claims = Claims(pairs)
    kept, unseen = [], []
    for change in changes:
        claim = claims.claim(change, wholes.get(change.path, ()))
        if claim is None:
            unseen.append(change)
        else:
            kept.append(claim)
    kept = _join_members(_fold(kept, claims, wholes), claims) if fixed else _fold(kept, claims, wholes)
    told = [Told(_tell(claim, claims, wholes, fixed=fixed), tuple(claim.pairs)) for claim in kept]
    told += _tell_formulas(unseen, told, pairs)
    rest = Rest(claims, told, unseen, codes, fixed, rearranged)
    told += rest.find_changes()
    return [*told, *rest.find_looks(), *rest.find_rearranged()]


def _tell_formulas(unseen: Iterable[Change], told: Iterable[Told], pairs: Sequence[TextPair]) -> list[Told]:
    """The changes of formulas, each where the value that follows by it is printed; those of new values are told."""
    known = {(one.change.path, one.change.kind) for one in told}
    found = []
    for change in unseen:
        value = value_of_formula(change.path)
        if not value or (change.kind in ONE_SIDED and (value, change.kind) in known):
            continue
        printed = [number for number, pair in enumerate(pairs) if _prints(pair, value)]
        if printed:
            places = places_of_pairs([pairs[number] for number in printed], removed=change.after is None)
            found.append(Told(replace(change, places=places), tuple(printed)))
    return found


def _prints(pair: TextPair, path: str) -> bool:
    return any(path in side.text.paths for side in pair.sides if side is not None)


def _fold(kept: Sequence[ChangeClaim], claims: Claims, wholes: Mapping[str, Collection[str]]) -> list[ChangeClaim]:
    """The claims, those that say the same as another one merged into it."""
    folded: list[ChangeClaim] = []
    phrases: dict[str, ChangeClaim] = {}
    for claim in kept:
        phrase = claim.change.path.rpartition(".")[0]
        if phrase.startswith("phrases.phrases."):
            other: ChangeClaim | None = phrases.setdefault(phrase, claim)
        else:
            other = next((other for other in kept if _says_the_same(claim, other, claims, wholes)), claim)
        if other is claim or other is None:
            folded.append(claim)
            continue
        other.change = replace(other.change, merged=(*other.change.merged, claim.change.path, *claim.change.merged))
        claims.release(claim)
        other.pairs = sorted({*other.pairs, *claim.pairs})
        other.wholly |= claim.wholly
        for number in claim.pairs:
            if other not in claims.by_pair[number]:
                claims.by_pair[number].append(other)
    return folded


def _join_members(kept: Sequence[ChangeClaim], claims: Claims) -> list[ChangeClaim]:
    """The claims; entries by which one sentence is worded otherwise as one change of their list."""
    joined = list(kept)
    for number in claims.differing:
        members = claims.by_pair.get(number, [])
        if not _are_members(members, number) or _is_of_chapter(claims.pairs[number]) or not claims.residue(number):
            continue
        first = members[0].change
        path = first.path.rpartition(".")[0]
        merged = tuple(path for claim in members for path in (claim.change.path, *claim.change.merged))
        change = replace(first, kind=ChangeKind.WORDING, path=path, field=first.field.rpartition(".")[0], merged=merged)
        whole = ChangeClaim(_with_texts(change, *_runs_of(claims.pairs[number])), [number], {number})
        joined[joined.index(members[0])] = whole
        joined = [claim for claim in joined if claim not in members]
        claims.by_pair[number] = [whole]
    return joined


def _are_members(claims: Sequence[ChangeClaim], number: int) -> bool:
    """Whether several entries came to or went from one list, which is printed nowhere else."""
    lists = {claim.change.path.rpartition(".")[0] for claim in claims}
    alone = (claim.change.kind in ONE_SIDED and claim.pairs == [number] for claim in claims)
    return len(claims) > 1 and len(lists) == 1 and all(alone)


def _says_the_same(
    claim: ChangeClaim, other: ChangeClaim, claims: Claims, wholes: Mapping[str, Collection[str]]
) -> bool:
    """Whether a change is told by another one.

    By the whole that it came or went with, by its registry's entry, or by the number that it says something of.
    """
    change = claim.change
    if other is claim or change.kind not in ONE_SIDED or other.change.kind is not change.kind or change.path in wholes:
        return False
    if other.change.path in wholes:
        return other.wholly.issuperset(claim.pairs)
    parent, _, name = change.path.rpartition(".")
    if other.change.path == parent and name in EVIDENCE:
        return True
    return other.change.path != change.path and _is_printed_by(claim, other, claims)


def _is_printed_by(claim: ChangeClaim, other: ChangeClaim, claims: Claims) -> bool:
    """Whether all that an entry of a list prints is what an entry of a registry says."""
    runs = [
        run
        for number in claim.pairs
        if number not in claim.wholly or number in other.pairs
        for side in claims.pairs[number].sides
        if side is not None
        for run in side.runs
        if covers(claim.change.path, run)
    ]
    within = any(run.within == claim.change.path for run in runs)
    return within and all(covers(other.change.path, run) for run in runs)


def _tell(claim: ChangeClaim, claims: Claims, wholes: Mapping[str, Collection[str]], *, fixed: bool) -> Change:
    """The change with what is printed for it, where, and of what else in the same texts follows from it alone."""
    change = _with_print(claim, claims, wholes, fixed=fixed)
    texts = [claims.pairs[number] for number in claim.pairs]
    return replace(change, places=places_of_pairs(texts, removed=change.kind is ChangeKind.REMOVED))


def _with_print(claim: ChangeClaim, claims: Claims, wholes: Mapping[str, Collection[str]], *, fixed: bool) -> Change:
    """The change with what is printed for it."""
    change = claim.change
    if change.path in wholes or change.kind is ChangeKind.REORDERED or change.old_runs or change.new_runs:
        return change
    number = _find_shown(change.path, claim.pairs, claims)
    pair = claims.pairs[number]
    if _tells_whole_text(claim, number, claims, fixed=fixed):
        claim.wholly.add(number)
        return _with_texts(change, *_runs_of(pair))
    if change.path.startswith("phrases.phrases."):
        return _tell_forms(change, [claims.pairs[number] for number in claim.pairs])
    is_row = pair.is_one_sided and pair.either.text.cell is not None
    return change if change.kind in ONE_SIDED and is_row else _tell_stretch(change, pair)


def _tell_stretch(change: Change, pair: TextPair) -> Change:
    """The change with what its path prints in a pair of texts; of a value that one of them has not, with both texts."""
    then, now = (stretch_of(side, change.path) or None for side in pair.sides)
    is_in_both = then is not None and now is not None
    if pair.is_one_sided and change.kind not in ONE_SIDED:
        return change  # it stands elsewhere now: each version prints it, in texts that are no pair
    return (
        _with_texts(change, then, now)
        if is_in_both or change.kind in ONE_SIDED
        else _with_texts(change, *_runs_of(pair))
    )


def _runs_of(pair: TextPair) -> tuple[Inline | None, Inline | None]:
    old, new = (None if side is None else side.runs for side in pair.sides)
    return old, new


def _find_shown(path: str, numbers: Sequence[int], claims: Claims) -> int:
    """The first pair that shows a path on both sides, else on one, else the first."""
    shows = {number: [bool(stretch_of(side, path)) for side in claims.pairs[number].sides] for number in numbers}
    return next((number for want in (all, any) for number in numbers if want(shows[number])), numbers[0])


def _tells_whole_text(claim: ChangeClaim, number: int, claims: Claims, *, fixed: bool) -> bool:
    """Whether a change is told with all of its text: a mark, or an entry by which the text is worded otherwise."""
    if any(part in f"{claim.change.path}." for part in PARTS_OF_TEXTS):
        return True
    is_alone = fixed and len(claim.pairs) == 1 and len(claims.by_pair[number]) == 1
    return is_alone and not _is_of_chapter(claims.pairs[number]) and _adds_words(claim, number, claims)


def _adds_words(claim: ChangeClaim, number: int, claims: Claims) -> bool:
    """Whether a pair that a change alone explains says more words otherwise than those of the change."""
    pair = claims.pairs[number]
    if number not in claim.wholly:
        return claims.residue(number) is not None
    runs = (run for run in pair.either.runs if not covers(claim.change.path, run))
    return any(any(map(str.isalnum, run.text)) for run in runs)


def _tell_forms(change: Change, texts: Iterable[TextPair]) -> Change:
    """A standard sentence with the forms that are printed, each as at its first place."""
    phrase = change.path.rpartition(".")[0]
    forms: dict[frozenset[str | None], tuple[Inline, Inline]] = {}
    for pair in texts:
        then, now = (stretch_of(side, phrase) for side in pair.sides)
        if shown(then) != shown(now):
            sources = {run.source for run in (*then, *now) if is_within(run.source or "", phrase)}
            forms.setdefault(frozenset(sources), (then, now))
    if len(forms) == 1:
        return _with_texts(change, *(runs or None for runs in next(iter(forms.values()))))
    before, after = ("\n".join(filter(None, (plain_text(form[side]) for form in forms.values()))) for side in (0, 1))
    return replace(change, before=before or None, after=after or None)


def _is_of_chapter(pair: TextPair) -> bool:
    return chapter_path(pair) is not None


def _with_texts(change: Change, then: Inline | None, now: Inline | None) -> Change:
    """The change with what is printed; an entry that replaces what was printed before it is a wording."""
    kind = change.kind
    if kind in ONE_SIDED and then and now:
        kind = ChangeKind.VALUE if change.path.endswith(MEMBERS) else ChangeKind.WORDING
    before, after = (None if runs is None else plain_text(runs) for runs in (then, now))
    return replace(change, kind=kind, before=before, after=after, old_runs=then, new_runs=now)
