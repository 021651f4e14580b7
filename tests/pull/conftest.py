"""What the tests of pull share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Generic, TypeVar

import pytest

from methodology.checks import check_programme
from methodology.model.programme import Programme
from methodology.pull.applying import Workshop
from methodology.pull.original import Original, compose_original
from tests.built import SAMPLE, TEMPLATES, read_content
from tests.pull.test_pull_properties import built

MOST_REMEMBERED = 32
"""Programmes, with what they print and what is found in them."""

Made = TypeVar("Made")


class Memory(Generic[Made]):
    """What was made of each of the last programmes; they are kept, so that each is known by itself."""

    def __init__(self, make: Callable[[Programme], Made]) -> None:
        self._make = make
        self._made: dict[int, tuple[Programme, Made]] = {}

    def of(self, programme: Programme) -> Made:
        """Make it, or take what was made before."""
        key = id(programme)
        known = self._made.pop(key, None) or (programme, self._make(programme))
        self._made[key] = known
        if len(self._made) > MOST_REMEMBERED:
            del self._made[next(iter(self._made))]
        return known[1]


@pytest.fixture(scope="session", autouse=True)
def programmes_made_once() -> Iterator[None]:
    """A programme is read, composed and checked once for the many files that are pulled into it or ask for it.

    Hundreds of files differ in a table and all ask for the same value.
    """
    originals = Memory(lambda programme: compose_original(programme, TEMPLATES))
    findings = Memory(check_programme)
    read = Workshop.read

    @lru_cache(maxsize=MOST_REMEMBERED)
    def read_texts(texts: tuple[tuple[str, str], ...], name: str) -> Programme:
        return read(Workshop(TEMPLATES), dict(texts), name)

    def read_once(workshop: Workshop, files: Mapping[str, str], name: str) -> Programme:
        if workshop.templates != TEMPLATES:
            return read(workshop, files, name)
        return read_texts(tuple(files.items()), name)

    def compose_once(programme: Programme, templates: Path) -> Original:
        return originals.of(programme) if templates == TEMPLATES else compose_original(programme, templates)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Workshop, "read", read_once)
        patch.setattr("methodology.pull.applying.compose_original", compose_once)
        patch.setattr("methodology.pull.pulling.check_programme", findings.of)
        yield


@pytest.fixture(scope="session")
def ours() -> Programme:
    """The sample content, where a module has no other."""
    return read_content(SAMPLE)


@pytest.fixture(scope="module")
def made(ours: Programme) -> bytes:
    """The Word file of a module's content."""
    return built(ours)
