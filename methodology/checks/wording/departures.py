"""Places where the content departs from the standard sentences and marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.messages import translate
from methodology.model.indicator import Indicator, Reasons
from methodology.model.language import FORMS, Language
from methodology.model.objective import ObjectiveFacts, Summary
from methodology.model.phrases import Mention, Phrase, Worded
from methodology.model.programme import Programme
from methodology.model.prose import Prose
from methodology.model.word_forms import together

RULES = Rules(Family.WORDING, Scope.VALUE)

_HEADING = "heading"
_WIDTHS = re.compile(r"\s+(?=[–—])|(?<=[–—])\s+")
"""Blanks beside a dash, which change nothing that is said."""


@dataclass(frozen=True, slots=True)
class _Replacement:
    """A standard sentence replaced at one place: its name, its forms, and the form that the count needs, if any."""

    path: str
    text: str
    name: str
    forms: dict[str, str]
    asked: str | None
    count: int
    is_plural: bool = False
    """Whether the one thing that is counted is named in the plural: ``poročila o izvedbi``."""

    @property
    def standard(self) -> str:
        """The sentence that it replaces; where the count is not known the most similar form."""
        if self.asked is not None:
            return self.forms.get(self.asked, self.forms["other"])
        return max(self.forms.values(), key=lambda form: fuzz.ratio(form, self.text))

    @property
    def is_standard(self) -> bool:
        """Whether it prints what composing would; of a sentence whose count is not known that cannot be said."""
        is_known = self.asked is not None or len(self.forms) == 1
        if self.is_plural and self.text == self.forms["other"]:
            return True
        return is_known and _WIDTHS.sub("", self.text) == _WIDTHS.sub("", self.standard)

    @property
    def number_fault(self) -> str | None:
        """The fault in the grammar of number, where the text is another form or mixes the words of two; else None."""
        if self.asked is None or self.is_standard:
            return None
        for form, text in self.forms.items():
            if text == self.text:
                return translate(
                    "'{text}': the form '{form}' is printed where {count} asks for '{asked}', '{standard}'",
                    text=self.text,
                    form=form,
                    count=self.count,
                    asked=self.asked,
                    standard=self.standard,
                )
        for form, text in self.forms.items():
            if form != self.asked and _is_mixed(self.text, self.standard, text):
                return translate(
                    "'{text}': words of '{asked}' and '{form}' are mixed where {count} asks for '{standard}'",
                    text=self.text,
                    asked=self.asked,
                    form=form,
                    count=self.count,
                    standard=self.standard,
                )
        return None


def _is_mixed(text: str, asked: str, other: str) -> bool:
    words, these, those = text.split(), asked.split(), other.split()
    return len(words) == len(these) == len(those) and all(
        word in pair for word, *pair in zip(words, these, those, strict=True)
    )


def _replacements(programme: Programme) -> Iterator[_Replacement]:
    language = programme.grammar
    for path, value in programme.values.items():
        if not isinstance(value.owner, Worded) or value.field != "wording":
            continue
        name = path.partition(".wording.")[2].partition(".")[0]
        phrase = programme.phrases.phrases.get(name)
        if phrase is None or name == _HEADING:
            continue
        forms = _forms(phrase)
        counted = getattr(value.owner, name, None)
        count = len(counted) if isinstance(counted, tuple) else 0
        asked = language.plural_form(count) if len(forms) > 1 and count else None
        is_plural = count == 1 and isinstance(counted, tuple) and _is_plural(programme, name, counted[0])
        yield _Replacement(path, str(value.value), name, forms, asked, count, is_plural=is_plural)


def _is_plural(programme: Programme, name: str, mention: object) -> bool:
    """Whether a source or an operation begins with a noun in the plural: ``poročila o izvedbi``."""
    forms = programme.word_forms
    entries = {"sources": programme.sources, "operations": programme.operations}.get(name, {})
    if forms is None or not isinstance(mention, Mention):
        return False
    text = str(mention.text or entries.get(mention.id, ""))
    slots = next((together(uses) for word in text.lower().split() if (uses := forms.nouns(word))), 0)
    singular, *others = (forms.of_number[number] for number in forms.tables.numbers)
    subject = slots & forms.of_case[forms.tables.subject]
    return bool(subject & others[-1]) and not subject & singular


def _forms(phrase: Phrase) -> dict[str, str]:
    forms = {form: getattr(phrase, form) for form in FORMS}
    return {form: str(text) for form, text in forms.items() if isinstance(text, Prose)}


@RULES.warning("sentence-replaced")
def _find_replaced_sentences(programme: Programme) -> Iterator[Found]:
    for replacement in _replacements(programme):
        if replacement.number_fault is None and not replacement.is_standard:
            name, standard = replacement.name, replacement.standard
            message = translate(
                "'{text}' stands for the standard sentence '{name}', '{standard}'",
                text=replacement.text,
                name=name,
                standard=standard,
            )
            if replacement.text == standard:
                message = translate("'{standard}' repeats the standard sentence '{name}'", standard=standard, name=name)
            yield Found(replacement.path, message, replacement.text)


@RULES.warning("wrong-number-form")
def _find_number_faults(programme: Programme) -> Iterator[Found]:
    for replacement in _replacements(programme):
        if replacement.number_fault is not None:
            yield Found(replacement.path, replacement.number_fault, replacement.text)


@RULES.warning("heading-replaced")
def _find_replaced_headings(programme: Programme) -> Iterator[Found]:
    for path, value in programme.values.items():
        is_heading = f".wording.{_HEADING}" in path and isinstance(value.owner, Indicator)
        if is_heading and isinstance(value.owner, Indicator) and value.field == "wording":
            message = translate(
                "the heading of {id} is '{value}', its name '{name}'",
                id=value.owner.id,
                value=value.value,
                name=value.owner.name,
            )
            yield Found(path, message, str(value.value))


@RULES.warning("mark-replaced")
def _find_replaced_marks(programme: Programme) -> Iterator[Found]:
    language = programme.grammar
    for path, value in programme.values.items():
        if not isinstance(value.owner, Worded) or value.field != "endings":
            continue
        place = path.partition(".endings.")[2]
        standard = _standard_mark(value.owner, place, language)
        mark = str(value.value)
        if standard is not None and not _keeps_apart(programme, value.owner, place, mark, standard):
            message = (
                translate("'{mark}' after {place} repeats the standard mark", mark=mark, place=place)
                if mark == standard
                else translate(
                    "'{mark}' stands after {place}, the standard mark there is '{standard}'",
                    mark=mark,
                    place=place,
                    standard=standard,
                )
            )
            yield Found(path, message, mark)


def _standard_mark(owner: Worded, place: str, language: Language) -> str | None:
    """What composing would set: between members of a sentence what CLDR has, in a list ``;`` and a last full stop."""
    field, _, key = place.rpartition(".")
    keys = _list_entries(owner, field)
    if keys is None:
        return "."  # a single text: the end of a sentence
    if key not in keys:
        return None
    if _is_in_sentence(owner, field, keys):
        return (*language.separators(len(keys)), "")[keys.index(key)]
    return "." if key == keys[-1] else ";"


def _keeps_apart(programme: Programme, owner: Worded, place: str, mark: str, standard: str) -> bool:
    """Whether another word of joining parts members one of which has the standard one inside: ``A in B ter C``."""
    joining = programme.word_forms.tables.rows.get("adding", "").split() if programme.word_forms is not None else []
    if mark == standard or mark.strip() not in joining or standard.strip() not in joining:
        return False
    field, _, _ = place.rpartition(".")
    mentions = getattr(owner, field, ())
    entries = {"sources": programme.sources, "operations": programme.operations}.get(field, {})
    return any(standard in str(one.text or entries.get(one.id, "")) for one in mentions)


def _list_entries(owner: Worded, field: str) -> list[str] | None:
    if isinstance(owner, ObjectiveFacts) and field == "measures":
        return list(owner.measures)
    if field.startswith("rationale.") and isinstance(owner, Indicator):
        reasons: Reasons | None = getattr(owner.rationale, field.removeprefix("rationale."), None)
        return list(reasons.items) if reasons else None
    mentions = getattr(owner, field, None)
    return [mention.id for mention in mentions] if isinstance(mentions, tuple) else None


def _is_in_sentence(owner: Worded, field: str, keys: list[str]) -> bool:
    if isinstance(owner, Summary) and owner.print_sources == "list":
        return False
    return field == "sources" or (field == "operations" and len(keys) == 1)
