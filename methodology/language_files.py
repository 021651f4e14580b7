"""The words of each language: a file below ``languages/`` of the templates, a section for each part that prints."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from methodology.diagnostics import ContentError, Diagnostic, Location, describe_wrong_value
from methodology.messages import translate

LANGUAGES = "languages"

Words = TypeVar("Words", bound=BaseModel)


def list_languages(templates: Path) -> tuple[str, ...]:
    """Return the languages that the templates have words of, by the names of their files (``sl``)."""
    return tuple(sorted(path.stem for path in (templates / LANGUAGES).glob("[!.~]*.yaml")))


def find_language_file(templates: Path, tag: str) -> Path | None:
    """Return the file of a language: that of the whole tag (``sl-SI``), else of its first part; None without one."""
    files = (templates / LANGUAGES / f"{name}.yaml" for name in (tag, tag.partition("-")[0]))
    return next((file for file in files if file.is_file()), None)


def read_section(templates: Path, tag: str, section: str, model: type[Words]) -> Words:
    """Return the words of a section in a language; ContentError where there are none or the file is at fault."""
    file = find_language_file(templates, tag)
    if file is None:
        hint = translate(
            "copy the file of another language below {name}/{languages}/, and translate it",
            name=templates.name,
            languages=LANGUAGES,
        )
        raise _fault(
            templates, tag, "template-missing", translate("there are no words of the language '{tag}'", tag=tag), hint
        )
    try:
        words = _parse(file.read_text(encoding="utf-8"))
        if not isinstance(words, Mapping) or section not in words:
            hint = translate("take it from the file of another language, and translate it")
            raise _fault(
                templates,
                file.stem,
                "template-missing",
                translate("the file has no section '{section}'", section=section),
                hint,
            )
        return model.model_validate(words[section])
    except UnicodeDecodeError as error:
        hint = translate("save the file as UTF-8")
        raise _fault(templates, file.stem, "template-error", translate("the file is not UTF-8"), hint) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        message = translate("the file is not readable as YAML, see line {line}", line=line)
        raise _fault(templates, file.stem, "template-error", message) from error
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        place = ".".join(map(str, (section, *detail["loc"])))
        context = detail.get("ctx", {})
        told = context.get("text") or context.get("error")
        said = told or describe_wrong_value(detail["type"], detail["input"], context.get("expected", ""))
        raise _fault(templates, file.stem, "template-error", f"{place}: {said}") from error


@lru_cache(maxsize=8)
def _parse(text: str) -> object:
    """What a language's file says: each part that prints takes its section of the same text."""
    return yaml.load(text, yaml.CSafeLoader)


def _fault(templates: Path, name: str, code: str, message: str, hint: str | None = None) -> ContentError:
    return ContentError([Diagnostic(code, message, Location(f"{templates.name}/{LANGUAGES}/{name}.yaml"), hint)])
