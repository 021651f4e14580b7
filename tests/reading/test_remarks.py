"""Remarks: a file beside the document, which no seal and no built file knows; what is wrong with it is told by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.checks import check_programme
from methodology.diagnostics import ContentError
from methodology.editing.remarks import FIRST_LINE, add_remark, set_remark
from methodology.model.remark import REMARKS, PlacedRemark, RemarkAnswer, RemarkEnd
from methodology.model.remark_places import RemarkPlace, find_remark_place
from methodology.reading import read_programme
from methodology.sealing.seal import content_digest, find_uncommitted, origin_of
from methodology.word.snapshot import write_snapshot
from tests.built import SAMPLE, TEMPLATES, copied, read_content
from tests.desk.desks import commit

WHEN = "2026-03-15T10:42:00"
ASKED = PlacedRemark(path="O.1.1.target", author="Ana Novak", at=WHEN, text="Zakaj 80?\n\n- in od kod: »viri«?")
ANSWER = RemarkAnswer(author="Bor Kos", at="2026-03-15T11:00:00", text="2025")
CLOSED = RemarkEnd(author="Ana Novak", at="2026-03-16T08:00:00")
ENTRY = f"- path: O.1.1.target\n  author: Ana\n  at: {WHEN}\n  text: Zakaj?\n"


def read_with(text: str) -> tuple[PlacedRemark, ...]:
    files = dict(read_content(SAMPLE, "content").files) | {REMARKS: text}
    return read_programme(files, "content", TEMPLATES).remarks.root


def test_each_step_is_one_change_of_the_file_and_reads_as_it_was_written() -> None:
    other = ASKED.model_copy(update={"path": "chapters.introduction.2", "quote": "Metodologija: opis", "text": "b"})
    first = add_remark(add_remark("", ASKED), other)
    assert first.startswith(FIRST_LINE)
    assert read_with(first) == (ASKED, other)
    answered = ASKED.model_copy(update={"answers": (ANSWER,)})
    closed = answered.model_copy(update={"closed": CLOSED})
    text = set_remark(set_remark(first, 0, answered), 0, closed)
    assert read_with(text) == (closed, other)
    added = (
        '  answers:\n    - author: Bor Kos\n      at: 2026-03-15T11:00:00\n      text: "2025"\n'
        "  closed:\n    author: Ana Novak\n    at: 2026-03-16T08:00:00\n"
    )
    assert text.count(added) == 1
    assert text.replace(added, "") == first
    assert set_remark(set_remark(text, 0, ASKED), 1, other) == first


def test_what_a_hand_wrote_beside_a_remark_stays() -> None:
    text = f"# Pripombe komisije\n{ENTRY}\n# druga\n{ENTRY.replace('Zakaj?', 'Kdaj?')}"
    (first, _) = read_with(text)
    assert set_remark(text, 0, first.model_copy(update={"closed": CLOSED})) == text.replace(
        "text: Zakaj?\n", "text: Zakaj?\n  closed:\n    author: Ana Novak\n    at: 2026-03-16T08:00:00\n"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ENTRY.replace("  author: Ana\n", ""), "content/remarks.yaml:1:3: error[missing-key]"),
        (ENTRY.replace(WHEN, "2026-03-15"), "content/remarks.yaml:3:7: error[wrong-value]"),
        (ENTRY.replace(WHEN, "2026-02-30T10:00:00"), "content/remarks.yaml:3:7: error[wrong-value]"),
        (ENTRY + "  state: open\n", "content/remarks.yaml:5:3: error[unknown-key]"),
        (ENTRY + ENTRY, "content/remarks.yaml:1:1: error[duplicate-key]"),
        (ENTRY.replace("Zakaj?", "' '"), "content/remarks.yaml:4:9: error[empty-text]"),
    ],
)
def test_a_wrong_one_is_refused_at_its_place(text: str, said: str) -> None:
    with pytest.raises(ContentError) as caught:
        read_with(text)
    assert str(caught.value).startswith(said)


def test_no_seal_and_no_snapshot_knows_of_them(tmp_path: Path) -> None:
    content = copied(SAMPLE, tmp_path)
    commit(tmp_path)
    before, files = origin_of(content, TEMPLATES), read_content(content).files
    assert before is not None
    (content / REMARKS).write_text(FIRST_LINE + ENTRY, encoding="utf-8")
    with_remarks = read_content(content).files
    assert REMARKS in with_remarks
    assert content_digest(with_remarks) == content_digest(files)
    assert write_snapshot(with_remarks, ()) == write_snapshot(files, ())
    assert origin_of(content, TEMPLATES) == before
    assert find_uncommitted(content, TEMPLATES) == ()
    commit(tmp_path, "Remarks")
    assert origin_of(content, TEMPLATES) == before
    (content / "sources.yaml").write_text("register: Register\n", encoding="utf-8")
    assert find_uncommitted(content, TEMPLATES) == ("content/sources.yaml",)


def test_the_place_of_a_paragraph_is_found_by_what_it_says() -> None:
    programme = read_content(SAMPLE)
    name, chapter = next((name, one) for name, one in programme.chapters.items() if len(one.leaves) > 2)
    texts = [leaf.text for leaf in chapter.leaves]

    def place(number: int, quote: str) -> RemarkPlace:
        remark = ASKED.model_copy(update={"path": f"chapters.{name}.{number}", "quote": quote})
        return find_remark_place(programme, remark)

    assert place(2, texts[1]) == (f"chapters.{name}.2", False)
    assert place(1, texts[1]) == (f"chapters.{name}.2", False)  # one before it came
    assert place(2, f"{texts[1]} In še to.") == (f"chapters.{name}.2", False)
    assert place(99, "QQQQQQ XXXXXX") == (f"chapters.{name}.{len(texts)}", True)
    assert place(2, "QQQQQQ XXXXXX") == (f"chapters.{name}.2", True)


def test_a_place_that_is_gone_is_told_until_the_remark_is_closed() -> None:
    text = ENTRY.replace("O.1.1.target", "O.1.1.rationale.gone") + ENTRY.replace("O.1.1.target", "O.9.9")
    files = dict(read_content(SAMPLE, "content").files)
    before = set(check_programme(read_programme(files, "content", TEMPLATES)))

    def found(said: str) -> list[str]:
        programme = read_programme(files | {REMARKS: said.replace("Zakaj?", "Kdaj?", 1)}, "content", TEMPLATES)
        return [str(one.diagnostic).partition("\n")[0] for one in check_programme(programme) if one not in before]

    assert found(text) == [
        (
            "content/remarks.yaml:1: warning[remark-place-gone]: the remark by Ana stands on O.1.1.rationale.gone, "
            "which is gone; the nearest place is O.1.1.rationale"
        ),
        "content/remarks.yaml:5: warning[remark-place-gone]: the remark by Ana stands on O.9.9, which is gone",
    ]
    end = f"  closed:\n    author: Ana\n    at: {WHEN}\n"
    assert found("".join(f"- {entry}{end}" for entry in text.split("- ")[1:])) == []
