"""A desk that is killed at any step of its writing: the value is the old or the new one, and the next desk goes on.

``KILLS=200`` in the environment kills so many instead of a few.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from methodology.desk.answers import Desk
from methodology.desk.draft import source_at
from tests.built import TEMPLATES, read_content
from tests.desk.desks import copy_content, open_draft
from tests.killed import killed_command

VALUE, OTHER = "O.1.1.target", "O.1.2.target"
STEPS = 84
"""Keeping what is typed, writing a value and noting it in the journal take so many."""
MANY = 10
"""Of so many kills one at least comes before the writing is done."""
KILLS = int(os.environ.get("KILLS", "2"))
WORK = f"""
from datetime import UTC, datetime
from pathlib import Path
from methodology.building import BuildFolders
from methodology.desk.answers import Desk
from methodology.desk.draft import ContentDraft
content, templates, typed = sys.argv[1:]
folders = BuildFolders(Path(content), "content", Path(templates), Path(content))
desk = Desk(ContentDraft(folders, lambda: datetime(2026, 3, 16, tzinfo=UTC)))
desk.preview("{VALUE}", typed)
desk.save("{VALUE}", typed, desk.card("{VALUE}").source)
"""


def names(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*")}


@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed by a signal")
def test_a_killed_desk_leaves_the_old_or_the_new_value(tmp_path: Path) -> None:
    drawn = random.Random(1)
    folders = copy_content(tmp_path)
    before = names(folders.content)
    old = source_at(open_draft(folders).page.programme, VALUE)
    killed = 0
    for number in range(KILLS):
        new = str(3000 + number)
        command = killed_command(WORK, drawn.randint(1, STEPS), str(folders.content), str(TEMPLATES), new)
        code = subprocess.run(command, check=False).returncode
        assert code in {0, -signal.SIGKILL}
        killed += code != 0
        desk = Desk(open_draft(folders))
        programme = desk.draft.page.programme
        there = source_at(programme, VALUE)
        assert there in ({new} if code == 0 else {old, new})
        assert desk.draft.journal.typed() in ({}, {VALUE: new}, {VALUE: str(2999 + number)})
        other = source_at(programme, OTHER)
        assert desk.save(OTHER, str(500 + number), str(other))["status"] == "saved"
        assert desk.undo()["status"] == "saved"
        assert source_at(desk.draft.page.programme, OTHER) == other
        assert source_at(read_content(folders.content, "content"), VALUE) == there
        assert names(folders.content) == before
        desk.forget(VALUE)
        desk.close()
        old = there
    assert killed or KILLS < MANY
