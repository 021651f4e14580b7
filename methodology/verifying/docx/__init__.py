"""A Word file beside its rebuild: what is read in it, and the rest of it, deny by default."""

from methodology.verifying.docx.comparison import compare_word

__all__ = ["compare_word"]
