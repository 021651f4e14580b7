"""Whole versions at the desk: saved, compared with, explained, approved, given out."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from methodology.desk.compared import find_alike
from methodology.desk.draft import ContentDraft, source_at
from methodology.desk.past import list_past
from methodology.desk.versions import DeskVersions
from methodology.diagnostics import ContentError
from methodology.git import GitError, open_repository, tag_name
from methodology.messages import speaking
from methodology.versions.amendment_file import set_legal_basis
from methodology.versions.changes import Change, ChangeKind, Subject
from tests.desk.desks import commit, copy_content, open_draft, serving
from tests.tools import hide_git

TARGET = "O.1.1.target"
ME = {"name": "Ana Novak", "email": "ana@example.org"}


def git(folder: Path, *arguments: str) -> str:
    """What git prints in a folder."""
    command = ["git", "-C", str(folder), "-c", "user.name=B", "-c", "user.email=b@example.org", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.fixture(params=["program", "library"])
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> ContentDraft:
    """A draft in a repository of its own, where nobody is configured as author; with git's program, and without."""
    if request.param == "library":
        hide_git(monkeypatch)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    folders = copy_content(tmp_path)
    (tmp_path / "other.txt").write_text("one\n", encoding="utf-8")
    commit(tmp_path)
    return open_draft(folders)


@pytest.fixture
def versions(draft: ContentDraft) -> Iterator[DeskVersions]:
    made = DeskVersions(draft)
    with speaking("sl"):
        yield made
    made.close()


def set_value(draft: ContentDraft, path: str, text: str) -> None:
    """Save a value as the page does."""
    draft.save(path, text, source_at(draft.page.programme, path), path)


def top(draft: ContentDraft) -> Path:
    return draft.folders.content.parent


def give_version(versions: DeskVersions) -> None:
    assert versions.set_facts("9.9", "1. 12. 2031")["status"] == "saved"


def test_a_version_is_one_commit_of_the_content_alone(draft: ContentDraft, versions: DeskVersions) -> None:
    set_value(draft, TARGET, "2501")
    (draft.folders.content / "chapters" / "zz.md").write_text("", encoding="utf-8")
    (draft.folders.content / "chapters" / "zz.md").unlink()
    (top(draft) / "other.txt").write_text("staged\n", encoding="utf-8")
    git(top(draft), "add", "other.txt")
    (top(draft) / "other.txt").write_text("not staged\n", encoding="utf-8")
    assert versions.state()["author"] is None
    assert versions.save({"name": "Ana", "email": "x"})["asks_author"] is True
    assert versions.save(ME)["status"] == "saved"
    assert git(top(draft), "show", "--format=%an %ae", "--name-only", "HEAD").split() == [
        *("Ana", "Novak", "ana@example.org"),
        next(name for name in git(top(draft), "ls-files", "content").split() if "O.1.1" in name),
    ]
    assert git(top(draft), "status", "--porcelain").splitlines() == ["MM other.txt"]
    assert versions.state()["author"] == "Ana Novak <ana@example.org>"
    assert versions.state()["unsaved"] == 0
    assert versions.save({})["status"] == "refused"


def test_the_message_tells_the_changes_in_the_documents_language(draft: ContentDraft, versions: DeskVersions) -> None:
    set_value(draft, TARGET, "2501")
    with speaking("en"):
        versions.save(ME)
    subject, _, body = git(top(draft), "log", "-1", "--format=%B").strip().partition("\n\n")
    assert len(subject) <= 72
    assert "O.1.1" in subject
    assert "2.000 → 2.501" in body
    set_value(draft, "O.1.1.milestone", "21")
    set_value(draft, "O.1.2.target", "22")
    set_value(draft, TARGET, "23")
    versions.save({})
    subject = git(top(draft), "log", "-1", "--format=%s").strip()
    assert len(subject) <= 72
    assert subject.endswith(" in še 2 spremembi")


def test_a_hook_that_refuses_is_told_and_leaves_the_index(
    draft: ContentDraft, versions: DeskVersions, request: pytest.FixtureRequest
) -> None:
    hook = top(draft) / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'Najprej check.' >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    set_value(draft, TARGET, "2501")
    before = git(top(draft), "status", "--porcelain"), git(top(draft), "rev-parse", "HEAD")
    answer: Any = versions.save(ME)
    assert answer["status"] == "refused"
    told = (
        "Najprej check." if "program" in request.node.name else "preverjanje v tem repozitoriju (hook) tega ne dovoli"
    )
    assert [fault["message"] for fault in answer["faults"]][1] == told
    assert (git(top(draft), "status", "--porcelain"), git(top(draft), "rev-parse", "HEAD")) == before


def test_the_first_version_of_a_repository(tmp_path: Path) -> None:
    folders = copy_content(tmp_path)
    git(tmp_path, "init", "-q")
    git(tmp_path, "config", "user.name", "A")
    git(tmp_path, "config", "user.email", "a@example.org")
    versions = DeskVersions(open_draft(folders))
    assert versions.compare() == {"status": "nothing"}
    with speaking("sl"):
        assert versions.save({})["status"] == "saved"
    assert git(tmp_path, "log", "--format=%s").strip() == "Prva različica"
    versions.close()


def test_without_a_repository_it_is_said(tmp_path: Path) -> None:
    versions = DeskVersions(open_draft(copy_content(tmp_path)))
    with speaking("sl"):
        assert "Različic ni mogoče hraniti" in str(versions.state()["why"])
        assert versions.save(ME)["status"] == "refused"
    versions.close()


def test_what_is_no_branch_or_half_joined_is_not_saved_on(draft: ContentDraft, versions: DeskVersions) -> None:
    set_value(draft, TARGET, "2501")
    git(top(draft), "update-ref", "MERGE_HEAD", "HEAD")
    assert "združuje" in str(versions.state()["why"])
    git(top(draft), "update-ref", "-d", "MERGE_HEAD")
    git(top(draft), "checkout", "-q", "--detach")
    assert versions.save(ME)["status"] == "refused"


def rows(versions: DeskVersions) -> dict[str, Any]:
    """The rows of the comparison by their paths."""
    found: Any = versions.compare()
    return {row.path: row for group in found["groups"] for _, part in group.parts for row in part}


def test_a_reason_keeps_every_other_byte_and_is_undone_as_one(draft: ContentDraft, versions: DeskVersions) -> None:
    set_value(draft, TARGET, "2501")
    assert versions.set_reason(TARGET, "Ker.")["status"] == "refused"
    give_version(versions)
    file = draft.folders.content / "amendments" / "9.9.yaml"
    assert rows(versions)[TARGET].is_open
    assert versions.set_reason(TARGET, "Zaradi novih\n potreb: več.")["status"] == "saved"
    first = file.read_text(encoding="utf-8")
    assert rows(versions)[TARGET].reason == "Zaradi novih potreb: več."
    assert not rows(versions)[TARGET].is_open
    assert "2.000" in first
    file.write_text(f"{first}# Konec.\n", encoding="utf-8")
    draft.refresh()
    versions.set_basis("24. člen")
    versions.set_reason(TARGET, "Drugače.")
    second = file.read_text(encoding="utf-8")
    assert second == f"{first}# Konec.\n".replace("reasons:", "legal_basis: 24. člen\nreasons:").replace(
        '"Zaradi novih potreb: več."', '"Drugače."'
    )
    draft.undo()
    draft.undo()
    assert file.read_text(encoding="utf-8") == f"{first}# Konec.\n"


def test_one_reason_for_changes_that_are_alike(draft: ContentDraft, versions: DeskVersions) -> None:
    targets = [path for path in draft.page.programme.values if path.startswith("O.1.") and path.endswith(".target")]
    assert len(targets) >= 3
    for number, path in enumerate(targets):
        set_value(draft, path, str(3000 + number))
    give_version(versions)
    found = rows(versions)[targets[0]].alike
    assert found.pattern == "O.1.*.target"
    assert versions.set_reason(found.pattern, "Vsem enako.")["status"] == "saved"
    after = rows(versions)
    assert {after[path].covered for path in targets} == {"Vsem enako."}
    assert versions.set_reason(targets[0], "Temu svoje.")["status"] == "saved"
    assert rows(versions)[targets[0]].reason == "Temu svoje."
    assert rows(versions)[targets[1]].covered == "Vsem enako."


def test_two_changes_are_too_few_to_be_alike() -> None:
    def change(path: str) -> Change:
        return Change(ChangeKind.VALUE, Subject.INDICATOR, path, "", "", "1", "2")

    assert find_alike([change("O.1.1.target"), change("O.1.2.target"), change("O.1.2.unit")]) == {}
    found = find_alike([change(f"chapters.a.{number}") for number in range(1, 4)])
    assert len(found["chapters.a.2"]) == 3


def test_a_legal_basis_in_a_file_without_reasons() -> None:
    text = b"# A comment.\r\ndate: 2031-12-01\r\n"
    assert set_legal_basis(text, "", "24. člen") == text.replace(b"date", "legal_basis: 24. člen\r\ndate".encode())


def explain_all(draft: ContentDraft, versions: DeskVersions) -> None:
    set_value(draft, "O.1.2.target", "31")
    give_version(versions)
    for path, row in rows(versions).items():
        if row.is_open:
            versions.set_reason(path, "Ker se je tako izkazalo.")


def test_what_speaks_against_approving_is_listed(draft: ContentDraft, versions: DeskVersions) -> None:
    set_value(draft, TARGET, "2501")
    refusals = [one.message for one in versions.find_refusals()]
    assert any("O.1.1" in message and "manjka razlog" in message for message in refusals)
    assert "Vsebina ni shranjena kot različica." in refusals
    assert any("različica" in message for message in refusals)
    assert versions.approve(1)["status"] == "refused"
    assert any("starejša" in one.message for one in versions.find_refusals(1))
    assert git(top(draft), "tag") == ""


def test_a_version_is_approved_by_a_tag_once(draft: ContentDraft, versions: DeskVersions) -> None:
    explain_all(draft, versions)
    versions.save(ME)
    assert [one.message for one in versions.find_refusals()] == []
    assert versions.approve(draft.revision)["status"] == "approved"
    assert git(top(draft), "tag", "--points-at", "HEAD").split() == ["9.9"]
    assert versions.approve(draft.revision)["status"] == "refused"
    assert "potrjena" in str(versions.state()["versions"])


def test_the_package_is_a_zip_of_what_amend_makes(draft: ContentDraft, versions: DeskVersions) -> None:
    explain_all(draft, versions)
    first = versions.package()
    assert first[1].startswith("OSNUTEK-")
    versions.save(ME)
    content, name = versions.package()
    assert name.endswith("-9.9.zip")
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert {"vzorec.docx", "vzorec.pdf", "oznacene-spremembe.docx", "pregled-sprememb.pdf"} <= set(names)
    assert versions.approve(draft.revision)["status"] == "approved"
    assert versions.package() == (content, name)


def test_a_file_that_cannot_be_made_says_why(draft: ContentDraft) -> None:
    with speaking("sl"), serving(draft) as browser:
        browser.enter()
        set_value(draft, "O.1.1.milestone", "999999")
        status, headers, content = browser.ask("/download/pdf", headers={"Accept": "text/html"})
        assert status == 409
        assert headers["content-type"].startswith("text/html")
        assert "Datoteke ni mogoče izdelati" in content.decode()
        status, headers, _ = browser.ask("/download/package")
        assert (status, headers["content-type"]) == (409, "application/json")


def test_the_history_of_a_value_leads_back(draft: ContentDraft, versions: DeskVersions) -> None:
    set_value(draft, TARGET, "2501")
    versions.save(ME)
    set_value(draft, TARGET, "2502")
    past = list(list_past(draft.page.programme, draft.folders.content, TARGET))
    assert [one.text for one in past] == ["2502", "2501", "2000"]
    assert [one.is_now for one in past] == [True, False, False]
    assert past[0].when == "še ni shranjeno kot različica"


def test_the_chosen_version_is_kept(draft: ContentDraft, versions: DeskVersions) -> None:
    set_value(draft, TARGET, "2501")
    versions.save(ME)
    first = git(top(draft), "rev-list", "HEAD").split()[-1]
    versions.choose(first)
    again = DeskVersions(draft)
    assert again.compare()["base"] == first
    again.choose("nothing")
    assert again.compare()["base"] == first
    again.close()


def test_a_tag_has_no_blanks() -> None:
    assert tag_name("8.0") == "8.0"
    assert tag_name(" 2. sprememba: osnutek/1 ") == "2.-sprememba-osnutek-1"
    assert tag_name("~^") == ""


def test_nothing_is_committed_where_nothing_changed(draft: ContentDraft) -> None:
    with pytest.raises(GitError):
        open_repository(top(draft)).save("content", "Nothing")


def test_a_version_without_content_before_is_no_fault(draft: ContentDraft, versions: DeskVersions) -> None:
    set_value(draft, "O.1.1.milestone", "999999")
    with pytest.raises(ContentError):
        versions.package()
