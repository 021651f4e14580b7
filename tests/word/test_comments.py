"""Comments are read with who, when, what, where and what they answer."""

from __future__ import annotations

from methodology.word.reading import Comment, read_word_file
from tests.pull.edited import deleted, p, t, word

DATE = "2026-01-01T10:00:00Z"


def start(number: int) -> str:
    """Where the text begins that a comment stands on."""
    return f'<w:commentRangeStart w:id="{number}"/>'


def end(number: int) -> str:
    """Where it ends, with the mark of the comment."""
    return f'<w:commentRangeEnd w:id="{number}"/>{reference(number)}'


def reference(number: int) -> str:
    """The mark of a comment."""
    return f'<w:r><w:commentReference w:id="{number}"/></w:r>'


def comment(number: int, *texts: str, author: str = "Ana") -> str:
    """A comment; its last paragraph has an id of its own, by which others answer it."""
    paragraphs = [p(t(text)) for text in texts]
    paragraphs[-1] = paragraphs[-1].replace("<w:p>", f'<w:p w14:paraId="0000000{number}">')
    return f'<w:comment w:id="{number}" w:author="{author}" w:date="{DATE}">{"".join(paragraphs)}</w:comment>'


def read(body: str, *comments: str, extended: str = "") -> tuple[Comment, ...]:
    """The comments of a file with this body."""
    parts = {"comments": f"<w:comments NAMES>{''.join(comments)}</w:comments>"}
    if extended:
        parts["commentsExtended"] = f"<w15:commentsEx NAMES>{extended}</w15:commentsEx>"
    return read_word_file(word(body, parts), name="x.docx").comments


def test_who_when_what_and_where() -> None:
    control = f"<w:sdt><w:sdtContent>{t('b')}{end(0)}{t('c')}</w:sdtContent></w:sdt>"
    body = p(t("prvi")) + p(t("a "), start(0), t("x"), control)
    assert read(body, comment(0, "Zakaj?", "Preverite!")) == (Comment("Ana", DATE, "Zakaj?\nPreverite!", "xb", 1),)


def test_over_several_paragraphs_and_between_them() -> None:
    body = p(t("0")) + start(1) + p(t("a")) + p(t("b"), end(1), t("c"))
    (found,) = read(body, comment(1, "?"))
    assert (found.anchor, found.paragraph) == ("a\nb", 1)


def test_answers() -> None:
    extended = (
        '<w15:commentEx w15:paraId="00000003" w15:done="0"/>'
        '<w15:commentEx w15:paraId="00000005" w15:paraIdParent="00000003" w15:done="0"/>'
    )
    body = p(start(3), start(5), t("a"), end(3), end(5)) + p(start(7), t("b"), end(7))
    comments = comment(7, "tretji"), comment(3, "prvi", "konec"), comment(5, "odgovor", author="Bor")
    found = read(body, *comments, extended=extended)
    assert [(entry.author, entry.text, entry.anchor, entry.answers) for entry in found] == [
        ("Ana", "tretji", "b", None),
        ("Ana", "prvi\nkonec", "a", None),
        ("Bor", "odgovor", "a", 1),
    ]


def test_on_text_that_is_gone_or_without_a_place() -> None:
    body = p(t("0")) + p(start(1), deleted("a"), end(1), t("b"), reference(2))
    found = read(body, *(comment(number, "?") for number in (1, 2, 4)))
    assert [(entry.anchor, entry.paragraph) for entry in found] == [("", 1), ("", 1), ("", None)]


def test_a_comment_that_never_ends_stands_on_its_paragraph() -> None:
    (found,) = read(p(t("a"), start(1), t("b")) + p(t("c")), comment(1, "?"))
    assert (found.anchor, found.paragraph) == ("b", 0)


def test_in_a_table() -> None:
    table = f"<w:tbl><w:tr><w:tc>{p(start(1), t('46'), end(1))}</w:tc></w:tr></w:tbl>"
    (found,) = read(p(t("a")) + table, comment(1, "?"))
    assert (found.anchor, found.paragraph) == ("46", 1)


def test_what_was_resolved() -> None:
    threads = (
        '<w15:commentEx w15:paraId="00000000" w15:done="1"/>'
        '<w15:commentEx w15:paraId="00000001" w15:paraIdParent="00000000" w15:done="0"/>'
        '<w15:commentEx w15:paraId="00000002" w15:done="0"/>'
    )
    comments = read(p(t("a")), comment(0, "x"), comment(1, "y"), comment(2, "z"), comment(3, "w"), extended=threads)
    assert [entry.resolved for entry in comments] == [True, True, False, False]
