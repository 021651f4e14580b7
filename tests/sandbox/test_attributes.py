"""What was judged for one object holds for the others of its kind, and for nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader
from jinja2.exceptions import SecurityError, UndefinedError

from methodology.model.document import Heading, HeadingKind, Run
from methodology.sandbox import TemplateEnvironment, environment


def filled(template: str, **context: Any) -> str:
    """The template with what it names."""
    return TemplateEnvironment(DictLoader({"sample": template})).fill("sample", context)


HEADING = Heading(1, HeadingKind.CHAPTER, 1, "1.", (Run("UVOD"),), "introduction")


@pytest.mark.parametrize(
    "template",
    [
        "{{ run.text }}{{ run.__class__ }}",
        "{{ run.text }}{{ run.__class__ }}{{ run.__class__ }}",
        "{{ run.text.upper() }}{{ run.text.zfill(9) }}",
        "{{ run.text.upper() }}{{ run.text.format_map({}) }}",
        "{{ {}.items() }}{{ {}.clear() }}",
        "{{ [1].index(1) }}{{ [1].append(1) }}",
    ],
)
def test_one_attribute_opens_no_other(template: str) -> None:
    with pytest.raises(SecurityError):
        filled(template, run=Run("a"))


def test_a_name_that_one_kind_opens_stays_closed_in_another() -> None:
    with pytest.raises(SecurityError):
        filled("{{ kind.name }}{{ path.name }}", kind=HEADING.kind, path=Path("a"))


def test_values_that_are_none_and_names_that_are_missing() -> None:
    assert filled("{% for run in [run, run] %}{{ run.target is none }} {% endfor %}", run=Run("a")) == "True True "
    with pytest.raises(UndefinedError):
        filled("{% for run in [run, run] %}{{ run.text }}{{ run.texts }}{% endfor %}", run=Run("a"))


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "MOST_JUDGED", 2)
    made = TemplateEnvironment(DictLoader({"sample": "{{ h.label }}{{ h.depth }}{{ h.level }}{{ h.anchor }}"}))
    assert made.fill("sample", {"h": HEADING}) == "1.11introduction"
    assert len(made._judged) == 2
