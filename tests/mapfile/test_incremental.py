"""Reading after an edit: the same as reading everything, and only what is around the edit is read."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.mapfile.canonical import write
from argmap.mapfile.document import Block, Document
from argmap.mapfile.edits import Splice
from argmap.mapfile.read.incremental import reread, reread_around
from argmap.mapfile.read.read import read
from argmap.model.findings import ReadingRefused
from argmap.model.types import Map
from tests.examples import examples
from tests.mapfile.layouts import laid_out
from tests.small_maps import HELD
from tests.strategies import maps

TYPED = (
    "", "", "x", " ", "\n", "\n\n", "#", "# note\n", "  # note\n", "    # deep\n", ":", "- ", '"', "'", "|", "[", "{",
    "  new:\n    text: New.\n", "  a:\n    text: A.\n", "    note: More.\n", "claims:\n", "\r\n", "\u2028", "?", "? ",
    "&a ", "\U0001f600", "tags: [x]", "---\n", "\t", "text", "    supports:\n      - a\n",
    '    note: "a\\u0007b"\n', '    note: "a\\u202Eb"\n',
)  # fmt: skip


def outcome(again: object) -> object:
    """All that can be told of a document, or why it is none."""
    if isinstance(again, Document):
        return again.map, [unplaced(block) for block in again.blocks], again.findings, again.bom
    assert isinstance(again, ReadingRefused)
    return again.findings


def unplaced(block: Block) -> Block:
    """A block without the places that its warnings had when it was read: those of the document are told anew."""
    return block._replace(warnings=tuple((at, finding.at(None)) for at, finding in block.warnings))


def attempt(document: Document, edit: Splice) -> object:
    try:
        return reread(document, edit)
    except ReadingRefused as refused:
        return refused


def whole(document: Document, edit: Splice) -> object:
    text = document.text[: edit.start] + edit.text + document.text[edit.end :]
    try:
        return read((b"\xef\xbb\xbf" if document.bom else b"") + text.encode(), document.file)
    except ReadingRefused as refused:
        return refused


def typed_somewhere(text: str, random: Random) -> Splice:
    start = random.randrange(len(text) + 1)
    if random.random() < 0.3:
        start = text.rfind("\n", 0, start) + 1
    length = random.choice((0, 0, 0, 1, 1, 2, 5, 30))
    return Splice(start, min(start + length, len(text)), random.choice(TYPED))


@examples(100)
@given(maps(), st.integers(0, 2**32).map(Random))
def test_rereading_is_reading(map: Map, random: Random) -> None:
    document = read(laid_out(map, random), "map.yaml")
    for _ in range(12):
        edit = typed_somewhere(document.text, random)
        again = attempt(document, edit)
        assert outcome(again) == outcome(whole(document, edit))
        if isinstance(again, Document):
            document = again


PAGE = """\
argmap: 1
title: A street
stakeholders:
  # everybody
  shops:
    name: The shops

  walkers: {name: Walkers}
# below
claims:

  # main
  close:
    text: |
      Close it.
  air:
    text: Clean.
    supports: [close]
    # of air
  custom:
    text: Less custom.
  longer: {text: Longer stays.}
  loud:
    text: Loud.
  # at the end
"""


@pytest.mark.parametrize("line", range(len(PAGE.splitlines())))
def test_whatever_is_typed_at_a_line_rereading_is_reading(line: int) -> None:
    document = read(PAGE.encode(), "map.yaml")
    start = sum(map(len, PAGE.splitlines(keepends=True)[:line]))
    end = PAGE.index("\n", start)
    for typed in (*TYPED, "  shops:\n    text: S.\n", "  ", "    text: |", "claims:", "close:"):
        for edit in (Splice(start, start, typed), Splice(end, end, typed), Splice(start, end + 1, typed)):
            assert outcome(attempt(document, edit)) == outcome(whole(document, edit)), edit


@pytest.mark.parametrize("typed", ["x", "\n    note: Ask.", " # checked"])
def test_only_what_is_around_an_edit_is_new(typed: str) -> None:
    document = read(HELD.encode(), "map.yaml")
    at = HELD.index("Shops lose custom.") + len("Shops lose custom.")
    again = reread(document, Splice(at, at, typed))
    changed = [new.key for old, new in zip(document.blocks, again.blocks, strict=True) if new is not old]
    assert changed == [("claims", "custom")]
    assert again.map.claims[0] is document.map.claims[0]


def test_an_edit_of_one_claim_reads_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the whole file was read")

    document = read(write(read(HELD.encode(), "map.yaml").map).encode(), "map.yaml")
    monkeypatch.setattr("argmap.mapfile.read.incremental.read", refuse)
    for word in ("Close the street", "Shops lose", "Walkers stay"):
        at = document.text.index(word)
        document = reread(document, Splice(at, at + len(word), word[::-1]))
        assert word[::-1] in document.text


def test_what_is_wrong_in_an_entry_is_told_at_its_place_before_the_whole_text_is_read() -> None:
    document = read(PAGE.encode(), "map.yaml")
    at = PAGE.index("Less custom.")
    found = reread_around(document, Splice(at, at + 4, "Less: much"))
    assert isinstance(found, ReadingRefused)
    assert found.findings == outcome(whole(document, Splice(at, at + 4, "Less: much")))
