"""What the tests of pull share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from methodology.model.programme import Programme
from methodology.pull.original import Original, compose_original
from tests.built import SAMPLE, TEMPLATES, read_content
from tests.pull.test_pull_properties import built

MOST_ORIGINALS = 8


@pytest.fixture(scope="session", autouse=True)
def originals_composed_once() -> Iterator[None]:
    """What a programme prints is composed once for the many files that are pulled into it.

    The programmes are kept, so that each is known by itself.
    """
    made: dict[tuple[int, Path], tuple[Programme, Original]] = {}

    def compose_once(programme: Programme, templates: Path) -> Original:
        if templates != TEMPLATES:
            return compose_original(programme, templates)
        key = id(programme), templates
        if key not in made:
            made[key] = programme, compose_original(programme, templates)
            if len(made) > MOST_ORIGINALS:
                made.pop(next(iter(made)))
        return made[key][1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("methodology.pull.applying.compose_original", compose_once)
        yield


@pytest.fixture(scope="session")
def ours() -> Programme:
    """The sample content, where a module has no other."""
    return read_content(SAMPLE)


@pytest.fixture(scope="module")
def made(ours: Programme) -> bytes:
    """The Word file of a module's content."""
    return built(ours)
