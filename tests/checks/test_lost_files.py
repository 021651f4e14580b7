"""One fault hides nothing else: rules judge what can be read, and nothing is found that is not there in the whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from methodology.checks import Finding, check_programme
from methodology.checks.finding import Scope
from methodology.checks.run import all_rules
from methodology.cli import main
from methodology.diagnostics import ExitCode
from methodology.reading import read_what_is_whole
from tests.benchmarks.mutations import MUTATIONS
from tests.built import CONTENT, SAMPLE, TEMPLATES, copied, replace_in
from tests.cases.test_bad_input import lines_of_errors

SO1 = "objectives/so1"
O12, R13 = f"{SO1}/indicators/O.1.2.yaml", f"{SO1}/indicators/R.1.3.yaml"


def files_of(content: Path) -> list[str]:
    return sorted(
        path.relative_to(content).as_posix()
        for path in content.rglob("*")
        if path.suffix in {".md", ".yaml"} and ".schema" not in path.parts
    )


def break_file(file: Path) -> None:
    """Write something into a content file that nothing can be made of."""
    rubbish = "\n{x" if file.suffix == ".md" else "\nx: [\n"
    file.write_text(file.read_text(encoding="utf-8") + rubbish, encoding="utf-8")


def break_reference(file: Path) -> None:
    """Let an indicator name an operation that is not there: the file is read, and cannot be judged."""
    replace_in(file, "operations:\n", "operations:\n  - nowhere\n")


def double_part(file: Path) -> None:
    """Give a part the code of another one: what is reckoned from the parts is lost with the file."""
    replace_in(file, "id: R.2.7.3", "id: R.2.7.2")


def keys(findings: Iterable[Finding]) -> set[tuple[object, ...]]:
    """The findings, each with what it says and whether it is accepted, but for what messages say of other places."""
    return {(one.rule.code, one.path, one.found, one.accepted) for one in findings}


@pytest.fixture(scope="module")
def signed_keys() -> set[tuple[object, ...]]:
    return keys(check_programme(read_what_is_whole(CONTENT, templates=TEMPLATES).programme))


BROKEN = [(file, break_file) for file in files_of(CONTENT)]
BROKEN += [(f"{SO1}/indicators/O.1.1.yaml", break_reference), ("objectives/so3/indicators/O.3.3.yaml", break_reference)]
BROKEN += [("objectives/so2/indicators/R.2.7.yaml", double_part)]


@pytest.mark.parametrize(("file", "change"), BROKEN, ids=lambda part: part if isinstance(part, str) else part.__name__)
def test_a_broken_file_makes_no_finding_wrong(
    file: str, change: Callable[[Path], None], signed_keys: set[tuple[object, ...]], tmp_path: Path
) -> None:
    """What is found without the file is found with it; nothing beside the fault itself is an error of reading."""
    content = copied(CONTENT, tmp_path)
    change(content / file)
    reading = read_what_is_whole(content, templates=TEMPLATES)
    assert {str(fault.location).partition(":")[0] for fault in reading.diagnostics} == {f"content/{file}"}
    left = keys(check_programme(reading.programme))
    assert left <= signed_keys
    if file.startswith(("chapters/", "objectives/", "amendments/")):
        assert len(left) > len(signed_keys) * 0.7
    elif file == "fund.yaml":
        assert left  # what has no name without it is lost with it
    elif file == "programme.yaml":
        assert len(left) > len(signed_keys) / 4  # the language of the texts is lost with it
    elif file != "accepted.yaml":
        assert len(left) > len(signed_keys) / 3


def test_a_seeded_fault_is_found_beside_a_broken_chapter(tmp_path: Path) -> None:
    """A typo in one chapter hides no fault elsewhere, but those of rules that must see all."""
    judging = {rule.code for rule in all_rules() if rule.scope is not Scope.CONTENT}
    missed = []
    for number, mutation in enumerate(MUTATIONS):
        if mutation.rule not in judging or mutation.file == "chapters/conclusion.md":
            continue
        content = copied(CONTENT, tmp_path / str(number))
        file = content / mutation.file
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        file.write_text(text.replace(mutation.old, mutation.new, 1), encoding="utf-8")
        break_file(content / "chapters/conclusion.md")
        found = check_programme(read_what_is_whole(content, templates=TEMPLATES).programme)
        if not any(one.rule.code == mutation.rule and one.accepted is None for one in found):
            missed.append(mutation.name)
    assert missed == []


def test_faults_of_reading_rules_and_composing_are_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A key that is misspelt, a milestone above its target elsewhere, and a fault of a template: one list, by place."""
    monkeypatch.chdir(tmp_path)
    content, templates = copied(SAMPLE, tmp_path), Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))
    replace_in(content / R13, "\nunit: ", "\nuntit: ")
    replace_in(content / O12, "milestone: 5", "milestone: 500")
    replace_in(templates / "document/factors.html.j2", "<p>", '<p lang="sl">')
    where = ["--content", "content", "--templates", "templates"]
    assert main(["check", *where]) == ExitCode.CONTENT
    assert capsys.readouterr().out.endswith("1 file could not be read: rules that need it did not run\n")
    assert main(["check", *where, "--format", "json"]) == ExitCode.CONTENT
    errors = lines_of_errors(capsys.readouterr().out)
    assert [line.partition("error[")[2].partition("]")[0] for line in errors if "error[" in line] == [
        "milestone-above-target",
        "unknown-key",
        "unknown-attribute",
    ]
    assert main(["build", *where, "--output", "output"]) == ExitCode.CONTENT
    assert capsys.readouterr().err.splitlines()[:-1] == errors


def test_what_rules_and_composing_find_is_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Headings too deep, and a milestone above its target."""
    monkeypatch.chdir(tmp_path)
    content = copied(SAMPLE, tmp_path)
    replace_in(content / O12, "milestone: 5", "milestone: 500")
    conclusion = content / "chapters/conclusion.md"
    conclusion.write_text(
        conclusion.read_text(encoding="utf-8") + "\n### Preskok\n\n#### Še globlje\n", encoding="utf-8"
    )
    where = ["--content", "content", "--templates", str(TEMPLATES)]
    assert main(["check", *where, "--format", "json"]) == ExitCode.CONTENT
    errors = lines_of_errors(capsys.readouterr().out)
    codes = [line.partition("error[")[2].partition("]")[0] for line in errors if "error[" in line]
    assert codes == ["markup", "markup", "milestone-above-target"]
    assert main(["build", *where, "--output", "output"]) == ExitCode.CONTENT
    assert capsys.readouterr().err.splitlines()[:-1] == errors
