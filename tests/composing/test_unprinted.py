"""Every field of the content is printed, or declared with its reason; what stands where nothing prints it is refused.

The sample is copied and filled up until each field of each model is given, each text and number with a mark of its own,
which the document must show.
"""

from __future__ import annotations

import itertools
import shutil
import types
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin

import pytest
import yaml
from pydantic import BaseModel

from methodology.composing import compose_document, find_unprinted
from methodology.composing.unprinted import OTHERWISE_PRINTED, is_otherwise_printed
from methodology.diagnostics import Diagnostic
from methodology.model.assumption import Assumptions, Figure
from methodology.model.data_table import DataDescriptions
from methodology.model.fund import Fund
from methodology.model.indicator import OutputIndicator, ResultIndicator
from methodology.model.justification import Acceptances, Amendment
from methodology.model.objective import Allocation, ObjectiveFacts, ObjectiveRisks, Summary
from methodology.model.outline import Outline
from methodology.model.phrases import LanguageUse, Mention, Phrases
from methodology.model.programme import (
    UNPRINTED_FILES,
    CommonRisks,
    Interventions,
    Programme,
    ProgrammeFacts,
    Registry,
    Value,
)
from methodology.model.remark import PlacedRemark
from methodology.model.scalars import Content
from methodology.model.texts import texts_of
from tests.built import SAMPLE, TEMPLATES, copied, read_content

Trail = tuple[tuple[type, str], ...]
"""The fields that lead to one, each with its model."""

PRINTED_FILES = (
    Assumptions,
    ProgrammeFacts,
    Phrases,
    Registry,
    Interventions,
    CommonRisks,
    ObjectiveFacts,
    Summary,
    ObjectiveRisks,
    Allocation,
    OutputIndicator,
    ResultIndicator,
    DataDescriptions,
)
OTHER_FILES = (Fund, LanguageUse, Outline, Acceptances, Amendment, PlacedRemark)
"""What the document says nothing of: rules and reports read them."""

REASONS = {"sentence": "na podlagi načrta:", "items": {"alpha": "na podlagi dejstev", "beta": "na podlagi izkušenj"}}
SOURCES = ["register", {"survey": "ankete"}]
ADDED: dict[str, dict[str, Any]] = {
    "programme.yaml": {
        "issuer": ["Država", "Ministrstvo"],
        "number": "1/2031",
        "status": "proposed",
        "approval": [{"function": "Vodja", "name": "Ana"}],
        "emblem": {"file": "pictures/eu-emblem.svg", "alternative": "Znak", "sentence": "Sofinancira Unija"},
    },
    "risks.yaml": {"common": ["delay", {"prices": "rast cen"}], "endings": {"common.delay": ","}},
    "objectives/so1/objective.yaml": {
        "wording": {"measures": "Izvedbeni ukrepi cilja so:"},
        "endings": {"measures.a": ","},
    },
    "objectives/so1/results.yaml": {
        "target_rationale": REASONS,
        "sources": SOURCES,
        "wording": {"results": "Rezultati so:"},
        "endings": {"sources.register": ", potem "},
    },
    "objectives/so1/risks.yaml": {
        "factors": ["own_risk", {"delay": "zamude"}],
        "wording": {"factors": "Dejavniki so:"},
        "endings": {"factors.own_risk": ","},
    },
    "objectives/so1/allocation.yaml": {"wording": {"coverage": "Pokritost:"}},
    "objectives/so1/indicators/O.1.1.yaml": {
        "operations": ["alpha", {"beta": "drugo operacijo"}],
        "figures": {"yearly": {"value": 13, "unit": "kosov"}},
        "rationale": {"milestone": REASONS, "target": REASONS},
        "remarks": {"scope": "Kazalnik šteje {O.1.1.yearly}."},
        "sources": SOURCES,
        "wording": {"operations": "Operaciji sta:"},
        "endings": {"sources.register": ", potem "},
    },
    "objectives/so1/indicators/O.1.2.yaml": {
        "parts": [
            {
                "id": "O.1.2.1",
                "name": "število delavnic",
                "measures": ["a"],
                "unit": "število",
                "counts": "delavnic",
                "milestone": 1,
                "target": 7,
                "figures": {"yearly": {"value": 13, "unit": "kosov"}},
                "rationale": {"milestone": REASONS, "target": REASONS},
                "remarks": {"scope": "Na leto {O.1.2.1.yearly}."},
                "sources": SOURCES,
                "wording": {"heading": "število vseh delavnic"},
                "endings": {"rationale.target.alpha": ","},
            }
        ],
    },
    "objectives/so1/indicators/R.1.3.yaml": {
        "more_reference_years": [2028],
        "baseline_unit": "delež",
        "rationale": {"target": REASONS},
        "remarks": {"scope": "Kazalnik šteje {R.1.3.share}."},
        "sources": SOURCES,
        "wording": {"heading": "Število vseh oseb"},
        "endings": {"rationale.target.alpha": ","},
    },
    "objectives/so2/indicators/R.2.2.yaml": {
        "parts": [
            {
                "id": "R.2.2.1",
                "name": "prva vrsta",
                "unit": "kg",
                "counts": "kilogramov",
                "baseline": 0,
                "reference_year": 2030,
                "more_reference_years": [2029],
                "baseline_unit": "ton",
                "target": 2,
                "figures": {"yearly": {"value": 13, "unit": "kosov"}},
                "rationale": {"target": REASONS},
                "remarks": {"scope": "Na leto {R.2.2.1.yearly}."},
                "sources": SOURCES,
                "wording": {"sources": "Vira sta {sources}."},
                "endings": {"rationale.target.alpha": ","},
            },
            {"id": "R.2.2.2", "name": "druga vrsta", "unit": "EUR", "baseline": 0, "target": 5},
        ],
    },
}
NOT_GIVEN = {
    "ResultIndicator.rationale.milestone",
    "ResultPart.rationale.milestone",
    "CommonRisks.wording",
    "Allocation.endings",
    "Phrase.many",
    "Phrase.zero",
}
"""What nothing prints (below: it is refused), or the language has no number for."""


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that values of a field are of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in {Annotated, Union, types.UnionType, tuple, dict}:
        for inner in get_args(annotation):
            yield from models_in(inner)


def trails(model: type[BaseModel], before: Trail = ()) -> Iterator[Trail]:
    """The way to each field that has a value of its own, from the model of its file."""
    for name, field in model.model_fields.items():
        trail = (*before, (model, name))
        inner = list(models_in(field.annotation))
        for below in inner:
            if (model, name) not in before:  # parts of parts have the fields of parts
                yield from trails(below, trail)
        if not inner:
            yield trail


def given_trails(content: object, before: Trail = ()) -> Iterator[Trail]:
    """The ways to the fields that have a value in the content."""
    if isinstance(content, BaseModel):
        for name in type(content).model_fields:
            yield from given_trails(getattr(content, name), (*before, (type(content), name)))
    elif isinstance(content, dict | tuple):
        for element in content.values() if isinstance(content, dict) else content:
            yield from given_trails(element, before)
    elif content is not None:
        yield before


def named(trail: Trail) -> str:
    """The trail from the nearest thing that has a name of its own: ``ResultPart.rationale.milestone.items``."""
    start = max(at for at, (model, _) in enumerate(trail) if at == 0 or trail[at - 1][1] in {"parts", "phrases"})
    return ".".join((trail[start][0].__name__, *(name for _, name in trail[start:])))


def fill(content: Path) -> None:
    (content / "pictures").mkdir()
    shutil.copy(TEMPLATES / "new" / "content" / "pictures" / "eu-emblem.svg", content / "pictures")
    for file, added in ADDED.items():
        old = yaml.safe_load((content / file).read_text(encoding="utf-8"))
        (content / file).write_text(yaml.safe_dump(old | added, allow_unicode=True), encoding="utf-8")


def in_print(value: Value, path: str) -> bool:
    is_printed = value.field == "figures" or not is_otherwise_printed(value)  # texts here refer to all of them
    return is_printed and path.partition(".")[0] not in UNPRINTED_FILES


def marked(value: Value, old: object, mark: int) -> object:
    """The value as YAML, with a mark of its own; one that must be as it is stays."""
    if isinstance(value.value, Figure):
        return {**(old if isinstance(old, dict) else {"unit": "kosov"}), "value": mark, "unit": f"enota{mark}"}
    if isinstance(value.owner, Mention):
        return {key: f"{text} z{mark}z" for key, text in old.items()} if isinstance(old, dict) else old
    if isinstance(value.value, Decimal):
        return mark
    if isinstance(value.value, str) and value.field not in {"id", "code", "indicators", "version", "status"}:
        return old if len(value.value) == 1 and value.field == "measures" else f"{old} z{mark}z"
    return old


def mark_all(content: Path, programme: Programme) -> dict[str, int]:
    """Mark what can be marked; return the marks by content path."""
    marks: dict[str, int] = {}
    numbers = itertools.count(3001)
    for file in sorted({value.location.file for path, value in programme.values.items() if in_print(value, path)}):
        target = content / file.removeprefix("content/")
        data = yaml.safe_load(target.read_text(encoding="utf-8"))
        for path, value in programme.values.items():
            if value.location.file != file or not in_print(value, path):
                continue
            *way, last = value.place
            holder = data
            for step in way:
                holder = holder[step]
            mark = next(numbers)
            new = marked(value, holder[last], mark)
            if new != holder[last]:
                holder[last], marks[path] = new, mark
        target.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return marks


def printed_texts(programme: Programme) -> Iterator[tuple[tuple[str, ...], str]]:
    for text in texts_of(compose_document(programme, TEMPLATES)):
        yield text.paths, "".join(run.text for run in text.runs)


def judged(programme: Programme) -> list[Diagnostic]:
    printed: set[str] = set()
    compose_document(programme, TEMPLATES, printed)
    return list(find_unprinted(programme, printed, TEMPLATES))


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """The sample with every field that can be printed."""
    content = copied(SAMPLE, tmp_path)
    fill(content)
    return content


def test_every_model_of_the_content_is_judged() -> None:
    """A file that is added must be named above."""

    def below(model: type[BaseModel]) -> Iterator[type]:
        for inner in model.__subclasses__():
            yield from (inner, *below(inner))

    reached = {
        model.__name__ for file in (*PRINTED_FILES, *OTHER_FILES) for trail in trails(file) for model, _ in trail
    }
    models = {model.__name__ for model in below(Content) if model.__module__.startswith("methodology.model.")}
    # an objective is a folder of files; an indicator and what is worded are bases of others; what a programme words
    # otherwise goes into its phrases, and the sections of a language's file are read by the reports that print them
    own_words = {"OwnPhrases", "OwnPhrase", "OwnLabels", "LanguageFile"}
    own_words |= {"CarriedActs", "CarriedAct"}  # the templates' register of acts, which is no content
    assert models - reached == {"Objective", "Indicator", "Worded"} | own_words


def test_every_field_is_given_here_or_declared_with_its_reason(filled: Path) -> None:
    programme = read_content(filled)
    parts = [programme.facts, programme.phrases, programme.risks]
    for objective in programme.objectives:
        parts += [objective.facts, objective.summary, objective.risks, objective.allocation]
        parts += [*objective.outputs, *objective.results]
    given = {named(trail) for part in parts for trail in given_trails(part)}
    for file in PRINTED_FILES:
        for trail in trails(file):
            owner, field = trail[-1]
            declared = any(issubclass(owner, kind) and names.get(field) for kind, names in OTHERWISE_PRINTED.items())
            refused = any(f"{named(trail)}.".startswith(f"{name}.") for name in NOT_GIVEN)
            assert declared or refused or named(trail) in given, named(trail)


def test_every_field_is_printed(filled: Path) -> None:
    plain = read_content(filled)
    assert judged(plain) == []
    marks = mark_all(filled, plain)
    programme = read_content(filled)
    assert judged(programme) == []
    texts = list(printed_texts(programme))
    everything = "\n".join(said.replace(".", "").replace("\N{NO-BREAK SPACE}", "") for _, said in texts)
    missing = [path for path, mark in marks.items() if str(mark) not in everything]
    assert missing == []
    assert [mark for path, mark in marks.items() if "yearly" in path and f"enota{mark}" not in everything] == []
    assert len(marks) > 100
    for path, value in programme.values.items():
        if in_print(value, path) and path not in marks and value.field not in {"date", "status"}:
            assert any(path in paths and str(value.value) in said for paths, said in texts) or isinstance(
                value.owner, Mention
            ), path


def test_what_results_and_parts_say_of_themselves_names_them(filled: Path) -> None:
    """CPR Art. 17(1)(b): the calculation method and the source of the data, of each that has its own."""
    said = [text for _, text in printed_texts(read_content(filled))]
    sources = "Vira, iz katerih se črpajo podatki, sta register udeležencev in ankete."
    by_operation = "je glede na posamezno vrsto operacije določena na naslednji način:"
    for text in (f"R.1.3: {sources}", "R.1.3: na podlagi načrta:", f"O.1.2.1: {sources}"):
        assert text in said
    assert "O.1.2.1: Ciljna vrednost za leto 2039 je določena na podlagi načrta:" in said
    at = said.index("R.1.3: na podlagi načrta:")
    assert said[at + 1 : at + 3] == ["na podlagi dejstev,", "na podlagi izkušenj."]
    result = yaml.safe_load((filled / "objectives/so1/indicators/R.1.3.yaml").read_text(encoding="utf-8"))
    del result["rationale"]["target"]["sentence"]
    (filled / "objectives/so1/indicators/R.1.3.yaml").write_text(yaml.safe_dump(result), encoding="utf-8")
    texts = [text for _, text in printed_texts(read_content(filled))]
    assert f"R.1.3: Ciljna vrednost za leto 2039 {by_operation}" in texts


def test_a_text_that_is_only_a_reference_to_others_is_printed(tmp_path: Path) -> None:
    """However long the way to the words is."""
    content = copied(SAMPLE, tmp_path)
    output = content / "objectives/so1/indicators/O.1.2.yaml"
    text = output.read_text(encoding="utf-8")
    for at, to in enumerate(("remarks.b", "remarks.c", "operations.beta")):
        text += "remarks:\n" * (at == 0) + f"  {'abc'[at]}: '{{O.1.2.{to}}}'\n"
    output.write_text(text, encoding="utf-8")
    assert judged(read_content(content)) == []
