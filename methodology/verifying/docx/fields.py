"""Fields while a part is walked: which instruction they have, and whether what stands there is their result (17.16)."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from methodology.verifying.docx.shown import ShownPiece, ShownText

LONGEST_INSTRUCTION = 2_000
_WORDS = re.compile(r'"[^"]*"|\\?\S+')
_PAGES = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF"})
_NUMBER = re.compile(r"[0-9]{1,5}|[ivxlcdm]{1,8}|[IVXLCDM]{1,8}")
_REPEATED = "field STYLEREF "
"""Repeats a text of the document in the head of each page, where programs look it up."""
END_OF_FIELD = "fieldEnd"
"""By what the end of a field's result is compared."""
_UNSEEN_SWITCHES = frozenset({(r"\*", "MERGEFORMAT"), (r"\*", "CHARFORMAT")})
_CONTENTS = frozenset({"TOC", "PAGEREF"})


@dataclass(frozen=True, slots=True)
class Instruction:
    """A field's instruction: its name, and the whole in a form that is the same however programs write it.

    ``target`` is the address and the bookmark of a link.
    """

    name: str
    text: str
    target: tuple[str, str] | None = None


@dataclass(slots=True, eq=False)
class OpenedField:
    """A field that has begun: ``token`` marks where its result begins, ``link`` is where it leads."""

    words: list[str] = field(default_factory=list)
    separated: bool = False
    token: ShownPiece | None = None
    link: str | None = None
    instruction: Instruction = field(default_factory=lambda: Instruction("", ""))


class OpenFields:
    """The fields that are open, the innermost last."""

    def __init__(self) -> None:
        """None is open."""
        self._open: list[OpenedField] = []
        self._hiding = 0
        self._contents = 0

    @property
    def hide(self) -> bool:
        """Whether text that comes now belongs to an instruction."""
        return self._hiding > 0

    @property
    def in_contents(self) -> bool:
        """Whether a table of contents is open."""
        return self._contents > 0

    @property
    def link(self) -> str | None:
        """Where the innermost field leads."""
        return self._open[-1].link if self._open else None

    def begin(self) -> None:
        """A field begins."""
        self._open.append(OpenedField(link=self.link))
        self._hiding += 1

    def instruct(self, words: str) -> None:
        """More of the innermost instruction."""
        if self._open and len(self._open[-1].words) < LONGEST_INSTRUCTION:
            self._open[-1].words.append(words)

    def separate(self) -> OpenedField | None:
        """The result of the innermost field begins; None where none is open or it has begun already."""
        if not self._open or self._open[-1].separated:
            return None
        opened = self._open[-1]
        opened.separated = True
        opened.instruction = read_instruction("".join(opened.words))
        self._hiding -= 1
        self._contents += opened.instruction.name == "TOC"
        return opened

    def end(self) -> OpenedField | None:
        """The innermost field ends; None where none is open."""
        if not self._open:
            return None
        closed = self._open.pop()
        if closed.separated:
            self._contents -= closed.instruction.name == "TOC"
        else:
            closed.instruction = read_instruction("".join(closed.words))
            self._hiding -= 1
        return closed


def read_instruction(text: str) -> Instruction:
    """Read a field's instruction."""
    words = _WORDS.findall(text)
    name = words[0].upper() if words else ""
    plain, *switches = _group_switches(words[1:])
    said = sorted(tuple(group) for group in switches if tuple(group[:2]) not in _UNSEEN_SWITCHES)
    if name == "HYPERLINK":
        anchor = next((" ".join(group[1:]) for group in said if group[0] == r"\l"), "")
        # What else a link says, such as words under the mouse, belongs to where it leads.
        others = [" ".join(group) for group in said if group[0] not in (r"\l", r"\h")]
        return Instruction(name, name, (" ".join(["".join(plain), *others]), anchor))
    if name in _CONTENTS:
        said = [group for group in said if group[0] not in (r"\h", r"\z", r"\u")]
    return Instruction(name, " ".join([name, *plain, *(part for group in said for part in group)]))


def _group_switches(words: Sequence[str]) -> list[list[str]]:
    """What is named by no switch, then each switch with what follows it."""
    groups: list[list[str]] = [[]]
    for word in words:
        if word.startswith("\\"):
            groups.append([word])
        else:
            groups[-1].append(word.strip('"'))
    return groups


def is_page_number(token: str, texts: Sequence[str], parts: int) -> bool:
    """Whether a field is one that programs fill with a page's number, and its result is nothing else."""
    name = token.removeprefix("field ").partition(" ")[0]
    return name in _PAGES and len(texts) == parts and _NUMBER.fullmatch("".join(texts).strip()) is not None


def leave_out_repeated(text: ShownText, headings: Container[str]) -> None:
    """Leave out the results of fields in a header that repeat a heading, where that is one of the document or empty.

    ``headings`` are their texts and beginnings, without white space. Any other result is compared as what it is.
    """
    starts = [at for at, one in enumerate(text.stretches) if one.token.startswith(_REPEATED)]
    for start in reversed(starts):
        ends = (at for at, one in enumerate(text.stretches) if at > start and one.token)
        end = next(ends, len(text.stretches))
        said = "".join("".join(one.text.split()) for one in text.stretches[start + 1 : end])
        is_closed = end < len(text.stretches) and text.stretches[end].token == END_OF_FIELD
        if is_closed and (not said or said in headings):
            shown = text.stretches[start]
            look = text.stretches[start + 1].look
            text.stretches[start : end + 1] = [ShownPiece(shown.text, look, shown.token)]
