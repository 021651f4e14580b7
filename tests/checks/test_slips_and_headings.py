"""Slips of language and of chapters: wrong ones are found by their rule, the nearest right ones by none."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.checks import wording
from methodology.checks.arithmetic import milestone_reasons, mistyped_values, named_numbers, sentences
from methodology.checks.references import named_things, years_of_others
from methodology.checks.typography import terms
from methodology.checks.wording import headings, institutions, near_words, numbered_nouns
from tests.built import CONTENT, copied, read_content, replace_in
from tests.checks.seeded import found_by, seeded
from tests.checks.sentences import found_in

SENTENCES = {
    "comma-before-verb": (
        "Zaradi zamud pri nabavi, se operacija prestavi.",
        "Na podlagi uredbe, bi bilo to mogoče.",
        "Sedanji sistem zaznavanja, sporočanja in alarmiranja glede posledic nesreč, je potrebno nadgraditi.",
        "Število zaposlenih v nacionalni enoti, vpliva na mejnik.",
    ),
    "comma-missing": (
        "Posebej pomembne grožnje, povezane z delovanjem organizirane kriminalitete so tihotapstvo in korupcija.",
        "Tveganja so se povečala zato je predviden nakup opreme.",
        "Število je skupaj enako kar znese polovico.",
        "Delavnice, ki so bile izvedene v letu 2023 se štejejo v mejnik.",
        "Območje, kjer so zgrajene nove hiše ima dobro cesto.",
        "Okvir, ki omogoča spremljanje poročanje in vrednotenje, je določen.",
        "Oprema je zaračunana po predvidevanjih kaj bo treba zamenjati.",
        "Nabavljenih bo 40 naprav in sicer 25 v prvi fazi.",
        "Cilj ni nadzor ampak preprečevanje kaznivih dejanj.",
        "Oprema ni namenjena policiji pač pa vojski.",
        "Treba je določiti kdo je odgovoren za izvedbo.",
        "Ugotovili so kje so slabosti.",
        "Preverijo ali so izpolnjeni vsi pogoji.",
        "Poročilo se pripravi preden se izplačajo sredstva.",
        "Omejitve so pri zaposlovanju kadrov kar ima lahko posledice.",
        "To velja zlasti takrat ko storilci uporabljajo opremo.",
        "DEJAVNIKI IN NAČINI KAKO SO BILI UPOŠTEVANI.",
        "Okvir, ki omogoča spremljanje in vrednotenje uspešnosti programa je določen v uredbi.",
        "Oprema, ki zajema vozila, plovila in naprave bo kupljena pozneje.",
    ),
    "conjunction-missing": (
        "Na podlagi izkušenj se predvideva, bo večina uspešna.",
        "Po oceni bo 80 oseb poročalo, nova znanja uporabljajo pri delu.",
        "Delež je (razen za občine) izračunan tako, se šteje vsaka pobuda.",
        "Vrednost je določena na način, se šteje vsaka pobuda.",
        "Delo poteka v dolini, jo zaznamuje njena lega.",
    ),
    "words-joined": (
        "Na podlagi potreb zaoperativno delo.",
        "To je napodlagi načrta.",
        "Vokviru programa.",
        "Delo je vskladu z načrtom.",
        "Naprimer nadzor meje.",
        "Zamuda nevpliva na cilj.",
        "To piše vporočilu.",
        "Nadzor naobmočju meje.",
        "Načrt zaobdobje sedmih let.",
    ),
    "name-of-two-words": (
        "To določa Evropska Unija.",
        "Vadbišče ima Policijska Akademija.",
        "Velja za Specifični Cilj 2.",
        "To določa evropska Unija.",
        "Sodeluje Generalna Policijska uprava.",
    ),
    "compared-twice": (
        "Izmenjava je hitrejša in bol kakovostna.",
        "Cilj so tudi bolj zmogljivejše naprave.",
        "To je Najbolj boljša rešitev.",
        "Stanje je bolj varnejše.",
    ),
    "infinitive-cut": (
        "Potrebno je zagotovit programe.",
        "Organ mora tudi opravit nadzor.",
        "Vsebovat mora vse.",
        "Naslednji cilj je povečat varnost.",
    ),
    "case-behind-word": (
        "Urejeni so prostori za vodniki službenih psov.",
        "Cilji so usmerjeni v nadgradnji obstoječih sistemov.",
        "Ocena temelji na zbrane podatke.",
        "Operacija vpliva predvsem na doseganju cilja.",
        "Policija je preiskala trgovino z odpadkov.",
        "Skladnost je dosežena z udeležencev in z opremo.",
        "Pogodba z gradbenega podjetja poteče jeseni.",
        "V četrtletje pred poletjem je bilo delo končano.",
        "Med epidemije je bila knjižnica zaprta.",
        "Po konec tekmovanja dobijo nagrade.",
        "Razmere na območje jezera so mirne.",
        "Dobro je sodelovanje mestnimi zavodi.",
        "Med glavnimi pridelki sodi koruza.",
        "Licence pred dostop do zbirk so drage.",
        "Spopad ob okoljsko kriminaliteto je zahteven.",
        "Društvo pod varstvo narave ima deset članov.",
        "Usposabljanje je potrebno za preprečevanjem kriminala.",
        "Ukrep je nastal na podlago izvedenih operacij.",
        "Operaciji sta bili v programih vključeni kasneje.",
    ),
    "about-without-telling": (
        "To so merila, ki jih občina uporablja o izboru prejemnikov.",
        "Cilj je krepitev boja o goljufijam.",
    ),
    "infinitive-alone": (
        "Osebe so poročale, da nova znanja uporabljati.",
        "Usposabljanja, ki se izvajati v okviru operacije, so namenjena policistom.",
        "Podatki niso popolni, ker jih zbirati le enkrat letno.",
        "Za vse cilje lahko podati skupne dejavnike.",
        "Organ lahko tudi zagotoviti opremo.",
        "Potrebno zagotoviti programe za žrtve trgovine z ljudmi.",
    ),
    "needed-in-another-form": (
        "Sedanji sistem je ob razvoju tehnologije potrebna nadgraditi.",
        "Opremo je nujen zamenjati.",
    ),
    "small-words-turned": (
        "Enote, ki jih se je nadgradilo, so tri.",
        "Delavnice, ki bodo se izvedle pozneje, niso vključene.",
        "Vrednosti določa se za vsak cilj.",
        "Oprema je jih nadomestila.",
    ),
    "pronoun-agreement": (
        "Enote delujejo na tej področju.",
        "Pri podajanju tej informacij sodeluje občina.",
        "Na podlagi tem projektov so predvidene spremembe.",
        "Ceste so v ta namene zaprte.",
        "Izvaja se program njihovo reintegracije.",
        "Ukrepi so za dvig zaščite njegov zunanjih meja.",
        "Seznam ukrepov in njihovi pričakovani prispevek je znan.",
        "V tega sklop so uvrščeni ukrepi.",
        "Poročilo se pripravi, kadar je temi ustrezno.",
        "Organ vodi svojo načrt.",
        "V teh sklop so uvrščeni ukrepi.",
    ),
    "set-phrase-mistyped": (
        "Kriminal zajema tudi branje denarja.",
        "Tveganje so dolgi dobavni toki.",
        "Podlaga je statična analiza.",
        "To je odziv ob križnih situacijah.",
        "Sodelovanje z Vzhodnim Balkanom se krepi.",
        "Kazniva dajanja so pogosta.",
    ),
    "object-of-passive": (
        "Ciljno vrednost kazalnika »Število enot« je določena glede na število enot.",
        "Podatke so pridobljeni iz sistema.",
        "Za specifične cilje so lahko podani skupne dejavnike.",
        "V poročilu je naveden vse vire.",
        "Z nakupom so zagotovljeni novo opremo.",
        "Pri tem so dosežene nove cilje.",
    ),
    "comma-inside-part": (
        "Tveganje pomeni neustanovitev nacionalnega urada, za odvzem premoženjske koristi (ARO).",
        "Sodelovanje poteka med državami, članicami in organi.",
        "Zmogljivosti so namenjene za, boljšo povezljivost mest.",
        "Vrednost je določena glede na, število zaposlenih.",
        "Obseg se poveča glede, na potrebe občine.",
        "Sistem daje podporo operativnemu, delu gasilcev.",
        "Obnova obstoječih, prostorov je končana.",
        "Predvideno je izvajanje, čezmejnega nadzora.",
        "To so metode za povečanje, nacionalnih zmogljivosti.",
        "Okvir, ki omogoča, spremljanje in poročanje, je določen.",
        "Kazalnik vključuje, učno opremo.",
        "Program prispeva, k naslednjim ciljem.",
        "Ponudba programov usposabljanja, na trgu",
        "V vasi, kjer, bodo vzpostavljeni novi mehanizmi, živi malo ljudi.",
        "To so različni dejavniki doseganja mejnikov in, ciljev.",
        "Upoštevajo se nakup in, preverjanje opreme ter število oseb, ki jo uporabljajo.",
        "Oprema, ki jo, uporabljajo občine, je nova.",
        "Odvisno je od ocene, kje, so prednostne naloge.",
        "Cilj so, tudi zmogljivejše povezave.",
        "V občini je predvidena, usposobitev gasilcev, ki bodo uporabili sistem.",
        "Tečaji so izvedeni (na spletu) z, omejenim številom udeležencev.",
        "Krepitev upravljavcev kritične, infrastrukture za potrebe gasilcev",
        "Kriminalistična, tehnika v boju proti kriminalu",
        "Vrednost je določena na podlagi, števila tečajev.",
        "Cilji, so usmerjeni k varnosti.",
        "To je res. Dodatna oprema, je namenjena policiji.",
        "Potrebno, je zagotoviti programe.",
        "Občina bo povečala aktivnosti, za izvajanje nadzora v gozdu.",
        "V vodi je bilo število, tablet manjše.",
        "Zaradi tega bo ministrstvo, povečalo nadzor v gozdu.",
        "Do konca leta bo vsa oprema, nabavljena za gasilce.",
        "Vrednost je izračunana, tako, da se šteje vsaka pobuda.",
    ),
    "phrases-unjoined": (
        "Nadaljnji razvoj vzdrževanje nacionalnega sistema",
        "Prikriti preiskovalni ukrepi preiskovanje hudih oblik kriminala",
        "Grožnje so tihotapstvo prepovedanih drog trgovina z ljudmi, nezakonite migracije in korupcija.",
        "Okrepljene zmogljivosti za analizo DNK boljšo podporo policijskemu delu",
        "Občina je sprejela vrsto novih ukrepov dvig zaščite svojih gozdov, izboljšanje nadzora in obnovo.",
        "Metode za zbiranje, analizo izmenjavo podatkov, ki zahteva zaposlitve",
    ),
    "possessive-of-subject": (
        "Občina je sprejela vrsto ukrepov za dvig kakovosti njenih storitev.",
        "Vsak udeleženec uporablja njegovo opremo.",
        "Policisti shranjujejo opremo v njihovih vozilih.",
    ),
    "noun-number": (
        "Operacija zajema nakup in vzdrževanje opremami.",
        "Sredstva so namenjena razvoju novih oblik kriminalitetah.",
        "Policija se vključuje v boj proti kriminaloma.",
        "Cilj je nadgradnjama sistema za nadzor.",
    ),
    "case-in-row": (
        "Nadzor obe meji je okrepljen.",
        "Osebe se bodo usposabljale v okviru organiziranih delavnic in študijskih obiskih.",
        "Merska enota predstavlja številom udeležencev.",
        "Izražena je potreba po razvoju, nadgradnje, vzdrževanju in povezljivosti sistemov.",
        "Dokumenti o nabavi opreme (pogodbe, dobavnicam, prevzemnice).",
        "Metodologija za zaščito/podpori žrtev.",
        "Cilj je nadgradnja sistema policije in preprečevanjem kriminala.",
        "Okrepiti operacija kazenskega pregona.",
        "Program z omejenim številom udeleženci na terenu.",
        "Virom, iz katerega se črpajo podatki, so evidence.",
    ),
    "numbered-in-singular": (
        "Izjeme so navedene v členu 19 in 20 uredbe.",
        "Podatki so skladni s tabelo 3, 4 in 5.",
        "Upoštevati je treba prilogo 5 in 8 uredbe.",
    ),
    "verb-lost": (
        "Ciljna vrednost kazalnika »Število enot«, je na podlagi obstoječega števila objektov.",
        "Sistem uporablja osebje, ki bo udeležilo usposabljanja.",
        "Vrednost kazalnika »Število oseb« izračunana tako, da se predvideva rast.",
        "Predvidenih je pet oseb, pri čemer upoštevano povečanje glede na pričakovane trende.",
        "V centrih, kjer vzpostavljeni novi sistemi, se bodo izvajala usposabljanja.",
        "Podatki, ki zbrani v okviru operacije, se hranijo pet let.",
        "Poročilo, ki ga pripravila agencija, vsebuje vse podatke.",
        "Mejnik bo dosežen, ko izvedeni vsi postopki naročanja.",
        "Operacija podprla razvoj informacijskih sistemov.",
        "Občina v preteklih letih sprejela vrsto ukrepov za zaščito svojih meja.",
        "Predvideva nadgradnja sistema.",
        "Pričakuje okrepljeno sodelovanje in izboljšana pripravljenost policije.",
        "Operacije do leta 2024 še ne prispevali k mejniku.",
        "Vrednost je izračunana tako, da predvideva, da bo večina uspešna.",
        "Tablete so majhne in razlikujejo po teži.",
        "To so naloge, ki jih občina izvajala v okviru programa, in sicer v gozdu.",
        "V nadaljevanju predstavljeni kazalniki rezultata po posameznih ciljih.",
        "Mejniki, ki moramo doseči do konca leta, so nizki.",
        "Predvideva se, da bo večina oseb, da znanja uporabljajo.",
        "Ukrepi, ki jih bo občina v okviru programa, in sicer na podlagi ocene, so znani.",
    ),
    "two-verbs": (
        "Ukrepi, ki jih bo policija izvajati v okviru nacionalnega programa, so znani.",
        "Dejavniki, ki bi lahko ogrozijo doseganje mejnikov, so znani.",
        "V poročilu je zapisano, kjer bodo vzpostaviti novi mehanizmi.",
        "Evropska unija je v preteklih letih bo sprejela ukrepe.",
        "Ukrepi, ki jih bo policija izvaja v okviru programa, so znani.",
        "Operacije so prispevajo k cilju.",
    ),
    "verb-without-infinitive": (
        "Izvajalec mora v roku predložil dokazila.",
        "Organ sme v okviru programa podprl ukrepe.",
        "Mejniki, ki jih moramo dosegli do konca leta, so nizki.",
        "Ocenjeno je, kaj bo potrebno zamenjajo.",
        "Organ mora tudi zagotavlja opremo.",
        "Policija bo naloge začela izvesti spomladi.",
        "Urad je letos prenehal tudi objaviti razpise.",
    ),
    "letters-slipped": (
        "To je letno porocilo o delu.",
        "Sledi obnova Policijskee akademije.",
        "Občina je zaradi izzgube oslabljena.",
        "Nadzor policijskiih podlag je končan.",
        "Pripravili so postokpe za nadzor.",
        "Nabava osnovnh sredstev je končana.",
        "Število oblikovanhi pobud narašča.",
        "Slovenija je namenila precejšne število aktivnosti.",
        "Vrednost znaša predivdoma 20 enot.",
        "Poročilo vodstvenga pregleda je podpisano.",
        "Tveganje je nezainterisiranost udeležencev.",
        "Širitev akreditacjie na nova področja.",
        "Neustrezna ponuba programov.",
        "Število storilcov narašča.",
        "Program z enim ciljom.",
        "To je kazalnikem všeč.",
        "To bo v kasnejšej verziji programa.",
        "Prijavni rokovi so trije.",
        "Razpis ima dva sistemje ocenjevanja.",
        "O tem govorijo dokumentah iz arhiva.",
        "Izpis s podatkami o prodaji.",
        "Sredstva za zlaganje stroškov so porabljena.",
    ),
    "word-near-another": (
        "Okvir je del finančega načrta.",
        "Vrednost kazalmika je znana.",
        "Nakup dveh koosv opreme.",
        "Naraščata število kaznivih dajanj in strah ljudi.",
        "Določena je ciljna vrednast kazalnika.",
        "Krepitev boja proti huim oblikam nasilja.",
        "Opravljenih je pet vidoe srečanj.",
        "Pri izračunu se uošteva število sistemov.",
        "Ne gre za boem proti organiziranemu kriminalu.",
        "Načrtovanih je pet tovrstnih dohodkov v mestu.",
    ),
    "preposition-of-verb": (
        "Postavljeno je delo okviru organizirane skupine.",
        "Oprema je v skladu načrtovanimi nakupi.",
        "Naloge so razdeljene v sodelovanju policisti.",
        "Delavnice bodo prispevale mejniku.",
        "Zamude bistveno vplivajo doseganje mejnikov.",
        "Ciljna vrednost temelji oceni policije.",
        "Izračun se nanaša v število udeležencev.",
        "Mejnik izhaja pogodb z izvajalci.",
        "Praznik ne vpliva rezultat tekme.",
        "Glede med število gostov ni podatkov.",
        "Skladno pri novimi pravili se igra konča.",
        "Vaje v zvezi pred varnostjo so v teku.",
        "Ocena je nastala pri podlagi dosedanjih izkušenj.",
        "Delavnica proti okviru prenove je bila dobra.",
        "V trgu je malo izvajalcev.",
    ),
    "words-apart": (
        "Po sebej pomembne so grožnje.",
        "Oprema je za ne moteno delovanje.",
        "To je za radi stroškov.",
        "Posledica je ne pravočasen sprejem podlag.",
    ),
    "full-stop-lost": ("To velja za ozemlje držav V obdobju do leta so ukrepi potrebni.", "Sistem deluje In je varen."),
    "short-name-ending": ("Ustanovitev JITov je v načrtu.", "Projekti NCKUja so pri koncu."),
    "period-without-beginning": ("Vaje so bile v obdobju od 2016 2020.", "Za obdobje 2021 2027 so ukrepi potrebni."),
    "period-with-a-dash": ("V obdobju od 2021–2027 so ukrepi potrebni.", "Pravila od leta 2014 - 2020 veljajo."),
    "written-small": (
        "Podatki so iz Aprila 2024.",
        "To velja od 1. Januarja.",
        "Poročilo je v Slovenščini.",
        "V vasi se Nahaja knjižnica.",
        "Metodologija je Določena v uredbi.",
        "Oprema je nabavljena v Okviru operacije.",
        "To ureja Agencija za Notranje zadeve.",
    ),
    "noun-lost": (
        "Oprema je v starih prostorih v zadnjem.",
        "Sistem zagotavlja pogoje za nemoteno.",
        "Oprema je namenjena za na delo v vasi.",
        "Poročilo o na izvedenih delavnicah je v arhivu.",
        "Vrednost je določena glede na za potrebne posodobitve.",
        "Potrebno je povečanje nacionalnih za zbiranje, analizo in izmenjavo podatkov.",
    ),
    "state-written-small": (
        "V sloveniji je varno.",
        "To velja tudi za avstrijo.",
        "To je naloga Republike hrvaške.",
        "Tako je v republiki Sloveniji.",
        "Sodelovanje na balkanu se krepi.",
    ),
    "foreign-letters": ("Večina je poročala, da new znanja uporablja.",),
    "case-after-preposition": (
        "Sodelovanje z državami, uradu in agencijami Unije.",
        "To velja v intervencijski logiki, kazalnike in operacijah.",
        "O njim govorijo domačini.",
        "Pri njo je počakal.",
        "Iz ta razloga je vaja odpadla.",
        "To je število zaposleni v laboratoriju.",
        "To je zaradi nedopustnim ponudbam.",
        "Vir je poročilo o zaključek operacije.",
        "Okrepijo se kapacitete za analizi DNK.",
        "Oprema za projekta je kupljena.",
        "Sodelujejo pri preprečevanju, odkrivanju in preiskovanje hudih oblik kriminalitete.",
        "To je zaradi dolgotrajnimi postopki nabave.",
        "Okvir smotrnosti je določen v 16. člena uredbe.",
        "Predvideva se, da bo 89 % osebo menilo, da je usposabljanje koristno.",
        "Poraba se načrtuje glede na oceni dejanskih potreb.",
    ),
    "adjective-agreement": (
        "Posebej pomembne čezmejne grožnje, povezani z delovanjem kriminalitete, so tihotapstvo in korupcija.",
        "Program je namenjen obema državi.",
        "To velja za vsake specifični cilj programa.",
        "Slovenija je namenila kar precejšnjo število aktivnosti.",
        "To uporabljajo policisti in druge zaposleni v policiji.",
        "Obeh meji sta zavarovani.",
        "Tako ravna Generalni policijska uprava.",
        "Te enote prevozno sredstva potrebujejo.",
        "Ukrepi potekajo na nacionalni in evropsko ravni.",
        "Število kosov opreme, kupljenim za mejne prehode.",
        "Ukrepi, povezane s prepoznavanjem ranljivih oseb.",
        "Število oblikovanega/razširjenih pobud.",
        "To je preiskovanje hudi in organiziranih oblik kriminala.",
        "Sprejeta je vrsta ukrepov za nadzor migracijsko tokov.",
        "Vrednost je določena na naslednjega način.",
        "Udeleženci bodo uporabili nadgrajene analitičnimi zmogljivosti.",
        "Vrednost kazalnika je vezana na dejansko stanja v letu 2020.",
        "Vrednost kazalnika je vezana na stanje v referenčnem letom.",
        "Na sistemu bodo izvedene prilagoditvam, s čimer bo sistem zmogljivejši.",
        "Usposabljanja upravljavcev kritično infrastrukture.",
        "Podatki so pridobljeni iz poročil skupnih preiskovalno skupin.",
        "Za zaščito pričakovanih posledic v planiranih operaciji.",
    ),
    "number-agreement": (
        "Predvideno je: 8 delavnic za policijo; 1 delavnica za vojsko; 4 delavnic za gasilce.",
        "Varni prostor (2 projektov).",
        "Ob vstopu v območje je predviden nakup 25 kosi vozil.",
    ),
    "subject-agreement": (
        "Cilji so usmerjene v nadgradnjo obstoječih sistemov in izboljšanje pogojev za pretok informacij.",
        "Vrednost je za področje policije in carine izračunan tako, da se predvideva rast.",
        "Število delavnic v okviru nadgradnje ne bo vplivala na kazalnik.",
        "Za MDMA (Ecstasy) je število tablet 35000 in se razlikujejo po teži, zato niso vključeni v skupno vrednost.",
        "Vrednost določa osebje (10 oseb), ki bo deloval na tem področju.",
        "Kazalniki smo določili na osnovi lokacij.",
        "To je pomoč, kar omogočajo hitro identifikacijo oseb – državljanov tretjih držav.",
        "V okviru nadgradnje s pomočjo inteligence je predvideno usposobitev 10 zaposlenih Nacionalnega centra.",
        "V ta sklop so uvrščene ukrepi in aktivnosti za varnost.",
        "V tem obdobju so za boljšo povezljivost potrebni številne aktivnosti na nacionalni ravni.",
        "Sistem je bil nadgrajen, oprema pa je bil kupljen pozneje.",
        "Operacija je vključena v program, njen učinek pa bo upoštevana pozneje.",
        "Evropska unija je v preteklih letih sprejel vrsto ukrepov.",
        "Vrednost kazalnika »Število oseb«, je določen na podlagi načrta.",
        "Pričakujejo se nadgrajen sistem za izmenjavo.",
        "Minister so podpisal sporazum.",
        "Komisija so pregledali gradivo.",
        "Banka je zavrnil plačilo.",
        "Tem nalogam je Slovenija namenil precejšnje število aktivnosti.",
        "V letu 2021 je Komisija odobril program.",
        "V letu 2021 je Hrvaška namenil sredstva za nakup.",
        "Vlada Republike Slovenije je sprejel program.",
        "Ministrstvo za notranje zadeve je kupil novo opremo.",
        "Nesreča so zahtevala tri življenja.",
        "To je število enot, ki bodo metode uvedli, preizkusile in uporabile.",
        "Cilj je določen v členih, ki velja za vse države.",
        "To je naloga oddelka, ki so bili ustanovljeni lani.",
        "Vlada podpira pregled v okviru operacije, v okviru katerih se kupuje oprema.",
        "Znano je, ker komisija predlagajo spremembe.",
        "V okviru programa se sklad izvajajo z ukrepi.",
        "Ocena je izračunana tako, da se predvidevajo, da bo uspeh velik.",
        "Verjetnost je določenem na podlagi izkušenj.",
        "Spremljanja kazalnika je povezano z operacijo.",
        "Na sistemu bo izvedene prilagoditve.",
        "Ciljna vrednost kazalnika R.1.14 je določeni s prejšnjimi vprašalniki (izmišljeno).",
        "V okviru cilja se sklad izvajata z naslednjimi ukrepi.",
        "Kmetija prodajajo mleko in sir.",
        "Muzej, katera jih hrani, je zaprt.",
        "Most, ki jih bodo obnovili, je star.",
        "To je most, ki so jih obnovili domačini.",
        "Šola, katerega je obnovila občina, ima telovadnico.",
        "Država zapirajo meje.",
        "Cilji je usmerjeni v nadzor.",
        "omejitve pri zaposlovanju, kar imajo lahko za posledico kadrovsko nezmožnost izvedbe projektov",
        "Operaciji A ter B ne vplivata na mejnik, ker so bili v program vključeni pozneje.",
        "Operaciji A ter B ne vplivajo na mejnik, ker sta bili v program vključeni pozneje.",
        "Glede na ogroženost države je Slovenija namenil precejšnje število aktivnosti.",
        "Dobava opreme zamuja, kar imajo lahko za posledico zamudo pri izvedbi.",
        "Predvidena je nakup.",
        "Na voljo je dve opciji.",
        "Mejnik so na poti do cilja.",
        "Operacija, ki jo izvaja policija, ne bo prispeval k cilju.",
        "Ciljna vrednost kazalnika so določena v prilogi.",
        "Kazalniki rezultata sta po specifičnih ciljih določeni v uredbi.",
        "To velja za vse operacije, ki po potrditvi programa poročata o napredku.",
        "To so merila, ki jih država članica uporabljata pri izboru.",
        "Vozila za nadzor meje bodo nabavljeni do mejnika.",
        "Vrednost je glede na posamezno vrsto operacije določenim na naslednji način.",
        "Sklep, s katerim je bilo vrednost potrjena, velja.",
        "Nacionalno varnost ogrožata različne oblike kriminalitete.",
        "Poročilo (enote so bila obveščene pravočasno) je objavljeno.",
    ),
    "milestone-of-results": ("Mejniki so vrednosti za kazalnike učinka in kazalnike rezultatov.",),
}
RIGHT = """
Operacija je vključena v letu 2024; je zaposlena v policiji, opredeljena v korist države in vpliva na okolje.
Ministrstvo ne izvaja operacije in ne vpliva na vrednost; smo strokovnjaki in smo upoštevali podatke.
Organ, ki mora opremo nabaviti, jo lahko tudi najame; kar je mogoče, bo izvedeno, in kar bo mogoče, je znano.
Policija, ki bi se morala udeležiti, se je udeležila; pripravila bo, kar se zahteva, in pokaže, kako se izvaja.
Ministrstvo namerava se udeležiti srečanja; pričakuje se, da bo uspelo, in določi se, kdo ga mora voditi.
Januarja 2024 je bila seja, 1. januarja 2025 pa ne; gospa Julija Novak in Maj Kovač sta prišla 3. julija.
Tečaj »Slovenščina za tujce« in predmet Slovenščina za tujce potekata v slovenščini.
Državni zbor, Državni svet in Generalna policijska uprava; gospa Novak in gospod Kos sta v Vodniku.
Drugje so včasih lani in predlani poročali sproti; pravila in napravila sta zapisa, porotam pa gre 50 centov.
Procesen je postopek, procesne so napake; uvedel je sistem, uvedle so ga enote.
Kontrolna točka je v križni ulici, perspektivna dejavnost pa ima vstopno točko in odzivni čas.
Policaj dela na delavnik, tednik in stolp sta prisvojena; vrednostni papir je obračunsko sredstvo.
Po sebi, za vedno, na pol poti, ne vem in ne nazadnje, po drugi strani pa ne glede na to.
Poglavje V določa pravila, priloga V pa obrazce; pismo »Za varnost« in projekt Na meji sta znana.
Enote JIT-ov, NCKU-ja in JIT ter napetost 5 kV in moč 3 kW.
V obdobju od 2021 do 2027 in v obdobju 2021–2027; odstopanje od 2–3 % in od 10–15 dni.
Evropska unija, Evropski parlament in Svet Evropske unije, Policijska akademija ter Evropska Sredina.
Cilj so bolj zmogljive, čim varnejše in najbolj uporabne naprave.
Organ opravi nadzor, država nadgradi sistem, policija podpre projekt, odbor se razide, ministrstvo poenoti merila.
Oprema je bila dodana in preizkus dokončan; stranka je dolžna plačati, izvajalec je obvezan poročati.
V vednost: družbena omrežja, družabna omrežja, stranska vrata, oporna točka in tehniška šola.
Podvajanje financiranja je prepovedano; predvajanje posnetka in posvečanje pozornosti sta dovoljena.
Oblikovalni, načrtovalni, vzdrževalni in tiskalni postopki; predračun, diplomanti, vrstnice in pravnica.
Varčnost, obraba in stimulacija; novo vozišče, nov nazor in vgradnja opreme ter vplačilo zneska.
Zaključi, napove, neguje, nezakonit, nujen, navodilo, napredek, zahteva, zasedba, vsebina, vrednost, vprašanje.
Vpoklic vojakov, vzgled drugim, vtiskanje znakov, vdelovanje tipal; nima, ne more, ne vpliva, na primer.
Na voljo je kar precej sredstev, vse drugo, kar pomeni tveganje, je izločeno.
Opiše, kako bo to izvedeno; kako so ukrepi upoštevani, je znano.
Kot se predvideva, bo večina uspešna; ki jih organ predvideva, so znani.
Medtem ko se izvaja program, vključno z nadzorom, teče postopek; potem ko se konča, pa poročilo.
Obmejni organi, nadnacionalni načrti, podskupina in predobravnava.
Treba je zagotoviti kredit, mora opraviti nadzor, želi profit in predmet.
Republika Slovenija je država, v Republiki Hrvaški pa je stanje enako; republika je ureditev.
Sistem z oznako »new skills« (new skills) in Windows.
Število novo zaposlenih, število zaposlenih in število potrebno povečati.
Prevozna sredstva in prevozno dovoljenje ter informacijsko podprt sistem.
Brez dveh projektov (2 projekta) je izvedba 2 projektov odpovedana.
Evropska unija je v preteklih letih sprejela ukrepe; Komisija je zelo pogosto okoli nas.
Pričakujejo se nadgrajen sistem, boljša podpora in nova oprema. Pričakuje se nadgrajen sistem.
Mejniki so za kazalnike učinka, ciljne vrednosti pa za kazalnike učinka in kazalnike rezultatov.
To je v 2. poglavju in v 7. poglavju Uredbe.
Sklad za notranjo varnost in Sklad za azil, migracije in vključevanje.
"""

LISTS = {
    "chapter-level": ("conclusion", "# ZAKLJUČEK", "### ZAKLJUČEK", "### ZAKLJUČEK"),
    "heading-of-another-chapter": ("conclusion", "# ZAKLJUČEK", "# OBRAZLOŽITEV", "OBRAZLOŽITEV"),
    "heading-at-end": ("conclusion", "Konec.", "Konec.\n\n## SPREMLJANJE", "SPREMLJANJE"),
    "list-without-colon": ("introduction", "Program ima cilja:", "Program ima cilja.", "ima cilja."),
    "chapter-unknown": (
        "conclusion",
        "Konec.",
        "To je iz 7. poglavja.",
        "'7. poglavja' names chapter 7, the document has 4",
    ),
    "item-twice": ("explanation", "- druga alineja.", "- prva alineja.", "prva alineja"),
}

O31, O33, O34 = (f"objectives/so3/indicators/O.3.{number}.yaml" for number in (1, 3, 4))
NUMBERS = {
    "figure-mistyped": (O33, "se upošteva {O.3.3.aro_amo_items} kosov", "se upošteva {=60} kosov", "'60 kosov nakupa'"),
    "value-mistyped": (
        O31,
        "milestone:\n    items:\n      earlier_participants: na podlagi",
        "milestone:\n    items:\n      earlier_participants: vrednost {=4.866} je na podlagi",
        "O.3.1.milestone is 4666",
    ),
    "milestone-denied": (O34, "kriminalu bodo nabavljena", "kriminalu ne bodo nabavljena", "'ne bodo' is said of 2024"),
    "unit-of-another": (
        O34,
        "{O.3.4.territory_vehicles} kosov",
        "{O.3.4.milestone} odstotkov",
        "'28 odstotkov' is printed, the unit of O.3.4.milestone is število",
    ),
    "declared-above-value": (
        O34,
        "{O.3.4.territory_vehicles} kosov",
        "{=88} kosov",
        "88 kosov prevoznih is named in the reasons of",
    ),
    "institution-two-ways": (
        "chapters/introduction.md",
        "Program za izvajanje Sklada za notranjo varnost",
        "Program za izvajanje Sklada za notranje zadeve",
        "'Sklada za notranje zadeve' is called",
    ),
    "name-in-another-order": (
        "objectives/so3/indicators/R.3.12.yaml",
        "Urada za oskrbo in integracijo migrantov",
        "Urada za integracijo in oskrbo migrantov",
        "integracijo migrantov' is called 'Urada za ",
    ),
    "other-name-in-phrase": (
        "chapters/explanation.md",
        "Republike Hrvaške",
        "Republike Madžarske",
        "'Madžarske' stands where the other places say 'Hrvaške'",
    ),
    "counted-in-another-case": (
        "objectives/so2/indicators/O.2.1.yaml",
        "counts: operativnih ukrepov",
        "counts: operativni ukrepi",
        "'operativni ukrepi' is what is counted: write 'ukrepov'",
    ),
    "number-of-another-name": ("risks.yaml", "(Covid-19)", "(Covid-16)", "Covid-16"),
    "preferred-form-exchanged": (
        "language.yaml",
        "use: IKT\n    instead_of: [ITK]",
        "use: ITK\n    instead_of: [IKT]",
        "'ITK' is preferred and stands",
    ),
    "year-unlike-elsewhere": (
        O31,
        "na podlagi Resolucije o dolgoročnem razvoju policije do leta 2025",
        "na podlagi Resolucije o dolgoročnem razvoju policije do leta 2015",
        "elsewhere 2025",
    ),
}
OF_NUMBERS = (
    *mistyped_values.RULES,
    *milestone_reasons.RULES,
    *sentences.RULES,
    *named_numbers.RULES,
    *years_of_others.RULES,
    *institutions.RULES,
    *numbered_nouns.RULES,
    *near_words.RULES,
    *terms.RULES,
)


def test_a_heading_that_what_is_printed_below_cannot_follow(tmp_path: Path) -> None:
    content = copied(CONTENT, tmp_path)
    replace_in(content / "chapters/factors.md", "### DEJAVNIKI", "# DEJAVNIKI")
    rule = next(rule for rule in headings.RULES if rule.code == "chapter-level")
    found = [(one.path, one.hint) for one in rule.find(read_content(content))]
    assert found == [("chapters.factors.1", "give it the level 3: ###")]


@pytest.mark.parametrize("code", SENTENCES)
def test_slips_are_found(code: str) -> None:
    rules = [rule for rule in (*wording.RULES, *named_things.RULES) if rule.code == code]
    found = [[of for of, _ in one] for one in found_in(rules, "sl", SENTENCES[code])]
    assert found == [[code]] * len(SENTENCES[code])


def test_what_is_right_is_left_alone() -> None:
    right = RIGHT.strip().splitlines()
    rules = [rule for rule in (*wording.RULES, *named_things.RULES) if rule.code in SENTENCES]
    found = found_in(rules, "sl", right)
    assert [(text, one) for text, one in zip(right, found, strict=True) if one] == []


@pytest.mark.parametrize("code", LISTS)
def test_headings_and_lists(code: str, tmp_path: Path) -> None:
    chapter, old, new, said = LISTS[code]
    content = seeded(tmp_path, [(f"chapters/{chapter}.md", old, new)])
    found = [message for _, message in found_by(headings.RULES, content)]
    assert [message.partition(":")[0] for message in found] == [code]
    assert said.removeprefix("### ") in found[0]


def test_headings_and_lists_of_the_sample_are_right(tmp_path: Path) -> None:
    assert found_by(headings.RULES, seeded(tmp_path, [])) == ()


@pytest.mark.parametrize("code", NUMBERS)
def test_numbers_beside_values(code: str, signed_content: Path, tmp_path: Path) -> None:
    rules = [rule for rule in OF_NUMBERS if rule.code == code]
    file, old, new, said = NUMBERS[code]
    content = copied(signed_content, tmp_path)
    replace_in(content / file, old, new)
    found = [message for _, message in found_by(rules, content)]
    assert found
    assert all(said in message for message in found)
    assert found_by(rules, signed_content) == ()
