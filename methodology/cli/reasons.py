"""``reasons``: the file with the reasons for the changes of a version, written or completed."""

from __future__ import annotations

import typer

from methodology.cli.console import format_path, say, say_error
from methodology.cli.diff import New, Old, compare, reasons_file, write_files
from methodology.cli.options import CONTENT, TEMPLATES, ContentFolder, TemplateFolder
from methodology.diagnostics import ExitCode
from methodology.messages import translate, translate_count


def reasons(
    old: Old, new: New = "", *, content: ContentFolder = CONTENT, templates: TemplateFolder = TEMPLATES
) -> None:
    """Add an entry for each change that has none to content/amendments/<version>.yaml, for you to write the reason."""
    from methodology.versions.amendment_file import complete_amendment

    with compare(old, new, content, templates) as report:
        version = report.new.programme.facts.version
        file = reasons_file(report, content, new)
        name = format_path(file)
        if version == report.old.programme.facts.version:
            say_error(
                translate(
                    "the version is {version} in {old}, too: its reasons would be those of the old version",
                    version=version,
                    old=report.old_name,
                ),
                translate("write the new version and its date in programme.yaml first"),
            )
            raise typer.Exit(ExitCode.CONTENT)
        before = file.read_bytes() if file.is_file() else None
        after = complete_amendment(report, templates, before, name)
        if after != (before or b""):
            file.parent.mkdir(parents=True, exist_ok=True)
            write_files(file.parent, {file.name: after}, {file.name: before})
        else:
            say(translate("{name}: there is an entry for every change", name=name))
        say(translate_count("{count} change without a reason", "{count} changes without a reason", len(report.open)))
