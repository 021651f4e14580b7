"""Faults as they happen to content that many hands edit, each with the rule that must find it.

``python -m tests.benchmarks.mutations`` prints the score that stands on the page on quality.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from methodology.checks import check_programme, structure_findings
from methodology.diagnostics import ContentError
from tests.built import CONTENT, copied, read_content

SO1, SO2, SO3 = (f"objectives/so{number}" for number in (1, 2, 3))


@dataclass(frozen=True, slots=True)
class Mutation:
    """A fault: in ``file``, ``old`` becomes ``new`` (the first time it stands there); a file that is missing is made.

    ``rule`` must report it at the line where ``new`` begins, or at the line of ``at``: a file and a text that stands
    there, where the fault shows elsewhere.
    """

    name: str
    file: str
    old: str
    new: str
    rule: str
    at: tuple[str, str] | None = None


COPIED = "na podlagi podatkov iz programa zaščite žrtev trgovine z ljudmi v okviru obstoječega finančnega okvira ISF-P."
"""The rationale of O.3.7."""

SHARES_OF_SO2 = (CONTENT / SO2 / "allocation.yaml").read_text(encoding="utf-8").partition("coverage")[0]

MUTATIONS = (
    # numbers that no longer agree
    Mutation(
        "digits swapped in a target that others follow",
        f"{SO1}/indicators/O.1.1.yaml",
        "target: 93",
        "target: 39",
        "derived-value",
        (f"{SO1}/indicators/R.1.7.yaml", "target: 83"),
    ),
    Mutation(
        "digits swapped in a derived target",
        f"{SO1}/indicators/R.1.8.yaml",
        "target: 76",
        "target: 67",
        "derived-value",
    ),
    Mutation(
        "a share changed alone",
        f"{SO1}/indicators/R.1.7.yaml",
        "value: 89",
        "value: 98",
        "derived-value",
        (f"{SO1}/indicators/R.1.7.yaml", "target: 83"),
    ),
    Mutation("digits swapped in a sum", f"{SO2}/indicators/R.2.6.yaml", "target: 125", "target: 152", "derived-value"),
    Mutation(
        "a summand changed alone",
        f"{SO2}/indicators/R.2.6.yaml",
        "amphetamine: {value: 50",
        "amphetamine: {value: 55",
        "derived-value",
        (f"{SO2}/indicators/R.2.6.yaml", "target: 125"),
    ),
    Mutation(
        "a part changed alone",
        f"{SO2}/indicators/R.2.7.yaml",
        "target: 95",
        "target: 59",
        "derived-value",
        (f"{SO2}/indicators/R.2.7.yaml", "target: 205"),
    ),
    Mutation(
        "digits swapped in the sum of parts",
        f"{SO2}/indicators/R.2.7.yaml",
        "target: 205",
        "target: 250",
        "derived-value",
    ),
    Mutation("a count changed alone", f"{SO3}/indicators/O.3.6.yaml", "target: 15", "target: 51", "derived-value"),
    Mutation(
        "an operation removed from those counted",
        f"{SO3}/indicators/O.3.6.yaml",
        "  - hrm\n",
        "",
        "derived-value",
        (f"{SO3}/indicators/O.3.6.yaml", "target: 15"),
    ),
    Mutation(
        "the data taken out of a reason",
        f"{SO3}/indicators/O.3.4.yaml",
        "predviden nakup {O.3.4.territory_vehicles} kosov prevoznih",
        "predviden nakup prevoznih",
        "value-without-evidence",
        (f"{SO3}/indicators/O.3.4.yaml", "milestone: 28"),
    ),
    Mutation(
        "a digit too many in a milestone",
        f"{SO1}/indicators/O.1.3.yaml",
        "milestone: 6",
        "milestone: 66",
        "milestone-above-target",
    ),
    Mutation(
        "a milestone above its target",
        f"{SO2}/indicators/O.2.4.yaml",
        "milestone: 26",
        "milestone: 62",
        "milestone-above-target",
    ),
    Mutation(
        "a part's milestone above its target",
        f"{SO2}/indicators/O.2.1.yaml",
        "milestone: 3",
        "milestone: 30",
        "milestone-above-target",
    ),
    Mutation(
        "a part above the whole", f"{SO2}/indicators/O.2.1.yaml", "target: 20\n", "target: 2000\n", "part-above-whole"
    ),
    Mutation(
        "more people answer than were trained",
        f"{SO3}/indicators/R.3.13.yaml",
        "target: 1743",
        "target: 17430",
        "result-above-output",
    ),
    Mutation("more than all", f"{SO2}/indicators/R.2.10.yaml", "target: 100", "target: 1000", "percent-above-100"),
    Mutation(
        "a rate changed alone",
        f"{SO3}/indicators/O.3.8.yaml",
        "target: 30",
        "target: 130",
        "rate-misses-value",
        (f"{SO3}/indicators/O.3.8.yaml", "victims_from:"),
    ),
    Mutation(
        "a share off by 0.1",
        f"{SO1}/allocation.yaml",
        "share: 23.16",
        "share: 23.26",
        "allocation-total",
        (f"{SO1}/allocation.yaml", "share: 73.71"),
    ),
    Mutation(
        "digits swapped in a share",
        f"{SO2}/allocation.yaml",
        "share: 0.65",
        "share: 0.56",
        "allocation-total",
        (f"{SO2}/allocation.yaml", "share: 55.54"),
    ),
    Mutation("the coverage off by 0.1", f"{SO1}/allocation.yaml", "coverage: 98.15", "coverage: 98.05", "coverage"),
    Mutation(
        "digits swapped in the coverage", f"{SO3}/allocation.yaml", "coverage: 99.19", "coverage: 91.99", "coverage"
    ),
    Mutation(
        "a row removed from an allocation",
        f"{SO2}/allocation.yaml",
        '  - code: "009"\n    share: 35.27\n    indicators: [O.2.4]\n',
        "",
        "allocation-total",
        (f"{SO2}/allocation.yaml", "share: 55.54"),
    ),
    Mutation(
        "the target year before the milestone year",
        "programme.yaml",
        "target_year: 2029",
        "target_year: 2023",
        "years-out-of-order",
    ),
    # what refers to what
    Mutation(
        "an indicator of another objective",
        f"{SO1}/allocation.yaml",
        "[O.1.3, R.1.6]",
        "[O.3.3, R.1.6]",
        "foreign-indicator",
    ),
    Mutation(
        "a link lost",
        f"{SO1}/allocation.yaml",
        "[O.1.2]",
        "[]",
        "unlinked-indicator",
        (f"{SO1}/indicators/O.1.2.yaml", "id: O.1.2"),
    ),
    Mutation(
        "an operation taken off the list that the rationale speaks of",
        f"{SO1}/indicators/O.1.3.yaml",
        "  - system_availability\n",
        "",
        "unlisted-operation",
        (f"{SO1}/indicators/O.1.3.yaml", "      system_availability:"),
    ),
    Mutation(
        "an operation that nothing uses",
        "operations.yaml",
        "pruem: ",
        "unused: Nova operacija\npruem: ",
        "unused-entry",
    ),
    Mutation(
        "a figure that nothing prints",
        f"{SO3}/indicators/O.3.4.yaml",
        "figures:\n",
        "figures:\n  spare: 7\n",
        "unused-figure",
        (f"{SO3}/indicators/O.3.4.yaml", "  spare: 7"),
    ),
    Mutation(
        "two outputs with one name",
        f"{SO1}/indicators/O.1.2.yaml",
        "id: O.1.2\n",
        "id: O.1.2\nname: Število udeležencev v dejavnostih usposabljanja\n",
        "equal-names",
        (f"{SO1}/indicators/O.1.2.yaml", "name: "),
    ),
    Mutation("an operation misspelt", f"{SO1}/indicators/O.1.4.yaml", "  - pnr\n", "  - prn\n", "unknown-operation"),
    Mutation("a code misspelt", f"{SO3}/allocation.yaml", "R.3.12", "R.3.21", "unknown-indicator"),
    Mutation(
        "a reference misspelt",
        f"{SO2}/indicators/O.2.2.yaml",
        "{O.2.2.events_a_year}",
        "{O.2.2.event_a_year}",
        "unknown-reference",
    ),
    Mutation(
        "a measure misspelt", f"{SO2}/indicators/O.2.3.yaml", "measures: [a, c]", "measures: [a, d]", "unknown-measure"
    ),
    Mutation(
        "a target twice",
        f"{SO2}/indicators/O.2.3.yaml",
        "target: 53",
        "target: 53\ntarget: 35",
        "duplicate-key",
        (f"{SO2}/indicators/O.2.3.yaml", "target: 35"),
    ),
    Mutation(
        "a dot between thousands", f"{SO3}/indicators/R.3.13.yaml", "target: 1743", "target: 1.743", "ambiguous-number"
    ),
    Mutation(
        "a target left out",
        f"{SO2}/indicators/O.2.4.yaml",
        "target: 61\n",
        "",
        "missing-key",
        (f"{SO2}/indicators/O.2.4.yaml", "id: O.2.4"),
    ),
    # the law
    Mutation(
        "a name changed in one place",
        f"{SO2}/indicators/R.2.9.yaml",
        "id: R.2.9\n",
        "id: R.2.9\nname: Število oseb, udeleženih v čezmejnih operacijah\n",
        "indicator-name",
        (f"{SO2}/indicators/R.2.9.yaml", "name: "),
    ),
    Mutation(
        "a unit changed",
        f"{SO2}/indicators/R.2.5.yaml",
        "id: R.2.5\n",
        "id: R.2.5\nunit: USD\n",
        "indicator-unit",
        (f"{SO2}/indicators/R.2.5.yaml", "unit: "),
    ),
    Mutation(
        "a title in other words",
        f"{SO2}/objective.yaml",
        "id: SO2\n",
        "id: SO2\ntitle: sodelovati\n",
        "objective-wording",
        (f"{SO2}/objective.yaml", "title: "),
    ),
    Mutation(
        "a share that is not that of its amount",
        f"{SO2}/allocation.yaml",
        SHARES_OF_SO2,
        SHARES_OF_SO2.replace("share: ", "amount: ").replace("    amount: 55.54", "    share: 1\n    amount: 55.54"),
        "share-of-amounts",
        (f"{SO2}/allocation.yaml", "share: 1"),
    ),
    Mutation(
        "a breakdown of persons that nothing states",
        "fund.yaml",
        "milestone_year: 2024\n",
        "persons: {age: [], gender: true}\nmilestone_year: 2024\n",
        "breakdown-missing",
        ("programme.yaml", "title: "),
    ),
    Mutation(
        "texts that nobody compared with the law",
        "fund.yaml",
        "as_of: 2021-07-15\n",
        "as_of: 2021-07-15\nunverified: [name]\n",
        "fund-unverified",
        ("fund.yaml", "unverified: "),
    ),
    Mutation(
        "a measure too many",
        f"{SO2}/objective.yaml",
        "number: 2\n",
        "number: 2\nmeasures:\n  d: nov ukrep\n",
        "measure-not-in-fund",
        (f"{SO2}/objective.yaml", "  d: "),
    ),
    Mutation(
        "sources removed",
        f"{SO3}/indicators/O.3.7.yaml",
        "sources:\n  - internal_records\n",
        "",
        "sources-missing",
        (f"{SO3}/indicators/O.3.7.yaml", "id: O.3.7"),
    ),
    Mutation("a rationale removed", f"{SO3}/indicators/O.3.6.yaml", "rationale:\n", "rationale_lost:\n", "unknown-key"),
    Mutation(
        "what is counted removed",
        f"{SO3}/indicators/O.3.5.yaml",
        "counts: enot\n",
        "",
        "counted-things",
        (f"{SO3}/indicators/O.3.5.yaml", "id: O.3.5"),
    ),
    Mutation(
        "a date before the period", "programme.yaml", "date: 2025-11-03", "date: 2015-11-03", "date-before-period"
    ),
    # one thing said in one way
    Mutation(
        "an operation's name changed in one place",
        f"{SO1}/indicators/O.1.1.yaml",
        "  - pnr\n",
        "  - pnr: Vzdrževanje in razvoj SI sistema PNR\n",
        "operation-variant",
    ),
    Mutation(
        "a list item with a full stop in the middle",
        f"{SO2}/indicators/O.2.2.yaml",
        "sources:\n",
        'endings:\n  operations.cbrn: "."\nsources:\n',
        "mark-replaced",
        (f"{SO2}/indicators/O.2.2.yaml", "  operations.cbrn: "),
    ),
    Mutation(
        "a mark that would be printed twice",
        f"{SO1}/indicators/O.1.3.yaml",
        "ki jih področja operacije vključujejo",
        "ki jih področja operacije vključujejo;",
        "doubled-mark",
    ),
    Mutation(
        "a list item without its semicolon",
        "chapters/introduction.md",
        "(b) navedba izvedbenih ukrepov;",
        "(b) navedba izvedbenih ukrepov",
        "item-mark",
    ),
    Mutation(
        "a sentence copied instead of shared",
        f"{SO3}/indicators/O.3.8.yaml",
        '    sentence: "{O.3.8.rationale.milestone.sentence}"',
        f"    sentence: {COPIED}",
        "repeated-sentence",
    ),
    Mutation(
        "a copied sentence reworded",
        f"{SO3}/indicators/O.3.8.yaml",
        '    sentence: "{O.3.8.rationale.milestone.sentence}"',
        "    sentence: " + COPIED.replace("okviru obstoječega finančnega okvira", "obstoječem finančnem okviru"),
        "similar-sentences",
    ),
    Mutation(
        "a figure typed into prose",
        f"{SO2}/indicators/O.2.2.yaml",
        "{O.2.2.events_a_year} tovrstnih",
        "13 tovrstnih",
        "literal-value",
    ),
    Mutation(
        "a year typed into prose",
        f"{SO3}/indicators/O.3.4.yaml",
        "do leta {programme.milestone_year}",
        "do leta 2024",
        "literal-value",
    ),
    # how it is set
    Mutation(
        "a space of no width in a word",
        "operations.yaml",
        "pruem: Nadgradnja",
        "pruem: Nad\u200bgradnja",
        "invisible-character",
    ),
    Mutation("digits turned round", "chapters/conclusion.md", "V obdobju", "V \u202e31 obdobju", "text-direction"),
    Mutation("a Cyrillic letter", "operations.yaml", "Prüm podatkov", "Prüm p\u043edatkov", "mixed-scripts"),
    Mutation("a ligature out of a PDF", "operations.yaml", "Prüm podatkov", "Prüm po\ufb01", "joined-letters"),
    Mutation(
        "a name of a dash",
        "sources.yaml",
        "program »Maxima«, kjer se nahaja baza ITK opreme za celotno policijo",
        "–",
        "no-visible-character",
    ),
    Mutation(
        "a file's name in a name",
        "operations.yaml",
        "Prüm podatkov",
        "Prüm_podatkov_2025_v3_koncno.docx",
        "long-word",
    ),
    Mutation("bold in a name", "operations.yaml", "Prüm podatkov", "**Prüm** podatkov", "form-in-a-value"),
    Mutation("a gap left open", "operations.yaml", "Prüm podatkov", "Prüm [dopolniti]", "placeholder"),
    Mutation(
        "a note to a colleague", "operations.yaml", "Prüm podatkov", "Prüm podatkov – MORS naj dopolni", "placeholder"
    ),
    Mutation("a name that breaks off", "operations.yaml", "Prüm podatkov", "Prüm podatkov, ki jih", "text-cut-off"),
    Mutation(
        "a name with a colon",
        "sources.yaml",
        "internal_records: interna evidenca MNZ in policije",
        'internal_records: "interna evidenca MNZ in policije:"',
        "text-cut-off",
    ),
    Mutation("a lost letter", "operations.yaml", "Prüm podatkov", "Pr\ufffdm podatkov", "lost-character"),
    Mutation(
        "a letter in two characters", "operations.yaml", "Prüm podatkov", "Pru\u0308m podatkov", "decomposed-letter"
    ),
    Mutation("a sign of a symbol font", "chapters/conclusion.md", "V obdobju", "V \uf0a3 obdobju", "private-character"),
    Mutation(
        "a letter in the wrong code page", "operations.yaml", "omrežja Policije", "omreÅ¾ja Policije", "wrong-code-page"
    ),
    Mutation(
        "two spaces",
        "operations.yaml",
        "Nadgradnja sistema za izmenjavo",
        "Nadgradnja sistema  za izmenjavo",
        "double-space",
    ),
    Mutation(
        "a space before a comma",
        "chapters/conclusion.md",
        "ZAKLJUČEK\n\nV obdobju",
        "ZAKLJUČEK\n\nV obdobju ,",
        "space-before-mark",
        ("chapters/conclusion.md", "V obdobju ,"),
    ),
    Mutation("a quotation left open", "sources.yaml", "»Maxima«", "»Maxima", "unbalanced-quotes"),
    Mutation(
        "a bracket left open", "sources.yaml", "(pogodbe, dobavnice)", "(pogodbe, dobavnice", "unbalanced-brackets"
    ),
    Mutation("straight quotes", "sources.yaml", "»Maxima«", '"Maxima"', "foreign-quotes"),
    Mutation(
        "a term in another form", "chapters/explanation.md", "oprema, licence", "ITK oprema, licence", "preferred-form"
    ),
    Mutation(
        "a word twice", "chapters/conclusion.md", "za boljšo povezljivost", "za za boljšo povezljivost", "word-twice"
    ),
    Mutation(
        "a per cent sign without its space",
        "chapters/conclusion.md",
        "V obdobju",
        "Vsaj 89% jih je. V obdobju",
        "unit-space",
    ),
    Mutation(
        "thousands without their mark",
        "chapters/conclusion.md",
        "V obdobju",
        "Znesek je 1234567 evrov. V obdobju",
        "number-marks",
    ),
    Mutation(
        "the wrong form of a preposition",
        "phrases.yaml",
        "",
        "phrases:\n  operations:\n    one: Spremljanje je povezano s operacijo {operations}.\n",
        "preposition-form",
        at=("phrases.yaml", "one: "),
    ),
    Mutation(
        "a target that is still to be given",
        "objectives/so1/indicators/O.1.3.yaml",
        "target: 46",
        "target: TODO",
        "value-to-give",
    ),
    Mutation(
        "a reason that is still to be given",
        "objectives/so3/indicators/O.3.6.yaml",
        "sentence: glede na dejansko število operacij za preprečevanje kriminala.",
        "sentence: TODO",
        "reason-to-give",
    ),
    Mutation(
        "a source that is still to be given",
        "objectives/so1/indicators/O.1.1.yaml",
        "  - nfl_review",
        "  - TODO",
        "source-to-give",
    ),
    Mutation(
        "a factor that is still to be given",
        "objectives/so1/risks.yaml",
        "  pnr_law: Pravne omejitve",
        "  pnr_law: TODO Pravne omejitve",
        "factor-to-give",
    ),
    Mutation(
        "a share that is still to be given",
        "objectives/so1/allocation.yaml",
        "share: 0.98",
        "share: TODO",
        "share-to-give",
    ),
    Mutation(
        "a name that is still to be given",
        "programme.yaml",
        "authority: Ministrstvo za notranje zadeve",
        "authority: TODO",
        "text-to-give",
    ),
    Mutation(
        "a reason that nobody wrote",
        "amendments/2026-03.yaml",
        "",
        "reasons:\n  - path: O.1.3.target\n    reason:\n",
        "reason-missing",
        at=("amendments/2026-03.yaml", "- path"),
    ),
    Mutation(
        "a remark on a place that is gone",
        "remarks.yaml",
        "",
        "- path: O.1.3.gone\n  author: Ana\n  at: 2026-03-15T10:42:00\n  text: Zakaj?\n",
        "remark-place-gone",
        at=("remarks.yaml", "- path"),
    ),
    Mutation(
        "a part of the document left out",
        "outline.yaml",
        "",
        "parts:\n  - chapter: introduction\n  - part: outputs\n    level: 3\n  - results\n",
        "outline-gap",
        at=("outline.yaml", "chapter"),
    ),
    Mutation(
        "a column mistyped",
        "outline.yaml",
        "",
        "parts:\n  - chapter: introduction\n  - part: overview\n    columns: [code, mileston]\n",
        "unknown-column",
        at=("outline.yaml", "mileston"),
    ),
    Mutation(
        "a chapter whose file has another name",
        "outline.yaml",
        "",
        "parts:\n  - chapter: introduction\n  - chapter: introducton\n",
        "unknown-chapter",
        at=("outline.yaml", "introducton"),
    ),
    # pictures
    Mutation(
        "a chapter that promises more than all targets give",
        "chapters/conclusion.md",
        "Potrebno je tudi",
        "Do leta {programme.target_year} bo usposobljenih {=20.000} oseb. Potrebno je tudi",
        "promise-above-targets",
    ),
    Mutation(
        "vehicles that come by the milestone in one reason and after it in another",
        f"{SO3}/indicators/O.3.4.yaml",
        "bodo nabavljena do mejnika {programme.milestone_year}.",
        "bodo nabavljena šele po letu {programme.milestone_year}.",
        "milestone-told-both-ways",
    ),
    Mutation(
        "more by the milestone than it is",
        f"{SO3}/indicators/O.3.5.yaml",
        "      operational_needs: na podlagi potreb za operativno delo policije",
        "      operational_needs: od predavalnic bodo do leta {programme.milestone_year} opremljene {=štiri}",
        "until-milestone-above",
    ),
    Mutation(
        "another difference than that of milestone and target",
        f"{SO3}/indicators/O.3.5.yaml",
        "      operational_needs: na podlagi potreb za operativno delo policije",
        "      operational_needs: razlika med mejnikom in ciljno vrednostjo je {=4}",
        "difference-misses-values",
    ),
    Mutation(
        "a text that denies factors which there are",
        "chapters/conclusion.md",
        "Potrebno je tudi",
        "Skupnih dejavnikov ni. Potrebno je tudi",
        "denied-yet-there",
    ),
    Mutation(
        "an exception that is none",
        "chapters/conclusion.md",
        "Potrebno je tudi",
        "Kazalniki rezultatov so prikazani za vse cilje, razen za specifični cilj 2. Potrebno je tudi",
        "excepted-yet-there",
    ),
    Mutation(
        "a claim about every type of intervention",
        "chapters/conclusion.md",
        "Potrebno je tudi",
        "Vsaka vrsta ukrepanja je povezana s kazalnikom. Potrebno je tudi",
        "claimed-of-every-type",
    ),
    Mutation(
        "a claim about all milestones",
        "chapters/conclusion.md",
        "Potrebno je tudi",
        "Vsi mejniki so višji od {=0}. Potrebno je tudi",
        "claimed-of-values",
    ),
    Mutation(
        "a share in words beside another in digits",
        "chapters/conclusion.md",
        "Potrebno je tudi",
        "Sistemom so namenjene več kot tri četrtine sredstev ({=73,71 %}). Potrebno je tudi",
        "share-beside-number",
    ),
    Mutation(
        "the greatest part that is not",
        "chapters/conclusion.md",
        "Potrebno je tudi",
        "Pričakuje se največ vojaškega orožja ({R.2.7.1.target} kosov). Potrebno je tudi",
        "not-the-greatest",
    ),
    Mutation(
        "milestones of technical assistance",
        "chapters/conclusion.md",
        "Potrebno je tudi",
        "Mejniki so določeni za vse specifične cilje in za tehnično pomoč. Potrebno je tudi",
        "excluded-by-law",
    ),
    Mutation(
        "a list without a point of the article that it cites",
        "chapters/introduction.md",
        "c) dejavnike, ki lahko vplivajo na doseganje mejnikov in ciljev ter načine, kako so bili upoštevani.",
        "c) načine, kako so bili upoštevani.",
        "point-of-article-missing",
        at=("chapters/introduction.md", "Metodologija za vzpostavitev okvira"),
    ),
    Mutation(
        "a statement of the law cut out",
        "chapters/introduction.md",
        "Mejnike in ciljne vrednosti se določa za vsak specifični cilj znotraj programa.\n",
        "",
        "statement-of-article-missing",
        at=("chapters/introduction.md", "c) Ciljne vrednosti, ki jih"),
    ),
    Mutation(
        "more of an operation than is left to the target",
        f"{SO3}/indicators/O.3.1.yaml",
        "uspozki_participants: 100\n",
        "uspozki_participants: 10000\n",
        "part-above-what-is-left",
    ),
    Mutation(
        "a reason with the words of another indicator's name",
        f"{SO3}/indicators/R.3.12.yaml",
        "oseb menilo, da je usposabljanje koristno za njihovo delo,",
        "oseb poročalo, da nova znanja uporabljajo,",
        "reason-of-another-name",
    ),
    Mutation(
        "a reason with the words of an operation of another objective",
        f"{SO3}/indicators/O.3.1.yaml",
        "kadrovskega razvoja kriminalistične tehnike v Republiki Sloveniji in s tem predvidenih potreb usposabljanja",
        "zbiranja in analize podatkov DNK",
        "reason-of-another-objective",
    ),
    Mutation(
        "the sentence of the other chapter",
        "chapters/output-indicators.md",
        "Kazalniki učinka so po",
        "Kazalniki rezultata so po",
        "sentence-of-another-chapter",
    ),
    Mutation(
        "the measure of other indicators",
        f"{SO3}/indicators/O.3.7.yaml",
        "measures: [c]",
        "measures: [e]",
        "measure-unlike-indicator",
    ),
    Mutation(
        "a reason of an output that counts other things",
        f"{SO1}/indicators/O.1.3.yaml",
        'police_network: "{O.1.3.rationale',
        'police_network: "{O.1.4.rationale',
        "reason-of-another-count",
    ),
    Mutation(
        "a name that its short name does not fit",
        f"{SO3}/indicators/O.3.1.yaml",
        "Nacionalnega centra za krizno upravljanje,",
        "Nacionalnega centra za kibernetsko varnost,",
        "name-beside-short-name",
    ),
    Mutation(
        "a table that the document does not have",
        "chapters/conclusion.md",
        "Potrebno je tudi",
        "Delež posameznih oblik prikazuje Tabela 3. Potrebno je tudi",
        "place-unknown",
    ),
    Mutation(
        "a reason that speaks of twice as many",
        "objectives/so1/indicators/O.1.3.yaml",
        "    others: na podlagi skupnega števila sistemov, ki jih področja operacije vključujejo",
        "    others: na podlagi števila sistemov, ki se bo glede na mejnik podvojilo",
        "growth-in-words",
    ),
    Mutation(
        "an amount that is not the target of what it names",
        "objectives/so2/results.yaml",
        "v čezmejnih operacijah v zadnjem obdobju.",
        "v zadnjem obdobju. Vrednost zamrznjenih sredstev bo do leta {programme.target_year} {=25} milijonov EUR.",
        "amount-misses-target",
    ),
    Mutation(
        "a picture that no chapter places any more",
        "pictures/map.svg",
        "",
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"/>',
        "unused-picture",
    ),
    Mutation(
        "an output linked to another type than the same output elsewhere",
        f"{SO3}/allocation.yaml",
        "[O.3.2, R.3.9, R.3.10]",
        "[O.3.1, O.3.2, R.3.9, R.3.10]",
        "link-unlike-namesake",
    ),
    Mutation(
        "an article cited beside itself",
        "chapters/introduction.md",
        "členih 19 in 20",
        "členih 19 in 19",
        "joined-with-itself",
    ),
    Mutation(
        "a picture whose file was not added",
        "chapters/introduction.md",
        "\n\n",
        '\n\n![Regije](pictures/map.svg "Regije"){: width=60% }\n\n',
        "missing-picture",
        at=("chapters/introduction.md", "![Regije]"),
    ),
    Mutation(
        "an institution with the words of its name in another order",
        f"{SO3}/indicators/R.3.12.yaml",
        "oskrbo in integracijo",
        "integracijo in oskrbo",
        "name-in-another-order",
        (f"{SO3}/indicators/R.3.13.yaml", "sentence: "),
    ),
    Mutation(
        "an institution called by another head",
        "sources.yaml",
        "Generalne policijske uprave",
        "Generalne policijske direkcije",
        "institution-two-ways",
    ),
    Mutation(
        "an event told of another state",
        "chapters/explanation.md",
        "Republike Hrvaške",
        "Republike Madžarske",
        "other-name-in-phrase",
    ),
    Mutation(
        "a phrase of another chapter with another word",
        "chapters/conclusion.md",
        "balkanski poti",
        "baltski poti",
        "word-unlike-elsewhere",
    ),
    Mutation(
        "a figure with a minus",
        "objectives/so2/indicators/R.2.6.yaml",
        "mdma_tablets: 35000",
        "mdma_tablets: -35000",
        "figure-below-zero",
    ),
    # what belongs together
    Mutation(
        "a part without the measure of its siblings",
        f"{SO2}/indicators/O.2.1.yaml",
        "  - id: O.2.1.2\n    measures: [a]",
        "  - id: O.2.1.2\n    measures: []",
        "part-says-less",
    ),
    Mutation(
        "a sentence that announces items without them",
        f"{SO3}/indicators/O.3.6.yaml",
        "sentence: ",
        'sentence: "na podlagi potreb, in sicer:" # ',
        "nothing-announced",
    ),
    Mutation(
        "a share in words that the result does not reckon with",
        f"{SO1}/indicators/R.1.7.yaml",
        "in ciljev v planiranih operacijah",
        "in ciljev v planiranih operacijah. Tako meni tretjina vseh udeležencev",
        "share-misses-result",
    ),
    Mutation(
        "a share of the target that a number is not",
        f"{SO3}/indicators/O.3.1.yaml",
        "je predvidenih {O.3.1.uspozki_participants} udeležencev usposabljanj",
        "je predvidenih {O.3.1.uspozki_participants} udeležencev usposabljanj, kar je petina ciljne vrednosti",
        "share-misses-part",
    ),
    Mutation(
        "a product that is none",
        f"{SO1}/indicators/O.1.1.yaml",
        "ter na podlagi širitve dejavnosti",
        "za {=tri} usposabljanja po {=20} udeležencev, skupaj {=80} udeležencev, ter na podlagi širitve dejavnosti",
        "product-misses-number",
    ),
    Mutation(
        "an average that the value does not have",
        f"{SO1}/indicators/O.1.1.yaml",
        "ter na podlagi širitve dejavnosti",
        "v povprečju {=40} oseb na operacijo, ter na podlagi širitve dejavnosti",
        "average-misses-value",
    ),
    Mutation(
        "a sum of operations that is another one",
        f"{SO3}/indicators/O.3.1.yaml",
        "(zaposleni v družbah, ki upravljajo",
        "(za ISPO in USPOZKI skupaj {=250}; zaposleni v družbah, ki upravljajo",
        "sum-of-operations",
    ),
    Mutation(
        "a list that is longer than announced",
        "chapters/introduction.md",
        "Sestavljajo ga:",
        "Sestavljata ga naslednja dva elementa:",
        "list-of-another-length",
    ),
    Mutation(
        "a chapter that the document does not have",
        "chapters/introduction.md",
        "Izjema je tehnična pomoč.",
        "Izjema je tehnična pomoč, opisana v poglavju »Tehnična pomoč držav članic«.",
        "place-name-unknown",
    ),
    Mutation(
        "a table that does not stand above",
        "chapters/introduction.md",
        "Izjema je tehnična pomoč.",
        "Izjema je tehnična pomoč, kot kaže zgornja tabela.",
        "nothing-above-or-below",
    ),
    Mutation(
        "data of a year after the document",
        f"{SO2}/indicators/O.2.3.yaml",
        "za nemoteno delovanje.",
        "za nemoteno delovanje. Upoštevani so podatki iz leta 2027.",
        "data-of-a-year-to-come",
    ),
    Mutation(
        "another indicator's name behind a code",
        f"{SO2}/indicators/O.2.3.yaml",
        "za nemoteno delovanje.",
        "za nemoteno delovanje, usklajeno s kazalnikom O.2.4 (število kosov opreme).",
        "code-of-another-name",
    ),
    Mutation(
        "another indicator's type of intervention",
        f"{SO2}/indicators/O.2.3.yaml",
        "za nemoteno delovanje.",
        "za nemoteno delovanje, kot je določeno v vrsti ukrepanja 009.",
        "type-of-another-indicator",
    ),
    Mutation(
        "a target mistyped in a chapter",
        "chapters/introduction.md",
        "Izjema je tehnična pomoč.",
        "Usposabljanj se bo udeležilo {=12.331} oseb.",
        "value-mistyped-elsewhere",
    ),
    Mutation(
        "a factor that is still to be written",
        "risks.yaml",
        "naravne nesreče in drugi izredni dogodki",
        "v pripravi",
        "text-says-nothing",
    ),
    Mutation(
        "one short name for two laboratories",
        "chapters/introduction.md",
        "Izjema je tehnična pomoč.",
        "Izjema je tehnična pomoč, ki jo ima Nacionalni finančni laboratorij (NFL).",
        "short-name-of-two",
    ),
    Mutation(
        "a statement that its paragraph does not make",
        "programme.yaml",
        "  factors: chapters.factors.2",
        "  factors: chapters.introduction.2",
        "statement-says-other",
    ),
    Mutation(
        "a target told by its code in a chapter",
        "chapters/introduction.md",
        "Izjema je tehnična pomoč.",
        "Izjema je tehnična pomoč. Ciljna vrednost kazalnika O.2.3 je {=35} kosov.",
        "value-told-otherwise",
    ),
    Mutation(
        "two milestones compared the wrong way",
        "chapters/introduction.md",
        "Izjema je tehnična pomoč.",
        "Izjema je tehnična pomoč. Mejnik kazalnika O.2.4 je nižji kot pri kazalniku O.2.3.",
        "values-compared-otherwise",
    ),
    Mutation(
        "an approval after the document",
        "chapters/introduction.md",
        "Izjema je tehnična pomoč.",
        "Izjema je tehnična pomoč. Metodologijo je nadzorni odbor potrdil 15. decembra 2025.",
        "done-on-a-day-to-come",
    ),
    # names of things that are those of others
    Mutation(
        "a period replaced throughout a sentence that compares it",
        "chapters/introduction.md",
        "v primerjavi s perspektivo 2014-2020",
        "v primerjavi s perspektivo 2021-2027",
        "period-compared-with-itself",
    ),
    Mutation(
        "the programme's period called the former one",
        "chapters/introduction.md",
        "V finančni perspektivi 2021-2027",
        "V prejšnji finančni perspektivi 2021-2027",
        "former-or-current-period",
    ),
    Mutation(
        "a word of an act's title replaced",
        "chapters/introduction.md",
        "Skladu za pravični prehod",
        "Skladu za zeleni prehod",
        "act-title-unlike",
    ),
    Mutation(
        "a rival of the official term",
        "chapters/output-indicators.md",
        "Kazalniki učinka so po",
        "Indikatorji učinka so po",
        "another-term",
    ),
    Mutation(
        "a type of intervention with the code of another",
        "chapters/factors.md",
        "Pri izračunu kazalnikov",
        "Pri vrsti ukrepanja 008 (Usposabljanje) in izračunu kazalnikov",
        "type-beside-another-name",
    ),
    Mutation(
        "a list of participants as the source of pieces",
        f"{SO3}/indicators/O.3.4.yaml",
        "- mferac",
        "- attendance_lists",
        "source-of-another-kind",
    ),
    Mutation(
        "a specific objective lost from the list of all",
        "chapters/introduction.md",
        "(b) {SO2.title}, ter\n(c) {SO3.title}.",
        "(b) {SO3.title}.",
        "objective-left-out",
    ),
    Mutation(
        "a drug lost from a row that has all others",
        f"{SO2}/allocation.yaml",
        "[O.2.1.2, R.2.6.1, R.2.6.2,",
        "[O.2.1.2, R.2.6.2,",
        "part-left-out-of-type",
    ),
    Mutation(
        "two operations announced, one of them gone",
        f"{SO3}/indicators/O.3.3.yaml",
        "Operaciji {operations.dog_handlers} ter {operations.aro_amo} ne",
        "Operaciji {operations.dog_handlers} ne",
        "operations-of-another-number",
    ),
    Mutation(
        "the programme of another fund in a reason",
        f"{SO2}/indicators/O.2.1.yaml",
        "v okviru Programa SNV",
        "v okviru Programa AMIF",
        "programme-of-another-fund",
    ),
    Mutation(
        "a figure told of another ministry",
        f"{SO3}/indicators/R.3.12.yaml",
        "Ministrstva za obrambo",
        "Ministrstva za pravosodje",
        "figure-of-another-institution",
    ),
    Mutation(
        "years of a period miscounted",
        f"{SO2}/results.yaml",
        "v zadnjem obdobju",
        "v zadnjih treh letih (2018–2022)",
        "period-of-another-length",
    ),
    Mutation(
        "measures in another order",
        f"{SO1}/indicators/O.1.1.yaml",
        "measures: [a, b, d]",
        "measures: [d, b, a]",
        "measures-out-of-order",
    ),
    Mutation(
        "the figure of another operation",
        f"{SO3}/indicators/O.3.1.yaml",
        "({O.3.1.geoanalitika_staff} zap",
        "({O.3.1.uspozki_participants} zap",
        "figure-of-two-operations",
    ),
    Mutation(
        "another ministry as the authority",
        "programme.yaml",
        "Ministrstvo za notranje zadeve",
        "Ministrstvo za zunanje zadeve",
        "authority-unlike-short-name",
    ),
    Mutation(
        "an institution that is nowhere else",
        "sources.yaml",
        "Generalne policijske uprave",
        "Generalne finančne uprave",
        "institution-nowhere-else",
    ),
    Mutation(
        "a short name introduced for a second thing",
        f"{SO3}/indicators/O.3.1.yaml",
        "Nacionalnega centra za krizno upravljanje, ki",
        "Nacionalnega centra za krizno upravljanje (NFL), ki",
        "short-name-of-two",
    ),
    Mutation(
        "a comparative with another word for more",
        "chapters/conclusion.md",
        "Potrebno je tudi",
        "Bolj varnejše delo je cilj. Potrebno je tudi",
        "compared-twice",
    ),
    Mutation(
        "a capital in the middle of a name",
        "chapters/conclusion.md",
        "Potrebno je tudi",
        "To velja za vso Evropsko Unijo. Potrebno je tudi",
        "name-of-two-words",
    ),
    Mutation(
        "a letter lost in a word of the content",
        "chapters/conclusion.md",
        "in boljša kakovost forenzičnih",
        "in bolša kakovost forenzičnih",
        "word-near-another",
    ),
    Mutation(
        "a word written as two",
        "chapters/explanation.md",
        "Posebej pomembne",
        "Po sebej pomembne",
        "words-apart",
    ),
    Mutation(
        "a full stop lost between two sentences",
        "chapters/explanation.md",
        "državljanov tretjih držav.",
        "državljanov tretjih držav",
        "full-stop-lost",
    ),
    Mutation(
        "a conjunction lost between two nouns of one case",
        "operations.yaml",
        "Vzdrževanje in nadaljnji razvoj",
        "Vzdrževanje nadaljnji razvoj",
        "phrases-unjoined",
    ),
    Mutation(
        "the hyphen lost before the ending of a short name",
        "objectives/so2/indicators/O.2.1.yaml",
        "counts: JIT-ov",
        "counts: JITov",
        "short-name-ending",
    ),
    Mutation(
        "a dash behind the word for the beginning of a period",
        "chapters/conclusion.md",
        "V obdobju 2021-2027 so",
        "V obdobju od 2021-2027 so",
        "period-with-a-dash",
    ),
    Mutation(
        "a language with a capital inside a sentence",
        "chapters/conclusion.md",
        "Cilj so tudi zmogljivejše",
        "Gradiva so v Angleščini. Cilj so tudi zmogljivejše",
        "written-small",
    ),
    Mutation(
        "the preposition of a verb lost",
        "chapters/introduction.md",
        "c) dejavnike, ki lahko vplivajo na doseganje",
        "c) dejavnike, ki lahko vplivajo doseganje",
        "preposition-of-verb",
    ),
    Mutation(
        "a preposition of what something is about, where nothing tells",
        "chapters/introduction.md",
        "država članica uporablja pri izboru kazalnikov",
        "država članica uporablja o izboru kazalnikov",
        "about-without-telling",
    ),
    Mutation(
        "a pronoun of another gender than its noun",
        "objectives/so3/indicators/O.3.8.yaml",
        "programa njihove reintegracije",
        "programa njihovo reintegracije",
        "pronoun-agreement",
    ),
    Mutation(
        "a comma between a noun and what stands in its name with a preposition",
        "objectives/so3/risks.yaml",
        "ponudba programov usposabljanja na trgu",
        "ponudba programov usposabljanja, na trgu",
        "comma-inside-part",
    ),
    Mutation(
        "a possessive of another where the subject is the owner",
        "chapters/explanation.md",
        "zaščite svojih zunanjih meja",
        "zaščite njenih zunanjih meja",
        "possessive-of-subject",
    ),
    Mutation(
        "a second preposition behind the first",
        "sources.yaml",
        "poročila o izvedenih srečanjih",
        "poročila o na izvedenih srečanjih",
        "noun-lost",
    ),
    Mutation(
        "a noun in the dual where nothing is two",
        "chapters/conclusion.md",
        "boja proti kriminalu",
        "boja proti kriminaloma",
        "noun-number",
    ),
    Mutation(
        "the verb of a clause lost",
        "objectives/so1/indicators/R.1.6.yaml",
        "kjer bodo vzpostavljeni novi mehanizmi",
        "kjer vzpostavljeni novi mehanizmi",
        "verb-lost",
    ),
)


def found(mutation: Mutation, folder: Path) -> bool:
    """Whether check reports the fault by its rule at its line, in a copy of the content made in ``folder``."""
    content = copied(CONTENT, folder)
    file = content / mutation.file
    file.parent.mkdir(exist_ok=True)
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    if mutation.old not in text:
        raise ValueError(f"{mutation.file} does not say {mutation.old!r}")
    file.write_text(text.replace(mutation.old, mutation.new, 1), encoding="utf-8")
    expected = _place(mutation, content, text.index(mutation.old))
    return any(rule == mutation.rule and place == expected for rule, place in _findings(content))


def _place(mutation: Mutation, content: Path, offset: int) -> tuple[str, int]:
    """The file and line where the fault must be reported."""
    name, fragment = mutation.at or (mutation.file, "")
    text = (content / name).read_text(encoding="utf-8")
    start = text.index(fragment) if mutation.at else offset
    return name, text.count("\n", 0, start) + 1


def _findings(content: Path) -> list[tuple[str, tuple[str, int]]]:
    """The open findings: rule, file and line."""
    try:
        findings = list(check_programme(read_content(content)))
    except ContentError as error:
        findings = list(structure_findings(error))
    return [
        (finding.rule.code, (finding.location.file.partition("/")[2], finding.location.line or 1))
        for finding in findings
        if finding.accepted is None
    ]


SCORE = "seeded faults that check finds, by the right rule at the right line: {} of {}"


def score() -> tuple[int, int]:
    """How many of the faults are found, of how many; the names of the others go to standard error."""
    hits = 0
    for mutation in MUTATIONS:
        with tempfile.TemporaryDirectory() as folder:
            if found(mutation, Path(folder)):
                hits += 1
            else:
                print(f"not found: {mutation.name} ({mutation.rule})", file=sys.stderr)
    return hits, len(MUTATIONS)


if __name__ == "__main__":
    print(SCORE.format(*score()))
