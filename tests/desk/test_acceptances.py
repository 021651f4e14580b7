"""Findings accepted at the desk: with a reason, as one change of the file, undone and taken back."""

from __future__ import annotations

from methodology.desk.accepted_findings import AcceptedLine
from methodology.desk.answers import Desk, PathFinding
from methodology.editing import apply_edits
from methodology.editing.edits import SetText

ACCEPTED = "accepted.yaml"
REASON = "Tako je dogovorjeno z organom."


def doubtful(desk: Desk) -> PathFinding:
    """A warning, after an edit that brings one about."""
    path = "chapters.introduction.2"
    programme = desk.draft.page.programme
    before = programme.chapters["introduction"].leaves[1].text
    desk.draft.write_plan(lambda now: apply_edits(now, [SetText(path, f"{before} Glej  pravilnik TODO.")]), "edit")
    return next(one for one in desk.findings() if one.severity == "warning" and one.key)


def accept(desk: Desk, key: str, reason: str = REASON, *, once: bool = False) -> dict[str, object]:
    return desk.acceptances.write({"do": "accept", "key": key, "reason": reason, "once": once})


def line_of(desk: Desk, key: str) -> AcceptedLine:
    return next(one for one in desk.acceptances.list() if one.key == key)


def test_an_accepted_finding_is_gone_until_it_is_undone(desk: Desk) -> None:
    found = doubtful(desk)
    before = desk.draft.page.programme.files.get(ACCEPTED, "")
    assert accept(desk, found.key)["status"] == "saved"
    assert found.key not in {one.key for one in desk.findings()}
    line = line_of(desk, found.key)
    assert (line.name, line.message, line.reason, line.until) == (found.name, found.message, REASON, "")
    after = desk.draft.page.programme.files[ACCEPTED]
    assert after.startswith(before)
    assert desk.undo()["status"] == "saved"
    assert found.key in {one.key for one in desk.findings()}
    assert desk.draft.page.programme.files.get(ACCEPTED, "") == before
    assert desk.redo()["status"] == "saved"
    assert desk.draft.page.programme.files[ACCEPTED] == after


def test_an_acceptance_can_be_taken_back(desk: Desk) -> None:
    found = doubtful(desk)
    accept(desk, found.key, once=True)
    assert line_of(desk, found.key).until == desk.draft.page.programme.facts.version
    assert desk.acceptances.write({"do": "take back", "key": found.key})["status"] == "saved"
    assert found.key in {one.key for one in desk.findings()}
    assert found.key not in {one.key for one in desk.acceptances.list()}
    assert desk.acceptances.write({"do": "take back", "key": found.key})["status"] == "refused"


def test_what_cannot_be_accepted_is_refused_and_nothing_is_written(desk: Desk) -> None:
    found = doubtful(desk)
    files = desk.draft.page.programme.files
    for key, reason in ((found.key, " \n "), (found.key, "x\x00"), ("none", REASON)):
        assert accept(desk, key, reason)["status"] == "refused"
    assert desk.draft.page.programme.files == files


def test_an_error_is_not_accepted(desk: Desk) -> None:
    programme = desk.draft.page.programme
    path = next(path for path in programme.values if path.endswith(".allocation.coverage"))
    desk.draft.write_plan(lambda now: apply_edits(now, [SetText(path, "1")]), "edit")
    errors = [one for one in desk.findings() if one.severity == "error"]
    assert errors
    assert {one.key for one in errors} == {""}
