"""A newcomer's way: a programme of any fund in any language builds from the first minute."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from methodology.checks import check_programme
from methodology.checks.regulation.to_give import count_asked
from methodology.cli import main
from methodology.composing.programme_tables import compose_tables
from methodology.diagnostics import ExitCode, Severity
from methodology.language_files import list_languages
from methodology.reading.carried_funds import carried_funds
from methodology.rendering.tables import render_csv
from tests.built import CONTENT, TEMPLATES, built, read_content, replace_in
from tests.invented import fill

FUNDS, LANGUAGES = carried_funds(TEMPLATES), list_languages(TEMPLATES)
ALL = [(fund, language) for fund in FUNDS for language in LANGUAGES]
WORD = re.compile(r"[^\W\d_]{4,}")


def begin(folder: Path, *options: str) -> Path:
    assert main(["new", str(folder), "--templates", str(TEMPLATES), *options]) == ExitCode.DONE
    return folder / "content"


def texts_below(value: object) -> Iterator[str]:
    """The texts of a language's file, without its keys."""
    if isinstance(value, str):
        yield re.sub(r"\{[^}]*\}", " ", value)
    elif isinstance(value, dict | list):
        for below in value.values() if isinstance(value, dict) else value:
            yield from texts_below(below)


def words_of(language: str) -> set[str]:
    """The words that only the files of a language have."""
    file = TEMPLATES / "languages" / f"{language}.yaml"
    sections = yaml.safe_load(file.read_text(encoding="utf-8"))
    said = texts_below({name: sections[name] for name in ("labels", "phrases", "changes", "new", "tables")})
    return {word.casefold() for text in said for word in WORD.findall(text)}


@pytest.mark.parametrize(("fund", "language"), ALL)
def test_a_new_programme_builds_at_once(fund: str, language: str, tmp_path: Path) -> None:
    content = begin(tmp_path / "new", "--fund", fund, "--language", language)
    made = built(content)
    programme = made.programme
    assert [one for one in check_programme(programme) if one.rule.severity is Severity.ERROR] == []
    law = programme.fund
    assert law is not None
    assert law.fund == fund.upper()
    said = {format_: "\n".join(" ".join(block) for block in blocks) for format_, blocks in made.texts().items()}
    for format_, text in said.items():
        missing = [code for code, one in law.indicators.items() if code not in text and one.parts == ()]
        assert missing == [], format_
    given, asked, left = count_asked(programme)
    assert given < asked / 4
    assert {"value", "reason", "source", "factor", "share", "text"} == set(left)
    (other,) = set(LANGUAGES) - {language}
    law_text = (content / "fund.yaml").read_text(encoding="utf-8")
    own = words_of(language) | {word.casefold() for word in WORD.findall(law_text)}
    foreign = words_of(other) - own
    assert len(foreign) > 200
    tables = b"".join(render_csv(compose_tables(programme, TEMPLATES)).values()).decode()
    for text in (*said.values(), tables, (tmp_path / "new" / "README.md").read_text(encoding="utf-8")):
        assert {word.casefold() for word in WORD.findall(text)} & foreign == set()


@pytest.mark.parametrize(("fund", "language"), ALL)
def test_a_filled_programme_has_no_error(fund: str, language: str, tmp_path: Path) -> None:
    content = begin(tmp_path / "new", "--fund", fund, "--language", language)
    fill(content, language, seed=1)
    programme = read_content(content)
    found = check_programme(programme)
    assert [str(one.diagnostic) for one in found if one.rule.severity is Severity.ERROR] == []
    assert count_asked(programme)[2] == {}


def test_three_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The first one installs the program; the second says what the third is."""
    monkeypatch.chdir(tmp_path)
    assert main(["new", "amif", "--fund", "amif", "--language", "en"]) == ExitCode.DONE
    *_, last = capsys.readouterr().out.splitlines()
    command = last.removeprefix("next: uv run build.py ")
    assert command == "build --content amif/content --output amif/output"
    assert main(command.split()) == ExitCode.DONE
    assert sorted(file.name for file in Path("amif/output").iterdir()) == [
        f"methodology.{ending}" for ending in ("docx", "html", "pdf")
    ]


def test_the_country_is_part_of_the_language(tmp_path: Path) -> None:
    content = begin(tmp_path / "new", "--fund", "isf", "--language", "en", "--country", "ie")
    assert read_content(content).facts.language == "en-IE"


def test_a_folder_of_any_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    content = begin(Path("mapa s presledki č"), "--fund", "ISF", "--language", "SL")
    assert read_content(content).facts.language == "sl-SI"
    command = shlex.split(capsys.readouterr().out.splitlines()[-1].removeprefix("next: uv run build.py "))
    assert main([*command, "-f", "html"]) == ExitCode.DONE


def test_the_next_period_of_a_programme(tmp_path: Path) -> None:
    """The office, its registries and its chapters stay; values, reasons and links are given anew."""
    content = begin(tmp_path / "next", "--from", str(CONTENT))
    now, before = read_content(content), read_content(CONTENT)
    assert (now.facts.authority, now.facts.name, now.facts.language) == (
        before.facts.authority,
        before.facts.name,
        before.facts.language,
    )
    assert now.operations == before.operations
    assert now.sources == before.sources
    assert "Uredba (EU) 2021/1060" in now.files["chapters/introduction.md"]
    assert not any(re.search(r"\d", str(one.target)) for one in now.indicators)
    built(content)


def test_another_fund_from_a_programme(tmp_path: Path) -> None:
    content = begin(tmp_path / "other", "--from", str(CONTENT), "--fund", "bmvi")
    now, before = read_content(content), read_content(CONTENT)
    assert now.fund is not None
    assert (now.fund.fund, now.facts.authority, now.facts.name) == ("BMVI", before.facts.authority, "TODO")
    assert now.sources == before.sources
    assert dict(now.operations) == {}
    built(content)


WRONG = {
    "nothing said": ([], "--fund and --language"),
    "a fund that is not carried": (["--fund", "isff", "--language", "sl"], "no fund 'isff'"),
    "a language without words": (["--fund", "isf", "--language", "hr"], "no words of the language 'hr'"),
    "a country that is none": (["--fund", "isf", "--language", "sl", "--country", "slo1"], "no language 'sl-SLO1'"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_begin(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options, said = WRONG[name]
    assert main(["new", str(tmp_path / "new"), "--templates", str(TEMPLATES), *options]) != ExitCode.DONE
    assert said in " ".join(capsys.readouterr().err.split())
    assert not (tmp_path / "new").exists()


def test_nothing_is_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begin(tmp_path / "new", "--fund", "isf", "--language", "sl")
    replace_in(tmp_path / "new/content/programme.yaml", "authority: TODO", "authority: Urad")
    assert main(["new", str(tmp_path / "new"), "--fund", "isf", "--language", "sl"]) == ExitCode.USAGE
    assert "not empty" in capsys.readouterr().err
    assert "authority: Urad" in (tmp_path / "new/content/programme.yaml").read_text(encoding="utf-8")
