"""Content files changed as an author would: the smallest change, every other byte as it was."""

from methodology.editing.apply import apply_edits, encode_as_before

__all__ = ["apply_edits", "encode_as_before"]
