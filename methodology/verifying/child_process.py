"""Reads and compares PDFs and pages of unknown origin in a child process, with bounds to its memory and its time.

A few hundred bytes of PDF can unpack to gigabytes before anything can be asked about them. Word files need no such
process: what they may hold is bounded before it is read.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from itertools import starmap
from pathlib import Path
from typing import Any, assert_never

from methodology.formats import Format, TableFormat
from methodology.messages import speaking, spoken_language, translate
from methodology.model.seal import Seal
from methodology.sealing.lines import Line
from methodology.verifying.file_lines import MOST_BYTES, FileComparison, FileLines, LineDifference, UnreadableError

MOST_MEMORY = 2 * 2**30
MOST_SECONDS = 60
"""Of the processor; the present files take a fifth of one."""
LONGEST_WAIT = 180
"""In seconds: others may use the processor too."""
_PACKAGE = Path(__file__).parent.parent.parent


def read_lines(content: bytes, kind: Format | TableFormat, name: str = "rebuilt") -> FileLines:
    """Read a file of the given format, loading the libraries of that format alone. Raises UnreadableError."""
    match kind:
        case Format.DOCX:
            from methodology.verifying.word_reader import read_word  # noqa: PLC0415

            return read_word(content, name=name)
        case Format.PDF:
            from methodology.verifying.pdf_reader import read_pdf  # noqa: PLC0415

            return read_pdf(content)
        case Format.HTML:
            from methodology.verifying.html_reader import read_html  # noqa: PLC0415

            return read_html(content)
        case TableFormat.XLSX:
            from methodology.verifying.tables_reader import read_tables  # noqa: PLC0415

            return read_tables(content, name=name)
        case TableFormat.CSV:
            raise UnreadableError(
                translate("a CSV file carries no seal: compare-sfc holds its values against the content")
            )
        case _:
            assert_never(kind)


def read_in_child(content: bytes, kind: Format) -> FileLines:
    """Read a PDF or a page; UnreadableError for what is none and for what takes too much to read."""
    if len(content) > MOST_BYTES:
        raise UnreadableError(translate("the file is larger than {size} MB", size=MOST_BYTES // 2**20))
    answer = _sound(ask_child(kind, content))
    seal = None if answer["seal"] is None else Seal.from_properties(answer["seal"])
    body, around = (tuple(starmap(Line, lines)) for lines in answer["lines"])
    return FileLines(seal, body, around, tuple(answer["notes"]))


def compare_in_child(content: bytes, rebuilt: bytes, kind: Format, roots: Sequence[bytes] = ()) -> FileComparison:
    """Compare a PDF or a page with its rebuild, deny by default; ``roots`` are files of certificates to trust.

    Raises UnreadableError for what takes too much to compare.
    """
    answer = _sound(ask_child(kind, content, rebuilt, *roots))
    alterations = tuple(LineDifference(**one) for one in answer.pop("alterations"))
    unread, reasons = tuple(answer.pop("unread")), tuple(answer.pop("reasons"))
    return FileComparison(alterations, unread, reasons, **answer)


def ask_child(kind: Format, *files: bytes) -> dict[str, Any]:
    """What a child process answers about the files, in the language that is spoken.

    The files' lengths are its arguments, their bytes its input.
    """
    environment = {**os.environ, "PYTHONPATH": str(_PACKAGE)}
    command = [sys.executable, "-m", __name__, spoken_language(), kind, *(str(len(file)) for file in files)]
    try:
        done = subprocess.run(  # noqa: S603 (this module, no shell)
            command, input=b"".join(files), capture_output=True, check=False, env=environment, timeout=LONGEST_WAIT
        )
    except subprocess.TimeoutExpired as fault:
        message = translate("the file takes longer than {seconds} seconds to read", seconds=LONGEST_WAIT)
        raise UnreadableError(message) from fault
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError as fault:
        message = translate("the file takes more memory or time to read than any of ours")
        raise UnreadableError(message) from fault
    return answer


def _sound(answer: dict[str, Any]) -> dict[str, Any]:
    if "fault" in answer:
        raise UnreadableError(answer["fault"])
    return answer


def _main() -> None:
    """Read the file on standard input, or compare it with the rebuild behind it; print the answer as JSON."""
    _bound()
    language, kind, *lengths = sys.argv[1:]
    with speaking(language):
        answer = answer_about(Format(kind), *[sys.stdin.buffer.read(int(length)) for length in lengths])
    print(json.dumps(answer))


def answer_about(kind: Format, content: bytes, *others: bytes) -> dict[str, Any]:
    """Read a file, or compare it with its rebuild where that is given, with the roots to trust behind it."""
    try:
        if others:
            return asdict(_compare(content, others[0], kind, others[1:]))
        read = read_lines(content, kind)
    except UnreadableError as fault:
        return {"fault": str(fault)}
    seal = None if read.seal is None else dict(read.seal.properties())
    lines = [[(line.text, line.label, line.heading) for line in part] for part in (read.body, read.around)]
    return {"seal": seal, "lines": lines, "notes": read.notes}


def _compare(content: bytes, rebuilt: bytes, kind: Format, roots: Sequence[bytes]) -> FileComparison:
    """Compare by the libraries of the format alone."""
    if kind is Format.PDF:
        from methodology.verifying.pdf_comparison import compare_pdfs  # noqa: PLC0415

        return compare_pdfs(content, rebuilt, roots)
    from methodology.verifying.page_tree import compare_pages  # noqa: PLC0415

    return compare_pages(content, rebuilt)


def _bound() -> None:
    """Bound the memory and the time of this process, where the system can."""
    try:
        import resource  # noqa: PLC0415 (Windows has none)
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _main()
