"""Prints what ``verify`` says of every alteration and every control: ``uv run python -m tests.verifying``.

The table is the one of ``docs/quality.md``. The exit code is 1 where anything is called other than it must be.
"""

from __future__ import annotations

import importlib
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from unittest import mock

from methodology.formats import Format
from methodology.verifying.rebuild import Basis, Rebuilt
from methodology.verifying.verify import VerdictKind
from tests.verifying.alterations import Alteration, faults
from tests.verifying.project import Project, new_repository

FORMATS = {Format.DOCX: "word", Format.PDF: "pdf", Format.HTML: "page"}
"""Each format with the module of its alterations."""
_REBUILD = "methodology.verifying.rebuild.Rebuilder.rebuild"


def alterations_of(kind: Format) -> Mapping[str, Alteration]:
    """The alterations and controls of a format by their names."""
    name = FORMATS[kind]
    module = importlib.import_module(f"tests.verifying.{name}_alterations")
    tables = (getattr(module, f"{name.upper()}_{part}", {}) for part in ("ALTERATIONS", "CONTROLS"))
    return {name: alteration for table in tables for name, alteration in table.items()}


def try_all(project: Project, file: Path, kind: Format) -> Iterator[tuple[str, VerdictKind, list[str]]]:
    """Each alteration of a file with what is said of it and what is wrong with that; the rebuild is made once."""
    rebuilt = Rebuilt(file.read_bytes(), Basis.COMMIT, (), is_false=False)
    with mock.patch(_REBUILD, lambda *_: rebuilt):
        for name, alteration in alterations_of(kind).items():
            verdict = project.altered(file, alteration.change)
            yield name, verdict.outcome, faults(alteration, verdict)


def main() -> int:
    """Print the table, then every fault."""
    wrong = []
    print("| format | changes | altered | text unchanged, named | called wrongly |")
    print("| --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        project = new_repository(Path(folder) / "project")
        files = project.build()
        for kind in FORMATS:
            results = list(try_all(project, files[kind], kind))
            counts = [sum(outcome is wanted for _, outcome, _ in results) for wanted in _COUNTED]
            faulty = [f"{kind}: {name}: {'; '.join(found)}" for name, _, found in results if found]
            print(f"| {kind} | {len(results)} | {counts[0]} | {counts[1]} | {len(faulty)} |")
            wrong += faulty
    for line in wrong:
        print(line)
    return 1 if wrong else 0


_COUNTED = (VerdictKind.ALTERED, VerdictKind.TEXT_UNCHANGED)

if __name__ == "__main__":
    sys.exit(main())
