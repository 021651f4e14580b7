"""Published kinds of calculations with invented values: they compute, print in every format, and can be explained."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from methodology.checks import check_programme
from methodology.composing import compose_document
from methodology.diagnostics import Severity
from methodology.formats import Format
from methodology.model.calculation import Calculation
from methodology.model.language import NO_BREAK_SPACE
from methodology.versions.explanation import explain_value
from methodology.versions.version import read_version
from tests.built import SAMPLE, TEMPLATES, built, copied, read_content, replace_in
from tests.pull.edits import edited, replaced
from tests.pull.test_pull import pulled
from tests.pull.test_tables import changed_values
from tests.rendering.pdf_text import pdf_text
from tests.word.docx_text import docx_blocks
from tests.word.resolver import accept_all, reject_all
from tests.word.test_redline import clean, redline

EXAMPLES = Path(__file__).parent / "examples"


@dataclass(frozen=True)
class Language:
    """A content in a language, an indicator of it without parts, and the names of what is assumed."""

    content: Path
    code: str
    words: dict[str, str]


LANGUAGES = {
    "en": Language(
        EXAMPLES / "amif-en" / "content",
        "O.1.2",
        {
            "BUDGET": "Budget for training",
            "INDEX": "Price index",
            "RATE": "Exchange rate of the last period",
            "BEFORE": "Unit cost in the last period",
            "NOW": "Unit cost in prices of 2024",
            "PERSONS": "Persons trained",
            "SURVEY": "Share that uses the training (survey)",
        },
    ),
    "sl": Language(
        SAMPLE,
        "O.1.1",
        {
            "BUDGET": "Proračun za usposabljanje",
            "INDEX": "Indeks cen",
            "RATE": "Menjalni tečaj",
            "BEFORE": "Strošek na enoto v prejšnjem obdobju",
            "NOW": "Strošek na enoto v cenah leta 2024",
            "PERSONS": "Usposobljene osebe",
            "SURVEY": "Delež oseb z uporabnim znanjem (anketa)",
        },
    ),
}


@dataclass(frozen=True)
class Kind:
    """A methodology: its assumptions and formula, what they give, the line that is printed and the tree of paths."""

    assumptions: str
    formula: str
    target: str
    line: dict[str, str]
    tree: tuple[str, ...]
    files: dict[str, str] = field(default_factory=dict)
    """Further files of the content, by their paths."""


KINDS = {
    "unit cost with price index and exchange rate": Kind(
        """\
funds: {value: 2600000, unit: EUR, name: BUDGET, source: Sklep 12/2021, year: 2021}
index: {value: 112.5, unit: "%", name: INDEX, source: SURS, year: 2024}
rate: {value: 4.5, unit: PLN/EUR, name: RATE, source: NBP, year: 2020, note: 31. 12. 2020}
cost:
  before: {value: 5412.37, unit: PLN/person, name: BEFORE, source: "SIFO 7", year: 2020}
  now:
    value: computed
    formula: round({cost.before} / {rate} * {index}, 2)
    unit: EUR/person
    name: NOW
""",
        "floor({funds} * 97.3 % / {cost.now})",
        "1869",
        {
            "en": "2,600,000 EUR × 97.3% / 1,353.09 EUR/person = 1,869.646512…, rounded down to 1,869",
            "sl": "2.600.000 EUR × 97,3 % / 1.353,09 EUR/person = 1.869,646512…, zaokroženo navzdol 1.869",
        },
        (
            "assumptions.funds",
            "assumptions.cost.now",
            "assumptions.cost.before",
            "assumptions.rate",
            "assumptions.index",
        ),
    ),
    "average of historic projects without outliers": Kind(
        """\
funds: {value: 2600000, unit: EUR, name: BUDGET, source: Sklep 12/2021, year: 2021}
cost:
  value: computed
  formula: round(average(between({tables.history.cost}, 1000, 3000)), 2)
  unit: EUR/person
  name: BEFORE
  source: SIFO 7
""",
        "floor({funds} / {cost})",
        "1379",
        {
            "en": "2,600,000 EUR / 1,884.34 EUR/person = 1,379.793455…, rounded down to 1,379",
            "sl": "2.600.000 EUR / 1.884,34 EUR/person = 1.379,793455…, zaokroženo navzdol 1.379",
        },
        ("assumptions.funds", "assumptions.cost", "tables.history.cost"),
        {
            "tables/history.csv": "project,cost\nA,1820.50\nB,1910.20\nC,1922.31\nD,310\nE,9900.75\n",
            "tables.yaml": "history:\n  columns:\n    project: {head: Projekt}\n"
            "    cost: {head: Cena, unit: EUR/person, format: number, decimals: 2}\n",
        },
    ),
    "share of persons trained by survey rate": Kind(
        """\
persons: {value: 2400, unit: person, name: PERSONS, source: SIFO 8, year: 2022}
survey_rate: {value: 78.4, unit: "%", name: SURVEY, source: SIFO 9, year: 2022}
""",
        "round({persons} * {survey_rate})",
        "1882",
        {
            "en": "2,400 person × 78.4% = 1,881.6, rounded to 1,882",
            "sl": "2.400 person × 78,4 % = 1.881,6, zaokroženo 1.882",
        },
        ("assumptions.persons", "assumptions.survey_rate"),
    ),
}


def _append(file: Path, text: str) -> None:
    there = file.read_text(encoding="utf-8") if file.is_file() else ""
    file.write_text(there + text, encoding="utf-8")


def content_of(kind: Kind, language: Language, form: str, folder: Path) -> Path:
    """A copy of a content whose indicator has the formula of a methodology, and prints it."""
    content = copied(language.content, folder)
    assumptions = kind.assumptions
    for word, name in language.words.items():
        assumptions = assumptions.replace(word, name)
    _append(content / "assumptions.yaml", assumptions)
    for path, text in kind.files.items():
        (content / path).parent.mkdir(exist_ok=True)
        _append(content / path, text)
    file = next(content.rglob(f"{language.code}.yaml"))
    lines = file.read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("target:"))
    lines[at : at + 1] = ["target: computed", f"derivation: '{kind.formula}'", f"calculation: {form}"]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return content


def paths_of(calculation: Calculation) -> Iterator[str]:
    for term in calculation.terms:
        yield term.path
        yield from paths_of(term)


CASES = [(kind, language) for kind in KINDS for language in LANGUAGES]


@pytest.mark.parametrize(("kind", "language"), CASES)
def test_it_computes_prints_and_explains_itself(kind: str, language: str, tmp_path: Path) -> None:
    told, spoken = KINDS[kind], LANGUAGES[language]
    content = content_of(told, spoken, "line", tmp_path)
    made = built(content)
    errors = (one.diagnostic for one in check_programme(made.programme) if one.rule.severity is Severity.ERROR)
    assert [one for one in errors if one.path and one.path.startswith((spoken.code, "assumptions"))] == []
    assert str(made.programme.values[f"{spoken.code}.target"].value) == told.target
    for file_format in (Format.DOCX, Format.HTML):
        texts = " ".join(text for block in made.texts()[file_format] for text in block)
        assert told.line[language] in texts.replace(NO_BREAK_SPACE, " ")
    assert told.line[language] in " ".join(pdf_text(made.files[Format.PDF]).split())
    explained = explain_value(
        read_version(content, "content", TEMPLATES, pages=False), f"{spoken.code}.target", content
    )
    assert tuple(paths_of(explained.calculation)) == told.tree


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_has_each_number_with_its_source(language: str, tmp_path: Path) -> None:
    told, spoken = KINDS["unit cost with price index and exchange rate"], LANGUAGES[language]
    made = built(content_of(told, spoken, "table", tmp_path))
    told_rows = (block for block in made.texts()[Format.DOCX] if block[0] == "TR")
    cells = (tuple(cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row) for row in told_rows)
    names = [spoken.words[word] for word in ("BUDGET", "BEFORE", "RATE", "INDEX", "NOW")]
    rows = [row for row in cells if row[2] in names]
    assert [row[1] for row in rows] == ["a", "b", "c", "d", "e"]
    for row, name in zip(rows, names, strict=True):
        assert name in row


@pytest.fixture(scope="module")
def training(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unit cost in Slovenian, with its table."""
    kind = KINDS["unit cost with price index and exchange rate"]
    return content_of(kind, LANGUAGES["sl"], "table", tmp_path_factory.mktemp("training"))


@pytest.mark.parametrize(
    ("old", "new", "path", "value", "following"),
    [
        ("2.600.000\xa0EUR", "2.700.000\xa0EUR", "assumptions.funds", "2700000", {"O.1.1.target"}),
        (
            "112,5\xa0%",
            "113,75\xa0%",
            "assumptions.index",
            "113.75",
            {"O.1.1.target", "assumptions.cost.now"},
        ),
        ("Menjalni tečaj", "Tečaj zlota", "assumptions.rate.name", "Tečaj zlota", set()),
        ("SIFO 7", "SIFO 77", "assumptions.cost.before.source", "SIFO 77", set()),
    ],
)
def test_an_edit_of_the_table_in_word_comes_back(
    training: Path, old: str, new: str, path: str, value: str, following: set[str]
) -> None:
    made = built(training)
    result = pulled(made.programme, edited(made.files[Format.DOCX], replaced(old, new)))
    changed = changed_values(made.programme, result)
    assert set(changed) == {path, *following}
    assert value in changed[path]


def test_its_redline_is_exact(training: Path, tmp_path: Path) -> None:
    other = copied(training, tmp_path)
    replace_in(other / "assumptions.yaml", "value: 4.5", "value: 4.25")
    old, new = (compose_document(read_content(content), TEMPLATES) for content in (training, other))
    made = redline(old, new)
    assert docx_blocks(accept_all(made)) == docx_blocks(clean(new))
    assert docx_blocks(reject_all(made)) == docx_blocks(clean(old))
