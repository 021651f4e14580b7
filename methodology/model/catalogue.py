"""What the fund's law lays down: its core indicators, implementation measures and types of intervention."""

from __future__ import annotations

from methodology.model.scalars import Code, Content, Text, Year


class CoreIndicator(Content):
    """An indicator as the law names it; parts are listed like indicators."""

    name: Text
    """The official name, as the programme's tables print it."""
    unit: Text | None = None
    """The measurement unit; none for an indicator that has values in its parts alone."""


class CatalogueObjective(Content):
    """What the law lays down for one specific objective, in its order."""

    measures: tuple[Code, ...]
    """The letters of the implementation measures."""
    indicators: dict[Code, CoreIndicator]
    """The core indicators and their parts by code."""


class Catalogue(Content):
    """``catalogue.yaml``."""

    source: Text
    """The law, and how each part of the catalogue could be read."""
    milestone_year: Year
    """The year at whose end the law wants the milestones reached (CPR Art. 16(1))."""
    target_year: Year
    """The year at whose end the law wants the targets reached (CPR Art. 16(1))."""
    counting_units: tuple[Text, ...] = ()
    """The units that count things, so that it must be said which."""
    objectives: dict[Code, CatalogueObjective]
    """The fund's specific objectives by code."""
    interventions: tuple[Code, ...]
    """The codes of the types of intervention."""
