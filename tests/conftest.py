"""What all tests share."""

from __future__ import annotations

import functools
import gc
import os
from collections.abc import Hashable
from pathlib import Path

import pytest

from methodology.cli.console import OBJECTS_BETWEEN_COLLECTIONS
from methodology.messages import spoken_language
from methodology.reading import content_folder
from methodology.verifying.child_process import answer_about
from tests.built import CONTENT, read_content

REFERENCE = Path(__file__).parent / "signed" / "signed-2025-11-03.tsv"


LONGEST = (
    "desk/test_amendment.py",
    "benchmarks/test_growth.py",
    "versions/test_amending.py",
    "word/test_redline.py",
    "word/test_redline_in_libreoffice.py",
    "pull/test_pull_in_libreoffice.py",
    "pull/test_tables.py",
    "docs/test_commands.py",
    "verifying/test_word_alterations.py",
    "pull/test_pull_properties.py",
    "pull/test_pull_hostile.py",
    "cli/test_installed.py",
    "faults/test_faults.py",
    "test_examples.py",
    "checks/test_hostile_texts.py",
    "verifying/test_alterations.py",
    "word/test_redline_second_opinion.py",
    "word/test_redline_trials.py",
)
"""The modules that take longest. They come first: one that is begun last keeps its worker when the others are done."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests of the longest modules first, in the order of their names here."""
    places = {Path(__file__).parent / name: place for place, name in enumerate(LONGEST)}
    assert all(module.is_file() for module in places)
    items.sort(key=lambda item: places.get(item.path, len(places)))


FILES_REMEMBERED = 4096
READ_CONTENT_FILE = content_folder.read_content_file


@functools.lru_cache(maxsize=FILES_REMEMBERED)
def _file_in_language(language: str, *given: Hashable) -> object:
    del language
    return READ_CONTENT_FILE(*given)  # type: ignore[arg-type]


def _remembered_file(*given: Hashable) -> object:
    """What was made of a file that says the same, as a session keeps it: the contents of most tests are alike."""
    return _file_in_language(spoken_language(), *given)


ENGLISH = "en_US.UTF-8"
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANGUAGE")


def pytest_configure() -> None:
    """Let commands, in this process or in others, speak English, and the garbage collector look even more rarely.

    A worker comes to hold a gigabyte, and to look through it all, again and again, took a tenth of the time.
    """
    os.environ["LANG"] = ENGLISH
    for name in _LOCALE:
        os.environ.pop(name, None)
    gc.set_threshold(4 * OBJECTS_BETWEEN_COLLECTIONS, 10, 5)
    pytest.MonkeyPatch().setattr(content_folder, "read_content_file", _remembered_file)


def pytest_collection_finish() -> None:
    """Let it leave alone what stays to the end: modules and tests."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def verified_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let verify read PDFs and pages in this process; the child process has its tests in ``tests/verifying``."""
    monkeypatch.setattr("methodology.verifying.child_process.ask_child", answer_about)


@pytest.fixture(scope="session")
def signed_content() -> Path:
    """The project's content, as long as it is still that of the signed document."""
    date = read_content(CONTENT).facts.date
    if date.isoformat() not in REFERENCE.name:
        pytest.skip(f"NOT TESTED: content/ is dated {date}, a later version than the signed {REFERENCE.name}")
    return CONTENT
