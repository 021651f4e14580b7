"""Sentences put into a chapter of a content, and what rules say of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from methodology.checks import Rule
from methodology.model.chapter import Chapter
from methodology.model.programme import Programme
from tests.built import CONTENT, ROOT, read_content

CONTENTS = {"sl": CONTENT, "en": ROOT / "tests/examples/amif-en/content"}
"""A content in each language."""


@cache
def _programme(language: str) -> Programme:
    return read_content(CONTENTS[language])


def found_in(rules: Iterable[Rule], language: str, sentences: Sequence[str]) -> list[list[tuple[str, str]]]:
    """What the rules find in each sentence, which is a paragraph of a chapter: the code and the piece that is wrong."""
    chapter = Chapter("trial", "\n\n".join(sentences) + "\n", "trial")
    programme = replace(_programme(language), chapters={"trial": chapter})
    found: list[list[tuple[str, str]]] = [[] for _ in sentences]
    for rule in rules:
        for one in rule.find(programme):
            if one.path.startswith("chapters.trial."):
                found[int(one.path.rpartition(".")[2]) - 1].append((rule.code, one.found))
    return found
