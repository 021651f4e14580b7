"""What each value rests on: "the data or evidence used … and the calculation method" (CPR Art. 17(1)(b))."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.references.registry_entries import referred_paths
from methodology.messages import declare_message, translate
from methodology.model.assumption import Figure
from methodology.model.indicator import Indicator, Reasons, ResultIndicator
from methodology.model.programme import Programme
from methodology.model.prose import Prose
from methodology.model.scalars import TO_GIVE, NotGiven, plain, spoken

RULES = Rules(Family.REGULATION, Scope.VALUE)

_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")
_YEAR = re.compile(r"(19|20)\d\d")
_OF_DATA = ("operations.", "sources.", "tables.")
"""What the content paths of data begin with."""


@RULES.warning(
    "value-without-evidence",
    several=declare_message("{count} values have no formula, and nothing names the data that they follow from"),
)
def _find_bare_values(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        for whole in objective.wholes:
            summary = objective.summary.target_rationale if isinstance(whole, ResultIndicator) else None
            for indicator in whole.with_parts:
                yield from _find_in_indicator(programme, whole, indicator, summary)
    if not programme.lost:  # a text that could not be read may have them
        yield from _find_bare_terms(programme)


def _find_in_indicator(
    programme: Programme, whole: Indicator, indicator: Indicator, summary: Reasons | None
) -> Iterator[Found]:
    """The milestone and the target, where reasons are given; where none are, other rules say so."""
    for field in ("milestone", "target"):
        value = indicator.stated_values.get(field)
        if not value or isinstance(value, NotGiven) or field in indicator.formulas:
            continue
        reasons = getattr(indicator.rationale, field) or getattr(whole.rationale, field)
        if reasons is None and field == "target":
            reasons = summary
        path = f"{indicator.id}.{field}"
        if reasons is not None and not _names_data(programme, [reasons.sentence, *reasons.items.values()], path, value):
            message = translate(
                "{path} ({value}) has no formula, and its reasons name no data that it follows from",
                path=path,
                value=spoken(value),
            )
            yield Found(path, message, field)


def _find_bare_terms(programme: Programme) -> Iterator[Found]:
    """The numbers that formulas reckon with, where nothing says where they come from and no text has them."""
    printed = referred_paths(programme)
    terms = {term.path: term for one in programme.calculations.values() for term in one.terms}
    for path, term in terms.items():
        is_named = term.formula is not None or term.source is not None or term.note is not None or path in printed
        is_figure = path in programme.values and isinstance(programme.values[path].value, Figure)
        if is_figure and not is_named and term.value is not None and not isinstance(term.value, NotGiven):
            message = translate(
                "a formula reckons with {path} ({value}), and nothing says where it comes from",
                path=path,
                value=spoken(term.value),
            )
            yield Found(path, message, "source", translate("give it a source or a note"))


def _names_data(programme: Programme, texts: Iterable[Prose | None], path: str, value: Decimal) -> bool:
    """Whether reasons say a number, or refer to one, to an operation, a source or a table; or are still to be given.

    A year is no data by itself, and the ``value`` at ``path`` is none for itself.
    """
    open_texts = [text for text in texts if text is not None]
    seen, own = {path}, re.sub(r"\D", "", plain(value))
    for text in open_texts:  # grows while it is walked: texts refer to texts
        if text.startswith(TO_GIVE):
            return True
        for part in text.parts:
            if isinstance(part, str):
                numbers = {re.sub(r"\D", "", number) for number in _NUMBER.findall(part)} - {own}
                if any(not _YEAR.fullmatch(number) for number in numbers):
                    return True
                continue
            said = programme.values[part.path].value if "." in part.path and part.path not in seen else None
            if isinstance(said, Decimal | Figure) or part.path.startswith(_OF_DATA):
                return True
            if isinstance(said, Prose):
                open_texts.append(said)
            seen.add(part.path)
    return False
