"""Edits Word files in LibreOffice as somebody at its keyboard would: run by the Python that LibreOffice comes with.

Arguments: the name of the pipe and a JSON file: ``[{source, target, edits: [{tracked, steps: [{do, …}]}]}]``; what the
steps do is told in ``tests/pull/edit_places.py``.
"""

# mypy: ignore-errors
import json
import re
import sys
from pathlib import Path

from tests.pull.uno_office import PARAGRAPH_BREAK, Office, property_value

PROFILE = property_value("nodepath", "/org.openoffice.UserProfile/Data")


class Editor:
    """One open document and its caret."""

    def __init__(self, office, source):
        """Open it."""
        self.office = office
        self.document = office.open(source)
        self.caret = self.document.CurrentController.ViewCursor

    def select(self, bookmark, start, end, **_):
        """Characters of a bookmark's text; content controls' own signs, which have no width, stay outside."""
        anchor = self._anchor(bookmark)
        found = self._at(anchor, end)
        if end > start:
            first = self._at(anchor, start + 1)
            first.collapseToEnd()
            first.goLeft(1, False)  # noqa: FBT003
            last = found
            found = anchor.Text.createTextCursorByRange(first)
            found.gotoRange(last.End, True)  # noqa: FBT003
        else:
            found.collapseToEnd()
        self.caret.gotoRange(found, False)  # noqa: FBT003
        if found.String != anchor.String[start:end]:
            raise SystemExit(f"{bookmark}: selected {found.String!r} for {anchor.String[start:end]!r}")

    def _anchor(self, bookmark):
        return self.document.Bookmarks.getByName(bookmark).Anchor

    @staticmethod
    def _at(anchor, length):
        """A cursor from the anchor's start over its first characters."""
        cursor = anchor.Text.createTextCursorByRange(anchor.Start)
        cursor.goRight(length, True)  # noqa: FBT003
        while len(cursor.String) < length:
            if not cursor.goRight(1, True):  # noqa: FBT003
                raise SystemExit(f"{anchor.String!r} has no {length} characters")
        return cursor

    def paragraph(self, bookmark, **_):
        """A whole paragraph, from its start to that of the next; the last one to its end."""
        cursor = self._paragraph(bookmark)
        if not cursor.gotoNextParagraph(True):  # noqa: FBT003
            cursor.gotoEndOfParagraph(True)  # noqa: FBT003
        self.caret.gotoRange(cursor, False)  # noqa: FBT003

    def paragraph_start(self, bookmark, **_):
        """The place before a paragraph's first character."""
        self.caret.gotoRange(self._paragraph(bookmark), False)  # noqa: FBT003

    def paragraph_end(self, bookmark, **_):
        """The place behind a paragraph's last character."""
        cursor = self._paragraph(bookmark)
        cursor.gotoEndOfParagraph(False)  # noqa: FBT003
        self.caret.gotoRange(cursor, False)  # noqa: FBT003

    def _paragraph(self, bookmark):
        anchor = self._anchor(bookmark)
        cursor = anchor.Text.createTextCursorByRange(anchor.Start)
        cursor.gotoStartOfParagraph(False)  # noqa: FBT003
        return cursor

    def find(self, text, start, **_):
        """The occurrence with this number of a whole word or words."""
        search = self.document.createSearchDescriptor()
        search.SearchString, search.SearchCaseSensitive, search.SearchWords = text, True, True
        self.caret.gotoRange(self.document.findAll(search).getByIndex(start), False)  # noqa: FBT003

    def replace_all(self, bookmark, text, **_):
        """Every occurrence of one text (in ``bookmark``) becomes another; a space may be one that does not break."""
        search = self.document.createReplaceDescriptor()
        pattern = re.escape(bookmark).replace("\\ ", "[ \u00a0]")
        search.SearchString, search.ReplaceString = pattern, re.sub(r"([\\$&])", r"\\\1", text)
        search.SearchRegularExpression = search.SearchCaseSensitive = True
        self.document.replaceAll(search)

    def type(self, text, **_):
        """Text over what is selected, or at the caret."""
        self.office.dispatch(self.document, "InsertText", Text=text)

    def split(self, **_):
        """A paragraph break at the caret; the key for it does nothing inside a content control."""
        self.caret.Text.insertControlCharacter(self.caret.Start, PARAGRAPH_BREAK, False)  # noqa: FBT003

    def command(self, text, **_):
        """A command of the menus or a key: ``InsertPara``, ``Delete``, ``Cut``, ``Copy``, ``Paste``, ``MoveUp``."""
        self.office.dispatch(self.document, text)


def named(office, given, surname):
    """Make this the name that stands at tracked changes."""
    provider = office.create("com.sun.star.configuration.ConfigurationProvider")
    view = "com.sun.star.configuration.ConfigurationUpdateAccess"
    profile = provider.createInstanceWithArguments(view, (PROFILE,))
    profile.givenname, profile.sn = given, surname
    profile.commitChanges()


running = Office(sys.argv[1])
named(running, "Ana", "Kranjc")
for job in json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")):
    editor = Editor(running, job["source"])
    for edit in job["edits"]:
        editor.document.RecordChanges = edit["tracked"]
        for step in edit["steps"]:
            getattr(editor, step.pop("do"))(**step)
    running.save(editor.document, job["target"])
running.end()
