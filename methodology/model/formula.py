"""Formulas: how a value follows from others, in a closed grammar.

``round({share} * {O.1.1.target})``: numbers, ``89 %``, references in braces, ``+ - * /``, parentheses and the functions
of :data:`FUNCTIONS`. Nothing else is known, so that a formula can only reckon. It is bounded in length and depth.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import Annotated, NamedTuple, assert_never

from pydantic import PlainValidator, WithJsonSchema

from methodology.diagnostics import nearest, quote
from methodology.messages import declare_message, translate, translate_count
from methodology.model.scalars import LONGEST_NUMBER, trimmed, wrong_value

LONGEST_FORMULA = 1_000
"""The characters of a formula."""
MOST_NESTED_PARENTHESES = 32
"""How deep parentheses, functions and signs may stand in one another."""


class Arity(NamedTuple):
    """How many arguments a function takes; ``most`` is None where there may be any number more."""

    least: int
    most: int | None


FUNCTIONS: Mapping[str, Arity] = MappingProxyType(
    {
        "round": Arity(1, 2),
        "ceil": Arity(1, 1),
        "floor": Arity(1, 1),
        "sum": Arity(1, None),
        "min": Arity(1, None),
        "max": Arity(1, None),
        "average": Arity(1, None),
        "median": Arity(1, None),
        "count": Arity(1, None),
        "between": Arity(3, 3),
        "trim": Arity(2, 2),
        "where": Arity(3, 3),
    }
)
"""The functions of formulas, each with the number of its arguments."""
LISTS = ("parts", "operations")
"""What an indicator lists: the same value of each of its parts, and its operations, which can be counted."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A number as typed; of a percentage the hundredth."""

    value: Fraction
    offset: int


@dataclass(frozen=True, slots=True)
class QuotedText:
    """A text in quotes, which cells of a column are compared with."""

    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class Operand:
    """A reference in braces: ``name`` is a figure of the indicator, an assumption, or a full content path."""

    name: str
    offset: int

    @property
    def end(self) -> int:
        """The character behind its closing brace."""
        return self.offset + len(self.name) + 2


@dataclass(frozen=True, slots=True)
class Listed:
    """One of :data:`LISTS`."""

    name: str
    offset: int

    @property
    def end(self) -> int:
        """The character behind it."""
        return self.offset + len(self.name)


@dataclass(frozen=True, slots=True)
class Negation:
    """What stands behind a minus that has nothing before it."""

    operand: Node
    offset: int


@dataclass(frozen=True, slots=True)
class Chain:
    """Terms with ``+`` and ``-`` between them, or factors with ``*`` and ``/``, reckoned from left to right."""

    first: Node
    rest: tuple[tuple[str, Node], ...]
    """Each sign with what stands behind it."""
    offset: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function of :data:`FUNCTIONS` with its arguments, as many as it takes."""

    function: str
    arguments: tuple[Node, ...]
    offset: int


Node = Constant | QuotedText | Operand | Listed | Negation | Chain | Call
"""A part of a parsed formula; ``offset`` is the character at which it begins."""


class FormulaError(ValueError):
    """A text is no formula; ``code`` is that of the diagnostic, ``offset`` the character at which it is wrong."""

    def __init__(self, code: str, message: str, offset: int, hint: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.offset = offset
        self.hint = hint


class Formula(str):
    """The text of a formula, known to be well formed."""

    __slots__ = ()

    @property
    def root(self) -> Node:
        """The parsed formula."""
        return parse_formula(self)

    @property
    def operands(self) -> tuple[Operand | Listed, ...]:
        """What the formula reckons with, in the order of the text: each reference and list, as often as it stands."""
        return tuple(_operands(self.root))


def _operands(node: Node) -> Iterator[Operand | Listed]:
    match node:
        case Operand() | Listed():
            yield node
        case Negation():
            yield from _operands(node.operand)
        case Chain():
            yield from _operands(node.first)
            for _, part in node.rest:
                yield from _operands(part)
        case Call():
            for argument in node.arguments:
                yield from _operands(argument)
        case Constant() | QuotedText():
            return
        case _:
            assert_never(node)


_TOKEN = re.compile(
    r"""(?P<blank>\s+)|(?P<reference>\{(?P<path>[\w.\-/()]+)\})|(?P<number>\d[\d.]*)|(?P<name>[^\W\d]\w*)"""
    r"""|"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<sign>[-+*/(),%])""",
)
_HINTS = {
    "×": declare_message("write * for times"),
    "·": declare_message("write * for times"),
    "÷": declare_message("write / for divided by"),
    ":": declare_message("write / for divided by"),
    "−": declare_message("write the minus as a hyphen: -"),
    "–": declare_message("write the minus as a hyphen: -"),
    "^": declare_message("multiply as often as needed"),
    "{": declare_message("a reference is a name or content path in braces: {{unit_cost.training}}, {{O.1.1.target}}"),
    "}": declare_message("a reference begins with {{"),
    '"': declare_message("the text in quotes has no end"),
    "'": declare_message("the text in quotes has no end"),
    "=": declare_message("a formula says only what the value is made of"),
}


def _hint_for(sign: str) -> str | None:
    return translate(_HINTS[sign]) if sign in _HINTS else None


class _Token(NamedTuple):
    kind: str
    """``number``, ``name``, ``reference``, ``text``, the sign itself, or ``end``."""
    text: str
    offset: int


def _tokens(text: str) -> Iterator[_Token]:
    position = 0
    while position < len(text):
        token = _TOKEN.match(text, position)
        if token is None:
            sign = text[position]
            raise FormulaError(
                "formula-syntax", translate("'{sign}' has no place in a formula", sign=sign), position, _hint_for(sign)
            )
        kind = token.lastgroup or ""
        if kind in ("double", "single"):
            yield _Token("text", token[kind], position)
        elif kind == "reference":
            yield _Token(kind, token["path"], position)
        elif kind != "blank":
            yield _Token(token[0] if kind == "sign" else kind, token[0], position)
        position = token.end()
    yield _Token("end", "", len(text))


@lru_cache(maxsize=4096)
def parse_formula(text: str) -> Node:
    """Parse the text of a formula; raises :class:`FormulaError` at the first thing that is wrong.

    Remembered: reading, check and what is printed ask for the same formulas.
    """
    if len(text) > LONGEST_FORMULA:
        hint = translate("give a part of it a name, as an assumption with a formula of its own")
        raise FormulaError(
            "too-large",
            translate("the formula has more than {longest_formula} characters", longest_formula=LONGEST_FORMULA),
            0,
            hint,
        )
    parser = _Parser(tuple(_tokens(text)))
    node = parser.read_sum(0)
    if parser.next.kind != "end":
        raise parser.unexpected(translate("a sign (+ - * /) or the end"))
    return node


class _Parser:
    """Reads a formula by recursive descent; ``depth`` bounds the recursion."""

    def __init__(self, tokens: tuple[_Token, ...]) -> None:
        self._tokens = tokens
        self._at = 0

    @property
    def next(self) -> _Token:
        return self._tokens[self._at]

    def _take(self) -> _Token:
        token = self.next
        self._at += 1
        return token

    def unexpected(self, wanted: str) -> FormulaError:
        token = self.next
        what = (
            translate("the formula ends")
            if token.kind == "end"
            else translate("'{text}' stands", text=quote(token.text))
        )
        hint = None
        if token.kind == "%":
            hint = translate("% stands behind a number alone; a value in per cent has the unit %")
        return FormulaError(
            "formula-syntax",
            translate("{what} where {wanted} is expected", what=what, wanted=wanted),
            token.offset,
            hint,
        )

    def read_sum(self, depth: int) -> Node:
        return self._read_chain("+-", lambda: self._read_chain("*/", lambda: self._read_signed(depth)))

    def _read_chain(self, signs: str, read: Callable[[], Node]) -> Node:
        offset, first, rest = self.next.offset, read(), []
        while self.next.kind in tuple(signs):
            sign = self._take().kind
            rest.append((sign, read()))
        return Chain(first, tuple(rest), offset) if rest else first

    def _read_signed(self, depth: int) -> Node:
        if depth > MOST_NESTED_PARENTHESES:
            message = translate(
                "more than {most_nested_parentheses} parentheses or signs stand in one another",
                most_nested_parentheses=MOST_NESTED_PARENTHESES,
            )
            raise FormulaError("nested-too-deeply", message, self.next.offset, translate("give a part of it a name"))
        token = self.next
        if token.kind == "-":
            self._take()
            return Negation(self._read_signed(depth + 1), token.offset)
        if token.kind == "(":
            self._take()
            node = self.read_sum(depth + 1)
            self._close(token)
            return node
        return self._read_operand(depth)

    def _close(self, opening: _Token) -> None:
        if self.next.kind == "end":
            raise FormulaError(
                "formula-syntax", translate("the parenthesis that opens here is not closed"), opening.offset
            )
        if self.next.kind != ")":
            raise self.unexpected(translate("a sign (+ - * /) or )"))
        self._take()

    def _read_operand(self, depth: int) -> Node:
        token = self.next
        if token.kind not in ("number", "reference", "text", "name"):
            raise self.unexpected(translate("a number, a {{reference}} or a function"))
        self._take()
        if token.kind == "number":
            number = Fraction(_read_number(token))
            if self.next.kind == "%":
                self._take()
                number /= 100
            return Constant(number, token.offset)
        if token.kind == "reference":
            return Operand(token.text, token.offset)
        if token.kind == "text":
            return QuotedText(token.text, token.offset)
        return self._read_name(token, depth)

    def _read_name(self, token: _Token, depth: int) -> Node:
        if token.text in LISTS and self.next.kind != "(":
            return Listed(token.text, token.offset)
        if token.text not in FUNCTIONS:
            hint = nearest(token.text, (*FUNCTIONS, *LISTS)) or translate(
                "known: {value}", value=", ".join((*FUNCTIONS, *LISTS))
            )
            if self.next.kind != "(":
                hint = translate("a value is named in braces: {{{text}}}; {hint}", text=token.text, hint=hint)
            raise FormulaError(
                "unknown-function", translate("no function '{text}'", text=quote(token.text)), token.offset, hint
            )
        opening = self.next
        if opening.kind != "(":
            raise self.unexpected(translate("( after {text}", text=token.text))
        self._take()
        arguments = [] if self.next.kind == ")" else [self.read_sum(depth + 1)]
        while self.next.kind == ",":
            self._take()
            arguments.append(self.read_sum(depth + 1))
        self._close(opening)
        _check_arity(token, len(arguments))
        return Call(token.text, tuple(arguments), token.offset)


def _check_arity(token: _Token, count: int) -> None:
    least, most = FUNCTIONS[token.text]
    if least <= count <= (count if most is None else most):
        return
    if most == least:
        message = translate_count(
            "{text} takes {count} argument, not {given}",
            "{text} takes {count} arguments, not {given}",
            least,
            text=token.text,
            given=count,
        )
    elif most is None:
        message = translate_count(
            "{text} takes at least {count} argument, not {given}",
            "{text} takes at least {count} arguments, not {given}",
            least,
            text=token.text,
            given=count,
        )
    else:
        message = translate(
            "{text} takes {least} or {most} arguments, not {given}",
            text=token.text,
            least=least,
            most=most,
            given=count,
        )
    raise FormulaError("wrong-arguments", message, token.offset, translate(SHAPES[token.text]))


SHAPES: Mapping[str, str] = MappingProxyType(
    {
        "round": declare_message("write round(x), or round(x, 2) for two decimals"),
        "ceil": declare_message("write ceil(x)"),
        "floor": declare_message("write floor(x)"),
        "sum": declare_message("write sum(x, y), sum(parts) or sum({{tables.projects.cost}})"),
        "min": declare_message("write min(x, y)"),
        "max": declare_message("write max(x, y)"),
        "average": declare_message("write average(x, y) or average({{tables.projects.cost}})"),
        "median": declare_message("write median(x, y) or median({{tables.projects.cost}})"),
        "count": declare_message("write count(operations), count(parts) or count({{tables.projects.cost}})"),
        "between": declare_message("write between({{tables.projects.cost}}, 100, 5000)"),
        "trim": declare_message("write trim({{tables.projects.cost}}, 1)"),
        "where": declare_message('write where({{tables.projects.cost}}, {{tables.projects.kind}}, "training")'),
    }
)
"""The hint how each function is written."""


def _read_number(token: _Token) -> str:
    if not re.fullmatch(r"(0|[1-9]\d*)(\.\d+)?", token.text) or len(token.text) > LONGEST_NUMBER:
        hint = translate(
            "digits, decimals after a dot, at most {longest_number} characters", longest_number=LONGEST_NUMBER
        )
        if re.fullmatch(r"[1-9]\d{0,2}(\.\d{3}){2,}", token.text):
            hint = translate("write it without a dot between the thousands: {value}", value=token.text.replace(".", ""))
        raise FormulaError(
            "formula-syntax", translate("'{text}' is no number", text=quote(token.text)), token.offset, hint
        )
    if re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", token.text):
        hint = translate(
            "write {value}, or {text}0 if the dot is that of decimals",
            value=token.text.replace(".", ""),
            text=token.text,
        )
        raise FormulaError(
            "ambiguous-number", translate("'{text}' could be read in two ways", text=token.text), token.offset, hint
        )
    return token.text


def _formula(value: object) -> Formula:
    text = trimmed(value)
    try:
        parse_formula(text)
    except FormulaError as error:
        raise wrong_value(error.code, str(error), error.hint, error.offset) from error
    return Formula(text)


FormulaText = Annotated[Formula, PlainValidator(_formula), WithJsonSchema({"type": "string", "pattern": r"\S"})]
"""A formula, as content has it."""
