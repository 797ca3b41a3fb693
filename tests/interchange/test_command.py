"""The command: what it writes, what it says, and what it leaves alone."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from argmap.mapfile.read.read import read
from tests.interchange.golden import CASES

KIALO = str(CASES / "kialo-old.txt")


def run(*arguments: str, cwd: Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "argmap", "import", *arguments]
    return subprocess.run(command, cwd=cwd, input=given, capture_output=True, check=False)


def test_the_map_takes_the_name_of_the_file_and_the_account_is_printed(tmp_path: Path) -> None:
    done = run(KIALO, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "kialo-old.yaml").read_bytes() == (CASES / "kialo-old.txt.yaml").read_bytes()
    assert b"Wrote kialo-old.yaml: 5 claims" in done.stdout
    assert b"left out" in done.stdout


def test_nothing_is_overwritten_unasked(tmp_path: Path) -> None:
    (tmp_path / "kialo-old.yaml").write_text("mine", encoding="utf-8")
    done = run(KIALO, cwd=tmp_path)
    assert done.returncode == 2
    assert b"already exists" in done.stderr
    assert (tmp_path / "kialo-old.yaml").read_text(encoding="utf-8") == "mine"
    assert run(KIALO, "--force", cwd=tmp_path).returncode == 0
    assert (tmp_path / "kialo-old.yaml").read_bytes() == (CASES / "kialo-old.txt.yaml").read_bytes()


def test_a_pipe_gives_the_map_alone_on_standard_output(tmp_path: Path) -> None:
    done = run("-", cwd=tmp_path, given=Path(KIALO).read_bytes())
    assert done.stdout == (CASES / "kialo-old.txt.yaml").read_bytes()
    assert b"left out" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_ledger_can_be_kept(tmp_path: Path) -> None:
    assert run(KIALO, "--ledger", "ledger.json", cwd=tmp_path).returncode == 0
    ledger = json.loads((tmp_path / "ledger.json").read_text(encoding="utf-8"))
    assert [one["kind"] for one in ledger["counts"]][:2] == ["claim", "web link"]


@pytest.mark.parametrize("existing", ["map.yaml", "ledger.json"])
def test_when_one_of_two_files_exists_neither_is_written(tmp_path: Path, existing: str) -> None:
    (tmp_path / existing).write_text("mine", encoding="utf-8")
    done = run(KIALO, "-o", "map.yaml", "--ledger", "ledger.json", cwd=tmp_path)
    assert done.returncode == 2
    assert [path.name for path in tmp_path.iterdir()] == [existing]


def test_a_file_that_cannot_be_read_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "x.argdown").write_text("[A]: a\n+ b\n", encoding="utf-8")
    done = run("x.argdown", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith(b"argmap: x.argdown:2:1: ")
    assert done.stderr.count(b"\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["x.argdown"]


def test_sheets_in_a_folder_come_back_as_the_map(tmp_path: Path) -> None:
    sample = CASES.parents[2] / "maps" / "uk_openai.yaml"
    command = [sys.executable, "-m", "argmap", "export", str(sample), "--format", "csv", "-o", "sheets/"]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 0
    assert {file.stem for file in (tmp_path / "sheets").iterdir()} >= {"claims", "links", "map"}
    assert run("sheets", "-o", "back.yaml", cwd=tmp_path).returncode == 0
    back = read((tmp_path / "back.yaml").read_bytes(), "back.yaml").map
    assert back == read(sample.read_bytes(), "sample.yaml").map
    links = tmp_path / "sheets" / "links.csv"
    links.write_bytes(links.read_bytes().replace(b",supports,", b",suports,", 1))
    done = run("sheets", "-o", "again.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert b"Links, cell B" in done.stderr
    assert not (tmp_path / "again.yaml").exists()


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.csv", b"\xef\xbb\xbfid,text,"),
        ("a.edges.csv", b"\xef\xbb\xbfsource,target,"),
        ("a.aif.json", b'{"nodes":['),
        ("a.graphml", b"<?xml"),
        ("a.opml", b"<?xml"),
        ("a.argdown", b"===\ntitle:"),
        ("a.xlsx", b"PK"),
    ],
)
def test_the_ending_of_an_export_says_its_format(tmp_path: Path, name: str, begins: bytes) -> None:
    sample = CASES.parents[2] / "maps" / "uk_openai.yaml"
    command = [sys.executable, "-m", "argmap", "export", str(sample), "-o", name]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_a_file_is_not_written_over_by_its_own_map(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("- a\n", encoding="utf-8")
    done = run("x.md", "-o", "x.md", "--force", cwd=tmp_path)
    assert done.returncode == 2
    assert (tmp_path / "x.md").read_text(encoding="utf-8") == "- a\n"
