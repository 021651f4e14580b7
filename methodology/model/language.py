"""How the authors use their language: ``language.yaml``, where no rule of the language itself decides."""

from __future__ import annotations

from methodology.model.scalars import Content, Text


class Quotes(Content):
    """The quotation marks of the document; a language often allows more than one pair."""

    opening: Text
    """The mark that opens: »."""
    closing: Text
    """The mark that closes: «."""


class PreferredForm(Content):
    """The form to use, and the forms that it replaces; each stands for itself, letter by letter."""

    use: Text
    """The form to use."""
    instead_of: tuple[Text, ...]
    """The forms that it replaces."""


class LanguageUse(Content):
    """``language.yaml``; there need not be one, and each part of it may be left out."""

    quotes: Quotes | None = None
    preferred: tuple[PreferredForm, ...] = ()
    """The forms to use, and those that they replace."""
    abbreviations: tuple[Text, ...] = ()
    """Abbreviations that end in a full stop of their own: ``ipd.``."""
    known: tuple[Text, ...] = ()
    """Short names that need no explanation: ``EU``."""
    explained_after: tuple[Text, ...] = ()
    """The words that introduce a short name: ``v nadaljevanju``."""
    words: tuple[Text, ...] = ()
    """Words that are right although no dictionary has them; ``*`` stands for any letters: ``schengensk*``."""
