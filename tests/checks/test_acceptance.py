"""Findings that are accepted, one by one, and acceptances that nothing needs any more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from methodology.checks import UNUSED, Family, Found, Rule, check_programme, run, typography, wording
from methodology.checks.acceptance import is_later
from methodology.checks.finding import RuleTexts, rule_texts
from methodology.cli.acceptances import accept_findings, prune_acceptances
from methodology.diagnostics import ContentError, Severity
from methodology.model.programme import Programme
from tests.built import SAMPLE, copied, read_content, replace_in


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
    found = check_programme(read_content(content))
    return [(str(one.location), one.diagnostic.message, one.accepted) for one in found]


def test_a_finding_points_at_the_words(content: Path) -> None:
    assert findings(content) == [
        ("content/operations.yaml:1:8", "'Prva' is an ordinal", None),
        ("content/operations.yaml:2:7", "'Druga' is an ordinal", None),
    ]


def accept(content: Path, reason: str, until: str = "") -> int:
    """Accept all that is open; return how many that were."""
    programme = read_content(content)
    left = [one for one in check_programme(programme) if one.accepted is None]
    return accept_findings(content, programme, left, reason, until)


def set_version(content: Path, version: str) -> None:
    replace_in(content / "programme.yaml", 'version: "1.0"', f'version: "{version}"')


FLAT = "# what we let stand\n- rule: ordinal\n  path: operations.beta\n  found: Druga\n  reason: staro"


def test_accepting_adds_to_what_stands_in_the_file(content: Path) -> None:
    (content / "accepted.yaml").write_text(FLAT, encoding="utf-8")
    assert [accepted for _, _, accepted in findings(content)] == [None, "staro"]
    assert accept(content, "podpisano besedilo: »prej«") == 1
    assert (content / "accepted.yaml").read_text(encoding="utf-8") == (
        f"{FLAT}\n- rule: ordinal\n  path: operations.alpha\n  found: Prva\n  reason: 'podpisano besedilo: »prej«'\n"
    )
    assert [accepted for _, _, accepted in findings(content)] == ["podpisano besedilo: »prej«", "staro"]


def test_a_new_file_has_groups_and_findings_of_a_reason_come_into_one(content: Path) -> None:
    programme = read_content(content)
    first, second = check_programme(programme)
    accept_findings(content, programme, [first], "tako je podpisano", "1.0")
    accept_findings(content, read_content(content), [second], "tako je podpisano", "1.0")
    assert (content / "accepted.yaml").read_text(encoding="utf-8") == (
        "# yaml-language-server: $schema=.schema/accepted.json\n"
        "- reason: tako je podpisano\n  until: '1.0'\n  findings:\n"
        "    - rule: ordinal\n      path: operations.alpha\n      found: Prva\n"
        "    - rule: ordinal\n      path: operations.beta\n      found: Druga\n"
    )
    accept_findings(content, read_content(content), [second], "drug razlog")
    written = (content / "accepted.yaml").read_text(encoding="utf-8")
    assert written.endswith(
        "- reason: drug razlog\n  findings:\n    - rule: ordinal\n      path: operations.beta\n      found: Druga\n"
    )


def test_line_ends_and_the_byte_order_mark_stay(content: Path) -> None:
    file = content / "accepted.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + FLAT.encode().replace(b"\n", b"\r\n"))
    accept(content, "x")
    written = file.read_bytes()
    assert written.startswith(b"\xef\xbb\xbf# what we")
    assert written.count(b"\n") == written.count(b"\r\n") == 9


def test_an_acceptance_holds_for_what_was_found_alone(content: Path) -> None:
    (content / "accepted.yaml").write_text(FLAT, encoding="utf-8")
    accept(content, "tako je podpisano")
    replace_in(content / "operations.yaml", "Druga operacija", "Prva naslednja operacija")
    assert findings(content) == [
        ("content/accepted.yaml:2:9", "no finding 'ordinal' at operations.beta says 'Druga' any more", None),
        ("content/operations.yaml:1:8", "'Prva' is an ordinal", "tako je podpisano"),
        ("content/operations.yaml:2:7", "'Prva' is an ordinal", None),
    ]


def find_beginnings(programme: Programme) -> Iterator[Found]:
    """The first three words of each source."""
    for key, name in programme.sources.items():
        words = " ".join(name.split()[:3])
        yield Found(f"sources.{key}", f"'{words}' begins it", words)


def test_an_acceptance_holds_for_a_part_of_what_it_quotes(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rule = Rule("ordinal", Family.WORDING, Severity.WARNING, find_beginnings)
    monkeypatch.setattr(run, "all_rules", lambda: (rule,))
    quoted = "zapisnik srečanja delovne skupine"
    replace_in(content / "sources.yaml", "minutes: zapisnik srečanja", f"minutes: {quoted}")
    entry = f"- reason: dogovorjeno\n  findings:\n    - {{rule: ordinal, path: sources.minutes, found: {quoted}}}\n"
    (content / "accepted.yaml").write_text(entry, encoding="utf-8")
    assert [reason for _, said, reason in findings(content) if "zapisnik" in said] == ["dogovorjeno"]

    replace_in(content / "sources.yaml", quoted, "zapisnik srečanja delovne komisije")
    assert [reason for _, said, reason in findings(content) if said.startswith("'zapisnik")] == [None]


def test_a_name_is_accepted_with_and_without_a_hyphen(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rule = Rule("source-variant", Family.WORDING, Severity.WARNING, find_beginnings)
    monkeypatch.setattr(run, "all_rules", lambda: (rule,))
    replace_in(content / "sources.yaml", "minutes: zapisnik srečanja", "minutes: zapisnik kadrovsko organizacijske")
    accept(content, "dogovorjeno")
    for name, reason in (("kadrovsko-organizacijske enote", None), ("kadrovsko-organizacijske", "dogovorjeno")):
        text = (content / "sources.yaml").read_text(encoding="utf-8")
        (content / "sources.yaml").write_text(
            re.sub(r"minutes: .*", f"minutes: zapisnik {name}", text), encoding="utf-8"
        )
        found = [(said, why) for _, said, why in findings(content) if said.startswith("'zapisnik")]
        assert [why for _, why in found] == [reason], found


def test_a_name_is_accepted_bent_in_a_sentence_and_not_in_a_list(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = [one for one in wording.RULES if one.code in ("operation-variant", "source-variant")]
    monkeypatch.setattr(run, "all_rules", lambda: tuple(rules))
    listed, told = (content / f"objectives/so{number}/indicators/O.{number}.1.yaml" for number in (2, 1))
    replace_in(listed, "- minutes\n", "- minutes: skupni zapisnik\n")
    replace_in(told, "{operations.alpha}", "{operations.alpha|prva naloga}")
    accept(content, "dogovorjeno")
    replace_in(listed, "skupni zapisnik", "skupnega zapisnika")
    replace_in(told, "prva naloga", "prve naloge")
    reasons = {said: reason for _, said, reason in findings(content)}
    assert [reason for said, reason in reasons.items() if said.startswith("'prve naloge'")] == ["dogovorjeno"]
    assert [reason for said, reason in reasons.items() if said.startswith("'skupnega zapisnika'")] == [None]


def test_what_is_accepted_of_several_values_holds_for_one(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rule = Rule("operation-without-reason", Family.REFERENCES, Severity.WARNING, find_beginnings)
    monkeypatch.setattr(run, "all_rules", lambda: (rule,))
    replace_in(content / "sources.yaml", "minutes: zapisnik srečanja", "minutes: zapisnik mejnik cilj")
    accept(content, "dogovorjeno")
    for name, reason in (("zapisnik cilj", "dogovorjeno"), ("zapisnik cilj delež", None)):
        text = (content / "sources.yaml").read_text(encoding="utf-8")
        (content / "sources.yaml").write_text(re.sub(r"minutes: .*", f"minutes: {name}", text), encoding="utf-8")
        assert [why for _, said, why in findings(content) if said.startswith("'zapisnik")] == [reason]


def test_an_abbreviation_is_accepted_wherever_it_stands_first(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rule = next(one for one in typography.RULES if one.code == "unexplained-abbreviation")
    monkeypatch.setattr(run, "all_rules", lambda: (rule,))
    replace_in(content / "operations.yaml", "Druga operacija", "Druga operacija XQZ")
    assert accept(content, "znano") == 1
    replace_in(content / "operations.yaml", "Prva operacija", "Prva operacija XQZ")
    assert [(where, reason) for where, _, reason in findings(content)] == [("content/operations.yaml:1:23", "znano")]


def test_an_acceptance_ends_with_its_version(content: Path) -> None:
    accept(content, "tako je podpisano", "1.0")
    assert [accepted for _, _, accepted in findings(content)] == ["tako je podpisano"] * 2
    set_version(content, "1.1")
    assert findings(content) == [
        ("content/operations.yaml:1:8", "'Prva' is an ordinal; its acceptance ended with version 1.0", None),
        ("content/operations.yaml:2:7", "'Druga' is an ordinal; its acceptance ended with version 1.0", None),
    ]
    assert accept(content, "še vedno", "1.1") == 2
    assert [accepted for _, _, accepted in findings(content)] == ["še vedno"] * 2
    assert "1.0" not in (content / "accepted.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("version", "later"),
    [
        *(("2025-11", False), ("2025-9", False), ("2024-12", False), ("pred 2025-11", False)),
        *(("2025-12", True), ("2026", True), ("2026-03-16", True), ("2025-11-04", True), ("2025-11a", True)),
        ("osnutek", True),
    ],
)
def test_versions_follow_each_other_by_their_numbers(version: str, later: bool) -> None:  # noqa: FBT001
    assert is_later(version, "2025-11") is later


def test_other_forms_of_versions() -> None:
    assert is_later("1.10", "1.9")
    assert not is_later("1.9", "1.10")
    assert is_later("druga", "prva")
    assert not is_later("prva", "prva")


GROUPED = """# head
- reason: staro   # by whom
  # of the first
  until: "1.0"
  findings:
    # about alpha
    - {rule: ordinal, path: operations.alpha, found: Prva}

    # about gamma
    - rule: ordinal  # gone since
      path: operations.gamma
      found: Tretja
    # the end of the group
# another
- reason: odveč
  findings:
    -
      rule: ordinal
      path: operations.delta
      found: Četrta
    - rule: ordinal
      path: operations.delta
      found: Peta
# flat
- rule: ordinal
  path: operations.beta
  found: Druga
  reason: "x"
# tail
"""
PRUNED = """# head
- reason: staro   # by whom
  # of the first
  until: "1.0"
  findings:
    # about alpha
    - {rule: ordinal, path: operations.alpha, found: Prva}

    # about gamma
    # the end of the group
# another
# flat
- rule: ordinal
  path: operations.beta
  found: Druga
  reason: "x"
# tail
"""


def prune(content: Path) -> None:
    programme = read_content(content)
    unused = [one for one in check_programme(programme) if one.rule is UNUSED]
    prune_acceptances(content, programme, unused)


def test_pruning_leaves_every_other_byte(content: Path) -> None:
    (content / "accepted.yaml").write_text(GROUPED, encoding="utf-8")
    prune(content)
    assert (content / "accepted.yaml").read_text(encoding="utf-8") == PRUNED
    assert [accepted for _, _, accepted in findings(content)] == ["staro", "x"]
    prune(content)
    assert (content / "accepted.yaml").read_text(encoding="utf-8") == PRUNED


def test_where_all_is_pruned_an_empty_list_is_left_and_can_be_added_to(content: Path) -> None:
    file = content / "accepted.yaml"
    file.write_text("# head\n- rule: ordinal\n  path: x\n  found: y\n  reason: z\n# tail\n", encoding="utf-8")
    prune(content)
    assert file.read_text(encoding="utf-8") == "# head\n[]\n# tail\n"
    assert accept(content, "x") == 2
    assert [accepted for _, _, accepted in findings(content)] == ["x", "x"]
    assert "# head" in file.read_text(encoding="utf-8")


def test_a_list_in_brackets_is_pruned_and_not_added_to(content: Path) -> None:
    file = content / "accepted.yaml"
    gone, kept = (
        f"{{rule: ordinal, path: operations.{name}, reason: x}}" for name in ("zeta, found: a", "beta, found: Druga")
    )
    file.write_text(f"[{gone}, {kept}]\n", encoding="utf-8")
    prune(content)
    assert file.read_text(encoding="utf-8") == f"[{kept}]\n"
    with pytest.raises(ContentError, match="cannot be changed as it is written"):
        accept(content, "x")
    assert file.read_text(encoding="utf-8") == f"[{kept}]\n"


def test_nothing_to_accept_makes_no_file(content: Path) -> None:
    assert accept_findings(content, read_content(content), [], "x") == 0
    assert not (content / "accepted.yaml").exists()
