"""The installed packages that the program needs, by what they say of themselves."""

from __future__ import annotations

import importlib.metadata
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement

PYPROJECT = Path(__file__).parent.parent.parent / "pyproject.toml"
REFUSED = re.compile(
    r"(?<![Ll])A?GPL|Affero|(?<!Lesser )General Public|SSPL|BUSL|Commons Clause|Proprietary|Non-?Commercial"
)
"""Licences that would bind who uses the program; the LGPL does not bind who imports a package."""
_CLASSIFIER = "License :: "


@dataclass(frozen=True, slots=True)
class Package:
    """An installed package; ``licences`` is what its metadata says: an SPDX expression, classifiers or a text."""

    name: str
    version: str
    licences: tuple[str, ...]


def runtime_packages() -> list[Package]:
    """The packages that the program runs on, and theirs in turn, by name."""
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    found: dict[str, Package] = {}
    waiting = [(Requirement(line), "") for line in project["dependencies"]]
    while waiting:
        requirement, extra = waiting.pop()
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": extra}):
            continue
        name = canonical(requirement.name)
        if name not in found:
            found[name] = installed(name)
            wanted = ("", *requirement.extras)
            waiting += [(Requirement(line), one) for line in importlib.metadata.requires(name) or () for one in wanted]
    return [found[name] for name in sorted(found)]


READ_IN_THE_PACKAGE = {"lemmagen3": ("LGPL", "MIT", "CC BY-SA")}
"""Licences that a package names in its file of licences alone; of the models of lemmagen3 those that are used."""


def installed(name: str) -> Package:
    """A package by its metadata."""
    metadata = importlib.metadata.metadata(name)
    licences = tuple(dict.fromkeys(_licences(metadata))) or READ_IN_THE_PACKAGE.get(canonical(name), ())
    return Package(canonical(name), importlib.metadata.version(name), licences)


def refused(packages: list[Package]) -> list[str]:
    """Those whose licence is not free to use here, or that do not say which they have."""
    return [
        f"{one.name}: {' / '.join(one.licences) or 'no licence is named'}"
        for one in packages
        if not one.licences or any(map(_is_refused, one.licences))
    ]


def _is_refused(licence: str) -> bool:
    """Whether a licence binds; of those between which one may choose (``OR`` without brackets) all must."""
    choices = [licence] if "(" in licence else licence.split(" OR ")
    return all(REFUSED.search(one) for one in choices)


def canonical(name: str) -> str:
    """A package's name as its index has it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _licences(metadata: importlib.metadata.PackageMetadata) -> Iterator[str]:
    """The expression if there is one (PEP 639), else the classifiers, else the first line of the text."""
    if "License-Expression" in metadata:
        yield str(metadata["License-Expression"])
        return
    classifiers = [str(one) for one in metadata.get_all("Classifier") or ()]
    named = [one.rpartition(" :: ")[2] for one in classifiers if one.startswith(_CLASSIFIER)]
    named = [one for one in named if one != "OSI Approved"]
    if named:
        yield from named
    elif "License" in metadata and str(metadata["License"]).strip():
        yield str(metadata["License"]).strip().splitlines()[0]
