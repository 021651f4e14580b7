"""Values as text that knows where it came from: each is set in a span with its content path."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import assert_never

from markupsafe import Markup, escape

from methodology.composing.recording import Recorder
from methodology.composing.views import ValueView
from methodology.diagnostics import ContentError, Diagnostic, Location, nearest
from methodology.look import DocumentLook
from methodology.memory import NO_MEMORY
from methodology.messages import translate
from methodology.model.assumption import PLAIN_UNIT, Figure
from methodology.model.data_table import ColumnFormat, TableColumn
from methodology.model.document import CaptionKind, HeadingKind, Run
from methodology.model.indicator import Indicator, NumberFormat
from methodology.model.language import Language
from methodology.model.objective import Allocation, AllocationRow
from methodology.model.picture import PictureFile
from methodology.model.programme import Programme, Status, Value
from methodology.model.prose import Prose, Reference
from methodology.model.scalars import NotGiven

MILLION = 1_000_000
_TAG = re.compile(r"<[^<>]*>")
_BLANKS = re.compile(r"[ \t\r\n]+")
MOST_NESTED = 50
"""How many texts refer to one another in a row."""
NOTHING = Markup("")
UNPRINTED = Markup("?")
"""Stands for what could not be printed: a document with faults is never rendered."""
MOST_FAULTS = 100
MOST_PRINTED = 1_000_000
"""How long a text may become, with its markup; references that refer to several others multiply."""


def as_plain_text(markup: Markup) -> str:
    """Return what printed markup says; spaces that do not break stay as they are."""
    return _BLANKS.sub(" ", Markup(_TAG.sub("", markup)).unescape()).strip(" ")  # noqa: S704


class Printer:
    """Prints the values of one programme in its language.

    What is wrong with the content raises :class:`ContentError`; where there is a list for ``faults`` it is kept there
    instead, and :data:`UNPRINTED` stands in the place of the text.
    """

    def __init__(
        self,
        programme: Programme,
        language: Language,
        faults: list[Diagnostic] | None = None,
        recorder: Recorder | None = None,
    ) -> None:
        """``recorder`` hands out what the programme says to whoever prints; by default it keeps nothing."""
        self.recorder = recorder or Recorder(programme, NO_MEMORY, [] if faults is None else faults)
        self.programme = self.recorder.programme
        self.language = language
        self.faults = faults
        self.look: DocumentLook | None = None
        """The look that pictures of the values are drawn in."""
        self._open: list[str] = []
        """The prose paths being printed, to stop where prose refers to itself."""
        self._loops: set[str] = set()
        """Those that were found to refer to themselves."""

    @property
    def drawn(self) -> dict[str, PictureFile]:
        """The pictures that were drawn of the values, by the names of their files."""
        return self.recorder.drawn

    def print_value(self, view: ValueView) -> Markup:
        """Print a value in a span of its path."""
        return self.with_source(view.path, self._content(view.path, view.value, view.owner, view.field))

    def print_path(self, path: str, *, lower: bool = False) -> Markup:
        """Print the value at a path that is known to exist."""
        value = self.programme.values[path]
        content = self._content(path, value.value, value.owner, value.field)
        return self.with_source(path, content[:1].lower() + content[1:] if lower else content)

    def print_text(self, path: str) -> str:
        """Print the value at a path that is known to exist as plain text; spaces that do not break stay as they are."""
        return as_plain_text(self.print_path(path))

    def print_status(self, status: Status) -> str:
        """Print a status as plain text."""
        return as_plain_text(self._print_phrase(f"status_{status}"))

    def run(self, path: str) -> Run:
        """Return the value at a path that is known to exist as a run of plain text."""
        return Run(self.print_text(path), source=path)

    @staticmethod
    def with_source(path: str, content: Markup) -> Markup:
        """Set content in a span of the path it comes from."""
        # four times as fast as a format of Markup, at most values of the document
        return Markup(f'<span data-source="{escape(path)}">{escape(content)}</span>')  # noqa: S704 (both are escaped)

    def print_prose(self, text: Prose, path: str, arguments: Mapping[str, Markup] | None = None) -> Markup:
        """Print prose with its references; a name without a dot is one of the ``arguments``.

        Raises :class:`ContentError` for a name that is not among them, and where prose refers to itself.
        """
        if self._open:
            return self._print_prose(text, path, arguments)
        try:
            return self._print_prose(text, path, arguments)
        except ContentError as error:
            self.keep(error)
            return UNPRINTED

    def keep(self, error: ContentError) -> None:
        """Keep what is wrong for the end; raise it where nobody asked for that, or there is more than anybody reads."""
        if self.faults is None or len(self.faults) >= MOST_FAULTS:
            raise error
        self.faults += error.diagnostics

    def _print_prose(self, text: Prose, path: str, arguments: Mapping[str, Markup] | None) -> Markup:
        if path in self._loops:
            return UNPRINTED
        if path in self._open:
            self._loops.update(self._open[self._open.index(path) :])
            raise self._fault(path, "circular-reference", translate("'{path}' refers to itself", path=path), None)
        if len(self._open) >= MOST_NESTED:
            message = translate("references lead through more than {most_nested} others", most_nested=MOST_NESTED)
            raise self._fault(path, "nested-too-deeply", message, translate("refer to the last of them"))
        self._open.append(path)
        try:
            printed = Markup("").join(self._part(part, path, arguments or {}) for part in text.parts)
            if len(printed) > MOST_PRINTED:
                message = translate(
                    "the text and what it refers to are longer than {most_printed} characters",
                    most_printed=MOST_PRINTED,
                )
                raise self._fault(path, "too-large", message, translate("refer to less"))
            return printed
        finally:
            self._open.pop()

    def _part(self, part: str | Reference, path: str, arguments: Mapping[str, Markup]) -> Markup:
        if isinstance(part, str):
            return escape(part)
        if part.printed is not None:
            return escape(part.printed)
        if "." in part.path:
            return self.print_path(part.path, lower=part.lower)
        if part.path not in arguments:
            message = translate("'{{{path}}}' is not known in this sentence", path=part.path)
            known = ", ".join(f"{{{name}}}" for name in arguments)
            hint = nearest(part.path, arguments) or (
                translate("known here: {known}", known=known) if known else translate("refer to a value by its path")
            )
            raise self._fault(path, "unknown-reference", message, hint)
        return arguments[part.path]

    def _content(self, path: str, value: object, owner: object, field: str) -> Markup:
        if isinstance(value, Status):
            return escape(self.print_status(value))
        if isinstance(value, str):
            return self.print_prose(value, path) if isinstance(value, Prose) else escape(value)
        if isinstance(value, Figure):
            unit = None if value.unit == PLAIN_UNIT else value.unit
            return escape(self.language.quantity(value.value, unit) if unit else self._plain(value.value))
        if isinstance(value, Decimal):
            return self._number(value, owner, field)
        if isinstance(value, datetime.date):
            return escape(self.language.date(value))
        return escape(str(value))

    def _number(self, value: Decimal, owner: object, field: str) -> Markup:
        if isinstance(owner, TableColumn):
            return escape(self._number_of_column(value, owner))
        if isinstance(owner, AllocationRow | Allocation):
            return escape(self.language.percent(value, decimals=2))
        if isinstance(owner, Indicator) and field in ("milestone", "baseline", "target"):
            return self._indicator_value(value, owner.number_format)
        return escape(self._plain(value))

    def _number_of_column(self, value: Decimal, column: TableColumn) -> str:
        """A number with the decimals of its column, else with those that it is typed with."""
        if isinstance(value, NotGiven) or column.format is ColumnFormat.YEAR:
            return self.language.number(value, grouped=False)
        typed = max(-int(value.as_tuple().exponent), 0)
        return self.language.number(value, decimals=typed if column.decimals is None else int(column.decimals))

    def _indicator_value(self, value: Decimal, number_format: NumberFormat) -> Markup:
        """Zero is printed bare, as a baseline is."""
        if not value:
            return escape(self._plain(value))
        match number_format:
            case NumberFormat.MILLIONS:
                return self._millions(value)
            case NumberFormat.PERCENT:
                return escape(self.language.percent(value))
            case NumberFormat.GROUPED | NumberFormat.UNGROUPED:
                return escape(self.language.number(value, grouped=number_format is NumberFormat.GROUPED))
            case _:
                assert_never(number_format)

    def _millions(self, value: Decimal) -> Markup:
        return self._print_phrase("millions", escape(self._plain((value / MILLION).normalize())))

    def label_caption(self, kind: CaptionKind | HeadingKind, number: int) -> str:
        """Return the label of a caption or an annex. Raises ContentError where its words have a number of their own."""
        name = f"{kind}_label"
        if re.search(r"\d", as_plain_text(self._print_phrase(name, Markup("")))):
            message = translate("the phrase '{name}' has a number beside that of the caption", name=name)
            raise self._fault(f"phrases.phrases.{name}.other", "wrong-value", message, translate("write it in letters"))
        return as_plain_text(self._print_phrase(name, escape(str(number))))

    def _print_phrase(self, name: str, number: Markup = NOTHING) -> Markup:
        """Print a phrase, with a number in it where it has one."""
        phrase = self.programme.phrases.phrases.get(name)
        if phrase is None:
            raise self._fault(
                "phrases.labels.contents",
                "unknown-phrase",
                translate("the phrase '{name}' is missing", name=name),
                None,
            )
        return self.print_prose(phrase.other, f"phrases.phrases.{name}.other", {"number": number})

    def _plain(self, value: Decimal) -> str:
        return self.language.number(value)

    def _fault(self, path: str, code: str, message: str, hint: str | None) -> ContentError:
        value: Value | None = self.programme.values.get(path)
        location = value.location if value else Location(path)
        return ContentError([Diagnostic(code, message, location, hint)])
