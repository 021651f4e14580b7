"""Prose and its references."""

from __future__ import annotations

import pytest

from methodology.model.prose import Declared, Prose, ProseError, Reference, parse_prose


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("plain", ("plain",)),
        ("", ()),
        ("{{ x }} and {{%", ("{ x } and {%",)),
        ("a {R.1.7.share} b", ("a ", Reference("R.1.7.share", 2), " b")),
        ("{O.1.1.name:lower}", (Reference("O.1.1.name", 0, lower=True),)),
        ("{operations.pnr|sistema PNR (SI)}", (Reference("operations.pnr", 0, printed="sistema PNR (SI)"),)),
        ("vsaj {=35} oseb", ("vsaj ", Declared("35"), " oseb")),
        ("{=12.311,5 %}{=3–5}", (Declared("12.311,5\N{NO-BREAK SPACE}%"), Declared("3–5"))),
        ("{a}{b}", (Reference("a", 0), Reference("b", 3))),
    ],
)
def test_parts(text: str, parts: tuple[object, ...]) -> None:
    assert parse_prose(text) == parts
    assert list(map(type, parse_prose(text))) == list(map(type, parts))


@pytest.mark.parametrize(
    ("text", "offset"),
    [("a } b", 2), ("a { b", 2), ("x {a b}", 2), ("{}", 0), ("{a:upper}", 0), ("{{{", 2), ("{a|}", 0)]
    + [(f"{{={body}}}", 0) for body in ("", " 35", "35 ", "*35*", "35|36", "9" * 41)],
)
def test_braces_that_make_no_sense(text: str, offset: int) -> None:
    with pytest.raises(ProseError) as caught:
        parse_prose(text)
    assert caught.value.offset == offset


def test_references() -> None:
    assert [reference.path for reference in Prose("{a.b} x {c.d|e}").references] == ["a.b", "c.d"]
