"""``argmap fmt``, ``argmap rename`` and ``argmap schema``."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from argmap.cli.main import main

ROOT = Path(__file__).parents[2]
UNTIDY = (
    "# mine\ntitle:   'T'\nargmap: 1\nclaims:\n    b: {text: Two., supports: [a]} # why\n    a:\n        text: One.\n"
)
TIDY = (
    "# mine\nargmap: 1\ntitle: T\n\nclaims:\n  b:  # why\n"
    "    text: Two.\n    supports:\n      - a\n  a:\n    text: One.\n"
)


@pytest.fixture
def untidy(tmp_path: Path) -> Path:
    path = tmp_path / "map.yaml"
    path.write_text(UNTIDY)
    return path


def test_fmt_lays_out_in_place_and_then_has_nothing_to_do(untidy: Path) -> None:
    assert main(["fmt", "--check", str(untidy)]) == 1
    assert untidy.read_text() == UNTIDY
    assert main(["fmt", str(untidy)]) == 0
    assert untidy.read_text() == TIDY
    assert main(["fmt", "--check", str(untidy)]) == 0


def test_fmt_shows_a_diff_and_changes_nothing(untidy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fmt", "--diff", str(untidy)]) == 1
    assert "+    supports:" in capsys.readouterr().out
    assert untidy.read_text() == UNTIDY


def test_fmt_refuses_what_is_no_map(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "map.yaml"
    path.write_text("argmap: 1\n")
    assert main(["fmt", str(path), str(tmp_path / "none.yaml")]) == 2
    assert "AM013" in capsys.readouterr().err


def test_rename_follows_every_reference_and_touches_no_other_line(untidy: Path) -> None:
    assert main(["rename", str(untidy), "a", "first"]) == 0
    assert untidy.read_text() == UNTIDY.replace("[a]", "[first]").replace("    a:", "    first:")


def test_options_may_stand_between_files(untidy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fmt", str(untidy), "--check", str(untidy)]) == 1
    assert capsys.readouterr().out.count("would be reformatted") == 2


@pytest.mark.skipif(os.name != "posix", reason="links that go in a circle")
@pytest.mark.parametrize("command", ["check", "fmt", "log", "show"])
def test_links_in_a_circle_are_a_sentence(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "loop.yaml"
    path.symlink_to(path)
    assert main([command, str(path)]) == 2
    assert capsys.readouterr().err.startswith("argmap: ")


CLOSED = [
    ("fmt - <&-", 2),
    ("check - <&-", 2),
    ("show map.yaml >&-", 0),
    ("fmt --check map.yaml >&-", 1),
    ("fmt no.yaml 2>&-", 2),
]


@pytest.mark.skipif(os.name != "posix", reason="a POSIX shell")
@pytest.mark.parametrize(("command", "code"), CLOSED)
def test_closed_streams_are_answered_without_a_traceback(untidy: Path, command: str, code: int) -> None:
    run = f'exec "$0" -c "from argmap.__main__ import run; run()" {command}'
    done = subprocess.run(
        ["sh", "-c", run, sys.executable], cwd=untidy.parent, capture_output=True, text=True, check=False
    )
    assert (done.returncode, "Traceback" in done.stderr) == (code, False)
    assert ("Standard input is closed" in done.stderr) == ("<&-" in command)


def test_rename_refuses_in_a_sentence(untidy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rename", str(untidy), "a", "b"]) == 2
    assert main(["rename", str(untidy), "a", "a"]) == 2
    assert main(["rename", str(untidy), "zzz", "c"]) == 2
    assert untidy.read_text() == UNTIDY
    assert "zzz" in capsys.readouterr().err


def test_the_sample_map_is_laid_out_canonically() -> None:
    assert main(["fmt", "--check", str(ROOT / "maps/uk_openai.yaml")]) == 0
