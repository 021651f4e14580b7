"""Markdown and HTML in texts that print them as they were typed."""

from __future__ import annotations

from collections.abc import Iterator

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import excerpt, printed_texts
from methodology.diagnostics import quote
from methodology.messages import translate
from methodology.model.plain_forms import find_plain_forms
from methodology.model.programme import Programme

RULES = Rules(Family.TYPOGRAPHY, Scope.VALUE)

_LONGEST_QUOTED = 40


@RULES.error("form-in-a-value")
def _find_forms(programme: Programme) -> Iterator[Found]:
    for text in printed_texts(programme):
        if text.path.startswith("chapters."):
            continue  # reading refuses what a chapter cannot hold
        for form in find_plain_forms(text.text):
            piece = excerpt(text.text, form.start, form.end).strip()
            shown = quote(piece, _LONGEST_QUOTED)
            message = translate(
                "a text of a YAML file cannot hold {name}: it prints '{shown}' as it is typed",
                name=form.name,
                shown=shown,
            )
            yield Found(text.path, message, piece, form.hint)
