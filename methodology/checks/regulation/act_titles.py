"""Titles of known acts that prose cites: each word is that of the title, as far as the title is cited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import SameProgramme, printed_texts
from methodology.checks.sentence_words import Word, find_phrases, sentences_of, words_of
from methodology.messages import translate
from methodology.model.programme import Programme

RULES = Rules(Family.REGULATION, Scope.VALUE)

_NUMBER = re.compile(r"\d{1,4}/\d{1,4}")
_SHORTEST = 6
"""A title of fewer words is like others by chance."""
_FEWEST_BEFORE = 2
"""So many words of a title stand before one that differs: ``o določitvi``."""
_FEWEST_BEHIND = 3
"""So many words behind it are those of the title again, if it does not end there."""
_MOST_TYPED = 3
_MOST_LEFT_OUT = 8
"""So many words may stand in the place of others, or be left out."""
_MOST_AT_END = 2
"""So many of the last words of a title may be others, where it is typed for the most part."""
_LONGEST_BEFORE = 20
"""So many words and marks may stand between the kind of a numbered act and its title: who passed it, and when."""

_Title = tuple[Sequence[Word], str, str]
"""The words of a title, the title itself and the number of its act."""


@RULES.warning("act-title-unlike")
def _find_unlike_titles(programme: Programme) -> Iterator[Found]:
    """A word within the title of an act that has another one there: ``zeleni prehod`` for ``pravični prehod``."""
    language = programme.language.lemmas
    titles, kinds = _titles(SameProgramme(programme)), _kinds(programme)
    for text in printed_texts(programme) if titles else ():
        for words in sentences_of(text.text, language):
            for first, end, kind in find_phrases(words, kinds, language):
                act = _act_of_another_kind(programme, words, (end, kind), titles)
                if act is not None:
                    message = translate(
                        "'{typed}' stands before the title of {number}, which is of another kind",
                        typed=words[first].text,
                        number=act,
                    )
                    yield Found(text.path, message, words[first].text)
                number, start = _start_of_title(words, end, titles)
                known = [one for one in titles if number in ("", one[2])]
                difference = _difference(text.text, _plain(words[start:]), known) if start else None
                if difference is not None:
                    typed, right, act = difference
                    message = translate(
                        "'{typed}' stands in the title of {number}, which has '{right}'",
                        typed=typed,
                        number=act,
                        right=right,
                    )
                    yield Found(text.path, message, typed)


def _act_of_another_kind(
    programme: Programme, words: Sequence[Word], kind: tuple[int, str], titles: Sequence[_Title]
) -> str | None:
    """The number of the act whose whole title stands right behind a word for acts of another kind."""
    end, phrase = kind
    own = {name for name, phrases in programme.language.naming.acts.items() if phrase in phrases}
    behind = [word.lemma for word in _plain(words[end : end + _LONGEST_BEFORE])]
    kinds = {act.number: act.kind for act in programme.law.acts}
    for title, _, number in titles:
        if kinds[number] not in own and behind[: len(title)] == [word.lemma for word in title]:
            return number
    return None


def _kinds(programme: Programme) -> tuple[str, ...]:
    return tuple(phrase for phrases in programme.language.naming.acts.values() for phrase in phrases)


@lru_cache(maxsize=1)
def _titles(same: SameProgramme) -> tuple[_Title, ...]:
    """The titles of the acts that are known: given whole, or what stands behind the kind in a name."""
    kinds, language = _kinds(same.programme), same.programme.language.lemmas
    titles = []
    for act in same.programme.law.acts:
        named = (name.partition(" ") for name in act.names)
        whole = [*act.titles, *(title for kind, _, title in named if kind in kinds)]
        titles += [(_plain(words_of(title, language)), title, act.number) for title in whole]
    return tuple(title for title in titles if len(title[0]) >= _SHORTEST)


def _plain(words: Sequence[Word]) -> Sequence[Word]:
    """The words up to a mark other than a comma."""
    plain = []
    for word in words:
        if word.is_word:
            plain.append(word)
        elif word.text != ",":
            break
    return plain


def _start_of_title(words: Sequence[Word], end: int, titles: Sequence[_Title]) -> tuple[str, int]:
    """The number that stands behind the kind of an act and where its title begins; 0 where none does."""
    starts = {title[0].lemma for title, _, _ in titles}
    number = ""
    for place in range(end, min(end + _LONGEST_BEFORE, len(words))):
        if words[place].lemma in starts:
            return number, place
        if _NUMBER.fullmatch(words[place].text):
            number = words[place].text
        elif not number and words[place].text not in "(EU)":
            break
    return number, 0


def _difference(text: str, words: Sequence[Word], titles: Sequence[_Title]) -> tuple[str, str, str] | None:
    """What is typed and what the title has where they part first, and the act; None where no title is nearly typed."""
    parted = []
    for known in titles:
        pairs = enumerate(zip(words, known[0], strict=False))
        same = next((at for at, (one, other) in pairs if one.lemma != other.lemma), None)
        if same is None:
            return _other_letters(text, words, known)  # as far as it goes
        parted.append((same, known))
    for same, (title, whole, act) in sorted(parted, key=lambda one: -one[0]):
        at_end = _MOST_AT_END if same >= _SHORTEST else 1
        pieces = _pieces(words[same:], title[same:], at_end) if same >= _FEWEST_BEFORE else None
        if pieces is not None:
            typed, right = pieces
            beside = same - 1
            piece = _piece(text, words[beside : same + max(typed, 1)])
            return piece, _piece(whole, title[beside : same + max(right, 1)]), act
    return None


def _other_letters(text: str, words: Sequence[Word], known: _Title) -> tuple[str, str, str] | None:
    """The first word of a title that is typed with a small letter for a capital, or the other way; None without one."""
    title, whole, act = known
    for at, (one, other) in enumerate(zip(words, title, strict=False)):
        if at >= _FEWEST_BEFORE and one.text[0].isupper() != other.text[0].isupper():
            return _piece(text, words[at - 1 : at + 1]), _piece(whole, title[at - 1 : at + 1]), act
    return None


def _pieces(typed: Sequence[Word], title: Sequence[Word], at_end: int) -> tuple[int, int] | None:
    """How many words are typed in the place of how many, before the words go on as the title does.

    The last words of the title, ``at_end`` at most, may be as many others.
    """
    lemmas, right = [word.lemma for word in typed], [word.lemma for word in title]
    pairs = product(range(_MOST_TYPED + 1), range(_MOST_LEFT_OUT + 1))
    for more, fewer in sorted(pairs, key=lambda pair: (sum(pair), pair)):
        behind = right[fewer : fewer + _FEWEST_BEHIND]
        is_at_end = len(behind) < _FEWEST_BEHIND and 1 <= more == fewer <= at_end
        if (is_at_end or len(behind) == _FEWEST_BEHIND) and lemmas[more : more + len(behind)] == behind:
            return more, fewer
    return None


def _piece(text: str, words: Sequence[Word]) -> str:
    return text[words[0].start : words[-1].end]
