"""What is offered while a map is written, in a text that is rarely YAML at that moment."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol.types import CompletionItem, Position, Range
from lsprotocol.types import TextDocumentContentChangePartial as Partial

from argmap.lsp.completion import MOST, completion
from argmap.lsp.open_map import OpenMap
from argmap.lsp.positions import EditedText
from argmap.mapfile.canonical import write
from argmap.model.types import Claim, Map
from tests.lsp.dispute import DISPUTE, SOURCES

MARK = "\u2038"
TABLE = Path(__file__).with_name("completions.txt").read_text(encoding="utf-8").splitlines()
CASES = [tuple(line.split(" ->", 1)) for line in TABLE if line and not line.startswith("#")]


def offered(text: str) -> list[CompletionItem]:
    """What is offered at the mark in a text that was sound before the line of the mark was written."""
    before, mark, after = text.partition(MARK)
    assert mark
    open_map = OpenMap("map.yaml", EditedText(DISPUTE + SOURCES))
    end = open_map.text.position(len(DISPUTE + SOURCES))
    open_map.change([Partial(range=Range(Position(0, 0), end), text=before + after)])
    position = EditedText(before + after).position(len(before))
    return completion(open_map, position).items


@pytest.mark.parametrize(("lines", "wanted"), CASES, ids=[case[0].strip() for case in CASES])
def test_what_is_offered(lines: str, wanted: str) -> None:
    labels = [item.label for item in offered(SOURCES + DISPUTE + lines.replace(";", "\n"))]
    expected = [name.strip() for name in wanted.split(",") if name.strip()]
    assert labels[: len(expected)] == expected
    assert bool(labels) == bool(expected)


def test_an_id_is_offered_with_its_text_and_replaces_what_is_typed() -> None:
    item, *_ = offered(DISPUTE + f"  new:\n    supports:\n      - clos{MARK}")
    assert item.detail == "Close the street"
    assert item.text_edit is not None and item.text_edit.new_text == "close"
    line = (DISPUTE + "  new:\n    supports:\n").count("\n")
    edit = item.text_edit
    assert (edit.range.start, edit.range.end) == (Position(line, 8), Position(line, 12))  # type: ignore[union-attr]


def test_of_thousands_some_are_offered_and_typing_finds_the_others() -> None:
    map = Map(title="T", claims=tuple(Claim(id=f"c{place}", text=f"Text {place}.") for place in range(3000)))
    text = write(map) + "    supports: ["
    open_map = OpenMap("map.yaml", EditedText(write(map)))
    last = open_map.text.position(len(open_map.text.text))
    open_map.change([Partial(range=Range(Position(0, 0), last), text=text)])
    found = completion(open_map, EditedText(text).position(len(text)))
    assert len(found.items) == MOST
    assert found.is_incomplete
