"""What is not YAML is told in plain words: where, what is wrong, and what to do, as in ``syntax_errors.txt``."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.mapfile.read.read import read
from argmap.model.findings import ReadingRefused

CLAIM = "argmap: 1\ntitle: T\nclaims:\n  a:\n"
ROWS = [
    row.split(" | ")
    for row in Path(__file__).with_name("syntax_errors.txt").read_text(encoding="utf-8").splitlines()
    if row and not row.startswith("#")
]


@pytest.mark.parametrize(("where", "message", "hint", "written"), ROWS, ids=[row[3] for row in ROWS])
def test_what_is_no_yaml_is_told_in_plain_words(where: str, message: str, hint: str, written: str) -> None:
    text = written.replace("/", "\n").replace("\\t", "\t") + "\n"
    with pytest.raises(ReadingRefused) as refused:
        read((text if text[0] in "%a" else CLAIM + text).encode(), "map.yaml")
    found = [one for one in refused.value.findings if one.code == "AM004"]
    told = [(f"{one.place.line}:{one.place.column}", one.message, one.hint) for one in found if one.place]
    assert told == [(where, message, hint)]
