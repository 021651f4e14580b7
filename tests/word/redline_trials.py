"""``python -m tests.word.redline_trials --seeds 300``: redlines of random amendments, accepted and rejected.

Prints a table of the kinds of amendments with how many there were, and how many redlines were not exact; exit code 1 if
one was not. ``--first`` begins with another seed, ``--keep FOLDER`` keeps what was not exact.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from methodology.composing import compose_document
from methodology.model.document import Document
from methodology.model.programme import Programme
from methodology.pull.pulled import Decisions
from methodology.pull.pulling import EditedFile, pull
from methodology.word.reading import ACCEPT, REJECT
from tests.built import CONTENT, SAMPLE, TEMPLATES, copied, read_content
from tests.versions.wide_amendments import KINDS, amend_widely, copied_templates
from tests.word.docx_looks import docx_looks, docx_names
from tests.word.resolver import accept_all, reject_all
from tests.word.test_redline import clean, redline, texts_of

TIMES = 12
"""So many amendments make a version."""


@dataclass(frozen=True)
class Trial:
    """Two versions, the content and the templates of the new one, and how often each kind of amendment was made."""

    old: Document
    new: Document
    programme: Programme
    templates: Path
    done: Counter[str]

    def redline(self) -> bytes:
        """The redline of both, with the new content inside."""
        return redline(self.old, self.new, self.programme.files)


def make_trial(seed: int, folder: Path) -> Trial:
    """The sample or the real content and the same amended; every third time the other way round."""
    content = CONTENT if seed % 2 else SAMPLE
    programme = read_content(content)
    before = compose_document(programme, TEMPLATES)
    changed, templates = copied(content, folder), copied_templates(folder)
    after, done = amend_widely(changed, templates, random.Random(seed), TIMES)
    if seed % 3 == 0:
        return Trial(after, before, programme, TEMPLATES, done)
    return Trial(before, after, read_content(changed), templates, done)


def differences(trial: Trial, made: bytes) -> Iterator[str]:
    """What a redline that was accepted has other than the new document, or rejected other than the old one."""
    accepted, rejected = accept_all(made), reject_all(made)
    for name, resolved, document in (("accepted", accepted, trial.new), ("rejected", rejected, trial.old)):
        expected, got = (
            [" | ".join(line) for line in (*texts_of(docx), *docx_looks(docx))] for docx in (clean(document), resolved)
        )
        yield from (f"{name}: {line}" for line in unified_diff(expected, got, lineterm="", n=0))
    names, expected_names = docx_names(accepted), docx_names(clean(trial.new))
    yield from (
        f"name: {name}" for name in names.keys() | expected_names if names.get(name) != expected_names.get(name)
    )


def wishes(trial: Trial, made: bytes) -> Iterator[str]:
    """What a redline that nobody touched asks for when it is pulled, its own changes accepted or others undone."""
    for accept in (ACCEPT, REJECT):
        pulled = pull([EditedFile("a.docx", made)], trial.programme, trial.templates, Decisions(accept=accept))
        yield from (f"wish: {wish}" for wish in pulled.wishes)


def main() -> int:
    """Run the trials."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=300)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--keep", type=Path)
    arguments = parser.parse_args()
    done: Counter[str] = Counter()
    wrong: list[int] = []
    for seed in range(arguments.first, arguments.first + arguments.seeds):
        with tempfile.TemporaryDirectory() as folder:
            trial = make_trial(seed, Path(folder))
            done += trial.done
            made = trial.redline()
            found = [*differences(trial, made), *wishes(trial, made)]
        if found:
            wrong.append(seed)
            print(f"seed {seed}:", *found[:12], sep="\n  ", file=sys.stderr)
            if arguments.keep is not None:
                (arguments.keep / f"redline{seed}.docx").write_bytes(made)
    print("| kind of amendment | times |", "| --- | --- |", sep="\n")
    print(*(f"| {kind} | {done[kind]} |" for kind in KINDS), sep="\n")
    print(f"{arguments.seeds - len(wrong)} of {arguments.seeds} redlines are exact both ways and ask for nothing")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
