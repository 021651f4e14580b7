"""What the tables of the Commission's system SFC2021 take: CPR Annex VI, lengths in characters without spaces."""

from __future__ import annotations

from collections.abc import Iterator

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.messages import translate
from methodology.model.assumption import Figure
from methodology.model.phrases import Mention
from methodology.model.programme import Programme
from methodology.model.programme_tables import LENGTHS, ColumnKey, length_without_spaces
from methodology.model.prose import Prose, Reference

RULES = Rules(Family.REGULATION, Scope.VALUE)

NAME_LIMIT, SOURCES_LIMIT, COMMENTS_LIMIT = (
    LENGTHS[key] for key in (ColumnKey.NAME, ColumnKey.SOURCES, ColumnKey.COMMENTS)
)


@RULES.error("name-too-long")
def _names(programme: Programme) -> Iterator[Found]:
    for indicator in programme.indicators:
        if (length := length_without_spaces(indicator.name)) > NAME_LIMIT:
            message = translate("the name of {id} has {length}", id=indicator.id, length=_too_many(length, NAME_LIMIT))
            yield Found(f"{indicator.id}.name", message, f"{length} characters")


@RULES.warning("sources-too-long")
def _sources(programme: Programme) -> Iterator[Found]:
    """The sources of results, where they stand; those of the objective once."""
    for objective in programme.objectives:
        owners = [(result.id, result.sources) for result in objective.results]
        if any(not result.sources for result in objective.results):
            owners.append((f"{objective.facts.id}.results", objective.summary.sources))
        for owner, sources in owners:
            length = length_without_spaces(",".join(_source(programme, mention) for mention in sources))
            if length > SOURCES_LIMIT:
                message = translate(
                    "the sources of {owner} together have {length}",
                    owner=owner,
                    length=_too_many(length, SOURCES_LIMIT),
                )
                yield Found(f"{owner}.sources.{sources[0].id}", message, "sources")


def _source(programme: Programme, mention: Mention) -> str:
    return programme.sources[mention.id] if mention.text is None else _unformatted_text(programme, mention.text)


@RULES.warning("comments-too-long")
def _comments(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        for result in objective.results:
            for indicator in result.with_parts:
                length = length_without_spaces(
                    "".join(_unformatted_text(programme, remark) for remark in indicator.remarks.values())
                )
                if length > COMMENTS_LIMIT:
                    message = translate(
                        "the remarks of {id} together have {length}",
                        id=indicator.id,
                        length=_too_many(length, COMMENTS_LIMIT),
                    )
                    yield Found(f"{indicator.id}.remarks.{next(iter(indicator.remarks))}", message, "remarks")


def _unformatted_text(programme: Programme, prose: Prose) -> str:
    """The text with values in the place of references, unformatted: near enough to count characters."""
    return "".join(part if isinstance(part, str) else _value(programme, part) for part in prose.parts)


def _value(programme: Programme, reference: Reference) -> str:
    if reference.printed is not None:
        return reference.printed
    if reference.path not in programme.values:
        return ""  # composing refuses it
    value = programme.values[reference.path].value
    return f"{value.value}{value.unit or ''}" if isinstance(value, Figure) else str(value)


def _too_many(length: int, limit: int) -> str:
    return translate(
        "{length} characters without spaces, the programme's table takes {limit}", length=length, limit=limit
    )
