"""Spelling by a Hunspell dictionary: an option of check, as loading one takes longer than all other rules together.

No dictionary comes with the package; Debian's ``hunspell-sl`` puts the Slovenian one into ``/usr/share/hunspell``, an
office suite has its own.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path

from methodology.checks.finding import Family, Found, Rule, find_nothing
from methodology.checks.printed_texts import printed_texts
from methodology.diagnostics import Severity, ToolMissingError
from methodology.messages import translate
from methodology.model.programme import Programme

FOLDERS = (Path("/usr/share/hunspell"), Path("/usr/local/share/hunspell"), Path("/usr/share/myspell/dicts"))
"""Where systems keep dictionaries."""

_WORD = re.compile(r"(?<![\w.@])[^\W\d_]{3,}(?![\w@])")
"""Shorter words are mostly abbreviations."""


def dictionary_for(language: str, folders: Iterable[Path] = FOLDERS) -> Path | None:
    """The dictionary of a language (``sl-SI``) as its path without ending, or None where none of the folders has it."""
    name = language.replace("-", "_")
    paths = (folder / name for folder in folders)
    return next((path for path in paths if path.with_suffix(".aff").is_file()), None)


MISSPELT = Rule("misspelt", Family.TYPOGRAPHY, Severity.WARNING, find_nothing)
"""Without a dictionary nothing is misspelt."""


def spelling_rule(dictionary: Path) -> Rule:
    """The rule by a dictionary, which is ``dictionary.aff`` and ``dictionary.dic``."""

    def find(programme: Programme) -> Iterator[Found]:
        yield from _misspelt(programme, _lookup(dictionary))

    return replace(MISSPELT, find=find)


def dictionary_rule(programme: Programme) -> Rule:
    """The rule by the system's dictionary of the programme's language; raises ToolMissingError where there is none."""
    dictionary = dictionary_for(programme.facts.language)
    if dictionary is None:
        package = f"hunspell-{programme.facts.language.partition('-')[0]}"
        language = programme.facts.language
        raise ToolMissingError(
            translate(
                "no Hunspell dictionary for {language} (Debian's package {package})", language=language, package=package
            )
        )
    return spelling_rule(dictionary)


def _lookup(dictionary: Path) -> Callable[[str], bool]:
    # slow to load, and needed for spelling alone; the library has no types
    from spylls.hunspell import Dictionary  # type: ignore[import-untyped]  # noqa: PLC0415

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # the library leaves its files to be closed on their own
        lookup: Callable[[str], bool] = Dictionary.from_files(str(dictionary)).lookup
    return lookup


def _misspelt(programme: Programme, is_word: Callable[[str], bool]) -> Iterator[Found]:
    patterns = [word.lower() for word in programme.language.words]
    judged = dict.fromkeys(programme.language.known, True)
    for text in printed_texts(programme):
        is_heading = text.text == text.text.upper()
        for word in dict.fromkeys(_WORD.findall(text.text)):
            if not is_heading and sum(letter.isupper() for letter in word) > 1:
                continue  # a short name has no spelling
            if word not in judged:
                judged[word] = is_word(word) or any(fnmatchcase(word.lower(), pattern) for pattern in patterns)
            if not judged[word]:
                yield Found(text.path, translate("'{word}' is in no dictionary", word=word), word)
