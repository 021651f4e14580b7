"""Commas that the language lays down: before clauses, and none before words that join two of a kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from functools import lru_cache
from itertools import chain

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import MOST_TEXTS, REFERENCE, printed_texts
from methodology.checks.wording.coordination import past_slots
from methodology.checks.wording.fixed_prepositions import prepositions_of
from methodology.checks.wording.tokens import Token, TokenKind, tokens_of
from methodology.checks.wording.word_sorts import present_number
from methodology.messages import translate
from methodology.model.programme import Programme
from methodology.model.word_forms import WordForms, together

RULES = Rules(Family.WORDING, Scope.VALUE)

_BREAKS = frozenset(".;:!?(–—…»/[\"“”„-'=")
_BREAKS_AND_COMMA = _BREAKS | {","}
_ENDS = frozenset(".;:!?–—…")
_NOT_PLAIN = frozenset(f",()«»[]{REFERENCE}")
_FARTHEST = 80
_CLOSING = frozenset(")]«“”")
_PAIR = 2
_AROUND = 2
"""How many words a finding quotes on either side."""


def _is_open(tokens: Sequence[Token], place: int) -> bool:
    """Whether a clause can begin at a token without a comma: at the beginning, behind a bracket or another mark."""
    return place <= 0 or tokens[place - 1].text in _BREAKS_AND_COMMA


def _quote(text: str, tokens: Sequence[Token], first: int, last: int) -> str:
    begin, end = max(first - _AROUND, 0), min(last + _AROUND, len(tokens) - 1)
    while begin < first and tokens[begin].kind is TokenKind.MARK:
        begin += 1
    return text[tokens[begin].start : tokens[end].end]


def _lost(text: str, forms: WordForms) -> Iterator[tuple[str, str]]:
    """Where a clause begins without its comma."""
    tokens, words = tokens_of(text), forms.clauses
    for place, token in enumerate(tokens):
        if (
            place == 0
            or not _is_small(tokens, place)
            or _is_followed(tokens, place, words["not_before"])
            or _gives(tokens, place, forms)
        ):
            continue
        if token.small in words.get("opening_verbs", ()):
            start, behind = place, words["behind_verbs"]
            if not _is_followed(tokens, place, words["verbs"]):
                continue  # kar precej
        elif token.small in words["opening"]:
            start, behind = _start(tokens, place, forms.compound_conjunctions), words["behind"]
        elif token.small in words["relative"]:
            start, behind = _start(tokens, place, forms.before_relatives), words["behind_relative"]
            if start == place:
                continue  # odločijo, kateri velja
        else:
            continue
        if _is_open(tokens, start) or _is_open(tokens, place):
            continue
        if tokens[start - 1].small not in behind:
            yield _quote(text, tokens, start - 1, place), text[tokens[start].start : token.end]


def _gives(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """Whether ``da`` is a verb: ``se da na voljo``, ``Država članica da metodologijo na voljo`` behind nouns alone."""
    if tokens[place].small not in forms.clauses.get("said_by", ()):
        return False
    behind = "_".join(one.small for one in tokens[place + 1 : place + 3])
    if behind in forms.clauses.get("said_with", ()):
        return True
    first = place
    while not _is_open(tokens, first):
        first -= 1
    before = tokens[first:place]
    is_nominal = all(forms.nouns(one.small) or forms.adjective(one.small) for one in before)
    return bool(before) and is_nominal and bool(forms.nouns(before[-1].small))


def _unclosed(text: str, forms: WordForms) -> Iterator[tuple[str, str]]:
    """``Okvir, ki omogoča vrednotenje programa je določen``: a verb behind a clause that ends without its comma."""
    tokens = tokens_of(text)
    for place in range(1, len(tokens) - 2):
        if tokens[place - 1].text == "," and tokens[place].small == forms.tables.verbs.get("relative"):
            other = _verb_behind(tokens, place, forms)
            if other is not None:
                yield _quote(text, tokens, other - 1, other), tokens[other].text
                continue
        if tokens[place - 1].text == "," and tokens[place].small in forms.rows.get("with_verb", ()):
            other = _second_verb(tokens, place, forms)
            if other is not None:
                yield _quote(text, tokens, other - 1, other), tokens[other].text


def _behind_attribute(text: str, forms: WordForms) -> Iterator[tuple[str, str]]:
    """``grožnje, povezane z delovanjem kriminalitete so``: a verb behind a participle's words without their comma."""
    tokens = tokens_of(text)
    stops = forms.rows["joins"] | forms.rows["pauses"] | forms.clauses["beginning"] | {"/"}
    for place in range(1, len(tokens) - 3):
        noun, comma, participle, behind = tokens[place - 1 : place + 3]
        slots = forms.participle(participle.small) & together(forms.nouns(noun.small))
        if comma.text != "," or not slots & forms.of_case[forms.tables.subject] or forms.nouns(participle.small):
            continue
        if behind.small not in forms.prepositions or not participle.text.islower():
            continue
        end = next(
            (at for at in range(place + 3, len(tokens)) if not _is_inside(tokens[at], stops, forms)), len(tokens)
        )
        is_verb = end < len(tokens) and tokens[end].small in forms.finite
        if is_verb and forms.nouns(tokens[end - 1].small) and _has_no_verb(tokens, place, forms):
            yield _quote(text, tokens, end - 1, end), tokens[end].text


def _is_inside(token: Token, stops: Set[str], forms: WordForms) -> bool:
    """Whether a word may stand behind a participle that belongs to a noun: no mark, verb or conjunction."""
    is_mark = not token.is_word and not token.text.isdigit()
    return not (is_mark or token.small in stops or token.small in forms.finite or _is_finite(token.small, forms))


def _has_no_verb(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """Whether no verb and no other comma stands between the beginning of a sentence and a comma."""
    first = next((at + 1 for at in range(place - 1, -1, -1) if tokens[at].text in _BREAKS), 0)
    before = tokens[first:place]
    stops = (forms.clauses["beginning"] | {","}) - forms.rows["degrees"]
    return not any(one.small in stops for one in before) and not any(
        one.small in forms.finite or _is_finite(one.small, forms) for one in before
    )


def _second_verb(tokens: Sequence[Token], place: int, forms: WordForms) -> int | None:
    """``ki so bili usposobljeni v letu 2023 se štejejo``: a verb of its own that nothing joins to the first."""
    end = min(place + _FARTHEST, len(tokens))
    end = next((at for at in range(place + 1, end) if tokens[at].text in _BREAKS_AND_COMMA | _CLOSING), end)
    verbs = [at for at in range(place + 1, end) if _is_finite(tokens[at].small, forms)]
    if len(verbs) < _PAIR or verbs[1] - verbs[0] <= _PAIR:
        return None
    joining = forms.rows["joins"] | forms.rows["pauses"] | forms.clauses["beginning"] | {"/"}
    between = tokens[verbs[0] + 1 : verbs[1]]
    is_plain = all(one.small not in joining and (one.is_word or one.text.isdigit()) for one in between)
    is_being = tokens[verbs[0]].small in forms.finite
    is_pronoun = is_being and not any(_is_attributive(one, forms) for one in between)  # ki je nihče ne vzdržuje
    return verbs[1] if is_plain and not is_pronoun else None


def _is_attributive(token: Token, forms: WordForms) -> bool:
    """Whether a word is an adjective or participle, which a verb of being may say of something."""
    small = token.small
    return bool(forms.adjective(small) or forms.participle(small) or past_slots(forms, token))


def _is_finite(small: str, forms: WordForms) -> bool:
    """Whether a word is a verb in the present or of being, and nothing else."""
    if small in forms.finite:
        return True
    is_other = forms.nouns(small) or small in forms.words["also_others"] | forms.rows["verbs_too"]
    return bool(forms.present(small)[0]) and not is_other


def _before_contrasts(text: str, forms: WordForms) -> Iterator[tuple[str, str]]:
    """``ni nadzor ampak preprečevanje``, ``40 naprav in sicer 25``."""
    tokens, not_behind = tokens_of(text), forms.clauses.get("not_behind", frozenset())
    for place in range(1, len(tokens) - 1):
        words = (tokens[place].small, f"{tokens[place].small}_{tokens[place + 1].small}")
        contrast = next((one for one in words if one in forms.clauses.get("contrasts", ())), "")
        if contrast and tokens[place].text.islower() and not _is_open(tokens, place):
            before = tokens[place - 1]
            if before.text not in _NOT_PLAIN and before.small not in not_behind:
                yield _quote(text, tokens, place - 1, place), contrast.replace("_", " ")


def _before_questions(text: str, forms: WordForms) -> Iterator[tuple[str, str]]:
    """``treba je določiti kdo je odgovoren``, ``preverijo ali so izpolnjeni``."""
    tokens, clauses = tokens_of(text), forms.clauses
    asked, whether = clauses.get("asked", frozenset()), clauses.get("asked_whether", frozenset())
    asking = tuple(clauses.get("asking", ()))
    for place in range(1, len(tokens) - 1):
        before, token, after = tokens[place - 1 : place + 2]
        if after.small not in forms.finite or not before.is_word or not token.text.islower():
            continue
        is_asked = token.small in asked and _can_be_asked(before, forms)
        if is_asked or (token.small in whether and before.small.startswith(asking)):
            yield _quote(text, tokens, place - 1, place), token.text


def _can_be_asked(before: Token, forms: WordForms) -> bool:
    """Whether a word is a verb, an infinitive or a noun, behind which a question can begin."""
    is_infinitive = before.small.endswith(tuple(forms.rows.get("infinitive_endings", ())))
    is_verb = is_infinitive or before.small in forms.finite or bool(forms.present(before.small)[0])
    return is_verb or bool(forms.nouns(before.small))


def _verb_behind(tokens: Sequence[Token], place: int, forms: WordForms) -> int | None:
    """Where a second verb stands, right behind a noun, before the clause that begins at a place ends."""
    joining, opening = forms.clauses["joining"], forms.clauses["beginning"] - forms.clauses["joining"]
    end = next((at for at in range(place, len(tokens)) if _ends_clause(tokens, at, forms)), len(tokens))
    verb = next((at for at in range(place + 1, end) if forms.present(tokens[at].small)[0]), None)
    if verb is None or any(token.small in forms.finite for token in tokens[place:verb]):
        return None
    other = next((at for at in range(verb + 2, end - 1) if tokens[at].small in forms.finite), None)
    if other is None or any(token.small in opening for token in tokens[verb:other]):
        return None
    before = tokens[other - 1].small
    return other if before not in joining and forms.nouns(before) else None


def _ends_clause(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """Whether a clause can end at a mark; a comma before a noun is one of a list."""
    if tokens[place].text != ",":
        return tokens[place].text in _BREAKS
    return place + 1 == len(tokens) or not forms.nouns(tokens[place + 1].small)


def _is_small(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word is written small, or in capitals as all around it: a heading."""
    if tokens[place].text.islower():
        return True
    return all(one.text.isupper() and len(one.text) > 1 for one in tokens[place - 1 : place + 2] if one.is_word)


def _is_followed(tokens: Sequence[Token], place: int, words: frozenset[str]) -> bool:
    return place + 1 < len(tokens) and tokens[place + 1].small in words


def _start(tokens: Sequence[Token], place: int, beginnings: Sequence[tuple[str, ...]]) -> int:
    """Where what ends at a token begins: a conjunction of several words, or a preposition before a relative pronoun."""
    for words in beginnings:
        for last in (place, place - 1):
            start = last - len(words) + 1
            if start >= 0 and tuple(token.small for token in tokens[start : last + 1]) == words:
                return start
    return place


def _needless(text: str, forms: WordForms) -> Iterator[tuple[str, str]]:
    """Where a comma stands before a word that joins two of a kind, and nothing ends before it."""
    tokens, words = tokens_of(text), forms.clauses
    for place in range(1, len(tokens) - 2):
        if tokens[place].text != "," or tokens[place + 1].small not in words["joining"]:
            continue
        if tokens[place + 2].small in words["not_joining"] or tokens[place + 2].text in _NOT_PLAIN:
            continue
        if _is_single(tokens, place, forms) and not _is_inserted(tokens, place, forms):
            yield text[tokens[place - 1].start : tokens[place + 2].end], tokens[place + 1].text


def _is_inserted(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """Whether a second comma, before the verb, closes what begins at this one."""
    for after in range(place + 1, min(place + _FARTHEST, len(tokens) - 1)):
        if tokens[after].text in _ENDS:
            return False
        if tokens[after].text == ",":
            return tokens[after + 1].small in forms.finite
    return False


def _is_single(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """Whether nothing between the beginning of the sentence and a comma can end at it."""
    for before in range(place - 1, max(place - _FARTHEST, -1), -1):
        token = tokens[before]
        if token.text in _ENDS and not (
            token.text == "." and before + 1 < place and not tokens[before + 1].text[0].isupper()
        ):
            return True
        if token.text == ",":  # Glede na to, je namenila sredstva za nadzor, in obnovo
            after = tokens[place + 2].small
            is_nominal = bool(forms.nouns(after)) or forms.is_attribute(after)
            return is_nominal and tokens[before + 1].small in forms.finite.keys() | forms.rows["clitics"]
        if token.text in _NOT_PLAIN or token.small in forms.clauses["beginning"]:
            return False
    return place < _FARTHEST


@lru_cache(maxsize=MOST_TEXTS)
def _faults(
    text: str, forms: WordForms, search: Callable[[str, WordForms], Iterator[tuple[str, str]]]
) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys(search(text, forms)))


def _find(
    programme: Programme, search: Callable[[str, WordForms], Iterator[tuple[str, str]]]
) -> Iterator[tuple[str, str, str]]:
    """What a search finds in the printed texts: the path, the piece and the word behind the comma."""
    if programme.word_forms is None or not programme.word_forms.clauses:
        return
    for text in printed_texts(programme):
        for piece, word in _faults(text.text, programme.word_forms, search):
            yield text.path, piece, word


def _lost_between_actions(text: str, forms: WordForms) -> Iterator[tuple[str, str]]:
    """``spremljanje poročanje in vrednotenje``: of two actions in a row that have the same case neither governs."""
    tokens = tokens_of(text)
    genitive = forms.of_case[forms.tables.genitive]
    for place in range(1, len(tokens)):
        pair = tokens[place - 1 : place + 1]
        if not tokens[place].is_next or not all(one.text.islower() for one in pair):
            continue
        slots = [_of_action(one.small, forms) for one in pair]
        if all(slots) and slots[0] & slots[1] and not (slots[0] | slots[1]) & genitive:
            yield _quote(text, tokens, place - 1, place), tokens[place].text


def _of_action(small: str, forms: WordForms) -> int:
    """The slots of a noun of an action; 0 of all else."""
    uses = forms.nouns(small) if small.endswith(forms.action_endings) else ()
    return 0 if small in forms.words["also_others"] else together(uses)


def _before_consequences(text: str, forms: WordForms) -> Iterator[tuple[str, str]]:
    """``Tveganja so se povečala zato je predviden nakup``: a verb stands before, and another right behind."""
    tokens, clitics = tokens_of(text), forms.finite.keys() | forms.rows.get("clitics", frozenset())
    for place in range(2, len(tokens) - 1):
        token, before, behind = tokens[place], tokens[place - 1], tokens[place + 1]
        if token.small not in forms.clauses.get("consequences", ()) or behind.small not in clitics:
            continue
        first = next((at + 1 for at in range(place - 1, -1, -1) if tokens[at].text in _BREAKS), 0)
        has_verb = any(_is_finite(one.small, forms) for one in tokens[first : place - 1])
        is_verb = bool(past_slots(forms, before) or forms.participle(before.small))
        is_end = before.text == REFERENCE or before.text.isdigit() or is_verb or bool(forms.nouns(before.small))
        if token.text.islower() and has_verb and is_end and before.small not in forms.words["also_others"]:
            yield _quote(text, tokens, place - 1, place), token.text


_MISSING = (
    _lost,
    _unclosed,
    _before_contrasts,
    _before_questions,
    _lost_between_actions,
    _before_consequences,
    _behind_attribute,
)


@RULES.warning("comma-missing")
def _find_missing(programme: Programme) -> Iterator[Found]:
    for path, piece, word in chain(*(_find(programme, one) for one in _MISSING)):
        yield Found(path, translate("no comma stands before '{word}' in '{piece}'", word=word, piece=piece), piece)


@RULES.warning("comma-needless")
def _find_needless(programme: Programme) -> Iterator[Found]:
    for path, piece, word in _find(programme, _needless):
        message = translate(
            "a comma stands before '{word}', which joins two of a kind, in '{piece}'", word=word, piece=piece
        )
        yield Found(path, message, piece)


def _before_verbs(text: str, forms: WordForms) -> Iterator[tuple[str, str]]:
    """``Cilj politike, je prispevati``: the first comma of a sentence, and no clause, quotation or verb before it."""
    tokens, clitics = tokens_of(text), forms.rows.get("clitics", frozenset())
    for place in range(2, len(tokens) - 1):
        verb, behind = tokens[place + 1].small, tokens[place + 2 : place + 3]
        is_small = verb in clitics or verb in forms.finite
        is_verb = is_small or any(one.small in prepositions_of(verb, forms) for one in behind)
        if tokens[place].text != "," or not is_verb:
            continue
        start = _sentence_start(tokens, place)
        before = tokens[start:place]
        is_plain = _has_no_clause(before, forms) and (is_small or _has_no_verb_in(before, forms))
        if is_plain or _ends_in_list(before, forms):
            yield text[tokens[max(place - _AROUND, start)].start : tokens[place + 1].end], tokens[place + 1].text


def _sentence_start(tokens: Sequence[Token], place: int) -> int:
    """The place where the sentence of a comma begins; that of the comma where another mark is before it, or far off."""
    farthest = max(place - _FARTHEST, 0)
    start = next((at + 1 for at in range(place - 1, farthest - 1, -1) if tokens[at].text in _BREAKS), farthest)
    return start if start == 0 or tokens[start - 1].text in ".!?" else place


def _ends_in_list(before: Sequence[Token], forms: WordForms) -> bool:
    """Whether words that begin a sentence are one noun with lists behind it: ``Sistem zaznavanja, ocen in poročil``."""
    commas = [at for at, token in enumerate(before) if token.text == ","]
    plain = [token for token in before if token.text != ","]
    if not commas or forms.rows["joins"].isdisjoint(token.small for token in before[commas[-1] :]):
        return False
    first = next((together(forms.nouns(token.small)) for token in plain if forms.nouns(token.small)), 0)
    is_subject = bool(first & forms.of_case[forms.tables.subject])
    is_plain = is_subject and _has_no_verb_in(plain, forms)
    return is_plain and all(_parts_genitives(before, at, forms) for at in commas) and _has_no_clause(plain, forms)


def _has_no_verb_in(tokens: Sequence[Token], forms: WordForms) -> bool:
    """Whether all words are known, and none is a verb."""
    is_known = all(forms.is_known(token.small) or token.small in forms.prepositions for token in tokens)
    return is_known and not any(_is_finite(token.small, forms) for token in tokens)


def _parts_genitives(tokens: Sequence[Token], comma: int, forms: WordForms) -> bool:
    """Whether a comma parts two nouns in the genitive."""
    behind = next((one for one in tokens[comma + 1 :] if not forms.is_attribute(one.small)), tokens[comma])
    around = (together(forms.nouns(one.small)) for one in (tokens[comma - 1], behind))
    return all(slots & forms.of_case[forms.tables.genitive] for slots in around)


def _has_no_clause(before: Sequence[Token], forms: WordForms) -> bool:
    """Whether words from the beginning of a sentence on are a noun and what belongs to it, without a verb."""
    verbs = {*forms.finite, *forms.clauses["verbs"], *forms.clauses["beginning"]}
    is_plain = not any(token.small in verbs or token.text in _NOT_PLAIN for token in before)
    has_noun = any(forms.nouns(token.small) for token in before)
    return is_plain and has_noun and len(before) > 1 and before[0].text[0].isupper()


@RULES.warning("comma-before-verb")
def _find_before_verbs(programme: Programme) -> Iterator[Found]:
    for path, piece, word in _find(programme, _before_verbs):
        message = translate(
            "a comma stands between '{word}' and what it belongs to, in '{piece}'", word=word, piece=piece
        )
        yield Found(path, message, piece)


def _lost_conjunctions(text: str, forms: WordForms) -> Iterator[tuple[str, str]]:
    """``se predvideva, bo večina``, ``tako, se šteje``, ``družba, jo vodi``: what begins with a conjunction lost it."""
    tokens, opening = tokens_of(text), forms.clauses["beginning"] - forms.clauses.get("said_by", frozenset())
    for place in range(1, len(tokens) - 2):
        if tokens[place + 1].text != "," or not _lacks_conjunction(tokens, place, forms):
            continue
        first = place
        while first and not _is_open(tokens, first) and tokens[first - 1].text not in _CLOSING:
            first -= 1
        if opening.isdisjoint(token.small for token in tokens[first:place]):
            yield text[tokens[first].start : tokens[place + 2].end], tokens[place + 2].text


def _lacks_conjunction(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """Whether a clause begins behind the comma after a word, and what asks for its conjunction stands before it."""
    word, after = tokens[place].small, tokens[place + 2]
    if word in forms.clauses.get("saying", ()):
        return after.small in forms.finite
    end = next((at for at in range(place + 2, len(tokens)) if tokens[at].text in _BREAKS_AND_COMMA), len(tokens))
    behind = tokens[place + 2 : end]
    opening = forms.clauses["beginning"] | forms.clauses["relative"]
    if not any(_tells_number(one.small, forms) for one in behind) or any(one.small in opening for one in behind):
        return False
    if word in forms.clauses.get("said_so", ()):
        return True
    if word in forms.clauses.get("so", ()):
        return after.small in forms.finite.keys() | forms.rows["clitics"]
    is_object = after.small in forms.rows["object_pronouns"] and behind[1:] and _tells_number(behind[1].small, forms)
    return bool(is_object) and bool(forms.nouns(word)) and _is_first_of_thing(tokens, place, forms)


def _tells_number(small: str, forms: WordForms) -> bool:
    """Whether a word is a verb of being, one that tells what is expected, or one in the present, and no noun."""
    is_own = small in forms.finite or small in forms.clauses.get("saying", ()) or small in forms.rows["speakers"]
    is_by_ending = bool(present_number(small, forms)) or small.endswith(tuple(forms.rows["speaker_endings"]))
    return is_own or (is_by_ending and not forms.nouns(small))


def _is_first_of_thing(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """Whether no other comma, conjunction or verb of the first person stands in the sentence before a word."""
    first = next((at + 1 for at in range(place, -1, -1) if tokens[at].text in _BREAKS), 0)
    before = {token.small for token in tokens[first:place]}
    is_plain = before.isdisjoint(forms.clauses["opening"] | forms.rows["speakers"] | {","})
    return is_plain and not any(word.endswith(tuple(forms.rows["speaker_endings"])) for word in before)


@RULES.warning("conjunction-missing")
def _find_lost_conjunctions(programme: Programme) -> Iterator[Found]:
    for path, piece, word in _find(programme, _lost_conjunctions):
        message = translate("a conjunction is missing before '{word}' in '{piece}'", word=word, piece=piece)
        yield Found(path, message, piece)
