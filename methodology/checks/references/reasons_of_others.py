"""Reasons that speak of another indicator than the one they stand under, and names beside short names of others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import LONGEST_PIECE, prose_texts
from methodology.checks.reason_texts import FIELDS, nouns_of, reason_texts
from methodology.checks.references.counted_nouns import head_of
from methodology.checks.said_numbers import SaidText
from methodology.checks.sentence_words import Word, lemmas_of, words_of
from methodology.messages import translate
from methodology.model.indicator import Indicator, OutputIndicator, OutputPart
from methodology.model.objective import Objective
from methodology.model.programme import Programme
from methodology.model.prose import Prose

RULES = Rules(Family.REFERENCES, Scope.OBJECTIVES)

_QUOTED = re.compile(r"»[^«]*«|„[^“]*“|\"[^\"]*\"")
_LONG = 5
"""Shorter words of a name tell little of what the indicator counts."""
_ENOUGH_WORDS = 2
"""So many words of another name, and none of the own, make a reason that of the other."""
_MANY_WORDS = 3
"""So many words of an operation that another objective has tell that a reason is of that one."""
_SHORT_NAME_ALONE = re.compile(r"[^\W\d_a-zčšž]{3,6}")
_SHORT_NAME = re.compile(r"(?<![^\W\d_])[^\W\d_a-zčšž]{4,6}(?!\w)")
_NAME = re.compile(r"(?<!\w)[^\W\d_a-zčšž][a-zčšž]+(?:\s[a-zčšž]++){2,8}+(?!\s\()")
_PREPOSITION = 2
"""Words with so few letters have none in a short name."""


@RULES.warning("reason-of-another-name")
def _find_reasons_of_other_names(programme: Programme) -> Iterator[Found]:
    """``bo {…} oseb poročalo, da nova znanja uporabljajo`` under an indicator that asks whether training is useful."""
    for objective in programme.objectives:
        for kind in (objective.outputs, objective.results):
            names = {one.id: _name_words(programme, one) for one in kind}
            for own in kind:
                texts = [text for field in FIELDS for _, text in reason_texts(programme, own, field)]
                for text in dict.fromkeys(texts):
                    is_own = not _printed_reason(programme, text.path)
                    other = _other_name(programme, text, own, names) if is_own else None
                    if other is not None:
                        code, words = other
                        message = translate(
                            "'{words}' stand in the name of {other}, and no word stands here that only {own} has",
                            words=words,
                            other=code,
                            own=own.id,
                        )
                        yield Found(text.path, message, code)


def _name_words(programme: Programme, indicator: Indicator) -> frozenset[str]:
    """The long words of an indicator's name in their basic form."""
    lemmas = lemmas_of(indicator.name, programme.language.lemmas)
    return frozenset(lemma for lemma in lemmas if len(lemma) >= _LONG)


def _other_name(
    programme: Programme, text: SaidText, own: Indicator, names: Mapping[str, frozenset[str]]
) -> tuple[str, str] | None:
    """The indicator whose name alone a reason speaks of, with the words of it as they stand, or one by one.

    Where words of both names stand there, more of the other one tell.
    """
    quoted = [match.span() for match in _QUOTED.finditer(text.words)]
    words = words_of(text.words, programme.language.lemmas)
    named = {
        lemma for name in _names_of_operations(programme, own) for lemma in lemmas_of(name, programme.language.lemmas)
    }
    there = {
        one.lemma: one
        for one in words
        if one.lemma not in named and not any(start <= one.start < end for start, end in quoted)
    }
    for code, name in names.items():
        apart, own_apart = name - names[own.id], names[own.id] - name
        enough = _MANY_WORDS if there.keys() & names[own.id] else _ENOUGH_WORDS
        if code != own.id and len(there.keys() & apart) >= enough and not there.keys() & own_apart:
            said = sorted((word for lemma, word in there.items() if lemma in apart), key=lambda one: one.start)
            return code, _quoted(text.words, said)
    return None


def _names_of_operations(programme: Programme, own: Indicator) -> Iterator[str]:
    """The names of the operations that an output lists: its reasons may print them."""
    for mention in getattr(own, "operations", ()):
        yield str(programme.operations.get(mention.id, ""))


def _quoted(text: str, words: Sequence[Word]) -> str:
    """The piece of a text from the first of the words to the last, or the words one by one where it is long."""
    piece = text[words[0].start : words[-1].end]
    return piece if len(piece) <= LONGEST_PIECE else ", ".join(word.text for word in words)


@RULES.warning("reason-of-another-count")
def _find_reasons_of_other_counts(programme: Programme) -> Iterator[Found]:
    """A reason that prints another output's of the same key, which counts other things, though its own has one."""
    outputs = {one.id: one for one in programme.indicators if isinstance(one, OutputPart)}
    for output in outputs.values():
        own = {(field, name): text for field in FIELDS for name, text in reason_texts(programme, output, field)}
        for (field, name), text in own.items():
            printed = _printed_reason(programme, text.path)
            code, _, rest = printed.partition(".rationale.")
            other = outputs.get(code) if code != output.id and rest.partition(".")[2] == name else None
            if other is None or (_other_field(field), name) not in own:
                continue
            persons = frozenset(programme.language.naming.persons)  # every reason may speak of them
            named = head_of(programme, other) - head_of(programme, output)
            nouns = (nouns_of(programme, other) | named) - nouns_of(programme, output) - persons
            found = nouns.intersection(lemmas_of(text.words, programme.language.lemmas))
            if found:
                message = translate(
                    "{printed} is printed, which speaks of what {other} counts ({counts}); {own} is its own reason",
                    printed=f"{{{printed}}}",
                    other=other.id,
                    counts=other.counts or other.name,
                    own=f"{output.id}.rationale.{_other_field(field)}.{name}",
                )
                yield Found(text.path, message, printed)


@RULES.warning("reason-of-another-objective")
def _find_reasons_of_other_objectives(programme: Programme) -> Iterator[Found]:
    """A reason with many words of an operation of another objective, and none of its own indicator's operations."""
    names = {one.facts.id: _operation_words(programme, one) for one in programme.objectives}
    counts = Counter(word for words in names.values() for word in set[str]().union(*words.values()))
    for objective in programme.objectives:
        others = {code: words for code, words in names.items() if code != objective.facts.id}
        for output, own, text in _reasons_by_operations(programme, objective, names[objective.facts.id]):
            said = {word.lemma: word.text for word in words_of(text.words, programme.language.lemmas)}
            telling = {word for word in said if counts[word] == 1}
            found = _foreign_operation(others, telling) if telling.isdisjoint(own) else None
            if found is not None:
                message = translate(
                    "'{words}' stand in the name of the operation '{operation}' of {objective}, and no word of "
                    "the operations of {own} stands here",
                    words=", ".join(word for lemma, word in said.items() if lemma in found[2]),
                    operation=found[1],
                    objective=found[0],
                    own=output.id,
                )
                yield Found(text.path, message, found[1])


@RULES.warning("risk-of-another-objective")
def _find_risks_of_other_objectives(programme: Programme) -> Iterator[Found]:
    """A risk of the joint investigation teams, which an indicator of another objective counts, or of its system."""
    language = programme.language.lemmas
    things = _telling_things(programme)
    for objective in programme.objectives:
        own = objective.facts.id
        others = [(code, thing) for code, some in things.items() if code != own for thing in some]
        for key, risk in objective.risks.own.items():
            said = {word.lemma: word for word in words_of(str(risk), language)}
            other, thing = max(others, key=lambda one: len(said.keys() & one[1]), default=("", set[str]()))
            named = sorted((said[lemma] for lemma in said.keys() & thing), key=lambda word: word.start)
            is_told = _stand_together(str(risk), named) or any(_SHORT_NAME_ALONE.fullmatch(word.text) for word in named)
            if is_told and all(said.keys().isdisjoint(one) for one in things[own]):
                message = translate(
                    "'{words}' stand in names of {other}, and no word stands here that only {own} has",
                    words=_quoted(str(risk), named),
                    other=other,
                    own=own,
                )
                yield Found(f"{own}.risks.own.{key}", message, str(risk))


def _stand_together(text: str, words: Sequence[Word]) -> bool:
    """Whether so many of the words stand side by side that they name one thing."""
    groups = zip(*(words[at:] for at in range(_MANY_WORDS)), strict=False)
    return any(all(text[one.end : other.start].isspace() for one, other in pairwise(group)) for group in groups)


def _telling_things(programme: Programme) -> dict[str, list[set[str]]]:
    """Of each output and main operation the words that no other objective has, by objective."""
    things = {one.facts.id: _words_of_things(programme, one) for one in programme.objectives}
    counts = Counter(word for some in things.values() for word in set[str]().union(*some))
    return {code: [{word for word in thing if counts[word] == 1} for thing in some] for code, some in things.items()}


def _words_of_things(programme: Programme, objective: Objective) -> list[Set[str]]:
    """The long words and short names of each output's name, and of the operations that most outputs list."""
    listed = Counter(one for output in objective.outputs for one in {mention.id for mention in output.operations})
    main = {one for one, count in listed.items() if count * 2 > len(objective.outputs)}
    operations = [words for key, words in _operation_words(programme, objective).items() if key in main]
    return [*operations, *(_name_words(programme, one) for whole in objective.outputs for one in whole.with_parts)]


def _reasons_by_operations(
    programme: Programme, objective: Objective, names: Mapping[str, Set[str]]
) -> Iterator[tuple[OutputIndicator, Set[str], SaidText]]:
    """The reasons of an objective's outputs, each with the words of the output's operations."""
    for output in objective.outputs:
        own = set[str]().union(*(names.get(mention.id, ()) for mention in output.operations))
        yield from ((output, own, text) for text in _own_reasons(programme, output))


def _own_reasons(programme: Programme, indicator: Indicator) -> list[SaidText]:
    """The reasons of an indicator that are more than the reason of another place."""
    texts = [text for field in FIELDS for _, text in reason_texts(programme, indicator, field)]
    return [text for text in texts if not _printed_reason(programme, text.path)]


def _operation_words(programme: Programme, objective: Objective) -> dict[str, frozenset[str]]:
    """The long words, in their basic form, of the names of the operations that an objective's outputs list."""
    mentions = [mention for output in objective.outputs for mention in output.operations]
    said = {one.id: f"{programme.operations.get(one.id, '')} {one.text or ''}" for one in mentions}
    language = programme.language.lemmas
    return {
        key: frozenset(
            word.lemma for word in words_of(text, language) if len(word.lemma) >= _LONG or word.text.isupper()
        )
        for key, text in said.items()
    }


def _foreign_operation(
    names: Mapping[str, Mapping[str, frozenset[str]]], words: Set[str]
) -> tuple[str, str, Set[str]] | None:
    """The operation of these objectives whose name has most of the words, where that are several."""
    others = [(code, key, name & words) for code, some in names.items() for key, name in some.items()]
    best = max(others, key=lambda one: len(one[2]), default=None)
    return best if best is not None and len(best[2]) >= _MANY_WORDS else None


def _other_field(field: str) -> str:
    return FIELDS[1 - FIELDS.index(field)]


def _printed_reason(programme: Programme, path: str) -> str:
    """The one reference that a reason is, and nothing else; empty for one that says more."""
    value = programme.values.get(path)
    references = value.value.references if value is not None and isinstance(value.value, Prose) else ()
    is_all = len(references) == 1 and value is not None and str(value.value).strip() == f"{{{references[0].path}}}"
    return references[0].path if is_all else ""


@RULES.warning("name-beside-short-name")
def _find_names_unlike_short_names(programme: Programme) -> Iterator[Found]:
    """``Nacionalni center za kibernetsko varnost`` in a text that speaks of the NCKU."""
    for text in prose_texts(programme):
        short_names = sorted(set(_SHORT_NAME.findall(text.text)))
        names = [_telling_words(match[0]) for match in _NAME.finditer(text.text)] if short_names else []
        for short_name in short_names:
            cut = [words[: len(short_name)] for words in names]
            initials = ["".join(word[0][0].upper() for word in words) for words in cut]
            for words, letters in zip(cut, initials, strict=True) if short_name not in initials else ():
                if len(letters) == len(short_name) and letters[:-1] == short_name[:-1]:
                    message = translate(
                        "'{name}' begins with {letters}, the text speaks of {short_name}",
                        name=words[-1].string[: words[-1].end()],
                        letters=letters,
                        short_name=short_name,
                    )
                    yield Found(text.path, message, words[-1].string[: words[-1].end()])


def _telling_words(name: str) -> list[re.Match[str]]:
    """The words of a name that have a letter in its short name."""
    return [word for word in re.finditer(r"[^\W\d_]+", name) if len(word[0]) > _PREPOSITION]
