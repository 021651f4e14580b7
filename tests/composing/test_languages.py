"""A language is one file: templates hold no word of any, every file has all of them, and a third one is enough."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml
from jinja2 import Environment, nodes

from methodology.composing import compose_document
from methodology.composing.table_words import read_table_words
from methodology.language_files import list_languages
from methodology.model.document import plain_text
from methodology.model.language import FORMS
from methodology.model.texts import texts_of
from methodology.pull.report.labels import read_pull_labels
from methodology.reading import read_programme
from methodology.versions.report.templates import read_labels
from tests.built import SAMPLE, TEMPLATES, copied, replace_in

LANGUAGES = list_languages(TEMPLATES)
JINJA = sorted(TEMPLATES.rglob("*.j2"))
TAG = re.compile(r"<!--.*?-->|<style>.*?</style>|<script>.*?</script>|<[^>]*>", re.DOTALL)
SHOWN = re.compile(r"""(?:title|alt|aria-label|placeholder|data-label|content)\s*[=:]\s*["']([^"']*)""")
LETTERS = re.compile(r"[^\W\d_]{2,}")
MARKUP_WORDS = {"width", "device", "initial", "scale", "light", "dark", "data", "source", "id", "attr"}
"""What stands in such attributes for a browser."""


def words_of(language: str) -> dict[str, object]:
    words: dict[str, object] = yaml.safe_load(
        (TEMPLATES / "languages" / f"{language}.yaml").read_text(encoding="utf-8")
    )
    return words


def keys(value: object, path: str = "") -> Iterator[str]:
    """The keys of all texts; of those by the number of what they count, and by a pattern of numbers, without these."""
    if isinstance(value, Mapping) and not set(value) <= set(FORMS) and not path.endswith(".moves"):
        for key, below in value.items():
            yield from keys(below, f"{path}.{key}")
    else:
        yield path


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_words(language: str) -> None:
    usage = ".usage"  # how a language is written is its own matter
    assert {key for key in keys(words_of(language)) if not key.startswith(usage)} == {
        key for key in keys(words_of("sl")) if not key.startswith(usage)
    }


def printed_by(template: Path) -> Iterator[str]:
    """The text of a template that a reader sees or hears, expressions taken out."""
    for _, kind, value in Environment(autoescape=True).lex(template.read_text(encoding="utf-8")):
        if kind == "data":
            yield value
        elif kind in ("variable_begin", "block_begin"):
            yield "\0"


@pytest.mark.parametrize("template", JINJA, ids=lambda path: path.relative_to(TEMPLATES).as_posix())
def test_templates_hold_no_word(template: Path) -> None:
    source = "".join(printed_by(template))
    shown = [TAG.sub(" ", source), *SHOWN.findall(source)]
    assert [word for text in shown for word in LETTERS.findall(text) if word not in MARKUP_WORDS] == []


@pytest.mark.parametrize("sheet", [TEMPLATES / "web.css"])
def test_styles_hold_no_word(sheet: Path) -> None:
    shown = re.findall(r"content:\s*\"([^\"]*)\"", sheet.read_text(encoding="utf-8"))
    assert [word for text in shown for word in LETTERS.findall(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_that_templates_name_is_there(language: str) -> None:
    phrases = words_of(language)["phrases"]
    assert isinstance(phrases, dict)
    templates = [
        Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
        for path in (TEMPLATES / "document").glob("*.j2")
    ]
    calls = [call for template in templates for call in template.find_all(nodes.Call)]
    called = {
        name.value
        for call in calls
        if isinstance(call.node, nodes.Name) and call.node.name == "phrase"
        for name in call.args[:1]
        if isinstance(name, nodes.Const)
    }
    constants = {constant.value for template in templates for constant in template.find_all(nodes.Const)}
    called |= {name for name in constants if isinstance(name, str) and name.startswith("head_")}
    assert len(called) > 30
    assert called - set(phrases) == set()


def pseudo(value: object) -> object:
    """The words of a language that has none of another: each letter is ``ŵ``, and each count has six forms."""
    if isinstance(value, str):
        return re.sub(r"\{[^}]*\}|[^\W\d_]", lambda found: found[0] if found[0].startswith("{") else "ŵ", value)
    if isinstance(value, list):
        return [pseudo(element) for element in value]
    if isinstance(value, dict) and "other" in value and set(value) <= set(FORMS):
        return {form: f"{form[0].upper()} {pseudo(value['other'])}" for form in FORMS}
    if isinstance(value, dict):  # what is counted is named alike in every language
        return {key: below if key == "thing" else pseudo(below) for key, below in value.items()}
    return value


def test_a_third_language_takes_one_file(tmp_path: Path) -> None:
    """Welsh has six forms by number; the date is put in another order."""
    templates = Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))
    english = words_of("en")
    words = {key: pseudo(value) for key, value in english.items()} | {"formats": {"date": "y/MM/dd"}}
    tables = words["tables"]
    assert isinstance(tables, dict)
    tables |= {"number_format": "0", "titles": {number: f"ŵ {number}" for number in tables["titles"]}}
    tables |= {"sheet": "ŵ {number}", "overview": tables["overview"] | {"sheet": "ŵ"}}
    (templates / "languages" / "cy.yaml").write_text(yaml.safe_dump(words, allow_unicode=True), encoding="utf-8")
    content = copied(SAMPLE, tmp_path)
    (content / "phrases.yaml").unlink()
    replace_in(content / "programme.yaml", "language: sl-SI", "language: cy-GB")
    programme = read_programme(content, templates=templates)
    document = compose_document(programme, templates)
    fixed = [
        run.text
        for text in texts_of(document)
        for run in text.runs
        if run.source is None or run.source.startswith("phrases.")
    ]
    assert len(fixed) > 100
    letters = {letter for text in fixed for letter in text if letter.isalpha()}
    of_cldr = "".join(programme.grammar.separators(3))
    assert letters <= {"ŵ", *of_cldr, *(form[0].upper() for form in FORMS)}, [
        text for text in fixed if re.search("[a-z]", text)
    ]
    assert "2031/05/01" in "".join(run.text for run in document.cover.date)
    assert set("".join(document.labels.values())) <= {"ŵ", " "}
    for read in (read_labels, read_pull_labels, read_table_words):
        assert read(templates, programme.facts.language)


COUNTED = {
    "sl-SI": {
        "z naslednjima izvedbenima ukrepoma:",
        "so predstavljeni kazalnika učinka v okviru specifičnega cilja 1 ter način njunega spremljanja:",
        "Dejavnika, ki lahko vplivata na doseganje mejnikov in ciljev, sta:",
        "z naslednjim izvedbenim ukrepom:",
        "sta predstavljena kazalnik učinka v okviru specifičnega cilja 2 ter način njegovega spremljanja:",
        "Dejavnik, ki lahko vpliva na doseganje mejnikov in ciljev, je:",
        "Kazalnik rezultatov:",
        "Osnovna začetna vrednost kazalnika je",
        "Ciljna vrednost kazalnika za leto 2039 je določena",
    },
    "en-GB": {
        "the following implementation measures:",
        "The output indicators of specific objective 1, and how they are monitored:",
        "Factors that may influence",
        "the following implementation measure:",
        "The output indicator of specific objective 2, and how it is monitored:",
        "Factor that may influence",
        "Result indicator:",
        "The baseline of the indicator",
        "The target value of the indicator for 2039 is set",
    },
}


@pytest.mark.parametrize("tag", COUNTED)
def test_every_sentence_that_counts_takes_its_count(tag: str, tmp_path: Path) -> None:
    """The first objective of the sample has two of most things; the second one here."""
    content = copied(SAMPLE, tmp_path)
    (content / "phrases.yaml").unlink()
    replace_in(content / "programme.yaml", "language: sl-SI", f"language: {tag}")
    replace_in(content / "objectives/so2/objective.yaml", "  b: drugi ukrep\n", "")
    measures = "title: vzorčni cilj 2\n    measures:\n      a: prvi ukrep\n"
    replace_in(content / "fund.yaml", f"{measures}      b: drugi ukrep\n", measures)
    replace_in(content / "objectives/so2/indicators/O.2.1.yaml", "[a, b]", "[a]")
    replace_in(content / "objectives/so2/risks.yaml", "  - delay\n", "")
    document = compose_document(read_programme(content, templates=TEMPLATES), TEMPLATES)
    said = [plain_text(text.runs) for text in texts_of(document)]
    assert {sentence for sentence in COUNTED[tag] if not any(sentence in text for text in said)} == set()
