"""The types of single values. YAML scalars arrive as they were typed; only these types give them a meaning.

So ``0898``, ``3.10``, ``no`` and ``12:30`` stay what they are, and a number that could be read in two ways
(``2.092``) is refused.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, PlainValidator, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from methodology.diagnostics import quote
from methodology.messages import decimal_mark, declare_message, translate
from methodology.model.prose import Prose, ProseError, parse_prose

TO_GIVE = "TODO"
"""What stands in the content for a number, an entry or a text that a person must still give; check counts them."""

NOT_PRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffc\ufffe\uffff]")
"""What no format can hold: control characters, halves of characters (XML 1.0, 2.2); and what stands for a footnote."""


_CURLY = re.compile("[\u201c\u201d\u201e\u201a\u2018\u2019\u00bb\u00ab](.*)[\u201c\u201d\u2018\u2019\u00bb\u00ab]")
"""A value in quotation marks that YAML does not know, as Word writes them."""
_EDGES = " \t\n"
LONGEST_TEXT = 20_000
"""The characters of one text; the longest paragraph has 1,000."""
LONGEST_NUMBER = 15
"""The digits of a number, its dot among them: thousands of billions of euros to the cent."""
MOST_DECIMALS = 8
"""Of a number that is reckoned with: a rate of exchange, an index."""


class Content(BaseModel):
    """What all content has in common: it cannot be changed, and it has no key that is not known."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


EMPTY_TEXT = "empty-text"
"""The code of a text that is blank, or a key with nothing behind it."""


def wrong_value(code: str, message: str, hint: str | None = None, offset: int = 0) -> PydanticCustomError:
    """A fault of a single value; reading turns it into a diagnostic with this code, message and hint."""
    # pydantic formats the message template with braces: the text goes in as an argument
    return PydanticCustomError(code, "{text}", {"text": message, "hint": hint, "offset": offset})


class NotGiven(Decimal):
    """A number that is still to be given: ``TODO`` in the content and in print.

    It is no less and no more than any number, and what is reckoned with it is not given either: a rule that compares
    numbers finds nothing, until there is one.
    """

    def __new__(cls) -> Self:
        """Return it: all that are not given are alike."""
        return super().__new__(cls, "NaN")

    def __str__(self) -> str:
        return TO_GIVE

    def __format__(self, _spec: str, /, *_: object) -> str:
        return TO_GIVE

    def __bool__(self) -> bool:
        return True

    def __hash__(self) -> int:
        return hash(TO_GIVE)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NotGiven)

    def __ne__(self, other: object) -> bool:
        return not isinstance(other, NotGiven)

    def _is_not(self, *_: Any) -> bool:
        return False

    def _itself(self, *_: Any, **__: Any) -> Any:
        return self

    __lt__ = __le__ = __gt__ = __ge__ = _is_not
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _itself
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _itself
    __neg__ = __abs__ = __round__ = quantize = normalize = to_integral_value = _itself


COMPUTED = "computed"
"""What stands in the content for a number that its formula gives."""


class ToCompute(NotGiven):
    """``computed`` in the content, until its formula is evaluated; it stays so where what the formula needs is missing.

    No person has to give it: what is still to be given is what it is computed from.
    """


class ComputedNumber(Decimal):
    """A number that the content has as ``computed``: its formula gave it while the content was read."""


def plain(number: Decimal) -> str:
    """The number as content writes it: ``83``, ``82.77``, ``TODO``."""
    return f"{number.normalize():f}"


def spoken(number: Decimal) -> str:
    """The number as a message says it, by the language that is spoken: ``82,77``."""
    return plain(number).replace(".", decimal_mark())


def _text(value: object) -> str:
    if value is not None and not isinstance(value, str):
        hint = translate("a text that begins with {{ stands in quotes") if isinstance(value, dict) else None
        raise wrong_value("wrong-type", translate("text is expected here, not {value}", value=_kind(value)), hint)
    if value is None or not value.strip():
        raise wrong_value(EMPTY_TEXT, translate("the text is empty"), translate("write it, or delete the key"))
    if len(value) > LONGEST_TEXT:
        raise wrong_value(
            "too-large",
            translate("the text has more than {longest_text} characters", longest_text=LONGEST_TEXT),
            translate("make two of it"),
        )
    if character := NOT_PRINTABLE.search(value):
        raise wrong_value(
            "control-character",
            translate("the text has the character U+{character:04X}", character=ord(character[0])),
            translate("delete it"),
        )
    return value


def trimmed(value: object) -> str:
    """The text without the blanks and line ends at its edges, which ``>``, ``|`` and quotes leave there."""
    return _text(value).strip(_EDGES)


def _unfinished(value: object) -> str:
    return "" if value is None or value == "" else trimmed(value)


_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\s*(\..*)?")
"""Names that Windows keeps for devices, whatever ending they have."""
_OF_PATHS = re.compile(r'[/\\:*?"<>|\n\t]')
LONGEST_NAME = 60


def _file_name(value: object) -> str:
    """A text that can be a file's name without its ending, on every system."""
    text = trimmed(value)
    if fault := fault_of_file_name(text):
        hint = translate("it names the file of its reasons: use letters, digits, dots and hyphens, as in 2026-03")
        raise wrong_value(
            "wrong-value", translate("'{text}' makes no file name: {fault}", text=quote(text), fault=fault), hint
        )
    return text


def fault_of_file_name(name: str) -> str | None:
    """Return why a file cannot be called so on every system, or None."""
    if character := _OF_PATHS.search(name):
        return translate("a file's name cannot have {character} in it", character=repr(character[0]))
    if name != name.strip(".") or name != name.strip():
        return translate("a file's name cannot begin or end with a dot or a blank")
    if len(name) > LONGEST_NAME:
        return translate("a file's name has at most {longest_name} characters", longest_name=LONGEST_NAME)
    return translate("Windows keeps this name for a device") if _DEVICE.fullmatch(name) else None


def _prose(value: object) -> Prose:
    text = _text(value)
    try:
        parse_prose(text)
    except ProseError as error:
        hint = translate("a value is printed by its path, {{O.1.1.target}}; a literal brace is doubled, {{{{ or }}}}")
        raise wrong_value("prose-syntax", str(error), hint, error.offset) from error
    return Prose(text.strip(_EDGES))


def _number(value: object) -> Decimal:
    return _read_number(
        value, r"(0|[1-9]\d*)(\.\d{1,2})?", translate("digits alone, with at most two decimals after a dot")
    )


def _exact_number(value: object) -> Decimal:
    hint = translate("digits alone, with at most {most_decimals} decimals after a dot", most_decimals=MOST_DECIMALS)
    return _read_number(value, rf"-?(0|[1-9]\d*)(\.\d{{1,{MOST_DECIMALS}}})?", hint)


def _computable(read: Callable[[object], Decimal]) -> Callable[[object], Decimal]:
    return lambda value: ToCompute() if value == COMPUTED else read(value)


def _read_number(value: object, form: str, hint: str) -> Decimal:
    if not isinstance(value, str):
        raise wrong_value("wrong-type", translate("a number is expected here, not {value}", value=_kind(value)))
    if quoted := _CURLY.fullmatch(value):
        raise wrong_value(
            "wrong-type",
            translate("'{value}' is no number", value=quote(value)),
            translate("take the quotation marks out: {quoted}", quoted=quoted[1]),
        )
    if value == TO_GIVE:
        return NotGiven()
    if len(value) > LONGEST_NUMBER:
        raise wrong_value(
            "wrong-type",
            translate("'{value}' is no number that a document has", value=quote(value)),
            translate("is it a slip?"),
        )
    if re.fullmatch(r"-?[1-9]\d{0,2}(\.\d{3})+", value):
        way = translate("write it without a dot between the thousands: {value}", value=value.replace(".", ""))
        if re.fullmatch(form, f"{value}0"):
            way = translate(
                "write it without a dot between the thousands: {whole}; if the dot is that of decimals: {decimal}0",
                whole=value.replace(".", ""),
                decimal=value,
            )
        raise wrong_value("ambiguous-number", translate("'{value}' could be read in two ways", value=value), way)
    if re.fullmatch(form, value):
        return Decimal(value)
    if re.fullmatch(r"\d+,\d+", value):
        raise wrong_value(
            "wrong-type",
            translate("'{value}' is no number", value=value),
            translate("decimals stand after a dot: {value}", value=value.replace(",", ".")),
        )
    raise wrong_value("wrong-type", translate("'{value}' is no number", value=quote(value)), hint)


def _year(value: object) -> int:
    if not isinstance(value, str) or not re.fullmatch(r"(19|20)\d\d", value):
        raise wrong_value("wrong-type", translate("a year is expected here, not {value}", value=_kind(value)))
    return int(value)


def _date(value: object) -> datetime.date:
    try:
        return datetime.date.fromisoformat(_text(value))
    except ValueError as error:
        raise wrong_value(
            "wrong-type",
            translate("'{value}' is no date", value=quote(value)),
            translate("write year-month-day: 2025-11-03"),
        ) from error


@dataclass(frozen=True, slots=True)
class TextForm:
    """The form of a short text, which reading and the JSON Schema ask for alike.

    ``fault`` says of a ``{text}`` of another form what it is not, ``hint`` what is right.
    """

    pattern: str
    fault: str
    hint: str | None = None
    code: str = "wrong-code"

    def read(self, value: object) -> str:
        """Return a text of this form; raises the fault for any other."""
        text = trimmed(value)
        if not re.fullmatch(self.pattern, text):
            quoted = _CURLY.fullmatch(text)
            hint = None if self.hint is None else translate(self.hint)
            if quoted is not None:
                hint = translate("take the quotation marks out: {quoted}", quoted=quote(quoted[1]))
            raise wrong_value(self.code, translate(self.fault, text=quote(text)), hint)
        return text

    def __get_pydantic_core_schema__(self, _source: object, _handler: object) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, _schema: CoreSchema, _handler: object) -> JsonSchemaValue:
        return {"type": "string", "pattern": f"^{self.pattern}$"}


def _kind(value: object) -> str:
    if value is None:
        return translate("nothing")
    if isinstance(value, dict):
        return translate("a mapping")
    return translate("a list") if isinstance(value, list | tuple) else translate("'{text}'", text=quote(value))


_PROSE = r"^(?=[\s\S]*\S)([^{}]|\{\{|\}\}|\{[\w.\-/()]+(:lower)?(\|[^{}]+)?\})*$"

# An editor takes an unquoted 2.0 for a number; here it is the text that was typed.
_ANY_TEXT = WithJsonSchema({"type": ["string", "number"], "pattern": r"\S"})
Text = Annotated[str, PlainValidator(trimmed), _ANY_TEXT]
"""A text that is printed as it stands, without blanks at its edges; braces are braces."""

Unfinished = Annotated[str, PlainValidator(_unfinished), WithJsonSchema({"type": ["string", "number", "null"]})]
"""A text that somebody may still have to write: its key may have nothing after it."""

Separator = Annotated[str, PlainValidator(_text), _ANY_TEXT]
"""What is set between two texts, its blanks with it."""

ProseText = Annotated[Prose, PlainValidator(_prose), WithJsonSchema({"type": ["string", "number"], "pattern": _PROSE})]
"""A text with references (:mod:`methodology.model.prose`)."""

Number = Annotated[
    Decimal, PlainValidator(_number), WithJsonSchema({"anyOf": [{"type": "number", "minimum": 0}, {"const": TO_GIVE}]})
]
"""A number from 0, with at most two decimals."""

ComputableNumber = Annotated[
    Decimal,
    PlainValidator(_computable(_number)),
    WithJsonSchema({"anyOf": [{"type": "number", "minimum": 0}, {"enum": [TO_GIVE, COMPUTED]}]}),
]
"""A :data:`Number`, or ``computed``: what its formula gives."""

ExactNumber = Annotated[
    Decimal,
    PlainValidator(_computable(_exact_number)),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"enum": [TO_GIVE, COMPUTED]}]}),
]
"""A number that is reckoned with, with at most :data:`MOST_DECIMALS` decimals, or ``computed``."""

Year = Annotated[int, PlainValidator(_year), WithJsonSchema({"type": "integer", "minimum": 1900, "maximum": 2099})]
Date = Annotated[
    datetime.date,
    PlainValidator(_date),
    WithJsonSchema({"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
]

KEY = TextForm(
    "[a-z][a-z0-9_]*",
    declare_message("'{text}' is no name"),
    declare_message("small letters a to z, digits and _, a letter first"),
    "wrong-key",
)
Key = Annotated[str, KEY]
"""A name that content gives to one of its parts."""

CODE = r"[A-Za-z0-9](?:[A-Za-z0-9_-]|\([A-Za-z0-9]+\)|\.(?=[A-Za-z0-9]))*"
"""The form of a code; nothing is read from it."""
LONGEST_CODE = 24
CODE_FORM = TextForm(
    rf"(?=.{{1,{LONGEST_CODE}}}$){CODE}",
    declare_message("'{text}' is no code"),
    declare_message("at most 24 letters a to z, digits, dots, hyphens and pairs of parentheses: O.1.2, RCO01, 1(a)"),
)


def _code(value: object) -> str:
    code = CODE_FORM.read(value)
    if fault := fault_of_file_name(code):
        raise wrong_value("wrong-code", translate("'{code}' makes no file name: {fault}", code=code, fault=fault))
    return code


def natural_order(code: str) -> tuple[tuple[bool, int, str], ...]:
    """The place of a code where nothing else says it: numbers in it by their value, R.2.10 after R.2.9."""
    pieces = re.findall(r"\d+|\D+", code)
    return tuple((not piece.isdecimal(), int(piece) if piece.isdecimal() else 0, piece) for piece in pieces)


FileName = Annotated[str, PlainValidator(_file_name), _ANY_TEXT]
"""A text that also names a file."""

Code = Annotated[str, PlainValidator(_code), WithJsonSchema({"type": ["string", "number"], "pattern": f"^{CODE}$"})]
"""The code of an objective, measure, indicator or type of intervention, which also names a file.

It is a key: what it is the code of, where that belongs and where it stands in an order is said elsewhere.
"""
