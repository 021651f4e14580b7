"""What can be added and removed."""

from enum import StrEnum


class ComponentKind(StrEnum):
    """What a component of a programme is."""

    OPERATION = "operation"
    SOURCE = "source"
    RISK = "risk"
    CHAPTER = "chapter"
    INDICATOR = "indicator"


class IndicatorKind(StrEnum):
    """What an indicator measures."""

    OUTPUT = "output"
    RESULT = "result"
