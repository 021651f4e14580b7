"""What is typed in Word prints as it was typed, or is not written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace

import pytest
from lxml import etree

from methodology.composing import compose_document
from methodology.editing import chapter_texts
from methodology.model.document import plain_text
from methodology.model.programme import Programme
from methodology.model.texts import texts_of
from methodology.pull import chapter_edits, leaf_writing, source_text
from methodology.pull.applying import Workshop
from methodology.pull.pulled import Act, WishOutcome
from methodology.sealing.seal import make_seal
from methodology.word.wordml import parse_markup
from methodology.word.writing import render_docx
from tests.built import TEMPLATES
from tests.pull.edits import Edit, W, added, edited, moved, replaced, untouched, without_names
from tests.pull.test_pull import lines, pulled
from tests.pull.test_pull_properties import built
from tests.word.test_redline import PAGES


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("22. člen Uredbe (EU) 2021/1060 določa vsebino.", r"22\. člen Uredbe (EU) 2021/1060 določa vsebino."),
        ("3. 11. 2025 je bil ponedeljek.", r"3\. 11. 2025 je bil ponedeljek."),
        ("#1 prednost je varnost.", r"\#1 prednost je varnost."),
        ("+ 5 % več sredstev.", r"\+ 5 % več sredstev."),
        ("- 5 °C.", r"\- 5 °C."),
        ("a) točka, napisana na roke.", r"a\) točka, napisana na roke."),
        ("(b) točka.", r"\(b) točka."),
        ("Glej [1](tu), *zvezdica* in \\_.", r"Glej [1]\(tu), \*zvezdica\* in \\\_."),
    ],
)
def test_a_new_paragraph_is_written_so_that_it_prints_as_typed(
    ours: Programme, made: bytes, typed: str, written: str
) -> None:
    result = pulled(ours, edited(made, added("Program ima cilja", typed)))
    assert result.open == ()
    assert [line for line in lines(ours, result) if line != "+"] == [f"+{written}"]


@pytest.mark.parametrize(
    ("edit", "written"),
    [
        (replaced("Mejniki so za leto", "22. člen: za leto"), r"+22\. člen: za leto"),
        (replaced("Mejniki so za leto", "# za leto"), r"+\# za leto"),
        (replaced("Program ima cilja", "a) Program ima cilja"), r"+a\) Program ima cilja"),
        (replaced("prva alineja", "- 5 °C, prva alineja"), r"+- \- 5 °C, prva alineja"),
        (replaced("prva alineja", "22. prva alineja"), "+- 22. prva alineja"),
        (replaced("KAZALNIKI REZULTATOV", "KAZALNIKI #"), r"+## KAZALNIKI \#"),
    ],
)
def test_the_start_of_a_text_is_written_so_that_it_prints_as_typed(
    ours: Programme, made: bytes, edit: Edit, written: str
) -> None:
    result = pulled(ours, edited(made, edit))
    assert result.open == ()
    assert lines(ours, result)[-1].startswith(written)


def test_what_would_print_otherwise_is_not_written_and_its_neighbours_are(
    ours: Programme, made: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (chapter_edits, chapter_texts):  # as if nobody knew how these marks are undone
        monkeypatch.setattr(module, "undo_line_marks", lambda text, _mark: text)
    docx = edited(
        made,
        added("Program ima cilja", "Tretji novi."),
        added("Program ima cilja", "22. člen Uredbe."),
        added("Program ima cilja", "Prvi novi."),
        replaced("Mejniki so za leto", "Mejniki veljajo za leto"),
    )
    result = pulled(ours, docx)
    assert [(wish.note, wish.before, wish.after) for wish in result.open] == [
        ("prints_otherwise", None, "22. člen Uredbe.")
    ]
    assert [line for line in lines(ours, result) if len(line) > 1] == [
        "-Mejniki so za leto {programme.milestone_year}.",
        "+Prvi novi.",
        "+Tretji novi.",
        "+Mejniki veljajo za leto {programme.milestone_year}.",
    ]


def test_a_reworded_leaf_that_would_print_otherwise_is_not_written(
    ours: Programme, made: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (source_text, leaf_writing):
        monkeypatch.setattr(module, "join_pieces", lambda pieces, **_: "".join(piece.text for piece in pieces))
    docx = edited(
        made,
        added("Program ima cilja", "Novi."),
        replaced("Mejniki so za leto", "Mejniki so *zdaj* za leto"),
        replaced("prva alineja", "prva nova alineja"),
    )
    result = pulled(ours, docx)
    assert [(wish.note, wish.path) for wish in result.open] == [("prints_otherwise", "chapters.introduction.5")]
    assert [line for line in lines(ours, result) if len(line) > 1] == [
        "-- prva alineja;",
        "+- prva nova alineja;",
        "+Novi.",
    ]


@pytest.mark.parametrize("sign", ["\u00a0", "\u202f", "\u00ad", "\u2011", "\u2028"])
@pytest.mark.parametrize(
    ("before", "file"), [("Mejniki so za", "chapters/introduction.md"), ("Druga operacija", "operations.yaml")]
)
def test_spaces_and_hyphens_of_all_kinds_are_written(
    ours: Programme, made: bytes, before: str, file: str, sign: str
) -> None:
    after = before.replace(" ", sign)
    result = pulled(ours, edited(made, replaced(before, after)))
    assert (result.open, list(result.files)) == ((), [file])
    written = Workshop(TEMPLATES).read({**ours.files, file: str(result.files[file])}, "content")
    printed = [text.text for text in texts_of(compose_document(written, TEMPLATES))]
    assert any(after in text for text in printed)
    again = pulled(written, edited(made, replaced(before, after)))
    assert {wish.outcome for wish in again.wishes} == {WishOutcome.PRESENT}


def in_contents(held: etree._Element) -> bool:
    """Whether a text stands in the contents table."""
    return next(held.iterancestors(f"{W}hyperlink"), None) is not None


def with_sign(text: str, xml: str) -> Edit:
    """Within the run that says ``text`` stands an element of Word's after its first word."""

    def edit(root: etree._Element) -> None:
        held = next(one for one in root.iter(f"{W}t") if text in (one.text or "") and not in_contents(one))
        first, _, rest = (held.text or "").partition(" ")
        held.text = first
        (sign,) = parse_markup(xml)
        (last,) = parse_markup(f'<w:t xml:space="preserve">{rest}</w:t>')
        held.addnext(sign)
        sign.addnext(last)

    return edit


@pytest.mark.parametrize(
    ("xml", "note"),
    [
        ("<w:tab/>", "tab"),
        ('<w:br w:type="page"/>', "page_break"),
        ('<w:br w:type="column"/>', "page_break"),
    ],
)
@pytest.mark.parametrize("text", ["Mejniki so za leto", "Druga operacija", "Program ima cilja"])
def test_breaks_are_told_where_they_stand(ours: Programme, made: bytes, text: str, xml: str, note: str) -> None:
    result = pulled(ours, edited(made, with_sign(text, xml)))
    told = [(wish.note, wish.after is not None) for wish in result.open]
    assert (note, True) in told
    assert all(wish.chapter for wish in result.open)


BREAKS = ("<w:br/>", '<w:br w:type="textWrapping"/>', "<w:cr/>")


@pytest.mark.parametrize("text", ["Druga operacija", "OBRAZLOŽITEV POSTOPKA"])
def test_a_line_break_where_content_holds_none_is_told(ours: Programme, made: bytes, text: str) -> None:
    wider = replaced("OBRAZLOŽITEV", "OBRAZLOŽITEV POSTOPKA")
    result = pulled(ours, edited(made, wider, with_sign(text, "<w:br/>")))
    assert "line_break" in {wish.note for wish in result.open}
    assert not any("\n" in (wish.after or "") for wish in result.wishes)
    assert set(result.files) <= {"chapters/explanation.md"}


@pytest.mark.parametrize(
    ("text", "written", "xml", "strip"),
    [
        ("Mejniki so za leto", "Mejniki\\\nso za leto {programme.milestone_year}.", BREAKS[0], untouched),
        ("Program ima cilja", "Program\\\nima cilja:", BREAKS[1], untouched),
        ("prva alineja", "- prva\\\nalineja;", BREAKS[2], without_names),
        (" je ", "Cilj {O.1.1.id}\\\nje {O.1.1.target}.", BREAKS[0], without_names),
    ],
)
def test_a_line_break_in_a_chapter_is_written(
    ours: Programme, made: bytes, text: str, written: str, xml: str, strip: Edit
) -> None:
    result = pulled(ours, edited(made, with_sign(text, xml), strip))
    assert result.open == ()
    ((name, after),) = result.files.items()
    assert written in str(after)
    again = pulled(
        Workshop(TEMPLATES).read({**ours.files, name: str(after)}, "content"), edited(made, with_sign(text, xml))
    )
    assert {wish.outcome for wish in again.wishes} == {WishOutcome.PRESENT}


def test_a_line_break_goes_with_its_sign(ours: Programme) -> None:
    text = "# OBRAZLOŽITEV\n\nPrva vrstica  \ndruga **krepka\\\nvrstica** {O.1.1.target}\\\nkonec.\n"
    broken = Workshop(TEMPLATES).read({**ours.files, "chapters/explanation.md": text}, "content")
    file = edited(built(broken), without_breaks)
    result = pulled(broken, file)
    assert result.open == ()
    assert str(result.files["chapters/explanation.md"]).splitlines()[2:] == [
        "Prva vrstica druga **krepka vrstica** {O.1.1.target} konec."
    ]
    assert not pulled(broken, built(broken)).wishes


DECLARED = "# OBRAZLOŽITEV\n\nVsaj **{=35}** oseb in {=12 %} dela {O.1.1.target}.\n"
NAMED_YEARLY = ("okoli {O.1.1.yearly} dogodkov", "okoli {=14} in {O.1.1.yearly} dogodkov")


@pytest.mark.parametrize(
    ("edits", "written"),
    [
        ((("35", "36"), ("14", "15")), (DECLARED.replace("35", "36"), "okoli {=15} in {O.1.1.yearly}")),
        ((("Vsaj", "Skoraj"),), (DECLARED.replace("Vsaj", "Skoraj"), None)),
        ((("12 %", ""),), (DECLARED.replace(" {=12 %}", ""), None)),
        ((("35", "{35}"), ("14", "(14)")), (DECLARED.replace("{=35}", "{{35}}"), "okoli ({=14}) in {O.1.1.yearly}")),
    ],
)
def test_a_declared_number_stays_declared(
    ours: Programme, edits: Sequence[tuple[str, str]], written: tuple[str, str | None]
) -> None:
    output = "objectives/so1/indicators/O.1.1.yaml"
    changed = {"chapters/explanation.md": DECLARED, output: ours.files[output].replace(*NAMED_YEARLY)}
    theirs = Workshop(TEMPLATES).read({**ours.files, **changed}, "content")
    made = built(theirs)
    assert not pulled(theirs, made).wishes
    result = pulled(theirs, edited(made, *(replaced(*edit) for edit in edits)))
    assert result.open == ()
    chapter, sentence = written
    assert result.files.get("chapters/explanation.md") == chapter
    assert sentence is None or sentence in str(result.files.get(output))


def without_breaks(root: etree._Element) -> None:
    """Each line break is a blank."""
    for mark in list(root.iter(f"{W}br")):
        (blank,) = parse_markup('<w:t xml:space="preserve"> </w:t>')
        mark.addnext(blank)
        mark.getparent().remove(mark)  # type: ignore[union-attr]


def test_a_soft_hyphen_of_word_is_read_and_written_back(ours: Programme, made: bytes) -> None:
    result = pulled(ours, edited(made, with_sign("Mejniki so za leto", "<w:softHyphen/>")))
    assert "Mejniki\u00adso za" in str(result.files["chapters/introduction.md"])
    written = Workshop(TEMPLATES).read(
        {**ours.files, **{name: str(text) for name, text in result.files.items()}}, "content"
    )
    assert b"<w:softHyphen/>" in zipfile.ZipFile(io.BytesIO(built(written))).read("word/document.xml")


@pytest.mark.parametrize("strip", [untouched, without_names])
@pytest.mark.parametrize(
    ("edit", "path"),
    [
        (moved("Kazalnik R.2.2.1 šteje", "Viri, iz katerih se"), "R.2.2.remarks.scope"),
        (moved("Ciljna vrednost za leto", "Vira, iz katerih"), "O.1.1.wording.sources"),
        (moved("Vir, iz katerega se črpajo podatki, je zapisnik", "V nadaljevanju so predstavljeni"), "O.1.2"),
    ],
)
def test_an_order_that_the_content_does_not_have_is_told(
    ours: Programme, made: bytes, edit: Edit, path: str, strip: Edit
) -> None:
    result = pulled(ours, edited(made, edit, strip))
    assert dict(result.files) == {}
    assert [(wish.act, wish.note, str(wish.path)[: len(path)]) for wish in result.open] == [(Act.MOVED, "order", path)]


@pytest.mark.parametrize("typed", ["Vzorčni\u00a0program", "\u202f| Vzorčni program", "Vzorčni & <b> program"])
def test_the_cover_prints_as_typed(ours: Programme, made: bytes, typed: str) -> None:
    result = pulled(ours, edited(made, replaced("Vzorčni program", typed)))
    assert (result.open, list(result.files)) == ((), ["programme.yaml"])
    written = Workshop(TEMPLATES).read({**ours.files, "programme.yaml": str(result.files["programme.yaml"])}, "content")
    assert plain_text(compose_document(written, TEMPLATES).cover.programme) == typed


EMBLEM = (TEMPLATES / "new" / "content" / "pictures" / "eu-emblem.svg").read_text(encoding="utf-8")
OF_EMBLEM = "emblem: {file: pictures/e.svg, alternative: Znak, sentence: Sofinancira Unija}\n"
COVER = "issuer: [Država, Ministrstvo]\nnumber: 1/2031\nstatus: proposed\n"


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("predlog", "sprejeto", "status: adopted"),
        ("1/2031", "2/2031", "number: 2/2031"),
        ("Ministrstvo", "Urad", "issuer: [Država, Urad]"),
        ("predlog", "skoraj sprejeto", None),
        ("Unija", "EU", "emblem: {file: pictures/e.svg, alternative: Znak, sentence: Sofinancira EU}"),
    ],
)
def test_what_the_cover_has_besides_is_written_as_typed(
    ours: Programme, before: str, after: str, line: str | None
) -> None:
    facts = ours.files["programme.yaml"] + COVER + OF_EMBLEM
    files = {**ours.files, "programme.yaml": facts, "pictures/e.svg": EMBLEM}
    theirs = Workshop(TEMPLATES).read(files, "content")
    result = pulled(theirs, edited(built(theirs), replaced(before, after)))
    written = str(result.files.get("programme.yaml", facts)).splitlines()
    assert [new for new in written if new not in facts.splitlines()] == ([] if line is None else [line])
    assert bool(result.open) is (line is None)


@pytest.mark.parametrize(("before", "after", "path"), [("Prva različica.", "Druga.", None), ("Ana", "Eva", "Eva")])
def test_the_front_matter_is_read_back(ours: Programme, before: str, after: str, path: str | None) -> None:
    """Who approves is written; what an amendment says of a version is told, to be changed in its file."""
    standard = (TEMPLATES / "document" / "outline.yaml").read_text(encoding="utf-8")
    files = {
        "programme.yaml": ours.files["programme.yaml"] + "approval: [{function: Vodja, name: Ana}]\n",
        "outline.yaml": standard.replace("parts:\n", "parts:\n  - history\n", 1),
        "amendments/1.0.yaml": "summary: Prva različica.\n",
    }
    theirs = Workshop(TEMPLATES).read({**ours.files, **files}, "content")
    result = pulled(theirs, edited(built(theirs), replaced(before, after)))
    written = "approval: [{function: Vodja, name: Eva}]" in str(result.files.get("programme.yaml"))
    assert (written, [wish.path for wish in result.open]) == (bool(path), [] if path else ["amendments.1/0.summary"])


@pytest.mark.parametrize(("edits", "paths"), [((), []), ((("predlog", "sprejeto"),), ["programme.status"])])
def test_the_mark_of_each_page_is_no_change(
    ours: Programme, edits: tuple[tuple[str, str], ...], paths: list[str]
) -> None:
    facts = ours.files["programme.yaml"] + "status: proposed\n"
    theirs = Workshop(TEMPLATES).read({**ours.files, "programme.yaml": facts}, "content")
    document = replace(compose_document(theirs, TEMPLATES), mark="PREDLOG")
    seal = make_seal(theirs.files, document, TEMPLATES, None)
    made = render_docx(
        document,
        TEMPLATES / "methodology.docx",
        heading_pages=PAGES,
        page_count=9,
        content_files=theirs.files,
        seal=seal,
    )
    result = pulled(theirs, edited(made, *(replaced(*edit) for edit in edits)))
    assert ([wish.path for wish in result.wishes], result.open) == (paths, ())
