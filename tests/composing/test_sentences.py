"""Standard sentences by count, lists with their marks, and what departs from both."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from jinja2 import TemplateRuntimeError

from methodology.composing.printing import Printer
from methodology.composing.sentences import CountNotes, Sentences
from methodology.composing.views import View
from methodology.diagnostics import ContentError, Diagnostic
from methodology.model.indicator import Indicator, OutputIndicator
from methodology.model.programme import Programme


def plain(markup: object) -> str:
    """The text alone."""
    return re.sub(r"<[^>]+>", "", str(markup))


def indicator(programme: Programme, code: str, **changes: Any) -> View:
    """The view of an indicator, with some of its values changed."""
    model = next(one for one in programme.indicators if one.id == code)
    return View(model.model_copy(update=changes), code)


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (2, "Spremljanje kazalnika je povezano z naslednjima operacijama:"),
        (3, "Spremljanje kazalnika je povezano z naslednjimi operacijami:"),
        (4, "Spremljanje kazalnika je povezano z naslednjimi operacijami:"),
        (5, "Spremljanje kazalnika je povezano z naslednjimi operacijami:"),
    ],
)
def test_the_form_follows_the_count(count: int, text: str, sentences: Sentences) -> None:
    assert plain(sentences.phrase("operations", count=count, operations="")) == text


def test_the_singular_names_the_operation(sample: Programme, sentences: Sentences) -> None:
    view = indicator(sample, "O.1.2")
    printed = sentences.phrase("operations", view, count=1, operations=sentences.joined(view, "operations"))
    assert plain(printed) == "Spremljanje kazalnika je povezano z operacijo druga operacija."
    assert 'data-source="O.1.2.operations.beta"' in printed


def test_wording_replaces_the_phrase_for_its_owner_alone(sample: Programme, sentences: Sentences) -> None:
    other = {"sources": "Vir: {sources}!", "heading.outputs": "V poglavju"}
    owner = indicator(sample, "O.1.1")
    worded = View(OutputIndicator.model_validate({**raw(owner.model), "wording": other}), "O.1.1")
    assert plain(sentences.phrase("sources", worded, count=2, sources="A")) == "Vir: A!"
    assert (
        plain(sentences.phrase("sources", owner, count=2, sources="A")) == "Vira, iz katerih se črpajo podatki, sta A."
    )
    assert plain(sentences.phrase("heading", worded, chapter="outputs", name="N")) == "V poglavju"
    assert plain(sentences.phrase("heading", worded, chapter="results", name="N")) == "N"
    assert 'data-source="O.1.1.wording.sources"' in sentences.phrase("sources", worded, count=2, sources="A")


def raw(model: Any) -> dict[str, Any]:
    """The least that makes an output indicator like this one."""
    return {"id": model.id, "name": model.name, "milestone": str(model.milestone), "target": str(model.target)}


def test_list_items_end_in_semicolons_and_the_last_in_a_full_stop(sample: Programme, sentences: Sentences) -> None:
    items = sentences.mentions(indicator(sample, "O.2.1"), "operations")
    assert [plain(item.__html__()) for item in items] == ["Prva operacija;", "Druga operacija;", "Tretja operacija."]


def test_an_ending_of_its_own(sample: Programme, sentences: Sentences) -> None:
    owner = indicator(sample, "O.2.1", endings={"operations.beta": ".", "sources.minutes": " ter "})
    assert [plain(item.end) for item in sentences.mentions(owner, "operations")] == [";", ".", "."]
    assert plain(sentences.joined(owner, "sources")) == "zapisnik srečanja ter register udeležencev in anketni listi"


def test_a_phrase_that_is_not_there(sentences: Sentences) -> None:
    with pytest.raises(TemplateRuntimeError, match=r"no phrase 'operation' .*did you mean 'operations'"):
        sentences.phrase("operation")


COUNTS = ["oseb", "oseb", "kosov", "enot", "enot", "enot"]


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (["O.1.1"], "O.1.1"),
        (["O.1.1", "O.1.2"], "O.1.1 in O.1.2"),
        (["R.2.7", "R.2.8", "R.2.9", "R.2.10"], "R.2.7 – R.2.10"),
        (["R.2.7", "R.2.8", "R.2.10"], "R.2.7, R.2.8 in R.2.10"),
    ],
)
def test_codes_in_a_row_are_a_range(codes: list[str], expected: str, sample: Programme, printer: Printer) -> None:
    views = tuple(indicator(sample, "O.1.1", id=code) for code in codes)
    assert plain(CountNotes(Sentences(printer)).codes(views)) == expected


def test_neighbours_that_count_the_same_are_one_group(sample: Programme, printer: Printer) -> None:
    views = [indicator(sample, "O.1.1", id=f"O.1.{n}", counts=counts) for n, counts in enumerate(COUNTS, start=1)]
    groups = CountNotes(Sentences(printer)).counted([*views, indicator(sample, "O.1.1", counts=None)])
    assert [[view.model.id for view in group.indicators if isinstance(view.model, Indicator)] for group in groups] == [
        ["O.1.1", "O.1.2"],
        ["O.1.3"],
        ["O.1.4", "O.1.5", "O.1.6"],
    ]


def test_a_phrase_without_the_form_that_a_count_needs(sample: Programme, printer: Printer) -> None:
    phrases = sample.phrases.model_copy(
        update={"phrases": {"x": sample.phrases.phrases["sources"].model_copy(update={"two": None})}}
    )
    values = {**sample.values, "phrases.phrases.x.other": sample.values["phrases.phrases.sources.other"]}
    faults: list[Diagnostic] = []
    incomplete = Sentences(Printer(replace(sample, phrases=phrases, values=values), printer.language, faults))
    incomplete.phrase("x", count=2, sources="")
    expected = r"phrases\.yaml:\d+:\d+: error\[missing-form\]: the phrase 'x' has no form 'two'"
    assert re.search(expected, str(faults[0]))
    incomplete.printer.faults = None
    with pytest.raises(ContentError, match=expected):
        incomplete.phrase("x", count=2, sources="")
