"""Verbs that stand together: modal verbs and their infinitives, two verbs of one clause, pronouns out of order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import islice

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import MOST_TEXTS, printed_texts
from methodology.checks.wording.coordination import past_slots
from methodology.checks.wording.tokens import Token, outside_quotes, tokens_of
from methodology.checks.wording.word_sorts import present_number
from methodology.messages import translate
from methodology.model.programme import Programme
from methodology.model.word_forms import WordForms

RULES = Rules(Family.WORDING, Scope.VALUE)

_AROUND = 1
"""How many words a finding quotes on either side."""
_BEGINNING = 3
"""So many letters all forms of a word have in common: ``nujen``, ``nujno``."""

Piece = tuple[str, str, str]
"""A piece of a text, and the two words of it that do not go together."""


class _VerbReader:
    """What the words of one text are as verbs; a word that may be another is none."""

    def __init__(self, text: str, tokens: Sequence[Token], forms: WordForms) -> None:
        self.text, self.tokens, self.forms = text, tokens, forms
        self.words = forms.verb_chains
        self.beings = self.words["present_beings"] | self.words["future_beings"]
        """The forms of being in the present and the future."""
        self.auxiliaries = self.beings | self.words["other_beings"]
        self.other_verbs = self.auxiliaries | self.words["modals"] | self.words["impersonal"]

    @cached_property
    def parts(self) -> tuple[range, ...]:
        """The places between two marks or conjunctions, which no clause leaves."""
        return tuple(self._parts())

    def _parts(self) -> Iterator[range]:
        said = frozenset(outside_quotes(self.tokens))
        breaks = self.forms.rows["joins"] | self.forms.rows["pauses"] | self.words["breaks"]
        opening = self.forms.clauses["opening"] | self.forms.clauses["relative"] | self.forms.rows["openings"]
        first = 0
        for place, token in enumerate(self.tokens):
            is_end = not token.is_word and token.counted is None
            if is_end or token.small in breaks or token.small in opening or place not in said:
                if place > first:
                    yield range(first, place)
                first = place + 1
        if len(self.tokens) > first:
            yield range(first, len(self.tokens))

    def is_present(self, place: int, *, is_guessed: bool = False) -> bool:
        """Whether a word is a verb in the present and nothing else; by its ending too where that may be guessed."""
        token, forms = self.tokens[place], self.forms
        is_other = forms.nouns(token.small) or forms.adjective(token.small) or forms.participle(token.small)
        return bool(
            (present_number(token.small, forms) if is_guessed else forms.present(token.small)[0])
            and token.text.islower()
            and not is_other
            and token.small not in forms.words["also_others"]
            and token.small not in self.words["no_verbs"]
        )

    def is_infinitive(self, place: int) -> bool:
        """Whether a word surely is an infinitive."""
        token, forms = self.tokens[place], self.forms
        is_other = forms.nouns(token.small) or forms.adjective(token.small) or forms.participle(token.small)
        small = token.small
        ends = small.endswith(tuple(self.words["infinitives"])) and not small.endswith(
            tuple(self.words["no_infinitives"])
        )
        return ends and token.text.islower() and not is_other and token.small not in forms.words["also_others"]

    def is_noun(self, place: int) -> bool:
        """Whether a word may be a noun or an adjective."""
        small = self.tokens[place].small
        return bool(self.forms.nouns(small) or self.forms.adjective(small))

    def is_closed(self, part: range) -> bool:
        """Whether a mark or the end of the text stands behind a part, so that its clause does not go on."""
        return part.stop == len(self.tokens) or not self.tokens[part.stop].is_word

    def has_infinitive(self, first: int, end: int) -> bool:
        """Whether an infinitive stands from one place to another, by its ending."""
        endings = tuple(self.forms.rows["infinitive_endings"])
        return any(self.tokens[place].small.endswith(endings) for place in range(first, end))

    def is_past(self, place: int) -> bool:
        """Whether a word surely is a participle of what was done: ``dosegli``."""
        token = self.tokens[place]
        return token.small not in self.forms.words["also_others"] and past_slots(self.forms, token) != 0

    def skip(self, place: int, end: int) -> int:
        """The first place from one on where no small word stands, such as ``tudi``."""
        while place < end and self.tokens[place].small in self.words["between"]:
            place += 1
        return place

    def piece(self, first: int, last: int) -> Piece:
        """What stands from one word to another, with a word on either side."""
        begin, end = max(first - _AROUND, 0), min(last + _AROUND, len(self.tokens) - 1)
        begin = begin if self.tokens[begin].is_word else first
        end = end if self.tokens[end].is_word else last
        piece = self.text[self.tokens[begin].start : self.tokens[end].end]
        return piece, self.tokens[first].text, self.tokens[last].text


def _without_infinitive(reader: _VerbReader) -> Iterator[Piece]:
    """``moramo dosegli``, ``bo potrebno zamenjajo``: an infinitive stands behind these."""
    for part in reader.parts:
        for place in part:
            small = reader.tokens[place].small
            is_verb = small in reader.words["modals"]
            at = reader.skip(place + 1, part.stop)
            if at >= part.stop or not (is_verb or small in reader.words["impersonal"]):
                continue
            if reader.is_present(at, is_guessed=True) or (is_verb and reader.is_past(at)):
                yield reader.piece(place, at)
            elif is_verb:
                yield from (reader.piece(place, past) for past in _past_behind(reader, part, at))


def _past_behind(reader: _VerbReader, part: range, at: int) -> Iterator[int]:
    """``mora v roku predložil``: the place of a verb in the past where no infinitive stands in the clause."""
    if not reader.is_closed(part) or reader.has_infinitive(part.start, part.stop):
        return
    past = (place for place in range(at, part.stop) if reader.is_past(place) and not reader.is_noun(place))
    yield from islice(past, 1)


def _whole_begun(reader: _VerbReader) -> Iterator[Piece]:
    """``začeti izvesti``: what begins or ends goes on, and a verb of a whole does not stand behind it."""
    words = reader.words
    for part in reader.parts:
        begun = next((place for place in part if reader.tokens[place].small in words["beginning"]), part.stop)
        at = reader.skip(begun + 1, part.stop)
        if at < part.stop and reader.tokens[at].small in words["whole"]:
            yield reader.piece(begun, at)


def _infinitive_alone(reader: _VerbReader) -> Iterator[Piece]:
    """``lahko podati dejavnike``, ``Potrebno zagotoviti``: a finite verb stands beside the adverb."""
    words = reader.words
    for part in reader.parts:
        before = reader.tokens[part.start - 1].small if part.start else ""
        if before in reader.forms.rows["openings"]:
            continue  # kako lahko zagotoviti
        is_joined = before in reader.forms.rows["joins"]  # je treba kupiti in potrebno vgraditi
        adverbs = words["able"] if is_joined else words["able"] | words["impersonal"]
        for place in part:
            at = reader.skip(place + 1, part.stop)
            if reader.tokens[place].small not in adverbs or at >= part.stop or not reader.is_infinitive(at):
                continue
            others = (one for one in part if one not in (place, at))
            if not any(reader.is_present(one) or reader.tokens[one].small in reader.auxiliaries for one in others):
                yield reader.piece(place, at)


def _needed_otherwise(reader: _VerbReader) -> Iterator[Piece]:
    """``je potrebna nadgraditi``: what is needed to do is said in the neuter."""
    needed = reader.forms.rows["needed"]
    beginnings = tuple(word[:_BEGINNING] for word in needed)
    for part in reader.parts:
        for place in part:
            small = reader.tokens[place].small
            if small.startswith(beginnings) and small not in needed and _is_form_of(small, needed, reader.forms):
                at = reader.skip(place + 1, part.stop)
                if at < part.stop and reader.is_infinitive(at):
                    yield reader.piece(place, at)


def _is_form_of(small: str, words: Iterable[str], forms: WordForms) -> bool:
    lemmas = {use.lemma for word in words for use in forms.declined(word)}
    return any(use.lemma in lemmas for use in forms.declined(small))


def _without_finite(reader: _VerbReader) -> Iterator[Piece]:
    """``ki se izvajati v okviru``: a clause that a conjunction opens has a finite verb."""
    forms = reader.forms
    between = forms.rows["object_pronouns"] | {forms.tables.verbs["reflexive"]}
    for part in reader.parts:
        opening = reader.tokens[part.start - 1].small if part.start else ""
        if opening in reader.words["opening"] | forms.clauses["said_by"] and _ends_in_infinitive(reader, part):
            yield reader.piece(part.start - 1, part.stop - 1)
            continue
        if opening not in reader.words["opening"]:
            continue
        at = next((place for place in part if reader.tokens[place].small not in between), part.stop)
        if at < part.stop and reader.is_infinitive(at) and reader.is_closed(part):
            others = range(at + 1, part.stop)
            if not any(reader.is_present(one, is_guessed=True) or _is_other_verb(reader, one) for one in others):
                yield reader.piece(part.start - 1, at)


def _ends_in_infinitive(reader: _VerbReader, part: range) -> bool:
    """``da nova znanja uporabljati``: nothing in the clause but nouns and the infinitive at its end."""
    last = part.stop - 1
    if not len(part) > 1 or not reader.is_infinitive(last) or not reader.is_closed(part):
        return False
    return all(
        reader.forms.declined(reader.tokens[one].small) and not (reader.is_present(one) or _is_other_verb(reader, one))
        for one in range(part.start, last)
    )


def _is_other_verb(reader: _VerbReader, place: int) -> bool:
    return reader.tokens[place].small in reader.other_verbs or reader.is_past(place)


def _two_verbs(reader: _VerbReader) -> Iterator[Piece]:
    """``je v preteklih letih bo sprejela``, ``jih bo organ izvaja``: a clause has one finite verb."""
    future = reader.words["future_beings"]
    for part in reader.parts:
        beings = [place for place in part if reader.tokens[place].small in reader.beings]
        verbs = [place for place in part if reader.is_present(place) and not _is_negated(reader, place)]
        kinds = {reader.tokens[place].small in future for place in beings}
        if len(kinds) > 1:
            yield reader.piece(min(beings), max(beings))
        elif beings and verbs and not any(reader.is_past(place) for place in part):
            first, last = sorted((beings[0], verbs[-1]))
            if reader.tokens[beings[0]].small not in reader.words["pronouns_too"] or beings[0] < verbs[-1]:
                yield reader.piece(first, last)


def _present_behind_conditional(reader: _VerbReader) -> Iterator[Piece]:
    """``ki bi lahko ogrozijo``: beside ``bi`` stands a participle, and no present."""
    conditional = reader.forms.tables.verbs["conditional"]
    small = {conditional, *reader.words["able"]}
    for part in reader.parts:
        for place in part:
            if reader.tokens[place].small == conditional:
                at = next((one for one in range(place, part.stop) if reader.tokens[one].small not in small), part.stop)
                at = reader.skip(at, part.stop)
                if at < part.stop and reader.is_present(at, is_guessed=True):
                    yield reader.piece(place, at)


def _infinitive_behind_future(reader: _VerbReader) -> Iterator[Piece]:
    """``bodo vzpostaviti``: right behind a future of several stands a participle."""
    for part in reader.parts:
        for place in part:
            if _has_infinitive_behind(reader, place, part):
                yield reader.piece(place, reader.skip(place + 1, part.stop))


def _infinitive_for_participle(reader: _VerbReader) -> Iterator[Piece]:
    """``ki jih bo enota izvajati``: an object stands before the future, so that no infinitive is what will be."""
    futures, pronouns = reader.words["future_beings"], reader.forms.relative_objects
    for part in reader.parts:
        for place in part[1:]:
            is_object = reader.tokens[place - 1].small in pronouns
            if reader.tokens[place].small in futures and is_object and not any(map(reader.is_past, part)):
                at = _subject_and_infinitive(reader, place + 1, part.stop)
                if at is not None:
                    yield reader.piece(place, at)


def _subject_and_infinitive(reader: _VerbReader, first: int, end: int) -> int | None:
    """The place of an infinitive behind one noun and nothing else."""
    at = first + 1
    is_noun = at < end and bool(reader.forms.nouns(reader.tokens[first].small))
    return at if is_noun and reader.is_infinitive(at) else None


def _has_infinitive_behind(reader: _VerbReader, place: int, part: range) -> bool:
    at = reader.skip(place + 1, part.stop)
    is_future = reader.tokens[place].small in reader.words["futures_of_several"]
    return is_future and at < part.stop and reader.is_infinitive(at)


def _is_negated(reader: _VerbReader, place: int) -> bool:
    """Whether ``ne`` stands before a verb, so that a form of being before it may be a pronoun: ``je ne omogoča``."""
    return place > 0 and reader.tokens[place - 1].small == reader.forms.tables.verbs["denying"]


def _out_of_order(reader: _VerbReader) -> Iterator[Piece]:
    """``ki bodo se udeležili``, ``vrednosti določa se``: the small words of a clause have their order and place."""
    reflexive = reader.forms.tables.verbs["reflexive"]
    turned = reader.words["turned"]
    for part in reader.parts:
        for place in part[1:]:
            before, token = reader.tokens[place - 1], reader.tokens[place]
            is_begun = place - 1 > part.start or _opens(reader, part.start - 1)
            is_turned = is_begun and f"{before.small}_{token.small}" in turned
            if is_turned and before.small in reader.beings and reader.has_infinitive(place + 1, part.stop):
                continue  # cilj je jih usposobiti
            if is_turned or (token.small == reflexive and _is_late(reader, part, place)):
                yield reader.piece(place - 1, place)


def _opens(reader: _VerbReader, place: int) -> bool:
    """Whether the word before a part opens its clause: ``ki bodo se``."""
    small = reader.tokens[place].small if place >= 0 else ""
    return small in reader.forms.clauses["opening"] or small in reader.forms.clauses["relative"]


def _is_late(reader: _VerbReader, part: range, place: int) -> bool:
    """Whether the reflexive pronoun stands behind the verb, though the clause has begun before the verb."""
    verb = place - 1
    is_begun = any(reader.tokens[one].is_word for one in range(part.start, verb))
    has_infinitive = reader.has_infinitive(place, part.stop)
    is_modal = reader.tokens[verb].small in reader.words["modals"]
    return is_begun and reader.is_present(verb) and not is_modal and not has_infinitive


@lru_cache(maxsize=MOST_TEXTS)
def _reader(text: str, forms: WordForms) -> _VerbReader:
    return _VerbReader(text, tokens_of(text), forms)


@lru_cache(maxsize=MOST_TEXTS)
def _judge(text: str, forms: WordForms, judge: Callable[[_VerbReader], Iterator[Piece]]) -> tuple[Piece, ...]:
    return tuple(dict.fromkeys(judge(_reader(text, forms))))


def _find(programme: Programme, judge: Callable[[_VerbReader], Iterator[Piece]]) -> Iterator[tuple[str, Piece]]:
    """What is judged wrong in the printed texts: the path of each, and the piece."""
    if programme.word_forms is None or not programme.word_forms.tables.verb_chains:
        return
    for text in printed_texts(programme):
        for piece in _judge(text.text, programme.word_forms, judge):
            yield text.path, piece


@RULES.warning("verb-without-infinitive")
def _find_without_infinitive(programme: Programme) -> Iterator[Found]:
    for path, (piece, verb, word) in _find(programme, _without_infinitive):
        message = translate(
            "'{word}' in '{piece}' is no infinitive, which '{verb}' asks for", **_named(piece, verb, word)
        )
        yield Found(path, message, piece)
    for path, (piece, verb, word) in _find(programme, _whole_begun):
        message = translate(
            "'{word}' in '{piece}' tells of a whole, and '{verb}' of what goes on", **_named(piece, verb, word)
        )
        yield Found(path, message, piece)


@RULES.warning("infinitive-alone")
def _find_infinitives_alone(programme: Programme) -> Iterator[Found]:
    found = (*_find(programme, _infinitive_alone), *_find(programme, _without_finite))
    for path, (piece, adverb, word) in found:
        message = translate(
            "'{word}' in '{piece}' is an infinitive, and '{verb}' is no verb", **_named(piece, adverb, word)
        )
        yield Found(path, message, piece)


@RULES.warning("needed-in-another-form")
def _find_needed_otherwise(programme: Programme) -> Iterator[Found]:
    for path, (piece, needed, word) in _find(programme, _needed_otherwise):
        message = translate(
            "'{word}' in '{piece}' is what there is to do: '{needed}' has another ending",
            word=word,
            piece=piece,
            needed=needed,
        )
        yield Found(path, message, piece)


@RULES.warning("two-verbs")
def _find_two_verbs(programme: Programme) -> Iterator[Found]:
    judges = (_two_verbs, _infinitive_behind_future, _infinitive_for_participle, _present_behind_conditional)
    found = [one for judge in judges for one in _find(programme, judge)]
    for path, (piece, verb, word) in found:
        message = translate(
            "'{verb}' and '{word}' are two verbs of one clause, in '{piece}'", **_named(piece, verb, word)
        )
        yield Found(path, message, piece)


@RULES.warning("small-words-turned")
def _find_out_of_order(programme: Programme) -> Iterator[Found]:
    for path, (piece, before, word) in _find(programme, _out_of_order):
        message = translate("'{word}' stands too late behind '{verb}', in '{piece}'", **_named(piece, before, word))
        yield Found(path, message, piece)


def _named(piece: str, verb: str, word: str) -> dict[str, str]:
    return {"piece": piece, "verb": verb, "word": word}
