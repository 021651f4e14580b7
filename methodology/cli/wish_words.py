"""What ``pull`` prints of a wish: its outcome, what was done, and why nothing comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from methodology.messages import declare_message, translate

if TYPE_CHECKING:
    from methodology.pull.looks import LookChange
    from methodology.pull.pulled import Remark, TableChange, Wish

_OUTCOMES = {
    "applied": declare_message("applied"),
    "present": declare_message("present"),
    "declined": declare_message("declined"),
    "conflict": declare_message("conflict"),
    "question": declare_message("question"),
    "unmapped": declare_message("unmapped"),
}
_ACTS = {
    "value": declare_message("{place} value"),
    "wording": declare_message("{place} wording"),
    "added": declare_message("{place} added"),
    "removed": declare_message("{place} removed"),
    "moved": declare_message("{place} moved"),
    "table": declare_message("{place} table"),
    "look": declare_message("{place} look"),
    "kind": declare_message("{place} kind"),
}
_NOTES = {
    "several_places": declare_message("several places"),
    "near_entry": declare_message("near entry"),
    "template_text": declare_message("template text"),
    "computed": declare_message("computed"),
    "computed_value": declare_message("computed value"),
    "heading": declare_message("heading"),
    "picture": declare_message("picture"),
    "picture_replaced": declare_message("picture replaced"),
    "picture_resized": declare_message("picture resized"),
    "line_break": declare_message("line break"),
    "tab": declare_message("tab"),
    "page_break": declare_message("page break"),
    "thing": declare_message("thing"),
    "footnote_place": declare_message("footnote place"),
    "footnote_moved": declare_message("footnote moved"),
    "new_table": declare_message("new table"),
    "table_row": declare_message("table row"),
    "table": declare_message("table altered"),
    "other_cell": declare_message("other cell"),
    "new_text": declare_message("new text"),
    "new_indicator": declare_message("new indicator"),
    "new_section": declare_message("new section"),
    "new_row": declare_message("new row"),
    "no_number": declare_message("no number"),
    "other_version": declare_message("other version"),
    "differs_between_files": declare_message("differs between files"),
    "prints_otherwise": declare_message("prints otherwise"),
    "unreadable": declare_message("unreadable"),
    "removed_text": declare_message("removed text"),
    "order": declare_message("order"),
    "no_look": declare_message("no look"),
    "no_kind": declare_message("no kind"),
    "list_label": declare_message("list label"),
    "proposed_deletion": declare_message("proposed deletion"),
    "marked_beside": declare_message("marked beside"),
}
_THINGS = {
    "ruby": declare_message("ruby"),
    "endnote": declare_message("endnote"),
    "symbol": declare_message("symbol"),
    "field": declare_message("field"),
    "prompt": declare_message("prompt"),
}
"""What else Word knows beside text."""
_LOOKS = {
    "strong_on": declare_message("strong on"),
    "strong_off": declare_message("strong off"),
    "emphasis_on": declare_message("emphasis on"),
    "emphasis_off": declare_message("emphasis off"),
    "link_on": declare_message("link on"),
    "link_off": declare_message("link off"),
    "link_changed": declare_message("link changed"),
    "struck": declare_message("struck"),
    "hidden": declare_message("hidden"),
    "superscript": declare_message("superscript"),
    "subscript": declare_message("subscript"),
    "highlighted": declare_message("highlighted"),
    "underlined": declare_message("underlined"),
    "level": declare_message("level"),
    "heading_on": declare_message("heading on"),
    "heading_off": declare_message("heading off"),
    "list": declare_message("list"),
    "item_on": declare_message("item on"),
    "item_off": declare_message("item off"),
    "nested": declare_message("nested"),
    "quote_on": declare_message("quote on"),
    "quote_off": declare_message("quote off"),
    "label": declare_message("label"),
}
_NOTICES = {
    "recovered": declare_message("a part of it was malformed and had to be mended"),
    "without_snapshot": declare_message(
        "it does not hold what it was made from: its text is compared with the content of today"
    ),
    "other_templates": declare_message("it was made with other templates: its text is compared by what it says"),
}
_TABLE_CHANGES = {
    "column_gone": declare_message("the column »{first}« is gone"),
    "column_new": declare_message("a column »{first}« came"),
    "column_empty": declare_message("a column without a head came"),
    "column_moved": declare_message("the column »{first}« stands elsewhere"),
    "columns_exchanged": declare_message("the columns »{first}« and »{second}« stand exchanged"),
    "head_retyped": declare_message("the head »{first}« reads »{second}« now"),
    "heads_moved": declare_message("heads of columns do not stand above their values any more"),
    "head_gone": declare_message("the head of the table is gone"),
    "head_repeated": declare_message("the head of the table is repeated"),
    "row_gone": declare_message("the row »{first}« is gone"),
    "row_empty": declare_message("an empty row came"),
    "row_moved": declare_message("the row »{first}« stands elsewhere"),
    "rows_exchanged": declare_message("the rows »{first}« and »{second}« stand exchanged"),
    "rows_reordered": declare_message("the rows stand in another order"),
    "row_elsewhere": declare_message("the row »{first}« stands in the table »{second}«"),
    "code_retyped": declare_message("the code »{first}« reads »{second}« now, and something else in its row changed"),
    "code_twice": declare_message("the code »{first}« stands in several rows"),
    "code_moved": declare_message("the code »{first}« stands beside the values of another row"),
    "cells_changed": declare_message("cells of the row »{first}« were merged, split, added or removed"),
    "values_moved": declare_message("values of the row »{first}« stand in other cells than they were printed in"),
    "value_unproven": declare_message(
        "something changed in the row »{first}«, and it is not certain which value it is"
    ),
    "table_split": declare_message("the table was split"),
    "table_joined": declare_message("the rows of the table stand in the table »{first}«"),
    "table_dissolved": declare_message("it is no table of its own any more: its text stands elsewhere"),
    "table_gone": declare_message("the table is gone"),
}


def format_wish(wish: Wish) -> str:
    """What became of a wish and why, in which file, by whom."""
    values = {"outcome": translate(_OUTCOMES[wish.outcome]), "what": _format_act(wish), "file": wish.file}
    if wish.authors:
        return translate("{outcome}: {what} in {file} by {authors}", **values, authors=", ".join(wish.authors))
    return translate("{outcome}: {what} in {file}", **values)


def _format_act(wish: Wish) -> str:
    place = wish.path or wish.heading or wish.chapter or translate("the document")
    act = translate(_ACTS[wish.act], place=place)
    if not wish.note:
        return act
    note = translate(_NOTES[wish.note])
    about = translate(_THINGS[wish.about]) if wish.note == "thing" and wish.about in _THINGS else wish.about
    return f"{act} ({note}: {about})" if about else f"{act} ({note})"


def format_table_change(change: TableChange) -> str:
    """What happened to a table."""
    first, second = (*change.names, "", "")[:2]
    return translate(_TABLE_CHANGES[change.event], first=first, second=second)


def format_look(look: LookChange) -> str:
    """What changed in how a text looks: ``strong on: the words``, with what there was and is."""
    turn = " → ".join(filter(None, (look.before, look.after)))
    return f"{translate(_LOOKS[look.kind])}: {look.text}{f' ({turn})' if turn else ''}"


def format_notice(notice: str, file: str) -> str:
    """What is to be said of a file."""
    return f"{file}: {translate(_NOTICES[notice])}"


def format_remark(remark: Remark) -> str:
    """A comment on one line."""
    values = {
        "author": remark.author,
        "date": remark.date,
        "place": remark.path or remark.heading or remark.chapter or remark.file,
        "text": " ".join(remark.text.split()),
    }
    if remark.resolved:
        return translate("resolved comment by {author} {date} on {place}: {text}", **values)
    return translate("comment by {author} {date} on {place}: {text}", **values)
