"""How templates are compiled: what makes a text longer is left to the environment, which counts it."""

from __future__ import annotations

import itertools
from typing import ClassVar

from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.nodes import CallBlock, Concat, Getitem, Macro, Slice, Template

from methodology.sandbox.closed import closed_macros


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
        made = super().macro_body(node, frame)
        if isinstance(node, Macro) and node.name in self.closed:
            self.writeline(f"macro = environment.remembered(macro, {next(self.numbers)})")
        return made

    def visit_Concat(self, node: Concat, frame: Frame) -> None:  # noqa: N802 (the library's name)
        """The operator ``~``."""
        self.write("environment.concatenated((")
        for argument in node.nodes:
            self.visit(argument, frame)
            self.write(", ")
        self.write("), context.eval_ctx.autoescape)")

    def visit_Getitem(self, node: Getitem, frame: Frame) -> None:  # noqa: N802
        """What stands in brackets; a slice is measured."""
        is_slice = isinstance(node.arg, Slice)
        self.write("environment.measured(" if is_slice else "")
        super().visit_Getitem(node, frame)
        self.write(")" if is_slice else "")
