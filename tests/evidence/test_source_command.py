"""``argmap source``: sources with copies are added, quotations checked, passages shown."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from argmap.cli.main import main
from argmap.mapfile.read.read import read
from argmap.model.types import Source
from tests.evidence.corpus import FOLDER


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The consultation, in a folder in which commands run."""
    for file in FOLDER.iterdir():
        shutil.copy(file, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    code = main(["source", *argv])
    said = capsys.readouterr()
    return code, said.out, said.err


def sources_in(file: Path) -> dict[str, Source]:
    return {source.id: source for source in read(file.read_bytes(), str(file)).map.sources}


def test_a_file_becomes_a_source_with_a_copy_beside_the_map(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = tmp_path_factory.mktemp("elsewhere") / "A paper: 2026.md"
    paper.write_text("# What buses cost\n\nNothing is free.\n", encoding="utf-8")
    before = (folder / "night-buses.yaml").read_text(encoding="utf-8")
    code, out, _ = run(capsys, "add", "night-buses.yaml", str(paper), "--url", "https://example.org/a")
    assert (code, out) == (
        0,
        "Added “What buses cost” to night-buses.yaml as 'buses-cost', copy sources/A paper- 2026.md.\n",
    )
    assert (folder / "sources" / "A paper- 2026.md").read_bytes() == paper.read_bytes()
    source = sources_in(folder / "night-buses.yaml")["buses-cost"]
    assert source.url == "https://example.org/a"
    assert len(source.copy_sha256 or "") == 64
    assert (folder / "night-buses.yaml").read_text(encoding="utf-8").startswith(before)
    assert main(["check", "night-buses.yaml"]) == 0
    code, _, err = run(capsys, "add", "night-buses.yaml", str(paper))
    assert code == 2
    assert "is the copy of 'buses-cost' already" in err


def test_a_file_below_the_map_stays_where_it_is(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text("Words.", encoding="utf-8")
    assert run(capsys, "add", "night-buses.yaml", "in/a.txt", "--id", "a", "--title", "A")[0] == 0
    assert sources_in(folder / "night-buses.yaml")["a"].copy == "in/a.txt"
    assert not (folder / "sources").exists()


def test_an_unpublished_copy_goes_into_its_folder(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "a.txt").write_text("Words.", encoding="utf-8")
    private = elsewhere / "private"
    assert run(capsys, "add", "night-buses.yaml", str(elsewhere / "a.txt"), "--copies", str(private))[0] == 0
    assert (private / "a.txt").exists()
    assert sources_in(folder / "night-buses.yaml")["a"].copy == "a.txt"
    assert run(capsys, "show", "night-buses.yaml", "a")[0] == 2
    code, out, _ = run(capsys, "show", "night-buses.yaml", "a", "--quote", "words", "--copies", str(private))
    assert (code, "» Words «" in out) == (0, True)


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.doc", b"", ".docx"),
        ("a.docx", b"nothing", "damaged or encrypted"),
        ("a.txt", b"\xff", "valid UTF-8"),
        ("missing.txt", None, "no such file"),
        ("a.exe", b"", "a.exe: It is not a .txt"),
        ("a.txt", b" \n", "a.txt: It has no text"),
        ("a.html", b"<script>words</script>", "a.html: It has no text"),
    ],
)
def test_what_is_no_copy_is_refused_and_nothing_is_written(
    name: str, data: bytes | None, why: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if data is not None:
        (folder / name).write_bytes(data)
    before = (folder / "night-buses.yaml").read_bytes()
    code, _, err = run(capsys, "add", "night-buses.yaml", name)
    assert code == 2
    assert why in err
    assert (folder / "night-buses.yaml").read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
@pytest.mark.parametrize("name", ["a\nb.txt", "a\\b.txt", "a:b.txt"])
def test_a_name_that_no_map_can_have_is_refused(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / name).write_text("Words.", encoding="utf-8")
    before = (folder / "night-buses.yaml").read_bytes()
    code, _, err = run(capsys, "add", "night-buses.yaml", name)
    assert (code, err.count("\n"), "Rename it" in err) == (2, 1, True)
    assert (folder / "night-buses.yaml").read_bytes() == before


def test_a_folder_is_no_copy(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.txt").mkdir()
    code, _, err = run(capsys, "add", "night-buses.yaml", "a.txt")
    assert (code, err) == (2, "argmap: a.txt is not a file. Name a .txt, .md, .html, .docx or .pdf file.\n")


def test_a_copy_is_not_put_where_it_is_never_looked_for(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "a.txt").write_text("Words.", encoding="utf-8")
    (folder / "sources").symlink_to(elsewhere / "more", target_is_directory=True)
    code, _, err = run(capsys, "add", "night-buses.yaml", str(elsewhere / "a.txt"))
    assert (code, "leads out of" in err) == (2, True)
    assert not (elsewhere / "more").exists()


@pytest.mark.parametrize(
    ("given", "code", "date"), [("2025-07", 0, "2025-07"), ("21 July 2025", 0, "2025-07-21"), ("7/8/2025", 2, None)]
)
def test_a_date_is_written_in_iso_8601_or_refused(
    given: str, code: int, date: str | None, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.txt").write_text("Words.", encoding="utf-8")
    assert run(capsys, "add", "night-buses.yaml", "a.txt", "--id", "a", "--date", given)[0] == code
    source = sources_in(folder / "night-buses.yaml").get("a")
    assert (source.date if source else None) == date


def test_another_file_is_not_written_over(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "sources").mkdir()
    (folder / "sources" / "a.txt").write_text("One.", encoding="utf-8")
    other = tmp_path_factory.mktemp("elsewhere") / "a.txt"
    other.write_text("Two.", encoding="utf-8")
    code, _, err = run(capsys, "add", "night-buses.yaml", str(other))
    assert code == 2
    assert "is another file" in err
    assert (folder / "sources" / "a.txt").read_text(encoding="utf-8") == "One."


def test_every_quotation_is_told_with_its_place(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "check", "night-buses.yaml")
    assert code == 0
    assert out.count("✓ found in the copy") == 16
    assert "5 words left out." in out
    assert out.endswith("16 quotations: 16 found in their copy.\n")
    file = folder / "night-buses.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("£151,000\n", "£115,000\n"), encoding="utf-8")
    code, out, _ = run(capsys, "check", "night-buses.yaml")
    assert code == 1
    assert "✗ not in the copy: “it would need a subsidy of £115,000”" in out
    assert 'The copy has "£151,000" where the quote has "£115,000". Nearest (p. 2):' in out


def test_json_has_each_quotation(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "check", "--json", "night-buses.yaml")
    told = json.loads(out)
    assert code == 0
    assert told["totals"] == {"found": 16, "not found": 0, "not checked": 0}
    noise = next(one for one in told["quotations"] if one["claim"] == "noise")
    assert noise["at"] == "Noise"
    assert noise["passage"].startswith(
        "The council’s own measurements at 9 Station Road show 71 dB(A) at the window,¹"
    )


def test_a_passage_is_shown_with_what_stands_around_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "show", "night-buses.yaml", "minutes", "--quote", "no conclusion should be drawn")
    assert code == 0
    assert "para 1.5:" in out
    assert "» no conclusion should be drawn «\n  from numbers so small.\n" in out
    code, out, _ = run(capsys, "show", "night-buses.yaml", "minutes", "--quote", "no conclusion should be made")
    assert code == 1
    assert "These words are not in the copy." in out
    assert "The nearest passage:" in out


def test_a_map_without_copies_says_how_to_add_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "m.yaml").write_text(
        "argmap: 1\ntitle: T\nclaims: {}\nsources:\n  a:\n    title: A\n", encoding="utf-8"
    )
    code, out, _ = run(capsys, "check", "m.yaml")
    assert (code, "argmap source add" in out) == (0, True)
    assert "names no copy" in run(capsys, "show", "m.yaml", "a")[2]
    assert "a" in run(capsys, "show", "m.yaml", "b")[2]
