"""What a form is made from, and what a filled one comes to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from methodology.desk.draft import ConflictError, ContentDraft, Page
from methodology.desk.holes import refuse_faults
from methodology.desk.named_paths import names_in
from methodology.diagnostics import ContentError
from methodology.messages import translate
from methodology.model.programme import Programme
from methodology.versions.report.names import PathNames

Files = Mapping[str, str | None]
"""New texts of content files by their paths below the content folder; None for one that goes."""


class RefusedError(Exception):
    """What was filled in cannot be so; the message is for the person at the form."""


@dataclass(frozen=True, slots=True)
class FormContext:
    """What a form is made from: the page, the names of content paths, and how texts of files become a programme."""

    page: Page
    names: PathNames
    read: Callable[[Mapping[str, str]], Programme]
    templates: Path

    def read_with(self, programme: Programme, files: Files) -> Programme:
        """Return a programme with other files."""
        texts = {**programme.files, **files}
        return self.read({name: text for name, text in texts.items() if text is not None})

    @property
    def programme(self) -> Programme:
        """The content of the page."""
        return self.page.programme


@dataclass(frozen=True, slots=True)
class Planned:
    """An edit: ``label`` says in words what is edited, ``plan`` comes to the new files of a programme.

    ``plan`` raises :class:`methodology.desk.draft.ConflictError` where the programme has not what the form was made
    from, and ContentError where the edit cannot be made.
    """

    label: str
    plan: Callable[[Programme], Files]


FileStep = tuple[str, Callable[[Programme], str]]
"""An edit of one file: in words what is edited, and what comes to the file's new text of a programme."""


def write_step(draft: ContentDraft, file: str, make: Callable[[], FileStep]) -> dict[str, object]:
    """Make an edit of one file and write it; return what the page is answered: the new revision, or why it is refused.

    What ``make`` raises beside RefusedError and ContentError is the caller's.
    """
    try:
        label, plan = make()
        page = draft.write_plan(lambda programme: {file: plan(programme)}, label)
    except RefusedError as error:
        return refuse(str(error))
    except ContentError as error:
        return refuse_faults(error, names_in(draft.page.programme, draft.folders.templates))
    except ConflictError:
        return refuse(translate("Somebody has changed this meanwhile."))
    return {"status": "saved", "revision": page.revision}


def refuse(*messages: str) -> dict[str, object]:
    """Return what the page is answered where an action is refused: why, in messages of their own."""
    return {"status": "refused", "faults": [{"message": message, "hint": None} for message in messages]}
