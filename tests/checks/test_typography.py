"""How text is set: a fault for each rule, and what the rules must not report."""

from __future__ import annotations

from pathlib import Path

from methodology.checks.typography import RULES
from tests.built import replace_in
from tests.checks.seeded import ONE, TWO, Case, Change, found_by, seeded
from tests.checks.sentences import found_in

OUTPUT = f"{ONE}/indicators/O.1.1.yaml"
LISTED = f"{TWO}/indicators/O.2.1.yaml"


def concluding(text: str) -> tuple[Change, ...]:
    """The text of the last chapter."""
    return (("chapters/conclusion.md", "Konec.", text),)


WRONG = (
    Case(
        "characters that nobody sees",
        concluding("Nad\u200bgradnja si\u00adste\u2060ma \ufeffres."),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:1",
                "invisible-character: 'Nad[U+200B]gradnja' has an invisible character: U+200B (zero width space)",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:13",
                (
                    "invisible-character: 'si[U+00AD]ste[U+2060]ma' has an invisible character: "
                    "U+00AD (soft hyphen), U+2060 (word joiner)"
                ),
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:23",
                "invisible-character: '[U+FEFF]res.' has an invisible character: U+FEFF (zero width no-break space)",
            ),
        ),
    ),
    Case(
        "characters that turn the text",
        concluding("Konec \u202e12\u200f."),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:7",
                (
                    "text-direction: '[U+202E]12[U+200F].' has a character that turns the text: "
                    "U+202E (right-to-left override), U+200F (right-to-left mark)"
                ),
            ),
        ),
    ),
    Case(
        "lost and private characters",
        concluding("Pr\ufffdm \uf0a3 konec."),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:1",
                "lost-character: 'Pr[U+FFFD]m' has the sign of a lost letter: U+FFFD (replacement character)",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:6",
                "private-character: '[U+F0A3]' has a private character: U+F0A3",
            ),
        ),
    ),
    Case(
        "letters of two scripts in a word, and ones that only look Latin",
        concluding("Nova \u043eperacija v E\u03a5R pod \u0430."),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:6",
                (
                    "mixed-scripts: '[U+043E]peracija' has letters of Cyrillic and Latin: "
                    "U+043E (cyrillic small letter o)"
                ),
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:18",
                "mixed-scripts: 'E[U+03A5]R' has letters of Greek and Latin: U+03A5 (greek capital letter upsilon)",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:26",
                (
                    "mixed-scripts: '[U+0430].' has Cyrillic letters that look like Latin ones: "
                    "U+0430 (cyrillic small letter a)"
                ),
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:18",
                "unexplained-abbreviation: 'E\u03a5R' is never explained",
            ),
        ),
    ),
    Case(
        "letters joined in a PDF, and Croatian pairs",
        concluding("To je \ufb01nančni \u01ccegov načrt."),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:7",
                (
                    "joined-letters: '[U+FB01]nančni' has a letter that no keyboard writes: "
                    "U+FB01 (latin small ligature fi)"
                ),
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:15",
                "joined-letters: '[U+01CC]egov' has a letter that no keyboard writes: U+01CC (latin small letter nj)",
            ),
        ),
    ),
    Case(
        "names and a heading that nobody sees",
        (
            (OUTPUT, "name: Število udeležencev", 'name: "\u200b–\u00a0–"'),
            ("chapters/conclusion.md", "# ZAKLJUČEK", "# – –"),
        ),
        (
            (
                f"O.1.1.name {OUTPUT}:2:8",
                ("invisible-character: '[U+200B]–' has an invisible character: U+200B (zero width space)"),
            ),
            (
                f"O.1.1.name {OUTPUT}:2:8",
                (
                    "no-visible-character: '[U+200B][U+2013][U+00A0][U+2013]' has no letter and no digit that is seen: "
                    "U+200B (zero width space), U+2013 (en dash), U+00A0 (no-break space)"
                ),
            ),
            (
                "chapters.conclusion.1 chapters/conclusion.md:1:3",
                ("no-visible-character: '[U+2013] [U+2013]' has no letter and no digit that is seen: U+2013 (en dash)"),
            ),
        ),
    ),
    Case(
        "placeholders",
        concluding("Do [dopolniti] bo […] postaj \\<vpiši> in XX postaj, 20XX, ____ in lorem ipsum; TODO."),
        (
            *(
                (
                    f"chapters.conclusion.2 chapters/conclusion.md:3:{column}",
                    f"placeholder: '{found}' stands for words that are still to be written",
                )
                for found, column in {
                    "lorem ipsum": 67,
                    "TODO": 80,
                    "[dopolniti]": 4,
                    "[…]": 19,
                    "<vpiši>": 31,
                    "____": 59,
                    "XX": 42,
                    "20XX": 53,
                }.items()
            ),
        ),
    ),
    Case(
        "words that do not fit their line or cell",
        (
            ("operations.yaml", "Tretja operacija", "Tretja Priloga_1_metodologije_2027.docx"),
            *concluding(f"Glej {'nepretrgana' * 9} in **priloga_1_k_metodologiji_okvira_smotrnosti.pdf**."),
        ),
        (
            (
                "operations.gamma operations.yaml:3:15",
                (
                    "long-word: 'Priloga_1_metodologije_2027.do…' has 32 characters: "
                    "a narrow cell does not hold it, it is broken anywhere"
                ),
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:6",
                (
                    "long-word: 'nepretrgananepretrgananepretrg…' has 99 characters: "
                    "a narrow line does not hold it, it is broken anywhere"
                ),
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:111",
                (
                    "long-word: 'priloga_1_k_metodologiji_okvir…' has 46 characters: "
                    "a narrow line does not hold it, it is broken anywhere"
                ),
            ),
        ),
    ),
    Case(
        "a form of Markdown in a name",
        (("operations.yaml", "Tretja operacija", "Tretja **nova** operacija"),),
        (
            (
                "operations.gamma operations.yaml:3:15",
                "form-in-a-value: a text of a YAML file cannot hold bold: it prints '**nova**' as it is typed",
            ),
        ),
    ),
    Case(
        "letters read in the wrong code page",
        concluding("MreÅ¾a, cena 5 â‚¬, Ĺľaba."),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:1",
                "wrong-code-page: 'Å¾' in 'MreÅ¾a,' is probably 'ž', read in the wrong code page",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:16",
                "wrong-code-page: 'â‚¬' in 'â‚¬,' is probably '€', read in the wrong code page",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:21",
                "wrong-code-page: 'Ĺľ' in 'Ĺľaba.' is probably 'ž', read in the wrong code page",
            ),
        ),
    ),
    Case(
        "letters in two characters",
        concluding("Pru\u0308m in s\u030cola."),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:1",
                "decomposed-letter: a letter and its mark stand as two characters in 'Prüm'",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:10",
                "decomposed-letter: a letter and its mark stand as two characters in 'šola.'",
            ),
        ),
    ),
    Case(
        "two spaces",
        concluding("Konec  sveta."),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:1",
                "double-space: two spaces stand together in 'Konec  sveta.'",
            ),
        ),
    ),
    Case(
        "spaces around brackets",
        concluding("Konec ( sveta ) , res."),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:7",
                "space-before-mark: a space stands on the wrong side of a mark in '( sveta'",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:9",
                "space-before-mark: a space stands on the wrong side of a mark in 'sveta )'",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:15",
                "space-before-mark: a space stands on the wrong side of a mark in ') ,'",
            ),
        ),
    ),
    Case(
        "no space after marks",
        concluding("Konec,sveta; glej:tu.Nato dalje."),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:1",
                "space-after-mark: no space stands after the mark in 'Konec,sveta;'",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:14",
                "space-after-mark: no space stands after the mark in 'glej:tu.Nato'",
            ),
        ),
    ),
    Case(
        "per cent",
        concluding("Vsaj 89% in 90 % ljudi."),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:6",
                "unit-space: no space stands before '%' in '89%', the language wants a no-break space",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:13",
                "unit-space: an ordinary space stands before '%' in '90 %', the language wants a no-break space",
            ),
        ),
    ),
    Case(
        "a unit",
        (
            (
                f"{TWO}/indicators/R.2.2.yaml",
                "    baseline: 0\n    target: 2.5\n",
                "    baseline: 0\n    target: 2.5\n    figures:\n      box: {value: 2, unit: kg}\n",
            ),
            ("chapters/conclusion.md", "Konec.", "Tehta 5 kg."),
        ),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:7",
                "unit-space: an ordinary space stands before 'kg' in '5 kg.', the language wants a no-break space",
            ),
        ),
    ),
    Case(
        "thousands",
        concluding("Je 35000 tablet in 12 000 ljudi, vsaj 2.5 % več."),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:39",
                "unit-space: an ordinary space stands before '%' in '2.5 %', the language wants a no-break space",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:4",
                "number-marks: 35000 is written, the language wants 35.000",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:20",
                "number-marks: '12 000' is written, the language wants 12.000",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:39",
                "number-marks: 2.5 is written, the language wants 2,5",
            ),
        ),
    ),
    Case(
        "an ungrouped value",
        ((OUTPUT, "target: 2000\n", "target: 2000\nnumber_format: ungrouped\n"),),
        (
            (
                "O.1.1.number_format objectives/so1/indicators/O.1.1.yaml:8:16",
                "ungrouped-value: O.1.1 prints 2000 for 2.000",
            ),
        ),
    ),
    Case(
        "a date",
        concluding("Do 1.1.2029 in do 1. 2.2030."),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:4",
                "date-spaces: 1.1.2029 is written, the language wants 1. 1. 2029",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:19",
                "date-spaces: 1. 2.2030 is written, the language wants 1. 2. 2030",
            ),
        ),
    ),
    Case(
        "ranges",
        concluding("V letih 2031-2037 je 4-5 oseb pri R.2.2.1-R.2.2.2 in {O.1.1.milestone}-{O.1.1.target}."),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:9",
                "range-hyphen: a hyphen stands in the range 2031-2037",
            ),
            ("chapters.conclusion.2 chapters/conclusion.md:3:22", "range-hyphen: a hyphen stands in the range 4-5"),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:35",
                "range-hyphen: a hyphen stands in the range R.2.2.1-R.2.2.2",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:54",
                "range-hyphen: a hyphen stands in the range {O.1.1.milestone}-{O.1.1.target}",
            ),
        ),
    ),
    Case(
        "a hyphen for a dash",
        concluding("Konec - res."),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:1",
                "hyphen-as-dash: a hyphen stands for a dash in 'Konec - res.'",
            ),
        ),
    ),
    Case(
        "a hyphen that leans on a word for a dash",
        concluding("Varstvo- skupni prostor in varstvo -skupni prostor za kratko- in dolgocevno."),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:1",
                "hyphen-as-dash: a hyphen stands for a dash in 'Varstvo- skupni'",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:28",
                "hyphen-as-dash: a hyphen stands for a dash in 'varstvo -skupni'",
            ),
        ),
    ),
    Case(
        "ellipses",
        concluding("Postaje,… ali ceste ... in poti, …"),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:1",
                "ellipsis: the ellipsis in 'Postaje,…' is not set as one",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:15",
                "ellipsis: the ellipsis in 'ceste ...' is not set as one",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:28",
                "ellipsis: the ellipsis in 'poti, …' is not set as one",
            ),
        ),
    ),
    Case(
        "other quotes",
        concluding("Program \"Alfa\" in „Beta“ ter 'gama'."),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:9",
                'foreign-quotes: "Alfa" has other quotation marks than »…«',
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:30",
                "foreign-quotes: 'gama'. has other quotation marks than »…«",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:19",
                "foreign-quotes: „Beta“ has other quotation marks than »…«",
            ),
        ),
    ),
    Case(
        "a quote without its end",
        concluding("Program »Alfa je nov."),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:9",
                "unbalanced-quotes: the quotation mark in '»Alfa' has no other half",
            ),
        ),
    ),
    Case(
        "a quote without its beginning",
        concluding("Program Alfa« je nov."),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:9",
                "unbalanced-quotes: the quotation mark in 'Alfa«' has no other half",
            ),
        ),
    ),
    Case(
        "quotes the wrong way round",
        concluding("Program «Alfa» je nov."),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:9",
                "unbalanced-quotes: the quotation mark in '«Alfa»' has no other half",
            ),
        ),
    ),
    Case(
        "brackets",
        concluding("Konec (sveta in tega) dne] ter (nato."),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:32",
                "unbalanced-brackets: the bracket in '(nato.' has no other half",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:23",
                "unbalanced-brackets: the bracket in 'dne]' has no other half",
            ),
        ),
    ),
    Case(
        "titles",
        (
            ("chapters/allocation.md", "SREDSTEV", "SREDSTEV."),
            ("programme.yaml", "title: Vzorčna metodologija\n", "title: Vzorčna metodologija.\n"),
            ("phrases.yaml", 'heading: "{name}"', 'heading: "{name}."'),
            (LISTED, "Število sistemov", "Število sistemov."),
            (
                f"{TWO}/objective.yaml",
                "title: vzorčni cilj 2",
                "title: vzorčni cilj 2.\nwording:\n  objective.results: Cilj.",
            ),
        ),
        (
            ("programme.title programme.yaml:1:16", "title-full-stop: the title ends in a full stop: 'metodologija.'"),
            (
                "phrases.phrases.heading.other phrases.yaml:16:13",
                "title-full-stop: the title ends in a full stop: '{name}.'",
            ),
            (
                "SO2.wording.objective.results objectives/so2/objective.yaml:5:22",
                "title-full-stop: the title ends in a full stop: 'Cilj.'",
            ),
            ("SO2.title objectives/so2/objective.yaml:3:21", "title-full-stop: the title ends in a full stop: '2.'"),
            (
                "O.2.1.name objectives/so2/indicators/O.2.1.yaml:2:15",
                "title-full-stop: the title ends in a full stop: 'sistemov.'",
            ),
            (
                "chapters.allocation.1 chapters/allocation.md:1:9",
                "title-full-stop: the title ends in a full stop: 'SREDSTEV.'",
            ),
        ),
    ),
    Case(
        "another form",
        concluding("Nova ITK oprema."),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:6",
                "preferred-form: 'ITK' is written, the preferred form is 'IKT'",
            ),
        ),
    ),
    Case(
        "unexplained",
        concluding("Oprema MNZ in JIT-ov ter MNZ (ENFSI; PEN-MP)."),
        (
            ("chapters.conclusion.2 chapters/conclusion.md:3:8", "unexplained-abbreviation: 'MNZ' is never explained"),
            ("chapters.conclusion.2 chapters/conclusion.md:3:15", "unexplained-abbreviation: 'JIT' is never explained"),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:31",
                "unexplained-abbreviation: 'ENFSI' is never explained",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:38",
                "unexplained-abbreviation: 'PEN-MP' is never explained",
            ),
        ),
    ),
    Case(
        "a short name that is used otherwise than it was introduced",
        concluding("Laboratorij (NFI) dela. V NFL so zaposleni, NFL ima opremo."),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:27",
                "unexplained-abbreviation: 'NFL' is never explained",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:14",
                "short-name-mistyped: 'NFI' is introduced and never used, 'NFL' is used and never introduced",
            ),
        ),
    ),
    Case(
        "a short name that another one replaces behind the same word",
        concluding("Splošna uredba (v nadaljevanju: uredba SDU) velja. Po uredbi CPR in uredbi CPR delamo."),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:62",
                "unexplained-abbreviation: 'CPR' is never explained",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:40",
                "short-name-mistyped: 'SDU' is introduced and never used, 'CPR' is used and never introduced",
            ),
        ),
    ),
    Case(
        "prepositions",
        concluding("Povezano s operacijo, z policijo, S uradom, k kazalniku, h orodju in s »Alfo«."),
        (
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:10",
                "preposition-form: 's operacijo' is written, before this sound the preposition is 'z'",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:23",
                "preposition-form: 'z policijo' is written, before this sound the preposition is 's'",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:35",
                "preposition-form: 'S uradom' is written, before this sound the preposition is 'z'",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:70",
                "preposition-form: 's »Alfo' is written, before this sound the preposition is 'z'",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:45",
                "preposition-form: 'k kazalniku' is written, before this sound the preposition is 'h'",
            ),
            (
                "chapters.conclusion.2 chapters/conclusion.md:3:58",
                "preposition-form: 'h orodju' is written, before this sound the preposition is 'k'",
            ),
        ),
    ),
    Case(
        "prepositions before numbers",
        concluding("Z 5 osebami, s 2 osebama, z 100 vozili, s 1.200.000 eurov in h 3 osebam; z 1. januarjem."),
        tuple(
            (
                f"chapters.conclusion.2 chapters/conclusion.md:3:{column}",
                f"preposition-form: '{piece}' is written, before this sound the preposition is '{form}'",
            )
            for column, piece, form in (
                (1, "Z 5", "s"),
                (14, "s 2", "z"),
                (27, "z 100", "s"),
                (41, "s 1.200.000", "z"),
                (74, "z 1.", "s"),
                (62, "h 3", "k"),
            )
        ),
    ),
    Case(
        "a word twice",
        concluding("Konec v v letu."),
        (("chapters.conclusion.2 chapters/conclusion.md:3:7", "word-twice: a word stands twice in a row in 'v v'"),),
    ),
    Case(
        "a name in brackets with another",
        concluding("Podpora v NCK (GEO NCK)."),
        (("chapters.conclusion.2 chapters/conclusion.md:3:11", "unexplained-abbreviation: 'NCK' is never explained"),),
    ),
)

RIGHT = (
    Case(
        "words of another script, units and symbols",
        concluding("V Москва in Ελλάδα: 5 μg, 3 kΩ, Δt, λmax, α-žarki, pH; J. Žižek in René."),
    ),
    Case(
        "what looks like a placeholder",
        (
            ("language.yaml", "known:", "numbered_in_roman: [člen, poglavj, prilog, stoletj]\nknown:"),
            *concluding(
                "Po XX. členu, XXI. poglavju, prilogi XX in točki (xx) v XX. stoletju velja [1], šifra AB/2022/xx, "
                "[dokument](https://a.si/?xx=1), a < b in c > d … Kaj je to?"
            ),
        ),
    ),
    Case(
        "compounds, and addresses in a text",
        (
            ("operations.yaml", "Tretja operacija", "Kraftfahrzeughaftpflichtversicherung/vzpostavljenih-prilagojenih"),
            *concluding(
                "Naslov ime.priimek-z-dolgim-naslovom_in_pripono@zunanje.ministrstvo.gov.si, "
                "https://eur-lex.europa.eu/legal-content/?uri=uriserv%3AOJ.L_.2021.231.01.0159.01.SLV, "
                "[uredba](https://eur-lex.europa.eu/?uri=" + "a" * 90 + ") in "
                "elektroencefalografskega, Rindfleischetikettierungsüberwachung."
            ),
        ),
    ),
    Case(
        "signs that print well, and forms in a chapter",
        (
            ("operations.yaml", "Tretja operacija", '"C#, R&D, 5*3, a_b in x < 5"'),
            *concluding("**Konec** in *res*, [zares](https://a.si)."),
        ),
    ),
    Case("a name of a sign alone", (("operations.yaml", "Tretja operacija", "€"),)),
    Case(
        "marks set right",
        concluding("Konec (res), konec: da! Ob 12:30 {O.1.1.target}, d.o.o., npr.pismo, 1,5 … in a) ter 2)."),
    ),
    Case(
        "numbers set right",
        concluding(
            "Leta 2033 je 2.092 oseb ali 73,71\xa0% po Uredbi (EU) 2021/1060, točka 2.1, različica 1.0, 3. "
            "11. 2035, O.1.2, 12:30, sklep št. 34100, 100-odstotno in 5\xa0kg."
        ),
    ),
    Case(
        "ranges set right",
        concluding(
            "V obdobju 2031–2037, uredba 2021/1060, 7-1, informacijsko-komunikacijski sistem, "
            "Covid-19, 2035-11-03, V-9001-2000 in 13-letni."
        ),
    ),
    Case(
        "letters and signs of all kinds",
        concluding("Čšž, »Češka«, Äpfel, Ânes, naïve, 5\u00a0°C – kdor\u2011koli … № ≤ ½ 😀."),
    ),
    Case("quotes set right", concluding("Program »Alfa« in »Beta« d'Artagnana meri 5\" palcev.")),
    Case(
        "short names explained",
        concluding(
            "Ministrstvo za vse (MZV), JIT (Jutri in tedaj), uredba (v nadaljevanju: uredba CPR), MZV, "
            "JIT-i, CPR, EUR, SIS in del II. Skupina za informacijske sisteme (SIS)."
        ),
    ),
    Case("only capitals", concluding("TO JE KONEC.")),
    Case(
        "prepositions set right",
        concluding(
            "Povezano z operacijo, s policijo, z EUR, s CPR, s FBI, z FBI, h kazalniku, k orodju, s 5 in "
            "z »Alfo«, d. s. Brdo (v nadaljevanju: CPR, FBI)."
        ),
    ),
    Case("a letter twice in two words", concluding("To je jeza.")),
    Case("a verb and a pronoun that are alike", concluding("Goriva je toliko, da je je dovolj.")),
    Case("small values ungrouped", ((LISTED, "target: 3\n", "target: 3\nnumber_format: ungrouped\n"),)),
)


SEEDED = {
    "a percentage typed with an ordinary space": (
        "objectives/so1/indicators/R.1.8.yaml",
        "{R.1.8.share} oseb",
        "82 % oseb",
        ("unit-space", "82 % oseb"),
    ),
    "a range with a hyphen": (
        "objectives/so2/indicators/O.2.2.yaml",
        "na podlagi dosedanjih",
        "v letih 2018-2020 na podlagi dosedanjih",
        ("range-hyphen", "2018-2020"),
    ),
    "a term in the other form": (
        "chapters/explanation.md",
        "IKT omrežja",
        "ITK omrežja",
        ("preferred-form", "ITK omrežja"),
    ),
    "a quotation mark lost": (
        "sources.yaml",
        "»Maxima«",
        "»Maxima",
        ("unbalanced-quotes", "»Maxima,"),
    ),
}


def test_rules_of_one_language_leave_another_alone(tmp_path: Path) -> None:
    """French sets a space before some marks, English none before per cent; neither has these prepositions."""
    texts = {"fr-FR": "Fin : oui ! Avec s operacijo.", "en-GB": "Up to 89% of 2,092 on 1.1.2031, s operacijo."}
    for language, text in texts.items():
        content = seeded(tmp_path / language, concluding(text))
        replace_in(content / "programme.yaml", "language: sl-SI", f"language: {language}")
        assert found_by(RULES, content) == ()


def test_a_language_without_quotation_marks_has_no_forms_and_no_quotes(tmp_path: Path) -> None:
    content = seeded(tmp_path, concluding('Nova ITK oprema (IKT), "Alfa" in »Beta.'))
    (content / "language.yaml").unlink()
    replace_in(content / "programme.yaml", "language: sl-SI", "language: en-GB")
    said = [said.partition(":")[0] for _, said in found_by(RULES, content)]
    assert set(said) == {"unexplained-abbreviation"}


MISSPELT = {
    "Nadaljna uporaba ni predvidena.": "Nadaljna",
    "To velja za nadaljnih pet let.": "nadaljnih",
    "V prejšnem obdobju je bila oprema zastarela.": "prejšnem",
    "Potrebe letošnega leta so večje.": "letošnega",
    "Cilj je takojšna izmenjava podatkov.": "takojšna",
    "V zadnih letih se število povečuje.": "zadnih",
    "Upoštevajo se nasledni viri.": "nasledni",
    "V prihodnem obdobju bo oprema zamenjana.": "prihodnem",
    "Na podlagi predhodnjih izkušenj je določena vrednost.": "predhodnjih",
    "Izvajalci uporablajo opremo vsak dan.": "uporablajo",
    "Države zagotavlajo sredstva.": "zagotavlajo",
    "Pričakuje se predusem večja učinkovitost.": "predusem",
    "To so takoimenovani varni prostori.": "takoimenovani",
    "Organi nemorejo izmenjati podatkov.": "nemorejo",
    "Velja za vse, neglede na vir.": "neglede",
    "Pri tem je povdarek na sodelovanju.": "povdarek",
    "Predvidena je vspostavitev sistema.": "vspostavitev",
    "Za ispolnjevanje pogojev skrbi organ.": "ispolnjevanje",
    "Oprema omogoča lažiji nadzor.": "lažiji",
    "Potreben je večiji obseg sredstev.": "večiji",
    "Zajema opremo in ter programe.": "in ter",
    "To sta vmesnji vrednosti.": "vmesnji",
}
SPELT_RIGHT = """
Nadaljnja uporaba ni predvidena, nadaljnjih pet let in nadaljnje ukrepe pa načrtujemo.
V prejšnjem in letošnjem letu ter v zadnjih treh letih je bila oprema zastarela.
Takojšen odziv in takojšnja izmenjava sta naloga današnjih in jutrišnjih ekip.
Zadnji, zgornji in spodnji prag so določeni, bližnji in naslednji pa še ne.
Naslednik, naslednica in nasledstvo; prihodnost, prihodnostni in prihodnji; bližina, zgoraj in spodaj.
Predhodni postopki, predhodnik, vmesni cilj in vmesnik; uporabljajo, zagotavljajo, spremljajo in upravljajo.
Uprava, upravljanje, opravila, pripravah, priprava, predstava, predstavah, spremembah in opravkih.
Predvsem tako imenovani varni prostori; ne more, ne smejo, ne bodo, ne glede na vir.
Med seboj, medsebojno, sčasoma, s časom, nemoralno, nebo in nemogoče.
Poudarek, spodbuda, uspeh, vzpostavitev, izpolnjevanje, izmenjava, izvajanje, izračun in izkušnje.
Lažji, višji, nižji in večji; višina, nižina, večina, veččlanska in laž.
Država in tudi organi; dosegljivi, merljivi in izvedljivi cilji.
"""


def test_misspelt_beginnings() -> None:
    found = found_in(RULES, "sl", [*MISSPELT])
    assert dict(zip(MISSPELT, found, strict=True)) == {
        sentence: [("preferred-form", word)] for sentence, word in MISSPELT.items()
    }


def test_words_that_begin_like_misspelt_ones() -> None:
    right = SPELT_RIGHT.strip().splitlines()
    assert [one for one in zip(right, found_in(RULES, "sl", right), strict=True) if one[1]] == []
