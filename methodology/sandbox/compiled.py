"""Compiled templates, remembered by what they say."""

from __future__ import annotations

from types import CodeType
from typing import Any

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

MOST = 256
"""So many templates are remembered; the oldest is forgotten first."""
MOST_WRITTEN = 4096
"""So many texts of macros are; the present page has 232."""


class CompiledTemplates(BytecodeCache):
    """The compiled templates of this process, under a digest of their source: a changed one is compiled anew.

    For environments of one kind: what Jinja compiles depends on how its environment is set. ``written`` is what closed
    macros wrote, by the macro's number in what was compiled and its arguments: the text, and the characters it counts.
    """

    def __init__(self) -> None:
        self.codes: dict[tuple[str, str], CodeType] = {}
        self.written: dict[tuple[int, tuple[object, ...]], tuple[str, int]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code, where it is known."""
        bucket.code = self.codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember a template's code."""
        if bucket.code is None:
            return
        _keep(self.codes, (bucket.key, bucket.checksum), bucket.code, MOST)

    def remember(self, macro: int, arguments: tuple[object, ...], text: str, counted: int) -> None:
        """Remember what a closed macro wrote."""
        _keep(self.written, (macro, arguments), (text, counted), MOST_WRITTEN)


def _keep(memory: dict[Any, Any], key: object, value: object, most: int) -> None:
    memory[key] = value
    while len(memory) > most:
        memory.pop(next(iter(memory)), None)
