"""Macros of a template that say nothing but what their arguments say: what they write can be remembered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set

from jinja2.nodes import Assign, Block, Extends, For, FromImport, If, Import, Macro, Name, Node, Output, Template


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
