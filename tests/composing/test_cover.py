"""What the cover says beside titles, version and date: issuer, number and status, where the programme gives them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from methodology.composing import compose_document
from methodology.diagnostics import ContentError
from methodology.model.document import plain_text
from tests.built import SAMPLE, TEMPLATES, copied, read_content

GIVEN = {"issuer": ["Država", "Ministrstvo"], "number": "1/2031", "status": "proposed"}


def cover_lines(folder: Path, given: dict[str, object], *parts: object) -> tuple[str, ...]:
    """The issuer, number and status that a cover prints, in an outline with some more parts or in the templates'."""
    content = copied(SAMPLE, folder)
    file = content / "programme.yaml"
    facts = yaml.safe_load(file.read_text(encoding="utf-8"))
    file.write_text(yaml.safe_dump(facts | given, allow_unicode=True), encoding="utf-8")
    if parts:
        standard = yaml.safe_load((TEMPLATES / "document" / "outline.yaml").read_text(encoding="utf-8"))["parts"]
        outline = {"parts": [*parts, *(part for part in standard if part.get("part") != "cover")]}
        (content / "outline.yaml").write_text(yaml.safe_dump(outline), encoding="utf-8")
    cover = compose_document(read_content(content), TEMPLATES).cover
    return tuple(map(plain_text, (cover.issuer, cover.number, cover.status)))


@pytest.mark.parametrize(
    ("given", "parts", "lines"),
    [
        (GIVEN, (), ("Država\nMinistrstvo", "Številka: 1/2031", "Status: predlog")),
        ({}, (), ("", "", "")),
        ({"status": "draft"}, (), ("", "", "Status: osnutek")),
        (GIVEN, ({"part": "cover", "prints": ["status"]},), ("", "", "Status: predlog")),
        (GIVEN, ("overview",), ("", "", "")),
    ],
)
def test_the_cover_has_what_is_given_and_wanted(
    given: dict[str, object], parts: tuple[object, ...], lines: tuple[str, ...], tmp_path: Path
) -> None:
    assert cover_lines(tmp_path, given, *parts) == lines


@pytest.mark.parametrize(
    ("given", "part", "code"),
    [
        ({"status": "osnutek"}, "cover", "wrong-value"),
        ({}, {"part": "cover", "prints": ["logo"]}, "unknown-part"),
        ({}, {"part": "cover", "columns": ["code"]}, "unknown-key"),
    ],
)
def test_what_it_cannot_have_is_refused(given: dict[str, object], part: object, code: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError) as raised:
        cover_lines(tmp_path, given, part)
    assert {fault.code for fault in raised.value.diagnostics} == {code}
