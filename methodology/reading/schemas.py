"""JSON Schemas of the content files, made from the models, so that an editor completes keys and marks what is wrong.

A schema takes what reading takes, with four exceptions. What several keys or files say together (a code against its
file's name, an operation against the registry) is known to reading alone. So is how a number was typed: 2.092 is a
number to an editor. So is how long a text may be. And a key without a value is marked, which reading takes for left out
where it may be.
"""

from __future__ import annotations

import ast
import inspect
import itertools
import json
import re
import textwrap
from collections.abc import Mapping
from functools import cache
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from methodology.model.assumption import Assumptions, Figure
from methodology.model.data_table import DataDescriptions
from methodology.model.fund import Fund
from methodology.model.indicator import OutputIndicator, ResultIndicator
from methodology.model.justification import Acceptances, Amendment
from methodology.model.objective import Allocation, AllocationRow, ObjectiveFacts, ObjectiveRisks, Summary
from methodology.model.outline import Outline
from methodology.model.phrases import LanguageUse, OwnPhrases
from methodology.model.programme import CommonRisks, Programme, ProgrammeFacts, Registry, Statements
from methodology.model.remark import RemarkList
from methodology.model.scalars import Content, natural_order
from methodology.reading.content_folder import INDICATORS

KINDS: Mapping[str, type[BaseModel]] = MappingProxyType(
    {
        "accepted": Acceptances,
        "allocation": Allocation,
        "assumptions": Assumptions,
        "amendment": Amendment,
        "fund": Fund,
        "language": LanguageUse,
        "objective": ObjectiveFacts,
        "objective-risks": ObjectiveRisks,
        "outline": Outline,
        "output-indicator": OutputIndicator,
        "phrases": OwnPhrases,
        "programme": ProgrammeFacts,
        "registry": Registry,
        "remarks": RemarkList,
        "result-indicator": ResultIndicator,
        "results": Summary,
        "risks": CommonRisks,
        "tables": DataDescriptions,
    }
)
"""The kinds of content files, each with its model."""


IDS = "ids.json"
"""The schema of the programme's own ids, which the others lead to: an editor offers them, and takes others too.

It is data of the programme, not of the models: a content folder has the one that was last written for it.
"""
_IDS_OF_LISTS = {
    "operations": "operations",
    "sources": "sources",
    "factors": "risks",
    "common": "risks",
    "indicators": "indicators",
}
"""Which ids stand in the lists of content, by the names of their fields."""
_IDS_OF_FIELDS: Mapping[type[BaseModel], Mapping[str, str]] = {
    AllocationRow: {"code": "interventions"},
    Figure: {"source": "sources"},
    Statements: dict.fromkeys(Statements.model_fields, "chapters"),
}
"""Which ids single values are."""


def schema_texts() -> dict[str, str]:
    """The text of each schema file by its name, ``<kind>.json``; the same models give the same texts."""
    return {f"{kind}.json": _schema_text(model) for kind, model in KINDS.items()}


def ids_text(programme: Programme | None) -> str:
    """The text of :data:`IDS` for a programme, one id a line; without ids for none.

    An indicator in a file with errors is among them.
    """
    ids = {} if programme is None else _ids_of(programme)
    kinds = dict.fromkeys([*_IDS_OF_LISTS.values(), *(kind for of in _IDS_OF_FIELDS.values() for kind in of.values())])
    definitions = {kind: {"enum": list(dict.fromkeys(ids.get(kind, ())))} for kind in kinds}
    schema = {"$schema": _ContentSchema.schema_dialect, "$defs": definitions}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _ids_of(programme: Programme) -> dict[str, list[str]]:
    files = (file for file in programme.files if PurePosixPath(file).parent.name == INDICATORS)
    in_order = sorted(files, key=lambda file: (PurePosixPath(file).parent, natural_order(PurePosixPath(file).stem)))
    indicators = [code for file in in_order for code in _CODE_LINE.findall(programme.files[file])]
    return {
        "operations": list(programme.operations),
        "sources": list(programme.sources),
        "risks": [*programme.risks.factors, *(name for one in programme.objectives for name in one.risks.own)],
        "indicators": indicators,
        "interventions": list(programme.interventions),
        "chapters": [f"chapters.{name}" for name in programme.chapters],
    }


_CODE_LINE = re.compile(r"""(?m)^[ ]*(?:-[ ]+)?id:[ ]+["']?([^\s"'#]+)""")
"""The line with the code of an indicator or a part, in files that cannot be read, too."""


def write_schemas(folder: Path, programme: Programme | None = None) -> None:
    """Write every schema into ``folder``, which is created if missing; remove schemas of no kind.

    Without a programme its ids stay as they were written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    texts = schema_texts()
    if programme is not None or not (folder / IDS).exists():
        texts[IDS] = ids_text(programme)
    for old in sorted(folder.glob("*.json")):
        if old.name not in {*texts, IDS}:
            old.unlink()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _schema_text(model: type[BaseModel]) -> str:
    schema = _without_titles(model.model_json_schema(schema_generator=_ContentSchema))
    return json.dumps({"$schema": _ContentSchema.schema_dialect, **schema}, indent=2, ensure_ascii=False) + "\n"


_OFFERED = "ids"
"""Stands for the reference into another file, which pydantic would look up."""


def _without_titles(schema: Any) -> Any:
    """A schema without the titles that pydantic makes of names, its descriptions as editors show them.

    A key of the content may be called ``title``: then a schema stands there, not a text.
    """
    if isinstance(schema, list):
        return [_without_titles(element) for element in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.keys() == {_OFFERED}:
        return {"$ref": f"{IDS}#/$defs/{schema[_OFFERED]}"}
    kept = {key: value for key, value in schema.items() if key != "title" or not isinstance(value, str)}
    return {
        key: _hover_text(value) if key == "description" and isinstance(value, str) else _without_titles(value)
        for key, value in kept.items()
    }


class _ContentSchema(GenerateJsonSchema):
    """What pydantic makes of a model, fit for completing: each key with its docstring, no defaults, no nulls."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        schema_of_model = super().model_schema(schema)
        for name, text in _field_docstrings(schema["cls"]).items():
            if name in schema_of_model.get("properties", {}):
                schema_of_model["properties"][name]["description"] = text
        for name, key in schema_of_model.get("properties", {}).items():
            if name in _IDS_OF_LISTS and "items" in key:
                key["items"] = _offer(_IDS_OF_LISTS[name], key["items"])
            elif kind := _IDS_OF_FIELDS.get(schema["cls"], {}).get(name):
                description = {"description": key.pop("description")}
                schema_of_model["properties"][name] = description | _offer(kind, key)
        return schema_of_model

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        schema_of_dict = super().dict_schema(schema)
        if "patternProperties" in schema_of_dict:
            schema_of_dict.setdefault("additionalProperties", False)
        return schema_of_dict

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])


def _offer(kind: str, schema: JsonSchemaValue) -> JsonSchemaValue:
    """A schema that offers the programme's ids of a kind."""
    return {"anyOf": [{_OFFERED: kind}, schema]}


@cache
def _docstrings_of(kind: type[BaseModel]) -> Mapping[str, str]:
    (definition,) = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    return _docstrings_below(definition.body) if isinstance(definition, ast.ClassDef) else {}


def _field_docstrings(model: type[BaseModel]) -> dict[str, str]:
    """The docstrings below the fields, which Python itself does not keep; a subclass's before those it inherits.

    They are read from the source when schemas are made, so that a build does not pay for them.
    """
    docstrings: dict[str, str] = {}
    for kind in reversed(model.__mro__):
        if issubclass(kind, Content):
            docstrings |= _docstrings_of(kind)
    return docstrings


def _docstrings_below(statements: list[ast.stmt]) -> dict[str, str]:
    return {
        field.target.id: below.value.value
        for field, below in itertools.pairwise(statements)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
        and isinstance(below.value.value, str)
    }


def _hover_text(docstring: str) -> str:
    """A docstring as editors show it, in Markdown: a paragraph a line."""
    paragraphs = (" ".join(paragraph.split()) for paragraph in docstring.replace("``", "`").split("\n\n"))
    return "\n\n".join(paragraphs)
