"""What macros write is remembered where it follows from their arguments alone, and only there."""

from __future__ import annotations

from typing import Any

import pytest
from jinja2 import DictLoader
from jinja2.exceptions import SecurityError

from methodology.memory import NO_MEMORY, Memory
from methodology.model.document import Run
from methodology.sandbox import CompiledTemplates, TemplateEnvironment
from methodology.sandbox.compiler import closed_macros

OUTER = "{% macro closed(a) %}{{ a }}{% endmacro %}{% set outer = 1 %}"
CLOSED = {
    "arguments": "{{ a }}{{ a.b | upper }}{{ a['c'] ~ b }}",
    "no name at all": "text",
    "a name set before": "{% set x = a %}{% if x %}{{ x }}{% endif %}",
    "a loop": "{% for x, y in a %}{{ x }}{{ y }}{{ loop.index }}{% else %}{{ b }}{% endfor %}",
    "a loop with a condition": "{% for x in a if x.b %}{{ x }}{% endfor %}",
    "ways": "{% if a %}{{ a }}{% elif b %}{{ b }}{% else %}c{% endif %}",
    "a closed macro": "{{ closed(a) }}",
    "itself": "{% for x in a %}{{ tried(x, b) }}{% endfor %}",
}
OPEN = {
    "a name of the page": "{{ document }}",
    "a name of the template": "{{ outer }}",
    "a name within an expression": "{{ [1, {'a': a[document:]}] | join(b) }}",
    "a name in a condition": "{% if document %}{% endif %}",
    "a name in another way": "{% if a %}{% elif document %}{% endif %}",
    "a name in the last way": "{% if a %}{% else %}{{ document }}{% endif %}",
    "a name in a loop": "{% for x in a %}{{ document }}{% endfor %}",
    "a name that is looped over": "{% for x in document %}{% endfor %}",
    "a name in a loop's condition": "{% for x in a if document %}{% endfor %}",
    "a name after a loop": "{% for x in a %}{% endfor %}{{ x }}",
    "a loop's own name outside": "{{ loop.index }}",
    "a name set on one way": "{% if a %}{% set x = 1 %}{% endif %}{{ x }}",
    "a name set afterwards": "{{ x }}{% set x = 1 %}",
    "a name set to a name of the page": "{% set x = document %}",
    "a name of a name space": "{% set outer.x = 1 %}",
    "an open macro": "{{ open(a) }}",
    "a macro that comes later": "{{ later(a) }}",
    "a macro within": "{% macro inner() %}{{ document }}{% endmacro %}{{ inner() }}",
    "an include": "{% include 'other' %}",
    "a call's block": "{% call closed(a) %}{{ document }}{% endcall %}",
    "what is in a call's block": "{{ caller() }}",
    "other arguments": "{{ varargs }}",
    "what Jinja offers": "{{ cycler(1, 2).next() }}",
    "a filtered block": "{% filter upper %}{{ document }}{% endfilter %}",
}
AFTER = "{% macro open(a) %}{{ document }}{% endmacro %}"


def found(body: str, before: str = OUTER + AFTER, after: str = "{% macro later(a) %}{% endmacro %}") -> frozenset[str]:
    """The closed macros of a template that has one with this body, ``tried``."""
    source = f"{before}{{% macro tried(a, b) %}}{body}{{% endmacro %}}{after}"
    return closed_macros(TemplateEnvironment().parse(source))


@pytest.mark.parametrize("body", CLOSED.values(), ids=CLOSED)
def test_a_closed_macro(body: str) -> None:
    assert found(body) >= {"closed", "tried"}


@pytest.mark.parametrize("body", OPEN.values(), ids=OPEN)
def test_an_open_macro(body: str) -> None:
    assert found(body) & {"closed", "tried", "open"} == {"closed"}


@pytest.mark.parametrize(
    "after",
    [
        "{% macro tried(a) %}{% endmacro %}",
        "{% if document %}{% macro tried(a) %}{% endmacro %}{% endif %}",
        "{% set tried = document %}",
        "{% for tried in document %}{% endfor %}",
        "{% from 'other' import tried %}",
        "{% import 'other' as tried %}",
        "{% block tried %}{% endblock %}",
        "{% extends 'other' %}",
    ],
)
def test_a_name_that_may_be_another_macro_s(after: str) -> None:
    assert "tried" not in found("{{ a }}", after=after)


def test_a_default_may_say_anything() -> None:
    assert closed_macros(TemplateEnvironment().parse("{% macro tried(a=document) %}{{ a }}{% endmacro %}")) == set()


def environment(compiled: CompiledTemplates, template: str, memory: Memory = NO_MEMORY) -> TemplateEnvironment:
    """One that remembers what macros write of runs."""
    loader = DictLoader({"sample": template})
    return TemplateEnvironment(loader, bytecode_cache=compiled, remembers=(Run,), memory=memory)


class Pages:
    """Writes a template again and again; ``seen`` is what went through the filter of that name."""

    def __init__(self, template: str) -> None:
        self.compiled, self.memory, self.template = CompiledTemplates(), Memory(), template
        self.seen: list[object] = []

    def see(self, value: object) -> object:
        """Note what a template puts through its filter."""
        self.seen.append(value)
        return value

    def fill(self, **context: Any) -> str:
        """The template with what it names."""
        made = environment(self.compiled, self.template, self.memory)
        made.filters["seen"] = self.see
        text = made.fill("sample", context)
        self.memory.finish()
        return text


def test_what_is_remembered_is_written_again() -> None:
    pages = Pages("{% macro m(a, b) %}<{{ a.text | seen }}{{ b }}>{% endmacro %}{{ m(a, b) }}")
    run, other = Run("x"), Run("y&")
    assert [pages.fill(a=run, b="1"), pages.fill(a=run, b="1")] == ["<x1>", "<x1>"]
    assert pages.seen == ["x"]
    assert [pages.fill(a=one, b="2") for one in (run, other, run)] == [
        "<x2>",
        "<y&amp;2>",
        "<x2>",
    ]
    assert pages.seen == ["x", "x", "y&", "x"]


def test_a_changed_template_remembers_nothing_of_what_it_was() -> None:
    pages, run = Pages("{% macro m(a) %}<{{ a.text }}>{% endmacro %}{{ m(a) }}"), Run("x")
    assert pages.fill(a=run) == "<x>"
    pages.template = pages.template.replace("<", "(")
    assert pages.fill(a=run) == "(x>"


def test_what_is_not_closed_is_written_anew() -> None:
    pages, run = Pages("{% macro m(a) %}{{ a.text }}{{ n }}{% endmacro %}{{ m(a) }}"), Run("x")
    assert [pages.fill(a=run, n=n) for n in (1, 2)] == ["x1", "x2"]


def test_arguments_of_other_kinds_are_not_taken_for_each_other() -> None:
    pages, run = Pages("{% macro m(a, b) %}{{ b }}{% endmacro %}{{ m(a, b) }}"), Run("x")
    assert [pages.fill(a=run, b=b) for b in (1, True, 1.0)] == ["1", "True", "1.0"]


def test_what_is_remembered_counts_as_when_it_was_written() -> None:
    template = "{% macro m(a) %}{{ a.text }}{{ a.text }}{% endmacro %}{{ m(a) }}"
    compiled, memory, run = CompiledTemplates(), Memory(), Run("x" * 200)
    left = []
    for _ in range(2):
        made = environment(compiled, template, memory)
        made.fill("sample", {"a": run})
        memory.finish()
        left.append(made._left)
        made.characters = 300
        with pytest.raises(SecurityError):
            made.fill("sample", {"a": run})
    assert left[0] == left[1] < environment(compiled, template)._left - 400


EACH = (
    "{% macro m(a, b) %}<{{ a.text | seen }}{{ b }}>{% endmacro %}"
    "{% for text in things | each(m, b) %}{{ text }}{% endfor %}"
)


def test_each_writes_what_did_not_change_once() -> None:
    pages, runs = Pages(EACH), [Run("x"), Run("y&"), Run("z")]
    assert pages.fill(things=runs, b=1) == "<x1><y&amp;1><z1>"
    assert pages.seen == ["x", "y&", "z"]
    assert pages.fill(things=[runs[0], Run("w"), runs[2]], b=1) == "<x1><w1><z1>"
    assert pages.seen[3:] == ["w"]
    assert pages.fill(things=runs[:1], b=2) == "<x2>"


def test_each_writes_things_of_other_kinds_anew() -> None:
    pages, things = Pages(EACH.replace(".text", "")), [Run("x"), "other"]
    for _ in range(2):
        pages.fill(things=things, b=1)
    assert pages.seen == [*things, "other"]


def test_each_twice_of_one_macro_is_known_apart() -> None:
    pages, runs = Pages(f"{EACH} {EACH.partition('endmacro %}')[2].replace('things', 'others')}"), [Run("x"), Run("y")]
    for _ in range(2):
        assert pages.fill(things=runs[:1], others=runs[1:], b=1) == "<x1> <y1>"
    assert pages.seen == ["x", "y"]


def test_each_counts_what_it_remembers() -> None:
    compiled, memory, runs = CompiledTemplates(), Memory(), [Run("x" * 200), Run("y" * 200)]
    template, left = EACH.replace(" | seen", ""), []
    for _ in range(2):
        made = environment(compiled, template, memory)
        made.fill("sample", {"things": runs, "b": 1})
        memory.finish()
        left.append(made._left)
    assert left[0] == left[1] < made.characters - 400
