"""The parts of two Word files beside each other: which there are, how they are related, what is not read as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from methodology.diagnostics import ContentError
from methodology.messages import translate, translate_count
from methodology.verifying.docx.allowed import (
    KNOWN_PARTS,
    NAMED_SETTINGS,
    RELATED,
    REPEATED,
    SINGLE,
    TEXT_FONTS,
    UNSEEN_SETTINGS,
)
from methodology.verifying.docx.findings import WordFindings
from methodology.verifying.docx.properties import attributes_of, canonical, footnote_settings, short_name
from methodology.verifying.docx.shown_file import ShownFile
from methodology.verifying.docx.wording import name_of_part
from methodology.word.opening import OpenedWord
from methodology.word.snapshot import Snapshot, find_snapshot
from methodology.word.wordml import attribute, child, find_all, qname

SYMBOLS = "02"
"""The character set of fonts whose letters are signs (17.8.3.2)."""
_SIGNED = "origin"
"""The last word of the type that relates the signatures of Office to the package (OPC 13.2.4)."""
_TYPES = "[Content_Types].xml"
_SCHEME = "{http://schemas.openxmlformats.org/drawingml/2006/main}clrScheme"
_SHOWN_PROPERTIES = frozenset({"title", "subject", "creator", "keywords", "description", "category"})
_PLAIN = 2
"""How many attributes a colour of a theme has that is no shade of one: its own value, and the name."""
_THEMED = ("styles", "numbering", "header", "footer", "footnotes", "endnotes")
"""The parts beside the main one that hold looks."""
_ROOT = frozenset({"mc:Ignorable", "conformance"})


def compare_parts(made: ShownFile, read: ShownFile, findings: WordFindings) -> None:
    """Compare all that is not the text of a part."""
    _compare_relations(made.word, read.word, findings)
    _compare_settings(made.settings, read.settings, findings)
    _compare_roots(made.root, read.root, findings)
    _compare_fonts(made.word, read.word, findings)
    _compare_snapshots(made.word, read.word, findings)
    _compare_themes(made, read, findings)
    _compare_properties(made.word, read.word, findings)
    _name_others(made.word, read.word, findings)
    for what in sorted({*_doubled(read), *_strange(read)} - {*_doubled(made), *_strange(made)}):
        findings.alter(_place("package"), None, what)


def _place(part: str) -> str:
    return f"({name_of_part(part)})"


def _compare_relations(made: OpenedWord, read: OpenedWord, findings: WordFindings) -> None:
    """What is related to what: relations of unknown kinds, to the outside, and two where there may be one."""
    known = {(kind, outside) for _, kind, outside in _relations(made)}
    for part, kind, outside in _relations(read):
        allowed = kind in RELATED and (not outside or kind == "hyperlink")
        if not allowed and (kind, outside) not in known:
            owner = part or translate("the file")
            what = translate("{owner} is related to a part as {kind}", owner=owner, kind=kind)
            if outside:
                what = translate(
                    "{owner} is related to something outside of the file as {kind}", owner=owner, kind=kind
                )
            findings.alter(_place("package"), None, what)
    for what in _doubled_relations(read):
        findings.alter(_place("package"), None, translate("two relations {what}", what=what))
    if _main_type(read) != _main_type(made):
        findings.alter(_place("package"), _main_type(made), _main_type(read))


def _doubled_relations(word: OpenedWord) -> Iterator[str]:
    """Ids that two relations have, and kinds of which there may be one."""
    for part in ("", word.main):
        relations = word.relations(part)
        kinds = Counter(relation.kind for relation in relations if relation.kind in SINGLE)
        ids = Counter(relation.id for relation in relations)
        yield from (name for name, count in (*kinds.items(), *ids.items()) if count > 1)


def _relations(word: OpenedWord) -> Iterator[tuple[str, str, bool]]:
    for part in ["", *word.names]:
        if not part.endswith(".rels"):
            for relation in word.relations(part):
                yield part, relation.kind, relation.outside


def _main_type(word: OpenedWord) -> str:
    overrides = word.xml(_TYPES).iterchildren("{*}Override")
    main = word.main.casefold()
    types = (part.get("ContentType", "") for part in overrides if part.get("PartName", "")[1:].casefold() == main)
    return next(types, "")


def _compare_settings(made: etree._Element | None, read: etree._Element | None, findings: WordFindings) -> None:
    before, after = _settings(made), _settings(read)
    for name in sorted({*before, *after}):
        if before.get(name) == after.get(name):
            continue
        local = name.rpartition(":")[2]
        if local not in UNSEEN_SETTINGS:
            if after.get(name):
                findings.alter(_place("settings"), None, f"{name} {after[name]}"[:200])
            else:
                findings.name("settings", translate("{name} is gone", name=name))
        elif local in NAMED_SETTINGS:
            findings.name("settings", translate("{name} differs", name=name))


def _settings(root: etree._Element | None) -> dict[str, str]:
    settings: dict[str, str] = {}
    for part in () if root is None else root:
        off = len(part.attrib) == 1 and attribute(part) in ("0", "false", "off")
        said = footnote_settings(part) if short_name(part.tag) == "footnotePr" else canonical(part)
        settings[short_name(part.tag)] = settings.get(short_name(part.tag), "") + ("" if off else said)
    return settings


def _compare_roots(made: etree._Element, read: etree._Element, findings: WordFindings) -> None:
    """What stands beside the body, such as the background of pages."""
    before, after = ([canonical(part) for part in root if part.tag != qname("w:body")] for root in (made, read))
    if before != after:
        findings.alter(_place("document"), "; ".join(before)[:200] or None, "; ".join(after)[:200] or None)
    strange = attributes_of(read).keys() - attributes_of(made).keys() - _ROOT
    if strange:
        message = translate("attributes of the document: {names}", names=", ".join(sorted(strange)))
        findings.alter(_place("document"), None, message)
    bodies = len(find_all(read, "w:body"))
    if bodies != 1:
        findings.alter(_place("document"), None, translate_count("{count} body", "{count} bodies", bodies))


def _compare_fonts(made: OpenedWord, read: OpenedWord, findings: WordFindings) -> None:
    """Fonts that the file brings, or lets stand for others, may draw other signs."""
    for what in sorted(set(_font_tricks(read)) - set(_font_tricks(made))):
        findings.alter(_place("fonts"), None, what)


def _font_tricks(word: OpenedWord) -> Iterator[str]:
    for part in word.find_related("fontTable", word.main):
        for font in word.xml(part):
            yield from _tricks_of(font)
    for part in word.find_related("webSettings", word.main):
        if any(short_name(entry.tag) == "frameset" for entry in word.xml(part)):
            yield translate("the document is a set of frames")


def _tricks_of(font: etree._Element) -> Iterator[str]:
    name = attribute(font, "w:name") or ""
    if any(short_name(entry.tag).startswith("embed") for entry in font):
        yield translate("the font {name} is embedded", name=name)
    if name.casefold() not in TEXT_FONTS:
        return
    if attribute(child(font, "w:charset")) == SYMBOLS:
        yield translate("the font {name} is one of symbols", name=name)
    for stand_in in (attribute(child(font, "w:altName")) or "").split(","):
        if stand_in and stand_in.strip().casefold() not in TEXT_FONTS:
            yield translate("the font {other} stands for {name}", other=stand_in, name=name)


def _compare_themes(made: ShownFile, read: ShownFile, findings: WordFindings) -> None:
    """The colours of the theme, where more than fonts and plain colours of letters is of it: these are compared."""
    themed = any(_is_themed(element) for file in (made, read) for element in _elements(file.word))
    if themed and _colours(made) != _colours(read):
        message = translate("the colours of the theme, or which of them are light and dark, are others")
        findings.alter(_place("theme"), None, message)


def _elements(word: OpenedWord) -> Iterator[etree._Element]:
    for part in (word.main, *(part for kind in _THEMED for part in word.find_related(kind, word.main))):
        yield from word.xml(part).iter(etree.Element)


def _is_themed(element: etree._Element) -> bool:
    compared = element.tag == qname("w:rFonts") or (element.tag == qname("w:color") and len(element.attrib) <= _PLAIN)
    return not compared and any("theme" in name for name in map(str, element.attrib))


def _colours(file: ShownFile) -> list[str]:
    themes = [file.word.xml(part) for part in file.word.find_related("theme", file.word.main)]
    schemes = [scheme for theme in themes for scheme in theme.iter(_SCHEME)]
    mapping = child(file.settings, "w:clrSchemeMapping")
    return [canonical(part) for part in (*schemes, *(() if mapping is None else (mapping,)))]


def _compare_properties(made: OpenedWord, read: OpenedWord, findings: WordFindings) -> None:
    """Title, author and the like, which programs show beside the text; dates and who saved it are left out."""
    before, after = _properties(made), _properties(read)
    for name in sorted({*before, *after}):
        if before.get(name, "") != after.get(name, ""):
            findings.name("properties of the document", translate("{name} differs", name=name))


def _properties(word: OpenedWord) -> dict[str, str]:
    entries = [entry for part in word.find_related("core-properties") for entry in word.xml(part)]
    said = {
        str(entry.tag).rpartition("}")[2]: " ".join((entry.text or "").replace(",", " ").split()) for entry in entries
    }
    return {name: text for name, text in said.items() if name in _SHOWN_PROPERTIES and text}


def _compare_snapshots(made: OpenedWord, read: OpenedWord, findings: WordFindings) -> None:
    """The content that travels in the file: pull takes it as its base."""
    before, after = _snapshot(made), _snapshot(read)
    if before == after:
        return
    if after is None:
        gone = translate("the content that travels in the file is gone: pull cannot take this file")
        findings.name("package", gone)
    else:
        findings.alter(_place("package"), None, translate("the content that travels in the file is another"))


def _snapshot(word: OpenedWord) -> Snapshot | None:
    try:
        return find_snapshot(word)
    except ContentError:
        return None


def _name_others(made: OpenedWord, read: OpenedWord, findings: WordFindings) -> None:
    """Parts that show nothing in the text, and differ: comments, signatures, what nothing is related to."""
    for kind in ("comments", "glossaryDocument"):
        before, after = (
            sum(_count(word, part) for part in word.find_related(kind, word.main)) for word in (made, read)
        )
        if before != after:
            findings.name("package", f"{name_of_part(kind)}: {before} → {after}")
        elif _texts(made, kind) != _texts(read, kind):
            findings.name("package", translate("{part} say something else", part=name_of_part(kind)))
    kinds = [kind for _, kind, _ in _relations(read)]
    if _SIGNED in kinds or "signature" in kinds:
        findings.reasons.append(
            translate_count(
                "it has {count} signature of Office; whether it is whole and whose it is, is not "
                "checked here: Word says it",
                "it has {count} signatures of Office; whether they are whole and whose they are is not "
                "checked here: Word says it",
                kinds.count("signature"),
            )
        )
    others = [part for part in _loose_parts(read) if part != _TYPES]
    if others:
        names = ", ".join(sorted(others)[:5])
        findings.name("package", translate("parts that belong to nothing: {names}", names=names))


def _loose_parts(word: OpenedWord) -> list[str]:
    """The parts that nothing is related to."""
    parts = [part for part in word.names if not part.endswith(".rels")]
    reached = {relation.part for part in ["", *parts] for relation in word.relations(part)}
    return [part for part in parts if part not in reached]


def _texts(word: OpenedWord, kind: str) -> list[str]:
    return ["".join(map(str, word.xml(part).itertext())) for part in word.find_related(kind, word.main)]


def _count(word: OpenedWord, part: str) -> int:
    root = word.xml(part)
    return len(root) if short_name(root.tag) == "comments" else 1


def _strange(file: ShownFile) -> Iterator[str]:
    """What the definitions of styles and lists hold that is not known, or holds twice."""
    for kind in ("styles", "numbering"):
        for part in file.word.find_related(kind, file.word.main):
            for element in file.word.xml(part).iter():
                name = short_name(element.tag)
                known = KNOWN_PARTS.get(name)
                held = Counter(short_name(child.tag) for child in element) if known is not None else Counter()
                for what, count in held.items():
                    if known is not None and (what not in known or (count > 1 and what not in REPEATED)):
                        held_by = {"part": name_of_part(kind), "name": name, "what": what}
                        one = translate("{part}: {name} with {what}", **held_by)
                        many = translate_count(
                            "{part}: {name} with {what} {count} time",
                            "{part}: {name} with {what} {count} times",
                            count,
                            **held_by,
                        )
                        yield many if count > 1 else one


def _doubled(file: ShownFile) -> Iterator[str]:
    """Definitions of one id, of which programs may take either."""
    keys = [] if file.numbering is None else list(_keys_of_lists(file.numbering))
    for style in () if file.effective.root is None else find_all(file.effective.root, "w:style"):
        keys.append(translate("style {name}", name=f"{attribute(style, 'w:type')} {attribute(style, 'w:styleId')}"))
        parts = [attribute(part, "w:type") for part in find_all(style, "w:tblStylePr")]
        keys += [
            translate("part {part} of style {name}", part=part, name=attribute(style, "w:styleId")) for part in parts
        ]
        if attribute(style, "w:default") in ("1", "true", "on"):
            keys.append(translate("default style {kind}", kind=attribute(style, "w:type")))
    yield from (translate("two definitions: {key}", key=key) for key, count in Counter(keys).items() if count > 1)


def _keys_of_lists(numbering: etree._Element) -> Iterator[str]:
    for entry in find_all(numbering, "w:num"):
        number = attribute(entry, "w:numId")
        yield translate("numbering {number}", number=number)
        # An override with a level of another number, or with two, defines one that is not asked for.
        unasked = find_all(entry, "w:lvlOverride[w:lvl[not(@w:ilvl = ../@w:ilvl) or preceding-sibling::w:lvl]]")
        for override in (*find_all(entry, "w:lvlOverride"), *unasked):
            yield translate("override {key}", key=f"{number} {attribute(override, 'w:ilvl')}")
    for entry in find_all(numbering, "w:abstractNum"):
        definition = attribute(entry, "w:abstractNumId")
        yield translate("definition {number}", number=definition)
        for level in find_all(entry, "w:lvl"):
            yield translate("level {key}", key=f"{definition} {attribute(level, 'w:ilvl')}")
