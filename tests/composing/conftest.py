"""What the composing tests share."""

from __future__ import annotations

import pytest

from methodology.composing.printing import Printer
from methodology.composing.sentences import Sentences
from methodology.model.language import Language
from methodology.model.programme import Programme
from methodology.reading import read_programme
from tests.built import SAMPLE


@pytest.fixture(scope="session")
def sample() -> Programme:
    return read_programme(SAMPLE)


@pytest.fixture
def printer(sample: Programme) -> Printer:
    return Printer(sample, Language.of("sl-SI"))


@pytest.fixture
def sentences(printer: Printer) -> Sentences:
    return Sentences(printer)
