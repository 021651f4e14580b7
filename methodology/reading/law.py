"""What the templates carry of the law: the acts that programmes cite, and the programme's fund."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from methodology.diagnostics import ContentError
from methodology.model.fund import Fund
from methodology.model.law import CarriedActs, CarriedLaw, KnownAct, acts_in
from methodology.model.programme import ProgrammeFacts
from methodology.reading.carried_funds import CARRIED, read_carried, take_fund
from methodology.reading.content_folder import ContentFolder, read_beside

ACTS = Path("law/acts.yaml")
"""The file of the acts in the templates; those of before there was one have none."""


def read_law(
    content: ContentFolder, templates: Path | None, facts: ProgrammeFacts | None, fund: Fund | None
) -> CarriedLaw:
    """Return what the templates carry of the law; faults go to the diagnostics of ``content``."""
    if templates is None or facts is None:
        return CarriedLaw()
    acts: tuple[KnownAct, ...] = ()
    if (file := templates / ACTS).is_file():
        piece = read_beside(content, file, CarriedActs, "law")
        if piece is not None and isinstance(piece.content, CarriedActs):
            acts = acts_in(piece.content, facts.language.partition("-")[0].lower())
    return CarriedLaw(acts, lambda: None if fund is None else _find_carried(templates, fund.fund, facts.language))


def _find_carried(templates: Path, fund: str, language: str) -> Fund | None:
    """The fund that the templates carry by this name, in a language; None where they carry none."""
    file = templates / CARRIED / f"{fund.lower()}.yaml"
    return _take_carried(templates, fund, language, file.read_text(encoding="utf-8")) if file.is_file() else None


@lru_cache(maxsize=2)
def _take_carried(templates: Path, fund: str, language: str, _text: str) -> Fund | None:
    """No content: the law of a fund, which the templates carry."""
    try:
        return take_fund(read_carried(templates, fund), language)
    except ContentError:
        return None
