"""How a value came about: its tree, reasons, places and the commits that changed it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from methodology.cli import main
from methodology.diagnostics import ExitCode
from methodology.versions.compare import compare_versions
from methodology.versions.explanation import Explanation, Said, explain_value, find_value
from methodology.versions.history import PastChange
from tests.built import SAMPLE, TEMPLATES, copied, replace_in
from tests.versions.compared import version
from tests.versions.test_version import git

INDICATOR = "objectives/so1/indicators/R.1.3.yaml"
ASSUMPTIONS = """\
rate: {value: 90, unit: "%", name: Delež po anketi, source: survey, year: 2022}
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content whose target follows from an assumption."""
    content = copied(SAMPLE, tmp_path)
    (content / "assumptions.yaml").write_text(ASSUMPTIONS, encoding="utf-8")
    replace_in(
        content / INDICATOR,
        "derivation: {share: share, of: O.1.1.target}",
        "derivation: round({rate} * {O.1.1.target})",
    )
    return content


def commit(content: Path, date: str) -> None:
    git(content.parent, "add", "-A")
    git(content.parent, "commit", "-qm", "x", f"--date={date}T12:00:00")


def explained(content: Path, path: str = "R.1.3.target") -> Explanation:
    return explain_value(version(content), path, content)


def test_the_tree_and_the_reasons(content: Path) -> None:
    found = explained(content)
    assert [term.path for term in found.calculation.terms] == ["assumptions.rate", "O.1.1.target"]
    titles = [said.title for said in found.texts]
    assert titles[0] == "R.1.3.rationale.target.sentence"
    assert found.history is None
    assert sum(found.places.values()) == 1


def test_the_reason_of_an_amendment(content: Path) -> None:
    (content / "amendments").mkdir()
    reasons = "reasons:\n  - {path: R.1.3, reason: Nova anketa.}\n"
    (content / "amendments" / "3.0.yaml").write_text(reasons, encoding="utf-8")
    assert Said("amendment 3.0", "Nova anketa.") in explained(content).texts


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_the_commits_that_changed_it(content: Path) -> None:
    git(content.parent, "init", "-q")
    commit(content, "2026-01-01")
    replace_in(content / "assumptions.yaml", "value: 90", "value: 80")
    replace_in(content / INDICATOR, "target: 1800", "target: 1600")
    commit(content, "2026-02-02")
    replace_in(content / INDICATOR, "round(", "floor(")
    history = explained(content).history
    assert history is not None
    told = [(one.path, one.date, one.before, one.after) for one in history]
    assert told == [
        ("R.1.3.target", "2026-01-01", None, "1800"),
        ("R.1.3.derivation.target", "2026-01-01", None, "round({rate} * {O.1.1.target})"),
        ("assumptions.rate", "2026-01-01", None, "90"),
        ("O.1.1.target", "2026-01-01", None, "2000"),
        ("R.1.3.target", "2026-02-02", "1800", "1600"),
        ("assumptions.rate", "2026-02-02", "90", "80"),
        ("R.1.3.derivation.target", "", "round({rate} * {O.1.1.target})", "floor({rate} * {O.1.1.target})"),
    ]
    assert [one.commit == "" for one in history] == [False] * 6 + [True]
    assert isinstance(history[0], PastChange)


def test_short_names(content: Path) -> None:
    programme = version(content).programme
    assert find_value(programme, "rate") == "assumptions.rate"
    assert find_value(programme, "O.1.1.target") == "O.1.1.target"
    assert find_value(programme, "nothing") == ""


def test_what_the_command_prints(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--content", str(content), "--templates", str(TEMPLATES)]
    assert main(["explain", "R.1.3.target", *arguments]) == ExitCode.DONE
    printed = capsys.readouterr().out
    assert "round(assumptions.rate (90 %) * O.1.1.target (2000)) gives 1800" in printed
    assert "├─ assumptions.rate = 90 %  Delež po anketi" in printed
    assert "└─ O.1.1.target = 2000" in printed
    assert "year: 2022" in printed
    assert "not known: the content lies in no git repository" in printed
    assert main(["explain", "R.1.3.targt", *arguments]) == ExitCode.USAGE
    assert "did you mean" in capsys.readouterr().err


def test_a_formula_that_gives_the_same_is_told(content: Path, tmp_path: Path) -> None:
    other = copied(content, tmp_path / "other")
    replace_in(other / INDICATOR, "round(", "ceil(")
    (change,) = compare_versions(version(content), version(other))
    assert (change.path, change.before, change.after) == (
        "R.1.3.derivation.target",
        "round({rate} * {O.1.1.target})",
        "ceil({rate} * {O.1.1.target})",
    )
    assert change.places
    assert change.is_open


CHAIN = """\
rate:
  value: computed
  formula: "{answers} * {weight}"
  unit: "%"
answers: {value: 60, unit: "%"}
weight: 1.5
"""


def test_a_value_follows_the_whole_chain(content: Path, tmp_path: Path) -> None:
    (content / "assumptions.yaml").write_text(CHAIN, encoding="utf-8")
    replace_in(content / INDICATOR, "target: 1800", "target: computed")
    replace_in(content / "chapters" / "conclusion.md", "# ", "# Delež {assumptions.answers}: ")
    other = copied(content, tmp_path / "other")
    replace_in(other / "assumptions.yaml", "value: 60", "value: 40")
    changes = {one.path: one for one in compare_versions(version(content), version(other))}
    target = changes["R.1.3.target"]
    assert (target.before, target.after, target.follows_from) == ("1.800", "1.200", ("assumptions.answers",))
