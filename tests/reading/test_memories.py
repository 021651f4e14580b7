"""What is remembered between two builds of one process is never what stood there before."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

from methodology.checks import check_programme
from methodology.formats import Format
from tests.built import CONTENT, ROOT, SAMPLE, built_anew, copied, read_anew, replace_in

INDICATOR = "objectives/so1/indicators/O.1.1.yaml"

ALONE = """
import hashlib, json, sys
from pathlib import Path
from tests.built import built_anew

files = built_anew(Path(sys.argv[1])).files
print(json.dumps({str(format): hashlib.sha256(content).hexdigest() for format, content in files.items()}))
"""


def test_a_change_that_neither_size_nor_time_shows(tmp_path: Path) -> None:
    content = copied(SAMPLE, tmp_path)
    chapter = content / "chapters" / "conclusion.md"
    before = read_anew(content)
    for file, old, new in ((content / INDICATOR, "target: 2000", "target: 2001"), (chapter, "Konec.", "Konci.")):
        state = file.stat()
        replace_in(file, old, new)
        os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
        assert (file.stat().st_size, file.stat().st_mtime_ns) == (state.st_size, state.st_mtime_ns)
    after = read_anew(content)
    assert (before.values["O.1.1.target"].value, after.values["O.1.1.target"].value) == (2000, 2001)
    assert [programme.chapters["conclusion"].leaves[-1].text for programme in (before, after)] == ["Konec.", "Konci."]


def test_what_did_not_change_is_the_same(tmp_path: Path) -> None:
    content = copied(SAMPLE, tmp_path)
    first, second = read_anew(content), read_anew(content)
    assert first == second
    assert check_programme(first) == check_programme(second)
    # a copy of it elsewhere has the same content, and places of its own
    other = read_anew(content, "drugje")
    assert other.values.keys() == first.values.keys()
    folders = {value.location.file.partition("/")[0] for value in other.values.values()}
    assert folders == {"drugje", "templates"}  # the words of the language


def test_a_finding_goes_with_its_cause_and_comes_again(tmp_path: Path) -> None:
    content = copied(SAMPLE, tmp_path)

    def found() -> list[str]:
        return [finding.rule.code for finding in check_programme(read_anew(content))]

    assert found() == []
    replace_in(content / "operations.yaml", "Prva operacija", "Prva  operacija")
    assert found() == ["double-space"]
    replace_in(content / "operations.yaml", "Prva  operacija", "Prva operacija")
    assert found() == []
    # the same texts in another use of the language: what else a rule looks at counts too
    replace_in(content / "language.yaml", "instead_of: [ITK]", "instead_of: [operacija]")
    assert set(found()) == {"preferred-form"}


def test_two_programmes_in_turns(tmp_path: Path) -> None:
    """Each has the bytes that a process of its own gives it."""
    other = copied(SAMPLE, tmp_path)
    replace_in(other / INDICATOR, "target: 2000", "target: 2001")
    contents = (CONTENT, SAMPLE, other)
    alone = [json.loads(in_a_process_of_its_own(content)) for content in contents]
    assert alone[1] != alone[2]
    for _ in range(2):
        assert [digests(content) for content in contents] == alone


def in_a_process_of_its_own(content: Path) -> str:
    command = [sys.executable, "-c", ALONE, str(content)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def digests(content: Path) -> dict[str, str]:
    files: dict[Format, bytes] = built_anew(content).files
    return {str(one): hashlib.sha256(file).hexdigest() for one, file in files.items()}
