"""The signs of symbol fonts in Unicode: such a font shows another sign where the file has a letter or a private one."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from importlib.resources import files

NO_SIGN = "\N{REPLACEMENT CHARACTER}"
"""What is read of a sign that Unicode does not have, or whose font is not known."""
_FIRST, _LAST = 0x20, 0xFF
_PRIVATE_START = 0xF000
"""Word writes the signs of symbol fonts from here on (ECMA-376 17.3.3.30)."""
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_ASCII = 0x80
_KEPT = frozenset(" \t\n\N{NO-BREAK SPACE}\N{SOFT HYPHEN}")
_ALSO = {"symbolmt": "symbol", "symbol mt": "symbol", "wingdings-regular": "wingdings", "standard symbols l": "symbol"}


@functools.cache
def _fonts() -> Mapping[str, str]:
    lines = files(__package__).joinpath("symbol_fonts.txt").read_text(encoding="utf-8").splitlines()
    fonts = dict(line.split("\t") for line in lines if not line.startswith("#"))
    return {name.casefold(): signs for name, signs in fonts.items()}


def symbol_font(name: str) -> str:
    """The name of a font whose signs are known, as :func:`read_signs` takes it; "" for every other font."""
    plain = name.strip().casefold()
    plain = _ALSO.get(plain, plain)
    return plain if plain in _fonts() else ""


def read_signs(text: str, ascii_font: str, other_font: str) -> str:
    """The text as it is shown; ``NO_SIGN`` for what cannot be told, and never a private character.

    ``ascii_font`` and ``other_font`` are the symbol fonts of its letters below U+0080 and of the others, "" for none.
    """
    if not ascii_font and not other_font and not _PRIVATE.search(text):
        return text
    return "".join(_sign(character, ascii_font, other_font) for character in text)


def read_symbol(code: str | None, font: str) -> str:
    """The sign of a ``w:sym``: a code of up to four figures in base 16, and the name of its font."""
    if not code or not re.fullmatch(r"[0-9A-Fa-f]{1,6}", code) or int(code, 16) in _NOT_CHARACTERS:
        return NO_SIGN
    known = symbol_font(font)
    return _sign(chr(min(int(code, 16), 0x10FFFF)), known, known)


_NOT_CHARACTERS = frozenset({*range(0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF})


def _sign(character: str, ascii_font: str, other_font: str) -> str:
    code = ord(character)
    is_private = _PRIVATE.match(character) is not None
    if is_private:
        code -= _PRIVATE_START
    font = ascii_font if code < _ASCII and not is_private else other_font or (ascii_font if is_private else "")
    if font and _FIRST <= code <= _LAST and character not in _KEPT:
        return _fonts()[font][code - _FIRST]
    return NO_SIGN if is_private else character
