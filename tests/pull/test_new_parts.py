"""A new indicator, section, row or table is one wish, with what stands in it and the file that would hold it."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path

import pytest
import yaml
from lxml import etree

from methodology.model.programme import Programme
from methodology.pull.applying import Workshop
from methodology.pull.pulled import Act, Pulled, Wish, WishOutcome
from tests.built import SAMPLE, TEMPLATES, copied, read_content, replace_in
from tests.pull import table_edits as tables
from tests.pull.edits import Edit, W, added, edited, said, untouched, with_table, without_names
from tests.pull.test_pull import pulled
from tests.pull.test_pull_properties import built

NAMES = pytest.mark.parametrize("names", [untouched, without_names], ids=["named", "stripped"])


def style(paragraph: etree._Element) -> str:
    return next((mark.get(f"{W}val", "") for mark in paragraph.iter(f"{W}pStyle")), "")


def copied_section(code: str, texts: Sequence[tuple[str, str]]) -> Edit:
    """The section of an indicator is pasted below itself, and texts of the copy are typed over."""

    def edit(root: etree._Element) -> None:
        heading = tables.table_of(root, code).getprevious()
        assert heading is not None
        section = [heading]
        while (following := section[-1].getnext()) is not None and "aslov" not in style(following):
            if following.tag == f"{W}p" and style(following).startswith("Heading"):
                break
            section.append(following)
        copies = [deepcopy(element) for element in section]
        for copy in copies:
            for mark in copy.iter(f"{W}bookmarkStart"):
                mark.set(f"{W}name", f"{mark.get(f'{W}name')}_Copy_1")
            for text in copy.iter(f"{W}t"):
                text.text = dict(texts).get(text.text or "", text.text)
        for copy in reversed(copies):
            section[-1].addnext(copy)

    return edit


def only(result: Pulled) -> Wish:
    (wish,) = result.wishes
    assert (wish.act, wish.outcome, dict(result.files)) == (Act.ADDED, WishOutcome.UNMAPPED, {})
    return wish


@NAMES
def test_a_new_indicator_is_one_wish_with_its_file(ours: Programme, made: bytes, names: Edit) -> None:
    changes = [("O.1.1", "O.1.3"), ("40", "41"), ("2.000", "2.100"), ("Število udeležencev", "Število obiskov")]
    wish = only(pulled(ours, edited(made, copied_section("O.1.1", changes), names)))
    assert (wish.note, wish.about) == ("new_indicator", "O.1.3")
    assert "1a, 1b | O.1.3 | Število obiskov | število | 41 | 2.100" in wish.contents
    assert wish.contents[0] == "Število obiskov"
    assert wish.after == "\n".join(wish.contents)
    assert wish.proposal is not None
    assert wish.proposal.path == "objectives/so1/indicators/O.1.3.yaml"
    file = yaml.safe_load(wish.proposal.text)
    assert {name: file[name] for name in ("id", "name", "measures", "unit", "counts", "milestone", "target")} == {
        "id": "O.1.3",
        "name": "Število obiskov",
        "measures": ["a", "b"],
        "unit": "število",
        "counts": "oseb",
        "milestone": 41,
        "target": 2100,
    }
    assert file["operations"] == ["alpha", "beta"]
    now = Workshop(TEMPLATES).read({**ours.files, wish.proposal.path: wish.proposal.text}, "now")
    assert str(now.values["O.1.3.target"].value) == "2100"


def test_a_name_with_a_space_that_does_not_break_is_found(tmp_path: Path) -> None:
    content = copied(SAMPLE, tmp_path)
    replace_in(content / "operations.yaml", "Prva operacija", "Prva\u00a0operacija")
    theirs = read_content(content)
    wish = only(pulled(theirs, edited(built(theirs), copied_section("O.1.1", [("O.1.1", "O.1.3")]))))
    assert wish.proposal is not None
    assert yaml.safe_load(wish.proposal.text)["operations"] == ["alpha", "beta"]


@NAMES
def test_a_new_row_of_results_is_one_wish(ours: Programme, made: bytes, names: Edit) -> None:
    row = ["R.2.9", "Število novosti", "%", "0", "7,5"]
    wish = only(pulled(ours, edited(made, tables.insert_row("R.2.2.2", 3, row), names)))
    assert (wish.note, wish.about, wish.contents) == ("new_indicator", "R.2.9", (" | ".join(row),))
    assert wish.proposal is not None
    assert wish.proposal.path == "objectives/so2/indicators/R.2.9.yaml"
    file = yaml.safe_load(wish.proposal.text)
    assert (file["id"], file["unit"], file["baseline"], file["target"]) == ("R.2.9", "%", 0, 7.5)
    assert (file["counts"], file["rationale"]["target"]["sentence"]) == ("…", "…")


@NAMES
def test_a_new_part_is_one_wish(ours: Programme, made: bytes, names: Edit) -> None:
    copied = tables.copy_row("O.1.2.1", 2, [None, "O.1.2.2", "- število obiskov", None, "2", "8"])
    wish = only(pulled(ours, edited(made, copied, names)))
    assert (wish.note, wish.about) == ("new_indicator", "O.1.2.2")
    assert wish.proposal is not None
    assert wish.proposal.path == "objectives/so1/indicators/O.1.2.yaml"
    (part,) = yaml.safe_load(wish.proposal.text)["parts"]
    assert part == {
        "id": "O.1.2.2",
        "name": "število obiskov",
        "measures": ["a"],
        "unit": "število",
        "counts": "…",
        "milestone": 2,
        "target": 8,
    }


@NAMES
def test_a_new_row_of_the_allocation_is_one_wish(ours: Programme, made: bytes, names: Edit) -> None:
    row = ["", "Novo ukrepanje", "009", "1,50\u00a0%", "O.1.1, R.1.3"]
    wish = only(pulled(ours, edited(made, tables.insert_row(5, 3, row), names)))
    assert (wish.note, wish.about) == ("new_indicator", "009")
    assert wish.proposal is not None
    assert wish.proposal.path == "objectives/so1/allocation.yaml"
    assert yaml.safe_load(wish.proposal.text) == {
        "rows": [{"code": "009", "share": 1.5, "indicators": ["O.1.1", "R.1.3"]}]
    }


@NAMES
def test_a_row_without_a_code_is_one_wish(ours: Programme, made: bytes, names: Edit) -> None:
    wish = only(pulled(ours, edited(made, tables.insert_row("R.2.2.2", 3, ["skupaj", "vse", "", "", "9"]), names)))
    assert (wish.note, wish.contents, wish.proposal) == ("new_row", ("skupaj | vse |  |  | 9",), None)


def test_a_table_of_its_own_is_one_wish(ours: Programme, made: bytes) -> None:
    wish = only(pulled(ours, edited(made, with_table("Ciljna vrednost za leto", "ena", "dve", "tri"))))
    assert (wish.note, wish.contents) == ("new_table", ("ena | dve | tri",))


def test_a_section_without_a_table_is_one_wish(ours: Programme, made: bytes) -> None:
    def section(root: etree._Element) -> None:
        heading = tables.table_of(root, "O.1.1").getprevious()
        assert heading is not None
        new = deepcopy(heading)
        without_names(new)
        for text in new.iter(f"{W}t"):
            text.text = "Nov razdelek"
        paragraph = etree.Element(f"{W}p")
        etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t").text = "Povsem nov odstavek."
        heading.addprevious(new)
        heading.addprevious(paragraph)

    wish = only(pulled(ours, edited(made, section)))
    assert (wish.note, wish.contents) == ("new_section", ("Nov razdelek", "Povsem nov odstavek."))


@NAMES
def test_a_copied_paragraph_is_not_lost(ours: Programme, made: bytes, names: Edit) -> None:
    """A second match without names must not take the copy for the text that it was copied from."""

    def copied(root: etree._Element) -> None:
        model = next(one for one in root.iter(f"{W}p") if said(one).startswith("Opomba"))
        model.addnext(deepcopy(model))

    result = pulled(ours, edited(made, copied, names))
    assert [wish.note for wish in result.open] == ["new_text"]


def test_two_new_indicators_are_two_wishes(ours: Programme, made: bytes) -> None:
    first = copied_section("O.1.1", [("O.1.1", "O.1.8"), ("40", "41")])
    second = copied_section("O.1.1", [("O.1.1", "O.1.9"), ("40", "42")])
    result = pulled(ours, edited(made, first, second, added("Druga operacija", "Tretja operacija.")))
    assert sorted(wish.about for wish in result.open) == ["O.1.8", "O.1.9"]
