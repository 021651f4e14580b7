"""The programme's name, its title and short title: they name its fund, and one thing alike."""

from __future__ import annotations

from collections.abc import Iterator

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.sentence_words import find_phrases, lemmas_of, words_of
from methodology.messages import translate
from methodology.model.programme import Programme

RULES = Rules(Family.REFERENCES, Scope.VALUE)

_FIELDS = ("title", "short_title", "name")
_SHORTEST = 4
"""Shorter words bind others."""


@RULES.warning("another-fund")
def _find_other_funds(programme: Programme) -> Iterator[Found]:
    """A name that begins or ends like that of the fund, with a capital letter, and is not the fund's."""
    if programme.fund is None:
        return
    name, language = programme.fund.name, programme.language.lemmas
    ends = {lemmas_of(name, language)[place] for place in (0, -1)}
    for field in _FIELDS:
        text = getattr(programme.facts, field)
        words = words_of(text, language)
        named = next((word for word in words[1:] if word.text[0].isupper() and word.lemma in ends), None)
        if named is not None and not any(find_phrases(words, (name,), language)):
            message = translate(
                "'{text}' speaks of '{word}', the fund's name is '{name}'", text=text, word=named.text, name=name
            )
            yield Found(f"programme.{field}", message, named.text)


@RULES.warning("short-title-unlike")
def _find_unlike_titles(programme: Programme) -> Iterator[Found]:
    """A word of the short title that neither the title nor any name of the programme has."""
    facts, language = programme.facts, programme.language.lemmas
    texts = [facts.title, facts.name, facts.authority, *facts.keywords]
    if programme.fund is not None:
        texts.append(programme.fund.name)
    known = {lemma for text in texts for lemma in lemmas_of(text, language)}
    for word in words_of(facts.short_title, language):
        is_plain = len(word.text) >= _SHORTEST and word.text.isalpha() and not word.text.isupper()
        if is_plain and word.lemma not in known:
            message = translate("'{word}' of the short title stands neither in the title nor in a name", word=word.text)
            yield Found("programme.short_title", message, word.text)
