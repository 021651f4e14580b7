"""Names of operations, sources and risks that prose types out, and forms of them that are right."""

from __future__ import annotations

from methodology.checks.wording import typed_names
from tests.checks.sentences import found_in

RULES = [
    rule for rule in typed_names.RULES if rule.code in {"operation-typed-out", "entry-typed-out", "operation-variant"}
]

TYPED = (
    "Nadgradnjo sistema za izmenjavo Prüm podatkov izvede policija.",
    "Pri nadgradnji sistema za izmenjavo Prüm podatkov sodelujejo vsi.",
    "Cilj nadgradenj sistema za izmenjavo Prüm podatkov je hitrejši odziv.",
    "Z vzdrževanjem in nadaljnjim razvojem SI sistema PNR se poveča odzivnost.",
    "V okviru posodobitve informacijske strojne in programske opreme se kupijo strežniki.",
    "V okviru posodobitve informacijske in programske opreme se kupijo strežniki.",
    "Zagotavljanje nujno potrebne razpoložljivosti delovanja informacijskega sistema je nujno.",
    "Glede sodelovanja s tretjimi državami na področju notranje varnosti ni sprememb.",
    "Prostore za vodnike službenih psov obnovi policija.",
    "Podatek je v evidenci osnovnih sredstev v sistemu MFERAC.",
    "Vzrok so naravne nesreče in drugi izredni dogodki.",
    "Zaradi sprememb EU ali nacionalne zakonodaje je bil rok podaljšan.",
    "Razlog so dolgi dobavni roki na svetovnih trgih za elektronsko, telekomunikacijsko in informacijsko opremo.",
)
FORMS = (
    "operations.pruem|nadgradnjo sistema za izmenjavo Prüm podatkov",
    "operations.pruem|nadgradnji sistema za izmenjavo Prüm podatkov",
    "operations.pruem|nadgradnje sistema",
    "operations.pnr|vzdrževanja in nadaljnjega razvoja SI sistema PNR",
    "operations.pnr|razvoja sistema PNR",
    "operations.ispo|nadgradnje ISPO",
    "operations.ispo|nadgradnjo programskega informacijskega sistema za podporo odločanju (ISPO)",
    "operations.uspozki|izvedbe usposabljanj upravljavcev kritične infrastrukture",
    "operations.uspozki|usposabljanjih upravljavcev kritične infrastrukture",
    "operations.poskart|kartografske podpore akterjem kriznega upravljanja in vodenja na operativni ravni (POSKART II)",
    "operations.osint|razvojem in izboljšanjem analitsko preiskovalnih sistemov za potrebe kazenskega pregona (OSINT)",
    "operations.drone_defence|nadgradnjo, dopolnitvijo sistema protidronske elektronske zaščite",
    "operations.dog_handlers|prostorih za vodnike službenih psov",
    "operations.aro_amo|finančnimi preiskavami in sodelovanjem z ARO/AMO",
    "operations.witness_protection|učinkovito zaščito prič in žvižgačev",
    "operations.environmental_crime|vzpostavitve nacionalnih kapacitet na področju okoljske kriminalitete",
    "operations.cybercrime|izboljšanju kapacitet na področju kibernetske kriminalitete in digitalne forenzike",
    "operations.third_countries|sodelovanja s tretjimi državami",
    "operations.it_equipment|posodobitve informacijske strojne in programske opreme",
    "operations.police_academy|obnovo in nadgradnjo učnih kapacitet Policijske akademije",
    "operations.crime_scene|kriminalistične tehnike v boju proti kriminalu",
    "operations.territory_controls|kontrolami na ozemlju SI",
    "operations.economic_crime|izboljšanja kapacitet za preiskovanje gospodarske kriminalitete",
    "operations.system_availability|zagotavljanja razpoložljivosti delovanja",
    "operations.gis|nadgradnje geografskih sistemov",
    "operations.ran|krepitvi nacionalne RAN platforme",
    "operations.ran|krepitve nacionalne platforme RAN",
    "operations.dna|povečanja nacionalnih zmogljivosti",
    "operations.apt|vzpostavitve sistema za preprečevanje in odkrivanje APT",
)
OTHERS = (
    "operations.pruem|nadgradnje sistema PNR",
    "operations.ispo|vzpostavitve sistema ISPO",
    "operations.dna|sistema",
)
RIGHT = """
Policija sodeluje s tretjimi državami in z agencijami Unije.
Nadgradnja sistema se izvede v dveh fazah.
Prenova prostorov in nakup opreme sta načrtovana.
Usposabljanja upravljavcev se izvajajo vsako leto.
Podatki se črpajo iz evidenc policije in iz zapisnikov.
Stanje je razvidno v listah prisotnosti na usposabljanjih.
Naravne nesreče lahko vplivajo na izvedbo.
Oprema za potrebe kazenskega pregona se kupi z javnim naročilom.
Zaščita žrtev je del programa.
Informacijska oprema in programska oprema se posodabljata.
"""


def test_names_that_are_typed_out_are_found_in_any_form() -> None:
    found = found_in(RULES, "sl", TYPED)
    assert [text for text, one in zip(TYPED, found, strict=True) if len(one) != 1] == []


def test_forms_that_are_right_raise_nothing() -> None:
    sentences = [f"Podatki izhajajo iz {{{form}}}." for form in FORMS]
    assert [text for text, one in zip(sentences, found_in(RULES, "sl", sentences), strict=True) if one] == []


def test_forms_of_another_name_are_found() -> None:
    found = found_in(RULES, "sl", [f"Podatki izhajajo iz {{{form}}}." for form in OTHERS])
    assert [[code for code, _ in one] for one in found] == [["operation-variant"]] * len(OTHERS)


def test_ordinary_prose_raises_nothing() -> None:
    sentences = RIGHT.split("\n")[1:-1]
    assert [text for text, one in zip(sentences, found_in(RULES, "sl", sentences), strict=True) if one] == []
