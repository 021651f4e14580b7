"""``add`` and ``remove`` as their users meet them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from methodology.cli import components, main
from methodology.diagnostics import ExitCode
from tests.built import CONTENT, SAMPLE, copied, read_content, replace_in

O11 = "content/objectives/so1/indicators/O.1.1.yaml"
NOTHING = "1 error; nothing was written\n"


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample in the folder that the user is in."""
    monkeypatch.chdir(tmp_path)
    return copied(SAMPLE, tmp_path)


def state(content: Path) -> dict[str, bytes]:
    return {path.relative_to(content).as_posix(): path.read_bytes() for path in content.rglob("*") if path.is_file()}


def test_an_operation_is_added_and_what_check_asks_is_said(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = state(content)
    assert main(["add", "operation", "new_system", "Nov sistem", "--content", str(content)]) == ExitCode.DONE
    assert capsys.readouterr().out == (
        "content/operations.yaml:4\n"
        "  + new_system: Nov sistem\n"
        "wrote content/operations.yaml\n"
        "content/operations.yaml:4:13: warning[unused-entry]: nothing uses operations.new_system\n"
        "  hint: add it where it belongs, or delete it\n"
        "check finds 1 thing more\n"
    )
    assert state(content) == {
        **before,
        "operations.yaml": before["operations.yaml"] + b"new_system: Nov sistem\n",
    }


@pytest.mark.parametrize(
    ("words", "added"),
    [
        (["source", "diary", "dnevnik"], {"sources.yaml": "diary: dnevnik"}),
        (["risk", "war", "vojna"], {"risks.yaml": "  war: vojna"}),
        (["risk", "war", "vojna", "--objective", "SO2"], {"objectives/so2/risks.yaml": "  war: vojna"}),
        (
            ["risk", "war", "vojna", "--objective", "SO1", "--objective", "SO2"],
            {
                "risks.yaml": "  war: vojna",
                "objectives/so1/risks.yaml": "  - war",
                "objectives/so2/risks.yaml": "  - war",
            },
        ),
        (
            ["chapter", "annex", "PRILOGA"],
            {"chapters/annex.md": "# PRILOGA", "outline.yaml": "  - chapter: annex"},
        ),
    ],
    ids=["source", "risk of all", "risk of one", "risk of two", "chapter"],
)
def test_what_is_added_stands_where_it_belongs(words: list[str], added: dict[str, str], content: Path) -> None:
    before = state(content)
    assert main(["add", *words, "--content", str(content)]) == ExitCode.DONE
    after = state(content)
    assert {name for name in after if after[name] != before.get(name)} == added.keys()
    for name, line in added.items():
        assert line in after[name].decode().splitlines()
    read_content(content)
    if words[0] == "risk":
        assert sum(text.count(b"- war\n") for text in after.values()) == max(1, words.count("--objective"))


def test_a_chapter_goes_with_its_entry_in_the_outline(content: Path) -> None:
    where = ["--content", str(content)]
    assert main(["add", "chapter", "annex", "PRILOGA", *where]) == ExitCode.DONE
    outline = (content / "outline.yaml").read_text(encoding="utf-8")
    assert outline.splitlines()[:2] == ["# yaml-language-server: $schema=.schema/outline.json", "parts:"]
    longer = outline.replace("  - chapter: annex\n", "  - chapter: annex # zadnje\n    level: 1\n  - overview\n")
    (content / "outline.yaml").write_text(longer, encoding="utf-8")
    assert main(["remove", "chapter", "annex", "--yes", *where]) == ExitCode.DONE
    assert (content / "outline.yaml").read_text(encoding="utf-8") == longer.replace(
        "  - chapter: annex # zadnje\n    level: 1\n", ""
    )


REFUSED = {
    "operation alpha Prva": "content/operations.yaml:1:8: error[duplicate-code]: there is an operation 'alpha'\n",
    "operation Alpha Prva": (
        "content/operations.yaml: error[wrong-key]: 'Alpha' is no name\n"
        "  hint: small letters a to z, digits and _, a letter first\n"
    ),
    "operation new": (
        "content/operations.yaml: error[empty-text]: its name is missing\n  hint: write its name after the id\n"
    ),
    "source register Register": "content/sources.yaml:1:11: error[duplicate-code]: there is a source 'register'\n",
    "source a.b Register": (
        "content/sources.yaml: error[wrong-key]: 'a.b' is no name\n"
        "  hint: small letters a to z, digits and _, a letter first\n"
    ),
    "risk prices cene": "content/risks.yaml:3:11: error[duplicate-code]: there is a risk 'prices'\n",
    "risk own_risk cene": (
        "content/objectives/so1/risks.yaml:2:13: error[duplicate-code]: there is a risk 'own_risk'\n"
    ),
    "risk own_risk cene --objective SO2": (
        "content/objectives/so2/risks.yaml:2:13: error[duplicate-code]: there is a risk 'own_risk'\n"
    ),
    "risk prices cene --objective SO2": "content/risks.yaml:3:11: error[duplicate-code]: there is a risk 'prices'\n",
    "risk war vojna --objective SO3": (
        "content/objectives: error[wrong-code]: no specific objective 'SO3'\n  hint: did you mean 'SO2'?\n"
    ),
    "risk war {vojna}": (
        "content/risks.yaml:4:8: error[unknown-reference]: '{vojna}' is not known in this sentence\n"
        "  hint: refer to a value by its path\n"
    ),
    "risk war }vojna": (
        "content/risks.yaml:4:8: error[prose-syntax]: a single '}'\n"
        "  hint: a value is printed by its path, {O.1.1.target}; a literal brace is doubled, {{ or }}\n"
    ),
    "chapter annex": (
        "content/chapters/annex.md: error[empty-text]: its heading is missing\n  hint: write its heading after the id\n"
    ),
    "chapter Annex Priloga": (
        "content/chapters/Annex.md: error[wrong-key]: 'Annex' is no name of a chapter\n"
        "  hint: small letters a to z, digits and hyphens between them: selection-criteria\n"
    ),
    "chapter con Priloga": (
        "content/chapters/con.md: error[wrong-key]: 'con' is no name of a chapter\n"
        "  hint: small letters a to z, digits and hyphens between them: selection-criteria\n"
    ),
    "chapter ../x Priloga": (
        "content/chapters/../x.md: error[wrong-key]: '../x' is no name of a chapter\n"
        "  hint: small letters a to z, digits and hyphens between them: selection-criteria\n"
    ),
    "chapter conclusion Konec": (
        "content/chapters/conclusion.md: error[duplicate-code]: there is a chapter 'conclusion'\n"
    ),
}


@pytest.mark.parametrize("words", REFUSED)
def test_what_cannot_be_added_is_refused(words: str, content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = state(content)
    assert main(["add", *words.split(), "--content", str(content)]) == ExitCode.CONTENT
    assert capsys.readouterr().err == REFUSED[words] + NOTHING
    assert state(content) == before


def test_an_objective_goes_with_a_risk(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["remove", "operation", "alpha", "--objective", "SO1", "--content", str(content)]) == ExitCode.USAGE
    assert "--objective goes with a risk" in capsys.readouterr().err


def test_a_removal_is_shown_first(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = state(content)
    assert main(["remove", "operation", "beta", "--content", str(content)]) == ExitCode.DONE
    assert capsys.readouterr().out == (
        "content/objectives/so1/indicators/O.1.1.yaml:12\n"
        "  -   - beta\n"
        "content/objectives/so1/indicators/O.1.1.yaml:17\n"
        "  -       beta: na podlagi izkušenj\n"
        "content/objectives/so1/indicators/O.1.2.yaml:17\n"
        "  - operations:\n"
        "  -   - beta: druga operacija\n"
        "content/objectives/so2/indicators/O.2.1.yaml:10\n"
        "  -   - beta\n"
        "content/operations.yaml:2\n"
        "  - beta: Druga operacija\n"
        "check finds nothing more\n"
        "the values of O.1.1, O.1.2, O.2.1 stay: do they still hold without the operation?\n"
        "nothing was written: --yes writes it\n"
    )
    assert state(content) == before


@pytest.mark.parametrize("answer", [True, False])
def test_a_removal_is_asked_for(answer: bool, content: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001
    before = state(content)
    monkeypatch.setattr("methodology.cli.remove.confirm", lambda _: answer)
    assert main(["remove", "source", "survey", "--content", str(content)]) == ExitCode.DONE
    assert (state(content) == before) is not answer


@pytest.mark.parametrize(
    "words",
    [
        *("operation alpha", "operation beta", "operation gamma", "source survey", "risk delay", "risk prices"),
        *("risk own_risk --objective SO1", "indicator R.2.2.2"),
    ],
)
def test_content_is_whole_without_what_was_removed(words: str, content: Path) -> None:
    _, name, *_ = words.split()
    assert main(["remove", *words.split(), "--yes", "--content", str(content)]) == ExitCode.DONE
    programme = read_content(content)
    places = content / "objectives" / "so1" if "SO1" in words else content
    texts = [path.read_text(encoding="utf-8") for path in places.rglob("*.yaml") if path.name != "fund.yaml"]
    assert not any(name in text for text in texts)
    assert main(["check", "--rule", "unused-acceptance", "--content", str(content)]) == ExitCode.DONE
    assert not any(path.startswith(f"{name}.") for path in programme.values)


KEPT = {
    "operation alfa": "content: error[unknown-operation]: no operation 'alfa'\n  hint: did you mean 'alpha'?\n",
    "source x": "content: error[unknown-source]: no source 'x'\n",
    "risk price": "content: error[unknown-risk]: no risk 'price'\n  hint: did you mean 'prices'?\n",
    "risk delay --objective SO1": (
        "content: error[unknown-risk]: SO1 has no risk 'delay' of its own\n"
        "  hint: it is shared: leave --objective out\n"
    ),
    "risk own_risk --objective SO7": (
        "content/objectives: error[wrong-code]: no specific objective 'SO7'\n  hint: did you mean 'SO2'?\n"
    ),
    "risk own_risk": (
        "content: error[duplicate-code]: there are several risks 'own_risk': SO1, SO2\n"
        "  hint: name the objective whose own it is with --objective, or give the other one another id\n"
    ),
    "chapter factor": "content: error[unknown-chapter]: no chapter 'factor'\n  hint: did you mean 'factors'?\n",
    "chapter ../operations": (
        "content: error[unknown-chapter]: no chapter '../operations'\n  hint: did you mean 'allocation'?\n"
    ),
    "chapter factors": (
        "content/programme.yaml:19:12: error[still-mentioned]: this refers to chapters.factors.2\n"
        "  hint: say it otherwise, then remove it\n"
    ),
    "indicator O.1.7": "content: error[unknown-indicator]: no indicator 'O.1.7'\n  hint: did you mean 'O.1.2'?\n",
    "indicator R.2.2.1": (
        "content/objectives/so2/indicators/R.2.2.yaml:16:19: error[still-mentioned]: this refers to R.2.2.1.id\n"
        "  hint: say it otherwise, then remove it\n"
    ),
    "source minutes": (
        "1 error would come of it: change what they name first\n"
        "content/objectives/so1/indicators/O.1.2.yaml:1:5: error[sources-missing]: O.1.2 says nothing of its sources of"
        " data\n  hint: list the sources under 'sources:', for all results of an objective in its results.yaml\n"
    ),
    "chapter output-indicators": (
        "1 error would come of it: change what they name first\n"
        "templates/document/outline.yaml:9:14: error[unknown-chapter]: the content has no chapter 'output-indicators'\n"
        "  hint: did you mean 'result-indicators'?\n"
    ),
}


@pytest.mark.parametrize("words", KEPT)
def test_what_cannot_be_removed_is_refused(words: str, content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = state(content)
    assert main(["remove", *words.split(), "--yes", "--content", str(content)]) == ExitCode.CONTENT
    assert capsys.readouterr().err == KEPT[words] + NOTHING
    assert state(content) == before


def test_every_kind_of_reference_speaks_against_a_removal(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A chapter, a text, the share of another value."""
    assert main(["remove", "indicator", "O.1.1", "--yes", "--content", str(content)]) == ExitCode.CONTENT
    lines = capsys.readouterr().err.splitlines()
    assert [line.partition(": error")[0] for line in lines if "still-mentioned" in line] == [
        "content/chapters/introduction.md:9:6",
        "content/chapters/introduction.md:9:20",
        "content/objectives/so1/indicators/R.1.3.yaml:7:32",
    ]
    assert lines[-1] == "3 errors; nothing was written"


def test_acceptances_and_reasons_go_along(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Those of the removed and those that match nothing without it; the reasons of the version alone."""
    replace_in(content / "operations.yaml", "gamma: Tretja operacija", "gamma: Tretja  operacija")
    where = ["--content", str(content)]
    assert main(["check", *where, "--accept", "--reason", "podpisano"]) == ExitCode.DONE
    accepted = content / "accepted.yaml"
    assert "operations.gamma" in accepted.read_text(encoding="utf-8")
    (content / "amendments").mkdir()
    kept, gone = "  - path: O.1.1\n    reason: nov cilj\n", "  - path: operations.gamma\n    reason: novo ime\n"
    reasons = f"reasons:\n  # preimenovana\n{gone}{kept}"
    for version in ("0.9", "1.0"):
        (content / "amendments" / f"{version}.yaml").write_text(reasons, encoding="utf-8")
    capsys.readouterr()
    assert main(["remove", "operation", "gamma", "--yes", *where]) == ExitCode.DONE
    assert "check finds nothing more\n" in capsys.readouterr().out
    assert accepted.read_text(encoding="utf-8") == "# yaml-language-server: $schema=.schema/accepted.json\n[]\n"
    assert (content / "amendments/0.9.yaml").read_text(encoding="utf-8") == reasons
    assert (content / "amendments/1.0.yaml").read_text(encoding="utf-8") == f"reasons:\n{kept}"
    assert main(["check", "--strict", *where]) == ExitCode.DONE


OUTPUT = """\
id: O.1.2
measures: []
counts: TODO
milestone: TODO
target: TODO
parts:
  - id: O.1.2.1
    counts: TODO
    milestone: TODO
    target: TODO
operations: []
rationale:
  milestone:
    sentence: TODO
  target:
    sentence: TODO
sources: []
"""
RESULT = """\
id: R.2.2
parts:
  - id: R.2.2.1
    baseline: TODO
    target: TODO
  - id: R.2.2.2
    baseline: TODO
    target: TODO
rationale:
  target:
    sentence: TODO
"""
OTHER = """\
id: RCO01
name: Podprta podjetja
measures: []
unit: podjetje
milestone: TODO
target: TODO
operations: []
rationale:
  milestone:
    sentence: TODO
  target:
    sentence: TODO
sources: []
"""


@pytest.mark.parametrize(
    ("words", "file", "text"),
    [
        (["O.1.2"], "so1/indicators/O.1.2.yaml", OUTPUT),
        (["R.2.2"], "so2/indicators/R.2.2.yaml", RESULT),
        (
            ["RCO01", "Podprta podjetja", "--unit", "podjetje", "--kind", "output", "--objective", "SO2"],
            "so2/indicators/RCO01.yaml",
            OTHER,
        ),
    ],
    ids=["output", "result", "other"],
)
def test_an_indicator_is_added_with_what_is_to_be_given(
    words: list[str], file: str, text: str, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Those of the fund without their names, and with their parts; check asks for each value."""
    path = content / "objectives" / file
    path.unlink(missing_ok=True)
    assert main(["add", "indicator", *words, "--content", str(content)]) == ExitCode.DONE
    assert path.read_text(encoding="utf-8") == text
    printed = capsys.readouterr().out
    assert f"content/objectives/{file}:1\n  + {text.splitlines()[0]}\n" in printed
    assert printed.count("value-to-give") == sum(
        f"{key}: TODO" in line for line in text.splitlines() for key in ("milestone", "target", "baseline")
    )
    assert printed.count("reason-to-give") == text.count("sentence: TODO")
    read_content(content)


def test_an_indicator_whose_values_are_given_is_whole(content: Path) -> None:
    path = content / "objectives/so2/indicators/R.2.2.yaml"
    path.unlink()
    where = ["--content", str(content)]
    assert main(["add", "indicator", "R.2.2", *where]) == ExitCode.DONE
    given = path.read_text(encoding="utf-8").replace("sentence: TODO", "sentence: po {=5} trendih").replace("TODO", "3")
    path.write_text(f"{given}reference_year: 2030\n", encoding="utf-8")
    assert main(["check", "--strict", *where]) == ExitCode.DONE


def test_a_part_stands_where_the_fund_has_it(content: Path) -> None:
    path = content / "objectives/so2/indicators/R.2.2.yaml"
    where = ["--content", str(content)]
    text = path.read_text(encoding="utf-8")
    first = text[text.index("  - id: R.2.2.1") : text.index("  - id: R.2.2.2")]
    path.write_text(text.replace(first, "").replace("{R.2.2.1.id}", "prvi"), encoding="utf-8")
    assert main(["add", "indicator", "R.2.2.1", *where]) == ExitCode.DONE
    added = "parts:\n  - id: R.2.2.1\n    baseline: TODO\n    target: TODO\n  - id: R.2.2.2\n"
    assert added in path.read_text(encoding="utf-8")


REFUSED_INDICATORS = {
    "O.1.1": "content/objectives/so1/indicators/O.1.1.yaml: error[duplicate-code]: there is an indicator 'O.1.1'\n",
    "o.1.2.1": (
        "content/objectives/so1/indicators/O.1.2.yaml: error[duplicate-code]: there is an indicator 'O.1.2.1'\n"
    ),
    "so1": "content/objectives: error[duplicate-code]: so1 is the code of a specific objective\n",
    "O/1": (
        "content/objectives: error[wrong-code]: 'O/1' is no code\n"
        "  hint: at most 24 letters a to z, digits, dots, hyphens and pairs of parentheses: O.1.2, RCO01, 1(a)\n"
    ),
    "con": ("content/objectives: error[wrong-code]: 'con' makes no file name: Windows keeps this name for a device\n"),
    "O.1.3": (
        "content/objectives: error[missing-key]: the fund has no indicator O.1.3: give its name, --unit, --kind,"
        " --objective\n  hint: did you mean 'R.1.3'?\n"
    ),
    "X1 Ime --unit kg --part-of O.1.9": (
        "content/objectives: error[unknown-indicator]: no indicator 'O.1.9'\n  hint: did you mean 'O.1.2'?\n"
    ),
    "X1 Ime --unit kg --part-of O.1.1 --kind output": (
        "content/objectives: error[wrong-value]: what X1 is follows from O.1.1\n"
        "  hint: leave --kind and --objective out\n"
    ),
    "X1 Ime --unit kg --kind result --objective SO4": (
        "content/objectives: error[wrong-code]: no specific objective 'SO4'\n  hint: did you mean 'SO2'?\n"
    ),
}


@pytest.mark.parametrize("words", REFUSED_INDICATORS)
def test_an_indicator_that_cannot_be_added_is_refused(
    words: str, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = state(content)
    assert main(["add", "indicator", *words.split(), "--content", str(content)]) == ExitCode.CONTENT
    assert capsys.readouterr().err == REFUSED_INDICATORS[words] + NOTHING
    assert state(content) == before


def test_what_the_fund_says_is_not_said_again(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (content / "objectives/so1/indicators/O.1.2.yaml").unlink()
    where = ["--content", str(content)]
    assert main(["add", "indicator", "O.1.2", "Ime", *where]) == ExitCode.CONTENT
    assert (
        capsys.readouterr().err
        == (
            "content/fund.yaml: error[wrong-value]: the fund has O.1.2 as output of SO1, 'Število dogodkov, od tega:'\n"
            "  hint: give its code alone\n"
        )
        + NOTHING
    )
    assert main(["add", "indicator", "O.1.2.1", *where]) == ExitCode.CONTENT
    assert (
        capsys.readouterr().err
        == (
            "content/objectives: error[unknown-indicator]: no indicator 'O.1.2'\n"
            "  hint: add that one: it brings its parts\n"
        )
        + NOTHING
    )
    assert main(["add", "indicator", "O.1.2", *where]) == ExitCode.DONE
    replace_in(content / "objectives/so1/indicators/O.1.2.yaml", "  - id: O.1.2.1\n", "  - id: O.1.2.1\n    unit: []\n")
    capsys.readouterr()
    assert main(["add", "indicator", "X1", "Ime", "--unit", "kg", "--part-of", "O.1.2", *where]) == ExitCode.CONTENT
    assert (
        capsys.readouterr().err
        == (
            "content/objectives/so1/indicators/O.1.2.yaml: error[unreadable-file]: O.1.2 stands in a file with errors\n"
            "  hint: mend it first: see check\n"
        )
        + NOTHING
    )
    assert main(["remove", "indicator", "O.1.2", "--yes", *where]) == ExitCode.DONE
    assert "error[coverage]" in capsys.readouterr().out  # it was there before the file was added


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("operation x Ime --objective SO1", "--objective goes with a risk or an indicator"),
        ("operation x Ime --unit kg", "--kind, --unit and --part-of go with an indicator"),
        ("indicator x Ime --objective SO1 --objective SO2", "an indicator belongs to one --objective"),
    ],
)
def test_options_that_do_not_go_together(
    words: str, said: str, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["add", *words.split(), "--content", str(content)]) == ExitCode.USAGE
    assert said in capsys.readouterr().err


def test_content_that_waits_for_a_value_can_be_changed(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What stands in the file that cannot be read is not known: what it names stays."""
    replace_in(content / "objectives/so1/indicators/O.1.1.yaml", "target: 2000", "target: dva tisoč")
    where = ["--content", str(content)]
    assert main(["add", "operation", "delta", "Četrta", *where]) == ExitCode.DONE
    assert capsys.readouterr().out.endswith(
        "check finds nothing more; rules that need 1 file with errors did not run\n"
    )
    assert main(["remove", "operation", "delta", "--yes", *where]) == ExitCode.DONE
    capsys.readouterr()
    assert main(["remove", "operation", "alpha", "--yes", *where]) == ExitCode.CONTENT
    assert (
        capsys.readouterr().err
        == (
            f"{O11}:11: error[still-mentioned]: 'alpha' stands in this file, which cannot be read as it is\n"
            "  hint: mend the file first: check says what is wrong\n"
        )
        + NOTHING
    )


def test_a_file_that_the_change_needs_must_be_right(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace_in(content / "operations.yaml", "alpha: Prva operacija", "alpha: [Prva]")
    assert main(["add", "operation", "delta", "Četrta", "--content", str(content)]) == ExitCode.CONTENT
    assert "content/operations.yaml:1:8: error[wrong-type]" in capsys.readouterr().err


def test_ids_for_editors_follow_where_there_are_schemas(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    content = copied(CONTENT, tmp_path)
    before = state(content)
    assert main(["add", "operation", "new_system", "Nov sistem"] + (where := ["--content", str(content)])) == 0
    ids = content / components.SCHEMAS / "ids.json"
    assert json.loads(ids.read_text(encoding="utf-8"))["$defs"]["operations"]["enum"][-1] == "new_system"
    assert main(["remove", "operation", "new_system", "--yes", *where]) == ExitCode.DONE
    assert state(content) == before
    assert "the values of" not in capsys.readouterr().out
