"""Files before and after they are laid out: each folder of ``formats/`` holds one, byte for byte."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from argmap.mapfile.canonical import format
from argmap.mapfile.read.read import read
from tests.mapfile.comments import comments_in

FORMATS = Path(__file__).parent / "formats"
TABLE = re.findall(r"^\| `([a-z-]+)` \| .+ \|$", (FORMATS / "README.md").read_text("utf-8"), re.MULTILINE)


def test_the_table_names_every_folder_once() -> None:
    assert sorted(TABLE) == sorted(path.name for path in FORMATS.iterdir() if path.is_dir())


@pytest.mark.parametrize("name", TABLE)
def test_a_file_is_laid_out_byte_for_byte(name: str) -> None:
    before = read((FORMATS / name / "before.yaml").read_bytes(), "before.yaml")
    after = (FORMATS / name / "after.yaml").read_bytes()
    assert format(before).encode().decode() == after.decode()
    again = read(after, "after.yaml")
    assert again.map == before.map
    assert comments_in(again.text) == comments_in(before.text)
    assert format(again) == again.text
