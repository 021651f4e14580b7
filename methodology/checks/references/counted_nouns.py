"""What an indicator counts: persons, pieces, events; said in ``counts`` and by the noun after its printed value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import SameProgramme
from methodology.checks.references.copied_references import indicators_of, referring_sentences
from methodology.checks.sentence_words import find_phrases, lemmas_of, words_of
from methodology.messages import translate
from methodology.model.assumption import PERCENT
from methodology.model.indicator import Indicator
from methodology.model.programme import Programme

RULES = Rules(Family.REFERENCES, Scope.OBJECTIVES)

_SHORT = 3
"""Letters of words that join, and count nothing."""

_FEWEST_OTHERS = 2
_MOST = 0.6
"""The share of words that names of one kind of thing have in common."""


@RULES.warning("counts-another-thing")
def _counts_of_other_things(programme: Programme) -> Iterator[Found]:
    """``counts`` that says persons of things, things of persons, or another noun than indicators of the same name."""
    heads = {indicator.id: head_of(programme, indicator) for indicator in programme.indicators}
    for indicator in programme.indicators:
        message = _other_count(programme, indicator, heads) if indicator.counts and heads[indicator.id] else ""
        if message:
            yield Found(f"{indicator.id}.counts", message, str(indicator.counts))


def _other_count(programme: Programme, indicator: Indicator, heads: dict[str, set[str]]) -> str:
    """What is wrong with what an indicator counts; nothing where it counts what its name begins with."""
    language, head = programme.language.lemmas, heads[indicator.id]
    counted = _nouns(indicator.counts or "", language)
    strange = _noun_of_others(programme, indicator, heads)
    if strange is not None:
        return translate(
            "{code} counts '{counts}', which is what {other} counts ({others})",
            code=indicator.id,
            counts=indicator.counts,
            other=strange.id,
            others=strange.counts,
        )
    is_of_name = bool(counted & _nouns(indicator.name, language))
    if not counted or counted & head or (is_of_name and not _is_counted_by_namesakes(programme, indicator, heads)):
        return ""
    is_exchanged = _count_of_sibling(programme, indicator, counted)
    if is_exchanged or _are_persons(programme, counted) != _are_persons(programme, head):
        return translate(
            "{code} counts '{counts}', its name '{name}'",
            code=indicator.id,
            counts=indicator.counts,
            name=indicator.name,
        )
    other = _said_otherwise(programme, indicator, heads) or _counted_by_others(programme, indicator)
    if other is None:
        return ""
    return translate(
        "{code} counts '{counts}', {other} of the same kind '{others}'",
        code=indicator.id,
        counts=indicator.counts,
        other=other.id,
        others=other.counts,
    )


def _noun_of_others(programme: Programme, one: Indicator, heads: dict[str, set[str]]) -> Indicator | None:
    """An indicator of another name that counts a noun which one counts beside the words of its own name."""
    language = programme.language.lemmas
    own = _nouns(one.counts or "", language)
    pieces = pieces_of(programme)
    strange = own - _nouns(one.name, language)
    if own <= pieces or len(own) == 1 or not strange or _are_persons(programme, strange):
        return None
    found = (_counted_by_unlike(programme, one, noun, heads) for noun in sorted(strange))
    return next((other for other in found if other is not None), None)


def _counted_by_unlike(programme: Programme, one: Indicator, noun: str, heads: dict[str, set[str]]) -> Indicator | None:
    """An indicator that counts a noun, where all others that do are called otherwise than the one."""
    language = programme.language.lemmas
    others = [
        other for other in programme.indicators if other.id != one.id and noun in _nouns(other.counts or "", language)
    ]
    are_unlike = all(heads[other.id].isdisjoint(heads[one.id]) for other in others)
    return others[0] if others and are_unlike else None


def _count_of_sibling(programme: Programme, one: Indicator, counted: set[str]) -> bool:
    """Whether another part of the same indicator is named by what this one counts, or one before it counts the same."""
    language, whole = programme.language.lemmas, one.id.rpartition(".")[0]
    parts = [other for other in programme.indicators if other.id.rpartition(".")[0] == whole]
    if all(other.id != whole for other in programme.indicators):
        return False
    if any(counted <= _nouns(other.name, language) for other in parts if other is not one):
        return True
    before = parts[: parts.index(one)]
    is_of_any = _are_persons(programme, counted) or bool(counted & pieces_of(programme))
    return not is_of_any and any(other.counts == one.counts for other in before)


def _said_otherwise(programme: Programme, one: Indicator, heads: dict[str, set[str]]) -> Indicator | None:
    """An indicator that is named alike and counts something else, where more of those do than count the same."""
    own, language = _nouns(one.counts or "", programme.language.lemmas), programme.language.lemmas
    alike = [
        other
        for other in programme.indicators
        if other.id != one.id and other.counts and _are_alike(heads[other.id], heads[one.id])
    ]
    others = [other for other in alike if not _nouns(other.counts or "", language) & own]
    return others[0] if len(others) * 2 > len(alike) else None


def _counted_by_others(programme: Programme, one: Indicator) -> Indicator | None:
    """An indicator that counts the same, where all that do are named by what they count, and this one is not."""
    language = programme.language.lemmas
    own = _nouns(one.counts or "", language)
    if own & pieces_of(programme) or _are_persons(programme, own):
        return None
    others = [
        other for other in programme.indicators if other.id != one.id and own & _nouns(other.counts or "", language)
    ]
    named = [other for other in others if _nouns(other.counts or "", language) & _nouns(other.name, language)]
    return others[0] if len(others) >= _FEWEST_OTHERS and len(named) == len(others) else None


def _is_counted_by_namesakes(programme: Programme, one: Indicator, heads: dict[str, set[str]]) -> bool:
    """Whether an indicator whose name begins alike counts what both names begin with, and this one does not."""
    return any(
        other.id != one.id
        and heads[other.id] == heads[one.id]
        and _nouns(other.counts or "", programme.language.lemmas) & heads[one.id]
        for other in programme.indicators
    )


def _are_alike(first: set[str], second: set[str]) -> bool:
    """Whether two names begin with the same things: most words of the shorter one are in the other."""
    return _MOST * min(len(first), len(second)) < len(first & second)


def head_of(programme: Programme, indicator: Indicator) -> set[str]:
    """Return the words between ``število`` and the first short word or mark: ``vzpostavljenih sistemov``."""
    naming, language = programme.language.naming, programme.language.lemmas
    words = words_of(indicator.name, language)
    behind = next((end for _, end, _ in find_phrases(words, naming.counted, language)), 0)
    head: set[str] = set()
    for word in words[behind:]:
        if (len(word.text) < _SHORT and head) or not word.is_word:
            break
        if len(word.text) >= _SHORT:
            head |= set(word.lemma.split("/"))
    return head


def _nouns(text: str, language: str | None) -> set[str]:
    lemmas = {piece for lemma in lemmas_of(text.replace("/", " "), language) for piece in lemma.split("/")}
    return {lemma for lemma in lemmas if len(lemma) >= _SHORT}


def pieces_of(programme: Programme) -> set[str]:
    """The words, in their basic form, that things of any kind are counted as: ``kos``."""
    return {lemma for word in programme.language.naming.pieces for lemma in lemmas_of(word, programme.language.lemmas)}


def _are_persons(programme: Programme, nouns: set[str]) -> bool:
    words, language = programme.language.naming.persons, programme.language.lemmas
    # the form that is listed may be one of another word too
    persons = {*words, *(lemma for word in words for lemma in lemmas_of(word, language))}
    return not persons.isdisjoint(nouns)


@RULES.warning("noun-of-another-indicator")
def _nouns_of_other_indicators(programme: Programme) -> Iterator[Found]:
    """A noun right after an indicator's value that other indicators count, and this one does not."""
    yield from (*_find_other_groups(programme), *_find_shares_of_others(programme))
    known, language = indicators_of(programme), programme.language.lemmas
    counted, counting = _counted_nouns(SameProgramme(programme)), _find_counting(programme)
    for sentence in referring_sentences(programme):
        for place, reference in sentence.references.items():
            indicator = known.numbers.get(reference.path)
            following = sentence.words[place + 1 : place + 2]
            if indicator is None or reference.printed is not None or not following:
                continue
            if _is_count(programme, reference.path):
                continue  # it is also the number of the things that are counted for it
            noun = following[0]
            own = _own_nouns([known.by_code[code] for code in known.families[indicator.id]], language)
            if reference.path.rpartition(".")[2] in indicator.figures and indicator.id not in counting:
                continue
            nouns = set(noun.lemma.split("/"))
            if nouns.isdisjoint(counted) or not nouns.isdisjoint(own):
                continue
            if _are_persons(programme, nouns) and _are_persons(programme, own):
                continue
            message = translate(
                "'{noun}' follows a value of {code}, which counts '{counts}'",
                noun=noun.text,
                code=indicator.id,
                counts=indicator.counts or indicator.name,
            )
            yield Found(sentence.path, message, f"{reference.path} {noun.text}")


def _find_shares_of_others(programme: Programme) -> Iterator[Found]:
    """``Delež operacij`` as the name of a figure of an indicator that counts persons."""
    language, counted = programme.language.lemmas, programme.language.naming.counted
    for indicator in programme.indicators:
        own = _own_nouns([indicator], language)
        for name, figure in indicator.figures.items():
            words = words_of(figure.name or "", language) if figure.unit == PERCENT else ()
            behind = next((end for _, end, _ in find_phrases(words, counted, language)), len(words))
            nouns = {piece for word in words[behind : behind + 1] for piece in word.lemma.split("/")}
            if nouns and _are_persons(programme, own) and not nouns & own and not _are_persons(programme, nouns):
                place = f"{indicator.id}.{name}"
                message = translate(
                    "{place} is called a share of '{noun}', {code} counts '{counts}'",
                    place=place,
                    noun=words[behind].text,
                    code=indicator.id,
                    counts=indicator.counts or indicator.name,
                )
                yield Found(f"{place}.name" if f"{place}.name" in programme.values else place, message, place)


def _find_other_groups(programme: Programme) -> Iterator[Found]:
    """``4 oseb (prič)`` in a text of the one indicator whose name says ``žrtev``."""
    known, language = indicators_of(programme), programme.language.lemmas
    heads = Counter(noun for one in programme.indicators for noun in head_of(programme, one))
    for sentence in referring_sentences(programme):
        for place, reference in sentence.references.items():
            indicator = known.numbers.get(reference.path)
            following = sentence.words[place + 1 : place + 5]
            if indicator is None or [word.text for word in following[1::2]] != ["(", ")"]:
                continue
            noun, gloss = following[::2]
            own = _own_nouns([known.by_code[code] for code in known.families[indicator.id]], language)
            special = {one for one in head_of(programme, indicator) - _nouns(noun.text, language) if heads[one] == 1}
            group = set(gloss.lemma.split("/"))
            if group.isdisjoint(own) and _are_persons(programme, group) and _are_persons(programme, special):
                message = translate(
                    "'{noun}' follows a value of {code}, which counts '{counts}'",
                    noun=gloss.text,
                    code=indicator.id,
                    counts=indicator.name,
                )
                yield Found(sentence.path, message, f"{reference.path} {gloss.text}")


@RULES.error("unit-of-another-indicator")
def _units_of_other_indicators(programme: Programme) -> Iterator[Found]:
    """A value with the unit of another indicator right behind it, both by reference."""
    known = indicators_of(programme)
    for sentence in referring_sentences(programme):
        for place, reference in sentence.references.items():
            behind = sentence.references.get(place + 1)
            indicator = known.numbers.get(reference.path)
            unit = behind.path if behind is not None and behind.path.endswith(".unit") else ""
            if indicator is not None and unit.removesuffix(".unit") in known.by_code.keys() - {indicator.id}:
                message = translate(
                    "{value} is a value of {code}, {unit} behind it is the unit of another indicator",
                    value=f"{{{reference.path}}}",
                    code=indicator.id,
                    unit=f"{{{unit}}}",
                )
                yield Found(sentence.path, message, f"{reference.path} {unit}")


def _is_count(programme: Programme, path: str) -> bool:
    """Whether a value follows from how many there are of something."""
    calculation = programme.calculations.get(path)
    return calculation is not None and calculation.formula is not None and "count(" in calculation.formula


def _find_counting(programme: Programme) -> set[str]:
    """The indicators of which two figures or more are printed before a noun that the indicator counts."""
    known, language = indicators_of(programme), programme.language.lemmas
    before: dict[str, set[str]] = {}
    for sentence in referring_sentences(programme):
        for place, reference in sentence.references.items():
            indicator = known.numbers.get(reference.path)
            nouns = {piece for word in sentence.words[place + 1 : place + 2] for piece in word.lemma.split("/")}
            if indicator is None or reference.path.rpartition(".")[2] not in indicator.figures:
                continue
            own = _own_nouns([known.by_code[code] for code in known.families[indicator.id]], language)
            if nouns & own or (_are_persons(programme, nouns) and _are_persons(programme, own)):
                before.setdefault(indicator.id, set()).add(reference.path)
    return {code for code, paths in before.items() if len(paths) > 1}


def _own_nouns(indicators: Sequence[Indicator], language: str | None) -> set[str]:
    texts = [text for one in indicators for text in (one.name, one.counts or "", one.unit or "")]
    return {noun for text in texts for noun in _nouns(text, language)}


@lru_cache(maxsize=1)
def _counted_nouns(same: SameProgramme) -> frozenset[str]:
    """The nouns that any indicator says it counts, and those for persons."""
    programme = same.programme
    language = programme.language.lemmas
    persons = (lemma for word in programme.language.naming.persons for lemma in lemmas_of(word, language))
    counted = (_nouns(one.counts, language) for one in programme.indicators if one.counts)
    return frozenset(persons).union(*counted)
