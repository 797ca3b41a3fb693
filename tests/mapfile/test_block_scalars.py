"""Texts over several lines stand in a file line by line, and every reader of YAML reads them back."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from argmap.mapfile.canonical import format, write
from argmap.mapfile.encode import spell_map
from argmap.mapfile.patch.patch import revise
from argmap.mapfile.read.read import read
from argmap.mapfile.scalars import folded, has_unseen, literal
from argmap.model.types import Claim, Map, rebuilt
from tests.examples import examples
from tests.strategies import MULTILINE, maps

LINES = st.text(alphabet=st.sampled_from("ab .:#-'\"|>+\t\n é"), max_size=40)


@examples(300)
@given(LINES, st.integers(1, 12))
def test_a_literal_block_reads_as_its_text(text: str, step: int) -> None:
    laid = literal(text, step, step)
    if laid is not None:
        assert yaml.safe_load("\n".join(["x: " + laid[0], *laid[1:], "y: z"])) == {"x": text, "y": "z"}


@examples(300)
@given(LINES)
def test_a_folded_block_reads_as_its_text(text: str) -> None:
    laid = folded(text, 2)
    if laid is not None:
        assert yaml.safe_load("\n".join(["x: " + laid[0], *laid[1:], "y: z"])) == {"x": text, "y": "z"}


@given(maps())
def test_another_reader_reads_what_is_written(map: Map) -> None:
    assert _without_nothing(yaml.load(write(map), yaml.BaseLoader)) == _without_nothing(spell_map(map))


def _without_nothing(value: Any) -> Any:
    """``value`` with None for what is empty: an entry that says nothing is read as no text at all."""
    if isinstance(value, dict):
        return {name: _without_nothing(each) for name, each in value.items()} or None
    return [_without_nothing(each) for each in value] if isinstance(value, list) else value or None


@given(st.one_of(LINES, st.sampled_from(MULTILINE)).filter(lambda text: text.strip(" \t\n") != ""))
def test_no_line_break_is_written_as_an_escape_that_a_block_can_hold(text: str) -> None:
    written = write(Map(title="T", claims=(Claim(id="a", text="A", note=text),)))
    cannot = (
        has_unseen(text) or not text.rstrip("\n").rpartition("\n")[2].strip(" \t") or re.fullmatch(r"\s.*\n*", text)
    )
    assert ("\\n" not in written.replace("\\\\", "")) or cannot
    assert format(read(written.encode(), "m")) == written


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\nb", ["|-", "  a", "  b"]),
        ("a\nb\n", ["|", "  a", "  b"]),
        ("a\nb\n\n", ["|+", "  a", "  b", ""]),
        ("\na", ["|-", "", "  a"]),
        ("  a\nb", ["|2-", "    a", "  b"]),
        ("\n a", ["|2-", "", "   a"]),
        ("\ta\nb", ["|2-", "  \ta", "  b"]),
        ("a \n  \nb", ["|-", "  a ", "    ", "  b"]),
        (" a\n", None),  # the space is better seen in quotes
        ("a\n ", None),  # the last line would be cut off by whoever trims lines
        ("\n\n", None),  # a block that shows nothing
        ("a\u2028\nb", None),  # cannot be seen
        ("a\r\nb", None),
        ("a\u202e\nb", None),
    ],
)
def test_what_a_literal_block_holds_and_what_not(text: str, lines: list[str] | None) -> None:
    assert literal(text, 2, 2) == lines


HEADERS = st.sampled_from(["|", "|-", "|+", ">", ">-", ">+"])
BLANKS = st.integers(0, 3)
TAILS = st.sampled_from(["", "sources:\n  s:\n    title: S\n"])
NOTED = st.lists(st.tuples(HEADERS, BLANKS), min_size=3, max_size=3)
NOTES = st.lists(st.sampled_from([None, "x", "x\n", "x\n\n", "x\ny\n\n\n"]), min_size=3, max_size=3)


@examples(300)
@given(NOTED, NOTES, st.permutations(range(3)), st.booleans(), TAILS)
def test_notes_change_while_their_claims_move(
    noted: list[tuple[str, int]], notes: list[str | None], order: list[int], keeps: bool, tail: str
) -> None:
    entries = [
        f"  c{number}:\n    text: C\n    note: {header}\n      yes\n" + "\n" * blanks
        for number, (header, blanks) in enumerate(noted)
    ]
    document = read(("argmap: 1\ntitle: T\nclaims:\n" + "".join(entries) + tail).encode(), "m")
    claims = document.map.claims
    moved = tuple(claims[place] if keeps else replace(claims[place], note=notes[place]) for place in order)
    target = rebuilt(document.map, claims=moved)
    assert read(revise(document, target).text.encode(), "m").map == target
