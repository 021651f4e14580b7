"""Commas where no clause ends: ``za, boljšo povezljivost``, ``izvajanje, nadzora``, ``ki omogoča, spremljanje``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import MOST_TEXTS, printed_texts
from methodology.checks.wording.coordination import past_slots
from methodology.checks.wording.tokens import Token, outside_quotes, tokens_of
from methodology.messages import translate
from methodology.model.programme import Programme
from methodology.model.word_forms import WordForms, together

RULES = Rules(Family.WORDING, Scope.VALUE)

_COMMA = ","
_ENDS = frozenset(".;:!?()–—…»«/„“[]")
_FARTHEST = 80
"""So many words around a comma at most are read."""
_NEAR = 3
"""So near before a comma a number makes a date or a time."""
_LIST = 5
"""So many words behind a comma at most a list shows that it is one."""

Piece = tuple[str, str]
"""A piece of a text around a comma, and the word before it."""


@RULES.warning("comma-inside-part")
def _find_inner_commas(programme: Programme) -> Iterator[Found]:
    forms = programme.word_forms
    if forms is None or not forms.clauses:
        return
    for text in printed_texts(programme):
        for piece, word in _inner_commas(text.text, forms):
            message = translate("a comma parts '{word}' from what belongs to it, in '{piece}'", word=word, piece=piece)
            yield Found(text.path, message, piece)


@lru_cache(maxsize=MOST_TEXTS)
def _inner_commas(text: str, forms: WordForms) -> tuple[Piece, ...]:
    tokens = tokens_of(text)
    found = []
    for place in outside_quotes(tokens, in_brackets=True):
        if not 0 < place < len(tokens) - 1 or tokens[place].text != _COMMA:
            continue
        before, after = tokens[place - 1], tokens[place + 1]
        is_upper = before.text.isupper() and after.text.isupper()
        if not (before.text.islower() or is_upper or _is_first(tokens, place - 1)) or not (
            before.is_word and after.is_word
        ):
            continue
        if any(is_inside(tokens, place, forms) for is_inside in _SEARCHES):
            first = max(place - 2, 0)
            found.append((text[tokens[first if tokens[first].is_word else place - 1].start : after.end], before.text))
    return tuple(dict.fromkeys(found))


def _is_first(tokens: Sequence[Token], place: int) -> bool:
    """Whether a sentence begins at a place."""
    return place == 0 or tokens[place - 1].text == "."


def _is_lone_subject(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """``Cilji, so usmerjeni``: between the beginning of a sentence and its verb is its subject alone."""
    first = next((at for at in range(place - 1, max(place - _NEAR, -1), -1) if _is_first(tokens, at)), None)
    number = forms.finite.get(tokens[place + 1].small)
    if first is None or number is None or place + 2 >= len(tokens):
        return False
    subject = together(forms.nouns(tokens[place - 1].small)) & forms.of_case[forms.tables.subject]
    for token in tokens[first : place - 1]:
        subject &= forms.adjective(token.small) | forms.participle(token.small)
    said = forms.participle(tokens[place + 2].small) | forms.adjective(tokens[place + 2].small)
    return bool(subject & said & forms.of_number[number[0]])


def _is_behind_preposition(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """``za, boljšo``; prepositions that a word joins, ``z zaščito ali brez``, and units have no noun behind them."""
    word, after = tokens[place - 1].small, tokens[place + 1].small
    if not _is_preposition(word, forms) or _is_preposition(after, forms):
        return False
    governed, slots = forms.government[(word,)], _phrase_slots(tokens, place + 1, forms)
    if slots & governed and not slots & forms.of_case[forms.tables.subject]:
        return True
    if word in forms.words["adverbs_too"] | forms.clauses["joining"]:
        return False
    return place == 1 or (tokens[place - 2].is_word and tokens[place - 2].small not in forms.rows["joins"])


def _is_preposition(word: str, forms: WordForms) -> bool:
    return (word,) in forms.government and not forms.nouns(word)


def _is_in_set_words(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """``glede, na``, ``na podlagi, števila``, ``v okviru katere, se``, ``Potrebno, je``: behind what asks for more."""
    word, after = tokens[place - 1].small, tokens[place + 1].small
    is_asked = place > 1 and tokens[place - 2].text == _COMMA and word in forms.clauses["asked"]
    is_opening = is_asked or word in forms.clauses["opening"] | forms.clauses["relative"]
    if word in forms.rows["impersonal"] and _begin(tokens, place) == place - 1:
        return after in forms.finite
    if place > 1 and (tokens[place - 2].small, word) in forms.government:
        governed = forms.government[(tokens[place - 2].small, word)]
        return bool(_phrase_slots(tokens, place + 1, forms) & governed)
    return (word, after) in forms.government or (is_opening and after in forms.finite.keys() | forms.rows["clitics"])


def _is_behind_conjunction(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """``mejnikov in, ciljev``: nothing that a second comma closes is put in there."""
    after = tokens[place + 1].small
    if tokens[place - 1].small not in forms.rows["joins"] or place == 1 or after in _beginnings(forms):
        return False
    is_nominal = bool(_phrase_slots(tokens, place + 1, forms)) and after not in forms.words["also_others"]
    return is_nominal or not _has_second(tokens, place)


def _is_behind_small_word(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """``ki jo, uporabljajo``, ``kjer bodo, vzpostavljeni``, ``kakor, tudi na podlagi``."""
    word, after = tokens[place - 1].small, tokens[place + 1].small
    if place == 1 or after in _beginnings(forms):
        return False
    is_alone = not _has_second(tokens, place)
    if word in forms.rows["comparing"]:
        return is_alone
    is_small = word in forms.rows["clitics"] | forms.rows["object_pronouns"] | forms.finite.keys()
    is_opened = tokens[place - 2].small in forms.clauses["opening"] | forms.clauses["relative"]
    return is_small and is_opened and (is_alone or not _is_preposition(after, forms))


def _is_behind_being(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """``Cilj so, tudi povezave``, ``je predvidena, usposobitev``: what is said of a subject, or the subject itself."""
    after, subject = tokens[place + 1], forms.of_case[forms.tables.subject]
    being = next((at for at in (place - 1, place - 2) if at >= 0 and tokens[at].small in forms.finite), None)
    if being is None or not after.text.islower():
        return False
    said = forms.participle(tokens[place - 1].small) if being < place - 1 else forms.all_slots
    slots = _phrase_slots(tokens, place + 1, forms) & said & subject
    is_told = bool(slots & forms.slots_of_being(tokens[being].small)) or (
        being == place - 1 and after.small in forms.rows["elliptic"]
    )
    end = _end(tokens, place)
    end = next((at for at in range(place + 1, end) if tokens[at].text == _COMMA), end)
    rest = {token.small for token in tokens[place + 2 : end]}
    is_whole = rest.isdisjoint(forms.rows["elliptic"] | _beginnings(forms))
    return is_told and is_whole and not any(_may_be_verb(word, forms) for word in rest | {after.small})


def _is_before_participle(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """``bo država, povečala``, ``bo oprema, nabavljena``: between a verb and its participle."""
    if not _is_participle(tokens[place + 1], forms) or _has_second(tokens, place):
        return False
    first = _begin(tokens, place)
    being = next((at for at in range(place - 1, first - 1, -1) if tokens[at].small in forms.finite), place)
    between, stops = tokens[being + 1 : place], _beginnings(forms) | {_COMMA}
    is_open = any(one.small in stops | forms.rows["joins"] or not _is_nominal(one.small, forms) for one in between)
    # Podprti bodo projekti, namenjeni žrtvam: the verb has its participle
    is_opened = any(token.small in stops or _is_participle(token, forms) for token in tokens[first:being])
    is_opened |= _is_inverted(tokens[first], being - first, forms)
    return bool(between) and not (is_open or is_opened) and not any(_verbs_behind(tokens, place, forms))


def _is_inverted(token: Token, before: int, forms: WordForms) -> bool:
    """Whether a sentence begins with a participle right before its verb: ``Podprti bodo``."""
    return before == 1 and bool(forms.participle(token.small) & forms.of_case[forms.tables.subject])


def _is_participle(token: Token, forms: WordForms) -> bool:
    """Whether a word is a participle that is said of a subject."""
    is_past = bool(past_slots(forms, token)) and not forms.nouns(token.small)
    is_said = bool(forms.participle(token.small) & forms.of_case[forms.tables.subject])
    return token.text.islower() and (is_past or is_said)


def _is_nominal(word: str, forms: WordForms) -> bool:
    """Whether a word is a noun, a preposition or a pronoun, or an adjective that is said of no subject."""
    slots = forms.adjective(word) | forms.participle(word)
    is_small = _is_preposition(word, forms) or word in forms.pronouns or word in forms.determiners
    return bool(forms.nouns(word)) or is_small or bool(slots and not slots & forms.of_case[forms.tables.subject])


def _is_before_manner(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """``je določena, na podlagi``, ``je izračunana, tako, da``: behind what needs to be told how."""
    after = tuple(token.small for token in tokens[place + 1 : place + 3])
    is_manner = "_".join(after) in forms.rows["manners"] or after[0] in forms.rows["manners"]
    is_said = tokens[place - 1].small.startswith(tuple(forms.rows["told_how"])) and place > 1
    return is_manner and is_said and tokens[place - 2].small in forms.finite


def _beginnings(forms: WordForms) -> frozenset[str]:
    """The words that a clause or an insertion can begin with."""
    return forms.clauses["opening"] | forms.clauses["relative"] | forms.clauses["beginning"]


def _has_second(tokens: Sequence[Token], place: int) -> bool:
    """Whether another comma follows in the sentence."""
    return any(tokens[at].text == _COMMA for at in range(place + 1, _end(tokens, place)))


def _is_plain_adverb(word: str, forms: WordForms) -> bool:
    """Whether a word is the adverb of an adjective: ``nujno`` potrebne."""
    return _may_be_adverb(word, forms) and bool(forms.adjective(word)) and not forms.nouns(word)


def _may_be_adverb(word: str, forms: WordForms) -> bool:
    return word.endswith(forms.adverb_endings) and not word.endswith(forms.no_adverb_endings)


def _is_behind_adjective(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """``operativnemu, delu``: in a case that no predicate has, and where no clause or insertion ends."""
    word, uses = tokens[place - 1].small, forms.nouns(tokens[place + 1].small)
    slots = forms.adjective(word) | forms.participle(word)
    if not slots & together(uses) or slots & forms.of_case[forms.tables.subject] or _is_other(word, forms):
        return False
    if word.endswith(forms.adverb_endings) or any(forms.is_living(use.lemma) for use in uses):
        return False
    return not (word.startswith(tuple(forms.rows["adjectives_alone"])) or _has_clause_before(tokens, place, forms))


def _is_behind_first_adjective(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """``dobavni, roki``: in any case, where no verb stands before that it could be said with."""
    word, after = tokens[place - 1].small, tokens[place + 1].small
    slots = forms.adjective(word) | forms.participle(word)
    uses = [use for use in forms.nouns(after) if use.slots & slots]
    is_other = _is_other(word, forms) or after in forms.words["also_others"] or _may_be_adverb(word, forms)
    if not uses or is_other or word.startswith(tuple(forms.rows["adjectives_alone"])):
        return False
    if all(forms.is_living(use.lemma) for use in uses):
        return False
    governed = forms.government.get((tokens[place - 2].small,), 0) if place > 1 else 0
    return bool(governed & slots & together(uses)) or _has_no_verb_before(tokens, place, forms)


def _has_no_verb_before(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """Whether no verb stands between an adjective and the mark before it, where no insertion begins."""
    first = _begin(tokens, place)
    comma = next((at for at in range(place - 1, first - 1, -1) if tokens[at].text == _COMMA), None)
    before = tokens[first if comma is None else comma + 1 : place]
    if comma is not None:
        is_list = any(forms.nouns(token.small) for token in before[:-1])
        if not is_list or forms.is_attribute(tokens[comma - 1].small):
            return False
    return not any(_may_be_verb(one.small, forms) or one.small in _beginnings(forms) for one in before)


def _is_other(word: str, forms: WordForms) -> bool:
    """Whether an adjective is a noun, a verb or a small word too."""
    return bool(forms.nouns(word) or forms.present(word)[0]) or word in forms.words["also_others"]


def _has_clause_before(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """Whether a clause or an insertion may end at a comma: ``če je kaj nejasnega,``, ``novih, še praznih,``."""
    for at in range(place - 1, max(place - _FARTHEST, -1), -1):
        token = tokens[at]
        if token.text in _ENDS:
            return False
        if token.small in forms.clauses["beginning"] or token.small in forms.clauses["relative"]:
            return True
        if token.text == _COMMA and at and forms.is_attribute(tokens[at - 1].small):
            return True
    return False


def _is_before_genitive(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """``izvajanje, čezmejnega nadzora``: a genitive behind a noun that is none, and no list of genitives goes on."""
    genitive, word = forms.of_case[forms.tables.genitive], tokens[place - 1].small
    begin = place + 2 if _is_plain_adverb(tokens[place + 1].small, forms) else place + 1
    before, slots = together(forms.nouns(word)), _phrase_slots(tokens, begin, forms)
    if (
        not before
        or before & genitive
        or not slots
        or slots & ~genitive
        or tokens[place + 1].small in forms.prepositions
    ):
        return False
    if word in forms.rows["counted_together"]:
        return True
    first = _begin(tokens, place)
    behind, joins = tokens[place + 2 : place + 2 + _LIST], forms.rows["joins"] | {_COMMA}
    is_list = any(token.small in joins for token in (*tokens[first:place], *behind))
    is_governed = _may_govern(tokens[first : place - 1], forms)
    if word.endswith(forms.action_endings):
        return not (is_list and is_governed)
    return not (is_list or is_governed)


def _may_govern(before: Sequence[Token], forms: WordForms) -> bool:
    """Whether a negation, a quantity or another genitive stands before, which the genitive may go on with."""
    genitive = forms.of_case[forms.tables.genitive]
    words = {token.small for token in before}
    if not words.isdisjoint(forms.rows["negations"] | forms.rows["amounts"]):
        return True
    slots = (together(forms.nouns(word)) for word in words)
    return any(own and not own & ~genitive for own in slots)


def _is_before_object(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """``Opis vključuje, samo heroin``, ``ki omogoča, spremljanje``: what the verb asks for stands behind the comma."""
    word, after = tokens[place - 1].small, tokens[place + 1]
    number, has_object = forms.present(word)
    if not number or forms.nouns(word) or not after.text.islower() or place == 1:
        return False
    is_object = has_object and bool(_phrase_slots(tokens, place + 1, forms) & forms.of_case[forms.tables.object])
    if tokens[place - 2].small in forms.rows["subject_relatives"]:
        verb = next(_verbs_behind(tokens, place, forms), None)
        return is_object and (verb is None or tokens[verb - 1].text == _COMMA)
    return (is_object or after.small in forms.prepositions) and _is_one_clause(tokens, place, forms)


def _is_one_clause(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """Whether nothing around a comma, between strong marks, begins a clause, and no verb stands behind it."""
    opening = forms.clauses["opening"] | forms.clauses["relative"] | forms.clauses["beginning"] | {_COMMA}
    rest = {token.small for token in tokens[place + 1 : _end(tokens, place)]}
    before = {token.small for token in tokens[_begin(tokens, place) : place]}
    is_plain = opening.isdisjoint(before | rest) and forms.rows["elliptic"].isdisjoint(rest)
    return is_plain and not any(_verbs_behind(tokens, place, forms))


def _verbs_behind(tokens: Sequence[Token], place: int, forms: WordForms) -> Iterator[int]:
    last = _end(tokens, place)
    return (at for at in range(place + 1, last) if _may_be_verb(tokens[at].small, forms))


def _end(tokens: Sequence[Token], place: int) -> int:
    """The place of the next strong mark."""
    farthest = min(place + _FARTHEST, len(tokens))
    return next((at for at in range(place, farthest) if tokens[at].text in _ENDS), farthest)


def _begin(tokens: Sequence[Token], place: int) -> int:
    """The place of the first token behind the last strong mark."""
    farthest = max(place - _FARTHEST, 0)
    return next((at + 1 for at in range(place - 1, farthest - 1, -1) if tokens[at].text in _ENDS), farthest)


def _phrase_slots(tokens: Sequence[Token], place: int, forms: WordForms) -> int:
    """The slots of a noun, or of adjectives and what they agree with; 0 of all else."""
    slots, at = forms.all_slots, place
    while at < len(tokens) and (at == place or tokens[at].is_next):
        word = tokens[at].small
        nouns, own = together(forms.nouns(word)), forms.adjective(word) | forms.participle(word)
        if nouns & slots:
            return nouns & slots
        if not own & slots or _is_other(word, forms):
            break
        slots, at = slots & own, at + 1
    is_known = at > place and not (at == place + 1 and tokens[place].small.endswith(forms.adverb_endings))
    return slots if is_known else 0


def _is_before_attribute(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """``ponudba programov, na trgu``: the one mark of a name, which has no verb, before a preposition."""
    first, after = tokens[0], tokens[place + 1]
    if after.small not in forms.prepositions or not forms.nouns(tokens[place - 1].small):
        return False
    others = (token for at, token in enumerate(tokens) if at != place)
    is_name = first.small not in forms.prepositions and bool(_phrase_slots(tokens, 0, forms))
    opening = forms.clauses["beginning"] | forms.clauses["relative"] | forms.rows["joins"]
    return is_name and all(
        one.is_word and one.small not in opening and not _may_be_verb(one.small, forms) for one in others
    )


def _is_before_preposition(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """``povečala aktivnosti, za izvajanje kontrol``: the one comma of a sentence, and no verb behind it.

    Such a comma before a preposition of several words, a time or a place is often wanted.
    """
    after = tokens[place + 1].small
    if after not in forms.rows["close_prepositions"] or not forms.nouns(tokens[place - 1].small):
        return False
    first, end = _begin(tokens, place), _end(tokens, place)
    before, behind = tokens[first:place], tokens[place + 1 : end]
    stops = _beginnings(forms) | {_COMMA}
    is_in_brackets = end < len(tokens) and tokens[end].text == "(" and not _is_short_name(tokens[end:])
    if is_in_brackets or any(token.small in stops for token in (*before, *behind)):
        return False
    slots = _phrase_slots(tokens, place + 2, forms) & forms.government[(after,)]
    return bool(slots) and not _is_wanted(before, behind, forms)


def _is_short_name(behind: Sequence[Token]) -> bool:
    """Whether a short name in brackets follows and no word behind it; behind other brackets a verb may stand."""
    bracket = [token.text for token in behind[:3]]
    is_one = len(bracket) > 2 and bracket[1].isupper() and bracket[2] == ")"  # noqa: PLR2004 (the three tokens)
    return is_one and all(token.text in _ENDS for token in behind[3:4])


def _is_wanted(before: Sequence[Token], behind: Sequence[Token], forms: WordForms) -> bool:
    """Whether a comma before a preposition may be wanted: beside a date, a set phrase or a verb, or before one more."""
    is_again = behind[0].small in {token.small for token in before}
    is_dated = any(token.text.isdigit() for token in before[-_NEAR:])
    pair = tuple(token.small for token in behind[:2])
    is_set = pair in forms.adverbials or any(words[:2] == pair for words in forms.government)
    return is_again or is_dated or is_set or any(_may_be_verb(one.small, forms) for one in behind)


def _may_be_verb(word: str, forms: WordForms) -> bool:
    small = forms.rows["beings"] | forms.rows["speakers"] | forms.rows.get("clitics", frozenset())
    is_small = word in forms.finite or word in small
    return is_small or bool(forms.present(word)[0])


def _is_between_pair(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """``državami, članicami``: two nouns that always stand together."""
    uses = [[use.stem for use in forms.nouns(tokens[at].small)] for at in (place - 1, place + 1)]
    return any(f"{first}_{second}" in forms.rows.get("pairs", ()) for first in uses[0] for second in uses[1])


_SEARCHES = (
    _is_lone_subject,
    _is_between_pair,
    _is_in_set_words,
    _is_behind_conjunction,
    _is_behind_small_word,
    _is_behind_being,
    _is_before_participle,
    _is_before_manner,
    _is_behind_preposition,
    _is_behind_adjective,
    _is_behind_first_adjective,
    _is_before_genitive,
    _is_before_object,
    _is_before_attribute,
    _is_before_preposition,
)
