"""What the fund's law lays down: its core indicators, implementation measures and types of intervention."""

from __future__ import annotations

from methodology.model.indicator import Measure
from methodology.model.objective import InterventionCode, ObjectiveId
from methodology.model.scalars import Content, IndicatorCode, Text


class CoreIndicator(Content):
    """An indicator as the law names it; parts are listed like indicators."""

    name: Text
    unit: Text | None = None


class CatalogueObjective(Content):
    """What the law lays down for one specific objective, in its order."""

    measures: tuple[Measure, ...]
    indicators: dict[IndicatorCode, CoreIndicator]


class Catalogue(Content):
    """``catalogue.yaml``. ``source`` names the law and says how each part of the catalogue could be read."""

    source: Text
    objectives: dict[ObjectiveId, CatalogueObjective]
    interventions: tuple[InterventionCode, ...]
