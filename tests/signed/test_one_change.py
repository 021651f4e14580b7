"""One change of the content changes each place that prints it, in all three files, and nothing else."""

from __future__ import annotations

import difflib
import itertools
import re
from pathlib import Path

import pytest

from methodology.formats import Format
from methodology.model.document import Document, Heading, Inline, List, Note, Paragraph, Table, plain_text
from tests.built import Built, built, copied, replace_in

Change = tuple[str, str]
"""The old and the new text of what changed, white space apart."""

FORMATS = list(Format)


def changes(before: Built, after: Built, one: Format) -> list[Change]:
    """The texts that differ between two builds in one format: a paragraph, an item, a row, or a line of the PDF."""
    old, new = (["".join(block) for block in build.texts()[one]] for build in (before, after))
    found: list[Change] = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag != "equal":
            pairs = itertools.zip_longest(old[start:end], new[new_start:new_end], fillvalue="")
            found += [(re.sub(r"\s", "", first), re.sub(r"\s", "", second)) for first, second in pairs]
    return found


def printed(document: Document, path: str) -> list[str]:
    """The texts of the blocks (a table's by row) that print the value at ``path``."""
    return [plain_text(content) for content in contents(document) if any(run.source == path for run in content)]


def contents(document: Document) -> list[Inline]:
    """The text of every block, a table's by row."""
    found: list[Inline] = []
    for block in document.blocks:
        match block:
            case Heading() | Paragraph() | Note():
                found.append(block.content)
            case List():
                found += [item.content for item in block.items]
            case Table():
                rows = (*block.header, *block.rows)
                found += [tuple(run for cell in row.cells for run in cell.content) for row in rows]
    return found


@pytest.fixture
def content(signed_content: Path, tmp_path: Path) -> Path:
    """A copy of the content to change."""
    return copied(signed_content, tmp_path)


@pytest.mark.parametrize("one", FORMATS)
def test_a_target(one: Format, signed: Built, content: Path) -> None:
    replace_in(content / "objectives/so1/indicators/O.1.3.yaml", "\ntarget: 46\n", "\ntarget: 51\n")
    after = built(content)
    found = changes(signed, after, one)
    assert len(found) == len(printed(signed.document, "O.1.3.target")) == 1
    assert all("46" in old and new == old.replace("46", "51") for old, new in found)


@pytest.mark.parametrize("one", FORMATS)
def test_a_figure_that_prose_repeats(one: Format, signed: Built, content: Path) -> None:
    replace_in(content / "objectives/so2/indicators/O.2.2.yaml", "{value: 13, per", "{value: 14, per")
    found = changes(signed, built(content), one)
    assert len(found) == len(printed(signed.document, "O.2.2.events_a_year")) == 2
    assert all(old.replace("okoli13", "okoli14") == new for old, new in found)


@pytest.mark.parametrize("one", FORMATS)
def test_the_name_of_an_operation(one: Format, signed: Built, content: Path) -> None:
    """Five mentions in lists have no variant; one variant builds on the name, two are texts of their own."""
    name = "Nadaljevanje zaščite žrtev trgovine z ljudmi ter programa njihove reintegracije"
    renamed = "Podpora žrtvam"
    replace_in(content / "operations.yaml", f"trafficking_victims: {name}\n", f"trafficking_victims: {renamed}\n")
    found = changes(signed, built(content), one)
    assert len(found) == len(printed(signed.document, "operations.trafficking_victims")) == 2
    assert all(re.sub(r"\s", "", name) in old and re.sub(r"\s", "", renamed) in new for old, new in found)


@pytest.mark.parametrize("one", FORMATS)
def test_each_mention_of_an_operation(one: Format, signed: Built, content: Path) -> None:
    replace_in(content / "operations.yaml", "environmental_crime: Vzpostavitev", "environmental_crime: Krepitev")
    found = changes(signed, built(content), one)
    assert len(found) == len(printed(signed.document, "operations.environmental_crime")) == 6
    assert all(new == old.replace("Vzpostavitevnacionalnih", "Krepitevnacionalnih") for old, new in found)


@pytest.mark.parametrize("one", FORMATS)
def test_a_third_operation_turns_the_dual_into_the_plural(one: Format, signed: Built, content: Path) -> None:
    replace_in(
        content / "objectives/so2/indicators/O.2.3.yaml",
        "operations:\n  - cbrn\n  - cooperation_centres\n",
        "operations:\n  - cbrn\n  - cooperation_centres\n  - covert_measures\n",
    )
    found = changes(signed, built(content), one)
    dual = "Spremljanjekazalnikajepovezanoznaslednjimaoperacijama:"
    plural = "Spremljanjekazalnikajepovezanoznaslednjimioperacijami:"
    assert any(dual in old and plural in new for old, new in found)
    assert any(not old and "Učinkovitoizvajanjeprikritihpreiskovalnihukrepov" in new for old, new in found)
    assert len(found) == 2
