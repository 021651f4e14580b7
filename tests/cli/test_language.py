"""In which language a command speaks: the one asked for, the environment's, the programme's, else English."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.cli import main
from methodology.diagnostics import ExitCode
from tests.built import SAMPLE

ERROR = {"sl": "napaka: ", "en": "error: "}
NOTHING = "no-such-value"


@pytest.fixture(autouse=True)
def _silent_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "C.UTF-8")


def said(arguments: list[str], capsys: pytest.CaptureFixture[str], home: Path = SAMPLE.parent) -> str:
    main(arguments, home=home)
    return capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--lang", "sl", "verify", NOTHING],
        ["--lang=sl", "verify", NOTHING],
        ["verify", "--lang", "sl", NOTHING],
        ["verify", NOTHING, "--lang=sl-SI"],
        ["verify", NOTHING, "--lang", "en", "--lang", "SL"],
        ["--lang=sl", "biuld"],
    ],
)
def test_lang_may_stand_anywhere(
    arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert said(arguments, capsys).startswith(ERROR["sl"])


@pytest.mark.parametrize(("locale", "language"), [("sl_SI.UTF-8", "sl"), ("en_IE.UTF-8", "en"), ("de_AT.UTF-8", "sl")])
def test_the_environment_comes_before_the_programme(
    locale: str, language: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sample is Slovenian; nobody has translated the messages into German."""
    monkeypatch.setenv("LANG", locale)
    assert said(["verify", NOTHING, "--content", str(SAMPLE)], capsys).startswith(ERROR[language])


@pytest.mark.parametrize(
    ("programme", "language"),
    [
        (b"language: sl-SI\n", "sl"),
        (b"title: a\nlanguage:  'sl'\ntitle: [\n\xff", "sl"),
        (b"  language: sl\n", "en"),
        (b"language: de\n", "en"),
        (b"language:\n  sl\n", "en"),
        (b"", "en"),
        (None, "en"),
    ],
)
def test_the_programme_names_the_language_though_it_cannot_be_read(
    programme: bytes | None, language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "content").mkdir()
    if programme is not None:
        (tmp_path / "content" / "programme.yaml").write_bytes(programme)
    assert said(["verify", NOTHING], capsys, tmp_path).startswith(ERROR[language])
    assert said(["verify", NOTHING, f"--content={tmp_path / 'content'}"], capsys).startswith(ERROR[language])


def test_a_language_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "xx", "explain"]) == ExitCode.USAGE
    assert capsys.readouterr().err == "napaka: program nima sporočil v jeziku »xx«\n  namig: na voljo: en, sl\n"


def test_lang_wants_a_value_and_each_help_lists_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--lang"]) == ExitCode.USAGE
    capsys.readouterr()
    for command in ([], ["build"], ["compare-sfc"]):
        main([*command, "--help"])
        assert "--lang" in capsys.readouterr().out


def test_diagnostics_are_printed_in_the_language_and_named_alike_for_programs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "content").mkdir()
    main(["check", "--lang", "sl"], home=tmp_path)
    assert "  napaka " in capsys.readouterr().out
    main(["check", "--lang", "sl", "--format", "github"], home=tmp_path)
    assert capsys.readouterr().out.startswith("::error file=")
    main(["check", "--lang", "sl", "--format", "json"], home=tmp_path)
    assert '"severity": "error"' in capsys.readouterr().out
