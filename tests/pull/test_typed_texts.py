"""What is typed in Word prints as it was typed, or is not written."""

from __future__ import annotations

import pytest

from methodology.model.programme import Programme
from methodology.reading import read_programme
from tests.built import SAMPLE
from tests.pull.edits import Edit, added, edited, replaced
from tests.pull.test_pull import lines, pulled
from tests.pull.test_pull_properties import built


@pytest.fixture(scope="module")
def ours() -> Programme:
    return read_programme(SAMPLE)


@pytest.fixture(scope="module")
def made(ours: Programme) -> bytes:
    return built(ours)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("22. člen Uredbe (EU) 2021/1060 določa vsebino.", r"22\. člen Uredbe (EU) 2021/1060 določa vsebino."),
        ("3. 11. 2025 je bil ponedeljek.", r"3\. 11. 2025 je bil ponedeljek."),
        ("#1 prednost je varnost.", r"\#1 prednost je varnost."),
        ("+ 5 % več sredstev.", r"\+ 5 % več sredstev."),
        ("- 5 °C.", r"\- 5 °C."),
        ("a) točka, napisana na roke.", r"a\) točka, napisana na roke."),
        ("(b) točka.", r"\(b) točka."),
        ("Glej [1](tu), *zvezdica* in \\_.", r"Glej [1]\(tu), \*zvezdica\* in \\\_."),
    ],
)
def test_a_new_paragraph_is_written_so_that_it_prints_as_typed(
    ours: Programme, made: bytes, typed: str, written: str
) -> None:
    result = pulled(ours, edited(made, added("Program ima cilja", typed)))
    assert result.open == ()
    assert [line for line in lines(ours, result) if line != "+"] == [f"+{written}"]


@pytest.mark.parametrize(
    ("edit", "written"),
    [
        (replaced("Mejniki so za leto", "22. člen: za leto"), r"+22\. člen: za leto"),
        (replaced("Mejniki so za leto", "# za leto"), r"+\# za leto"),
        (replaced("Program ima cilja", "a) Program ima cilja"), r"+a\) Program ima cilja"),
        (replaced("prva alineja", "- 5 °C, prva alineja"), r"+- \- 5 °C, prva alineja"),
        (replaced("prva alineja", "22. prva alineja"), "+- 22. prva alineja"),
        (replaced("KAZALNIKI REZULTATOV", "KAZALNIKI #"), r"+## KAZALNIKI \#"),
    ],
)
def test_the_start_of_a_text_is_written_so_that_it_prints_as_typed(
    ours: Programme, made: bytes, edit: Edit, written: str
) -> None:
    result = pulled(ours, edited(made, edit))
    assert result.open == ()
    assert lines(ours, result)[-1].startswith(written)
