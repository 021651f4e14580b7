"""Findings that are accepted, one by one, and acceptances that nothing needs any more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from methodology.checks import Family, Found, Rule, accept_findings, check_programme, run
from methodology.checks.finding import RuleTexts, rule_texts
from methodology.diagnostics import Severity
from methodology.model.programme import Programme
from methodology.reading import read_programme
from tests.built import SAMPLE, copied, replace_in


def find_first(programme: Programme) -> Iterator[Found]:
    """Every operation whose name begins with Prva or Druga."""
    for key, name in programme.operations.items():
        word = name.partition(" ")[0]
        if word in ("Prva", "Druga"):
            yield Found(f"operations.{key}", f"'{word}' is an ordinal", word)


ORDINALS = Rule("ordinal", Family.WORDING, Severity.WARNING, find_first)
TEXTS = RuleTexts("No operation is named by an ordinal.", "name it by what it does", "Prva operacija", "Nadgradnja")


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample, judged by one rule."""
    monkeypatch.setattr(run, "all_rules", lambda: (ORDINALS,))
    monkeypatch.setitem(rule_texts(Family.WORDING), ORDINALS.code, TEXTS)
    return copied(SAMPLE, tmp_path)


def findings(content: Path) -> list[tuple[str, str, str | None]]:
    found = check_programme(read_programme(content))
    return [(str(one.location), one.diagnostic.message, one.accepted) for one in found]


def test_a_finding_points_at_the_words(content: Path) -> None:
    assert findings(content) == [
        ("content/operations.yaml:1:8", "'Prva' is an ordinal", None),
        ("content/operations.yaml:2:7", "'Druga' is an ordinal", None),
    ]


def test_accepting_adds_to_what_stands_in_the_file(content: Path) -> None:
    (content / "accepted.yaml").write_text(
        "# what we let stand\n- rule: ordinal\n  path: operations.beta\n  found: Druga\n  reason: staro",
        encoding="utf-8",
    )
    assert [accepted for _, _, accepted in findings(content)] == [None, "staro"]
    left = [one for one in check_programme(read_programme(content)) if one.accepted is None]
    assert accept_findings(content, left, "podpisano besedilo: »prej«") == 1
    assert (content / "accepted.yaml").read_text(encoding="utf-8") == (
        "# what we let stand\n- rule: ordinal\n  path: operations.beta\n  found: Druga\n  reason: staro\n"
        "- rule: ordinal\n  path: operations.alpha\n  found: Prva\n  reason: 'podpisano besedilo: »prej«'\n"
    )
    assert [accepted for _, _, accepted in findings(content)] == ["podpisano besedilo: »prej«", "staro"]


def test_an_acceptance_holds_for_what_was_found_alone(content: Path) -> None:
    accept_findings(content, check_programme(read_programme(content)), "tako je podpisano")
    replace_in(content / "operations.yaml", "Druga operacija", "Prva naslednja operacija")
    assert findings(content) == [
        ("content/accepted.yaml:6:9", "no finding 'ordinal' at operations.beta says 'Druga' any more", None),
        ("content/operations.yaml:1:8", "'Prva' is an ordinal", "tako je podpisano"),
        ("content/operations.yaml:2:7", "'Prva' is an ordinal", None),
    ]


def test_nothing_to_accept_makes_no_file(content: Path) -> None:
    assert accept_findings(content, [], "x") == 0
    assert not (content / "accepted.yaml").exists()
