"""A session: the content of a long-lived process built again after each change, from texts in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from methodology.building import BuildFolders
from methodology.composing import compose_document
from methodology.diagnostics import ContentError, Diagnostic
from methodology.memory import Memory
from methodology.messages import spoken_language
from methodology.model.document import Document
from methodology.model.programme import Programme
from methodology.reading import read_programme
from methodology.reading.content_folder import ContentFolder, folder_state
from methodology.rendering.html import render_html


@dataclass(frozen=True, slots=True)
class LiveBuild:
    """What a session shows: the programme, its document and its page, all of one moment.

    ``faults`` is what is wrong with the content of now, each with its content path where that is known; the programme,
    the document and the page are those of the last content without fault then. Empty where they are of now.
    """

    programme: Programme
    document: Document
    html: str
    faults: tuple[Diagnostic, ...] = ()


class Session:
    """Builds one content again and again, and holds between two builds what did not change.

    A long-lived process has one for each content, and builds with it one after the other, never two at once.
    """

    def __init__(self, folders: BuildFolders) -> None:
        self.folders = folders
        self.last: LiveBuild | None = None
        """The last build without fault."""
        self._last_of: object = None
        """What the last build was made of: the files, and what stood beside them."""
        self._memories: dict[str, Memory] = {}
        """By the language of messages, which are kept with what was read."""

    def read_texts(self) -> Mapping[str, str]:
        """Return the files of the content folder as they are now, by their paths below it.

        Raises :class:`ContentError` where a file is no text, or cannot be read.
        """
        content = self.read_folder()
        if content.diagnostics:
            raise ContentError(content.diagnostics)
        return content.texts

    def read_folder(self) -> ContentFolder:
        """Return the content folder as it is now: the texts of the files that are some, and what is wrong with others.

        Raises :class:`ContentError` where there is no such folder, or none that can be read.
        """
        return ContentFolder.open(self.folders.content, self.folders.content_name)

    def build(self, texts: Mapping[str, str]) -> LiveBuild:
        """Build the programme, the document and the page of these files, by their paths below the content folder.

        Where the content is at fault, the last good build comes back with the faults. Raises :class:`ContentError`
        where there is none yet, and nothing can be shown. The same files as for the last build give it again.
        """
        made_of = spoken_language(), folder_state(self.folders.templates), texts
        if self.last is not None and self._last_of == made_of:
            return self.last
        try:
            built = self._build(texts)
        except ContentError as error:
            if self.last is None:
                raise
            return LiveBuild(self.last.programme, self.last.document, self.last.html, tuple(error.diagnostics))
        self.last, self._last_of = built, (*made_of[:2], dict(texts))
        return built

    def read(self, texts: Mapping[str, str]) -> Programme:
        """Return the programme of these files, and keep nothing of it; raises :class:`ContentError`."""
        memory = self._begin()
        return read_programme(texts, self.folders.content_name, self.folders.templates, memory)

    def _begin(self) -> Memory:
        """The memory of the last build in the language spoken, for another one."""
        memory = self._memories.setdefault(spoken_language(), Memory())
        memory.begin(folder_state(self.folders.templates))
        return memory

    def _build(self, texts: Mapping[str, str]) -> LiveBuild:
        templates = self.folders.templates
        memory = self._begin()
        programme = read_programme(texts, self.folders.content_name, templates, memory)
        try:
            document = compose_document(programme, templates, memory=memory)
            html = render_html(document, templates, memory=memory)
        except ContentError as error:
            raise programme.locate(error) from error
        memory.finish()
        return LiveBuild(programme, document, html)
