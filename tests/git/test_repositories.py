"""Git's program and the library that stands in for it answer the same of the same repository, and save the same."""

from __future__ import annotations

import os
import random
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from methodology.git import Author, GitError, Repository
from methodology.git.library import LibraryRepository
from methodology.git.program import ProgramRepository
from tests.tools import require_program

KINDS: tuple[type[ProgramRepository] | type[LibraryRepository], ...] = (ProgramRepository, LibraryRepository)


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's settings count."""
    require_program("git")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), "-c", "user.name=Ana Čuk", "-c", "user.email=a@example.org", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def put(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(text.encode())


def commit(folder: Path, subject: str, moment: int) -> None:
    date = f"{1_700_000_000 + moment * 3600} +0100"
    git(folder, "add", "-A")
    command = ["git", "-C", str(folder), "-c", "user.name=Ana Čuk", "-c", "user.email=a@example.org"]
    environment = {**os.environ, "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    subprocess.run([*command, "commit", "-q", "--allow-empty", "-m", subject], check=True, env=environment)


@pytest.fixture
def top(tmp_path: Path) -> Path:
    """A repository with a branch that was joined, a file that was renamed, links, ignored files, and tags."""
    folder = tmp_path / "vrh"
    folder.mkdir()
    git(folder, "init", "-q", "--initial-branch=main")
    put(folder, ".gitignore", "*.tmp\noutput/\n")
    put(folder, ".gitattributes", "*.txt text eol=lf\n")
    put(folder, "content/a.yaml", "a: 1\nb: 2\nc: 3\nd: 4\n")
    put(folder, "content/poglavja/č.md", "prvo\n")
    put(folder, "templates/t.txt", "one\ntwo\n")
    (folder / "content" / "link").symlink_to("a.yaml")
    commit(folder, "Začetek\nv dveh vrsticah", 1)
    git(folder, "tag", "light")
    put(folder, "content/a.yaml", "a: 1\nb: 2\nc: 3\nd: 5\n")
    commit(folder, "Second", 2)
    git(folder, "switch", "-q", "-c", "side")
    put(folder, "content/remarks.yaml", "- one\n")
    commit(folder, "Side", 3)
    git(folder, "switch", "-q", "main")
    put(folder, "templates/t.txt", "one\nthree\n")
    commit(folder, "Templates", 4)
    git(folder, "merge", "-q", "--no-ff", "-m", "Join", "side")
    git(folder, "mv", "content/a.yaml", "content/b.yaml")
    commit(folder, "Rename", 6)
    git(folder, "tag", "--annotate", "-m", "Named", "v1")
    put(folder, "content/b.yaml", "a: 1\nb: 2\nc: 4\nd: 5\n")
    commit(folder, "Third", 7)
    return folder


def both(folder: Path) -> tuple[Repository, Repository]:
    program, library = (kind.around(folder) for kind in KINDS)
    return program, library


QUESTIONS: dict[str, Callable[[Repository], object]] = {
    "top": lambda one: one.top,
    **{
        f"commit {ref}": lambda one, ref=ref: one.commit(ref)  # type: ignore[misc]
        for ref in ("HEAD", "HEAD~2", "main", "side", "v1", "light", "refs/tags/v1", "no", "-x", "MERGE_HEAD", "")
    },
    "short": lambda one: one.commit((one.commit("HEAD") or "")[:9]),
    **{
        f"last change of {paths} but {besides}": lambda one, paths=paths, besides=besides: one.last_change(  # type: ignore[misc]
            "HEAD", paths, besides
        )
        for paths in (("content",), ("templates",), ("content", "templates"), (".",), ("nothing",))
        for besides in ("content/remarks.yaml", "content/b.yaml")
    },
    "history": lambda one: one.history("content/b.yaml", 10),
    "two of the history": lambda one: one.history("content/b.yaml", 2),
    "log": lambda one: one.log("content", 10),
    "log of all": lambda one: one.log(".", 3),
    "log of another": lambda one: one.log("templates", 10),
    "author": lambda one: one.author(),
    "branch": lambda one: one.is_on_branch(),
    "tags": lambda one: one.tags(),
    "file": lambda one: one.read("HEAD", "content/b.yaml"),
    "file then": lambda one: one.read("light", "content/poglavja/č.md"),
    **{
        f"holds {path}": lambda one, path=path: one.holds("v1", path)  # type: ignore[misc]
        for path in (".", "content", "content/b.yaml", "content/a.yaml", "b.yaml")
    },
    "folders": lambda one: one.folders_with("HEAD", "b.yaml"),
    "names": lambda one: sorted(one.names()),
    "files": lambda one: sorted(one.files("HEAD")),
    "shallow": lambda one: one.is_shallow(),
    "hint": lambda one: one.hint("sied"),
    "below": lambda one: one.relative(one.top / "content"),
    "elsewhere": lambda one: one.relative(one.top.parent),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_both_answer_the_same(top: Path, question: str) -> None:
    program, library = both(top / "content")
    assert QUESTIONS[question](library) == QUESTIONS[question](program)


@pytest.mark.parametrize("seed", range(8))
def test_both_see_the_same_changes(top: Path, seed: int) -> None:
    chosen = random.Random(seed)
    for number in range(6):
        names = [*(path for path in (top / "content").rglob("*") if path.is_file() and not path.is_symlink())]
        one = chosen.choice(names)
        match chosen.randrange(6):
            case 0:
                one.unlink()
            case 1:
                one.write_bytes(one.read_bytes() + b"more\n")
            case 2:
                put(top, f"content/new/n{number}.yaml", "x\n")
            case 3:
                put(top, f"content/n{number}.tmp", "ignored\n")
            case 4:
                git(top, "add", "-A")
            case _:
                one.chmod(0o755)
        program, library = both(top)
        for paths in (("content",), ("templates",), ("content", "templates"), (".",)):
            assert library.changes(paths) == tuple(sorted(program.changes(paths))), (number, paths)


def test_line_ends_as_git_gives_them_on_windows_are_no_change(top: Path) -> None:
    put(top, "templates/t.txt", "one\r\nthree\r\n")
    put(top, "content/b.yaml", "a: 1\r\nb: 2\r\nc: 4\r\nd: 5\r\n")
    assert LibraryRepository.around(top).changes((".",)) == ("content/b.yaml",)
    git(top, "config", "core.autocrlf", "true")
    assert LibraryRepository.around(top).changes((".",)) == ()


def test_to_ask_for_changes_writes_nothing(top: Path) -> None:
    put(top, "content/new.yaml", "n\n")
    before = {path: path.stat().st_mtime_ns for path in (top / ".git").rglob("*")}
    assert LibraryRepository.around(top).changes((".",)) == ("content/new.yaml",)
    assert {path: path.stat().st_mtime_ns for path in (top / ".git").rglob("*")} == before


def test_both_unpack_the_same(top: Path, tmp_path: Path) -> None:
    unpacked = []
    for number, repository in enumerate(both(top)):
        folder = tmp_path / f"out{number}"
        folder.mkdir()
        repository.extract("v1", ("content", "templates"), folder)
        unpacked.append({path.relative_to(folder): _content(path) for path in folder.rglob("*") if not path.is_dir()})
        with pytest.raises(GitError):
            repository.extract("v1", ("nothing",), folder)
    assert unpacked[0] == unpacked[1]
    assert len(unpacked[0]) == 5


def _content(path: Path) -> bytes:
    return os.fsencode(path.readlink()) if path.is_symlink() else path.read_bytes()


def test_a_link_that_leads_out_is_not_unpacked(top: Path, tmp_path: Path) -> None:
    (top / "content" / "out").symlink_to("../../../elsewhere")
    commit(top, "Out", 8)
    for repository in both(top):
        with pytest.raises(GitError):
            repository.extract("HEAD", ("content",), tmp_path)


@pytest.mark.parametrize("kind", KINDS)
def test_a_folder_is_saved_and_nothing_else(top: Path, kind: type[ProgramRepository]) -> None:
    repository = kind.around(top)
    repository.set_author(Author("Žiga Šuštar", "z@example.org"))
    assert kind.around(top).author() == Author("Žiga Šuštar", "z@example.org")
    put(top, "templates/t.txt", "staged\n")
    git(top, "add", "templates")
    put(top, "templates/t.txt", "not staged\n")
    put(top, "content/b.yaml", "a: 2\n")
    put(top, "content/new.yaml", "n\n")
    put(top, "content/x.tmp", "ignored\n")
    (top / "content" / "remarks.yaml").unlink()
    saved = repository.save("content", "Naslov\n\n- č: 1 → 2\n")
    assert saved == git(top, "rev-parse", "main").strip()
    assert git(top, "show", "--format=%an|%ae|%B", "--name-status", "HEAD").split("\n") == [
        "Žiga Šuštar|z@example.org|Naslov",
        "",
        "- č: 1 → 2",
        "",
        "",
        "M\tcontent/b.yaml",
        "A\tcontent/new.yaml",
        "D\tcontent/remarks.yaml",
        "",
    ]
    assert git(top, "status", "--porcelain") == "MM templates/t.txt\n"
    assert git(top, "fsck", "--strict", "--no-dangling") == ""
    with pytest.raises(GitError):
        repository.save("content", "Again")


@pytest.mark.parametrize("kind", KINDS)
def test_where_a_hook_refuses_nothing_has_changed(top: Path, kind: type[ProgramRepository]) -> None:
    hook = top / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho the content is at fault >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    repository = kind.around(top)
    repository.set_author(Author("A", "a@example.org"))
    put(top, "content/b.yaml", "a: 2\n")
    before = git(top, "rev-parse", "HEAD"), git(top, "status", "--porcelain")
    with pytest.raises(GitError):
        repository.save("content", "No")
    assert (git(top, "rev-parse", "HEAD"), git(top, "status", "--porcelain")) == before


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_commit_of_a_repository(tmp_path: Path, kind: type[ProgramRepository]) -> None:
    git(tmp_path, "init", "-q", "--initial-branch=main")
    repository = kind.around(tmp_path)
    repository.set_author(Author("A", "a@example.org"))
    assert (repository.commit("HEAD"), repository.log("content", 5), repository.tags()) == (None, [], [])
    put(tmp_path, "content/a.yaml", "a\n")
    assert repository.changes(("content",)) == ("content/a.yaml",)
    saved = repository.save("content", "First")
    assert (repository.commit("HEAD"), repository.changes(("content",))) == (saved, ())


@pytest.mark.parametrize("kind", KINDS)
def test_a_tag_names_a_commit_once(top: Path, kind: type[ProgramRepository]) -> None:
    repository = kind.around(top)
    repository.set_author(Author("A", "a@example.org"))
    head = repository.commit("HEAD") or ""
    repository.tag("v2", head, "Različica 2")
    assert repository.commit("v2") == head
    assert git(top, "cat-file", "-p", "v2").endswith("\nRazličica 2\n")
    with pytest.raises(GitError):
        repository.tag("v2", head, "again")


@pytest.mark.parametrize("kind", KINDS)
def test_a_folder_outside_of_any_repository(tmp_path: Path, kind: type[ProgramRepository]) -> None:
    with pytest.raises(GitError, match="not a git repository"):
        kind.around(tmp_path)


@pytest.mark.parametrize("kind", KINDS)
def test_a_worktree_and_a_commit_that_is_on_no_branch(top: Path, tmp_path: Path, kind: type[ProgramRepository]) -> None:
    other = tmp_path / "other"
    git(top, "worktree", "add", "-q", "--detach", str(other), "v1")
    repository = kind.around(other / "content")
    assert repository.top == other.resolve()
    assert repository.commit("HEAD") == git(top, "rev-parse", "v1^{commit}").strip()
    assert not repository.is_on_branch()
    put(other, "content/b.yaml", "other\n")
    assert repository.changes(("content",)) == ("content/b.yaml",)


@pytest.mark.parametrize("kind", KINDS)
def test_a_shallow_clone_tells_where_the_rest_is(top: Path, tmp_path: Path, kind: type[ProgramRepository]) -> None:
    git(tmp_path, "clone", "-q", "--depth=1", top.as_uri(), "shallow")
    repository = kind.around(tmp_path / "shallow")
    assert repository.is_shallow()
    assert "fetch --unshallow" in (repository.hint("v1") or "")
    assert repository.commit("HEAD~1") is None
    assert repository.last_change("HEAD", ("content",), "content/x") == repository.commit("HEAD")
