"""The reconstructed earlier version: grounded in the signed text, whole, and explained by its amendment."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.checks import check_programme
from methodology.composing import compose_document
from methodology.diagnostics import Severity
from methodology.model.document import plain_text
from methodology.model.texts import texts_of_blocks
from methodology.versions.compare import compare_versions
from methodology.versions.reasons import add_reasons, find_unused_reasons
from methodology.versions.version import Checkout, open_version
from tests.built import CONTENT, TEMPLATES, read_content
from tests.earlier_version import edits, explained, reconstructed


@pytest.fixture(scope="module")
def signed_text() -> str:
    document = compose_document(read_content(CONTENT), TEMPLATES)
    cover = (document.cover.version, document.cover.date)
    return "\n".join(map(plain_text, (*cover, *(text.runs for text in texts_of_blocks(document.blocks)))))


OF_VALUES = {"value-without-evidence", "nothing-to-reach"}
"""Rules whose findings are of values that were others."""


def test_every_edit_rests_on_the_signed_text(signed_text: str) -> None:
    assert [edit.says for edit in edits() if edit.says not in signed_text] == []


def test_every_edit_says_how_sure_it_is() -> None:
    assert {edit.certainty for edit in edits()} == {"stated", "derived", "assumed"}
    assert [edit for edit in edits() if edit.certainty != "stated" and not edit.note] == []


def test_it_is_whole_and_says_nothing_of_the_later_operations(tmp_path: Path) -> None:
    earlier = read_content(reconstructed(tmp_path), "content")
    text = "\n".join(text.text for text in texts_of_blocks(compose_document(earlier, TEMPLATES).blocks))
    assert "kasnejši verziji" not in text
    assert "Prostori za vodnike službenih psov" not in text
    # what is accepted of a value is so for the value that it has now
    new = (finding for finding in check_programme(earlier) if finding.rule.code not in OF_VALUES)
    found = [str(finding.message) for finding in new if finding.is_open]
    before = [str(finding.message) for finding in check_programme(read_content(CONTENT)) if finding.is_open]
    assert found == before
    assert not [one for one in check_programme(earlier) if one.rule.severity is Severity.ERROR and not one.accepted]


def test_the_amendment_explains_what_changed(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "new").mkdir()
    old, new = reconstructed(tmp_path / "old"), explained(tmp_path / "new")
    checkout = Checkout(CONTENT, TEMPLATES)
    before, after = (open_version(str(folder), checkout, tmp_path, pages=False) for folder in (old, new))
    amendment = after.programme.amendments[after.programme.facts.version]
    changes = add_reasons(compare_versions(before, after), amendment)
    values = {change.path: (change.before, change.after) for change in changes if change.field == "target"}
    assert values == {
        "O.1.3.target": ("41", "46"),
        "R.1.5.target": ("0", "5"),
        "O.3.3.target": ("1752", "1788"),
        "O.3.6.target": ("14", "15"),
    }
    assert [change.path for change in changes if change.reason is None and not change.follows_from] == []
    assert find_unused_reasons(changes, amendment) == ()
