"""Edited Word files turned into a change of the content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from methodology.checks import check_programme, new_findings
from methodology.composing import status_mark
from methodology.diagnostics import ContentError, Diagnostic, Location
from methodology.editing.edits import ContentEdit
from methodology.messages import translate
from methodology.model.document import NOTE_MARK, NOTE_SIGN, Run
from methodology.model.programme import Programme
from methodology.model.remark import REMARKS
from methodology.model.seal import Seal, page_mark
from methodology.pull.applying import Workshop
from methodology.pull.differences import Differences, EditedCopy
from methodology.pull.file_edits import FileEdits, find_file_edits
from methodology.pull.merging import Merged, merge
from methodology.pull.original import Original, OriginalText, add_names, as_printed
from methodology.pull.pulled import Decisions, ProposedEdit, Pulled, Remark, Wish, WishOutcome
from methodology.pull.remark_edits import PlacedComment, RemarkNotebook, is_known
from methodology.pull.ties import read_ties
from methodology.word.custom_properties import read_seal
from methodology.word.opening import OpenedWord, open_word_file
from methodology.word.reading import Comment, Story, WordFile, read_authors, read_word_file
from methodology.word.snapshot import Signature, Snapshot, find_snapshot

SAME_PROGRAMME = 0.5
"""The share of values in common from which a file is one of this programme."""
MOST_TIMES = 5
"""A file of so many times the texts is no edited copy; to align it would take time that grows with both."""


@dataclass(frozen=True, slots=True)
class EditedFile:
    """A Word file by its name; ``base`` is what it was made from where the user says so."""

    name: str
    content: bytes
    base: Programme | None = None


@dataclass(frozen=True, slots=True)
class _ComparedFile:
    """An edited file with the edits that it asks for, and the notices of the report about it.

    ``tracked`` signs the tracked changes and comments that the file was made with.
    """

    copy: EditedCopy
    edits: FileEdits
    notices: Sequence[str]
    tracked: Signature | None


def pull(files: Sequence[EditedFile], ours: Programme, templates: Path, decisions: Decisions) -> Pulled:
    """Find what the files want changed in ``ours``, the content as it is today; nothing is written.

    Raises :class:`ContentError` for a file that cannot be read or that is one of another programme.
    """
    workshop = Workshop(templates)
    compared = [_compare(file, ours, workshop, decisions) for file in files]
    proposals = ((file.copy.original.programme, _unskipped(file.edits, decisions.skipped)) for file in compared)
    merged = merge(ours, proposals, decisions.winner)
    edits = [edit for edit, _ in merged.edits]
    refused: Mapping[ContentEdit, str] = {}
    if len(compared) != 1 or compared[0].copy.original.programme is not ours:
        # what one file asks of the content that it was made from was tried already
        edits, refused = workshop.possible(ours, edits)
    programme = workshop.apply(ours, edits)
    before = check_programme(ours)
    after = before if programme is ours else check_programme(programme)
    remarks = _take_remarks(compared, ours, decisions.remarks_at) if decisions.remarks_at else {}
    return Pulled(
        wishes=tuple(dict.fromkeys(map(_show_marks, _wishes(compared, merged, refused)))),
        remarks=tuple(chain.from_iterable(_remarks(file, ours) for file in compared)),
        files={name: text for name, text in programme.files.items() if text != ours.files.get(name)} | remarks,
        notices=tuple((notice, file.copy.name) for file in compared for notice in file.notices),
        new_findings=tuple(new_findings(before, after)),
        gone_findings=tuple(new_findings(after, before)),
    )


def _unskipped(edits: FileEdits, skipped: Set[str]) -> list[ProposedEdit]:
    return [one for one in edits.edits if not any(wish.path in skipped for wish in one.wishes)]


def find_authors(files: Sequence[EditedFile]) -> tuple[str, ...]:
    """The authors of tracked changes that colleagues made in the files, in order; a redline's own count for nobody."""
    snapshots = ((file, _snapshot(open_word_file(file.content, name=file.name))) for file in files)
    own = ((file, None if snapshot is None else snapshot.tracked) for file, snapshot in snapshots)
    authors = (read_authors(file.content, name=file.name, own=signature) for file, signature in own)
    return tuple(dict.fromkeys(chain.from_iterable(authors)))


def _wishes(files: Sequence[_ComparedFile], merged: Merged, refused: Mapping[ContentEdit, str]) -> Iterator[Wish]:
    """The wishes with their outcomes; those of edits with which no document could be made are left open."""
    yield from chain.from_iterable(file.edits.open for file in files)
    for edit, wishes in merged.edits:
        if edit in refused:
            for wish in wishes:
                yield wish.leave(WishOutcome.UNMAPPED, "unreadable", refused[edit])
    yield from merged.wishes
    for edit, wishes in merged.edits:
        if edit not in refused:
            yield from wishes


def _show_marks(wish: Wish) -> Wish:
    """The wish with the marks of footnotes as a reader sees them."""
    texts = {name: getattr(wish, name) for name in ("before", "after", "ours")}
    marked = {name: text.replace(NOTE_MARK, NOTE_SIGN) for name, text in texts.items() if text and NOTE_MARK in text}
    return replace(wish, **marked) if marked else wish


def _compare(file: EditedFile, ours: Programme, workshop: Workshop, decisions: Decisions) -> _ComparedFile:
    """Read a file, and what it was made from, and compare them."""
    opened = open_word_file(file.content, name=file.name)
    snapshot = _snapshot(opened)
    facts = (file.base or ours).facts
    own = Signature.of_day(facts.authority, facts.date) if snapshot is None else snapshot.tracked
    word = read_word_file(file.content, name=file.name, accept=replace(decisions.accept, own=own))
    original = workshop.compose(file.base or _programme(file, snapshot, ours, workshop))
    word = read_ties(word, original)
    original = _with_page_mark(original, read_seal(opened), word)
    if len(word.texts) > MOST_TIMES * len(original.texts):
        raise _other_programme(file.name)
    notices = ["recovered"] if word.recovered else []
    copy = EditedCopy(original, word, file.name)
    if snapshot is None:
        notices.append("without_snapshot")
    elif file.base is None:
        named = add_names(original, snapshot.texts)
        if named is not None:
            copy = replace(copy, original=named, has_names=True)
        else:
            untouched = frozenset(as_printed(text.text) for text in snapshot.texts)
            copy = replace(copy, untouched=untouched)
            notices.append("other_templates")
    edits = find_file_edits(copy, workshop, decisions.elsewhere)
    if edits is None:
        raise _other_programme(file.name)
    return _ComparedFile(copy, edits, notices, own)


def _with_page_mark(original: Original, seal: Seal | None, word: WordFile) -> Original:
    """The original with what its seal says that each page says: of a draft, of no committed version, of a redline."""
    if seal is None:
        return original
    said = page_mark(seal.draft or status_mark(original.programme, seal.origin), seal.comparison)
    if said is None:
        return original
    marks = [text for text in word.texts if text.story is Story.PAGE and text.text.strip() == said]
    added = [
        OriginalText((Run(said),), mark, is_template=True, stretches=tuple((run.text, run.look) for run in mark.runs))
        for mark in marks
    ]
    at = next((number for number, text in enumerate(original.texts) if text.word.story is Story.PAGE), None)
    return replace(original, texts=(*original.texts[:at], *added, *(original.texts[at:] if at is not None else ())))


def _snapshot(word: OpenedWord) -> Snapshot | None:
    try:
        return find_snapshot(word)
    except ContentError as error:
        if {fault.code for fault in error.diagnostics} == {"snapshot-missing"}:
            return None
        raise


def _programme(file: EditedFile, snapshot: Snapshot | None, ours: Programme, workshop: Workshop) -> Programme:
    """What a file says that it was made from, today's content where it says nothing."""
    document = {name: text for name, text in ours.files.items() if name != REMARKS}
    if snapshot is None or dict(snapshot.files) == document:
        return ours
    programme = workshop.read(snapshot.files, f"{file.name}:content")
    theirs = ((value, programme.values.get(path)) for path, value in ours.values.items())
    common = sum(other is not None and value.value == other.value for value, other in theirs)
    if common < SAME_PROGRAMME * len(ours.values):
        raise _other_programme(file.name)
    return programme


def _other_programme(name: str) -> ContentError:
    message = translate("the file is no copy of this document")
    hint = translate("name the content that it belongs to with --content")
    return ContentError([Diagnostic("other-programme", message, Location(name), hint)])


def _remarks(file: _ComparedFile, ours: Programme) -> Iterator[Remark]:
    """The comments with what they stand on, without those that are known and that nobody answers anew."""
    old = file.edits.differences.olds
    comments = file.copy.file.comments
    known = [_is_own(comment, file) or _is_remark(comment, file, ours) for comment in comments]
    answered = {comment.answers for comment, is_old in zip(comments, known, strict=True) if not is_old}
    kept = [at for at, is_old in enumerate(known) if at in answered or not is_old]
    for comment in map(comments.__getitem__, kept):
        number = None if comment.paragraph is None else old.get(comment.paragraph)
        place = _place(file.edits.differences, comment, number)
        said = (comment.author, comment.date, comment.text, comment.anchor)
        answers = None if comment.answers not in kept else kept.index(comment.answers)
        yield Remark(file.copy.name, *said, *place, answers, comment.resolved)


def _is_remark(comment: Comment, file: _ComparedFile, ours: Programme) -> bool:
    """Whether the content has a comment as a remark or an answer, and nobody resolved it since."""
    root = None if comment.answers is None else file.copy.file.comments[comment.answers]
    return is_known(comment, root, ours)


def _take_remarks(files: Sequence[_ComparedFile], ours: Programme, now: str) -> dict[str, str | None]:
    """The file of remarks with the comments of all files, where that is another one."""
    notebook = RemarkNotebook(list(ours.remarks.root), ours.files.get(REMARKS, ""), now)
    for file in files:
        comments = file.copy.file.comments
        answered = {comment.answers for comment in comments}
        kept = [at for at, comment in enumerate(comments) if at in answered or not _is_own(comment, file)]
        placed = [
            PlacedComment(
                comment, _path_near(file, comment), None if comment.answers is None else kept.index(comment.answers)
            )
            for comment in map(comments.__getitem__, kept)
        ]
        notebook.take_in(placed, file.copy.original.programme)
    return {} if notebook.text == ours.files.get(REMARKS, "") else {REMARKS: notebook.text}


def _path_near(file: _ComparedFile, comment: Comment) -> str:
    """The content path that a comment stands on, else that of the text before it that has one, else the title's."""
    differences = file.edits.differences
    old, texts = differences.olds, differences.original.texts
    number = None if comment.paragraph is None else old.get(comment.paragraph)
    path, _, _ = _place(differences, comment, number)
    if path is not None:
        return path
    before = (old[at] for at in range(comment.paragraph or 0, -1, -1) if at in old)
    return next((entry for at in before if (entry := texts[at].entry) is not None), "programme.title")


def _is_own(comment: Comment, file: _ComparedFile) -> bool:
    """Whether the file was made with a comment: it is signed so and gives but reasons of the amendment."""
    if file.tracked != Signature(comment.author, comment.date):
        return False
    programme = file.copy.original.programme
    amendment = programme.amendments.get(programme.facts.version)
    reasons = () if amendment is None else amendment.reasons
    lines = {line for reason in reasons for line in reason.reason.splitlines()}
    return set(comment.text.splitlines()) <= lines


def _place(differences: Differences, comment: Comment, number: int | None) -> tuple[str | None, str, str]:
    """The content path that a comment on an original text stands on, and the headings above."""
    if number is None:
        above = ("", "") if comment.paragraph is None else differences.headings_above(comment.paragraph)
        return (None, *above)
    text, anchor = differences.original.texts[number], as_printed(comment.anchor)
    held = [run.source for run in text.runs if run.source and comment.anchor and anchor in run.text]
    return held[0] if len(held) == 1 else text.entry, text.chapter, text.heading
