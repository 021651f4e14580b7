"""Remarks go out as Word comments and come back: what a colleague wrote becomes a remark, an answer or an end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from methodology.model.programme import Programme
from methodology.model.remark import REMARKS, PlacedRemark, RemarkAnswer, RemarkEnd, RemarkList
from methodology.pull.pulled import Decisions
from methodology.pull.pulling import EditedFile, pull
from methodology.reading import read_programme
from methodology.word.reading import ACCEPT, read_word_file
from methodology.word.snapshot import read_snapshot
from methodology.word.writing.comments import add_remarks
from tests.built import TEMPLATES

NOW = "2026-03-20T12:00:00"
FIRST = PlacedRemark(path="O.1.1.target", author="Ana Novak", at="2026-03-15T10:42:00", text="Zakaj?\n\nIn od kod?")
SECOND = PlacedRemark(path="chapters.introduction.2", author="Ana", at="2026-03-15T10:43:00", text="Kratko.", quote="a")
ANSWER = RemarkAnswer(author="Bor Kos", at="2026-03-18T09:00:00", text="Iz evidence <b>&amp; drugod")
END = RemarkEnd(author="Ana", at="2026-03-16T08:00:00")
NEW = PlacedRemark(path="O.1.2.target", author="Bor Kos", at="2026-03-18T09:05:00", text="Preveriti.")


def with_remarks(programme: Programme, *remarks: PlacedRemark) -> Programme:
    text = ""
    from methodology.editing.remarks import add_remark  # noqa: PLC0415

    for remark in remarks:
        text = add_remark(text, remark)
    return replace(programme, remarks=RemarkList(remarks), files={**programme.files, REMARKS: text})


def pulled_into(ours: Programme, content: bytes) -> tuple[PlacedRemark, ...]:
    """The remarks after a pull; nothing else changes."""
    files = pull([EditedFile("a.docx", content)], ours, TEMPLATES, Decisions(remarks_at=NOW)).files
    assert files.keys() <= {REMARKS}
    texts = {**ours.files, **{name: text for name, text in files.items() if text is not None}}
    return read_programme(texts, "content", TEMPLATES).remarks.root


def test_they_go_out_as_threads_on_their_places(ours: Programme, made: bytes) -> None:
    closed = SECOND.model_copy(update={"closed": END})
    gone = NEW.model_copy(update={"path": "operations.none"})
    content = add_remarks(made, with_remarks(ours, FIRST.model_copy(update={"answers": (ANSWER,)}), closed, gone))
    comments = read_word_file(content, name="a", accept=ACCEPT).comments
    assert [(one.author, one.date, one.text, one.answers, one.resolved) for one in comments] == [
        ("Ana Novak", "2026-03-15T10:42:00Z", "Zakaj?\n\nIn od kod?", None, False),
        ("Bor Kos", "2026-03-18T09:00:00Z", "Iz evidence <b>&amp; drugod", 0, False),
        ("Ana", "2026-03-15T10:43:00Z", "Kratko.", None, True),
        ("Bor Kos", "2026-03-18T09:05:00Z", "Preveriti.", None, False),
    ]
    assert comments[0].anchor == comments[1].anchor == "2.000"
    assert REMARKS not in read_snapshot(content).files
    assert add_remarks(made, ours) == made


def test_what_comes_back_untouched_changes_nothing(ours: Programme, made: bytes) -> None:
    programme = with_remarks(ours, FIRST.model_copy(update={"answers": (ANSWER,)}), SECOND)
    content = add_remarks(made, programme)
    result = pull([EditedFile("a.docx", content)], programme, TEMPLATES, Decisions(remarks_at=NOW))
    assert (result.files, result.remarks, result.wishes) == ({}, (), ())


def test_what_a_colleague_wrote_in_word_is_taken_in(ours: Programme, made: bytes) -> None:
    answered = FIRST.model_copy(update={"answers": (ANSWER,)})
    resolved = SECOND.model_copy(update={"closed": END})
    here = with_remarks(ours, FIRST, SECOND)
    content = add_remarks(made, with_remarks(ours, answered, resolved, NEW))
    quote = str(ours.values["O.1.2.target"].value)
    assert pulled_into(here, content) == (
        answered,
        SECOND.model_copy(update={"closed": RemarkEnd(author="Ana", at=NOW)}),
        NEW.model_copy(update={"quote": quote}),
    )
    told = pull([EditedFile("a.docx", content)], here, TEMPLATES, Decisions()).remarks
    assert [one.text for one in told] == [FIRST.text, ANSWER.text, SECOND.text, NEW.text]


def test_an_answer_opens_a_closed_one_again_and_nothing_said_here_is_lost(ours: Programme, made: bytes) -> None:
    since = RemarkAnswer(author="Cene", at="2026-03-19T09:00:00", text="Tu.")
    here = with_remarks(ours, FIRST.model_copy(update={"answers": (since,), "closed": END}), NEW)
    content = add_remarks(made, with_remarks(ours, FIRST.model_copy(update={"answers": (ANSWER,)})))
    assert pulled_into(here, content) == (FIRST.model_copy(update={"answers": (since, ANSWER)}), NEW)


def test_threads_that_an_editor_took_apart_make_no_new_remarks(ours: Programme, made: bytes) -> None:
    here = with_remarks(ours, FIRST.model_copy(update={"answers": (ANSWER,)}))
    apart = FIRST.model_copy(update={"author": ANSWER.author, "at": ANSWER.at, "text": ANSWER.text})
    content = add_remarks(made, with_remarks(ours, FIRST, apart))
    assert pulled_into(here, content) == here.remarks.root


@pytest.mark.parametrize("remarks_at", ["", NOW])
def test_only_who_asks_for_it_gets_remarks(ours: Programme, made: bytes, remarks_at: str) -> None:
    content = add_remarks(made, with_remarks(ours, NEW))
    result = pull([EditedFile("a.docx", content)], ours, TEMPLATES, Decisions(remarks_at=remarks_at))
    assert (REMARKS in result.files) == bool(remarks_at)
    assert [(one.path, one.text) for one in result.remarks] == [("O.1.2.target", "Preveriti.")]
