"""Slips of the keyboard and of an edit: a mark too many, a sentence that begins small, a word half of a pair."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from functools import lru_cache

from methodology.checks.finding import Family, Found, Rules, Scope, Splice
from methodology.checks.lemmas import lemma_of
from methodology.checks.printed_texts import MOST_TEXTS, Breaches, excerpt, in_each_text, printed_texts
from methodology.checks.sentence_words import Where, Word, find_phrases, words_of
from methodology.checks.wording.headings import leaf_path
from methodology.messages import translate
from methodology.model.chapter import Chapter, ChapterLeaf, LeafKind
from methodology.model.programme import Programme
from methodology.model.word_forms import WordForms, together

RULES = Rules(Family.WORDING, Scope.VALUE)

_DOUBLED = re.compile(r"(?<!\.)\.\.(?!\.)|,\s?,|;\s?;|:\s?:|[,;]\s?\.(?!\.)|\.\s?;(?<!\w\.;)|,\s?;")
_SMALL = re.compile(r"[.!?]\s+(?=([^\W\d_]+)(?![.\w-]))")
_SMALL_WORD = re.compile(r"[^\W\d_]{2,}(?![.\w-])")
_CLOSED = re.compile(r"[^\W\d_]{2,}[)«“]\Z")
_ROMAN = frozenset("IVXLC")
_WORD_BEFORE = re.compile(r"[^\W\d_]+\Z")
_SHORT_NAME = re.compile(r"(?<= )\(([^\W\d_]{3,6})\)")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SHORTEST_PART = 4
_LONGEST_WORD = 40


@RULES.warning("mark-twice")
@in_each_text()
def _find_doubled_marks(text: str) -> Breaches:
    for piece in dict.fromkeys(excerpt(text, *match.span()) for match in _DOUBLED.finditer(text)):
        yield piece, translate("two marks stand together in '{piece}'", piece=piece), None


def _abbreviations(programme: Programme) -> tuple[tuple[str, ...]]:
    return (tuple(programme.language.abbreviations),)


@RULES.warning("small-beginning")
def _find_small_beginnings(programme: Programme) -> Iterator[Found]:
    """Within a text, and of paragraphs behind a heading or a sentence; those behind a list may go on with it."""
    yield from _find_within(programme)
    for chapter in programme.chapters.values():
        for before, leaf in itertools.pairwise(chapter.leaves):
            word = _SMALL_WORD.match(leaf.text) if leaf.kind is LeafKind.PARAGRAPH else None
            is_end = before.kind is LeafKind.PARAGRAPH and before.text.endswith((".", "!", "?"))
            if word is not None and word[0].islower() and (is_end or before.kind is LeafKind.HEADING):
                message = translate("a paragraph begins with a small letter: '{piece}'", piece=word[0])
                yield Found(leaf_path(chapter, leaf), message, word[0])


def _whole_words(programme: Programme) -> tuple[tuple[str, ...], WordForms | None]:
    return tuple(programme.language.abbreviations), programme.word_forms


@in_each_text(_whole_words)
def _find_within(text: str, abbreviations: tuple[str, ...], forms: WordForms | None) -> Breaches:
    for match in _SMALL.finditer(text):
        first = max(match.start() - _LONGEST_WORD, 0)
        before = _WORD_BEFORE.search(text, first, match.start()) or _CLOSED.search(text, first, match.start())
        if match[1].islower() and before is not None and _is_whole(before[0], abbreviations, forms):
            piece = text[before.start() : match.end() + len(match[1])]
            yield piece, translate("a sentence begins with a small letter in '{piece}'", piece=piece), None


def _is_whole(word: str, abbreviations: tuple[str, ...], forms: WordForms | None) -> bool:
    """Whether what stands before a full stop is no word that was cut off: ``univ.``, ``dipl.``."""
    if not word[-1].isalpha():
        return True
    if word.isupper():
        return len(word) > 1 and not _ROMAN.issuperset(word)
    is_long = len(word) >= _SHORTEST_PART and f"{word}." not in abbreviations
    if not is_long or word[-1].lower() in "aeiou":
        return is_long
    if forms is None or len(word) <= _SHORTEST_PART + 1:
        return False
    return word.endswith(tuple(forms.words["whole_endings"])) or bool(forms.nouns(word.lower()))


@RULES.warning("abbreviation-stop")
@in_each_text(_abbreviations)
def _find_lost_stops(text: str, abbreviations: tuple[str, ...]) -> Breaches:
    names = {one.removesuffix(".") for one in abbreviations if one.islower() and one.count(".") == 1}
    for match in _WORDS.finditer(text):
        if match[0] in names and text[match.end() : match.end() + 1] not in (
            "",
            ".",
        ):  # the document sets the last stop
            behind = _WORDS.search(text, match.end(), match.end() + _LONGEST_WORD)
            piece = text[match.start() : match.end() if behind is None else behind.end()]
            yield piece, translate("'{word}' is an abbreviation without its full stop", word=match[0]), None


_WHOLE_WORD = re.compile(r"(?<![\w.@/-])[^\W\d_]{6,30}+(?![\w@-])")


@lru_cache(maxsize=1 << 14)
def _slip(word: str, forms: WordForms) -> str | None:
    return forms.slip_of(word)


@RULES.warning("letters-slipped")
def _find_slipped_letters(programme: Programme) -> Iterator[Found]:
    """Words that are near a listed one; a name, and what the programme lists as a word, stay out."""
    forms = programme.word_forms
    if forms is None:
        return
    known = [word.lower() for word in programme.language.words]
    for text in printed_texts(programme):
        for word in dict.fromkeys(_WHOLE_WORD.findall(text.text)):
            meant = _slip(word.lower(), forms)
            if meant is not None and not any(fnmatchcase(word.lower(), one) for one in known):
                message = translate("'{word}' is probably '{meant}'", word=word, meant=meant)
                yield Found(text.path, message, word)


_ANY_WORD = re.compile(r"(?<![\w.@/-])[^\W\d_]{6,40}+(?![\w@-])")
_SHORTEST_JOINED = 7
"""So many letters at least has what a preposition is joined to: shorter words are parts of many others."""
_SHORTEST_NOUN = 6
"""The same of a noun in a case that the preposition governs."""


@lru_cache(maxsize=1 << 14)
def _parts_joined(word: str, forms: WordForms) -> str | None:
    """The words that are written as one; None of a word that is known as a whole."""
    return None if _is_known(word, forms) else _set_phrase(word, forms) or _denied_verb(word, forms)


def _is_known(word: str, forms: WordForms) -> bool:
    is_declined = any(read(word) for read in (forms.nouns, forms.adjective, forms.participle))
    return is_declined or word in forms.words["also_others"] or bool(forms.present(word)[0])


def _set_phrase(word: str, forms: WordForms) -> str | None:
    """``na podlagi`` of ``napodlagi``; one that ends with a preposition may end before it."""
    if word in forms.written_apart:
        return forms.written_apart[word]
    for words in forms.government:
        ends = (len(words), len(words) - 1) if (words[-1],) in forms.government else (len(words),)
        for end in ends:
            if end > 1 and "".join(words[:end]) == word:
                return " ".join(words[:end])
    return None


def _denied_verb(word: str, forms: WordForms) -> str | None:
    """``ne vpliva`` of ``nevpliva``."""
    before = forms.tables.verbs.get("denying", "")
    rest = word.removeprefix(before)
    is_joined = rest != word and len(word) >= _SHORTEST_JOINED and forms.present(rest)[0]
    return f"{before} {rest}" if is_joined else None


@lru_cache(maxsize=1 << 14)
def _preposition_joined(word: str, forms: WordForms) -> str | None:
    """A preposition and the adjective or noun behind it, of a word that is not known as a whole."""
    for first in forms.words["joined_prepositions"]:
        rest = word.removeprefix(first)
        if rest != word and len(rest) >= _SHORTEST_JOINED and forms.adjective(rest):
            return f"{first} {rest}"
    for first in forms.words["joined_to_nouns"]:
        rest, governed = word.removeprefix(first), forms.government.get((first,), 0)
        if rest != word and len(rest) >= _SHORTEST_NOUN and together(forms.nouns(rest)) & governed:
            return f"{first} {rest}"
    return None


@RULES.warning("words-joined")
def _find_joined_words(programme: Programme) -> Iterator[Found]:
    """``zaoperativno delo``, ``napodlagi``, ``vporočilu``, ``nevpliva``."""
    forms = programme.word_forms
    if forms is None or not forms.words["joined_prepositions"]:
        return
    known = [word.lower() for word in programme.language.words]
    for text in printed_texts(programme):
        for word in dict.fromkeys(_ANY_WORD.findall(text.text)):
            small = word.lower()
            right = None if word.isupper() else _parts_joined(small, forms)
            if right is None and word.islower() and not _is_known(small, forms):
                right = _preposition_joined(small, forms)
            if right is not None and not any(fnmatchcase(small, one) for one in known):
                meant = right if word.islower() else right.capitalize()
                message = translate("'{word}' is probably '{meant}'", word=word, meant=meant)
                yield Found(text.path, message, word)


@RULES.warning("compared-twice")
def _find_compared_twice(programme: Programme) -> Iterator[Found]:
    """``bolj zmogljivejše``: a word for more before a comparative."""
    words = programme.word_forms.tables.comparative if programme.word_forms is not None else {}
    if not words:
        return
    before, stems, endings = ("|".join(words[name].split()) for name in ("before", "stems", "endings"))
    slips, meant = "|".join(words.get("slips", "").split()), before.partition("|")[0]
    slipped = re.compile(rf"\b(?:{slips}) (?=[^\W\d_]{{4}})", re.IGNORECASE)
    for text in printed_texts(programme) if slips else ():
        for word in dict.fromkeys(match[0].strip() for match in slipped.finditer(text.text)):
            yield Found(text.path, translate("'{word}' is probably '{meant}'", word=word, meant=meant), word)
    twice = re.compile(rf"\b(?:{before})\s+(?:[^\W\d_]{{2,40}}ejš|{stems})(?:{endings})\b", re.IGNORECASE)
    for text in printed_texts(programme):
        for piece in dict.fromkeys(twice.findall(text.text)):
            message = translate("'{piece}' compares twice", piece=piece)
            yield Found(text.path, message, piece)


def _infinitives(programme: Programme) -> tuple[re.Pattern[str], str] | None:
    words = programme.word_forms.tables.infinitive if programme.word_forms is not None else {}
    if not words:
        return None
    names = ("after", "between", "without", "turned")
    after, between, without, turned = ("|".join(words[name].split()) for name in names)
    behind = rf"\b(?:{after})(?: (?:{between}))*+ (?P<behind>[^\W\d_]{{3,}}(?:{without}))\b"
    before = rf"\b(?P<before>[^\W\d_]{{2,}}(?:{turned}))(?: (?:{between}))*+ (?:{after})\b"
    return re.compile(rf"{behind}|{before}", re.IGNORECASE), words["lost"]


@RULES.warning("infinitive-cut")
def _find_cut_infinitives(programme: Programme) -> Iterator[Found]:
    by_context = list(_cut_by_context(programme))
    yield from by_context
    forms = programme.word_forms
    if forms is None or not forms.tables.infinitive:
        return
    for text in printed_texts(programme):
        for word in dict.fromkeys(_WHOLE_WORD.findall(text.text)):
            is_told = any(one.path == text.path and word in one.found for one in by_context)
            if word.islower() and not is_told and _is_spoken(word, forms):
                message = translate("'{word}' in '{piece}' is no infinitive", word=word, piece=word)
                right = translate("write '{right}'", right=word + forms.tables.infinitive["lost"])
                yield Found(text.path, message, word, right)


@lru_cache(maxsize=1 << 14)
def _is_spoken(word: str, forms: WordForms) -> bool:
    """``povečat`` for ``povečati``: a form of no word, whose stem is a verb in the present."""
    is_cut = word.endswith(tuple(forms.tables.infinitive["without"].split()))
    return is_cut and not forms.is_known(word) and bool(forms.present(word[:-1])[0])


@in_each_text(_infinitives)
def _cut_by_context(text: str, expression: re.Pattern[str], lost: str) -> Breaches:
    for match in expression.finditer(text):
        piece, name = match[0], match.lastgroup or ""
        end = match.end(name)
        yield (
            piece,
            translate("'{word}' in '{piece}' is no infinitive", word=match[name], piece=piece),
            translate("write '{right}'", right=match[name] + lost),
            (Splice(end, end, lost),),
        )


@RULES.warning("short-name-order")
@in_each_text()
def _find_turned_short_names(text: str) -> Breaches:
    """``Nacionalni forenzični laboratorij (NLF)``: the letters of the words before it, in another order."""
    for match in _SHORT_NAME.finditer(text):
        name = match[1]
        words = _WORDS.findall(text, max(match.start() - len(name) * _LONGEST_WORD, 0), match.start())[-len(name) :]
        initials = "".join(word[0] for word in words).upper()
        if name.isupper() and name != initials and sorted(name) == sorted(initials) and words[0].istitle():
            message = translate(
                "'{name}' explains '{words}', whose first letters are {initials}",
                name=name,
                words=" ".join(words),
                initials=initials,
            )
            yield name, message, translate("write {initials}", initials=initials)


def _periods(programme: Programme) -> tuple[re.Pattern[str], str, str] | None:
    forms = programme.word_forms
    words = forms.tables.periods if forms is not None else {}
    if forms is None or not words:
        return None
    prepositions = {one for (one, *more) in forms.government if not more}
    before = "|".join(sorted(prepositions - {words["from"]}))
    between = "|".join(sorted(prepositions - {words["to"], *words.get("between", "").split()}))
    first = rf"\b(?:{words['before']}) (?P<start>(?:(?:{before}) )?(?:leta |let )?(\d{{4}})) {words['to']} \d{{4}}"
    other = rf"(?<![\w.])(?:19|20)\d{{2}} (?P<between>{between}) (?:19|20)\d{{2}}(?!\w|\.\d)"
    opening = rf"\b(?:{words['before']}|{words['from']}) (?:(?:{before}) )?(?:leta |let )?"
    bare = rf"{opening}(?P<bare>(?:19|20)\d{{2}}) (?:19|20)\d{{2}}(?!\w|\.\d)"
    return re.compile(rf"{first}|{other}|{bare}", re.IGNORECASE), words["from"], words["to"]


@RULES.warning("period-without-beginning")
@in_each_text(_periods)
def _find_periods(text: str, expression: re.Pattern[str], beginning: str, end: str) -> Breaches:
    """``v obdobju 2018 do 2020``, ``2018 pred 2020``, ``od 2018 2020``."""
    for match in expression.finditer(text):
        if match["between"]:
            right = match[0].replace(match["between"], end, 1)
            message = translate("'{word}' in '{piece}' parts two years", word=match["between"], piece=match[0])
        elif match["bare"]:
            right = match[0].replace(match["bare"], f"{match['bare']} {end}", 1)
            message = translate("'{piece}' lacks '{word}' before the second year", piece=match[0], word=end)
        else:
            right = match[0].replace(match["start"], f"{beginning} {match[2]}", 1)
            message = translate("'{piece}' lacks '{word}' before the first year", piece=match[0], word=beginning)
        yield match[0], message, translate("write '{right}', or a dash between the years", right=right)


@RULES.warning("compound-two-ways", scope=Scope.CONTENT)
def _find_compounds(programme: Programme) -> Iterator[Found]:
    """``video konferenca`` beside ``videokonferenca``, ``a b`` beside ``a-b``, in any case and number."""
    forms, language = programme.word_forms, programme.language.lemmas
    if forms is None or not forms.tables.joins_compounds:
        return
    joined: dict[str, str] = {}
    for words in (*(_long_words(text.text) for text in printed_texts(programme)), forms.words["compounds"]):
        for whole in words:
            before, _, last = whole.rpartition("-")
            joined.setdefault(before.lower() + lemma_of(last, language), whole)
    for text in printed_texts(programme):
        for first, second in _neighbours(text.text):
            whole = joined.get(first.lower() + lemma_of(second, language), "")
            if whole and not _is_governed(first.lower(), second.lower(), forms):
                pair = f"{first} {second}"
                message = translate("'{pair}' is written apart, elsewhere together: '{whole}'", pair=pair, whole=whole)
                yield Found(text.path, message, pair)


def _is_governed(first: str, second: str, forms: WordForms) -> bool:
    """Whether two words are a preposition and what it governs: ``proti terorističnim``."""
    governed = forms.government.get((first,), 0)
    slots = forms.adjective(second) | forms.participle(second)
    return bool(governed) and (not slots or bool(slots & governed))


@lru_cache(maxsize=MOST_TEXTS)
def _long_words(text: str) -> tuple[str, ...]:
    words = (match[0] for match in _WORDS.finditer(text))
    return tuple(dict.fromkeys(word for word in words if len(word) > 2 * _SHORTEST_PART and not word.isupper()))


@lru_cache(maxsize=MOST_TEXTS)
def _neighbours(text: str) -> tuple[tuple[str, str], ...]:
    """The pairs of words that one blank parts."""
    pairs = (
        (one[0], other[0])
        for one, other in itertools.pairwise(_WORDS.finditer(text))
        if text[one.end() : other.start()] == " " and min(len(one[0]), len(other[0])) >= _SHORTEST_PART
    )
    return tuple(dict.fromkeys(pairs))


@RULES.warning("heading-twice")
def _find_repeated_headings(programme: Programme) -> Iterator[Found]:
    for chapter in programme.chapters.values():
        before: ChapterLeaf | None = None
        for leaf in (leaf for leaf in chapter.leaves if leaf.kind is LeafKind.HEADING):
            if before is not None and leaf.text.casefold().split() == before.text.casefold().split():
                message = translate("the heading '{heading}' stands twice in a row", heading=leaf.text)
                yield Found(leaf_path(chapter, leaf), message, leaf.text)
            before = leaf


@RULES.warning("heading-of-another-part")
def _find_headings_of_other_parts(programme: Programme) -> Iterator[Found]:
    """The heading above what the outline prints of outputs speaks of results, or the other way round."""
    naming, language = programme.language.naming, programme.language.lemmas
    kinds = {"outputs": naming.result, "results": naming.output}
    for before, part in itertools.pairwise(programme.outline):
        chapter, others = programme.chapters.get(before.chapter or ""), kinds.get(part.part or "", ())
        for leaf in chapter.leaves if chapter and others else ():
            typed = next(find_phrases(words_of(leaf.text, language), others, language), None)
            if chapter and leaf.kind is LeafKind.HEADING and typed is not None:
                message = translate(
                    "the heading '{heading}' speaks of '{other}', below it stand the other indicators",
                    heading=leaf.text,
                    other=typed[2],
                )
                yield Found(leaf_path(chapter, leaf), message, leaf.text)
    yield from _find_headings_of_other_tables(programme)


def _find_headings_of_other_tables(programme: Programme) -> Iterator[Found]:
    """``DELEŽ SREDSTEV PO SPECIFIČNIH CILJIH`` above tables of types of intervention, which name their indicators."""
    naming, language = programme.language.naming, programme.language.lemmas
    pairs = (
        ((*naming.objective, *naming.measure), naming.intervention),
        ((*naming.one_operation, *naming.measure, *naming.milestone, *naming.target), naming.indicator),
    )
    for chapter, leaf in _headings_above(programme, "allocation"):
        for others, things in pairs:
            words = words_of(leaf.text, language)
            typed = next(find_phrases(words, others, language), None) or _begins_alike(words, things, language)
            if typed is not None and things and not any(find_phrases(words, things, language)):
                message = translate(
                    "the heading '{heading}' speaks of '{other}', the tables below it of '{thing}'",
                    heading=leaf.text,
                    other=" ".join(word.text for word in words[typed[0] : typed[1]]),
                    thing=things[0],
                )
                yield Found(leaf_path(chapter, leaf), message, leaf.text)


def _headings_above(programme: Programme, name: str) -> Iterator[tuple[Chapter, ChapterLeaf]]:
    """The last heading of each chapter before a part of the outline."""
    for before, part in itertools.pairwise(programme.outline):
        chapter = programme.chapters.get(before.chapter or "") if part.part == name else None
        headings = [leaf for leaf in chapter.leaves if leaf.kind is LeafKind.HEADING] if chapter else []
        if chapter is not None and headings:
            yield chapter, headings[-1]


def _begins_alike(words: Sequence[Word], phrases: Sequence[str], language: str | None) -> Where | None:
    """``vrstah upravičencev``: the first word of a phrase of several, and the one behind it."""
    first = {lemma_of(phrase.split()[0], language) for phrase in phrases if " " in phrase}
    at = next((at for at, word in enumerate(words[:-1]) if word.lemma in first), None)
    return None if at is None else (at, at + 2, "")


@RULES.warning("heading-without-text")
def _find_bare_headings(programme: Programme) -> Iterator[Found]:
    """Below the last heading of a chapter parts of the outline may stand."""
    for chapter in programme.chapters.values():
        for leaf, following in itertools.pairwise(chapter.leaves):
            is_pair = leaf.kind is following.kind is LeafKind.HEADING
            if is_pair and len(following.mark.strip()) <= len(leaf.mark.strip()):
                message = translate("nothing stands below the heading '{heading}'", heading=leaf.text)
                yield Found(leaf_path(chapter, leaf), message, leaf.text)


@RULES.warning("heading-level")
def _find_skipped_levels(programme: Programme) -> Iterator[Found]:
    for chapter in programme.chapters.values():
        headings = (leaf for leaf in chapter.leaves if leaf.kind is LeafKind.HEADING)
        for before, leaf in itertools.pairwise(headings):
            above, level = len(before.mark.strip()), len(leaf.mark.strip())
            if level > above + 1:
                message = translate(
                    "the heading '{heading}' is of level {level}, the one above it of level {above}",
                    heading=leaf.text,
                    level=level,
                    above=above,
                )
                yield Found(leaf_path(chapter, leaf), message, leaf.text)
