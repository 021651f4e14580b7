"""The words of a language, from ``templates/languages/``, with what a programme says otherwise in ``phrases.yaml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from methodology.diagnostics import Diagnostic
from methodology.language_files import find_language_file
from methodology.memory import Memory
from methodology.messages import translate
from methodology.model.language import FORMS, Language
from methodology.model.phrases import LanguageFile, LanguageUse, OwnPhrase, OwnPhrases, Phrase, Phrases
from methodology.model.programme import ProgrammeFacts
from methodology.reading.content_folder import ContentFile, ContentFolder, read_beside

PHRASES = "phrases.yaml"
ROOT = "phrases"

Words = TypeVar("Words", bound=BaseModel)


def read_phrases(
    content: ContentFolder, facts: ProgrammeFacts | None, templates: Path | None
) -> tuple[Phrases | None, LanguageUse | None, Mapping[str, str]]:
    """Return the words of the programme's language, with those that the programme has otherwise, and how it is written.

    The third are the words of the language alone, by content path. The first two are None where they are wrong or the
    language is not known; the faults go to the diagnostics of ``content``.
    Where the templates have no file of the language, as those of before there were any, all words stand in the content.
    """
    if facts is None:
        content.read_if_there(PHRASES, OwnPhrases, ROOT)
        return None, None, {}
    file = None if templates is None else find_language_file(templates, facts.language)
    if file is None:
        return content.read(PHRASES, Phrases, ROOT), LanguageUse(), {}
    own = content.read_if_there(PHRASES, OwnPhrases, ROOT) or OwnPhrases()
    standard = read_beside(content, file, LanguageFile, ROOT)
    if standard is None:
        return None, None, {}
    own_pieces = tuple(piece for piece in content.pieces if piece.root == ROOT)
    given = standard, own_pieces, facts.language
    merged, missing = content.memory.recall(("words", content.name), given, lambda: _merge_files(own, *given))
    content.diagnostics += missing
    # before the programme's own, so that what files say of one another is held against the whole
    content.pieces.insert(0, merged)
    assert isinstance(merged.content, Phrases)  # noqa: S101 (it is what was made)
    assert isinstance(standard.content, LanguageFile)  # noqa: S101 (it is what was read)
    return merged.content, standard.content.usage, _texts_of(standard, content.memory)


def _texts_of(standard: ContentFile, memory: Memory) -> Mapping[str, str]:
    """The words of a language by content path."""
    return memory.recall("standard words", (standard,), lambda: {path: str(one.value) for path, one in standard.values})


def _merge_files(
    own: OwnPhrases, standard: ContentFile, own_pieces: Sequence[ContentFile], language: str
) -> tuple[ContentFile, tuple[Diagnostic, ...]]:
    """The words of the language with the programme's own in them, and what they lack."""
    words = standard.content
    assert isinstance(words, LanguageFile)  # noqa: S101 (it is what was read)
    phrases = Phrases.model_construct(
        labels=_merge(words.labels, own.labels),
        formats=_merge(words.formats, own.formats),
        phrases=_merge_phrases(words.phrases, own.phrases),
    )
    missing = tuple(_find_missing_forms(phrases, Language.of(language), [*own_pieces, standard]))
    here = {path for piece in own_pieces for path, _ in piece.values}
    kept = tuple((path, value) for path, value in standard.values if path not in here and _is_said(path, phrases))
    return ContentFile(ROOT, phrases, standard.tree, kept), missing


def _merge(words: Words, own: BaseModel) -> Words:
    """What the programme gives goes before what its language has."""
    return words.model_copy(update=own.model_dump(exclude_none=True))


def _merge_phrases(words: Mapping[str, Phrase], own: Mapping[str, OwnPhrase]) -> dict[str, Phrase]:
    """The sentences; what the programme gives of one goes before what its language has."""
    merged = dict(words)
    for name, phrase in own.items():
        given = {form: getattr(phrase, form) for form in phrase.model_fields_set}
        standard = words.get(name, Phrase.model_construct(**dict.fromkeys(FORMS)))
        merged[name] = standard.model_copy(update=given)
    return merged


def _is_said(path: str, phrases: Phrases) -> bool:
    """Whether the words of the document have what stands at a path of the language's file."""
    _, kind, name, *form = path.split(".")
    if kind == "phrases":
        return getattr(phrases.phrases[name], form[0]) is not None
    return kind in type(phrases).model_fields


def _find_missing_forms(phrases: Phrases, language: Language, pieces: Sequence[ContentFile]) -> Iterator[Diagnostic]:
    """The forms by number that a sentence lacks though it has others: all of them, for a translator."""
    needed = language.count_forms
    for name, phrase in phrases.phrases.items():
        given = {form for form in FORMS if getattr(phrase, form) is not None}
        missing = [form for form in (needed if given - {"other"} else ("other",)) if form not in given]
        if missing:
            place = ("phrases", name)
            tree = next(piece.tree for piece in pieces if place in piece.tree.keys)
            message = translate("the phrase '{name}' lacks {missing}", name=name, missing=", ".join(missing))
            hint = translate("counts of this language take {needed} (CLDR)", needed=", ".join(needed))
            yield Diagnostic("missing-form", message, tree.location(place, of_key=True), hint)
