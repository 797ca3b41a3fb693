"""What commands print of one map that uses everything, byte for byte; ``ARGMAP_GOLDEN=write`` writes it anew.

The map, an earlier version of it and the copy of a source are in ``tests/maps``.
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
    "show.txt": f"show {MAP}",
    "fmt.txt": "fmt odd-layout.yaml --diff",
    "check.txt": f"{CHECK} --all --no-color",
    "check-suggestions.txt": f"{CHECK} --suggestions --no-color",
    "check.json": f"{CHECK} --format json",
    "check.github": f"{CHECK} --all --format github",
    "check.rdjson": f"{CHECK} --format rdjson",
    "check.sarif": f"{CHECK} --format sarif",
    "explain.txt": "explain",
    "source-check.txt": f"source check {MAP}",
    "source-check.json": f"source check {MAP} --json",
    "source-show.txt": f"source show {MAP} letter",
    "report.txt": REPORT,
    "report-all.txt": f"{REPORT} --all --grid --ids",
    "report-all.md": f"{REPORT} --all --grid --format markdown",
    "report-all.json": f"{REPORT} --all --grid --format json",
    "report-claim.txt": f"{REPORT} --claim close --cruxes close --tension street --tension speed --stakeholder shops",
    "report-claim.md": f"{REPORT} --claim air --cruxes air --tension street --stakeholder walkers --format markdown",
    "report-claim.json": f"{REPORT} --claim close --cruxes close --tension street --stakeholder shops --format json",
    "whatif.txt": f"whatif {MAP} --reject study --accept keep",
    "whatif.md": f"whatif {MAP} --reject residents --reject keep --reject longer --ids --format markdown",
    "whatif.json": f"whatif {MAP} --reject elsewhere --accept keep --format json",
    "matrix.txt": f"{MATRIX} --all",
    "matrix.csv": f"{MATRIX} --format csv --all",
    "matrix.md": f"{MATRIX} --format markdown --ids",
    "matrix.svg": f"{MATRIX} --format svg --theme light",
    "diff.txt": DIFF,
    "diff.md": f"{DIFF} --format markdown --base-name main --address https://example.org/map --lines 9",
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
