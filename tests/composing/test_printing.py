"""Values are printed with the path they come from."""

from __future__ import annotations

import pytest

from methodology.composing.printing import Printer
from methodology.model.prose import Prose


def span(path: str, text: str) -> str:
    return f'<span data-source="{path}">{text}</span>'


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("O.1.1.target", "2.000"),
        ("O.1.2.target", "12"),
        ("R.2.2.1.target", "2,5"),
        ("R.2.2.2.target", "20,5 mio"),
        ("R.2.2.2.baseline", "0"),
        ("R.1.3.share", "90\xa0%"),
        ("O.1.1.yearly", "13"),
        ("SO1.allocation.rows.001.share", "60,50\xa0%"),
        ("SO1.allocation.coverage", "90,50\xa0%"),
        ("programme.date", "1.\xa05.\xa02031"),
        ("programme.milestone_year", "2034"),
        ("operations.alpha", "Prva operacija"),
    ],
)
def test_formats(path: str, text: str, printer: Printer) -> None:
    assert printer.print_path(path) == span(path, text)


def test_a_value_inside_prose_has_its_own_path(printer: Printer) -> None:
    assert printer.print_path("O.1.1.rationale.target.sentence") == span(
        "O.1.1.rationale.target.sentence", f"na podlagi okoli {span('O.1.1.yearly', '13')} dogodkov na leto."
    )


def test_content_is_never_markup(printer: Printer) -> None:
    printed = printer.print_prose(
        Prose("<b>&</b> {{ x }} {operations.alpha|<i>} {a}"), "x", {"a": printer.print_path("O.1.1.id")}
    )
    assert printed == f"&lt;b&gt;&amp;&lt;/b&gt; {{ x }} &lt;i&gt; {span('O.1.1.id', 'O.1.1')}"


def test_a_name_inside_a_sentence_begins_small(printer: Printer) -> None:
    assert printer.print_path("R.1.3.name", lower=True) == span("R.1.3.name", "število zadovoljnih udeležencev")
