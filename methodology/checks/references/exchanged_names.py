"""Names in the place of others: an exception, a figure beside another short name, an entry called as another is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache
from itertools import pairwise

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import REFERENCE, SameProgramme, printed_texts, prose_texts
from methodology.checks.references.copied_references import (
    ReferringSentence,
    indicators_of,
    referring_sentences,
)
from methodology.checks.said_numbers import any_of
from methodology.checks.sentence_words import Word, lemmas_of, sentences_of, words_of
from methodology.messages import translate
from methodology.model.paths import root_of
from methodology.model.programme import Programme
from methodology.model.word_forms import together

RULES = Rules(Family.REFERENCES, Scope.VALUE)

_OPERATIONS = "operations."
_LETTERS = re.compile(r"[^\W\d_]+")
_CAPITALS = re.compile(r"\(([^\W\d_a-zčšž]{2}[^()a-zčšž]*)\)")
"""A short name in brackets, with a number or another short name behind it."""
_SHORTEST = 3
"""So many capitals has a short name at least."""
_NEAR = 4
"""Within so many words of a name stands the number that is said of it."""
_REGISTRIES = ("operations", "sources")


def _short_names(words: Sequence[Word]) -> list[str]:
    return [word.text for word in words if _is_short_name(word.text)]


def _is_short_name(text: str) -> bool:
    return len(text) >= _SHORTEST and text.isalpha() and text.isupper()


@RULES.warning("exception-named-nowhere")
def _find_exceptions_named_nowhere(programme: Programme) -> Iterator[Found]:
    """``(razen NCKU) … pri operaciji NFL pa {…}``: what is excepted is said of apart, under the same name."""
    excepted = any_of(programme.language.naming.exception)
    for text in prose_texts(programme):
        if REFERENCE not in text.literal or not excepted.search(text.literal.lower()):
            continue
        words = words_of(text.text, programme.language.lemmas)
        names = _short_names(words)
        for place in range(1, len(words) - 1):
            name = words[place + 1].text
            is_excepted = words[place - 1].text == "(" and excepted.fullmatch(words[place].text.lower())
            if not is_excepted or not _is_short_name(name) or names.count(name) > 1:
                continue
            apart = next((one for one in _told_apart(words[place + 2 :]) if one != name), None)
            if apart is not None:
                message = translate(
                    "'{name}' is excepted here and named no more, what is told apart is '{apart}'",
                    name=name,
                    apart=apart,
                )
                yield Found(text.path, message, name)


def _told_apart(words: Sequence[Word]) -> Iterator[str]:
    """The short names with a number of their own close behind."""
    for place, word in enumerate(words):
        behind = words[place + 1 : place + 1 + _NEAR]
        if _is_short_name(word.text) and any(one.text == REFERENCE or one.text.isdigit() for one in behind):
            yield word.text


@RULES.warning("figure-beside-another-name")
def _find_figures_beside_other_names(programme: Programme) -> Iterator[Found]:
    """``pri operaciji NCKU pa {R.3.13.nfl_share}``: the key of a figure has a short name, the clause has another."""
    known, names = indicators_of(programme), _names_in_texts(SameProgramme(programme))
    for sentence in referring_sentences(programme):
        figures = [place for place, one in sentence.references.items() if known.figure(one.path) is not None]
        for place in figures:
            path = sentence.references[place].path
            own = names & {part.upper() for part in path.rpartition(".")[2].split("_")}
            said = _said_around(sentence, place, figures) if len(own) == 1 else set()
            others = (said & names) - own
            if others and own.isdisjoint(said):
                message = translate(
                    "{figure} is named after '{own}', '{other}' stands beside it",
                    figure=f"{{{path}}}",
                    own=next(iter(own)),
                    other=min(others),
                )
                yield Found(sentence.path, message, path)


@lru_cache(maxsize=1)
def _names_in_texts(same: SameProgramme) -> frozenset[str]:
    """The short names in all texts."""
    programme = same.programme
    texts = (words_of(text.text, programme.language.lemmas) for text in printed_texts(programme))
    return frozenset(name for words in texts for name in _short_names(words))


def _said_around(sentence: ReferringSentence, place: int, figures: Sequence[int]) -> set[str]:
    """The short names between the figure before and the one behind, those in references and their keys too."""
    start = max((one for one in figures if one < place), default=-1) + 1
    end = min((one for one in figures if one > place), default=len(sentence.words))
    said: set[str] = set()
    for at in range(start, end):
        reference = sentence.references.get(at)
        if reference is None:
            said.update(_short_names(sentence.words[at : at + 1]))
        elif at != place:
            said.update(
                part.upper() for part in re.findall(r"[^\W\d_]+", f"{reference.path} {reference.printed or ''}")
            )
    return said


@RULES.warning("short-name-of-another-operation")
def _find_short_names_of_other_operations(programme: Programme) -> Iterator[Found]:
    """``uporabnikov sedanjega sistema POSKART`` in the reasons of an output without that operation."""
    owners = _owners_of_short_names(programme)
    outputs = {output.id: output for objective in programme.objectives for output in objective.outputs}
    for text in prose_texts(programme):
        output = outputs.get(root_of(text.path, outputs))
        if output is None or ".rationale." not in text.path:
            continue
        listed = " ".join(f"{programme.operations.get(one.id, '')} {one.text or ''}" for one in output.operations)
        spoken = {one.path for one in text.parts if not isinstance(one, str)}
        for name in dict.fromkeys(_short_names(words_of(text.text, programme.language.lemmas))):
            operations = owners.get(name, ())
            if operations and name not in listed and spoken.isdisjoint(f"{_OPERATIONS}{one}" for one in operations):
                message = translate(
                    "'{name}' stands in the name of the operation '{operation}', which is not among those of {id}",
                    name=name,
                    operation=operations[0],
                    id=output.id,
                )
                yield Found(text.path, message, name)
    yield from _find_names_in_brackets(programme)


def _owners_of_short_names(programme: Programme) -> dict[str, list[str]]:
    """The short names in names of operations, with the operations."""
    owners: dict[str, list[str]] = {}
    for key, text in programme.operations.items():
        for name in set(_short_names(words_of(str(text), programme.language.lemmas))):
            owners.setdefault(name, []).append(key)
    return owners


def _find_names_in_brackets(programme: Programme) -> Iterator[Found]:
    """``v okviru {operations.ncku_analytics|…} (udeleženci zaposleni v NFL)``: the operation names the NCKU."""
    for text in prose_texts(programme):
        for at, part in enumerate(text.parts[:-1]):
            behind = text.parts[at + 1]
            is_before_bracket = isinstance(behind, str) and behind.lstrip().startswith("(") and ")" in behind
            if isinstance(part, str) or not part.path.startswith(_OPERATIONS) or not is_before_bracket:
                continue
            language = programme.language.lemmas
            name = str(programme.operations.get(part.path.removeprefix(_OPERATIONS), ""))
            own = set(_short_names(words_of(f"{name} {part.printed or ''}", language)))
            others = [one for one in _short_names(words_of(str(behind).partition(")")[0], language)) if one not in own]
            if own and others:
                message = translate(
                    "'{name}' stands in brackets behind an operation that names '{own}'", name=others[0], own=min(own)
                )
                yield Found(text.path, message, others[0])


_Printed = dict[str, list[tuple[str, str]]]
"""By the content path of an operation: where texts print its name in their own form, and that form."""


def _printed_forms(programme: Programme) -> _Printed:
    printed: _Printed = {}
    for text in prose_texts(programme):
        for part in text.parts:
            if not isinstance(part, str) and part.printed and part.path.startswith(_OPERATIONS):
                printed.setdefault(part.path, []).append((text.path, part.printed))
    return printed


def _name_of(programme: Programme, path: str) -> str:
    return str(programme.operations.get(path.removeprefix(_OPERATIONS), ""))


@RULES.warning("brackets-unlike-printed")
def _find_other_brackets(programme: Programme) -> Iterator[Found]:
    """``(GEOANALITIKA NFL)`` in the name of an operation that texts print with ``(GEOANALITIKA NCKU)``."""
    for path, forms in _printed_forms(programme).items():
        registered = _CAPITALS.findall(_name_of(programme, path))
        places = [(where, bracket) for where, form in forms for bracket in _CAPITALS.findall(form)]
        others = [(where, bracket) for where, bracket in places if registered and bracket not in registered]
        if len(others) == len(places) > 1 and len({bracket for _, bracket in places}) == 1:  # the name was changed
            others = [(path, registered[0])]
        for where, bracket in others:
            there, right = places[0] if where == path else (path, registered[0])
            message = translate("'({one})' stands here, '({other})' at {path}", one=bracket, other=right, path=there)
            yield Found(where, message, bracket)


@RULES.warning("entry-unlike-printed")
def _find_entries_unlike_printed(programme: Programme) -> Iterator[Found]:
    """``upravljavcev javne infrastrukture`` in a name of which all printed forms have ``kritične infrastrukture``."""
    language = programme.language.lemmas
    for path, forms in _printed_forms(programme).items():
        texts = {lemmas_of(form, language) for _, form in forms}
        name = _name_of(programme, path)
        for word, other in _exchanged_words(words_of(name, language), texts) if len(texts) > 1 else ():
            message = translate(
                "'{word}' stands here, the texts that print the name say '{other}': {path}",
                word=word,
                other=other,
                path=forms[0][0],
            )
            yield Found(path, message, word)


def _exchanged_words(name: Sequence[Word], texts: Set[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """The words of a name that no text has, where all have the same other one between the same two words."""
    lemmas = [word.lemma for word in name]
    for before, word, behind in zip(name, name[1:], name[2:], strict=False):
        others = {_between(text, before.lemma, behind.lemma) for text in texts}
        other = next(iter(others)) if len(others) == 1 else ""
        if other and other not in lemmas and not any(word.lemma in text for text in texts):
            yield word.text, other


def _between(words: Sequence[str], before: str, behind: str) -> str:
    """The word that stands between two others; nothing where none does."""
    found = (
        two for one, two, three in zip(words, words[1:], words[2:], strict=False) if (one, three) == (before, behind)
    )
    return next(found, "")


@RULES.warning("entry-called-as-another")
def _find_entries_called_as_others(programme: Programme) -> Iterator[Found]:
    """``maxima: program »Mferac«``: what another entry has for its key, and nothing of the own one."""
    for registry in _REGISTRIES:
        entries: Mapping[str, object] = getattr(programme, registry)
        words = {key: _small_words(programme, str(text)) for key, text in entries.items()}
        for key in entries:
            other = _called_as(key, words)
            if other is not None:
                message = translate(
                    "'{other}' stands here, which is what another entry is called; nothing here is of '{entry}'",
                    other=other,
                    entry=key,
                )
                yield Found(f"{registry}.{key}", message, other)


def _called_as(key: str, words: Mapping[str, Set[str]]) -> str | None:
    """The key of another entry that the text of an entry has, and nothing of its own key; None where it has none.

    A key of several words is one of which the own text has none any more.
    """
    if key in words[key] or _is_said_without_key(key, words[key]):
        return None
    for other, own in words.items():
        is_long = "_" in other and not _is_called(other, own)
        is_short = len(other) >= _SHORTEST and "_" not in other + key and other in own
        if (is_long or is_short) and _is_called(other, words[key]):
            return other
    return None


def _is_called(key: str, words: Set[str]) -> bool:
    """Whether a text has each word of a key: ``aro_amo`` and ``ARO/AMO``."""
    return words >= set(key.split("_"))


def _small_words(programme: Programme, text: str) -> set[str]:
    return {word.text.lower() for word in words_of(text.replace("/", " "), programme.language.lemmas)}


def _is_said_without_key(key: str, words: Set[str]) -> bool:
    """Whether a word begins as a key does: ``cybercrime`` is none, ``okolje`` of ``okoljska`` is one."""
    return any(word[: len(key) - 1] == key[:-1] for word in words)


@RULES.warning("pair-of-another-operation")
def _find_pairs_of_other_operations(programme: Programme) -> Iterator[Found]:
    """``učnih kapacitet`` in the reason for an operation that speaks of ``vadbenih kapacitet``."""
    pairs = {key: _pairs(programme, str(text)) for key, text in programme.operations.items()}
    owners: dict[tuple[str, str], list[str]] = {}
    for key, nouns in pairs.items():
        for noun, words in nouns.items():
            for word in words:
                owners.setdefault((noun, word), []).append(key)
    for text in prose_texts(programme):
        rest = text.path.partition(".rationale.")[2]
        key = rest.rpartition(".")[2] if ".items." in rest else ""
        own = pairs.get(key, {})
        said = _pairs(programme, text.text) if own else {}
        for noun in said.keys() & own.keys():
            if said[noun].keys().isdisjoint(own[noun]):
                yield from _exchanged_pair((text.path, key), noun, (said[noun], own[noun]), owners)


def _exchanged_pair(
    place: tuple[str, str],
    noun: str,
    said: tuple[Mapping[str, str], Mapping[str, str]],
    owners: Mapping[tuple[str, str], Sequence[str]],
) -> Iterator[Found]:
    """The pair in the reason at a place that stands in the name of another operation."""
    (path, key), (here, there) = place, said
    others = {word: one for word in here for one in owners.get((noun, word), ()) if one != key}
    for word, other in others.items():
        message = translate(
            "'{pair}' is what the operation '{other}' speaks of, '{own}' says '{usual}'",
            pair=here[word],
            other=other,
            own=key,
            usual=next(iter(there.values())),
        )
        yield Found(path, message, here[word])


def _pairs(programme: Programme, text: str) -> dict[str, dict[str, str]]:
    """The adjectives right before each noun, in their basic forms, with both as they stand."""
    forms = programme.word_forms
    if forms is None:
        return {}
    pairs: dict[str, dict[str, str]] = {}
    for sentence in sentences_of(text, programme.language.lemmas):
        for first, second in pairwise(sentence):
            is_pair = len(first.text) > _NEAR and first.text.islower() and second.text.islower()
            if is_pair and forms.adjective(first.text) & together(forms.nouns(second.text)):
                pairs.setdefault(second.lemma, {})[first.lemma] = f"{first.text} {second.text}"
    return pairs
