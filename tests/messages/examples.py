"""``python -m tests.messages.examples``: write the tables of messages, ``docs/sporocila.md`` and its like, anew.

The examples are English messages that tests and pages quote, or that :mod:`tests.messages.recording` noted, each put
into Slovenian by its template.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Message

from methodology.checks import rules_by_code
from methodology.messages import speaking, translate, translate_count
from tests.messages.catalogues import PACKAGE, places_of_messages, read_catalogue
from tests.messages.english import english_in
from tests.messages.recording import MESSAGES, RULES, read_said

LANGUAGE = "sl"
ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "sporocila.md"
OTHERS_PAGE = ROOT / "docs" / "druga-sporocila.md"
_DECIMAL = re.compile(r"-?\d+\.\d+")
_SPOKEN = frozenset(
    {"amount", "baseline", "coverage", "derived", "exact", "gives", "limit", "milestone", "rate", "result", "rounded"}
    | {"share", "sum", "target", "tolerance", "total", "value"}
)
"""The values that messages say as numbers of the language."""
LONGEST = 180
"""How many characters of a text the table shows."""
_HEAD = """# Sporočila preverjanja

Za vsako pravilo je tu, kaj zahteva, primeri sporočil, kakor jih izpiše `check`, in naslednji korak. Kdo pravilo zahteva
ter kaj je napačno in pravilno, pove `explain PRAVILO`. Oznaka pravila je v vseh jezikih ista. Kar program izpiše še, je
med [drugimi sporočili](druga-sporocila.md). To stran zapiše `uv run python -m tests.messages.examples`.
"""
_HEAD_OF_OTHERS = """# Druga sporočila

Kar program izpiše poleg [sporočil pravil](sporocila.md): namigi, napake brez oznake, vprašanja, potek, poročila in
pomoč. V tabelah so sporočila z vrednostmi, katerih imena stojijo v zavitih oklepajih, pod njimi sporočila brez
vrednosti; kratki izrazi so deli drugih sporočil. Primeri so iz preizkusov; kjer ti sporočila ne sprožijo, so vrednosti
izmišljene. To stran zapiše `uv run python -m tests.messages.examples`.
"""
_ROOMS = {
    "cli": "Ukazi, pomoč, potek in vprašanja",
    "checks": "Preverjanje",
    "reading": "Branje vsebine",
    "model": "Vrednosti, sklici in formule",
    "calculating": "Izračuni",
    "composing": "Sestavljanje dokumenta",
    "word": "Wordove datoteke",
    "rendering": "PDF, spletna stran in preglednice",
    "versions": "Različice in spremembe",
    "verifying": "Preverjanje datotek",
    "components": "Dodajanje in odstranjevanje",
    "sfc": "Primerjava s SFC",
    "": "Skupno",
}
"""What the messages of a room are about; those of all other rooms stand under the last heading."""
_FAMILIES = {
    "structure": "Zapis vsebine in predlog",
    "references": "Sklici in seznami",
    "arithmetic": "Števila",
    "regulation": "Pravo",
    "wording": "Besede",
    "typography": "Pravopis in znaki",
}
_QUOTED = re.compile(
    r"(?:error|warning)\[(?P<code>[a-z0-9-]+)\]: (?P<message>.+)|^(?P<rule>[a-z0-9-]+): (?P<found>.+)$"
)
_MAY_QUOTE = re.compile(r"(?:error|warning)\[[a-z]|\"[a-z0-9]+-[a-z0-9-]+: ")
_NUMBER = r"\d+"
_TYPICAL = {
    "name": "pnr",
    "text": "besedilo",
    "first": "O.1.3",
    "second": "O.1.4",
    "code": "O.1.3",
    "id": "O.1.3",
    "path": "O.1.3.target",
    "place": "O.1.3.target",
    "file": "content/programme.yaml",
    "folder": "content",
    "number": "3",
    "count": "3",
    "line": "12",
    "level": "3",
    "columns": "5",
    "size": "16",
    "year": "2024",
    "program": "build.py",
    "version": "2026-03",
    "old": "2025-11",
    "new": "2026-03",
    "part": "word/document.xml",
    "tag": "p",
    "author": "Ana Novak",
    "chapter": "introduction",
    "before": "46",
    "after": "51",
    "field": "cilj",
    "value": "51",
    "given": "13",
    "language": "de",
    "commit": "1a2b3c4",
    "key": "target",
    "date": "3. 11. 2025",
}
"""Values by their names."""
_LIMITS, _LIMIT = ("most", "longest", "maximum", "least", "narrowest"), "100"
_WITHIN_QUOTES = re.compile(r"(?<!\w)'([^']+)'(?!\w)|“([^”]+)”")
_AS_TYPED = re.compile(r"(?<=\{)(\w+):[^{}]*(?=\})")
"""A value with its format: what is quoted has it already."""


def page() -> str:
    """Return the page with what each rule asks, says and advises."""
    said = examples()
    with speaking(LANGUAGE):
        parts = [_HEAD]
        for family, title in _FAMILIES.items():
            parts.append(f"\n## {title}\n\n| pravilo | zahteva | primeri sporočil | kaj storiti |\n|---|---|---|---|\n")
            for rule in rules_by_code().values():
                if rule.family == family:
                    head = f"`{rule.code}` ({translate(rule.severity)})"
                    shown = "<br>".join(map(_cell, said.get(rule.code, ()))) or "–"
                    parts.append(f"| {head} | {_cell(rule.texts.text)} | {shown} | {_cell(rule.texts.hint)} |\n")
    return "".join(parts)


def page_of_others() -> str:
    """Return the page with the messages that no rule says, by room, each with an example."""
    noted, of_rules = read_said()[MESSAGES], {template for said in _templates_of_rules().values() for template in said}
    rows: dict[str, list[str]] = {title: [] for title in _ROOMS.values()}
    plain: dict[str, list[str]] = {title: [] for title in _ROOMS.values()}
    catalogue = read_catalogue(LANGUAGE)
    for (one, *_), place in sorted(places_of_messages().items()):
        message, title = catalogue[one], _ROOMS.get(place.parts[0], _ROOMS[""])
        shown = "<br>".join(map(_cell, dict.fromkeys(_forms(message))))
        if "{" not in _forms(message)[0].replace("{{", ""):
            plain[title].append(f"- {shown}\n")
        elif one not in of_rules:
            said = _cell(_say_as(message, noted[one]) if one in noted else _make_up(message))
            rows[title].append(f"| {shown} | {said} |\n")
    parts = [_HEAD_OF_OTHERS]
    for title in _ROOMS.values():
        parts += [f"\n## {title}\n\n| sporočilo | primer |\n|---|---|\n", *rows[title], "\n", *plain[title]]
    return "".join(parts)


def _make_up(template: Message) -> str:
    """An example of a message that no test brings about, with values as its values are called."""
    names = {name for one in _forms(template) for _, name, _, _ in Formatter().parse(one) if name}
    values = {name: _TYPICAL.get(name) or (_LIMIT if name.startswith(_LIMITS) else "…") for name in names}
    return _say_with(template, values | ({"count": "2"} if template.pluralizable else {}))


def _forms(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, tuple | list) else (str(message.string),)


def examples() -> dict[str, list[str]]:
    """Return for each code the messages that are quoted or noted somewhere, the shortest of each template.

    Of a code that nothing quotes it is the template, with ``…`` for its values.
    """
    return {code: list(messages.values()) for code, messages in _templates_of_rules().items()}


@cache
def _templates_of_rules() -> dict[str, dict[str, str]]:
    """The examples of each code by the template that they are made of."""
    found: dict[str, dict[str, str]] = {}
    noted = ((code, message) for code, messages in read_said()[RULES].items() for message in messages)
    quoted = {*_quoted_messages(), *noted}
    for code, message in sorted(quoted, key=lambda quoted: (quoted[0], len(quoted[1]), quoted[1])):
        template = find_template(message)
        if template is not None and not english_in(again := say_again(message)):  # else it is quoted in part
            found.setdefault(code, {}).setdefault(_one(template), again)
    for code, words in _templates_in_the_code():
        if code not in found and (said := find_template(words)) is not None:
            found[code] = {words: re.sub(r"\{\w[^{}]*\}", "…", str(said.string))}
    return found


@cache
def say_again(message: str) -> str:
    """Return an English message as it is in the other language, the values in it too; itself where it is none."""
    template = find_template(message)
    return message if template is None else _say_as(template, message)


def _say_as(template: Message, message: str) -> str:
    values = (_match(template, message) or {}).items()
    shown = {
        name: value if f"'{{{name}}}'" in _one(template) else _say_list(_say_number(name, value))
        for name, value in values
    }
    return _say_with(template, shown)


def _say_number(name: str, value: str) -> str:
    """A number as methodology.model.scalars.spoken says it in the other language; no version, no code."""
    is_spoken = name in _SPOKEN and _DECIMAL.fullmatch(value) is not None
    return value.replace(".", ",") if is_spoken else value


def _say_with(template: Message, values: dict[str, str]) -> str:
    if isinstance(template.id, str):
        return _AS_TYPED.sub(r"\1", str(template.string)).format_map(values)
    named = {name: value for name, value in values.items() if name != "count"}
    with speaking(LANGUAGE):
        return translate_count(str(template.id[0]), str(template.id[1]), int(values["count"]), **named)


def _say_list(value: str) -> str:
    """A value, or each of several of which a message lists them."""
    said = say_again(value)
    if said == value and "; " in value:
        return "; ".join(map(say_again, value.split("; ")))
    return said if said != value else _WITHIN_QUOTES.sub(lambda quoted: f"»{quoted[1] or quoted[2]}«", value)


@cache
def find_template(message: str) -> Message | None:
    """Return the message of the catalogue that this one was made of: the one with most words of its own."""
    near = (template for words, template in _templates() if words in message)
    matching = [template for template in near if _match(template, message) is not None]
    return max(matching, key=lambda template: len(re.sub(r"\{\w*\}", "", _one(template))), default=None)


def _one(template: Message) -> str:
    return str(template.id[0] if isinstance(template.id, tuple) else template.id)


@cache
def _templates() -> tuple[tuple[str, Message], ...]:
    """The messages with words of their own, each behind the longest of these, which its two English forms share."""
    named = ((_longest_words(message.id), message) for message in read_catalogue(LANGUAGE) if message.id)
    return tuple((words, message) for words, message in named if message.pluralizable or re.search(r"\w{2,}", words))


def _longest_words(forms: object) -> str:
    shared = [
        {text for text, *_ in Formatter().parse(str(one))} for one in (forms if isinstance(forms, tuple) else (forms,))
    ]
    if len(shared) > 1:  # of an English singular and its plural, words alone are alike
        shared = [set(re.findall(r"\w+", " ".join(texts))) for texts in shared]
    return max(set.intersection(*shared), key=len, default="")


def _match(template: Message, message: str) -> dict[str, str] | None:
    for one in template.id if isinstance(template.id, tuple) else (template.id,):
        if found := _pattern(str(one)).fullmatch(message):
            return found.groupdict()
    return None


@cache
def _pattern(template: str) -> re.Pattern[str]:
    pattern, seen = "", set()
    for text, name, _, _ in Formatter().parse(template):
        pattern += re.escape(text)
        if name is not None:
            value = _NUMBER if name == "count" else "[^']+" if text.endswith("'") else ".+?"
            pattern += f"(?P={name})" if name in seen else f"(?P<{name}>{value})"
            seen.add(name)
    return re.compile(pattern)


def _quoted_messages() -> Iterator[tuple[str, str]]:
    """The codes and messages in the strings of tests, in their cases, and in the pages."""
    for path in sorted((ROOT / "tests").rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)) if _MAY_QUOTE.search(source) else ():
            texts = [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[-1], ast.Constant):
                texts.append(str(node.values[-1].value))
            for text in texts:
                yield from _find(text)
    pages = (path for path in sorted((ROOT / "docs").glob("*.md")) if path != PAGE)
    for path in (*sorted((ROOT / "tests" / "cases").rglob("*.yaml")), *pages):
        yield from _find(path.read_text(encoding="utf-8"))


def _templates_in_the_code() -> Iterator[tuple[str, str]]:
    """The codes that the package gives to messages, each with the template right behind it, or assigned above."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                yield from _templates_of(list(ast.walk(function)))


def _templates_of(nodes: list[ast.AST]) -> Iterator[tuple[str, str]]:
    assigned = {
        node.targets[0].id: node.value
        for node in nodes
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    for call in nodes:
        for code, said in pairwise(call.args) if isinstance(call, ast.Call) else ():
            value = assigned.get(said.id, said) if isinstance(said, ast.Name) else said
            match code, value:
                case ast.Constant(value=str(name)), ast.Call(args=[ast.Constant(value=str(template)), *_]):
                    if name in rules_by_code():
                        yield name, template


def _find(text: str) -> Iterator[tuple[str, str]]:
    for quoted in _QUOTED.finditer(text):
        code, message = quoted["code"] or quoted["rule"], (quoted["message"] or quoted["found"]).strip()
        if code in rules_by_code():
            yield code, message


def _cell(text: str) -> str:
    """A text as a cell of a table in Markdown prints it."""
    text = text.replace("\n", " ").replace("\N{NO-BREAK SPACE}", " ")
    text = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    return re.sub(r"([\\|*_<>\[\]`{}#]|(?<=\])\()", r"\\\1", text)


def main() -> None:
    """Write the pages."""
    PAGE.write_text(page(), encoding="utf-8")
    OTHERS_PAGE.write_text(page_of_others(), encoding="utf-8")
    silent = sorted(rules_by_code().keys() - examples().keys())
    print(f"without an example: {len(silent)}: {', '.join(silent)}")


if __name__ == "__main__":
    main()
