"""Parts of a Word file are found by what they are, and read even where a program wrote them wrongly."""

from __future__ import annotations

import pytest
from lxml import etree

from methodology.diagnostics import ContentError
from methodology.word import opening
from methodology.word.opening import OpenedWord, open_word_file
from tests.pull.edited import p, t, word, zipped
from tests.pull.hostile import MAIN, parts, with_part


def opened(docx: bytes) -> OpenedWord:
    """The file, opened."""
    return open_word_file(docx, name="pismo.docx")


def text(root: etree._Element) -> str:
    """What a tree says."""
    return "".join(map(str, root.itertext()))


def test_parts_by_their_relationships() -> None:
    file = opened(word(p(t("a")), {"header": "<w:hdr NAMES/>", "styles": "<w:styles NAMES/>"}))
    assert file.main == "word/main.xml"
    assert file.find_related("header", file.main) == ("word/header.xml",)
    assert file.find_related("footer", file.main) == ()
    assert file.find_related("officeDocument") == ("word/main.xml",)
    assert file.xml("WORD/Styles.xml") is file.xml("word/styles.xml")


def test_a_file_with_macros_can_be_read() -> None:
    types = parts()["[Content_Types].xml"]
    plain = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main"
    assert types.count(plain) == 1
    changed = types.replace(plain, b"vnd.ms-word.document.macroEnabled.main")
    assert opened(with_part("[Content_Types].xml", changed)).main == MAIN


@pytest.mark.parametrize(
    "broken",
    [
        "<w:p><w:r><w:t>a &lt; b</w:t></w:p></w:r>",
        '<w:p w:x="1" w:x="2"><w:r><w:t>a &#60; b</w:t></w:r></w:p>',
        "<w:p><v:shape/><w:r><w:t>a &lt; b</w:t></w:r></w:p>",
        "<w:sdt><w:p><w:r><w:t>a &lt; b</w:t></w:r></w:p>",
    ],
)
def test_a_malformed_part_is_mended(broken: str) -> None:
    file = opened(word(broken))
    assert text(file.xml(file.main)) == "a < b"
    assert file.recovered == ("word/main.xml",)


@pytest.mark.parametrize(
    "broken", ["<w:p>a</w:p></w:body></w:document>b", "<w:p>a & b</w:p>", "<w:p>\x01</w:p>", "<w:p"]
)
def test_a_part_that_cannot_be_mended_without_loss_is_refused(broken: str) -> None:
    with pytest.raises(ContentError, match=r"pismo\.docx: error\[word-file\]: the part word/main\.xml is broken"):
        opened(word(broken))


def test_a_part_whose_own_name_has_no_meaning_is_refused() -> None:
    header = '<w:hdr><w:p xmlns:w="x"/></w:hdr>'
    file = opened(word(p(t("a")), {"header": header}))
    with pytest.raises(ContentError, match="the part word/header\\.xml is broken"):
        file.xml("word/header.xml")


def test_a_sound_part_is_not_mended() -> None:
    assert opened(word(p(t("a")))).recovered == ()


def test_the_bounds_leave_room_for_a_document_ten_times_as_long() -> None:
    content = parts()
    body = content[MAIN].split(b"<w:body>")[1].rpartition(b"<w:sectPr")[0]
    content[MAIN] = content[MAIN].replace(body, body * 30)
    content |= {f"word/media/{number}.png": bytes(range(256)) * 8_000 for number in range(100)}
    file = opened(zipped(content))
    assert len(list(file.xml(file.main).iter("{*}p"))) > 3_000


def test_a_part_that_is_missing_is_named() -> None:
    with pytest.raises(ContentError, match=r"the part word/none\.xml is missing"):
        opened(word("")).read("word/none.xml")


def test_no_more_is_unpacked_than_a_part_may_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_XML", 1_000)
    with pytest.raises(ContentError, match=r"the part .* is larger than"):
        opened(word(p(t("a" * 2_000))))
