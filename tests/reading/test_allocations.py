"""Money by type of intervention: shares, or amounts from which they follow."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from methodology.checks import check_programme
from methodology.composing import compose_document
from methodology.composing.programme_tables import compose_tables
from methodology.diagnostics import ContentError
from methodology.model.texts import texts_of
from methodology.reading import read_programme
from tests.built import SAMPLE, TEMPLATES, copied, replace_in

FILE = "objectives/so1/allocation.yaml"
SHARES = ("60.5", "30", "9.5")


def with_amounts(folder: Path, *amounts: str) -> Path:
    """The sample whose first objective has these amounts in place of its shares."""
    content = copied(SAMPLE, folder)
    for share, amount in zip(SHARES, amounts, strict=True):
        replace_in(content / FILE, f"    share: {share}\n", f"    {amount}\n")
    return content


def test_shares_follow_from_amounts(tmp_path: Path) -> None:
    """The document prints the shares, the programme's table the amounts; nothing is found wrong."""
    content = with_amounts(tmp_path, "amount: 1210000", "amount: 600000", "amount: 190000")
    programme = read_programme(content, templates=TEMPLATES)
    assert [row.share for row in programme.objectives[0].allocation.rows] == [Decimal(share) for share in SHARES]
    assert str(programme.values["SO1.allocation.rows.005.share"].location) == f"content/{FILE}:5:5"
    printed = [text.text for text in texts_of(compose_document(programme, TEMPLATES))]
    assert {"60,50\xa0%", "30,00\xa0%", "9,50\xa0%"} <= set(printed)
    (table,) = (table for table in compose_tables(programme, TEMPLATES).tables if table.number == 3)
    amounts = [row[-1] for row in table.rows]
    assert amounts[:3] == [Decimal(1210000), Decimal(600000), Decimal(190000)]
    assert [one.rule.code for one in check_programme(programme) if one.path.startswith("SO1.allocation")] == []


def test_a_share_is_rounded_to_two_decimals(tmp_path: Path) -> None:
    content = with_amounts(tmp_path, "amount: 1", "amount: 1", "amount: 1")
    rows = read_programme(content, templates=TEMPLATES).objectives[0].allocation.rows
    assert [row.share for row in rows] == [Decimal("33.33")] * 3


def test_no_money_at_all_is_a_share_of_nothing(tmp_path: Path) -> None:
    content = with_amounts(tmp_path, "amount: 0", "amount: 0", "amount: 0")
    rows = read_programme(content, templates=TEMPLATES).objectives[0].allocation.rows
    assert [row.share for row in rows] == [0, 0, 0]


@pytest.mark.parametrize(
    ("amounts", "message"),
    [
        (("amount: 1", "share: 30", "amount: 1"), "the type 005 has no amount, others have"),
        (("# nothing", "share: 30", "share: 9"), "neither 'share' nor 'amount' is given"),
    ],
)
def test_amounts_are_given_of_all_or_of_none(amounts: tuple[str, ...], message: str, tmp_path: Path) -> None:
    content = with_amounts(tmp_path, *amounts)
    with pytest.raises(ContentError, match=message):
        read_programme(content, templates=TEMPLATES)
