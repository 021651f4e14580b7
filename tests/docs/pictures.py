"""Draw the pictures of the README and of ``docs/`` anew: ``python -m tests.docs.pictures``.

With ``desk`` those of the desk alone, and so of the others. Needs Chromium, LibreOffice and poppler, for the desk node.
Look at the pictures before they are committed.
"""

from __future__ import annotations

import html
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from methodology.building import judge
from methodology.formats import Format
from methodology.messages import speaking
from methodology.model.remark import PlacedRemark, RemarkList
from methodology.word.writing.comments import add_remarks
from tests.built import CONTENT, ROOT, copied, replace_in
from tests.desk.amending import NOBODY, amend
from tests.desk.desks import copy_content, open_draft, use_in_chromium
from tests.desk.test_word_files import at_one_place, edited

PICTURES = ROOT / "docs" / "pictures"
INDICATOR = "objectives/so1/indicators/O.1.3.yaml"
HEADING = "Število vzpostavljenih/prilagojenih/vzdrževanih sistemov IKT"
RENAMED = "Nadgradnja sistema za izmenjavo Prüm podatkov"
OPERATION = "Vzdrževanje in nadaljnji razvoj SI sistema PNR"
DPI = 150
SMALL_DPI = 61
TABLE_DPI = 110
SHOWN_PAGES = (1, 5, 22, 24)
GAP, BETWEEN_PAGES = 6, (153, 164, 180)
COLOURS = 64
"""A picture keeps so many: flat text and lines need no more, and the file stays small."""

PAGE = """<!doctype html><meta charset="utf-8"><style>
body { margin: 0; padding: 24px; width: 1352px; background: #eef1f5; display: flex; gap: 24px }
body { font: 15px/1.5 sans-serif }
figure { margin: 0; background: #fff; border: 1px solid #c5ccd6; border-radius: 6px; overflow: hidden }
figcaption { padding: 8px 14px; background: #dde3ea; color: #33404f; font-weight: bold }
pre { margin: 0; padding: 14px 0; font: 14.5px/1.62 "Liberation Mono", monospace; color: #1d2733 }
pre span { display: block; padding: 0 14px }
pre b { color: #1f3864; font-weight: normal }
.left { flex: 0 0 480px } .right { flex: 1 }
.value { background: #ffe08a } .name { background: #c9e7c4 }
.page { position: relative; height: HEIGHTpx; overflow: hidden }
.page img { position: absolute; left: 0; top: 0; width: WIDTHpx; margin-top: -TOPpx }
.page div { position: absolute; border-radius: 3px; mix-blend-mode: multiply }
</style><figure class="left"><figcaption>content/FILE</figcaption><pre>LINES</pre></figure>
<figure class="right"><figcaption>output/metodologija.pdf</figcaption>
<div class="page"><img src="page.png">MARKS</div></figure>
"""


class Box(NamedTuple):
    """A rectangle on a page in points, from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


def run(*command: str | Path, folder: Path = ROOT, codes: tuple[int, ...] = (0,)) -> str:
    """Run a program; its output. Exits with its name where it is missing, with its output where it fails."""
    program = shutil.which(command[0])
    if program is None:
        sys.exit(f"{command[0]} is not installed")
    done = subprocess.run([program, *map(str, command[1:])], check=False, capture_output=True, text=True, cwd=folder)
    if done.returncode not in codes:
        sys.exit(f"{command}\n{done.stdout}{done.stderr}")
    return done.stdout


def build(*arguments: str | Path, folder: Path = ROOT, codes: tuple[int, ...] = (0,)) -> None:
    """Run a command of the program."""
    run(sys.executable, ROOT / "build.py", *arguments, folder=folder, codes=codes)


def page_with(pdf: Path, *texts: str) -> int:
    """The number of the first page that has all the texts."""
    pages = run("pdftotext", "-layout", pdf, "-").split("\f")
    return next(number for number, page in enumerate(pages, start=1) if all(text in page for text in texts))


def page_image(pdf: Path, number: int, dpi: int = DPI) -> Image.Image:
    """A page as a picture."""
    with tempfile.TemporaryDirectory() as folder:
        pages = ("-f", str(number), "-l", str(number), "-singlefile")
        run("pdftoppm", *pages, "-r", str(dpi), "-png", pdf, f"{folder}/page")
        image = Image.open(io.BytesIO(Path(folder, "page.png").read_bytes()))
        image.load()
        return image


def boxes_of(pdf: Path, number: int, text: str) -> list[Box]:
    """Where the words of a text stand on a page, each time that they follow one another."""
    listed = run("pdftotext", "-bbox", "-f", str(number), "-l", str(number), pdf, "-")
    pattern = r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>'
    words = [(html.unescape(word), Box(*map(float, box))) for *box, word in re.findall(pattern, listed)]
    wanted = text.split()
    starts = range(len(words) - len(wanted) + 1)
    matching = [
        words[at : at + len(wanted)] for at in starts if [word for word, _ in words[at : at + len(wanted)]] == wanted
    ]
    return [Box(line[0][1].left, line[0][1].top, line[-1][1].right, line[0][1].bottom) for line in matching]


def screenshot(page: Path, target: Path, width: int, height: int) -> None:
    """Draw an HTML page in Chromium."""
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1.5")
    run("chromium", *options, f"--window-size={width},{height}", f"--screenshot={target}", page.as_uri())


def save(image: Image.Image, name: str) -> None:
    """Write a picture with few colours."""
    file = PICTURES / name
    image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
    print(f"{file.relative_to(ROOT)}: {image.width} × {image.height}, {file.stat().st_size // 1000} kB")


def draw_pages(folder: Path) -> None:
    """Four pages beside one another."""
    build("--output", folder, "--format", "pdf")
    pages = [page_image(folder / "metodologija.pdf", number, SMALL_DPI) for number in SHOWN_PAGES]
    width, height = pages[0].size
    sheet = Image.new("RGB", ((width + GAP) * len(pages) + GAP, height + 2 * GAP), BETWEEN_PAGES)
    for place, page in enumerate(pages):
        sheet.paste(page, (GAP + place * (width + GAP), GAP))
    save(sheet, "pages.png")


def draw_yaml_and_page(folder: Path) -> None:
    """An indicator's file beside the page that it prints."""
    build("--output", folder, "--format", "pdf")
    pdf = folder / "metodologija.pdf"
    number = page_with(pdf, HEADING, "O.1.3", "MEJNIK")
    page_image(pdf, number).save(folder / "page.png")
    width, height = 846, 356
    scale = width / 595.28
    top = boxes_of(pdf, number, HEADING)[0].top * scale - 16
    marks = ""
    for css, text in (("value", "46"), ("name", f"{OPERATION};")):
        box = boxes_of(pdf, number, text)[0]
        place = (box.left * scale - 3, box.top * scale - top - 1)
        size = ((box.right - box.left) * scale + 6, (box.bottom - box.top) * scale + 2)
        marks += (
            f'<div class="{css}" style="left:{place[0]}px;top:{place[1]}px;width:{size[0]}px;height:{size[1]}px"></div>'
        )
    lines = ""
    for line in (CONTENT / INDICATOR).read_text(encoding="utf-8").splitlines()[1:15]:
        css = {"target: 46": "value", "  - pnr": "name"}.get(line, "")
        shown = line if len(line) <= 52 else line[:51] + "…"
        coloured = re.sub(r"^( *)([a-z_]+:)", r"\1<b>\2</b>", html.escape(shown))
        lines += f'<span class="{css}">{coloured}</span>'
    page = PAGE.replace("WIDTH", str(width)).replace("HEIGHT", str(height)).replace("TOP", str(top))
    page = page.replace("FILE", INDICATOR).replace("LINES", lines).replace("MARKS", marks)
    (folder / "beside.html").write_text(page, encoding="utf-8")
    screenshot(folder / "beside.html", folder / "beside.png", 1400, 446)
    save(Image.open(folder / "beside.png"), "yaml-and-page.png")


def crop_page(pdf: Path, number: int, top: float, bottom: float) -> Image.Image:
    """A part of a page, between two heights given as shares of the page."""
    image = page_image(pdf, number)
    return image.crop((0, int(image.height * top), image.width, int(image.height * bottom)))


def draw_change(folder: Path) -> None:
    """A changed target on its page, in the redline and on the page of changes."""
    for version in ("2025-11", "2026-03"):
        copied(CONTENT, folder / version)
    new = folder / "2026-03" / "content"
    replace_in(new / INDICATOR, "target: 46", "target: 51")
    replace_in(
        new / INDICATOR, "na podlagi skupnega števila sistemov, ki jih", "na podlagi števila vseh sistemov, ki jih"
    )
    build("--content", new, "--output", folder, "--format", "pdf")
    pdf = folder / "metodologija.pdf"
    save(crop_page(pdf, page_with(pdf, HEADING, "O.1.3", "MEJNIK"), 0.23, 0.528), "page.png")
    replace_in(new / "objectives/so1/allocation.yaml", "share: 73.71", "share: 70.71")
    replace_in(new / "objectives/so1/allocation.yaml", "share: 23.16", "share: 26.16")
    written = ("--format", "redline", "--format", "html", "--format", "docx", "--output", folder)
    build("diff", "2025-11/content", "2026-03/content", *written, folder=folder, codes=(1,))
    profile = f"-env:UserInstallation={folder.as_uri()}/profile"
    run(
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        folder,
        folder / "redline.docx",
        folder / "changes.docx",
    )
    redline = folder / "redline.pdf"
    save(crop_page(redline, page_with(redline, HEADING, "O.1.3", "MEJNIK"), 0.23, 0.875), "redline.png")
    save(page_image(folder / "changes.pdf", 1, TABLE_DPI), "change-table.png")
    screenshot(folder / "changes.html", folder / "changes.png", 1300, 1250)
    save(Image.open(folder / "changes.png"), "changes.png")


def draw_desk(folder: Path) -> None:
    """Screens of the desk, in the middle of an amendment."""
    os.environ |= NOBODY
    amend(folder, "mouse", pictures=True)
    save(Image.open(folder / "number.png"), "desk-number.png")
    save(Image.open(folder / "sentence.png"), "desk-sentence.png")
    save(Image.open(folder / "operations.png"), "desk-operations.png")
    save(Image.open(folder / "shares.png"), "desk-shares.png")
    show_remarks(folder / "remarks")
    save(Image.open(folder / "remarks" / "answer-light.png"), "desk-remarks.png")
    show_word_file(folder / "word")
    save(Image.open(folder / "word" / "form-light.png"), "desk-word.png")


def show_remarks(folder: Path) -> None:
    """A remark on the way from its beginning to its end; the script that makes it wants a finding, too."""
    folders = copy_content(folder, CONTENT)
    chapter = folders.content / "chapters" / "introduction.md"
    chapter.write_text(f"{chapter.read_text(encoding='utf-8').rstrip()}\n\nDva  presledka.\n", encoding="utf-8")
    with speaking("sl"):
        use_in_chromium("use_remarks.cjs", open_draft(folders), str(folder))


def show_word_file(folder: Path) -> None:
    """A Word file with a name changed at one of its places, a sentence, and a comment."""
    draft = open_draft(copy_content(folder, CONTENT))
    made = judge(draft.folders, [Format.DOCX], lambda _: nullcontext()).files[".docx"]
    name = at_one_place(made, f">{RENAMED}<", ">Nadgradnja sistema za izmenjavo podatkov Prüm<")
    remark = PlacedRemark(
        path="O.1.1.target", author="Bor Kos", at="2026-03-18T09:00:00", text="Ali je to z usposabljanji vred?"
    )
    commented = replace(draft.page.programme, remarks=RemarkList((remark,)))
    file = folder / "popravki.docx"
    file.write_bytes(add_remarks(edited(made, name, ("izkušenj iz", "dosedanjih izkušenj iz")), commented))
    with speaking("sl"):
        use_in_chromium("use_word_file.cjs", draft, str(file), str(folder))


def main() -> None:
    """Draw all pictures, or those that are named."""
    PICTURES.mkdir(exist_ok=True)
    drawings: dict[str, Callable[[Path], None]] = {
        "pages": draw_pages,
        "yaml-and-page": draw_yaml_and_page,
        "change": draw_change,
        "desk": draw_desk,
    }
    for name in sys.argv[1:] or drawings:
        draw = drawings[name]
        with tempfile.TemporaryDirectory() as folder:
            draw(Path(folder))


if __name__ == "__main__":
    main()
