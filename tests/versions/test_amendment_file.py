"""The file of reasons is completed: an entry a change, and what stood in it stays byte for byte."""

from __future__ import annotations

from codecs import BOM_UTF8
from pathlib import Path

import pytest
import yaml

from methodology.diagnostics import ContentError
from methodology.model.justification import CoverLetter
from methodology.versions.amendment_file import complete_amendment
from methodology.versions.changes import Report
from methodology.versions.compare import make_report
from methodology.versions.version import read_version
from tests.built import SAMPLE, TEMPLATES, copied, read_content, replace_in

INDICATOR = "objectives/so1/indicators/O.1.1.yaml"
ENTRY = """\
  # kazalnik O.1.1: mejnik – spremenjena vrednost
  # Prejšnje: 40
  # Novo: 41; +1 (+2,5 %)
  - path: O.1.1.milestone
    reason:
"""
FIRST = "# yaml-language-server: $schema=../.schema/amendment.json\n"


@pytest.fixture
def report(tmp_path: Path) -> Report:
    """Two changes: a milestone, and a target that follows from nothing."""
    copy = copied(SAMPLE, tmp_path)
    replace_in(copy / INDICATOR, "milestone: 40", "milestone: 41")
    return make_report(
        read_version(SAMPLE, "old", TEMPLATES, pages=False), read_version(copy, "content", TEMPLATES, pages=False)
    )


def complete(report: Report, old: bytes | None) -> bytes:
    """The file completed, which must stand completing again."""
    done = complete_amendment(report, TEMPLATES, old, "2.0.yaml")
    assert complete_amendment(report, TEMPLATES, done, "2.0.yaml") == done
    return done


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "reasons:\n{entry}"),
        ("# nič\n", "# nič\nreasons:\n{entry}"),
        ("summary: Povzetek.", "summary: Povzetek.\nreasons:\n{entry}"),
        ("reasons:\nsummary: Povzetek.\n", "reasons:\n{entry}summary: Povzetek.\n"),
        ("reasons: []  # še nobene\n", "reasons:  # še nobene\n{entry}"),
        ("reasons:", "reasons:\n{entry}"),
        (
            "reasons:\n  # zakaj\n  - path: O.1.2.*  # vse\n    reason: Ker.\nlegal_basis: člen 24\n",
            "reasons:\n  # zakaj\n  - path: O.1.2.*  # vse\n    reason: Ker.\n{entry}legal_basis: člen 24\n",
        ),
        (
            "reasons:\n  - reason: >-\n      Dolga\n      obrazložitev.\n\n    path: 'O.2'\n\n# konec\n",
            "reasons:\n  - reason: >-\n      Dolga\n      obrazložitev.\n\n    path: 'O.2'\n{entry}\n# konec\n",
        ),
        ("reasons:\n- path: O.2\n  reason: Ker.", "reasons:\n- path: O.2\n  reason: Ker.\n{flush}"),
    ],
)
def test_what_is_missing_is_added(report: Report, before: str, after: str) -> None:
    flush = "".join(line[2:] for line in ENTRY.splitlines(keepends=True))
    expected = after.format(entry=ENTRY, flush=flush)
    assert complete(report, before.encode()).decode() == expected
    if "\n" in before:
        windows = complete(report, BOM_UTF8 + before.replace("\n", "\r\n").encode())
        assert windows == BOM_UTF8 + expected.replace("\n", "\r\n").encode()


@pytest.mark.parametrize("path", ["O.1.1.milestone", "O.1.1", "'O.1.*.milestone'", "O.1.*", '"*"'])
@pytest.mark.parametrize("reason", ["", " Ker.", " ''"])
def test_what_an_entry_covers_is_not_added(report: Report, path: str, reason: str) -> None:
    text = f"reasons: # opomba\n   - path: {path}\n     reason:{reason}".encode()
    assert complete(report, text) == text


def test_a_new_file_names_its_schema(report: Report) -> None:
    written = complete(report, None).decode()
    assert written.startswith(FIRST)
    assert written.endswith(f"\n#   signature: [TODO]\nreasons:\n{ENTRY}")
    letter = "\n".join(
        line.removeprefix("# ") for line in written.splitlines() if line.startswith(("# letter:", "#  "))
    )
    assert CoverLetter.model_validate(yaml.safe_load(letter)["letter"]).number == "TODO"


def test_reasons_on_one_line_are_left_alone(report: Report) -> None:
    with pytest.raises(ContentError, match="stand on one line"):
        complete_amendment(report, TEMPLATES, b"reasons: [{path: O.2, reason: Ker.}]\n", "2.0.yaml")


def test_a_derived_change_is_a_comment(tmp_path: Path) -> None:
    copy = copied(SAMPLE, tmp_path)
    replace_in(copy / "objectives/so1/indicators/R.1.3.yaml", "target: 1800", "target: 1900")
    replace_in(copy / INDICATOR, "target: 2000", "target: 2111")
    report = make_report(
        read_version(SAMPLE, "old", TEMPLATES, pages=False), read_version(copy, "content", TEMPLATES, pages=False)
    )
    assert [change.path for change in report.changes if change.follows_from] == ["R.1.3.target"]
    done = complete(report, None).decode()
    assert "(kazalnik O.1.1: ciljna vrednost)\n  # - path: R.1.3.target\n  #   reason:\n" in done
    assert done.count("\n    reason:\n") == 1


def test_what_is_added_can_be_read(report: Report, tmp_path: Path) -> None:
    copy = copied(SAMPLE, tmp_path / "read")
    (copy / "amendments").mkdir(exist_ok=True)
    (copy / "amendments" / "2.0.yaml").write_bytes(complete(report, None))
    (reason,) = read_content(copy).amendments["2.0"].reasons
    assert (reason.path, reason.reason, reason.is_given) == ("O.1.1.milestone", "", False)
