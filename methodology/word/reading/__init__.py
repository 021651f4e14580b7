"""Reads an edited Word file: its texts, its tracked changes resolved, its comments."""

from methodology.word.reading.comments import Comment
from methodology.word.reading.paragraphs import Story, WordRun, WordText
from methodology.word.reading.revisions import ACCEPT, REJECT, Accept
from methodology.word.reading.word_file import WordFile, read_word_file

__all__ = [
    "ACCEPT",
    "REJECT",
    "Accept",
    "Comment",
    "Story",
    "WordFile",
    "WordRun",
    "WordText",
    "read_word_file",
]
