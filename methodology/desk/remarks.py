"""Remarks at the desk: made on a place of the page, answered, closed and opened again; each step is one edit."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from methodology.desk.asked import BadRequestError, text_of
from methodology.desk.draft import ContentDraft
from methodology.desk.labels import LabelPiece, label_saying, make_label
from methodology.desk.planned import FileStep, RefusedError, refuse, write_step
from methodology.desk.saving import open_saved
from methodology.desk.typed import show_day
from methodology.editing.remarks import add_remark, set_remark
from methodology.messages import declare_message, translate
from methodology.model.programme import Programme
from methodology.model.remark import REMARKS, PlacedRemark, RemarkAnswer, RemarkEnd, fold, quote_of
from methodology.model.remark_places import find_remark_place, text_of_place
from methodology.model.scalars import LONGEST_TEXT, NOT_PRINTABLE
from methodology.versions.report.names import PathNames
from methodology.writing import write_together

LONGEST_NAME = 100
_AUTHOR = "author.json"


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """An answer as the page shows it."""

    author: str
    when: str
    text: str


@dataclass(frozen=True, slots=True)
class ShownRemark:
    """A remark as the page shows it: ``path`` is where, ``name`` what stands there.

    ``gone`` says of a remark whose own place is not there any more what it was on; ``closed`` who closed it and when.
    """

    key: str
    path: str
    name: str
    gone: str
    author: str
    when: str
    text: str
    answers: tuple[ShownAnswer, ...]
    closed: str
    is_open: bool


class DeskRemarks:
    """What the desk does with remarks."""

    def __init__(self, draft: ContentDraft, names: Callable[[], PathNames]) -> None:
        """Serve a draft; ``names`` are those of content paths on its page."""
        self._draft = draft
        self._names = names
        self._known = ""

    def list(self) -> dict[str, object]:
        """Return all remarks in the order of the document, and who would sign a new one, empty where nobody says it."""
        return {"author": self._author(), "remarks": tuple(list_remarks(self._draft.page.programme, self._names()))}

    def write(self, data: Mapping[str, Any]) -> dict[str, object]:
        """Make, answer, close or open a remark again, as ``do`` says."""
        act = {"add": self._add, "answer": self._answer, "close": self._close, "reopen": self._reopen}
        do = text_of(data, "do")
        if do not in act:
            raise BadRequestError
        try:
            return write_step(self._draft, REMARKS, lambda: act[do](data, self._sign(data)))
        except NoAuthorError as error:
            return {**refuse(str(error)), "asks_author": True}

    def _add(self, data: Mapping[str, Any], author: str) -> FileStep:
        path, text = text_of(data, "path"), _read_text(data)
        at = self._draft.moment()

        def plan(programme: Programme) -> str:
            if not path:
                raise RefusedError(translate("Choose a value or a sentence on the page."))
            quote = quote_of(text_of_place(programme, path))
            remark = PlacedRemark(path=path, quote=quote or None, author=author, at=at, text=text)
            if find_remark_place(programme, remark).is_gone:
                raise RefusedError(translate("Choose a value or a sentence on the page."))
            if remark.key in {one.key for one in programme.remarks.root}:
                raise RefusedError(translate("The remark is there already."))
            return _write(programme, None, remark)

        remark = LabelPiece(message=declare_message("remark: {name}"), paths={"name": path})
        return make_label(remark), plan

    def _answer(self, data: Mapping[str, Any], author: str) -> FileStep:
        answer = RemarkAnswer(author=author, at=self._draft.moment(), text=_read_text(data))
        return label_saying(declare_message("answer to a remark")), _change(
            data, lambda one: {"answers": (*one.answers, answer)}
        )

    def _close(self, data: Mapping[str, Any], author: str) -> FileStep:
        end = RemarkEnd(author=author, at=self._draft.moment())
        return label_saying(declare_message("remark closed")), _change(data, lambda one: {"closed": one.closed or end})

    def _reopen(self, data: Mapping[str, Any], _author: str) -> FileStep:
        return label_saying(declare_message("remark opened again")), _change(data, lambda _: {"closed": None})

    def _sign(self, data: Mapping[str, Any]) -> str:
        """Who makes the edit; a name that is given is kept for later ones."""
        known = self._author()
        if known:
            return known
        name = fold(str(data.get("name") or ""))
        if not name or len(name) > LONGEST_NAME or NOT_PRINTABLE.search(name):
            raise NoAuthorError
        self._draft.journal.prepare()
        write_together(self._draft.journal.folder, {_AUTHOR: json.dumps({"name": name}, ensure_ascii=False).encode()})
        return name

    def _author(self) -> str:
        """The name of whoever works here: that of saved versions, else the one that was given once."""
        self._known = self._known or self._find_author()
        return self._known

    def _find_author(self) -> str:
        saved = open_saved(self._draft.folders.content)
        author = None if isinstance(saved, str) else saved.repository.author()
        if author is not None:
            return author.name
        try:
            return str(json.loads((self._draft.journal.folder / _AUTHOR).read_bytes())["name"])
        except (OSError, ValueError, KeyError, TypeError):
            return ""


class NoAuthorError(Exception):
    """Nobody said who makes a remark."""

    def __init__(self) -> None:
        """Ask for it."""
        super().__init__(translate("Write your name."))


def key_of(remark: PlacedRemark) -> str:
    """Return what the page calls a remark by."""
    return hashlib.sha256("\0".join(remark.key).encode()).hexdigest()[:16]


def list_remarks(programme: Programme, names: PathNames) -> Iterator[ShownRemark]:
    """The remarks in the order of the document; those without a place that is left come last."""
    order = {path: number for number, path in enumerate(programme.values)}
    placed = [(remark, find_remark_place(programme, remark)) for remark in programme.remarks.root]
    placed.sort(key=lambda pair: (not pair[1].path, order.get(pair[1].path, len(order)), pair[0].at))
    for remark, place in placed:
        yield ShownRemark(
            key=key_of(remark),
            path=place.path,
            name=names.path(place.path) if place.path else translate("nowhere in the document"),
            gone=(remark.quote or names.path(remark.path)) if place.is_gone else "",
            author=remark.author,
            when=show_moment(remark.at),
            text=remark.text,
            answers=tuple(ShownAnswer(one.author, show_moment(one.at), one.text) for one in remark.answers),
            closed="" if remark.closed is None else f"{remark.closed.author}, {show_moment(remark.closed.at)}",
            is_open=remark.is_open,
        )


def show_moment(at: str) -> str:
    """Return a moment as people write it."""
    moment = datetime.fromisoformat(at)
    return f"{show_day(moment.date())} {moment.hour}.{moment.minute:02}"


def _change(
    data: Mapping[str, Any], change: Callable[[PlacedRemark], Mapping[str, object]]
) -> Callable[[Programme], str]:
    key = text_of(data, "key")

    def plan(programme: Programme) -> str:
        for number, remark in enumerate(programme.remarks.root):
            if key_of(remark) == key:
                return _write(programme, number, remark.model_copy(update=dict(change(remark))))
        raise RefusedError(translate("The remark is not there any more."))

    return plan


def _write(programme: Programme, number: int | None, remark: PlacedRemark) -> str:
    """The file with a remark in place of that of a number, or a new one."""
    text = programme.files.get(REMARKS, "")
    try:
        return add_remark(text, remark) if number is None else set_remark(text, number, remark)
    except ValueError as error:
        message = translate("the file of remarks was written by hand in a way that cannot be changed here")
        raise RefusedError(message) from error


def _read_text(data: Mapping[str, Any]) -> str:
    text = "\n".join(line.rstrip() for line in text_of(data, "text").replace("\r\n", "\n").split("\n")).strip()
    if not text:
        raise RefusedError(translate("Write the remark."))
    if len(text) > LONGEST_TEXT or NOT_PRINTABLE.search(text):
        raise RefusedError(translate("The remark is too long, or has characters that cannot be written."))
    return text
