"""Content that looks like code comes out as the very characters, in every format and at every kind of place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from methodology.formats import Format
from tests.built import SAMPLE, Built, built, copied

LIKE_CODE = {
    "XML": "<w:p><w:r/></w:p> <?xml version='1.0'?> <![CDATA[x]]> <!-- x -->",
    "entities": "&amp; &lt; &#65; &#x41; &nbsp; & &x;",
    "HTML": "<b>x</b> <script>alert(1)</script> <img src=x onerror=alert(1)> </style>",
    "Jinja": "{{ 7 * 7 }} {% raw %} {%- if x -%} {# x #} {{p body }}",
    "Typst": "#set text(red) #let x = 1 $x^2$ @ref <label> = x // y /* z */ #pagebreak() ~ -- --- ...",
    "fields": '{ PAGE } { INCLUDETEXT "C:\\\\x" } DDEAUTO MERGEFIELD x \\* MERGEFORMAT',
    "formulas": "=SUM(A1:A9) =cmd|'/C calc'!A0 +1+1 -2 @x =HYPERLINK(\"http://x\")",
    "Markdown": "*x* **x** _x_ `x` [x](y) ![x](y) ~~x~~ <http://x> 1\\. x",
    "programs": "%s %n {0} {0.__class__} ${x} $(x) `x` \\n \\x41 \\u0041 \\N{BULLET}",
    "Markdown's own marks": "klzzwxh:0001 wzxhzdk:1 amp; STX ETX",
}


def quoted(text: str) -> str:
    """A YAML scalar."""
    return "'" + text.replace("'", "''") + "'"


def as_prose(text: str) -> str:
    """Braces of prose are doubled."""
    return text.replace("{", "{{").replace("}", "}}")


def as_markdown(text: str) -> str:
    """What Markdown takes for a mark stands after a backslash."""
    return re.sub(r"[!-/:-@\[-`|~]", r"\\\g<0>", as_prose(text))


def marked(place: str, name: str, text: str) -> str:
    """The text with what tells its place before and after it."""
    number = list(LIKE_CODE).index(name)
    return f"{place}{number}a {text} {place}{number}z"


def replace_value(file: Path, key: str, text: str) -> None:
    """Give the first such key of a YAML file another text."""
    old = file.read_text(encoding="utf-8")
    new = re.sub(rf"(?m)^(\s*)({key}): .*$", lambda found: f"{found[1]}{found[2]}: {quoted(text)}", old, count=1)
    assert new != old
    file.write_text(new, encoding="utf-8")


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> dict[Format, str]:
    """What each format says, without white space, of content that has all the texts at every kind of place."""
    content = copied(SAMPLE, tmp_path_factory.mktemp("characters"))
    indicator = content / "objectives" / "so1" / "indicators" / "O.1.1.yaml"

    def everything(place: str) -> str:
        return " ".join(marked(place, name, text) for name, text in LIKE_CODE.items())

    replace_value(content / "operations.yaml", "alpha", everything("registry"))
    replace_value(content / "fund.yaml", '      "001"', everything("cell"))
    replace_value(content / "risks.yaml", "delay", as_prose(everything("sentence")))
    replace_value(indicator, "name", everything("name"))
    chapter = content / "chapters" / "conclusion.md"
    lines = "\n\n".join(as_markdown(marked("chapter", name, text)) for name, text in LIKE_CODE.items())
    chapter.write_text(f"{chapter.read_text(encoding='utf-8')}\n{lines}\n", encoding="utf-8")
    return {form: flat(said) for form, said in said_by(built(content)).items()}


def said_by(made: Built) -> dict[Format, str]:
    """The text of each format."""
    return {form: " ".join(" ".join(block) for block in blocks) for form, blocks in made.texts().items()}


def flat(text: str) -> str:
    """The text without white space and soft hyphens, which lines and cells are broken by."""
    return re.sub("[\\s\u00ad\u200b\u2060]+", "", text)


@pytest.mark.parametrize("form", list(Format))
@pytest.mark.parametrize("place", ["registry", "cell", "sentence", "name", "chapter"])
@pytest.mark.parametrize("name", LIKE_CODE)
def test_content_is_never_code(name: str, place: str, form: Format, texts: dict[Format, str]) -> None:
    assert flat(marked(place, name, LIKE_CODE[name])) in texts[form]
