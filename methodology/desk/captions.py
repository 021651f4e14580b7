"""What the desk's own buttons, labels and notes say, in the reader's language."""

from __future__ import annotations

from methodology.messages import declare_message, translate

_WORDS = {
    "desk": declare_message("Editing desk"),
    "saved": declare_message("saved"),
    "saved_at": declare_message("saved at {time}"),
    "saving": declare_message("saving …"),
    "undo": declare_message("Undo"),
    "redo": declare_message("Redo"),
    "find": declare_message("Find"),
    "find_hint": declare_message("code, name or text"),
    "nothing_found": declare_message("nothing found"),
    "download": declare_message("Download"),
    "panel": declare_message("Beside the document"),
    "findings": declare_message("Findings"),
    "changes": declare_message("Changes"),
    "card": declare_message("Value"),
    "no_findings": declare_message("No findings."),
    "no_changes": declare_message("Nothing has changed since the last version."),
    "no_card": declare_message("Choose a value or a sentence on the page."),
    "error": declare_message("error"),
    "warning": declare_message("warning"),
    "edit_around": declare_message("Edit the whole text"),
    "save": declare_message("Save"),
    "cancel": declare_message("Cancel"),
    "close": declare_message("Close"),
    "unit": declare_message("Unit of measurement"),
    "before": declare_message("Last version"),
    "now": declare_message("Now"),
    "printed": declare_message("Printed"),
    "not_printed": declare_message("nowhere in the document"),
    "times": declare_message("{count}×"),
    "formula": declare_message("Follows from"),
    "computed": declare_message("A formula gives this number; it is not typed."),
    "not_editable": declare_message("This cannot be edited here."),
    "also_changes": declare_message("Also changes"),
    "follows": declare_message("Follows by its formula, and is typed"),
    "save_following": declare_message("Save, and set these anew"),
    "new_findings": declare_message("New findings"),
    "gone_findings": declare_message("Findings that go"),
    "nothing_else": declare_message("Nothing else changes."),
    "unsaved": declare_message("not saved"),
    "unsaved_texts": declare_message("Typed and not saved"),
    "discard": declare_message("Discard"),
    "conflict": declare_message("Somebody has changed this meanwhile."),
    "theirs": declare_message("Theirs"),
    "yours": declare_message("Yours"),
    "take_theirs": declare_message("Keep theirs"),
    "take_yours": declare_message("Write yours"),
    "which": declare_message("Which one is it?"),
    "insert_value": declare_message("Insert a value"),
    "faults": declare_message("The content has faults; the page shows the last version without them."),
    "lost_connection": declare_message("The desk does not answer. What you typed is kept; start it again."),
    "empty": declare_message("(empty)"),
}


def captions() -> dict[str, str]:
    """Return the desk's words by their names; ``{time}`` and ``{count}`` stay for the page to fill in."""
    return {name: translate(text, time="{time}", count="{count}") for name, text in _WORDS.items()}
