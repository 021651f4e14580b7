"""Figures that texts say of one institution and another, or of one operation and another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.references.copied_references import (
    Indicators,
    ReferringSentence,
    indicators_of,
    referring_sentences,
)
from methodology.checks.sentence_words import Word
from methodology.messages import translate
from methodology.model.assumption import PERCENT, Figure
from methodology.model.paths import root_of
from methodology.model.programme import Programme
from methodology.model.scalars import spoken

RULES = Rules(Family.REFERENCES, Scope.OBJECTIVES)

_ROOT = "operations."
_NAME = 3
"""So many words tell an institution from another: ``Ministrstvo za obrambo``."""

_Names = dict[tuple[str, ...], str]
"""What institutions are called, by the basic forms of these words."""


@RULES.warning("figure-of-another-institution")
def _find_figures_of_other_institutions(programme: Programme) -> Iterator[Found]:
    """``{R.3.12.defence_share}`` said of one ministry, ``{R.3.13.defence_share}`` of another."""
    yield from _find_two_shares(programme)
    known = indicators_of(programme)
    said: dict[tuple[str, str], list[tuple[str, _Names]]] = {}
    for sentence in referring_sentences(programme):
        for path, _, names in _figures_behind_names(known, sentence):
            key = known.objectives[known.numbers[path].id], path.rpartition(".")[2]
            said.setdefault(key, []).append((sentence.path, names))
    for (_, figure), places in said.items():
        for path, names in places:
            for other_path, others in places if names else ():
                apart = _apart(names, others) if other_path != path else None
                if apart is not None:
                    name, other = apart
                    message = translate(
                        "{figure} is said of '{name}' here, of '{other}' in {path}",
                        figure=figure,
                        name=name,
                        other=other,
                        path=other_path,
                    )
                    yield Found(path, message, name)


def _find_two_shares(programme: Programme) -> Iterator[Found]:
    """Two shares of one sentence, each said of the same institution."""
    known = indicators_of(programme)
    for sentence in referring_sentences(programme):
        named: dict[tuple[str, ...], str] = {}
        for path, figure, names in _figures_behind_names(known, sentence):
            if figure.unit != PERCENT:
                continue
            share = f"{{{path}}} ({spoken(figure.value)} %)"
            for twice in names.keys() & named.keys():
                message = translate(
                    "two figures are said of '{name}': {figure} and {other}",
                    name=names[twice],
                    figure=named[twice],
                    other=share,
                )
                yield Found(sentence.path, message, names[twice])
            named |= dict.fromkeys(names, share)


def _figures_behind_names(known: Indicators, sentence: ReferringSentence) -> Iterator[tuple[str, Figure, _Names]]:
    """The figures of a sentence with their paths, and the institutions that stand since the one before."""
    before = 0
    for place, reference in sorted(sentence.references.items()):
        figure = known.figure(reference.path)
        if figure is not None:
            yield reference.path, figure, _names(sentence.words[before:place])
            before = place


@RULES.warning("figure-of-two-operations")
def _find_figures_of_two_operations(programme: Programme) -> Iterator[Found]:
    """``{O.3.1.ispo_users}`` in the reason for ISPO, and again in that for another operation."""
    for figure, places in _places_of_figures(programme).items():
        named = [any(_names_operation(figure, one) for one in operations) for _, operations in places]
        for at, (path, operations) in enumerate(places):
            other = next((one for _, one in places if one.keys().isdisjoint(operations)), None)
            is_first = at == 0 or not any(one.keys().isdisjoint(operations) for _, one in places[:at])
            if other is not None and not named[at] and (any(named) or not is_first):
                message = translate(
                    "{figure} is said of '{operation}' here, of '{other}' elsewhere",
                    figure=f"{{{figure}}}",
                    operation=next(iter(operations)),
                    other=next(iter(other)),
                )
                yield Found(path, message, figure)


def _places_of_figures(programme: Programme) -> dict[str, list[tuple[str, dict[str, None]]]]:
    """Each figure's places in reasons that refer to operations, with these operations."""
    known = indicators_of(programme)
    said: dict[str, list[tuple[str, dict[str, None]]]] = {}
    for sentence in referring_sentences(programme):
        paths = [reference.path for reference in sentence.references.values()]
        operations = dict.fromkeys(path.removeprefix(_ROOT) for path in paths if path.startswith(_ROOT))
        if operations and ".rationale." in sentence.path and root_of(sentence.path, known.by_code):
            for path in dict.fromkeys(path for path in paths if known.figure(path) is not None):
                said.setdefault(path, []).append((sentence.path, operations))
    return said


def _names_operation(figure: str, operation: str) -> bool:
    """Whether the key of a figure has a word of the operation's: ``ncku_staff`` of ``ncku_analytics``."""
    return not set(figure.rpartition(".")[2].split("_")).isdisjoint(operation.split("_"))


def _names(words: Sequence[Word]) -> _Names:
    """The names that begin with a capital letter inside a sentence."""
    names: _Names = {}
    for place in range(1, len(words) - _NAME + 1):
        name = words[place : place + _NAME]
        if name[0].text.istitle() and all(word.is_word for word in name):
            names[tuple(word.lemma for word in name)] = " ".join(word.text for word in name)
    return names


def _apart(names: _Names, others: _Names) -> tuple[str, str] | None:
    """Two names of a kind, the ministry here and the ministry there, where the texts have none in common."""
    for name, shown in names.items():
        alike = [other for other in others if other[0] == name[0]]
        if alike and not any(one in others for one in names if one[0] == name[0]):
            return shown, others[alike[0]]
    return None
