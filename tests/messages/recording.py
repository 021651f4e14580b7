"""``python -m pytest -p tests.messages.recording tests/…``: note messages that tests bring about.

Each is added to ``said.yaml`` where its rule, or its template, has no example yet; an author may write one by hand too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from methodology.checks import rules_by_code
from methodology.checks.finding import Finding, Found
from methodology.diagnostics import Diagnostic
from methodology.messages import SOURCE_LANGUAGE, _Catalogue, spoken_language
from methodology.model.programme import Programme

SAID = Path(__file__).parent / "said.yaml"
"""Messages by the code of their rule, and by their template."""
RULES, MESSAGES = "rules", "messages"
_LONGEST = 160
_OF_ONE_RUN = re.compile(r"(?:^|[\s'(])/\w|pytest|\b[0-9a-f]{7,}\b|[\n\x1b]")
"""What is otherwise on another machine or another day."""
_heard: dict[str, dict[str, set[str]]] = {RULES: defaultdict(set), MESSAGES: defaultdict(set)}


def read_said() -> dict[str, dict[str, Any]]:
    """Return the messages that are noted: of each rule a list, of each template one."""
    noted = yaml.safe_load(SAID.read_text(encoding="utf-8")) if SAID.exists() else {}
    return {RULES: noted.get(RULES, {}), MESSAGES: noted.get(MESSAGES, {})}


class _Template(str):
    """A message that is noted once its values are put in."""

    __slots__ = ("id",)
    id: str

    def format_map(self, values: Mapping[str, object], /) -> str:  # type: ignore[override]
        said = str.format_map(str(self), values)
        if spoken_language() == SOURCE_LANGUAGE and said != str(self):
            _hear(MESSAGES, self.id, said)
        return said


def _hear(kind: str, key: str, said: str) -> None:
    if len(said) <= _LONGEST and not _OF_ONE_RUN.search(said) and len(_heard[kind][key]) < 100:
        _heard[kind][key].add(str(said))


def _noting(one: str, template: str) -> _Template:
    noted = _Template(template)
    noted.id = one
    return noted


def _record_templates() -> None:
    find, find_form = _Catalogue.find, _Catalogue.find_form
    _Catalogue.find = lambda self, message: _noting(message, find(self, message))  # type: ignore[method-assign]
    _Catalogue.find_form = lambda self, one, many, count: _noting(  # type: ignore[method-assign]
        one, find_form(self, one, many, count)
    )


def _record_codes() -> None:
    _after_making(Diagnostic, lambda it: _hear(RULES, it.code, it.message))
    _after_making(Finding, lambda it: _hear(RULES, it.rule.code, it.message))
    for rule in rules_by_code().values():
        object.__setattr__(rule, "find", _recorded(rule.code, rule.find))


def _after_making(made: Any, hear: Callable[[Any], None]) -> None:
    make = made.__init__

    def __init__(self: Any, *arguments: Any, **named: Any) -> None:  # noqa: N807 (it takes the place of one)
        make(self, *arguments, **named)
        hear(self)

    made.__init__ = __init__


def _recorded(code: str, find: Callable[[Programme], Iterator[Found]]) -> Callable[[Programme], Iterator[Found]]:
    def found(programme: Programme) -> Iterator[Found]:
        for one in find(programme):
            _hear(RULES, code, one.message)
            yield one

    return found


def pytest_configure() -> None:
    _record_templates()
    _record_codes()


def pytest_sessionfinish() -> None:
    noted = read_said()
    for code, messages in _heard[RULES].items():
        if code in rules_by_code() and code not in noted[RULES]:
            noted[RULES][code] = sorted(messages, key=lambda said: (len(said), said))[:1]
    for template, messages in _heard[MESSAGES].items():
        noted[MESSAGES].setdefault(template, min(messages, key=lambda said: (len(said), said)))
    text = yaml.safe_dump(noted, allow_unicode=True, width=10_000, sort_keys=True)
    SAID.write_text(text, encoding="utf-8")
