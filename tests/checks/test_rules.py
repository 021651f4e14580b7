"""What holds for every rule."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from methodology.checks import Family, Rule, rules_by_code
from methodology.checks.run import all_rules
from tests.built import ROOT

EXPLAINED = rules_by_code()
MAKERS = "Diagnostic|FormulaError|Fault|wrong_value|_report|_fault|_diagnostic|_lacking|ContentError"
CODE = re.compile(rf'(?:{MAKERS})\(\s*f?"([a-z0-9]+(?:-[a-z0-9{{}}]+)*)"')


@pytest.mark.parametrize("rule", EXPLAINED.values(), ids=EXPLAINED)
def test_a_rule_explains_itself(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.code)
    assert all(text.strip() for text in rule.texts)
    assert rule.texts.text.endswith(".")
    assert not rule.texts.hint.endswith(".")
    assert rule.texts.wrong != rule.texts.right


def test_codes_are_unique_and_every_family_has_rules() -> None:
    counts = Counter(rule.code for rule in all_rules())
    assert [code for code, count in counts.items() if count > 1] == []
    assert {rule.family for rule in EXPLAINED.values()} == set(Family)


def codes_in_the_source() -> Iterator[str]:
    """The codes that the steps give to diagnostics."""
    for step in ("reading", "calculating", "model", "composing", "rendering"):
        for path in (ROOT / "methodology" / step).rglob("*.py"):
            yield from CODE.findall(path.read_text(encoding="utf-8"))


def test_every_diagnostic_of_the_steps_is_explained() -> None:
    codes = set(codes_in_the_source())
    assert len(codes) > 35
    kinds = ("operation", "source", "risk")
    written_out = {code.replace("{kind}", kind) for code in codes for kind in (kinds if "{" in code else ("",))}
    assert sorted(written_out - set(EXPLAINED)) == []
