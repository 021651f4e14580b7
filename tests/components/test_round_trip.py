"""What was added and is removed again leaves every byte of the content as it was."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from methodology.components.adding import add_operation, add_risk, add_source
from methodology.components.kind import ComponentKind, IndicatorKind
from methodology.components.new_indicator import SaidOfIndicator, add_indicator
from methodology.components.removing import plan_removal
from methodology.editing import encode_as_before
from methodology.model.programme import Programme
from methodology.reading import read_what_is_whole
from tests.built import CONTENT, SAMPLE, TEMPLATES, copied, read_content

TEXTS = (
    "Nov sistem",
    "Nadgradnja: »nova« stvar – 2. del",
    "- začne se kot seznam",
    "12:30",
    "no",
    "2031",
    "# ni opomba",
    "konča se z dvopičjem:",
    '"v narekovajih"',
    "'enojni' narekovaji",
    "vprašaj? klicaj! & zvezdica *",
    "Prva poved, ki je dolga, da se besedilo razlomi na več vrstic. Druga poved, ki je prav tako zelo dolga.",
    "zavihek\tin presledek\u00a0",
)


def snapshot(content: Path) -> dict[str, bytes]:
    return {path.relative_to(content).as_posix(): path.read_bytes() for path in content.rglob("*") if path.is_file()}


def write(content: Path, files: Mapping[str, str | None]) -> None:
    for file, text in files.items():
        path = content / file
        if text is None:
            path.unlink()
        else:
            path.write_bytes(encode_as_before(path.read_bytes() if path.exists() else None, text))


def whole_of(content: Path) -> Programme:
    """The content without the files of indicators whose values are to be given."""
    return read_what_is_whole(content, None, TEMPLATES).programme


def random_addition(
    programme: Programme, choice: random.Random
) -> tuple[ComponentKind, str, str, Callable[[], Mapping[str, str]]]:
    """Something to add: its kind, its id, the objective whose own it is, and how."""
    name = f"n{choice.randrange(10**6)}"
    text = choice.choice(TEXTS)
    codes = [objective.facts.id for objective in programme.objectives]
    chosen = choice.sample(codes, choice.randint(0, len(codes)))
    kind = choice.choice([one for one in ComponentKind if one is not ComponentKind.CHAPTER])
    if kind is ComponentKind.OPERATION:
        return kind, name, "", lambda: add_operation(programme, name, text)
    if kind is ComponentKind.INDICATOR:
        code, whole = name.upper(), choice.choice([*programme.indicators]).id
        new = SaidOfIndicator(text, "kg", choice.choice([*IndicatorKind]), choice.choice(codes))
        said = choice.choice([new, SaidOfIndicator(text, "kg", whole=whole)])
        return kind, code, "", lambda: add_indicator(programme, code, said)
    if kind is ComponentKind.SOURCE:
        return kind, name, "", lambda: add_source(programme, name, text)
    return kind, name, chosen[0] if len(chosen) == 1 else "", lambda: add_risk(programme, name, text, chosen)


@pytest.mark.parametrize("content", [CONTENT, SAMPLE], ids=["shipped", "sample"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("seed", range(6))
def test_additions_removed_leave_all_bytes(content: Path, ends: str, seed: int, tmp_path: Path) -> None:
    choice = random.Random(seed)
    folder = copied(content, tmp_path)
    for path in folder.rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes().replace(b"\n", ends.encode()))
    before = snapshot(folder)
    added = []
    for _ in range(choice.randint(1, 6)):
        kind, name, objective, files_of = random_addition(whole_of(folder), choice)
        write(folder, files_of())
        added.append((kind, name, objective))
    assert snapshot(folder) != before
    choice.shuffle(added)
    for kind, name, objective in added:
        removal = plan_removal(whole_of(folder), kind, name, objective)
        assert removal.mentions == ()
        write(folder, removal.files)
    assert snapshot(folder) == before


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("operations.yaml", "{}\n"),
        ("operations.yaml", "# seznam operacij\n{}\n"),
        (
            "operations.yaml",
            "# seznam\n\n# prva skupina\nalpha: Prva operacija\n\n# druga skupina\nbeta: Druga\n# konec\n",
        ),
        ("operations.yaml", "alpha: Prva operacija"),
        ("risks.yaml", "factors: {}\ncommon: []\n"),
        ("risks.yaml", "factors: {delay: zamuda}\ncommon: [delay]\n"),
    ],
)
def test_a_registry_of_another_form_is_as_it_was(file: str, text: str, tmp_path: Path) -> None:
    """Registries that hold nothing yet, that stand on one line, whose last line has no end."""
    folder = copied(SAMPLE, tmp_path)
    programme = read_content(folder)
    if file == "operations.yaml":
        of_entry, kind = add_operation, ComponentKind.OPERATION
    else:
        of_entry, kind = add_risk, ComponentKind.RISK
    (folder / file).write_text(text, encoding="utf-8")
    # nothing else may name what the changed file lacks
    for other in ("objectives/so1", "objectives/so2"):
        (folder / other / "risks.yaml").write_text("factors: []\n", encoding="utf-8")
        for indicator in (folder / other / "indicators").glob("O*.yaml"):
            lines = indicator.read_text(encoding="utf-8").splitlines()
            start = lines.index("operations:")
            end = next(at for at, line in enumerate(lines) if at > start and not line.startswith(" "))
            kept = [line for line in lines[:start] + lines[end:] if "{operations" not in line]
            indicator.write_text("\n".join(kept) + "\n", encoding="utf-8")
    programme = read_content(folder)
    write(folder, of_entry(programme, "new_one", "Nova stvar"))
    again = read_content(folder)
    assert "new_one" in (again.operations if kind is ComponentKind.OPERATION else again.risks.factors)
    write(folder, plan_removal(again, kind, "new_one").files)
    assert (folder / file).read_text(encoding="utf-8") == text
