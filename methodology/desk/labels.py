"""What an edit is called, kept as data: it is put into words when it is shown, in the language that is spoken then."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from methodology.messages import translate
from methodology.versions.report.names import PathNames

_START = '[{"label"'
"""How a label begins that is data; older journals have words."""


@dataclass(frozen=True, slots=True)
class LabelPiece:
    """A part of a label: words as they are, a message with its blanks, or the name of what stands at a path.

    ``paths`` are the blanks of the message that take names of paths.
    """

    text: str = ""
    message: str = ""
    said: Mapping[str, str] = field(default_factory=dict)
    paths: Mapping[str, str] = field(default_factory=dict)
    path: str = ""

    def show(self, names: PathNames) -> str:
        """Return the piece in words."""
        if self.message:
            named = {blank: names.path(path) for blank, path in self.paths.items()}
            return translate(self.message, **self.said, **named)
        return names.path(self.path) if self.path else self.text


def make_label(*pieces: LabelPiece | str) -> str:
    """Return a label of these pieces, as the journal keeps it."""
    parts = [LabelPiece(one) if isinstance(one, str) else one for one in pieces]
    return json.dumps(
        [{"label": 1}, *({k: v for k, v in asdict(one).items() if v} for one in parts)], ensure_ascii=False
    )


def label_of(path: str) -> str:
    """Return the label of an edit of what stands at a content path."""
    return make_label(LabelPiece(path=path))


def label_saying(message: str, **said: str) -> str:
    """Return a label that is a message, declared where it is given."""
    return make_label(LabelPiece(message=message, said=said))


def show_label(label: str, names: PathNames) -> str:
    """Return a label in words."""
    if not label.startswith(_START):
        return label
    return "".join(LabelPiece(**piece).show(names) for piece in json.loads(label)[1:]).strip()
