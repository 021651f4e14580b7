"""Texts and names that break off before their last word."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import REFERENCE, PrintedText, one_of, printed_texts
from methodology.checks.wording.lists import joined_items
from methodology.checks.wording.tokens import Token, tokens_of
from methodology.messages import translate
from methodology.model.chapter import LeafKind
from methodology.model.objective import ObjectiveRisks
from methodology.model.phrases import Mention
from methodology.model.programme import CommonRisks, Programme, Registry
from methodology.model.word_forms import WordForms

RULES = Rules(Family.WORDING, Scope.VALUE)

_FARTHEST = 80
_AROUND = 2
"""How many words before the last one a finding quotes."""
_LETTERS_AT_END = re.compile(r"\b\w\.\s?\w\.?$")
"""``d. o. o.``"""
_SENTENCE_END = re.compile(r"(?:(?<=[^\W\d_]{2}\.)|(?<=…))\s+(?=[A-ZČŠŽ])")
_MARKS_AT_END = frozenset({"", ".", ";", ",", "...", "…"})
_FEWEST_WORDS = 4
"""Texts of so few words are parts that others are put around; names are whole, from two words on."""
_MOST_SMALL = 3
"""So many small words at most stand behind the word that opens a clause without a verb."""
_OPEN_MARKS = (":", "–", "—", "-", "/", "(", "„", "»")
"""No name ends in these."""
_is_name = one_of(
    {
        Registry: frozenset({"root"}),
        CommonRisks: frozenset({"factors"}),
        ObjectiveRisks: frozenset({"own"}),
    }
)


@RULES.warning("text-cut-off")
def _find_cut_off(programme: Programme) -> Iterator[Found]:
    """A text whose last word is one that another word must follow; a name that ends in a mark that opens something."""
    forms = programme.word_forms
    if forms is None or not forms.clauses:
        return
    binding = _binding(forms)
    headings, joined = set(_headings(programme)), joined_items(programme)
    for text in (one for one in printed_texts(programme) if one.path not in joined):
        whole = text.path in headings or _is_whole_name(programme, text)
        piece = _open_end(text.text) if whole else _leading_end(text.text, programme.language.leading_on)
        for sentence in _SENTENCE_END.split(text.text) if piece is None else ():
            piece = piece or _cut_piece(sentence, forms, binding, fewest=1 if whole else _FEWEST_WORDS)
        if piece is not None:
            yield Found(text.path, translate("the text ends in '{piece}'", piece=piece), piece)


def _binding(forms: WordForms) -> frozenset[str]:
    """The words that another one must follow: conjunctions and prepositions."""
    words = {*forms.clauses["joining"], *(words[-1] for words in forms.government if len(words) == 1)}
    return frozenset(words - forms.words["adverbs_too"])


def _headings(programme: Programme) -> Iterator[str]:
    for chapter in programme.chapters.values():
        for leaf in chapter.leaves:
            if leaf.kind is LeafKind.HEADING:
                yield f"chapters.{chapter.name}.{leaf.number}"


def _is_whole_name(programme: Programme, text: PrintedText) -> bool:
    value = programme.values.get(text.path)
    return value is not None and (_is_name(value) or isinstance(value.owner, Mention))


def _open_end(name: str) -> str | None:
    """The end of a name in a mark that more must follow; a name without a letter is another rule's."""
    is_open = name.rstrip().endswith(_OPEN_MARKS) and any(map(str.isalpha, name))
    return " ".join(name.split()[-1 - _AROUND :]) if is_open else None


def _leading_end(text: str, leading_on: Collection[str]) -> str | None:
    """The end of a text in a shortened word that others must follow."""
    last = text.split()[-1 - _AROUND :]
    return " ".join(last) if len(last) > _AROUND and last[-1] in leading_on else None


def _cut_piece(sentence: str, forms: WordForms, binding: Collection[str], fewest: int) -> str | None:
    """The end of a sentence that breaks off; marks that a list sets behind its items are none of it."""
    end = sentence[-_FARTHEST:]
    tokens = list(tokens_of(end))
    while tokens and tokens[-1].text in _MARKS_AT_END:
        tokens.pop()
    if _LETTERS_AT_END.search(sentence) or len(tokens) <= fewest:
        return None
    last = tokens[-1]
    is_large = last.text.isupper() and len(last.text) > 1 and sentence.isupper()
    if (
        ((last.text.islower() or is_large) and last.small in binding)
        or _opens_clause(tokens, forms)
        or _lacks_noun(tokens, forms)
        or _lacks_subject(tokens, forms)
    ):
        first = max(len(tokens) - 1 - _AROUND, 0)
        while first and not tokens[first].is_word:
            first -= 1
        return end[tokens[first].start :].rpartition(REFERENCE)[2].strip(" ,")
    return None


def _lacks_noun(tokens: Sequence[Token], forms: WordForms) -> bool:
    """``števila objektov in planiranih``: a participle, joined to a noun, that no noun follows."""
    if len(tokens) <= _AROUND:
        return False
    noun, joining, last = tokens[-3:]
    is_joined = joining.small in forms.rows["joins"] and noun.text.islower() and last.text.islower()
    slots = forms.participle(last.small) if is_joined and not forms.nouns(last.small) else 0
    is_said = slots & forms.of_case[forms.tables.subject]
    is_noun = forms.nouns(noun.small) and not (forms.adjective(noun.small) or forms.participle(noun.small))
    return bool(slots and is_noun) and not is_said and not last.small.startswith(tuple(forms.words["people"]))


def _lacks_subject(tokens: Sequence[Token], forms: WordForms) -> bool:
    """``, kjer bodo vzpostavljeni``: a clause of a place that nothing is the subject of."""
    if len(tokens) <= _AROUND:
        return False
    opening, being, last = (token.small for token in tokens[-3:])
    return opening in forms.clauses.get("of_place", ()) and being in forms.finite and bool(forms.participle(last))


def _opens_clause(tokens: Sequence[Token], forms: WordForms) -> bool:
    """Whether a clause begins at the end, and small words alone follow: ``, ki jih``, ``, ki so v``."""
    words = forms.clauses
    for place in range(len(tokens) - 1, max(len(tokens) - 2 - _MOST_SMALL, 0), -1):
        token = tokens[place]
        if token.text == "," or not token.text.islower():
            return False
        if tokens[place - 1].text == "," and token.small in words["opening"]:
            return True
        if token.small not in words.get("small", ()):
            return False
    return False
