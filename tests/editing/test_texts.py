"""Texts of YAML files are changed by the word, and everything else stays byte for byte."""

from __future__ import annotations

import difflib
import re
from functools import cache

import pytest

from methodology.editing import apply_edits
from methodology.editing.edits import SetText
from methodology.editing.nodes import parse_nodes
from methodology.editing.yaml_scalars import scalar_at, set_texts
from methodology.model.assumption import Figure
from methodology.model.phrases import Mention
from methodology.model.programme import Programme
from tests.built import CONTENT, read_content

UNWRITTEN = ("fund", "language", "accepted")


@cache
def programme() -> Programme:
    """The real content."""
    return read_content(CONTENT)


def text_of(path: str) -> str | None:
    """The source text of a value; None for a mention without a form of its own."""
    value = programme().values[path]
    if isinstance(value.value, Figure):
        return str(value.value.value)
    if isinstance(value.owner, Mention):
        return value.owner.text
    return str(value.value)


def changed_lines(before: str, after: str) -> list[str]:
    """The lines of a diff that go and come."""
    return [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "-+"]


def is_written(path: str) -> bool:
    """Whether the file of a value holds it, not fund.yaml and no default, and that in a text of its own."""
    value = programme().values[path]
    if value.location.file.endswith("/fund.yaml") and not path.startswith("interventions."):
        return False
    source = programme().files.get(value.location.file.removeprefix(f"{programme().name}/"), "")
    return text_of(path) is not None and scalar_at(parse_nodes(source), value.place) is not None


def paths() -> list[str]:
    """Every value of the document that has a text."""
    found = [path for path in programme().values if path.split(".")[0] not in UNWRITTEN and is_written(path)]
    assert len(found) > 550
    return found


def with_one_word(text: str) -> str:
    """The text with its middle word another one, a number another number."""
    words = list(re.finditer(r"[^\W\d_]{3,}|\d+", re.sub(r"\{[^}]*\}", lambda found: "_" * len(found[0]), text)))
    if not words:
        return text + "x"
    word = words[len(words) // 2]
    new = str(int(word[0]) + 1) if word[0].isdigit() else "novabeseda"
    return text[: word.start()] + new + text[word.end() :]


def scalars(text: str) -> list[str]:
    """Every key and value of a file in order."""
    found: list[str] = []

    def walk(node: object) -> None:
        value = getattr(node, "value", node)
        if isinstance(value, str):
            found.append(value)
        else:
            for one in value if isinstance(value, list | tuple) else ():
                walk(one)

    walk(parse_nodes(text))
    return found


def test_every_value_is_changed_by_one_word_in_one_line_and_back() -> None:
    for path in paths():
        before = text_of(path)
        assert before is not None
        after = with_one_word(before)
        ((file, made),) = apply_edits(programme(), [SetText(path, after)]).items()
        source = programme().files[file]
        changed = changed_lines(source, made)
        assert [line[0] for line in changed] == ["-", "+"], path
        differ = [pair for pair in zip(scalars(source), scalars(made), strict=True) if pair[0] != pair[1]]
        assert differ == [(before, after)], path
        place = programme().values[path].place
        assert set_texts(made, parse_nodes(made), {place: before}) == source, path


def test_a_reworked_document_is_written_in_one_go() -> None:
    edits = [SetText(path, with_one_word(text_of(path) or "")) for path in paths()]
    made = apply_edits(programme(), edits)
    assert sum(len(changed_lines(programme().files[file], text)) for file, text in made.items()) >= len(edits)
    for edit in edits:
        value = programme().values[edit.path]
        file = value.location.file.removeprefix(f"{programme().name}/")
        found = scalar_at(parse_nodes(made[file]), value.place)
        assert found is not None
        assert found[0].value == edit.text


SOURCE = """\
# head
plain: prva beseda # why
quoted: "prva: \\"beseda\\" \\u010das"
single: 'prva: ''beseda'''
folded: >-
  Prvi stavek.
  Drugi stavek, ki je dolg.
  Tretji.

# a note
literal: |
  prva
  druga
flow: [prva, {a: druga}]
wrapped: prva
  beseda
last: konec
"""


@pytest.mark.parametrize(
    ("key", "text", "old", "new"),
    [
        ("plain", "druga beseda", "plain: prva beseda # why", "plain: druga beseda # why"),
        ("plain", "prva beseda: da", "plain: prva beseda # why", 'plain: "prva beseda: da" # why'),
        ("plain", "prva #beseda", "plain: prva beseda # why", 'plain: "prva #beseda" # why'),
        ("plain", "- beseda", "plain: prva beseda # why", 'plain: "- beseda" # why'),
        ("plain", "{a.b} beseda", "plain: prva beseda # why", 'plain: "{a.b} beseda" # why'),
        ("plain", '"prva" beseda', "plain: prva beseda # why", 'plain: "\\"prva\\" beseda" # why'),
        ("plain", "beseda:", "plain: prva beseda # why", 'plain: "beseda:" # why'),
        ("plain", "null", "plain: prva beseda # why", 'plain: "null" # why'),
        ("plain", "prva\u00a0beseda\u00a0", "plain: prva beseda #", "plain: prva\u00a0beseda\u00a0 #"),
        ("folded", "Prvi stavek. Drugi. ", None, 'folded: "Prvi stavek. Drugi. "\n\n# a note'),
        ("quoted", 'prva: "nova" čas', '"prva: \\"beseda\\" \\u010das"', '"prva: \\"nova\\" \\u010das"'),
        ("quoted", 'prva: "beseda" \\čas', '\\" \\u010das"', '\\" \\\\\\u010das"'),
        ("single", "prva: 'nova' d'a", "''beseda'''", "''nova'' d''a'"),
        ("folded", "Prvi stavek. Drugi odstavek, ki je dolg. Tretji.", "Drugi stavek", "Drugi odstavek"),
        ("folded", "Prvi stavek. Tretji.", "  Drugi stavek, ki je dolg.\n", ""),
        ("folded", "Prvi. Drugi stavek, ki je dolg. Tretji.", "  Prvi stavek.", "  Prvi."),
        (
            "folded",
            "Prvi stavek. Drugi stavek, ki je dolg. Tretji. Četrti # in: {zadnji}.",
            "  Tretji.\n",
            "  Tretji.\n  Četrti # in: {zadnji}.\n",
        ),
        ("folded", "Prvi stavek. Nov. Drugi stavek, ki je dolg. Tretji.", "  Drugi", "  Nov.\n  Drugi"),
        ("literal", "prva\nnova\n", "  druga\n", "  nova\n"),
        ("wrapped", "prva nova", "prva\n  beseda", "prva\n  nova"),
        ("wrapped", "nova beseda", "prva\n  beseda", "nova\n  beseda"),
    ],
)
def test_a_text_is_changed_where_it_differs(key: str, text: str, old: str | None, new: str) -> None:
    made = set_texts(SOURCE, parse_nodes(SOURCE), {(key,): text})
    if old is None:
        assert new in made
    else:
        assert SOURCE.count(old) == 1
        assert made == SOURCE.replace(old, new)
    found = scalar_at(parse_nodes(made), (key,))
    assert found is not None
    assert found[0].value == text


def test_a_text_in_a_flow_collection_is_quoted_where_it_must() -> None:
    made = set_texts(SOURCE, parse_nodes(SOURCE), {("flow", 0): "ena, dve", ("flow", 1, "a"): "tri"})
    assert made == SOURCE.replace("[prva, {a: druga}]", '["ena, dve", {a: tri}]')
