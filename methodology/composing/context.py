"""What a document template may use; a test holds the table on the page on templates against this."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import TypedDict

from jinja2 import TemplateRuntimeError
from markupsafe import Markup

from methodology.composing.bar_pictures import bar_pictures
from methodology.composing.chapter_markup import chapter_markup
from methodology.composing.printed_calculations import CalculationPrinter
from methodology.composing.printing import Printer
from methodology.composing.sentences import CountNotes, Sentences
from methodology.composing.views import ValueView, View, wrap
from methodology.diagnostics import nearest
from methodology.memory import NO_MEMORY, Memory
from methodology.messages import translate
from methodology.model.indicator import Indicator
from methodology.model.justification import Amendment
from methodology.model.objective import Objective
from methodology.model.outline import OutlinePart
from methodology.model.paths import step_of
from methodology.model.programme import Programme


def linkable_codes(programme: Programme, memory: Memory = NO_MEMORY) -> frozenset[str]:
    """The codes of the indicators that some part of the outline has a place of their own for."""
    parts = frozenset(part.part for part in programme.outline)
    codes = partial(_linkable_in, parts)
    return frozenset(
        chain.from_iterable(memory.recall_each("linkable", (programme.outline,), codes, programme.objectives))
    )


def _linkable_in(parts: frozenset[str | None], objective: Objective) -> tuple[str, ...]:
    kinds = {"outputs": objective.outputs, "results": objective.results}
    shown = (wholes for kind, wholes in kinds.items() if parts & {kind, "overview"})
    return tuple(one.id for wholes in shown for whole in wholes for one in whole.with_parts)


def _history(programme: Programme) -> Iterator[Mapping[str, ValueView | None]]:
    """Yield each version up to the document's own by date, with what is said of it, by the paths of its amendment."""
    facts = programme.facts
    own = programme.amendments.get(facts.version, Amendment())
    known = {**programme.amendments, facts.version: own.model_copy(update={"date": facts.date})}
    dated = sorted((amendment.date or datetime.date.min, version) for version, amendment in known.items())
    for _, version in (one for one in dated if one <= (facts.date, facts.version)):
        said = {name: getattr(known[version], name) for name in ("date", "summary", "legal_basis")}
        yield {
            name: None if value is None else ValueView(f"amendments.{step_of(version)}.{name}", value, own, name)
            for name, value in {"version": version, **said}.items()
        }


class NamedContent(TypedDict):
    """What :func:`named_content` returns."""

    objectives: tuple[str, ...]
    interventions: Mapping[str, str]
    outline: tuple[OutlinePart, ...]
    history: tuple[object, ...]
    linkable: frozenset[str]
    chapters: tuple[str, ...]


def named_content(programme: Programme, memory: Memory = NO_MEMORY) -> NamedContent:
    """What would be other content under those names of :func:`template_context` that stand for several parts of it."""
    return {
        "objectives": tuple(objective.facts.id for objective in programme.objectives),
        "interventions": programme.interventions,
        "outline": programme.outline,
        "history": (programme.facts.version, programme.facts.date, *programme.amendments.items()),
        "linkable": linkable_codes(programme, memory),
        "chapters": tuple(programme.chapters),
    }


def template_context(programme: Programme, printer: Printer) -> dict[str, object]:
    """The names that a template may use, with what they stand for."""
    sentences = Sentences(printer)
    notes = CountNotes(sentences)
    recorder = printer.recorder

    def chapter(name: str) -> Markup:
        programme = printer.programme
        if name not in programme.chapters:
            hint = nearest(name, programme.chapters) or translate("write chapters/{name}.md in the content", name=name)
            raise TemplateRuntimeError(translate("the content has no chapter '{name}' ({hint})", name=name, hint=hint))
        shift, is_annex = programme.heading_shift(name), programme.is_annex(name)
        text = programme.chapters[name]
        write = partial(chapter_markup, text, printer, shift, is_annex=is_annex)
        return recorder.piece(("chapter", name), (text, shift, is_annex), write)

    def heading(level: int, kind: str, text: Markup, anchor: str = "") -> Markup:
        is_chapter = kind == "chapter"  # numbered through the document, so it has no class and makes its own anchor
        attributes = Markup("") if is_chapter else Markup(' class="{}" id="{}"').format(kind, anchor)
        return Markup("<h{}{}>{}</h{}>").format(level, attributes, text, level) if level else Markup("")

    def with_parts(indicators: Iterable[View]) -> tuple[View, ...]:
        models = (view.model for view in indicators if isinstance(view.model, Indicator))
        return tuple(View(one, one.id, recorder) for model in models for one in model.with_parts)

    return {
        "programme": View(programme.facts, "programme", recorder),
        "objectives": tuple(View(objective, objective.facts.id, recorder) for objective in programme.objectives),
        "common_risks": View(programme.risks, "risks", recorder),
        "interventions": wrap(programme.interventions, "interventions", programme, "interventions"),
        "outline": programme.outline,
        "history": tuple(_history(programme)),
        "linkable": recorder.names.get("linkable") or linkable_codes(programme),
        "heading": heading,
        "chapter": chapter,
        "chapters": tuple(programme.chapters),
        "phrase": sentences.phrase,
        "mentions": sentences.mentions,
        "items": sentences.items,
        "joined": sentences.joined,
        "ended": sentences.ended,
        "bars": partial(bar_pictures, sentences),
        "calculations": CalculationPrinter(sentences).calculations,
        "counted": notes.counted,
        "percentages": notes.percentages,
        "codes": notes.codes,
        "with_parts": with_parts,
    }
