"""What a printed value is in the content."""

from __future__ import annotations

import pytest

from methodology.composing.printing import Printer
from methodology.model.language import Language
from methodology.pull.printed_values import read_value
from tests.built import SAMPLE, read_content


@pytest.fixture(scope="module")
def printer() -> Printer:
    programme = read_content(SAMPLE)
    return Printer(programme, Language.of(programme.facts.language))


@pytest.mark.parametrize(
    ("path", "printed", "typed"),
    [
        ("programme.date", "24. 12. 2031", "2031-12-24"),
        ("programme.date", "3.2.2031", "2031-02-03"),
        ("programme.date", "2031-02-03", "2031-02-03"),
        ("programme.date", "2031-24-12", None),
        ("programme.date", "31. 2. 2031", None),
        ("programme.date", "24. december 2031", None),
        ("programme.date", "12. 2031", None),
        ("O.1.1.target", "2.500", "2500"),
        ("O.1.1.target", "2500", "2500"),
        ("O.1.1.target", "2,5", "2.5"),
        ("O.1.1.target", "veliko", None),
        ("O.1.1.yearly", "15", "15"),
        ("O.1.1.id", "O.1.2", None),
        ("operations.alpha", "Nova operacija", "Nova operacija"),
        ("operations.alpha", "", None),
    ],
)
def test_the_value_that_prints_so_is_typed_so(printer: Printer, path: str, printed: str, typed: str | None) -> None:
    assert read_value(printer, path, printed) == typed
