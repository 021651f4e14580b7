"""Markup and code of templates in every field of the desk: refused, or printed as typed; paths lead nowhere."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from methodology.desk.answers import Desk
from methodology.desk.draft import source_at
from methodology.desk.page import dress
from methodology.formats import Format
from methodology.messages import speaking
from tests.built import SAMPLE, built_anew
from tests.desk.desks import commit, copy_content, open_draft
from tests.desk.test_draft import tree
from tests.desk.test_word_files import SENTENCE, edited, form_of

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)> & &lt; \"x\" 'y' {{ 7*191 }} {% raw %} {# c #} --> ]]> "
    '#panic("t") $x$ \\ @a </style>'
)
TYPED = HOSTILE.replace("{", "{{").replace("}", "}}")
"""The same where a brace begins a reference: the page doubles those that are typed."""


@dataclass(frozen=True, slots=True)
class Spoilt:
    """A desk with hostile texts in all its fields, what each edit was answered, and the page before."""

    desk: Desk
    answers: dict[str, Any]
    html: str


def save(desk: Desk, path: str, text: str) -> Any:
    return desk.save(path, text, source_at(desk.draft.page.programme, path) or "")


def new(desk: Desk, component: str, text: str, **said: object) -> Any:
    return desk.fill({"kind": "new", "component": component, "text": text, "save": True, **said})


def set_list(desk: Desk, path: str, entry: dict[str, object]) -> Any:
    seen = [one.key for one in desk.form({"kind": "list", "path": path}).entries]  # type: ignore[attr-defined]
    kept = [{"key": one, "name": "", "texts": {}} for one in seen]
    return desk.fill({"kind": "list", "path": path, "seen": seen, "entries": [*kept, entry], "save": True})


def change_leaf(desk: Desk, path: str, action: str, *texts: str) -> Any:
    seen = source_at(desk.draft.page.programme, path)
    said = {"kind": "leaf", "path": path, "seen": seen, "action": action, "texts": list(texts)}
    return desk.fill({**said, "save": True})


def change_sentence(desk: Desk, here: str) -> Any:
    path = "phrases.phrases.operations"
    seen = {one: source_at(desk.draft.page.programme, f"{path}.{one}") for one in ("one", "two", "few", "other")}
    said = {"kind": "sentence", "path": path, "here": here, "seen": seen, "texts": {"two": TYPED}}
    return desk.fill({**said, "save": True})


def change_share(desk: Desk) -> Any:
    form: Any = desk.form({"kind": "allocation", "path": "SO1.allocation.coverage"})
    seen = {row.code: row.typed for row in form.rows}
    rows = [{"code": row.code, "typed": HOSTILE} for row in form.rows]
    return desk.fill({"kind": "allocation", "path": form.path, "seen": seen, "rows": rows, "save": True})


def bring_word(desk: Desk, plain: bytes) -> Any:
    said = (SENTENCE[0], f"{SENTENCE[0]} {html.escape(HOSTILE)}")
    form = form_of(desk, edited(plain, said))
    taken = [wish.id for group in form.groups for wish in group.wishes]
    return desk.fill(
        {"kind": "word", "key": form.key, "seen": form.seen, "taken": taken, "elsewhere": {}, "save": True}
    )


def accept(desk: Desk) -> Any:
    finding = next(one for one in desk.findings() if one.key)
    return desk.acceptances.write({"do": "accept", "key": finding.key, "reason": HOSTILE})


def answer_remark(desk: Desk) -> Any:
    remarks: Any = desk.remarks.list()["remarks"]
    (remark,) = remarks
    return desk.remarks.write({"do": "answer", "key": remark.key, "text": HOSTILE})


PRINTED: dict[str, Callable[[Desk], Any]] = {
    "title": lambda desk: save(desk, "programme.title", TYPED),
    "text": lambda desk: save(desk, "programme.authority", HOSTILE),
    "name": lambda desk: save(desk, "O.1.1.name", HOSTILE),
    "sentence": lambda desk: save(desk, "O.1.1.rationale.target.sentence", TYPED),
    "entry": lambda desk: save(desk, "operations.beta", HOSTILE),
    "leaf": lambda desk: save(desk, "chapters.explanation.2", TYPED),
    "new leaf": lambda desk: change_leaf(desk, "chapters.conclusion.2", "add", TYPED),
    "footnote": lambda desk: change_leaf(desk, "chapters.conclusion.2", "add_footnote", "Konec[^].", TYPED),
    "new operation": lambda desk: set_list(
        desk, "O.1.1.operations", {"key": "", "name": HOSTILE, "texts": {"O.1.1.rationale.milestone.items": TYPED}}
    ),
    "new risk": lambda desk: new(desk, "risk", TYPED, objectives=["SO1"]),
    "new chapter": lambda desk: new(desk, "chapter", TYPED),
    "sentence here": lambda desk: change_sentence(desk, "O.1.2.wording.operations"),
    "sentence everywhere": lambda desk: change_sentence(desk, ""),
}
KEPT: dict[str, Callable[[Desk], Any]] = {
    "new source": lambda desk: new(desk, "source", HOSTILE),
    "new assumption": lambda desk: new(
        desk,
        "assumption",
        TYPED,
        said={"value": "1,5", "unit": HOSTILE, "source": TYPED, "note": TYPED, "year": "2024"},
    ),
    "version": lambda desk: desk.versions.set_facts("2.0", "1. 6. 2031"),
    "reason": lambda desk: desk.versions.set_reason("O.1.1.name", HOSTILE),
    "basis": lambda desk: desk.versions.set_basis(HOSTILE),
    "remark": lambda desk: desk.remarks.write(
        {"do": "add", "path": "O.1.1.target", "text": HOSTILE, "name": HOSTILE[:99]}
    ),
    "answer": answer_remark,
    "acceptance": accept,
}
"""What is saved and stands nowhere in the document."""
REFUSED: dict[str, Callable[[Desk], Any]] = {
    "number": lambda desk: save(desk, "O.1.1.target", HOSTILE),
    "share": change_share,
    "year": lambda desk: save(desk, "programme.target_year", HOSTILE),
    "day": lambda desk: save(desk, "programme.date", HOSTILE),
    "choice": lambda desk: save(desk, "O.1.1.number_format", HOSTILE),
    "code": lambda desk: save(desk, "O.1.1.id", HOSTILE),
    "file name": lambda desk: save(desk, "programme.file_name", HOSTILE),
    "reference": lambda desk: save(desk, "O.1.1.rationale.target.sentence", HOSTILE),
    "code of a new indicator": lambda desk: new(desk, "indicator", "", code=HOSTILE),
    "version": lambda desk: desk.versions.set_facts(HOSTILE, "1. 6. 2031"),
    "day of a version": lambda desk: desk.versions.set_facts("2.0", HOSTILE),
    "author": lambda desk: desk.versions.save({"name": HOSTILE, "email": "ana@example.org"}),
    "address of an author": lambda desk: desk.versions.save({"name": "Ana", "email": HOSTILE}),
    "reason of nothing": lambda desk: desk.versions.set_reason(HOSTILE, HOSTILE),
    "path of a remark": lambda desk: desk.remarks.write({"do": "add", "path": HOSTILE, "text": "a", "name": "Ana"}),
    "path": lambda desk: save(desk, HOSTILE, "a"),
}
PATHS = ("../../evil", "..\\..\\evil", "/etc/evil", "C:\\evil", "a/../../../evil", "-evil", "a\x00b", "evil.yaml")
"""What leads out of a folder, is taken for an option of a program, or ends a name."""
NAMED: dict[str, Callable[[Desk, str], Any]] = {
    "version": lambda desk, path: desk.versions.set_facts(path, "1. 6. 2031"),
    "code": lambda desk, path: new(
        desk, "indicator", "", code=path, name="Nov", unit="število", indicator_kind="output", objective="SO1"
    ),
    "operation": lambda desk, path: new(desk, "operation", path),
    "chapter": lambda desk, path: new(desk, "chapter", path),
    "file name": lambda desk, path: save(desk, "programme.file_name", path),
    "reason": lambda desk, path: desk.versions.set_reason(path, "Zato."),
    "base": lambda desk, path: desk.versions.choose(path),
    "author": lambda desk, path: desk.versions.save({"name": path, "email": "ana@example.org"}),
    "Word file": lambda desk, path: desk.word_files.take_in(b"", path),
}
"""Fields that a file, a tag or an argument of a program could be made of."""


@pytest.fixture(autouse=True, scope="module")
def nobody() -> Iterator[None]:
    """Git knows no author, and the desk speaks Slovenian."""
    with pytest.MonkeyPatch.context() as patch, speaking("sl"):
        patch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        yield


def opened(folder: Path) -> Desk:
    """A desk on a copy of the sample, which is saved as a version."""
    folders = copy_content(folder)
    commit(folder)
    return Desk(open_draft(folders))


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory, plain: bytes) -> Iterator[Spoilt]:
    desk = opened(tmp_path_factory.mktemp("hostile"))
    before = desk.html
    answers = {"word": bring_word(desk, plain)}
    answers |= {name: edit(desk) for name, edit in {**PRINTED, **KEPT}.items()}
    yield Spoilt(desk, answers, before)
    desk.close()


class Structure(HTMLParser):
    """The elements of a page that do something, or load something, and its text without them."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.active: list[tuple[str, str | None]] = []
        self.text = ""
        self._silent = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the element does."""
        if tag in {"script", "style", "iframe", "object", "embed", "img", "form", "base", "meta", "link"}:
            self.active.append((tag, None))
        self.active += [(name, text) for name, text in attrs if name.startswith("on") or "javascript:" in (text or "")]
        self._silent = tag if tag in {"script", "style"} else ""

    def handle_endtag(self, tag: str) -> None:
        """Hear text again."""
        self._silent = "" if tag == self._silent else self._silent

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.text += "" if self._silent else data


def squeeze(text: str) -> str:
    """A text without white space, and without the signs that renderers put between long words."""
    return re.sub(r"[\s\N{ZERO WIDTH SPACE}\N{SOFT HYPHEN}]", "", text)


def test_every_field_takes_what_was_typed(spoilt: Spoilt) -> None:
    statuses = {name: said["status"] for name, said in spoilt.answers.items()}
    assert set(statuses.values()) == {"saved"}, spoilt.answers


def test_the_page_runs_and_loads_nothing_of_it(spoilt: Spoilt) -> None:
    page, before = (dress(one, "n0nce", 1) for one in (spoilt.desk.html, spoilt.html))
    assert Structure(page).active == Structure(before).active
    assert squeeze(Structure(page).text).count(squeeze(HOSTILE)) > len(PRINTED)
    assert "1337" not in page


def test_every_format_prints_it_as_typed(spoilt: Spoilt) -> None:
    texts = built_anew(spoilt.desk.draft.folders.content).texts()
    assert set(texts) == set(Format)
    for name, blocks in texts.items():
        said = squeeze("".join(text for block in blocks for text in block))
        assert said.count(squeeze(HOSTILE)) >= len(PRINTED), name
        assert "1337" not in said


def test_lists_beside_the_page_have_it_as_plain_text(spoilt: Spoilt) -> None:
    desk = spoilt.desk
    rows = [row for group in desk.versions.compare()["groups"] for _, part in group.parts for row in part]  # type: ignore[attr-defined]
    assert HOSTILE in {row.reason for row in rows}
    assert HOSTILE in {line.reason for line in desk.acceptances.list()}
    remarks: Any = desk.remarks.list()["remarks"]
    (remark,) = remarks
    assert (remark.text, remark.answers[0].text) == (HOSTILE, HOSTILE)
    assert desk.search("alert(1)")


def test_scripts_of_the_page_never_read_text_as_markup() -> None:
    """What the desk says comes as JSON and becomes text; the document's page alone is parsed, which escapes it."""
    assets = files("methodology.desk").joinpath("assets")
    scripts = "".join(one.read_text(encoding="utf-8") for one in assets.iterdir() if one.name.endswith(".js"))
    assert len(scripts) > 50_000
    assert not re.findall(
        r"\.(?:inner|outer)HTML\s*[+]?=(?!=)|insertAdjacentHTML|document\.write|createContextualFragment|setHTML"
        r"|\beval\(|new Function|setTimeout\(\s*[\"'`]",
        scripts,
    )
    assert re.findall(r"parseFromString\((\w+)", scripts) == ["html"]
    assert re.findall(r"\bparsed\((`[^`]*`|\w+)\)", scripts) == ["block", "`<table>${row}</table>`", "html"]
    assert re.findall(r"\b(?:takeWhole|takeChanges)\(([\w.]+)\)", scripts) == ["page.html", "page", "html"]
    assert len(re.findall(r"\bpage = isNews \? brought : await query\(\"/document\"", scripts)) == 1


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_such_value_is_refused(name: str, spoilt: Spoilt) -> None:
    before = tree(spoilt.desk.draft.folders.content)
    answer = REFUSED[name](spoilt.desk)
    assert answer["status"] == "refused", answer
    assert answer["faults"]
    assert tree(spoilt.desk.draft.folders.content) == before


def test_no_name_leads_out_of_the_content(tmp_path: Path) -> None:
    desk = opened(tmp_path / "own")
    top = desk.draft.folders.content.parent
    for name, edit in NAMED.items():
        for path in PATHS:
            edit(desk, path)
            assert {one.name for one in tmp_path.iterdir()} == {"own"}, (name, path)
            assert {one.name for one in top.iterdir()} <= {".git", ".desk", "content"}, (name, path)
    there = {file.relative_to(top / "content").as_posix() for file in (top / "content").rglob("*")}
    came = there - {file.relative_to(SAMPLE).as_posix() for file in SAMPLE.rglob("*")}
    assert all(re.fullmatch(r"(?:[a-z0-9.-]+/)*-?[a-z0-9][a-z0-9.-]*", name) for name in came), came
    assert not list(Path("/etc").glob("evil*"))
    desk.close()
