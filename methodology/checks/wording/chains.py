"""Nouns in a row: the case of a noun follows from the noun, preposition or conjunction before it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, pairwise, product, takewhile
from operator import attrgetter

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import MOST_TEXTS
from methodology.checks.wording import agreement
from methodology.checks.wording.agreement import NounPhrase, read_phrases, right_forms
from methodology.checks.wording.clauses import read_sentences
from methodology.checks.wording.licences import Unlicensed, is_of_country, unlicensed
from methodology.checks.wording.parallels import OtherCase, members_in_other_cases
from methodology.checks.wording.subjects import find_disagreements
from methodology.checks.wording.tokens import Token, tokens_of, with_numbers
from methodology.messages import spoken_language, translate
from methodology.model.objective import ObjectiveRisks
from methodology.model.phrases import Mention
from methodology.model.programme import CommonRisks, Interventions, Programme, Registry, Value
from methodology.model.word_forms import WordForms, together, union

RULES = Rules(Family.WORDING, Scope.VALUE)

_FARTHEST = 25
_MOST_FORMS = 3
"""How many right forms a finding names."""

_NAMES = frozenset({"name", "unit", "keywords", "title", "short_title", "authority"})
"""The fields that say what a thing is called."""

Breach = tuple[str, str]
"""A piece of a text, and what is said of it."""


def _judge(text: str, forms: WordForms, tag: str, *, is_name: bool) -> Iterator[Breach]:
    reader, phrases = read_phrases(text, forms, tag)
    found = [wrong for sentence in read_sentences(text, forms, tag, is_name=is_name) for wrong in unlicensed(sentence)]
    for wrong in found:
        yield from _say(text, wrong, forms)
    known = [wrong.phrase for wrong in found]
    for other in members_in_other_cases(reader, phrases):
        if other.phrase not in known:
            known.append(other.phrase)
            yield from _say_other_case(text, other, forms)
    for before, phrase in pairwise(phrases):
        if before.end == phrase.start and before not in known and _is_torn_pair(before, phrase, forms):
            piece = text[before.tokens[0].start : phrase.tokens[-1].end]
            right = right_forms(phrase, forms, before.slots & before.governed)
            yield (
                piece,
                translate("'{piece}': behind '{noun}' stands '{right}'", piece=piece, noun=before.noun, right=right),
            )


def _say_other_case(text: str, other: OtherCase, forms: WordForms) -> Iterator[Breach]:
    """Tell what stands in a row instead; nothing where the noun has no such form."""
    phrase, noun = other.phrase, other.before.noun
    number = union(number for number in forms.of_number.values() if phrase.slots & number)
    right = right_forms(phrase, forms, other.licensed & number) or right_forms(phrase, forms, other.licensed)
    piece = text[other.before.tokens[-1].start : phrase.tokens[-1].end]
    if right:
        yield piece, translate("'{piece}': behind '{noun}' stands '{right}'", piece=piece, noun=noun, right=right)


def _is_torn_pair(before: NounPhrase, phrase: NounPhrase, forms: WordForms) -> bool:
    """``v državah članic``: two nouns that always have the same case, and have none together."""
    if before.slots & before.governed & phrase.slots or not phrase.slots:
        return False
    stems = ([one.stem for one in part.readings] for part in (before, phrase))
    return any("_".join(pair) in forms.rows.get("pairs", ()) for pair in product(*stems))


def _say(text: str, wrong: Unlicensed, forms: WordForms) -> Iterator[Breach]:
    """Tell what stands instead; nothing where no other form of the word is licensed and its verb is no other."""
    phrase, before, verb = wrong.phrase, wrong.before, wrong.verb
    right = _right_forms(wrong, forms)
    piece = phrase.piece(text)
    is_subject = bool(wrong.own & forms.of_case[forms.tables.subject])
    if before is not None and (_names(phrase, before, forms) or _may_be_attribute(text, wrong, before, forms)):
        return
    if before is not None:
        piece = text[before.tokens[-1].start : phrase.tokens[-1].end]
        if right:
            yield (
                piece,
                translate("'{piece}': behind '{noun}' stands '{right}'", piece=piece, noun=before.noun, right=right),
            )
    elif verb is not None and is_subject:
        if _has_subject_behind(text, verb, forms):
            return
        yield piece, translate("'{piece}' does not agree with the verb '{verb}'", piece=piece, verb=verb.text)
    elif right and verb is not None:
        yield (
            piece,
            translate("'{piece}': beside the verb '{verb}' stands '{right}'", piece=piece, verb=verb.text, right=right),
        )
    elif right:
        yield (
            piece,
            translate("'{piece}' at the beginning is no nominative; the noun is '{right}'", piece=piece, right=right),
        )


def _may_be_attribute(text: str, wrong: Unlicensed, before: NounPhrase, forms: WordForms) -> bool:
    """Whether a genitive stands behind words that belong to it or to the noun: ``v okviru že načrtovanega števila``."""
    between = text[before.tokens[-1].end : wrong.phrase.tokens[0].start].split()
    is_joined = not forms.rows["joins"].isdisjoint(between) or not all(map(str.isalpha, between))
    return bool(between) and not is_joined and bool(wrong.own & forms.of_case[forms.tables.genitive])


def _names(phrase: NounPhrase, before: NounPhrase, forms: WordForms) -> bool:
    """Whether a phrase may be the name of what stands before it, in its case: ``državama Prvo in Drugo``."""
    if is_of_country(phrase, before, forms):
        return False
    own, other = together(phrase.readings), before.slots
    return phrase.tokens[0].text.istitle() and any(own & case and other & case for case in forms.of_case.values())


def _has_subject_behind(text: str, verb: Token, forms: WordForms) -> bool:
    """Whether a verb of being agrees with a noun behind it: ``Podlaga so izvedene operacije``."""
    subject = forms.slots_of_being(verb.small) & forms.of_case[forms.tables.subject]
    tokens = tokens_of(text)
    first = bisect_right(tokens, verb.start, key=attrgetter("start"))
    behind = takewhile(lambda token: token.is_word, islice(tokens, first, first + _FARTHEST))
    return any(use.slots & subject for token in behind for use in forms.nouns(token.small))


def _right_forms(wrong: Unlicensed, forms: WordForms) -> str:
    """The licensed forms of the noun, of its own number if there are any."""
    number = union(number for number in forms.of_number.values() if wrong.own & number)
    found = [
        dict.fromkeys(form for reading in wrong.readings for form in forms.noun_forms(reading.lemma, slots))
        for slots in (wrong.licensed & number, wrong.licensed)
    ]
    is_country = all(use.stem in forms.words["proper_names"] for use in wrong.readings)
    shown = list(found[0] or found[1])[:_MOST_FORMS]
    return " / ".join(form.title() if is_country else form for form in shown)


def find_breaches(text: str, forms: WordForms, tag: str, *, is_name: bool = False) -> tuple[Breach, ...]:
    """Return the breaches in a text of the language of the tag, each once; a name begins with its noun."""
    return _find_breaches(text, forms, tag, is_name, spoken_language())


@lru_cache(maxsize=MOST_TEXTS)
def _find_breaches(
    text: str,
    forms: WordForms,
    tag: str,
    is_name: bool,  # noqa: FBT001 (a key of the memory)
    _language: str,
) -> tuple[Breach, ...]:
    if not forms.rows:
        return ()
    found = dict.fromkeys(_judge(text, forms, tag, is_name=is_name))
    if not found:
        return ()
    known = [breach.piece for breach in agreement.find_breaches(text, forms, tag)]
    known += [piece for piece, *_ in find_disagreements(text, forms, tag)]
    return tuple(one for one in found if not any(piece in one[0] or one[0] in piece for piece in known))


def _is_name(value: Value | None) -> bool:
    """Whether a text is what a thing is called."""
    if value is None:
        return False
    kinds = (Registry, Interventions, CommonRisks, ObjectiveRisks)
    is_told = isinstance(value.owner, Mention) and str(value.value)[:1].isupper()
    return isinstance(value.owner, kinds) or is_told or value.field in _NAMES


@RULES.warning("case-in-row")
def _find_in_rows(programme: Programme) -> Iterator[Found]:
    if programme.word_forms is None:
        return
    for text, said in with_numbers(programme):
        for piece, message in find_breaches(
            said, programme.word_forms, programme.facts.language, is_name=_is_name(programme.values.get(text.path))
        ):
            yield Found(text.path, message, piece)
