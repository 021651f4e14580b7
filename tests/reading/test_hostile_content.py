"""Content made to do harm is refused with its place, or read, in bounded memory and without a hang."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.built import ROOT, SAMPLE
from tests.tools import HANGS_AFTER_PROCESSOR

MOST_MEMORY = 1_200 * 2**20
"""Of addresses, with the program's own."""

READ = """
import json, os, resource, sys, traceback
from pathlib import Path
from methodology.composing import compose_document
from methodology.diagnostics import ContentError
from methodology.reading import read_programme

def read(content):
    try:
        compose_document(read_programme(Path(content), "content", Path("templates")), Path("templates"))
        return "read", ""
    except ContentError as error:
        first = error.diagnostics[0]
        assert len(str(first)) < 1_000
        return first.code, str(first.location)

*limits, sample = sys.argv[1:]
read(sample)
for line in sys.stdin:
    child = os.fork()
    if not child:
        try:
            for name, most in zip((resource.RLIMIT_AS, resource.RLIMIT_CPU), map(int, limits)):
                resource.setrlimit(name, (most, most))
            print(json.dumps(read(json.loads(line))), flush=True)
            os._exit(0)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(1)
    print(os.waitpid(child, 0)[1], flush=True)
"""
"""Reads each content that it is told of in a child of its own, which has the program already; then tells its status."""

YAML = {
    "brackets": ("a: " + "[" * 100_000, "nested-too-deeply"),
    "brackets that are closed": ("a: " + "[" * 900 + "]" * 900, "nested-too-deeply"),
    "braces": ("{a: " * 100_000, "nested-too-deeply"),
    "dashes": ("- " * 100_000, "nested-too-deeply"),
    "indentation": ("".join(" " * depth + "a:\n" for depth in range(3_000)), "nested-too-deeply"),
    "question marks": ("? " * 100_000, "wrong-key"),
    "a line of 10 MB": (f"alpha: {'x' * 10_000_000}", "too-large"),
    "a text of 20,001 characters": (f"alpha: {'x' * 20_001}", "too-large"),
    "a text of 20,000 characters": (f"alpha: {'x' * 20_000}", "unknown-operation"),
    "a file of 20 MB": ("#" * 20_000_000, "too-large"),
    "a key of 10 MB": (f"{'x' * 10_000_000}: a", "yaml-syntax"),
    "100,000 keys": ("".join(f"k{number}: v\n" for number in range(100_000)), "too-large"),
    "100,000 unknown names": ("".join(f"K{number}: v\n" for number in range(49_000)), "wrong-key"),
    "a million keys of a flow": ("{" + "a," * 1_000_000 + "}", "duplicate-key"),
    "three million commas": ("[" + "a," * 3_000_000 + "]", "too-large"),
    "an alias that holds itself": ("a: &a {b: *a}", "alias-bomb"),
    "an alias used 100,000 times": ("a: &a [b]\n" + "".join(f"k{n}: *a\n" for n in range(90_000)), "alias-bomb"),
    "an alias of nothing": ("a: *b", "yaml-syntax"),
    "an object of Python": ("alpha: !!python/object/apply:os.system [ls]", "yaml-tag"),
    "40,000 texts of two lines": ("".join(f"k{number}: a\n  b\n" for number in range(40_000)), "unknown-operation"),
    "a million marks of a merge": ("=======\n" * 1_000_000, "unfinished-merge"),
    "a NUL": ("alpha: a\0b", "control-character"),
    "a NUL that is escaped": ('alpha: "\\0"', "control-character"),
    "half a character": ('alpha: "\\ud800"', "yaml-syntax"),
    "another version of YAML": ("%YAML 9.9\n---\na: b", "yaml-syntax"),
    "a tag of a million letters": (f"alpha: !<{'x' * 1_000_000}> b", "yaml-tag"),
}
CHAPTERS = {
    "20,000 brackets": ("[" * 20_000, "too-large"),
    "5,000 links": ("[a](b" * 5_000, "too-large"),
    "lists within lists in one line": ("- " * 2_000 + "a", "unsupported-form"),
    "a paragraph of 10 MB": ("a " * 5_000_000, "too-large"),
    "100,000 paragraphs": ("a\n\n" * 100_000, "too-large"),
    "10,001 braces": ("{" * 10_001, "prose-syntax"),
    "20,000 stars": ("*" * 20_000, "unsupported-form"),
    "stars and lines": (
        "".join("*_" for _ in range(400)) + "a" + "".join("_*" for _ in range(400)),
        "unsupported-form",
    ),
    "Markdown's own marks": ("klzzwxh:0001 wzxhzdk:2", "read"),
    "a control character of Markdown": ("\x02wzxhzdk:0\x03", "control-character"),
}


Outcome = Callable[[Path], tuple[str, str]]
"""What a process with limits says of the content: a code and a place."""


@pytest.fixture(scope="module")
def outcome() -> Iterator[Outcome]:
    command = [sys.executable, "-c", READ, str(MOST_MEMORY), str(HANGS_AFTER_PROCESSOR), str(SAMPLE)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:

        def read(content: Path) -> tuple[str, str]:
            assert reader.stdin is not None
            assert reader.stdout is not None
            print(json.dumps(str(content)), file=reader.stdin, flush=True)
            said = reader.stdout.readline()
            assert said.startswith("["), f"the reader ended with the status {said}"
            assert reader.stdout.readline() == "0\n"
            code, place = json.loads(said)
            assert code == "read" or place
            return code, place

        yield read


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "content"))


@pytest.mark.parametrize("name", YAML)
def test_yaml(name: str, content: Path, outcome: Outcome) -> None:
    text, code = YAML[name]
    (content / "operations.yaml").write_text(text, encoding="utf-8")
    assert outcome(content)[0] == code


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter(name: str, content: Path, outcome: Outcome) -> None:
    text, code = CHAPTERS[name]
    (content / "chapters" / "introduction.md").write_text(f"# UVOD\n\n{text}\n", encoding="utf-8")
    assert outcome(content)[0] == code


def risks(content: Path, factors: list[str]) -> None:
    """Give the first factor of all these texts: ``z0`` is printed, the others where they are referred to."""
    file = content / "risks.yaml"
    more = "".join(f'  z{number}: "{text}"\n' for number, text in enumerate(factors))
    text = file.read_text(encoding="utf-8").replace("factors:\n", f"factors:\n{more}")
    file.write_text(text.replace("  - prices", "  - z0\n  - prices"), encoding="utf-8")


def test_a_thousand_wrong_names_among_many(content: Path, outcome: Outcome) -> None:
    with (content / "operations.yaml").open("a", encoding="utf-8") as file:
        file.writelines(f"operation_{number}: Operacija {number}\n" for number in range(10_000))
    indicator = content / "objectives" / "so1" / "indicators" / "O.1.1.yaml"
    wrong = "".join(f"  - opration_{number}\n" for number in range(1_000))
    text = indicator.read_text(encoding="utf-8")
    indicator.write_text(text.replace("operations:\n", f"operations:\n{wrong}"), encoding="utf-8")
    assert outcome(content) == ("unknown-operation", "content/objectives/so1/indicators/O.1.1.yaml:11:5")


def test_references_in_a_long_row(content: Path, outcome: Outcome) -> None:
    risks(content, [*(f"a {{risks.factors.z{number + 1}}}" for number in range(3_000)), "konec"])
    assert outcome(content)[0] == "nested-too-deeply"


def test_references_that_multiply(content: Path, outcome: Outcome) -> None:
    risks(content, [*(f"{{risks.factors.z{number + 1}}}" * 10 for number in range(12)), "konec"])
    code, place = outcome(content)
    assert code == "too-large"
    assert place.startswith("content/risks.yaml:")


@pytest.mark.parametrize("number", ["1" + "0" * 5_000, "9" * 16, "1e9", "0x10", "-1", ".5", "1_000", "NaN", "inf"])
def test_a_strange_number(number: str, content: Path, outcome: Outcome) -> None:
    file = content / "objectives" / "so1" / "indicators" / "O.1.1.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("target: 2000", f"target: {number}"), encoding="utf-8")
    assert outcome(content) == ("wrong-type", "content/objectives/so1/indicators/O.1.1.yaml:7:9")


STRANGE_FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a pipe": (os.mkfifo, "unreadable-file"),
    "a link to a file of the system": (lambda file: file.symlink_to("/etc/passwd"), "link-outside"),
    "a link to itself": (lambda file: file.symlink_to(file.name), "missing-file"),
    "a folder": (lambda file: file.mkdir(), "missing-file"),
}


@pytest.mark.parametrize("name", STRANGE_FILES)
def test_a_strange_file(name: str, content: Path, outcome: Outcome) -> None:
    make, code = STRANGE_FILES[name]
    (content / "sources.yaml").unlink()
    make(content / "sources.yaml")
    assert outcome(content) == (code, "content/sources.yaml")


def test_a_folder_that_holds_itself(content: Path, outcome: Outcome) -> None:
    (content / "objectives" / "loop").symlink_to(content)
    assert outcome(content)[0] == "read"


def test_a_chapter_whose_name_would_break_its_paths(content: Path, outcome: Outcome) -> None:
    (content / "chapters" / "O.1.1.md").write_text("# x\n", encoding="utf-8")
    assert outcome(content) == ("wrong-key", "content/chapters/O.1.1.md")


def test_five_thousand_files(content: Path, outcome: Outcome) -> None:
    for number in range(5_000):
        (content / f"x{number}.yaml").write_text("a: b\n", encoding="utf-8")
    assert outcome(content)[0] == "unknown-file"
