"""Remarks that stand on a place which the content has no more."""

from __future__ import annotations

from collections.abc import Iterator

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.messages import translate
from methodology.model.programme import Programme
from methodology.model.remark_places import find_remark_place

RULES = Rules(Family.REFERENCES, Scope.CONTENT)


@RULES.warning("remark-place-gone")
def _gone_places(programme: Programme) -> Iterator[Found]:
    for number, remark in enumerate(programme.remarks.root, start=1):
        place = find_remark_place(programme, remark) if remark.is_open else None
        if place is None or not place.is_gone:
            continue
        message = translate(
            "the remark by {author} stands on {path}, which is gone", author=remark.author, path=remark.path
        )
        if place.path:
            message = translate(
                "the remark by {author} stands on {path}, which is gone; the nearest place is {nearest}",
                author=remark.author,
                path=remark.path,
                nearest=place.path,
            )
        yield Found(f"remarks.{number}", message, remark.path)
