"""The programme's years, its date and its version against one another and against the law."""

from __future__ import annotations

import re
from collections.abc import Iterator

from methodology.checks.finding import Family, Found, Rules
from methodology.model.programme import Programme

RULES = Rules(Family.REGULATION)


@RULES.error("year-of-the-law")
def _years(programme: Programme) -> Iterator[Found]:
    if programme.catalogue is None:
        return
    for name in ("milestone_year", "target_year"):
        ours, law = getattr(programme.facts, name), getattr(programme.catalogue, name)
        if ours != law:
            yield Found(f"programme.{name}", f"{name} is {ours}, in the catalogue {law}", str(ours))


@RULES.error("date-before-period")
def _date(programme: Programme) -> Iterator[Found]:
    date, period = programme.facts.date, programme.facts.period
    if date.year < period.first_year:
        message = f"the document is of {date}, before the period that begins in {period.first_year}"
        yield Found("programme.date", message, str(date))


@RULES.error("version-of-another-date")
def _version(programme: Programme) -> Iterator[Found]:
    facts = programme.facts
    if re.fullmatch(r"\d{4}-\d{2}", facts.version) and facts.version != f"{facts.date:%Y-%m}":
        message = f"the version is {facts.version}, the date {facts.date}"
        yield Found("programme.version", message, facts.version)
