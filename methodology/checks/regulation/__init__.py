"""What the law demands of the content: names and codes of the fund, what Article 17 wants stated, limits of tables."""

from methodology.checks.regulation import (
    act_titles,
    amendments,
    cited_law,
    evidence,
    fund_law,
    law_texts,
    points_of_law,
    sfc_tables,
    statements,
    to_give,
)

RULES = (
    *fund_law.RULES,
    *cited_law.RULES,
    *act_titles.RULES,
    *points_of_law.RULES,
    *law_texts.RULES,
    *statements.RULES,
    *evidence.RULES,
    *sfc_tables.RULES,
    *amendments.RULES,
    *to_give.RULES,
)
