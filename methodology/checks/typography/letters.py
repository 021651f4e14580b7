"""Letters that are not what they seem: of another script, joined, or none where a name should be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import REFERENCE, Breaches, excerpt, free_texts, in_each_text, printed_texts
from methodology.checks.typography.characters import INVISIBLE, mark_characters
from methodology.diagnostics import all_of
from methodology.messages import declare_message, translate
from methodology.model.programme import Programme

RULES = Rules(Family.TYPOGRAPHY, Scope.VALUE)

_WORD = re.compile(r"[^\W\d_]+")
_LAST_LATIN = "\u036f"
"""Of the letters that need no closer look."""
_LATIN_TWINS = frozenset("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοАВЕЅІЈКМНОРСТУХаеорсухѕіј")
"""Greek and Cyrillic letters that nobody can tell from a Latin one (Unicode Technical Standard 39, confusables)."""
_SYMBOLS = frozenset("αβγδεζηθλμξπρστφχψωΓΔΘΛΞΠΣΦΨΩ")
"""Greek letters that stand for themselves in a unit or a quantity: μg, kΩ, Δt."""
_LONGEST_UNIT = 5
_LONGEST_QUOTED = 40
_UNUSUAL = re.compile("[^ -~]")
_JOINED = re.compile("[\u01c4-\u01cc\u01f1-\u01f3\ufb00-\ufb06\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7cb]")
"""Letters that Unicode has for other standards alone: ligatures, Croatian pairs, wide and mathematical ones."""


_SCRIPTS = {
    "CYRILLIC": declare_message("Cyrillic"),
    "GREEK": declare_message("Greek"),
    "LATIN": declare_message("Latin"),
}


def _name_of(script: str) -> str:
    return translate(_SCRIPTS[script]) if script in _SCRIPTS else script.capitalize()


@RULES.warning("mixed-scripts")
@in_each_text()
def _find_mixed(text: str) -> Breaches:
    if max(text, default="") <= _LAST_LATIN:
        return
    words = [match for match in _WORD.finditer(text) if max(match[0]) > _LAST_LATIN and not _is_symbol(match[0])]
    has_foreign_words = any(_is_plainly_foreign(match[0]) for match in words)
    for match in words:
        scripts = sorted({script for letter in match[0] if (script := _script(letter))})
        foreign = frozenset(letter for letter in match[0] if _script(letter) not in ("LATIN", ""))
        if not foreign:
            continue
        expression = re.compile(f"[{''.join(map(re.escape, sorted(foreign)))}]")
        if len(scripts) > 1:
            piece, about = (
                excerpt(text, *match.span()),
                translate("letters of {scripts}", scripts=all_of(list(map(_name_of, scripts)))),
            )
        elif foreign <= _LATIN_TWINS and not has_foreign_words:
            piece, about = (
                excerpt(text, *match.span()),
                translate("{scripts} letters that look like Latin ones", scripts=_name_of(scripts[0])),
            )
        else:
            continue
        yield piece, mark_characters(piece, expression, about), None


def _is_symbol(word: str) -> bool:
    """Whether a word is a unit or a quantity with a single Greek letter."""
    greek = [letter for letter in word if _script(letter) == "GREEK"]
    others = {_script(letter) for letter in word} - {"GREEK"}
    return len(word) <= _LONGEST_UNIT and len(greek) == 1 and greek[0] in _SYMBOLS and others <= {"LATIN", ""}


def _is_plainly_foreign(word: str) -> bool:
    """Whether all of a word is of another script, and one letter at least looks like no Latin one."""
    scripts = {_script(letter) for letter in word}
    return len(scripts) == 1 and "LATIN" not in scripts and not _LATIN_TWINS.issuperset(word)


@lru_cache(maxsize=1024)
def _script(letter: str) -> str:
    """The script of a letter as its name in Unicode begins; empty for signs such as that of a micrometre."""
    script, _, kind = unicodedata.name(letter, "").partition(" ")
    return script if "LETTER" in kind.split() and script != "MODIFIER" else ""


@RULES.warning("joined-letters")
@in_each_text()
def _find_joined(text: str) -> Breaches:
    for piece in dict.fromkeys(excerpt(text, *match.span()) for match in _JOINED.finditer(text)):
        meant = unicodedata.normalize("NFKC", piece)
        yield (
            piece,
            mark_characters(piece, _JOINED, translate("a letter that no keyboard writes")),
            translate("write {meant}", meant=meant),
        )


@RULES.error("no-visible-character")
def _find_nothing_to_see(programme: Programme) -> Iterator[Found]:
    names = (text for text in printed_texts(programme) if not text.is_prose)
    for text in (*names, *free_texts(programme)):
        seen = INVISIBLE.sub("", text.text)
        if not any(sign == REFERENCE or unicodedata.category(sign)[0] in "LNS" for sign in seen):
            piece = text.text[:_LONGEST_QUOTED]
            message = mark_characters(piece, _UNUSUAL, translate("no letter and no digit that is seen"))
            yield Found(text.path, message, piece)
