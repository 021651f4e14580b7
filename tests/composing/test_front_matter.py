"""What stands on the cover beside titles, version and date, the history of versions, and who approves the document."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from methodology.composing import compose_document, status_mark
from methodology.diagnostics import ContentError
from methodology.model.document import Table, plain_text
from methodology.model.programme import Status
from methodology.model.seal import Origin
from tests.built import COMMIT, SAMPLE, TEMPLATES, copied, read_content

EMBLEM_FILE = TEMPLATES / "new" / "content" / "pictures" / "eu-emblem.svg"
EMBLEM = {"file": "pictures/eu-emblem.svg", "alternative": "Znak", "sentence": "Sofinancira Unija"}
GIVEN = {"issuer": ["Država", "Ministrstvo"], "number": "1/2031", "status": "proposed"}


def standard_parts() -> list[dict[str, object]]:
    """The parts of the templates' outline without front matter."""
    outline = yaml.safe_load((TEMPLATES / "document" / "outline.yaml").read_text(encoding="utf-8"))
    return [part for part in outline["parts"] if part.get("part") not in {"cover", "approval"}]


def cover_lines(folder: Path, given: dict[str, object], *parts: object) -> tuple[str, ...]:
    """What a cover prints besides: issuer, number, status, emblem. ``parts`` come before those of the templates."""
    content = copied(SAMPLE, folder)
    file = content / "programme.yaml"
    facts = yaml.safe_load(file.read_text(encoding="utf-8"))
    file.write_text(yaml.safe_dump(facts | given, allow_unicode=True), encoding="utf-8")
    (content / "pictures").mkdir(exist_ok=True)
    (content / "pictures" / EMBLEM_FILE.name).write_bytes(EMBLEM_FILE.read_bytes())
    if parts:
        (content / "outline.yaml").write_text(yaml.safe_dump({"parts": [*parts, *standard_parts()]}), encoding="utf-8")
    document = compose_document(read_content(content), TEMPLATES)
    cover, emblem = document.cover, document.emblem
    shown = () if emblem is None else (f"{emblem.width} % {plain_text(emblem.alternative)}", cover.emblem_sentence)
    lines = (cover.issuer, cover.number, cover.status, *shown)
    return tuple(line if isinstance(line, str) else plain_text(line) for line in lines)


@pytest.mark.parametrize(
    ("given", "parts", "lines"),
    [
        (GIVEN, (), ("Država\nMinistrstvo", "Številka: 1/2031", "Status: predlog")),
        ({}, (), ("", "", "")),
        ({"status": "draft"}, (), ("", "", "Status: osnutek")),
        (GIVEN, ({"part": "cover", "prints": ["status"]},), ("", "", "Status: predlog")),
        (GIVEN, ("overview",), ("", "", "")),
        ({"emblem": EMBLEM}, (), ("", "", "", "15 % Znak", "Sofinancira Unija")),
        ({"emblem": {**EMBLEM, "width": 20, "sentence": None}}, (), ("", "", "", "20 % Znak", "")),
        ({"emblem": EMBLEM}, ({"part": "cover", "prints": ["status"]},), ("", "", "")),
    ],
)
def test_the_cover_has_what_is_given_and_wanted(
    given: dict[str, object], parts: tuple[object, ...], lines: tuple[str, ...], tmp_path: Path
) -> None:
    assert cover_lines(tmp_path, given, *parts) == lines


@pytest.mark.parametrize(
    ("given", "part", "code"),
    [
        ({"status": "osnutek"}, "cover", "wrong-value"),
        ({}, {"part": "cover", "prints": ["logo"]}, "unknown-part"),
        ({}, {"part": "cover", "columns": ["code"]}, "unknown-key"),
        ({"emblem": {**EMBLEM, "file": "pictures/eu.svg"}}, "cover", "missing-picture"),
        ({"emblem": {**EMBLEM, "width": 60}}, "cover", "picture-too-high"),
        ({"emblem": {**EMBLEM, "width": 12.5}}, "cover", "wrong-value"),
        ({"emblem": {"file": EMBLEM["file"]}}, "cover", "missing-key"),
    ],
)
def test_what_it_cannot_have_is_refused(given: dict[str, object], part: object, code: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError) as raised:
        cover_lines(tmp_path, given, part)
    assert {fault.code for fault in raised.value.diagnostics} == {code}


def tables_of(folder: Path, files: dict[str, str], *parts: object) -> dict[str, list[list[str]]]:
    """The bodies of the tables that more parts of the outline print, by their titles."""
    content = copied(SAMPLE, folder)
    for name, text in files.items():
        file = content / name
        file.parent.mkdir(exist_ok=True)
        file.write_text((file.read_text(encoding="utf-8") if file.exists() else "") + text, encoding="utf-8")
    (content / "outline.yaml").write_text(yaml.safe_dump({"parts": [*parts, *standard_parts()]}), encoding="utf-8")
    tables = [block for block in compose_document(read_content(content), TEMPLATES).blocks if isinstance(block, Table)]
    return {
        table.title: [
            [plain_text(cell.content).replace("\N{NO-BREAK SPACE}", " ") for cell in row.cells] for row in table.rows
        ]
        for table in tables[: len(parts)]
    }


AMENDMENTS = {
    "amendments/0.9.yaml": "date: 2031-01-15\nsummary: Prvi osnutek.\n",
    "amendments/0.8.yaml": "summary: Zasnova.\n",
    "amendments/1.0.yaml": "summary: Prva različica.\nlegal_basis: člen 24\n",
    "amendments/1.1.yaml": "date: 2031-06-01\nsummary: Šele sledi.\n",
}


@pytest.mark.parametrize(
    ("part", "files", "rows"),
    [
        ("history", {}, [["1.0", "1. 5. 2031", ""]]),
        (
            "history",
            AMENDMENTS,
            [
                ["0.8", "", "Zasnova."],
                ["0.9", "15. 1. 2031", "Prvi osnutek."],
                ["1.0", "1. 5. 2031", "Prva različica."],
            ],
        ),
        (
            {"part": "history", "columns": ["version", "legal_basis"]},
            {"amendments/1.0.yaml": "legal_basis: člen 24\n"},
            [["1.0", "člen 24"]],
        ),
        (
            "approval",
            {"programme.yaml": "approval:\n  - {function: Vodja, name: Ana}\n  - function: Odbor\n"},
            [["Vodja", "Ana", ""], ["Odbor", "", ""]],
        ),
    ],
)
def test_history_and_approval_are_tables(
    part: object, files: dict[str, str], rows: list[list[str]], tmp_path: Path
) -> None:
    assert list(tables_of(tmp_path, files, part).values()) == [rows]


def test_nobody_approves_where_nobody_is_named(tmp_path: Path) -> None:
    assert "Odobritev" not in tables_of(tmp_path, {}, "approval")


@pytest.mark.parametrize(
    ("given", "origin", "mark"),
    [
        ({"status": "draft"}, None, "OSNUTEK"),
        ({"status": "proposed"}, COMMIT, "PREDLOG"),
        ({"status": "adopted"}, COMMIT, "OSNUTEK"),
        ({"status": "draft"}, replace(COMMIT, clean=True), None),
        ({}, None, None),
    ],
)
def test_pages_are_marked_while_the_content_is_no_committed_version(
    given: dict[str, object], origin: Origin | None, mark: str | None, tmp_path: Path
) -> None:
    content = copied(SAMPLE, tmp_path)
    file = content / "programme.yaml"
    facts = yaml.safe_load(file.read_text(encoding="utf-8"))
    file.write_text(yaml.safe_dump(facts | given, allow_unicode=True), encoding="utf-8")
    assert status_mark(read_content(content), origin) == mark


def test_no_page_is_marked_where_the_cover_has_no_status() -> None:
    programme = read_content(SAMPLE)
    facts = programme.facts.model_copy(update={"status": Status.DRAFT})
    bare = tuple(part for part in programme.outline if part.part != "cover")
    assert status_mark(replace(programme, facts=facts, outline=bare), None) is None


@pytest.mark.parametrize(
    ("part", "kinds"),
    [
        (None, {"chapter"}),
        ("contents", {"chapter", "part", "item"}),
        ({"part": "contents", "prints": ["objectives"]}, {"chapter", "part"}),
    ],
)
def test_the_outline_says_what_the_contents_list(tmp_path: Path, part: object, kinds: set[str]) -> None:
    content = copied(SAMPLE, tmp_path)
    parts = ["history", *([part] if part else []), *standard_parts()]
    (content / "outline.yaml").write_text(yaml.safe_dump({"parts": parts}), encoding="utf-8")
    document = compose_document(read_content(content), TEMPLATES)
    assert {heading.kind.value for heading in document.listed} == kinds
    assert document.listed[0].is_chapter  # what stands before the first chapter is not listed
    assert all(heading.depth == 1 for heading in document.listed if not heading.is_chapter)
