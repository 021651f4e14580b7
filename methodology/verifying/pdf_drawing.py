"""Where a page of a PDF is drawn on (ISO 32000-1 8 and 9)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Matrix, Object, Page

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""
EVERYWHERE: Box = (-1e5, -1e5, 1e5, 1e5)
ABOVE, BELOW = 1.1, -0.35
"""How far letters reach from their base line, in their size."""
PAINT = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"})
_CLOSE_TO = 1.0
"""Points between lines that belong to one drawing, such as the lines of a table."""


@dataclass(frozen=True, slots=True)
class _State:
    """The part of the graphics state that says where text and lines are."""

    matrix: Matrix = field(default_factory=Matrix)
    font: Object | None = None
    size: float = 0
    spacing: float = 0
    word_spacing: float = 0
    scale: float = 1
    leading: float = 0
    rise: float = 0


def drawn_boxes(page: Page) -> list[Box]:
    """The boxes of all that a page draws: each text, picture, and lines that touch one another as one."""
    drawing = _Drawing(page)
    return [*drawing.texts, *_joined(drawing.paths)]


class _Drawing:
    """Runs the instructions of a page and keeps where they paint."""

    def __init__(self, page: Page) -> None:
        self.texts: list[Box] = []
        self.paths: list[Box] = []
        self.state = _State()
        self.stack: list[_State] = []
        self.text_matrix = self.line_matrix = Matrix()
        self.points: list[tuple[float, float]] = []
        self.page = page
        self.widths: dict[object, tuple[dict[int, float], float]] = {}
        for instruction in pikepdf.parse_content_stream(page):
            operator, operands = str(instruction.operator), list(instruction.operands)
            if not (self._state(operator, operands) or self._path(operator, operands)):
                self._text(operator, operands)

    def _state(self, operator: str, operands: list[Any]) -> bool:
        match operator:
            case "q":
                self.stack.append(self.state)
            case "Q" if self.stack:
                self.state = self.stack.pop()
            case "cm":
                self.state = replace(self.state, matrix=Matrix(*map(float, operands)) @ self.state.matrix)
            case "Tf":
                fonts = self.page.obj.get("/Resources", Dictionary()).get("/Font", Dictionary())
                self.state = replace(self.state, font=fonts.get(str(operands[0])), size=float(operands[1]))
            case "Tc":
                self.state = replace(self.state, spacing=float(operands[0]))
            case "Tw":
                self.state = replace(self.state, word_spacing=float(operands[0]))
            case "TL":
                self.state = replace(self.state, leading=float(operands[0]))
            case "Ts":
                self.state = replace(self.state, rise=float(operands[0]))
            case "Tz":
                self.state = replace(self.state, scale=float(operands[0]) / 100)
            case _:
                return False
        return True

    def _path(self, operator: str, operands: list[Any]) -> bool:
        match operator:
            case "m" | "l" | "c" | "v" | "y":
                numbers = [float(number) for number in operands]
                self.points += zip(numbers[::2], numbers[1::2], strict=True)
            case "re":
                left, bottom, width, height = map(float, operands)
                self.points += [(left, bottom), (left + width, bottom + height)]
            case "Do" | "INLINE IMAGE":
                self.paths.append(_box(self.state.matrix, [(0, 0), (1, 1)]))
            case "sh":
                self.paths.append(EVERYWHERE)
            case _ if operator in PAINT or operator == "n":
                if operator in PAINT and self.points:
                    self.paths.append(_box(self.state.matrix, self.points))
                self.points = []
            case _:
                return False
        return True

    def _text(self, operator: str, operands: list[Any]) -> None:
        match operator:
            case "BT":
                self.text_matrix = self.line_matrix = Matrix()
            case "Tm":
                self.text_matrix = self.line_matrix = Matrix(*map(float, operands))
            case "Td" | "TD":
                if operator == "TD":
                    self.state = replace(self.state, leading=-float(operands[1]))
                self._next_line(float(operands[0]), float(operands[1]))
            case "T*":
                self._next_line(0, -self.state.leading)
            case "'" | '"':
                self._next_line(0, -self.state.leading)
                self._show([operands[-1]])
            case "Tj" | "TJ":
                self._show(list(operands[0]) if isinstance(operands[0], Array) else [operands[0]])

    def _next_line(self, right: float, up: float) -> None:
        self.text_matrix = self.line_matrix = Matrix(1, 0, 0, 1, right, up) @ self.line_matrix

    def _show(self, parts: Sequence[Any]) -> None:
        state = self.state
        widths, otherwise = self._widths(state.font)
        wide = state.font is not None and "/DescendantFonts" in state.font
        advance = 0.0
        for part in parts:
            if isinstance(part, pikepdf.String):
                step = 2 if wide else 1
                raw = bytes(part)
                for at in range(0, len(raw), step):
                    code = int.from_bytes(raw[at : at + step])
                    space = state.word_spacing if code == ord(" ") and not wide else 0
                    width = widths.get(code, otherwise) / 1000 * state.size
                    advance += (width + state.spacing + space) * state.scale
            else:
                advance -= float(part) / 1000 * state.size * state.scale
        bottom, top = state.rise + BELOW * state.size, state.rise + ABOVE * state.size
        if advance:
            self.texts.append(_box(self.text_matrix @ state.matrix, [(0, bottom), (advance, top)]))
        self.text_matrix = Matrix(1, 0, 0, 1, advance, 0) @ self.text_matrix

    def _widths(self, font: Object | None) -> tuple[dict[int, float], float]:
        """The widths of a font by code, in thousandths of its size, and that of all other codes."""
        if font is None:
            return {}, 1000
        if font.objgen not in self.widths or font.objgen == (0, 0):
            self.widths[font.objgen] = read_widths(font)
        return self.widths[font.objgen]


def read_widths(font: Object) -> tuple[dict[int, float], float]:
    """The widths of a font by code (9.7.4.3 for composite fonts), and the width of codes that are not named."""
    if "/DescendantFonts" not in font:
        first, widths = int(font.get("/FirstChar", 0)), font.get("/Widths", Array())
        return {first + at: float(width) for at, width in enumerate(widths)}, 1000
    inner = font.DescendantFonts[0]
    listed: list[Any] = list(inner.get("/W", Array()))
    found: dict[int, float] = {}
    at = 0
    while at + 1 < len(listed):
        start, second = int(listed[at]), listed[at + 1]
        if isinstance(second, Array):
            found |= {start + offset: float(width) for offset, width in enumerate(second)}
            at += 2
        else:
            found |= dict.fromkeys(range(start, min(int(second), start + 0xFFFF) + 1), float(listed[at + 2]))
            at += 3
    return found, float(inner.get("/DW", 1000))


def _box(matrix: Matrix, points: Iterable[tuple[float, float]]) -> Box:
    """The box of what lies in the box of these points, once it is turned and moved by a matrix."""
    across, up = zip(*points, strict=True)
    corners = [matrix.transform((x, y)) for x in (min(across), max(across)) for y in (min(up), max(up))]
    across, up = zip(*corners, strict=True)
    return min(across), min(up), max(across), max(up)


def _joined(boxes: Iterable[Box]) -> list[Box]:
    """The boxes, those that touch one another as one: the inside of a table belongs to it."""
    joined: list[Box] = []
    for box in boxes:
        whole = box
        while near := [other for other in joined if touch(whole, other, _CLOSE_TO)]:
            joined = [other for other in joined if other not in near]
            left, bottom, right, top = zip(whole, *near, strict=True)
            whole = min(left), min(bottom), max(right), max(top)
        joined.append(whole)
    return joined


def touch(one: Box, other: Box, distance: float = 0) -> bool:
    """Whether two boxes have a point in common, or are not farther apart than ``distance``."""
    apart = one[0] - other[2], other[0] - one[2], one[1] - other[3], other[1] - one[3]
    return max(apart) <= distance
