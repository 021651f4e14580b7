"""Word's own footnotes: how they are written, read and tracked."""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Sequence

import pytest
from lxml import etree

from methodology.model.document import NOTE_MARK, Document, Footnote, Paragraph, Run
from methodology.word.reading import ACCEPT, REJECT, Accept, Story, read_word_file
from tests.prose import reworded_prose
from tests.pull.edited import p, t, word
from tests.word.docx_file import render_blocks
from tests.word.docx_looks import docx_looks, docx_names
from tests.word.docx_text import W, docx_blocks
from tests.word.resolver import accept_all, reject_all
from tests.word.test_redline import clean, composed, redline, texts_of

WORDINGS: dict[str, Sequence[tuple[str, str]]] = {
    "as it was": (),
    "reworded": [("letno.", "vsako leto."), ("**organa**", "organa")],
    "gone": [("evidencah[^evidence]", "evidencah"), ("[^evidence]: Evidence vodi organ,\nletno.\n", "")],
    "moved": [("evidencah[^evidence], cilj", "evidencah, cilj[^evidence]")],
    "exchanged": [
        ("evidencah[^evidence]", "evidencah[^a]"),
        ("oceni[^ocena]", "oceni[^evidence]"),
        ("[^a]", "[^ocena]"),
    ],
    "two in a row": [
        ("evidencah[^evidence]", "evidencah[^evidence][^n]"),
        ("[^b-1]: ", "[^n]: Nova **opomba**.\n[^b-1]: "),
    ],
    "elsewhere": [("prva možnost[^b-1], ki velja;", "prva;"), ("opombami[^zadnja]", "opombami[^zadnja] prav[^b-1]")],
    "all other words": [("Zadnja opomba.", "Povsem druge besede, {O.1.1.target}.")],
    "gone with its paragraph": [("\nOdstavek za opombami[^zadnja].\n", ""), ("[^zadnja]: Zadnja opomba.\n", "")],
}


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    folder = tmp_path_factory.mktemp("versions")
    return {name: composed(reworded_prose(folder / name, *edits)) for name, edits in WORDINGS.items()}


def part_of(docx: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return etree.fromstring(package.read(name))


NOTED = Paragraph(
    (Run("ena"), Run(NOTE_MARK, footnote=Footnote("1", (Run("pravila", target="https://example.org/"), Run("."))))),
)


def test_a_document_has_the_part_with_its_separators_its_link_and_its_styles() -> None:
    docx = render_blocks(NOTED)
    notes = part_of(docx, "word/footnotes.xml")
    assert [(note.get(f"{W}id"), note.get(f"{W}type")) for note in notes] == [
        ("-1", "separator"),
        ("0", "continuationSeparator"),
        ("1", None),
    ]
    assert [link.get("Target") for link in part_of(docx, "word/_rels/footnotes.xml.rels")] == ["https://example.org/"]
    settings = [etree.QName(part).localname for part in part_of(docx, "word/settings.xml")]
    assert settings[settings.index("footnotePr") + 1] == "compat"
    names = [style[0].get(f"{W}val") for style in part_of(docx, "word/styles.xml").iter(f"{W}style")]
    assert {"footnote text", "footnote reference"} <= set(names)
    assert docx_blocks(docx) == [("P", "ena[1]"), ("NOTE", "1", "pravila.")]


def test_a_document_without_any_has_no_part_for_them() -> None:
    with zipfile.ZipFile(io.BytesIO(render_blocks(Paragraph((Run("ena"),))))) as package:
        assert not [name for name in package.namelist() if "footnotes" in name]


def mark(identifier: str) -> str:
    return f'<w:r><w:footnoteReference w:id="{identifier}"/></w:r>'


def note(identifier: str, text: str) -> str:
    return f'<w:footnote w:id="{identifier}">{p(t(text))}</w:footnote>'


def read_notes(body: str, *notes: str, accept: Accept = ACCEPT) -> list[tuple[str, str]]:
    parts = {"footnotes": f"<w:footnotes NAMES>{''.join(notes)}</w:footnotes>"}
    texts = read_word_file(word(body, parts), name="a.docx", accept=accept).texts
    return [(text.story.value, text.text) for text in texts]


def test_they_are_read_in_the_order_of_their_marks() -> None:
    read = read_notes(p(t("a"), mark("7"), t("b"), mark("2")), note("2", "dve"), note("7", "sedem"))
    assert read == [("body", f"a{NOTE_MARK}b{NOTE_MARK}"), ("footnote", "sedem"), ("footnote", "dve")]


def test_one_whose_mark_went_with_a_tracked_change_went_too() -> None:
    gone = f'<w:del w:id="1" w:author="Ana">{mark("2")}</w:del>'
    assert read_notes(p(t("a"), gone), note("2", "dve")) == [("body", "a")]
    kept = [("body", f"a{NOTE_MARK}"), ("footnote", "dve")]
    assert read_notes(p(t("a"), gone), note("2", "dve"), accept=REJECT) == kept
    came = gone.replace("w:del", "w:ins")
    assert read_notes(p(t("a"), came), note("2", "dve")) == kept
    assert read_notes(p(t("a"), came), note("2", "dve"), accept=REJECT) == [("body", "a")]


def test_one_without_a_mark_stands_aside_and_no_typed_sign_is_one() -> None:
    assert read_notes(p(t("a\ufffc")), note("2", "dve")) == [("body", "a\ufffd"), ("aside", "dve")]


def read_texts(docx: bytes, accept: Accept) -> list[tuple[Story, str]]:
    texts = read_word_file(docx, name="a.docx", accept=accept).texts
    return [(text.story, text.text) for text in texts if text.story in (Story.BODY, Story.FOOTNOTE) and text.text]


@pytest.mark.parametrize("name", [name for name in WORDINGS if name != "as it was"])
def test_each_change_is_exact_both_ways(name: str, versions: dict[str, Document]) -> None:
    both = versions["as it was"], versions[name]
    for old, new in (both, both[::-1]):
        made = redline(old, new)
        for resolved, accept, document in ((accept_all(made), ACCEPT, new), (reject_all(made), REJECT, old)):
            expected = clean(document)
            assert texts_of(resolved) == texts_of(expected)
            assert docx_looks(resolved) == docx_looks(expected)
            assert read_texts(made, accept) == read_texts(expected, ACCEPT)
        assert docx_names(accept_all(made)) == docx_names(clean(new))


def test_what_changed_in_one_is_tracked_in_it(versions: dict[str, Document]) -> None:
    notes = part_of(redline(versions["as it was"], versions["reworded"]), "word/footnotes.xml")
    changes = [(mark.tag, "".join(map(str, mark.itertext()))) for mark in notes.iter(f"{W}ins", f"{W}del")]
    assert changes == [
        *((f"{W}del", "letno"), (f"{W}ins", "vsako leto")),
        *((f"{W}del", "organa"), (f"{W}ins", "organa")),
    ]


def test_a_reason_hangs_on_the_mark_of_the_footnote_that_it_is_of(versions: dict[str, Document]) -> None:
    docx = redline(versions["as it was"], versions["reworded"], chapters__introduction__12="Nov predpis.")
    body = part_of(docx, "word/document.xml")
    starts = {mark.getparent() for mark in body.iter(f"{W}commentRangeStart")}
    assert [len(list(paragraph.iter(f"{W}footnoteReference"))) for paragraph in starts if paragraph is not None] == [2]


def test_the_wordings_are_all_different(versions: dict[str, Document]) -> None:
    assert all(one != other for one, other in itertools.combinations(versions.values(), 2))
