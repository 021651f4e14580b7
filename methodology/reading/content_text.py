"""The text of a content file that the program writes whole."""

from __future__ import annotations

from collections.abc import Mapping

import yaml

SCHEMA = "# yaml-language-server: $schema="
"""What the first line of a content file begins with."""
_WIDEST = 10**6
"""No value is broken over lines."""


def write_content_file(path: str, kind: str, data: Mapping[str, object]) -> str:
    """Return the text of a YAML file at a path below the content folder; ``kind`` is that of its JSON Schema."""
    text = yaml.dump(dict(data), Dumper=_IndentedLists, allow_unicode=True, sort_keys=False, width=_WIDEST)
    return f"{schema_line(path, kind)}{text}"


def schema_line(path: str, kind: str) -> str:
    """Return the first line of a content file, which names its JSON Schema to editors."""
    return f"{SCHEMA}{'../' * path.count('/')}.schema/{kind}.json\n"


class _IndentedLists(yaml.SafeDumper):
    """Lists below their key, as content has them; nothing is written as an alias of something else."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 (PyYAML's)
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 (PyYAML's)
        return True
