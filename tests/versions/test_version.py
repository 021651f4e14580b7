"""Versions are opened from folders, Word files and commits, and nothing in the checkout moves."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from methodology.composing import compose_document
from methodology.diagnostics import ContentError
from methodology.model.document import plain_text
from methodology.versions.version import Checkout, open_version
from methodology.word.snapshot import read_snapshot
from methodology.word.writing import render_docx
from tests.built import SAMPLE, TEMPLATES, read_content, replace_in
from tests.tools import hide_git

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(folder: Path, *arguments: str) -> str:
    """Run git without the settings of whoever runs the tests."""
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    named = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "protocol.file.allow=always"]
    command = ["git", *named, "-C", str(folder), *arguments]
    environment = {key: text for key, text in os.environ.items() if not key.startswith("GIT_")} | settings
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout


@pytest.fixture(params=["program", "library"])
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """A repository: a commit without content, ``v1``, and after it another title and another file of a template.

    It is read with git's program, and without.
    """
    if request.param == "library":
        hide_git(monkeypatch)
    top = tmp_path / "repository"
    top.mkdir()
    git(top, "init", "--quiet", "--initial-branch=main")
    (top / "README").write_text("nothing yet", encoding="utf-8")
    git(top, "add", ".")
    git(top, "commit", "--quiet", "-m", "empty")
    git(top, "tag", "empty")
    shutil.copytree(SAMPLE, top / "content")
    shutil.copytree(TEMPLATES, top / "templates")
    git(top, "add", ".")
    git(top, "commit", "--quiet", "-m", "one")
    git(top, "tag", "v1")
    retitle(top / "content", "Drugi naslov")
    (top / "templates" / "new.txt").write_text("new", encoding="utf-8")
    git(top, "add", ".")
    git(top, "commit", "--quiet", "-m", "two")
    return top


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    folder = tmp_path / "scratch"
    folder.mkdir()
    return folder


def title(content: Path) -> str:
    return read_content(content).facts.title


def retitle(content: Path, new: str) -> None:
    old = title(content)
    replace_in(content / "programme.yaml", f"title: {old}\nshort_title", f"title: {new}\nshort_title")


def checkout(top: Path) -> Checkout:
    return Checkout(top / "content", top / "templates")


def refused(name: str, folders: Checkout, scratch: Path) -> str:
    with pytest.raises(ContentError) as caught:
        open_version(name, folders, scratch, pages=False)
    return str(caught.value)


def word_file(content: Path, file: Path, extra: dict[str, str] | None = None) -> Path:
    programme = read_content(content)
    document = compose_document(programme, TEMPLATES)
    pages = {heading.anchor: 1 for heading in document.headings}
    files = {**programme.files, **(extra or {})}
    look = TEMPLATES / "methodology.docx"
    file.write_bytes(render_docx(document, look, heading_pages=pages, page_count=1, content_files=files))
    return file


def test_a_folder(repository: Path, scratch: Path) -> None:
    retitle(repository / "content", "Tretji naslov")
    version = open_version(f"{repository}/content/", checkout(repository), scratch, pages=False)
    assert version.programme.facts.title == "Tretji naslov"
    assert plain_text(version.document.cover.title) == "Tretji naslov"
    assert (version.name, version.templates) == (f"{repository}/content/", repository / "templates")
    assert (version.heading_pages, version.page_count) == ({}, 0)


def test_pages_are_those_of_the_pdf(scratch: Path) -> None:
    version = open_version(str(SAMPLE), Checkout(SAMPLE, TEMPLATES), scratch, pages=True)
    assert version.heading_pages.keys() == {heading.anchor for heading in version.document.headings}
    assert version.page_count >= max(version.heading_pages.values()) > 1


@pytest.mark.parametrize("name", ["v1", "HEAD~1", "main~1", "HEAD^"])
def test_a_ref_brings_content_and_templates(name: str, repository: Path, scratch: Path) -> None:
    (repository / "content" / "programme.yaml").write_text("not even: [read", encoding="utf-8")
    before = git(repository, "status", "--porcelain")
    version = open_version(name, checkout(repository), scratch, pages=False)
    assert version.programme.facts.title == title(SAMPLE)
    assert version.templates.is_relative_to(scratch)
    assert not (version.templates / "new.txt").exists()
    newer = open_version("main", checkout(repository), scratch, pages=False)
    assert newer.programme.facts.title == "Drugi naslov"
    assert (newer.templates / "new.txt").exists()
    assert git(repository, "status", "--porcelain") == before


def test_from_a_subfolder(repository: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository / "content" / "objectives")
    version = open_version("v1", Checkout(Path(".."), Path("../../templates")), scratch, pages=False)
    assert version.programme.facts.title == title(SAMPLE)


def test_in_a_hook(repository: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", ".git")
    assert open_version("v1", checkout(repository), scratch, pages=False).programme.facts.title == title(SAMPLE)


def test_in_a_worktree(repository: Path, scratch: Path, tmp_path: Path) -> None:
    git(repository, "worktree", "add", "--quiet", str(tmp_path / "other"), "v1")
    version = open_version("main", checkout(tmp_path / "other"), scratch, pages=False)
    assert version.programme.facts.title == "Drugi naslov"


def test_in_a_shallow_clone(repository: Path, scratch: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=1", "--no-tags", repository.as_uri(), "shallow")
    folders = checkout(tmp_path / "shallow")
    assert open_version("origin/main", folders, scratch, pages=False).programme.facts.title == "Drugi naslov"
    assert "git fetch --unshallow" in refused("v1", folders, scratch)
    assert "git fetch --unshallow" in refused("HEAD~1", folders, scratch)
    assert "git fetch --unshallow" in refused("main~1", folders, scratch)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("maim", "did you mean 'main'?"),
        ("empty", "the version holds no content/programme.yaml"),
        ("--output=here", "there is no such folder, DOCX file or git ref"),
        ("-h", "there is no such folder"),
        ("HEAD:nothing", "the version holds no nothing/programme.yaml"),
        ("nothing.docx", "there is no such folder, DOCX file or git ref"),
    ],
)
def test_what_is_no_version(
    name: str, said: str, repository: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository)
    message = refused(name, checkout(repository), scratch)
    assert message.startswith(f"{name}: error[no-version]: ")
    assert said in message
    assert "hint: " in message
    assert not (repository / "here").exists()


def test_a_folder_that_is_no_content(repository: Path, scratch: Path) -> None:
    assert "error[no-content]: the folder holds no programme.yaml" in refused(
        str(repository / "templates"), checkout(repository), scratch
    )


def test_outside_a_repository(scratch: Path, tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "content")
    assert "git cannot read it: fatal: not a git repository" in refused(
        "v1", Checkout(tmp_path / "content", TEMPLATES), scratch
    )


def test_faults_of_a_version_are_named_as_its_own(repository: Path, scratch: Path) -> None:
    (repository / "content" / "operations.yaml").write_text("wrong: [", encoding="utf-8")
    git(repository, "commit", "--quiet", "--all", "-m", "wrong")
    assert "HEAD:content/operations.yaml:" in refused("HEAD", checkout(repository), scratch)
    git(repository, "checkout", "--quiet", "v1", "--", "content")
    (repository / "templates" / "document" / "document.html.j2").write_text("{% if %}", encoding="utf-8")
    git(repository, "commit", "--quiet", "--all", "-m", "wrong template")
    assert "HEAD:templates/document/document.html.j2:1" in refused("HEAD", checkout(repository), scratch)


def test_a_commit_without_templates(
    repository: Path, scratch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is at fault in a checkout; an installed program composes it with the templates that it brings."""
    git(repository, "rm", "--quiet", "-r", "--cached", "templates")
    git(repository, "commit", "--quiet", "-m", "no templates")
    assert "the version holds no templates" in refused("HEAD", checkout(repository), scratch)
    packaged = Path(shutil.copytree(TEMPLATES, tmp_path / "packaged"))
    monkeypatch.setattr("methodology.versions.version.PACKAGED_TEMPLATES", packaged)
    for today in (checkout(repository), Checkout(repository / "content", packaged)):
        assert open_version("HEAD", today, scratch, pages=False).templates == packaged
        assert open_version("v1", today, scratch, pages=False).templates.is_relative_to(scratch)


def test_a_link_out_of_the_content_is_refused(repository: Path, scratch: Path) -> None:
    (repository / "content" / "out.yaml").symlink_to("../../../outside")
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "-m", "link")
    assert "error[no-version]: git cannot read it" in refused("HEAD", checkout(repository), scratch)


def test_a_word_file(repository: Path, scratch: Path, tmp_path: Path) -> None:
    file = word_file(repository / "content", tmp_path / "built.DOCX")
    version = open_version(str(file), checkout(repository), scratch, pages=False)
    assert version.programme.facts.title == "Drugi naslov"
    assert version.programme.files == dict(read_snapshot(file.read_bytes()).files)


def test_a_word_file_of_others(scratch: Path) -> None:
    file = TEMPLATES / "methodology.docx"
    assert "error[snapshot-missing]" in refused(str(file), Checkout(SAMPLE, TEMPLATES), scratch)


@pytest.mark.parametrize(
    "relative", ["../out.yaml", "/out.yaml", "a/../../out.yaml", "C:/out.yaml", "..\\out.yaml", "", "operations.yaml/a"]
)
def test_a_word_file_writes_nowhere_else(relative: str, scratch: Path, tmp_path: Path) -> None:
    file = word_file(SAMPLE, tmp_path / "built.docx", {relative: "text"})
    message = refused(str(file), Checkout(SAMPLE, TEMPLATES), scratch)
    assert "error[unknown-file]" in message
    assert not list(tmp_path.rglob("out.yaml"))
    assert not list(scratch.parent.glob("*out*"))


def renamed(top: Path) -> Checkout:
    """The repository after its content folder and its template folder got other names."""
    git(top, "mv", "content", "vsebina")
    git(top, "mv", "templates", "predloge")
    git(top, "commit", "--quiet", "-m", "renamed")
    return Checkout(top / "vsebina", top / "predloge")


@pytest.mark.parametrize("name", ["v1:content", "v1:content/", "v1:./content", "v1:content\\"])
def test_a_folder_of_a_commit_is_named(name: str, repository: Path, scratch: Path) -> None:
    folders = renamed(repository)
    version = open_version(name, folders, scratch, pages=False)
    assert version.name == name
    assert version.programme.facts.title == title(SAMPLE)
    assert version.programme.name == "v1:content"
    assert version.templates.name == "templates"
    assert not (version.templates / "new.txt").exists()
    assert version.origin is not None
    assert version.origin.commit == git(repository, "rev-parse", "v1").strip()


def test_the_folders_of_a_commit_are_named_where_the_present_one_is_not_there(repository: Path, scratch: Path) -> None:
    folders = renamed(repository)
    said = refused("v1", folders, scratch)
    assert "v1: error[no-version]: the version holds no vsebina/programme.yaml" in said
    assert "write v1:content" in said
    assert "write v1:content" in refused("v1:vsebina", folders, scratch)
    shutil.copytree(SAMPLE, repository / "še" / "ena")
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "-m", "another")
    assert "write one of HEAD:vsebina, HEAD:še/ena" in refused("HEAD:content", folders, scratch)
    assert "after the content" in refused("empty", folders, scratch)


@pytest.mark.parametrize("name", ["v1:../content", "v1:/etc", "v2:content", "-v1:content", "C:\\vsebina", ":content"])
def test_a_folder_that_no_commit_holds_is_refused(name: str, repository: Path, scratch: Path) -> None:
    assert f"{name}: error[no-version]" in refused(name, renamed(repository), scratch)
