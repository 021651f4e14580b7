"""Words that go together: wrong sentences with what is said of each, and right ones that raise nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from methodology.checks.wording.agreement import RULES, find_breaches
from methodology.diagnostics import ContentError
from methodology.reading.word_forms import read_word_forms
from tests.built import TEMPLATES, copied
from tests.checks.seeded import ONE, found_by, seeded

SENTENCES = yaml.safe_load((Path(__file__).parent / "agreement.yaml").read_text(encoding="utf-8"))
WRONG = [(tag, text, message) for tag, texts in SENTENCES.items() for text, message in texts["wrong"].items()]


def said(text: str, tag: str) -> list[str]:
    """What the rules say of a text."""
    forms = read_word_forms(TEMPLATES, tag)
    assert forms is not None
    return [f"{breach.code}: {breach.message}" for breach in find_breaches(text, forms, tag)]


@pytest.mark.parametrize(("tag", "text", "message"), WRONG)
def test_words_that_do_not_agree(tag: str, text: str, message: str) -> None:
    assert message in said(text, tag)


@pytest.mark.parametrize("tag", SENTENCES)
def test_right_sentences_raise_nothing(tag: str) -> None:
    assert {text: found for text in SENTENCES[tag]["right"] if (found := said(text, tag))} == {}


def test_a_value_that_changes_leaves_its_noun_behind(tmp_path: Path) -> None:
    file, before = f"{ONE}/indicators/O.1.1.yaml", "na podlagi okoli {O.1.1.yearly} dogodkov na leto."
    predicted = (file, before, "predvidenih je {O.1.1.yearly} dogodkov na leto.")
    assert found_by(RULES, seeded(tmp_path / "right", [predicted])) == ()
    assert found_by(RULES, seeded(tmp_path / "changed", [predicted, (file, "yearly: 13", "yearly: 4")])) == (
        (
            f"O.1.1.rationale.target.sentence {file}:19:15",
            "verb-number: 'predvidenih je 4 dogodkov': with 4 the participle is 'predvideni', not 'predvidenih'",
        ),
    )


def test_templates_without_forms_judge_nothing(tmp_path: Path) -> None:
    templates = copied(TEMPLATES, tmp_path)
    (templates / "languages" / "forms" / "sl.yaml").unlink()
    assert read_word_forms(templates, "sl-SI") is None


def test_forms_at_fault_are_told_with_their_file(tmp_path: Path) -> None:
    templates = copied(TEMPLATES, tmp_path)
    (templates / "languages" / "forms" / "sl.yaml").write_text("cases: [", encoding="utf-8")
    forms = read_word_forms(templates, "sl-SI")
    assert forms is not None
    with pytest.raises(ContentError, match=r"languages/forms/sl\.yaml: error\[template-error\]"):
        forms.nouns("sistem")
