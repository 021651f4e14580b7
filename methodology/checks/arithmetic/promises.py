"""What texts about the whole programme or an objective promise, against the targets, and totals in their tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from decimal import Decimal

from babel.numbers import get_currency_name, get_currency_symbol

from methodology.checks.arithmetic.named_numbers import counts_one_of, is_a_rate
from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.lemmas import lemma_of
from methodology.checks.reason_texts import nouns_of
from methodology.checks.said_numbers import (
    NumberOrigin,
    SaidNumber,
    SaidText,
    any_of,
    is_label,
    is_year,
    number_use,
    quote_number,
    said_at,
    said_texts,
)
from methodology.checks.sentence_words import lemmas_of
from methodology.messages import translate
from methodology.model.assumption import PERCENT
from methodology.model.indicator import Indicator
from methodology.model.programme import Programme
from methodology.model.scalars import NotGiven, spoken

RULES = Rules(Family.ARITHMETIC, Scope.CONTENT)

_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_IN_WORDS = 3
"""One or two things in words are often but an example."""
_SHORT = 4
"""Shorter words of a name say little of it."""
_ENOUGH_WORDS = 2
_FAR = 30
"""Within so many characters behind a number stands its unit."""
_SOME_COUNTS = (1, 2, 3, 5)
"""Counts that take every form of a currency's name."""
_FEWEST_ROWS = 2
_WHOLE = Decimal(100)
_ROUGHLY = Decimal("0.1")
"""By such a part of a target a number that is meant for it may miss it."""
_MOST_NAMED = 5
"""So many indicators are named in a message."""


@RULES.warning("promise-above-targets")
def _find_promises(programme: Programme) -> Iterator[Found]:
    """``usposobljenih bo več kot 20.000 oseb``, where all targets that count persons are less."""
    for text in said_texts(programme):
        indicators = list(_meant(programme, text.path))
        for number in text.numbers if indicators else ():
            if not _is_promised(programme, text, number):
                continue
            counting = [one for one in indicators if counts_one_of(programme, nouns_of(programme, one), text, number)]
            targets = {one.id: one.stated_values["target"] for one in counting if "target" in one.stated_values}
            if not targets or any(isinstance(target, NotGiven) for target in targets.values()):
                continue
            years = _years(programme, text, number)
            total = sum(targets.values(), Decimal(0))
            if number.value * years > total:
                message = translate(
                    "'{quotation}' is said to come, all targets that count the same are {sum}: {codes}",
                    quotation=quote_number(text, number),
                    sum=spoken(total),
                    codes=", ".join([*list(targets)[:_MOST_NAMED], *(["…"] if len(targets) > _MOST_NAMED else [])]),
                )
                yield Found(text.path, message, number.said)


@RULES.warning("amount-misses-target")
def _find_other_amounts(programme: Programme) -> Iterator[Found]:
    """``zamrznjena sredstva naj bi presegla 25 milijonov EUR``, where the one target that is called so is another."""
    for text in said_texts(programme):
        measured = [one for one in _meant(programme, text.path) if one.unit and "target" in one.stated_values]
        for number in text.numbers if measured else ():
            if not _is_promised(programme, text, number):
                continue
            named = list(_named_beside(programme, text, number, measured))
            for one, amount in named if len(named) == 1 else ():
                target = one.stated_values["target"]
                is_least = any_of(number_use(programme).at_least).search(text.before(number).lower()) is not None
                if not isinstance(target, NotGiven) and (amount > target or (amount < target and not is_least)):
                    message = translate(
                        "'{quotation}' is said of what {place} measures, which is {value}",
                        quotation=quote_number(text, number),
                        place=f"{one.id}.target",
                        value=spoken(target),
                    )
                    yield Found(text.path, message, number.said)


def _named_beside(
    programme: Programme, text: SaidText, number: SaidNumber, measured: Iterable[Indicator]
) -> Iterator[tuple[Indicator, Decimal]]:
    """The indicators that the sentence of a number names and whose unit it has, each with how much of it that is.

    What they count is their unit too, where the number is hardly another one than the target.
    """
    words = set(lemmas_of(text.sentence(number), programme.language.lemmas))
    for one in measured:
        if not _is_named(programme, one, words):
            continue
        amount = _amount(programme, text, number, one.unit or "")
        if amount is not None:
            yield one, amount
        elif _is_near(one, number) and counts_one_of(programme, nouns_of(programme, one), text, number):
            yield one, number.value


def _is_near(indicator: Indicator, number: SaidNumber) -> bool:
    """Whether a number is hardly another one than the target, and not the milestone."""
    target, milestone = indicator.stated_values["target"], indicator.stated_values.get("milestone")
    is_given = not isinstance(target, NotGiven) and number.value != milestone
    return is_given and abs(number.value - target) <= target * _ROUGHLY


def _is_named(programme: Programme, indicator: Indicator, words: Set[str]) -> bool:
    """Whether a sentence has the words of an indicator's name, or two of them."""
    name = {word for word in lemmas_of(indicator.name, programme.language.lemmas) if len(word) > _SHORT}
    return len(name & words) >= min(len(name), _ENOUGH_WORDS) > 0


def _amount(programme: Programme, text: SaidText, number: SaidNumber, unit: str) -> Decimal | None:
    """How much of a unit a number is, with a word for thousands or millions; None where the unit does not follow."""
    multiples = {form: one.value for one in number_use(programme).multiples for form in one.forms.split()}
    locale = programme.grammar.locale
    names = {unit, get_currency_symbol(unit, locale), *(get_currency_name(unit, n, locale) for n in _SOME_COUNTS)}
    behind = re.sub(r"^[\d.,\s]*", "", text.words[number.start : number.end + _FAR]).split()
    times = multiples.get(behind[0].strip(".")) if behind else None
    behind = behind[times is not None :]
    is_of_unit = bool(behind) and behind[0].strip(".,;:()") in names
    return number.value * (times or 1) if is_of_unit else None


def _meant(programme: Programme, path: str) -> Iterator[Indicator]:
    """The indicators that a text may be about that is of none: those of its objective, or of all."""
    root = path.partition(".")[0]
    for objective in programme.objectives:
        if root in {"chapters", objective.facts.id}:
            yield from objective.indicators


def _is_promised(programme: Programme, text: SaidText, number: SaidNumber) -> bool:
    """Whether a number that stands in the text itself is one of what the programme will reach."""
    is_own = number.origin is not NumberOrigin.REFERENCE and not number.is_inherited
    is_example = number.origin is NumberOrigin.IN_WORDS and number.value < _FEWEST_IN_WORDS
    if not is_own or is_example or number.unit:
        return False
    sentence = text.sentence(number)
    language, naming = programme.language.lemmas, programme.language.naming
    to_come = {lemma_of(word, language) for word in naming.to_come} | set(naming.to_come)
    said = {form for word in _WORD.findall(sentence.lower()) for form in (word, lemma_of(word, language))}
    is_to_come = not said.isdisjoint(to_come) or str(programme.facts.target_year) in sentence
    is_of_others = any_of(number_use(programme).of_others).search(sentence.lower()) is not None
    return is_to_come and not (is_of_others or is_year(number) or is_label(programme, text, number))


def _years(programme: Programme, text: SaidText, number: SaidNumber) -> int:
    """In how many years what is said comes at least: in those from the milestone to the target, of a yearly number."""
    is_yearly = any_of(number_use(programme).a_year).search(text.sentence(number).lower()) is not None
    facts = programme.facts
    return facts.target_year - facts.milestone_year if is_yearly or is_a_rate(programme, text, number) else 1


@RULES.warning("table-total")
def _find_wrong_totals(programme: Programme) -> Iterator[Found]:
    """The row of a chapter's table that says that it is the total, against the rows above it, column by column."""
    for name, chapter in programme.chapters.items():
        for table in chapter.tables:
            rows = [[said_at(programme, f"chapters.{name}.{leaf}") for leaf in row] for row in table.rows]
            above: list[Sequence[SaidText | None]] = []
            for row in rows[1:]:
                if len(above) < _FEWEST_ROWS or not _is_total(programme, row):
                    above.append(row)
                    continue
                for column in range(1, len(row)):
                    yield from _judge_column(rows[0], above, row, column)
                above = []


def _is_total(programme: Programme, row: Sequence[SaidText | None]) -> bool:
    """Whether a row is called the total: ``Skupaj``."""
    words = _WORD.findall(row[0].words.lower())[:1] if row and row[0] is not None else []
    total = {lemma_of(word, programme.language.lemmas) for word in programme.language.naming.total}
    return any(
        lemma_of(word, programme.language.lemmas) in total or any_of(number_use(programme).in_all).fullmatch(word)
        for word in words
    )


def _judge_column(
    head: Sequence[SaidText | None],
    above: Sequence[Sequence[SaidText | None]],
    total: Sequence[SaidText | None],
    column: int,
) -> Iterator[Found]:
    said = _number_in(total, column)
    numbers = [number for row in above if (number := _number_in(row, column)) is not None]
    if said is None or len(numbers) < max(len(above), _FEWEST_ROWS) or not _is_sum(numbers, said):
        return
    found = sum((one.value for one in numbers), Decimal(0))
    digits = max(-int(one.value.as_tuple().exponent) for one in (*numbers, said))
    rounding = Decimal(1).scaleb(-digits) * len(numbers) / 2 if digits > 0 or said.unit else Decimal(0)
    heading, cell = head[column] if column < len(head) else None, total[column]
    if abs(found - said.value) > rounding and cell is not None:
        message = translate(
            "the rows above are {sum} in the column '{column}', the total says {said}",
            sum=spoken(found),
            column=heading.words if heading is not None else str(column + 1),
            said=said.said,
        )
        yield Found(cell.path, message, said.said)


def _is_sum(numbers: Sequence[SaidNumber], said: SaidNumber) -> bool:
    """Whether a number below others can be their sum: all of one unit, no years, no average of shares."""
    is_average = said.unit == PERCENT and said.value != _WHOLE
    return {one.unit for one in numbers} == {said.unit} and not is_average and not all(map(is_year, numbers))


def _number_in(row: Sequence[SaidText | None], column: int) -> SaidNumber | None:
    """The number that a cell says; None where it says more or nothing."""
    cell = row[column] if column < len(row) else None
    if cell is None or len(cell.numbers) != 1:
        return None
    (number,) = cell.numbers
    around = (cell.words[: number.start] + cell.words[number.end :]).strip(" \N{NO-BREAK SPACE}*_")
    return number if around in {"", "%", "EUR", "€"} else None
