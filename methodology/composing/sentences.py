"""Standard sentences, lists and notes: the phrase for a count, or the wording of the place; the marks after items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from jinja2 import TemplateRuntimeError
from markupsafe import Markup, escape

from methodology.composing.printing import Printer
from methodology.composing.views import ValueView, View
from methodology.diagnostics import ContentError, Diagnostic, nearest
from methodology.messages import translate
from methodology.model.indicator import Indicator, NumberFormat
from methodology.model.objective import ObjectiveRisks
from methodology.model.paths import REGISTRIES
from methodology.model.phrases import Mention, Phrase, Worded
from methodology.model.prose import Prose


@dataclass(frozen=True, slots=True)
class Item:
    """A list item: its text and the mark that ends it. In a sentence the mark is what separates it from the next."""

    text: Markup
    end: Markup

    def __html__(self) -> Markup:
        return self.text + self.end


@dataclass(frozen=True, slots=True)
class Sentences:
    """What templates call to make sentences and lists."""

    printer: Printer

    def phrase(
        self, name: str, owner: View | None = None, /, *, chapter: str = "", count: int = 0, **arguments: object
    ) -> Markup:
        """The standard sentence ``name`` with its values, in the form for ``count``; or the owner's own wording of it.

        Raises :class:`ContentError` where the phrase lacks a form or names a value that is not among ``arguments``.
        """
        values = {key: self.text(value) for key, value in arguments.items()}
        own = self._wording(name, owner, chapter)
        if own is not None:
            path, text = own
            return self.printer.with_source(path, self.printer.print_prose(text, path, values))
        path, text = self._standard(name, count)
        printed = self.printer.with_source(path, self.printer.print_prose(text, path, values))
        if owner is None or not isinstance(owner.model, Worded):
            return printed
        # where this place's own wording would stand
        return self.printer.with_source(f"{owner.path}.wording.{name}", printed)

    def text(self, value: object) -> Markup:
        """Any value that a template may hand on."""
        if isinstance(value, ValueView):
            return self.printer.print_value(value)
        if isinstance(value, int | str):
            return escape(value)
        raise TemplateRuntimeError(translate("a value is expected, not {name}", name=type(value).__name__))

    def mentions(self, owner: View, field: str) -> tuple[Item, ...]:
        """The entries of a registry that ``owner`` lists, as a list: each ends in ``;``, the last in a full stop."""
        texts = self._mention_texts(owner, field)
        return tuple(self._end_items(owner, field, list(texts), list(texts.values()), _list_ends(len(texts))))

    def items(self, owner: View, field: str, texts: Mapping[str, object]) -> tuple[Item, ...]:
        """Keyed texts as a list, with the same marks."""
        printed = [self.text(value) for value in texts.values()]
        return tuple(self._end_items(owner, field, list(texts), printed, _list_ends(len(texts))))

    def joined(self, owner: View, field: str) -> Markup:
        """The entries that ``owner`` lists as members of a sentence."""
        texts = self._mention_texts(owner, field)
        ends = [*self.printer.language.separators(len(texts)), ""]
        return Markup("").join(self._end_items(owner, field, list(texts), list(texts.values()), ends))

    def ended(self, owner: View, key: str, text: object, end: str) -> Item:
        """One text with its mark: ``end``, unless the owner's ``endings`` say otherwise."""
        return next(self._end_items(owner, key, [""], [self.text(text)], [end]))

    def _end_items(
        self, owner: View, field: str, keys: Sequence[str], texts: Sequence[Markup], ends: Sequence[str]
    ) -> Iterator[Item]:
        endings = owner.model.endings if isinstance(owner.model, Worded) else {}
        for key, text, end in zip(keys, texts, ends, strict=True):
            place = f"{field}.{key}" if key else field
            if place in endings:
                path = f"{owner.path}.endings.{place}"
                yield Item(text, self.printer.with_source(path, escape(endings[place])))
            else:
                yield Item(text, escape(end))

    def _mention_texts(self, owner: View, field: str) -> dict[str, Markup]:
        """The printed entries that ``owner`` lists, by their ids."""
        views: Sequence[View] = getattr(owner, field)
        mentions = ((view, view.model) for view in views if isinstance(view.model, Mention))
        return {mention.id: self._mention(view, mention, field, owner) for view, mention in mentions}

    def _mention(self, view: View, mention: Mention, field: str, owner: View) -> Markup:
        if mention.text is not None:
            return self.printer.with_source(view.path, self.printer.print_prose(mention.text, view.path))
        is_own = isinstance(owner.model, ObjectiveRisks) and mention.id in owner.model.own
        registry = f"{owner.path}.own" if is_own else REGISTRIES[field]
        return self.printer.with_source(view.path, self.printer.print_path(f"{registry}.{mention.id}"))

    def _wording(self, name: str, owner: View | None, chapter: str) -> tuple[str, Prose] | None:
        if owner is None or not isinstance(owner.model, Worded):
            return None
        for key in (f"{name}.{chapter}", name):
            if key in owner.model.wording:
                return f"{owner.path}.wording.{key}", owner.model.wording[key]
        return None

    def _standard(self, name: str, count: int) -> tuple[str, Prose]:
        phrases = self.printer.programme.phrases.phrases
        if name not in phrases:
            hint = nearest(name, phrases) or translate("write it in the language's file")
            raise TemplateRuntimeError(
                translate("no phrase '{name}' in the language's file or phrases.yaml ({hint})", name=name, hint=hint)
            )
        return self._form(name, phrases[name], count)

    def _form(self, name: str, phrase: Phrase, count: int) -> tuple[str, Prose]:
        form = self.printer.language.plural_form(count) if _has_plural_forms(phrase) else "other"
        text = getattr(phrase, form)
        path = f"phrases.phrases.{name}"
        if text is None:
            location = self.printer.programme.values[f"{path}.other"].location
            message = translate(
                "the phrase '{name}' has no form '{form}', which {count} needs", name=name, form=form, count=count
            )
            hint = translate("write '{form}:' beside the other forms", form=form)
            self.printer.keep(ContentError([Diagnostic("missing-form", message, location, hint)]))
            return f"{path}.other", phrase.other
        return f"{path}.{form}", text


def _has_plural_forms(phrase: Phrase) -> bool:
    return any(getattr(phrase, form) is not None for form in ("zero", "one", "two", "few", "many"))


def _list_ends(count: int) -> list[str]:
    return [";"] * (count - 1) + ["."] if count else []


RANGE_FROM = 3
"""So many consecutive codes or more are printed as a range."""


@dataclass(frozen=True, slots=True)
class CountedGroup:
    """Neighbouring indicators of one unit that counts one thing."""

    indicators: tuple[View, ...]

    @property
    def unit(self) -> object:
        """The unit that they share."""
        return self.indicators[0].unit

    @property
    def counts(self) -> object:
        """What it counts."""
        return self.indicators[0].counts


@dataclass(frozen=True, slots=True)
class CountNotes:
    """What templates call to write a note."""

    sentences: Sentences

    def counted(self, indicators: Iterable[View]) -> tuple[CountedGroup, ...]:
        """Groups of all that count something, percentages apart, in their order."""
        counting = [view for view in indicators if _model(view).counts and not _is_percent(view)]
        groups = groupby(counting, key=lambda view: (_model(view).unit, _model(view).counts))
        return tuple(CountedGroup(tuple(group)) for _, group in groups)

    @staticmethod
    def percentages(indicators: Iterable[View]) -> tuple[View, ...]:
        """All that are given in per cent."""
        return tuple(view for view in indicators if _model(view).counts and _is_percent(view))

    def codes(self, indicators: tuple[View, ...], owner: View | None = None, chapter: str = "") -> Markup:
        """Their codes in a sentence, three or more in a row as a range."""
        leaves = [ValueView(f"{view.path}.id", _model(view).id, view.model, "id") for view in indicators]
        if len(leaves) >= RANGE_FROM and _consecutive(indicators):
            return self.sentences.phrase("code_range", owner, chapter=chapter, first=leaves[0], last=leaves[-1])
        codes = [self.sentences.text(leaf) for leaf in leaves]
        separators = (*self.sentences.printer.language.separators(len(codes)), "")
        return Markup("").join(code + separator for code, separator in zip(codes, separators, strict=True))


def _model(view: View) -> Indicator:
    assert isinstance(view.model, Indicator)  # noqa: S101 (templates hand indicators in)
    return view.model


def _is_percent(view: View) -> bool:
    return _model(view).number_format is NumberFormat.PERCENT


def _consecutive(indicators: tuple[View, ...]) -> bool:
    counted = [re.fullmatch(r"(.*?)(\d+)", _model(view).id) for view in indicators]
    places = [(code[1], int(code[2])) if code else None for code in counted]
    return all(one and later == (one[0], one[1] + 1) for one, later in pairwise(places))
