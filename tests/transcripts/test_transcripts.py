"""What commands print of one large map that uses every field of the format, and what they refuse, word for word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from argmap.mapfile.fields import RECORDS
from tests.golden import kept
from tests.transcripts.transcript import HERE, LAKE, played

FILES = sorted(HERE.glob("*.txt"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_commands_print_what_they_printed(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")
    for name in ("STATE", "CONFIG"):
        monkeypatch.setenv(f"ARGMAP_{name}_HOME", str(tmp_path / name))
    for name in ("NO_COLOR", "LINES", "FORCE_COLOR", "PAGER"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "lake").mkdir()
    today = played(file.read_text(encoding="utf-8"), tmp_path / "lake")
    assert today == kept(file, today)


def test_the_map_uses_every_field() -> None:
    text = (LAKE / "lake.yaml").read_text(encoding="utf-8")
    written = set(re.findall(r"([a-z_0-9]+):", text))
    assert [field.name for record in RECORDS for field in record.fields if field.name not in written] == []
