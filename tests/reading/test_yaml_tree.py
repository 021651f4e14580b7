"""YAML as plain text with places."""

from __future__ import annotations

import pytest

from methodology.diagnostics import ContentError, Location
from methodology.reading.yaml_tree import read_yaml


@pytest.mark.parametrize("text", ["0898", "3.10", "no", "12:30", "2.092", "1e3", "0x1F", "2025-11-03", "yes", "="])
def test_a_scalar_stays_what_was_typed(text: str) -> None:
    assert read_yaml("a.yaml", f"key: {text}\n").data == {"key": text}


@pytest.mark.parametrize(("text", "value"), [("", None), ("~", None), ("null", None), ('""', ""), ("'null'", "null")])
def test_nothing(text: str, value: str | None) -> None:
    assert read_yaml("a.yaml", f"key: {text}\n").data == {"key": value}


def test_every_value_and_key_has_its_place() -> None:
    tree = read_yaml("a.yaml", "top:\n  - one\n  - inner: two\n")
    assert tree.location(("top", 1, "inner")) == Location("a.yaml", 3, 12)
    assert tree.location(("top", 1, "inner"), of_key=True) == Location("a.yaml", 3, 5)
    assert tree.location(("top", 7, "missing")) == Location("a.yaml", 2, 3)


def test_a_fragment_of_a_folded_text_is_found_on_its_line() -> None:
    tree = read_yaml("a.yaml", "key: >-\n  First sentence.\n  Second {ref} sentence.\n")
    assert tree.data == {"key": "First sentence. Second {ref} sentence."}
    assert tree.location_in(("key",), 23, "{ref") == Location("a.yaml", 3, 10)


def test_all_double_keys_are_found_at_once() -> None:
    with pytest.raises(ContentError) as caught:
        read_yaml("a.yaml", "a: 1\nb: {c: 1, c: 2}\na: 2\n")
    assert [str(found.location) for found in caught.value.diagnostics] == ["a.yaml:2:11", "a.yaml:3:1"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: !!python/object:os.system {}\n", "yaml-tag"),
        ("a: !secret x\n", "yaml-tag"),
        ("? [a, b]\n: c\n", "wrong-key"),
        ("a: 1\n---\nb: 2\n", "yaml-syntax"),
        ("a: &x [*x]\n", "alias-bomb"),
        ("a: \x07\n", "yaml-syntax"),
        ("a: *nothing\n", "yaml-syntax"),
        ("# a comment alone\n", "empty-file"),
    ],
)
def test_what_is_refused(text: str, code: str) -> None:
    with pytest.raises(ContentError) as caught:
        read_yaml("a.yaml", text)
    assert [found.code for found in caught.value.diagnostics] == [code]


def test_an_alias_may_be_used() -> None:
    assert read_yaml("a.yaml", "a: &x [1]\nb: *x\n").data == {"a": ["1"], "b": ["1"]}
