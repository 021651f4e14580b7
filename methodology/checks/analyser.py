"""Agreement by a morphological analyser of the language: an option of check, as the program is not part of the package.

Apertium's analysers know words that the carried forms do not (``methodology/model/word_forms.py``): with their readings
the same rules find more. A form that can be another word too, as far as the analyser knows, is not judged.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from methodology.checks.finding import Family, Found, Rule, find_nothing
from methodology.checks.printed_texts import printed_texts
from methodology.diagnostics import Severity, ToolMissingError
from methodology.messages import translate
from methodology.model.programme import Programme
from methodology.model.word_forms import WordForms, WordUse

FOLDER = Path("/usr/share/apertium")
"""Where systems keep analysers, each in a folder that is called like its package."""
ANALYSERS: Mapping[str, tuple[str, str]] = {"sl": ("apertium-hbs-slv", "slv-hbs.automorf.bin")}
"""By language Debian's package and its file that analyses this language."""
PROGRAM = "lt-proc"
_ENDS_AFTER = 60
"""Seconds; a long document takes a tenth of one."""

DISAGREEING = Rule("analysed-agreement", Family.WORDING, Severity.WARNING, find_nothing)
"""Without an analyser nothing disagrees."""

_WORD = re.compile(r"(?<![\w-])[^\W\d_]{2,60}(?![\w-])")
"""Letters alone: none of them means anything in the program's input."""
_IN_COMPOUND = re.compile(r"-([^\W\d_]+)")
"""What a compound ends with is another word than alone: ``avdio-video``."""
_ANALYSED = re.compile(r"\^(?P<form>[^/^$]+)/(?P<readings>[^^$]+)\$")
_TAG = re.compile(r"<([^>]*)>")
_NOUNS, _ADJECTIVES = frozenset({"n", "np"}), frozenset({"adj", "pp"})
_BEING = "vbser"
_PRESENT, _PAST = frozenset({"pres"}), frozenset({"past"})
_THIRD_PERSON = "p3"
_GENDERS = {"m": "m", "ma": "m", "mi": "m", "f": "f", "nt": "n"}
"""The genders of the carried forms by the tags of the program; numbers and cases are called alike."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a form can be: its basic form and its tags (``n f sg acc``)."""

    lemma: str
    tags: tuple[str, ...]


Readings = Mapping[str, tuple[Analysis, ...]]
"""What each form, in small letters, can be."""


class AnalysedForms(WordForms):
    """The carried forms, and what the analyser says of forms that are not among them."""

    def __init__(self, carried: WordForms, readings: Readings) -> None:
        super().__init__(lambda: carried.tables)
        self._readings = readings

    def nouns(self, form: str) -> tuple[WordUse, ...]:
        """What a form is as a noun; nothing where it can be another word."""
        carried = super().nouns(form)
        return carried or tuple(self._noun(form, reading) for reading in self._only(form, _NOUNS))

    def participle(self, form: str) -> int:
        """The slots of a form as an adjective, which may govern the noun behind it; 0 where it can be another word."""
        slots = super().participle(form)
        if not slots and not super().adjective(form):
            for reading in self._only(form, _ADJECTIVES):
                if not reading.lemma.startswith(self.tables.analysed.get("adjectives_like_verbs") or form):
                    slots |= self._slots(reading)
        return slots

    def governed_by(self, form: str) -> int:
        """The slots behind a participle; a form that is not carried may be another word, and have a genitive too."""
        slots = super().governed_by(form)
        return slots if super().participle(form) else slots | self.of_case[self.tables.genitive]

    def present(self, form: str) -> tuple[str, bool]:
        """The number of a verb in the present, empty where a form can be another word; it may have an object."""
        number, has_object = super().present(form)
        readings = [one for one in self._only(form, _PRESENT) if _THIRD_PERSON in one.tags]
        numbers = {name for one in readings for name in self.tables.numbers if name in one.tags}
        return (number, has_object) if number or len(numbers) != 1 else (numbers.pop(), True)

    def past(self, form: str) -> int:
        """The slots of the subject of a verb in the past; 0 where a form can be another word."""
        slots = 0
        for reading in self._only(form, _PAST):
            slots |= self._slots(reading) & self.of_case[self.tables.subject]
        return slots

    def _only(self, form: str, kinds: frozenset[str]) -> tuple[Analysis, ...]:
        """What a form can be, if it is of these kinds whichever it is."""
        readings = self._readings.get(form, ())
        is_clear = all(kinds.intersection(reading.tags) and _BEING not in reading.tags for reading in readings)
        return readings if is_clear else ()

    def _noun(self, form: str, reading: Analysis) -> WordUse:
        slots = self._slots(reading)
        for gender, twins in self.tables.analysed.get("twins", {}).items():
            if slots & self.slots(f"{gender}.*.*"):
                slots |= self.slots(twins.get(form[-1], ""))
        return WordUse(f"{reading.tags[0]}:{reading.lemma}", slots)

    def _slots(self, reading: Analysis) -> int:
        """The slots of what is declined: all that its tags leave open."""
        genders = [_GENDERS[tag] for tag in reading.tags if tag in _GENDERS] or ["*"]
        numbers = [tag for tag in reading.tags if tag in self.tables.numbers] or ["*"]
        cases = [tag for tag in reading.tags if tag in self.tables.cases] or ["*"]
        return self.slots(f"{genders[0]}.{numbers[0]}.{cases[0]}")


def analyser_rule(programme: Programme) -> Rule:
    """The rule by the system's analyser of the programme's language; raises ToolMissingError where there is none."""
    language = programme.facts.language
    if language.partition("-")[0] not in ANALYSERS:
        raise ToolMissingError(translate("no analyser is known for {language}", language=language))
    package, file = ANALYSERS[language.partition("-")[0]]
    program, analyser = shutil.which(PROGRAM), FOLDER / package / file
    if program is None or not analyser.is_file():
        raise ToolMissingError(
            translate(
                "no analyser for {language}; install Debian's packages lttoolbox and {package}",
                language=language,
                package=package,
            )
        )

    def find(programme: Programme) -> Iterator[Found]:
        yield from _disagreeing(programme, program, analyser)

    return replace(DISAGREEING, find=find)


def _disagreeing(programme: Programme, program: str, analyser: Path) -> Iterator[Found]:
    """What the rules of agreement find with the analyser and not without."""
    from methodology.checks.wording import agreement, subjects  # noqa: PLC0415 (rules are loaded for the first check)

    if programme.word_forms is None:
        return
    readings = read_words(_words_of(programme), program, analyser)
    rules = (*agreement.RULES, *subjects.RULES)
    known: dict[str, list[str]] = {}
    for rule in rules:
        for found in rule.find(programme):
            known.setdefault(found.path, []).append(found.found)
    analysed = replace(programme, word_forms=AnalysedForms(programme.word_forms, readings))
    for rule in rules:
        for found in rule.find(analysed):
            if not any(piece in found.found or found.found in piece for piece in known.get(found.path, ())):
                yield found


def _words_of(programme: Programme) -> set[str]:
    """The words of the document as they stand and in small letters; none that is in capitals or ends a compound."""
    words: set[str] = set()
    compounds: set[str] = set()
    for text in printed_texts(programme):
        words.update(word for word in _WORD.findall(text.text) if word[1:].islower())
        compounds.update(word.lower() for word in _IN_COMPOUND.findall(text.text))
    return {form for word in words if word.lower() not in compounds for form in (word, word.lower())}


def read_words(words: Iterable[str], program: str, analyser: Path) -> Readings:
    """Return what each of the words can be, of those that the analyser knows; raises ToolMissingError where it fails.

    A word is of letters alone.
    """
    asked = "".join(f"{word} ;\n" for word in sorted(words))
    command = [program, "-w", str(analyser)]
    try:
        done = subprocess.run(  # noqa: S603 (no shell; the text is no argument)
            command,
            input=asked.encode(),
            capture_output=True,
            check=True,
            timeout=_ENDS_AFTER,
            env={"LC_ALL": "C.UTF-8"},
        )
    except (OSError, subprocess.SubprocessError) as fault:
        raise ToolMissingError(translate("the analyser failed: {fault}", fault=fault)) from fault
    found: dict[str, tuple[Analysis, ...]] = {}
    for match in _ANALYSED.finditer(done.stdout.decode(errors="replace")):
        form = match["form"].lower()
        readings = [_reading(one) for one in match["readings"].split("/") if "<" in one]
        found[form] = tuple(dict.fromkeys((*found.get(form, ()), *readings)))
    return found


def _reading(analysed: str) -> Analysis:
    return Analysis(analysed.partition("<")[0], tuple(_TAG.findall(analysed)))
