"""Standard sentences at the desk: here or everywhere, in all forms."""

from __future__ import annotations

from typing import Any

from methodology.desk.answers import Desk
from tests.desk.test_draft import tree

PATH = "phrases.phrases.operations"


def form_of(desk: Desk, form: str = "two", near: str = "O.1.1") -> Any:
    return desk.form({"kind": "sentence", "path": f"{PATH}.{form}", "near": near})


def fill(desk: Desk, here: str, **texts: str) -> Any:
    seen = {one.form: one.text for one in form_of(desk).forms}
    return desk.fill({"kind": "sentence", "path": PATH, "here": here, "seen": seen, "texts": texts, "save": True})


def test_a_sentence_has_all_its_forms_and_its_places(desk: Desk) -> None:
    form = form_of(desk)
    assert [(one.form, one.counts) for one in form.forms] == [
        ("one", (1,)),
        ("two", (2,)),
        ("few", (3,)),
        ("other", (5,)),
    ]
    assert (form.printed, form.here) == ("two", "O.1.1.wording.operations")
    assert form.places == 3
    single: Any = desk.form({"kind": "sentence", "path": "phrases.phrases.coverage.other", "near": ""})
    assert [(one.form, one.counts) for one in single.forms] == [("other", ())]
    assert desk.form({"kind": "sentence", "path": "O.1.1.target", "near": ""}) is None


def test_a_sentence_is_changed_everywhere_in_two_forms_at_once(desk: Desk) -> None:
    before = tree(desk.draft.folders.content)
    assert fill(desk, "", two="Dve operaciji:", few="Več operacij:")["status"] == "saved"
    assert "Dve operaciji:" in desk.html
    assert '    few: "Več operacij:"\n' in desk.draft.page.programme.files["phrases.yaml"]
    desk.undo()
    assert tree(desk.draft.folders.content) == before


def test_a_sentence_is_changed_at_one_place_alone(desk: Desk) -> None:
    assert fill(desk, "O.1.1.wording.operations", two="Samo tu:")["status"] == "saved"
    assert desk.html.count("Samo tu:") == 1
    path = "O.1.1.wording.operations"
    assert desk.draft.page.programme.values[path].value == "Samo tu:"
    assert desk.fill({"kind": "standard", "path": path, "seen": "Samo tu:", "save": True})["status"] == "saved"
    assert path not in desk.draft.page.programme.values


def test_what_is_no_sentence_changes_nothing(desk: Desk) -> None:
    before = tree(desk.draft.folders.content)
    for text in (" ", "{", "{neznano}", "{O.9.9.target}"):
        answer = fill(desk, "", two=text)
        assert answer["status"] == "refused", text
        assert answer["faults"][0].message
    assert tree(desk.draft.folders.content) == before
