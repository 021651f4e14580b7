"""Edits that only Word's menus make, and texts that Markdown or YAML could read otherwise: drafts of a plan."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from methodology.model.document import Document, Heading, List, Paragraph, Run, plain_text
from methodology.model.texts import texts_of_blocks
from methodology.pull.pulled import Act
from methodology.word.snapshot import SnapshotText
from methodology.word.styles import style_of
from tests.pull.edit_paragraphs import SENTENCES
from tests.pull.edit_places import Draft, Plan, Step, around, bookmark_of, inside, is_own, leaf_of, paths_of
from tests.savers.word_plan import WordDraft, WordPlan

BEGINNINGS = (
    "22. člen ",
    "3. 11. 2025 ",
    "1) ",
    "a) ",
    "(b) ",
    "# ",
    "#1 ",
    "- ",
    "+ ",
    "* ",
    "> ",
    "– ",
    "» ",
    "| ",
    "1.234,50 ",
    "[ ] ",
    "**",
    "_",
    "`",
    "~ ",
    ": ",
    "@ ",
    "& ",
    "! ",
    "% ",
    "{ ",
    "--- ",
    "=== ",
    "\\ ",
    "<b> ",
    "Opomba: ",
)
"""What a paragraph may begin with in Word, where every sign is only a sign."""
MARKED = (
    "22. člen Uredbe (EU) 2021/1060 določa vsebino programa.",
    "3. 11. 2025 je bil program spremenjen.",
    "#1 je oznaka prvega ukrepa v seznamu.",
    "a) Podatki se zbirajo četrtletno.",
    "- 5 % sredstev ostane nerazporejenih.",
    "+ 5 % odstopanja je še sprejemljivo.",
    "* označeni kazalniki se ne preverjajo.",
    "> 90 % zapisov je popolnih.",
    "1) Prvi korak je pregled evidenc.",
    "Vrednost_a in vrednost_b sta *približni* oceni {iz registra}.",
    "Glej [prilogo 2] (stran 14) in <opombo>.",
    "| ločnica | v besedilu |",
)
ADDRESSES = ("https://www.gov.si/zakonodaja", "https://eur-lex.europa.eu/eli/reg/2021/1060/oj?locale=sl&x=1")
HYPHENS = {"noBreakHyphen": "\N{NON-BREAKING HYPHEN}", "softHyphen": "\N{SOFT HYPHEN}"}
"""Elements of Word, and what content can hold for them."""
WORDS = re.compile(r"[^\W\d_]{4,}(?: [^\W\d_]{2,}){0,2}")


def _chapter_leaf(plan: Plan, fits: Callable[[str], object], shortest: int = 60) -> int | None:
    """A leaf of a chapter whose mark fits: ``""`` for a paragraph."""
    return plan.pick(
        lambda one: (
            bool(leaf_of(one)) and len(one.text) >= shortest and fits(plan.marks.get(one.runs[0].path or "", "-"))
        )
    )


def _is_paragraph(mark: str) -> bool:
    return not mark


def _is_item(mark: str | None) -> bool:
    return bool(mark) and not (mark or "").startswith("#")


def beginning_typed(plan: Plan) -> Draft | None:
    """Something that Markdown could read comes before a paragraph or an item of a chapter."""
    index = _chapter_leaf(plan, lambda mark: not mark.startswith("#"))
    return None if index is None else inside(plan, index, 0, (0, 0, plan.chance.choice(BEGINNINGS)), Act.WORDING)


def beginning_overtyped(plan: Plan) -> Draft | None:
    """The first word of a paragraph is overtyped so."""
    index = _chapter_leaf(plan, _is_paragraph)
    if index is None:
        return None
    end = plan.passages[index].text.find(" ") + 1
    return inside(plan, index, 0, (0, end, plan.chance.choice(BEGINNINGS)), Act.WORDING)


def own_beginning_typed(plan: Plan) -> Draft | None:
    """The same before a text that YAML holds."""
    index = plan.pick(
        lambda one: (
            one.bookmark
            and is_own(one.runs[0])
            and not (one.runs[0].path or "").startswith("chapters.")
            and len(one.text) > 30
        )
    )
    return None if index is None else inside(plan, index, 0, (0, 0, plan.chance.choice(BEGINNINGS)), Act.WORDING)


def ending_typed(plan: Plan) -> Draft | None:
    """Words come behind the last letter of a paragraph."""
    index = _chapter_leaf(plan, _is_paragraph)
    if index is None:
        return None
    length = len(plan.passages[index].text)
    text = plan.chance.choice((" Enako velja za leto 2029.", " (glej prilogo)", " –", " in drugo", " #", " *", "\\"))
    return inside(plan, index, 0, (length, length, text), Act.WORDING)


def sign_typed(plan: Plan) -> Draft | None:
    """A sign that Markdown or YAML knows comes between two words."""
    index = plan.pick(lambda one: one.bookmark and is_own(one.runs[0]) and len(one.runs[0].text) > 60)
    if index is None:
        return None
    spaces = [match.end() for match in re.finditer(r"(?<=\w) (?=\w)", plan.passages[index].runs[0].text)]
    if not spaces:
        return None
    place = plan.chance.choice(spaces)
    sign = plan.chance.choice(
        ("*", "_", "`", "<", "{", "}", "[", "]", "&amp; ", "# ", ": ", "\\", '"', "** ", "&lt;", "~~")
    )
    return inside(plan, index, 0, (place, place, sign), Act.WORDING)


def no_break_space(plan: Plan) -> Draft | None:
    """A space becomes one that does not break."""
    index = plan.pick(lambda one: one.bookmark and is_own(one.runs[0]) and len(one.runs[0].text) > 60)
    if index is None:
        return None
    spaces = [match.start() for match in re.finditer(r"(?<=\w) (?=\w)", plan.passages[index].runs[0].text)]
    if not spaces:
        return None
    place = plan.chance.choice(spaces)
    return inside(plan, index, 0, (place, place + 1, "\N{NO-BREAK SPACE}"), Act.WORDING)


def marked_paragraph_added(plan: Plan) -> Draft | None:
    """A chapter gets a paragraph that begins with what Markdown could read."""
    index = _chapter_leaf(plan, _is_paragraph)
    if index is None or plan.passages[index].text.endswith(":"):
        return None
    return _typed_behind(plan, index, plan.chance.choice(MARKED))


def _typed_behind(plan: Plan, index: int, text: str) -> Draft:
    match = leaf_of(plan.passages[index])
    assert match is not None
    chapter, number = match["chapter"], int(match["number"])
    paths = [f"chapters.{chapter}", f"chapters.{chapter}.{number}", f"chapters.{chapter}.{number + 1}"]
    steps = (
        Step("paragraph_end", bookmark_of(plan, index)),
        Step("command", text="InsertPara"),
        Step("type", text=text),
    )
    return Draft(index, steps, Act.ADDED, paths, (), (text,), around(index))


def section_added(plan: Plan) -> Draft | None:
    """A chapter gets a heading and a paragraph below it."""
    index = _chapter_leaf(plan, _is_paragraph)
    if index is None or plan.passages[index].text.endswith(":"):
        return None
    draft = _typed_behind(plan, index, plan.chance.choice(SENTENCES))
    title = plan.chance.choice(("NADZOR PODATKOV", "NOVA UREDITEV"))
    first, enter, _ = draft.steps
    heading = (Step("type", text=title), Step("style", text="heading 2"))
    steps = (first, enter, *heading, enter, Step("style", text="Body Text"), Step("type", text=draft.new[0]))
    chapter = next(iter(draft.paths))
    return WordDraft(index, steps, Act.ADDED, (chapter, *draft.paths), (), (title, *draft.new), draft.touched)


def _look(kind: str, *, told: bool = False) -> Callable[[Plan], Draft | None]:
    def draft(plan: Plan) -> Draft | None:
        assert isinstance(plan, WordPlan)
        index = plan.pick(
            lambda one: one.bookmark and len(one.runs) == 1 and is_own(one.runs[0]) and len(one.text) > 60
        )
        if index is None:
            return None
        text = plan.passages[index].text
        runs = plan.runs.get(text, ())
        if any(run.strong or run.emphasis or run.target for run in runs) or _is_heading(plan, index):
            return None
        start, end = plan.chance.choice(list(WORDS.finditer(text))).span()
        if kind == "struck" and plan.chance.random() < 0.5:
            start, end = 0, len(text)
        done = Step("link", text=plan.chance.choice(ADDRESSES)) if kind == "link" else Step("look", text=kind)
        steps = (Step("select", bookmark_of(plan, index), start, end), done)
        check = None if told else _has_look(text, start, end, "target" if kind == "link" else kind, done.text)
        return _of_looks(plan, index, steps, check)

    draft.__doc__ = f"Words become {kind}."
    return draft


def _is_heading(plan: WordPlan, index: int) -> bool:
    """Whether it is bold already."""
    return "eading" in plan.styles.get(bookmark_of(plan, index), "")


def _of_looks(plan: Plan, index: int, steps: tuple[Step, ...], check: Callable[[Document], bool] | None) -> WordDraft:
    passage = plan.passages[index]
    paths = tuple(path for run in passage.runs for path in paths_of(run))
    shown = (passage.text,)
    place = frozenset({index})
    return WordDraft(index, steps, Act.WORDING, paths, shown, shown, place, check=check, is_told=check is None)


def _has_look(text: str, start: int, end: int, kind: str, value: str) -> Callable[[Document], bool]:
    wanted = text[start:end]

    def check(document: Document) -> bool:
        return any(
            _looking(found.runs, kind, value) == [wanted]
            for found in texts_of_blocks(document.blocks)
            if found.text == text
        )

    return check


def _looking(runs: tuple[Run, ...], kind: str, value: str) -> list[str]:
    """The stretches of a text that have a look."""
    stretches: list[str] = []
    was = False
    for run in runs:
        held = run.target == value if kind == "target" else bool(getattr(run, kind))
        if held and was:
            stretches[-1] += run.text
        elif held:
            stretches.append(run.text)
        was = held
    return stretches


def _off(kind: str) -> Callable[[Plan], Draft | None]:
    """A look that the content has goes: ``plain`` for bold and italic, ``unlink`` or ``retarget`` for links."""

    def draft(plan: Plan) -> Draft | None:
        assert isinstance(plan, WordPlan)
        is_link = kind != "plain"

        def held(text: str) -> list[Run]:
            return [run for run in plan.runs.get(text, ()) if (run.target if is_link else run.strong or run.emphasis)]

        index = plan.pick(lambda one: one.bookmark and len(one.runs) == 1 and is_own(one.runs[0]) and held(one.text))
        if index is None:
            return None
        text = plan.passages[index].text
        runs = plan.runs[text]
        run = plan.chance.choice(held(text))
        start = len(plain_text(runs[: runs.index(run)]))
        address = plan.chance.choice(ADDRESSES)
        done = {"plain": Step("look", text="plain"), "unlink": Step("unlink"), "retarget": Step("link", text=address)}
        steps = (Step("select", bookmark_of(plan, index), start, start + len(run.text)), done[kind])

        def check(document: Document) -> bool:
            now = next((one.runs for one in texts_of_blocks(document.blocks) if one.text == text), None)
            if now is None:
                return False
            if kind == "retarget":
                return _looking(now, "target", address) == [run.text]
            look = "target" if is_link else "strong" if run.strong else "emphasis"
            return run.text not in _looking(now, look, run.target or "")

        return _of_looks(plan, index, steps, check)

    return draft


def marked_paragraph_edited(plan: Plan) -> Draft | None:
    """A word in a paragraph that has bold words or a link."""
    assert isinstance(plan, WordPlan)
    index = plan.pick(
        lambda one: (
            one.bookmark
            and len(one.runs) == 1
            and is_own(one.runs[0])
            and any(run.strong or run.emphasis or run.target for run in plan.runs.get(one.text, ()))
        )
    )
    if index is None:
        return None
    change = plan.word_edit(plan.passages[index].runs[0])
    return None if change is None else inside(plan, index, 0, change, Act.WORDING)


def _sign(name: str) -> Callable[[Plan], Draft | None]:
    """A break, a tab or a hyphen of Word's own comes between two words."""

    def draft(plan: Plan) -> Draft | None:
        index = plan.pick(
            lambda one: one.bookmark and len(one.runs) == 1 and is_own(one.runs[0]) and len(one.text) > 60
        )
        if index is None:
            return None
        spaces = [match.end() for match in re.finditer(r"(?<=\w) (?=\w)", plan.passages[index].text)]
        if not spaces:
            return None
        place = plan.chance.choice(spaces)
        steps = (Step("select", bookmark_of(plan, index), place, place), Step("insert", text=name))
        text = plan.passages[index].text
        halves = (text[: place - 1], text[place:])
        if name not in HYPHENS:
            return replace(_of_looks(plan, index, steps, None), also=halves if "page" in name else ())
        return replace(inside(plan, index, 0, (place, place, HYPHENS[name]), Act.WORDING), steps=steps)

    return draft


def _restyled(old: Callable[[str], bool], new: tuple[str, ...]) -> Callable[[Plan], Draft | None]:
    """A leaf of a chapter gets another style: a heading's level, heading to text, text to heading, item to text."""

    def draft(plan: Plan) -> Draft | None:
        assert isinstance(plan, WordPlan)
        index = _chapter_leaf(plan, old, 10)
        if index is None:
            return None
        bookmark = bookmark_of(plan, index)
        style = plan.chance.choice([one for one in new if one != plan.styles[bookmark]])
        text = plan.passages[index].text
        steps = (Step("paragraph", bookmark), Step("style", text=style))

        def check(document: Document) -> bool:
            blocks = [one for one in document.blocks if isinstance(one, Heading | Paragraph)]
            return any(plain_text(one.content) == text and style_of(one).lower() == style.lower() for one in blocks)

        return _in_chapter(plan, index, steps, check)

    return draft


def _in_chapter(
    plan: WordPlan, index: int, steps: tuple[Step, ...], check: Callable[[Document], bool] | None
) -> WordDraft:
    """Of a list or a heading: the whole chapter may be named, since the leaves around take other numbers."""
    passage = plan.passages[index]
    match = leaf_of(passage)
    assert match is not None
    chapter, number = f"chapters.{match['chapter']}", int(match["number"])
    paths = (chapter, *(f"{chapter}.{number + step}" for step in (-1, 0, 1)))
    shown = (passage.text,)
    return WordDraft(index, steps, Act.WORDING, paths, shown, shown, around(index), check=check, is_told=check is None)


def _mark(plan: Plan, passage: SnapshotText) -> str | None:
    """The mark of the leaf that a passage is printed from, which may hold values too."""
    paths = (path for run in passage.runs for path in paths_of(run))
    return next((plan.marks[path] for path in paths if path in plan.marks), None)


def text_to_item(plan: Plan) -> Draft | None:
    """A paragraph behind a list becomes its last item."""
    assert isinstance(plan, WordPlan)
    marks = [_mark(plan, one) for one in plan.passages]
    fitting = {index for index, (one, two) in enumerate(pairwise(marks), start=1) if _is_item(one) and two == ""}
    index = plan.pick(lambda one: any(plan.passages[number] is one for number in fitting))
    if index is None:
        return None
    text = plan.passages[index].text
    steps = (Step("paragraph", bookmark_of(plan, index)), Step("listed", text=bookmark_of(plan, index - 1)))

    def check(document: Document) -> bool:
        items = [item for block in document.blocks if isinstance(block, List) for item in block.items]
        return any(plain_text(item.content).rstrip(".;") == text.rstrip(".;") for item in items)

    return _in_chapter(plan, index, steps, check)


def list_kind(plan: Plan) -> Draft | None:
    """All items of a chapter's list become those of a list of another kind."""
    assert isinstance(plan, WordPlan)
    index = _chapter_leaf(plan, _is_item, 10)
    if index is None:
        return None
    marks = [plan.marks.get(one.runs[0].path or "", "#") if leaf_of(one) else "#" for one in plan.passages]
    first = last = index
    while _is_item(marks[first - 1]):
        first -= 1
    while _is_item(marks[last + 1]):
        last += 1
    held = range(first, last + 1)
    other = [
        one.bookmark
        for one in plan.passages
        if one.bookmark
        and plan.styles.get(one.bookmark, "").startswith("List ")
        and plan.styles[one.bookmark] != plan.styles[bookmark_of(plan, index)]
    ]
    if not other or not plan.is_free(range(first - 1, last + 2)):
        return None
    model = plan.chance.choice(other)
    steps: list[Step] = []
    for number in held:
        steps += [Step("paragraph", bookmark_of(plan, number)), Step("listed", text=model, start=1 + (number == first))]
    formats = {
        id(block): block.format
        for block in plan.document.blocks
        if isinstance(block, List)
        and plain_text(block.items[0].content).rstrip(".;") == plan.passages[first].text.rstrip(".;")
    }
    before = next(iter(formats.values()), None)

    def check(document: Document) -> bool:
        return any(
            plain_text(block.items[0].content).rstrip(".;") == plan.passages[first].text.rstrip(".;")
            and block.format is not before
            for block in document.blocks
            if isinstance(block, List)
        )

    match = leaf_of(plan.passages[index])
    assert match is not None
    chapter = f"chapters.{match['chapter']}"
    paths = (chapter, *(path for number in held for path in paths_of(plan.passages[number].runs[0])))
    shown = tuple(plan.passages[number].text for number in held)
    place = frozenset(range(first - 1, last + 2))
    return WordDraft(index, tuple(steps), Act.WORDING, paths, shown, shown, place, check=check)


HEADINGS = ("heading 1", "heading 2", "heading 3")
WORD_KINDS: dict[str, Callable[[Plan], Draft | None]] = {
    "beginning typed": beginning_typed,
    "beginning overtyped": beginning_overtyped,
    "beginning typed in YAML": own_beginning_typed,
    "ending typed": ending_typed,
    "sign typed": sign_typed,
    "no-break space": no_break_space,
    "marked paragraph added": marked_paragraph_added,
    "section added": section_added,
    "bold": _look("strong"),
    "italic": _look("emphasis"),
    "link": _look("link"),
    "bold or italic off": _off("plain"),
    "link off": _off("unlink"),
    "link elsewhere": _off("retarget"),
    "word beside bold or link": marked_paragraph_edited,
    "struck": _look("struck", told=True),
    "hidden": _look("hidden", told=True),
    "superscript": _look("superscript", told=True),
    "highlighted": _look("highlighted", told=True),
    "line break": _sign("br"),
    "tab": _sign("tab"),
    "page break": _sign("br page"),
    "soft hyphen": _sign("softHyphen"),
    "no-break hyphen": _sign("noBreakHyphen"),
    "heading level": _restyled(lambda mark: mark.startswith("#"), HEADINGS),
    "heading to text": _restyled(lambda mark: mark.startswith("#"), ("Body Text",)),
    "text to heading": _restyled(_is_paragraph, HEADINGS),
    "item to text": _restyled(_is_item, ("Body Text",)),
    "text to item": text_to_item,
    "list kind": list_kind,
}
