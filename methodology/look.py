"""The look of DOCX, PDF and HTML: each of its values stands once, in ``look.yaml`` of the templates.

Word's styles, the Typst template and the page's style sheet take them from here. Templates from before there was such a
file have the values themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Annotated, NamedTuple

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError

from methodology.diagnostics import ContentError, Diagnostic, Location, describe_wrong_value, nearest, quote, reason_of
from methodology.messages import translate

LOOK = "look.yaml"
CODE = "template-look"
MOST_POINTS, MOST_CENTIMETRES = 200, 10
LEAST_SIZE, MOST_SIZE = 4, 72
LEAST_LINE, MOST_LINE = 1, 3
_COLOUR = re.compile(r"#[0-9A-F]{6}")
_FAMILY = re.compile(r"[\w .-]{1,60}")


class WrongLookError(ValueError):
    """What is wrong with a value, in words for the reader."""


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise WrongLookError(translate("a number is expected here, not '{value}'", value=quote(value)))
    return float(value)


def _between(least: float, most: float) -> AfterValidator:
    def check(value: float) -> float:
        if not least <= value <= most:
            message = translate(
                "a number from {least} to {most} is expected here, not {value}",
                **{name: f"{number:g}" for name, number in (("least", least), ("most", most), ("value", value))},
            )
            raise WrongLookError(message)
        return value

    return AfterValidator(check)


def _colour(value: object) -> str:
    if not isinstance(value, str) or not _COLOUR.fullmatch(value.upper()):
        raise WrongLookError(
            translate("'{value}' is no colour: write it as \"#1F3864\", in quotes", value=quote(value))
        )
    return value.upper()


def _family(value: object) -> str:
    if not isinstance(value, str) or not _FAMILY.fullmatch(value):
        raise WrongLookError(translate("'{value}' is no name of a font", value=quote(value)))
    return value


Size = Annotated[float, BeforeValidator(_number), _between(LEAST_SIZE, MOST_SIZE)]
"""Of letters, in points."""
Space = Annotated[float, BeforeValidator(_number), _between(0, MOST_POINTS)]
"""Between lines, and the width of a rule, in points."""
Width = Annotated[float, BeforeValidator(_number), _between(0, MOST_CENTIMETRES)]
"""In centimetres."""
LineHeight = Annotated[float, BeforeValidator(_number), _between(LEAST_LINE, MOST_LINE)]
"""A multiple of Word's single line."""
Colour = Annotated[str, BeforeValidator(_colour)]
Family = Annotated[str, BeforeValidator(_family)]


class LookGroup(BaseModel):
    """Values that belong together."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Fonts(LookGroup):
    """The fonts: of Word and the browser, and of the PDF, whose font comes with the program or the templates."""

    family: Family
    pdf: Family


class Colours(LookGroup):
    """Of headings and heavy rules; light rules; heads of tables; quiet text; links; a draft's mark; pale bars.

    The last is that of an old value's bar in a change report.
    """

    heading: Colour
    line: Colour
    head: Colour
    quiet: Colour
    link: Colour
    alert: Colour
    way: Colour
    before: Colour = "#7490C8"


class PageLook(LookGroup):
    """The margins, and how far the running head stands from the edge."""

    margin: Width
    head: Width


class ParagraphLook(LookGroup):
    """Of paragraphs: the size, the line, the space below."""

    size: Size
    line: LineHeight
    below: Space


class CoverLook(LookGroup):
    """The sizes of the title, of the programme above it and of the period and issuer."""

    title: Size
    programme: Size
    details: Size


class HeadingLook(LookGroup):
    """The size, the spaces and the width in which the label hangs."""

    size: Size
    above: Space
    below: Space
    hang: Width = 0


class Headings(LookGroup):
    """By what they open; an annex is set as a chapter is."""

    chapter: HeadingLook
    section: HeadingLook
    subsection: HeadingLook
    part: HeadingLook
    item: HeadingLook
    subitem: HeadingLook


class Lists(LookGroup):
    """The space between items, and by the format of a list the width in which labels hang."""

    between: Space
    dash: Width
    square: Width
    parentheses: Width
    letter: Width
    number: Width


class Tables(LookGroup):
    """The sizes of cells and heads, the room in a cell beside the text and above it, the widths of rules."""

    size: Size
    head: Size
    side: Width
    room: Width
    heavy: Space
    light: Space


class SmallText(LookGroup):
    """Of notes below tables and of captions: the size and the spaces."""

    size: Size
    above: Space
    below: Space


class EntryLook(LookGroup):
    """Of entries of the contents: how far their label stands from the edge, and the width that it has."""

    indent: Width
    label: Width


class Contents(LookGroup):
    """The size of entries, the space below each and above those of chapters, and each level."""

    size: Size
    above: Space
    below: Space
    chapter: EntryLook
    section: EntryLook
    subsection: EntryLook
    part: EntryLook
    item: EntryLook

    @property
    def levels(self) -> tuple[EntryLook, ...]:
        """The levels from the highest on."""
        return self.chapter, self.section, self.subsection, self.part, self.item


class SizeAlone(LookGroup):
    """Of footnotes and of the running head and foot."""

    size: Size


class ReportLook(LookGroup):
    """The sizes of a change report's title, of the programme above it, and of its tables."""

    title: Size = 16
    programme: Size = 12
    tables: Size = 10


class DocumentLook(LookGroup):
    """The whole look; files from before reports had theirs there have it so."""

    fonts: Fonts
    colours: Colours
    page: PageLook
    text: ParagraphLook
    cover: CoverLook
    headings: Headings
    lists: Lists
    tables: Tables
    notes: SmallText
    captions: SmallText
    footnotes: SizeAlone
    running: SizeAlone
    contents: Contents
    report: ReportLook = ReportLook()

    @property
    def of_report(self) -> DocumentLook:
        """The look of a change report: its own sizes, and all else as in the document."""
        cover = self.cover.model_copy(update={"title": self.report.title, "programme": self.report.programme})
        tables = self.tables.model_copy(update=dict.fromkeys(("size", "head"), self.report.tables))
        return self.model_copy(update={"cover": cover, "tables": tables})

    @property
    def style_sheet(self) -> str:
        """The values that the page's style sheet reads, by name."""
        return "".join(f"  {name}: {value};\n" for name, value in self._properties()).join((":root {\n", "}\n\n"))

    def _properties(self) -> Iterator[tuple[str, str]]:
        yield "--font", f'"{self.fonts.family}"'
        colours = self.colours
        for name, colour in (
            *(("navy", colours.heading), ("line", colours.line), ("pale", colours.head)),
            *(("quiet", colours.quiet), ("link", colours.link), ("alert", colours.alert), ("way", colours.way)),
            ("before", colours.before),
        ):
            yield f"--{name}", colour.lower()
        for name, size in (
            ("text-size", self.text.size),
            ("table-size", self.tables.size),
            ("head-size", self.tables.head),
        ):
            yield f"--{name}", f"{size:g}pt"


class TemplateLook(NamedTuple):
    """The look that a template is set in; that of a report may have values of its own beside it."""

    look: DocumentLook
    is_of_report: bool


def look_beside(template: Path) -> TemplateLook | None:
    """The look of a template's folder, or of the one above for that of a report; None without one."""
    for folder, is_of_report in ((template.parent, False), (template.parent.parent, True)):
        if (look := read_look(folder)) is not None:
            return TemplateLook(look.of_report if is_of_report else look, is_of_report)
    return None


def read_look(templates: Path) -> DocumentLook | None:
    """The look of the templates, None where they have the values themselves. ContentError names file and line."""
    file = templates / LOOK
    if not file.is_file():
        return None
    place = f"{templates.name}/{LOOK}"
    try:
        return _parse(file.read_text(encoding="utf-8"), place)
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError([Diagnostic(CODE, reason_of(error), Location(place))]) from error


@lru_cache(maxsize=8)
def _parse(text: str, place: str) -> DocumentLook:
    try:
        root = yaml.compose(text, yaml.CSafeLoader)
        return DocumentLook.model_validate(yaml.load(text, yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        message = translate("the file is not readable as YAML, see line {line}", line=line)
        raise ContentError([Diagnostic(CODE, message, Location(place, line))]) from error
    except ValidationError as error:
        details = error.errors(include_url=False)
        raise ContentError(_fault(detail["loc"], detail, root, place) for detail in details) from error


def _fault(path: tuple[object, ...], detail: object, root: yaml.Node | None, place: str) -> Diagnostic:
    assert isinstance(detail, dict)  # noqa: S101 (pydantic's own)
    context = detail.get("ctx", {})
    own = context.get("error")
    name = ".".join(map(str, path))
    if isinstance(own, WrongLookError):
        said = str(own)
    elif detail["type"] == "missing":
        said = translate("the key '{key}' is missing", key=name)
    else:
        said = describe_wrong_value(detail["type"], detail["input"])
    is_unknown = detail["type"] == "extra_forbidden"
    hint = nearest(str(path[-1]), _names(path[:-1])) if is_unknown else None
    node = _node_at(root, path, key=is_unknown)
    location = Location(place, node.start_mark.line + 1, node.start_mark.column + 1) if node else Location(place)
    return Diagnostic(CODE, said, location, hint, path=name)


def _names(path: tuple[object, ...]) -> tuple[str, ...]:
    """The keys that the group at a path can have."""
    group: type[BaseModel] = DocumentLook
    for step in path:
        inner = group.model_fields[str(step)].annotation
        assert isinstance(inner, type)  # noqa: S101 (only groups hold keys)
        group = inner
    return tuple(group.model_fields)


def _node_at(root: yaml.Node | None, path: tuple[object, ...], *, key: bool) -> yaml.Node | None:
    """The value at a path, or its key; the last group on the way to it where there is none."""
    node = root
    for number, step in enumerate(path, start=1):
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        found = next((pair for pair in pairs if pair[0].value == step), None)
        if found is None:
            return node
        node = found[0 if key and number == len(path) else 1]
    return node
