"""Lists at the desk: added, moved, taken out, with what follows; each saved as one edit."""

from __future__ import annotations

from typing import Any

import pytest

from methodology.desk.answers import Desk
from methodology.desk.entry_lists import make_key
from tests.desk.desks import open_draft
from tests.desk.test_draft import tree


def text_of(desk: Desk, file: str) -> str:
    return desk.draft.page.programme.files[file]


def form_of(desk: Desk, path: str) -> Any:
    return desk.form({"kind": "list", "path": path})


def fill(desk: Desk, path: str, *entries: str | dict[str, object], save: bool = True) -> Any:
    """Fill in the form of a list with these entries, by their ids or as the page sends them."""
    said = [{"key": one, "name": "", "texts": {}} if isinstance(one, str) else one for one in entries]
    seen = [entry.key for entry in form_of(desk, path).entries]
    return desk.fill({"kind": "list", "path": path, "seen": seen, "entries": said, "save": save})


def named(name: str, **texts: str) -> dict[str, object]:
    return {"key": "", "name": name, "texts": texts}


OUTPUT = "objectives/so1/indicators/O.1.1.yaml"


def test_a_form_has_the_entries_and_those_that_could_be(desk: Desk) -> None:
    form = form_of(desk, "O.1.1.operations")
    assert [(entry.key, entry.text) for entry in form.entries] == [
        ("alpha", "Prva operacija"),
        ("beta", "Druga operacija"),
    ]
    assert [entry.key for entry in form.candidates] == ["gamma"]
    assert [field.name for field in form.fields] == ["O.1.1.rationale.milestone.items"]
    assert form_of(desk, "O.1.2.operations").entries[0].text == "druga operacija"
    assert form_of(desk, "O.1.1.target") is None
    assert form_of(desk, "operations") is None


def test_a_list_is_found_from_its_entry_and_from_the_sentence_before_it(desk: Desk) -> None:
    def found(path: str, near: str) -> list[str]:
        return [one["path"] for one in desk.form({"kind": "lists", "path": path, "near": near})]  # type: ignore[attr-defined]

    assert found("operations.alpha", "O.1.1") == ["O.1.1.operations", "O.1.1.rationale.milestone.items"]
    assert found("operations.alpha", "O.2.1") == ["O.2.1.operations"]
    assert found("O.1.1.rationale.milestone.items.beta", "O.1.1") == ["O.1.1.rationale.milestone.items"]
    assert found("O.1.1.target", "O.1.1") == []


def test_entries_move_with_their_reasons_and_come_back_by_one_undo(desk: Desk) -> None:
    before = tree(desk.draft.folders.content)
    assert fill(desk, "O.1.1.operations", "beta", "gamma", "alpha")["status"] == "saved"
    text = text_of(desk, OUTPUT)
    assert "operations:\n  - beta\n  - gamma\n  - alpha\n" in text
    assert text.index("beta: na podlagi") < text.index("alpha: na podlagi")
    desk.undo()
    assert tree(desk.draft.folders.content) == before


def test_what_is_taken_out_takes_its_reason_and_ending_along(desk: Desk) -> None:
    assert fill(desk, "O.1.1.operations", "beta")["status"] == "saved"
    assert "alpha" not in text_of(desk, OUTPUT)


def test_a_new_operation_comes_into_registry_list_and_reasons(desk: Desk) -> None:
    new = named("Šola za varnost", **{"O.1.1.rationale.milestone.items": "na podlagi šole"})
    assert fill(desk, "O.1.1.operations", "alpha", new, "beta")["status"] == "saved"
    assert text_of(desk, "operations.yaml").endswith("sola_za_varnost: Šola za varnost\n")
    assert "      alpha: na podlagi načrta operacije {operations.alpha}\n      sola_za_varnost: na podlagi šole\n" in (
        text_of(desk, OUTPUT)
    )
    assert "Šola za varnost" in desk.html


def test_a_new_risk_is_the_objectives_own_and_goes_with_its_place(desk: Desk) -> None:
    keys = [entry.key for entry in form_of(desk, "SO1.risks.factors").entries]
    assert fill(desk, "SO1.risks.factors", *keys, named("zamuda dobave"))["status"] == "saved"
    assert "  zamuda_dobave: zamuda dobave\n" in text_of(desk, "objectives/so1/risks.yaml")
    assert fill(desk, "SO1.risks.factors", *keys)["status"] == "saved"
    assert "zamuda" not in text_of(desk, "objectives/so1/risks.yaml")


def test_a_word_before_the_last_entry_stays_before_the_last(desk: Desk) -> None:
    draft, path = desk.draft, "O.2.1.endings.sources.register"
    draft.save(path, " ter ", None, "")
    assert fill(desk, "O.2.1.sources", "minutes", "survey", "register")["status"] == "saved"
    assert draft.page.programme.values["O.2.1.endings.sources.survey"].value == " ter "
    assert path not in draft.page.programme.values


def test_codes_and_reasons_are_lists_too(desk: Desk) -> None:
    assert fill(desk, "O.1.1.measures", "b")["status"] == "saved"
    assert "measures: [b]\n" in text_of(desk, OUTPUT)
    items = "O.1.1.rationale.milestone.items"
    assert fill(desk, items, "alpha", "beta", named("ostale", text="po izkušnjah"))["status"] == "saved"
    assert "      ostale: po izkušnjah\n" in text_of(desk, OUTPUT)


def test_a_preview_tells_texts_and_findings_and_writes_nothing(desk: Desk) -> None:
    before = tree(desk.draft.folders.content)
    answer = fill(desk, "O.1.1.operations", "alpha", "beta", "gamma", save=False)
    assert answer["status"] == "possible"
    assert any("Tretja operacija" in one["after"] for one in answer["affected"])
    assert "operation-without-reason" in {one.code for one in answer["new"]}
    assert tree(desk.draft.folders.content) == before


@pytest.mark.parametrize(
    ("path", "entries"),
    [
        ("O.1.1.operations", ("alpha", "alpha")),
        ("O.1.1.operations", ("delta",)),
        ("O.1.1.operations", ("alpha", named("  "))),
        ("O.1.1.rationale.milestone.items", ("alpha", named("nova", text="{O.1.1"))),
        ("O.1.1.measures", ("z",)),
        ("O.1.1.rationale.milestone.items", ("alpha", {"key": "gamma", "name": "", "texts": {}})),
    ],
)
def test_what_cannot_be_in_a_list_changes_nothing(desk: Desk, path: str, entries: tuple[Any, ...]) -> None:
    before = tree(desk.draft.folders.content)
    answer = fill(desk, path, *entries)
    assert answer["status"] == "refused"
    assert answer["faults"][0].message
    assert tree(desk.draft.folders.content) == before
    assert not desk.draft.journal.done


def test_a_list_that_changed_meanwhile_is_a_conflict(desk: Desk) -> None:
    form = form_of(desk, "O.1.1.operations")
    other = Desk(open_draft(desk.draft.folders))
    fill(other, "O.1.1.operations", "beta", "alpha")
    said = {"kind": "list", "path": form.path, "seen": ["alpha", "beta"], "entries": [], "save": True}
    assert desk.fill(said) == {"status": "conflict"}
    assert "operations:\n  - beta\n  - alpha\n" in text_of(desk, OUTPUT)
    other.undo()
    other.close()
    desk.refresh()


def test_an_id_is_made_of_a_name() -> None:
    assert make_key("Žička Šola, d. o. o.", ()) == "zicka_sola"
    assert make_key("Šola", ("sola",)) == "sola_2"
    assert make_key("2024 – načrt", ()) == "n2024_nacrt"
    assert make_key("…", ()) == "entry"
