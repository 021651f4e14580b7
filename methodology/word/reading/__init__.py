"""Reads an edited Word file: its texts, their looks, its tracked changes resolved, its comments."""

from methodology.word.reading.comments import Comment
from methodology.word.reading.list_labels import ListLabel
from methodology.word.reading.looks import Look, Mark
from methodology.word.reading.revisions import ACCEPT, REJECT, Accept
from methodology.word.reading.symbols import NO_SIGN
from methodology.word.reading.word_file import WordFile, read_authors, read_word_file
from methodology.word.reading.word_text import PAGE_BREAK, Story, WordPicture, WordRun, WordText

__all__ = [
    "ACCEPT",
    "NO_SIGN",
    "PAGE_BREAK",
    "REJECT",
    "Accept",
    "Comment",
    "ListLabel",
    "Look",
    "Mark",
    "Story",
    "WordFile",
    "WordPicture",
    "WordRun",
    "WordText",
    "read_authors",
    "read_word_file",
]
