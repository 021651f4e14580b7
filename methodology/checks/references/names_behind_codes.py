"""Names that stand behind codes of indicators and types of intervention, and types that are another indicator's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import Prefix

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.lemmas import lemma_of
from methodology.checks.printed_texts import PrintedText, printed_texts
from methodology.checks.said_numbers import number_use
from methodology.checks.sentence_words import find_phrases, lemmas_of, sentences_of
from methodology.messages import translate
from methodology.model.paths import root_of
from methodology.model.programme import Programme

RULES = Rules(Family.REFERENCES, Scope.OBJECTIVES)

_NAME = r"[ \N{NO-BREAK SPACE}](?:\((?P<brackets>[^()\d]{8,200})\)|»(?P<quotes>[^»«]{8,200})«)"
_SHORT = 2
"""Words of so few letters say nothing of a name."""
_FEWEST = 2
"""So many words of another name a text has behind the code."""
_MOSTLY = 0.6
"""Such a part of the words behind a code is of the name that is meant."""
_HARDLY = 0.5
"""Less than such a part is of the name of the code itself."""
_REACH = 2


@RULES.warning("code-of-another-name")
def _find_codes_of_other_names(programme: Programme) -> Iterator[Found]:
    """``kazalnik O.2.4 (število kosov opreme)``, ``vrsta ukrepanja 008 (prevozna sredstva)``."""
    language = programme.language.lemmas
    indicators = {one.id: _words(programme, one.name) for one in programme.indicators}
    types = {code: _words(programme, title) for code, title in programme.interventions.items()}
    objectives = {one.facts.number: _words(programme, one.facts.title) for one in programme.objectives}
    for text in printed_texts(programme):
        if not any(map(str.isdigit, text.literal)):
            continue
        for names, kind in ((indicators, ()), (types, ()), (objectives, programme.language.naming.objective)):
            for code, said in _named(text, names, kind, language):
                other = _other_name(_words(programme, said), code, names)
                if other is not None:
                    message = translate(
                        "'{said}' stands behind {code}, it is {other}", said=said, code=code, other=other
                    )
                    yield Found(text.path, message, code)


def _words(programme: Programme, name: str) -> frozenset[str]:
    """The words of a name that tell it from others, in their basic form."""
    language = programme.language.lemmas
    number_of = {lemma_of(word, language) for word in number_use(programme).number_of}
    return frozenset(lemma for lemma in lemmas_of(name, language) if len(lemma) > _SHORT) - number_of


def _named(
    text: PrintedText, names: Mapping[str, frozenset[str]], kind: Sequence[str], language: str | None
) -> Iterator[tuple[str, str]]:
    """The codes in a text with the name in brackets or quotes behind each; with a kind, those that it stands before."""
    kinds = {lemmas_of(phrase, language)[-1] for phrase in kind}
    for match in re.finditer(rf"(?<![\w.])(?P<code>[^\W_]+(?:\.\d+)*){_NAME}", text.literal):
        before = lemmas_of(" ".join(text.literal[: match.start()].split()[-1:]), language)
        if match["code"] in names and (not kinds or not kinds.isdisjoint(before)):
            yield match["code"], (match["brackets"] or match["quotes"]).strip()


def _other_name(words: frozenset[str], code: str, names: Mapping[str, frozenset[str]]) -> str | None:
    """The code whose name words are of, where hardly one of them is of the code's own name."""
    if len(words & names[code]) >= len(words) * _HARDLY:
        return None
    best = max(names, key=lambda one: (len(words & names[one]), Prefix.similarity(one, code)))
    shared = len(words & names[best])
    return best if shared >= max(_FEWEST, len(words) * _MOSTLY) else None


@RULES.warning("type-of-another-indicator")
def _find_types_of_others(programme: Programme) -> Iterator[Found]:
    """``v vrsti ukrepanja 009`` in a reason of an indicator that is linked to other types alone."""
    types = _types_of_indicators(programme)
    for text in printed_texts(programme):
        owner = root_of(text.path, types) if ".rationale." in text.path else ""
        linked, others = types.get(owner, (frozenset(), frozenset()))
        for piece, code in _named_types(programme, text, others) if linked else ():
            message = translate(
                "the type of intervention {code} is named in a reason of {owner}, which is linked to {linked}",
                code=code,
                owner=owner,
                linked=", ".join(sorted(linked)),
            )
            yield Found(text.path, message, piece)


def _types_of_indicators(programme: Programme) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """The types of intervention that each indicator or its family is linked to, and the others of its objective."""
    types: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    for objective in programme.objectives:
        rows = objective.allocation.rows
        for whole in objective.wholes:
            family = {one.id for one in whole.with_parts}
            linked = frozenset(row.code for row in rows if not family.isdisjoint(row.indicators))
            types |= dict.fromkeys(family, (linked, frozenset(row.code for row in rows) - linked))
    return types


def _named_types(programme: Programme, text: PrintedText, codes: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The types of intervention with these codes that a text names, each with the words for it."""
    naming, language = programme.language.naming, programme.language.lemmas
    for words in sentences_of(text.literal, language):
        for start, end, _ in find_phrases(words, naming.intervention, language):
            code = next((word.text for word in words[end : end + _REACH] if word.text in codes), None)
            if code is not None:
                yield f"{words[start].text} {code}", code
