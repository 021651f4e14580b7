"""A Word file that is brought back to the desk: what it wants changed, as a form; what is taken is one edit."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from methodology.desk.asked import BadRequestError, text_of, texts_by_name, texts_of_list
from methodology.desk.cards import printed_text
from methodology.desk.draft import ConflictError, ContentDraft, source_at
from methodology.desk.holes import explain
from methodology.desk.labels import label_saying
from methodology.desk.named_paths import name_paths
from methodology.desk.planned import Planned, RefusedError, refuse
from methodology.desk.speaker import language_of_names
from methodology.diagnostics import ContentError
from methodology.messages import declare_message, translate, translate_count
from methodology.model.programme import Programme
from methodology.model.remark import REMARKS
from methodology.pull.pulled import Decisions, Elsewhere, PlaceChoices, Pulled, Winner, Wish, WishOutcome
from methodology.pull.pulling import EditedFile, pull
from methodology.pull.report.labels import PullWords
from methodology.reading.yaml_tree import read_yaml
from methodology.versions.report.names import PathNames
from methodology.word.opening import open_word_file
from methodology.word.snapshot import find_snapshot

KIND = "word"
MOST_FILES = 3
"""So many files are kept in memory; of more the oldest goes."""
LONGEST_NAME = 200
OFFICE_97 = b"\xd0\xcf\x11\xe0"
"""How files of Office 97–2003 begin, and those with a password: the reader says more of them."""
_GROUPS = (
    WishOutcome.CONFLICT,
    WishOutcome.QUESTION,
    WishOutcome.APPLIED,
    WishOutcome.UNMAPPED,
    WishOutcome.PRESENT,
)
_CHOSEN = frozenset({WishOutcome.CONFLICT, WishOutcome.APPLIED})
"""What is taken or left one by one."""
_CHOICES = {
    "several_places": {
        Elsewhere.ASK: declare_message("It stays as it is"),
        Elsewhere.EVERYWHERE: declare_message("It changes everywhere"),
        Elsewhere.HERE: declare_message("It changes only there"),
    },
    "near_entry": {
        Elsewhere.ASK: declare_message("Nothing is added"),
        Elsewhere.EVERYWHERE: declare_message("A new entry is added"),
        Elsewhere.HERE: declare_message("The similar entry is added"),
    },
}
"""What can become of a question, by why it is one."""


@dataclass(frozen=True, slots=True)
class WishChoice:
    """What can become of a question: how the form says it, and what is shown."""

    key: Elsewhere
    text: str


@dataclass(frozen=True, slots=True)
class WishLine:
    """A wish of the file: what it is about, where, its texts and what is to be said of it.

    ``id`` is what the form calls it by, empty where there is nothing to choose; ``is_taken`` how that begins.
    ``choices`` are what can become of a question; where it is asked at several places, the last one has them.
    """

    id: str
    name: str
    place: str
    before: str
    after: str
    ours: str
    note: str
    who: str
    is_taken: bool
    choices: tuple[WishChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class WishGroup:
    """The wishes of one outcome."""

    outcome: str
    title: str
    wishes: tuple[WishLine, ...]


@dataclass(frozen=True, slots=True)
class WordForm:
    """What a file wants changed; ``seen`` tells whether the content is still what the form was made from."""

    key: str
    name: str
    seen: str
    notices: tuple[str, ...]
    groups: tuple[WishGroup, ...]
    comments: tuple[str, ...]


class DeskWordFiles:
    """The Word files that were brought back, by their digests, for as long as the desk is open."""

    def __init__(self, draft: ContentDraft) -> None:
        """Serve a draft."""
        self._draft = draft
        self._files: dict[str, EditedFile] = {}
        self._read: tuple[str, Programme, Pulled] | None = None

    def take_in(self, content: bytes, name: str) -> dict[str, object]:
        """Keep a file and return what the form is asked by, or why it is none that can be taken; nothing is written."""
        if self._draft.faults:
            return refuse(translate("The content has faults; they must be mended first."))
        if not content.startswith(OFFICE_97) and not zipfile.is_zipfile(io.BytesIO(content)):
            return refuse(translate("This is no Word file. Open it in Word and save it as DOCX."))
        shown = " ".join(name.split())[-LONGEST_NAME:] or translate("the Word file")
        key = hashlib.sha256(content).hexdigest()[:16]
        try:
            self._pull(EditedFile(shown, content), key, self._draft.page.programme)
        except ContentError as error:
            return refuse(*_explain(error, shown, self._words(self._draft.page.programme).names))
        self._files.pop(key, None)
        while len(self._files) >= MOST_FILES:
            del self._files[next(iter(self._files))]
        self._files[key] = EditedFile(shown, content)
        return {"status": "read", "key": key}

    def form(self, query: Mapping[str, Any]) -> WordForm | None:
        """Return the form of a file; None where the desk does not have it any more."""
        key = text_of(query, "key")
        file = self._files.get(key)
        if file is None:
            return None
        programme = self._draft.page.programme
        pulled = self._pull(file, key, programme)
        words = self._words(programme)
        notices = [words.notice(notice, name) for notice, name in pulled.notices]
        notices += _tell_version(file.content, programme)
        return WordForm(
            key,
            file.name,
            _digest(pulled, programme),
            tuple(notices),
            tuple(_make_groups(pulled, words, programme)),
            tuple(f"{one.author}: {one.text}" for one in pulled.remarks),
        )

    def plan(self, data: Mapping[str, Any]) -> Planned:
        """Return the edit that a filled form comes to; raises RefusedError."""
        key, seen = text_of(data, "key"), text_of(data, "seen")
        taken = frozenset(texts_of_list(data, "taken"))
        elsewhere = texts_by_name(data, "elsewhere")
        file = self._files.get(key)
        if not set(elsewhere.values()) <= set(Elsewhere):
            raise BadRequestError
        if file is None:
            raise RefusedError(translate("The desk does not have the file any more: bring it once more."))
        at = self._draft.moment() if data.get("remarks") is True else ""

        def plan(programme: Programme) -> Mapping[str, str | None]:
            before = self._pull(file, key, programme)
            if _digest(before, programme) != seen:
                raise ConflictError(None)
            offered = {wish.path for wish in before.wishes if wish.outcome in _CHOSEN and wish.path is not None}
            decisions = Decisions(
                winner=Winner.THEIRS,
                elsewhere=PlaceChoices(by_path={path: Elsewhere(choice) for path, choice in elsewhere.items()}),
                remarks_at=at,
                skipped=frozenset(offered - taken),
            )
            after = pull([file], programme, self._draft.folders.templates, decisions)
            self._require_choices(after, decisions.elsewhere, programme)
            if not after.files:
                raise RefusedError(translate("Choose what is to be taken; nothing is chosen."))
            return after.files

        return Planned(label_saying(declare_message("from Word: {name}"), name=file.name), plan)

    def _require_choices(self, after: Pulled, chosen: PlaceChoices, programme: Programme) -> None:
        """Raise RefusedError where something was chosen that cannot become of a value."""
        for wish in after.wishes:
            path = wish.path or ""
            if wish.outcome is WishOutcome.QUESTION and chosen.of(path) is not Elsewhere.ASK:
                name = self._words(programme).names.path(path)
                raise RefusedError(translate("{name}: this cannot be done; choose otherwise.", name=name))

    def _words(self, programme: Programme) -> PullWords:
        templates = self._draft.folders.templates
        return PullWords.of([programme], templates, language_of_names(programme, templates))

    def _pull(self, file: EditedFile, key: str, programme: Programme) -> Pulled:
        """What a file wants of a programme while nothing is decided; remembered for the last one."""
        read = self._read
        if read is None or read[0] != key or read[1] is not programme:
            now = Decisions(remarks_at=self._draft.moment())
            read = self._read = key, programme, pull([file], programme, self._draft.folders.templates, now)
        return read[2]


def _make_groups(pulled: Pulled, words: PullWords, programme: Programme) -> Iterator[WishGroup]:
    for outcome in _GROUPS:
        wishes = [wish for wish in pulled.wishes if wish.outcome is outcome]
        if outcome is WishOutcome.QUESTION:
            by_path: dict[str | None, list[Wish]] = {}
            for wish in wishes:
                by_path.setdefault(wish.path, []).append(wish)
            lines = [line for asked in by_path.values() for line in _make_questions(asked, words, programme)]
        else:
            lines = [_make_line(wish, words) for wish in wishes]
        if lines:
            yield WishGroup(outcome, words.labels.sections[outcome].title, tuple(lines))


def _make_questions(asked: list[Wish], words: PullWords, programme: Programme) -> Iterator[WishLine]:
    """The places where one value was changed, with what the content has now where that is something else."""
    path, note = asked[-1].path or "", asked[-1].note or ""
    choices = _CHOICES[note]
    if note == "several_places" and len({wish.after for wish in asked}) > 1:
        choices = {key: text for key, text in choices.items() if key is not Elsewhere.EVERYWHERE}
    shown = tuple(WishChoice(key, translate(text)) for key, text in choices.items())
    now = printed_text(programme, path) if path in programme.values else ""
    for wish in asked:
        ours = "" if now.casefold() == (wish.before or "").casefold() else now
        is_last = wish is asked[-1]
        yield replace(_make_line(wish, words), id=path, ours=ours, choices=shown if is_last else ())


def _make_line(wish: Wish, words: PullWords) -> WishLine:
    return WishLine(
        id=wish.path or "" if wish.outcome in _CHOSEN else "",
        name=words.labels.no_path if wish.path is None else words.names.path(wish.path),
        place=words.place(wish),
        before=wish.before or "",
        after=wish.after or "",
        ours=(wish.ours or "") if wish.outcome is WishOutcome.CONFLICT else "",
        note=name_paths(words.note(wish), words.names, wish.path or ""),
        who=", ".join(wish.authors),
        is_taken=wish.outcome is WishOutcome.APPLIED,
    )


def _digest(pulled: Pulled, programme: Programme) -> str:
    """What the form was made from: it is another one when what a wish meets in the content is."""
    said = [
        (one.path, one.outcome, one.before, one.after, one.ours, one.theirs, source_at(programme, one.path or ""))
        for one in pulled.wishes
    ]
    return hashlib.sha256(repr((said, sorted(pulled.files.keys() - {REMARKS}))).encode()).hexdigest()[:16]


def _tell_version(content: bytes, programme: Programme) -> Iterator[str]:
    """That the file was made from another version of the document, if it says so."""
    try:
        files = find_snapshot(open_word_file(content, name="")).files
        facts = read_yaml("", files.get("programme.yaml", "")).data
    except ContentError:
        return
    version = str(facts.get("version") or "") if isinstance(facts, dict) else ""
    if version and version != programme.facts.version:
        yield translate(
            "The file was made from version {old}; the document has version {now}. Only what was changed in the file is"
            " offered.",
            old=version,
            now=programme.facts.version,
        )


def _explain(error: ContentError, name: str, names: PathNames) -> list[str]:
    """Why a file cannot be taken, for a person who sees no files of the content."""
    inside = [one for one in error.diagnostics if one.location.file.startswith(f"{name}:")]
    if inside:
        count = len(error.diagnostics)
        told = translate_count(
            "The file was made from content that cannot be read any more: {count} fault",
            "The file was made from content that cannot be read any more: {count} faults",
            count,
        )
        return [told]
    plain = (explain(one, names) for one in error.diagnostics)
    return [one.message if one.hint is None else f"{one.message} – {one.hint}" for one in plain]
