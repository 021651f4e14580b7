"""Which of several forms of a thing Word shows (ECMA-376 part 3): resolved in a part's tree before it is read."""

from __future__ import annotations

from importlib.resources import files

from lxml import etree

from methodology.messages import declare_message, translate
from methodology.word.opening import NOT_OURS, OpenedWord, refusal
from methodology.word.wordml import NAMESPACES, find_all, remove

_MC = f"{{{NAMESPACES['mc']}}}"
_ALTERNATIVES, _CHOICE, _FALLBACK = (f"{_MC}{name}" for name in ("AlternateContent", "Choice", "Fallback"))
_IGNORABLE, _PROCESSED, _REQUIRED = (f"{_MC}{name}" for name in ("Ignorable", "ProcessContent", "MustUnderstand"))

UNDERSTOOD = frozenset(files(__package__).joinpath("understood.txt").read_text(encoding="utf-8").split())
"""The namespaces that Word understands today; of all others it shows what stands in for them."""


MOST_LOOKED_UP = 5_000_000
"""A file whose prefixes take longer to look up was made to do harm; a real one has some forty, at a few places."""


def read_part(word: OpenedWord, part: str) -> etree._Element:
    """The tree of a part as Word understands it, the same one at each call.

    Raises ContentError (``word-file``) where the part says that whoever does not understand it must not read it.
    """
    root = word.xml(part)
    names = _Names()
    try:
        required = names.namespaces(root, _REQUIRED) - UNDERSTOOD
        if required:
            what = translate(
                "the part {part} is only for programs that understand {required}",
                part=part,
                required=", ".join(sorted(required)),
            )
            raise refusal(word.name, what, declare_message("save it again as DOCX in Word"))
        _choose_alternatives(root, names)
        _leave_out(root, names)
    except OverflowError as fault:
        raise refusal(word.name, translate("the part {part} has too many namespaces", part=part), NOT_OURS) from fault
    return root


def _choose_alternatives(root: etree._Element, names: _Names) -> None:
    """Leave of alternatives the first that is understood, else the fallback."""
    for alternatives in list(root.iter(_ALTERNATIVES)):
        chosen = None
        for form in alternatives.iterchildren(_CHOICE, _FALLBACK):
            if form.tag == _FALLBACK or names.find(form, form.get("Requires")) <= UNDERSTOOD:
                chosen = form
                break
        _replace(alternatives, chosen)


def _leave_out(root: etree._Element, names: _Names) -> None:
    """Leave out what is to be ignored where it is not understood, and keep of that what it says is content."""
    ignored = names.namespaces(root, _IGNORABLE) - UNDERSTOOD
    if not ignored:
        return
    processed = names.names(root, _PROCESSED)
    for element in list(root.iter()):
        namespace = etree.QName(element).namespace
        # What is content stays where it is: nobody looks at the elements around it.
        if namespace in ignored and not {str(element.tag), f"{{{namespace}}}*"} & processed:
            remove(element)


def _replace(element: etree._Element, content: etree._Element | None) -> None:
    """Put what an element holds in the place of another one, or of itself."""
    if element.getparent() is not None:
        for part in () if content is None else list(content):
            element.addprevious(part)
        remove(element)


class _Names:
    """Finds what prefixes mean, within bounds. Raises OverflowError beyond them."""

    def __init__(self) -> None:
        self._left = MOST_LOOKED_UP

    def find(self, element: etree._Element, prefixes: str | None) -> set[str]:
        """The namespaces of prefixes; "" for one that means nothing there."""
        if not prefixes:
            return set()
        known = element.nsmap
        self._left -= len(known) + len(prefixes)
        if self._left < 0:
            raise OverflowError
        return {known.get(prefix, "") for prefix in prefixes.split()}

    def namespaces(self, root: etree._Element, attribute: str) -> set[str]:
        """The namespaces that an attribute names by prefix, wherever it stands."""
        marked = ((element, element.get(attribute)) for element in _with(root, attribute))
        return {namespace for element, prefixes in marked for namespace in self.find(element, prefixes)} - {""}

    def names(self, root: etree._Element, attribute: str) -> set[str]:
        """The names of elements that an attribute has, in the notation of lxml; ``*`` stands for all of a namespace."""
        found = set()
        for element in _with(root, attribute):
            for name in (element.get(attribute) or "").split():
                prefix, _, local = name.rpartition(":")
                found |= {f"{{{namespace}}}{local}" for namespace in self.find(element, prefix)}
        return found


def _with(root: etree._Element, attribute: str) -> list[etree._Element]:
    """The elements that have an attribute of markup compatibility."""
    return find_all(root, f"descendant-or-self::*[@mc:{attribute.removeprefix(_MC)}]")
