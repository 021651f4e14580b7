"""Where templates run: they reach no Python, read no file outside of their folder, and end in time and memory."""

from methodology.sandbox.compiler import CompiledTemplates
from methodology.sandbox.deadline import OutOfTimeError, deadline
from methodology.sandbox.environment import (
    EXPRESSION_FAULTS,
    Includes,
    TemplateEnvironment,
    TemplateFolder,
    describe_fault,
    fault_line,
)

__all__ = [
    "EXPRESSION_FAULTS",
    "CompiledTemplates",
    "Includes",
    "OutOfTimeError",
    "TemplateEnvironment",
    "TemplateFolder",
    "deadline",
    "describe_fault",
    "fault_line",
]
