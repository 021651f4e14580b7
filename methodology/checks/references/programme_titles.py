"""The programme's name, its title and short title: they name its fund, and one thing alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import free_texts
from methodology.checks.said_numbers import any_of
from methodology.checks.sentence_words import Word, find_phrases, lemmas_of, sentences_of, words_of
from methodology.messages import translate
from methodology.model.fund import Fund
from methodology.model.programme import Programme

RULES = Rules(Family.REFERENCES, Scope.VALUE)

_FIELDS = ("title", "short_title", "name")
_SHORTEST = 4
"""Shorter words bind others."""
_FEWEST = 3
"""Fewer words are no full name of a fund."""
_BESIDE = 11
"""So many words around another fund tell whether it is named together with the own one."""
_NEAR = 5
"""So many words may stand between a fund and its period, or an act and its fund."""


@RULES.warning("another-fund")
def _find_other_funds(programme: Programme) -> Iterator[Found]:
    """A name that begins or ends like that of the fund, with a capital letter, and is not the fund's."""
    if programme.fund is None:
        return
    name, language = programme.fund.name, programme.language.lemmas
    others = _other_funds(programme, programme.fund)
    ends = {lemmas_of(name, language)[place] for place in (0, -1)}
    for field in _FIELDS:
        text = getattr(programme.facts, field)
        words = words_of(text, language)
        named = next((word for word in words[1:] if word.text[0].isupper() and word.lemma in ends), None)
        if named is None:
            named = next((words[start] for start, *_ in find_phrases(words, others, language)), None)
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
    yield from _exchanged_in_title(words_of(facts.title, language), words_of(facts.short_title, language))


def _exchanged_in_title(title: Sequence[Word], short: Sequence[Word]) -> Iterator[Found]:
    """``okvira uspešnosti`` in the title, ``okvira smotrnosti`` in the short one: behind one word stand two others."""
    behind = {first.lemma: second for first, second in pairwise(short)}
    lemmas = {word.lemma for word in title}
    of_short = {word.lemma for word in short}
    for first, second in pairwise(title):
        other = behind.get(first.lemma)
        is_other = other is not None and other.lemma not in lemmas and second.lemma not in of_short
        if other is not None and is_other and min(len(first.text), len(second.text), len(other.text)) >= _SHORTEST:
            message = translate(
                "the title says '{title}', the short title '{short}'",
                title=f"{first.text} {second.text}",
                short=f"{first.text} {other.text}",
            )
            yield Found("programme.title", message, second.text)


@RULES.warning("fund-of-another-programme")
def _find_funds_of_others(programme: Programme) -> Iterator[Found]:
    """Another fund where the programme's own is meant: before its period, or with its act beside the indicators."""
    if programme.fund is None:
        return
    language, naming, period = programme.language.lemmas, programme.language.naming, programme.facts.period
    others, years = _other_funds(programme, programme.fund), {str(period.first_year), str(period.last_year)}
    kinds = [phrase for phrases in naming.acts.values() for phrase in phrases]
    for text in free_texts(programme):
        for words in sentences_of(text.text, language):
            place = next(find_phrases(words, others, language), None)
            if place is None or any(find_phrases(words, (programme.fund.name,), language)):
                continue
            start, end, _ = place
            of_period = years <= {word.text for word in words[end : end + _NEAR]}
            of_act = any(0 <= start - one[1] < _NEAR for one in find_phrases(words, kinds, language))
            if of_period or (of_act and any(find_phrases(words, naming.indicator, language))):
                typed = text.text[words[start].start : words[end - 1].end]
                message = translate(
                    "'{typed}' is named where the programme's fund is meant, '{name}'",
                    typed=typed,
                    name=programme.fund.name,
                )
                yield Found(text.path, message, typed)
    yield from _find_indicators_of_other_acts(programme, programme.fund)


def _find_indicators_of_other_acts(programme: Programme, own: Fund) -> Iterator[Found]:
    """``Kazalniki so po specifičnih ciljih določeni v uredbi CPR``: the fund's act lays down which there are.

    The common act has articles on indicators; where one of them is cited, rules on articles judge it.
    """
    language, naming = programme.language.lemmas, programme.language.naming
    acts = [name for act in programme.law.acts if act.number not in own.law.act for name in act.names]
    for text in free_texts(programme):
        for words in sentences_of(text.text, language):
            subject = next(find_phrases(words, naming.indicator, language), None)
            if subject is None or subject[0] or any(find_phrases(words, naming.article, language)):
                continue
            cited = next(find_phrases(words, acts, language), None)
            if cited is not None and any(find_phrases(words, naming.objective, language)):
                typed = text.text[words[cited[0]].start : words[cited[1] - 1].end]
                message = translate(
                    "'{typed}' is named where the act of the programme's fund is meant, {act}",
                    typed=typed,
                    act=own.law.act,
                )
                yield Found(text.path, message, typed)


@RULES.warning("fund-misnamed")
def _find_misnamed_funds(programme: Programme) -> Iterator[Found]:
    """A name with all words of the fund's but for one in the middle: *zunanjo varnost* for *notranjo varnost*."""
    if programme.fund is None:
        return
    language = programme.language.lemmas
    name = lemmas_of(programme.fund.name, language)
    known = {lemmas_of(one, language) for one in _other_funds(programme, programme.fund)}
    for text in free_texts(programme) if len(name) > _FEWEST else ():
        words = [word for word in words_of(text.text, language) if word.is_word]
        for place in (place for place, word in enumerate(words) if word.lemma == name[0] and word.text.istitle()):
            said = words[place : place + len(name)]
            if tuple(word.lemma for word in said) not in known and _is_misnamed(said, name):
                typed = " ".join(word.text for word in said)
                message = translate(
                    "'{typed}' is no fund; the programme's is '{name}'", typed=typed, name=programme.fund.name
                )
                yield Found(text.path, message, typed)


def _is_misnamed(said: Sequence[Word], name: Sequence[str]) -> bool:
    """Whether words are those of a name but for one long one in the middle."""
    if len(said) != len(name) or said[-1].lemma != name[-1]:
        return False
    others = [one.text for one, right in zip(said, name, strict=True) if one.lemma != right]
    return len(others) == 1 and len(others[0]) > _FEWEST


@RULES.warning("programme-of-another-fund")
def _find_programmes_of_others(programme: Programme) -> Iterator[Found]:
    """Within another fund's programme, in a reason or beside terms of the own one, and no word of what is shared."""
    if programme.fund is None:
        return
    naming, language = programme.language.naming, programme.language.lemmas
    others = _short_names_of_others(programme, programme.fund)
    terms = (*naming.indicator, *naming.objective, *naming.milestone, *naming.target, *naming.assistance)
    texts = [text for text in free_texts(programme) if any(name in text.text for name in others)]
    for text, words in ((one, words) for one in texts for words in sentences_of(one.text, language)):
        place = next((at for at, word in enumerate(words) if word.text in others), 0)
        is_of_terms = ".rationale." in text.path or any(find_phrases(words, terms, language))
        if place and is_of_terms and _is_meant_alone(programme, programme.fund, words, place):
            message = translate(
                "'{typed}' is named where the programme's fund is meant, '{name}'",
                typed=words[place].text,
                name=programme.fund.name,
            )
            yield Found(text.path, message, words[place].text)


def _is_meant_alone(programme: Programme, own: Fund, words: Sequence[Word], place: int) -> bool:
    """Whether a fund stands behind what something is part of, with no other beside it and nothing shared."""
    naming = programme.language.naming
    shared = any_of((*naming.shared, *naming.negation, *naming.exception))
    beside = words[max(place - _BESIDE, 0) : place + _BESIDE]
    names = _own_names(programme, own)
    language = programme.language.lemmas
    before = place - (words[place - 1].text == "(")
    is_within = any(end == before for _, end, _ in find_phrases(words, naming.within, language))
    is_within |= words[place - 1].text.lower() in naming.paid_from and any(find_phrases(words, naming.paid, language))
    said = " ".join(word.text.lower() for word in words)
    return is_within and shared.search(said) is None and all(one.text.partition("-")[0] not in names for one in beside)


def _short_names_of_others(programme: Programme, own: Fund) -> frozenset[str]:
    """The short names of the funds whose acts are like that of the own one: the last word of a name of the act."""
    acts = [act for act in programme.law.acts if act.number not in own.law.act and act.number not in own.law.common]
    ends = (name.split()[-1] for act in acts if act.about for name in act.names)
    return frozenset(end for end in ends if end.isupper()) - _own_names(programme, own)


def _own_names(programme: Programme, own: Fund) -> frozenset[str]:
    """The short names of the own fund: its code, and those in the names of its act."""
    names = (name for act in programme.law.acts if act.number in own.law.act for name in act.names)
    return frozenset({own.fund, *(word for name in names for word in name.split() if word.isupper())})


def _other_funds(programme: Programme, own: Fund) -> list[str]:
    """The names of funds that the names of known acts say, but for the own one."""
    names = [_fund_of_act(name) for act in programme.law.acts if act.number not in own.law.act for name in act.names]
    return [name for name in names if len(name.split()) >= _FEWEST]


def _fund_of_act(name: str) -> str:
    """What an act is called from its first capital letter on: the name of its fund."""
    words = name.split()
    place = next((place for place, word in enumerate(words) if word[0].isupper()), 0)
    return " ".join(words[place:]) if place else ""
