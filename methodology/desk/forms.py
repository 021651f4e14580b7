"""Edits of more than one value: a form of each kind, what it would change, and its saving as one edit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from methodology.desk import allocations, entry_lists, gone_parts, leaves, new_parts, standard_sentences
from methodology.desk.asked import BadRequestError, Data, text_of
from methodology.desk.planned import FormContext, Planned

Make = Callable[[FormContext, Mapping[str, str]], object]
"""Returns the data of a form; None where there is none for what is asked."""
Read = Callable[[FormContext, Data], Planned]
"""Reads what a form was filled in with."""

MAKERS: Mapping[str, Make] = MappingProxyType(
    {
        "lists": entry_lists.find_lists,
        "list": entry_lists.make_form,
        "allocations": allocations.find_allocation,
        "allocation": allocations.make_form,
        "new": new_parts.make_form,
        "new-indicator": new_parts.make_indicator_form,
        "gone": gone_parts.find_parts,
        "leaf": leaves.make_form,
        "sentence": standard_sentences.make_form,
    }
)
READERS: Mapping[str, Read] = MappingProxyType(
    {
        "list": entry_lists.read_form,
        "allocation": allocations.read_form,
        "new": new_parts.read_form,
        "gone": gone_parts.read_form,
        "leaf": leaves.read_form,
        "sentence": standard_sentences.read_form,
        "standard": standard_sentences.read_standard,
    }
)


def make_form(context: FormContext, query: Mapping[str, str]) -> object:
    """Return the data of the form of a kind."""
    make = MAKERS.get(text_of(query, "kind"))
    if make is None:
        raise BadRequestError
    return make(context, query)


def read_form(context: FormContext, data: Data) -> Planned:
    """Return what a filled form comes to; raises :class:`methodology.desk.planned.RefusedError`."""
    read = READERS.get(text_of(data, "kind"))
    if read is None:
        raise BadRequestError
    return read(context, data)
