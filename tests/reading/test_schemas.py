"""The schemas of the content: current, named in the files, and of one mind with the reader."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from methodology.diagnostics import ContentError
from methodology.reading import read_what_is_whole
from methodology.reading.schemas import IDS, KINDS, ids_text, schema_texts, write_schemas
from tests.built import CONTENT, SAMPLE, TEMPLATES, copied, read_anew, replace_in

SCHEMAS = CONTENT / ".schema"
PLACES = {
    "programme.yaml": "programme",
    "phrases.yaml": "phrases",
    "language.yaml": "language",
    "operations.yaml": "registry",
    "sources.yaml": "registry",
    "risks.yaml": "risks",
    "assumptions.yaml": "assumptions",
    "fund.yaml": "fund",
    "accepted.yaml": "accepted",
    "remarks.yaml": "remarks",
    "outline.yaml": "outline",
    "tables.yaml": "tables",
    "amendments/*.yaml": "amendment",
    "objectives/*/objective.yaml": "objective",
    "objectives/*/results.yaml": "results",
    "objectives/*/risks.yaml": "objective-risks",
    "objectives/*/allocation.yaml": "allocation",
    "objectives/*/indicators/O.*.yaml": "output-indicator",
    "objectives/*/indicators/R.*.yaml": "result-indicator",
}
"""Which kind of file stands where."""


class EditorLoader(yaml.SafeLoader):
    """YAML 1.2 (core schema), as editors read it: ``no`` is a text, ``2025-11-03`` too, ``0898`` a number."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 (PyYAML's own attribute)

    def whole_number(self, node: yaml.ScalarNode) -> int:
        """In YAML 1.2 a leading 0 makes no octal number."""
        return int(node.value)


for tag, pattern, first in (
    ("null", r"null|~|", ["n", "~", ""]),
    ("bool", r"true|false", ["t", "f"]),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"(?:{pattern})\Z"), first)
EditorLoader.add_constructor("tag:yaml.org,2002:int", EditorLoader.whole_number)


def kind_at(file: Path, content: Path) -> str:
    relative = file.relative_to(content).as_posix()
    # fnmatch lets a star stand for slashes too: the most exact place is the right one
    (kind,) = [
        PLACES[place] for place in PLACES if fnmatch(relative, place) and place.count("/") == relative.count("/")
    ]
    return kind


def validator(kind: str) -> Draft202012Validator:
    schema, ids = (json.loads((SCHEMAS / name).read_text(encoding="utf-8")) for name in (f"{kind}.json", IDS))
    registry = Registry().with_resource(IDS, Resource.from_contents(ids))
    return Draft202012Validator(schema, registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER)


def faults(file: Path, content: Path) -> list[str]:
    """What an editor marks in a file."""
    loaded = yaml.load(file.read_text(encoding="utf-8"), EditorLoader)  # noqa: S506 (a safe loader)
    found = validator(kind_at(file, content)).iter_errors(loaded)
    return [f"{error.json_path}: {error.message}" for error in found]


def yaml_files(content: Path) -> list[Path]:
    return sorted(path for path in content.rglob("*.yaml") if ".schema" not in path.parts)


def test_the_schemas_are_current() -> None:
    committed = {path.name: path.read_bytes() for path in SCHEMAS.iterdir() if path.name != IDS}
    assert committed == {name: text.encode() for name, text in schema_texts().items()}, "run: build.py schema"


def test_every_kind_has_its_place() -> None:
    assert set(KINDS) == set(PLACES.values())


def test_schemas_are_written_as_they_are_and_others_go(tmp_path: Path) -> None:
    folder = tmp_path / "content" / ".schema"
    write_schemas(folder)
    (folder / "measure.json").write_text("{}", encoding="utf-8")
    (folder / "notes.txt").write_text("kept", encoding="utf-8")
    (folder / "risks.json").write_text("{}", encoding="utf-8")
    write_schemas(folder)
    assert {path.name for path in folder.iterdir()} == {*schema_texts(), IDS, "notes.txt"}
    assert (folder / "risks.json").read_bytes() == schema_texts()["risks.json"].encode()


def test_the_ids_are_those_of_the_content(signed_content: Path) -> None:
    """As long as nobody has changed it: an id more must fail nowhere."""
    assert (SCHEMAS / IDS).read_text(encoding="utf-8") == ids_text(read_anew(signed_content)), "run: build.py schema"


def test_ids_are_written_for_a_programme_and_stay_without_one(tmp_path: Path) -> None:
    folder, programme = tmp_path / ".schema", read_anew(SAMPLE)
    write_schemas(folder)
    assert (folder / IDS).read_text(encoding="utf-8") == ids_text(None)
    Draft202012Validator.check_schema(json.loads(ids_text(None)))
    write_schemas(folder, programme)
    assert (folder / IDS).read_text(encoding="utf-8") == ids_text(programme)
    write_schemas(folder)
    assert (folder / IDS).read_text(encoding="utf-8") == ids_text(programme)


OFFERED = {
    ("output-indicator", "properties.operations.items"): ("operations", ["alpha", "beta", "gamma"]),
    ("output-indicator", "properties.sources.items"): ("sources", ["register", "survey", "minutes"]),
    ("result-indicator", "properties.sources.items"): ("sources", ["register", "survey", "minutes"]),
    ("results", "properties.sources.items"): ("sources", ["register", "survey", "minutes"]),
    ("risks", "properties.common.items"): ("risks", ["delay", "prices", "own_risk"]),
    ("objective-risks", "properties.factors.items"): ("risks", ["delay", "prices", "own_risk"]),
    ("allocation", "$defs.AllocationRow.properties.code"): ("interventions", ["001", "005", "007"]),
    ("allocation", "$defs.AllocationRow.properties.indicators.items"): (
        "indicators",
        ["O.1.1", "O.1.2", "O.1.2.1", "R.1.3", "O.2.1", "R.2.2", "R.2.2.1", "R.2.2.2"],
    ),
    ("programme", "$defs.Statements.properties.factors"): (
        "chapters",
        [f"chapters.{path.stem}" for path in sorted((SAMPLE / "chapters").iterdir())],
    ),
}
"""What an editor offers where: it goes through the alternatives, and takes the values that one of them lists."""


@pytest.mark.parametrize(("kind", "place"), OFFERED, ids=lambda part: part)
def test_the_ids_of_the_programme_are_offered(kind: str, place: str) -> None:
    name, ids = OFFERED[kind, place]
    schema: Any = json.loads((SCHEMAS / f"{kind}.json").read_text(encoding="utf-8"))
    for key in place.split("."):
        schema = schema[key]
    offered, typed = schema["anyOf"]
    assert offered == {"$ref": f"{IDS}#/$defs/{name}"}
    assert typed != {}
    assert json.loads(ids_text(read_anew(SAMPLE)))["$defs"][name]["enum"] == ids


def test_an_indicator_that_cannot_be_read_is_offered(tmp_path: Path) -> None:
    content = copied(SAMPLE, tmp_path)
    replace_in(content / "objectives/so1/indicators/O.1.1.yaml", "target: 2000", "target: veliko")
    programme = read_what_is_whole(content, None, TEMPLATES).programme
    assert "O.1.1" not in [indicator.id for indicator in programme.indicators]
    assert "O.1.1" in json.loads(ids_text(programme))["$defs"]["indicators"]["enum"]


def test_an_id_that_is_newer_than_the_schema_is_taken() -> None:
    assert [*validator("results").iter_errors({"sources": ["typed_by_hand", {"typed_by_hand": "drugače"}]})] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_one(kind: str) -> None:
    Draft202012Validator.check_schema(validator(kind).schema)


def named(schema: Any) -> Iterator[tuple[str, Any]]:
    """Every key that a schema knows by name, with what it says of it."""
    if isinstance(schema, dict):
        if isinstance(schema.get("properties"), dict) and "type" in schema:
            yield from schema["properties"].items()
        for value in schema.values():
            yield from named(value)
    elif isinstance(schema, list):
        for element in schema:
            yield from named(element)


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_explained(kind: str) -> None:
    schema: dict[str, Any] = json.loads((SCHEMAS / f"{kind}.json").read_text(encoding="utf-8"))
    definitions = schema.get("$defs", {})
    for name, key in named(schema):
        assert {**definitions.get(key.get("$ref", "").rpartition("/")[2], {}), **key}.get("description"), name


@pytest.mark.parametrize("file", yaml_files(CONTENT), ids=lambda file: file.relative_to(CONTENT).as_posix())
def test_a_content_file_names_its_schema_and_holds_to_it(file: Path) -> None:
    line = file.read_text(encoding="utf-8").partition("\n")[0]
    named_file = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", line)
    assert named_file is not None, f"the first line of {file} names no schema"
    assert (file.parent / named_file[1]).resolve() == SCHEMAS / f"{kind_at(file, CONTENT)}.json"
    assert faults(file, CONTENT) == []


@pytest.mark.parametrize("file", yaml_files(SAMPLE), ids=lambda file: file.relative_to(SAMPLE).as_posix())
def test_a_sample_file_holds_to_its_schema(file: Path) -> None:
    assert faults(file, SAMPLE) == []


O11, R13 = "objectives/so1/indicators/O.1.1.yaml", "objectives/so1/indicators/R.1.3.yaml"
R22 = "objectives/so2/indicators/R.2.2.yaml"
TREND = "    sentence: Ciljna vrednost kazalnika je določena na {SO2.allocation.coverage|podlagi} trenda"

WRONG = {
    "a key that is not known": (O11, "target: 2000", "taget: 2000\ntarget: 2000"),
    "a key that is missing": (O11, "milestone: 40\n", ""),
    "a number in words": (O11, "target: 2000", "target: dva tisoč"),
    "a number below 0": (O11, "target: 2000", "target: -1"),
    "a number with a comma": (O11, "yearly: 13", "yearly: 1,3"),
    "two numbers with dots": (O11, "target: 2000", "target: 2.000.000"),
    "a text that is a list": (O11, "name: Število udeležencev", "name: [Število, udeležencev]"),
    "a text that is empty": (O11, "unit: število", 'unit: " "'),
    "a code that is none": (O11, "id: O.1.1", "id: O.1(1"),
    "a measure with a blank": (O11, "measures: [a, b]", "measures: [a b]"),
    "a format that is not known": (R22, "number_format: millions", "number_format: thousands"),
    "a single brace": (O11, "beta: na podlagi izkušenj", "beta: na podlagi }izkušenj"),
    "a reference to nothing": (O11, "beta: na podlagi izkušenj", 'beta: "na podlagi {} izkušenj"'),
    "a format of a reference": (R13, "{R.1.3.name:lower}", "{R.1.3.name:upper}"),
    "a mention of two entries": (O11, "  - alpha\n", "  - alpha: prva\n    gamma: tretja\n"),
    "a mention of a number": (O11, "  - alpha\n", "  - 13\n"),
    "a derivation in two ways": (R13, "derivation: {share: share", "derivation: {count: operations, share: share"),
    "a derivation of a share of nothing": (R13, "{share: share, of: O.1.1.target}", "{share: share}"),
    "reasons without a reason": (R22, TREND, "    items: {}"),
    "a result without values": (R13, "baseline: 0\n", ""),
    "a milestone of a result": (R13, "baseline: 0\n", "baseline: 0\nmilestone: 3\n"),
    "a year that is none": (R13, "reference_year: 2030", "reference_year: 203"),
    "a date that is none": ("programme.yaml", "date: 2031-05-01", "date: 1. 5. 2031"),
    "a day that there is not": ("programme.yaml", "date: 2031-05-01", "date: 2031-02-30"),
    "a name with a capital": ("operations.yaml", "alpha: Prva", "Alpha: Prva"),
    "a code that ends in a dot": ("fund.yaml", '"001"', '"001."'),
    "a form of no category": ("phrases.yaml", "  note_first:\n    one:", "  note_first:\n    single:"),
    "a label that is none": ("phrases.yaml", "  page: Stran\n", "  pages: Stran\n"),
    "a row without a share": ("objectives/so1/allocation.yaml", "    share: 30\n", ""),
    "an objective's code of Cyrillic letters": ("objectives/so1/objective.yaml", "id: SO1", "id: ЅО1"),
    "a kind of list": ("objectives/so2/results.yaml", "sources:", "print_sources: table\nsources:"),
    "factors that are a text": ("objectives/so1/risks.yaml", "factors:\n  - own_risk\n  - delay\n", "factors: delay\n"),
    "a statement that is not asked for": ("programme.yaml", "  data_quality:", "  data_quantity:"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new"), WRONG.values(), ids=WRONG)
def test_reader_and_schema_refuse_the_same(name: str, old: str, new: str, tmp_path: Path) -> None:
    content = copied(SAMPLE, tmp_path)
    replace_in(content / name, old, new)
    with pytest.raises(ContentError) as refused:
        read_anew(content)
    assert {found.location.file for found in refused.value.diagnostics} == {f"content/{name}"}
    assert faults(content / name, content) != []


RIGHT = {
    "a version that is a number": ("programme.yaml", 'version: "1.0"', "version: 2.0"),
    "a text that YAML might take for a truth value": (O11, "counts: oseb", "counts: no"),
    "a figure with its unit": (O11, "yearly: 13", "yearly: {value: 13.25, unit: kg}"),
    "a mention in another form": (O11, "  - alpha\n", '  - alpha: "{operations.alpha} (prva)"\n'),
    "literal braces": (O11, "beta: na podlagi izkušenj", 'beta: "{{na}} podlagi {{{operations.beta}}}"'),
    "a reference in another form": (O11, "beta: na podlagi izkušenj", 'beta: "{operations.beta|druge: 2 dela}"'),
    "a text of several lines": (O11, "beta: na podlagi izkušenj", "beta: >-\n        na podlagi\n\n        izkušenj"),
    "a sum of figures": (R13, "derivation: {share: share, of: O.1.1.target}", "derivation: {sum: [share]}"),
    "a sentence and items": (R13, "  target:\n", "  target:\n    items: {alpha: prvič}\n"),
    "a result with parts alone": (R22, "reference_year: 2030\n", ""),
    "a language with its script": ("programme.yaml", "language: sl-SI", "language: sr-Latn-RS"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new"), RIGHT.values(), ids=RIGHT)
def test_reader_and_schema_take_the_same(name: str, old: str, new: str, tmp_path: Path) -> None:
    content = copied(SAMPLE, tmp_path)
    replace_in(content / name, old, new)
    read_anew(content)
    assert faults(content / name, content) == []
