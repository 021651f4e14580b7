"""Templates made to do harm: each is stopped, with its file and line, by its time or its size."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest

from methodology.cli import main
from methodology.composing import compose_document
from methodology.diagnostics import ContentError, Diagnostic, ExitCode
from methodology.rendering.html import render_html
from methodology.sandbox import OutOfTimeError, deadline, environment
from tests.built import SAMPLE, TEMPLATES, copied, read_content
from tests.rendering.sample import sample_document

FORBIDDEN = {
    "a class": "{{ programme.__class__ }}",
    "a class by filter": "{{ programme | attr('__class__') }}",
    "a class by index": "{{ programme['__class__'] }}",
    "a class through map": "{{ [programme] | map(attribute='__class__') | list }}",
    "globals of a function": "{{ chapter.__globals__ }}",
    "the owner of a method": "{{ phrase.__self__ }}",
    "code of a macro": "{% macro m() %}{% endmacro %}{{ m._func.__code__ }}",
    "the environment of a macro": "{% macro m() %}{% endmacro %}{{ m._environment }}",
    "a generator's frame": "{{ ([1] | map('string')).gi_frame }}",
    "the model behind a view": "{{ programme.model }}",
    "a reader of files that models inherit": "{{ programme.model.parse_file('/etc/hostname') }}",
    "a reader of pickles": "{{ programme.title.owner.parse_raw('x', proto='pickle', allow_pickle=True) }}",
    "the model of a figure": "{{ objectives[0].results[0].figures.values() | map(attribute='value.copy') | list }}",
    "the template itself": "{{ self.__init__ }}",
    "the loader": "{{ self._TemplateReference__context.environment.loader }}",
    "a method of a number": "{{ (1).to_bytes(10, 'big') }}",
    "a text's format": "{{ '{0.__class__}'.format(programme) }}",
    "a text's format_map": "{{ '{x}'.format_map({'x': 1}) }}",
}
FOREIGN_FILES = {
    "a file above": '{% include "../web.css" %}',
    "an absolute file": '{% include "/etc/hostname" %}',
    "a file by import": '{% from "../../content/programme.yaml" import x %}',
    "a file that is extended": '{% extends "../web.html.j2" %}',
    "a link that leads out": '{% include "link.html.j2" %}',
}
ENDLESS = {
    "loops in loops": "{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}",
    "loops that print": "{% for i in range(100000) %}{% for j in range(100000) %}{{ i }}{% endfor %}{% endfor %}",
    "loops that call": "{% for i in range(100000) %}{% for j in range(100000) %}{% set x = chapter('introduction') %}"
    "{% endfor %}{% endfor %}",
    "a macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "macros that branch": "{% macro m(n) %}{% if n %}{% set x = m(n - 1) %}{% set y = m(n - 1) %}{% endif %}"
    "{% endmacro %}{{ m(60) }}",
    "a template that includes itself": '{% include "document.html.j2" %}',
    "a loop that calls itself": "{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "a range of a thousand million": "{% for i in range(1000000000) %}{% endfor %}",
}
LARGE = {
    "a text multiplied": "{{ 'a' * 10000000000 }}",
    "a list multiplied": "{{ [1] * 10000000000 }}",
    "a text doubled": "{% set n = namespace(x='aaaaaaaa') %}"
    "{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
    "a text added to itself": "{% set n = namespace(x='aaaaaaaa') %}{% for i in range(60) %}{% set n.x = n.x + n.x %}"
    "{% endfor %}",
    "a list added to itself": "{% set n = namespace(x=[1]) %}"
    "{% for i in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}",
    "a block that doubles": "{% set n = namespace(x='aaaaaaaa') %}{% for i in range(60) %}{% set y %}{{ n.x }}{{ n.x }}"
    "{% endset %}{% set n.x = y %}{% endfor %}",
    "a macro that doubles": "{% macro m(x) %}{{ x }}{{ x }}{% endmacro %}{% set n = namespace(x='aaaaaaaa') %}"
    "{% for i in range(60) %}{% set n.x = m(n.x) %}{% endfor %}",
    "a text joined": "{% set n = namespace(x='aaaaaaaa') %}"
    "{% for i in range(60) %}{% set n.x = [n.x, n.x] | join(n.x) %}"
    "{% endfor %}",
    "slices that are kept": "{% set n = namespace(x=[]) %}{% set t = range(99999) | join %}{% for i in range(99999) %}"
    "{% set n.x = [n.x, t[1:]] %}{% endfor %}",
    "lists that are kept": "{% set n = namespace(x=[]) %}{% for i in range(99999) %}"
    "{% set n.x = [n.x, range(99999) | list] %}{% endfor %}",
    "a width by format": "{{ '%1000000000d' | format(1) }}",
    "a width by a text's own format": "{{ '{:>1000000000}'.format(1) }}",
    "a width by operator": "{{ '%1000000000d' % 1 }}",
    "a text put in the middle": "{{ 'a'.center(1000000000) }}",
    "a power": "{{ 10 ** 10 ** 10 }}",
    "a product": "{% set n = namespace(x=9) %}{% for i in range(99) %}{% set n.x = n.x * n.x %}{% endfor %}",
    "words of Latin": "{{ lipsum(1000000) }}",
}
BROKEN = {
    "brackets in brackets": "{{ " + "(" * 20_000 + "1" + ")" * 20_000 + " }}",
    "too many loops within each other": "{% for i in [1] %}" * 30 + "{% endfor %}" * 30,
    "a number of ten thousand digits": "{{ " + "9" * 10_000 + " }}",
    "a division by nothing": "{{ 1 / 0 }}",
    "a view that is none": "{{ mentions('x', 'operations') }}",
    "a field that is none": "{{ mentions(objectives[0].outputs[0], 'oops') }}",
}
ALL = FORBIDDEN | FOREIGN_FILES | ENDLESS | LARGE | BROKEN


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project's templates, to be changed, and a second of time for them."""
    monkeypatch.setattr(environment, "MOST_SECONDS", 1.0)
    monkeypatch.setattr(environment, "MOST_CHARACTERS", 16 * 2**20)
    return copied(TEMPLATES, tmp_path)


def refusal(templates: Path, source: str) -> Diagnostic:
    """What is said of a document template with this source on its second line."""
    (templates / "document" / "document.html.j2").write_text(f"<p>x</p>\n{source}", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        compose_document(read_content(SAMPLE), templates)
    (found,) = caught.value.diagnostics
    return found


@pytest.mark.parametrize("name", ALL)
def test_a_template_is_stopped(name: str, templates: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if name not in ENDLESS | LARGE:  # a busy process may work for a second before the fault is reached
        monkeypatch.setattr(environment, "MOST_SECONDS", 60.0)
    if name == "a link that leads out":
        (templates / "document" / "link.html.j2").symlink_to(SAMPLE / "programme.yaml")
    found = refusal(templates, ALL[name])
    assert found.code in ("template", "template-syntax")
    assert found.location.file == "content/document/document.html.j2"
    if name not in BROKEN and name != "a macro that calls itself":
        assert found.location.line == 2


def test_a_page_template_is_stopped_too(templates: Path) -> None:
    for source in (ENDLESS["loops in loops"], LARGE["a text doubled"], "{{ document.__class__ }}"):
        (templates / "web.html.j2").write_text(source, encoding="utf-8")
        with pytest.raises(ContentError) as caught:
            render_html(sample_document(), templates)
        assert [(found.code, found.location.line) for found in caught.value.diagnostics] == [("template-error", 1)]


def test_the_command_says_where_it_was_stopped(
    templates: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (templates / "document" / "document.html.j2").write_text(f"<p>x</p>\n{ENDLESS['loops in loops']}", encoding="utf-8")
    output = tmp_path / "output"
    options = ["--content", str(SAMPLE), "--templates", str(templates), "--output", str(output)]
    assert main(["build", *options]) == ExitCode.CONTENT
    message = "content/document/document.html.j2:2:1: error[template]: the template takes too long"
    assert capsys.readouterr().err.startswith(message)
    assert not output.exists()


def test_a_deadline_that_is_kept_says_nothing() -> None:
    for _ in range(200):
        with deadline(0.5):
            pass
    time.sleep(0.6)


def test_work_without_end_is_stopped() -> None:
    with pytest.raises(OutOfTimeError), deadline(0.01):
        while True:
            pass


def test_a_deadline_that_is_met_at_the_last_moment_is_told_inside_or_not_at_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever the moment, the exception never arrives after the work."""
    seconds = [0.0]
    monkeypatch.setattr("time.process_time", lambda: seconds[0])
    for number in range(20):
        with suppress(OutOfTimeError), deadline(0.05):
            seconds[0] += 2
            time.sleep(0.04 + number * 0.001)  # the watch looks every 0.05 seconds
        for _ in range(12):
            time.sleep(0.01)
