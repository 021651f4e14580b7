"""Texts for a reader who sees no files: names for the content paths and keys that messages quote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from methodology.desk.cards import printed_text
from methodology.desk.draft import source_at
from methodology.desk.speaker import language_of_names
from methodology.model.programme import Programme
from methodology.versions.changes import Subject, subject_of
from methodology.versions.report.names import PathNames, shorten
from methodology.versions.report.templates import read_labels

_PATH = re.compile(r"\b[\w/-]+(?:\.[\w/()-]+)+")
_KEY = re.compile(r"(?<=[»'])(?P<quoted>\w+)(?=[«'])|(?<![\w.{/-])(?P<bare>[a-z][a-z0-9]*(?:_[a-z0-9]+)+)(?![\w.}/-])")
_TWICE = re.compile(r"(»[^«»]+«|'[^']+'), \1")
_REGISTRIES = ("operations.", "sources.", "risks.")


def names_in(programme: Programme, templates: Path) -> PathNames:
    """Return the names of a programme's paths in the language that the desk names values in."""
    return PathNames.of((programme,), read_labels(templates, language_of_names(programme, templates)))


def name_paths(text: str, names: PathNames, about: str = "", found: str = "") -> str:
    """Return a text with names for the content paths and keys in it.

    ``about`` is the path that the text is about: a path may begin below one that it stands in. ``found`` is what a
    finding found: a single word is a key only where it is that, or the last step of ``about``.
    """

    def name(match: re.Match[str]) -> str:
        for path in (match[0], match[0].rstrip(")")):
            told = _name_whole(path, names) or _name_below(path, names, about)
            if told:
                return told + match[0][len(path) :]
        return match[0]

    def name_key(match: re.Match[str]) -> str:
        key = match[0]
        is_key = "_" in key or key in {found, about.rpartition(".")[2]}
        return (_name_key(key, names) if is_key else "") or key

    return _TWICE.sub(r"\1", _KEY.sub(name_key, _PATH.sub(name, text)))


def _name_whole(path: str, names: PathNames) -> str:
    if _is_path(path, names):
        return names.name_of_number(path) or names.path(path)
    return ""


def _name_below(path: str, names: PathNames, about: str) -> str:
    """What a path is called that begins in the owner of what the text is about, by its field alone."""
    steps = about.split(".")
    for end in range(1, len(steps)):
        whole = ".".join([*steps[:end], path])
        if _is_path(whole, names):
            subject, _, field = subject_of(whole, names.codes)
            return names.describe_field(subject, field)
    return ""


def _name_key(key: str, names: PathNames) -> str:
    """What an entry of a registry says, or a standard sentence; empty for other keys."""
    for programme in names.programmes:
        for path in _paths_of(key, programme):
            return shorten(printed_text(programme, path))
        sentence = programme.values.get(f"phrases.phrases.{key}.other")
        if sentence is not None:
            return shorten(str(sentence.value))
    return ""


def _paths_of(key: str, programme: Programme) -> Iterator[str]:
    for path in programme.values:
        if path.endswith(f".{key}") and (path.startswith(_REGISTRIES) or ".risks.own." in path):
            yield path


def _is_path(path: str, names: PathNames) -> bool:
    """Whether a value stands at a path, a text of a chapter, or a part that has values; a code is called by itself."""
    if any(path in one.values or source_at(one, path) is not None for one in names.programmes):
        return True
    return path in names.parts and names.codes.get(path) is not Subject.INDICATOR
