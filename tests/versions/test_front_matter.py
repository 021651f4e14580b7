"""The history of versions grows with each amendment: that is one change, which follows from the new version."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.versions.changes import ChangeKind, Subject
from methodology.versions.compare import compare_versions
from tests.built import copied, replace_in
from tests.test_examples import CONTENTS
from tests.versions.compared import version

RAISED = (("version: '0.1'", "version: '1.0'"), ("date: 2026-11-27", "date: 2027-03-01"))


@pytest.mark.parametrize(
    ("edits", "amendment", "told"),
    [
        (RAISED, "summary: Višji cilj.\n", [("history", ChangeKind.ADDED, ("programme.version", "programme.date"))]),
        ((("name: Ana Izmišljena", "name: Eva Nova"),), "", [("approval.1.name", ChangeKind.VALUE, ())]),
        ((("status: draft", "status: adopted"),), "", [("status", ChangeKind.VALUE, ())]),
        ((("sentence: Sofinancira", "sentence: Financira"),), "", [("emblem.sentence", ChangeKind.VALUE, ())]),
        (
            (("file: pictures/eu-emblem.svg", "file: pictures/objekti.svg"),),
            "",
            [("emblem.alternative", ChangeKind.LOOK, ())],
        ),
        ((("  - Urad za evropska sredstva\n", ""),), "", [("issuer", ChangeKind.VALUE, ())]),
    ],
)
def test_the_front_matter_is_compared(
    edits: tuple[tuple[str, str], ...],
    amendment: str,
    told: list[tuple[str, ChangeKind, tuple[str, ...]]],
    tmp_path: Path,
) -> None:
    content = copied(CONTENTS["bmvi-sl"], tmp_path)
    for old, new in edits:
        replace_in(content / "programme.yaml", old, new)
    if amendment:
        (content / "amendments" / "1.0.yaml").write_text(amendment, encoding="utf-8")
    changes = compare_versions(version(CONTENTS["bmvi-sl"]), version(content))
    of_version = {"programme.version", "programme.date"}
    assert {change.subject for change in changes} == {Subject.PROGRAMME}
    assert [(one.field, one.kind, one.follows_from) for one in changes if one.path not in of_version] == told
