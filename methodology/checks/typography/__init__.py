"""How text is set in the language of the document."""

from methodology.checks.typography import (
    characters,
    letters,
    listed_words,
    long_words,
    marks,
    numbers,
    placeholders,
    plain_forms,
    terms,
)

RULES = (
    *characters.RULES,
    *letters.RULES,
    *placeholders.RULES,
    *marks.RULES,
    *numbers.RULES,
    *terms.RULES,
    *long_words.RULES,
    *listed_words.RULES,
    *plain_forms.RULES,
)
