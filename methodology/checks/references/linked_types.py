"""Types of intervention and the indicators that they are linked to, factors, and entries of registries that are one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.said_numbers import any_of
from methodology.checks.sentence_words import lemmas_of
from methodology.messages import declare_message, translate
from methodology.model.objective import Objective
from methodology.model.paths import step_of
from methodology.model.programme import Programme

RULES = Rules(Family.REFERENCES, Scope.VALUE)

_SHORT = 2
"""Letters of prepositions, which names may have or not."""
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
"""Names are told apart by no hyphen inside a word."""
_QUOTED = re.compile(r"»([^«]++)«")
_LONG_TITLE = 4
"""So many words has a title that no two entries quote."""
_FEWEST_PARTS = 3
"""Of two parts one may well be measured without the other."""
_ENOUGH_WORDS = 4
"""So many words of a name tell what an indicator counts."""


@RULES.warning("whole-linked-with-parts")
def _wholes_with_parts(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        parts = {whole.id: [part.id for part in whole.with_parts[1:]] for whole in objective.indicators}
        for row in objective.allocation.rows:
            for number, code in enumerate(row.indicators, start=1):
                linked = [part for part in parts.get(code, ()) if part in row.indicators]
                if linked:
                    message = translate(
                        "{code} is linked to the type of intervention {type} together with its parts {parts}",
                        code=code,
                        type=row.code,
                        parts=", ".join(linked),
                    )
                    yield Found(f"{_row(objective, row.code)}.indicators.{number}", message, code)


@RULES.warning(
    "type-without-result",
    scope=Scope.OBJECTIVES,
    several=declare_message("{count} types of intervention have outputs and no result"),
)
def _types_without_results(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        outputs = {one.id for whole in objective.outputs for one in whole.with_parts}
        results = {one.id for whole in objective.results for one in whole.with_parts}
        for row in objective.allocation.rows:
            linked = set(row.indicators)
            if len(results) > 1 and linked & outputs and not linked & results:
                message = translate(
                    "the type of intervention {type} of {objective} has outputs ({outputs}) and no result",
                    type=row.code,
                    objective=objective.facts.id,
                    outputs=", ".join(code for code in row.indicators if code in outputs),
                )
                yield Found(f"{_row(objective, row.code)}.code", message, row.code)


@RULES.warning("type-misses-its-indicator")
def _types_missing_indicators(programme: Programme) -> Iterator[Found]:
    language = programme.language.lemmas
    for objective in programme.objectives:
        for row in objective.allocation.rows:
            name = set(lemmas_of(programme.interventions.get(row.code, ""), language))
            linked = {code for whole in objective.wholes for code in row.indicators if code.startswith(whole.id)}
            for output in objective.outputs:
                counted = {lemma for one in output.with_parts for lemma in lemmas_of(one.name, language)}
                is_linked = any(one.id in row.indicators for one in output.with_parts)
                if name and name <= counted and not is_linked:
                    message = translate(
                        "the type {type}, '{name}', is linked to {linked} and not to {code}, '{counted}'",
                        type=row.code,
                        name=programme.interventions[row.code],
                        linked=", ".join(sorted(linked)) or translate("nothing"),
                        code=output.id,
                        counted=output.name,
                    )
                    yield Found(f"{_row(objective, row.code)}.indicators", message, output.id)


@RULES.warning("link-unlike-namesake", scope=Scope.CONTENT)
def _links_unlike_namesakes(programme: Programme) -> Iterator[Found]:
    """An indicator linked to a type, where all of its name in other objectives are linked to other types alone."""
    names = {one.id: frozenset(lemmas_of(one.name, programme.language.lemmas)) for one in programme.indicators}
    types, alike = _types_of_names(programme, names), _alike(frozenset(names.values()))
    for objective in programme.objectives:
        for row in objective.allocation.rows:
            for number, code in enumerate(row.indicators, start=1):
                linked = [one for name in alike.get(names.get(code, frozenset()), ()) for one in types.get(name, ())]
                others = [one for one in linked if one[0] != objective.facts.id and one[1] != code]
                usual = {type_ for _, _, type_ in others}
                if usual and row.code not in usual:
                    message = translate(
                        "{code} is linked to the type {type}; {others}, called alike, to {usual}",
                        code=code,
                        type=row.code,
                        others=", ".join(dict.fromkeys(other for _, other, _ in others)),
                        usual=", ".join(sorted(usual)),
                    )
                    yield Found(f"{_row(objective, row.code)}.indicators.{number}", message, code)


def _types_of_names(
    programme: Programme, names: Mapping[str, frozenset[str]]
) -> dict[frozenset[str], list[tuple[str, str, str]]]:
    """The objective, code and type of intervention of each link, by the indicator's name."""
    types: dict[frozenset[str], list[tuple[str, str, str]]] = {}
    for objective in programme.objectives:
        for row in objective.allocation.rows:
            for code in row.indicators:
                types.setdefault(names.get(code, frozenset()), []).append((objective.facts.id, code, row.code))
    return types


def _alike(names: Collection[frozenset[str]]) -> dict[frozenset[str], list[frozenset[str]]]:
    """The names that are the same as each or say what it says and more, or less; those of a fund are few."""
    return {
        name: [one for one in names if len(name & one) >= _ENOUGH_WORDS and (name <= one or one <= name)]
        for name in names
    }


def _row(objective: Objective, code: str) -> str:
    return f"{objective.facts.id}.allocation.rows.{step_of(code)}"


@RULES.warning("part-left-out-of-type")
def _parts_left_out(programme: Programme) -> Iterator[Found]:
    """A row that is linked to all parts of an indicator but one, where another row has this one too."""
    for objective in programme.objectives:
        linked = [code for row in objective.allocation.rows for code in row.indicators]
        for whole in objective.indicators:
            parts = [part.id for part in whole.parts]
            for row in objective.allocation.rows if len(parts) >= _FEWEST_PARTS else ():
                missing = [part for part in parts if part not in row.indicators]
                if len(missing) == 1 and missing[0] in linked and whole.id not in row.indicators:
                    message = translate(
                        "the type of intervention {type} is linked to each part of {whole} but {part}",
                        type=row.code,
                        whole=whole.id,
                        part=missing[0],
                    )
                    yield Found(f"{_row(objective, row.code)}.indicators.1", message, missing[0])


@RULES.error("objective-number-twice", scope=Scope.OBJECTIVES)
def _numbers_twice(programme: Programme) -> Iterator[Found]:
    first: dict[str, str] = {}
    for objective in programme.objectives:
        number, code = objective.facts.number, objective.facts.id
        other = first.setdefault(number, code)
        if other != code:
            message = translate(
                "{code} has the number {number}, which is that of {other}", code=code, number=number, other=other
            )
            yield Found(f"{code}.number", message, number)
            message = translate(
                "{code} has the number {number}, which is that of {other}", code=other, number=number, other=code
            )
            yield Found(f"{other}.number", message, number)


@RULES.warning("factor-common-and-listed")
def _factors_twice(programme: Programme) -> Iterator[Found]:
    common = {mention.id for mention in programme.risks.common}
    for objective in programme.objectives:
        code = objective.facts.id
        for mention in objective.risks.factors:
            if mention.id in common and mention.id not in objective.risks.own:
                message = translate(
                    "the factor '{name}' is common to all and listed by {code} again", name=mention.id, code=code
                )
                yield Found(f"{code}.risks.factors.{mention.id}", message, mention.id)


@RULES.warning("entry-named-twice", scope=Scope.CONTENT)
def _entries_named_twice(programme: Programme) -> Iterator[Found]:
    yield from _named_alike(programme, {f"operations.{key}": name for key, name in programme.operations.items()})
    sources = {f"sources.{key}": name for key, name in programme.sources.items()}
    yield from (*_named_alike(programme, sources), *_quoted_alike(sources))
    keywords = {f"programme.keywords.{place}": one for place, one in enumerate(programme.facts.keywords, 1)}
    yield from _named_alike(programme, keywords)
    shared = {f"risks.factors.{key}": str(text) for key, text in programme.risks.factors.items()}
    for objective in programme.objectives:
        own = {f"{objective.facts.id}.risks.own.{key}": str(text) for key, text in objective.risks.own.items()}
        yield from _named_alike(programme, shared | own)


def _quoted_alike(names: Mapping[str, str]) -> Iterator[Found]:
    """Two entries that quote one long title: ``tabela »Zasežene prepovedane droge za kazniva dejanja«``."""
    first: dict[str, str] = {}
    for path, name in names.items():
        for title in _QUOTED.findall(name):
            other = first.setdefault(title, path)
            if other != path and len(title.split()) >= _LONG_TITLE:
                yield _same_entry(path, name, other)


def _named_alike(programme: Programme, names: Mapping[str, str]) -> Iterator[Found]:
    """Entries whose names have the same words, in whatever form and order; one that names another one too."""
    first: dict[tuple[str, ...], str] = {}
    for path, name in names.items():
        key = _name_key(programme, name)
        other = first.setdefault(key, path)
        if key and other != path:
            yield _same_entry(path, name, other)
    joins = re.compile(rf"\s{any_of(programme.language.naming.joins).pattern}\s")
    for path, name in names.items():
        pieces = joins.split(name)
        for piece in pieces if len(pieces) > 1 else ():
            other = first.get(_name_key(programme, piece), path)
            if other != path and " " in piece:
                yield _same_entry(path, piece, other)


def _name_key(programme: Programme, name: str) -> tuple[str, ...]:
    """The long words of a name in their basic form and in one order."""
    lemmas = lemmas_of(_HYPHEN.sub("", name), programme.language.lemmas)
    return tuple(sorted(lemma for lemma in lemmas if len(lemma) > _SHORT)) or lemmas


def _same_entry(path: str, name: str, other: str) -> Found:
    return Found(path, translate("'{name}' is {other} in other words", name=name, other=other), name)
