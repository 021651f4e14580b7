"""Blocks, items and rows of two documents are paired by what they say."""

from __future__ import annotations

import dataclasses
import random

import pytest

from methodology.comparing.alignment import align_blocks, align_items, align_rows
from methodology.composing import compose_document
from methodology.model.document import (
    Block,
    Cell,
    Heading,
    List,
    ListFormat,
    ListItem,
    Paragraph,
    Row,
    Run,
)
from methodology.model.texts import texts_of_blocks
from tests.built import CONTENT, TEMPLATES, read_content


def paragraph(text: str, source: str | None = None) -> Paragraph:
    """A paragraph of one run."""
    return Paragraph((Run(text, source),))


def items(*texts: str) -> list[ListItem]:
    """Items of a list that a chapter holds, numbered by their places."""
    return [ListItem("-", (Run(text, f"chapters.one.{number}"),)) for number, text in enumerate(texts, 1)]


@pytest.fixture(scope="module")
def blocks() -> tuple[Block, ...]:
    return compose_document(read_content(CONTENT), TEMPLATES).blocks


def test_a_removed_leaf_does_not_shift_those_behind_it() -> None:
    pairs = align_items(items("prvi", "drugi", "tretji"), items("prvi", "tretji"))
    assert [(pair.old is not None, pair.new is not None) for pair in pairs] == [
        (True, True),
        (True, False),
        (True, True),
    ]


def test_a_plural_form_is_the_same_sentence() -> None:
    [pair] = align_blocks(
        [paragraph("Vir je", "phrases.phrases.sources.one")], [paragraph("Viri so", "phrases.phrases.sources.few")]
    )
    assert pair.old is not None
    assert pair.new is not None


def test_a_reworded_text_without_a_common_path_is_found_by_its_words() -> None:
    old, new = "Vrednost je določena po oceni stroke.", "Vrednost je določena po oceni uprave."
    pairs = align_blocks(
        [paragraph("Drugo"), paragraph(old, "a.b")], [paragraph(new, "c.d"), paragraph("Nekaj novega")]
    )
    texts = [
        [one and "".join(text.text for text in texts_of_blocks([one])) for one in (pair.old, pair.new)]
        for pair in pairs
    ]
    assert texts == [["Drugo", None], [old, new], [None, "Nekaj novega"]]


def test_every_block_stands_once_in_the_order_of_its_document(blocks: tuple[Block, ...]) -> None:
    chance = random.Random(4)
    movable = [index for index, block in enumerate(blocks) if not isinstance(block, Heading)]
    for _ in range(30):
        old, new = (set(range(len(blocks))) - set(chance.sample(movable, chance.randrange(40))) for _ in range(2))
        before, after = [blocks[index] for index in sorted(old)], [blocks[index] for index in sorted(new)]
        pairs = align_blocks(before, after)
        assert [pair.old for pair in pairs if pair.old is not None] == before
        assert [pair.new for pair in pairs if pair.new is not None] == after
        assert all(type(pair.old) is type(pair.new) for pair in pairs if pair.old and pair.new)
        common = sum(pair.old is pair.new for pair in pairs)
        assert common >= 0.97 * len(old & new)


def test_a_list_that_lost_an_item_is_the_same_list(blocks: tuple[Block, ...]) -> None:
    shorter = [
        dataclasses.replace(block, items=block.items[1:]) if isinstance(block, List) and len(block.items) > 1 else block
        for block in blocks
    ]
    assert [(pair.old, pair.new) for pair in align_blocks(blocks, shorter)] == list(zip(blocks, shorter, strict=True))


@pytest.mark.parametrize(
    ("old", "new", "count"),
    [
        ("ena dve tri štiri", "ena dve pet šest", 1),  # half of the words
        ("ena dve tri štiri pet", "ena dve šest sedem osem", 2),
        ("ena dve tri štiri pet a b c d e", "ena dve tri štiri pet f g h i j k", 2),  # 10 of 21
    ],
)
def test_a_reworded_text_shares_half_of_its_words_at_least(old: str, new: str, count: int) -> None:
    assert len(align_blocks([paragraph(old, "a.b")], [paragraph(new, "c.d")])) == count


def test_only_blocks_of_one_kind_are_paired() -> None:
    item = ListItem("-", (Run("ena dve tri"),))
    assert len(align_blocks([paragraph("ena dve tri")], [List(ListFormat.DASH, (item,))])) == 2


def test_a_row_is_known_by_its_anchor() -> None:
    def row(anchor: str, text: str) -> Row:
        return Row((Cell((Run(text),)),), anchor)

    old, new = [row("O.1", "staro"), row("O.2", "drugo")], [row("O.2", "novo")]
    assert [(pair.old, pair.new) for pair in align_rows(old, new)] == [(old[0], None), (old[1], new[0])]
