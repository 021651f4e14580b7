"""How templates are compiled: what makes a text longer is left to the environment, which counts it.

What a closed macro writes follows from its arguments alone, so that the environment can remember it.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Set
from types import CodeType
from typing import Any, ClassVar

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.nodes import (
    Assign,
    Block,
    CallBlock,
    Concat,
    Const,
    Extends,
    For,
    FromImport,
    Getitem,
    If,
    Import,
    Include,
    Macro,
    Name,
    Node,
    Output,
    Slice,
    Template,
)

MOST = 256
"""So many templates are remembered; the oldest is forgotten first."""


class CompiledTemplates(BytecodeCache):
    """The compiled templates of this process, under a digest of their source: a changed one is compiled anew.

    For environments of one kind: what Jinja compiles depends on how its environment is set.
    """

    def __init__(self) -> None:
        self.codes: dict[tuple[str, str], CodeType] = {}

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """The place of a template's code; the same template in another folder has the same but for its file's name."""
        bucket = super().get_bucket(environment, name, None, source)
        if bucket.code is not None:
            bucket.code = bucket.code.replace(co_filename=filename or "<template>")
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code, where it is known."""
        bucket.code = self.codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember a template's code."""
        if bucket.code is None:
            return
        _keep(self.codes, (bucket.key, bucket.checksum), bucket.code, MOST)


def _keep(memory: dict[Any, Any], key: object, value: object, most: int) -> None:
    memory[key] = value
    while len(memory) > most:
        memory.pop(next(iter(memory)), None)


class Compiler(CodeGenerator):
    """Lets the environment join texts and remember macros, instead of the compiled template itself."""

    numbers: ClassVar = itertools.count()
    """Each closed macro has its own, for as long as the process lasts: one that is compiled anew is another."""
    closed: frozenset[str] = frozenset()

    def visit_Template(self, node: Template, frame: Frame | None = None) -> None:  # noqa: N802 (the library's name)
        """A template; its closed macros are found before the first is written."""
        self.closed = closed_macros(node)
        super().visit_Template(node, frame)

    def macro_body(self, node: Macro | CallBlock, frame: Frame) -> tuple[Frame, MacroRef]:
        """A macro; a closed one is written so that the environment can remember it."""
        result = super().macro_body(node, frame)
        if isinstance(node, Macro) and node.name in self.closed:
            self.writeline(f"macro = environment.remember_macro(macro, {next(self.numbers)})")
        return result

    def visit_Include(self, node: Include, frame: Frame) -> None:  # noqa: N802
        """A template that another includes: the environment writes it."""
        if not node.with_context or node.ignore_missing or not isinstance(node.template, Const):
            super().visit_Include(node, frame)
            return
        self.writeline("template = environment.get_template(", node)
        self.visit(node.template, frame)
        self.write(f", {self.name!r})")
        local, streams = self.dump_local_context(frame), frame.buffer is None
        self.writeline(f"gen = environment.include(template, context, {local}, streams={streams})")
        self.writeline("try:")
        self.indent()
        self.writeline("for event in gen:")
        self.indent()
        self.simple_write("event", frame)
        self.outdent()
        self.outdent()
        self.writeline("finally: gen.close()")

    def visit_Concat(self, node: Concat, frame: Frame) -> None:  # noqa: N802 (the library's name)
        """The operator ``~``."""
        self.write("environment.concatenate((")
        for argument in node.nodes:
            self.visit(argument, frame)
            self.write(", ")
        self.write("), context.eval_ctx.autoescape)")

    def visit_Getitem(self, node: Getitem, frame: Frame) -> None:  # noqa: N802
        """What stands in brackets; a slice is measured."""
        is_slice = isinstance(node.arg, Slice)
        self.write("environment.measure(" if is_slice else "")
        super().visit_Getitem(node, frame)
        self.write(")" if is_slice else "")


def closed_macros(template: Template) -> frozenset[str]:
    """The names of the macros that name their arguments, what they set themselves and closed macros, and nothing else.

    A macro is taken for open where that is not plain to see: a name that is set on one way only, an include, a macro
    within a macro, a template that extends or imports another.
    """
    if any(True for _ in template.find_all((Block, Extends, FromImport, Import))):
        return frozenset()
    stored = {name.name for name in template.find_all(Name) if name.ctx == "store"}
    counts = Counter(macro.name for macro in template.find_all(Macro))
    closed: frozenset[str] = frozenset()
    for macro in template.body:
        if isinstance(macro, Macro) and counts[macro.name] == 1 and macro.name not in stored and not macro.defaults:
            arguments = {argument.name for argument in macro.args}
            if _are_closed(macro.body, closed | arguments | {macro.name}):
                closed |= {macro.name}
    return closed


def _are_closed(body: Iterable[Node], outer: Set[str]) -> bool:
    """Whether statements name nothing but ``outer``, and what one of them has set before."""
    known = set(outer)
    for node in body:
        if not _is_closed_statement(node, known):
            return False
        if isinstance(node, Assign) and isinstance(node.target, Name):
            known.add(node.target.name)
    return True


def _is_closed_statement(node: Node, known: Set[str]) -> bool:
    match node:
        case Output(nodes=parts):
            return all(_is_closed(part, known) for part in parts)
        case Assign(target=Name(), node=value):
            return _is_closed(value, known)
        case If(test=test, body=then, elif_=others, else_=otherwise):
            return _is_closed(test, known) and all(_are_closed(body, known) for body in (then, others, otherwise))
        case For(target=target, iter=values, test=test, body=then, else_=otherwise):
            within = known | {name.name for name in _names(target)} | {"loop"}
            is_head_closed = _is_closed(values, known) and (test is None or _is_closed(test, within))
            return is_head_closed and _are_closed(then, within) and _are_closed(otherwise, known)
        case _:
            return False


def _is_closed(expression: Node, known: Set[str]) -> bool:
    return all(name.name in known for name in _names(expression))


def _names(expression: Node) -> Iterable[Name]:
    return (expression,) if isinstance(expression, Name) else expression.find_all(Name)
