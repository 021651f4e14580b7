"""The amendments of a content folder: read by version, wrong ones refused at their place, and no check minds them."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.checks import check_programme
from methodology.diagnostics import ContentError
from methodology.reading import read_programme
from tests.built import CONTENT, SAMPLE, copied

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
    assert read_programme(SAMPLE).amendments == {}


def test_it_is_read_by_its_version(tmp_path: Path) -> None:
    amendments = read_programme(with_amendment(SAMPLE, tmp_path, AMENDMENT)).amendments
    assert list(amendments) == ["2.0"]
    amendment = amendments["2.0"]
    assert amendment.legal_basis == "člen 24 Uredbe (EU) 2021/1060"
    assert [(reason.path, reason.legal_basis) for reason in amendment.reasons] == [
        ("O.1.1.target", None),
        ("O.1.*", "člen 24(5)"),
    ]


def test_its_texts_are_no_content_of_the_document(tmp_path: Path) -> None:
    read = read_programme(with_amendment(CONTENT, tmp_path, AMENDMENT), "content")
    before = read_programme(CONTENT)
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
        read_programme(with_amendment(SAMPLE, tmp_path, text))
    assert str(caught.value).startswith(said)


def test_another_file_has_no_place_there(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="unknown-file"):
        read_programme(with_amendment(SAMPLE, tmp_path, AMENDMENT, "2.0.yml"))
