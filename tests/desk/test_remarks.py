"""Remarks at the desk: each step one edit of one place of the file; the document stays as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from methodology.desk.answers import Desk
from methodology.model.remark import REMARKS
from methodology.sealing.seal import content_digest
from tests.desk.desks import commit, copy_content, open_draft

TARGET = "O.1.1.target"


def shown(desk: Desk) -> list[Any]:
    remarks: Any = desk.remarks.list()["remarks"]
    return list(remarks)


def say(desk: Desk, text: str = "Zakaj?", path: str = TARGET, name: str = "Ana Novak") -> dict[str, object]:
    return desk.remarks.write({"do": "add", "path": path, "text": text, "name": name})


def test_a_remark_is_made_answered_closed_and_opened_again(desk: Desk) -> None:
    file = desk.draft.folders.content / REMARKS
    html, digest = desk.html, content_digest(desk.draft.page.programme.files)
    assert say(desk, " Zakaj 2000?\r\n\r\nOd kod? ")["status"] == "saved"
    (one,) = shown(desk)
    assert (one.author, one.when, one.text) == ("Ana Novak", "16. 3. 2026 10.42", "Zakaj 2000?\n\nOd kod?")
    assert (one.path, one.gone, one.is_open) == (TARGET, "", True)
    before = file.read_text(encoding="utf-8")
    assert desk.remarks.write({"do": "answer", "key": one.key, "text": "Iz evidence."})["status"] == "saved"
    assert file.read_text(encoding="utf-8") == before + (
        "  answers:\n    - author: Ana Novak\n      at: 2026-03-16T10:42:00\n      text: Iz evidence.\n"
    )
    assert desk.remarks.write({"do": "close", "key": one.key})["status"] == "saved"
    (closed,) = shown(desk)
    assert (closed.is_open, closed.closed) == (False, "Ana Novak, 16. 3. 2026 10.42")
    assert desk.remarks.write({"do": "reopen", "key": one.key})["status"] == "saved"
    assert shown(desk)[0].is_open
    assert (desk.html, content_digest(desk.draft.page.programme.files)) == (html, digest)
    for _ in range(4):
        assert desk.undo()["status"] == "saved"
    assert not file.exists()


def test_who_makes_it_is_asked_once(tmp_path: Path) -> None:
    opened = Desk(open_draft(copy_content(tmp_path)))
    asked = say(opened, name=" ")
    assert (asked["status"], asked["asks_author"]) == ("refused", True)
    assert say(opened)["status"] == "saved"
    assert say(opened, "In še?", name="")["status"] == "saved"
    assert [one.author for one in shown(opened)] == ["Ana Novak", "Ana Novak"]
    opened.close()


def test_what_cannot_be_is_refused_and_changes_nothing(desk: Desk) -> None:
    for refused in (say(desk, " \n"), say(desk, "a\x00"), say(desk, "Kaj?", "O.9.9.target"), say(desk, "Kaj?", "")):
        assert refused["status"] == "refused"
    assert desk.remarks.write({"do": "answer", "key": "none", "text": "a", "name": "Ana"})["status"] == "refused"
    assert say(desk)["status"] == "saved"
    assert say(desk)["status"] == "refused"  # the same once more, in the same second
    assert len(shown(desk)) == 1


def test_markup_stays_what_was_typed(desk: Desk) -> None:
    said = "<script>alert(1)</script> {{ 1 + 1 }} {% x %} {O.1.1.target} # : - 'a' \"b\" \\"
    assert say(desk, said)["status"] == "saved"
    assert [one.text for one in shown(desk)] == [said]
    assert "alert(1)" not in desk.html


def test_two_windows_and_an_editor_lose_nothing(desk: Desk) -> None:
    file = desk.draft.folders.content / REMARKS
    assert say(desk, "Prva")["status"] == "saved"
    (first,) = shown(desk)
    added = "- path: O.1.2.target\n  author: Bor\n  at: 2026-03-15T10:00:00\n  text: Iz urejevalnika\n"
    file.write_text(file.read_text(encoding="utf-8") + added, encoding="utf-8")
    assert desk.remarks.write({"do": "close", "key": first.key})["status"] == "saved"
    assert say(desk, "Druga")["status"] == "saved"
    assert [one.text for one in shown(desk) if one.is_open] == ["Druga", "Iz urejevalnika"]
    assert added in file.read_text(encoding="utf-8")
    file.unlink()
    desk.refresh()
    while desk.draft.journal.done:
        desk.draft.journal.undo()


def test_open_remarks_speak_against_approving(tmp_path: Path) -> None:
    folders = copy_content(tmp_path)
    commit(tmp_path)
    opened = Desk(open_draft(folders))
    assert say(opened)["status"] == "saved"
    (one,) = shown(opened)
    (refusal,) = [one for one in opened.versions.find_refusals() if one.remark]
    assert "Ana Novak" in refusal.message or one.author in refusal.message
    assert refusal.remark == one.key
    opened.remarks.write({"do": "close", "key": one.key})
    assert [one for one in opened.versions.find_refusals() if one.remark] == []
    opened.close()


def test_a_remark_whose_place_is_gone_is_told_and_shown_nearby(desk: Desk) -> None:
    file = desk.draft.folders.content / REMARKS
    entry = "- path: O.1.1.rationale.gone\n  author: Ana\n  at: 2026-03-15T10:00:00\n  text: Kje je?\n"
    desk.draft.write_files({REMARKS: entry.encode()}, "by hand")
    (one,) = shown(desk)
    assert (one.path, bool(one.gone)) == ("O.1.1.rationale", True)
    (finding,) = [one for one in desk.findings() if one.code == "remark-place-gone"]
    assert "rationale.gone" not in finding.message
    assert finding.path == "remarks.1"
    assert file.exists()
