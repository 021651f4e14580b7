"""The ties of short words in an edited file: as they are no text, they are read as the spaces that they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from methodology.model.tied_words import Words, cut_like, untie
from methodology.pull.original import Original
from methodology.word.reading import WordFile, WordText


def read_ties(file: WordFile, original: Original) -> WordFile:
    """The file without its ties; a no-break space in another place stays.

    A text that has such spaces in its content too is read as the content has it, where nothing else in it changed.
    """
    words = original.tied_words
    if not words:
        return file
    own = {untied: text.text for text in original.texts if (untied := untie(text.text, words)) != text.text}
    comments = tuple(
        replace(comment, text=untie(comment.text, words), anchor=untie(comment.anchor, words))
        for comment in file.comments
    )
    return replace(file, texts=tuple(_untie(text, words, own) for text in file.texts), comments=comments)


def _untie(text: WordText, words: Words, own: Mapping[str, str]) -> WordText:
    said = text.text
    untied = untie(said, words)
    untied = own.get(untied, untied)
    if untied == said:
        return text
    cut = cut_like(untied, [run.text for run in text.runs])
    runs = tuple(replace(run, text=piece) for run, piece in zip(text.runs, cut, strict=True))
    return replace(text, runs=runs)
