"""What would change if a value were another one."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from methodology.diagnostics import ContentError
from methodology.model.programme import Programme
from methodology.reading import read_programme
from methodology.versions.impact import Follower, Impact, find_impact, set_values, set_with_consequences
from methodology.versions.version import Version, compose_version
from tests.built import TEMPLATES
from tests.versions.compared import version

pytestmark = pytest.mark.usefixtures("signed_content")


def read(texts: Mapping[str, str]) -> Programme:
    return read_programme(texts, version().programme.name, TEMPLATES)


def after(values: Mapping[str, str]) -> Version:
    """The version with other values by content path."""
    return compose_version(set_values(version().programme, values, read), TEMPLATES, pages=False)


def impact(path: str, text: str) -> Impact:
    return find_impact(version(), after({path: text}))


def test_a_value_in_a_cell() -> None:
    found = impact("O.1.3.target", "51")
    assert [change.path for change in found.changes] == ["O.1.3.target"]
    assert [(one.before, one.after, one.place.anchor) for one in found.affected] == [("46", "51", "O.1.3")]
    assert found.derived == ()


def test_what_follows_is_listed_with_its_finding() -> None:
    found = impact("O.1.1.target", "100")
    assert set(found.derived) == {
        Follower("R.1.7.target", "83", "83", is_typed=True),
        Follower("R.1.8.target", "76", "76", is_typed=True),
    }
    assert "derived-value" in {finding.rule.code for finding in found.new_findings}


def test_what_follows_is_set_anew() -> None:
    before = version()
    changed = set_with_consequences(before.programme, {"O.1.1.target": "100"}, read)
    found = find_impact(before, compose_version(changed, TEMPLATES, pages=False))
    assert set(found.derived) == {
        Follower("R.1.7.target", "83", "89", is_typed=True),
        Follower("R.1.8.target", "76", "82", is_typed=True),
    }
    assert "derived-value" not in {finding.rule.code for finding in found.new_findings}


def test_what_does_not_change_has_no_impact() -> None:
    assert find_impact(version(), version()) == Impact((), (), (), (), (), version().programme)


def test_a_finding_that_a_value_sets_right_is_gone() -> None:
    before = version()
    worse = after({"O.1.1.target": "100"})
    back = find_impact(worse, before)
    assert back.new_findings == ()
    assert {finding.path for finding in back.gone_findings} == {
        finding.path for finding in find_impact(before, worse).new_findings
    }


def test_a_figure_with_its_unit_keeps_it() -> None:
    text = after({"R.2.6.4.amphetamine": "60"}).programme.files["objectives/so2/indicators/R.2.6.yaml"]
    assert "amphetamine: {value: 60, unit: kg, name: Amfetamin}" in text


def test_only_the_value_of_the_file_changes() -> None:
    values = {"operations.pnr": "Ime: z dvopičjem #1", "programme.date": "2026-01-31"}
    programme = after(values).programme
    assert programme.operations["pnr"] == "Ime: z dvopičjem #1"
    assert str(programme.facts.date) == "2026-01-31"


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        ("O.1.3.trget", "51", "no value has the path 'O.1.3.trget'"),
        ("O.1.3.target", "veliko", "'veliko' is no number"),
        ("O.1.3.target", "nan", "'nan' is no number"),
    ],
)
def test_a_wrong_path_or_value(path: str, text: str, message: str) -> None:
    with pytest.raises(ContentError, match=message):
        after({path: text})
