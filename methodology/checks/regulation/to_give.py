"""What a person must still give: each value and text that the law asks for and that says ``TODO``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from methodology.checks.finding import Family, Find, Found, Rules, Scope
from methodology.diagnostics import quote
from methodology.messages import declare_message, translate
from methodology.model.assumption import Assumptions, Figure
from methodology.model.indicator import Indicator, Reasons
from methodology.model.objective import Allocation, AllocationRow, ObjectiveRisks
from methodology.model.phrases import Mention
from methodology.model.programme import CommonRisks, Programme, ProgrammeFacts, Registry, Value
from methodology.model.scalars import TO_GIVE, NotGiven, ToCompute

RULES = Rules(Family.REGULATION, Scope.VALUE)

_LONGEST_QUOTED = 60
"""Characters of a text that is still to be given, which a finding quotes."""

_NAMES = {
    "value-to-give": "value",
    "reason-to-give": "reason",
    "source-to-give": "source",
    "factor-to-give": "factor",
    "share-to-give": "share",
    "text-to-give": "text",
}
"""What each rule asks for, in the order of the law: CPR Art. 16(1), 17(1)(b), 17(1)(c), 22(3)(d), and the rest."""


_ASKED: tuple[tuple[type | tuple[type, ...], frozenset[str], str], ...] = (
    (Indicator, frozenset({"milestone", "target", "baseline", "figures"}), "value-to-give"),
    (Assumptions, frozenset({"root"}), "value-to-give"),
    (Reasons, frozenset(Reasons.model_fields), "reason-to-give"),
    (Mention, frozenset({"sources"}), "source-to-give"),
    (Mention, frozenset({"factors", "common"}), "factor-to-give"),
    ((CommonRisks, ObjectiveRisks), frozenset({"factors", "own"}), "factor-to-give"),
    ((AllocationRow, Allocation), frozenset({"share", "coverage"}), "share-to-give"),
    (Indicator, frozenset({"counts", "remarks"}), "text-to-give"),
    (Registry, frozenset({"root"}), "text-to-give"),
    (Figure, frozenset({"name", "source", "note"}), "text-to-give"),
    (ProgrammeFacts, frozenset(ProgrammeFacts.model_fields), "text-to-give"),
)
"""By the kind of the owner and the field."""


class Asked(NamedTuple):
    """A value or text that a person must give: the rule that asks for it, its content path, whether it is there.

    ``said`` is what stands in its place: ``TODO``, and the beginning of the text behind it.
    """

    rule: str
    path: str
    is_given: bool
    said: str = TO_GIVE


def find_asked(programme: Programme, *, only_open: bool = False) -> Iterator[Asked]:
    """Yield what a person must give, in the order of the content: all of it, or what is not there yet."""
    for path, value in programme.values.items():
        is_given = _is_given(value.value)
        if only_open and is_given:
            continue
        rule = _rule_of(value)
        if rule is not None:
            yield Asked(rule, path, is_given, _said(value.value))
    for name, chapter in programme.chapters.items():
        for number, leaf in enumerate(chapter.leaves, start=1):
            if not leaf.text:
                continue  # a cell may be empty
            is_given = _is_given(leaf.text)
            if not (only_open and is_given):
                yield Asked("text-to-give", f"chapters.{name}.{number}", is_given, _said(leaf.text))


def count_asked(programme: Programme) -> tuple[int, int, dict[str, int]]:
    """Return how many values and texts are given, how many there must be, and how many of each kind are open."""
    asked = list(find_asked(programme))
    left = {name: sum(one.rule == rule and not one.is_given for one in asked) for rule, name in _NAMES.items()}
    return sum(one.is_given for one in asked), len(asked), {name: count for name, count in left.items() if count}


def _rule_of(value: Value) -> str | None:
    """The rule that asks for a value; None where the fund or the language says it, or nobody must."""
    rules = (rule for kinds, fields, rule in _ASKED if isinstance(value.owner, kinds) and value.field in fields)
    return next(rules, None)


def _is_given(value: object) -> bool:
    if isinstance(value, Figure):
        value = value.value
    if isinstance(value, ToCompute):
        return True
    return not (isinstance(value, NotGiven) or (isinstance(value, str) and value.startswith(TO_GIVE)))


def _said(value: object) -> str:
    return quote(value, _LONGEST_QUOTED) if isinstance(value, str) and value.startswith(TO_GIVE) else TO_GIVE


def _finds(rule: str) -> Find:
    def find(programme: Programme) -> Iterator[Found]:
        for asked in find_asked(programme, only_open=True):
            if asked.rule == rule:
                yield Found(asked.path, _tell(asked), TO_GIVE)

    return find


def _tell(asked: Asked) -> str:
    """What is said of what is still to be given, with the words that stand there instead."""
    if asked.said == TO_GIVE:
        return translate("{path} is still to be given", path=asked.path)
    return translate("{path} is still to be given: '{said}'", path=asked.path, said=asked.said)


_SEVERAL = {
    "value-to-give": declare_message("{count} values are still to be given"),
    "reason-to-give": declare_message("{count} reasons are still to be given"),
    "source-to-give": declare_message("{count} sources are still to be given"),
    "factor-to-give": declare_message("{count} factors are still to be given"),
    "share-to-give": declare_message("{count} shares are still to be given"),
    "text-to-give": declare_message("{count} texts are still to be given"),
}
for _rule, _several in _SEVERAL.items():
    RULES.warning(_rule, several=_several)(_finds(_rule))
