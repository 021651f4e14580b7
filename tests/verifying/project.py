"""A repository with the sample content, built; and files of it that somebody altered."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from lxml import etree

from methodology.building import BuildFolders, build_document
from methodology.formats import Format
from methodology.memory import NO_MEMORY, Memory
from methodology.verifying.verify import Verdict, open_versions, verify_file
from methodology.versions.version import Checkout
from tests.built import SAMPLE, TEMPLATES, silently

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def verify_with(checkout: Checkout, file: Path) -> Verdict:
    """What is said of a file by a checkout."""
    with open_versions(checkout) as versions:
        return verify_file(file, versions)


@dataclass(frozen=True)
class Project:
    """A folder with ``content`` and ``templates``."""

    top: Path
    memory: Memory = NO_MEMORY

    @property
    def checkout(self) -> Checkout:
        """The folders that files are verified with."""
        return Checkout(self.top / "content", self.top / "templates")

    def build(self, *formats: Format) -> dict[Format, Path]:
        """Build what the folder holds now; the files by their format."""
        places = BuildFolders(
            self.checkout.content, "content", self.checkout.templates, self.top / "output", None, self.memory
        )
        built = build_document(places, formats or list(Format), silently)
        return {Format(path.suffix[1:]): path for path in built.paths}

    def verify(self, file: Path) -> Verdict:
        """What is said of a file."""
        return verify_with(self.checkout, file)

    def verify_together(self, files: Iterable[Path]) -> list[Verdict]:
        """What one command says of files."""
        with open_versions(self.checkout) as versions:
            return [verify_file(file, versions) for file in files]

    def altered(self, file: Path, change: Callable[[bytes], bytes]) -> Verdict:
        """What is said of the file after a change to it."""
        copy = self.top / f"altered{file.suffix}"
        content = change(file.read_bytes())
        assert content != file.read_bytes()
        copy.write_bytes(content)
        return self.verify(copy)

    def git(self, *arguments: str) -> str:
        """Run git without the settings of whoever runs the tests, at one moment."""
        date = "2026-01-01T00:00:00Z"
        settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        settings |= {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
        environment = {key: text for key, text in os.environ.items() if not key.startswith("GIT_")} | settings
        command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-C", str(self.top), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout.strip()

    def commit(self) -> str:
        """Commit all; the commit's id."""
        self.git("add", ".")
        self.git("commit", "--quiet", "-m", "a version")
        return self.git("rev-parse", "HEAD")


def new_project(top: Path, content: Path = SAMPLE) -> Project:
    """The content and the templates in a folder that is in no repository."""
    shutil.copytree(content, top / "content")
    shutil.copytree(TEMPLATES, top / "templates")
    (top / ".gitignore").write_text("/output/\n/altered.*\n", encoding="utf-8")
    return Project(top)


def new_repository(top: Path, content: Path = SAMPLE) -> Project:
    """The same, committed."""
    project = new_project(top, content)
    project.git("init", "--quiet", "--initial-branch=main")
    project.commit()
    return project


def repacked(docx: bytes, part: str, change: Callable[[bytes], bytes | None]) -> bytes:
    """The Word file with one part changed, or left out where there is nothing left of it."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
        for name in source.namelist():
            content = change(source.read(name)) if name == part else source.read(name)
            if content is not None:
                written.writestr(name, content)
    return target.getvalue()


def said_otherwise(kind: Format, old: str, new: str, *, within: str = "<main") -> Callable[[bytes], bytes]:
    """A change of what the file says: the first ``old``, which stands in one run, becomes ``new``.

    In a page it is the first after ``within``: the navigation says the headings too.
    """

    def in_text(content: bytes) -> bytes:
        assert old.encode() in content
        return content.replace(old.encode(), new.encode(), 1)

    if kind is Format.DOCX:
        return lambda docx: repacked(docx, "word/document.xml", in_text)
    if kind is Format.PDF:
        return lambda pdf: _painted_otherwise(pdf, old, new)
    start = within.encode()
    return lambda page: page.partition(start)[0] + start + in_text(page.partition(start)[2])


def without_row(kind: Format, text: str) -> Callable[[bytes], bytes]:
    """The table's row that has this text goes."""

    def without(xml: bytes) -> bytes:
        root = etree.fromstring(xml)
        row = next(row for row in root.iter(f"{WORD}tr") if text in "".join(map(str, row.itertext())))
        parent = row.getparent()
        assert parent is not None
        parent.remove(row)
        return etree.tostring(root)

    if kind is Format.DOCX:
        return lambda docx: repacked(docx, "word/document.xml", without)
    if kind is Format.PDF:
        return lambda pdf: _without_pdf_row(pdf, text)

    def without_html(page: bytes) -> bytes:
        rows = re.findall(rb"<tr.*?</tr>", page, re.DOTALL)
        row = next(row for row in rows if text.encode() in row)
        return page.replace(row, b"", 1)

    return without_html


def resaved(pdf: pikepdf.Pdf) -> bytes:
    """The changed PDF as a file."""
    target = io.BytesIO()
    pdf.save(target)
    return target.getvalue()


def codes(font: Any) -> dict[str, bytes]:
    """The code of each character of a font."""
    lines = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]{4})>\n", font.ToUnicode.read_bytes())
    return {chr(int(character, 16)): bytes.fromhex(code.decode()) for code, character in lines}


def _painted_otherwise(content: bytes, old: str, new: str) -> bytes:
    """The first place where one string of a page's content paints ``old`` paints ``new``, of the same font."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            instructions = list(pikepdf.parse_content_stream(page))
            font: dict[str, bytes] = {}
            for at, instruction in enumerate(instructions):
                operands: list[Any] = list(instruction.operands)
                if str(instruction.operator) == "Tf":
                    font = codes(page.Resources.Font[str(operands[0])])
                if str(instruction.operator) not in ("Tj", "TJ") or not set(old + new) <= font.keys():
                    continue
                before, after = (b"".join(font[one] for one in text) for text in (old, new))
                parts = list(operands[0]) if isinstance(operands[0], pikepdf.Array) else [operands[0]]
                said = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
                if before in said:
                    shown = pikepdf.String(said.replace(before, after, 1))
                    instructions[at] = pikepdf.ContentStreamInstruction([shown], pikepdf.Operator("Tj"))
                    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
                    return resaved(pdf)
    raise AssertionError(f"no page paints {old!r}")


def _without_pdf_row(content: bytes, text: str) -> bytes:
    """The row of the cell with this text leaves the structure, and its text is painted white no more: it goes too."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        marks = _marks_of(pdf, text)
        rows = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/TR"]
        row = next(row for row in rows if marks & set(_marks(row)))
        gone = set(_marks(row))
        parent = row.P
        parent.K = pikepdf.Array([child for child in parent.K if child.objgen != row.objgen])
        for page in pdf.pages:
            kept, depth = [], 0
            for instruction in pikepdf.parse_content_stream(page):
                name = str(instruction.operator)
                if name in ("BDC", "BMC"):
                    mark = instruction.operands[1].get("/MCID") if len(instruction.operands) > 1 else None
                    starts = mark is not None and (page.objgen, int(mark)) in gone
                    depth = depth + 1 if depth or starts else 0
                if not depth or name not in ("Tj", "TJ"):
                    kept.append(instruction)
                if name == "EMC" and depth:
                    depth -= 1
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
        return resaved(pdf)


def _marks_of(pdf: pikepdf.Pdf, text: str) -> set[tuple[object, int]]:
    """The first marked content that paints the text."""
    for page in pdf.pages:
        font: dict[str, bytes] = {}
        mark: int | None = None
        for instruction in pikepdf.parse_content_stream(page):
            operands: list[Any] = list(instruction.operands)
            match str(instruction.operator):
                case "BDC" if "/MCID" in operands[1]:
                    mark = int(operands[1].MCID)
                case "Tf":
                    font = codes(page.Resources.Font[str(operands[0])])
                case "Tj" | "TJ" if mark is not None and set(text) <= font.keys():
                    parts = list(operands[0]) if isinstance(operands[0], pikepdf.Array) else [operands[0]]
                    said = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
                    if b"".join(font[one] for one in text) == said:
                        return {(page.objgen, mark)}
    raise AssertionError(f"no page paints {text!r}")


def _marks(element: Any, page: Any = None) -> list[tuple[object, int]]:
    page = element.get("/Pg", page)
    kids = element.get("/K", pikepdf.Array())
    found: list[tuple[object, int]] = []
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if not isinstance(kid, pikepdf.Dictionary):
            found.append((page.objgen, int(kid)))
        elif kid.get("/Type") == "/MCR":
            found.append((kid.get("/Pg", page).objgen, int(kid.MCID)))
        else:
            found += _marks(kid, page)
    return found
