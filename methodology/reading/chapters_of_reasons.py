"""The chapters that reasons print: each is there, has no heading of its own, and stands nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from methodology.diagnostics import Diagnostic, nearest
from methodology.messages import translate
from methodology.model.chapter import Chapter
from methodology.model.indicator import Reasons
from methodology.model.outline import Outline
from methodology.reading.content_folder import ContentFile


def check_chapters_of_reasons(
    piece: ContentFile, outlines: Iterable[Outline], chapters: Mapping[str, Chapter]
) -> Iterator[Diagnostic]:
    """What is wrong with the chapters that the reasons of a file name; the content has one outline or none."""
    named = {part.prose for outline in outlines for part in outline.parts}
    for _, value in piece.values:
        if value.field != "chapter" or not isinstance(value.owner, Reasons):
            continue
        name, location = str(value.value), value.location
        text = chapters.get(name)
        if text is None:
            hint = nearest(name, chapters) or translate("write chapters/{name}.md, or take the line out", name=name)
            yield Diagnostic(
                "unknown-chapter", translate("the content has no chapter '{name}'", name=name), location, hint
            )
        elif name in named:
            message = translate("the chapter '{name}' stands in the outline too", name=name)
            yield Diagnostic("wrong-chapter", message, location, translate("name it in one of the two"))
        elif text.leaves and text.leaves[0].mark.startswith("#"):
            message = translate("the chapter '{name}' has a heading, and reasons have none", name=name)
            yield Diagnostic(
                "wrong-chapter", message, location, translate("delete the headings in chapters/{name}.md", name=name)
            )
