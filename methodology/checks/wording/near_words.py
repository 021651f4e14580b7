"""Words that are a letter away from one that the content uses again and again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import MOST_TEXTS, printed_texts
from methodology.checks.wording.neighbours import unlike_beside
from methodology.checks.wording.tokens import tokens_of
from methodology.messages import translate
from methodology.model.programme import Programme
from methodology.model.word_forms import WordForms, shortened, together

RULES = Rules(Family.WORDING, Scope.CONTENT)

_WORD = re.compile(r"(?<![\w.@/-])[^\W\d_]{4,40}+(?![\w@-])")
_PAIR = re.compile(r"(?<![\w.-])([^\W\d_]{1,5}) ([^\W\d_]{4,40}+)(?![\w-])")
"""A short word and the one behind it."""
_NUMBERED = re.compile(r"(?<![\w-])([^\W\d_]{4,})-(\d{1,3})(?![\w-])")
"""A name with a number, as of a disease."""
_ANY = re.compile(r"[^\W\d_]+")
_BEGINNING = re.compile(r"(?:\A|[.!?:]\s+)[»„]?\Z")
_OFTEN = 3
"""A word that stands so often in a content is one of its own."""
_VERY_OFTEN = 5
"""And one that is found by its whole, short as it may be."""
_SHORTEST_SLIP = 6
"""A shorter word that is near a listed one is found only where the content uses that."""
_SHORTEST_LOST = 7
"""So many letters has a word that is found by a lost letter alone, none of its last."""
_LEFT_AT_END = 4
_FLEETING = "e"
_SHORTEST = 5
"""So many letters has a stem at least, since shorter ones are near too many others."""
_SHORTEST_CHANGED = 6
"""The same where a letter is another one."""
_LONGEST_ENDING = 4
_BEFORE_PAST = "aei"
"""These letters stand before the endings of participles of the past."""
_VOWELS = frozenset("aeiou")
_KEPT = 2
"""So many letters at the end of a word without known forms are its ending."""


class _Written(NamedTuple):
    """A word of a text; ``is_name`` says that it has a capital inside a sentence."""

    text: str
    is_name: bool


class _Vocabulary(NamedTuple):
    """The stems that a content uses often: each with its endings, and by what it is without one of its letters.

    ``words`` are all that it uses, ``near_words`` those that stand very often by what each is without a letter, and
    ``longer`` the long ones by that.
    """

    endings: Mapping[str, frozenset[str]]
    near: Mapping[str, tuple[str, ...]]
    words: frozenset[str]
    near_words: Mapping[str, tuple[str, ...]]
    longer: Mapping[str, tuple[str, ...]]


@RULES.warning("word-near-another")
def _find_near_words(programme: Programme) -> Iterator[Found]:
    forms = programme.word_forms
    if forms is None or not forms.tables.nouns:
        return
    alone = list(_near_often_used(programme, forms))
    known = {one.found for one in alone}
    alone += [one for one in _near_its_own(programme, forms) if one.found not in known]
    yield from alone
    known = {one.found for one in alone}
    yield from (one for one in _beside_the_same(programme, forms) if one.found not in known)


@RULES.warning("number-of-another-name")
def _find_other_numbers(programme: Programme) -> Iterator[Found]:
    """``Covid-16`` where other texts have *Covid-19*: one word with two numbers, none of them the usual one."""
    places: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for text in printed_texts(programme):
        for match in _NUMBERED.finditer(text.text):
            places.setdefault(match[1].lower(), {}).setdefault(match[2], []).append((text.path, match[0]))
    for numbers in (one for one in places.values() if len(one) > 1):
        most = max(numbers.values(), key=len)
        for found in numbers.values():
            other = next(one for one in (most, *numbers.values()) if one is not found)
            for path, typed in found if len(found) == 1 else ():
                message = translate("'{word}' stands here, '{other}' elsewhere", word=typed, other=other[0][1])
                yield Found(path, message, typed)


def _near_often_used(programme: Programme, forms: WordForms) -> Iterator[Found]:
    """``bolša`` where *boljša* stands elsewhere: a word that no list knows, and that stands nowhere else."""
    counts = Counter(word.text.lower() for text in printed_texts(programme) for word in _words(text.text))
    long = (word for word, count in counts.items() if count >= _VERY_OFTEN and len(word) >= _SHORTEST)
    very_often = frozenset(long)
    vocabulary = _vocabulary(frozenset(_often_used(counts, forms).items()), frozenset(counts), very_often)
    verbs = tuple(forms.rows.get("verb_endings", ()))
    past = tuple(vowel + ending for vowel in _BEFORE_PAST for ending in forms.tables.verbs.get("participles", ()))
    for path, word in _unknown(programme, forms, counts):
        meant = _meant(word.lower(), vocabulary, forms)
        is_verb = word.endswith(past) or (word.endswith(verbs) and meant is not None and not meant.endswith(verbs))
        if meant is not None and not is_verb:
            message = translate("'{word}' stands here alone, and '{meant}' elsewhere", word=word, meant=meant)
            yield Found(path, message, word)


def _near_its_own(programme: Programme, forms: WordForms) -> Iterator[Found]:
    """``tovrstnih dohodkov`` where ``dogodki`` stand elsewhere: a noun that stands once, near one that stands often."""
    places = _places_of_nouns(programme, forms)
    often: dict[str, str] = {}
    for lemma in (one for one, found in places.items() if len(found) >= _OFTEN):
        often.update(dict(_with_gaps(lemma, forms)))
    for lemma in (one for one, found in places.items() if len(found) == 1):
        path, typed = places[lemma][0]
        near = ((stem, often[gap]) for gap, stem in _with_gaps(lemma, forms) if gap in often)
        stem, other = next(near, ("", ""))
        # a rarer word is meant where it stands
        if other and typed.lower().startswith(stem) and forms.is_often_meant(stem):
            meant = other + typed.lower().removeprefix(stem)
            message = translate("'{word}' stands here alone, and '{meant}' elsewhere", word=typed, meant=meant)
            yield Found(path, message, typed)


def _places_of_nouns(programme: Programme, forms: WordForms) -> dict[str, list[tuple[str, str]]]:
    """The paths and forms of each noun in the texts."""
    places: dict[str, list[tuple[str, str]]] = {}
    for text in printed_texts(programme):
        for word in _words(text.text):
            for lemma in {use.lemma for use in forms.nouns(word.text.lower())}:
                places.setdefault(lemma, []).append((text.path, word.text))
    return places


def _with_gaps(lemma: str, forms: WordForms) -> Iterator[tuple[str, str]]:
    """The paradigm and stems of a noun without one letter, neither the first nor one of the last two, and each stem."""
    paradigm = lemma.partition(":")[0]
    for stem, _ in forms.stems_of(lemma):
        for place in range(1, len(stem) - 2) if len(stem) >= _SHORTEST_CHANGED else ():
            yield f"{paradigm}:{stem[:place]} {stem[place + 1 :]}", stem


def _beside_the_same(programme: Programme, forms: WordForms) -> Iterator[Found]:
    """``kaznivih dajanj``: known or not, a word stands beside one that another, a letter away, has elsewhere."""
    listed = [word.lower() for word in programme.language.words]
    for path, word, here, there in unlike_beside(tuple(printed_texts(programme)), forms):
        small = word.lower()
        if forms.slip_of(small) is None and not any(fnmatchcase(small, one) for one in listed):
            message = translate("'{word}' stands here alone, and '{meant}' elsewhere", word=here, meant=there)
            yield Found(path, message, word)


def _unknown(programme: Programme, forms: WordForms, counts: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Yield the path of each text and the words in it that stand nowhere else and that nothing knows."""
    listed = [word.lower() for word in programme.language.words]
    for text in printed_texts(programme):
        for word in _words(text.text):
            small = word.text.lower()
            if word.is_name or counts[small] > 1 or forms.is_known(small):
                continue
            is_slip = len(small) >= _SHORTEST_SLIP and forms.slip_of(small) is not None
            if not is_slip and not any(fnmatchcase(small, one) for one in listed):
                yield text.path, word.text


@lru_cache(maxsize=MOST_TEXTS)
def _words(text: str) -> tuple[_Written, ...]:
    if text.isupper():
        return ()
    return tuple(
        _Written(
            match[0], not match[0].islower() and not (match[0].istitle() and _BEGINNING.search(text, 0, match.start()))
        )
        for match in _WORD.finditer(text)
    )


def _often_used(counts: Mapping[str, int], forms: WordForms) -> dict[str, frozenset[str]]:
    """Return the stems of the words that stand often in any form, with their endings; of unknown ones the word."""
    lemmas: Counter[str] = Counter()
    stems: dict[str, frozenset[str]] = {}
    for word, count in counts.items():
        uses = forms.declined(word)
        lemmas.update(dict.fromkeys((use.lemma for use in uses), count))
        if not uses and count >= _OFTEN:
            stems[word[:-_KEPT]] = stems.get(word[:-_KEPT], frozenset()) | {word[-_KEPT:]}
    for lemma, count in lemmas.items():
        if count >= _OFTEN:
            for stem, endings in forms.stems_of(lemma):
                stems[stem] = stems.get(stem, frozenset()) | endings
    return {stem: endings for stem, endings in stems.items() if len(stem) >= _SHORTEST}


@lru_cache(maxsize=4)
def _vocabulary(
    often_used: frozenset[tuple[str, frozenset[str]]], words: frozenset[str], very_often: frozenset[str]
) -> _Vocabulary:
    stems = dict(often_used)
    longer = _byshortened(word for word in words if len(word) > _SHORTEST_LOST)
    return _Vocabulary(stems, _byshortened(stems), words, _byshortened(very_often), longer)


def _byshortened(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The words by what each is without one of its letters, and by themselves."""
    near: dict[str, tuple[str, ...]] = {}
    for word in sorted(words):
        for less in {word, *shortened(word)}:
            near[less] = (*near.get(less, ()), word)
    return near


def _meant(word: str, vocabulary: _Vocabulary, forms: WordForms) -> str | None:
    """The word that is a letter away and that the content uses, or of which a letter stands twice; else None."""
    single, slip = tuple(_single(word)), forms.slip_of(word)
    others = (*single, *_in_turn(word), *([] if slip is None else [slip]), *_with_lost_letter(word, vocabulary))
    near = next((one for one in others if one in vocabulary.words), None)
    near = near or next((one for one in single if forms.is_known(one)), None)
    return near or _with_near_stem(word, vocabulary) or _very_often_used(word, vocabulary)


def _with_near_stem(word: str, vocabulary: _Vocabulary) -> str | None:
    """The word with a stem that is a letter away and the same ending."""
    for length in range(min(_LONGEST_ENDING, len(word) - _SHORTEST + 1) + 1):
        stem, ending = (word[:-length], word[-length:]) if length else (word, "")
        for less in (stem, *shortened(stem)):
            for other in vocabulary.near.get(less, ()):
                is_cut = not ending and (other.startswith(stem) or stem.startswith(other))  # dobe, dober
                if ending in vocabulary.endings[other] and _is_near(stem, other) and not is_cut:
                    return other + ending
    return None


def _very_often_used(word: str, vocabulary: _Vocabulary) -> str | None:
    """The word that stands very often and has one letter more or less, neither the first nor the last."""
    if len(word) < _SHORTEST:
        return None
    others = (other for less in (word, *shortened(word)) for other in vocabulary.near_words.get(less, ()))
    return next((other for other in others if len(other) != len(word) and _is_same_around(word, other)), None)


def _is_same_around(word: str, other: str) -> bool:
    return word[0] == other[0] and word[-1] == other[-1] and OSA.distance(word, other) == 1


def _single(word: str) -> Iterator[str]:
    """The word without one of two letters that are the same."""
    return (word[:at] + word[at + 1 :] for at in range(len(word) - 1) if word[at] == word[at + 1])


def _with_lost_letter(word: str, vocabulary: _Vocabulary) -> Iterator[str]:
    """The words of the content that have one letter more, far from the end: ``upošteva`` for ``uošteva``."""
    if len(word) >= _SHORTEST_LOST:
        for other in vocabulary.longer.get(word, ()):
            pairs = enumerate(zip(word, other, strict=False))
            if next((at for at, (one, two) in pairs if one != two), len(word)) < len(word) - _LEFT_AT_END:
                yield other


def _in_turn(word: str) -> Iterator[str]:
    """The word with two letters in turn; not the last two where one comes and goes: ``procesen``, ``procesne``."""
    ends = {word[-2], word[-1]}
    last = len(word) - 1 - (_FLEETING in ends and not ends <= _VOWELS)
    return (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(1, last) if word[at] != word[at + 1])


def _is_near(stem: str, other: str) -> bool:
    """Whether a letter is lost or too many, two have changed places, or one before the last is another."""
    if stem[0] != other[0] or OSA.distance(stem, other) != 1:
        return False
    is_changed = len(stem) == len(other) and sorted(stem) != sorted(other)
    return not is_changed or (len(stem) >= _SHORTEST_CHANGED and stem[-1] == other[-1])


@RULES.warning("words-apart")
def _find_words_apart(programme: Programme) -> Iterator[Found]:
    """``po sebej``, ``ne moteno``: a short word before one that there is not, and both together are one."""
    forms = programme.word_forms
    if forms is None or not forms.tables.nouns:
        return
    texts = printed_texts(programme)
    counts = Counter(word for text in texts for word in _small_words(text.text))
    listed = [word.lower() for word in programme.language.words]
    for text in texts:
        apart = [(f"{first} {second}", first + second) for first, second in _pairs(text.text) if counts[second] == 1]
        apart = [(pair, whole) for pair, whole in apart if not forms.is_known(pair.rpartition(" ")[2])]
        for pair, whole in (
            *_denied_adjectives(text.text, forms),
            *((pair, whole) for pair, whole in apart if _is_word(whole.lower(), counts, listed, forms)),
        ):
            meant = whole.lower() if pair[0].islower() else whole.capitalize()
            yield Found(text.path, translate("'{word}' is probably '{meant}'", word=pair, meant=meant), pair)


def _is_word(word: str, counts: Mapping[str, int], listed: Iterable[str], forms: WordForms) -> bool:
    """Whether the content has a word elsewhere, its language lists it, or the word is known."""
    return bool(counts[word]) or forms.is_known(word) or any(fnmatchcase(word, one) for one in listed)


@lru_cache(maxsize=MOST_TEXTS)
def _denied_adjectives(text: str, forms: WordForms) -> tuple[tuple[str, str], ...]:
    """``posledično ne pravočasen sprejem``: an adjective is denied before its noun, and no other one follows."""
    denial = forms.tables.verbs.get("denying", "")
    tokens = tokens_of(text)
    found = []
    for place in range(len(tokens) - 2):
        first, second, third = tokens[place : place + 3]
        if first.small != denial or not second.is_next or not third.is_next or forms.nouns(second.small):
            continue
        agreeing = forms.adjective(second.small) & together(forms.nouns(third.small))
        behind = {token.small for token in tokens[place + 3 :]}
        if agreeing and behind.isdisjoint(forms.clauses["contrasts"]) and not forms.participle(second.small):
            found.append((text[first.start : second.end], first.text + second.text))
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=MOST_TEXTS)
def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((match[1], match[2]) for match in _PAIR.finditer(text)))


@lru_cache(maxsize=MOST_TEXTS)
def _small_words(text: str) -> tuple[str, ...]:
    return tuple(_ANY.findall(text.lower()))
