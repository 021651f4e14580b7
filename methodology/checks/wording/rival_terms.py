"""Terms of programmes: one word for one thing, where a sentence speaks of the programme."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import PrintedText, printed_texts
from methodology.checks.sentence_words import Where, Word, find_phrases, lemmas_of, sentences_of
from methodology.messages import translate
from methodology.model.paths import root_of
from methodology.model.programme import Programme

RULES = Rules(Family.WORDING, Scope.CONTENT)

_YEAR = re.compile(r"(?:19|20)\d\d")
_MOST_OF_RIVALS = 0.5
"""Where another word stands this often beside the term, it is the programme's own."""


@RULES.warning("another-term")
def _find_rival_terms(programme: Programme) -> Iterator[Found]:
    """``indikator`` in a content that says ``kazalnik``."""
    terms = {rival: term.use for term in programme.language.terms for rival in term.instead_of}
    if not terms:
        return
    uses: Counter[str] = Counter()
    found: list[tuple[PrintedText, str, str]] = []
    codes = frozenset(indicator.id for indicator in programme.indicators)
    preferred = tuple(dict.fromkeys(terms.values()))
    language = programme.language.lemmas
    for text in printed_texts(programme):
        for words in sentences_of(text.text, language):
            uses.update(phrase for _, _, phrase in find_phrases(words, preferred, language))
            is_of_indicator = bool(root_of(text.path, codes))
            found += (
                (text, text.text[words[where[0]].start : words[where[1] - 1].end], where[2])
                for where in find_phrases(words, terms, language)
                if _is_of_programme(programme, words, where, is_of_indicator=is_of_indicator)
            )
    rivals = Counter(terms[rival] for _, _, rival in found)
    for text, typed, rival in found:
        use = terms[rival]
        if rivals[use] < _MOST_OF_RIVALS * uses[use]:
            message = translate("'{typed}' is said of what is called '{use}' elsewhere", typed=typed, use=use)
            yield Found(text.path, message, typed)


def _is_of_programme(programme: Programme, words: Sequence[Word], where: Where, *, is_of_indicator: bool) -> bool:
    """Whether a sentence speaks of the programme, and of no earlier period, whose terms were other ones."""
    naming, language = programme.language.naming, programme.language.lemmas
    start, end, _ = where
    former = {lemma for word in naming.former for lemma in lemmas_of(word, language)}
    year = programme.facts.period.first_year
    is_earlier = any(word.lemma in former or (_YEAR.fullmatch(word.text) and int(word.text) < year) for word in words)
    endings = tuple(programme.word_forms.words["both_name_and_not"]) if programme.word_forms else ()
    is_of_field = bool(endings) and start > 0 and words[start - 1].text.endswith(endings)  # ekonomski indikatorji
    outside = any(behind <= start or first >= end for first, behind, _ in find_phrases(words, naming.context, language))
    return not is_earlier and not is_of_field and (outside or is_of_indicator)
