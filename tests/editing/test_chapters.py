"""Chapters in Markdown are changed by the word; leaves come, go and move, and lists count anew."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from methodology.diagnostics import ContentError
from methodology.editing import apply_edits
from methodology.editing.edits import ContentEdit, NewLeaf, SetLeaves, SetText
from methodology.model.chapter import Chapter
from methodology.reading.chapter_checks import check_lists
from tests.editing.test_texts import changed_lines, programme, with_one_word

SOURCE = """\
# Naslov

Prvi stavek odstavka.
Drugi stavek, 2. člen.

(a) prva;
(b) druga, ki
je dolga;
(c) tretja.

Vmes:

(a) nova.

Konec.
"""


def written(*edits: ContentEdit, source: str = SOURCE) -> str:
    """The text of a chapter after edits."""
    content = replace(
        programme(), chapters={"x": Chapter("x", source, "x.md")}, files={**programme().files, "chapters/x.md": source}
    )
    made = apply_edits(content, edits).get("chapters/x.md", source)
    assert list(check_lists(Chapter("x", made, "x.md"))) == []
    return made


def test_every_leaf_is_changed_by_one_word_in_one_line_and_back() -> None:
    for name, chapter in programme().chapters.items():
        for leaf in chapter.leaves:
            path = f"chapters.{name}.{leaf.number}"
            after = with_one_word(leaf.text)
            (made,) = apply_edits(programme(), [SetText(path, " ".join(after.split()))]).values()
            assert [line[0] for line in changed_lines(chapter.text, made)] == ["-", "+"], path
            assert Chapter(name, made, "").leaves[leaf.number - 1].text == after
            changed = replace(
                programme(),
                chapters={name: Chapter(name, made, "")},
                files={**programme().files, f"chapters/{name}.md": made},
            )
            assert list(apply_edits(changed, [SetText(path, leaf.text)]).values()) == [chapter.text]


@pytest.mark.parametrize(
    ("edit", "old", "new"),
    [
        (
            SetText("chapters.x.2", "Prvi stavek odstavka. Nov stavek. Drugi stavek, 2. člen."),
            "Drugi",
            "Nov stavek.\nDrugi",
        ),
        (SetText("chapters.x.2", "Prvi stavek odstavka."), "\nDrugi stavek, 2. člen.", ""),
        (SetText("chapters.x.2", "Drugi stavek, 2. člen."), "Prvi stavek odstavka.\n", ""),
        (SetText("chapters.x.4", "druga, ki je zelo dolga;"), "je dolga", "je zelo dolga"),
        (SetText("chapters.x.4", "druga, je dolga;"), "druga, ki\nje", "druga,\nje"),  # the line's end stays
        (SetText("chapters.x.4", "druga, ki dolga;"), "ki\nje dolga", "ki\ndolga"),
        (SetText("chapters.x.4", "druga, ki je\u00a0dolga;"), "je dolga", "je\u00a0dolga"),
        (SetText("chapters.x.1", "Drug naslov"), "# Naslov", "# Drug naslov"),
        (SetText("chapters.x.1", "Naslov #"), "# Naslov", "# Naslov \\#"),
        (SetText("chapters.x.2", "- točka"), "Prvi stavek odstavka.\nDrugi stavek, 2. člen.", "\\- točka"),
        (SetText("chapters.x.2", "22. člen. Drugi stavek, 2. člen."), "Prvi stavek odstavka.", "22\\. člen."),
        (SetText("chapters.x.2", "Prvi stavek odstavka. #2, 2. člen."), "Drugi stavek", "\\#2"),
        (SetText("chapters.x.4", "druga, ki (b) dolga;"), "je dolga", "\\(b) dolga"),
        (SetText("chapters.x.2", None), "\nPrvi stavek odstavka.\nDrugi stavek, 2. člen.\n", ""),
        (SetLeaves("x", (1, 2, 3, 5, 6, 7, 8)), "(b) druga, ki\nje dolga;\n(c)", "(b)"),
        (SetLeaves("x", (1, 2, 3, 4, 5, 7, 8)), "\nVmes:\n", ""),
        (SetLeaves("x", (1, 2, 3, 4, 5, 6, 8)), "\n(a) nova.\n", ""),
        (
            SetLeaves("x", (1, 2, 4, 3, 5, 6, 7, 8)),
            "(a) prva;\n(b) druga, ki\nje dolga;",
            "(a) druga, ki\nje dolga;\n(b) prva;",
        ),
        (
            SetLeaves("x", (1, 2, 3, NewLeaf("vmes;", "(a)"), 4, 5, 6, 7, 8)),
            "(b) druga, ki\nje dolga;\n(c)",
            "(b) vmes;\n(c) druga, ki\nje dolga;\n(d)",
        ),
        (
            SetLeaves("x", (1, 2, NewLeaf("nulta;", "(b)"), 3, 4, 5, 6, 7, 8)),
            "(a) prva;\n(b) druga, ki\nje dolga;\n(c)",
            "(a) nulta;\n(b) prva;\n(c) druga, ki\nje dolga;\n(d)",
        ),
        (SetLeaves("x", (1, 2, 3, 4, 5, 6, 7, NewLeaf("še;", "(a)"), 8)), "(a) nova.", "(a) nova.\n(b) še;"),
        (SetLeaves("x", (1, 2, 3, 4, 5, 6, 7, 8, NewLeaf("Ena. Dve."))), "Konec.\n", "Konec.\n\nEna.\nDve.\n"),
        (SetLeaves("x", (1, NewLeaf("Ena."), 2, 3, 4, 5, 6, 7, 8)), "# Naslov\n", "# Naslov\n\nEna.\n"),
        (
            SetLeaves("x", (1, 2, 3, 4, 5, NewLeaf("Drugo", "##"), NewLeaf("ena", "-"), NewLeaf("dve", "-"), 6, 7, 8)),
            "Vmes",
            "## Drugo\n\n- ena\n- dve\n\nVmes",
        ),
        (
            SetLeaves("x", (1, 2, 3, 4, 6, 7, 5, 8)),
            "je dolga;\n(c) tretja.\n\nVmes:\n\n(a) nova.\n",
            "je dolga;\n\nVmes:\n\n(a) nova.\n\n(a) tretja.\n",
        ),
    ],
)
def test_only_what_differs_changes(edit: ContentEdit, old: str, new: str) -> None:
    assert SOURCE.count(old) == 1
    assert written(edit) == SOURCE.replace(old, new)


def test_a_blank_line_begins_another_paragraph_or_item() -> None:
    end = "Konec."
    assert written(SetText("chapters.x.8", f"{end}\n\n Nov.\n \n\nIn še.")) == SOURCE.replace(
        end, f"{end}\n\nNov.\n\nIn še."
    )
    assert written(SetText("chapters.x.7", "nova.\n\nše ena.")) == SOURCE.replace("(a) nova.", "(a) nova.\n(b) še ena.")
    assert written(SetText("chapters.x.1", "Naslov\n\n")) == SOURCE
    with pytest.raises(ContentError):  # a heading is one line
        written(SetText("chapters.x.1", "Naslov\n\nv dveh vrsticah"))


def test_texts_and_leaves_in_one_go() -> None:
    edits = (
        SetLeaves("x", (1, 5, 4, 8)),
        SetText("chapters.x.4", "druga, ki je kratka;"),
        SetText("chapters.x.8", None),
    )
    assert written(*edits) == "# Naslov\n\n(a) tretja.\n(b) druga, ki\nje kratka;\n"


def test_random_leaves_are_undone_to_the_byte() -> None:
    dice = random.Random(7)
    for chapter in programme().chapters.values():
        numbers = range(1, len(chapter.leaves) + 1)
        plain = [leaf.number for leaf in chapter.leaves if not leaf.mark]
        for _ in range(5 if plain else 0):
            gone = dice.choice(plain)
            kept = tuple(number for number in numbers if number != gone)
            made = written(SetLeaves("x", kept), source=chapter.text)
            assert "\n\n\n" not in made
            back = list(range(1, len(kept) + 1))
            undo: tuple[int | NewLeaf, ...] = (
                *back[: gone - 1],
                NewLeaf(chapter.leaves[gone - 1].text),
                *back[gone - 1 :],
            )
            again = written(SetLeaves("x", undo), source=made)
            assert again.split() == chapter.text.split()
            assert [leaf.mark for leaf in Chapter("x", again, "").leaves] == [leaf.mark for leaf in chapter.leaves]
            order = list(numbers)
            first, second = sorted(dice.sample(plain, 2)) if len(plain) > 1 else (plain[0], plain[0])
            order[first - 1], order[second - 1] = second, first
            swapped = written(SetLeaves("x", tuple(order)), source=chapter.text)
            assert written(SetLeaves("x", tuple(order)), source=swapped) == chapter.text


@pytest.mark.parametrize(
    "edit",
    [
        SetText("chapters.none.1", "x"),
        SetText("chapters.x.99", "x"),
        SetLeaves("x", (99,)),
        SetLeaves("x", ()),
    ],
)
def test_leaves_that_cannot_be_are_an_error(edit: ContentEdit) -> None:
    with pytest.raises(ContentError, match="unknown-value"):
        written(edit)
