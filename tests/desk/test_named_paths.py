"""Messages for a reader who sees no files: names for paths and keys, every other word as it was."""

from __future__ import annotations

import pytest

from methodology.desk.answers import Desk
from methodology.desk.named_paths import name_paths
from methodology.messages import speaking
from methodology.versions.report.names import PathNames
from methodology.versions.report.templates import read_labels
from tests.built import TEMPLATES

ALPHA = "operations.alpha"


@pytest.fixture
def names(desk: Desk) -> PathNames:
    return PathNames.of((desk.draft.page.programme,), read_labels(TEMPLATES, "sl"))


def test_a_path_and_one_that_begins_in_the_owner_have_names(names: PathNames) -> None:
    with speaking("sl"):
        assert name_paths("Glej O.1.1.target.", names) == f"Glej {names.path('O.1.1.target')}."
        below = name_paths("na mestu rationale.target je", names, "O.1.1.endings.rationale.target")
    assert "rationale" not in below
    assert below.startswith("na mestu ")
    assert name_paths("na mestu rationale.target je", names) == "na mestu rationale.target je"


def test_the_key_of_an_entry_is_what_the_entry_says(desk: Desk, names: PathNames) -> None:
    said = str(desk.draft.page.programme.values[ALPHA].value)
    assert name_paths("manjka »alpha«", names, "O.1.1.operations.alpha") == f"manjka »{said}«"
    assert name_paths("'alpha'", names, found="alpha") == f"'{said}'"


@pytest.mark.parametrize(
    "text", ["»alpha«", "oprema alpha", "»t. i.«", "1.234", "a_b", "{code_range}", "dva presledka"]
)
def test_other_words_stay(text: str, names: PathNames) -> None:
    assert name_paths(text, names, "chapters.introduction.2") == text
