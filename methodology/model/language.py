"""How the authors use their language: ``language.yaml``, where no rule of the language itself decides."""

from __future__ import annotations

from methodology.model.scalars import Content, Text


class Quotes(Content):
    """The quotation marks of the document; a language often allows more than one pair."""

    opening: Text
    closing: Text


class PreferredForm(Content):
    """The form to use, and the forms that it replaces; each stands for itself, letter by letter."""

    use: Text
    instead_of: tuple[Text, ...]


class LanguageUse(Content):
    """``language.yaml``; there need not be one, and each part of it may be left out.

    ``abbreviations`` end in a full stop of their own (``ipd.``); ``known`` are short names that need no explanation
    (``EU``); ``explained_after`` are the words that introduce a short name (``v nadaljevanju``); ``words`` are right
    although no dictionary has them.
    """

    quotes: Quotes | None = None
    preferred: tuple[PreferredForm, ...] = ()
    abbreviations: tuple[Text, ...] = ()
    known: tuple[Text, ...] = ()
    explained_after: tuple[Text, ...] = ()
    words: tuple[Text, ...] = ()
