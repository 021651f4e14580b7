"""The shipped content as a repository, and an amendment of it of a dozen different kinds, as an official makes it."""

from __future__ import annotations

from pathlib import Path

from tests.built import CONTENT, replace_in
from tests.verifying.project import Project, new_repository

SO1 = "objectives/so1"
EDITS = (
    # values
    (f"{SO1}/indicators/O.1.3.yaml", "\ntarget: 46\n", "\ntarget: 51\n"),
    (f"{SO1}/indicators/O.1.3.yaml", "\nmilestone: 6\n", "\nmilestone: 8\n"),
    (f"{SO1}/allocation.yaml", "share: 73.71", "share: 73.50"),
    (f"{SO1}/allocation.yaml", "share: 23.16", "share: 23.37"),
    # an operation renamed, one that goes, two in another order
    ("operations.yaml", "pnr: Vzdrževanje in nadaljnji razvoj SI sistema PNR", "pnr: Nadgradnja SI sistema PNR"),
    (f"{SO1}/indicators/O.1.3.yaml", "  - dna\n", ""),
    (f"{SO1}/indicators/O.1.3.yaml", "  - pnr\n  - pruem\n", "  - pruem\n  - pnr\n"),
    # a sentence of a list, a source
    (f"{SO1}/indicators/O.1.3.yaml", "sistemov, ki jih področja operacije vključujejo", "vseh sistemov področja"),
    ("sources.yaml", "delivery_notes: dobavnice", "delivery_notes: dobavnice in računi"),
    # a heading, the words of a chapter, bold, a list of another kind
    ("chapters/conclusion.md", "# ZAKLJUČEK", "# SKLEP"),
    ("chapters/conclusion.md", "so za boljšo povezljivost", "so za **boljšo** in trajnejšo povezljivost"),
    ("chapters/introduction.md", "\n(a) {SO1", "\n- {SO1"),
    ("chapters/introduction.md", "\n(b) {SO2", "\n- {SO2"),
    ("chapters/introduction.md", "\n(c) {SO3", "\n- {SO3"),
)


def signed_repository(top: Path) -> Project:
    """The shipped content and templates, committed and tagged as the signed version."""
    project = new_repository(top, CONTENT)
    project.git("tag", "v2025-11")
    return project


def amend(content: Path) -> None:
    """Make the amendment, without version, date and reasons."""
    for file, old, new in EDITS:
        replace_in(content / file, old, new)


def renumber(content: Path) -> None:
    """Give the amendment its version and its date."""
    replace_in(content / "programme.yaml", "version: 2025-11\n", "version: 2026-03\n")
    replace_in(content / "programme.yaml", "date: 2025-11-03\n", "date: 2026-03-15\n")
