"""Fills a new programme with invented values, as a drafter would: every TODO gets one, by a seed."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

Words = dict[str, Any]

INVENTED: dict[str, Words] = {
    "sl": {
        "mark": "izmišljeno",
        "name": "Program sklada (izmišljen zgled)",
        "authority": "Izmišljeni organ upravljanja",
        "operations": ["Nadgradnja informacijskega sistema", "Usposabljanje zaposlenih", "Nakup opreme"],
        "sources": ["liste prisotnosti", "letno poročilo o delu", "anketni listi"],
        "risks": ["dolgotrajni postopki javnega naročanja", "pomanjkanje usposobljenega kadra"],
        "milestone": "na podlagi načrta dela {code} za prvo polovico obdobja (izmišljeno).",
        "target": "glede na sredstva in ceno na enoto v preglednici {code} (izmišljeno).",
        "result": "Ciljna vrednost kazalnika {code} je določena s prejšnjimi vprašalniki (izmišljeno)",
        "counts": "oseb",
        "text": "To besedilo je izmišljeno: nadomesti ga pisec dokumenta.",
    },
    "en": {
        "mark": "invented",
        "name": "Programme of the fund (an invented example)",
        "authority": "Invented managing authority",
        "operations": ["Upgrade of the information system", "Training of staff", "Purchase of equipment"],
        "sources": ["attendance lists", "annual report", "questionnaires"],
        "risks": ["long procurement procedures", "lack of qualified staff"],
        "milestone": "on the basis of work plan {code} for the first half of the period (invented).",
        "target": "according to the budget and the unit cost of sheet {code} (invented).",
        "result": "The target of {code} is set by past questionnaires (invented)",
        "counts": "persons",
        "text": "This text is invented: whoever drafts the document replaces it.",
    },
}
IDS = {"operations": ("upgrade", "training", "equipment"), "sources": ("attendance", "report", "survey")}
RISKS = ("procurement", "staff")


def fill(content: Path, language: str, seed: int = 0) -> None:
    """Give every value of a new programme; links, sums and limits are kept."""
    chance, words = random.Random(seed), INVENTED[language]
    _fill_registries(content, words)
    _change(content / "programme.yaml", [("name: TODO", f"name: {words['name']}")])
    _change(content / "programme.yaml", [("authority: TODO", f"authority: {words['authority']}")])
    _change(content / "programme.yaml", [("  - TODO", f"  - {words['authority']}")])
    for chapter in content.glob("chapters/*.md"):
        text = re.sub(r"(?m)^TODO .*$", words["text"], chapter.read_text("utf-8"))
        chapter.write_text(text, encoding="utf-8")
    for folder in sorted(content.glob("objectives/*")):
        _fill_objective(content, folder, words, chance)


def _fill_registries(content: Path, words: Words) -> None:
    for name, ids in IDS.items():
        entries = words[name]
        text = "".join(f"{key}: {entry}\n" for key, entry in zip(ids, entries, strict=True))
        (content / f"{name}.yaml").write_text(text, encoding="utf-8")
    risks = words["risks"]
    factors = "".join(f"  {key}: {text}\n" for key, text in zip(RISKS, risks, strict=True))
    (content / "risks.yaml").write_text(f"factors:\n{factors}common:\n  - staff\n", encoding="utf-8")


def _fill_objective(content: Path, folder: Path, words: Words, chance: random.Random) -> None:
    _change(folder / "risks.yaml", [("  - TODO", "".join(f"  - {key}\n" for key in RISKS).rstrip())])
    _change(folder / "results.yaml", [("  - TODO", "  - survey\n  - report")], may_lack=True)
    letters = _measures_of(content, folder)
    files = sorted(folder.glob("indicators/*.yaml"))
    codes = [re.findall(r"(?m)^id: (.*)$", file.read_text("utf-8"))[0] for file in files]
    for number, (file, code) in enumerate(zip(files, codes, strict=True)):
        text = _fill_sums(file.read_text("utf-8").replace("counts: TODO", f"counts: {words['counts']}"), chance)
        said = {name: words[name].format(code=code) for name in ("milestone", "target", "result")}
        if "baseline" in text:
            text = text.replace("sentence: TODO", f"sentence: {said['result']}")
            text = re.sub(r"(?m)^id: .*\n", r"\g<0>reference_year: 2021\n", text)
        else:
            text = text.replace("sentence: TODO", f"sentence: {said['milestone']}", 1)
            text = text.replace("sentence: TODO", f"sentence: {said['target']}", 1)
            text = text.replace("  - TODO", "  - attendance\n  - report")
            given = ", ".join(letters if number == 0 else letters[number % len(letters) :][:1])
            text = re.sub(r"(?m)^id: .*\n", rf"\g<0>measures: [{given}]\n", text)
            operations = chance.sample(IDS["operations"], chance.randrange(1, 4))
            text += "operations:\n" + "".join(f"  - {one}\n" for one in operations)
        file.write_text(text, encoding="utf-8")
    _fill_allocation(folder / "allocation.yaml", codes)


def _measures_of(content: Path, folder: Path) -> list[str]:
    """The letters of the measures of an objective, from the programme's copy of the law."""
    law = (content / "fund.yaml").read_text("utf-8")
    code = re.findall(r"(?m)^id: (.*)$", (folder / "objective.yaml").read_text("utf-8"))[0]
    block = re.search(rf"(?ms)^  - code: {re.escape(code)}$.*?^    measures:\n(.*?)^    \w", law)
    return re.findall(r"(?m)^      ([\w().]+): ", block[1]) if block else []


def _fill_sums(text: str, chance: random.Random) -> str:
    """Milestones below targets; where parts are added up, the whole is their sum."""
    values: list[tuple[int, int]] = []

    def give(field: str, at: int) -> str:
        while len(values) <= at:
            target = chance.randrange(10, 2_500)
            values.append((chance.randrange(0, target), target))
        return str(values[at][field == "target"])

    fields = re.findall(r"(?m)^( *)(milestone|baseline|target): TODO$", text)
    first = next((field for _, field in fields if field != "target"), "target")
    total = sum(field == first for _, field in fields)
    is_whole = "parts:" in text and fields and fields[0][0] == ""
    if is_whole:
        parts = [(low, high) for low, high in (_pair(chance) for _ in range(total - 1))]
        values[:] = [(sum(low for low, _ in parts), sum(high for _, high in parts)), *parts]
    seen = {first: -1, "target": -1}

    def replaced(found: re.Match[str]) -> str:
        seen[found[2]] += 1
        return f"{found[1]}{found[2]}: {give(found[2], seen[found[2]])}"

    return re.sub(r"(?m)^( *)(milestone|baseline|target): TODO$", replaced, text)


def _pair(chance: random.Random) -> tuple[int, int]:
    target = chance.randrange(10, 1_200)
    return chance.randrange(0, target), target


def _fill_allocation(file: Path, codes: list[str]) -> None:
    """Equal shares, which add up to 100; every indicator is linked, and the last type has none."""
    text = file.read_text("utf-8")
    rows = text.count("share: TODO")
    share = round(100 / rows, 2)
    last = round(100 - share * (rows - 1), 2)
    shares = iter([f"{share:g}"] * (rows - 1) + [f"{last:g}"])
    text = re.sub(r"share: TODO", lambda _: f"share: {next(shares)}", text)
    linked: list[list[str]] = [[] for _ in range(max(rows - 1, 1))]
    for number, code in enumerate(codes):
        linked[number % len(linked)].append(code)
    for at in range(len(linked)):
        linked[at] = linked[at] or [codes[at % len(codes)]]
    given = iter([*linked, []] if rows > 1 else linked)
    text = re.sub(r"indicators: \[\]", lambda _: f"indicators: [{', '.join(next(given))}]", text)
    covered = 100 - (last if rows > 1 else 0)
    file.write_text(text.replace("coverage: TODO", f"coverage: {covered:g}"), encoding="utf-8")


def _change(file: Path, changes: list[tuple[str, str]], *, may_lack: bool = False) -> None:
    text = file.read_text("utf-8")
    for old, new in changes:
        assert may_lack or old in text, (file, old)
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
