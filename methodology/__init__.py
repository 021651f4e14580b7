"""Structured content of an EU fund programme in, its official methodology document out."""

__version__ = "0.1.0"
"""The program's version, as in ``pyproject.toml``: part of every seal."""
