"""New parts of a programme, and parts taken out, at the desk."""

from __future__ import annotations

from typing import Any

import pytest

from methodology.desk.answers import Desk
from tests.desk.test_draft import tree


def add(desk: Desk, component: str, text: str = "", **said: object) -> Any:
    return desk.fill({"kind": "new", "component": component, "text": text, "save": True, **said})


def remove(desk: Desk, component: str, key: str, *, save: bool = True) -> Any:
    return desk.fill({"kind": "gone", "component": component, "key": key, "name": key, "save": save})


@pytest.mark.parametrize(
    ("component", "said", "file", "line"),
    [
        ("operation", {}, "operations.yaml", "nov_vnos: Nov vnos\n"),
        ("source", {}, "sources.yaml", "nov_vnos: Nov vnos\n"),
        ("risk", {"objectives": []}, "risks.yaml", "  - nov_vnos\n"),
        ("risk", {"objectives": ["SO1"]}, "objectives/so1/risks.yaml", "  nov_vnos: Nov vnos\n"),
        ("chapter", {}, "chapters/nov-vnos.md", "# Nov vnos\n"),
        (
            "assumption",
            {"said": {"value": "1,5", "unit": "EUR", "year": "2024"}},
            "assumptions.yaml",
            "nov_vnos:\n  value: 1.5\n  unit: EUR\n  name: Nov vnos\n  year: 2024\n",
        ),
    ],
)
def test_a_new_part_is_one_edit_and_undone_as_one(
    desk: Desk, component: str, said: dict[str, object], file: str, line: str
) -> None:
    before = tree(desk.draft.folders.content)
    assert add(desk, component, "Nov vnos", **said)["status"] == "saved"
    assert line in desk.draft.page.programme.files[file]
    desk.undo()
    assert tree(desk.draft.folders.content) == before


@pytest.mark.parametrize(
    ("component", "text", "said"),
    [
        ("operation", " ", {}),
        ("risk", "{", {"objectives": []}),
        ("risk", "x", {"objectives": ["SO9"]}),
        ("assumption", "Cena", {"said": {"value": "dva"}}),
        ("assumption", "Cena", {"said": {"value": "1", "year": "lani"}}),
        ("indicator", "", {"code": ""}),
        ("indicator", "", {"code": "O.1.1"}),
        ("indicator", "", {"code": "X.9", "name": "Nov", "unit": ""}),
    ],
)
def test_what_cannot_be_added_changes_nothing(desk: Desk, component: str, text: str, said: dict[str, object]) -> None:
    before = tree(desk.draft.folders.content)
    answer = add(desk, component, text, **said)
    assert answer["status"] == "refused"
    assert answer["faults"][0].message
    assert tree(desk.draft.folders.content) == before


def test_an_indicator_goes_and_comes_in_four_steps(desk: Desk) -> None:
    before = tree(desk.draft.folders.content)
    assert remove(desk, "indicator", "O.2.1")["status"] == "saved"
    assert "O.2.1" not in desk.draft.page.programme.files["objectives/so2/allocation.yaml"]
    allocation = desk.draft.page.programme.objectives[1].allocation
    assert allocation.coverage == allocation.covered_share
    form: Any = desk.form({"kind": "new", "path": ""})
    assert "O.2.1" in [choice.key for choice in form.catalogue]
    steps: Any = desk.form({"kind": "new-indicator", "code": "O.2.1"})
    assert {"O.2.1.milestone", "O.2.1.target"} <= {field.path for field in steps.values}
    assert [one.path for one in steps.lists] == ["O.2.1.measures", "O.2.1.operations", "O.2.1.sources"]
    values = {"O.2.1.milestone": "1,5", "O.2.1.target": "3", "O.2.1.rationale.target.sentence": "na podlagi potreb."}
    lists = {"O.2.1.operations": ["alpha", "gamma"], "O.2.1.sources": ["survey"], "O.2.1.measures": ["a"]}
    assert add(desk, "indicator", "", code="O.2.1", values=values, lists=lists)["status"] == "saved"
    (indicator,) = (one for one in desk.draft.page.programme.indicators if one.id == "O.2.1")
    assert str(indicator.stated_values["milestone"]) == "1.5"
    assert [one.id for one in indicator.sources] == ["survey"]
    desk.undo()
    desk.undo()
    assert tree(desk.draft.folders.content) == before


def test_what_sentences_refer_to_stays(desk: Desk) -> None:
    before = tree(desk.draft.folders.content)
    answer = remove(desk, "indicator", "O.1.1")
    assert answer["status"] == "refused"
    assert "R.1.3" in answer["faults"][0].message
    assert remove(desk, "indicator", "O.9.9")["status"] == "refused"
    assert tree(desk.draft.folders.content) == before


def test_a_value_says_what_it_is_a_part_of(desk: Desk) -> None:
    def found(path: str) -> list[tuple[str, str]]:
        parts: Any = desk.form({"kind": "gone", "path": path})
        return [(one.component, one.key) for one in parts]

    assert found("operations.alpha") == [("operation", "alpha")]
    assert found("O.1.1.name") == [("indicator", "O.1.1")]
    assert found("O.1.1.target") == []
