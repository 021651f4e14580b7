"""Content files changed as an author would: the smallest change, every other byte as it was."""

from methodology.editing.encoding import written_bytes
from methodology.editing.files import edited_files

__all__ = ["edited_files", "written_bytes"]
