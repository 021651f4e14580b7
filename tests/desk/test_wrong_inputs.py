"""Ten wrong inputs for each kind of edit: the content stays, the page stands, and why is said in the reader's words."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pytest

from methodology.desk.answers import Desk
from methodology.desk.draft import source_at
from methodology.messages import speaking
from tests.desk.test_amendment import OF_FILES, PATH
from tests.desk.test_draft import tree
from tests.desk.test_hostile import change_leaf, new, save, set_list

ENGLISH = r"(?i)\b(?:the|is|not|no such|cannot|expected|value|number|text)\b"
PROSE = (
    *("", "{", "}", "{O.1.1", "{O.1.1.target", "{O.9.9.target}", "{neznano}", "{= }", "a\x00b"),
    "{O.1.1.rationale.target.sentence}",
)
"""An unknown value, one that would stand within itself, and braces that are never closed."""
NUMBERS = ("dvajset", "", "1.234", "1,23456", "-5", "{O.1.1.target", "5 6", "1e3", "٣", "12 kosov")
FIGURES = tuple({"1,23456": "1,234567891", "-5": "--5"}.get(one, one) for one in NUMBERS)
YEARS = ("", "lani", "20", "20340", "2034.", "2034,5", "-2034", "MMXXXIV", "2034–2039", "{O.1.1.target}")
DAYS = ("", "jutri", "31. 2. 2026", "1. 6.", "1.6.26", "2026-13-01", "1/6/2026", "0. 1. 2026", "1. junij 2026", "{x}")
WORDS = ("", "da", "Grouped", "procent", "grouped ", "1", "{x}", "grouped,percent", "milions", "-")
CODES = ("", " ", "O.1.1", "O.9 9", "O/9", "../O.9", "O.9\n", "Č.1", "O.9.9.9.9.9.9.9.9.9.9.9.9.9.9", "O.9.9.")
ITEMS = "O.1.1.rationale.milestone.items"


def entry(key: str = "", name: str = "", **texts: str) -> dict[str, object]:
    return {"key": key, "name": name, "texts": texts}


ENTRIES = (
    *(entry("alpha"), entry("delta"), entry(), entry("", "  "), entry("O.1.1"), entry("../alpha")),
    *(
        entry("", "Nova", **{ITEMS: "{"}),
        entry("", "Nova", **{ITEMS: "{O.9.9.target}"}),
        entry("alpha "),
        entry("ALPHA"),
    ),
)
LEAVES = (
    *(("add", ""), ("add", " \n\n "), ("add", "{"), ("add", "{O.9.9.target}"), ("add_footnote", "Konec[^].", "  ")),
    *(("add_footnote", "Konec[^].", "{"), ("up",), ("down",), ("add_row", "a"), ("remove_row",)),
)
SHARES = ("dvajset", "", "-1", "1,234", "1e1", "12 %%", "5 6", "{x}", "٣", "0,001")
PARTS: tuple[tuple[str, str, Mapping[str, object]], ...] = (
    *(("operation", " ", {}), ("source", "", {}), ("chapter", "\n", {}), ("chapter", "{", {})),
    *(("risk", "{", {"objectives": []}), ("risk", "x", {"objectives": ["SO9"]}), ("indicator", "", {"code": "O.1.1"})),
    *(
        ("assumption", "Cena", {"said": {"value": "dva"}}),
        ("assumption", "Cena", {"said": {"value": "1", "year": "x"}}),
    ),
    ("indicator", "", {"code": "O.2.9", "name": "Nov", "unit": "", "indicator_kind": "output", "objective": "SO9"}),
)
GONE = (
    *(("indicator", "O.1.1"), ("indicator", "O.9.9"), ("indicator", "O.1.1.target"), ("operation", "delta")),
    *(("operation", "operations.alpha"), ("operation", ""), ("source", "x"), ("risk", "x"), ("chapter", "x")),
    ("assumption", "x"),
)
SENTENCES = (" ", "{", "}", "{neznano}", "{O.9.9.target}", "{count", "a\x00", "{=}", "{{{", "{operations.alpha")
VERSIONS = (
    *(("", "1. 6. 2031"), (" ", "1. 6. 2031"), ("/", "1. 6. 2031"), ("2/0", "1. 6. 2031"), ("2.0", "")),
    *(("2.0", "jutri"), ("2.0", "31. 2. 2031"), ("~^", "1. 6. 2031"), ("a\x00", "1. 6. 2031"), ("con", "1. 6. 2031")),
)
REMARKS = (
    *(("O.1.1.target", ""), ("O.1.1.target", " \n"), ("O.1.1.target", "a\x00"), ("O.1.1.target", "\x1b[0m")),
    *(("", "Zakaj?"), ("O.9.9.target", "Zakaj?"), ("../x", "Zakaj?"), ("O.1.1.", "Zakaj?"), ("chapters.x.1", "Zakaj?")),
    ("chapters.introduction.999", "Zakaj?"),
)


def share(desk: Desk, typed: str) -> Any:
    form: Any = desk.form({"kind": "allocation", "path": "SO1.allocation.coverage"})
    seen = {row.code: row.typed for row in form.rows}
    rows = [{"code": row.code, "typed": typed if row is form.rows[0] else row.typed} for row in form.rows]
    return desk.fill({"kind": "allocation", "path": form.path, "seen": seen, "rows": rows, "save": True})


def sentence(desk: Desk, text: str) -> Any:
    path = "phrases.phrases.operations"
    seen = {one: source_at(desk.draft.page.programme, f"{path}.{one}") for one in ("one", "two", "few", "other")}
    said = {"kind": "sentence", "path": path, "here": "", "seen": seen, "texts": {"two": text}}
    return desk.fill({**said, "save": True})


def remove(desk: Desk, what: tuple[str, str]) -> Any:
    return desk.fill({"kind": "gone", "component": what[0], "key": what[1], "name": what[1], "save": True})


def typed_at(path: str) -> Callable[[Desk, str], Any]:
    """What is typed at a path: it is asked about as it is typed, and saved."""

    def edit(desk: Desk, text: str) -> Any:
        assert desk.preview(path, text)["status"] == "refused", text
        desk.forget(path)
        return save(desk, path, text)

    return edit


KINDS: Mapping[str, tuple[Sequence[Any], Callable[[Desk, Any], Any]]] = {
    "number": (NUMBERS, typed_at("O.1.1.target")),
    "figure": (FIGURES, typed_at("R.1.3.share")),
    "year": (YEARS, typed_at("programme.target_year")),
    "day": (DAYS, typed_at("programme.date")),
    "choice": (WORDS, typed_at("O.1.1.number_format")),
    "code": (CODES, typed_at("O.1.2.id")),
    "sentence": (PROSE, typed_at("O.1.1.rationale.target.sentence")),
    "paragraph": ((*PROSE[1:-1], "{SO1}", " {"), typed_at("chapters.introduction.2")),
    "list": (ENTRIES, lambda desk, said: set_list(desk, "O.1.1.operations", said)),
    "leaf": (LEAVES, lambda desk, said: change_leaf(desk, "chapters.conclusion.2", *said)),
    "share": (SHARES, share),
    "new part": (PARTS, lambda desk, said: new(desk, said[0], said[1], **said[2])),
    "part that goes": (GONE, remove),
    "standard sentence": (SENTENCES, sentence),
    "version": (VERSIONS, lambda desk, said: desk.versions.set_facts(*said)),
    "remark": (
        REMARKS,
        lambda desk, said: desk.remarks.write({"do": "add", "path": said[0], "text": said[1], "name": "Ana Novak"}),
    ),
}


@pytest.fixture(autouse=True)
def in_slovenian() -> Iterator[None]:
    with speaking("sl"):
        yield


def told(answer: Mapping[str, Any]) -> list[str]:
    """What an answer says, fault by fault."""
    plain = [fault if isinstance(fault, dict) else dataclasses.asdict(fault) for fault in answer["faults"]]
    return [f"{fault['message']} {fault.get('hint') or ''}" for fault in plain]


@pytest.mark.parametrize("kind", KINDS)
def test_ten_wrong_inputs_of_each_kind_are_refused_in_words(kind: str, desk: Desk) -> None:
    inputs, edit = KINDS[kind]
    files, html = tree(desk.draft.folders.content), desk.html
    for said in inputs:
        answer = edit(desk, said)
        assert answer["status"] == "refused", (said, answer)
        messages = told(answer)
        assert messages, said
        for message in messages:
            assert message.strip(), said
            of_desk = message.replace(str(said), "").replace("O.9.9.target", "")
            assert not re.findall(PATH, of_desk), (said, message)
            assert not re.findall(OF_FILES, message), (said, message)
            assert not re.findall(ENGLISH, message), (said, message)
    assert tree(desk.draft.folders.content) == files
    assert desk.html == html
