"""Members of a row: one between two that have a case in common has it too, ``zbiranje, analizam in izmenjavo``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from methodology.checks.wording.agreement import NounPhrase, PhraseReader
from methodology.checks.wording.coordination import past_slots
from methodology.model.word_forms import WordForms, union

_SLASH = "/"
_SENTENCE_ENDS = frozenset(".;:!?")
_PAIR = 2
_SEPARATORS = frozenset({",", _SLASH})


class OtherCase(NamedTuple):
    """A member in another case than those around it, the noun before it, and the slots that it should have."""

    phrase: NounPhrase
    before: NounPhrase
    licensed: int


class _Member(NamedTuple):
    """What stands between two separators: phrases that follow each other, and the separator before them."""

    phrases: list[NounPhrase]
    separator: str

    @property
    def head(self) -> NounPhrase:
        return self.phrases[0]


def members_in_other_cases(reader: PhraseReader, phrases: Sequence[NounPhrase]) -> Iterator[OtherCase]:
    """Yield the members of rows that stand in another case than the members before and behind them."""
    for row in _rows(reader, phrases):
        is_list = _is_list(row, reader)
        if _is_in_no_case(row, reader):
            yield OtherCase(row[-1].head, row[-2].phrases[-1], _cases(row[0].head, reader.forms))
        for at in range(1, len(row)):
            found = _other_case(row, at, reader.forms, is_list=is_list)
            if found:
                yield OtherCase(row[at].head, row[at - 1].phrases[-1], found)


def _rows(reader: PhraseReader, phrases: Sequence[NounPhrase]) -> Iterator[list[_Member]]:
    """The rows of members with nothing else between them, each of two members at least."""
    if not phrases:
        return
    row = [_Member([phrases[0]], "")]
    for before, phrase in pairwise(phrases):
        between = reader.tokens[before.end : phrase.end - len(phrase.tokens)]
        if not between:
            row[-1].phrases.append(phrase)
            continue
        separator = between[0].small
        if len(between) > 1 or not (separator in _SEPARATORS or separator in reader.forms.rows["joins"]):
            yield row
            row, separator = [], ""
        row.append(_Member([phrase], separator))
    yield row


def _is_in_no_case(row: Sequence[_Member], reader: PhraseReader) -> bool:
    """Whether the last member has a case that only a preposition governs, and none of the row: ``obiskov in sejah``.

    The row begins the sentence or stands behind a verb, so that no preposition before it is out of sight.
    """
    head, forms = row[-1].head, reader.forms
    is_free = head.preposition or head.number or not head.slots or head.slots & forms.bare
    if len(row) < _PAIR or is_free or not _begins_clause(row[0].head, reader):
        return False
    return not _cases(head, forms) & union(_cases(one, forms) for member in row[:-1] for one in member.phrases)


def _begins_clause(phrase: NounPhrase, reader: PhraseReader) -> bool:
    """Whether a phrase begins a sentence, or stands behind a verb."""
    forms, start = reader.forms, phrase.end - len(phrase.tokens)
    if not start or reader.tokens[start - 1].text in _SENTENCE_ENDS:
        return True
    before = reader.tokens[start - 1]
    is_verb = before.small in forms.finite or bool(forms.present(before.small)[0] or past_slots(forms, before))
    return is_verb or before.small in forms.rows.get("clitics", ())


def _is_list(row: Sequence[_Member], reader: PhraseReader) -> bool:
    """Whether a row ends with a conjunction and its member, with brackets, or with the text."""
    end = row[-1].phrases[-1].end
    is_ended = end == len(reader.tokens) or reader.tokens[end].text == ")"
    return is_ended or any(member.separator and member.separator not in _SEPARATORS for member in row)


def _other_case(row: Sequence[_Member], at: int, forms: WordForms, *, is_list: bool) -> int:
    """The slots that the head of a member should have; 0 where it may stand as it does.

    What is joined to a phrase of the member before stands in the case of it or of one behind it.
    """
    head = row[at].head
    if head.preposition or head.number:
        return 0
    if at + 1 == len(row):
        return _other_behind_slash(row, forms) if row[at].separator == _SLASH else 0
    before, behind, own = row[at - 1].phrases, row[at + 1], _cases(head, forms)
    others = _cases(behind.head, forms)
    inner = union(_cases(one, forms) for one in row[at].phrases)
    if behind.head.preposition or behind.head.number or inner & others:
        return 0
    first = next((place for place, one in enumerate(before) if _cases(one, forms) & others), len(before))
    alike = union(_cases(one, forms) for one in before[first:])
    return alike & others if (is_list or behind.separator != ",") and not own & alike else 0


def _other_behind_slash(row: Sequence[_Member], forms: WordForms) -> int:
    """The slots of the last member of a row behind a slash, where it has no case of another: ``zaščito/podpori``."""
    earlier = union(_cases(one, forms) for member in row[:-1] for one in member.phrases)
    return 0 if _cases(row[-1].head, forms) & earlier else _cases(row[-2].head, forms)


def _cases(phrase: NounPhrase, forms: WordForms) -> int:
    """Every slot of the cases that a phrase can have; all of a number, whose noun has the genitive for others."""
    if phrase.number:
        return forms.all_slots
    own = forms.without_two(phrase.slots & (phrase.governed if phrase.preposition else forms.bare | phrase.governed))
    return union(case for case in forms.of_case.values() if own & case) if own else forms.all_slots
