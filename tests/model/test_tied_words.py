"""Short words are tied to the next one where the document is drawn, and nowhere else."""

from __future__ import annotations

import pytest

from methodology.model.document import Run, plain_text
from methodology.model.tied_words import tie, tie_runs, untie

WORDS = ("a", "k", "o", "v", "z")


@pytest.mark.parametrize(
    ("text", "tied"),
    [
        ("v letu in z njim", "v~letu in z~njim"),
        ("Z njim (o tem) »k nam« in/o tem – v letu", "Z~njim (o~tem) »k~nam« in/o~tem – v~letu"),
        ("a v letu", "a~v~letu"),
        ("točka a, črka v", "točka a, črka v"),  # nothing follows, or no space
        ("ob 9 h, mož a: O.1.1 v\nletu", "ob 9 h, mož a: O.1.1 v\nletu"),
        ("m²v letu", "m²v letu"),  # the end of a word
        ("v  letu", "v  letu"),
    ],
)
def test_what_is_tied(text: str, tied: str) -> None:
    tied = tied.replace("~", "\N{NO-BREAK SPACE}")
    assert tie(text, WORDS) == tied
    assert untie(tied, WORDS) == text
    assert tie(text, ()) == text


def test_other_spaces_that_do_not_break_stay() -> None:
    text = "v 25\N{NO-BREAK SPACE}%\N{NO-BREAK SPACE}delu"
    assert untie(tie(text, WORDS), WORDS) == text


def test_a_word_and_its_space_may_stand_in_two_runs() -> None:
    runs = (Run("je v", strong=True), Run(" letu ", source="a.b"), Run("z"), Run(" "), Run("njim"))
    tied = tie_runs(runs, WORDS)
    assert [run.text for run in tied] == ["je v", "\N{NO-BREAK SPACE}letu ", "z", "\N{NO-BREAK SPACE}", "njim"]
    assert [(run.strong, run.source) for run in tied] == [(run.strong, run.source) for run in runs]
    assert untie(plain_text(tied), WORDS) == plain_text(runs)
