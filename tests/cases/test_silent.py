"""What could pass in silence is told by ``check``, in exactly these words.

A case is a file in ``silent/``, named by its fault:

- ``file`` (below the project: ``content/…`` is the sample's) with ``replace`` and ``with``, ``append``, ``write``,
  ``bytes`` or ``delete``; ``also`` lists more of the same (:func:`tests.cases.test_bad_input.change`);
- ``options`` of the command, if there are any: ``[--all]``;
- ``expect``: all that ``check`` prints, its last line the summary. The exit code is 1 where that counts errors.

``uv run pytest tests/cases/test_silent.py -k NAME -vv`` shows what is printed otherwise.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from methodology.cli import main
from methodology.diagnostics import ExitCode
from tests.cases.test_bad_input import change

CASES = sorted((Path(__file__).parent / "silent").glob("*.yaml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_nothing_passes_in_silence(path: Path, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(project, case)
    exit_code = main(["check", "--content", "content", *case.get("options", ())])
    printed = capsys.readouterr()
    assert printed.out + printed.err == case["expect"]
    assert not re.search(r"^0 errors, 0 warnings; \d+ accepted$", case["expect"], re.MULTILINE)
    has_errors = re.search(r"^[1-9]\d* errors?, ", case["expect"], re.MULTILINE) is not None
    assert exit_code == (ExitCode.CONTENT if has_errors else ExitCode.DONE)
