"""Each measurement runs to its end and prints its figures, on maps so small that it is quick. No figure is judged."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.needs import require

BENCHES = Path(__file__).parent
NUMBER = r"\s+[\d.]+"
TWO_TASKS = ("change a stance", "move a branch")
SMALL: dict[str, tuple[list[str], list[str]]] = {
    "check": (["60", "1"], [r"reading [\d.]+ s; all \d+ rules [\d.]+ s: [\d.]+x reading", r"slowest: \S+ \d+ ms",
                            r"clock: .* \d+ ms; argmap check \d+ ms: [\d.]+x", r"processor: .*: [\d.]+x"]),
    "compare": (["60", "3"], [r"reading one takes \d+ ms", *(rf"{name}{NUMBER} ms{NUMBER} x reading"
                              for name in ("diff", "diff with consequences", "all that is told", "merge")),
                              r"comment +\d+ lines for \d+ changes"]),
    "editor": (["60", "--times", "1", "--rest", "0.05"],
               [r"first text in [\d.]+ s here \([\d.]+ before, [\d.]+ after\)", r"scaled figures are [\d.]+ times",
                r"first text\s+[\d.]+ s", *(rf"  {name}{NUMBER} /{NUMBER} ms   scaled{NUMBER} /{NUMBER}" for name in
               ("move", "page", "brief", "fold", "flip", "undo", "add", "edit", "filter", "what-if", "flip, asked",
                "matrix")), rf"memory{NUMBER} MB when opened"]),
    "evidence": (["40", "1"], [r"reading and checking the map \d+ ms; totals", r"searched \d+ ms: [\d.]+x"]),
    "export": (["10"], [r"import pydantic, yaml': [\d.]+ s", rf"10 +1\.0 \|{NUMBER}{NUMBER}{NUMBER} \|",
                        rf"10 +1\.5 \|{NUMBER}{NUMBER}{NUMBER} \|"]),
    "import": (["30", "40"], [rf"{what} of \d+ claims: reading the map{NUMBER} ms, import{NUMBER}x, into the map"
               for what in ("discussion", "sheet")]),
    "keys": ([*TWO_TASKS], [rf"{task}\s+\d keys   goal \d   met" for task in TWO_TASKS]),
    "layout": (["10"], [rf"10 argmap(?:{NUMBER}){{7}}\s+\d+%(?:\s+\d+%){{4}}",
                        rf"10 dot(?:{NUMBER}){{7}}\s+\d+%(?:\s+\d+%){{4}}"]),
    "lsp": (["40"], [rf"{act}{NUMBER} ms \([\d.]+x\)" for act in ("first findings", "findings after a key",
            "hover", "rename", "outline", "a key that breaks it", "completion")]),
    "page": (["80"], [rf"{act}{NUMBER}\n" for act in ("open the page", "zoom in", "fold all",
             "end the search")]),
    "session": (["120"], [rf"{act}{NUMBER}" for act in ("set text", "flip", "rename id", "delete a branch", "fold",
                          "filter by one word", "diagram, 30 boxes")]),
    "status": (["60"], [rf"{what}{NUMBER} [sx]  \(limit" for what in ("read the file", "of 200 what-ifs",
                          "cruxes of claim-0", "3 reasons each: cruxes")]),
    "text": (["50"], [rf"{what}{NUMBER} ms" for what in ("read, checks, model, index", "PyYAML CSafeLoader",
                      "edit and proof", "fmt, all to do", "aliases", "binary")]),
}  # fmt: skip
"""By bench: arguments that make it small, and patterns of the figures that it prints."""

CASES = [
    *(pytest.param(name, arguments, id=name) for name, (arguments, _) in SMALL.items()),
    pytest.param("keys", [], id="keys of every task", marks=pytest.mark.slow),
]

NEEDS = {"page": "chromium", "layout": "dot"}


def test_every_bench_is_run() -> None:
    assert {path.stem.removeprefix("bench_") for path in BENCHES.glob("bench_*.py")} == set(SMALL)


@pytest.mark.parametrize(("name", "arguments"), CASES)
def test_a_bench_prints_its_figures(name: str, arguments: list[str], tmp_path: Path) -> None:
    if name in NEEDS:
        require(NEEDS[name])
    if name in {"editor", "keys"} and os.name != "posix":
        pytest.skip("measures on a pseudo-terminal")
    _, figures = SMALL[name]
    command = [sys.executable, str(BENCHES / f"bench_{name}.py"), *arguments]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.stderr == ""
    # The bench of status exits with 1 when a figure is over its limit, which on a busy machine says nothing.
    assert done.returncode in ({0, 1} if name == "status" else {0})
    for figure in figures:
        assert re.search(figure, done.stdout), f"{figure} in:\n{done.stdout}"
