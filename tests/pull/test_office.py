"""LibreOffice really makes the edits that are planned."""

from __future__ import annotations

import dataclasses
import io
import itertools
import random
import zipfile
from collections import Counter
from pathlib import Path

from lxml import etree

from methodology.formats import Format
from tests.built import CONTENT, SAMPLE, built
from tests.pull.edit_plans import KINDS, PlannedEdit, plan_edits
from tests.pull.look_edits import untied
from tests.pull.office import edit_in_libreoffice

SEEDS = (1, 3, 5)
"""Every kind of edit is among theirs."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def paragraphs(docx: bytes) -> list[str]:
    """The paragraphs of a file with its changes made: a paragraph whose mark is deleted runs on into the next.

    LibreOffice 7.4 writes malformed XML around content controls.
    """
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        root = etree.fromstring(package.read("word/document.xml"), etree.XMLParser(recover=True))
    texts, begun = [], ""
    for paragraph in root.iter(f"{W}p"):
        for text in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br"):
            deleted = any(parent.tag in (f"{W}del", f"{W}moveFrom") for parent in text.iterancestors())
            begun += "" if deleted else text.text or " "
        if paragraph.find(f"{W}pPr/{W}rPr/{W}del") is None:
            texts.append(begun)
            begun = ""
    return texts


def expected(texts: list[str], edits: list[PlannedEdit]) -> Counter[str]:
    """How often each paragraph stands in the document after the edits."""
    counted = Counter(map(untied, texts))
    for edit in edits:
        counted.subtract(map(untied, edit.old))
        counted.update(map(untied, edit.new))
    return +counted


def test_every_planned_edit_is_made(tmp_path: Path) -> None:
    docx = built(CONTENT).files[Format.DOCX]
    plans = [plan_edits(docx, random.Random(seed), 20) for seed in SEEDS]
    assert {edit.kind for plan in plans for edit in plan} == set(KINDS)
    untouched, *edited = edit_in_libreoffice([(docx, []), *((docx, plan) for plan in plans)], tmp_path)
    before = paragraphs(untouched)
    for plan, file in zip(plans, edited, strict=True):
        after, wanted = Counter(map(untied, paragraphs(file))), expected(before, plan)
        after.pop("", None), wanted.pop("", None)
        assert (after - wanted, wanted - after) == (Counter(), Counter())
        for edit in plan:
            if edit.kind == "item moved":
                assert order_changed([*map(untied, before)], [*map(untied, paragraphs(file))], edit)


def test_only_what_is_tracked_is_marked_with_its_author(tmp_path: Path) -> None:
    docx = built(SAMPLE).files[Format.DOCX]
    plan = plan_edits(docx, random.Random(0), 3, ("number cell", "own text", "chapter text"))
    jobs = [(docx, [dataclasses.replace(edit, tracked=tracked) for edit in plan]) for tracked in (True, False)]
    tracked, untracked = (authors(file) for file in edit_in_libreoffice(jobs, tmp_path))
    assert set(tracked) == {"Ana Kranjc"}
    assert len(tracked) >= len(plan)
    assert untracked == []


def authors(docx: bytes) -> list[str]:
    """The authors of the tracked changes."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        root = etree.fromstring(package.read("word/document.xml"), etree.XMLParser(recover=True))
    return [str(mark.get(f"{W}author")) for mark in root.iter(f"{W}ins", f"{W}del")]


def order_changed(before: list[str], after: list[str], edit: PlannedEdit) -> bool:
    """Whether what stood before the moved item stands behind it."""
    text = edit.new[0]
    neighbours = {(before[i - 1], text) for i in range(1, len(before)) if before[i] == text}
    return any((text, above) in set(itertools.pairwise(after)) for above, _ in neighbours)
