"""Nothing that the program runs on binds those who use it."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace

import pytest

from tests.supply.packages import PYPROJECT, Package, refused, runtime_packages
from tests.tools import require_program

FREE = Package("x", "1", ("MIT",))


def test_no_package_has_a_licence_that_binds() -> None:
    assert refused(runtime_packages()) == []


def test_what_packages_need_is_among_them() -> None:
    names = {one.name for one in runtime_packages()}
    assert {"jinja2", "markupsafe", "pydantic-core", "typst", "fontpkg"} <= names
    assert "pytest" not in names


@pytest.mark.parametrize(
    "licence",
    [
        *("AGPL-3.0-or-later", "GPL-2.0-only", "GNU General Public License v3 (GPLv3)", "MIT AND GPL-3.0-only"),
        *("GNU Affero General Public License v3", "Other/Proprietary License", "BUSL-1.1"),
        *("AGPL-3.0-only OR GPL-3.0-only", "(MIT OR GPL-3.0-only) AND GPL-2.0-only"),
    ],
)
def test_a_licence_that_binds_is_found(licence: str) -> None:
    assert refused([FREE, replace(FREE, name="y", licences=(licence,))]) == [f"y: {licence}"]


@pytest.mark.parametrize(
    "licence",
    [
        *("LGPL-2.1-only", "GNU Lesser General Public License v3 (LGPLv3)", "BSD-3-Clause", "MPL-2.0", "OFL-1.1"),
        "Apache-2.0 OR GPL-2.0-or-later",
    ],
)
def test_a_licence_that_does_not_is_left(licence: str) -> None:
    assert refused([replace(FREE, licences=(licence,))]) == []


def test_a_package_without_a_licence_is_found() -> None:
    assert refused([replace(FREE, licences=())]) == ["x: no licence is named"]


def test_the_bill_of_materials_names_every_package() -> None:
    """The command that the README gives to maintainers."""
    command = [require_program("uv"), "export", "--frozen", "--offline", "--no-dev", "--format", "cyclonedx1.5"]
    run = subprocess.run(command, cwd=PYPROJECT.parent, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    components = {(one["name"], one["version"]) for one in json.loads(run.stdout)["components"]}
    assert {(one.name, one.version) for one in runtime_packages()} - components == set()
