"""Things that reasons speak of: those of another output that counts alike, or of none of the results."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import printed_texts
from methodology.checks.reason_texts import FIELDS, reason_texts
from methodology.checks.references.counted_nouns import head_of, pieces_of
from methodology.checks.sentence_words import Word, lemmas_of, sentences_of, words_of
from methodology.messages import translate
from methodology.model.indicator import OutputIndicator
from methodology.model.objective import Objective
from methodology.model.paths import root_of
from methodology.model.programme import Programme

RULES = Rules(Family.REFERENCES, Scope.OBJECTIVES)

_MOST_MEMBERS = 10
"""So many words and marks behind a participle may stand in its enumeration."""
_FEWEST = 2


@RULES.warning("thing-of-another-output")
def _find_things_of_other_outputs(programme: Programme) -> Iterator[Found]:
    """``ki opremo potrebuje`` in the reason for a number of vehicles, which names no vehicle; ``25 kosov opreme``."""
    language, pieces = programme.language.lemmas, pieces_of(programme)
    for objective in programme.objectives:
        owners: dict[str, dict[str, list[OutputIndicator]]] = {}
        for output in objective.outputs:
            for word in (
                head_of(programme, output) if pieces.intersection(lemmas_of(output.counts or "", language)) else ()
            ):
                owners.setdefault(str(output.counts), {}).setdefault(word, []).append(output)
        for output in objective.outputs:
            things = {word: some[0] for word, some in owners.get(output.counts or "", {}).items() if len(some) == 1}
            yield from _things_of_others(programme, output, things)


def _things_of_others(
    programme: Programme, own: OutputIndicator, things: Mapping[str, OutputIndicator]
) -> Iterator[Found]:
    """What reasons say of ``things``, each with the output that counts it, and not of those of the own one."""
    language = programme.language.lemmas
    mine = {word for word, output in things.items() if output is own}
    for field in FIELDS if len(things) > len(mine) else ():
        texts = list(dict.fromkeys(text for _, text in reason_texts(programme, own, field)))
        words = {text.path: words_of(text.words, language) for text in texts}
        said = {word.lemma for some in words.values() for word in some}
        is_silent = bool(mine) and said.isdisjoint(mine)
        for path, some in words.items():
            word = _thing_of_other(programme, some, things, mine, is_silent=is_silent)
            if word is not None:
                message = translate(
                    "'{word}' is what {other} counts; {own} counts '{name}'",
                    word=word.text,
                    other=things[word.lemma].id,
                    own=own.id,
                    name=own.name,
                )
                yield Found(path, message, word.text)


def _thing_of_other(
    programme: Programme,
    words: Sequence[Word],
    things: Mapping[str, OutputIndicator],
    own: Set[str],
    *,
    is_silent: bool,
) -> Word | None:
    """What another output counts: behind a word for pieces, by two words of its name, or where nothing is own."""
    others = things.keys() - own
    alone = next((word for word in words if is_silent and word.lemma in others), None)
    return alone or _counted(words, pieces_of(programme), others) or _named_whole(words, things, own)


def _counted(words: Sequence[Word], pieces: Set[str], others: Set[str]) -> Word | None:
    """A word right behind that for pieces which only the other output counts: ``kosov opreme``."""
    return next((two for one, two in pairwise(words) if one.lemma in pieces and two.lemma in others), None)


def _named_whole(words: Sequence[Word], things: Mapping[str, OutputIndicator], own: Set[str]) -> Word | None:
    """The first of two words in a row that only another output counts, and none of the own: ``prevozna sredstva``."""
    for one, two in pairwise(words):
        is_pair = one.lemma in things and two.lemma in things and things[one.lemma] is things[two.lemma]
        if is_pair and one.lemma not in own:
            return one
    return None


@RULES.warning("thing-of-no-result")
def _find_things_of_no_result(programme: Programme) -> Iterator[Found]:
    """``zaseženih prepovedanih drog, vozil in …`` where the results count drugs and weapons that are seized."""
    seized: dict[str, dict[str, dict[str, str]]] = {}
    for objective in programme.objectives:
        things = _things_by_participle(programme, objective)
        codes = (objective.facts.id, *(one.id for whole in objective.wholes for one in whole.with_parts))
        seized |= dict.fromkeys(codes, things) if things else {}
    for text in printed_texts(programme) if seized else ():
        of_objective = seized.get(root_of(text.path, seized)) if "rationale" in text.path else None
        for words in sentences_of(text.text, programme.language.lemmas) if of_objective else ():
            yield from _exchanged_members(programme, text.path, words, of_objective or {})


def _things_by_participle(programme: Programme, objective: Objective) -> dict[str, dict[str, str]]:
    """By participle in names of results the first noun of each name, where several have it: what is seized."""
    forms, language = programme.word_forms, programme.language.lemmas
    found: dict[str, dict[str, str]] = {}
    for result in objective.results if forms is not None else ():
        nouns = _head_nouns(programme, result.name)
        for word in words_of(result.name, language):
            if nouns and forms is not None and forms.participle(word.text.lower()):
                found.setdefault(word.lemma, {})[nouns[0]] = result.id
    return {participle: nouns for participle, nouns in found.items() if len(nouns) >= _FEWEST}


def _head_nouns(programme: Programme, name: str) -> list[str]:
    """The nouns of a name behind ``število`` or ``količina`` in their basic forms."""
    forms, language = programme.word_forms, programme.language.lemmas
    counted = {lemma for word in programme.language.naming.counted for lemma in lemmas_of(word, language)}
    words = [word for word in words_of(name, language) if word.is_word and word.lemma not in counted]
    return [word.lemma for word in words if forms is not None and forms.nouns(word.text.lower())]


def _exchanged_members(
    programme: Programme, path: str, words: Sequence[Word], seized: dict[str, dict[str, str]]
) -> Iterator[Found]:
    for place, word in enumerate(words):
        things = seized.get(word.lemma, {})
        members = _members(programme, words[place + 1 : place + 1 + _MOST_MEMBERS]) if things else []
        said = {member.lemma for member in members}
        missing = things.keys() - {one.lemma for one in words}
        strange = [member for member in members if member.lemma not in things]
        if said & things.keys() and missing and strange:
            lost = min(missing)
            message = translate(
                "'{word}' is counted by no result here, '{thing}' of {code} is not named",
                word=_with_attribute(programme, words, strange[0]),
                thing=lost,
                code=things[lost],
            )
            yield Found(path, message, strange[0].text)


def _with_attribute(programme: Programme, words: Sequence[Word], noun: Word) -> str:
    """A noun with the word before it, mostly its adjective: ``tobačnih izdelkov``."""
    place = words.index(noun)
    before = words[place - 1].text if place else ""
    is_of_it = before.islower() and before not in programme.language.naming.joins
    return f"{before} {noun.text}" if is_of_it else noun.text


def _members(programme: Programme, words: Sequence[Word]) -> list[Word]:
    """The nouns of an enumeration that begins here, each behind its adjectives; the last but one ends it."""
    forms, joins = programme.word_forms, programme.language.naming.joins
    members: list[Word] = []
    for word in words:
        if forms is None or not (word.text == "," or word.text in joins or word.is_word):
            break
        if forms.nouns(word.text) and not forms.is_attribute(word.text):
            members.append(word)
        elif word.text in joins:
            break
    return members
