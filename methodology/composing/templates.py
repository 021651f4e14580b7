"""The Jinja environment of the document templates, and their faults as diagnostics."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from jinja2 import StrictUndefined, TemplateRuntimeError, TemplateSyntaxError
from markupsafe import Markup

from methodology.composing.markup import check_template
from methodology.composing.views import ValueView, View
from methodology.diagnostics import ContentError, Diagnostic, Location, nearest, reason_of
from methodology.messages import spoken_language, translate
from methodology.model.git_marks import find_lfs_pointer, find_merge_marks
from methodology.model.system_files import is_system_file
from methodology.sandbox import (
    EXPRESSION_FAULTS,
    CompiledTemplates,
    Includes,
    TemplateEnvironment,
    TemplateFolder,
    describe_fault,
    fault_line,
)

SUFFIX = ".html.j2"
MAIN = "document" + SUFFIX
_TEXT_FILES = frozenset({".css", ".j2", ".js", ".typ", ".yaml"})
_FILES = _TEXT_FILES | {".docx"}
"""What git may leave unfinished below ``templates/``."""


_COMPILED = CompiledTemplates()
_FAULTS: dict[tuple[str, str, str], tuple[Diagnostic, ...]] = {}
"""What is wrong with each template of this process, by its name and source."""


class DocumentTemplates:
    """The templates of ``templates/document/``; ``print_value`` makes the text of each content value."""

    def __init__(self, folder: Path, print_value: Callable[[ValueView], Markup]) -> None:
        self.folder = folder
        self.name = f"{folder.parent.name}/{folder.name}"
        self.environment = TemplateEnvironment(
            TemplateFolder(folder),
            undefined=_Undefined,
            finalize=lambda value: _finalize(value, print_value),
            bytecode_cache=_COMPILED,
        )
        self.environment.filters["plain"] = _plain

    def check(self) -> None:
        """Raise :class:`ContentError` for everything in the templates that is outside the closed set."""
        if not (self.folder / MAIN).is_file():
            raise ContentError(
                [Diagnostic("missing-file", translate("the template is missing"), Location(f"{self.name}/{MAIN}"))]
            )
        paths = sorted(path for path in self.folder.glob(f"*{SUFFIX}") if not is_system_file(path.name))
        diagnostics = list(_find_git_marks(self.folder.parent)) or [
            diagnostic for path in paths for diagnostic in self._faults(path)
        ]
        if diagnostics:
            raise ContentError(diagnostics)

    def _faults(self, path: Path) -> tuple[Diagnostic, ...]:
        """What is wrong with a template; remembered for as long as it says the same."""
        file = f"{self.name}/{path.name}"
        try:
            source = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            return (
                Diagnostic(
                    "template-unreadable", reason_of(error), Location(file), translate("save the file as UTF-8")
                ),
            )
        known = file, source, spoken_language()
        if known not in _FAULTS:
            _FAULTS[known] = tuple(self._check(file, source))
        return _FAULTS[known]

    def _check(self, file: str, source: str) -> Iterator[Diagnostic]:
        try:
            self.environment.parse(source)
            yield from check_template(self.environment, source, file)
        except TemplateSyntaxError as error:
            yield Diagnostic("template-syntax", describe_fault(error), Location(file, error.lineno, 1))
        except RecursionError:
            yield Diagnostic("template-syntax", translate("brackets or blocks are nested too deeply"), Location(file))
        except ValueError as error:  # Python reads no number of more than 4300 digits
            yield Diagnostic("template-syntax", translate("a number is too long: {error}", error=error), Location(file))

    def render(self, context: dict[str, object], includes: Includes | None = None) -> str:
        """The whole document as markup; raises :class:`ContentError` with the template and line at fault.

        ``includes`` writes what the templates include.
        """
        self.environment.includes = includes
        try:
            return self.environment.fill(MAIN, context)
        except EXPRESSION_FAULTS as error:
            raise ContentError([self._diagnostic(error, context)]) from error

    def _diagnostic(self, error: Exception, context: Iterable[str]) -> Diagnostic:
        file, line = fault_line(error, self.folder) or (MAIN, 0)
        location = Location(f"{self.name}/{file}", line, 1 if line else 0)
        unknown = re.fullmatch(r"'(\w+)' is undefined", str(error))
        hint = nearest(unknown[1], context) if unknown else None
        return Diagnostic(
            "template",
            describe_fault(error),
            location,
            hint or translate("the README lists the names that templates may use"),
        )


def _find_git_marks(templates: Path) -> Iterator[Diagnostic]:
    """What git left in the files of ``templates/``, those of the reports too."""
    for path in sorted(path for path in templates.rglob("*") if path.suffix in _FILES and path.is_file()):
        file, content = f"{templates.name}/{path.relative_to(templates).as_posix()}", path.read_bytes()
        yield from find_lfs_pointer(file, content)
        if path.suffix in _TEXT_FILES:
            yield from find_merge_marks(file, content.decode("utf-8", "replace").replace("\r\n", "\n"))


class _Undefined(StrictUndefined):
    """An undefined name, reported in the words of the content."""

    @property
    def _undefined_message(self) -> str:
        owner, name = self._undefined_obj, str(self._undefined_name)
        if not isinstance(owner, View):
            return super()._undefined_message
        fields = type(owner.model).model_fields
        return translate(
            "{path} has no '{name}' ({hint})",
            path=owner.path,
            name=name,
            hint=nearest(name, fields) or translate("it has {known}", known=", ".join(fields)),
        )


def _finalize(value: object, print_value: Callable[[ValueView], Markup]) -> object:
    """What ``{{ }}`` prints: content values with their path, markup and plain text as they are, and nothing else."""
    if isinstance(value, ValueView):
        return print_value(value)
    if isinstance(value, str | int | StrictUndefined) or hasattr(value, "__html__"):
        return value
    raise TemplateRuntimeError(translate("{value} cannot be printed", value=_kind(value)))


def _plain(value: object) -> str:
    """A content value or a sentence without its path, for an attribute."""
    if isinstance(value, ValueView):
        return str(value.value)
    return value.striptags() if isinstance(value, Markup) else str(value)


def _kind(value: object) -> str:
    if value is None:
        return translate("a value that the content does not give")
    return (
        translate("a part of the content ({path})", path=value.path)
        if isinstance(value, View)
        else f"a {type(value).__name__}"
    )
