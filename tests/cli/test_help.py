"""Help and errors of usage are in the language that is spoken, Typer's own words too."""

from __future__ import annotations

import re

import pytest

from methodology.cli import COMMANDS, content_files, list_commands, main
from methodology.cli.help import OF_TYPER, list_help
from methodology.diagnostics import ExitCode
from methodology.messages import speaking

_NAMES = re.compile(r"--?[a-z][\w-]*|<[^<>]*\|[^<>]*>|\b[\w./]+\.(?:yaml|\d)[\w.]*|\S+/\S*|\S*=\S*|\ben\|sl\b")
"""Options, choices, files, paths of values, and what names of a shell look like: every language writes them so."""
_WORD = re.compile(r"[^\W\d_]{3,}")
ALIKE = {
    "accepted",
    "amendments",
    "argument",
    "check",
    "csv",
    "ctrl",
    "der",
    "docx",
    "formula",
    "fund",
    "git",
    "html",
    "json",
    "lang",
    "markdown",
    "pdf",
    "pem",
    "program",
    "same",
    "standard",
    "text",
    "todo",
    "word",
    "xlsx",
    "yaml",
}
"""Words that both languages have, and names."""


def words(text: str) -> set[str]:
    """The words of a text that are no names."""
    return {word.casefold() for word in _WORD.findall(_NAMES.sub(" ", text))}


def test_no_help_has_an_english_word(capsys: pytest.CaptureFixture[str]) -> None:
    english = {word for text in (*list_help(list_commands()), *OF_TYPER) for word in words(text)}
    english |= {"usage", "default", "required", "path", "number", "show", "message", "exit"}
    for command in ("", *COMMANDS):
        assert main([*([command] if command else []), "--help", "--lang", "sl"]) == ExitCode.DONE
        printed = re.sub(r"(?m)^Uporaba: .*?\[|^  [a-z-]+ {2,}", " ", capsys.readouterr().out)
        assert words(printed) & english <= ALIKE, command
        assert "Uporaba" not in printed
        assert "Izbire:" in printed


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "--limit", "x"], "Napaka: Neveljavna vrednost za »--limit«: biti mora celo število"),
        (["check", "--limit", "0"], "Napaka: Neveljavna vrednost za »--limit«: biti mora najmanj 1"),
        (["check", "--format", "rtf"], "»rtf« ni med dovoljenimi: »text«, »json«, »github«"),
        (["check", "--colour"], "Napaka: Ni izbire --colour."),
        (["check", "--ru", "x"], "Napaka: Ni izbire --ru. Morda ste mislili: --prune, --rule"),
        (["check", "--rule"], "Napaka: izbira »--rule« zahteva vrednost"),
        (["check", "--all=3"], "Napaka: izbira »--all« nima vrednosti"),
        (["check", "--rule", "x"], "Napaka: Neveljavna vrednost: ni pravila »x«"),
        (["verify"], "Napaka: Manjka argument »DATOTEKA«."),
        (["add"], "Napaka: Manjka argument »DEL«. operation, source, risk, chapter, indicator"),
        (["schema", "extra"], "Napaka: odvečen argument: extra"),
        (["chekc"], "napaka: ni ukaza »chekc«"),
    ],
)
def test_errors_of_usage_are_said_in_the_language(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--lang", "sl"]) == ExitCode.USAGE
    printed = capsys.readouterr()
    assert said in printed.err
    assert printed.out == ""
    assert not {"usage", "error", "try", "help", "missing", "invalid"} & words(printed.err)


@pytest.mark.parametrize(("answer", "means"), [("d", True), ("Da", True), ("y", True), ("", False), ("n", False)])
def test_a_question_is_answered_in_the_language(answer: str, *, means: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def reply(question: str) -> str:
        asked.append(question)
        return answer

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", reply)
    with speaking("sl"):
        assert content_files.confirm("Zapišem?") is means
    assert asked == ["Zapišem? [d/N]: "]
