"""``explain``: what a rule asks, and why."""

from __future__ import annotations

from typing import Annotated

import typer

from methodology.cli.console import say, say_error
from methodology.cli.options import CONTENT, ContentFolder
from methodology.diagnostics import ExitCode, nearest


def explain(
    code: Annotated[str, typer.Argument(help="A rule's code, as check prints it in brackets.")] = "",
    *,
    content: ContentFolder = CONTENT,
) -> None:
    """Say what a rule asks, who asks it, and what is wrong and right; without a code, list the rules.

    The articles are those of the fund of the content, where that can be read.
    """
    from methodology.checks import rules_by_code
    from methodology.reading import read_fund_alone

    rules = rules_by_code()
    if not code:
        for rule in rules.values():
            say(f"{rule.code:32} {rule.family:12} {rule.severity:8} {rule.texts.text}")
        return
    if code not in rules:
        say_error(f"no rule '{code}'", nearest(code, rules))
        raise typer.Exit(ExitCode.USAGE)
    rule = rules[code]
    say(f"{rule.severity}[{rule.code}] ({rule.family})", "bold")
    for title, text in (
        ("rule", rule.texts.text),
        ("source", rule.texts.cited(read_fund_alone(content))),
        ("what to do", rule.texts.hint),
        ("wrong", rule.texts.wrong),
        ("right", rule.texts.right),
    ):
        say(f"\n{title}:", "bold")
        for line in text.splitlines():
            say(f"  {line}")
