"""Changes and the reasons that an amendment gives for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.model.justification import Amendment, AmendmentReason
from methodology.model.programme import Programme
from methodology.versions.changes import Change, ChangeKind, Reason, Subject
from methodology.versions.reasons import add_origins, add_reasons, find_followers, find_unused_reasons
from tests.built import CONTENT, read_content
from tests.versions.compared import edited

LAW = "člen 24 Uredbe (EU) 2021/1060"


def change(path: str) -> Change:
    return Change(ChangeKind.VALUE, Subject.INDICATOR, path, "", "", "46", "51")


def amendment(*paths: str, legal_basis: str | None = None) -> Amendment:
    """An amendment with a reason for each path, which says the path and its number."""
    reasons = tuple(AmendmentReason(path=path, reason=f"{number} {path}") for number, path in enumerate(paths, start=1))
    return Amendment(legal_basis=legal_basis, reasons=reasons)


@pytest.mark.parametrize(
    ("path", "patterns", "chosen"),
    [
        ("O.1.3.target", ["O.1.3.target"], "1 O.1.3.target"),
        ("O.1.3.target", ["*", "O.1.3.target"], "2 O.1.3.target"),
        ("O.1.3.target", ["O.*.target", "O.1.3"], "1 O.*.target"),
        ("O.1.3.target", ["O.1.*", "O.1.3"], "1 O.1.*"),
        ("O.1.3.target", ["O.1.*.target"], "1 O.1.*.target"),
        ("O.1.3.target", ["O.1.3"], "1 O.1.3"),
        ("O.1.3.rationale.target.items.pnr", ["O.1.3", "O.1.3.rationale"], "2 O.1.3.rationale"),
        ("O.1.3.1.target", ["O.1.3"], "1 O.1.3"),
        ("O.1.30.target", ["O.1.3"], None),
        ("O.1.3", ["O.1.3.target"], None),
        ("o.1.3.target", ["O.1.3"], None),
        ("chapters.factors.2", ["chapters.factors"], "1 chapters.factors"),
        ("operations.pnr", ["operations.*"], "1 operations.*"),
    ],
)
def test_the_most_specific_reason_is_given(path: str, patterns: list[str], chosen: str | None) -> None:
    (explained,) = add_reasons([change(path)], amendment(*patterns))
    assert (explained.reason.text if explained.reason else None) == chosen


def test_the_exact_path_goes_before_a_longer_pattern() -> None:
    (explained,) = add_reasons([change("R.1.5.share")], amendment("R.*.1.*.5.*share", "R.*5*.*share*", "R.1.5.share"))
    assert explained.reason == Reason("3 R.1.5.share", None)


def test_the_legal_basis_is_that_of_the_amendment_where_a_reason_has_none() -> None:
    own = AmendmentReason(path="O.1.2", reason="svoj", legal_basis="člen 24(5)")
    given = Amendment(legal_basis=LAW, reasons=(*amendment("O.1.1").reasons, own))
    first, second = add_reasons([change("O.1.1.target"), change("O.1.2.target")], given)
    assert first.reason == Reason("1 O.1.1", LAW)
    assert second.reason == Reason("svoj", "člen 24(5)")


def test_a_change_that_nothing_explains_stays_open() -> None:
    changes = (change("O.1.1.target"),)
    assert add_reasons(changes, None) == changes
    assert add_reasons(changes, amendment("O.2.1", legal_basis=LAW)) == changes


def test_reasons_that_explain_nothing_are_known() -> None:
    given = amendment("O.1.1", "O.1.1.target", "O.1.7.*")
    assert find_unused_reasons([change("O.1.1.target")], given) == given.reasons[2:]
    assert find_unused_reasons([], given) == given.reasons
    assert find_unused_reasons([change("O.1.1.target")], None) == ()


@pytest.fixture(scope="module")
def programme() -> Programme:
    return read_content(CONTENT)


@pytest.mark.parametrize(
    ("source", "derived"),
    [
        ("O.1.1.target", "R.1.7.target"),
        ("R.1.7.share", "R.1.7.target"),
        ("O.3.6.operations.gis", "O.3.6.target"),
        ("R.2.7.1.target", "R.2.7.target"),
        ("R.2.7.3.baseline", "R.2.7.baseline"),
        ("R.2.6.4.amphetamine", "R.2.6.4.target"),
        ("SO1.allocation.rows.001.share", "SO1.allocation.coverage"),
    ],
)
def test_a_derived_value_names_what_it_follows(programme: Programme, source: str, derived: str) -> None:
    first, second = add_origins([change(source), change(derived)], programme)
    assert (first.follows_from, second.follows_from) == ((), (source,))


def test_a_milestone_is_summed_of_its_parts(tmp_path: Path) -> None:
    edit = ("objectives/so2/indicators/O.2.1.yaml", "\nparts:\n", "\nderivation: {sum: parts}\nparts:\n")
    summed = read_content(edited(tmp_path, [edit]))
    _, second = add_origins([change("O.2.1.1.milestone"), change("O.2.1.milestone")], summed)
    assert second.follows_from == ("O.2.1.1.milestone",)


def test_other_values_follow_nothing(programme: Programme) -> None:
    changes = [change("R.2.7.1.target"), change("R.2.7.baseline"), change("O.1.3.target")]
    assert list(add_origins(changes, programme)) == changes


def test_followers_at_any_remove_are_found_once(programme: Programme, tmp_path: Path) -> None:
    edit = ("objectives/so1/indicators/R.1.7.yaml", "{O.1.1.target}", "{O.3.6.target}")
    chained = read_content(edited(tmp_path, [edit]))
    assert list(find_followers([change("O.3.6.operations.gis")], chained)) == ["O.3.6.target", "R.1.7.target"]
    both = [change("O.1.1.target"), change("R.1.7.share")]
    assert list(find_followers(both, programme)) == ["R.1.7.target", "R.1.8.target"]
