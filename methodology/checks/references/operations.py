"""The operations of an output against those that its rationale speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import REFERENCE, prose_texts
from methodology.checks.references.named_things import objective_of
from methodology.checks.said_numbers import any_of, number_use
from methodology.checks.sentence_words import find_phrases, sentences_of
from methodology.diagnostics import all_of
from methodology.messages import declare_message, translate
from methodology.model.indicator import OutputIndicator, Reasons
from methodology.model.programme import Programme
from methodology.model.prose import Prose, Reference

RULES = Rules(Family.REFERENCES, Scope.VALUE)

_ROOT = "operations."
_TWO = 2
_LONG_WORD = 6
"""Letters of a word that tells something of an operation; shorter ones stand in every name."""

_RARE = 10
"""Where one of so many operations serves two objectives, it is probably meant for one."""


def _outputs(programme: Programme) -> Iterator[OutputIndicator]:
    return (output for objective in programme.objectives for output in objective.outputs)


def _reasons(output: OutputIndicator) -> Iterator[tuple[str, Reasons]]:
    """The rationales that are given, by the value that they give reasons for."""
    for name in ("milestone", "target"):
        reasons: Reasons | None = getattr(output.rationale, name)
        if reasons is not None:
            yield name, reasons


def _texts(output: OutputIndicator) -> Iterator[tuple[str, str, Prose]]:
    """The texts of the rationales: content path, key of the item (empty for a sentence) and text."""
    for name, reasons in _reasons(output):
        path = f"{output.id}.rationale.{name}"
        if reasons.sentence is not None:
            yield f"{path}.sentence", "", reasons.sentence
        yield from ((f"{path}.items.{key}", key, text) for key, text in reasons.items.items())


@RULES.error("unlisted-operation")
def _unlisted_operations(programme: Programme) -> Iterator[Found]:
    for output in _outputs(programme):
        listed = {mention.id for mention in output.operations}
        for path, key, text in _texts(output):
            mentioned = _operations_in(programme, text)
            if key in programme.operations:
                mentioned.setdefault(key)
            for operation in mentioned:
                if operation not in listed:
                    message = translate(
                        "the rationale speaks of '{operation}', which is not among the operations of {id}",
                        operation=operation,
                        id=output.id,
                    )
                    yield Found(path, message, f"{_ROOT}{operation}")


def _operations_in(programme: Programme, text: Prose) -> dict[str, None]:
    """The operations that a text refers to, in its order."""
    references = (part for part in _printed_parts(programme, text) if isinstance(part, Reference))
    paths = (reference.path for reference in references if reference.path.startswith(_ROOT))
    return dict.fromkeys(path.removeprefix(_ROOT) for path in paths)


_VALUES = {"milestone": declare_message("milestone"), "target": declare_message("target")}


@RULES.warning("operation-without-reason")
def _operations_without_reason(programme: Programme) -> Iterator[Found]:
    yield from _find_others_as_later(programme)
    for output in _outputs(programme):
        silent: dict[str, list[str]] = {}
        for name, reasons in _reasons(output):
            for operation in _left_out(programme, output, reasons):
                if name != "milestone" or not _begins_later(programme, output, operation):
                    silent.setdefault(operation, []).append(name)
        for operation, names in silent.items():
            path = f"{output.id}.{_ROOT}{operation}"
            values = " and ".join(names)
            message = translate(
                "the reasons by operation for the {values} of {id} leave out '{operation}'",
                values=all_of([translate(_VALUES.get(name, name)) for name in names]),
                id=output.id,
                operation=operation,
            )
            yield Found(path, message, f"{operation}: {values}")


def _find_others_as_later(programme: Programme) -> Iterator[Found]:
    """``Operaciji A ter B ne vplivata na mejnik``: the target has a reason for B, none for A, and one for others."""
    not_yet = any_of(number_use(programme).not_yet)
    for output in _outputs(programme):
        target = output.rationale.target
        spoken = dict.fromkeys(target.items) if target is not None else {}
        for text in target.items.values() if target is not None else ():
            spoken |= _operations_in(programme, text)
        for path, _, prose in _texts(output):
            named = _operations_in(programme, prose)
            words = "".join(map(_literal, prose.parts)).lower()
            silent = [one for one in named if one not in spoken]
            if ".milestone." in path and not_yet.search(words) and 0 < len(silent) < len(named):
                message = translate(
                    "the reasons by operation for the {values} of {id} leave out '{operation}'",
                    values=translate(_VALUES["target"]),
                    id=output.id,
                    operation=silent[0],
                )
                yield Found(path, message, silent[0])


def _begins_later(programme: Programme, output: OutputIndicator, operation: str) -> bool:
    """Whether its reason for the target says that an operation begins after the milestone (``po letu mejnika``)."""
    target = output.rationale.target
    prose = target.items.get(operation) if target is not None else None
    if prose is None or not any(one.path == "programme.milestone_year" for one in prose.references):
        return False
    return any_of(number_use(programme).after_milestone).search("".join(map(_literal, prose.parts))) is not None


def _left_out(programme: Programme, output: OutputIndicator, reasons: Reasons) -> Iterator[str]:
    """Operations that are listed and not spoken of, where each reason is that of one operation.

    A sentence, or an item with a name of its own ("the others"), may be meant for all that are left.
    """
    if reasons.sentence is not None or not reasons.items.keys() <= programme.operations.keys():
        return
    spoken = set(reasons.items)
    words: set[tuple[str, str]] = set()
    for text in reasons.items.values():
        spoken |= _operations_in(programme, text).keys()
        words |= _telling_words("".join(_literal(part) for part in _printed_parts(programme, text)))
    for mention in (one for one in output.operations if one.id in programme.operations):
        names = _telling_words(programme.operations[mention.id]) | _telling_words(mention.text or "")
        if mention.id not in spoken and not names & words:
            yield mention.id


@RULES.error("operation-joined-to-itself")
def _find_joined_to_themselves(programme: Programme) -> Iterator[Found]:
    """``Operaciji A ter A ne vplivata``: where two operations are joined, one stands twice."""
    for output in _outputs(programme):
        for path, _, text in _texts(output):
            for first, between, second in zip(text.parts, text.parts[1:], text.parts[2:], strict=False):
                if not isinstance(first, Reference) or not isinstance(second, Reference):
                    continue
                is_joined = isinstance(between, str) and len(between.split()) <= 1
                if is_joined and first.path == second.path and first.path.startswith(_ROOT):
                    message = translate(
                        "the operation '{operation}' is joined to itself", operation=first.path.removeprefix(_ROOT)
                    )
                    yield Found(path, message, first.path)


@RULES.warning("operations-of-another-number")
def _find_other_numbers(programme: Programme) -> Iterator[Found]:
    """``Operaciji A ne vplivata``: two are announced and one is named; ``operacija A ter B``: one, and two are."""
    naming = programme.language.naming
    joint = rf"(?:,\s*|\s+{any_of(naming.joins).pattern}\s+)"
    names = re.compile(
        rf"(?P<opens>(?:^|[^\w\s])\s*)?(?P<word>\b\w+)\s(?P<names>{REFERENCE}(?:{joint}{REFERENCE})*+)(?P<more>{joint})?"
    )
    one, two = frozenset(naming.one_operation), frozenset(naming.two_operations)
    for text in prose_texts(programme) if one or two else ():
        said = "".join(REFERENCE if _is_operation(part) else _literal(part) for part in text.parts)
        for match in names.finditer(said) if REFERENCE in said else ():
            count, word = match["names"].count(REFERENCE), match["word"]
            is_two = word.lower() in two and match["opens"] is not None
            is_fewer = count < _TWO and match["more"] is None
            if (word.lower() in one and count > 1) or (is_two and (is_fewer or count > _TWO)):
                yield _other_number(text.path, word, count)
    yield from _find_lists_in_singular(programme)


def _find_lists_in_singular(programme: Programme) -> Iterator[Found]:
    """``povezano z operacijo {operations}`` in the words of an output that lists several."""
    one = frozenset(programme.language.naming.one_operation)
    for output in _outputs(programme):
        for name, words in output.wording.items():
            said = [word for word in str(words).lower().split() if word.strip(":,.") in one]
            if name.partition(".")[0] == "operations" and said and len(output.operations) > 1:
                yield _other_number(f"{output.id}.wording.{name}", said[0].strip(":,."), len(output.operations))


def _other_number(path: str, word: str, count: int) -> Found:
    message = translate("'{word}' stands before the names of {count} operations", word=word, count=count)
    return Found(path, message, word)


def _is_operation(part: str | Reference) -> bool:
    return isinstance(part, Reference) and part.path.startswith(_ROOT)


@RULES.warning("operation-of-another-objective", scope=Scope.OBJECTIVES)
def _operations_of_other_objectives(programme: Programme) -> Iterator[Found]:
    """An operation in a text or, where hardly one is, in an output of another objective than the one that lists it."""
    lists = _listing_outputs(programme)
    shared = [operation for operation, outputs in lists.items() if len(outputs) > 1]
    for operation in shared if len(shared) * _RARE <= len(lists) else ():
        yield from _misplaced_listings(operation, lists[operation])
    judged = {path for output in _outputs(programme) for path, _, _ in _texts(output)}  # see unlisted-operation
    for text in prose_texts(programme):
        owner = objective_of(programme, text.path) if text.path not in judged else None
        if owner is not None:
            for part in text.parts:
                operation = part.path.removeprefix(_ROOT) if isinstance(part, Reference) else ""
                homes = lists.get(operation, {})
                if homes and owner.facts.id not in homes:
                    yield _foreign(text.path, operation, next(iter(homes)), owner.facts.id)


def _listing_outputs(programme: Programme) -> dict[str, dict[str, list[str]]]:
    """The outputs that list each operation, by their objectives."""
    lists: dict[str, dict[str, list[str]]] = {}
    for objective in programme.objectives:
        for output in objective.outputs:
            for mention in output.operations:
                lists.setdefault(mention.id, {}).setdefault(objective.facts.id, []).append(output.id)
    return lists


def _misplaced_listings(operation: str, outputs: Mapping[str, list[str]]) -> Iterator[Found]:
    """The outputs by which an operation is not at home: those of objectives that list it less often than another."""
    counts = sorted(map(len, outputs.values()))
    for code, listed in outputs.items():
        if len(listed) < counts[-1] or counts[-2] == counts[-1]:
            home = max((other for other in outputs if other != code), key=lambda other: len(outputs[other]))
            for output in listed:
                yield _foreign(f"{output}.{_ROOT}{operation}", operation, home, code)


def _foreign(path: str, operation: str, home: str, code: str) -> Found:
    message = translate(
        "the operation '{operation}' is one of {home}, this place belongs to {code}",
        operation=operation,
        home=home,
        code=code,
    )
    return Found(path, message, f"{_ROOT}{operation}")


@RULES.warning("later-yet-counted")
def _later_and_counted(programme: Programme) -> Iterator[Found]:
    """A reason for a milestone that speaks of what comes later, and does not say that this does not count yet."""
    naming, language = programme.language.naming, programme.language.lemmas
    for output in _outputs(programme):
        for path, _, prose in _texts(output):
            if not path.startswith(f"{output.id}.rationale.milestone."):
                continue
            names_year = any(one.path == "programme.milestone_year" for one in prose.references)
            text = "".join(part if isinstance(part, str) else part.printed or REFERENCE for part in prose.parts)
            for words in sentences_of(text, language):
                later = next(find_phrases(words, naming.later, language), None)
                is_counted = not any(word.text.lower() in naming.negation for word in words)
                if later and is_counted and (names_year or any(find_phrases(words, naming.milestone, language))):
                    message = translate(
                        "what comes later ('{later}') counts for the milestone of {id} here: '{said}'",
                        later=words[later[0]].text,
                        id=output.id,
                        said=text[words[0].start : words[-1].end].replace(REFERENCE, "…"),
                    )
                    yield Found(path, message, words[later[0]].text)


def _printed_parts(programme: Programme, prose: Prose) -> Iterator[str | Reference]:
    """The parts of a text; a reference to another text is followed by the parts of that one, the first time.

    So a text that leads back to itself, which composing refuses, has an end, and texts that name one another ten times
    take no longer than they are.
    """
    followed: set[str] = set()
    open_texts = [iter(prose.parts)]
    while open_texts:
        part = next(open_texts[-1], None)
        if part is None:
            open_texts.pop()
            continue
        yield part
        value = programme.values.get(part.path) if isinstance(part, Reference) and part.path not in followed else None
        if value is not None and isinstance(part, Reference) and isinstance(value.value, Prose):
            followed.add(part.path)
            open_texts.append(iter(value.value.parts))


def _literal(part: str | Reference) -> str:
    return part if isinstance(part, str) else part.printed or ""


def _telling_words(text: str) -> set[tuple[str, str]]:
    """Pairs of long words that follow one another: a text that shares one with an operation's name speaks of it."""
    words = re.findall(r"\w+", text.casefold())
    return {pair for pair in pairwise(words) if min(map(len, pair)) >= _LONG_WORD}
