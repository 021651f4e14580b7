"""Comments of Word files taken in as remarks: new ones, answers to those that are there, and what was resolved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from methodology.editing.remarks import add_remark, set_remark
from methodology.model.programme import Programme
from methodology.model.remark import PlacedRemark, RemarkAnswer, RemarkEnd, fold, moment_of, quote_of
from methodology.model.remark_places import text_of_place
from methodology.word.reading import Comment


@dataclass(frozen=True, slots=True)
class PlacedComment:
    """A comment of a file with the content path that it stands on or, of a text of the templates, stands near.

    ``answers`` is the number among the file's comments of the one that it answers.
    """

    comment: Comment
    path: str
    answers: int | None


@dataclass(slots=True)
class RemarkNotebook:
    """The remarks of a programme with the file that holds them, and what comments change in both.

    ``now`` is when comments without a time are said.
    """

    remarks: list[PlacedRemark]
    text: str
    now: str

    def take_in(self, comments: Sequence[PlacedComment], base: Programme) -> None:
        """Take in the comments of a file, which was made from ``base``; what nobody said anew stays as it is.

        An answer opens a closed remark again, unless it was resolved in Word.
        """
        for number, one in enumerate(comments):
            if one.answers is not None or not one.comment.text.strip():
                continue
            key = _key(one.comment, self.now)
            if any(answer.key == key for remark in self.remarks for answer in remark.answers):
                continue  # an answer in a thread that another editor has taken apart
            answers = [other.comment for other in comments if other.answers == number and other.comment.text.strip()]
            at = next((place for place, remark in enumerate(self.remarks) if remark.key == key), None)
            before = self._make(one, base) if at is None else self.remarks[at]
            remark = self._join(before, one.comment, answers)
            if at is None:
                self.text = add_remark(self.text, remark)
                self.remarks.append(remark)
            elif remark != before:
                self.text = set_remark(self.text, at, remark)
                self.remarks[at] = remark

    def _make(self, one: PlacedComment, base: Programme) -> PlacedRemark:
        quote = quote_of(text_of_place(base, one.path) or one.comment.anchor)
        return PlacedRemark(
            path=one.path,
            quote=quote or None,
            author=_author(one.comment),
            at=moment_of(one.comment.date, self.now),
            text=one.comment.text.strip(),
        )

    def _join(self, remark: PlacedRemark, comment: Comment, answers: Iterable[Comment]) -> PlacedRemark:
        """The remark with the answers that it has not yet, closed where Word says so."""
        known = {answer.key for answer in remark.answers}
        new = [
            RemarkAnswer(author=_author(one), at=moment_of(one.date, self.now), text=one.text.strip())
            for one in answers
            if _key(one, self.now) not in known
        ]
        closed = None if new else remark.closed
        if comment.resolved and closed is None:
            closed = RemarkEnd(author=new[-1].author if new else remark.author, at=self.now)
        return remark.model_copy(update={"answers": (*remark.answers, *new), "closed": closed})


def is_known(comment: Comment, answered: Comment | None, programme: Programme) -> bool:
    """Whether the programme has a comment as a remark, or as an answer to the remark that it answers.

    One that was resolved in Word and is open here says something new.
    """
    if answered is None and any(
        answer.key == _key(comment, "") for remark in programme.remarks.root for answer in remark.answers
    ):
        return True  # an answer in a thread that another editor has taken apart
    of = comment if answered is None else answered
    remark = next((one for one in programme.remarks.root if one.key == _key(of, "")), None)
    if remark is None:
        return False
    if answered is None:
        return not (comment.resolved and remark.is_open)
    return any(one.key == _key(comment, "") for one in remark.answers)


def _key(comment: Comment, now: str) -> tuple[str, str, str]:
    return fold(comment.author), moment_of(comment.date, now), fold(comment.text)


def _author(comment: Comment) -> str:
    return fold(comment.author) or "?"
