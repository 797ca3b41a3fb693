"""``argmap completion``: each shell that is here offers what may come next."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

import pytest

from argmap.cli.completion import SHELLS
from argmap.cli.main import COMMANDS, HIDDEN, main

OFFERED = {
    "argmap exp": ["explain", "export"],
    "argmap mer": ["merge"],
    "argmap git ": ["install", "status", "uninstall"],
    "argmap git install --gl": ["--global"],
    "argmap check --format s": ["sarif"],
    "argmap export --them": ["--theme"],
    "argmap show ma": ["map one.yaml", "maps"],
    "argmap export -o ma": ["map one.yaml", "maps"],
    "argmap check --copies ma": ["maps"],
}
"""What is typed -> what is offered."""

BASH = """
COMP_WORDS=({words}); COMP_CWORD={last}; {function}
printf '%s\\n' "${{COMPREPLY[@]}}" =
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a map and a folder."""
    (tmp_path / "map one.yaml").touch()
    (tmp_path / "maps").mkdir()
    return tmp_path


def script_in(folder: Path, shell: str, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["completion", shell]) == 0
    file = folder / "argmap.script"
    file.write_text(capsys.readouterr().out, encoding="utf-8")
    return file


def offers(command: list[str], folder: Path) -> list[list[str]]:
    """What a shell printed, in the parts that lines with '=' end."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stderr == ""
    parts = done.stdout.split("=\n")[:-1]
    return [sorted(line.partition("\t")[0].rstrip("/") for line in part.splitlines() if line) for part in parts]


@pytest.mark.needs("bash")
def test_bash(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = script_in(folder, "bash", capsys)
    asked = ""
    for typed in OFFERED:
        words = [*typed.split(), *([""] if typed.endswith(" ") else [])]
        asked += BASH.format(words=shlex.join(words), last=len(words) - 1, function="_shtab_argmap")
    found = offers(["bash", "--norc", "-c", f"source {script.name}\n{asked}"], folder)
    assert dict(zip(OFFERED, found, strict=True)) == OFFERED


@pytest.mark.needs("fish")
def test_fish(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = script_in(folder, "fish", capsys)
    asked = "".join(f"complete -C {shlex.quote(typed)}\necho =\n" for typed in OFFERED)
    found = offers(["fish", "--no-config", "-c", f"source {script.name}\n{asked}"], folder)
    assert dict(zip(OFFERED, found, strict=True)) == OFFERED


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_names_every_command(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert [name for name in COMMANDS if name not in script] == sorted(HIDDEN)
