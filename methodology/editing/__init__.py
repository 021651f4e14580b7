"""Content files changed as an author would: the smallest change, every other byte as it was."""

from methodology.editing.applying import edited_files
from methodology.editing.encoding import written_bytes

__all__ = ["edited_files", "written_bytes"]
