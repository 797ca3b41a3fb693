"""Characters of word processors that only look like signs of YAML are named, and it is said what to type."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from argmap.cli.check import main
from argmap.mapfile.read.read import read
from argmap.model.characters import named
from argmap.model.findings import ReadingRefused
from argmap.model.impostors import IMPOSTOR, advice_on, as_typed

ROWS = [
    row
    for row in (Path(__file__).parent / "impostors.txt").read_text(encoding="utf-8").splitlines()
    if row and not row.startswith("#")
]
HEAD = "argmap: 1\ntitle: T\nclaims:\n  c1:\n    text: a\n"


def file_of(written: str) -> str:
    text = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), written).replace("\\t", "\t")
    return HEAD + "".join(line[1:] + "\n" if line[0] == "^" else f"  {line}\n" for line in text.split("/"))


@pytest.mark.parametrize("row", ROWS)
def test_the_character_is_named_and_what_to_type(
    row: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where, message, hint, written = row.split(" | ")
    code, place = where.split()
    file = tmp_path / "map.yaml"
    file.write_bytes(file_of(written).encode())
    assert main([str(file), "--select", "AM0,AM101,AM102"]) in {1, 2}
    shown = capsys.readouterr().out
    found = re.findall(rf"^{re.escape(str(file))}:(\d+:\d+): error (AM\d+): (.*)$", shown, re.MULTILINE)
    assert [(one[1], one[0]) for one in found] == [(code, place)]
    assert message in found[0][2]
    assert hint in shown


def test_every_item_of_a_list_is_named() -> None:
    text = HEAD + "  c2:\n    text: b\n    supports:\n" + "      • c1\n" * 3
    with pytest.raises(ReadingRefused) as refused:
        read(text.encode(), "map.yaml")
    assert [(one.code, one.place and one.place.line) for one in refused.value.findings] == [
        ("AM033", line) for line in (9, 10, 11)
    ]


def test_prose_with_such_characters_is_left_alone() -> None:
    prose = "  c2:\n    text: “Yes” – he said… • one ： two → three\n"
    prose += "    note: |\n      – one\n      • two：\n      “a”: b\n"
    assert read((HEAD + prose).encode(), "map.yaml").map.claims[1].text.startswith("“Yes” – he said…")
    # A fault elsewhere draws no attention to it.
    with pytest.raises(ReadingRefused) as refused:
        read((HEAD + prose + "  c3:\n    text: x\n    wrong: y\n    tags: []\n").encode(), "map.yaml")
    assert [one.code for one in refused.value.findings] == ["AM012"]


def test_every_impostor_has_a_name_and_advice() -> None:
    impostors = [char for char in map(chr, range(0x10000)) if IMPOSTOR.match(char)]
    assert len(impostors) > 100
    for char in impostors:
        assert re.fullmatch(r"an? [a-z0-9 -]+ \(.+\)", named(char)), char
        assert advice_on(char)
        assert as_typed(char).isascii()
