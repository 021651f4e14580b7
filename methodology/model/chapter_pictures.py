"""How a chapter places a picture: its one line, read and, where it is not whole, explained.

``![Alternative text](pictures/map.svg "Caption"){: width=60% }``, as Python-Markdown and its extension ``attr_list``
write it; the line stands alone in its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from methodology.diagnostics import one_of
from methodology.messages import declare_message, translate
from methodology.model.picture import FOLDER, PictureKind

FORM = declare_message('![Alternative text](pictures/name.svg "Caption"){{: width=60% }}')
ALTERNATIVE, CAPTION = "![", '"'
"""The marks of the leaves of a picture: what stands before its alternative text and before its caption."""
WIDEST = 100
"""In per cent of the width of the text."""

NAME = re.compile(rf"{FOLDER}/[A-Za-z0-9][A-Za-z0-9._-]*\.(?:{'|'.join(PictureKind)})")
"""The path of a picture below the content folder: a name that every system keeps as it is."""
_ALTERNATIVE = r"(?P<alternative>(?:[^\\\[\]\n]|\\.)*)"
_CAPTION = r"(?P<caption>(?:[^\\\"\n]|\\.)*)"
PICTURE = re.compile(
    rf'!\[(?=[^\]\n]*[^\]\s]){_ALTERNATIVE}\]\((?P<file>{NAME.pattern}) "(?=[^"\n]*[^"\s]){_CAPTION}"\)'
    r"\{:?[ ]*width=(?P<width>[1-9][0-9]?|100)%[ ]*\}[ \t]*"
)
"""The line of a picture with all its parts."""
_PARTS = re.compile(
    rf'!\[{_ALTERNATIVE}\]\([ ]*(?P<file>[^\s()"]*)[ ]*(?:"{_CAPTION}"[ ]*)?\)[ ]*'
    r"(?:\{:?(?P<width>[^{}\n]*)\})?[ \t]*"
)
"""The same, whatever is missing."""
_WIDTH = re.compile(r"[ ]*width=(?:[1-9][0-9]?|100)%[ ]*")


class PictureFault(NamedTuple):
    """What a picture in a chapter lacks, and what to write."""

    message: str
    hint: str


def find_picture_faults(text: str) -> Iterator[PictureFault]:
    """What is wrong with a paragraph that begins as a picture does."""
    parts = _PARTS.match(text)
    if parts is None:
        yield PictureFault(
            translate("the picture is not written as one"),
            translate('write {form}, and \\] or \\" for a sign that is meant', form=translate(FORM)),
        )
        return
    if parts.end() < len(text):
        yield PictureFault(
            translate("the picture does not stand alone"),
            translate("write {form} between two blank lines, and nothing else", form=translate(FORM)),
        )
        return
    if not parts["alternative"].strip():
        yield PictureFault(
            translate("the picture has no alternative text"), translate("say between [ and ] what it shows")
        )
    if not (parts["caption"] or "").strip():
        yield PictureFault(
            translate("the picture has no caption"),
            translate('write it in quotation marks after the file: (… "Caption")'),
        )
    if parts["width"] is None:
        yield PictureFault(
            translate("the picture has no size"),
            translate("write {{: width=60% }} after it: per cent of the width of the text"),
        )
    elif _WIDTH.fullmatch(parts["width"]) is None:
        hint = translate(
            "write {{: width=60% }}: whole per cent of the width of the text, 1 to {widest}", widest=WIDEST
        )
        yield PictureFault(translate("the size of the picture is none"), hint)
    if NAME.fullmatch(parts["file"]) is None:
        endings = one_of([f".{kind}" for kind in PictureKind])
        hint = translate(
            "put it there; its name has letters from a to z, digits, - and _, and ends in {endings}", endings=endings
        )
        yield PictureFault(translate("the picture is no file of content/{folder}", folder=FOLDER), hint)
