"""Entries come, go and move with their own lines; all other lines stay byte for byte."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from methodology.diagnostics import ContentError
from methodology.editing import apply_edits
from methodology.editing.edits import ContentEdit, NewEntry, SetEntries, SetText
from methodology.editing.yaml_entries import reorder
from methodology.model.paths import element_name
from tests.built import CONTENT, copied, read_content

O13 = "objectives/so1/indicators/O.1.3.yaml"
R15 = "objectives/so1/indicators/R.1.5.yaml"
SO1_RISKS = "objectives/so1/risks.yaml"


def written(content: Path, *edits: ContentEdit) -> dict[str, str]:
    """The edits written into a content folder: the new texts of the files that changed."""
    files = apply_edits(read_content(content), edits)
    for file, text in files.items():
        (content / file).write_text(text, encoding="utf-8")
    read_content(content)
    return files


def names_of(content: Path, path: str) -> tuple[str, ...]:
    """What the entries of a list of mentions are called."""
    code, field = path.rsplit(".", 1)
    programme = read_content(content)
    owner = next(one for one in programme.indicators if one.id == code)
    return tuple(element_name(one, 0) for one in getattr(owner, field))


@pytest.mark.parametrize(
    ("file", "edit", "old", "new"),
    [
        (O13, SetEntries("O.1.3.operations", ("pruem", "pnr", "dna")), None, "  - pruem\n  - pnr\n  - dna\nrationale:"),
        (O13, SetEntries("O.1.3.measures", ("d",)), "measures: [a, d]", "measures: [d]"),
        (O13, SetEntries("O.1.3.measures", ("a", NewEntry("b"), "d")), "[a, d]", "[a, b, d]"),
        (O13, SetEntries("O.1.3.measures", ()), "measures: [a, d]\n", ""),
        (
            O13,
            SetText("O.1.3.endings.sources.monthly_reports", None),
            'endings:\n  sources.monthly_reports: " ter "\n',
            "",
        ),
        (
            O13,
            SetText("O.1.3.endings.operations.pnr", ", ter"),
            '  sources.monthly_reports: " ter "\n',
            '  sources.monthly_reports: " ter "\n  operations.pnr: ", ter"\n',
        ),
        (
            O13,
            SetText("O.1.3.endings.operations.pnr", ";"),
            'monthly_reports: " ter "\n',
            'monthly_reports: " ter "\n  operations.pnr: ";"\n',
        ),
        ("objectives/so1/allocation.yaml", SetEntries("SO1.allocation.rows.006.indicators", ()), "[O.1.2]", "[]"),
        (
            "objectives/so1/allocation.yaml",
            SetEntries("SO1.allocation.rows.007.indicators", (NewEntry("O.1.1"),)),
            "[]",
            "[O.1.1]",
        ),
        (O13, SetText("O.1.3.operations.dna", "DNK: nova"), "  - dna\n", '  - dna: "DNK: nova"\n'),
        (
            O13,
            SetText("O.1.3.wording.sources", "Vir je {sources}."),
            "endings:\n",
            "wording:\n  sources: Vir je {sources}.\nendings:\n",
        ),
        (O13, SetText("O.1.3.rationale.target.items.dna", "nova"), None, "vključujejo\n      dna: nova\nsources:"),
        (O13, SetText("O.1.3.percent", "12.5"), "operations:\n", "figures:\n  percent: 12.5\noperations:\n"),
        (R15, SetText("R.1.5.reference_year", "2021"), "baseline: 0\n", "baseline: 0\nreference_year: 2021\n"),
        (
            R15,
            SetEntries("R.1.5.sources", (NewEntry("dna_x"), NewEntry("mferac", "evidenca"))),
            "endings:\n",
            "sources:\n  - dna_x\n  - mferac: evidenca\nendings:\n",
        ),
        (
            SO1_RISKS,
            SetText("SO1.risks.own.new_risk", "Nova: nevarnost"),
            "factors:\n",
            '  new_risk: "Nova: nevarnost"\nfactors:\n',
        ),
        (SO1_RISKS, SetText("SO1.risks.factors.covid_training", None), None, "  - covid_training\n"),
        ("operations.yaml", SetText("operations.new_name", "Novo ime"), None, "\nnew_name: Novo ime\n"),
        (
            "objectives/so1/allocation.yaml",
            SetEntries("SO1.allocation.rows", ("005", "001", "006", "007", NewEntry("009", "1.5"), "008")),
            None,
            '    indicators: []\n  - code: "009"\n    share: 1.5\n  - code: "008"',
        ),
    ],
)
def test_only_the_lines_of_an_entry_change(file: str, edit: ContentEdit, old: str | None, new: str) -> None:
    programme = read_content(CONTENT)
    source = programme.files[file]
    made = apply_edits(programme, [edit])
    assert list(made) == [file]
    if old is None:
        assert new in made[file]
        assert new not in source
    else:
        assert source.count(old) == 1
        assert made[file] == source.replace(old, new)


def test_comments_travel_with_the_entry_below(tmp_path: Path) -> None:
    content = copied(CONTENT, tmp_path)
    file = content / O13
    source = file.read_text(encoding="utf-8").replace("  - pruem\n", "  # why pruem\n  - pruem  # here\n\n")
    file.write_text(source, encoding="utf-8")
    order = ("pruem", "pnr", "dna", "police_network", "it_equipment", "system_availability")
    made = written(content, SetEntries("O.1.3.operations", order))[O13]
    assert "operations:\n  # why pruem\n  - pruem  # here\n  - pnr\n\n  - dna\n" in made
    back = ("pnr", "pruem", *order[2:])
    assert written(content, SetEntries("O.1.3.operations", back)) == {O13: source}


def test_an_emptied_mapping_takes_its_keys_along(tmp_path: Path) -> None:
    content = copied(CONTENT, tmp_path)
    made = written(
        content,
        SetText("R.1.5.rationale.target.sentence", None),
        SetText("R.1.5.endings.rationale.target", None),
    )[R15]
    assert made.endswith("target: 5\n")


def test_texts_and_entries_of_one_list_come_out_right(tmp_path: Path) -> None:
    content = copied(CONTENT, tmp_path)
    made = written(
        content,
        SetEntries("SO1.risks.factors", ("covid_training", NewEntry("new_risk", "tu drugače"), "pandemic")),
        SetText("SO1.risks.factors.covid_training", "le pandemija"),
        SetText("SO1.risks.factors.pandemic", "druga pandemija"),
        SetText("risks.factors.new_risk", "nova nevarnost"),
    )
    assert made[SO1_RISKS].endswith(
        "factors:\n  - covid_training: le pandemija\n  - new_risk: tu drugače\n  - pandemic: druga pandemija\n"
    )
    assert "  new_risk: nova nevarnost\ncommon:\n" in made["risks.yaml"]


@pytest.mark.parametrize(
    "edit",
    [
        SetText("nothing.here", "x"),
        SetText("O.1.3.no_field.x", "x"),
        SetText("O.1.3.operations", "x"),
        SetText("O.1.3.operations.not_listed", "x"),
        SetEntries("O.1.3.operations", ("not_listed",)),
        SetEntries("O.1.3.target", ("1",)),
    ],
)
def test_a_path_without_a_place_is_an_error(edit: ContentEdit) -> None:
    with pytest.raises(ContentError, match="unknown-value"):
        apply_edits(read_content(CONTENT), [edit])


def test_random_orders_are_undone_to_the_byte(tmp_path: Path) -> None:
    content = copied(CONTENT, tmp_path)
    dice = random.Random(5)
    programme = read_content(content)
    lists = [
        f"{one.id}.{field}"
        for one in programme.indicators
        for field in ("operations", "sources")
        if len(getattr(one, field, ())) > 2 and all(mention.text is None for mention in getattr(one, field))
    ]
    assert len(lists) > 10
    for path in dice.sample(lists, 4):
        names = names_of(content, path)
        gone = dice.choice(names)
        kept = [name for name in names if name != gone]
        dice.shuffle(kept)
        (file,) = written(content, SetEntries(path, tuple(kept)))
        assert names_of(content, path) == tuple(kept)
        undo = tuple(NewEntry(name) if name == gone else name for name in names)
        assert written(content, SetEntries(path, undo)) == {file: programme.files[file]}


@pytest.mark.parametrize(
    ("kept", "text"),
    [
        (("beta", "gamma"), "# vse\n\nbeta: B\n\n# druga skupina\n\ngamma: C\n# konec\n"),
        (("alpha", "gamma"), "# vse\n\n# prva\nalpha: A\n\n# druga skupina\n\ngamma: C\n# konec\n"),
        (("alpha", "beta"), "# vse\n\n# prva\nalpha: A\n\nbeta: B\n\n# druga skupina\n\n# konec\n"),
    ],
)
def test_a_comment_that_stands_apart_stays(kept: tuple[str, ...], text: str) -> None:
    """Only the comment right above an entry goes with it."""
    before = "# vse\n\n# prva\nalpha: A\n\nbeta: B\n\n# druga skupina\n\ngamma: C\n# konec\n"
    names = ["alpha", "beta", "gamma"]
    assert reorder(before, (), [names.index(name) for name in kept]) == text
