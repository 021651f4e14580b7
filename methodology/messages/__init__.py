"""What the program says, in the reader's language: English messages, and a gettext catalogue for each other language.

A message is a template with named values, so that a translation may put them in another order. The catalogues of a
language are ``<language>/messages.po`` and, for the texts of the rules (``checks/texts/``), ``explanations.po``;
``python -m tests.messages`` brings them up to the code.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

SOURCE_LANGUAGE = "en"
"""The messages in the code are in this language."""
MESSAGES, EXPLANATIONS = "messages", "explanations"
"""The catalogues of a language: what the code says, and the texts of the rules of check."""
_LANGUAGE = ContextVar("language of messages", default=SOURCE_LANGUAGE)
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The environment's variables that name the locale of messages, the first one before the others (POSIX)."""
_PREFERENCES = "LANGUAGE"
"""The variable that lists languages, best first; it counts where the locale is one of a language (GNU gettext)."""
_ENTRY = re.compile(
    r'^msgid "(?P<one>.*)"\n(?:msgid_plural ".*"\n)?'
    r'msgstr(?:\[0\])? "(?P<first>.*)"(?P<others>(?:\nmsgstr\[\d\] ".*")*)$',
    re.MULTILINE,
)
_ESCAPED = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


def translate(message: str, /, **values: object) -> str:
    """Return the message in the language that is spoken, with its ``{values}`` put in."""
    return _catalogue(_LANGUAGE.get()).find(message).format_map(values)


def translate_count(one: str, many: str, count: int, /, **values: object) -> str:
    """Return the message in the plural form that ``count`` takes in the language (CLDR); ``{count}`` prints it."""
    return _catalogue(_LANGUAGE.get()).find_form(one, many, count).format_map({"count": count, **values})


def declare_message(message: str, /) -> str:
    """Return the message as it is, for the catalogues: a table of messages is translated when one of them is said."""
    return message


def translate_explanation(text: str, /) -> str:
    """Return a text that explains a rule in the language that is spoken; its braces are its own."""
    return _catalogue(_LANGUAGE.get(), EXPLANATIONS).find(text)


def decimal_mark() -> str:
    """Return what stands before the decimals of a number in the language that is spoken."""
    return translate("1.5")[1]


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak the language until the end of the block; one without a catalogue is English."""
    before = _LANGUAGE.set(language)
    try:
        yield
    finally:
        _LANGUAGE.reset(before)


def spoken_language() -> str:
    """Return the code of the language that messages are in now."""
    return _LANGUAGE.get()


def list_languages_of_messages() -> list[str]:
    """Return the codes of the languages that messages can be in."""
    catalogues = (folder.name for folder in files(__package__).iterdir() if folder.joinpath(f"{MESSAGES}.po").is_file())
    return sorted({SOURCE_LANGUAGE, *catalogues})


def language_of(tag: str) -> str:
    """Return the code of the language of a tag or locale: ``sl`` of ``sl-SI`` and of ``sl_SI.UTF-8``."""
    return re.split(r"[-_.@]", tag.strip(), maxsplit=1)[0].lower()


def languages_asked_for(environment: Mapping[str, str] = os.environ) -> list[str]:
    """Return the languages that the environment asks for, best first; none where its locale is of no language."""
    locale = next(filter(None, (environment.get(name, "") for name in _LOCALE)), "")
    if language_of(locale) in ("", "c", "posix"):
        return []
    preferences = filter(None, environment.get(_PREFERENCES, "").split(":"))
    return list(dict.fromkeys(map(language_of, [*preferences, locale])))


@dataclass(frozen=True, slots=True)
class _Catalogue:
    """The messages of a language by the English ones, each with its plural forms, and which form a number takes."""

    messages: Mapping[str, Sequence[str]]
    form_of: Callable[[int], int]

    def find(self, message: str) -> str:
        found = self.messages.get(message)
        return found[0] if found and found[0] else message

    def find_form(self, one: str, many: str, count: int) -> str:
        found = self.messages.get(one)
        return found[self.form_of(count)] if found and all(found) else (one if count == 1 else many)


@cache
def _catalogue(language: str, domain: str = MESSAGES) -> _Catalogue:
    file = files(__package__).joinpath(language, f"{domain}.po")
    if language == SOURCE_LANGUAGE or not file.is_file():
        return _Catalogue({}, int)
    return _read_catalogue(file.read_text(encoding="utf-8"))


def _read_catalogue(text: str) -> _Catalogue:
    """Read a catalogue as ``python -m tests.messages`` writes it.

    Babel would take 80 ms of each command for it, and what gettext compiles is a second, binary file.
    """
    from gettext import c2py  # noqa: PLC0415 (English needs none of it)

    messages = {}
    for entry in _ENTRY.finditer(text.replace('"\n"', "")):
        others = [line.partition(" ")[2][1:-1] for line in entry["others"].splitlines()[1:]]
        messages[_unescape(entry["one"])] = tuple(map(_unescape, (entry["first"], *others)))
    plural = re.search(r"plural=([^;]+);", messages[""][0])
    return _Catalogue(messages, c2py(plural[1] if plural else "n != 1"))


def _unescape(text: str) -> str:
    return _ESCAPED.sub(lambda escape: _ESCAPES.get(escape[1], escape[1]), text) if "\\" in text else text
