"""The document's page with the desk around it."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from methodology.desk.captions import captions
from methodology.desk.speaker import other_languages
from methodology.messages import spoken_language

_SCRIPTS = (
    *("desk.js", "work.js", "lists.js", "allocations.js", "parts.js", "leaves.js", "sentences.js", "versions.js"),
    *("remarks.js", "word_files.js", "acceptances.js", "holes.js", "language.js"),
    "start.js",
)
"""Parts of one module, in order: the page loads nothing more."""
_CODE = re.compile(r"<(script|style)(?=[\s>])")
"""A beginning of what a browser runs or applies only with the nonce of the answer."""


_CODE_WITH_TEXT = re.compile(r"<(script|style)(?=[\s>]).*?</\1>", re.DOTALL)


def undress(html: str) -> str:
    """Return the document's page without styles and scripts: what an open page takes new blocks from."""
    return _CODE_WITH_TEXT.sub("", html)


def dress(html: str, nonce: str, revision: int) -> str:
    """Return the document's page with the desk's bar, panel and script.

    ``nonce`` is that of the answer's policy, ``revision`` the number of the page.
    """
    page = _CODE.sub(lambda tag: f'<{tag[1]} nonce="{nonce}"', html)
    style = f'<style nonce="{nonce}">\n{_asset("desk.css")}</style>\n'
    said = captions()
    # In a script element only "<" can end the text.
    data = Markup(json.dumps(said, ensure_ascii=False).replace("<", "\\u003c"))  # noqa: S704 (escaped for a script)
    frame = _frame().render(
        words=said,
        data=data,
        language=spoken_language(),
        others=other_languages(),
        nonce=nonce,
        revision=revision,
        script=Markup("".join(map(_asset, _SCRIPTS))),  # noqa: S704 (our own files)
    )
    head, _, rest = page.partition("</head>")
    body, _, end = rest.rpartition("</body>")
    return f"{head}{style}</head>{body}{frame}</body>{end}"


@cache
def _asset(name: str) -> str:
    return files(__package__).joinpath("assets", name).read_text(encoding="utf-8")


@cache
def _frame() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return environment.from_string(_asset("desk.html.j2"))
