"""Two whole programmes of other funds, with invented values: AMIF in English, BMVI in Slovenian."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest

from methodology.checks import check_programme
from methodology.cli import main
from methodology.composing import compose_document
from methodology.diagnostics import ExitCode, Severity
from methodology.formats import Format
from tests.built import TEMPLATES, built, copied, read_content
from tests.pull.edits import edited, replaced
from tests.pull.test_pull import pulled
from tests.pull.test_tables import changed_values
from tests.rendering.judges import validate_docx
from tests.rendering.verapdf import Profile, failures
from tests.word.docx_text import docx_blocks
from tests.word.resolver import accept_all, reject_all
from tests.word.test_redline import clean, redline

EXAMPLES = Path(__file__).parent / "examples"
CONTENTS = {name: EXAMPLES / name / "content" for name in ("amif-en", "bmvi-sl")}
FIRST = {
    "amif-en": ("O.1.2", "objectives/so1/indicators/O.1.2.yaml"),
    "bmvi-sl": ("O.1.4", "objectives/so1/indicators/O.1.4.yaml"),
}


def target_of(content: Path, name: str) -> str:
    lines = (content / FIRST[name][1]).read_text(encoding="utf-8").splitlines()
    return next(line.removeprefix("target: ") for line in lines if line.startswith("target: "))


def amended(name: str, folder: Path) -> Path:
    """A copy with another target and without the second operation of an indicator."""
    content = copied(CONTENTS[name], folder)
    file = content / FIRST[name][1]
    text = file.read_text(encoding="utf-8").replace(f"target: {target_of(content, name)}", "target: 4321")
    file.write_text(text, encoding="utf-8")
    return content


@pytest.mark.parametrize("name", CONTENTS)
def test_it_has_no_error(name: str) -> None:
    found = check_programme(read_content(CONTENTS[name]))
    assert [str(one.diagnostic) for one in found if one.rule.severity is Severity.ERROR] == []


@pytest.mark.parametrize("name", CONTENTS)
def test_its_files_are_valid(name: str, tmp_path: Path) -> None:
    made = built(CONTENTS[name])
    assert validate_docx(made.files[Format.DOCX], tmp_path) == []
    for profile in get_args(Profile):
        assert failures(made.files[Format.PDF], profile) == []


@pytest.mark.parametrize("name", CONTENTS)
def test_its_redline_is_exact(name: str, tmp_path: Path) -> None:
    old = compose_document(read_content(CONTENTS[name]), TEMPLATES)
    new = compose_document(read_content(amended(name, tmp_path)), TEMPLATES)
    made = redline(old, new)
    assert docx_blocks(accept_all(made)) == docx_blocks(clean(new))
    assert docx_blocks(reject_all(made)) == docx_blocks(clean(old))


@pytest.mark.parametrize("name", CONTENTS)
def test_an_edit_in_word_comes_back(name: str) -> None:
    made = built(CONTENTS[name])
    code, before = FIRST[name][0], target_of(CONTENTS[name], name)
    printed = made.programme.grammar.number(Decimal(before))
    result = pulled(made.programme, edited(made.files[Format.DOCX], replaced(printed, "4321")))
    assert changed_values(made.programme, result) == {f"{code}.target": "4321"}


@pytest.mark.parametrize("name", CONTENTS)
def test_the_commands_work_on_it(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content, output = amended(name, tmp_path), tmp_path / "output"
    assert main(["build", "--content", str(content), "--output", str(output)]) == ExitCode.DONE
    for file in output.iterdir():
        assert main(["verify", str(file), "--content", str(content)]) in (ExitCode.DONE, ExitCode.CONTENT)
        assert "unaltered" in capsys.readouterr().out
    assert main(["diff", str(CONTENTS[name]), str(content)]) == ExitCode.CONTENT
    said = capsys.readouterr().out
    assert FIRST[name][0] in said
    assert "4321" in said.replace(".", "").replace(",", "")
