"""The text of a content file that the program writes whole."""

from __future__ import annotations

from collections.abc import Mapping

import yaml

_WIDEST = 10**6
"""No value is broken over lines."""


def write_content_file(path: str, kind: str, data: Mapping[str, object]) -> str:
    """Return the text of a YAML file at a path below the content folder; ``kind`` is that of its JSON Schema."""
    up = "../" * path.count("/")
    text = yaml.dump(dict(data), Dumper=_IndentedLists, allow_unicode=True, sort_keys=False, width=_WIDEST)
    return f"# yaml-language-server: $schema={up}.schema/{kind}.json\n{text}"


class _IndentedLists(yaml.SafeDumper):
    """Lists below their key, as content has them; nothing is written as an alias of something else."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 (PyYAML's)
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 (PyYAML's)
        return True
