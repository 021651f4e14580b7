"""Docxodus, a comparison engine that shares nothing with ours, finds no difference left in a resolved redline.

It compares what paragraphs and cells say; it takes content controls and bookmarks for differences, so they are taken
out, and the ids of numberings, which differ while the labels are the same (tests/word/test_redline.py counts them).
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from python_redlines.engines import DocxodusEngine  # type: ignore[import-untyped]  # it ships no types

from tests.built import CONTENT, SAMPLE, copied
from tests.versions.amendments import amend
from tests.word.resolver import W, accept_all, reject_all
from tests.word.test_redline import clean, composed, redline

PARTS = r"word/(document|header\d*|footer\d*)\.xml"


def changed_texts(original: bytes, modified: bytes) -> list[str]:
    """The texts that lead from one document to the other, but those of the contents table, which Word fills in."""
    made, told, _ = DocxodusEngine().run_redline("Urad", plain(original), plain(modified))
    assert re.search(r"\d+ revision\(s\) found", told), told
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        roots = [etree.fromstring(package.read(name)) for name in package.namelist() if re.match(PARTS, name)]
    return [
        "".join(map(str, change.itertext()))
        for root in roots
        for change in root.iter(f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo")
        if not any("PAGEREF" in "".join(map(str, above.itertext())) for above in change.iterancestors(f"{W}p"))
    ]


def plain(docx: bytes) -> bytes:
    """The document without content controls, bookmarks and links inside it; what they hold stays."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as package, zipfile.ZipFile(target, "w") as written:
        for name in package.namelist():
            content = package.read(name)
            if re.fullmatch(r"word/\w+\.xml", name):
                root = etree.fromstring(content)
                for mark in [*root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")]:
                    _replace(mark, [])
                for link in [*root.iter(f"{W}hyperlink")]:
                    _replace(link, list(link))
                for control in [*root.iter(f"{W}sdt")]:
                    _replace(control, [part for held in control.iterchildren(f"{W}sdtContent") for part in held])
                content = etree.tostring(root)
            written.writestr(name, content)
    return target.getvalue()


def _replace(element: etree._Element, parts: list[etree._Element]) -> None:
    parent = element.getparent()
    assert parent is not None
    position = parent.index(element)
    parent[position : position + 1] = parts


@pytest.mark.parametrize("seed", [200, 201])
def test_nothing_is_left_to_track(seed: int, tmp_path: Path) -> None:
    old = composed(CONTENT)
    new = amend(copied(CONTENT, tmp_path), random.Random(seed), 20)
    made = redline(old, new)
    assert changed_texts(accept_all(made), clean(new)) == []
    assert changed_texts(reject_all(made), clean(old)) == []


def test_what_is_left_would_be_seen(tmp_path: Path) -> None:
    old = composed(SAMPLE)
    new = amend(copied(SAMPLE, tmp_path), random.Random(200), 5)
    assert changed_texts(clean(old), clean(new)) != []
