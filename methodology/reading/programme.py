"""Read a content folder as a programme."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import BaseModel

from methodology.diagnostics import ContentError, Diagnostic, Location
from methodology.memory import NO_MEMORY, Memory
from methodology.messages import translate
from methodology.model.assumption import ASSUMPTIONS, Assumptions
from methodology.model.calculation import Calculation
from methodology.model.chapter import Chapter
from methodology.model.data_table import DataTable
from methodology.model.fund import CoreIndicator, Fund, FundObjective
from methodology.model.indicator import Indicator, OutputIndicator, ResultIndicator
from methodology.model.justification import Acceptances, Amendment
from methodology.model.objective import Allocation, Objective, ObjectiveFacts, ObjectiveRisks, Summary
from methodology.model.phrases import LanguageUse, Phrases
from methodology.model.programme import (
    CommonRisks,
    KnownValues,
    LostPart,
    Programme,
    ProgrammeFacts,
    Registry,
    Value,
)
from methodology.model.remark import REMARKS, RemarkList
from methodology.model.scalars import CODE, natural_order
from methodology.model.word_forms import WordForms
from methodology.reading.computed_values import compute_values
from methodology.reading.content_folder import INDICATORS, ContentFile, ContentFolder, changed_pieces
from methodology.reading.cross_checks import cross_check
from methodology.reading.data_tables import read_data_tables
from methodology.reading.law import read_law
from methodology.reading.official_texts import lost_with_fund, place_official_texts, read_fund
from methodology.reading.outline import read_outline
from methodology.reading.phrases import read_phrases
from methodology.reading.pictures import read_pictures
from methodology.reading.validation import MOST_FINDINGS
from methodology.reading.word_forms import read_word_forms

OBJECTIVES = "objectives"
CHAPTERS = "chapters"
AMENDMENTS = "amendments"

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Reading:
    """A programme, as far as its files could be read, and everything that is wrong with the others."""

    programme: Programme
    diagnostics: tuple[Diagnostic, ...]


Source = Path | Mapping[str, str]
"""A folder of content, or the texts of files that stand in none, by their paths: :attr:`Programme.files`."""


def read_programme(
    source: Source, name: str | None = None, templates: Path | None = None, memory: Memory = NO_MEMORY
) -> Programme:
    """All content of ``source``; raises :class:`ContentError` with everything that is wrong with it.

    Messages call the folder ``name``: its path as the user sees it, by default its last part. The folder of templates
    has the words of the programme's language; without it all of them stand in the content. What ``memory`` has of an
    earlier reading is not done again: what did not change is the same object then.
    """
    reading = read_what_is_whole(source, name, templates, memory)
    if reading.diagnostics:
        raise ContentError(reading.diagnostics)
    return reading.programme


def _read_language(content: ContentFolder, standard: LanguageUse | None) -> LanguageUse | None:
    own = content.read_if_there("language.yaml", LanguageUse, "language")
    if standard is None:
        return None
    return content.memory.recall("usage", (own, standard), lambda: (own or LanguageUse()).with_standard(standard))


def read_what_is_whole(
    source: Source, name: str | None = None, templates: Path | None = None, memory: Memory = NO_MEMORY
) -> Reading:
    """Return all that is whole of the content; :attr:`Programme.lost` names the rest. Raises :class:`ContentError`."""
    content = _open(source, name, memory)
    facts = content.read("programme.yaml", ProgrammeFacts, "programme")
    phrases, usage, standard_words = read_phrases(content, facts, templates)
    operations, sources = (content.read(f"{name}.yaml", Registry, name) for name in ("operations", "sources"))
    fund, interventions = read_fund(content)
    risks = content.read("risks.yaml", CommonRisks, "risks")
    content.read_if_there(f"{ASSUMPTIONS}.yaml", Assumptions, ASSUMPTIONS)
    language, accepted = _read_language(content, usage), content.read_if_there("accepted.yaml", Acceptances, "accepted")
    amendments, remarks = dict(_read_amendments(content)), _read_remarks(content)
    chapters = {one.name: one for one in _read_chapters(content)}
    outline = read_outline(content, chapters, templates)
    folders, tables = _read_objectives(content, fund), read_data_tables(content)
    values, calculations = _take_together(content, chapters.values(), tables)
    contents, lost = {piece.root: piece.content for piece in content.pieces}, lost_with_fund(content)

    def whole(root: str, part: Part | None, default: Part | None = None) -> Part:
        return cast(Part, LostPart()) if root in lost else cast(Part, default if part is None else part)

    programme = Programme(
        facts=whole("programme", facts),
        phrases=whole("phrases", phrases, cast(Phrases, LostPart())),
        operations=whole("operations", operations.root if operations else None),
        sources=whole("sources", sources.root if sources else None),
        interventions=whole("fund", whole("interventions", interventions.root if interventions else None)),
        risks=whole("risks", risks),
        assumptions=whole(ASSUMPTIONS, cast(Assumptions, contents.get(ASSUMPTIONS)), Assumptions({})),
        objectives=tuple(_whole_objective(objective, lost, contents, memory) for objective in folders),
        fund=whole("fund", fund),
        language=whole("language", language, cast(LanguageUse, LostPart())),
        accepted=whole("accepted", accepted, Acceptances(())),
        amendments=amendments,
        remarks=remarks,
        outline=outline,
        chapters={name: chapter for name, chapter in chapters.items() if f"chapters.{name}" not in lost},
        name=content.name,
        values=_without_lost(content, lost) if lost else values,
        tables=tables,
        calculations=calculations,
        files=content.texts,
        pictures=content.pictures,
        law=read_law(content, templates, facts, fund),
        lost=lost,
        standard_words=standard_words,
        word_forms=None if templates is None or facts is None else _read_forms(templates, facts.language, memory),
    )
    return Reading(programme, tuple(content.diagnostics))


def _open(source: Source, name: str | None, memory: Memory) -> ContentFolder:
    if isinstance(source, Path):
        content = ContentFolder.open(source, name)
        content.memory = memory
        return content
    return ContentFolder.hold(source, name or "", memory)


def _read_forms(templates: Path, language: str, memory: Memory) -> WordForms | None:
    return memory.recall("word forms", (language,), lambda: read_word_forms(templates, language))


def _take_together(
    content: ContentFolder, chapters: Iterable[Chapter], tables: Mapping[str, DataTable]
) -> tuple[dict[str, Value], Mapping[str, Calculation]]:
    """The values of all files and how they came about; what is wrong between files goes to the diagnostics."""
    content.report_unknown_files()
    content.pieces[:] = place_official_texts(content.pieces, content.memory)
    values = _values_of(content.pieces, content.memory)
    content.diagnostics += itertools.islice(cross_check(content, chapters, values), MOST_FINDINGS)
    return values, compute_values(content, values, tables)


def _values_of(pieces: Sequence[ContentFile], memory: Memory) -> dict[str, Value]:
    """The values of all files by their paths."""
    earlier: _EarlierValues | None = memory.before("values")
    changed = None if earlier is None else changed_pieces(earlier.pieces, pieces)
    values: dict[str, Value] = {}
    for piece in pieces if changed is None else (new for _, new in changed):
        values.update(piece.values)
    if earlier is not None and changed is not None:  # as nearly always: a copy is made faster than so many are put in
        values = {**earlier.values, **values}
    if len(values) == sum(len(piece.values) for piece in pieces):  # else one that goes would uncover another
        memory.leave("values", _EarlierValues(tuple(pieces), dict(values)))
    return values


@dataclass(frozen=True, slots=True)
class _EarlierValues:
    """What a reading leaves for the next one of the same content."""

    pieces: tuple[ContentFile, ...]
    values: Mapping[str, Value]


def _without_lost(content: ContentFolder, lost: frozenset[str]) -> KnownValues:
    known = (piece.values for piece in content.pieces if piece.root not in lost)
    return KnownValues(itertools.chain.from_iterable(known), lost)


def _read_chapters(content: ContentFolder) -> Iterator[Chapter]:
    read_pictures(content)
    for name in content.names(CHAPTERS, ".md"):
        relative = f"{CHAPTERS}/{name}.md"
        content.taken.add(relative)
        content.roots[content.file(relative)] = f"{CHAPTERS}.{name}"
        if relative not in content.texts:
            continue
        if not re.fullmatch(r"[\w-]+", name):
            hint = translate("letters, digits, - and _: it stands in the content paths of the chapter")
            location = Location(content.file(relative))
            content.diagnostics.append(
                Diagnostic("wrong-key", translate("'{name}' is no name of a chapter", name=name), location, hint)
            )
            continue
        given = name, content.texts[relative], content.file(relative)
        chapter = content.memory.recall(("chapter", *given[::2]), given, partial(Chapter, *given))
        if not chapter.leaves:
            hint = translate("write the chapter, or take it out of the templates and delete the file")
            content.diagnostics.append(
                Diagnostic("empty-file", translate("the file is empty"), chapter.location_at(0), hint)
            )
        yield chapter


def _read_remarks(content: ContentFolder) -> RemarkList:
    """What people say of the content; like reasons it is no value of it, and has no paths."""
    remarks = content.read(REMARKS, RemarkList, None) if REMARKS in content.texts else None
    return remarks if remarks is not None else RemarkList(())


def _read_amendments(content: ContentFolder) -> Iterator[tuple[str, Amendment]]:
    """The amendments by the versions that they lead to; they say nothing in the document, so they have no paths."""
    for version in content.names(AMENDMENTS, ".yaml"):
        amendment = content.read(f"{AMENDMENTS}/{version}.yaml", Amendment, None)
        if amendment is not None:
            yield version, amendment


def _objective_names(content: ContentFolder) -> tuple[str, ...]:
    names = content.folders(OBJECTIVES)
    if not names:
        message = translate("no specific objective is described here")
        content.diagnostics.append(Diagnostic("missing-file", message, Location(content.file(OBJECTIVES))))
    return names


@dataclass(frozen=True, slots=True)
class _ObjectiveFolder:
    """What was read of one objective's folder; its name is the objective's code in small letters."""

    root: str
    parts: Mapping[str, tuple[str, BaseModel | None]]
    """The fields of :class:`Objective` that have a file each: its root, and its content."""
    indicators: tuple[tuple[str, Indicator], ...]
    """Each by the code that its file is named by."""

    @classmethod
    def read(cls, content: ContentFolder, root: str, name: str, law: FundObjective | None) -> _ObjectiveFolder:
        folder = f"{OBJECTIVES}/{name}"
        official = None if law is None else (law.title, tuple(law.measures.items()))
        codes = content.memory.recall(("law of", root), (law,), lambda: _CodesOfLaw.of(law))
        files: tuple[tuple[str, str, type[BaseModel], str], ...] = (
            ("facts", "objective.yaml", ObjectiveFacts, root),
            ("summary", "results.yaml", Summary, f"{root}.results"),
            ("risks", "risks.yaml", ObjectiveRisks, f"{root}.risks"),
            ("allocation", "allocation.yaml", Allocation, f"{root}.allocation"),
        )
        parts = {
            field: (path, content.read(f"{folder}/{file}", model, path, official if field == "facts" else None))
            for field, file, model, path in files
        }
        read = dict(_read_indicators(content, f"{folder}/{INDICATORS}", codes))
        found = tuple(read)
        order = content.memory.recall(("in order", root), (codes, found), lambda: sorted(found, key=codes.place))
        return cls(root, parts, tuple((code, read[code]) for code in order))

    def without(self, lost: Collection[str], contents: Mapping[str, BaseModel]) -> Objective:
        """The objective without what is lost; ``contents`` has all indicators with their computed values."""
        indicators = [contents[code] for code, _ in self.indicators if code not in lost]
        parts: dict[str, Any] = {
            field: LostPart() if path in lost else part for field, (path, part) in self.parts.items()
        }
        return Objective.model_construct(
            outputs=tuple(indicator for indicator in indicators if isinstance(indicator, OutputIndicator)),
            results=tuple(indicator for indicator in indicators if isinstance(indicator, ResultIndicator)),
            **parts,
        )


def _whole_objective(
    folder: _ObjectiveFolder, lost: frozenset[str], contents: Mapping[str, BaseModel], memory: Memory
) -> Objective:
    """An objective without what is lost; the same object as earlier where all its files are."""
    if lost:
        return folder.without(lost, contents)
    indicators = tuple(contents[code] for code, _ in folder.indicators)
    parts = tuple(part for _, part in folder.parts.values())
    return memory.recall(("objective", folder.root), (*parts, *indicators), lambda: folder.without(lost, contents))


def _read_objectives(content: ContentFolder, fund: Fund | None) -> list[_ObjectiveFolder]:
    """The objectives with their indicators in the order of the law, by their codes where it says none."""
    laws = fund.by_code if fund else {}
    names = {_objective_code(content, name): name for name in _objective_names(content)}
    codes = sorted(names, key=_in_order(laws))
    return [_read_objective(content, code, names[code], laws.get(code)) for code in codes]


def _read_objective(content: ContentFolder, code: str, name: str, law: FundObjective | None) -> _ObjectiveFolder:
    return content.read_folder(
        f"{OBJECTIVES}/{name}", (code, law), lambda folder: _ObjectiveFolder.read(folder, code, name, law)
    )


def _in_order(law: Iterable[str]) -> Callable[[str], tuple[object, ...]]:
    """What gives the place of a code in the order of the law, after its codes where it has none there."""
    places = {code: number for number, code in enumerate(law)}
    return lambda code: (places.get(code, len(places)), *natural_order(code))


def _objective_code(content: ContentFolder, folder: str) -> str:
    """The code in an objective's file where the folder is called by it, else what the folder's name stands for."""
    code = re.search(
        r"(?m)^id:[ \t]*[\"']?([^\s\"'#]+)", content.texts.get(f"{OBJECTIVES}/{folder}/objective.yaml", "")
    )
    return code[1] if code and code[1].casefold() == folder.casefold() else folder.upper()


_CODE = re.compile(CODE)
_OF_OUTPUTS = re.compile(r"(?m)^(milestone|measures|operations|list_operations)[ \t]*:")


@dataclass(frozen=True, slots=True)
class _CodesOfLaw:
    """What the fund says of the indicators of an objective, by code."""

    indicators: Mapping[str, CoreIndicator]
    outputs: frozenset[str]
    place: Callable[[str], tuple[object, ...]]

    @classmethod
    def of(cls, law: FundObjective | None) -> _CodesOfLaw:
        """What a fund says, if there is one."""
        indicators = {} if law is None else law.indicators
        outputs = frozenset(one.code for whole in (law.outputs if law else ()) for one in whole.with_parts)
        return cls(indicators, outputs, _in_order(indicators))


def _read_indicators(content: ContentFolder, folder: str, law: _CodesOfLaw) -> Iterator[tuple[str, Indicator]]:
    """The indicators of a folder by the codes that name their files; the fund says which are outputs.

    Of one that the fund does not have, what only outputs have says that it is one.
    """
    for code in content.names(folder, ".yaml"):
        relative = f"{folder}/{code}.yaml"
        if not _CODE.fullmatch(code):
            content.taken.add(relative)
            hint = content.hint_for(relative) or translate(
                "an indicator's file is named by its code alone, as in its line id"
            )
            location = Location(content.file(relative))
            content.diagnostics.append(
                Diagnostic("wrong-code", translate("'{code}' is no indicator code", code=code), location, hint)
            )
            continue
        official = law.indicators.get(code)
        is_output = code in law.outputs if official else bool(_OF_OUTPUTS.search(content.texts.get(relative, "")))
        indicator: Indicator | None
        if is_output:
            indicator = content.read(relative, OutputIndicator, code, official)
        else:
            indicator = content.read(relative, ResultIndicator, code, official)
        if indicator is not None:
            yield code, indicator
