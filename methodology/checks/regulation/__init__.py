"""What the law asks of the content: its catalogue, what Article 17 wants stated, its years, its tables' limits."""

from __future__ import annotations

from methodology.checks.finding import Rule
from methodology.checks.regulation import catalogue, statements, tables, values, years

RULES: tuple[Rule, ...] = (*catalogue.RULES, *statements.RULES, *values.RULES, *years.RULES, *tables.RULES)
