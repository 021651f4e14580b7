"""The forms of Markdown and HTML that a text of a YAML file would print as they were typed."""

from __future__ import annotations

import pytest

from methodology.model.plain_forms import find_plain_forms

FORMS = {
    "na **x y**": "bold",
    "(***x***)": "bold",
    "__krepko__": "bold",
    "*»Maxima«*": "italics",
    "_lezece_ b": "italics",
    "a<br/>b": "an HTML tag",
    "H<sub>2</sub>O": "an HTML tag",
    "<a href='x'>y": "an HTML tag",
    "a&nbsp;b": "an HTML entity",
    "&#160;": "an HTML entity",
    "[uredba](stran.html)": "a link",
    "PRILOGA\\_1": "a backslash before a sign",
    "2\\. člen": "a backslash before a sign",
    "| a | b |": "a table",
    "a | b |---|---| 1": "a table",
    "![slika](x.png)": "a picture",
    "Izjema[^1].": "a footnote",
    "`koda`": "code",
    "```": "a fenced block of code",
    "~~x~~": "struck text",
    "<!-- x -->": "an HTML comment",
    "# Naslov": "a heading",
    "a:\n- b\n- c": "a list",
}
PLAIN = (
    *(
        "5*3 in 2*4",
        "5 * 3 * 2",
        "f(x)=a*x*x",
        "a_b_c_d",
        "x < 5",
        "a < b in c > d",
        "I < i > a",
        "<5 oseb>",
        "|x| < 3",
    ),
    *(
        "R&D; C#, C++ in C*",
        "O*NET",
        "*ocena",
        "Vrednost* in delež**, ki*",
        "vrednost** in delež**, ki**",
        "(*) in (*)",
    ),
    *("C:\\mape\\*.docx", "\\\\streznik\\skupno\\_arhiv", "mapa\\arhiv", "in/ali\\", "*.docx in *.pdf"),
    *("[1](2)", "točka [a] (b)", "a | b", "l`Aquila in d`Annunzio", "5` 3`", "<https://a.si/_x_y_/?a=1&b=2>"),
    *("____", "~5 %", "5^2", "# 5", "št. #5", "* Ocena", "- število", "datoteka _v2"),
)


@pytest.mark.parametrize(("text", "name"), FORMS.items())
def test_a_form_is_named(text: str, name: str) -> None:
    assert [form.name for form in find_plain_forms(text)] == [name]


@pytest.mark.parametrize("text", PLAIN)
def test_signs_that_print_well_are_no_forms(text: str) -> None:
    assert find_plain_forms(text) == ()
