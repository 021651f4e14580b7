"""The document as one self-contained HTML page."""

from methodology.rendering.html.web_page import render_html

__all__ = ["render_html"]
