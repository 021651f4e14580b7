"""Standard sentences at the desk: all their forms by number, changed everywhere or at one place alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from methodology.desk.asked import BadRequestError, Data, text_of, texts_by_name
from methodology.desk.draft import ConflictError, source_at, text_edit
from methodology.desk.labels import label_of
from methodology.desk.planned import FormContext, Planned, RefusedError
from methodology.editing import apply_edits
from methodology.editing.edits import ContentEdit, SetText
from methodology.messages import translate
from methodology.model.language import FORMS
from methodology.model.phrases import Phrase
from methodology.model.programme import Programme
from methodology.model.texts import texts_of

ROOT = "phrases.phrases"
EXAMPLES = (1, 2, 3, 5)
"""The counts whose forms are shown beside each other."""


@dataclass(frozen=True, slots=True)
class SentenceForm:
    """A form of a standard sentence: its name, the counts of the examples that it is for, and its text."""

    form: str
    counts: tuple[int, ...]
    text: str


@dataclass(frozen=True, slots=True)
class StandardSentence:
    """A standard sentence; ``places`` counts where it is printed, ``here`` is the path of a wording of this place.

    ``printed`` is the form that this place has. ``names`` are those that stand for values in it.
    """

    path: str
    name: str
    forms: tuple[SentenceForm, ...]
    printed: str
    here: str
    owner: str
    places: int


def make_form(context: FormContext, query: Mapping[str, str]) -> StandardSentence | None:
    """Return the forms of the standard sentence that a path is of; None where it is of none.

    ``near`` is the anchor of the heading above the place that is looked at.
    """
    path, near = text_of(query, "path"), query.get("near", "")
    name, form = path.removeprefix(f"{ROOT}.").rpartition(".")[::2]
    phrase = context.programme.phrases.phrases.get(name)
    if phrase is None or not path.startswith(f"{ROOT}.") or form not in FORMS:
        return None
    places, here = _find_places(context, f"{ROOT}.{name}", path, near)
    return StandardSentence(
        path=f"{ROOT}.{name}",
        name=context.names.path(path),
        forms=tuple(_forms(context.programme, phrase)),
        printed=form,
        here=here,
        owner=context.names.path(here.partition(".wording.")[0]) if here else "",
        places=places,
    )


def read_form(_context: FormContext, data: Data) -> Planned:
    """Return the edit of the forms that changed, or of the wording of one place."""
    root, here = text_of(data, "path"), text_of(data, "here")
    seen, texts = texts_by_name(data, "seen"), texts_by_name(data, "texts")
    if not root.startswith(f"{ROOT}.") or not texts.keys() <= seen.keys() <= set(FORMS):
        raise BadRequestError
    if any(not text.strip() for text in texts.values()):
        raise RefusedError(translate("a standard sentence cannot be empty"))

    def plan(programme: Programme) -> Mapping[str, str | None]:
        now = {form: source_at(programme, f"{root}.{form}") for form in seen}
        if now != seen:
            raise ConflictError(None)
        return apply_edits(programme, list(_edits(programme, root, here, seen, texts)))

    return Planned(label_of(here or f"{root}.other"), plan)


def read_standard(_context: FormContext, data: Data) -> Planned:
    """Return the edit that lets one place have the standard sentence again."""
    path, seen = text_of(data, "path"), text_of(data, "seen")
    if ".wording." not in path:
        raise BadRequestError

    def plan(programme: Programme) -> Mapping[str, str | None]:
        now = source_at(programme, path)
        if now != seen:
            raise ConflictError(now)
        return apply_edits(programme, [SetText(path, None)])

    return Planned(label_of(path), plan)


def _edits(
    programme: Programme, root: str, here: str, seen: Mapping[str, str], texts: Mapping[str, str]
) -> Iterator[ContentEdit]:
    if here:
        owner, separator, name = here.partition(".wording.")
        if not separator or name != root.removeprefix(f"{ROOT}.") or len(texts) != 1:
            raise BadRequestError
        yield from (SetText(f"{owner}.wording.{name}", text.strip()) for text in texts.values())
        return
    for form, text in texts.items():
        if text.strip() != seen[form]:
            yield text_edit(programme, f"{root}.{form}", text.strip())


def _forms(programme: Programme, phrase: Phrase) -> Iterator[SentenceForm]:
    """The forms that a sentence has, in the order of the counts that they are for."""
    given = {form: str(getattr(phrase, form)) for form in FORMS if getattr(phrase, form) is not None}
    is_counted = len(given) > 1
    counts: dict[str, list[int]] = {form: [] for form in given}
    for count in EXAMPLES if is_counted else ():
        form = programme.grammar.plural_form(count)
        counts.setdefault(form if form in given else "other", []).append(count)
    order = sorted(given, key=lambda form: counts[form] or [max(EXAMPLES) + 1])
    yield from (SentenceForm(form, tuple(counts[form]), given[form]) for form in order)


def _find_places(context: FormContext, root: str, path: str, near: str) -> tuple[int, str]:
    """How many texts print a standard sentence, and the path of a wording of the place that is looked at."""
    places, here = 0, ""
    for text in texts_of(context.page.document):
        runs = [run for run in text.runs if run.source is not None and run.source.rpartition(".")[0] == root]
        places += bool(runs)
        for run in runs:
            if run.source == path and (text.section or "") == near and ".wording." in (run.within or ""):
                here = here or run.within or ""
    return places, here
