"""The whole way of an amendment: refused for each reason, made as a draft, then made, verified and pulled."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest

from methodology.cli import main
from methodology.diagnostics import ExitCode
from methodology.verifying.verify import VerdictKind
from tests.built import replace_in
from tests.rendering.judges import convert_files
from tests.rendering.pdf_text import painted_pages
from tests.tools import require_program
from tests.verifying.project import Project
from tests.versions.amended_programme import amend, renumber, signed_repository

PACKAGE = (
    *("metodologija.docx", "metodologija.html", "metodologija.pdf", "oznacene-spremembe.docx", "pregled-sprememb.docx"),
    *("pregled-sprememb.html", "pregled-sprememb.json", "pregled-sprememb.pdf", "spremno-pojasnilo.docx"),
)
DATA = "pregled-sprememb.json"
pytestmark = pytest.mark.usefixtures("verified_here")
MARK = "OSNUTEK"
DRAFTS = [f"{MARK}-{name}" for name in PACKAGE]


@dataclass(frozen=True)
class Office:
    """A repository in which somebody amends the signed version, and what the commands print there."""

    project: Project
    capture: pytest.CaptureFixture[str]

    @property
    def content(self) -> Path:
        """The content folder."""
        return self.project.checkout.content

    @property
    def output(self) -> Path:
        """Where packages go."""
        return self.project.top / "output"

    @property
    def reasons(self) -> Path:
        """The file of the reasons."""
        return self.content / "amendments" / "2026-03.yaml"

    def run(self, *arguments: str) -> tuple[int, str]:
        """The exit code of a command, and all that it prints."""
        folders = ("--content", str(self.content), "--templates", str(self.project.checkout.templates))
        code = main([*arguments, *folders])
        captured = self.capture.readouterr()
        return code, captured.out + captured.err

    def amend(self, *options: str) -> tuple[int, str]:
        """The same of ``amend``."""
        return self.run("amend", "v2025-11", "--output", str(self.output), *options)

    def refused(self, *options: str) -> str:
        """What is said where no package is made."""
        before = sorted(self.output.glob("*"))
        code, text = self.amend(*options)
        assert code == ExitCode.CONTENT
        assert text.endswith("nothing was written\n")
        assert sorted(self.output.glob("*")) == before
        return text

    def judge(self, names: Sequence[str]) -> set[tuple[VerdictKind, bool, bool]]:
        """What ``verify`` makes of the files but the one for programs: the outcome, whether a draft, whether good."""
        verdicts = self.project.verify_together(self.output / name for name in names if not name.endswith(".json"))
        return {(verdict.outcome, verdict.is_draft, verdict.good) for verdict in verdicts}


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    require_program("git")
    return Office(signed_repository(tmp_path), capsys)


def headers(file: Path) -> list[str]:
    """The text of the header that each section of a Word file shows on its pages."""
    sections = docx.Document(str(file)).sections
    return ["".join(paragraph.text for paragraph in section.header.paragraphs) for section in sections]


def codes(text: str) -> set[str]:
    return set(re.findall(r"error\[([\w-]+)\]", text))


def test_the_whole_way(office: Office) -> None:
    amend(office.content)
    everything_is_said_at_once(office)
    renumber(office.content)
    reasons_are_prepared(office)
    a_draft_says_so(office)
    what_is_missing_is_named(office)
    office.project.commit()
    assert office.amend()[0] == ExitCode.DONE
    assert sorted(path.name for path in office.output.iterdir()) == sorted([*DRAFTS, *PACKAGE])
    assert json.loads((office.output / DATA).read_text(encoding="utf-8"))["counts"]["open"] == 0
    assert office.judge(PACKAGE) == {(VerdictKind.UNALTERED, False, True)}
    assert not any(MARK in "".join(headers(file)) for file in office.output.glob("[a-z]*.docx"))
    the_redline_says_what_it_compares(office)
    for prefix in ("", f"{MARK}-"):
        page = (office.output / f"{prefix}metodologija.html").read_text(encoding="utf-8")
        assert f'<a href="{prefix}pregled-sprememb.html">Kaj se je spremenilo</a>' in page
        assert f'<a href="{prefix}metodologija.pdf">PDF</a>' in page
    assert f'<p class="draft">{MARK}</p>' in (office.output / f"{MARK}-pregled-sprememb.html").read_text(
        encoding="utf-8"
    )
    replace_in(office.content / "objectives/so1/indicators/O.1.3.yaml", "target: 51", "target: 1")
    assert codes(office.refused("--draft")) == {"milestone-above-target"}
    replace_in(office.content / "objectives/so1/indicators/O.1.3.yaml", "target: 1", "target: TODO")
    assert office.amend("--draft")[0] == ExitCode.DONE
    text = office.refused()
    assert codes(text) == {"amendment-incomplete", "amendment-uncommitted"}
    assert re.search(r"O\.1\.3\.yaml:\d+:9: error\[amendment-incomplete\]: 1 of \d+ values", text)


def everything_is_said_at_once(office: Office) -> None:
    text = office.refused()
    assert "programme.yaml:9:10: error[amendment-version]: the version is 2025-11 in v2025-11, too" in text
    assert "programme.yaml:10:7: error[amendment-version]: the date is 2025-11-03 in v2025-11, too" in text
    assert "error[amendment-reason]: O.1.3.target has no reason (46 → 51)" in text
    assert "content/sources.yaml: error[amendment-uncommitted]" in text
    assert "unused-acceptance" not in text
    code, text = office.run("reasons", "v2025-11")
    assert code == ExitCode.CONTENT
    assert "the version is 2025-11 in v2025-11, too" in text


def reasons_are_prepared(office: Office) -> None:
    assert office.run("reasons", "v2025-11")[0] == ExitCode.DONE
    first = office.reasons.read_text(encoding="utf-8")
    assert "  # Prejšnje: 46\n  # Novo: 51; +5 (+10,87 %)\n  - path: O.1.3.target\n    reason:\n" in first
    assert office.run("reasons", "v2025-11")[0] == ExitCode.DONE
    assert office.reasons.read_text(encoding="utf-8") == first
    text = office.refused()
    empty = first.count("  reason:\n")
    assert text.count("error[amendment-reason]") >= empty >= 12
    assert codes(text) == {"amendment-reason", "amendment-uncommitted"}
    assert "warning[reason-missing]" in text
    assert re.search(r"^\d+ warnings of check$", text, re.MULTILINE)


def a_draft_says_so(office: Office) -> None:
    code, text = office.amend("--draft")
    assert code == ExitCode.DONE
    assert "warnings of check" in text
    assert sorted(path.name for path in office.output.iterdir()) == DRAFTS
    assert json.loads((office.output / f"{MARK}-{DATA}").read_text(encoding="utf-8"))["draft"] is True
    for file in office.output.glob("*.docx"):
        assert all(header.startswith(MARK) for header in headers(file)), file.name
    assert office.judge(DRAFTS) == {(VerdictKind.UNALTERED, True, False)}
    code, text = office.run("verify", str(office.output / f"{MARK}-metodologija.pdf"))
    assert code == ExitCode.CONTENT
    assert f"{MARK}-metodologija.pdf: a draft ({MARK}), unaltered" in text
    for name in ("metodologija", "oznacene-spremembe"):
        code, text = office.run("pull", str(office.output / f"{MARK}-{name}.docx"), "--dry-run")
        assert (code, text) == (ExitCode.DONE, "no change of the content\n")


def the_redline_says_what_it_compares(office: Office) -> None:
    said = "Primerjava: različica 2025-11 → različica 2026-03"
    redline = office.output / "oznacene-spremembe.docx"
    assert all(header.startswith(said) for header in headers(redline))
    assert docx.Document(str(redline)).core_properties.title.startswith(f"{said} – ")
    assert not any(said in header for header in headers(office.output / "metodologija.docx"))
    code, text = office.run("pull", str(redline), "--dry-run")
    assert (code, text) == (ExitCode.DONE, "no change of the content\n")


def what_is_missing_is_named(office: Office) -> None:
    unfinished = office.reasons.read_text(encoding="utf-8")
    written = unfinished.replace("reason:\n", "reason: Vmesni pregled.\n")
    office.reasons.write_text(written.replace("reason: Vmesni pregled.\n", "reason: '…'\n", 1), encoding="utf-8")
    text = office.refused("--draft", "--require-reasons")
    assert (codes(text), text.count("error[")) == ({"amendment-reason"}, 1)
    assert "programme.version has no reason (2025-11 → 2026-03)" in text
    code, text = office.run("diff", "v2025-11", "--require-reasons")
    assert code == ExitCode.CONTENT
    assert "2026-03.yaml: error[amendment-reason]: programme.version has no reason (2025-11 → 2026-03)" in text
    office.reasons.write_text(written, encoding="utf-8")
    text = office.refused()
    assert codes(text) == {"amendment-uncommitted"}
    assert "content/amendments/2026-03.yaml: error[amendment-uncommitted]" in text


def test_each_page_of_a_draft_has_its_word(office: Office, tmp_path: Path) -> None:
    amend(office.content)
    assert office.amend("--draft")[0] == ExitCode.DONE
    words = [file.read_bytes() for file in sorted(office.output.glob("*.docx"))]
    made = [file.read_bytes() for file in sorted(office.output.glob("*.pdf"))]
    for file in (*made, *convert_files(words, tmp_path / "office", "docx", "pdf")):
        pages = painted_pages(file)
        assert pages
        assert all(MARK in page for page in pages)
