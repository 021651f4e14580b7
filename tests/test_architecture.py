"""The shape of the package: which way imports point, how things are called, how long functions get, what they know.

Each rule is a function from modules to findings, so that a bad sample shows beside it that the rule can fail.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = "methodology"

# cli -> steps -> model -> diagnostics. Every folder (or module) of the package that is not named here is a step.
USES: Mapping[str, frozenset[str]] = {
    # What every room says, in the reader's language.
    "messages": frozenset(),
    # What one build made, kept for the next one.
    "memory": frozenset(),
    "diagnostics": frozenset({"messages"}),
    "model": frozenset({"diagnostics", "messages"}),
    # The words that steps print.
    "language_files": frozenset({"diagnostics", "messages"}),
    # The values that every format is drawn with.
    "look": frozenset({"diagnostics", "messages"}),
    # Every step that fills templates does so here.
    "sandbox": frozenset({"memory", "messages"}),
}
STEP_USES = frozenset({"model", "diagnostics", "language_files", "look", "memory", "messages", "sandbox"})
COMMAND = "cli"
# A step that runs other steps is named here with them, and nowhere else: step -> the steps that it may import.
STEPS_OF_STEPS: Mapping[str, frozenset[str]] = {
    # The whole line, from content to files.
    "building": frozenset({"checks", "composing", "formats", "reading", "rendering", "sealing", "word", "writing"}),
    # The content of a long-lived process, built again after each change.
    "session": frozenset({"building", "composing", "reading", "rendering"}),
    # A workbook is a package, as a Word file is.
    "rendering": frozenset({"packing"}),
    # Computed values get their numbers while the content is read.
    "reading": frozenset({"calculating"}),
    # Written back to the files that were read.
    "editing": frozenset({"reading"}),
    # Parts of the content added and taken out, and what check finds then.
    "components": frozenset({"building", "checks", "editing", "reading"}),
    # The content of a new programme, from what the templates carry.
    "starting": frozenset({"reading"}),
    # The line run backwards: a file compared with what it was made as, and the content edited.
    "pull": frozenset({"checks", "comparing", "composing", "editing", "reading", "versions", "word"}),
    # What a file says of its making.
    "sealing": frozenset({"git"}),
    # The line run twice, and what came out compared.
    "versions": frozenset(
        {
            *("building", "calculating", "checks", "comparing", "composing", "editing", "formats"),
            *("git", "reading", "sealing", "word"),
        }
    ),
    # The line in a long-lived process, with edits between.
    "desk": frozenset(
        {
            *("building", "calculating", "checks", "comparing", "components", "composing", "editing"),
            *("formats", "git", "packing", "pull", "reading", "session", "versions", "word", "writing"),
        }
    ),
    # A file read, and built anew from the version that its seal names.
    "verifying": frozenset({"building", "formats", "sealing", "sfc", "versions", "word"}),
    # A file of the Commission's system, held against the tables of the content.
    "sfc": frozenset({"composing", "word"}),
    # All that knows WordprocessingML; a redline lays two documents beside each other.
    "word": frozenset({"comparing", "packing"}),
}

EMPTY_NAMES = frozenset({"util", "utils", "helper", "helpers", "common", "manager", "managers", "misc"})
MOST_LINES = 50
"""Of a function, its docstring included: it fits a screen."""
MOST_BRANCHES = 15
MOST_FOLDERS = 2
"""A module's name may stand in so many folders, where the folder makes it plain (``markdown`` of two reports)."""
# A language may be named (its rules are Babel's), a country, a fund and the years of one period may not.
NUMBER_OF_A_LAW = re.compile(r"\b(?:19|20)\d\d/\d{3,4}\b|\b3(?:19|20)\d\d[RLD]\d{4}\b")
FOREIGN_WORDS = re.compile(
    r"(?i)slovenij|slovensk|\bslovenia\b|policij|\bisf\b|\bsnv\b|\bamif\b|\bsklad(a|u|i|om|ov)?\b|(?<!\d)20(24|29)(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Module:
    """One source file; ``name`` is dotted, a package's is that of its folder."""

    name: str
    source: str
    is_package: bool = False

    @property
    def part(self) -> str:
        """The folder or module directly under the package that this belongs to; empty for the package itself."""
        return self.name.removeprefix(PACKAGE).strip(".").partition(".")[0]


Modules = Mapping[str, Module]


def read_modules(root: Path) -> Modules:
    """Every module of the package under ``root``, by name."""
    found = {}
    for path in sorted((root / PACKAGE).rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        is_package = parts[-1] == "__init__"
        name = ".".join(parts[:-1] if is_package else parts)
        found[name] = Module(name, path.read_text(encoding="utf-8"), is_package)
    return found


def imported_names(module: Module) -> Iterator[str]:
    """Every dotted name that the module imports, at its top, in functions, for types only, or by its name as text."""
    for node in ast.walk(ast.parse(module.source)):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=origin, names=names, level=level):
                parents = module.name.split(".")
                base = parents[: len(parents) - level + module.is_package] if level else []
                prefix = ".".join([*base, *([origin] if origin else [])])
                yield from (f"{prefix}.{alias.name}" for alias in names)
            case ast.Call(
                func=ast.Name(id="import_module" | "__import__") | ast.Attribute(attr="import_module"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                yield name


def imported_modules(module: Module, modules: Modules) -> set[str]:
    """The modules of the package that the module imports; ``from a.b import c`` is ``a.b.c`` where that is a module."""
    found = set()
    for name in imported_names(module):
        if name.partition(".")[0] != PACKAGE:
            continue
        target = name if name in modules else name.rpartition(".")[0]
        found.add(target if target in modules else name)
    return found - {module.name}


def wrong_directions(modules: Modules) -> list[str]:
    """Imports against ``cli -> steps -> model -> diagnostics``, and from step to step."""
    findings = []
    for module in modules.values():
        if module.part == COMMAND:
            continue
        allowed = USES.get(module.part, STEP_USES | STEPS_OF_STEPS.get(module.part, frozenset())) if module.part else ()
        for name in sorted(imported_modules(module, modules)):
            part = Module(name, "").part
            if part and part != module.part and part not in allowed:
                findings.append(f"{module.name} imports {name}")
    return findings


def import_cycles(modules: Modules) -> list[str]:
    """A ring of modules that import one another, function-level imports included."""
    graph = {module.name: imported_modules(module, modules) for module in modules.values()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return [" -> ".join(error.args[1])]
    return []


def empty_names(modules: Modules) -> list[str]:
    """Modules and folders named after nothing that they do."""
    return [name for name in modules if EMPTY_NAMES & set(re.split(r"[._]", name.lower()))]


def doubled_classes(modules: Modules) -> list[str]:
    """Class names that stand for several things."""
    homes: dict[str, list[str]] = {}
    for module in modules.values():
        for node in ast.walk(ast.parse(module.source)):
            if isinstance(node, ast.ClassDef):
                homes.setdefault(node.name, []).append(module.name)
    return [f"{name}: {', '.join(places)}" for name, places in homes.items() if len(places) > 1]


def doubled_modules(modules: Modules) -> list[str]:
    """Module names that stand in more folders than ``MOST_FOLDERS``."""
    counts = Counter(name.rpartition(".")[2] for name, module in modules.items() if not module.is_package)
    return [f"{name}: in {count} folders" for name, count in counts.items() if count > MOST_FOLDERS]


Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(modules: Modules) -> Iterator[tuple[str, Function]]:
    """Every function and method with its place."""
    for module in modules.values():
        for node in ast.walk(ast.parse(module.source)):
            if isinstance(node, Function):
                yield f"{module.name}:{node.lineno} {node.name}", node


def long_functions(modules: Modules) -> list[str]:
    """Functions that do not fit a screen."""
    lengths = {place: (node.end_lineno or 0) - node.lineno + 1 for place, node in functions(modules)}
    return [f"{place}: {length} lines" for place, length in lengths.items() if length > MOST_LINES]


def branching_functions(modules: Modules) -> list[str]:
    """Functions of a cyclomatic complexity (McCabe 1976; comprehensions and ``and`` count) above ``MOST_BRANCHES``."""
    counts = {place: 1 + sum(map(branches, ast.walk(node))) for place, node in functions(modules)}
    return [f"{place}: {count}" for place, count in counts.items() if count > MOST_BRANCHES]


def branches(node: ast.AST) -> int:
    """How many ways a node adds to those through its function."""
    match node:
        case ast.If() | ast.IfExp() | ast.For() | ast.While() | ast.ExceptHandler() | ast.Assert():
            return 1
        case ast.BoolOp(values=values):
            return len(values) - 1
        case ast.comprehension(ifs=conditions):
            return 1 + len(conditions)
        case ast.match_case(pattern=pattern):
            return 0 if isinstance(pattern, ast.MatchAs) and pattern.pattern is None else 1
        case _:
            return 0


def open_matches(modules: Modules) -> list[str]:
    """``match`` statements over a closed union or an enumeration of the package that do not end in ``assert_never``."""
    closed = closed_classes(modules)
    return [
        f"{module.name}:{node.lineno}"
        for module in modules.values()
        for node in ast.walk(ast.parse(module.source))
        if isinstance(node, ast.Match) and matched_classes(node) & closed and not ends_in_never(node)
    ]


def closed_classes(modules: Modules) -> set[str]:
    """The members of unions that have a name (``Block = Heading | Paragraph``), and the enumerations."""
    classes = set()
    for module in modules.values():
        for node in ast.parse(module.source).body:
            match node:
                case ast.Assign(value=ast.BinOp(op=ast.BitOr()) as union):
                    classes |= {name.id for name in ast.walk(union) if isinstance(name, ast.Name)}
                case ast.ClassDef(name=name, bases=[*_, ast.Name(id="StrEnum" | "Enum" | "IntEnum")]):
                    classes.add(name)
    return classes - {"str", "int", "float", "bytes", "None"}


def matched_classes(statement: ast.Match) -> set[str]:
    """The classes that the patterns of a ``match`` name: ``Heading()``, ``ListFormat.DASH``."""
    names = set()
    for node in (part for case in statement.cases for part in ast.walk(case.pattern)):
        match node:
            case ast.MatchClass(cls=ast.Name(id=name)) | ast.MatchValue(value=ast.Attribute(value=ast.Name(id=name))):
                names.add(name)
    return names


def ends_in_never(statement: ast.Match) -> bool:
    """Whether the last case is ``case _: assert_never(...)``."""
    match statement.cases[-1]:
        case ast.match_case(
            pattern=ast.MatchAs(pattern=None | ast.MatchAs(pattern=None)),
            guard=None,
            body=[ast.Expr(ast.Call(func=ast.Name(id="assert_never")))],
        ):
            return True
        case _:
            return False


def foreign_words(modules: Modules) -> list[str]:
    """Places where the program knows a fund, a country or the years of a period, which stand in content/ alone."""
    return [
        f"{module.name}:{number}: {word.group()}"
        for module in modules.values()
        for number, line in enumerate(module.source.splitlines(), start=1)
        for word in FOREIGN_WORDS.finditer(line)
    ]


def test_the_package_is_read() -> None:
    modules = read_modules(ROOT)
    assert {"methodology", "methodology.diagnostics", "methodology.model.document"} <= modules.keys()
    assert modules["methodology.model"].is_package


RULES = (
    wrong_directions,
    import_cycles,
    empty_names,
    doubled_classes,
    doubled_modules,
    long_functions,
    branching_functions,
    open_matches,
    foreign_words,
)


@pytest.mark.parametrize("rule", RULES)
def test_the_package_keeps_the_rule(rule: Callable[[Modules], list[str]]) -> None:
    assert rule(read_modules(ROOT)) == []


def test_no_number_of_a_law_stands_in_the_package() -> None:
    """Rules cite the acts and articles that the content's fund.yaml names; a number of one act fits one fund."""
    files = [file for file in (ROOT / PACKAGE).rglob("*") if file.suffix in (".py", ".yaml", ".json")]
    assert len(files) > 200
    numbers = {str(file): NUMBER_OF_A_LAW.findall(file.read_text(encoding="utf-8")) for file in files}
    assert {file: found for file, found in numbers.items() if found} == {}


@pytest.mark.parametrize("text", ["Reg. 2021/1149", "Regulation (EU) 2021/1060", "L 2018/1046", "32021R1149"])
def test_a_number_of_a_law_is_found(text: str) -> None:
    assert NUMBER_OF_A_LAW.search(text)


def test_a_step_that_is_allowed_others_uses_them() -> None:
    modules = read_modules(ROOT)
    used = {
        (module.part, Module(name, "").part)
        for module in modules.values()
        for name in imported_modules(module, modules)
    }
    assert {(step, other) for step, others in STEPS_OF_STEPS.items() for other in others} - used == set()


def sample(**sources: str) -> Modules:
    """A package of these modules; ``__`` stands for the dot in their names."""
    names = {f"{PACKAGE}.{key.replace('__', '.')}": source for key, source in sources.items()}
    folders = {name.rpartition(".")[0] for name in names} | {PACKAGE}
    return {name: Module(name, names.get(name, ""), name in folders) for name in sorted({*names, *folders})}


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("reading__yaml", "from methodology.rendering.html import render_html"),
        ("reading__yaml", "import methodology.rendering.html"),
        ("reading__yaml", "from methodology import rendering"),
        ("reading__yaml", "from ..rendering import html"),
        ("reading__yaml", "def late():\n    from methodology.rendering.html import render_html"),
        ("reading__yaml", "if TYPE_CHECKING:\n    from methodology.cli import main"),
        ("reading__yaml", "importlib.import_module('methodology.rendering.html')"),
        ("model__programme", "from methodology.reading.yaml import read"),
        ("model__programme", "from methodology.cli import main"),
        ("diagnostics", "from methodology.model.document import Document"),
        ("diagnostics", "from .model import document"),
    ],
)
def test_an_import_in_the_wrong_direction_is_found(module: str, line: str) -> None:
    others = {"rendering__html": "", "reading__yaml": "", "cli": "", "model__document": "", "diagnostics": ""}
    findings = wrong_directions(sample(**{**others, module: line}))
    assert [finding.split()[0] for finding in findings] == [f"{PACKAGE}.{module.replace('__', '.')}"]


def test_imports_in_the_right_direction_pass() -> None:
    modules = sample(
        cli="from methodology.reading.yaml import read\nfrom methodology.rendering import html",
        reading__yaml="from methodology.model.programme import Programme\nfrom ..diagnostics import ContentError\n"
        "from .nodes import Node\nimport yaml",
        reading__nodes="",
        rendering__html="from methodology.model import document",
        model__document="",
        model__programme="from methodology.diagnostics import Location\nfrom methodology.model.document import Run",
        diagnostics="import enum",
    )
    assert wrong_directions(modules) == []
    assert import_cycles(modules) == []


def test_a_cycle_through_a_function_is_found() -> None:
    modules = sample(
        model__one="from methodology.model import two",
        model__two="def late():\n    from .one import thing",
    )
    assert len(import_cycles(modules)) == 1


def test_a_cycle_through_a_package_is_found() -> None:
    modules = sample(model="from methodology.model.one import thing", model__one="from methodology.model import other")
    assert len(import_cycles(modules)) == 1


@pytest.mark.parametrize("name", ["utils", "reading__helpers", "common__text", "reading__html_utils"])
def test_an_empty_name_is_found(name: str) -> None:
    assert f"{PACKAGE}.{name.replace('__', '.')}" in empty_names(sample(**{name: ""}))


def test_a_doubled_class_is_found() -> None:
    assert doubled_classes(sample(cli="class Leaf: ...", model="class Leaf: ...\nclass Run: ...")) == [
        "Leaf: methodology.cli, methodology.model"
    ]


def test_a_name_of_too_many_folders_is_found() -> None:
    assert doubled_modules(sample(cli__seal="", model__seal="")) == []
    assert doubled_modules(sample(cli__seal="", model__seal="", word__seal="")) == ["seal: in 3 folders"]


def test_a_long_function_is_found() -> None:
    body = "    pass\n" * (MOST_LINES - 1)
    assert long_functions(sample(cli=f"def fits():\n{body}")) == []
    assert long_functions(sample(cli=f"def fits():\n{body}    pass\n")) == ["methodology.cli:1 fits: 51 lines"]


def test_a_function_of_many_branches_is_found() -> None:
    source = "def f(x):\n    return [y for y in x if y and {}]"
    assert branching_functions(sample(cli=source.format(" or ".join("y" * 12)))) == []
    assert branching_functions(sample(cli=source.format(" or ".join("y" * 13)))) == ["methodology.cli:1 f: 16"]


@pytest.mark.parametrize(
    "ending",
    ["", "        case _:\n            return", "        case _ if x:\n            assert_never(x)"],
)
@pytest.mark.parametrize("pattern", ["Heading()", "Alignment.LEFT", "[Heading()]"])
def test_a_match_that_a_new_member_would_slip_through_is_found(pattern: str, ending: str) -> None:
    model = "class Alignment(StrEnum): ...\nBlock = Heading | Note"
    source = f"def f(x):\n    match x:\n        case {pattern}:\n            pass\n"
    assert open_matches(sample(model=model, cli=f"{source}{ending}")) == ["methodology.cli:2"]
    assert open_matches(sample(model=model, cli=f"{source}        case _:\n            assert_never(x)")) == []


def test_a_match_over_other_things_may_end_as_it_likes() -> None:
    assert open_matches(sample(model="Block = Heading | Note", cli="match x:\n    case str():\n        pass")) == []


@pytest.mark.parametrize(
    "line",
    [
        '"Republika Slovenija"',
        '"slovenske"',
        "# Slovenia",
        'fund = "ISF"',
        '"Program Sklada"',
        "policije = 1",
        "YEAR = 2024",
        '"MEJNIK 2024"',
        'f"milestone_2029"',
    ],
)
def test_what_the_package_must_not_know_is_found(line: str) -> None:
    assert [finding.partition(": ")[0] for finding in foreign_words(sample(cli=f"import sys\n{line}"))] == [
        "methodology.cli:2"
    ]


@pytest.mark.parametrize("line", ["skladno = 1", "# Slovenian plurals are Babel's", "SIZE = 120240", "isfinite(x)"])
def test_other_words_pass(line: str) -> None:
    assert foreign_words(sample(cli=line)) == []
