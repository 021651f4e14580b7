"""Every package that the project runs on is pinned to one version: the same checkout, the same program."""

from __future__ import annotations

import importlib.metadata
import re
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from packaging.requirements import Requirement

PYPROJECT = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))
DIRECT: list[str] = [
    *PYPROJECT["project"]["dependencies"],
    *(line for group in PYPROJECT["dependency-groups"].values() for line in group),
]
CONSTRAINTS: list[str] = PYPROJECT["tool"]["uv"]["constraint-dependencies"]
BUILD: list[str] = PYPROJECT["build-system"]["requires"]
BUILD_CONSTRAINTS: list[str] = PYPROJECT["tool"]["uv"]["build-constraint-dependencies"]
PIN = re.compile(r"[a-z0-9.-]+(\[[a-z0-9,-]+\])?==[0-9][a-z0-9.+!]*(?P<marker>;.*)?")


def unpinned(lines: Iterable[str]) -> list[str]:
    """The requirements that leave the version open, or that are written otherwise than ``name==1.2.3``."""
    return [line for line in lines if not PIN.fullmatch(line)]


def canonical(name: str) -> str:
    """A package's name as in a pin: its index takes ``Typing_Extensions`` for the same (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def required(lines: Iterable[str], requirements_of: Callable[[str], list[str]]) -> set[str]:
    """The packages that these requirements bring, and theirs in turn, under the markers of the running Python."""
    seen: set[tuple[str, str]] = set()
    waiting = [(Requirement(line), "") for line in lines]
    while waiting:
        requirement, wanted_by = waiting.pop()
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": wanted_by}):
            continue
        name = canonical(requirement.name)
        for extra in ("", *requirement.extras):
            if (name, extra) not in seen:
                seen.add((name, extra))
                waiting += [(Requirement(line), extra) for line in requirements_of(name)]
    return {name for name, _ in seen}


def installed_requirements(name: str) -> list[str]:
    """What the installed package asks for."""
    return importlib.metadata.requires(name) or []


def pinned_names(lines: Iterable[str]) -> set[str]:
    """The packages that the pins name."""
    return {canonical(Requirement(line).name) for line in lines}


def test_every_dependency_is_pinned_to_one_version() -> None:
    assert unpinned([*DIRECT, *CONSTRAINTS, *BUILD, *BUILD_CONSTRAINTS]) == []


def test_everything_a_dependency_brings_is_pinned() -> None:
    assert required(DIRECT, installed_requirements) - pinned_names([*DIRECT, *CONSTRAINTS]) == set()


def test_what_is_installed_is_what_is_pinned() -> None:
    pins = {
        canonical(pin.name): str(pin.specifier).removeprefix("==") for pin in map(Requirement, [*DIRECT, *CONSTRAINTS])
    }
    assert {
        name: importlib.metadata.version(name)
        for name in required(DIRECT, installed_requirements)
        if importlib.metadata.version(name) != pins.get(name)
    } == {}


def test_what_builds_the_package_is_pinned() -> None:
    """Hatchling asks for ``editables`` only when it is run."""
    brought = required(BUILD, installed_requirements) | {"editables"}
    assert brought == pinned_names([*BUILD, *BUILD_CONSTRAINTS])


def test_building_takes_the_versions_of_the_environment() -> None:
    assert set(BUILD) <= set(DIRECT)
    pinned = {canonical(Requirement(line).name): line for line in [*DIRECT, *CONSTRAINTS]}
    assert [line for line in BUILD_CONSTRAINTS if pinned.get(canonical(Requirement(line).name), line) != line] == []


def test_a_dependency_is_not_pinned_twice() -> None:
    assert pinned_names(DIRECT) & pinned_names(CONSTRAINTS) == set()


def test_the_constraints_are_sorted() -> None:
    assert sorted(CONSTRAINTS) == CONSTRAINTS
    assert sorted(BUILD_CONSTRAINTS) == BUILD_CONSTRAINTS


@pytest.mark.parametrize("line", ["lxml", "lxml>=6.1", "lxml~=6.1.3", "lxml==6.*", "lxml==6.1.3,>6", "Lxml ==6.1.3"])
def test_an_open_version_is_found(line: str) -> None:
    assert unpinned(["typer==0.29.2", line]) == [line]


def test_the_walk_follows_extras_and_markers() -> None:
    index = {
        "one": ["Two_Words[fast]>=1", "absent; python_version < '3'"],
        "two-words": ["three; extra == 'fast'", "absent; extra == 'slow'"],
        "three": ["one"],
    }
    assert required(["one==1.0"], index.__getitem__) == {"one", "two-words", "three"}
