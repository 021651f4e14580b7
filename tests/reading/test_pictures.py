"""The files of pictures and their places in chapters: what is whole and safe is read, all else is refused by name."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from methodology.diagnostics import ContentError
from methodology.model.picture import PictureKind
from methodology.reading import read_what_is_whole
from methodology.reading.picture_files import MOST_SVG_BYTES, PictureError, read_picture
from tests.built import SAMPLE, TEMPLATES, copied, read_anew
from tests.pictures import PLACED, chunk, plain_png, with_pictures

HEADER = struct.pack(">IIBBBBB", 4, 2, 8, 2, 0, 0, 0)
ROWS = zlib.compress(bytes(2 * (1 + 4 * 3)))


def png(header: bytes = HEADER, rows: bytes = ROWS, *between: bytes) -> bytes:
    parts = (chunk(b"IHDR", header), *between, chunk(b"IDAT", rows), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def headed(*values: int) -> bytes:
    return struct.pack(">IIBBBBB", *values)


BROKEN_PNG: dict[str, tuple[bytes, str]] = {
    "no PNG": (b"GIF89a", "is no PNG"),
    "nothing": (b"", "is no PNG"),
    "signature alone": (b"\x89PNG\r\n\x1a\n", "has no header"),
    "cut off": (plain_png()[:-20], "breaks off"),
    "cut within a length": (plain_png()[:-14], "breaks off"),
    "line ends altered": (plain_png().replace(b"\r\n", b"\n"), "is no PNG"),
    "a byte altered": (plain_png()[:45] + b"\xff" + plain_png()[46:], "checksum"),
    "bytes after its end": (plain_png() + b"<script>", "after its end"),
    "no size": (png(headed(0, 2, 8, 2, 0, 0, 0)), "no PNG has"),
    "no such depth": (png(headed(4, 2, 3, 2, 0, 0, 0)), "no PNG has"),
    "no palette": (png(headed(4, 2, 8, 3, 0, 0, 0)), "no palette"),
    "interlaced": (png(headed(4, 2, 8, 2, 0, 0, 1)), "interlaced"),
    "moving": (png(HEADER, ROWS, chunk(b"acTL", bytes(8))), "moves"),
    "huge": (png(headed(2**31, 2**31, 8, 2, 0, 0, 0)), "pixels large"),
    "many pixels": (png(headed(9_000, 9_000, 8, 2, 0, 0, 0)), "pixels large"),
    "rows missing": (png(HEADER, zlib.compress(bytes(13))), "other rows"),
    "a bomb": (png(HEADER, zlib.compress(bytes(2**26))), "other rows"),
    "rows damaged": (png(HEADER, b"rows"), "damaged"),
    "no such filter": (png(HEADER, zlib.compress(b"\x09" * 26)), "damaged"),
}


@pytest.mark.parametrize("name", BROKEN_PNG)
def test_a_png_that_is_not_whole_is_refused(name: str) -> None:
    content, message = BROKEN_PNG[name]
    with pytest.raises(PictureError, match=message):
        read_picture(content, PictureKind.PNG)


def svg(inner: str, attributes: str = 'viewBox="0 0 40 20"', before: str = "") -> bytes:
    return f'{before}<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inner}</svg>'.encode()


XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 4 2"'
BOMB = "".join(f'<g id="g{at}">{f"<use href={chr(34)}#g{at + 1}{chr(34)}/>" * 9}</g>' for at in range(7))
REFUSED_SVG: dict[str, tuple[bytes, str]] = {
    "no XML": (b"<svg", "broken"),
    "another root": (b"<html/>", "is no SVG"),
    "entities": (svg("&x;", before='<!DOCTYPE svg [<!ENTITY x "y">]>'), "entities"),
    "an outer entity": (svg("&x;", before='<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "entities"),
    "UTF-16": (b"<?xml version='1.0' encoding='UTF-16'?>" + svg(""), "UTF-8"),
    "a script": (svg("<script>alert(1)</script>"), "<script>"),
    "a script of HTML": (svg('<script xmlns="http://www.w3.org/1999/xhtml">x()</script>'), "<script>"),
    "HTML in it": (svg("<foreignObject/>"), "<foreignObject>"),
    "a picture in it": (svg('<image href="https://a.si/b.png"/>'), "<image>"),
    "a link": (svg('<a href="#x"/>'), "<a>"),
    "an animation": (svg('<rect><animate attributeName="x"/></rect>'), "<animate>"),
    "an effect": (svg("<filter/>"), "<filter>"),
    "a handler": (svg('<rect onload="x()"/>'), "runs something"),
    "a handler of the root": (svg("", 'viewBox="0 0 4 2" onload="x()"'), "runs something"),
    "a copy from elsewhere": (svg('<use xlink:href="https://a.si/b.svg#x"/>', XLINK), "runs something"),
    "a colour from elsewhere": (svg('<rect fill="url(https://a.si/#x)"/>'), "runs something"),
    "a style from elsewhere": (svg("<style>@import 'https://a.si/x.css';</style>"), "runs something"),
    "a font of its own": (svg("<style>@font-face{src:url(data:x)}</style>"), "runs something"),
    "an escape in a style": (svg('<rect style="fill:\\75rl(x)"/>'), "runs something"),
    "another base": (svg('<g xml:base="https://a.si/"/>'), "runs something"),
    "an instruction": (svg("<?php x ?>"), "instruction"),
    "another font": (svg('<text font-family="Comic Sans MS">x</text>'), "comic sans"),
    "another font by style": (svg('<text style="font-family: Calibri, Arial">x</text>'), "calibri"),
    "letters without a font": (svg("<text>x</text>"), "no font"),
    "copies of copies": (svg(BOMB), "nested|draws more"),
    "a circle": (svg('<g id="a"><use href="#a"/></g>'), "nested"),
    "depth": (svg("<g>" * 100 + "</g>" * 100), "nested"),
    "many elements": (svg("<g/>" * 20_001), "more than"),
    "no size at all": (svg("", ""), "how large"),
    "per cent alone": (svg("", 'width="100%" height="100%"'), "how large"),
    "no number": (svg("", 'viewBox="0 0 a b"'), "no box"),
    "a flat box": (svg("", 'viewBox="0 0 0 20"'), "no box"),
    "a huge box": (svg("", 'viewBox="0 0 1e9 1e9"'), "no box"),
    "a huge size": (svg("", 'width="99999999999" height="1"'), "pixels large"),
    "many bytes": (svg("x" * MOST_SVG_BYTES), "larger than"),
}


@pytest.mark.parametrize("name", REFUSED_SVG)
def test_an_svg_that_does_more_than_draw_is_refused(name: str) -> None:
    content, message = REFUSED_SVG[name]
    with pytest.raises(PictureError, match=message):
        read_picture(content, PictureKind.SVG)


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (svg('<use href="#a"/><g id="a"><rect fill="url(#b)"/></g>'), (40, 20)),
        (svg("", 'width="2in" height="36pt"'), (192, 48)),
        (svg("", 'width="100%" viewBox="0,0,4000,1000"'), (1000, 250)),
        (
            svg(
                "", before='<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x">'
            ),
            (40, 20),
        ),
        (svg('<text style="font: bold 12px Arial">č</text>'), (40, 20)),
    ],
)
def test_what_drawing_programs_write_is_read(content: bytes, size: tuple[float, float]) -> None:
    picture = read_picture(content, PictureKind.SVG)
    assert (picture.width, picture.height) == size


def faults(content: Path) -> list[str]:
    """What is wrong with the content: code, file and place, message, hint."""
    reading = read_what_is_whole(content, content.name, TEMPLATES)
    return [f"{one.code} {str(one.location).removeprefix(f'{content.name}/')}" for one in reading.diagnostics]


def renamed(old: str, new: str) -> Callable[[Path], object]:
    return lambda content: (content / "pictures" / old).rename(content / "pictures" / new)


def placed(old: str, new: str) -> Callable[[Path], object]:
    def change(content: Path) -> None:
        file = content / "chapters" / "introduction.md"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    return change


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (renamed("map.svg", "Map.svg"), "missing-picture"),
        (renamed("map.svg", "maps.svg"), "missing-picture"),
        (renamed("map.svg", "zemljevid č.svg"), "unknown-file pictures/zemljevid č.svg"),
        (renamed("map.svg", "map.jpg"), "unknown-file pictures/map.jpg"),
        (placed("width=60%", "width=0%"), "incomplete-picture"),
        (placed("width=60%", "width=6cm"), "incomplete-picture"),
        (placed("{: width=60% }", ""), "incomplete-picture"),
        (placed('"Graf po letih"', '" "'), "incomplete-picture"),
        (placed("![Regije", "![*Regije*"), "unsupported-form"),
        (placed("{O.1.1.target}", "{O.9.9.target}"), "unknown-reference"),
        (placed("width=30%", "width=100%"), "picture-too-high"),
    ],
)
def test_a_picture_is_whole_and_its_file_is_there(tmp_path: Path, change: Callable[[Path], object], fault: str) -> None:
    content = with_pictures(copied(SAMPLE, tmp_path))
    assert faults(content) == []
    change(content)
    found = faults(content)
    assert any(one.startswith(fault) for one in found), found


def test_the_hint_of_a_name_in_other_letters_is_the_name(tmp_path: Path) -> None:
    content = with_pictures(copied(SAMPLE, tmp_path))
    renamed("map.svg", "Map.svg")(content)
    with pytest.raises(ContentError, match=r"it is called pictures/Map\.svg: write its name letter by letter so"):
        read_anew(content)


def test_a_pointer_of_lfs_is_no_picture(tmp_path: Path) -> None:
    content = with_pictures(copied(SAMPLE, tmp_path))
    (content / "pictures" / "chart.png").write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\n")
    assert faults(content)[0] == "lfs-pointer pictures/chart.png"


def test_bytes_are_kept_and_line_ends_of_an_svg_do_not_count(tmp_path: Path) -> None:
    content = with_pictures(copied(SAMPLE, tmp_path))
    before = read_anew(content)
    assert before.pictures["pictures/chart.png"].content == (content / "pictures" / "chart.png").read_bytes()
    file = content / "pictures" / "map.svg"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert read_anew(content).pictures == before.pictures


def test_the_leaves_are_the_texts_of_the_picture(tmp_path: Path) -> None:
    chapter = read_anew(with_pictures(copied(SAMPLE, tmp_path))).chapters["introduction"]
    texts = [leaf.text for leaf in chapter.leaves if leaf.kind.value in ("alternative", "picture-caption")]
    assert texts == [r"Regije \[tri\], cilj je {O.1.1.target}.", r"Regije, \"po **letih**\"", "Graf", "Graf po letih"]
    assert PLACED.count("![") == len(chapter.pictures) == 2


def test_no_line_end_is_altered_in_a_png() -> None:
    """By git, neither here nor in a programme that ``new`` makes."""
    for folder in (TEMPLATES.parent, TEMPLATES / "new"):
        assert "\n*.png binary\n" in (folder / ".gitattributes").read_text(encoding="utf-8")
