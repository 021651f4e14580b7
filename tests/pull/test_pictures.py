"""Pictures in an edited Word file: texts come back, all else is reported, and no bytes are taken."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from methodology.model.programme import Programme
from methodology.pull.pulled import Decisions, Pulled, WishOutcome
from methodology.pull.pulling import EditedFile, pull
from tests.built import SAMPLE, TEMPLATES, copied, read_content
from tests.pictures import plain_png, with_pictures
from tests.pull.edits import MAIN, changed
from tests.pull.test_pull_properties import built

FILE = "chapters/introduction.md"
Change = Callable[[bytes], bytes]


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Programme:
    return read_content(with_pictures(copied(SAMPLE, tmp_path_factory.mktemp("pictures"))))


@pytest.fixture(scope="module")
def made(ours: Programme) -> bytes:
    return built(ours)


def pulled(ours: Programme, docx: bytes) -> Pulled:
    return pull([EditedFile("a.docx", docx)], ours, TEMPLATES, Decisions())


def said(old: str, new: str) -> Change:
    """Other words in the main part, wherever they stand."""

    def change(main: bytes) -> bytes:
        assert old.encode() in main
        return main.replace(old.encode(), new.encode())

    return change


def without(*words: str) -> Change:
    """The paragraphs with these words are deleted."""

    def change(main: bytes) -> bytes:
        for word in words:
            at = main.index(word.encode())
            main = main[: main.rindex(b"<w:p>", 0, at)] + main[main.index(b"</w:p>", at) + len(b"</w:p>") :]
        return main

    return change


def with_another(main: bytes) -> bytes:
    """The picture of the chart stands above the text between both pictures, too, without a name, with other words."""
    at = main.index(b'descr="Graf"')
    paragraph = main[main.rindex(b"<w:p>", 0, at) : main.index(b"</w:p>", at) + len(b"</w:p>")]
    paragraph = re.sub(rb"<w:bookmark\w+ [^>]*/>", b"", paragraph).replace(b'descr="Graf"', b'descr="Nova slika"')
    start = main.rindex(b"<w:p>", 0, main.index(b"Besedilo za sliko"))
    return main[:start] + paragraph + main[start:]


def test_what_nobody_touched_is_no_wish(ours: Programme, made: bytes) -> None:
    result = pulled(ours, made)
    assert (result.wishes, result.files) == ((), {})


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (
            said('descr="Graf"', 'descr="Graf [po] &quot;letih&quot; *vseh* {x}"'),
            r'![Graf \[po\] "letih" \*vseh\* {{x}}](pictures/chart.png "Graf po letih"){: width=30% }',
        ),
        (
            said("Graf po letih<", "Graf »po« &quot;letih&quot; [1]<"),
            r'![Graf](pictures/chart.png "Graf »po« \"letih\" [1]"){: width=30% }',
        ),
        (
            said("Regije [tri], cilj je", "Tri regije; cilj je"),
            r'![Tri regije; cilj je {O.1.1.target}.](pictures/map.svg "Regije, \"po **letih**\""){: width=60% }',
        ),
    ],
)
def test_an_edited_text_of_a_picture_comes_back(ours: Programme, made: bytes, change: Change, line: str) -> None:
    result = pulled(ours, changed(made, MAIN, change))
    assert {wish.outcome for wish in result.wishes} == {WishOutcome.APPLIED}
    assert line in (result.files[FILE] or "").splitlines()
    assert list(result.files) == [FILE]


@pytest.mark.parametrize(("old", "new"), [('descr="Pikčast znak"', 'descr="Grb"'), ("Unija<", "EU<")])
def test_an_edited_text_of_the_emblem_comes_back(ours: Programme, made: bytes, old: str, new: str) -> None:
    result = pulled(ours, changed(made, MAIN, said(old, new)))
    assert {wish.outcome for wish in result.wishes} == {WishOutcome.APPLIED}
    before, after = ('"' + text.partition('"')[2] if '"' in text else text.rstrip("<") for text in (old, new))
    facts = ours.files["programme.yaml"]
    assert result.files == {"programme.yaml": facts.replace(before.strip('"'), after.strip('"'))}


def test_a_picture_that_is_deleted_with_its_caption_goes_from_the_chapter(ours: Programme, made: bytes) -> None:
    result = pulled(ours, changed(made, MAIN, without('descr="Graf"', "Graf po letih")))
    assert {wish.outcome for wish in result.wishes} == {WishOutcome.APPLIED}
    assert result.files[FILE] == re.sub(r"!\[Graf\][^\n]*\n\n", "", ours.files[FILE])
    assert [finding.rule.code for finding in result.new_findings] == ["unused-picture"]


@pytest.mark.parametrize(
    ("change", "note"),
    [
        (without('descr="Graf"'), "unreadable"),
        (without("Graf po letih"), "unreadable"),
        (with_another, "picture"),
        (said('cx="3456432" cy="1728216"', 'cx="2456432" cy="1228216"'), "picture_resized"),
        (said('descr="Graf"', 'descr=""'), ""),
        (without('descr="Pikčast znak"'), ""),
        (said('descr="Pikčast znak"', 'descr=""'), ""),
    ],
)
def test_what_content_cannot_take_is_reported(ours: Programme, made: bytes, change: Change, note: str) -> None:
    result = pulled(ours, changed(made, MAIN, change))
    assert result.files == {}
    assert {wish.outcome for wish in result.wishes} == {WishOutcome.UNMAPPED}
    assert note in {wish.note or "" for wish in result.wishes} or not note


def test_a_replaced_picture_is_reported_and_its_bytes_are_not_taken(ours: Programme, made: bytes) -> None:
    result = pulled(ours, changed(made, "word/media/picture2.png", lambda _: plain_png(shade=7)))
    (wish,) = result.wishes
    assert (wish.note, wish.outcome, wish.path) == ("picture_replaced", WishOutcome.UNMAPPED, "chapters.introduction.9")
    assert result.files == {}


def test_paragraphs_come_and_go_beside_pictures(ours: Programme, made: bytes) -> None:
    text = ours.files[FILE]
    result = pulled(ours, changed(made, MAIN, without("Besedilo za sliko")))
    assert result.files[FILE] == text.replace("Besedilo za sliko.\n\n", "")
    new = "<w:p><w:r><w:t>Nov odstavek.</w:t></w:r></w:p>"

    def insert(main: bytes) -> bytes:
        start = main.rindex(b"<w:p>", 0, main.index(b'descr="Graf"'))
        return main[:start] + new.encode() + main[start:]

    result = pulled(ours, changed(made, MAIN, insert))
    assert result.files[FILE] == text.replace("\n![Graf]", "\nNov odstavek.\n\n![Graf]")


def test_the_content_that_travels_has_the_pictures(tmp_path: Path, made: bytes) -> None:
    """A file of other pictures than today's is compared with its own."""
    content = with_pictures(copied(SAMPLE, tmp_path))
    (content / "pictures" / "chart.png").write_bytes(plain_png(shade=7))
    assert pulled(read_content(content), made).wishes == ()
