"""The programme's years, its date and its version against one another and against the law."""

from __future__ import annotations

import re
from collections.abc import Iterator

from methodology.checks.finding import Family, Found, Rules
from methodology.model.programme import Programme

RULES = Rules(Family.REGULATION)


@RULES.error(
    code="year-of-the-law",
    text="Milestones and targets are for the ends of the years that the law sets.",
    source="CPR Art. 16(1)(a) and (b)",
    hint="take over the catalogue's year",
    wrong="target_year: 2030 in a period whose targets are for the end of the year before",
    right="target_year: as in catalogue.yaml",
)
def _years(programme: Programme) -> Iterator[Found]:
    if programme.catalogue is None:
        return
    for name in ("milestone_year", "target_year"):
        ours, law = getattr(programme.facts, name), getattr(programme.catalogue, name)
        if ours != law:
            yield Found(f"programme.{name}", f"{name} is {ours}, in the catalogue {law}", str(ours))


@RULES.error(
    code="date-before-period",
    text="The document is not older than the period that it is for.",
    source="CPR Art. 17(1): the methodology belongs to a programme, which begins with the period",
    hint="correct 'date:' or 'period:'",
    wrong="date: 2015-11-03 in the period from 2021",
    right="date: 2025-11-03",
)
def _date(programme: Programme) -> Iterator[Found]:
    date, period = programme.facts.date, programme.facts.period
    if date.year < period.first_year:
        message = f"the document is of {date}, before the period that begins in {period.first_year}"
        yield Found("programme.date", message, str(date))


@RULES.error(
    code="version-of-another-date",
    text="A version that is a year and a month is that of the document's date.",
    source="this project: both stand on the cover",
    hint="correct 'version:' or 'date:'",
    wrong="version: 2025-10, date: 2025-11-03",
    right="version: 2025-11, date: 2025-11-03",
)
def _version(programme: Programme) -> Iterator[Found]:
    facts = programme.facts
    if re.fullmatch(r"\d{4}-\d{2}", facts.version) and facts.version != f"{facts.date:%Y-%m}":
        message = f"the version is {facts.version}, the date {facts.date}"
        yield Found("programme.version", message, facts.version)
