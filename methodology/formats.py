"""The files that are built, document and tables, and the forms that a comparison is given out in."""

from enum import StrEnum


class Format(StrEnum):
    """A format of the document; its value is the ending of the file's name."""

    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"


class TableFormat(StrEnum):
    """A format of the programme's tables; its value is the ending of the file's name."""

    XLSX = "xlsx"
    CSV = "csv"


class Form(StrEnum):
    """A form of a comparison; all but the terminal's text are meant for files."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
    HTML = "html"
    DOCX = "docx"
    REDLINE = "redline"
