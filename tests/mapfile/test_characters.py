"""One answer for every character: written as itself or as an escape, and whichever command is asked."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import pytest

from argmap.cli import check, fmt
from argmap.cli.export import command
from argmap.mapfile.canonical import write
from argmap.mapfile.read.read import read
from argmap.mapfile.scalars import check_writable
from argmap.model.characters import INVISIBLE, ONLY_ESCAPED, REFUSED, REORDERING
from argmap.model.findings import MapError, ReadingRefused
from argmap.tui.widgets.text_entry import typeable

HEAD = 'argmap: 1\ntitle: T\nclaims:\n  c1:\n    text: "'
ODD = [
    char
    for char in map(chr, range(sys.maxunicode + 1))
    if unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp", "Zs"} or REFUSED.match(char)
]
"""Every control, format and separator character, and what is no character; halves of characters included."""


def escape(char: str) -> str:
    return f"\\U{ord(char):08X}"


def codes(written: str) -> set[str]:
    try:
        found = read(f'{HEAD}a{written}b"\n'.encode(errors="surrogatepass"), "map.yaml").findings
    except ReadingRefused as refused:
        found = refused.findings
    return {one.code for one in found}


def is_surrogate(char: str) -> bool:
    return unicodedata.category(char) == "Cs"


def test_what_is_looked_at_is_all_there_is() -> None:
    assert len(ODD) > 2300
    assert sum(map(is_surrogate, ODD)) == 2048


def test_reading_gives_one_answer_for_a_character_and_its_escape() -> None:
    for char in ODD:
        if is_surrogate(char) or ONLY_ESCAPED.match(char) or char in "\n\t":
            continue
        wanted = {"AM002"} if REFUSED.match(char) else {"AM030"} if REORDERING.match(char) else set()
        assert codes(char) == wanted, escape(char)
        assert codes(escape(char)) == wanted, escape(char)


def test_ends_of_lines_that_not_all_programs_know_are_written_as_escapes() -> None:
    for char in ODD:
        if ONLY_ESCAPED.match(char):
            assert codes(char) in ({"AM023"}, {"AM024"})
            assert codes(escape(char)) == set()
            document = read(f'{HEAD}a{escape(char)}b"\n'.encode(), "map.yaml")
            assert document.map.claims[0].text == f"a{char}b"
            assert char not in write(document.map)
            assert read(write(document.map).encode(), "map.yaml").map == document.map


def test_halves_of_characters_are_refused_in_every_way() -> None:
    assert codes("\ud800") == {"AM001"}
    assert codes("\\ud800") == {"AM004"}


def test_what_cannot_be_read_cannot_be_written_or_typed() -> None:
    for char in ODD:
        typed, left_out = typeable(f"a{char}b", lines=True)
        if REFUSED.match(char):
            assert (typed, left_out) == ("ab", 1), escape(char)
            with pytest.raises(MapError, match=r"no map may hold"):
                check_writable(f"a{char}b")
        else:
            check_writable(f"a{char}b")
            check_writable(typed)
            assert REORDERING.match(char) or len(typed) == 3, escape(char)


ASKED = ["\0", "\x07", "\x1b", "\x7f", "\x9b", "\ufeff", "\ufffe", "\ufdd0", "\U0001ffff"]


@pytest.mark.parametrize("char", ASKED, ids=lambda char: f"U+{ord(char):04X}")
@pytest.mark.parametrize("written", [str, escape], ids=["raw", "escaped"])
def test_every_command_refuses_it(
    char: str, written: type[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "map.yaml"
    data = f'{HEAD}a{written(char)}b"\n'.encode()
    file.write_bytes(data)
    for main, argv in ((check.main, []), (fmt.main, []), (command.main, ["-o", "-", "--format", "txt"])):
        assert main([str(file), *argv]) == 2
        printed = capsys.readouterr()
        assert f"U+{ord(char):04X}" in printed.out + printed.err
        assert "AM002" in printed.out + printed.err
    assert file.read_bytes() == data


def test_every_invisible_character_is_held_and_shown_by_the_check() -> None:
    for char in ODD:
        if INVISIBLE.fullmatch(char) and not REFUSED.match(char):
            document = read(f'{HEAD}a{char}b"\n'.encode(), "map.yaml")
            assert document.map.claims[0].text == f"a{char}b"
