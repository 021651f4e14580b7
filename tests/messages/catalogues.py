"""Bring the catalogues up to the code: every message that the code says, sorted, without places."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from methodology.checks import Family
from methodology.checks.finding import rule_texts
from methodology.cli import list_commands
from methodology.cli.help import list_help
from methodology.messages import EXPLANATIONS, MESSAGES

PACKAGE = Path(__file__).parent.parent.parent / "methodology"
KEYWORDS = {"translate": 1, "translate_count": 2, "declare_message": 1}
"""The functions that say something, with how many of their arguments do: a message, or its two English forms."""
_LAW = re.compile(r"\{law\.\w+\}")


def catalogue_path(language: str, domain: str = MESSAGES) -> Path:
    """Return where a language's catalogue stands."""
    return PACKAGE / "messages" / language / f"{domain}.po"


def extract_messages() -> Catalog:
    """Return what the code says, within f-strings too, where Babel would not look before Python 3.12."""
    said = Catalog()
    for message in places_of_messages():
        said.add(message if len(message) > 1 else message[0])
    return said


@cache
def places_of_messages() -> dict[tuple[str, ...], Path]:
    """Return each message of the code, and its plural, with the first module that says it; help is of the commands."""
    places: dict[tuple[str, ...], Path] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
                message = _said_by(node.args[: KEYWORDS[node.func.id]], f"{path}:{node.lineno}")
                if message:
                    places.setdefault(message, path.relative_to(PACKAGE))
    for text in list_help(list_commands()):
        places.setdefault((text,), Path("cli/help.py"))
    return places


def extract_explanations() -> Catalog:
    """Return the texts that explain the rules of check."""
    said = Catalog()
    for family in Family:
        for texts in rule_texts(family).values():
            for text in texts:
                said.add(text)
    return said


def _said_by(arguments: Sequence[ast.expr], place: str) -> tuple[str, ...]:
    """Return a message and its plural; nothing where the message is a value, which is declared elsewhere."""
    if any(isinstance(argument, ast.JoinedStr) for argument in arguments):
        raise ValueError(f"{place}: a message is no f-string: it names its values")
    return tuple(str(argument.value) for argument in arguments if isinstance(argument, ast.Constant))


def updated(language: str, domain: str = MESSAGES) -> bytes:
    """Return the catalogue with every message of the code, and none else; what is new has no translation."""
    catalogue = read_catalogue(language, domain)
    fresh = Catalog(locale=language, project="methodology", fuzzy=False)
    for message in extract_explanations() if domain == EXPLANATIONS else extract_messages():
        if message.id:
            before = catalogue.get(message.id if isinstance(message.id, str) else message.id[0])
            string = before.string if before is not None and before.id == message.id else None
            fresh.add(message.id, string or ("" if isinstance(message.id, str) else ("",) * fresh.num_plurals))
    written = BytesIO()
    write_po(written, fresh, width=0, sort_output=True, omit_header=False, no_location=True)
    kept = [line for line in written.getvalue().splitlines() if not line.startswith(_OF_A_DAY)]
    return b"\n".join(kept) + b"\n"


_OF_A_DAY = (b"#", b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Last-Translator', b'"Generated-By', b'"Report-Msgid')
"""Lines of the header that change without a change of messages."""


def read_catalogue(language: str, domain: str = MESSAGES) -> Catalog:
    """Return a language's catalogue as it stands; an empty one where there is none."""
    path = catalogue_path(language, domain)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def faults(message: Message, domain: str = MESSAGES) -> list[str]:
    """Return what is wrong with a translation: missing, fuzzy, or other values than the message has."""
    ids = [str(one) for one in (message.id if isinstance(message.id, tuple) else (message.id,))]
    strings = [str(one or "") for one in (message.string if isinstance(message.string, tuple) else (message.string,))]
    if not all(strings):
        return [f"not translated: {ids[0]}"]
    if message.fuzzy:
        return [f"fuzzy: {ids[0]}"]
    if domain == EXPLANATIONS:
        is_cited_alike = sorted(_LAW.findall(ids[0])) == sorted(_LAW.findall(strings[0]))
        return [] if is_cited_alike else [f"another law is cited in: {ids[0]}"]
    asked = {name for one in ids for name in _values_of(one)} | ({"count"} if len(ids) > 1 else set())
    given = {name for one in strings for name in _values_of(one)}
    missing = {name for name in _values_of(ids[-1]) if name not in given}
    return [
        *(f"{{{name}}} is no value of: {ids[0]}" for name in sorted(given - asked)),
        *(f"{{{name}}} is lost in: {ids[0]}" for name in sorted(missing)),
    ]


def _values_of(text: str) -> list[str]:
    """Return the names of the values in a message; raises ValueError for braces that are not well formed."""
    return [name for _, name, _, _ in Formatter().parse(text) if name is not None]
