"""Words in their basic form."""

from __future__ import annotations

import pytest

from methodology.checks.lemmas import lemma_of

FORMS = {
    "sl": (
        "nadgradnja nadgradnje nadgradnji nadgradnjo nadgradenj nadgradnjami",
        "Udeleženec udeleženca udeležencu udeležencev udeleženci",
        "kos kosa kosov kosi kose",
        "žvižgač žvižgačev žvižgačem",
        "kartografska kartografske kartografsko",
    ),
    "en": ("participant participants", "system systems", "study studies"),
}


@pytest.mark.parametrize(("language", "forms"), [(language, forms) for language in FORMS for forms in FORMS[language]])
def test_forms_of_a_word_have_one_lemma(language: str, forms: str) -> None:
    assert len({lemma_of(form, language) for form in forms.split()}) == 1


@pytest.mark.parametrize("language", [None, "xx"])
def test_without_a_model_words_stay(language: str | None) -> None:
    assert lemma_of("Nadgradnje", language) == "nadgradnje"


def test_what_no_word_is_stays() -> None:
    assert lemma_of("A" * 1000, "sl") == "a" * 1000
    assert lemma_of("", "sl") == ""
