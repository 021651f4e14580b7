"""A template is compiled once for as long as it says the same, and never stale."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from methodology.sandbox import CompiledTemplates, TemplateEnvironment, TemplateFolder, fault_line
from methodology.sandbox.compiler import MOST


def filled(folder: Path, name: str, compiled: CompiledTemplates) -> str:
    """The template in a new environment, as each build has one."""
    return TemplateEnvironment(TemplateFolder(folder), bytecode_cache=compiled).fill(name, {})


def test_a_template_that_says_the_same_is_not_compiled_again(tmp_path: Path) -> None:
    (tmp_path / "one.j2").write_text("one", encoding="utf-8")
    compiled = CompiledTemplates()
    assert filled(tmp_path, "one.j2", compiled) == "one"
    (code,) = compiled.codes.values()
    assert filled(tmp_path, "one.j2", compiled) == "one"
    assert list(compiled.codes.values()) == [code]
    assert next(iter(compiled.codes.values())) is code


def test_a_template_in_another_folder_is_not_compiled_again_and_its_fault_is_there(tmp_path: Path) -> None:
    compiled, template = CompiledTemplates(), "{% macro m() %}\n{{ 1 / 0 }}{% endmacro %}{{ m() }}"
    for name in ("a", "b"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "one.j2").write_text(template, encoding="utf-8")
        with pytest.raises(ZeroDivisionError) as raised:
            filled(folder, "one.j2", compiled)
        assert fault_line(raised.value, folder) == ("one.j2", 2)
        assert len(compiled.codes) == 1


def test_a_template_that_says_something_else_is_compiled_anew_whatever_its_date(tmp_path: Path) -> None:
    compiled, file = CompiledTemplates(), tmp_path / "one.j2"
    for text in ("one", "two"):
        file.write_text(text, encoding="utf-8")
        os.utime(file, (1, 1))
        assert filled(tmp_path, "one.j2", compiled) == text


def test_what_is_remembered_is_bounded(tmp_path: Path) -> None:
    compiled = CompiledTemplates()
    for number in range(MOST + 5):
        (tmp_path / "one.j2").write_text(str(number), encoding="utf-8")
        assert filled(tmp_path, "one.j2", compiled) == str(number)
    assert len(compiled.codes) == MOST
