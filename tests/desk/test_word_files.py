"""A Word file brought back to the desk: what it wants is a form, what is taken one edit, the rest is refused."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest

from methodology.desk.answers import Desk
from methodology.desk.guard import MOST_BYTES_OF_FILE, WORD_TYPE
from methodology.messages import speaking
from methodology.model.remark import REMARKS, PlacedRemark, RemarkList
from methodology.word.writing.comments import add_remarks
from tests.desk.desks import copy_content, open_draft, serving

TARGET = "O.1.1.target"


@pytest.fixture(autouse=True)
def in_slovenian() -> Iterator[None]:
    with speaking("sl"):
        yield


def edited(content: bytes, *changes: tuple[str, str]) -> bytes:
    """The file as somebody typed into it, in Word's own text."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "word/document.xml":
                text = data.decode()
                for before, after in changes:
                    assert before in text
                    text = text.replace(before, after)
                data = text.encode()
            new.writestr(entry, data)
    return written.getvalue()


def form_of(desk: Desk, content: bytes) -> Any:
    said = desk.word_files.take_in(content, "popravki.docx")
    assert said["status"] == "read", said
    return desk.form({"kind": "word", "key": str(said["key"])})


def outcomes(form: Any) -> dict[str, list[str]]:
    return {group.outcome: [wish.id or wish.name for wish in group.wishes] for group in form.groups}


def fill(desk: Desk, form: Any, *taken: str, save: bool = True, **more: object) -> dict[str, object]:
    asked = {"kind": "word", "key": form.key, "seen": form.seen, "taken": list(taken), "elsewhere": {}}
    return desk.fill({**asked, **more, "save": save})


def target(desk: Desk) -> str:
    return str(desk.draft.page.programme.values[TARGET].value)


SENTENCE = ("na podlagi izkušenj", "na podlagi dolgih izkušenj")


def test_what_is_chosen_is_taken_as_one_edit(desk: Desk, plain: bytes) -> None:
    form = form_of(desk, edited(plain, (">2.000<", ">2.500<"), SENTENCE))
    (paths,) = outcomes(form).values()
    assert TARGET in paths
    assert len(paths) == 2
    possible: Any = fill(desk, form, *paths, save=False)
    assert possible["status"] == "possible"
    assert any(text["after"].startswith("2.500") for text in possible["affected"])
    assert target(desk) == "2000"
    assert fill(desk, form, TARGET)["status"] == "saved"
    assert target(desk) == "2500"
    assert "dolgih" not in desk.html
    assert len(desk.draft.journal.done) == 1
    assert "popravki.docx" in desk.draft.journal.done[0].label
    assert desk.undo()["status"] == "saved"
    assert target(desk) == "2000"


def test_a_conflict_stays_as_it_is_unless_it_is_chosen(desk: Desk, plain: bytes) -> None:
    content = edited(plain, (">2.000<", ">2.500<"))
    assert desk.save(TARGET, "2400", "2000")["status"] == "saved"
    form = form_of(desk, content)
    (wish,) = form.groups[0].wishes
    assert (form.groups[0].outcome, wish.ours, wish.is_taken) == ("conflict", "2400", False)
    assert fill(desk, form)["status"] == "refused"
    assert target(desk) == "2400"
    assert fill(desk, form, TARGET)["status"] == "saved"
    assert target(desk) == "2500"


def test_what_another_window_wrote_meanwhile_is_never_overwritten(desk: Desk, plain: bytes) -> None:
    form = form_of(desk, edited(plain, (">2.000<", ">2.500<"), SENTENCE))
    file = desk.draft.folders.content / "objectives/so1/indicators/O.1.1.yaml"
    before = file.read_text(encoding="utf-8")
    file.write_text(before.replace("target: 2000", "target: 2100"), encoding="utf-8")
    assert fill(desk, form, TARGET)["status"] == "conflict"
    assert "target: 2100" in file.read_text(encoding="utf-8")
    file.write_text(before, encoding="utf-8")
    desk.refresh()


def at_one_place(content: bytes, old: str, new: str, number: int = 0) -> tuple[str, str]:
    """The change of a text at one of its places in the file."""
    text = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    at = [match.start() for match in re.finditer(re.escape(old), text)][number]
    piece = text[at - 300 : at]
    return f"{piece}{old}", f"{piece}{new}"


@pytest.fixture(scope="module")
def at_some_places(plain: bytes) -> bytes:
    """The file with a target and an operation changed at one of their places."""
    changes = (at_one_place(plain, ">2.000<", ">2.500<"), at_one_place(plain, ">Prva operacija<", ">Prva šola<"))
    return edited(plain, *changes)


NAME = "operations.alpha"


def test_what_was_changed_at_some_places_is_asked_value_by_value(desk: Desk, at_some_places: bytes) -> None:
    form = form_of(desk, at_some_places)
    (group,) = form.groups
    assert (group.outcome, {wish.id for wish in group.wishes}) == ("question", {TARGET, NAME})
    assert [[choice.key for choice in wish.choices] for wish in group.wishes] == [["ask", "everywhere", "here"]] * 2
    assert not any("operations." in f"{wish.name}{wish.note}" for wish in group.wishes)
    assert fill(desk, form)["status"] == "refused"
    assert fill(desk, form, elsewhere={TARGET: "ask", NAME: "ask"})["status"] == "refused"
    assert fill(desk, form, elsewhere={TARGET: "everywhere", NAME: "here"})["status"] == "saved"
    programme = desk.draft.page.programme
    assert target(desk) == "2500"
    assert programme.values[NAME].value == "Prva operacija"
    assert programme.values["O.1.1.operations.alpha"].value == "Prva šola"
    assert desk.undo()["status"] == "saved"
    assert fill(desk, form_of(desk, at_some_places), elsewhere={NAME: "everywhere"})["status"] == "saved"
    assert (target(desk), desk.draft.page.programme.values[NAME].value) == ("2000", "Prva šola")


def test_a_choice_that_cannot_be_is_told_and_nothing_is_taken(desk: Desk, plain: bytes) -> None:
    before = dict(desk.draft.page.programme.files)
    in_table = at_one_place(plain, ">2.000<", ">2.500<", -1)
    form = form_of(desk, edited(plain, in_table, at_one_place(plain, ">Prva operacija<", ">Prva šola<")))
    answer: Any = fill(desk, form, elsewhere={TARGET: "here", NAME: "everywhere"})
    assert answer["status"] == "refused"
    assert "ciljna vrednost" in answer["faults"][0].message
    assert dict(desk.draft.page.programme.files) == before


def test_an_answer_is_not_written_over_what_came_meanwhile(desk: Desk, at_some_places: bytes) -> None:
    form = form_of(desk, at_some_places)
    assert not any(wish.ours for group in form.groups for wish in group.wishes)
    assert desk.save(TARGET, "2100", "2000")["status"] == "saved"
    assert fill(desk, form, elsewhere={TARGET: "everywhere"})["status"] == "conflict"
    assert target(desk) == "2100"
    shown = form_of(desk, at_some_places)
    assert {wish.id: wish.ours for group in shown.groups for wish in group.wishes} == {TARGET: "2.100", NAME: ""}
    assert fill(desk, shown, elsewhere={TARGET: "everywhere"})["status"] == "saved"
    assert target(desk) == "2500"


def test_comments_become_remarks_where_asked(desk: Desk, plain: bytes) -> None:
    remark = PlacedRemark(path=TARGET, author="Bor Kos", at="2026-03-18T09:00:00", text="Zakaj?")
    programme = desk.draft.page.programme
    content = add_remarks(plain, dataclasses.replace(programme, remarks=RemarkList((remark,))))
    form = form_of(desk, content)
    assert form.comments == ("Bor Kos: Zakaj?",)
    assert fill(desk, form)["status"] == "refused"
    assert fill(desk, form, remarks=True)["status"] == "saved"
    (one,) = desk.draft.page.programme.remarks.root
    assert (one.key, one.path) == (remark.key, TARGET)
    assert form_of(desk, content).comments == ()


def bomb() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"0" * 200_000_000)
    return written.getvalue()


def foreign() -> bytes:
    import docx  # noqa: PLC0415

    document = docx.Document()
    document.add_paragraph("Zapisnik sestanka")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "To ni Wordova datoteka"),
        (b"%PDF-1.7\n", "To ni Wordova datoteka"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "zaščitena z geslom"),
        (b"PK\x03\x04 torn", "To ni Wordova datoteka"),
        (bomb(), "narejena, da škodi"),
        (foreign(), "ni kopija tega dokumenta"),
    ],
    ids=["empty", "pdf", "old", "torn", "bomb", "foreign"],
)
def test_a_wrong_file_is_refused_in_plain_words(content: bytes, said: str, desk: Desk) -> None:
    before = dict(desk.draft.page.programme.files)
    refused: Any = desk.word_files.take_in(content, "tuja.docx")
    assert refused["status"] == "refused"
    message = " ".join(fault["message"] for fault in refused["faults"])
    assert said in message
    assert "--" not in message
    assert ".yaml" not in message
    assert dict(desk.draft.page.programme.files) == before
    assert desk.draft.journal.done == []


def test_a_file_of_an_older_version_says_so_and_offers_only_its_own_changes(desk: Desk, plain: bytes) -> None:
    content = edited(plain, SENTENCE)
    assert desk.versions.set_facts("2.0", "1. 6. 2031")["status"] == "saved"
    assert desk.save("O.1.2.target", "14", "12")["status"] == "saved"
    form = form_of(desk, content)
    assert any("različice 1.0" in notice for notice in form.notices)
    (paths,) = outcomes(form).values()
    assert len(paths) == 1
    assert "O.1.2.target" not in paths


def test_the_address_for_files_takes_word_files_within_bounds_alone(
    tmp_path_factory: pytest.TempPathFactory, plain: bytes
) -> None:
    folders = copy_content(tmp_path_factory.mktemp("served"))
    with serving(open_draft(folders)) as browser:
        word = {"Content-Type": WORD_TYPE}
        assert browser.ask("/word", plain, headers=word)[0] == 403
        browser.enter()
        assert browser.ask("/word", plain)[0] == 415
        assert browser.ask("/word")[0] in {404, 405}
        assert browser.ask("/word", plain, headers={**word, "Origin": "http://example.org"})[0] == 403
        assert browser.ask("/word", b"0" * (MOST_BYTES_OF_FILE + 1), headers=word)[0] == 413
        status, _, said = browser.ask("/word?name=%C5%A1.docx", plain, headers=word)
        assert (status, b'"read"' in said) == (200, True)
        assert not (folders.content / REMARKS).exists()
