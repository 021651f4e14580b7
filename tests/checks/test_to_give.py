"""What is still to be given: it builds and prints, check counts it down, and no rule reckons with it."""

from __future__ import annotations

import random
import re
from decimal import Decimal
from pathlib import Path

import pytest

from methodology.checks import check_programme, group_findings
from methodology.checks.regulation.to_give import count_asked, find_asked
from methodology.cli import main
from methodology.composing.programme_tables import compose_tables
from methodology.diagnostics import ExitCode, Severity
from methodology.formats import Format
from methodology.model.scalars import NotGiven, plain
from methodology.rendering.tables import render_csv
from tests.built import CONTENT, SAMPLE, TEMPLATES, built, copied, read_content, replace_in
from tests.pull.edits import edited, replaced
from tests.pull.test_pull import pulled
from tests.pull.test_tables import changed_values

VALUES = re.compile(r"(?m)^(\s*(?:- )?)(milestone|target|baseline|share|coverage): [\d.]+$")
RECKONED = {
    "allocation-coverage",
    "allocation-total",
    "derived-value",
    "milestone-above-target",
    "part-above-whole",
    "rate-misses-value",
    "result-above-output",
}
O11 = "objectives/so1/indicators/O.1.1.yaml"


def emptied(content: Path, folder: Path) -> Path:
    """A copy in which no value of an indicator and no share is given."""
    copy = copied(content, folder)
    for file in copy.rglob("objectives/**/*.yaml"):
        file.write_text(VALUES.sub(r"\1\2: TODO", file.read_text("utf-8")), encoding="utf-8")
    return copy


def test_without_any_value_it_builds(tmp_path: Path) -> None:
    made = built(emptied(SAMPLE, tmp_path))
    for format_, texts in made.texts().items():
        assert sum(text.count("TODO") for block in texts for text in block) > 20, format_
    assert b"TODO" in render_csv(compose_tables(made.programme, TEMPLATES))[1]


@pytest.mark.parametrize("content", [CONTENT, SAMPLE])
def test_no_rule_reckons_with_it(content: Path, tmp_path: Path) -> None:
    findings = check_programme(read_content(emptied(content, tmp_path)))
    found = {finding.rule.code for finding in findings if finding.accepted is None}
    assert found & RECKONED == set()
    assert {"value-to-give", "share-to-give"} <= found


def test_any_value_can_be_missing(tmp_path: Path) -> None:
    """Each number of the sample alone, and random sets of them."""
    content = copied(SAMPLE, tmp_path)
    files = {file: file.read_text("utf-8") for file in content.rglob("objectives/**/*.yaml")}
    places = [(file, found.start()) for file, text in files.items() for found in VALUES.finditer(text)]
    chance = random.Random(1)
    for chosen in [*([place] for place in places), *(chance.sample(places, 4) for _ in range(20))]:
        for file, text in files.items():
            new = text
            for _, start in sorted((place for place in chosen if place[0] == file), reverse=True):
                new = new[:start] + VALUES.sub(r"\1\2: TODO", new[start:], count=1)
            file.write_text(new, encoding="utf-8")
        programme = read_content(content)
        errors = [one for one in check_programme(programme) if one.rule.severity is Severity.ERROR]
        assert errors == []
        given, asked, left = count_asked(programme)
        assert asked - given == len(chosen) == sum(left.values())
        assert sum(not one.is_given for one in find_asked(programme)) == len(chosen)


def test_what_is_open_is_one_finding_of_each_kind(tmp_path: Path) -> None:
    content = emptied(SAMPLE, tmp_path)
    replace_in(content / "risks.yaml", "delay: zamuda pri začetku", "delay: TODO")
    replace_in(content / "sources.yaml", "register: register udeležencev", "register: TODO")
    findings = [one for one in group_findings(check_programme(read_content(content))) if "-to-give" in one.rule.code]
    assert {(one.rule.code, one.message.partition(":")[0]) for one in findings} == {
        ("share-to-give", "6 shares are still to be given"),
        ("value-to-give", "14 values are still to be given"),
        ("factor-to-give", "risks.factors.delay is still to be given"),
        ("text-to-give", "sources.register is still to be given"),
    }


def test_check_counts_down(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = copied(SAMPLE, tmp_path)
    replace_in(content / O11, "target: 2000", "target: TODO")
    main(["check", "--content", str(content), "--templates", str(TEMPLATES)])
    last = capsys.readouterr().out.splitlines()[-1]
    found = re.fullmatch(r"(\d+) of (\d+) given; to give: 1 value", last)
    assert found is not None, last
    assert int(found[1]) == int(found[2]) - 1 > 30


def test_a_value_is_given_in_word(tmp_path: Path) -> None:
    content = copied(SAMPLE, tmp_path)
    replace_in(content / O11, "milestone: 40", "milestone: TODO")
    made = built(content)
    result = pulled(made.programme, edited(made.files[Format.DOCX], replaced("TODO", "45")))
    assert (result.open, changed_values(made.programme, result)) == ((), {"O.1.1.milestone": "45"})


def test_it_is_no_number() -> None:
    missing, three = NotGiven(), Decimal(3)
    assert plain(missing) == str(missing) == f"{missing:f}" == "TODO"
    assert missing == NotGiven()
    assert missing != three
    assert not any((missing < three, missing > three, three < missing, three >= missing, missing == three))
    for result in (missing + 1, 1 - missing, three * missing, three / missing, round(missing, 2)):
        assert isinstance(result, NotGiven)
    assert isinstance(sum([three, missing], Decimal(0)), NotGiven)


def test_what_only_begins_so_is_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = copied(SAMPLE, tmp_path)
    replace_in(content / O11, "target: 2000", "target: TODO 2000")
    assert main(["check", "--content", str(content), "--templates", str(TEMPLATES)]) == ExitCode.CONTENT
    assert "'TODO 2000' is no number" in capsys.readouterr().out
