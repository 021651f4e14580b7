"""Pictures that came, were replaced or have another size in an edited file: their bytes are never taken from it."""

from __future__ import annotations

from collections.abc import Iterator

from methodology.model.picture import SHOWN_DIGITS
from methodology.pull.differences import Differences
from methodology.pull.pulled import Act, Wish
from methodology.word.reading import WordPicture

SAME_SIZE = 0.02
"""So much of its width a picture may differ in: programs keep sizes in units of their own."""


def find_picture_wishes(differences: Differences) -> Iterator[tuple[Wish, str, str]]:
    """Yield a wish for each picture that is another one than was made, with its note and what that is about."""
    for old, new in differences.matches:
        now = None if new is None else differences.edited[new].picture
        if now is None:
            continue
        if old is None:
            yield differences.wish(Act.ADDED, None, None, _shown(now, differences, new), new=new), "picture", ""
            continue
        text = differences.original.texts[old]
        was = text.word.picture
        if was is None:
            continue
        if not was.digests & now.digests:
            before, after = _digits(was), _digits(now)
            yield differences.wish(Act.LOOK, text.entry, before, after, old=old, new=new), "picture_replaced", ""
        if abs(was.width - now.width) > SAME_SIZE * was.width:
            share = f"{100 * now.width / was.width:.0f} %"
            said = differences.text_now(new) if new is not None else text.text
            yield differences.wish(Act.LOOK, text.entry, said, said, old=old, new=new), "picture_resized", share


def _shown(picture: WordPicture, differences: Differences, new: int | None) -> str:
    said = "" if new is None else differences.text_now(new)
    return said or _digits(picture)


def _digits(picture: WordPicture) -> str:
    """What tells a picture apart in a report: the first digits of its files' digests."""
    return ", ".join(sorted(digest[:SHOWN_DIGITS] for digest in picture.digests))
