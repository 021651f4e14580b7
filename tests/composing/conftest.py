"""What the composing tests share."""

from __future__ import annotations

import pytest

from methodology.composing.printing import Printer
from methodology.composing.sentences import Sentences
from methodology.model.language import Language
from methodology.model.programme import Programme
from tests.built import SAMPLE, read_content


@pytest.fixture(scope="session")
def sample() -> Programme:
    return read_content(SAMPLE)


@pytest.fixture
def printer(sample: Programme) -> Printer:
    return Printer(sample, Language.of("sl-SI"))


@pytest.fixture
def sentences(printer: Printer) -> Sentences:
    return Sentences(printer)
