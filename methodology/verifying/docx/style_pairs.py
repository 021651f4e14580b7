"""The styles of two files beside each other, by their names: ids change with the language that Word runs in."""

from __future__ import annotations

from methodology.messages import translate, translate_count
from methodology.verifying.docx.allowed import UNSEEN_PARAGRAPH, UNSEEN_RUN
from methodology.verifying.docx.effective import Effective, style_name
from methodology.verifying.docx.findings import WordFindings
from methodology.verifying.docx.properties import Properties
from methodology.verifying.docx.text_pairs import Change, changes_of
from methodology.verifying.docx.wording import change_of
from methodology.word.wordml import attribute, find_all

MOST_STYLES = 6


def compare_styles(made: Effective, read: Effective, findings: WordFindings) -> frozenset[Change]:
    """Name the styles whose look differs, by what they come to; return the changes that were named.

    Whether a text is hidden by its style is judged where the text stands; styles that only one file has show nothing.
    """
    before, after = _by_name(made), _by_name(read)
    named: set[Change] = set()
    looks: dict[str, list[str]] = {}
    for key in sorted(before.keys() & after.keys()):
        changes = list(changes_of(_look(made, *key[:1], before[key]), _look(read, *key[:1], after[key])))
        visible = [change for change in changes if change[0] not in UNSEEN_RUN | UNSEEN_PARAGRAPH]
        named |= set(visible)
        if visible:
            what = "; ".join(change_of(*change) for change in visible)
            looks.setdefault(what, []).append(key[1])
    for what, names in looks.items():
        shown, more = ", ".join(names[:MOST_STYLES]), len(names) - MOST_STYLES
        if more > 0:
            message = translate_count(
                "the look of {names} and {count} more differs ({what})",
                "the look of {names} and {count} more differs ({what})",
                more,
                names=shown,
                what=what,
            )
        else:
            message = translate("the look of {names} differs ({what})", names=shown, what=what)
        findings.name("styles", message)
    gone = sorted(name for _, name in before.keys() - after.keys())
    if gone:
        findings.name("styles", translate("gone: {names}", names=", ".join(gone)))
    return frozenset(named)


def _by_name(effective: Effective) -> dict[tuple[str, str], str]:
    """The ids of paragraph and character styles by kind and name."""
    styles = [] if effective.root is None else find_all(effective.root, "w:style")
    kinds = ("paragraph", "character")
    return {
        (kind, style_name(style)): attribute(style, "w:styleId") or ""
        for style in styles
        if (kind := attribute(style, "w:type") or "paragraph") in kinds
    }


def _look(effective: Effective, kind: str, key: str) -> Properties:
    if kind == "character":
        return effective.run("", key, {})
    return {**effective.paragraph(key, {}, {}), **effective.run(key, "", {})}
