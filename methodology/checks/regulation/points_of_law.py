"""What an article lists, against the list that cites it; what it says, and what it does not hold for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import LONGEST_PIECE, PrintedText, excerpt, printed_texts
from methodology.checks.regulation.cited_law import citations, shown
from methodology.checks.said_numbers import any_of
from methodology.checks.sentence_words import lemmas_of, sentences_of, words_of
from methodology.messages import translate
from methodology.model.chapter import Chapter, LeafKind
from methodology.model.law import KnownAct
from methodology.model.programme import Programme

RULES = Rules(Family.REGULATION, Scope.CONTENT)

_MOST_BETWEEN = 2
"""So many paragraphs may stand between the sentence that cites an article and its list."""


@RULES.warning("point-of-article-missing")
def _find_missing_points(programme: Programme) -> Iterator[Found]:
    texts = {text.path: text for text in printed_texts(programme) if text.path.startswith("chapters.")}
    language = programme.language.lemmas
    judged: set[tuple[str, str]] = set()
    for path, _, place, cited in citations(programme):
        act = cited.act
        points = act.points.get(place.names[0], ()) if act is not None and len(place.names) == 1 else ()
        lead, items = _list_behind(programme, path) if points else ("", [])
        known = [texts[item] for item in items if item in texts]
        if act is None or not known or (lead, place.names[0]) in judged:
            continue
        judged.add((lead, place.names[0]))
        missing = _missing(points, known, language)
        if missing:
            message = translate(
                "the list does not name '{words}', which {article} of {number} lists",
                words=", ".join(missing),
                article=shown(place.names[0]),
                number=act.number,
            )
            yield Found(lead, message, ", ".join(missing))


def _missing(points: Sequence[str], items: Sequence[PrintedText], language: str | None) -> list[str]:
    """The words of points that no item has; none where the list is surely another one, of which half have none."""
    there = {word.lemma for item in items for word in words_of(item.text, language)}
    missing = [
        [ways.partition("|")[0] for ways in point.split() if there.isdisjoint(lemmas_of(ways, language))]
        for point in points
    ]
    whole = [point for point in missing if not point]
    return [] if 2 * len(whole) < len(points) else [word for point in missing for word in point]


def _list_behind(programme: Programme, path: str) -> tuple[str, list[str]]:
    """The paragraph that opens the list behind a text of a chapter, and the items; no items where none follows."""
    name, _, number = path.removeprefix("chapters.").rpartition(".")
    chapter: Chapter | None = programme.chapters.get(name)
    lead, items = "", list[str]()
    if chapter is None or not number.isdigit():
        return lead, items
    leaves = {leaf.number: leaf for leaf in chapter.leaves}
    at = int(number)
    for here in range(at, at + _MOST_BETWEEN + 1):
        leaf = leaves.get(here)
        if leaf is None or leaf.kind is not LeafKind.PARAGRAPH:
            break
        lead = f"chapters.{name}.{here}"
        if leaf.text.rstrip().endswith(":"):
            behind = here + 1
            while behind in leaves and leaves[behind].kind is LeafKind.ITEM:
                items.append(f"chapters.{name}.{behind}")
                behind += 1
            break
    return lead, items


@RULES.warning("statement-of-article-missing")
def _find_missing_statements(programme: Programme) -> Iterator[Found]:
    """What an article says and no chapter does, where one chapter says most of what it says."""
    chapters = list(_sentences_of_chapters(programme))
    for act in _acts_of(programme):
        for article, statements in act.states.items():
            for path, missing in _unsaid(chapters, statements):
                message = translate(
                    "no chapter says: {missing} ({article} of {number})",
                    missing=missing,
                    article=shown(article),
                    number=act.number,
                )
                yield Found(path, message, missing)


def _sentences_of_chapters(programme: Programme) -> Iterator[tuple[str, str]]:
    """The sentences of all chapters as they are typed, in small letters, with their content paths."""
    for text in printed_texts(programme):
        if text.path.startswith("chapters."):
            for words in sentences_of(text.raw, programme.language.lemmas):
                yield text.path, text.raw[words[0].start : words[-1].end].lower()


def _unsaid(chapters: Sequence[tuple[str, str]], statements: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The statements that no chapter makes, where one makes half of them; each with the text that makes another."""
    places = [_said_at(chapters, statement) for statement in statements]
    told = Counter(chapter for paths in places for chapter in set(map(_chapter_of, paths)))
    if not told or 2 * max(told.values()) < len(statements):
        return
    chapter = max(told, key=lambda one: told[one])
    for index, statement in enumerate(statements):
        if not places[index]:
            near = (path for paths in (*places[:index][::-1], *places[index:]) for path in paths)
            yield next(path for path in near if _chapter_of(path) == chapter), statement.rpartition(": ")[0]


def _acts_of(programme: Programme) -> list[KnownAct]:
    """The act of the programme's fund and the one that funds have in common, as far as they are known."""
    law = programme.fund.law if programme.fund is not None else None
    cited = (law.act, law.common) if law is not None else ()
    return [act for act in programme.law.acts if any(one.endswith(act.number) for one in cited)]


def _said_at(chapters: Sequence[tuple[str, str]], statement: str) -> list[str]:
    """The content paths of the sentences that have the words of a statement."""
    words = [any_of(tuple(ways.split("|"))) for ways in statement.rpartition(": ")[2].split()]
    return [path for path, text in chapters if all(word.search(text) for word in words)]


def _chapter_of(path: str) -> str:
    """The chapter that a content path leads into."""
    return path.rpartition(".")[0]


@RULES.warning("excluded-by-law")
def _find_what_is_excluded(programme: Programme) -> Iterator[Found]:
    said = list(_excluded(programme))
    for text in printed_texts(programme) if said else ():
        low = text.text.lower()
        near = [one for one in said if all(word in low for word in one[3])]
        for sentence in _sentences_of_all(programme, text) if near else ():
            found = next(((*one[:2], piece) for one in near if (piece := _piece(sentence, one[2]))), None)
            if found is not None:
                yield Found(text.path, _tell(*found), found[2])


def _excluded(programme: Programme) -> Iterator[tuple[KnownAct, str, list[re.Pattern[str]], list[str]]]:
    """What acts do not hold for: the act, its article, the words, and how they begin."""
    for act in programme.law.acts:
        for article, phrases in act.excludes.items():
            for words in map(str.split, phrases):
                yield act, article, [any_of((word,)) for word in words], [word.strip("*") for word in words]


def _sentences_of_all(programme: Programme, text: PrintedText) -> Iterator[str]:
    """The sentences of a text that deny and except nothing."""
    naming = programme.language.naming
    excepted = any_of((*naming.exception, *naming.negation))
    for words in sentences_of(text.text, programme.language.lemmas):
        sentence = text.text[words[0].start : words[-1].end]
        if not excepted.search(sentence.lower()):
            yield sentence


def _piece(sentence: str, words: Sequence[re.Pattern[str]]) -> str:
    """The piece of a sentence up to the last of the words; nothing where it lacks one."""
    found = [match for word in words if (match := word.search(sentence.lower())) is not None]
    if len(found) < len(words):
        return ""
    start, end = min(one.start() for one in found), max(one.end() for one in found)
    return excerpt(sentence, max(start, end - LONGEST_PIECE), end)


def _tell(act: KnownAct, article: str, piece: str) -> str:
    return translate(
        "'{words}' is said as if {article} of {number} held for it",
        words=piece,
        article=shown(article),
        number=act.number,
    )
