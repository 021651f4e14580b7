"""Nothing that is written for the document stays out of it: chapters, statements, years of baselines, every field."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from methodology.checks import check_programme
from methodology.cli import main
from methodology.diagnostics import ExitCode
from methodology.formats import Format
from tests.built import SAMPLE, TEMPLATES, built, copied, read_content, replace_in

R13 = "objectives/so1/indicators/R.1.3.yaml"


@pytest.mark.parametrize("name", ["selection_criteria", "data_quality", "factors"])
def test_who_follows_the_hint_of_a_missing_statement_has_it_printed(name: str, tmp_path: Path) -> None:
    """A heading and a text in the file that the hint names, and its line in programme.yaml: all formats print them."""
    content = copied(SAMPLE, tmp_path)
    facts = (content / "programme.yaml").read_text(encoding="utf-8")
    (content / "programme.yaml").write_text(re.sub(rf"(?m)^  {name}: .*\n", "", facts), encoding="utf-8")
    (finding,) = check_programme(read_content(content))
    assert (finding.rule.code, finding.found) == ("statement-missing", name)
    followed = re.fullmatch(
        r"write (a heading and )?the text in (chapters/\S+), and in programme\.yaml, below 'statements:', '(.*)'",
        finding.hint,
    )
    assert followed is not None
    heading, chapter = "# PREIZKUS IZJAVE\n\n" if followed[1] else "", content / followed[2]
    before = chapter.read_text(encoding="utf-8") if chapter.exists() else ""
    assert bool(heading) == (not before)
    above, _, announcing = before.rpartition("\n\n") if before.rstrip().endswith(":") else (before, "", "")
    chapter.write_text(f"{above}\n\n{heading}Izjava je natisnjena.\n\n{announcing}", encoding="utf-8")
    replace_in(content / "programme.yaml", "statements:\n", f"statements:\n  {followed[3]}\n")
    assert main(["check", "--content", str(content), "--templates", str(TEMPLATES), "--strict"]) == ExitCode.DONE
    for form, blocks in built(content).texts().items():
        said = " ".join(" ".join(block) for block in blocks)
        assert ("PREIZKUS IZJAVE" in said) == bool(heading), form
        assert "Izjava je natisnjena." in said, form


def test_a_chapter_that_no_outline_names_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = copied(SAMPLE, tmp_path)
    (content / "chapters/annex.md").write_text("# PRILOGA\n\nBesedilo priloge.\n", encoding="utf-8")
    where = ["--content", str(content), "--templates", str(TEMPLATES)]
    assert main(["build", *where, "--output", str(tmp_path / "output")]) == ExitCode.CONTENT
    said = capsys.readouterr().err
    assert "chapters/annex.md:1:1: error[unprinted-chapter]: no outline names the chapter 'annex'" in said
    written = f"write '- chapter: annex' in {content}/outline.yaml where it is to stand, or delete the file"
    assert f"hint: copy templates/document/outline.yaml to {content}/outline.yaml, and {written}" in said
    outline = (TEMPLATES / "document/outline.yaml").read_text(encoding="utf-8")
    (content / "outline.yaml").write_text(outline, encoding="utf-8")
    assert main(["build", *where, "--output", str(tmp_path / "output")]) == ExitCode.CONTENT
    assert f"hint: {written}" in capsys.readouterr().err
    (content / "outline.yaml").write_text(f"{outline}  - chapter: annex\n", encoding="utf-8")
    assert main(["build", *where, "--output", str(tmp_path / "output")]) == ExitCode.DONE


def test_a_statement_that_is_not_printed_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = copied(SAMPLE, tmp_path)
    facts = (content / "programme.yaml").read_text(encoding="utf-8")
    facts = re.sub(r"(?m)^  data_quality: .*$", "  data_quality: O.1.1.number_format", facts)
    (content / "programme.yaml").write_text(facts, encoding="utf-8")
    where = ["--content", str(content), "--templates", str(TEMPLATES)]
    assert main(["check", "--format", "json", *where]) == ExitCode.CONTENT
    said = {row["rule"]: row["message"] for row in json.loads(capsys.readouterr().out)}
    assert said["unprinted-statement"].startswith("the document does not print 'O.1.1.number_format'")


def test_the_years_of_baselines_are_printed_where_there_are_any(tmp_path: Path) -> None:
    """A part has the year of its whole; the signed text, without years, has no word of them (tests/signed)."""
    content = copied(SAMPLE, tmp_path)
    replace_in(content / R13, "reference_year: 2030", "reference_year: 2029")
    for form, blocks in built(content).texts().items():
        said = " ".join(" ".join(block) for block in blocks)
        assert said.count("(referenčno leto)") >= 1, form
        assert said.count("0 (2029)") == 1, form
        assert said.count("0 (2030)") == 2, form


def test_without_a_year_nothing_is_said_of_it(tmp_path: Path) -> None:
    content = copied(SAMPLE, tmp_path)
    replace_in(content / R13, "reference_year: 2030\n", "")
    replace_in(content / "objectives/so2/indicators/R.2.2.yaml", "reference_year: 2030\n", "")
    said = " ".join(" ".join(block) for block in built(content).texts()[Format.HTML])
    assert "(referenčno leto)" not in said
