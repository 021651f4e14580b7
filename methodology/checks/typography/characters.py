"""Characters that nobody typed: ones that nobody sees, that turn the text, that stand for a lost or private letter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from methodology.checks.finding import Family, Rules, Scope, Splice
from methodology.checks.printed_texts import Breaches, excerpt, in_each_text
from methodology.messages import translate

RULES = Rules(Family.TYPOGRAPHY, Scope.VALUE)

_TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
INVISIBLE = re.compile(
    "[\x7f-\x9f\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200d\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}"
    "\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_TURNS = re.compile(f"[{_TURNING}]")
_LOST = re.compile("\N{REPLACEMENT CHARACTER}")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_DECOMPOSED = re.compile(r"[^\W\d_][\u0300-\u036f]+")
_CODE_PAGES = ("cp1252", "cp1250")
"""Those of Windows that a file in UTF-8 is opened with by mistake."""
_LEADS = b"\xc2\xc3\xc4\xc5\xe2"
"""The first bytes in UTF-8 of the letters and marks of European languages (Latin-1, Latin Extended-A, punctuation)."""
_MARKS = frozenset("\N{NO-BREAK SPACE}§«°·»–—‘’‚“”„…€™")


def _characters(code_page: str, values: bytes) -> str:
    """What a code page shows for bytes; those that it has not are shown as control characters."""
    shown = (bytes([value]).decode(code_page, "ignore") or chr(value) for value in values)
    return re.escape("".join(shown))


_MISREAD = tuple(
    (page, re.compile(f"[{_characters(page, _LEADS)}][{_characters(page, bytes(range(0x80, 0xC0)))}]{{1,2}}"))
    for page in _CODE_PAGES
)


def _shown(character: str) -> str:
    name = unicodedata.name(character, "").lower()
    return f"U+{ord(character):04X}{f' ({name})' if name else ''}"


def mark_characters(piece: str, expression: re.Pattern[str], about: str) -> str:
    """Return the message that a piece of text has such characters, with their numbers in their place."""
    readable = expression.sub(lambda sign: f"[U+{ord(sign[0]):04X}]", piece)
    characters = ", ".join(dict.fromkeys(map(_shown, expression.findall(piece))))
    if not characters:
        return translate("'{readable}' has {about}", readable=readable, about=about)
    return translate("'{readable}' has {about}: {characters}", readable=readable, about=about, characters=characters)


def _found(text: str, expression: re.Pattern[str], about: str) -> Breaches:
    """Each piece of the text that has such characters."""
    for piece in dict.fromkeys(excerpt(text, *match.span()) for match in expression.finditer(text)):
        yield piece, mark_characters(piece, expression, about), None


@RULES.warning("invisible-character")
@in_each_text()
def _find_invisible(text: str) -> Breaches:
    return _found(text, INVISIBLE, translate("an invisible character"))


@RULES.error("text-direction")
@in_each_text()
def _find_turning(text: str) -> Breaches:
    return _found(text, _TURNS, translate("a character that turns the text"))


@RULES.error("lost-character")
@in_each_text()
def _find_lost(text: str) -> Breaches:
    return _found(text, _LOST, translate("the sign of a lost letter"))


@RULES.error("private-character")
@in_each_text()
def _find_private(text: str) -> Breaches:
    return _found(text, _PRIVATE, translate("a private character"))


@RULES.warning("wrong-code-page")
@in_each_text()
def _find_misread(text: str) -> Breaches:
    for piece, read, meant in dict.fromkeys(_misread(text)):
        yield (
            piece,
            translate(
                "'{read}' in '{piece}' is probably '{meant}', read in the wrong code page",
                read=read,
                piece=piece,
                meant=meant,
            ),
            translate("write {meant}", meant=meant),
        )


def _misread(text: str) -> Iterator[tuple[str, str, str]]:
    for page, expression in _MISREAD:
        for match in expression.finditer(text):
            for end in (match.end(), match.end() - 1):
                read = text[match.start() : end]
                meant = _meant(read, page)
                if meant is not None:
                    yield excerpt(text, match.start(), end), read, meant
                    break


def _meant(read: str, page: str) -> str | None:
    """The letter or mark that was read as several characters of a code page; None where it is none."""
    try:
        letter = b"".join(_byte(character, page) for character in read).decode()
    except UnicodeError:
        return None
    is_letter = len(letter) == 1 and (letter in _MARKS or (letter.isalpha() and letter <= "\u017f"))
    return letter if is_letter else None


def _byte(character: str, page: str) -> bytes:
    return bytes([ord(character)]) if "\x80" <= character <= "\x9f" else character.encode(page)


@RULES.warning("decomposed-letter")
@in_each_text()
def _find_decomposed(text: str) -> Breaches:
    for match in _DECOMPOSED.finditer(text):
        composed = unicodedata.normalize("NFC", match[0])
        if composed != match[0]:
            message = translate(
                "a letter and its mark stand as two characters in '{text}'", text=excerpt(text, *match.span())
            )
            fix = (Splice(*match.span(), composed),)
            yield (
                excerpt(text, *match.span()),
                message,
                translate("write {composed} as one character", composed=composed),
                fix,
            )
