"""Where templates run: they reach no Python, read no file outside of their folder, and end in time and memory.

Jinja's sandbox alone lets a template call what a model inherits (a reader of files among it), double a text until the
memory is full, and go round in a loop for ever.
"""

from __future__ import annotations

import datetime
import functools
import itertools
import re
import traceback
from collections import defaultdict
from collections.abc import Callable, Collection, Generator, Hashable, Iterable, Iterator, Mapping
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, Protocol, cast

from jinja2 import (
    BaseLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.exceptions import SecurityError
from jinja2.filters import do_join
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, markup_join, str_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import pass_eval_context
from pydantic import BaseModel

from methodology.memory import NO_MEMORY, Memory
from methodology.messages import translate
from methodology.sandbox.compiler import CompiledTemplates, Compiler
from methodology.sandbox.deadline import OutOfTimeError, deadline

MOST_SECONDS = 60.0
"""Of the processor's time for one template with all that it includes; the present document takes 0.2."""
MOST_CHARACTERS = 512 * 2**20
"""That one template writes and puts together, with all that it includes; the present document has 2 million."""
MOST_SOURCE = 4 * 2**20
"""The bytes of a template."""
MOST_JUDGED = 4096
"""So many attributes of kinds of objects are remembered to be open to templates or not."""
MOST_FACTOR = {"*": 2**64, "**": 64}

EXPRESSION_FAULTS = (
    *(TemplateError, SecurityError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError),
    *(SyntaxError, RecursionError, MemoryError),
)
"""What a wrong expression raises; Python refuses too many loops within each other as a syntax error."""

_PLAIN: tuple[type, ...] = (bool, int, float, tuple, list, dict, type({}.items()), type({}.keys()), type({}.values()))
_PACKAGE = __name__.partition(".")[0]
_STRING_METHODS = frozenset(
    {"lower", "upper", "capitalize", "title", "strip", "lstrip", "rstrip", "startswith", "endswith", "split", "rsplit"}
    | {"splitlines", "partition", "rpartition", "removeprefix", "removesuffix", "find", "count", "index", "isdigit"}
)
"""Those that make no text longer than it was."""
_SIMPLE = re.compile(r"(?:[^{}]|\{\{|\}\}|\{\w*\})*")
_WIDE = re.compile("%(?![dg%])")
_FILTERS = frozenset(
    {"abs", "attr", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "first", "float", "forceescape"}
    | {"groupby", "int", "items", "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr"}
    | {"reverse", "safe", "select", "selectattr", "sort", "string", "striptags", "title", "trim", "unique", "upper"}
    | {"urlencode"}
)
"""Those whose result is bounded and always the same."""
_GLOBALS = frozenset({"range", "dict", "namespace", "cycler", "joiner"})


class TemplateFolder(FileSystemLoader):
    """The templates of one folder; a link that leads out of it is not followed."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.folder = folder

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """A template's text, file, and whether it is still the same."""
        path = self.folder / template
        try:
            if path.exists() and not path.resolve().is_relative_to(self.folder.resolve()):
                raise TemplateNotFound(
                    template, translate("'{template}' leads out of the folder of the templates", template=template)
                )
            if path.is_file() and path.stat().st_size > MOST_SOURCE:
                raise TemplateNotFound(
                    template,
                    translate(
                        "'{template}' is larger than {most_source} MB",
                        template=template,
                        most_source=MOST_SOURCE // 2**20,
                    ),
                )
            return super().get_source(environment, template)
        except OSError as error:
            raise TemplateNotFound(
                template,
                translate("'{template}' cannot be read: {strerror}", template=template, strerror=error.strerror),
            ) from error


class Includes(Protocol):
    """Who is asked for what included templates write, and told which names they look up."""

    def write(self, template: Template, context: Context, local: Mapping[str, object], *, streams: bool) -> str:
        """Return what a template writes; it ``streams`` where that goes right into the text of the whole."""

    def note(self, name: str) -> None:
        """Take note of a name that a template looks up."""


class _NotingContext(Context):
    """A context that tells which names are looked up."""

    def resolve_or_missing(self, key: str) -> Any:
        if isinstance(self.environment, TemplateEnvironment) and self.environment.includes is not None:
            self.environment.includes.note(key)
        return super().resolve_or_missing(key)


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Jinja for templates that anybody may have written.

    A class may keep names of its own from templates by ``HIDDEN_FROM_TEMPLATES``. ``seconds`` and ``characters`` bound
    each :meth:`fill` template.
    """

    code_generator_class = Compiler
    context_class = _NotingContext
    includes: Includes | None = None
    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(  # noqa: PLR0913 (Jinja's own names)
        self,
        loader: BaseLoader | None = None,
        *,
        undefined: type[StrictUndefined] = StrictUndefined,
        autoescape: bool = True,
        keep_trailing_newline: bool = False,
        finalize: Callable[[Any], Any] | None = None,
        bytecode_cache: CompiledTemplates | None = None,
        remembers: Collection[type] = (),
        memory: Memory = NO_MEMORY,
    ) -> None:
        """``memory`` has what closed macros wrote whose first argument is of a kind among ``remembers``."""
        super().__init__(
            loader=loader,
            undefined=undefined,
            autoescape=autoescape,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=keep_trailing_newline,
            finalize=finalize,
            bytecode_cache=bytecode_cache,
            auto_reload=False,  # an environment is one of one build, whose templates do not change
        )
        self.seconds, self.characters = MOST_SECONDS, MOST_CHARACTERS
        self.filters = {name: self._filter(made) for name, made in self.filters.items() if name in _FILTERS}
        self.filters |= {"join": _join, "format": _format, "each": self._each}
        self.globals = {name: made for name, made in self.globals.items() if name in _GLOBALS}
        self.concat = self._concat  # type: ignore[method-assign]  # the compiled templates look it up here
        self._left = self.characters
        self._judged: dict[tuple[type, str], bool] = {}
        self._memory, self._remembers = memory, frozenset(remembers)
        self._turns: defaultdict[int, Iterator[int]] = defaultdict(itertools.count)
        """How often each macro was asked by ``each``, by its number."""

    def fill(self, template: str, context: Mapping[str, object]) -> str:
        """The template's text; :data:`EXPRESSION_FAULTS` where it is wrong, too slow or too long."""
        self._left = self.characters
        written: list[str] = []
        with deadline(self.seconds):
            pieces = cast(Generator[str, None, None], self.get_template(template).generate(context))
            try:
                for piece in pieces:
                    written.append(self._count(piece))  # noqa: PERF401 (what is written so far is counted)
            except (OutOfTimeError, SecurityError) as stop:
                pieces.throw(stop)  # into the template, so that the traceback has its line
                raise
        return "".join(written)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """A text's ``format`` with names in braces alone: a width could be as large as the memory."""
        pattern = getattr(value, "__self__", None)
        if getattr(value, "__name__", "") != "format" or not isinstance(pattern, str) or not _SIMPLE.fullmatch(pattern):
            return None
        original = super().wrap_str_format(value)
        if original is None:
            return None

        def measured(*args: Any, **kwargs: Any) -> str:
            given = (argument for argument in (*args, *kwargs.values()) if isinstance(argument, str))
            self._spend(len(pattern) + pattern.count("{") * max(map(len, given), default=0))
            return original(*args, **kwargs)

        return measured

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Fields of the content, and what the program itself offers; of Python's own objects next to nothing."""
        kind: Any = type(obj)
        judged = self._judged.get((kind, attr))
        if judged is None:  # Jinja's own rules look at the kind alone, too
            judged = _is_open(kind, attr) and super().is_safe_attribute(obj, attr, value)
            if len(self._judged) < MOST_JUDGED:
                self._judged[kind, attr] = judged
        return judged

    def getattr(self, obj: Any, attribute: str) -> Any:
        """An attribute, on the short way where it was judged open: a template reads thousands.

        A text's ``format`` is never judged open, so it always comes measured.
        """
        if self._judged.get((type(obj), attribute)):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                pass
        return super().getattr(obj, attribute)

    def call(self, __context: Any, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        """A call whose result counts."""
        return self.measure(super().call(__context, __obj, *args, **kwargs))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """An operation whose result is bounded."""
        if operator == "%" and isinstance(left, str):
            raise SecurityError(translate("texts are not formatted with %"))
        if operator == "*" and (hasattr(left, "__len__") or hasattr(right, "__len__")):
            raise SecurityError(translate("texts and lists are not multiplied"))
        if operator in ("*", "**") and max(abs(left), abs(right)) > MOST_FACTOR[operator]:
            raise SecurityError(translate("the numbers of {operator} are too large", operator=operator))
        if operator == "+" and hasattr(left, "__len__") and hasattr(right, "__len__"):
            self._spend(len(left) + len(right))
        return super().call_binop(context, operator, left, right)

    def concatenate(self, parts: Iterable[Any], autoescape: bool) -> str:  # noqa: FBT001 (called by compiled templates)
        """The operator ``~``."""
        texts = [part if hasattr(part, "__html__") else str(part) for part in parts]
        self._spend(sum(len(part) if isinstance(part, str) else 0 for part in texts))
        joined: str = markup_join(texts) if autoescape else str_join(texts)
        return joined

    def include(
        self, template: Template, context: Context, local: dict[str, object], *, streams: bool
    ) -> Generator[str, None, None]:
        """What an included template writes (called by compiled templates)."""
        if self.includes is not None:
            yield self.includes.write(template, context, local, streams=streams)
            return
        pieces = cast(
            Generator[str, None, None],
            template.root_render_func(template.new_context(context.get_all(), shared=True, locals=local)),
        )
        try:
            yield from pieces
        finally:
            pieces.close()

    @property
    def left(self) -> int:
        """How many characters may still be written."""
        return self._left

    def spend(self, characters: int) -> None:
        """Count characters that are written again as they were."""
        self._spend(characters)

    def remember_macro(self, macro: Callable[..., str], number: int) -> Callable[..., str]:
        """A closed macro (called by compiled templates), which writes once what its arguments say.

        The first one is known by what it is, the others by what they say.
        """
        return macro if self._memory is NO_MEMORY else _ClosedMacro(macro, number, self)

    def recall_text(self, slot: Hashable, arguments: tuple[object, ...], macro: Callable[..., str]) -> str:
        """Return what a closed macro wrote of the same arguments for the same slot, else what it writes now."""
        made: list[str] = []

        def make() -> tuple[str, int]:
            left = self._left
            made.append(macro(*arguments))
            return made[0], left - self._left

        text, counted = self._memory.recall(slot, arguments, make)
        if not made:
            self._spend(counted)
        return text

    def remembers(self, thing: object) -> bool:
        """Whether what closed macros write of a thing is remembered."""
        return type(thing) in self._remembers

    def _each(self, things: Iterable[Any], macro: Callable[..., str], *others: Any) -> tuple[str, ...]:
        """The filter ``each``: what a macro writes of each of some things, given the same other arguments.

        What a closed one has written is asked for once for all of them, however many there are.
        """
        given = tuple(things)

        def write(thing: Any) -> tuple[str, int]:
            left = self._left
            return self.measure(macro(thing, *others)), left - self._left

        before = self._left
        if isinstance(macro, _ClosedMacro) and all(map(self.remembers, given)):
            slot = "each", macro.number, next(self._turns[macro.number])
            written = self._memory.recall_each(slot, others, write, given)
        else:
            written = tuple(map(write, given))
        self._left = before
        self._spend(sum(counted for _, counted in written))
        return tuple(text for text, _ in written)

    def measure(self, value: Any) -> Any:
        """The value, which counts with its length if it has one."""
        if isinstance(value, str | list | tuple | dict):
            self._spend(len(value))
        return value

    def _filter(self, original: Callable[..., Any]) -> Callable[..., Any]:
        """A filter whose result counts."""

        @functools.wraps(original)
        def measured(*args: Any, **kwargs: Any) -> Any:
            return self.measure(original(*args, **kwargs))

        return measured

    def _concat(self, pieces: Iterable[str]) -> str:
        """What a macro or a block has written."""
        if isinstance(pieces, list):
            self._spend(sum(map(len, pieces)) + len(pieces))
            return "".join(pieces)
        return "".join(self._count(piece) for piece in pieces)

    def _count(self, piece: str) -> str:
        self._spend(len(piece) + 1)
        return piece

    def _spend(self, characters: int) -> None:
        self._left -= characters
        if self._left < 0:
            raise SecurityError(
                translate("the template writes more than {characters} characters", characters=self.characters)
            )


class _ClosedMacro:
    """A closed macro of an environment that remembers."""

    def __init__(self, macro: Callable[..., str], number: int, environment: TemplateEnvironment) -> None:
        self.macro, self.number, self._environment = macro, number, environment

    def __call__(self, *arguments: Any) -> str:
        """Write what the arguments say, where it is not known from before."""
        if not arguments or not self._environment.remembers(arguments[0]):
            return self.macro(*arguments)
        slot = "macro", self.number, id(arguments[0])
        return self._environment.recall_text(slot, arguments, self.macro)


@functools.lru_cache(maxsize=4096)
def _is_open(kind: type, attribute: str) -> bool:
    """Whether templates may have this attribute of objects of a kind."""
    if attribute in getattr(kind, "HIDDEN_FROM_TEMPLATES", ()) or issubclass(kind, type):
        return False
    own = [base for base in kind.__mro__ if base.__module__.partition(".")[0] in (_PACKAGE, "jinja2")]
    if issubclass(kind, Enum | BaseModel):
        fields = {"name", "value"} if issubclass(kind, Enum) else kind.model_fields.keys()
        return attribute in fields or any(attribute in vars(base) for base in own)
    if issubclass(kind, str):
        return attribute in _STRING_METHODS
    if issubclass(kind, Decimal | datetime.date):
        return not callable(getattr(kind, attribute, None))
    return issubclass(kind, _PLAIN) or bool(own)


_UNDEFINED = re.compile(r"'(?P<name>[^']+)' is undefined")
_NO_ATTRIBUTE = re.compile(r"'(?P<owner>[^']+)' has no attribute '(?P<name>[^']+)'")


def describe_fault(fault: Exception) -> str:
    """Return what stopped a template: in the reader's language what is usual, else in the words of Jinja or Python."""
    words = str((isinstance(fault, TemplateSyntaxError) and fault.message) or fault)
    if undefined := _UNDEFINED.fullmatch(words):
        return translate("'{name}' is undefined", name=undefined["name"])
    if missing := _NO_ATTRIBUTE.fullmatch(words):
        return translate("'{owner}' has no attribute '{name}'", **missing.groupdict())
    is_ours = isinstance(fault, TemplateError) and not isinstance(fault, TemplateSyntaxError)
    return words if is_ours else translate("{words}", words=words)


def fault_line(fault: BaseException, folder: Path) -> tuple[str, int] | None:
    """Return the template below ``folder`` and its line at which a fault arose; None where it arose in none.

    Jinja puts the lines of templates into the traceback.
    """
    for frame in reversed(traceback.extract_tb(fault.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(folder):
            return path.relative_to(folder).as_posix(), frame.lineno or 0
    return None


def _format(pattern: str, *numbers: float) -> str:
    """The filter ``format``, for numbers and without widths."""
    if _WIDE.search(pattern) or not all(isinstance(number, int | float) for number in numbers):
        raise SecurityError(translate("the filter format takes numbers, and %d and %g for them"))
    return pattern % numbers


@pass_eval_context
def _join(eval_context: EvalContext, value: Iterable[Any], separator: str = "", attribute: str | None = None) -> str:
    """The filter ``join``, measured before it makes anything."""
    environment = eval_context.environment
    parts = list(value)
    if isinstance(environment, TemplateEnvironment):
        environment._spend(sum(len(part) for part in parts if isinstance(part, str)) + len(separator) * len(parts))
    joined: str = do_join(eval_context, parts, separator, attribute)
    return joined
