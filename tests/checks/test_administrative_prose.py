"""Ordinary administrative prose raises no alarm: paragraphs as officials write them, wherever a text may stand."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from methodology.checks.arithmetic import typed_numbers
from tests.built import copied, read_content, replace_in
from tests.checks.test_signed_content import SO1, open_findings

PROSE = (Path(__file__).parent / "administrative_prose.txt").read_text(encoding="utf-8").splitlines()
"""Right as they stand: abbreviations, law, dates, amounts, quotations, names, addresses, units, formulas, codes."""

ASKED = [
    *("4", "5", "3", "75", "25", "1.250.000,00", "1.525.000,00", "12", "5", "10", "20", "3", "2"),
    *("1", "7,5", "150", "12,5", "1,2", "350", "1.024", "998", "97,5", "30", "2.130.986", "99,9", "40", "25", "15"),
    *("1", "500", "5.000", "1", "12,4", "13", "18,7", "19", "1", "3,5", "100", "85", "5", "60", "205", "18", "20,5"),
]
"""The numbers among them that nothing accounts for, in their order: an author declares them."""

LONGEST_REMARK = 180


def as_item(text: str) -> str:
    """The text as an item of a list, which begins small and has no full stop of its own."""
    return f"glede na oceno, po kateri velja: {text.removesuffix('.')}"


def in_chapter(content: Path, text: str) -> None:
    replace_in(content / "chapters/conclusion.md", "# ZAKLJUČEK\n\n", f"# ZAKLJUČEK\n\n{text}\n\n")


def in_rationale(content: Path, text: str) -> None:
    old = "na podlagi skupnega števila sistemov, ki jih področja operacije vključujejo"
    replace_in(content / SO1 / "indicators/O.1.3.yaml", old, json.dumps(as_item(text), ensure_ascii=False))


def in_risk(content: Path, text: str) -> None:
    own = f"own:\n  another: {json.dumps(as_item(text), ensure_ascii=False)}\n"
    replace_in(content / SO1 / "risks.yaml", "own:\n", own)
    replace_in(content / SO1 / "risks.yaml", "factors:\n", "factors:\n  - another\n")


def in_source(content: Path, text: str) -> None:
    another = f"another: {json.dumps(as_item(text), ensure_ascii=False)}\nisciu: "
    replace_in(content / "sources.yaml", "isciu: ", another)
    replace_in(content / SO1 / "indicators/O.1.3.yaml", "  - delivery_notes\n", "  - another\n  - delivery_notes\n")


def in_remark(content: Path, text: str) -> None:
    file = content / SO1 / "indicators/R.1.7.yaml"
    remark = json.dumps(text if len(text) < LONGEST_REMARK else text[: text.index(",")] + ".", ensure_ascii=False)
    file.write_text(f"{file.read_text(encoding='utf-8')}remarks:\n  note: {remark}\n", encoding="utf-8")


PLACES: Mapping[str, Callable[[Path, str], None]] = {
    "chapter": in_chapter,
    "rationale": in_rationale,
    "risk": in_risk,
    "source": in_source,
    "remark": in_remark,
}


@pytest.mark.parametrize(("text", "place"), [*zip(PROSE, itertools.cycle(PLACES), strict=False)])
def test_right_prose_raises_no_alarm(text: str, place: str, signed_content: Path, tmp_path: Path) -> None:
    content = copied(signed_content, tmp_path)
    PLACES[place](content, text)
    # a number in it is data, which the reasons of the signed text lack: the acceptance of that is not needed any more;
    # one that is no value of the content is asked for, which the author answers by declaring it
    known = ("'value-without-evidence'", "[typed-number]")
    assert [found for found in open_findings(content) if not any(said in found for said in known)] == []


def test_only_numbers_that_count_something_are_asked_for(signed_content: Path, tmp_path: Path) -> None:
    content = copied(signed_content, tmp_path)
    in_chapter(content, "\n\n".join(PROSE))
    programme = read_content(content)
    asked = [found.found for rule in typed_numbers.RULES for found in rule.find(programme)]
    assert asked == ASKED
