"""One thing said in one way: a fault for each rule, and what the rules must not report."""

from __future__ import annotations

from pathlib import Path

from methodology.checks.wording import RULES, capitals
from tests.built import replace_in
from tests.checks.seeded import ONE, TWO, Case, Change, found_by, seeded
from tests.checks.sentences import found_in

OUTPUT = f"{ONE}/indicators/O.1.1.yaml"
LISTED = f"{TWO}/indicators/O.2.1.yaml"
RESULT = f"{ONE}/indicators/R.1.3.yaml"
LAST = "  - minutes\n  - register\n  - survey\n"
"""The end of an output's file, where more can be added."""


def concluding(text: str) -> tuple[Change, ...]:
    """The text of the last chapter."""
    return (("chapters/conclusion.md", "Konec.", text),)


WRONG = (
    Case(
        "a name in other words",
        ((RESULT, "{R.1.3.name:lower}", "{R.1.3.name|števila zadovoljnih oseb}"),),
        (
            (
                "R.1.3.rationale.target.sentence objectives/so1/indicators/R.1.3.yaml:12:47",
                (
                    "name-variant: 'števila zadovoljnih oseb' is printed for the name of "
                    "R.1.3, 'Število zadovoljnih udeležencev'"
                ),
            ),
        ),
    ),
    Case(
        "a source in prose, inflected",
        (
            ("sources.yaml", "minutes: ", "minutes: uradni zapisniki o rednih letnih srečanjih skupine #"),
            *concluding("Podatke vzamemo iz uradnih zapisnikov o rednih letnih srečanjih skupine."),
        ),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:20",
                (
                    "entry-typed-out: the name of sources.minutes is typed out: "
                    "'uradnih zapisnikov o rednih letnih srečanjih skupine'"
                ),
            ),
        ),
    ),
    Case(
        "a name in prose",
        concluding("Spremljamo število zadovoljnih udeležencev."),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:12",
                "name-typed-out: the name of R.1.3 is typed out: 'število zadovoljnih udeležencev'",
            ),
        ),
    ),
    Case(
        "a name quoted in another form",
        concluding("Kazalnik »števila zadovoljnih udeležencev« je nov."),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:11",
                (
                    "name-typed-out: 'števila zadovoljnih udeležencev' stands for the name of "
                    "R.1.3, 'Število zadovoljnih udeležencev'"
                ),
            ),
        ),
    ),
    Case(
        "an operation in prose",
        (
            ("operations.yaml", "Tretja operacija", "Tretja operacija prenove omrežja"),
            ("chapters/conclusion.md", "Konec.", "Tretja operacija prenove omrežja je nova."),
        ),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:1",
                "operation-typed-out: the name of operations.gamma is typed out: 'Tretja operacija prenove omrežja'",
            ),
        ),
    ),
    Case(
        "an operation's short name in prose",
        (
            ("operations.yaml", "Tretja operacija", "Tretja operacija (TOPO)"),
            ("chapters/conclusion.md", "Konec.", "Nadgradnja (TOPO) je nova."),
        ),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:12",
                "operation-typed-out: (TOPO) mentions operations.gamma without a reference",
            ),
        ),
    ),
    Case(
        "an operation listed in another form",
        ((LISTED, "- alpha\n", "- alpha: Prva operacija (nova)\n"),),
        (
            (
                "O.2.1.operations.alpha objectives/so2/indicators/O.2.1.yaml:9:12",
                "operation-variant: 'Prva operacija (nova)' is printed for operations.alpha, 'Prva operacija'",
            ),
        ),
    ),
    Case(
        "an operation referred to in other words",
        ((OUTPUT, "{operations.alpha}", "{operations.alpha|prve naloge}"),),
        (
            (
                "O.1.1.rationale.milestone.items.alpha objectives/so1/indicators/O.1.1.yaml:16:60",
                "operation-variant: 'prve naloge' is printed for operations.alpha, 'Prva operacija'",
            ),
        ),
    ),
    Case(
        "a source in another form",
        ((LISTED, "- minutes\n", "- minutes: zapisnik o srečanju\n"),),
        (
            (
                "O.2.1.sources.minutes objectives/so2/indicators/O.2.1.yaml:18:14",
                "source-variant: 'zapisnik o srečanju' is printed for sources.minutes, 'zapisnik srečanja'",
            ),
        ),
    ),
    Case(
        "a shared factor in another form",
        ((f"{TWO}/risks.yaml", "- delay", "- delay: zamuda pri izvedbi"),),
        (
            (
                "SO2.risks.factors.delay objectives/so2/risks.yaml:5:12",
                "risk-variant: 'zamuda pri izvedbi' is printed for risks.factors.delay, 'zamuda pri začetku'",
            ),
        ),
    ),
    Case(
        "an own factor in another form",
        ((f"{TWO}/risks.yaml", "- own_risk", "- own_risk: drug dejavnik"),),
        (
            (
                "SO2.risks.factors.own_risk objectives/so2/risks.yaml:4:15",
                "risk-variant: 'drug dejavnik' is printed for SO2.risks.own.own_risk, 'lastni dejavnik'",
            ),
        ),
    ),
    Case(
        "another heading",
        ((LISTED, LAST, LAST + "wording:\n  heading: Število naprav\n"),),
        (
            (
                "O.2.1.wording.heading objectives/so2/indicators/O.2.1.yaml:22:12",
                "heading-replaced: the heading of O.2.1 is 'Število naprav', its name 'Število sistemov'",
            ),
        ),
    ),
    Case(
        "another sentence",
        ((LISTED, LAST, LAST + 'wording:\n  sources: "Viri podatkov so {sources}."\n'),),
        (
            (
                "O.2.1.wording.sources objectives/so2/indicators/O.2.1.yaml:22:13",
                (
                    "sentence-replaced: 'Viri podatkov so {sources}.' stands for the standard sentence 'sources', "
                    "'Viri, iz katerih se črpajo podatki, so {sources}.'"
                ),
            ),
        ),
    ),
    Case(
        "another sentence that does not count",
        ((LISTED, LAST, LAST + 'wording:\n  code_range.notes: "{first}, {last}"\n'),),
        (
            (
                "O.2.1.wording.code_range.notes objectives/so2/indicators/O.2.1.yaml:22:22",
                (
                    "sentence-replaced: '{first}, {last}' stands for the standard "
                    "sentence 'code_range', '{first} – {last}'"
                ),
            ),
        ),
    ),
    Case(
        "plural for dual",
        (
            (
                OUTPUT,
                "  - survey\n",
                '  - survey\nwording:\n  operations: "Spremljanje kazalnika je povezano z naslednjimi operacijami:"\n',
            ),
        ),
        (
            (
                "O.1.1.wording.operations objectives/so1/indicators/O.1.1.yaml:24:16",
                (
                    "wrong-number-form: 'Spremljanje kazalnika je povezano z naslednjimi operacijami:': the form "
                    "'few' is printed where 2 asks for 'two', 'Spremljanje kazalnika je povezano z naslednjima "
                    "operacijama:'"
                ),
            ),
        ),
    ),
    Case(
        "singular and plural mixed",
        ((LISTED, LAST, LAST + "wording:\n  sources: Vir, iz katerega se črpajo podatki, so {sources}.\n"),),
        (
            (
                "O.2.1.wording.sources objectives/so2/indicators/O.2.1.yaml:22:12",
                (
                    "wrong-number-form: 'Vir, iz katerega se črpajo podatki, so {sources}.': words of 'few' and "
                    "'one' are mixed where 3 asks for 'Viri, iz katerih se črpajo podatki, so {sources}.'"
                ),
            ),
        ),
    ),
    Case(
        "a list's last mark",
        ((LISTED, LAST, LAST + 'endings:\n  operations.gamma: ";"\n'),),
        (
            (
                "O.2.1.endings.operations.gamma objectives/so2/indicators/O.2.1.yaml:22:22",
                "mark-replaced: ';' stands after operations.gamma, the standard mark there is '.'",
            ),
        ),
    ),
    Case(
        "a mark inside a sentence",
        ((LISTED, LAST, LAST + 'endings:\n  sources.minutes: " ter "\n'),),
        (
            (
                "O.2.1.endings.sources.minutes objectives/so2/indicators/O.2.1.yaml:22:21",
                "mark-replaced: ' ter ' stands after sources.minutes, the standard mark there is ', '",
            ),
        ),
    ),
    Case(
        "another word of joining where no member has the standard one inside",
        ((LISTED, LAST, LAST + 'endings:\n  sources.register: " ter "\n'),),
        (
            (
                "O.2.1.endings.sources.register objectives/so2/indicators/O.2.1.yaml:22:22",
                "mark-replaced: ' ter ' stands after sources.register, the standard mark there is ' in '",
            ),
        ),
    ),
    Case(
        "a mark after a measure",
        ((f"{TWO}/objective.yaml", "  b: drugi ukrep\n", '  b: drugi ukrep\nendings:\n  measures.a: ", ter"\n'),),
        (
            (
                "SO2.endings.measures.a objectives/so2/objective.yaml:8:16",
                "mark-replaced: ', ter' stands after measures.a, the standard mark there is ';'",
            ),
        ),
    ),
    Case(
        "a mark after a reason",
        ((OUTPUT, "  - survey\n", '  - survey\nendings:\n  rationale.milestone.alpha: "."\n'),),
        (
            (
                "O.1.1.endings.rationale.milestone.alpha objectives/so1/indicators/O.1.1.yaml:24:31",
                "mark-replaced: '.' stands after rationale.milestone.alpha, the standard mark there is ';'",
            ),
        ),
    ),
    Case(
        "a mark in a list of sources",
        (
            (
                f"{TWO}/results.yaml",
                "  - register\n",
                '  - register\n  - survey\nprint_sources: list\nendings:\n  sources.register: ","\n',
            ),
        ),
        (
            (
                "SO2.results.endings.sources.register objectives/so2/results.yaml:6:22",
                "mark-replaced: ',' stands after sources.register, the standard mark there is ';'",
            ),
        ),
    ),
    Case(
        "a mark after a result's sentence",
        (
            (RESULT, "  target:\n", "  target:\n"),
            (RESULT, "unit: število\n", 'unit: število\nendings:\n  rationale.target: ";"\n'),
        ),
        (
            (
                "R.1.3.endings.rationale.target objectives/so1/indicators/R.1.3.yaml:5:22",
                "mark-replaced: ';' stands after rationale.target, the standard mark there is '.'",
            ),
        ),
    ),
    Case(
        "the standard mark again",
        ((LISTED, LAST, LAST + 'endings:\n  operations.alpha: ";"\n'),),
        (
            (
                "O.2.1.endings.operations.alpha objectives/so2/indicators/O.2.1.yaml:22:22",
                "mark-replaced: ';' after operations.alpha repeats the standard mark",
            ),
        ),
    ),
    Case(
        "a source with a mark",
        (("sources.yaml", "zapisnik srečanja", "zapisnik srečanja;"),),
        (
            (
                "sources.minutes sources.yaml:3:19",
                "doubled-mark: 'srečanja;' has a mark of its own, and the document sets one after it",
            ),
        ),
    ),
    Case(
        "a reason with a mark",
        ((OUTPUT, "beta: na podlagi izkušenj", "beta: na podlagi izkušenj."),),
        (
            (
                "O.1.1.rationale.milestone.items.beta objectives/so1/indicators/O.1.1.yaml:17:24",
                "doubled-mark: 'izkušenj.' has a mark of its own, and the document sets one after it",
            ),
        ),
    ),
    Case(
        "a result's sentence with a mark",
        ((RESULT, "{R.1.3.share}", "{R.1.3.share} vseh."),),
        (
            (
                "R.1.3.rationale.target.sentence objectives/so1/indicators/R.1.3.yaml:12:72",
                "doubled-mark: 'vseh.' has a mark of its own, and the document sets one after it",
            ),
        ),
    ),
    Case(
        "a mention with a mark",
        ((LISTED, "- minutes\n", "- minutes: zapisniki,\n"),),
        (
            (
                "O.2.1.sources.minutes objectives/so2/indicators/O.2.1.yaml:18:14",
                "source-variant: 'zapisniki,' is printed for sources.minutes, 'zapisnik srečanja'",
            ),
            (
                "O.2.1.sources.minutes objectives/so2/indicators/O.2.1.yaml:18:14",
                "doubled-mark: 'zapisniki,' has a mark of its own, and the document sets one after it",
            ),
        ),
    ),
    Case(
        "a sentence without a mark",
        (
            (
                LISTED,
                "milestone:\n    sentence: na {SO2.allocation.coverage|podlagi} potreb.",
                "milestone:\n    sentence: na {SO2.allocation.coverage|podlagi} potreb",
            ),
        ),
        (
            (
                "O.2.1.rationale.milestone.sentence objectives/so2/indicators/O.2.1.yaml:14:52",
                "missing-mark: the sentence ends in 'potreb', without a mark",
            ),
        ),
    ),
    Case(
        "a paragraph without a mark",
        concluding("Konec sveta"),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:7",
                "missing-mark: the sentence ends in 'Konec sveta', without a mark",
            ),
        ),
    ),
    Case(
        "a colon without items, by way of another sentence",
        (
            (
                f"{ONE}/indicators/O.1.2.yaml",
                'operacij."}',
                'operacij, in sicer:", items: {one: prve}}',
            ),
        ),
        (
            (
                "O.1.2.rationale.target.sentence objectives/so1/indicators/O.1.2.yaml:21:22",
                "nothing-announced: 'operacij, in sicer:' announces what does not follow",
            ),
        ),
    ),
    Case(
        "a sentence of its own behind an announcement",
        concluding("Sledijo dejavniki, in sicer: Pri izračunu so upoštevani vsi."),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:1",
                "nothing-announced: 'Sledijo dejavniki, in sicer:' announces what does not follow",
            ),
        ),
    ),
    Case(
        "a colon before the next heading",
        concluding("Sledita:\n\n# NASLOV\n\nKonec."),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:1",
                "nothing-announced: 'Sledita:' announces what does not follow",
            ),
        ),
    ),
    Case(
        "no colon before items",
        (
            (
                OUTPUT,
                "    sentence: na podlagi okoli {O.1.1.yearly} dogodkov na leto.",
                "    sentence: na podlagi dogodkov.\n    items:\n      alpha: glede na načrt",
            ),
        ),
        (
            (
                "O.1.1.rationale.target.sentence objectives/so1/indicators/O.1.1.yaml:19:26",
                "missing-mark: the sentence opens items and ends in '.', not in a colon",
            ),
        ),
    ),
    Case(
        "an item of a chapter with a comma",
        (("chapters/introduction.md", "(a) {SO1.title};", "(a) {SO1.title},"),),
        (
            (
                "chapters.introduction.3 chapters/introduction.md:5:5",
                "item-mark: item 1 of 2 ends in '{SO1.title},', not in ';'",
            ),
        ),
    ),
    Case(
        "the last item without a mark",
        (("chapters/introduction.md", "(b) {SO2.title}.", "(b) {SO2.title} in drugo"),),
        (
            (
                "chapters.introduction.4 chapters/introduction.md:6:20",
                "item-mark: the last item ends in 'drugo', not in '.'",
            ),
        ),
    ),
    Case(
        "one item with a capital",
        ((OUTPUT, "beta: na podlagi izkušenj", "beta: Na podlagi izkušenj"),),
        (
            (
                "O.1.1.rationale.milestone.items.beta objectives/so1/indicators/O.1.1.yaml:17:13",
                "mixed-letters: 'Na' begins with a capital letter, 1 of 2 items of the list do not",
            ),
        ),
    ),
    Case(
        "one item of a chapter with a capital",
        (
            ("chapters/explanation.md", "- druga alineja", "- Druga alineja"),
            ("chapters/explanation.md", "- prva alineja;", "- prva alineja;\n- tretja alineja;"),
        ),
        (
            (
                "chapters.explanation.5 chapters/explanation.md:7:3",
                "mixed-letters: 'Druga' begins with a capital letter, 2 of 3 items of the list do not",
            ),
        ),
    ),
    Case(
        "one mention with a small letter",
        (("operations.yaml", "gamma: Tretja", "gamma: tretja"),),
        (
            (
                "O.2.1.operations.gamma objectives/so2/indicators/O.2.1.yaml:11:5",
                "mixed-letters: 'tretja' begins with a small letter, 2 of 3 items of the list do not",
            ),
        ),
    ),
    Case(
        "a sentence twice",
        (
            (
                "chapters/factors.md",
                "Skupni dejavniki so:",
                "Izmenjava podatkov med organi mora biti hitra in zanesljiva.\nSkupni dejavniki so:",
            ),
            (
                "chapters/conclusion.md",
                "Konec.",
                "Tako je. Izmenjava podatkov med organi mora biti hitra in zanesljiva.",
            ),
        ),
        (
            (
                "chapters.factors.2 chapters/factors.md:3:1",
                (
                    "repeated-sentence: 'Izmenjava podatkov med organi mora biti hitra in zanesljiva.' "
                    "… stands at chapters.conclusion.2 already"
                ),
            ),
        ),
    ),
    Case(
        "a reason twice",
        (
            (OUTPUT, "beta: na podlagi izkušenj", "beta: na podlagi dolgoletnih izkušenj z dogodki v okolju"),
            (
                LISTED,
                "milestone:\n    sentence: na {SO2.allocation.coverage|podlagi} potreb.",
                "milestone:\n    sentence: na podlagi dolgoletnih izkušenj z dogodki v okolju.",
            ),
        ),
        (
            (
                "O.2.1.rationale.milestone.sentence objectives/so2/indicators/O.2.1.yaml:14:15",
                (
                    "repeated-sentence: 'na podlagi dolgoletnih izkušenj z dogodki v okolju.' … stands at "
                    "O.1.1.rationale.milestone.items.beta already"
                ),
            ),
        ),
    ),
    Case(
        "nearly the same sentence",
        (
            (
                "chapters/factors.md",
                "Skupni dejavniki so:",
                "Izmenjava podatkov med organi mora biti hitra in zanesljiva.\nSkupni dejavniki so:",
            ),
            ("chapters/conclusion.md", "Konec.", "Izmenjava podatkov med vsemi organi mora biti hitro in zanesljiva."),
        ),
        (
            (
                "chapters.factors.2 chapters/factors.md:3:1",
                (
                    "similar-sentences: nearly the same as chapters.conclusion.2: 'vsemi' "
                    "there alone; 'hitro' there, 'hitra' here"
                ),
            ),
        ),
    ),
    Case(
        "the milestone's year",
        concluding("Do leta 2034 bo konec."),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:9",
                "literal-value: 2034 is typed where programme.milestone_year has that value",
            ),
        ),
    ),
    Case(
        "a figure of the indicator",
        ((OUTPUT, "{O.1.1.yearly}", "13"),),
        (
            (
                "O.1.1.rationale.target.sentence objectives/so1/indicators/O.1.1.yaml:19:32",
                "literal-value: 13 is typed where O.1.1.yearly has that value",
            ),
        ),
    ),
    Case(
        "a target with its mark",
        ((OUTPUT, "{O.1.1.yearly}", "2.000"),),
        (
            (
                "O.1.1.rationale.target.sentence objectives/so1/indicators/O.1.1.yaml:19:32",
                "literal-value: 2.000 is typed where O.1.1.target has that value",
            ),
        ),
    ),
    Case(
        "a share",
        ((RESULT, "{R.1.3.share}", "90 %"),),
        (
            (
                "R.1.3.rationale.target.sentence objectives/so1/indicators/R.1.3.yaml:12:58",
                "literal-value: 90 % is typed where R.1.3.share has that value",
            ),
        ),
    ),
    Case(
        "words that do not agree",
        concluding("V okviru projektu so 4 sistem. 2 osebi so vključeni v nove sistem."),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:22",
                "number-agreement: '4 sistem': 4 asks for 'sistemi', not 'sistem'",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:1",
                "case-after-preposition: 'V okviru projektu': after 'v okviru' stands 'projekta / projektov'",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:55",
                "adjective-agreement: 'nove sistem' do not agree; with the words before it stands 'sisteme'",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:32",
                "verb-number: '2 osebi so': with 2 the verb is 'sta', not 'so'",
            ),
        ),
    ),
    Case(
        "commas",
        concluding("Vrednost je določena tako da se šteje. Cene, oziroma roki so znani."),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:1",
                "comma-missing: no comma stands before 'tako da' in 'Vrednost je določena tako da se šteje'",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:40",
                "comma-needless: a comma stands before 'oziroma', which joins two of a kind, in 'Cene, oziroma roki'",
            ),
        ),
    ),
    Case(
        "slips of the keyboard",
        concluding("Sistem deluje.. To je dogovorjeno. izjema je pomoč. Gre za sistemsko ipd opremo."),
        (
            ("chapters.conclusion.2 chapters/conclusion.md:3:8", "mark-twice: two marks stand together in 'deluje..'"),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:23",
                "small-beginning: a sentence begins with a small letter in 'dogovorjeno. izjema'",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:70",
                "abbreviation-stop: 'ipd' is an abbreviation without its full stop",
            ),
        ),
    ),
    Case(
        "short names, periods and compounds",
        concluding(
            "To je Enotni podatkovni center (ECP) za obdobje 2018 do 2020. Video konferenca je videokonferenca."
            " Vaje so bile med 2018 in 2020, ne 2018 brez 2020."
        ),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:33",
                "short-name-order: 'ECP' explains 'Enotni podatkovni center', whose first letters are EPC",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:38",
                "period-without-beginning: 'za obdobje 2018 do 2020' lacks 'od' before the first year",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:134",
                "period-without-beginning: 'brez' in '2018 brez 2020' parts two years",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:63",
                "compound-two-ways: 'Video konferenca' is written apart, elsewhere together: 'videokonferenca'",
            ),
        ),
    ),
    Case(
        "words of another language",
        concluding("Zbiranje and obdelava podatkov (data and reports) ter sistem Check and Go."),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:1",
                "foreign-word: 'and' in 'Zbiranje and obdelava' is a word of another language",
            ),
        ),
    ),
    Case(
        "capitals and small letters of one word",
        concluding(
            "To velja v Evropski uniji. Iz Evropske unije je. V evropski uniji so. Pri Europolu in za Europol je. "
            "Iz EUROPOLA."
        ),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:52",
                "capital-or-small: 'evropski uniji' is written 'Evropski uniji' elsewhere",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:105",
                "capital-or-small: 'EUROPOLA' is written 'Europolu' elsewhere",
            ),
        ),
    ),
    Case(
        "sentences that begin small",
        concluding(
            "podatki so (glej prilogo). izjema je EU. v njej je 5 kosov. Je univ. dipl. inž. pravilno. "
            "To je del tveganj. potrebno je več."
        ),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:18",
                "small-beginning: a sentence begins with a small letter in 'prilogo). izjema'",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:38",
                "small-beginning: a sentence begins with a small letter in 'EU. v'",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:101",
                "small-beginning: a sentence begins with a small letter in 'tveganj. potrebno'",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:1",
                "small-beginning: a paragraph begins with a small letter: 'podatki'",
            ),
        ),
    ),
    Case(
        "a heading without text",
        (("chapters/conclusion.md", "Konec.", "## Viri\n\n### Podatki\n\n## Kakovost\n\nKonec."),),
        (
            (
                "chapters.conclusion.3 chapters/conclusion.md:5:5",
                "heading-without-text: nothing stands below the heading 'Podatki'",
            ),
        ),
    ),
    Case(
        "a level of headings left out",
        (("chapters/conclusion.md", "Konec.", "Uvod.\n\n### Podatki\n\nKonec.\n\n## Viri\n\nKonec."),),
        (
            (
                "chapters.conclusion.3 chapters/conclusion.md:5:5",
                "heading-level: the heading 'Podatki' is of level 3, the one above it of level 1",
            ),
        ),
    ),
    Case(
        "one thing joined with itself",
        concluding("Vrednosti veljajo za oba kazalnika in oba kazalnika."),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:22",
                "joined-with-itself: 'oba kazalnika in oba kazalnika' joins one thing with itself",
            ),
        ),
    ),
    Case(
        "a number and a noun joined with themselves",
        concluding(
            "Določeno je v členih 19 in 19, za mejnike in mejnike, po {=5} in {=5} kosov leto in leto. "
            "Velja za nove ukrepe in ukrepe iz programa."
        ),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:22",
                "joined-with-itself: '19 in 19' joins one thing with itself",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:35",
                "joined-with-itself: 'mejnike in mejnike' joins one thing with itself",
            ),
        ),
    ),
    Case(
        "a heading of results above the outputs",
        (("chapters/output-indicators.md", "## KAZALNIKI UČINKA", "## KAZALNIKI REZULTATOV PROGRAMA"),),
        (
            (
                "chapters.output-indicators.1 chapters/output-indicators.md:1:4",
                (
                    "heading-of-another-part: the heading 'KAZALNIKI REZULTATOV PROGRAMA' speaks of "
                    "'kazalnik rezultatov', below it stand the other indicators"
                ),
            ),
        ),
    ),
    Case(
        "headings and labels",
        (
            (
                "chapters/conclusion.md",
                "Konec.",
                "## KONEC\n\n### Konec\n\nPrvi:\n\n(a) ena;\n(b) dve.\n\nDrugi:\n\na) ena;\nb) dve.",
            ),
        ),
        (
            (
                "chapters.conclusion.3 chapters/conclusion.md:5:5",
                "heading-twice: the heading 'Konec' stands twice in a row",
            ),
            (
                "chapters.conclusion.8 chapters/conclusion.md:14:4",
                "label-style: the items are labelled a), those of other lists (…)",
            ),
        ),
    ),
    Case(
        "verbs and their subjects",
        concluding(
            "Upoštevali smo različne dejavnike, ki bi lahko ogrozil cilje. Kazalniki so v uredbi določene. "
            "Podatki o opremi je zbrala policija. Operacija so izvedene. Podlaga so izvedene operacije. "
            "Težava so bile cene. Podatke o opremi je zbrala policija."
        ),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:25",
                (
                    "subject-agreement: 'dejavnike, ki bi lahko ogrozil': "
                    "'ogrozil' does not agree with 'dejavnike' in gender or number"
                ),
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:63",
                (
                    "subject-agreement: 'Kazalniki so v uredbi določene': "
                    "'določene' does not agree with 'Kazalniki' in gender or number"
                ),
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:95",
                (
                    "subject-agreement: 'Podatki o opremi je zbrala': "
                    "'je' does not agree with 'Podatki' in gender or number"
                ),
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:132",
                "subject-agreement: 'Operacija so izvedene': 'so' does not agree with 'Operacija' in gender or number",
            ),
        ),
    ),
    Case(
        "letters that slipped",
        concluding("Gre za nadzor migracisjkih tokov in VRENOST."),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:15",
                "letters-slipped: 'migracisjkih' is probably 'migracijskih'",
            ),
            ("chapters.conclusion.2 chapters/conclusion.md:3:37", "letters-slipped: 'VRENOST' is probably 'vrednost'"),
        ),
    ),
)

RIGHT = (
    Case(
        "a quotation of what is said",
        concluding(
            "Merila za izbor določa odbor pred začetkom leta.\n\n> Merila za izbor določa odbor pred začetkom leta."
        ),
    ),
    Case(
        "a short name explained where its source is named",
        (
            ("sources.yaml", "minutes: zapisnik srečanja", "minutes: zapisnik DSD"),
            (LISTED, "- minutes\n", "- minutes: zapisnik Delovne skupine za delodajalce (DSD)\n"),
        ),
    ),
    Case(
        "another word of joining behind a source that has the standard one inside",
        (
            ("sources.yaml", "minutes: zapisnik srečanja", "minutes: zapisnik srečanja in sestanka"),
            (LISTED, LAST, LAST + 'endings:\n  sources.register: " ter "\n'),
        ),
    ),
    Case(
        "a conjunction before the last item of a list",
        concluding("Cilji so:\n\n- varnost vseh državljanov;\n- sodelovanje organov, ter\n- zaščita meja."),
    ),
    Case("the year of a date", concluding("Upošteva se poročilo z dne 13. marca 2034.")),
    Case(
        "the first sentence of a risk of two",
        (
            ("risks.yaml", "delay: zamuda pri začetku", "delay: zamuda pri začetku. To pomeni manj dogodkov"),
            (f"{TWO}/risks.yaml", "- delay", "- delay: zamuda pri začetku"),
        ),
    ),
    Case(
        "the standard sentence again",
        ((LISTED, LAST, LAST + "wording:\n  sources: Viri, iz katerih se črpajo podatki, so {sources}.\n"),),
    ),
    Case(
        "a range of codes with a narrower dash",
        ((LISTED, LAST, LAST + 'wording:\n  code_range.notes: "{first}–{last}"\n'),),
    ),
    Case(
        "the same said of two codes",
        concluding(
            "Vrednost kazalnika O.1.1 je določena na podlagi načrta.\n\n"
            "Vrednost kazalnika O.1.2 je določena na podlagi načrta."
        ),
    ),
    Case(
        "the same said of two things of another gender",
        concluding(
            "Ta delež je določen na podlagi rezultatov anket prejšnjih let.\n\n"
            "Verjetnost je določena na podlagi rezultatov anket prejšnjih let."
        ),
    ),
    Case(
        "words that are near others",
        concluding("Omejeni roki, podrobni predpisi, stroškovna merila in odpravljanje napak."),
    ),
    Case(
        "subjects of one number",
        concluding("Cilj so zmogljive povezave. Vrsta ukrepov, ki bi ogrozila cilje, je znana."),
    ),
    Case("an abbreviation whose stop the document sets", concluding("To so pogodbe idr.")),
    Case("a name that begins small", ((RESULT, "{R.1.3.name:lower}", "{R.1.3.name|število zadovoljnih udeležencev}"),)),
    Case("a name of two words", concluding("Spremljamo število sistemov.")),
    Case("another quotation", concluding("Kazalnik »števila nezadovoljnih prebivalcev države« je nov.")),
    Case("an operation that begins small", ((OUTPUT, "{operations.alpha}", "{operations.alpha|prva operacija}"),)),
    Case("an abbreviation at the end", (("sources.yaml", "zapisnik srečanja", "zapisniki, slike ipd."),)),
    Case(
        "a sentence that ends in a reference",
        (
            (
                LISTED,
                "milestone:\n    sentence: na {SO2.allocation.coverage|podlagi} potreb.",
                'milestone:\n    sentence: "{O.1.1.rationale.target.sentence}"',
            ),
        ),
    ),
    Case("a sentence that ends in brackets", concluding("Konec (vsaj za zdaj.)")),
    Case(
        "items that are sentences",
        (("chapters/explanation.md", "- prva alineja;\n- druga alineja.", "- Prva alineja.\n- Druga alineja."),),
    ),
    Case("a short name among small letters", (("sources.yaml", "register udeležencev", "IKT register"),)),
    Case(
        "a sentence that differs in what it refers to",
        concluding(
            "Izmenjava podatkov med organi mora biti hitra do {programme.milestone_year}. Izmenjava "
            "podatkov med organi mora biti hitra do {programme.target_year}."
        ),
    ),
    Case(
        "parallel sentences",
        concluding(
            "Kazalniki učinka so po specifičnih ciljih določeni v uredbi o vzpostavitvi tega sklada. "
            "Kazalniki rezultata so po specifičnih ciljih določeni v uredbi o vzpostavitvi tega sklada."
        ),
    ),
    Case(
        "a sentence with a number put in",
        concluding(
            "Vrednost je določena na podlagi izvedenih skupnih čezmejnih operacij in usposabljanj v tem letu. "
            "Vrednost je določena na podlagi izvedenih {=17} skupnih čezmejnih operacij in usposabljanj v tem letu."
        ),
    ),
    Case("a short sentence twice", concluding("Tako je prav. Drugače ne gre. Tako je prav.")),
    Case(
        "other numbers",
        (
            (
                OUTPUT,
                "{O.1.1.yearly} dogodkov na leto.",
                (
                    "14 dogodkov na leto po 13. členu (2034/2039), št. 13, 13-krat ali 13,5 na dan, 13 % "
                    "manj od 1. 13. in R.13 v obdobju 2031–2039."
                ),
            ),
        ),
    ),
    Case("a number of another indicator", concluding("Pride 40 ljudi.")),
)


CAPITALS = """
O tem odloči Ministrstvo za notranje zadeve, na Ministrstvu za kulturo in Ministrstvu za delo pa ministrstvo.
V Sloveniji in v Republiki Sloveniji je stanje enako; slovenski organi so pristojni.
Na Hrvaškem, hrvaška policija in Hrvaška; meja s Hrvaško in s hrvaško stranjo.
Glej Tabelo 1 in tabelo na naslednji strani ter tabele in tabela ter tabel je več.
Poročilo prejme Komisija; komisija za izbor pa odloča; komisije so tri; v komisiji sedi; o komisiji.
V Letnem poročilu za leto 2023 so podatki; letno poročilo, letnega poročila, letnemu poročilu, letnih poročil.
Operacija »Nabava Vozil« je nova; sledi nabava vozil, nabava plovil, nabava opreme in nabava stavb.
Po Severni Makedoniji, v Severni Makedoniji in po severni meji; na Zahodnem Balkanu in zahodna meja.
Pri Policijski upravi Koper, na Policijski upravi Celje, policijska uprava pa poroča.
Sistem Eurodac, podatki sistema Eurodac in sistem EURODAC-a.
"""


def test_capitals_of_names_and_common_nouns_beside_them() -> None:
    for sentence in CAPITALS.strip().splitlines():
        assert found_in(capitals.RULES, "sl", [sentence]) == [[]]


SEEDED = {
    "an operation renamed at one place": (
        "objectives/so1/indicators/O.1.2.yaml",
        "  - target_analytes\n",
        "  - target_analytes: Krepitev zmogljivosti za analite\n",
        ("operation-variant", "Krepitev zmogljivosti za analite"),
    ),
    "an item of a chapter without its semicolon": (
        "chapters/introduction.md",
        "(b) navedba izvedbenih ukrepov;",
        "(b) navedba izvedbenih ukrepov",
        ("item-mark", "ukrepov"),
    ),
    "a figure typed where it exists": (
        "objectives/so1/indicators/R.1.8.yaml",
        "{R.1.8.share} oseb",
        "82\N{NO-BREAK SPACE}% oseb",
        ("literal-value", "82\N{NO-BREAK SPACE}% oseb"),
    ),
    "a year typed where it exists": (
        "chapters/introduction.md",
        "{programme.target_year}",
        "2029",
        ("literal-value", "2029 za"),
    ),
    "a sentence changed in one of two places": (
        "objectives/so1/indicators/R.1.8.yaml",
        "Verjetnost je določena na podlagi",
        "Verjetnost je bila določena na osnovi",
        ("similar-sentences", "Verjetnost je bila"),
    ),
}


def test_names_of_two_codes_may_be_alike(tmp_path: Path) -> None:
    name = "Število sistemov, ki so povezani z zbirkami drugih držav članic"
    like = [(LISTED, "Število sistemov", name), (OUTPUT, "Število udeležencev", name.replace("drugih", "vseh"))]
    assert found_by(RULES, seeded(tmp_path, like)) == ()


def test_without_quotation_marks_of_its_own_a_document_has_no_quoted_names(tmp_path: Path) -> None:
    content = seeded(tmp_path, concluding("Kazalnik »števila zadovoljnih udeležencev« je nov."))
    (content / "language.yaml").unlink()
    replace_in(content / "programme.yaml", "language: sl-SI", "language: en-GB")
    assert found_by(RULES, content) == ()


def test_a_name_inside_a_longer_one_is_not_found_again(tmp_path: Path) -> None:
    longer = "Tretja operacija prenove omrežja in opreme"
    changes = [
        ("operations.yaml", "Druga operacija", "Tretja operacija prenove omrežja"),
        ("operations.yaml", "gamma: Tretja operacija", f"gamma: {longer}"),
        *concluding(f"{longer} je nova."),
    ]
    found = [said for where, said in found_by(RULES, seeded(tmp_path, changes)) if where.startswith("chapters.")]
    assert found == [f"operation-typed-out: the name of operations.gamma is typed out: '{longer}'"]
