"""The amendments of a content folder: read by version, wrong ones refused at their place, and no check minds them."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.checks import check_programme
from methodology.diagnostics import ContentError
from methodology.model.justification import AmendmentReason
from tests.built import CONTENT, SAMPLE, copied, read_anew, replace_in

AMENDMENT = """\
legal_basis: člen 24 Uredbe (EU) 2021/1060
summary: Vključena je nova operacija .
reasons:
  - path: O.1.1.target
    reason: Novi  podatki o številu udeležencev - glej poročilo...
  - path: O.1.*
    reason: Dodatna {operacija}
    legal_basis: člen 24(5)
"""


def with_amendment(content: Path, folder: Path, text: str, name: str = "2.0.yaml") -> Path:
    copy = copied(content, folder)
    (copy / "amendments").mkdir(exist_ok=True)
    (copy / "amendments" / name).write_text(text, encoding="utf-8")
    return copy


def test_there_need_be_none() -> None:
    assert read_anew(SAMPLE).amendments == {}


def test_it_is_read_by_its_version(tmp_path: Path) -> None:
    amendments = read_anew(with_amendment(SAMPLE, tmp_path, AMENDMENT)).amendments
    assert list(amendments) == ["2.0"]
    amendment = amendments["2.0"]
    assert amendment.legal_basis == "člen 24 Uredbe (EU) 2021/1060"
    assert [(reason.path, reason.legal_basis) for reason in amendment.reasons] == [
        ("O.1.1.target", None),
        ("O.1.*", "člen 24(5)"),
    ]


def test_its_texts_are_no_content_of_the_document(tmp_path: Path) -> None:
    read = read_anew(with_amendment(CONTENT, tmp_path, AMENDMENT), "content")
    before = read_anew(CONTENT)
    assert read.values.keys() == before.values.keys()
    assert check_programme(read) == check_programme(before)
    assert "amendments/2.0.yaml" in read.files


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("reasons:\n  - path: O.1.1\n", "content/amendments/2.0.yaml:2:5: error[missing-key]"),
        ("reason: []\n", "content/amendments/2.0.yaml:1:1: error[unknown-key]"),
        ("reasons:\n  - path: O.1.1\n    reason: ' '\n", "content/amendments/2.0.yaml:3:13: error[empty-text]"),
    ],
)
def test_a_wrong_one_is_refused(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        read_anew(with_amendment(SAMPLE, tmp_path, text))
    assert str(caught.value).startswith(said)


@pytest.mark.parametrize("reason", ["", " ''", ' ""', " ~", "  # še ni", " '…'", " '-'"])
def test_one_that_nobody_has_written_yet_is_no_reason(reason: str, tmp_path: Path) -> None:
    text = f"reasons:\n  - path: O.1\n    reason: Ker.\n  - path: O.1.1.target\n    reason:{reason}\n"
    programme = read_anew(with_amendment(SAMPLE, tmp_path, text), "content")
    assert [entry.is_given for entry in programme.amendments["2.0"].reasons] == [True, False]
    (finding,) = set(check_programme(programme)) - set(check_programme(read_anew(SAMPLE, "content")))
    assert str(finding.diagnostic).startswith(
        "content/amendments/2.0.yaml:4: warning[reason-missing]: the reason for the change of O.1.1.target is not"
    )


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("2026/03", "have '/' in it"),
        ("2026\\03", r"have '\\\\' in it"),
        ("2026:03", "have ':' in it"),
        ('"2026*"', "in it"),
        ('"2026?"', "in it"),
        ("'<2026>'", "in it"),
        ("2026|03", "in it"),
        ('"a\\tb"', "in it"),
        ('"a\\nb"', "in it"),
        (".2026", "begin or end with a dot"),
        ("2026.", "begin or end with a dot"),
        ("..", "begin or end with a dot"),
        ('"2026\u00a0"', "begin or end"),
        ("con", "Windows keeps"),
        ("NUL.1", "Windows keeps"),
        ("Com1", "Windows keeps"),
        ("lpt9 .x", "Windows keeps"),
        ("x" * 61, "at most 60"),
    ],
)
def test_a_version_that_names_no_file(version: str, said: str, tmp_path: Path) -> None:
    copy = copied(SAMPLE, tmp_path)
    programme = copy / "programme.yaml"
    lines = programme.read_text(encoding="utf-8").splitlines()
    (number,) = (number for number, line in enumerate(lines) if line.startswith("version:"))
    lines[number] = f"version: {version}"
    programme.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(ContentError, match=rf"programme.yaml:{number + 1}:10: error\[wrong-value\](.|\n)*{said}"):
        read_anew(copy)


@pytest.mark.parametrize("version", ["2025-11", "2.0", "1", "Različica 3 (osnutek)", "2026-03.b", "console", "x" * 60])
def test_a_version_that_names_a_file(version: str, tmp_path: Path) -> None:
    copy = with_amendment(SAMPLE, tmp_path, "reasons: []\n", f"{version}.yaml")
    line = next(line for line in (copy / "programme.yaml").read_text().splitlines() if line.startswith("version:"))
    replace_in(copy / "programme.yaml", line, f"version: {version}")
    programme = read_anew(copy)
    assert programme.facts.version in programme.amendments


def test_another_file_has_no_place_there(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="unknown-file"):
        read_anew(with_amendment(SAMPLE, tmp_path, AMENDMENT, "2.0.yml"))


@pytest.mark.parametrize("reason", ["TODO", "todo.", "[dopolniti]", "<vpišite razlog>", "XX", "TBD!", "…", "–"])
def test_what_stands_for_a_reason_to_come_is_none(reason: str) -> None:
    assert not AmendmentReason(path="O.1.1.target", reason=reason).is_given


@pytest.mark.parametrize("reason", ["Nova pogodba.", "[1] Uredba (EU) 2021/1149", "XXL nakup", "todo je opravljen"])
def test_other_reasons_are_given(reason: str) -> None:
    assert AmendmentReason(path="O.1.1.target", reason=reason).is_given
