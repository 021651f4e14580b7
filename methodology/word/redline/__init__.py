"""The new version as a Word file in which the changes against the old one are tracked."""

from methodology.word.redline.render import render_redline

__all__ = ["render_redline"]
