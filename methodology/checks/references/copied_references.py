"""References that were copied from another indicator's text, or lead to another one than the sentence speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import REFERENCE, SameProgramme, prose_texts
from methodology.checks.reason_texts import FIELDS
from methodology.checks.references.named_things import objective_numbers
from methodology.checks.sentence_words import Word, find_phrases, lemmas_of, sentences_of
from methodology.messages import translate
from methodology.model.assumption import Figure
from methodology.model.chapter import LeafKind
from methodology.model.indicator import Indicator, OutputIndicator, Reasons
from methodology.model.paths import root_of
from methodology.model.programme import Programme
from methodology.model.prose import Declared, Prose, Reference, parse_prose

RULES = Rules(Family.REFERENCES, Scope.OBJECTIVES)

_TELLING = 4
"""Letters of a word that tells one indicator from another."""
_JOINING = 3
"""Letters of words that join the items of a list: ``ter``."""
_NEAR = 4
"""How many words may stand between a value and the indicator that it is of: ``vrednost kazalnika »…«``."""


@dataclass(frozen=True, slots=True)
class ReferringSentence:
    """A sentence with references: where it stands, its words, and the reference behind each word that is one."""

    path: str
    words: tuple[Word, ...]
    references: Mapping[int, Reference]


@dataclass(frozen=True, slots=True)
class Indicators:
    """The indicators of a programme as references know them."""

    by_code: Mapping[str, Indicator]
    families: Mapping[str, frozenset[str]]
    """By code: the indicator, its whole and all parts of that."""
    numbers: Mapping[str, Indicator]
    """The indicators by the content paths of their values and figures."""
    objectives: Mapping[str, str]
    """The number of the specific objective that each code belongs to."""

    def figure(self, path: str) -> Figure | None:
        """The figure of an indicator at a content path; None of its values and of all else."""
        owner = self.numbers.get(path)
        return owner.figures.get(path.rpartition(".")[2]) if owner is not None else None

    def named(self, words: Sequence[Word], references: Mapping[int, Reference]) -> dict[int, str]:
        """The codes of the indicators that words name: by reference to code or name, or typed; by place."""
        by_reference = {
            place: code
            for place, one in references.items()
            if one.path.endswith((".id", ".name")) and (code := root_of(one.path, self.by_code))
        }
        return by_reference | {place: word.text for place, word in enumerate(words) if word.text in self.by_code}


def indicators_of(programme: Programme) -> Indicators:
    """Return the indicators of a programme as references know them."""
    return _indicators(SameProgramme(programme))


@lru_cache(maxsize=1)
def _indicators(same: SameProgramme) -> Indicators:
    by_code: dict[str, Indicator] = {}
    families: dict[str, frozenset[str]] = {}
    numbers: dict[str, Indicator] = {}
    objectives: dict[str, str] = {}
    for objective in same.programme.objectives:
        for whole in objective.wholes:
            family = frozenset(one.id for one in whole.with_parts)
            for one in whole.with_parts:
                by_code[one.id], families[one.id], objectives[one.id] = one, family, objective.facts.number
                numbers |= {f"{one.id}.{name}": one for name in (*one.stated_values, *one.figures)}
    return Indicators(by_code, families, numbers, objectives)


def referring_sentences(programme: Programme) -> tuple[ReferringSentence, ...]:
    """Return the sentences of all prose that have references."""
    return _referring_sentences(SameProgramme(programme))


@lru_cache(maxsize=1)
def _referring_sentences(same: SameProgramme) -> tuple[ReferringSentence, ...]:
    found = []
    for text in prose_texts(same.programme):
        waiting = iter([part for part in text.parts if isinstance(part, Declared | Reference)])
        for words in sentences_of(text.literal, same.programme.language.lemmas) if REFERENCE in text.literal else ():
            parts = {place: next(waiting, None) for place, word in enumerate(words) if word.text == REFERENCE}
            references = {place: part for place, part in parts.items() if isinstance(part, Reference)}
            if references:
                found.append(ReferringSentence(text.path, words, references))
    return tuple(found)


@RULES.warning("copied-reference")
def _copied_references(programme: Programme) -> Iterator[Found]:
    """A value of another indicator that the sentence does not name and nothing is reckoned with."""
    known = indicators_of(programme)
    for sentence in referring_sentences(programme):
        owner = root_of(sentence.path, known.by_code)
        named = set(known.named(sentence.words, sentence.references).values())
        for one in sentence.references.values():
            other = known.numbers.get(one.path)
            if not owner or other is None or one.printed is not None:
                continue
            if other.id in known.families[owner] or other.id in named:
                continue
            if one.path not in _reckoned(programme, known.families[owner]):
                message = translate(
                    "{path} is a value of {other}, which this text of {own} does not name",
                    path=f"{{{one.path}}}",
                    other=other.id,
                    own=owner,
                )
                yield Found(sentence.path, message, one.path)


def _reckoned(programme: Programme, family: frozenset[str]) -> set[str]:
    """The content paths that the values of an indicator and its parts are reckoned with."""
    waiting = [one for path, one in programme.calculations.items() if root_of(path, family)]
    paths: set[str] = set()
    while waiting:
        calculation = waiting.pop()
        if calculation.path not in paths:
            paths.add(calculation.path)
            waiting += calculation.terms
    return paths


@RULES.warning("value-of-another-objective")
def _values_of_other_objectives(programme: Programme) -> Iterator[Found]:
    known = indicators_of(programme)
    for sentence in referring_sentences(programme):
        numbers = {number for number, _ in objective_numbers(programme, sentence.words)}
        for one in sentence.references.values():
            other = known.numbers.get(one.path)
            if numbers and other is not None and known.objectives[other.id] not in numbers:
                message = translate(
                    "{path} is a value of the specific objective {other}, the sentence names {named}",
                    path=f"{{{one.path}}}",
                    other=known.objectives[other.id],
                    named=", ".join(sorted(numbers)),
                )
                yield Found(sentence.path, message, one.path)


@RULES.warning("indicator-of-another-text")
def _subjects_of_other_texts(programme: Programme) -> Iterator[Found]:
    """``Vrednost kazalnika »{R.1.8.name}« je …`` in the rationale of another one."""
    known, naming, language = indicators_of(programme), programme.language.naming, programme.language.lemmas
    for sentence in referring_sentences(programme):
        owner = root_of(sentence.path, known.by_code)
        if not owner:
            continue
        values = [end for _, end, _ in find_phrases(sentence.words, naming.value, language)]
        subjects = [end for _, end, _ in find_phrases(sentence.words, naming.indicator, language)]
        for place, code in known.named(sentence.words, sentence.references).items():
            subject = next((end for end in subjects if 0 <= place - end <= 1), None)
            is_subject = subject is not None and (
                any(0 < subject - end <= _NEAR for end in values) or subject <= _NEAR - 1
            )
            if is_subject and code not in known.families[owner]:
                message = translate("the sentence is on {other}, the text belongs to {own}", other=code, own=owner)
                yield Found(sentence.path, message, code)


@RULES.warning("code-beside-another-name")
def _codes_beside_other_names(programme: Programme) -> Iterator[Found]:
    """A part's code in a clause that speaks of what another part of the same whole is called."""
    known, language = indicators_of(programme), programme.language.lemmas
    for sentence in referring_sentences(programme):
        named = known.named(sentence.words, sentence.references)
        places = [*sorted(named), len(sentence.words)]
        for place, end in pairwise(places):
            code = named[place]
            spoken = {word.lemma for word in sentence.words[place + 1 : end]}
            telling = _telling_words(known, code, language)
            if telling.get(code, frozenset()) & spoken:
                continue
            other = next((one for one, words in telling.items() if words & spoken), None)
            if other is not None:
                word = min(telling[other] & spoken)
                message = translate(
                    "{code} is named beside '{word}', which is what {other} is called",
                    code=code,
                    word=word,
                    other=translate("{code} '{name}'", code=other, name=known.by_code[other].name),
                )
                yield Found(sentence.path, message, f"{code}: {word}")


def _telling_words(known: Indicators, code: str, language: str | None) -> dict[str, frozenset[str]]:
    """By code of the parts beside one: the words of their names that no other part's name has."""
    parts = [part for part in known.families[code] if not known.by_code[part].parts]
    if code not in parts or len(parts) == 1:
        return {}
    words = {part: set(lemmas_of(known.by_code[part].name, language)) for part in sorted(parts)}
    counts = Counter(lemma for lemmas in words.values() for lemma in lemmas)
    return {
        part: frozenset(lemma for lemma in lemmas if counts[lemma] == 1 and len(lemma) >= _TELLING)
        for part, lemmas in words.items()
    }


@RULES.warning("item-of-another-operation")
def _items_of_other_operations(programme: Programme) -> Iterator[Found]:
    """A reason by operation that refers to other operations and not to its own."""
    for objective in programme.objectives:
        for output in objective.outputs:
            yield from _misplaced_items(programme, output)


def _misplaced_items(programme: Programme, output: OutputIndicator) -> Iterator[Found]:
    for field in ("milestone", "target"):
        reasons = getattr(output.rationale, field)
        for key, text in reasons.items.items() if reasons else ():
            spoken = [one.path for one in text.references if one.path.startswith("operations.")]
            if key in programme.operations and spoken and f"operations.{key}" not in spoken:
                message = translate(
                    "the reason for the operation '{own}' refers to {others}", own=key, others=", ".join(spoken)
                )
                yield Found(f"{output.id}.rationale.{field}.items.{key}", message, spoken[0])


@RULES.warning("reference-twice-in-list")
def _references_twice_in_lists(programme: Programme) -> Iterator[Found]:
    """Two items of a list that are nothing but the same reference: one of them stands for another value."""
    for chapter in programme.chapters.values():
        first: dict[str, int] = {}
        for leaf in chapter.leaves:
            if leaf.kind is not LeafKind.ITEM:
                first = {}
                continue
            parts = parse_prose(leaf.text)
            references = [part for part in parts if isinstance(part, Reference)]
            words = [word for part in parts if isinstance(part, str) for word in part.split() if len(word) > _JOINING]
            is_bare = len(references) == 1 and not words
            path = references[0].path if is_bare else ""
            if is_bare and first.setdefault(path, leaf.number) != leaf.number:
                message = translate("{path} is an item of this list already", path=f"{{{path}}}")
                yield Found(f"chapters.{chapter.name}.{leaf.number}", message, path)


@RULES.warning("reason-of-another-operation")
def _reasons_of_other_operations(programme: Programme) -> Iterator[Found]:
    """A reason that prints the one that is given under another key, of another indicator or for another value."""
    known = indicators_of(programme)
    for own in known.by_code.values():
        for field in FIELDS:
            for name, text in _texts_of(own, field).items():
                printed = _printed_reason(text) or _foreign_reason(known, own, name, text)
                code, _, rest = printed.partition(".rationale.")
                other = known.by_code.get(code)
                if other is not None and _is_for_something_else(known, (own, field, name), (other, rest)):
                    yield _copied_reason(f"{own.id}.rationale.{field}.{name}", printed)
    for objective in programme.objectives:
        results = {one.id for whole in objective.results for one in whole.with_parts}
        for name, text in _texts_by_key(objective.summary.target_rationale).items():
            printed = _printed_reason(text)
            if printed and printed.partition(".rationale.")[0] in known.by_code.keys() - results:
                yield _copied_reason(f"{objective.facts.id}.results.target_rationale.{name}", printed)


def _texts_of(indicator: Indicator, field: str) -> dict[str, Prose]:
    """The reasons of a value by their keys, as content paths have them: ``sentence``, ``items.pnr``."""
    return _texts_by_key(getattr(indicator.rationale, field))


def _texts_by_key(reasons: Reasons | None) -> dict[str, Prose]:
    if reasons is None:
        return {}
    sentence = {} if reasons.sentence is None else {"sentence": reasons.sentence}
    return sentence | {f"items.{key}": text for key, text in reasons.items.items()}


def _is_for_something_else(known: Indicators, here: tuple[Indicator, str, str], there: tuple[Indicator, str]) -> bool:
    """Whether the reason that is printed at a place (indicator, value, key) is none of that place."""
    (own, field, name), (other, rest) = here, there
    told, _, key = rest.partition(".")
    if name.startswith("items.") and key.startswith("items."):
        if key != name:
            return True
        twin = _texts_of(own, told).get(name)  # the own reason for the value that the other one is for
        return own is not other and told != field and twin is not None and not _prints(twin, other, rest)
    if own.id in known.families[other.id]:
        return False
    is_told_otherwise = field == "target" and "sentence" in _texts_of(own, "milestone")
    return key != name or is_told_otherwise or not _share_operations(own, other)


def _prints(text: Prose, indicator: Indicator, rest: str) -> bool:
    return _printed_reason(text) == f"{indicator.id}.rationale.{rest}"


def _share_operations(one: Indicator, other: Indicator) -> bool:
    """Whether two outputs list an operation that is the same."""
    listed = [{mention.id for mention in own.operations} for own in (one, other) if isinstance(own, OutputIndicator)]
    return len(listed) == 2 and not listed[0].isdisjoint(listed[1])  # noqa: PLR2004 (both)


def _printed_reason(text: Prose) -> str:
    """The content path of the reason that a text prints and adds nothing to; empty where it is one of its own."""
    parts = [part for part in text.parts if not isinstance(part, str) or part.strip(" .;,")]
    part = parts[0] if len(parts) == 1 else ""
    return part.path if isinstance(part, Reference) and ".rationale." in part.path else ""


def _foreign_reason(known: Indicators, own: Indicator, name: str, text: Prose) -> str:
    """The reason of another objective, under another key, that a text prints among its words."""
    for reference in text.references:
        code, _, rest = reference.path.partition(".rationale.")
        is_foreign = known.objectives.get(code, known.objectives[own.id]) != known.objectives[own.id]
        if rest and is_foreign and rest.partition(".")[2] != name:
            return reference.path
    return ""


def _copied_reason(path: str, printed: str) -> Found:
    message = translate("{path} is printed here, the reason for something else", path=f"{{{printed}}}")
    return Found(path, message, printed)


@RULES.warning("figure-counted-otherwise")
def _figures_counted_otherwise(programme: Programme) -> Iterator[Found]:
    """A figure that is said to be in the total and is not in the formula, or is said to be left out and is in it."""
    known, naming, language = indicators_of(programme), programme.language.naming, programme.language.lemmas
    for sentence in referring_sentences(programme):
        owner, words = root_of(sentence.path, known.by_code), sentence.words
        if not owner or not all(any(find_phrases(words, some, language)) for some in (naming.included, naming.total)):
            continue
        family = known.families[owner]
        reckoned = _reckoned(programme, family)
        figures = [one.path for one in sentence.references.values() if _is_figure(known, one.path, family)]
        is_said = not any(word.text.lower() in naming.negation for word in words)
        if figures and reckoned and all((path in reckoned) != is_said for path in figures):
            yield Found(sentence.path, _counted_otherwise(programme, words, figures[0], is_said=is_said), figures[0])


def _counted_otherwise(programme: Programme, words: Sequence[Word], figure: str, *, is_said: bool) -> str:
    naming = programme.language.naming
    said = " ".join(word.text for word in words if word.text in naming.negation or word.lemma in naming.included)
    if is_said:
        return translate("'{said}' puts {figure} into the total, the formula leaves it out", said=said, figure=figure)
    return translate("'{said}' leaves {figure} out, the formula reckons with it", said=said, figure=figure)


def _is_figure(known: Indicators, path: str, family: Collection[str]) -> bool:
    return known.figure(path) is not None and known.numbers[path].id in family
