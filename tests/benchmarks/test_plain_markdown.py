"""The rival's Markdown says all of the signed document, in order, and costs pandoc as little as it can."""

from __future__ import annotations

import re
import subprocess

import pytest

from tests.benchmarks.plain_markdown import plain_markdown
from tests.conftest import REFERENCE
from tests.tools import HANGS_AFTER, require_program


def test_pandoc_reads_every_block_in_order() -> None:
    pandoc, blocks = require_program("pandoc"), REFERENCE.read_text(encoding="utf-8")
    command = [pandoc, "--from=markdown-smart", "--to=plain", "--wrap=none", "--columns=10000"]
    run = subprocess.run(
        command, input=plain_markdown(blocks), capture_output=True, text=True, check=True, timeout=HANGS_AFTER
    )
    said, place = re.sub(r"\s", "", run.stdout), 0
    for line in blocks.splitlines():
        text = [field for field in line.split("\t")[1:] if field != "^"][-1]
        found = said.find(re.sub(r"\s", "", text), place)
        assert found >= 0, line
        place = found


def test_lists_and_tables_are_written_as_pandoc_takes_them() -> None:
    blocks = "H\t1.1\tOKVIR\nP\tUvod:\nLI\t(a)\tprva\nLI\t▪\tdruga\nLI\t1.1\ttretja\nTH\tA\tB\nTR\t^\t2\nSO\tCilj"
    assert plain_markdown(blocks) == (
        "## 1.1 OKVIR\n\nUvod:\n\n(a) prva\n- druga\n- 1.1 tretja\n\n| A | B |\n|---|---|\n|  | 2 |\n\n**Cilj**\n"
    )


def test_another_kind_of_block_is_refused() -> None:
    with pytest.raises(ValueError, match="no kind of block: X"):
        plain_markdown("X\ta")
