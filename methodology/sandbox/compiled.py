"""Compiled templates, remembered by what they say."""

from __future__ import annotations

from types import CodeType

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

MOST = 256
"""So many templates are remembered; the oldest is forgotten first."""


class CompiledTemplates(BytecodeCache):
    """The compiled templates of this process, under a digest of their source: a changed one is compiled anew.

    For environments of one kind: what Jinja compiles depends on how its environment is set.
    """

    def __init__(self) -> None:
        self.codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code, where it is known."""
        bucket.code = self.codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember a template's code."""
        if bucket.code is None:
            return
        self.codes[bucket.key, bucket.checksum] = bucket.code
        while len(self.codes) > MOST:
            self.codes.pop(next(iter(self.codes)), None)
