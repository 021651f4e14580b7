"""Each kind of amendment is listed as what it is, once, with its places and with what follows."""

from __future__ import annotations

import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from methodology.model.document import ListFormat
from methodology.model.texts import texts_of_blocks
from methodology.versions.changes import Change, ChangeKind, Move, Subject
from methodology.versions.compare import compare_versions, make_report
from methodology.versions.version import add_pages
from tests.built import CONTENT, SAMPLE, TEMPLATES, copied, replace_in
from tests.versions.compared import changes_of, edited, version

O13 = "objectives/so1/indicators/O.1.3.yaml"
O11 = "objectives/so1/indicators/O.1.1.yaml"
SO1_ALLOCATION = "objectives/so1/allocation.yaml"

pytestmark = pytest.mark.usefixtures("signed_content")


def listed(changes: tuple[Change, ...]) -> list[tuple[ChangeKind, str]]:
    return [(change.kind, change.path) for change in changes]


def test_the_same_version_has_no_change() -> None:
    assert compare_versions(version(), version()) == ()


def test_words_of_the_page_alone_are_no_change_of_the_document() -> None:
    """A later program brings some: they stood in no document."""
    old = version(SAMPLE)

    def changed(**labels: str) -> tuple[Change, ...]:
        document = replace(old.document, labels={**old.document.labels, **labels})
        return compare_versions(old, replace(old, document=document))

    assert changed(search="Najdi", filter="Pokaži", number="Zap. št.") == ()
    assert listed(changed(contents="Vsebina")) == [(ChangeKind.WORDING, "phrases.labels.contents")]


def test_what_went_has_its_old_page(tmp_path: Path) -> None:
    old, without = version(SAMPLE), version(edited(tmp_path, [("chapters/conclusion.md", "\nKonec.\n", "")], SAMPLE))
    page = next(
        page
        for text, page in zip(texts_of_blocks(old.document.blocks), add_pages(old).text_pages, strict=True)
        if text.text == "Konec."
    )
    (change,) = make_report(old, add_pages(without)).changes
    assert (change.kind, [place.page for place in change.places]) == (ChangeKind.REMOVED, [page])
    (change,) = make_report(old, without).changes
    assert [place.page for place in change.places] == [None]


def test_one_value(tmp_path: Path) -> None:
    (change,) = changes_of(tmp_path, (O13, "target: 46", "target: 51"))
    assert (change.kind, change.subject, change.path, change.owner, change.field) == (
        ChangeKind.VALUE, Subject.INDICATOR, "O.1.3.target", "O.1.3", "target",
    )  # fmt: skip
    assert (change.before, change.after) == ("46", "51")
    assert (change.difference, change.percent) == (Decimal(5), Decimal("10.87"))
    assert [place.anchor for place in change.places] == ["O.1.3"]


def test_a_derived_value_follows(tmp_path: Path) -> None:
    changes = changes_of(
        tmp_path,
        (O11, "target: 93", "target: 100"),
        ("objectives/so1/indicators/R.1.7.yaml", "target: 83", "target: 89"),
    )
    follows = {change.path: change.follows_from for change in changes}
    assert follows == {"O.1.1.target": (), "R.1.7.target": ("O.1.1.target",)}


def test_an_operation_renamed_is_one_change_with_all_its_places(tmp_path: Path) -> None:
    new = copied(CONTENT, tmp_path)
    name = version().programme.operations["pnr"]
    replace_in(new / "operations.yaml", f"pnr: {name}", f"pnr: {name} II")
    after = version(new)
    (change,) = compare_versions(version(), after)
    assert (change.kind, change.path, change.owner) == (ChangeKind.RENAMED, "operations.pnr", "pnr")
    assert {place.anchor for place in change.places} == {
        indicator.id
        for indicator in after.programme.indicators
        if any(mention.id == "pnr" for mention in getattr(indicator, "operations", ()))
    }


def test_an_operation_removed_from_an_indicator(tmp_path: Path) -> None:
    (change,) = changes_of(tmp_path, (O11, "  - ncse_db\n", ""))
    assert (change.kind, change.path, change.after) == (ChangeKind.REMOVED, "O.1.1.operations.ncse_db", None)
    assert change.before == version().programme.operations["ncse_db"]


def test_a_list_in_another_order(tmp_path: Path) -> None:
    (change,) = changes_of(tmp_path, (O11, "  - pnr\n  - dna\n", "  - dna\n  - pnr\n"))
    assert (change.kind, change.path) == (ChangeKind.REORDERED, "O.1.1.operations")


@pytest.mark.parametrize(
    ("file", "marks", "path"),
    [
        ("objectives/so2/indicators/R.2.6.yaml", ("  cannabis_and", "  amphetamines:", "  mdma:"), "R.2.6.remarks"),
        (SO1_ALLOCATION, ('  - code: "005"', '  - code: "006"', '  - code: "007"'), "SO1.allocation.rows"),
    ],
)
def test_entries_that_change_places_are_one_change(
    file: str, marks: tuple[str, ...], path: str, tmp_path: Path
) -> None:
    text = (CONTENT / file).read_text(encoding="utf-8")
    first, second, end = map(text.index, marks)
    new = copied(CONTENT, tmp_path)
    swapped = text[:first] + text[second:end] + text[first:second] + text[end:]
    (new / file).write_text(swapped, encoding="utf-8")
    assert listed(compare_versions(version(), version(new))) == [(ChangeKind.REORDERED, path)]


def test_an_indicator_with_its_parts_is_one_change(tmp_path: Path) -> None:
    new = copied(CONTENT, tmp_path)
    (new / "objectives/so2/indicators/R.2.7.yaml").unlink()
    replace_in(new / "objectives/so2/allocation.yaml", ", R.2.7.1, R.2.7.2, R.2.7.3", "")
    wholes = [change.path for change in compare_versions(version(), version(new)) if change.kind is ChangeKind.REMOVED]
    assert [path for path in wholes if path.startswith("R.2.7")] == ["R.2.7"]


def test_a_sentence_reworded(tmp_path: Path) -> None:
    edit = ("chapters/introduction.md", "", "")
    new = copied(CONTENT, tmp_path)
    file = new / edit[0]
    text = file.read_text(encoding="utf-8")
    leaf = version().programme.chapters["introduction"].leaves[1]
    file.write_text(text.replace(leaf.text, leaf.text + " Dodano.", 1), encoding="utf-8")
    (change,) = compare_versions(version(), version(new))
    assert (change.kind, change.subject, change.path) == (
        ChangeKind.WORDING, Subject.CHAPTER, "chapters.introduction.2",
    )  # fmt: skip
    assert change.after == f"{change.before} Dodano."


def test_a_paragraph_more_renumbers_nothing(tmp_path: Path) -> None:
    new = copied(CONTENT, tmp_path)
    file = new / "chapters" / "introduction.md"
    leaf = version().programme.chapters["introduction"].leaves[1]
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(leaf.text, f"Nov odstavek.\n\n{leaf.text}", 1), encoding="utf-8")
    (change,) = compare_versions(version(), version(new))
    assert (change.kind, change.path, change.after) == (ChangeKind.ADDED, "chapters.introduction.2", "Nov odstavek.")


def test_a_share_moved_between_types(tmp_path: Path) -> None:
    changes = changes_of(
        tmp_path, (SO1_ALLOCATION, "share: 73.71", "share: 72.71"), (SO1_ALLOCATION, "share: 0.98", "share: 1.98")
    )
    assert listed(changes) == [
        (ChangeKind.MOVED, "SO1.allocation.rows.001.share"),
        (ChangeKind.MOVED, "SO1.allocation.rows.005.share"),
    ]
    assert [change.difference for change in changes] == [Decimal(-1), Decimal(1)]


def test_a_row_is_one_change_that_the_coverage_follows(tmp_path: Path) -> None:
    row = '  - code: "007"\n    share: 1.85\n    indicators: []\n'
    changes = changes_of(tmp_path, (SO1_ALLOCATION, row, ""), (SO1_ALLOCATION, "coverage: 98.15", "coverage: 100"))
    assert set(listed(changes)) == {
        (ChangeKind.REMOVED, "SO1.allocation.rows.007"),
        (ChangeKind.VALUE, "SO1.allocation.coverage"),
    }
    (coverage,) = (change for change in changes if change.field == "allocation.coverage")
    assert coverage.follows_from == ("SO1.allocation.rows.007",)


def test_an_indicator_removed_and_added_is_one_change(tmp_path: Path) -> None:
    new = copied(CONTENT, tmp_path)
    (new / "objectives/so3/indicators/O.3.8.yaml").unlink()
    smaller = version(new)
    (gone,) = compare_versions(version(), smaller)
    assert (gone.kind, gone.path, gone.owner, gone.field) == (ChangeKind.REMOVED, "O.3.8", "O.3.8", "")
    (come,) = compare_versions(smaller, version())
    assert (come.kind, come.path) == (ChangeKind.ADDED, "O.3.8")


def test_an_objective_removed_is_one_change(tmp_path: Path) -> None:
    new = copied(CONTENT, tmp_path)
    shutil.rmtree(new / "objectives/so3")
    for file in (new / "chapters").glob("*.md"):
        file.write_text(file.read_text(encoding="utf-8").replace("{SO3.title}", "tretji cilj"), encoding="utf-8")
    changes = compare_versions(version(), version(new))
    assert {change.path for change in changes if change.subject is not Subject.CHAPTER} == {"SO3"}


def with_own_words(folder: Path, phrases: str) -> Path:
    """The project's content, with sentences that the programme words otherwise."""
    content = copied(CONTENT, folder)
    (content / "phrases.yaml").write_text(f"phrases:\n{phrases}", encoding="utf-8")
    return content


def test_a_standard_sentence_has_all_its_places(tmp_path: Path) -> None:
    (change,) = compare_versions(version(), version(with_own_words(tmp_path, '  results: "Rezultati:"\n')))
    assert (change.kind, change.subject, change.owner) == (ChangeKind.WORDING, Subject.PHRASE, "results")
    assert len(change.places) == len(version().programme.objectives)


HEAD = "<th>{{ phrase(heads[column]"
UNIT = '<th>{{{{ "{}" if column == "unit" else phrase(heads[column]'
"""The cell of a column's head in the template of the outputs, and the same with words for that of the unit."""


def test_a_template_sentence_is_one_change(tmp_path: Path) -> None:
    templates = Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))
    replace_in(
        templates / "document" / "outputs.html.j2", HEAD, HEAD.replace("{{", '{{ "ENOTA" if column == "unit" else')
    )
    (change,) = compare_versions(version(), version(CONTENT, templates))
    assert (change.kind, change.before, change.after) == (ChangeKind.TEMPLATE, "MERSKA ENOTA", "ENOTA")
    assert len(change.places) > 1


def test_what_the_content_says_is_no_change_of_a_template(tmp_path: Path) -> None:
    templates = Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))
    replace_in(
        templates / "document" / "outputs.html.j2", HEAD, HEAD.replace("{{", '{{ "(1)" if column == "unit" else')
    )
    (tmp_path / "new").mkdir()
    new = edited(tmp_path / "new", [("operations.yaml", "pnr: Vzdrževanje", "pnr: Vzdrževanje II")])
    changes = compare_versions(version(), version(new, templates))
    texts = [(change.before, change.after) for change in changes if change.kind is ChangeKind.TEMPLATE]
    assert texts == [("MERSKA ENOTA", "(1)")]


def test_a_paragraph_is_told_as_it_is_printed(tmp_path: Path) -> None:
    (change,) = changes_of(tmp_path, ("chapters/introduction.md", "{SO3.title}.", "{SO3.title}!"))
    title = next(objective.facts.title for objective in version().programme.objectives if objective.facts.id == "SO3")
    assert (change.before, change.after) == (f"{title}.", f"{title}!")


def test_changes_stand_in_the_order_of_the_document(tmp_path: Path) -> None:
    changes = changes_of(
        tmp_path,
        ("operations.yaml", "\npnr: ", "\nnova: Nova operacija\npnr: "),
        (O13, "target: 46", "target: 51"),
        (O11, "target: 93", "target: 100"),
        (O11, "  - ncse_db\n", ""),
        (O11, "na podlagi ciljnega razvoja", "po oceni ciljnega razvoja"),
        ("programme.yaml", "version: 2025-11", "version: 2025-12"),
    )
    assert listed(changes) == [
        (ChangeKind.VALUE, "programme.version"),
        (ChangeKind.VALUE, "O.1.1.target"),
        (ChangeKind.WORDING, "O.1.1.rationale.target.items.dna"),
        (ChangeKind.REMOVED, "O.1.1.operations.ncse_db"),
        (ChangeKind.VALUE, "O.1.3.target"),
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "kind", "path"),
    [
        (SO1_ALLOCATION, "share: 73.71", "share: 72.71", ChangeKind.VALUE, "SO1.allocation.rows.001.share"),
        (
            *("objectives/so2/indicators/O.2.1.yaml", "letnega poročila o delu policije", "poročila policije"),
            *(ChangeKind.WORDING, "O.2.1.sources.police_annual_report"),
        ),
    ],
)
def test_a_lone_change_has_its_kind(file: str, old: str, new: str, kind: ChangeKind, path: str, tmp_path: Path) -> None:
    assert (kind, path) in listed(changes_of(tmp_path, (file, old, new)))


def test_a_year_has_no_difference_and_nothing_has_a_share_of_zero(tmp_path: Path) -> None:
    changes = changes_of(
        tmp_path,
        ("programme.yaml", "milestone_year: 2024", "milestone_year: 2025"),
        ("objectives/so3/indicators/O.3.6.yaml", "milestone: 0", "milestone: 2"),
    )
    differences = {change.path: (change.difference, change.percent) for change in changes}
    assert differences["programme.milestone_year"] == (None, None)
    assert differences["O.3.6.milestone"] == (Decimal(2), None)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("programme.yaml", "file_name: metodologija", "file_name: drugace"),
        (O13, "target: 46", "target: 46.0"),
        (
            "fund.yaml",
            'name: "Število čezmejnih operacij, ki ločeno navajajo:"',
            "name: 'Število čezmejnih operacij, ki ločeno navajajo:'",
        ),
        (O11, "  - pnr\n", "  - pnr: Vzdrževanje in nadaljnji razvoj SI sistema PNR\n"),
        ("chapters/introduction.md", "Izjema je tehnična", "Izjema je\n tehnična"),
        ("operations.yaml", "\npnr: ", "\nnova: Nova operacija\npnr: "),
    ],
)
def test_what_prints_the_same_is_no_change(file: str, old: str, new: str, tmp_path: Path) -> None:
    assert changes_of(tmp_path, (file, old, new)) == ()


def test_a_list_of_another_kind_is_one_change_of_its_look(tmp_path: Path) -> None:
    edits = [
        ("chapters/introduction.md", f"{letter}) {text}", f"{number}. {text}")
        for letter, number, text in (("a", 1, "merila"), ("b", 2, "uporabljene"), ("c", 3, "dejavnike"))
    ]
    (change,) = changes_of(tmp_path, *edits)
    assert (change.kind, change.path) == (ChangeKind.LOOK, "chapters.introduction.22")
    assert [line[:4] for line in (change.before or "").splitlines()] == ["a) m", "b) u", "c) d"]
    assert [line[:4] for line in (change.after or "").splitlines()] == ["1. m", "2. u", "3. d"]
    looks = [look.list_kind for look in (change.old_look, change.new_look) if look is not None]
    assert looks == [ListFormat.LETTER, ListFormat.NUMBER]


@pytest.mark.parametrize(
    ("new", "look"),
    [("**tehnična**", (True, False, None)), ("[tehnična](https://example.org)", (False, False, "https://example.org"))],
)
def test_bold_and_links_are_a_change_of_look_with_their_runs(
    new: str, look: tuple[bool, bool, str | None], tmp_path: Path
) -> None:
    (change,) = changes_of(tmp_path, ("chapters/introduction.md", "Izjema je tehnična", f"Izjema je {new}"))
    assert change.kind is ChangeKind.LOOK
    assert change.before == change.after
    assert [(run.strong, run.emphasis, run.target) for run in change.new_runs or () if run.text == "tehnična"] == [look]


def test_two_plural_forms_of_a_phrase_are_one_change_with_both_printed(tmp_path: Path) -> None:
    one, few = (
        "one: Vir, iz katerega črpamo podatke, je {sources}.",
        "few: Viri, iz katerih črpamo podatke, so {sources}.",
    )
    forms = f"    {one}\n    {few}\n"
    (change,) = compare_versions(version(), version(with_own_words(tmp_path, f"  sources:\n{forms}")))
    assert change.path == "phrases.phrases.sources.one"
    assert change.merged == ("phrases.phrases.sources.few",)
    assert {line.split(",")[0] for line in (change.after or "").splitlines()} == {"Vir", "Viri"}
    assert "{" not in f"{change.before}{change.after}"


def test_a_new_operation_is_told_once_with_its_places(tmp_path: Path) -> None:
    (change,) = changes_of(
        tmp_path,
        ("operations.yaml", "\npnr: ", "\nnova: Nova operacija\npnr: "),
        (O11, "  - pnr\n", "  - nova\n  - pnr\n"),
        (O13, "operations:\n", "operations:\n  - nova\n"),
    )
    assert (change.kind, change.path, change.after) == (ChangeKind.ADDED, "operations.nova", "Nova operacija")
    assert change.merged == ("O.1.1.operations.nova", "O.1.3.operations.nova")
    assert [place.anchor for place in change.places] == ["O.1.1", "O.1.3"]


def test_an_operation_put_elsewhere_is_told_at_both(tmp_path: Path) -> None:
    changes = changes_of(tmp_path, (O11, "  - ncse_db\n", ""), (O13, "operations:\n", "operations:\n  - ncse_db\n"))
    assert listed(changes) == [
        (ChangeKind.REMOVED, "O.1.1.operations.ncse_db"),
        (ChangeKind.ADDED, "O.1.3.operations.ncse_db"),
    ]


def test_a_list_in_another_order_says_the_fewest_moves(tmp_path: Path) -> None:
    old, new = "  - pnr\n  - dna\n  - target_analytes\n", "  - target_analytes\n  - pnr\n  - dna\n"
    (change,) = changes_of(tmp_path, (O11, old, new))
    name = version().programme.operations["target_analytes"]
    assert change.moves == (Move(name, 3, 1),)


def test_a_removed_indicator_carries_its_values(tmp_path: Path) -> None:
    new = copied(CONTENT, tmp_path)
    (new / "objectives/so1/indicators/O.1.3.yaml").unlink()
    for file in ("objectives/so1/allocation.yaml",):
        replace_in(new / file, "[O.1.3, R.1.6]", "[R.1.6]")
    changes = compare_versions(version(), version(new))
    (gone,) = (change for change in changes if change.path == "O.1.3")
    details = {detail.field: detail.text for detail in gone.details}
    assert (details["milestone"], details["target"], details["unit"]) == ("6", "46", "število")
    assert details["interventions"].startswith("001 ")
    names = version().programme.operations
    assert details["operations"].split("; ")[0] in names.values()


def test_how_a_value_is_printed_is_a_change_that_its_own_path_explains(tmp_path: Path) -> None:
    (change,) = changes_of(tmp_path, ("objectives/so3/indicators/O.3.3.yaml", "number_format: ungrouped\n", ""))
    assert (change.path, change.before, change.after) == ("O.3.3.target", "1788", "1.788")
    assert change.merged == ("O.3.3.number_format",)


def test_numbers_that_move_follow_from_what_came_or_went(tmp_path: Path) -> None:
    new = copied(CONTENT, tmp_path)
    (new / "objectives/so1/indicators/O.1.3.yaml").unlink()
    replace_in(new / SO1_ALLOCATION, "[O.1.3, R.1.6]", "[R.1.6]")
    changes = compare_versions(version(), version(new))
    (look,) = (change for change in changes if change.kind is ChangeKind.LOOK)
    assert (look.path, look.follows_from) == ("O.1.4.name", ("O.1.3",))
    assert [(side or "").partition(" ")[0] for side in (look.before, look.after)] == ["4.", "3."]
