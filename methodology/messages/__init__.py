"""What the program says, in the reader's language: English messages, and a gettext catalogue for each other language.

A message is a template with named values, so that a translation may put them in another order. The catalogues are
``<language>/messages.po``; ``python -m tests.messages`` brings them up to the code.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations
from importlib.resources import files

SOURCE_LANGUAGE = "en"
"""The messages in the code are in this language."""
_LANGUAGE = ContextVar("language of messages", default=SOURCE_LANGUAGE)
_ASKED_BY = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The environment's variables that ask for a language, the first one before the others (POSIX)."""


def translate(message: str, /, **values: object) -> str:
    """Return the message in the language that is spoken, with its ``{values}`` put in."""
    return _catalogue(_LANGUAGE.get()).gettext(message).format_map(values)


def translate_count(one: str, many: str, count: int, /, **values: object) -> str:
    """Return the message in the plural form that ``count`` takes in the language (CLDR); ``{count}`` prints it."""
    return _catalogue(_LANGUAGE.get()).ngettext(one, many, count).format_map({"count": count, **values})


def declare_message(message: str, /) -> str:
    """Return the message as it is, for the catalogues: a table of messages is translated when one of them is said."""
    return message


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
    catalogues = (folder.name for folder in files(__package__).iterdir() if folder.joinpath("messages.po").is_file())
    return sorted({SOURCE_LANGUAGE, *catalogues})


def language_asked_for(environment: Mapping[str, str] = os.environ) -> str | None:
    """Return the language that the environment asks for (``sl_SI.UTF-8`` is ``sl``), None where it asks for none."""
    asked = next(filter(None, (environment.get(name, "") for name in _ASKED_BY)), "")
    language = asked.partition(".")[0].partition("_")[0]
    return None if language in ("", "C", "POSIX") else language


@cache
def _catalogue(language: str) -> NullTranslations:
    file = files(__package__).joinpath(language, "messages.po")
    if language == SOURCE_LANGUAGE or not file.is_file():
        return NullTranslations()
    return _read_catalogue(file.read_bytes())


def _read_catalogue(content: bytes) -> NullTranslations:
    from gettext import GNUTranslations  # noqa: PLC0415 (English needs none of it)
    from io import BytesIO  # noqa: PLC0415

    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(content)))
    compiled.seek(0)
    return GNUTranslations(compiled)
