"""Two texts are merged word by word, and comments hang where something changed."""

from __future__ import annotations

import pytest

from methodology.comparing.words import StretchKind
from methodology.model.document import Inline, Run
from methodology.word.redline.tracked_text import TrackedRun, Tracker


def compact(content: Inline) -> str:
    """The merged text in one line: ``[-deleted-]{+inserted+}``, a comment behind ``#``."""
    marks = {StretchKind.EQUAL: "{}", StretchKind.DELETED: "[-{}-]", StretchKind.INSERTED: "{{+{}+}}"}
    runs = [run for run in content if isinstance(run, TrackedRun)]
    return "".join(marks[run.fate].format(run.text + (f"#{run.comment}" if run.comment else "")) for run in runs)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ((Run("do leta 2029."),), (Run("do leta 2030."),), "do leta [-2029-]{+2030+}."),
        ((Run("krepko je"),), (Run("krepko", strong=True), Run(" je")), "[-krepko-]{+krepko+} je"),
        ((Run("vir", target="#a"),), (Run("vir", target="#b"),), "[-vir-]{+vir+}"),
        ((Run("enako", "a.b"),), (Run("enako", "c.d"),), "enako"),
        ((Run("Povsem drugačen stavek."),), (Run("Nič več tega."),), "[-Povsem drugačen stavek.-]{+Nič več tega.+}"),
        ((), (Run("novo"),), "{+novo+}"),
        ((Run("staro"),), (), "[-staro-]"),
    ],
)
def test_words_looks_and_links_are_compared(old: Inline, new: Inline, expected: str) -> None:
    assert compact(Tracker({}).merge(old, new)) == expected


def test_a_comment_hangs_on_the_first_change_of_its_path() -> None:
    tracker = Tracker({"O.1.target": "ker", "O.2": "ukinjen", "O.3": "nikjer"})
    merged = [
        tracker.merge((Run("39", "O.1.target"),), (Run("39", "O.1.target"),)),
        tracker.merge((Run("39", "O.1.target"),), (Run("45", "O.1.target"),)),
        tracker.merge((Run("39", "O.1.target"),), (Run("45", "O.1.target"),)),
        tracker.merge((Run("Ime", "O.2.name"),), ()),
        tracker.merge((Run("Ime", "O.20.name"), Run("x", "O.2.unit")), ()),
    ]
    assert list(map(compact, merged)) == ["39", "[-39-]{+45#ker+}", "[-39-]{+45+}", "[-Ime#ukinjen-]", "[-Ime-][-x-]"]


def test_a_reason_of_several_changes_is_one_comment() -> None:
    tracker = Tracker({"O.1.1.target": "Nova ocena.", "O.1.1.milestone": "Nova ocena.", "O.1.2.target": "Drugo."})
    merged = [
        tracker.merge((Run("1", path),), (Run("2", path),))
        for path in ("O.1.1.milestone", "O.1.1.target", "O.1.2.target")
    ]
    comments = [run.comment for runs in merged for run in runs if isinstance(run, TrackedRun) and run.comment]
    assert comments == ["Nova ocena.", "Drugo."]
