"""What a content path belongs to: the subject, its name, and the field of it."""

from __future__ import annotations

from collections.abc import Collection

from methodology.model.paths import is_within
from methodology.versions.changes import Subject

REGISTRIES = {
    "operations": Subject.OPERATION,
    "sources": Subject.SOURCE,
    "interventions": Subject.INTERVENTION,
    "risks.factors": Subject.RISK,
}
"""The registries by the root of their entries' paths."""

UNPRINTED = ("accepted", "amendments", "catalogue", "language", "programme.file_name", "programme.statements")
"""What no document prints: the roots of these paths are not compared."""

ROOTS = {"programme": Subject.PROGRAMME, "chapters": Subject.CHAPTER, "phrases": Subject.PHRASE, "risks": Subject.RISK}
PARTS = {"allocation": Subject.ALLOCATION, "risks": Subject.RISK, "measures": Subject.MEASURE}


def is_printed(path: str) -> bool:
    """Whether a document can print what stands at a path."""
    return not any(is_within(path, root) for root in UNPRINTED)


def registry_of(path: str) -> str | None:
    """The registry that an entry's path belongs to."""
    return next((root for root in REGISTRIES if path.startswith(f"{root}.")), None)


def subject_of(path: str, indicators: Collection[str]) -> tuple[Subject, str, str]:
    """The subject, the owner and the field of a path; ``indicators`` are the codes of both versions."""
    if (registry := registry_of(path)) is not None:
        return REGISTRIES[registry], path.removeprefix(f"{registry}."), ""
    parts = path.split(".")
    for length in range(len(parts), 1, -1):
        code = ".".join(parts[:length])
        if code in indicators:
            return Subject.INDICATOR, code, ".".join(parts[length:])
    if parts[0] == "phrases":
        return Subject.PHRASE, ".".join(parts[2:3]), ".".join(parts[3:])
    if parts[0] == "chapters":
        return Subject.CHAPTER, parts[1], ".".join(parts[2:])
    if parts[0] in ROOTS:
        return ROOTS[parts[0]], "", ".".join(parts[1:])
    subject = PARTS.get(parts[1], Subject.OBJECTIVE) if len(parts) > 1 else Subject.OBJECTIVE
    return subject, parts[0], ".".join(parts[1:])
