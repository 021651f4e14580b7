"""An objective's money by type of intervention: all shares in one form, with what follows from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from methodology.desk.asked import BadRequestError, Data, objects_of, text_of, texts_by_name
from methodology.desk.draft import ConflictError
from methodology.desk.labels import label_of
from methodology.desk.planned import FormContext, Planned, RefusedError
from methodology.desk.typed import TypedError, read_number, show_number
from methodology.editing import apply_edits
from methodology.editing.edits import ContentEdit, NewEntry, SetEntries, SetText
from methodology.messages import translate
from methodology.model.objective import AllocationRow, Objective, share_of
from methodology.model.paths import step_of
from methodology.model.programme import Programme
from methodology.model.scalars import plain

_WHOLE = Decimal(100)
_MOST_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class ShareRow:
    """A type of intervention: its code and name, its share or money as typed, and the indicators that it serves."""

    code: str
    name: str
    typed: str
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AllocationForm:
    """The money of an objective; ``field`` says whether shares or amounts are typed."""

    path: str
    name: str
    field: str
    rows: tuple[ShareRow, ...]
    candidates: tuple[ShareRow, ...]
    coverage: str


def find_allocation(context: FormContext, query: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the allocation that a value on the page is of, with its name."""
    objective = _objective_of(context.programme, text_of(query, "path"))
    if objective is None:
        return []
    path = f"{objective.facts.id}.allocation"
    return [{"path": path, "name": context.names.path(path)}]


def make_form(context: FormContext, query: Mapping[str, str]) -> AllocationForm | None:
    """Return the form of an objective's money; None where the path is of none."""
    programme = context.programme
    objective = _objective_of(programme, text_of(query, "path"))
    if objective is None:
        return None
    path, allocation, locale = f"{objective.facts.id}.allocation", objective.allocation, programme.grammar.locale
    field = _field_of(objective)
    there = {row.code for row in allocation.rows}
    return AllocationForm(
        path=path,
        name=context.names.path(path),
        field=field,
        rows=tuple(
            ShareRow(
                row.code,
                programme.interventions.get(row.code, ""),
                show_number(_money_of(row, field), locale),
                row.indicators,
            )
            for row in allocation.rows
        ),
        candidates=tuple(
            ShareRow(code, name, "", ()) for code, name in programme.interventions.items() if code not in there
        ),
        coverage=show_number(allocation.coverage, locale),
    )


def read_form(context: FormContext, data: Data) -> Planned:
    """Return the edit of all shares, with the coverage that follows from them."""
    path, seen = text_of(data, "path"), texts_by_name(data, "seen")
    objective = _objective_of(context.programme, path)
    if objective is None:
        raise BadRequestError
    wanted = {text_of(row, "code"): text_of(row, "typed") for row in objects_of(data, "rows")}
    numbers = {code: _read(context.programme, code, typed) for code, typed in wanted.items()}

    def plan(programme: Programme) -> Mapping[str, str | None]:
        now = _objective_of(programme, path)
        if now is None or _seen(programme, now) != list(seen.items()):
            raise ConflictError(None)
        return apply_edits(programme, list(_edits(path, now, numbers)))

    return Planned(label_of(path), plan)


def coverage_edit(
    objective: Objective, shares: Mapping[str, Decimal], covered: Mapping[str, bool]
) -> Iterator[SetText]:
    """Yield the edit of the coverage that follows from shares, where it followed from them before.

    ``covered`` says of each type whether an indicator covers it.
    """
    allocation = objective.allocation
    after = _WHOLE - sum((share for code, share in shares.items() if not covered.get(code)), Decimal(0))
    if allocation.coverage == allocation.covered_share != after:
        yield SetText(f"{objective.facts.id}.allocation.coverage", plain(after))


def _objective_of(programme: Programme, path: str) -> Objective | None:
    code, _, rest = path.partition(".")
    if rest.partition(".")[0] != "allocation":
        return None
    return next((one for one in programme.objectives if one.facts.id == code), None)


def _field_of(objective: Objective) -> str:
    return "share" if any(row.amount is None for row in objective.allocation.rows) else "amount"


def _money_of(row: AllocationRow, field: str) -> Decimal:
    return row.share if field == "share" or row.amount is None else row.amount


def _seen(programme: Programme, objective: Objective) -> list[tuple[str, str]]:
    """What the form of the money has: each code with what is typed there."""
    field, locale = _field_of(objective), programme.grammar.locale
    return [(row.code, show_number(_money_of(row, field), locale)) for row in objective.allocation.rows]


def _read(programme: Programme, code: str, typed: str) -> Decimal:
    """The number that was typed for a type; raises :class:`RefusedError` in words that name it."""
    try:
        number = Decimal(read_number(typed, programme.grammar.locale))
    except TypedError as error:
        raise RefusedError(f"{code}: {error}") from error
    exponent = number.as_tuple().exponent
    if number < 0 or (isinstance(exponent, int) and -exponent > _MOST_DECIMALS):
        raise RefusedError(translate("{code}: write a number from 0 with at most two decimals", code=code))
    return number


def _edits(path: str, objective: Objective, numbers: Mapping[str, Decimal]) -> Iterator[ContentEdit]:
    """The edits of the rows, of the shares that follow from amounts, and of the coverage."""
    field, rows = _field_of(objective), {row.code: row for row in objective.allocation.rows}
    total = sum(numbers.values(), Decimal(0))
    shares = numbers if field == "share" else {code: share_of(number, total) for code, number in numbers.items()}
    if list(rows) != list(numbers):
        new = {code: NewEntry(code, plain(shares[code])) for code in numbers if code not in rows}
        yield SetEntries(f"{path}.rows", tuple(new.get(code, code) for code in numbers))
    for code, number in numbers.items():
        row = rows.get(code)
        if row is None:
            continue
        root = f"{path}.rows.{step_of(code)}"
        if _money_of(row, field) != number:
            yield SetText(f"{root}.{field}", plain(number))
        if field == "amount" and "share" in row.model_fields_set and row.share != shares[code]:
            yield SetText(f"{root}.share", plain(shares[code]))
    covered = {code: bool(row.indicators) for code, row in rows.items()}
    yield from coverage_edit(objective, shares, covered)
