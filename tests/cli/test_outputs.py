"""Pictures of one map that uses everything, and what programs read of it, byte for byte.

The map, an earlier version of it and the copy of a source are in ``tests/maps``. What people read of a map is kept in
``tests/transcripts``. ``ARGMAP_GOLDEN=write`` writes all anew.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from argmap.cli.main import main
from tests.golden import kept

OUTPUTS = Path(__file__).with_name("outputs")
MAPS = Path(__file__).parents[1] / "maps"

MAP = "everything.yaml"
CHECK = f"check {MAP} --today 2026-01-01 --config none"
DIFF = f"diff everything-before.yaml {MAP}"
REPORT = f"report {MAP}"
EXPORT = f"export {MAP} -o -"
MATRIX = f"matrix {MAP}"

COMMANDS = {
    "check.json": f"{CHECK} --format json",
    "check.rdjson": f"{CHECK} --format rdjson",
    "check.sarif": f"{CHECK} --format sarif",
    "explain.txt": "explain",
    "source-check.json": f"source check {MAP} --json",
    "report-all.json": f"{REPORT} --all --grid --format json",
    "matrix.svg": f"{MATRIX} --format svg --theme light",
    "diff.json": f"{DIFF} --format json",
    "diff.svg": f"{DIFF} --format svg --theme print",
    "export.argdown": f"{EXPORT} --format argdown",
    "export.csv": f"{EXPORT} --format csv",
    "export.aif.json": f"{EXPORT} --format aif",
    "export.opml": f"{EXPORT} --format opml",
    "export.graphml": f"{EXPORT} --format graphml",
    "export.edges.csv": f"{EXPORT} --format edges",
    "export.annotations.json": f"{EXPORT} --format annotations",
    "export.json": f"{EXPORT} --format json",
    "export.md": f"{EXPORT} --format md",
    "export.txt": f"{EXPORT} --format txt",
    "export.mmd": f"{EXPORT} --format mermaid --status",
    "export.svg": f"{EXPORT} --quotes --status --theme dark",
    "export-focus.svg": f"{EXPORT} --focus custom --depth 1 --theme print",
    "network.svg": f"{EXPORT} --picture network",
    "network.md": f"{EXPORT} --picture network --format md",
    "network.json": f"{EXPORT} --picture network --format json",
    "network.graphml": f"{EXPORT} --picture network --format graphml",
    "coverage.svg": f"{EXPORT} --picture coverage",
    "coverage.txt": f"{EXPORT} --picture coverage --format txt",
    "coverage.json": f"{EXPORT} --picture coverage --format json",
    "grid.svg": f"{EXPORT} --picture grid",
    "grid.md": f"{EXPORT} --picture grid --format md",
    "brief.svg": f"{EXPORT} --picture brief --quotes --depth all",
}


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(MAPS)
    monkeypatch.setenv("COLUMNS", "100")


@pytest.mark.parametrize("name", COMMANDS)
def test_prints_what_it_printed(name: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    code = main(COMMANDS[name].split())
    out, err = capsysbinary.readouterr()
    text = re.sub(rb"(?m)^(.*\bversion\b.*?)\d+\.\d+\.\d+(?:\.?\w+)?", rb"\1VERSION", out)
    printed = b"%s\nexit code %d\n%s" % (COMMANDS[name].encode(), code, err) + text
    assert printed.decode() == kept(OUTPUTS / name, printed.decode())


def test_nothing_is_kept_that_no_command_prints() -> None:
    assert {file.name for file in OUTPUTS.iterdir()} == set(COMMANDS)
