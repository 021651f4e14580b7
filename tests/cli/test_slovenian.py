"""What the commands around the content say in Slovenian: no word of English, whatever goes wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.cli import main
from methodology.diagnostics import ExitCode
from tests.built import SAMPLE, TEMPLATES, copied
from tests.messages.english import english_in

FAULTS = """
add operation alpha Ime
add operation Alpha Ime
add operation nova
add risk delay Ime
add risk r Ime --objective SO9
add chapter Uvod X
add chapter introduction X
add indicator SO1
add indicator O.1.1
add indicator X.9
add indicator X.9 Ime --unit kos --part-of O.9
add indicator X.9 Ime --unit kos --part-of O.1.1 --kind output
add indicator a/b
remove operation neznana
remove source neznan
remove risk neznan --objective SO1
remove chapter neznano
remove chapter introduction
remove indicator O.1.1
remove operation alpha --objective SO1
new . --fund isf --language sl
new nov --fund isf --language sl --country qqq
explain nekaj
impact O.1.1
impact nekaj=1
impact O.1.1.target=x
diff neki
diff content --format docx
reasons content
amend content
compare-sfc ni
compare-sfc content/sources.yaml
verify ni
verify content/sources.yaml
verify content/sources.yaml --trust content/sources.yaml
pull ni.docx
pull content/sources.yaml
pull content/sources.yaml --ours --theirs
pull content/sources.yaml --yes --dry-run
"""


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample in the folder that the user is in."""
    monkeypatch.chdir(tmp_path)
    return copied(SAMPLE, tmp_path)


def said(line: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """The exit code of a command and all that it prints."""
    folders = ["--templates", str(TEMPLATES), *([] if line.startswith("new") else ["--content", "content"])]
    code = main(["--lang", "sl", *line.split(), *folders])
    streams = capsys.readouterr()
    return code, streams.out + streams.err


@pytest.mark.usefixtures("content")
def test_faults_are_told_in_slovenian(capsys: pytest.CaptureFixture[str]) -> None:
    english = {}
    for line in FAULTS.split("\n")[1:-1]:
        code, text = said(line, capsys)
        assert code in (ExitCode.CONTENT, ExitCode.USAGE), line
        if found := english_in(text):
            english[line] = (found, text)
    assert english == {}


@pytest.mark.usefixtures("content")
def test_results_are_told_in_slovenian(capsys: pytest.CaptureFixture[str]) -> None:
    printed = [said(line, capsys) for line in ("explain O.1.1.target", "impact O.1.1.target=2100")]
    assert [(code, english_in(text)) for code, text in printed] == [(ExitCode.DONE, [])] * len(printed)
    assert "spremenil" in printed[1][1]
