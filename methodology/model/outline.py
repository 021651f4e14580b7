"""The outline: which parts the document has, in which order, and what each of them prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import GetJsonSchemaHandler, PlainValidator, WithJsonSchema, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from methodology.messages import translate
from methodology.model.chapter import Chapter
from methodology.model.scalars import Content, Number, Text, wrong_value

OUTLINE = "outline.yaml"
CODE = "code"
"""The column that no table can do without: rows are known by their codes."""
TABLE = "table"
"""What a part with a table cannot do without."""
CALCULATION = "calculation"
"""How the values of an indicator are calculated, of all that have formulas."""


@dataclass(frozen=True, slots=True)
class PartForm:
    """What a kind of part can print. Its heading has one of the ``levels``, the first unless it is said; 0 is none.

    ``columns`` are those of its table unless others are said, ``more`` what it could have too. ``prints`` are the
    pieces of each indicator or objective, in the order that they have unless another one is said; ``extras`` are those
    that it prints only where the outline says so.
    """

    levels: tuple[int, ...]
    columns: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    prints: tuple[str, ...] = ()
    extras: tuple[str, ...] = ()

    def known(self, key: str) -> tuple[str, ...]:
        """Return the names that a list of the part can have: its ``columns`` or what it ``prints``."""
        return (*self.columns, *self.more) if key == "columns" else (*self.prints, *self.extras)


FORMS: Mapping[str, PartForm] = MappingProxyType(
    {
        "outputs": PartForm(
            (4, 1, 2, 3),
            ("measures", CODE, "name", "unit", "milestone", "target"),
            ("objective",),
            (TABLE, "notes", "operations", "rationale", "remarks", "sources"),
            (CALCULATION,),
        ),
        "results": PartForm(
            (3, 1, 2, 4),
            (CODE, "name", "unit", "baseline", "target"),
            ("objective", "reference_year", "sources"),
            ("names", TABLE, "notes", "baseline", "rationale", "remarks", "sources"),
            (CALCULATION,),
        ),
        "factors": PartForm((4, 1, 2, 3)),
        "allocation": PartForm((0, 1, 2, 3, 4), ("objective", "name", CODE, "share", "indicators")),
        "overview": PartForm(
            (1, 0, 2, 3),
            ("objective", CODE, "name", "unit", "milestone", "target", "page"),
            ("measures", "baseline"),
            (TABLE,),
            ("bars", "money"),
        ),
        "history": PartForm((1, 0, 2, 3), ("version", "date", "summary"), ("legal_basis",)),
        "approval": PartForm((1, 0, 2, 3), ("function", "name", "signature"), ("date",)),
        "cover": PartForm((0,), prints=("issuer", "number", "status", "emblem")),
        "contents": PartForm((0,), prints=("objectives", "every_indicator")),
        "running": PartForm((0,), prints=("chapter", "objective")),
    }
)
"""The kinds of parts beside chapters.

``cover`` stands for what the cover has beside the titles, version and date, ``contents`` for what the contents table
lists beside chapters: specific objectives, and with ``every_indicator`` these below them; ``running`` for what the
running head says beside the short title.
"""
CHAPTER_LEVELS = (1, 2, 3)
"""The levels of a chapter's headings, which are numbered."""
LISTS: tuple[Literal["columns", "prints"], ...] = ("columns", "prints")
"""The keys of a part that list what it prints."""


def _level(value: object) -> int:
    if not isinstance(value, str) or not value.isascii() or not value.isdecimal() or len(value) > 1:
        raise wrong_value(
            "wrong-type",
            translate("'{value}' is no level of a heading", value=value),
            translate("write a number: 1 for a chapter"),
        )
    return int(value)


def _choice(value: object) -> bool:
    if value not in ("true", "false"):
        raise wrong_value("wrong-type", translate("true or false is expected here, not '{value}'", value=value))
    return value == "true"


Level = Annotated[int, PlainValidator(_level), WithJsonSchema({"type": "integer", "minimum": 0, "maximum": 4})]
Choice = Annotated[bool, PlainValidator(_choice), WithJsonSchema({"type": "boolean"})]


class OutlinePart(Content):
    """A part of the document: a chapter, an annex, or what is printed of the indicators and objectives.

    In YAML ``- chapter: introduction``, ``- annex: data`` or ``- outputs``; with more keys ``- part: outputs``.
    """

    chapter: Text | None = None
    """A chapter by the name of its file: ``introduction`` is ``chapters/introduction.md``."""
    annex: Text | None = None
    """A chapter by the name of its file, printed as an annex behind all other parts."""
    part: Text | None = None
    """What is printed: outputs, results, factors, allocation, overview, history, approval, cover, contents, running."""
    level: Level | None = None
    """The level of its heading. Those of a chapter move with the first one; 0 leaves the heading out."""
    columns: tuple[Text, ...] | None = None
    """The columns of its tables, in their order."""
    widths: tuple[Number, ...] | None = None
    """The columns' widths in per cent; without them they follow from the texts."""
    prints: tuple[Text, ...] | None = None
    """What is printed of each indicator, in this order; of cover, contents and running head, in their own."""
    optional: Choice | None = None
    """Whether the chapter is left out where the content has no file of it."""

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: object) -> object:
        if isinstance(value, str):
            return {"part": value}
        if isinstance(value, dict) and sum(key in value for key in ("chapter", "annex", "part")) != 1:
            hint = translate(
                "write '- chapter: introduction', '- annex: data' or '- outputs'; parts are {forms}",
                forms=", ".join(FORMS),
            )
            raise wrong_value("unknown-part", translate("an entry names one chapter, one annex or one part"), hint)
        return value

    @property
    def name(self) -> str:
        """What the entry is called in content paths."""
        if self.annex is not None:
            return f"annexes-{self.annex}"
        return f"chapters-{self.chapter}" if self.part is None else self.part

    @property
    def prose(self) -> str | None:
        """The name of the chapter that the entry prints, as a chapter or as an annex."""
        return self.chapter if self.annex is None else self.annex

    @property
    def title(self) -> str:
        """What messages call the entry."""
        if self.annex is not None:
            return translate("the annex '{annex}'", annex=self.annex)
        return (
            translate("the chapter '{chapter}'", chapter=self.chapter)
            if self.part is None
            else translate("the part '{part}'", part=self.part)
        )

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that an entry of its kind can have."""
        if self.annex is not None:
            return ("annex", "optional")
        if self.part is None:
            return ("chapter", "level", "optional")
        form = FORMS[self.part]
        return (
            "part",
            *(("level",) if any(form.levels) else ()),
            *(("columns", "widths") if form.columns else ()),
            *(("prints",) if form.prints else ()),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        schema = handler(core_schema)
        keys: dict[str, Any] = handler.resolve_ref_schema(schema)["properties"]

        def entry(part: OutlinePart, form: PartForm | None) -> JsonSchemaValue:
            properties = {key: dict(keys[key]) for key in part.keys}
            if "level" in properties:
                properties["level"] |= {"enum": sorted(CHAPTER_LEVELS if form is None else form.levels)}
            if form is not None:
                properties["part"] = {"description": keys["part"]["description"], "const": part.part}
                properties |= {
                    key: {**keys[key], "items": {"enum": form.known(key)}} for key in LISTS if key in part.keys
                }
            required = [part.keys[0]]
            return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}

        short = {"enum": list(FORMS)}
        parts = [entry(OutlinePart(part=name), form) for name, form in FORMS.items()]
        return {
            "description": cls.__doc__,
            "anyOf": [short, entry(OutlinePart(chapter="-"), None), entry(OutlinePart(annex="-"), None), *parts],
        }


class Outline(Content):
    """``outline.yaml``; without one the document has the parts that the templates give it."""

    parts: tuple[OutlinePart, ...]
    """The parts of the document in their order."""


def heading_levels(chapter: Chapter) -> tuple[int, ...]:
    """Return the levels of a chapter's headings as its file writes them, in their order."""
    return tuple(len(leaf.mark) for leaf in chapter.leaves if leaf.mark.startswith("#"))


def heading_shift(outline: Sequence[OutlinePart], chapter: Chapter) -> int:
    """Return by how many levels an outline moves the headings of a chapter down; below 0 it moves them up."""
    level = next((part.level for part in outline if part.chapter == chapter.name), None)
    levels = heading_levels(chapter)
    return level - levels[0] if level is not None and levels else 0


def resolve(
    parts: Iterable[OutlinePart], standard: Iterable[OutlinePart], chapters: Mapping[str, Chapter]
) -> Iterator[OutlinePart]:
    """Yield the parts with all that they print, the annexes last, as chapters whose first heading has level 1.

    What an entry does not say is as in the ``standard`` outline of the templates, else as in :data:`FORMS`.
    """
    standards = {part.part: part for part in standard if part.part is not None}
    for part in sorted(parts, key=lambda part: part.annex is not None):
        if part.part is not None:
            yield _fill(part, standards.get(part.part, part), FORMS[part.part])
        elif part.prose in chapters or not part.optional:
            yield part if part.annex is None else part.model_copy(update={"chapter": part.annex, "level": 1})


def _fill(part: OutlinePart, standard: OutlinePart, form: PartForm) -> OutlinePart:
    source = standard if part.columns is None else part
    columns = form.columns if source.columns is None else source.columns
    widths = source.widths if part.widths is None else part.widths
    levels = (*(level for level in (part.level, standard.level) if level is not None), *form.levels)
    prints = next((names for names in (part.prints, standard.prints) if names is not None), form.prints)
    update = {"level": levels[0], "columns": columns, "widths": widths or (), "prints": prints}
    return part.model_copy(update=update)


def complete(outline: Sequence[OutlinePart]) -> tuple[OutlinePart, ...]:
    """Return an outline with every part, column and piece that there is, to see what one leaves out."""
    there = {part.part for part in outline}
    missing = (OutlinePart(part=name) for name in FORMS if name not in there)
    return tuple(part if part.part is None else _whole(part, FORMS[part.part]) for part in (*outline, *missing))


def _whole(part: OutlinePart, form: PartForm) -> OutlinePart:
    update = {"level": form.levels[0], "columns": form.known("columns"), "widths": (), "prints": form.known("prints")}
    return part.model_copy(update=update)
