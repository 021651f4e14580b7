"""``pull`` as its users meet it."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from methodology.cli import main
from methodology.diagnostics import ExitCode
from methodology.formats import Format
from methodology.pull import pulling as step
from methodology.pull.pulled import Pulled
from tests.built import ROOT, SAMPLE, built, copied, replace_in
from tests.pull.edits import Edit, added, edited, replaced, tracked, without_snapshot
from tests.pull.edits import changed as changed_part

O11 = "objectives/so1/indicators/O.1.1.yaml"
TARGET = replaced("2.000", "2.100")
"""Both places where the sample prints this value."""
LABEL = replaced("Različica", "Izdaja", 1)
"""A label of the cover, which has no place in the content."""


@pytest.fixture(scope="module")
def docx() -> bytes:
    return built(SAMPLE).files[Format.DOCX]


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample in the folder that the user is in."""
    monkeypatch.chdir(tmp_path)
    return copied(SAMPLE, tmp_path)


@pytest.fixture
def file(docx: bytes, tmp_path: Path) -> Callable[..., str]:
    """Saves an edited file under a name."""

    def save(*edits: Edit, name: str = "edited.docx", made: bytes = docx) -> str:
        (tmp_path / name).write_bytes(edited(made, *edits) if edits else made)
        return name

    return save


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def pull(*arguments: str) -> int:
    """Run the command on the copy."""
    return main(["pull", *arguments, "--content", "content"])


def changed(before: dict[str, bytes], folder: Path) -> dict[str, list[str]]:
    """The lines that are new, by file."""
    return {
        name: [line for line in text.decode().splitlines() if line not in before.get(name, b"").decode().splitlines()]
        for name, text in contents(folder).items()
        if before.get(name) != text
    }


def test_yes_writes_and_says_so(content: Path, file: Callable[..., str], capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(content)
    assert pull(file(TARGET), "--yes") == ExitCode.DONE
    assert changed(before, content) == {O11: ["target: 2100"]}
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "applied: O.1.1.target value in edited.docx by Vzorčni urad"
    assert {"-target: 2000", "+target: 2100"} <= set(lines)
    assert f"wrote content/{O11}" in lines


def test_a_file_that_nobody_edited(content: Path, file: Callable[..., str], capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(content)
    assert pull(file(), "--yes") == ExitCode.DONE
    assert capsys.readouterr().out == "no change of the content\n"
    assert contents(content) == before


@pytest.mark.parametrize(
    ("options", "said"), [(["--dry-run"], "nothing was written"), ([], "nothing was written: --yes writes it")]
)
def test_nothing_is_written_unasked(
    options: list[str], said: str, content: Path, file: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(content)
    assert pull(file(TARGET), *options) == ExitCode.DONE
    lines = capsys.readouterr().out.splitlines()
    assert "+target: 2100" in lines
    assert lines[-1] == said
    assert contents(content) == before


@pytest.mark.parametrize(("answer", "is_written"), [("y\n", True), ("n\n", False), ("\n", False)])
def test_a_terminal_asks(answer: str, is_written: bool, content: Path, file: Callable[..., str]) -> None:  # noqa: FBT001
    pty = pytest.importorskip("pty", reason="NOT TESTED: this system has no pseudo-terminals")
    before = contents(content)
    user, terminal = pty.openpty()
    os.write(user, answer.encode())
    command = [sys.executable, str(ROOT / "build.py"), "pull", file(TARGET), "--content", "content"]
    environment = {**os.environ, "TERM": "xterm"}
    run = subprocess.run(command, stdin=terminal, stdout=terminal, stderr=terminal, env=environment, check=False)
    os.close(terminal)
    printed = os.read(user, 100_000).decode()
    os.close(user)
    assert run.returncode == ExitCode.DONE
    assert "Write this to the content? [y/N]" in printed
    assert ("nothing was written" in printed) != is_written
    assert (contents(content) != before) == is_written


def test_what_has_no_place_is_exit_code_one_and_the_rest_is_written(
    content: Path, file: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(content)
    assert pull(file(TARGET, LABEL), "--yes") == ExitCode.CONTENT
    assert changed(before, content) == {O11: ["target: 2100"]}
    lines = capsys.readouterr().out.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("unmapped: "))
    assert lines[at].removeprefix("unmapped: ") == "the document wording (template text) in edited.docx by Vzorčni urad"
    assert lines[at + 1 : at + 3] == ["  - Različica: 1.0", "  + Izdaja: 1.0"]


NAME, UNIT = tracked("oseb", "ljudi", "Ana"), tracked("prvi ukrep", "prvi, novi ukrep", "Bor")


@pytest.mark.parametrize(
    ("options", "written"),
    [
        ([], {"ljudi", "novi"}),
        (["--accept"], {"ljudi", "novi"}),
        (["--reject"], set()),
        (["--by", "Ana"], {"ljudi"}),
        (["--by", "Ana", "--by", "Bor"], {"ljudi", "novi"}),
        (["--by", " Ana "], {"ljudi"}),
    ],
)
def test_whose_tracked_changes_count(
    options: list[str], written: set[str], content: Path, file: Callable[..., str]
) -> None:
    before = contents(content)
    assert pull(file(NAME, UNIT), "--yes", *options) == ExitCode.DONE
    new = " ".join(line for lines in changed(before, content).values() for line in lines)
    assert {word for word in ("ljudi", "novi") if word in new} == written


@pytest.mark.parametrize(
    ("edits", "names", "there"),
    [
        ((NAME, UNIT), ["--by", "Anna"], "there are tracked changes by Bor, Ana"),
        ((NAME, UNIT), ["--by", "Ana", "--by", "Cene"], "there are tracked changes by Bor, Ana"),
        ((TARGET,), ["--by", "Ana"], "there are no tracked changes"),
    ],
)
def test_an_author_of_no_change_is_an_error_that_names_those_there_are(
    edits: tuple[Edit, ...],
    names: list[str],
    there: str,
    content: Path,
    file: Callable[..., str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = contents(content)
    assert pull(file(*edits), "--yes", *names) == ExitCode.USAGE
    assert contents(content) == before
    said = capsys.readouterr().err.splitlines()
    assert said == [f"error: '{names[-1]}' has no tracked changes in edited.docx", f"  hint: {there}"]


@pytest.mark.parametrize(
    ("options", "target", "outcome", "code"),
    [
        ([], "2500", "conflict", ExitCode.CONTENT),
        (["--ours"], "2500", "declined", ExitCode.DONE),
        (["--theirs"], "2100", "applied", ExitCode.DONE),
    ],
)
def test_a_conflict(
    options: list[str],
    target: str,
    outcome: str,
    code: ExitCode,
    content: Path,
    file: Callable[..., str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    replace_in(content / O11, "target: 2000", "target: 2500")
    assert pull(file(TARGET), "--yes", *options) == code
    assert f"target: {target}\n" in (content / O11).read_text(encoding="utf-8")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{outcome}: O.1.1.target")
    assert (lines[1:4] == ["  - 2.000", "  + 2.100", "  = 2500"]) == (outcome == "conflict")


@pytest.mark.parametrize(
    ("options", "new", "code"),
    [
        ([], {}, ExitCode.CONTENT),
        (["--everywhere"], {"operations.yaml": ["alpha: Osnovna operacija"]}, ExitCode.DONE),
        (["--here"], {O11: ["  - alpha: Osnovna operacija"]}, ExitCode.DONE),
    ],
)
def test_a_name_at_one_of_its_places(
    options: list[str], new: dict[str, list[str]], code: ExitCode, content: Path, file: Callable[..., str]
) -> None:
    before = contents(content)
    assert pull(file(replaced("Prva operacija", "Osnovna operacija", 1)), "--yes", *options) == code
    assert changed(before, content) == new


@pytest.mark.parametrize(
    "options",
    [
        ["--accept", "--reject"],
        ["--reject", "--by", "Ana"],
        ["--ours", "--theirs"],
        ["--everywhere", "--here"],
        ["--yes", "--dry-run"],
    ],
)
def test_options_that_exclude_one_another(
    options: list[str], content: Path, file: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(content)
    assert pull(file(TARGET), *options) == ExitCode.USAGE
    assert "exclude one another" in capsys.readouterr().err
    assert contents(content) == before


def test_no_file_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pull"]) == ExitCode.USAGE
    assert "DOCX" in capsys.readouterr().err


def test_the_content_may_be_anywhere(
    content: Path, file: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(content)
    edited_file = str(tmp_path / file(TARGET))
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert main(["pull", edited_file, "--yes", "--content", "../content"]) == ExitCode.DONE
    assert changed(before, content) == {O11: ["target: 2100"]}
    assert main(["pull", edited_file, "--yes", "--content", str(content)]) == ExitCode.DONE
    assert changed(before, content) == {O11: ["target: 2100"]}


def test_reports_and_comments(
    content: Path, file: Callable[..., str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(content)
    options = ["--dry-run", "--report", "out/outcome.md", "--comments", "out/notes.md"]
    assert pull(file(TARGET, LABEL), *options) == ExitCode.CONTENT
    assert sorted(contents(tmp_path / "out")) == ["notes.md", "outcome.json", "outcome.md"]
    assert [f"wrote out/outcome{ending}" in capsys.readouterr().out for ending in (".md",)] == [True]
    wishes = json.loads((tmp_path / "out/outcome.json").read_text(encoding="utf-8"))["wishes"]
    assert {(wish["outcome"], wish["path"]) for wish in wishes} == {("applied", "O.1.1.target"), ("unmapped", None)}
    report = (tmp_path / "out/outcome.md").read_text(encoding="utf-8")
    assert "Izdaja" in report
    assert "O.1.1.target" in report
    assert contents(content) == before


def test_a_report_that_cannot_be_written(
    content: Path, file: Callable[..., str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(content)
    (tmp_path / "out").write_text("a file where the folder should be")
    assert pull(file(TARGET), "--yes", "--report", "out/outcome.md") == ExitCode.USAGE
    assert_told(capsys.readouterr().err, "out")
    assert contents(content) == before


def test_several_files(content: Path, file: Callable[..., str], capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(content)
    names = [
        file(TARGET, name="ana.docx"),
        file(replaced("drugi ukrep", "drugi, novi ukrep", 1), TARGET, name="bor.docx"),
        file(replaced("prvi ukrep", "prvi ukrepi", 1), name="cene.docx"),
        file(replaced("prvi ukrep", "prvi od ukrepov", 1), name="dana.docx"),
    ]
    assert pull(*names, "--yes") == ExitCode.CONTENT
    assert changed(before, content) == {
        O11: ["target: 2100"],
        "objectives/so1/objective.yaml": ["  b: drugi, novi ukrep"],
    }
    said = capsys.readouterr().out
    assert [name for name in names if f"in {name}" in said] == names
    assert said.count("conflict: SO1.measures.a") == 2


def test_a_file_that_does_not_say_what_it_was_made_from(
    content: Path, file: Callable[..., str], docx: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = file(TARGET, made=without_snapshot(docx))
    replace_in(content / O11, "yearly: 13", "yearly: 14")
    assert pull(bare, "--dry-run") == ExitCode.DONE
    said = capsys.readouterr().out
    assert "it does not hold what it was made from" in said
    assert "O.1.1.yearly" in said
    for base in (str(SAMPLE), file(name="original.docx")):
        assert pull(bare, "--dry-run", "--base", base) == ExitCode.DONE
        assert "O.1.1.yearly" not in capsys.readouterr().out
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("name", "reason"),
    [("missing.docx", "No such file"), ("content", "Is a directory"), ("letter.docx", "error[word-file]")],
)
def test_a_file_that_cannot_be_read(
    name: str, reason: str, content: Path, file: Callable[..., str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(content)
    (tmp_path / "letter.docx").write_text("no Word file")
    assert pull(file(TARGET), name, "--yes") == ExitCode.CONTENT
    assert_told(capsys.readouterr().err, f"{name}: error[word-file]", reason, "hint: ", "nothing was written")
    assert contents(content) == before


def test_a_file_that_is_open_in_word(
    content: Path, file: Callable[..., str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(content)
    read_bytes = Path.read_bytes

    def locked(path: Path) -> bytes:
        if path.name == "edited.docx":
            raise PermissionError(13, "The process cannot access the file", str(path))
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", locked)
    assert pull(file(TARGET), "--yes") == ExitCode.CONTENT
    assert_told(capsys.readouterr().err, "edited.docx: error[word-file]", "cannot access the file", "closed in Word")
    assert contents(content) == before


def assert_told(errors: str, *parts: str) -> None:
    """The user is told what is wrong, without a traceback."""
    assert [part for part in parts if part not in errors] == []
    assert "Traceback" not in errors


def test_content_that_changed_meanwhile_is_not_overwritten(
    content: Path, file: Callable[..., str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    original = step.pull

    def slow(*arguments: object) -> Pulled:
        result = original(*arguments)  # type: ignore[arg-type]
        replace_in(content / O11, "yearly: 13", "yearly: 14")
        return result

    monkeypatch.setattr(step, "pull", slow)
    assert pull(file(TARGET), "--yes") == ExitCode.CONTENT
    assert_told(capsys.readouterr().err, f"content/{O11}: error[changed-meanwhile]")
    text = (content / O11).read_text(encoding="utf-8")
    assert "target: 2000" in text
    assert "yearly: 14" in text


def test_a_content_folder_that_cannot_be_written(
    content: Path, file: Callable[..., str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(content)
    replace = Path.replace

    def locked(path: Path, target: Path) -> Path:
        if path.parent.name == "indicators" or target.name == "O.1.1.yaml":
            raise PermissionError(13, "The process cannot access the file", str(target))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", locked)
    assert pull(file(TARGET), "--yes") == ExitCode.USAGE
    assert_told(capsys.readouterr().err, "O.1.1.yaml", "The process cannot access the file")
    assert contents(content) == before


KILLED = """
import os, signal, sys
from pathlib import Path
from methodology.cli import main

replace = Path.replace

def killed(path, target):
    replace(path, target)
    if path.parent.name == "indicators" and target.name == "O.1.1.yaml":
        os.kill(os.getpid(), signal.SIGKILL)

Path.replace = killed
main(["pull", "edited.docx", "--yes", "--content", "content"])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed by a signal")
def test_a_crash_leaves_the_old_state_after_the_next_pull(
    content: Path, file: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(content)
    file(TARGET, replaced("drugi ukrep", "drugi, novi ukrep", 1))
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run([sys.executable, "-c", KILLED], capture_output=True, env=environment, check=False)
    assert run.returncode == -signal.SIGKILL
    assert b"target: 2100" in (content / O11).read_bytes()
    assert pull(file(name="unedited.docx"), "--yes") == ExitCode.DONE
    assert capsys.readouterr().out.splitlines() == [
        "restored content/objectives/so1/objective.yaml: an earlier pull was interrupted",
        f"restored content/{O11}: an earlier pull was interrupted",
        "no change of the content",
    ]
    assert contents(content) == before


@pytest.mark.usefixtures("content")
def test_what_the_edits_broke_is_printed(file: Callable[..., str], capsys: pytest.CaptureFixture[str]) -> None:
    assert pull(file(TARGET), "--yes") == ExitCode.DONE
    lines = capsys.readouterr().out.splitlines()
    wrote, finding, _, summary = lines[-4:]
    assert wrote == f"wrote content/{O11}"
    assert finding.startswith("content/objectives/so1/indicators/R.1.3.yaml:6:9: error[derived-value]: ")
    assert summary == "1 finding that the edits brought"


def test_line_ends_and_the_byte_order_mark_stay(content: Path, file: Callable[..., str]) -> None:
    as_windows_has_it = b"\xef\xbb\xbf" + (content / O11).read_bytes().replace(b"\n", b"\r\n")
    (content / O11).write_bytes(as_windows_has_it)
    assert pull(file(TARGET), "--yes") == ExitCode.DONE
    assert (content / O11).read_bytes() == as_windows_has_it.replace(b"target: 2000", b"target: 2100")


def commented(docx: bytes, *, resolved: bool) -> bytes:
    """The file with a comment of Ana's where it first prints the target of O.1.1."""
    schemas, microsoft = "http://schemas.openxmlformats.org", "http://schemas.microsoft.com/office"
    names = f'xmlns:w="{schemas}/wordprocessingml/2006/main" xmlns:w14="{microsoft}/word/2010/wordml"'
    names += f' xmlns:w15="{microsoft}/word/2012/wordml"'
    comment = (
        f'<w:comments {names}><w:comment w:id="7" w:author="Ana" w:date="2026-01-02T00:00:00Z">'
        '<w:p w14:paraId="00000001"><w:r><w:t>Preveri.</w:t></w:r></w:p></w:comment></w:comments>'
    )
    state = f'<w15:commentEx w15:paraId="00000001" w15:done="{int(resolved)}"/>'
    state = f"<w15:commentsEx {names}>{state}</w15:commentsEx>"
    links = "".join(
        f'<Relationship Id="c{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(
            (
                (f"{schemas}/officeDocument/2006/relationships/comments", "comments9.xml"),
                (f"{microsoft}/2011/relationships/commentsExtended", "commentsEx9.xml"),
            )
        )
    )
    run, mark = b">2.000</w:t></w:r>", b'<w:r><w:commentReference w:id="7"/></w:r>'
    docx = changed_part(docx, "word/document.xml", lambda text: text.replace(run, run + mark, 1))
    docx = changed_part(
        docx, "word/_rels/document.xml.rels", lambda text: text.replace(b"</Rel", f"{links}</Rel".encode())
    )
    target = io.BytesIO(docx)
    with zipfile.ZipFile(target, "a") as package:
        package.writestr("word/comments9.xml", comment)
        package.writestr("word/commentsEx9.xml", state)
    return target.getvalue()


@pytest.mark.parametrize("resolved", [False, True])
def test_a_resolved_comment_is_shown_as_resolved(
    *, resolved: bool, content: Path, docx: bytes, file: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert content.is_dir()
    edited_file = file(made=commented(docx, resolved=resolved))
    assert pull(edited_file, "--report", "outcome.md", "--comments", "notes.md") == ExitCode.DONE
    kind = "resolved comment" if resolved else "comment"
    assert capsys.readouterr().out.startswith(
        f"{kind} by Ana 2026-01-02T00:00:00Z on chapters.introduction.5: Preveri.\n"
    )
    assert ("razrešeno" in Path("notes.md").read_text(encoding="utf-8")) == resolved
    (remark,) = json.loads(Path("outcome.json").read_text(encoding="utf-8"))["remarks"]
    assert remark["resolved"] == resolved


def test_findings_that_only_moved_are_none_that_the_edits_brought(
    content: Path, file: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    chapter = content / "chapters/introduction.md"
    replace_in(chapter, "Mejniki so za leto", "V letih 2021-2027, 1995-1999 so mejniki za leto")
    accepted = "- rule: range-hyphen\n  path: chapters.introduction\n  found: 2021-2027\n  reason: podpisano\n"
    (content / "accepted.yaml").write_text(accepted, encoding="utf-8")
    made = built(content).files[Format.DOCX]
    name = file(added("Program ima cilja", "Med letoma 2001-2002 je nov:"), made=made)
    assert pull(name, "--yes") == ExitCode.DONE
    said = [line for line in capsys.readouterr().out.splitlines() if "range-hyphen" in line or "brought" in line]
    assert ["2001-2002" in line for line in said] == [True, False]
    assert said[1] == "2 findings that the edits brought"  # and a colon before a paragraph
