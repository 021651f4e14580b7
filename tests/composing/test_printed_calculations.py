"""Formulas in the signs, words and numbers of a language."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.composing import compose_document
from methodology.model.document import plain_text
from methodology.model.language import NO_BREAK_SPACE
from methodology.rendering.html import render_html
from tests.built import SAMPLE, TEMPLATES, copied, read_content, replace_in

INDICATOR = "objectives/so1/indicators/R.1.3.yaml"
FORMULAS = {
    "round({share} * {O.1.1.target})": "90 % × 2.000 = 1.800",
    "round({share} * {O.1.1.target} / 7)": "90 % × 2.000 / 7 = 257,142857…, zaokroženo 257",
    "ceil({share} * {O.1.1.target} / 7)": "90 % × 2.000 / 7 = 257,142857…, zaokroženo navzgor 258",
    "floor(({share} - 0.5)*{O.1.1.target}/-7 + 1234.5)": (
        "(90 % − 0,5) × 2.000 / −7 + 1.234,5 = 1.120,214285…, zaokroženo navzdol 1.120"
    ),
    "round({share} * {O.1.1.target}, 2)": "90 % × 2.000 = 1.800",
    "round({O.1.1.target} / 3) + 5 %*100": "zaokroženo(2.000 / 3) + 5 % × 100 = 672",
    "max(min({O.1.1.target}, 10), average(1, 2), median(4))": (
        "največja vrednost(najmanjša vrednost(2.000; 10); povprečje(1; 2); mediana(4)) = 10"
    ),
    "sum({O.1.1.target}, 1)": "vsota(2.000; 1) = 2.001",
}


def with_formula(formula: str, folder: Path) -> Path:
    content = copied(SAMPLE, folder)
    replace_in(content / INDICATOR, "derivation: {share: share, of: O.1.1.target}", f"derivation: '{formula}'")
    replace_in(content / INDICATOR, "target: 1800", "target: computed")
    return content


@pytest.mark.parametrize("formula", FORMULAS)
def test_the_line(formula: str, tmp_path: Path) -> None:
    document = compose_document(read_content(with_formula(formula, tmp_path)), TEMPLATES)
    line = plain_text(document.calculations["R.1.3.target"].line)
    assert line.replace(NO_BREAK_SPACE, " ") == FORMULAS[formula]


def test_the_page_opens_the_calculation_beside_the_value(tmp_path: Path) -> None:
    document = compose_document(read_content(with_formula("round({share} * {O.1.1.target})", tmp_path)), TEMPLATES)
    page = render_html(document, TEMPLATES)
    button = (
        '<button type="button" class="how" popovertarget="how-R.1.3.target" aria-labelledby="how-R.1.3.target-title">'
    )
    assert page.count(f'data-source="R.1.3.target">1.800{button}') == 1
    assert '<aside popover class="calculation" id="how-R.1.3.target"' in page
    assert page.count("<aside popover") == len(document.calculations) == 1


def test_a_language_without_the_words_shows_no_calculation(tmp_path: Path) -> None:
    programme = read_content(with_formula("round({share} * {O.1.1.target})", tmp_path))
    del programme.phrases.phrases["calculation_round"]
    assert compose_document(programme, TEMPLATES).calculations == {}
