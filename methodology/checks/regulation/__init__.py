"""What the law demands of the content: its catalogue, what Article 17 wants stated, its years, its tables' limits."""

from methodology.checks.regulation import amendments, fund_catalogue, sfc_tables, statements

RULES = (*fund_catalogue.RULES, *statements.RULES, *sfc_tables.RULES, *amendments.RULES)
