"""The files that are built."""

from enum import StrEnum


class Format(StrEnum):
    """A format; its value is the ending of the file's name."""

    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"
