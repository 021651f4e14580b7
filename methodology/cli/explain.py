"""``explain``: what a rule asks, and how a value came about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from methodology.cli.choosing import judge_folders, number_findings
from methodology.cli.console import format_path, format_place, say, say_error
from methodology.cli.options import CONTENT, TEMPLATES, ContentFolder, TemplateFolder
from methodology.diagnostics import ExitCode, nearest
from methodology.messages import language_of, translate, translate_count

if TYPE_CHECKING:
    from pathlib import Path

    from methodology.checks import Rule
    from methodology.model.calculation import Calculation
    from methodology.model.programme import Programme
    from methodology.versions.explanation import Explanation
    from methodology.versions.history import PastChange

SHORTEST_COMMIT = 8


def explain(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="RULE, PATH or NUMBER",
            help="A rule's code, a value's path (O.1.3.target), or a finding's number.",
        ),
    ] = "",
    *,
    content: ContentFolder = CONTENT,
    templates: TemplateFolder = TEMPLATES,
) -> None:
    """Say what a rule asks, or how a value came about; without a name, list the rules.

    Of a finding, by the number that check prints: its whole message, the next step, and its rule. Of a rule: who asks
    it, and what is wrong and right; the articles are those of the fund of the content. Of a value: its formula down to
    the numbers that are given, with their sources, the reasons, the places where it is printed, and the commits that
    changed it.
    """
    from methodology.checks import rules_by_code

    rules = rules_by_code()
    if not name:
        _list_rules(rules.values())
    elif name in rules:
        _explain_rule(name, content)
    elif name.isdecimal():
        _explain_finding(int(name), content, templates, str(context.find_root().info_name))
    else:
        _explain_value(name, content, templates)


def _list_rules(rules: Iterable[Rule]) -> None:
    from methodology.checks import Family

    in_order = sorted(rules, key=lambda rule: list(Family).index(rule.family))
    for family, members in groupby(in_order, key=lambda rule: rule.family):
        say(translate(family), "bold")
        for rule in members:
            say(f"  {rule.code} ({translate(rule.severity)})")
            _say_within(rule.texts.text, 4)


def _say_within(text: str, indentation: int = 2) -> None:
    """Print a text below its title, no line wider than a line of check may be."""
    from methodology.cli.findings import line_width, wrap

    for line in wrap(text, indentation, line_width()):
        say(line)


def _explain_finding(number: int, content: ContentFolder, templates: TemplateFolder, program: str) -> None:
    from methodology.cli.findings import print_finding

    judgement = judge_folders(content, format_path(content), templates, is_rendered=True)
    for finding in number_findings(judgement.findings):
        if finding.number == number:
            programme = judgement.programme
            print_finding(finding, None if "fund" in programme.lost else programme.fund, program)
            if finding.chapter is not None and "programme" not in programme.lost:
                _print_skeleton(programme, finding.found, finding.chapter, templates)
            return
    hint = translate("{program} check prints the numbers", program=program)
    say_error(translate("no finding has the number {number}", number=number), hint)
    raise typer.Exit(ExitCode.USAGE)


def _print_skeleton(programme: Programme, statement: str, chapter: str, templates: Path) -> None:
    """Print what is to be added to the content for a statement, in the programme's language."""
    from methodology.language_files import list_languages
    from methodology.starting.skeleton import write_statement
    from methodology.starting.words import read_starting_words

    language = language_of(programme.facts.language)
    if language not in list_languages(templates):
        return
    words = read_starting_words(templates, language)
    for file, text in write_statement(words, statement, chapter, programme.chapters).items():
        say(f"\n{translate('to be added to {file}:', file=f'{programme.name}/{file}')}", "bold")
        for line in text.splitlines():
            say(f"  {line}".rstrip())


def _explain_rule(code: str, content: ContentFolder) -> None:
    from methodology.checks import rules_by_code
    from methodology.reading import read_fund_alone

    rule = rules_by_code()[code]
    say(f"{translate(rule.severity)}[{rule.code}] ({translate(rule.family)})", "bold")
    for title, text in (
        (translate("rule:"), rule.texts.text),
        (translate("source:"), rule.texts.cited(read_fund_alone(content))),
        (translate("what to do:"), rule.texts.hint),
    ):
        say(f"\n{title}", "bold")
        for line in text.splitlines():
            _say_within(line)
    for title, example in ((translate("wrong:"), rule.texts.wrong), (translate("right:"), rule.texts.right)):
        say(f"\n{title}", "bold")
        for line in example.splitlines():
            say(f"  {line}")


def _explain_value(name: str, content: ContentFolder, templates: TemplateFolder) -> None:
    from methodology.checks import rules_by_code
    from methodology.reading import read_programme
    from methodology.versions.explanation import explain_value, find_value
    from methodology.versions.version import read_version

    values: Collection[str] = ()
    path = ""
    if content.is_dir():
        programme = read_programme(content, format_path(content), templates)
        values, path = programme.values, find_value(programme, name)
    if not path:
        message = translate("no rule and no value is called '{name}'", name=name)
        say_error(message, nearest(name, (*rules_by_code(), *values)))
        raise typer.Exit(ExitCode.USAGE)
    version = read_version(content, format_path(content), templates, pages=True)
    _print(explain_value(version, path, content))


def _print(explanation: Explanation) -> None:
    for line in _tree(explanation.calculation, explanation.sources):
        say(line)
    for said in explanation.texts:
        say(f"\n{said.title}:", "bold")
        _say_within(said.text)
    say("\n" + translate("printed:"), "bold")
    for place, count in explanation.places.items():
        texts = translate_count("{count} text", "{count} texts", count)
        say(f"  {format_place(place)} ({texts})" if count > 1 else f"  {format_place(place)}")
    if not explanation.places:
        say("  " + translate("nowhere"))
    say("\n" + translate("changed:"), "bold")
    for change in explanation.history or ():
        say(f"  {_format_change(change)}")
    if explanation.history is None:
        say("  " + translate("not known: the content lies in no git repository"))
    elif not explanation.history:
        say("  " + translate("never"))


def _format_change(change: PastChange) -> str:
    when = f"{change.date} {change.commit[:SHORTEST_COMMIT]}" if change.commit else translate("not committed")
    if change.version:
        when = translate("{when} (version {version})", when=when, version=change.version)
    before, after = (translate("nothing") if text is None else text for text in (change.before, change.after))
    return f"{when}: {change.path}: {before} → {after}"


def _tree(calculation: Calculation, sources: Mapping[str, str]) -> Iterator[str]:
    """The lines of the tree; what was shown before is not opened again."""
    shown: set[str] = set()
    waiting = [(calculation, "", "")]
    while waiting:
        one, first, rest = waiting.pop()
        yield f"{first}{_head(one)}"
        below = f"{rest}│  " if one.terms and one.path not in shown else f"{rest}   "
        if one.path in shown:
            yield from [below + translate("as above")] if one.terms else []
            continue
        shown.add(one.path)
        yield from (f"{below}{line}" for line in _said(one, sources))
        terms = list(enumerate(one.terms, start=1))
        for number, term in reversed(terms):
            is_last = number == len(terms)
            waiting.append((term, f"{rest}{'└─ ' if is_last else '├─ '}", f"{rest}{'   ' if is_last else '│  '}"))


def _head(calculation: Calculation) -> str:
    from methodology.versions.explanation import show_value

    name = f"  {calculation.name}" if calculation.name else ""
    return f"{calculation.path} = {show_value(calculation)}{name}"


def _said(calculation: Calculation, sources: Mapping[str, str]) -> Iterator[str]:
    """What is said of a value: its formula with the numbers, its source, year and note."""
    from methodology.model.calculation import show_formula, show_result

    if calculation.formula is not None:
        yield translate("formula: {formula}", formula=calculation.formula)
        yield f"  {show_formula(calculation)} {show_result(calculation)}"
        if not calculation.is_computed and calculation.result != calculation.value:
            yield "  " + translate("the value is typed, and it is another one: {value}", value=calculation.value)
    elif calculation.cells:
        count = len(calculation.cells)
        yield translate_count("column: {count} number", "column: {count} numbers", count)
    else:
        yield translate("given, without a formula")
    if calculation.source is not None:
        yield translate("source: {source}", source=sources.get(calculation.source, calculation.source))
    if calculation.year is not None:
        yield translate("year: {year}", year=calculation.year)
    if calculation.note is not None:
        yield translate("note: {note}", note=calculation.note)
