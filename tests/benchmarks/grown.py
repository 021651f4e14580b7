"""The real content several times over: each specific objective again under new codes, with all that is said of it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.built import CONTENT, copied


def grown(folder: Path, times: int, content: Path = CONTENT) -> Path:
    """A copy of the content with ``times`` as many objectives; chapters and registries stay as they are."""
    copy = copied(content, folder)
    objectives = sorted((copy / "objectives").iterdir())
    for turn in range(1, times):
        for objective in objectives:
            number = int(objective.name.removeprefix("so")) + turn * len(objectives)
            _copy_objective(objective, objective.with_name(f"so{number}"), number)
            _copy_law(copy / "fund.yaml", objective.name.removeprefix("so"), number)
    return copy


def _copy_law(file: Path, own: str, number: int) -> None:
    """The fund has the objective once more, before what follows its objectives."""
    text = file.read_text(encoding="utf-8")
    found = re.search(rf"(?ms)^  - code: SO{own}\n.*?(?=^  - code: SO|^\S)", text)
    assert found
    end = re.search(r"(?m)^objectives:\n(?:[ ].*\n)*", text)
    assert end
    text = text[: end.end()] + _renumbered(found[0], own, number) + text[end.end() :]
    file.write_text(text, encoding="utf-8")


def _renumbered(text: str, own: str, number: int) -> str:
    text = re.sub(rf"\b([OR])\.{own}\.(?=\d)", rf"\1.{number}.", text)
    return re.sub(rf"\bSO{own}\b", f"SO{number}", text)


def _copy_objective(source: Path, target: Path, number: int) -> None:
    shutil.copytree(source, target)
    own = source.name.removeprefix("so")
    for path in sorted(target.rglob("*.yaml")):
        text = _renumbered(path.read_text(encoding="utf-8"), own, number)
        text = re.sub(rf"(?m)^number: {own}$", f"number: {number}", text)
        path.write_text(text, encoding="utf-8")
        path.rename(path.with_name(re.sub(rf"^([OR])\.{own}\.", rf"\1.{number}.", path.name)))
