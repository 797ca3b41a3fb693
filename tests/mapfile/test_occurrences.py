"""Where ids are written: every reference of a map is found, at text that says so."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from argmap.mapfile.document import Document
from argmap.mapfile.occurrences import Occurrence, layout, place_of
from argmap.mapfile.read.read import read
from argmap.model.references import references, things_in
from argmap.model.types import Map
from tests.examples import examples
from tests.mapfile.layouts import laid_out
from tests.strategies import maps


def occurrences(document: Document) -> list[tuple[str, Occurrence]]:
    return [(block.text[one.start : one.end], one) for block in document.blocks for one in layout(block).occurrences]


@examples(60)
@given(maps(), st.integers(0, 2**32).map(Random))
def test_every_reference_and_definition_is_found(map: Map, random: Random) -> None:
    found = occurrences(read(laid_out(map, random), "map.yaml"))
    said = {(one.path, one.thing) for _, one in found if not one.defines}
    assert {(reference.at, reference.to) for reference in references(map)} <= said
    assert {one.thing for _, one in found if one.defines} == things_in(map)


@examples(60)
@given(maps(), st.integers(0, 2**32).map(Random))
def test_each_is_where_its_name_is_written(map: Map, random: Random) -> None:
    document = read(laid_out(map, random), "map.yaml")
    for text, one in occurrences(document):
        if one.thing[0] != "tags" and not (one.thing[0] == "reasons" and one.defines):
            assert "".join(one.thing[-1].split()) in "".join(text.split())


@examples(60)
@given(maps(), st.integers(0, 2**32).map(Random))
def test_a_path_is_where_findings_say(map: Map, random: Random) -> None:
    """A finding's place is that of the name or item which the layout has for its path."""
    document = read(laid_out(map, random), "map.yaml")
    for start, block in zip(document.starts, document.blocks, strict=False):
        first = {one.path: one for one in reversed(layout(block).written)}  # a tag may be written twice
        for path, one in first.items():
            if block.part is not None:
                assert document.lines.place(start + one.start) == place_of(document, path)
