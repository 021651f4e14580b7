"""Words: preferred forms, short names that a reader cannot know, prepositions, a word written twice."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from babel.core import get_global
from babel.numbers import get_territory_currencies
from rapidfuzz.distance import OSA

from methodology.checks.finding import Family, Found, Rules, Scope, Splice
from methodology.checks.lemmas import lemma_of
from methodology.checks.printed_texts import (
    LONGEST_PIECE,
    Breaches,
    PrintedText,
    in_each_text,
    mended_pieces,
    printed_texts,
)
from methodology.checks.sentence_words import lemmas_of
from methodology.messages import translate
from methodology.model.programme import Programme
from methodology.model.scalars import TO_GIVE

RULES = Rules(Family.TYPOGRAPHY, Scope.VALUE)

_WORD = re.compile(r"(?<![\w.-])[^\W\d_a-zčšž]{2}[^\W\d_]*\d*(?:-[^\W\d_]+)*")
"""A word whose first two letters are not plainly small, looked at more closely then."""
_CODE = re.compile(r"[/-]\d|\w*[₀-₉]")
"""What goes on so behind capitals makes them a code or a formula: ``COVID-19``, ``ABC/2022/12``, ``C₂H₆``."""
_ROMAN = re.compile(r"(?=[IVXLC])(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_IN_BRACKETS = re.compile(r"(?<=\w )\(([^()]*)\)")
_SHORT_NAME_AT_END = re.compile(r"(?P<words>\w+(?: \w+)?) \((?P<name>[^\W\d_a-zčšž]{3,6})\)\Z")
_BEHIND_WORD = re.compile(r"([^\W\d_A-ZČŠŽ]{4,}) ([^\W\d_a-zčšž]{3,})(?!\w)")
_REGISTRIES = ("operations.", "sources.", "risks.")
_SEPARATE = re.compile("[,;:/]")
"""Several names in one pair of brackets are examples."""
_WHOLE_NUMBER = r"(\d{1,3}(?:\.\d{3})+|\d{1,9})(?![\d/_]|\.\d|\w|-\w)(\.(?=\s[^\W_A-ZČŠŽ]))?"
"""A number in digits that is read as one, and the full stop of an ordinal."""
_YEAR_DIGITS = 4
_SHORTEST = 2
_LONG_NAME = 3
"""Short names of two letters are alike by chance."""
_LONGEST_NAME = 6
"""A longer name in capitals is a word."""
_LETTERS = re.compile(r"[^\W\d_a-zčšž]{3,}")
_WHOLE_WORD = re.compile(r"[^\W\d_]+")
_WORDS_BEFORE = 6
"""So many words before brackets explain what stands in them."""
_SHORT_WORD = re.compile(r"(?<![\w.@/-])[^\W\d_]{3,6}(?![\w@/-])")
"""A word as long as a short name, and no part of a key or an address."""
_NOT_SMALL = 4
"""Of so many letters is a word that has its letter in a short name: not za, in."""
_BEGINNING = 5
"""So many letters of two words are the same where they are one word."""
_OFTEN = 3
"""A short name that stands so many times as often as another is the one that is used."""
_LONG = 5
"""Abbreviations of so many letters seldom stand side by side."""


def _preferred_forms(programme: Programme) -> tuple[re.Pattern[str], tuple[tuple[str, str], ...]] | None:
    """A pattern of the forms that others replace, and each with that one."""
    preferred = {form: entry.use for entry in programme.language.preferred for form in entry.instead_of}
    if not preferred:
        return None
    for form, use in tuple(preferred.items()):
        preferred.setdefault(form[0].upper() + form[1:], use[0].upper() + use[1:])
    # the longest first: cca. before cca
    pairs = tuple(sorted(preferred.items(), key=lambda pair: len(pair[0]), reverse=True))
    by_letter: dict[str, list[str]] = {}
    for form, _ in pairs:
        by_letter.setdefault(form[0], []).append(_rest_of(form))
    forms = "|".join(f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
    return re.compile(rf"(?<!\w)(?:{forms})(?!\w)"), pairs


def _rest_of(form: str) -> str:
    """The expression of a form behind its first letter."""
    rest = form[1:]
    return re.escape(rest[:-1]) + r"[^\W\d_]*+" if rest.endswith("*") else re.escape(rest)


def _form_to_use(form: str, pairs: tuple[tuple[str, str], ...]) -> tuple[str, bool]:
    """The form to use, and whether it is the whole word; the ending of a beginning, ``kordin*``, is carried over."""
    whole = dict(pairs).get(form)
    if whole is not None:
        return whole, True
    beginnings = ((one[:-1], use.removesuffix("*")) for one, use in pairs if one.endswith("*"))
    beginning, use = next(pair for pair in beginnings if form.startswith(pair[0]))
    is_right = use.startswith(beginning) and form.startswith(use)
    return (form if is_right else use + form[len(beginning) :]), False


@RULES.warning("preferred-form")
@in_each_text(_preferred_forms)
def _other_forms(text: str, expression: re.Pattern[str], pairs: tuple[tuple[str, str], ...]) -> Breaches:
    matches = list(expression.finditer(text))
    for form in dict.fromkeys(match[0] for match in matches):
        use, is_whole = _form_to_use(form, pairs)
        if use == form:
            continue  # nadaljnji, which begins with nadaljn*
        fix = tuple(Splice(*match.span(), use) for match in matches if match[0] == form) if is_whole else ()
        yield (
            form,
            translate("'{form}' is written, the preferred form is '{use}'", form=form, use=use),
            translate("write '{use}'", use=use),
            fix,
        )


@RULES.warning("preferred-form-exchanged", scope=Scope.CONTENT)
def _find_exchanged_forms(programme: Programme) -> Iterator[Found]:
    """A short name that is preferred and hardly used, where what it replaces is: the two were exchanged."""
    uses = Counter(name for text in printed_texts(programme) for name in _remembered_names(text.text))
    for number, entry in enumerate(programme.language.preferred, start=1):
        path = f"language.preferred.{number}.use"
        form = max(entry.instead_of, key=lambda form: uses[form], default="")
        if uses[form] >= _OFTEN * max(uses[entry.use], 1) and path in programme.values:
            message = translate(
                "'{use}' is preferred and stands {few} times, '{form}' stands {count} times",
                use=entry.use,
                few=uses[entry.use],
                form=form,
                count=uses[form],
            )
            yield Found(path, message, entry.use)


@RULES.warning("unexplained-abbreviation", scope=Scope.CONTENT)
def _find_unexplained(programme: Programme) -> Iterator[Found]:
    texts = [text for text in printed_texts(programme) if not _is_set_in_capitals(text.text)]
    texts.sort(key=lambda text: text.path.startswith(_REGISTRIES))  # what they name is printed where it is used
    currencies = _currencies_in_use()
    known = {
        TO_GIVE,
        *currencies,
        *programme.language.known,
        *(form for entry in programme.language.preferred for form in entry.instead_of),
    }
    explained = {
        name for text in texts for name in _remember_explanations(text.text, programme.language.explained_after)
    }
    for text in texts:
        for name in _remembered_names(text.text):
            if name not in known and name not in explained:
                known.add(name)  # reported where it is used first, and there alone
                yield Found(text.path, translate("'{name}' is never explained", name=name), name)


@cache
def _currencies_in_use() -> frozenset[str]:
    """The codes of the currencies that a country has today; ``SIT`` is of the past."""
    countries = get_global("territory_currencies")
    return frozenset(code for country in countries for code in get_territory_currencies(country))


@RULES.warning("short-name-mistyped", scope=Scope.CONTENT)
def _find_mistyped_names(programme: Programme) -> Iterator[Found]:
    """A short name that is introduced and used nowhere, and like it another one that is used and introduced nowhere.

    It is like it by its letters, or stands behind the same word: ``uredba SDU`` is introduced, ``uredba CPR`` is used.
    """
    introductions = programme.language.explained_after
    texts = [text for text in printed_texts(programme) if not _is_set_in_capitals(text.text)]
    uses = Counter(name for text in texts for name in _remembered_names(text.text))
    explained = {name: text for text in texts for name in _remember_explanations(text.text, introductions)}
    unused = [name for name in explained if uses[name] == 1 and len(name) >= _LONG_NAME]
    beside = _words_before(texts, programme.language.lemmas) if unused else {}
    for name in unused:
        alike = (*_like_it(name, uses), *_behind_same_word(name, beside))
        other = next((one for one in alike if one not in explained), None)
        if other is not None:
            message = translate(
                "'{name}' is introduced and never used, '{other}' is used and never introduced", name=name, other=other
            )
            yield Found(explained[name].path, message, name)


def _like_it(name: str, uses: Iterable[str]) -> list[str]:
    """The short names that have one other letter, or two in turn."""
    return [one for one in uses if len(one) == len(name) and OSA.distance(one, name) == 1]


def _words_before(texts: Iterable[PrintedText], language: str | None) -> dict[str, Counter[str]]:
    """The words before each short name, by how often they stand there."""
    before: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for word, name in _BEHIND_WORD.findall(text.text):
            before[name][lemma_of(word, language)] += 1
    return before


def _behind_same_word(name: str, before: Mapping[str, Counter[str]]) -> Iterator[str]:
    """Other short names that stand more than once behind a word that stands before ``name``."""
    for word in before.get(name, ()):
        yield from (other for other, words in before.items() if other != name and words[word] > 1)


@RULES.warning("short-name-unlike-words", scope=Scope.CONTENT)
def _find_unlike_names(programme: Programme) -> Iterator[Found]:
    """``Centra za kibernetsko varnost (CKU)``: of the words before it all but one begin with its letters.

    Of a name of three letters the first word is enough.
    """
    introductions = programme.language.explained_after
    for text in printed_texts(programme):
        for name, words in _remember_unlike(text.text, introductions):
            message = translate(
                "'{name}' stands for '{words}', and not every word begins with its letter", name=name, words=words
            )
            yield Found(text.path, message, words)
        for name, words in _remember_spelt_out(text.text):
            message = translate("most letters of '{name}' begin no word of '{words}'", name=name, words=words)
            yield Found(text.path, message, name)
        for name, words, initials in _remember_swapped(text.text):
            message = translate(
                "'{name}' explains '{words}', whose first letters are {initials}",
                name=name,
                words=words,
                initials=initials,
            )
            yield Found(text.path, message, name)
        for name, words in _explained_otherwise(text.text, programme.language.naming.short_names):
            yield Found(text.path, translate("'{words}' is not what '{name}' stands for", words=words, name=name), name)


def _explained_otherwise(text: str, known: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """``urad za preprečevanje pranja denarja (ARO)``: no word before the brackets is one that the name stands for."""
    for match in _IN_BRACKETS.finditer(text):
        beginnings = known.get(match[1])
        before = _WHOLE_WORD.findall(text[max(match.start() - LONGEST_PIECE, 0) : match.start()])[-_WORDS_BEFORE:]
        initials = "".join(word[0].upper() for word in before if len(word) >= _NOT_SMALL)
        is_other = not any(word.lower().startswith(beginnings) for word in before) if beginnings else False
        if is_other and len(before) > 1 and not initials.endswith(match[1]):
            yield match[1], " ".join(before)


@RULES.warning("short-name-in-small-letters", scope=Scope.CONTENT)
def _find_small_names(programme: Programme) -> Iterator[Found]:
    """``opreme (Ikt in multimedijske)``, where the texts write IKT."""
    forms = programme.word_forms
    names = Counter(name for text in printed_texts(programme) for name in _remembered_names(text.text))
    used = {name for name, count in names.items() if count > 1 and _LONG_NAME <= len(name) <= _LONGEST_NAME}
    keys = programme.sources.keys() | programme.operations.keys()
    for text in printed_texts(programme):
        for typed in _SHORT_WORD.findall(text.text):
            name = typed.upper()
            is_mixed = name in used and typed != name and typed[1:].islower() and typed not in keys
            if is_mixed and not (forms is not None and forms.is_known(typed.lower())):
                message = translate("'{typed}' is written '{name}' elsewhere", typed=typed, name=name)
                yield Found(text.path, message, typed, translate("write '{use}'", use=name))


@RULES.warning("entry-with-another-short-name", scope=Scope.CONTENT)
def _find_entries_of_others(programme: Programme) -> Iterator[Found]:
    """``aro_office: urad (AMO)``: the key of an entry says a short name of the content, its text says another one."""
    registered = [text for text in printed_texts(programme) if _is_entry(text.path)]
    if not registered:
        return
    known = {name.casefold() for text in printed_texts(programme) for name in _remembered_names(text.text)}
    for text in registered:
        key = text.path.rpartition(".")[2]
        said = [name.casefold() for name in _remembered_names(text.text)]
        told = _told_by_key(key, said, known)
        if told and said and told.isdisjoint(said):
            message = translate(
                "the entry '{key}' speaks of '{name}' and not of '{other}'",
                key=key,
                name=said[0].upper(),
                other=min(told).upper(),
            )
            yield Found(text.path, message, said[0].upper())


def _told_by_key(key: str, said: Sequence[str], known: Set[str]) -> set[str]:
    """The short names that a key says: known ones, and those whose letters the text has in another order."""
    parts = key.split("_")
    told = {name for name in parts if name in known and _LONG_NAME <= len(name) <= _LONGEST_NAME}
    return told | {part for part in parts for name in said if len(parts) > 1 and _is_turned(part, name)}


def _is_turned(key: str, name: str) -> bool:
    """Whether a short name has the letters of a key in another order: ``NSCE`` of ``ncse_db``."""
    return key != name and len(key) >= _LONG_NAME and sorted(key) == sorted(name)


def _is_entry(path: str) -> bool:
    """Whether a text is the entry of a registry, or the reason under the key of one."""
    return path.startswith(_REGISTRIES) or any(step in path for step in (".risks.own.", ".rationale.milestone.items."))


@RULES.warning("authority-unlike-short-name", scope=Scope.CONTENT)
def _find_other_authorities(programme: Programme) -> Iterator[Found]:
    """The Ministrstvo za zunanje zadeve as the authority of a document that speaks of the MNZ, never of the MZZ."""
    authority = programme.facts.authority
    initials = "".join(word[0][0].upper() for word in _WHOLE_WORD.finditer(authority) if len(word[0]) >= _NOT_SMALL)
    names = {name for text in printed_texts(programme) for name in _remembered_names(text.text)}
    if len(initials) < _LONG_NAME or initials in names:
        return
    alike = sorted(name for name in names if len(name) == len(initials) and name[0] == initials[0])
    for name in alike:
        is_of_one = OSA.distance(name, initials) == 1 and name[-1] == initials[-1]
        if is_of_one or len(alike) == 1:
            message = translate(
                "the texts speak of '{name}', the first letters of '{authority}' are {initials}",
                name=name,
                authority=authority,
                initials=initials,
            )
            yield Found("programme.authority", message, authority)


@lru_cache(maxsize=4096)
def _remember_swapped(text: str) -> tuple[tuple[str, str, str], ...]:
    """``ISCUI (Informacijski sistem Centra za izpopolnjevanje in usposabljanje)``: two letters in turn, or another."""
    found = []
    for match in _IN_BRACKETS.finditer(text):
        name = text[max(match.start() - LONGEST_PIECE, 0) : match.start()].rsplit(maxsplit=1)[-1]
        words = [word[0] for word in _WHOLE_WORD.finditer(match[1]) if len(word[0]) >= _NOT_SMALL]
        initials = "".join(word[0].upper() for word in words)
        is_near = len(name) == len(initials) >= _NOT_SMALL and OSA.distance(name, initials) == 1
        if _LETTERS.fullmatch(name) and is_near and name[0] == initials[0] and words[0][0].isupper():
            found.append((name, match[1], initials))
    return tuple(found)


@RULES.warning("short-name-of-two", scope=Scope.CONTENT)
def _find_short_names_of_two(programme: Programme) -> Iterator[Found]:
    """``Nacionalni finančni laboratorij (NFL)`` or ``center za upravljanje (NFL)``, where NFL is the forensic one."""
    language, introduced = programme.language.lemmas, dict[str, list[tuple[str, str, int]]]()
    for text in printed_texts(programme):
        for name, words, fitting in _remember_introduced(text.text, programme.language.explained_after):
            introduced.setdefault(name, []).append((text.path, words, fitting))
    for name, places in introduced.items():
        usual = next((words for _, words, fitting in places if fitting == len(name)), "")
        for path, words, fitting in places if usual else ():
            if fitting == len(name):
                is_other = lemmas_of(words, language) != lemmas_of(usual, language)
            else:
                is_other = _beginnings(words).isdisjoint(_beginnings(usual))
            if is_other:
                yield _short_name_of_two(path, name, words, usual)
    yield from _find_entries_of_one_name(programme)


def _short_name_of_two(path: str, name: str, words: str, usual: str) -> Found:
    message = translate(
        "'{name}' stands for '{words}' here, for '{usual}' elsewhere", name=name, words=words, usual=usual
    )
    return Found(path, message, words)


def _find_entries_of_one_name(programme: Programme) -> Iterator[Found]:
    """Operations that end in one short name behind another word, or in that of another key; whose key it is has it."""
    keys = {key.casefold(): key for key in programme.operations}
    first: dict[str, str] = {}
    for key, name in programme.operations.items():
        match = _SHORT_NAME_AT_END.search(name)
        if match is None:
            continue
        own = programme.operations[keys.get(match["name"].casefold(), first.setdefault(match["name"], key))]
        words = own.removesuffix(f" ({match['name']})")
        if (
            lemmas_of(match["words"], programme.language.lemmas)[-1:]
            != lemmas_of(words, programme.language.lemmas)[-1:]
        ):
            yield _short_name_of_two(f"operations.{key}", match["name"], match["words"], words)


def _beginnings(words: str) -> set[str]:
    """How the longer words begin, whatever their case."""
    return {word[:_BEGINNING].lower() for word in words.split() if len(word) >= _NOT_SMALL}


@lru_cache(maxsize=4096)
def _remember_introduced(text: str, introductions: tuple[str, ...]) -> tuple[tuple[str, str, int], ...]:
    """Return short names with their words and how many letters begin a word: all of a name, or one at most.

    Where some begin a word and others none, the words may be bent or shortened: these are left out.
    """
    return tuple(
        (inside, words, len(inside) - len(differing))
        for inside, words, differing in _names_in_brackets(text, introductions)
        if (not differing and words[0].isupper()) or len(differing) >= len(inside) - 1
    )


@lru_cache(maxsize=4096)
def _remember_unlike(text: str, introductions: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    named = _names_in_brackets(text, introductions)
    return tuple(
        (inside, words)
        for inside, words, differing in named
        if words[0].isupper()
        and differing
        and differing[0]
        and len(differing) <= (2 if len(inside) == _LONG_NAME else 1)
    )


def _names_in_brackets(text: str, introductions: tuple[str, ...]) -> Iterator[tuple[str, str, list[int]]]:
    """The short names in brackets with as many words before them, and which of these begin with another letter."""
    for match in _IN_BRACKETS.finditer(text):
        inside = match[1]
        for introduction in introductions:
            inside = re.sub(rf"^{re.escape(introduction)}\W+", "", inside)
        if not _LETTERS.fullmatch(inside) or _ROMAN.fullmatch(inside):
            continue
        before = re.split(r"[.,;:()]", text[max(match.start() - LONGEST_PIECE, 0) : match.start()])[-1]
        words = [word for word in _WHOLE_WORD.finditer(before) if len(word[0]) >= _NOT_SMALL]
        named = words[-len(inside) :]
        differing = [at for at, word in enumerate(named) if word[0][0].upper() != inside[at]]
        if len(named) == len(inside):
            yield inside, before[named[0].start() :].strip(), differing


def shorten_introduced(text: str, introductions: tuple[str, ...]) -> str:
    """Return a text with its short names alone where it explains them: ``Mreža za pomoč (MP)`` is ``MP``."""
    for name, words, differing in _names_in_brackets(text, introductions):
        if not differing:
            text = re.sub(rf"{re.escape(words)}\s+\([^()]*\)", name, text)
    return text


@lru_cache(maxsize=4096)
def _remember_spelt_out(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(_find_spelt_out(text))


def _find_spelt_out(text: str) -> Iterator[tuple[str, str]]:
    """``ISCIU (Informacijski sistem akademije)``: two letters agree, and of the others most do not.

    Where the first two do not, the letters are those of another language.
    """
    for match in _IN_BRACKETS.finditer(text):
        name = text[max(match.start() - LONGEST_PIECE, 0) : match.start()].rsplit(maxsplit=1)[-1]
        initials = [word[0][0].upper() for word in _WHOLE_WORD.finditer(match[1])]
        if not _LETTERS.fullmatch(name) or initials[:_SHORTEST] != list(name[:_SHORTEST]):
            continue
        waiting = iter(initials)
        agreeing = 0
        for letter in name:
            left = list(waiting)
            if letter in left:
                agreeing += 1
                waiting = iter(left[left.index(letter) + 1 :])
            else:
                waiting = iter(left)
        if agreeing < len(name) / 2:
            yield name, match[1]


def _is_set_in_capitals(text: str) -> bool:
    """Whether capitals are the look of a text, as of the head of a column, at least of the words it begins with."""
    first = text.split()[:2]
    return text == text.upper() or all(len(word) >= _LONG and word == word.upper() for word in first)


@lru_cache(maxsize=4096)
def _remembered_names(text: str) -> tuple[str, ...]:
    return tuple(_short_names(text))


@lru_cache(maxsize=4096)
def _remember_explanations(text: str, introductions: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_find_explanations(text, introductions))


def _short_names(text: str) -> Iterator[str]:
    """Words of two or more capitals; ``JIT`` in ``JIT-ov``. Roman numbers are none."""
    for match in _WORD.finditer(text):
        pieces = match.group().split("-")
        count = next((index for index, piece in enumerate(pieces) if not piece.isupper()), len(pieces))
        name = "-".join(pieces[:count])
        is_code = _CODE.match(text, match.start() + len(name)) is not None or any("₀" <= sign <= "₉" for sign in name)
        if len(name) >= _SHORTEST and not is_code and not _ROMAN.fullmatch(name):
            yield name


def _find_explanations(text: str, introductions: tuple[str, ...]) -> Iterator[str]:
    """``long form (ABC)``, ``ABC (Apt Beautiful Chain)``, ``in what follows: regulation ABC``."""
    for match in _IN_BRACKETS.finditer(text):
        start, inside = match.start(), match[1]
        if _SEPARATE.search(inside) is None and inside == inside.upper():
            names = list(_short_names(inside))
            # of several names in brackets one that was used before is only repeated: "v NCKU (GEOANALITIKA NCKU)"
            yield from (name for name in names if len(names) == 1 or text.find(name, 0, start) < 0)
        name = text[max(start - LONGEST_PIECE, 0) : start].rsplit(maxsplit=1)[-1]
        if name in _short_names(name) and len(inside.split()) > 1 and inside[0].upper() == name[0]:
            yield name
    for introduction in introductions:
        for piece in re.findall(rf"{re.escape(introduction)}\W+([^().;]*)", text):
            yield from _short_names(piece)


@dataclass(frozen=True)
class _Alternation:
    """A preposition with two forms: ``special`` before words that begin with ``sounds``, else ``usual``.

    A short name in capitals that begins with one of ``spelt`` is read letter by letter.
    """

    usual: str
    special: str
    sounds: frozenset[str]
    spelt: frozenset[str]
    numbers: re.Pattern[str] | None

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """The preposition in either form, and the word after it."""
        forms = "|".join(map(re.escape, (self.special, self.usual)))
        return re.compile(rf"(?<![\w.])((?i:{forms}))\s[»(]?(?:([^\W\d_]+)(?!\.)|{_WHOLE_NUMBER})")

    def form_before(self, word: str | None, number: str, ordinal: str) -> str | None:
        """The form before a word, or before a number in digits; None where both may be right."""
        if word is not None:
            if word.isupper() and word[0] in self.spelt:
                return None
            return self.special if word[0].lower() in self.sounds else self.usual
        digits = number.replace(".", "")
        is_year = digits == number and len(digits) == _YEAR_DIGITS and digits[0] == "1"  # tisoč or devetnajststo
        if self.numbers is None or (is_year and not digits.startswith("10")):
            return None
        said = digits + ordinal if digits == "1" else digits
        return self.special if self.numbers.fullmatch(said) else self.usual


def _alternations(programme: Programme) -> tuple[_Alternation, ...] | None:
    return (
        tuple(
            _Alternation(
                one.usual,
                one.special,
                frozenset(one.before),
                frozenset(one.spelt_with_a_vowel),
                None if one.before_numbers is None else re.compile(one.before_numbers),
            )
            for one in programme.language.prepositions
        )
        or None
    )


@RULES.warning("preposition-form")
@in_each_text(_alternations)
def _prepositions(text: str, *alternations: _Alternation) -> Breaches:
    for alternation in alternations:
        for match in alternation.expression.finditer(text):
            preposition, word, number, ordinal = match.groups()
            form = alternation.form_before(word, number, ordinal or "")
            if form is not None and preposition.lower() != form:
                message = translate(
                    "'{match}' is written, before this sound the preposition is '{form}'",
                    match=match.group(),
                    form=form,
                )
                right = form.capitalize() if preposition[0].isupper() else form
                yield (
                    match.group(),
                    message,
                    translate("write '{form} {word}'", form=form, word=word or number),
                    (Splice(*match.span(1), right),),
                )


_TWICE = re.compile(r"\b([^\W\d_]+(?:\s+[^\W\d_]+){0,3})\s+\1\b(?=(?:\s+([^\W\d_]+))?)", re.IGNORECASE)


def _verbs_and_pronouns(programme: Programme) -> tuple[frozenset[str], frozenset[str]]:
    """Words that are a verb and a pronoun, and what stands behind both: ``da je je dovolj``."""
    forms, none = programme.word_forms, frozenset[str]()
    if forms is None:
        return none, none
    rows = forms.rows
    return forms.verb_chains.get("pronouns_too", none), rows.get("amounts", none) | rows.get("impersonal", none)


@RULES.warning("word-twice")
@in_each_text(_verbs_and_pronouns)
def _words_twice(text: str, both: frozenset[str], behind: frozenset[str]) -> Breaches:
    matches = (
        match
        for match in _TWICE.finditer(text)
        if match[1].lower() not in both or (match[2] or "").lower() not in behind
    )
    for piece, _ in mended_pieces(text, matches, lambda _: None):
        yield piece, translate("a word stands twice in a row in '{found}'", found=piece), None
