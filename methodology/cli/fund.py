"""``fund``: the programme's copy of its fund held against what the program carries now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from methodology.cli.console import say
from methodology.cli.options import CONTENT, TEMPLATES, ContentFolder, TemplateFolder
from methodology.diagnostics import ExitCode
from methodology.messages import translate, translate_count

if TYPE_CHECKING:
    from methodology.model.fund import Fund

_SAID_ALONE = ("source", "unverified")
"""What a copy says of itself."""


def fund(content: ContentFolder = CONTENT, templates: TemplateFolder = TEMPLATES) -> None:
    """List what fund.yaml says otherwise than the program; exit code 1 if anything differs."""
    from methodology.reading import read_programme
    from methodology.reading.carried_funds import read_carried, take_fund

    programme = read_programme(content, content.name, templates)
    own = programme.fund
    if own is None:
        say(translate("there is no fund.yaml to compare"), "yellow")
        raise typer.Exit(ExitCode.CONTENT)
    law = take_fund(read_carried(templates, own.fund), programme.facts.language)
    differing = [
        (f"{owner} {field}".strip(), before, after) for (owner, field), before, after in compare_funds(own, law)
    ]
    for name, before, after in differing:
        say(name, "bold")
        say(f"  {content.name}/fund.yaml: {_shown(before)}", "red")
        say("  " + translate("the program: {text}", text=_shown(after)), "green")
    say(
        translate_count(
            "{fund} of {own} and {law}: {count} difference",
            "{fund} of {own} and {law}: {count} differences",
            len(differing),
            fund=own.fund,
            own=own.as_of,
            law=law.as_of,
        )
    )
    if law.unverified:
        unverified = ", ".join(law.unverified)
        say(translate("not compared with the law by the program: {names}", names=unverified), "dim")
    if differing:
        raise typer.Exit(ExitCode.CONTENT)


def compare_funds(own: Fund, law: Fund) -> list[tuple[tuple[str, str], str | None, str | None]]:
    """What differs, by code and field (``O.1.1``, ``name``), with both texts.

    What one of them does not have at all has one entry, without a field, with its first text; None on the other side.
    """
    ours, theirs = _texts(own), _texts(law)
    order = translate("order of codes")
    ours[""][order] = ", ".join(code for code in ours if code in theirs)
    theirs[""][order] = ", ".join(code for code in theirs if code in ours)
    differing: list[tuple[tuple[str, str], str | None, str | None]] = []
    for owner in dict.fromkeys((*ours, *theirs)):
        before, after = ours.get(owner), theirs.get(owner)
        if before is None or after is None:
            first = [next(iter(texts.values())) if texts else None for texts in (before, after)]
            differing.append(((owner, ""), first[0], first[1]))
            continue
        fields = dict.fromkeys((*before, *after))
        both = (((owner, field), before.get(field), after.get(field)) for field in fields)
        differing += (one for one in both if one[1] != one[2])
    return differing


def _texts(fund: Fund) -> dict[str, dict[str, str]]:
    """All that a fund says, by code and field; what has no code stands under none."""
    facts = fund.model_dump(exclude={"objectives", "interventions", *_SAID_ALONE})
    said = {"": {key: str(value) for key, value in facts.items() if value not in (None, ())}}
    for objective in fund.objectives:
        measures = {translate("measure {code}", code=code): text for code, text in objective.measures.items()}
        said[objective.code] = {"title": objective.title, **measures}
        for kind, wholes in (("output", objective.outputs), ("result", objective.results)):
            for core in (core for whole in wholes for core in whole.with_parts):
                said[core.code] = {
                    "name": core.name,
                    "kind": f"{kind} of {objective.code}",
                    "unit": core.unit or "",
                    "computed": "yes" if core.computed else "no",
                    "parts": ", ".join(part.code for part in core.parts),
                }
    for key, table in fund.interventions.items():
        headings = {translate("heading above {code}", code=code): text for code, text in table.headings.items()}
        said[key] = {"title": table.title, "scope": table.scope, **headings, **table.codes}
    return said


def _shown(text: str | None) -> str:
    return text or translate("(nothing)")
