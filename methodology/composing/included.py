"""Templates that others include: each is a piece, made again only where something that it reads has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from jinja2 import Template
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from pydantic import BaseModel

from methodology.composing.recording import Recorder, owner_says
from methodology.composing.views import ValueView, View
from methodology.sandbox import TemplateEnvironment

PIECE = "piece"
"""The element that stands for what an included template wrote right into the document; no template can write it."""
_NOT_KEPT = object()


class IncludedTemplates:
    """What included templates write. ``streamed`` is what some wrote right into the document, in that order."""

    def __init__(self, recorder: Recorder, environment: TemplateEnvironment, names: Mapping[str, object]) -> None:
        """``names`` are what the whole document's template may use: what it reads of that is noted."""
        self.streamed: list[str] = []
        self._recorder = recorder
        self._environment = environment
        self._names = names
        self._counts: Counter[object] = Counter()
        self._parents: dict[int, tuple[object, dict[str, object]]] = {}
        """The names that templates have given themselves among those that each context began with, by its id."""

    def write(self, template: Template, context: Context, local: Mapping[str, object], *, streams: bool) -> str:
        """What the template writes with these local names; where it ``streams``, the element that stands for it."""
        own = self._own_of(context) | dict(local)
        keys = {name: _key_of(value) for name, value in own.items() if not isinstance(value, Macro)}
        has_frame = self._recorder.is_open
        written: list[int] = []

        def make() -> tuple[str, int]:
            written.append(1)
            before = self._environment.left
            whole = template.new_context(context.get_all(), shared=True, locals=dict(local))
            pieces = template.root_render_func(whole)
            text = self._environment.concat(pieces)
            return text, before - self._environment.left

        if any(key is _NOT_KEPT for key in keys.values()):
            return make()[0]
        places = tuple((name, value.path) for name, value in own.items() if isinstance(value, View))
        slot = template.name, places
        self._counts[slot] += 1
        key = *keys, *keys.values()
        text, spent = self._recorder.piece((*slot, self._counts[slot]), key, make)
        if not written:
            self._environment.spend(spent)
        if not streams or has_frame:
            return text
        self.streamed.append(text)
        return f'<{PIECE} n="{len(self.streamed) - 1}"/>'

    def _own_of(self, context: Context) -> dict[str, object]:
        """What the templates have given names themselves: in what they were called with, and since."""
        known = self._parents.get(id(context.parent))
        if known is None:
            known = context.parent, {name: one for name, one in context.parent.items() if self._is_own(name, one)}
            self._parents[id(context.parent)] = known
        since = context.vars
        outside = {name: one for name, one in known[1].items() if name not in since}
        return outside | {name: one for name, one in since.items() if self._is_own(name, one)}

    def note(self, name: str) -> None:
        """Note that a template asks for a name."""
        self._recorder.note("name", name)

    def _is_own(self, name: str, value: object) -> bool:
        """Whether a template has given a name itself."""
        return self._names.get(name, missing) is not value and self._environment.globals.get(name, missing) is not value


def _key_of(value: object) -> object:
    """What a value says, or its place where what it says is noted when it is read."""
    if isinstance(value, View):
        recorder = value.recorder
        is_top = recorder is not None and recorder.tops.get(value.path) is value.held
        return value.path, None if is_top else value.held
    if isinstance(value, ValueView):
        return value.path, value.value, value.field, owner_says(value.owner)
    if value is missing or value is None or isinstance(value, str | int | BaseModel):
        return value
    if isinstance(value, tuple | list):
        return _all_of(type(value), *map(_key_of, value))
    if isinstance(value, dict):
        return _all_of(dict, *value, *map(_key_of, value.values()))
    return _NOT_KEPT


def _all_of(*keys: object) -> object:
    return _NOT_KEPT if any(key is _NOT_KEPT for key in keys) else keys
