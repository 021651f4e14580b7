"""Find English in what a command says in another language."""

from __future__ import annotations

import re

_QUOTED = re.compile(r"»[^«]*«|“[^”]*”|`[^`]*`|(?m:^ *[-+|=] .*$)|\[[a-z-]+\]")
"""What is quoted of the content or of a file, and codes."""
_ENGLISH = re.compile(
    r"""
    (?<![\w./=-]) (?:
    the|of|is|are|was|were|with|by|for|from|this|that|which|its|it|has|have|had|been|be|there|nothing|none|what|where
    |when|who|not|and|or|an|at|as|than|into|only|other|others|another|any|every|each|all|does|did|would|could|may
    |files?|values?|change[sd]?|texts?|pages?|rows?|columns?|tables?|versions?|writ(?:e|ten)|wrote|give|given
    |reasons?|errors?|warnings?|findings?|removed|unknown|missing|compared|differs?|differences?|blocks?|cells?|first
    |places?|stands|applied|conflict|question|unmapped|moved|added|wording|heading|picture|footnote|tracked|signature
    |signed|specific|objectives?|operations?|indicators?|chapters?|sources?|risks?|numbers?|codes?|called
    |named ) (?![\w/=-]|\.\w)
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Words of English that no message in Slovenian has; what both languages have (a, to, in, on, no, more) is left out."""


def english_in(text: str) -> list[str]:
    """Return the English words in a text, without what it quotes, paths, options and codes."""
    return _ENGLISH.findall(_QUOTED.sub(" ", text))
