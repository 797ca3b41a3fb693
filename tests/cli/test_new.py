"""``argmap new`` begins a map in a file that does not exist yet or is empty, and in no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.cli.main import main
from argmap.exit_codes import ExitCode
from argmap.mapfile.read.read import read


def test_an_empty_file_becomes_a_map(tmp_path: Path) -> None:
    file = tmp_path / "ferry.yaml"
    file.touch()
    assert main(["new", str(file), "--title", "The ferry"]) == ExitCode.FINE
    assert read(file.read_bytes(), "ferry.yaml").map.title == "The ferry"


def test_a_file_with_a_byte_in_it_stays_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "ferry.yaml"
    file.write_bytes(b"\n")
    assert main(["new", str(file)]) == ExitCode.COULD_NOT_RUN
    assert file.read_bytes() == b"\n"
    assert "already exists. Choose another name." in capsys.readouterr().err
