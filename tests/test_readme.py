"""What the README says is so."""

from __future__ import annotations

import re

from methodology.composing.context import template_context
from methodology.composing.printing import Printer
from methodology.model.language import Language
from methodology.reading import read_programme
from tests.built import ROOT, SAMPLE

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_names_for_templates_are_those_that_there_are() -> None:
    sample = read_programme(SAMPLE)
    context = template_context(sample, Printer(sample, Language.of("sl-SI")))
    section = README.split("## Names that a document template may use")[1].split("\n## ")[0]
    assert re.findall(r"^\| `(\w+)", section, re.MULTILINE) == list(context)


def test_every_place_on_the_map_is_there() -> None:
    section = README.split("## Where things are")[1].split("──read──")[0]
    above: list[str] = []
    for indentation, name in re.findall(r"^    ( *)([\w./*-]+)", section, re.MULTILINE):
        above[len(indentation) // 2 :] = [name]
        if name != "output/":
            assert list(ROOT.glob("".join(above).rstrip("/"))), name


def test_every_option_is_documented() -> None:
    assert all(f"`{option}`" in README for option in ("--format", "--content", "--output", "--templates"))
