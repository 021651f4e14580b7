"""Random amendments of every kind: of values and sentences, of what there is, and of how it is set."""

from __future__ import annotations

import random
import re
import shutil
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from methodology.composing import compose_document
from methodology.diagnostics import ContentError
from methodology.model.chapter import Chapter
from methodology.model.document import Document
from methodology.model.texts import anchors_of, texts_of_blocks
from methodology.reading.chapter_checks import printed_labels
from tests.built import TEMPLATES, compose_content, give_words, read_content
from tests.versions.amendments import AMENDMENTS, WORDS

WORD = re.compile(r"(?<![\w*\[{.])[\wčšž]{4,}(?![\w*\]}.])")
ITEM = re.compile(r"^ {0,3}(\([a-z]\)|[a-z]\)|\d+\.|[-*+]) +", re.MULTILINE)
LABELS = (lambda _: "-", lambda at: f"({chr(97 + at)})", lambda at: f"{chr(97 + at)})", lambda at: f"{at + 1}.")
REGISTRIES = ("operations.yaml", "sources.yaml")
MOST_TRIES = 200


@dataclass(frozen=True)
class Folders:
    """What an amendment may change, and the places that a link can lead to."""

    content: Path
    templates: Path
    anchors: tuple[str, ...]


Amendment = Callable[[Folders, random.Random], "dict[Path, str | None]"]
"""The files that become others, with their new text, None for one that goes; none where there is nothing to do."""


def amend_widely(
    content: Path, templates: Path, chance: random.Random, times: int, *kinds: str
) -> tuple[Document, Counter[str]]:
    """Amend both folders so often, each time so that another document can be composed; and which kinds these were.

    ``kinds`` are those that may be, all where none is named.
    """
    (content / "accepted.yaml").unlink(missing_ok=True)
    give_words(content)
    document = compose_content(content, templates)
    done: Counter[str] = Counter()
    for _ in range(MOST_TRIES):
        if done.total() == times:
            break
        name = chance.choice(kinds or tuple(KINDS))
        folders = Folders(content, templates, tuple(anchors_of(texts_of_blocks(document.blocks))))
        changed = KINDS[name](folders, chance)
        before = {file: file.read_bytes() if file.exists() else None for file in changed}
        for file, text in changed.items():
            put(file, None if text is None else text.encode())
        try:
            amended = compose_content(content, templates) if changed else document
        except (ContentError, ValueError):
            amended = document
        if amended == document:
            for file, raw in before.items():
                put(file, raw)
            continue
        document = amended
        done[name] += 1
    return compose_document(read_content(content), templates), done


def put(file: Path, content: bytes | None) -> None:
    """Write a file, or remove it where there is no content."""
    if content is None:
        file.unlink(missing_ok=True)
    else:
        file.write_bytes(content)


def in_file(pattern: str, change: Callable[[str, random.Random], str]) -> Amendment:
    """The text of one file of a kind becomes another one."""

    def amend(folders: Folders, chance: random.Random) -> dict[Path, str | None]:
        file = chance.choice(sorted(folders.content.glob(pattern)))
        before = file.read_text(encoding="utf-8")
        after = change(before, chance)
        return {} if after == before else {file: after}

    return amend


def _any_line(folders: Folders, chance: random.Random) -> dict[Path, str | None]:
    """What the older amendments do: numbers, words, lines that come, go or change places."""
    unprinted = {"accepted.yaml", "fund.yaml", "language.yaml"}
    files = [file for file in sorted(folders.content.rglob("*.yaml")) if file.name not in unprinted]
    file = chance.choice(files + sorted(folders.content.rglob("*.md")))
    before = file.read_text(encoding="utf-8")
    after = chance.choice(AMENDMENTS)(before, chance)
    return {} if after == before else {file: after}


def _indicators(folders: Folders) -> list[Path]:
    return sorted(folders.content.glob("objectives/*/indicators/*.yaml"))


def _indicator_removed(folders: Folders, chance: random.Random) -> dict[Path, str | None]:
    """An indicator goes, with the lines that name it."""
    gone = chance.choice(_indicators(folders))
    named = re.compile(rf"(?<![\w.]){re.escape(gone.stem)}(?![\w])")
    changed: dict[Path, str | None] = {gone: None}
    for file in [*folders.content.rglob("*.yaml"), *folders.content.rglob("*.md")]:
        text = file.read_text(encoding="utf-8")
        if file == gone or file.name == "fund.yaml" or not named.search(text):
            continue
        if file.name == "allocation.yaml":
            text = re.sub(rf", {named.pattern}|{named.pattern}(, )?", "", text)
        elif file.suffix == ".md":
            text = re.sub(rf"\{{{named.pattern}[^}}]*\}}|\(#{named.pattern}\)", "", text)
        else:
            text = "".join(line for line in text.splitlines(keepends=True) if not named.search(line))
        changed[file] = text
    return changed


def _indicator_added(folders: Folders, chance: random.Random) -> dict[Path, str | None]:
    """An indicator like another one comes, at the end or between others."""
    model = chance.choice(_indicators(folders))
    stem, _, number = model.stem.rpartition(".")
    taken = {file.stem for file in _indicators(folders)}
    new = next(code for step in range(1, 99) if (code := f"{stem}.{int(number) + step}") not in taken)
    text = re.sub(rf"(?<![\w.]){re.escape(model.stem)}(?!\w)", new, model.read_text(encoding="utf-8"))
    text = re.sub(r"(?m)^(name: )(.*)$", rf"\1{chance.choice(WORDS[:1])} \2", text)
    return {model.with_name(f"{new}.yaml"): text}


def _entry_renamed(folders: Folders, chance: random.Random) -> dict[Path, str | None]:
    """An entry of a registry gets another official name."""
    file = folders.content / chance.choice(REGISTRIES)
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    places = [at for at, line in enumerate(lines) if re.match(r"[\w\"]+: \w", line)]
    at = chance.choice(places)
    words = lines[at].split(" ")
    words.insert(chance.randrange(1, len(words)), chance.choice(["novo", "in", "ime"]))
    lines[at] = " ".join(words)
    return {file: "".join(lines)}


def _template_changed(folders: Folders, chance: random.Random) -> dict[Path, str | None]:
    """A fixed text of a template is worded otherwise, or its line comes twice or goes."""
    file = chance.choice(sorted((folders.templates / "document").glob("*.j2")))
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    fixed = [at for at, line in enumerate(lines) if re.search(r"<(p|li|th|td|h\d)[^>]*>[^<]*[^\W\d_]{4}", line)]
    if not fixed:
        return {}
    at = chance.choice(fixed)
    match chance.randrange(3):
        case 0:
            words = re.sub(r"(?<=[>\s])([^\W\d_{%]{4,})(?=[\s<])", rf"\1 {chance.choice(['novo', 'več'])}", lines[at])
            lines[at] = words
        case 1 if "<p>" in lines[at] and "</p>" in lines[at]:
            lines.insert(at, lines[at])
        case _ if "<p>" in lines[at] and "</p>" in lines[at]:
            lines.pop(at)
    text = "".join(lines)
    return {} if text == file.read_text(encoding="utf-8") else {file: text}


def _bold_changed(text: str, chance: random.Random) -> str:
    """Words become bold, italic or both, or plain again; a value that is printed too."""
    marked = list(re.finditer(r"(\*{1,3})([^*\n]+)\1", text))
    if marked and chance.random() < 0.4:
        place = chance.choice(marked)
        return text[: place.start()] + place[2] + text[place.end() :]
    places = [*WORD.finditer(text), *re.finditer(r"\{[\w.]+\}", text)]
    return _around(text, chance, places, lambda held: (mark := chance.choice(["*", "**", "***"])) + held + mark)


def _link_changed(folders: Folders, chance: random.Random) -> dict[Path, str | None]:
    """A word leads to a page or to a place in the document, elsewhere, or nowhere any more."""
    file = chance.choice(sorted(folders.content.glob("chapters/*.md")))
    text = file.read_text(encoding="utf-8")
    targets = ["https://example.org/a", "https://example.org/b?c=1&d=2", *(f"#{anchor}" for anchor in folders.anchors)]
    target = chance.choice(targets)
    links = list(re.finditer(r"\[([^\]]+)\]\(([^)]+)\)", text))
    if links and chance.random() < 0.5:
        place = chance.choice(links)
        new = place[1] if chance.random() < 0.5 else f"[{place[1]}]({target})"
        return {file: text[: place.start()] + new + text[place.end() :]}
    after = _around(text, chance, list(WORD.finditer(text)), lambda held: f"[{held}]({target})")
    return {} if after == text else {file: after}


def _around(text: str, chance: random.Random, places: list[re.Match[str]], mark: Callable[[str], str]) -> str:
    """Something around a place that is neither in a heading nor inside of other marks."""
    free = [place for place in places if not re.search(r"^#|[\[*{][^\s\]*}]*$", _line_before(text, place))]
    if not free:
        return text
    place = chance.choice(free)
    return text[: place.start()] + mark(place[0]) + text[place.end() :]


def _line_before(text: str, place: re.Match[str]) -> str:
    return text[text.rfind("\n", 0, place.start()) + 1 : place.start()]


def _level_changed(text: str, chance: random.Random) -> str:
    """A heading moves up or down, becomes text, or a paragraph becomes a heading."""
    headings = list(re.finditer(r"(?m)^(#+) +(?=\S)", text))
    paragraphs = list(re.finditer(r"(?m)(?<=\n\n)(?=[^\W\d_])[^\n]{3,200}\n(?=\n|\Z)", text))
    if paragraphs and chance.random() < 0.3:
        place = chance.choice(paragraphs)
        return f"{text[: place.start()]}{'#' * chance.randrange(2, 4)} {text[place.start() :]}"
    if not headings:
        return text
    place = chance.choice(headings)
    new = chance.choice(["", "# ", "## ", "### "])
    return text[: place.start()] + new + text[place.end() :]


def _break_changed(text: str, chance: random.Random) -> str:
    """A line breaks where a blank was, or goes on."""
    breaks = list(re.finditer(r"\\\n", text))
    if breaks and chance.random() < 0.4:
        place = chance.choice(breaks)
        return f"{text[: place.start()]} {text[place.end() :]}"
    blanks = [place for place in re.finditer(r"(?<=[\w,]) (?=[^\W\d_])", text) if _line_before(text, place)[:1] != "#"]
    if not blanks:
        return text
    place = chance.choice(blanks)
    return f"{text[: place.start()]}\\\n{text[place.end() :]}"


def _level_of_item_changed(text: str, chance: random.Random) -> str:
    """An item goes further in, if one stands above it, or further out; the items are labelled anew."""
    lines = text.split("\n")
    items = [at for at, line in enumerate(lines) if ITEM.match(line.lstrip())]
    inner = [at for at in items if at - 1 in items or lines[at].startswith("    ")]
    if not inner:
        return text
    at = chance.choice(inner)
    depth, above = (len(lines[place]) - len(lines[place].lstrip()) for place in (at, at - 1))
    deeper = chance.random() < 0.6 and depth <= above and depth < 8
    lines[at] = f"{' ' * (depth + 4 if deeper else max(depth - 4, 0))}- {ITEM.sub('', lines[at].lstrip(), count=1)}"
    changed = "\n".join(lines)
    made = Chapter("c", changed, "c.md")
    for leaf, label in reversed(list(printed_labels(made))):
        start = leaf.offset - len(leaf.mark.strip()) - 1
        changed = f"{changed[:start]}{label} {changed[leaf.offset :]}"
    return changed


def _quote_changed(text: str, chance: random.Random) -> str:
    """A paragraph becomes one of a quote, or one of a quote text."""
    blocks = text.split("\n\n")
    quotes = [at for at, block in enumerate(blocks) if block.startswith("> ")]
    if quotes and chance.random() < 0.4:
        at = chance.choice(quotes)
        blocks[at] = blocks[at].removeprefix("> ")
    else:
        plain = [at for at, block in enumerate(blocks) if re.match(r"[^\W\d_]{3}", block)]
        if plain:
            at = chance.choice(plain)
            blocks[at] = f"> {blocks[at]}"
    return "\n\n".join(blocks)


def _list_changed(text: str, chance: random.Random) -> str:
    """A list gets labels of another kind, is cut in two, or an item becomes a paragraph, or one an item."""
    blocks = text.split("\n\n")
    lists = [at for at, block in enumerate(blocks) if ITEM.match(block)]
    if not lists or chance.random() < 0.1:
        plain = [at for at, block in enumerate(blocks) if not ITEM.match(block) and not block.startswith("#")]
        at = chance.choice(plain or [0])
        blocks[at] = f"- {blocks[at]}"
        return "\n\n".join(blocks)
    at = chance.choice(lists)
    items = re.split(r"(?m)^(?= {0,3}(?:\([a-z]\)|[a-z]\)|\d+\.|[-*+]) )", blocks[at])[1:]
    texts = [ITEM.sub("", item, count=1).strip("\n") for item in items]
    cut = chance.randrange(len(texts) + 1) if chance.random() < 0.5 else 0
    label = chance.choice(LABELS)
    parts = [_items(texts[:cut], chance.choice(LABELS)), _items(texts[cut:], label)]
    if 0 < cut < len(texts):
        parts.insert(1, "Vmes stoji odstavek.")
    elif cut:
        parts = ["\n\n".join(texts)]
    blocks[at] = "\n\n".join(filter(None, parts)) + ("\n" if blocks[at].endswith("\n") else "")
    return "\n\n".join(blocks)


def _items(texts: list[str], label: Callable[[int], str]) -> str:
    return "\n".join(f"{label(at)} {text}" for at, text in enumerate(texts))


KINDS: Mapping[str, Amendment] = {
    "value, word or line": _any_line,
    "indicator that comes": _indicator_added,
    "indicator that goes": _indicator_removed,
    "registry rename": _entry_renamed,
    "template": _template_changed,
    "bold and italics": in_file("chapters/*.md", _bold_changed),
    "link": _link_changed,
    "heading level": in_file("chapters/*.md", _level_changed),
    "list kind": in_file("chapters/*.md", _list_changed),
    "line break": in_file("chapters/*.md", _break_changed),
    "level of an item": in_file("chapters/*.md", _level_of_item_changed),
    "quote": in_file("chapters/*.md", _quote_changed),
}


def copied_templates(folder: Path) -> Path:
    """A copy of the templates that a test may change."""
    return Path(shutil.copytree(TEMPLATES, folder / "templates"))
