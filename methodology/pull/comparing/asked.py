"""Everything that one edited file asks for: what can be written, and what is left for somebody to look after.

It is found twice. First the file is compared with what it was made as; what that comes to is made, in memory, and
compared with the file again. What is left then is what content cannot say, so that nothing is ever dropped: text of the
templates, computed text, a change at one of several places, and whatever would print otherwise than the file says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from methodology.pull.comparing.compared import Compared, Edited, compared
from methodology.pull.comparing.deltas import Delta, TextDelta
from methodology.pull.comparing.entry_deltas import is_entry
from methodology.pull.comparing.leftovers import Asked, Leftovers
from methodology.pull.comparing.making import Workshop
from methodology.pull.comparing.text_deltas import Elsewhere
from methodology.pull.pulled import Act

OPTIONAL = (".rationale.", ".remarks.", ".target_rationale.")
"""Sentences that a document can do without: where one goes, it goes from the content."""


SAME_DOCUMENT = 0.5
"""The share of texts that are still there from which on a file is an edited copy of a document."""


def asked_by(edited: Edited, workshop: Workshop, elsewhere: Elsewhere) -> Asked | None:
    """What a file asks for against the content that it was made from; None where it is no copy of its document."""
    first = compared(edited, edited.base, elsewhere)
    if len(first.differences.gone) > (1 - SAME_DOCUMENT) * len(edited.base.texts):
        return None
    own = [delta for delta in first.texts.deltas if not delta.path.startswith("phrases.")]
    deltas: list[Delta] = [*own, *_gone_sentences(first, own)]
    deltas += [*first.entries.texts, *first.entries.entries, *first.leaves]
    return Leftovers(edited, workshop, elsewhere, first, deltas).asked()


def _gone_sentences(found: Compared, own: Sequence[TextDelta]) -> Iterator[TextDelta]:
    """The sentences that went with their whole paragraph."""
    changed = {delta.path for delta in own}
    base = found.differences.base
    for number in found.differences.gone:
        text = base.texts[number]
        paths = {path for part in text.parts for path in (part.path, part.within) if path in base.programme.values}
        sentences = {path for path in paths if path and any(mark in path for mark in OPTIONAL)} - changed
        if text.is_item or text.word.cell is not None or len(sentences) != 1 or is_entry(min(sentences)):
            continue
        path = min(sentences)
        wish = found.places.wish(Act.REMOVED, path, text.text, None, old=number)
        yield TextDelta(path, str(base.programme.values[path].value), None, wish)
