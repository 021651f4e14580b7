"""Random amendments of what stands in the YAML files, and others that print the same."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.versions.wide_amendments import Amendment, Folders, in_file

ENTRY = re.compile(r"^  - [a-z][\w]*(?:: .*)?$", re.MULTILINE)


def _change_one(pattern: str, new: str) -> Callable[[str, random.Random], str]:
    """One place of a pattern becomes another text: a template of `re`, in which ``#`` is a number."""

    def change(text: str, chance: random.Random) -> str:
        places = list(re.finditer(pattern, text, re.MULTILINE))
        if not places:
            return text
        place = chance.choice(places)
        return (
            text[: place.start()] + place.expand(new).replace("#", str(chance.randrange(1, 99))) + text[place.end() :]
        )

    return change


def _move_entry(text: str, chance: random.Random) -> str:
    """An entry of a list stands elsewhere among the others."""
    lists = list(re.finditer(r"(?:^  - [a-z]\w*(?:: .*)?\n){2,}", text, re.MULTILINE))
    if not lists:
        return text
    found = chance.choice(lists)
    entries = found[0].splitlines(keepends=True)
    entries.insert(chance.randrange(len(entries)), entries.pop(chance.randrange(len(entries))))
    return text[: found.start()] + "".join(entries) + text[found.end() :]


def _move_paragraph(text: str, chance: random.Random) -> str:
    """A paragraph stands elsewhere in its chapter."""
    blocks = text.rstrip("\n").split("\n\n")
    plain = [at for at, block in enumerate(blocks) if re.match(r"[A-ZČŠŽ]", block) and not block.endswith(":")]
    if len(plain) < 2:
        return text
    moved = blocks.pop(chance.choice(plain))
    blocks.insert(chance.randrange(1, len(blocks) + 1), moved)
    return "\n\n".join(blocks) + "\n"


def _break_lines(text: str, chance: random.Random) -> str:
    """The lines of the source are broken elsewhere; the print is the same."""
    places = list(re.finditer(r"(?<=[a-zčšž,]) (?=[a-zčšž]{3,} [a-zčšž]{2,})", text))
    for place in sorted(chance.sample(places, min(3, len(places))), key=lambda place: -place.start()):
        text = text[: place.start()] + chance.choice(["\n", "  "]) + text[place.end() :]
    return text


def _write_otherwise(text: str, chance: random.Random) -> str:
    """Values are written in another way of YAML; the print is the same."""
    text = re.sub(r"(?m)^(target|milestone): (\d+)$", r"\1: \2.0", text)
    return re.sub(r"(?m)^(unit|counts|title): (\w+)$", chance.choice([r"\1: '\2'", "\\1: >-\n  \\2"]), text)


def _add_entry(registry: str, field: str) -> Amendment:
    """A new entry of a registry, which one or two indicators mention."""

    def amend(folders: Folders, chance: random.Random) -> dict[Path, str | None]:
        key = f"novo{chance.randrange(10**6)}"
        names = folders.content / f"{registry}.yaml"
        text = names.read_text(encoding="utf-8").rstrip("\n")
        changed: dict[Path, str | None] = {names: f"{text}\n{key}: Povsem nov zapis {key}\n"}
        files = [
            file
            for file in sorted(folders.content.glob("objectives/*/indicators/O*.yaml"))
            if f"\n{field}:\n  - " in file.read_text(encoding="utf-8")
        ]
        for file in chance.sample(files, chance.randrange(1, 3)):
            changed[file] = file.read_text(encoding="utf-8").replace(f"\n{field}:\n", f"\n{field}:\n  - {key}\n")
        return changed

    return amend


def _put_elsewhere(folders: Folders, chance: random.Random) -> dict[Path, str | None]:
    """An operation is taken out of one indicator and put to another."""
    files = [
        file
        for file in sorted(folders.content.glob("objectives/*/indicators/O*.yaml"))
        if "\noperations:\n  - " in file.read_text(encoding="utf-8")
    ]
    source, target = chance.sample(files, 2)
    old, new = source.read_text(encoding="utf-8"), target.read_text(encoding="utf-8")
    moved = re.search(r"\noperations:\n(?:  - .*\n)*?  - (\w+)\n", old)
    if moved is None or f"  - {moved[1]}\n" in new:
        return {}
    return {
        source: old.replace(f"  - {moved[1]}\n", "", 1),
        target: new.replace("\noperations:\n", f"\noperations:\n  - {moved[1]}\n", 1),
    }


def _rename_id(folders: Folders, chance: random.Random) -> dict[Path, str | None]:
    """An operation has another id and the same name; the print is the same."""
    names = folders.content / "operations.yaml"
    key = chance.choice(re.findall(r"(?m)^(\w+): ", names.read_text(encoding="utf-8")))
    files = [file for file in folders.content.rglob("*") if file.suffix in (".yaml", ".md")]
    changed: dict[Path, str | None] = {}
    for file in files:
        text = file.read_text(encoding="utf-8")
        new = re.sub(rf"(?m)(?<![\w]){key}(?=:|$|[|}}\.])", f"{key}_x", text)
        if new != text:
            changed[file] = new
    return changed


INDICATORS = "objectives/*/indicators/*.yaml"

KINDS: Mapping[str, Amendment] = {
    "value": in_file(INDICATORS, _change_one(r"^(target|milestone): \d+$", r"\1: #")),
    "sentence": in_file(INDICATORS, _change_one(r"(?<= )(glede|podlagi|število|oziroma)(?= )", r"\1 še #")),
    "unit": in_file(INDICATORS, _change_one(r"^(unit|counts): (.*)$", r"\1: \2 novo")),
    "share": in_file("objectives/*/allocation.yaml", _change_one(r"^    share: [\d.]+$", "    share: 1.#")),
    "measures": in_file(INDICATORS, _change_one(r"^measures: \[(\w).*\]$", r"measures: [\1]")),
    "entry that goes": in_file("objectives/*/*/*.yaml", _change_one(ENTRY.pattern + r"\n", "")),
    "factor that goes": in_file("**/risks.yaml", _change_one(r"^  - [a-z]\w*\n", "")),
    "entry that moves": in_file("objectives/**/*.yaml", _move_entry),
    "factor that moves": in_file("**/risks.yaml", _move_entry),
    "own form": in_file(INDICATORS, _change_one(r"^  - ([a-z]\w*)$", r"  - \1: druga oblika #")),
    "phrase": in_file("phrases.yaml", _change_one(r"(?<=: )(\"?)(V|Opomba|Ciljna|Viri?|Vrednost)(?= )", r"\1\2 še #")),
    "label": in_file("phrases.yaml", _change_one(r"^  (version|date|period|contents): (\w+)$", r"  \1: \2 #")),
    "facts": in_file("programme.yaml", _change_one(r"^(version|title|name|authority): (.*)$", r"\1: \2 #")),
    "years": in_file("programme.yaml", _change_one(r"^(milestone_year|target_year): 20..$", r"\1: 20#")),
    "title of an objective": in_file("objectives/*/objective.yaml", _change_one(r"^title: (\w+)", r"title: \1 novo")),
    "numbered operations": in_file(INDICATORS, _change_one(r"^sources:$", "list_operations: numbers\nsources:")),
    "number format": in_file(INDICATORS, _change_one(r"^number_format: ungrouped\n", "")),
    "paragraph that moves": in_file("chapters/*.md", _move_paragraph),
    "new operation": _add_entry("operations", "operations"),
    "new source": _add_entry("sources", "sources"),
    "operation put elsewhere": _put_elsewhere,
    "lines broken elsewhere": in_file("chapters/*.md", _break_lines),
    "written otherwise": in_file(INDICATORS, _write_otherwise),
    "id renamed": _rename_id,
}  # fmt: skip
"""The amendments by their names."""

UNPRINTED = ("lines broken elsewhere", "written otherwise", "id renamed")
"""Those that print the same."""
