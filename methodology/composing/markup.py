"""The closed set of elements that templates may use, and the check that they use no other.

Anything else would be lost in one of the formats, so it is refused, with the template and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from jinja2 import Environment

from methodology.diagnostics import Diagnostic, Location, nearest
from methodology.messages import translate

CELL_ATTRIBUTES = frozenset({"class", "colspan", "rowspan", "data-page"})
HEADINGS = tuple(f"h{level}" for level in range(1, 7))

ELEMENTS: dict[str, frozenset[str]] = {
    **dict.fromkeys(HEADINGS, frozenset({"class", "id"})),
    "p": frozenset({"class", "id"}),
    "ul": frozenset({"class"}),
    "ol": frozenset({"class"}),
    "li": frozenset({"id"}),
    "table": frozenset({"data-columns", "title"}),
    "thead": frozenset(),
    "tbody": frozenset(),
    "tr": frozenset({"id"}),
    "th": CELL_ATTRIBUTES,
    "td": CELL_ATTRIBUTES,
    "strong": frozenset(),
    "em": frozenset(),
    "a": frozenset({"href"}),
    "span": frozenset({"data-source"}),
    "figure": frozenset({"data-file", "data-digest", "data-width"}),
}
"""The elements with their attributes."""

CLASSES: dict[str, frozenset[str]] = {
    **dict.fromkeys(HEADINGS, frozenset({"part", "item"})),
    "p": frozenset({"note", "table-caption", "picture-caption"}),
    "ul": frozenset({"dash", "square"}),
    "ol": frozenset({"parentheses", "letter", "number"}),
    "th": frozenset({"number", "center"}),
    "td": frozenset({"number", "center", "total"}),
}
"""The values that ``class`` may have."""


def check_template(environment: Environment, source: str, file: str) -> Iterator[Diagnostic]:
    """Every element and attribute in the text of a template that is outside the set."""
    parser = _TemplateParser(file)
    parser.feed(_without_expressions(environment, source))
    parser.close()
    yield from parser.diagnostics


def _without_expressions(environment: Environment, source: str) -> str:
    """The template with blanks in place of what Jinja makes, so that lines and columns stay."""
    return "".join(
        value if kind == "data" else re.sub(r"[^\n]", " ", value) for _, kind, value in environment.lex(source)
    )


class _TemplateParser(HTMLParser):
    def __init__(self, file: str) -> None:
        super().__init__(convert_charrefs=True)
        self.file = file
        self.diagnostics: list[Diagnostic] = []
        self.open: list[tuple[str, Location]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append((tag, self._location()))
        if tag not in ELEMENTS:
            hint = nearest(tag, ELEMENTS) or translate("allowed are {elements}", elements=", ".join(ELEMENTS))
            self._report("unknown-element", translate("the element <{tag}> is outside the set", tag=tag), hint)
            return
        for name, value in attrs:
            if name not in ELEMENTS[tag]:
                known = ", ".join(sorted(ELEMENTS[tag])) or translate("none")
                self._report(
                    "unknown-attribute",
                    translate("<{tag}> has no attribute '{name}'", tag=tag, name=name),
                    translate("it has {known}", known=known),
                )
            elif name == "class" and value and value.strip() and value not in CLASSES[tag]:
                known = ", ".join(sorted(CLASSES[tag]))
                self._report(
                    "unknown-attribute",
                    translate("<{tag}> has no class '{value}'", tag=tag, value=value),
                    translate("it has {known}", known=known),
                )

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1][0] == tag:
            self.open.pop()
        elif tag in (name for name, _ in self.open):
            while self.open[-1][0] != tag:
                self._report_unclosed(*self.open.pop())
            self.open.pop()
        else:
            self._report(
                "unclosed-element",
                translate("</{tag}> closes nothing", tag=tag),
                translate("each template closes what it opens"),
            )

    def close(self) -> None:
        super().close()
        for tag, location in self.open:
            self._report_unclosed(tag, location)

    def _report_unclosed(self, tag: str, location: Location) -> None:
        hint = translate("write </{tag}>; each template closes what it opens", tag=tag)
        self.diagnostics.append(
            Diagnostic("unclosed-element", translate("<{tag}> is not closed", tag=tag), location, hint)
        )

    def handle_comment(self, data: str) -> None:
        del data
        self._report(
            "unknown-element",
            translate("a comment <!-- --> is outside the set"),
            translate("comments are written {{# #}}"),
        )

    def _report(self, code: str, message: str, hint: str) -> None:
        self.diagnostics.append(Diagnostic(code, message, self._location(), hint))

    def _location(self) -> Location:
        line, column = self.getpos()
        return Location(self.file, line, column + 1)
