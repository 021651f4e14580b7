"""The closed set of elements, checked in the text of a template."""

from __future__ import annotations

import pytest
from jinja2 import Environment

from methodology.composing.markup import check_template

ENVIRONMENT = Environment(autoescape=True)


@pytest.mark.parametrize(
    "source",
    [
        '<p class="note">{{ x }}</p>',
        '<p class="{{ kind }}">a</p>',
        "{# <div> #}{% if a < b %}<p>{{ '<div>' }}</p>{% endif %}",
        "<ul class='dash'>{% for x in y %}<li>{{ x }}</li>{% endfor %}</ul>",
        '<table data-columns="100" title="T"><thead><tr><th colspan="2">a</th></tr></thead></table>',
    ],
)
def test_what_is_in_the_set(source: str) -> None:
    assert list(check_template(ENVIRONMENT, source, "t")) == []


@pytest.mark.parametrize(
    ("source", "place", "message"),
    [
        ("a\n  <div></div>", "t:2:3", "the element <div> is outside the set"),
        ("{{ x }}<br/>", "t:1:8", "the element <br> is outside the set"),
        ("{# a\nb #}\n<p onclick='x'></p>", "t:3:1", "<p> has no attribute 'onclick'"),
        ("<p class='big'></p>", "t:1:1", "<p> has no class 'big'"),
        ("<!-- c -->", "t:1:1", "a comment <!-- --> is outside the set"),
        ("<p>\n<em>a</p>", "t:2:1", "<em> is not closed"),
        ("<p>a", "t:1:1", "<p> is not closed"),
        ("a</p>", "t:1:2", "</p> closes nothing"),
    ],
)
def test_what_is_not(source: str, place: str, message: str) -> None:
    (found,) = check_template(ENVIRONMENT, source, "t")
    assert (str(found.location), found.message) == (place, message)
