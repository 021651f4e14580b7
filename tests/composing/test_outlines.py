"""The outline decides what the document has, in which order; whatever it is, all formats say the same."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from methodology.cli import main
from methodology.composing import compose_document
from methodology.composing.printing import Printer
from methodology.diagnostics import ExitCode
from methodology.formats import Format
from methodology.model.document import Document, Table, plain_text
from methodology.model.indicator import OutputPart
from methodology.model.programme import Programme
from tests.built import CONTENT, SAMPLE, TEMPLATES, Built, built, copied, read_content, replace_in
from tests.composing.outlines import write_outline
from tests.word.redline_trials import Trial, differences, wishes

BEGIN = "parts:\n  - chapter: introduction\n"
END = "".join(
    f"  - chapter: {name}\n    level: 1\n"
    for name in ("explanation", "output-indicators", "factors", "result-indicators", "allocation", "conclusion")
)
"""All other chapters of the sample and of the shipped content."""


def outlined(content: Path, outline: str, folder: Path) -> Path:
    """A copy of a content folder with an outline."""
    copy = copied(content, folder)
    (copy / "outline.yaml").write_text(outline, encoding="utf-8")
    return copy


def in_english(content: Path) -> Path:
    """The content with the words of English around its own."""
    replace_in(content / "programme.yaml", "language: sl-SI", "language: en-GB")
    (content / "phrases.yaml").unlink(missing_ok=True)
    return content


def document_of(content: Path) -> Document:
    return compose_document(read_content(content), TEMPLATES)


def heads_of(document: Document) -> list[list[str]]:
    """The heads of the tables, each other one once."""
    heads = [
        [plain_text(cell.content) for row in block.header for cell in row.cells]
        for block in document.blocks
        if isinstance(block, Table)
    ]
    return [head for number, head in enumerate(heads) if head not in heads[:number]]


def test_without_an_outline_the_document_is_that_of_the_templates(tmp_path: Path) -> None:
    outline = (TEMPLATES / "document" / "outline.yaml").read_text(encoding="utf-8")
    assert document_of(outlined(CONTENT, outline, tmp_path)) == document_of(CONTENT)


def test_parts_stand_in_the_order_of_the_outline(tmp_path: Path) -> None:
    content = outlined(SAMPLE, f"{BEGIN}  - overview\n{END}  - part: results\n    level: 2\n", tmp_path)
    headings = list(document_of(content).headings)
    assert [plain_text(heading.content) for heading in headings[:3]] == ["UVOD", "PREGLED KAZALNIKOV", "OBRAZLOŽITEV"]
    assert [(heading.level, plain_text(heading.content)[:19]) for heading in headings[-2:]] == [
        (2, "Specifični cilj 1: "),
        (2, "Specifični cilj 2: "),
    ]


def test_the_headings_of_a_chapter_move_together(tmp_path: Path) -> None:
    content = outlined(SAMPLE, BEGIN + END, tmp_path)
    headings = [
        (one.level, one.label) for one in document_of(content).headings if "KAZALNIKI" in plain_text(one.content)
    ]
    assert headings == [(1, "3."), (2, "3.1"), (1, "5.")]


BASELINE = ("OSNOVNA ZAČETNA VREDNOST", "REFERENČNO LETO")
TARGET = "CILJNA VREDNOST za leto 2039"
SHARE = "Okvirna vrednost (delež celotne vrednosti pokritosti s kazalniki za posamezni spec. cilj)"
IN_ENGLISH = "Indicative share of the amount covered by indicators in the specific objective"
COLUMNS = f"""{BEGIN}{END}  - part: outputs
    level: 2
    columns: [code, target, name, objective]
    prints: [rationale, table]
  - part: results
    level: 2
    columns: [objective, code, name, unit, baseline, reference_year, target]
    prints: [table, names]
  - part: allocation
    level: 2
    columns: [code, share, indicators]
"""


@pytest.mark.parametrize(
    ("language", "heads"),
    [
        (
            "sl",
            [
                ["OZNAKA (ID)", "CILJNA VREDNOST 2039", "KAZALNIK", "SPECIFIČNI CILJ"],
                [
                    "SPECIFIČNI CILJ",
                    "OZNAKA (ID)",
                    "KAZALNIK",
                    "MERSKA ENOTA",
                    *BASELINE,
                    "CILJNA VREDNOST za leto 2039",
                ],
                ["Koda", SHARE, "Povezan kazalnik"],
            ],
        ),
        (
            "en",
            [
                ["ID", "Target 2039", "Indicator", "Specific objective"],
                ["Specific objective", "ID", "Indicator", "Unit", "Baseline", "Reference year", "Target 2039"],
                ["Code", IN_ENGLISH, "Linked indicator"],
            ],
        ),
    ],
)
def test_columns_are_left_out_added_and_moved_in_every_format(
    language: str, heads: list[list[str]], tmp_path: Path
) -> None:
    content = outlined(SAMPLE, COLUMNS, tmp_path)
    made = built(in_english(content) if language == "en" else content)
    shown = heads_of(made.document)
    assert shown == heads
    for form, blocks in made.texts().items():
        said = squeeze(" ".join(" ".join(block) for block in blocks))
        for head in shown:
            for text in head:
                assert squeeze(text) in said, (form, text)
        assert "0(2030)" not in said, form


def squeeze(text: str) -> str:
    """The text without blanks and hyphens, which lines of narrow columns part otherwise."""
    return re.sub(r"[\s\u00ad\u200b]+", "", text)


def printed_values(programme: Programme) -> Iterator[tuple[str, str]]:
    """The path and the printed text of each value that the outline prints of each indicator."""
    printer = Printer(programme, programme.grammar)
    for part in programme.outline:
        for objective in programme.objectives:
            wholes = {"outputs": objective.outputs, "results": objective.results, "overview": objective.wholes}
            for one in (one for whole in wholes.get(part.part or "", ()) for one in whole.with_parts):
                for column in part.columns or ():
                    field = {"code": "id", "name": "name", "unit": "unit"}.get(column, column)
                    is_of_outputs = isinstance(one, OutputPart)
                    if (field == "baseline" and is_of_outputs) or field not in {*("id", "name", "unit"), *_VALUES}:
                        continue
                    if f"{one.id}.{field}" in programme.values and not (field == "id" and one.parts):
                        yield f"{one.id}.{field}", printer.print_text(f"{one.id}.{field}")
                for piece in {"rationale", "remarks"} & {*(part.prints or ())}:
                    paths = (path for path in programme.values if path.startswith(f"{one.id}.{piece}."))
                    yield from ((path, printer.print_text(path)) for path in paths)


_VALUES = ("baseline", "milestone", "target")


@pytest.mark.parametrize("seed", range(8))
def test_any_outline_prints_the_same_values_in_every_format(seed: int, tmp_path: Path) -> None:
    content = copied(CONTENT if seed % 4 == 3 else SAMPLE, tmp_path)
    write_outline(content, random.Random(seed))
    made: Built = built(in_english(content) if seed % 4 == 1 else content)
    texts = {form: squeeze(" ".join(" ".join(block) for block in blocks)) for form, blocks in made.texts().items()}
    values = list(printed_values(made.programme))
    assert values or not {"outputs", "results", "overview"} & {part.part for part in made.programme.outline}
    for path, text in values:
        for form, said in texts.items():
            if form is Format.PDF and len(squeeze(text)) > 60:  # a page may end within
                continue
            assert squeeze(text) in said, (form, path)


@pytest.mark.parametrize("seed", range(6))
def test_a_redline_between_two_outlines_is_exact(seed: int, tmp_path: Path) -> None:
    documents, contents = [], []
    for number in range(2):
        content = copied(CONTENT if seed % 3 == 2 else SAMPLE, tmp_path / str(number))
        write_outline(content, random.Random(100 * seed + number))
        documents.append(document_of(content))
        contents.append(content)
    trial = Trial(documents[0], documents[1], read_content(contents[1]), TEMPLATES, None)  # type: ignore[arg-type]
    made = trial.redline()
    assert list(differences(trial, made)) == []
    assert list(wishes(trial, made)) == []


def test_what_the_outline_leaves_out_is_reported_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outline = f"{BEGIN}{END}  - part: outputs\n    level: 2\n    prints: [table, sources]\n"
    content = outlined(SAMPLE, outline, tmp_path)
    where = ["--content", str(content), "--templates", str(TEMPLATES)]
    assert main(["check", "--format", "json", *where]) == ExitCode.DONE
    gaps = [row for row in json.loads(capsys.readouterr().out) if row["rule"] == "outline-gap"]
    assert [(f":{row['line']}:{row['column']}", row["message"]) for row in gaps] == [
        (":2:14", "the outline leaves out the factors"),
        (":2:14", "the outline leaves out the results"),
        (":15:11", "the outline leaves out rationale of the outputs"),
    ]


def test_links_lead_to_the_overview_where_nothing_else_describes_an_indicator(tmp_path: Path) -> None:
    end = "  - part: allocation\n    level: 2\n"
    linked = document_of(outlined(SAMPLE, f"{BEGIN}  - overview\n{END}{end}", tmp_path / "a"))
    plain = document_of(outlined(SAMPLE, f"{BEGIN}{END}{end}", tmp_path / "b"))
    targets = [
        {
            run.target
            for block in one.blocks
            if isinstance(block, Table)
            for row in block.rows
            for cell in row.cells
            for run in cell.content
        }
        for one in (linked, plain)
    ]
    assert "#O.1.1" in targets[0]
    assert targets[1] == {None}


def test_fitted_widths_are_the_same_for_all_tables_of_a_part(tmp_path: Path) -> None:
    outline = f"{BEGIN}{END}  - part: outputs\n    level: 2\n    columns: [code, name, target]\n"
    document = document_of(outlined(CONTENT, outline, tmp_path))
    widths = {block.columns for block in document.blocks if isinstance(block, Table)}
    assert len(widths) == 1
    ((code, name, target),) = widths
    assert code + name + target == 100
    assert name > target > code
