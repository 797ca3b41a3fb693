"""A user's script is type-checked against the installed package: right names pass, and a wrong one is seen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

SCRIPT = """\
import argmap

map: argmap.Map = argmap.load("map.yaml")
claim: argmap.Claim = map.claim("lock-in")
edited: argmap.Map = map.add_claim("Another.", supports=claim.id).set_position("another", "dsit", "agrees")
argmap.save(edited)
findings: list[argmap.Finding] = argmap.check(edited)
words: str = argmap.diff(map, edited).to_text() + argmap.report(map, "gaps").to_markdown()
merged: argmap.Map = argmap.merge(map, edited, map).map
picture: bytes = argmap.render(merged, "svg", focus="lock-in", theme="dark")
try:
    argmap.loads("nothing")
except argmap.MapError as error:
    print(error, [finding.message for finding in error.findings])
"""

WRONG = [
    ('argmap.laod("map.yaml")', "laod"),
    ('argmap.load("map.yaml").add_clam("x")', "add_clam"),
    ('argmap.load("map.yaml").claims[0].txet', "txet"),
    ('argmap.load("map.yaml").set_position("a", "b", "agree")', "agree"),
    ('argmap.render(argmap.load("map.yaml"), picture="matrx")', "matrx"),
    ('argmap.report(argmap.load("map.yaml"), "gap")', "gap"),
]


def type_checked(script: str, folder: Path) -> tuple[int, str]:
    file = folder / "script.py"
    file.write_text(script, encoding="utf-8")
    cache = ROOT / ".mypy_cache" / "scripts"
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file", "", "--cache-dir", str(cache), str(file)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout


def test_a_script_with_right_names_passes(tmp_path: Path) -> None:
    assert type_checked(SCRIPT, tmp_path) == (0, "Success: no issues found in 1 source file\n")


def test_wrong_names_are_seen_each_on_its_line(tmp_path: Path) -> None:
    code, said = type_checked("import argmap\n" + "".join(f"{line}\n" for line, _ in WRONG), tmp_path)
    assert code == 1
    for number, (_, word) in enumerate(WRONG, 2):
        assert any(line.startswith(f"script.py:{number}: error:") and word in line for line in said.splitlines()), (
            said
        )


@pytest.mark.parametrize("name", ["laod", "cli_main"])
def test_a_wrong_name_is_an_attribute_error_at_run_time(name: str) -> None:
    import argmap

    with pytest.raises(AttributeError, match=f"module 'argmap' has no attribute '{name}'"):
        getattr(argmap, name)
