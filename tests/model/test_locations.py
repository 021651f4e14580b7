"""Where in a YAML file a fragment of a value stands."""

from __future__ import annotations

import pytest

from methodology.diagnostics import Location, place_in_value

TEXT = """\
a: one
b: >-
  one two
  three
c:
  - four
  - five two
d: two
"""


@pytest.mark.parametrize(
    ("start", "fragment", "place"),
    [
        ((1, 4), "one", (1, 4)),
        ((2, 4), "three", (4, 3)),
        ((2, 4), "four", (2, 4)),  # in a later key
        ((6, 5), "five", (6, 5)),  # in the next item
        ((1, 4), "two", (1, 4)),
        ((8, 4), "", (8, 4)),
    ],
)
def test_a_fragment_is_looked_for_in_its_own_value(
    start: tuple[int, int], fragment: str, place: tuple[int, int]
) -> None:
    assert place_in_value(TEXT, Location("f", *start), fragment) == Location("f", *place)
