"""``verify`` on the command line: what it prints, and its exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.cli import main
from methodology.formats import Format
from tests.messages.english import english_in
from tests.verifying.pdf_alterations import PDF_ALTERATIONS
from tests.verifying.project import Project, new_repository, said_otherwise
from tests.verifying.signing import authority, official, signed


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return new_repository(tmp_path_factory.mktemp("project"))


def verify(project: Project, *files: Path | str) -> int:
    folders = ["--content", str(project.checkout.content), "--templates", str(project.checkout.templates)]
    return main(["verify", *map(str, files), *folders])


def test_files_as_they_were_built(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    files = project.build(Format.DOCX, Format.HTML)
    assert verify(project, *files.values()) == 0
    lines = capsys.readouterr().out.splitlines()
    commit = project.git("rev-parse", "HEAD")[:12]
    assert [line.rpartition(": ")[2] for line in lines[::3]] == ["unaltered", "unaltered"]
    assert all(line.startswith(f"  sealed: commit {commit}, content ") for line in lines[1::3])
    assert lines[2] == "  compared with what the commit builds: the same bytes"


def test_an_altered_file_among_others(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    (file,) = project.build(Format.HTML).values()
    copy = project.top / "altered.html"
    copy.write_bytes(said_otherwise(Format.HTML, "2.000", "2.003")(file.read_bytes()))
    assert verify(project, copy, file) == 1
    printed = capsys.readouterr().out
    assert "altered.html: altered: 1 block of " in printed
    assert (
        "  1. UVOD\n"
        "    - Mejniki so za leto 2034. Cilj O.1.1 je 2.000.\n"
        "    + Mejniki so za leto 2034. Cilj O.1.1 je 2.003.\n"
    ) in printed
    assert f"{file.name}: unaltered" in printed


def test_an_altered_file_is_told_in_slovenian(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    for kind, file in project.build(Format.DOCX, Format.HTML, Format.PDF).items():
        content = file.read_bytes()
        altered = said_otherwise(kind, "2.000", "2.003")(content) if kind is not Format.PDF else signed(content)
        (project.top / f"altered.{kind}").write_bytes(altered)
    files = [project.top / f"altered.{kind}" for kind in Format]
    assert verify(project, *files, "--lang", "sl") == 1
    printed = capsys.readouterr().out
    assert ": spremenjena: razlikuje se 1 odstavek od " in printed
    assert english_in(printed) == []


def test_a_signed_file_by_whom_the_reader_trusts(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    (file,) = project.build(Format.PDF).values()
    copy, ours, theirs = (project.top / name for name in ("altered.pdf", "altered.pem", "altered.cer"))
    copy.write_bytes(signed(file.read_bytes()))
    ours.write_bytes(official().root_pem)
    theirs.write_bytes(authority().root_der)
    assert verify(project, copy) == 0
    printed = capsys.readouterr().out
    assert "altered.pdf: text unchanged\n" in printed
    assert "  signed by Common Name: Ana Novak: the signature is whole and valid" in printed
    assert "whether the certificates are genuine was not judged" in printed
    assert verify(project, copy, "--trust", str(ours)) == 0
    assert "its certificate is trusted by the roots that were named" in capsys.readouterr().out
    assert verify(project, copy, "--trust", str(theirs)) == 1
    assert "its certificate is not trusted by the roots that were named" in capsys.readouterr().out
    assert verify(project, copy, "--trust", str(theirs), "--trust", str(ours), str(file)) == 0
    assert "it is not signed" in capsys.readouterr().out


@pytest.mark.parametrize(
    "content", [None, b"", b"root", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"]
)
def test_a_root_that_is_none(project: Project, capsys: pytest.CaptureFixture[str], content: bytes | None) -> None:
    root = project.top / "altered.root"
    root.unlink(missing_ok=True)
    if content is not None:
        root.write_bytes(content)
    assert verify(project, project.top / "nothing.pdf", "--trust", str(root)) == 2
    said = "No such file" if content is None else "it holds no certificate"
    printed = capsys.readouterr().err
    assert f"altered.root: {said}" in printed
    assert "hint: name a file with root certificates, PEM or DER, after --trust" in printed


def test_a_file_whose_look_is_not_proven(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    (file,) = project.build(Format.PDF).values()
    copy = project.top / "altered.pdf"
    copy.write_bytes(PDF_ALTERATIONS["white letters"].change(file.read_bytes()))
    for options, code in (([], 1), (["--text-only"], 0)):
        assert verify(project, copy, *options) == code
        printed = capsys.readouterr().out
        assert "altered.pdf: text unchanged\n" in printed
        assert "  the text was compared; what the file shows is not proven\n" in printed
    copy.write_bytes(PDF_ALTERATIONS["a white box"].change(file.read_bytes()))
    assert verify(project, copy, "--text-only") == 1


def test_a_file_that_is_not_ours(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    (project.top / "altered.html").write_text("<p>Zapisnik</p>", encoding="utf-8")
    assert verify(project, project.top / "altered.html") == 1
    printed = capsys.readouterr().out
    assert printed.endswith("altered.html: not ours\n  it carries no seal of this program\n")


def test_a_file_that_is_not_there(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(project, project.top / "nothing.pdf") == 2
    assert "nothing.pdf: No such file or directory" in capsys.readouterr().err


def test_a_folder(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(project, project.top) == 2
    assert "Is a directory" in capsys.readouterr().err
