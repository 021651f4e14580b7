"""Structured content of an EU fund programme in, its official methodology document out."""

from pathlib import Path

__version__ = "1.0.0"
"""The program's version, as in ``pyproject.toml``: part of every seal."""

PACKAGED_TEMPLATES = Path(__file__).parent / "templates"
"""The templates that the installed program brings. A checkout has them beside the package, and no such folder."""
