"""The funds that the program carries, in all languages that it has, and what a programme takes from one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from methodology.diagnostics import ContentError, Diagnostic, Location, nearest
from methodology.messages import translate
from methodology.model.fund import Fund
from methodology.reading.content_text import write_content_file
from methodology.reading.validation import validate
from methodology.reading.yaml_tree import YamlTree, read_yaml

CARRIED = "funds"
"""The folder of the templates with a file for each fund."""
PROPOSED = "proposed_"
"""Stands before the language of a text that could not be compared with the law."""
_FIRST = "en"
"""The language that every text has; a text is a mapping that has it, or a proposal in it."""


def carried_funds(templates: Path) -> tuple[str, ...]:
    """The names of the funds that the program carries: the files without their ending."""
    return tuple(sorted(file.stem for file in (templates / CARRIED).glob("*.yaml")))


def read_carried(templates: Path, name: str) -> YamlTree:
    """The file of a fund by its short name, in capitals or not; raises :class:`ContentError` where there is none."""
    known = carried_funds(templates)
    file = f"{templates.name}/{CARRIED}/{name.lower()}.yaml"
    if name.lower() not in known:
        hint = nearest(name.lower(), known) or translate(
            "it carries {known}", known=", ".join(known) or translate("none")
        )
        raise ContentError(
            [
                Diagnostic(
                    "unknown-fund", translate("the program carries no fund '{name}'", name=name), Location(file), hint
                )
            ]
        )
    return read_yaml(file, (templates / CARRIED / f"{name.lower()}.yaml").read_text(encoding="utf-8"))


def take_fund(carried: YamlTree, language: str) -> Fund:
    """The fund in one language, as ``fund.yaml`` of a programme has it; tables to report by are left out.

    ``language`` is a tag (``sl-SI``); a text that is not there in it is taken in English.
    :attr:`Fund.unverified` names the kinds of texts of which one is a proposal, or is in English for want of another.
    """
    unverified: set[str] = set()
    data = _in_language(carried.data, language.partition("-")[0].lower(), "", unverified)
    if not isinstance(data, dict) or not isinstance(tables := data.get("interventions", {}), dict):
        return validate(carried, Fund)  # raises: what is there is no fund
    data["interventions"] = {key: table for key, table in tables.items() if table.get("scope") != "reporting"}
    if unverified:
        data["unverified"] = sorted(unverified)
    return validate(YamlTree(carried.file, carried.text, data, carried.values, carried.keys), Fund)


def fund_text(fund: Fund) -> str:
    """The text of ``fund.yaml`` of a programme that takes this fund."""
    return write_content_file("fund.yaml", "fund", fund.model_dump(exclude_defaults=True))


def _in_language(value: object, language: str, kind: str, unverified: set[str]) -> object:
    if isinstance(value, list):
        return [_in_language(element, language, kind, unverified) for element in value]
    if not isinstance(value, dict):
        return value
    if value.get("scope") == "reporting":
        return {"scope": "reporting"}
    if _FIRST in value or f"{PROPOSED}{_FIRST}" in value:
        return _text(value, language, kind, unverified)
    inner = {key: key if key in _KINDS else kind for key in value}
    if "scope" in value:
        inner["title"] = "headings"  # of a table, not of an objective
    return {key: _in_language(element, language, inner[key], unverified) for key, element in value.items()}


_KINDS = frozenset(("title", "measures", "name", "unit", "codes", "headings", "counting_units"))
"""The fields that name the kind of a text."""


def _text(texts: Mapping[str, object], language: str, kind: str, unverified: set[str]) -> object:
    if language in texts:
        return texts[language]
    unverified.add(kind)
    proposals = (texts.get(key) for key in (f"{PROPOSED}{language}", _FIRST, f"{PROPOSED}{_FIRST}"))
    return next(text for text in proposals if text is not None)
