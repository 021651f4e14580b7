"""Names of institutions and funds: one that is called otherwise than everywhere else; states written small."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, pairwise

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import MOST_TEXTS, printed_texts
from methodology.checks.sentence_words import Word, lemmas_of, words_of
from methodology.checks.wording.tokens import tokens_of
from methodology.messages import translate
from methodology.model.programme import Programme
from methodology.model.word_forms import WordForms

RULES = Rules(Family.WORDING, Scope.CONTENT)

_FEWEST_BEFORE = 3
"""So many words at least two names have in common before they part."""
_LONG_BEGINNING = 5
"""From so many words on one other occurrence tells how an institution is called."""
_FEWEST_OTHERS = 3
_LONGEST_NAME = 8
_FEWEST_REORDERED = 5
"""So many words has a name at least that is known in another order of them."""
_BEHIND = 3
"""So many words behind a name tell with the one before it what is said of it."""
_FEWEST_ELSEWHERE = 2
_SHORTEST_WORD = 4
_BEGINNING = 5
"""So many letters at the beginning of two words tell that they are of one name."""
_OF_ENDINGS = "aeioughm"
"""The letters of the endings of adjectives."""
_FEWEST_SHARES = 2
"""Two results with so many figures of one name are reckoned for the same groups of persons."""
_SHOWN = 5
"""So many words of a name are quoted; where it ends nobody can say."""

_Name = tuple[tuple[str, ...], tuple[str, ...], str]
"""The basic forms of a name's words with what follows them, these words as they stand, and the text's path."""
_Frame = tuple[tuple[str, ...], tuple[str, ...]]
"""The basic forms of the words before and behind one."""


@RULES.warning("institution-two-ways")
def _find_two_ways(programme: Programme) -> Iterator[Found]:
    """``Urad za oskrbo in integracijo beguncev`` beside ``… migrantov``: all words before the last are the same."""
    names = _all_names(programme)
    verbs = _verbs_in(programme, {word for _, said, _ in names for word in said})
    adjectives = tuple(programme.word_forms.words["both_name_and_not"]) if programme.word_forms else ()
    behind: dict[tuple[str, ...], Counter[str]] = {}
    first: dict[tuple[str, ...], int] = {}
    for at, (lemmas, said, _) in enumerate(names):
        for length in range(_beginning(said, adjectives), len(lemmas)):
            behind.setdefault(lemmas[:length], Counter())[lemmas[length]] += 1
            first.setdefault(lemmas[: length + 1], at)
    for at, (lemmas, said, path) in enumerate(names):
        for length in range(_beginning(said, adjectives), len(lemmas)):
            other = _usual(behind[lemmas[:length]], lemmas[length], length)
            place = first[*lemmas[:length], other] if other else at
            is_later = place < at or behind[lemmas[:length]][other] > 1
            if other and is_later and not {said[length], names[place][1][length]} & verbs:
                name, usual = " ".join(said[: length + 1]), " ".join(names[place][1][: length + 1])
                message = translate("'{name}' is called '{usual}' elsewhere", name=name, usual=usual)
                yield Found(path, message, said[length])
                break


@RULES.warning("institution-nowhere-else")
def _find_variants_of_one_word(programme: Programme) -> Iterator[Found]:
    """``Generalna finančna uprava`` where all other names that begin with ``Generalna`` are that of the police."""
    by_first: dict[str, list[_Name]] = {}
    for name in _all_names(programme):
        by_first.setdefault(name[0][0], []).append(name)
    for names in by_first.values():
        usual = _usual_middle(names)
        right = next((said for lemmas, said, _ in names if lemmas[1] == usual), ())
        for lemmas, said, path in names if usual else ():
            if lemmas[1] != usual and min(map(len, said[:_FEWEST_BEFORE])) >= _SHORTEST_WORD:
                typed, known = " ".join(said[:_FEWEST_BEFORE]), " ".join(right[:_FEWEST_BEFORE])
                message = translate("'{name}' is named here alone, '{usual}' elsewhere", name=typed, usual=known)
                yield Found(path, message, typed)

    yield from _find_other_middles(programme)
    yield from _find_other_members(programme)
    yield from _find_others_of_parallel_results(programme)
    yield from _find_other_adjectives(programme)


def _find_other_adjectives(programme: Programme) -> Iterator[Found]:
    """``Nacionalni center za kibernetsko upravljanje`` beside NCKU, where all else is ``krizno upravljanje``."""
    texts = {text.path: text.text for text in printed_texts(programme)}
    explained = [
        (lemmas[place : place + 2], said[: place + 2], path)
        for lemmas, said, path in _all_names(programme)
        for place in range(1, len(lemmas) - 1)
        if _initials(said[: place + 2]) in texts[path]
    ]
    before: dict[str, Counter[str]] = {noun: Counter() for (_, noun), _, _ in explained}
    for text in texts.values() if explained else ():
        for first, second in pairwise(words_of(text, programme.language.lemmas)):
            if second.lemma in before:
                before[second.lemma][first.lemma] += 1
    for (adjective, noun), name, path in explained:
        usual = _usual_adjective(programme, adjective, before[noun])
        if usual is not None:
            typed = " ".join(name)
            message = translate("'{name}' is named here alone, '{usual}' elsewhere", name=typed, usual=usual)
            yield Found(path, message, typed)


def _initials(name: Sequence[str]) -> str:
    """The short name that the first letters of the long words of a name make."""
    return "".join(word[0] for word in name if len(word) >= _SHORTEST_WORD).upper()


def _usual_adjective(programme: Programme, own: str, counts: Mapping[str, int]) -> str | None:
    """The adjective with the same first letter that stands before a noun everywhere but once; None of others."""
    forms = programme.word_forms
    if forms is None or counts.get(own) != 1 or not forms.adjective(own):
        return None
    others = [one for one in counts if one != own and one[0] == own[0] and forms.adjective(one)]
    return others[0] if len(others) == 1 and counts[others[0]] >= _FEWEST_ELSEWHERE else None


def _find_others_of_parallel_results(programme: Programme) -> Iterator[Found]:
    """An office in the reason of one result, another one of its kind in that of a result with the same shares."""
    by_path: dict[str, dict[str, list[_Name]]] = {}
    for name in _all_names(programme):
        owner, in_reason, _ = name[2].partition(".rationale.")
        if in_reason:
            by_path.setdefault(owner, {}).setdefault(name[0][0], []).append(name)
    results = [one for objective in programme.objectives for one in objective.results if one.id in by_path]
    for first, second in combinations(results, 2):
        if len(first.figures.keys() & second.figures.keys()) < _FEWEST_SHARES:
            continue
        for head, names in by_path[second.id].items():
            others = by_path[first.id].get(head, [])
            if (
                len(names) == len(others) == 1
                and names[0][0][1] == others[0][0][1]
                and names[0][0][2] != others[0][0][2]
            ):
                typed, known = (" ".join(one[0][1][:_SHOWN]) for one in (names, others))
                message = translate("'{name}' is named here alone, '{usual}' elsewhere", name=typed, usual=known)
                yield Found(names[0][2], message, typed)


def _find_other_members(programme: Programme) -> Iterator[Found]:
    """``Urad za integracijo in zaščito migrantov`` beside ``Urad za oskrbo in integracijo migrantov``.

    Of long names that begin and end with the same words one word in between is another, wherever it stands.
    """
    acts = _lemmas_of_acts(programme)
    first: dict[tuple[str, str, int], dict[frozenset[str], tuple[str, str]]] = {}
    for lemmas, said, path in _all_names(programme):
        for length in range(_FEWEST_REORDERED + 1, len(lemmas) + 1) if lemmas[0] not in acts else ():
            inner, name = frozenset(lemmas[1 : length - 1]), " ".join(said[:length])
            others = first.setdefault((lemmas[0], lemmas[length - 1], length), {})
            other = next((one for one in others if len(one - inner) == 1 == len(inner - one)), None)
            if other is not None and others[other][1] != path and all(map(str.islower, said[1:length])):
                message = translate(
                    "'{name}' is named here alone, '{usual}' elsewhere", name=name, usual=others[other][0]
                )
                yield Found(path, message, name)
                break
            others.setdefault(inner, (name, path))


def _find_other_middles(programme: Programme) -> Iterator[Found]:
    """``Urad za begunce in integracijo migrantov``, ``Resolucija o dolgoročnem razvoju vojske do leta 2025``.

    One word is another one in the middle of what is long, and stands there alone. A text that has both means both.
    """
    for words in _frames(programme).values():
        if len(words) != 2:  # noqa: PLR2004 (this one and the usual one)
            continue
        fewest = min(len(places) for places in words.values())
        for word, places in words.items():
            other = next(one for one in words if one != word)
            name, path = places[0]
            is_beside = any(path == there for _, there in words[other])
            if len(places) == 1 == fewest and not is_beside:
                usual = words[other][0][0]
                typed = " ".join(name[:-2])
                message = translate(
                    "'{name}' is named here alone, '{usual}' elsewhere", name=typed, usual=" ".join(usual[:-2])
                )
                yield Found(path, message, typed)


def _frames(programme: Programme) -> dict[_Frame, dict[str, list[tuple[tuple[str, ...], str]]]]:
    """What stands around one word of a long name: by the word the names as they stand, with their paths."""
    forms, acts = programme.word_forms, _lemmas_of_acts(programme)
    prepositions = {one[0] for one in forms.government if len(one) == 1} if forms else set()
    joins = _lemmas_of_joins(programme) - prepositions
    frames: dict[_Frame, dict[str, list[tuple[tuple[str, ...], str]]]] = {}
    for lemmas, said, path in _names_in(programme):
        for at in range(2, len(lemmas) - 2):
            before, after = lemmas[:at], lemmas[at + 1 : at + 1 + _BEHIND]
            is_list = lemmas[0] not in acts and after[0] in joins and _are_plain(said[at + 1 : at + 1 + _BEHIND])
            is_act = lemmas[0] in acts and at >= _FEWEST_BEFORE + 1
            if (is_list or is_act) and len(said[at]) >= _SHORTEST_WORD:
                after = after if is_list else after[:2]
                frames.setdefault((before, after), {}).setdefault(lemmas[at], []).append((said[: at + 3], path))
    return frames


def _are_plain(words: Sequence[str]) -> bool:
    """Whether a conjunction and two words of a list stand there: a capital letter begins another name."""
    return len(words) == _BEHIND and all(word.islower() for word in words) and len(words[1]) >= _SHORTEST_WORD


def _usual_middle(names: Sequence[_Name]) -> str:
    """The second word of names that are one but for it, where it is another one once; else empty."""
    middles = Counter(lemmas[1] for lemmas, _, _ in names)
    usual, count = middles.most_common(1)[0]
    is_one_body = len({lemmas[2] for lemmas, _, _ in names}) == 1
    return usual if is_one_body and count >= _FEWEST_ELSEWHERE and len(names) == count + 1 else ""


def _beginning(said: Sequence[str], adjectives: tuple[str, ...]) -> int:
    """How many words are the same at least: two words, the second an adjective like ``državniška``, or three."""
    is_adjective = bool(adjectives) and said[1].islower() and said[1].endswith(adjectives)
    return _FEWEST_BEFORE - is_adjective


@RULES.warning("name-in-another-order")
def _find_other_orders(programme: Programme) -> Iterator[Found]:
    """``Urad za integracijo in oskrbo migrantov`` beside ``Urad za oskrbo in integracijo migrantov``."""
    orders: dict[tuple[str, ...], Counter[tuple[str, ...]]] = {}
    shown: dict[tuple[str, ...], str] = {}
    where: list[tuple[tuple[str, ...], tuple[str, ...], str, str]] = []
    for lemmas, said, path in _all_names(programme):
        for length in range(_FEWEST_REORDERED, len(lemmas) + 1):
            order, name = lemmas[:length], " ".join(said[:length])
            key = (order[0], *sorted(order[1:-1]), order[-1])
            orders.setdefault(key, Counter())[order] += 1
            shown.setdefault(order, name)
            where.append((key, order, path, name))
    told: set[tuple[str, str]] = set()
    for key, order, path, name in where:
        usual = max(orders[key], key=lambda one: (orders[key][one], one == next(iter(orders[key]))))
        start = (path, " ".join(name.split()[:_FEWEST_REORDERED]))
        if order != usual and start not in told:
            told.add(start)
            message = translate("'{name}' is called '{usual}' elsewhere", name=name, usual=shown[usual])
            yield Found(path, message, name)


@RULES.warning("other-name-in-phrase")
def _find_other_names(programme: Programme) -> Iterator[Found]:
    """``vstop Republike Madžarske v schengensko območje`` where all other places say it of another state."""
    phrases: dict[tuple[str, ...], Counter[str]] = {}
    shown: dict[str, str] = {}
    where: list[tuple[tuple[str, ...], str, str, str]] = []
    for text in printed_texts(programme):
        for phrase, lemma, name in _named_phrases(text.text, programme.language.lemmas, programme.word_forms):
            phrases.setdefault(phrase, Counter())[lemma] += 1
            shown.setdefault(lemma, name)
            where.append((phrase, lemma, text.path, name))
    for phrase, lemma, path, name in where:
        counts = phrases[phrase]
        usual = max(counts, key=lambda one: counts[one])
        if len(counts) == 2 and counts[lemma] == 1 and counts[usual] >= _FEWEST_ELSEWHERE:  # noqa: PLR2004 (two)
            message = translate("'{name}' stands where the other places say '{usual}'", name=name, usual=shown[usual])
            yield Found(path, message, name)


@lru_cache(maxsize=MOST_TEXTS)
def _named_phrases(
    text: str, language: str | None, forms: WordForms | None
) -> tuple[tuple[tuple[str, ...], str, str], ...]:
    """The names of one word: what stands around each, its basic form, and as it stands."""
    if forms is None:
        return ()
    found = []
    words = words_of(text, language)
    for place in range(1, len(words) - _BEHIND):
        name, after = words[place], words[place + 1 : place + 1 + _BEHIND]
        is_of_state = words[place - 1].text.lower() in forms.words["states"]
        before = words[place - 1 - is_of_state] if place > is_of_state else name
        if not name.text.istitle() or not before.text.islower() or len(before.text) < _SHORTEST_WORD:
            continue
        if all(one.text.islower() for one in after):
            phrase = (before.lemma, *(one.lemma for one in after))
            found.append((phrase, name.lemma, name.text))
    return tuple(found)


def _verbs_in(programme: Programme, words: set[str]) -> set[str]:
    """The words with which no name ends: verbs of being, participles."""
    forms = programme.word_forms
    if forms is None:
        return set()
    return {word for word in words if word in forms.finite or (word.islower() and forms.participle(word))}


def _all_names(programme: Programme) -> list[_Name]:
    """The names in all texts but those of acts, whose titles begin alike, and single words before a conjunction."""
    acts, joins = _lemmas_of_acts(programme), _lemmas_of_joins(programme)
    return [name for name in _names_in(programme) if name[0][0] not in acts and name[0][1] not in joins]


def _names_in(programme: Programme) -> Iterator[_Name]:
    """The names in all texts."""
    language = programme.language.lemmas
    return (name for text in printed_texts(programme) for name in _names(text.path, text.text, language))


def _lemmas_of_acts(programme: Programme) -> set[str]:
    kinds = (phrase for phrases in programme.language.naming.acts.values() for phrase in phrases)
    return {lemma for phrase in kinds for lemma in lemmas_of(phrase, programme.language.lemmas)}


def _lemmas_of_joins(programme: Programme) -> set[str]:
    phrases = programme.language.naming.joins
    return {lemma for phrase in phrases for lemma in lemmas_of(phrase, programme.language.lemmas)}


def _usual(counts: Counter[str], word: str, length: int) -> str:
    """The word that stands elsewhere in the place of one that stands there once; empty where that says nothing."""
    if len(counts) != 2 or counts[word] != 1:  # noqa: PLR2004 (this one and the usual one)
        return ""
    other = next(one for one in counts if one != word)
    fewest = 1 if length >= _LONG_BEGINNING else _FEWEST_OTHERS if length >= _FEWEST_BEFORE else _FEWEST_ELSEWHERE
    return other if counts[other] >= fewest and min(len(other), len(word)) >= _SHORTEST_WORD else ""


def _names(path: str, text: str, language: str | None) -> Iterator[_Name]:
    for lemmas, said in _remembered_names(text, language):
        yield lemmas, said, path


@lru_cache(maxsize=MOST_TEXTS)
def _remembered_names(text: str, language: str | None) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    return tuple(_find_names(words_of(text, language)))


def _find_names(words: Sequence[Word]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The words from each capital inside a sentence on, up to a mark: where a name ends nobody can say."""
    for place, word in enumerate(words):
        is_inside = place > 0 and (words[place - 1].is_word or words[place - 1].text in ",(")
        if not is_inside or not word.text[:1].isupper() or word.text.isupper():
            continue
        end = place
        while end < len(words) and end < place + _LONGEST_NAME and words[end].is_word:
            end += 1
        if end - place >= _FEWEST_BEFORE:
            name = words[place:end]
            yield tuple(one.lemma for one in name), tuple(one.text for one in name)


@RULES.warning("name-nowhere-else")
def _find_unknown_names(programme: Programme) -> Iterator[Found]:
    """``Dublinskimi sklepi``: an adjective of a name that no other text has and nobody knows."""
    forms = programme.word_forms
    if forms is None:
        return
    known = tuple(word.rstrip("*") for word in programme.language.words)
    found = [
        (text.path, name)
        for text in printed_texts(programme)
        for name in _adjectives_of_names(text.text, forms)
        if not name.lower().startswith(known)
    ]
    for path, name in found:
        texts = (text.text.lower() for text in printed_texts(programme))
        if sum(text.count(name[:_BEGINNING].lower()) for text in texts) == 1:
            yield Found(path, translate("no other text speaks of '{name}', and no list has it", name=name), name)


@lru_cache(maxsize=MOST_TEXTS)
def _adjectives_of_names(text: str, forms: WordForms) -> tuple[str, ...]:
    """The adjectives with a capital before a small word that no list knows: ``Dublinskimi``."""
    tokens = tokens_of(text)
    stems = tuple(ending.rstrip(_OF_ENDINGS) for ending in forms.words["both_name_and_not"])
    return tuple(
        token.text
        for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if before.text.islower() and token.is_next and token.text.istitle() and after.is_next and after.text.islower()
        if token.small.rstrip(_OF_ENDINGS).endswith(stems) and not forms.is_known(token.small)
    )


@RULES.warning("state-written-small")
def _find_small_states(programme: Programme) -> Iterator[Found]:
    forms = programme.word_forms
    if forms is None or not forms.words["states"]:
        return
    for text in printed_texts(programme):
        for piece, right in _small_states(text.text, forms):
            yield Found(text.path, translate("'{piece}' is written '{right}'", piece=piece, right=right), piece)


@lru_cache(maxsize=MOST_TEXTS)
def _small_states(text: str, forms: WordForms) -> tuple[tuple[str, str], ...]:
    found = []
    tokens = tokens_of(text)
    for token in tokens:
        stems = [use.stem for use in forms.nouns(token.small)] if token.text.islower() else []
        if stems and forms.words["proper_names"].issuperset(stems):
            found.append((token.text, token.text.capitalize()))
    for place in range(len(tokens) - 1):
        first, second = tokens[place], tokens[place + 1]
        if first.small not in forms.words["states"] or not second.is_next or not second.is_word:
            continue
        is_small_name = second.text.islower() and second.text.endswith(tuple(forms.words["both_name_and_not"]))
        if first.text.istitle() and is_small_name:
            found.append((f"{first.text} {second.text}", f"{first.text} {second.text.capitalize()}"))
        elif first.text.islower() and second.text.istitle():
            found.append((f"{first.text} {second.text}", f"{first.text.capitalize()} {second.text}"))
    return tuple(found)
