"""What somebody could do to a page: each is altered, and named."""

from __future__ import annotations

import codecs
from collections.abc import Callable

from tests.verifying.alterations import Alteration, harmless

Change = Callable[[bytes], bytes]


def replaced(old: str, new: str, *, within: str = "") -> Change:
    """The first ``old`` after ``within`` becomes ``new``."""

    def change(page: bytes) -> bytes:
        start = page.index(within.encode())
        assert old.encode() in page[start:]
        return page[:start] + page[start:].replace(old.encode(), new.encode(), 1)

    return change


def before(mark: str, added: str) -> Change:
    """Add something before the first ``mark``."""
    return replaced(mark, added + mark)


def at_the_end(added: str) -> Change:
    """Add something after ``</html>``."""
    return lambda page: page + added.encode()


SCRIPT = '<script>document.querySelector("main").innerHTML = "NEVELJAVNO"</script>'

PAGE_ALTERATIONS: dict[str, Alteration] = {
    "a script after the end": Alteration(at_the_end(SCRIPT), "<script>"),
    "a paragraph after the end": Alteration(at_the_end('<p style="position:fixed;top:0">NEVELJAVNO</p>'), "NEVELJAVNO"),
    "a style after the end": Alteration(at_the_end("<style>td { display: none }</style>"), "display: none"),
    "a text after the end": Alteration(at_the_end("NEVELJAVNO"), "NEVELJAVNO"),
    "a comment after the end": Alteration(at_the_end("<!-- NEVELJAVNO -->"), "NEVELJAVNO"),
    "an attribute of the end": Alteration(at_the_end("<body onload=alert(1)>"), "onload"),
    "another page after the end": Alteration(at_the_end("<html hidden><body>"), "hidden"),
    "a refresh": Alteration(before("<meta", '<meta http-equiv="refresh" content="0;url=data:,93">'), "refresh"),
    "another base": Alteration(before("</head>", '<base href="https://example.org/">'), "<base"),
    "a style sheet": Alteration(before("</head>", '<link rel="stylesheet" href="https://example.org/a.css">'), "<link"),
    "a rule of style": Alteration(before("</style>", 'td::after { content: "3" }'), "content:"),
    "a rule for paper": Alteration(before("</style>", "@media print { td { color: #fff } }"), "@media print"),
    "a script in the head": Alteration(before("</head>", SCRIPT), "<script>"),
    "a line of the script": Alteration(before("</script>", "document.title = 1;"), "document.title"),
    "an event": Alteration(replaced("<main", '<main onclick="this.remove()"'), "onclick"),
    "hidden": Alteration(replaced("<li data-label", "<li hidden data-label", within="<main"), "hidden"),
    "inert": Alteration(replaced("<main", "<main inert"), "inert"),
    "editable": Alteration(replaced("<main", "<main contenteditable"), "contenteditable"),
    "a style of an element": Alteration(replaced("<td", '<td style="opacity:0"', within="<main"), "opacity"),
    "a class": Alteration(replaced("<main", '<main class="skip"'), 'class="skip"'),
    "another title": Alteration(replaced("<title>", "<title>NEVELJAVNO: "), "NEVELJAVNO"),
    "another description": Alteration(replaced('name="description" content="', 'name="description" content="x '), "x "),
    "another language": Alteration(replaced('lang="sl"', 'lang="en"'), 'lang="en"'),
    "no doctype": Alteration(replaced("<!DOCTYPE html>", ""), "DOCTYPE"),
    "an old doctype": Alteration(
        replaced("<!DOCTYPE html>", '<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 3.2//EN">'), "DTD HTML 3.2"
    ),
    "a comment": Alteration(before("</main>", "<!--[if IE]>93<![endif]-->"), "[if IE]"),
    "a drawing": Alteration(before("</main>", "<svg><text>93</text></svg>"), "93"),
    "a frame": Alteration(before("</main>", '<iframe srcdoc="93"></iframe>'), "srcdoc"),
    "a picture": Alteration(before("</main>", '<img src="https://example.org/93.png">'), "<img"),
    "a template": Alteration(before("</main>", "<template><p>93</p></template>"), "<template>"),
    "a button": Alteration(before("</main>", "<input value=93>"), "<input"),
    "a dialogue": Alteration(before("</main>", "<dialog open><img alt=93></dialog>"), "93"),
    "letters from right to left": Alteration(before("2.000", "<bdo dir=rtl></bdo>"), "bdo"),
    "an invisible letter": Alteration(replaced("2.000", "2.0\u200b00", within="<main"), "2.0"),
    "a turning letter": Alteration(replaced("2.000", "\u202e2.000", within="<main"), "2.000"),
    "another digit": Alteration(replaced("2.000", "3.000", within="<main"), "3.000"),
    "a digit as an entity": Alteration(replaced("2.000", "&#51;.000", within="<main"), "3.000"),
    "another anchor": Alteration(replaced('href="#chapter-1"', 'href="#chapter-2"'), "#chapter-2"),
    "a link elsewhere": Alteration(replaced('href="#chapter-1"', 'href="https://example.org"'), "example.org"),
    "a cell wider": Alteration(replaced("<td", '<td colspan="2"', within="<main"), "1b | |"),
    "another label": Alteration(replaced("<li data-label=", "<li value=7 data-label=", within="<main"), "value"),
    "closed contents": Alteration(replaced("<details open>", "<details>"), "<details>"),
    "another encoding": Alteration(replaced('charset="utf-8"', 'charset="windows-1250"'), "windows-1250"),
    "an encoding that comes too late": Alteration(replaced("<html ", "<html" + " " * 2_000), "encoding"),
    "a processing instruction": Alteration(before("</main>", "<?93?>"), "93"),
    "a rule for those without scripts": Alteration(before("</main>", "<noscript>93</noscript>"), "93"),
    "far too many elements": Alteration(before("</body>", "<b>" * 20_000), "tags"),
}

PAGE_CONTROLS: dict[str, Alteration] = {
    "line ends of Windows": harmless(lambda page: page.replace(b"\n", b"\r\n"), "CR LF"),
    "a byte order mark": harmless(lambda page: codecs.BOM_UTF8 + page, "byte order mark"),
    "both": harmless(lambda page: codecs.BOM_UTF8 + page.replace(b"\n", b"\r\n"), "byte order mark"),
    "other quotes": harmless(replaced('lang="sl"', "lang='sl'"), "written in another way"),
    "an entity for a letter": harmless(replaced("2.000", "2&#46;000", within="<main"), "written in another way"),
    "another order of attributes": harmless(
        replaced('<main id="page-content" tabindex="-1">', '<main tabindex="-1" id="page-content">'),
        "written in another way",
    ),
}
