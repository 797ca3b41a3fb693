"""What a selection shows, and what is below what in the outline, is the same in every output."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.draw.scene.builder import build_scene
from argmap.draw.writers.text import listing
from argmap.interchange.outline.opml import write_opml
from argmap.mapfile.read.read import read
from argmap.model.index import Index
from argmap.model.types import Map
from argmap.session.outline.outline import Outline
from argmap.views import selection
from argmap.views.outline.build import outline
from argmap.views.selection import Selection, cut
from tests.edit.written import written
from tests.strategies import maps
from tests.views.test_main_claims import COMMITTED, UNREAD

Line = tuple[int, str | None, bool]
"""The depth of a line, its claim (None for a tension or a side), and whether it is the claim's line in full."""

Parents = dict[str, str | None]
"""A claim -> the claim that it is below where it is in full, if any."""


def parents(lines: Iterable[Line]) -> Parents:
    above: list[tuple[int, str | None]] = []
    found: Parents = {}
    for depth, claim_id, in_full in lines:
        while above and above[-1][0] >= depth:
            above.pop()
        if claim_id is not None and in_full:
            assert claim_id not in found
            found[claim_id] = next((one for _, one in reversed(above) if one is not None), None)
        above.append((depth, claim_id))
    return found


def in_outline(index: Index) -> Iterator[Line]:
    for entry in outline(index):
        is_claim = entry.role not in {"tension", "side"} and entry.id in index.claims
        yield entry.depth, entry.id if is_claim else None, entry.elsewhere is None


def in_editor(index: Index) -> Iterator[Line]:
    rows = Outline.build(index)
    for row in (rows.row(number) for number in range(len(rows))):
        yield row.depth, row.claim_id, row.kind == "claim"


def in_opml(index: Index) -> Iterator[Line]:
    body = ElementTree.fromstring(write_opml(index)).find("body")
    assert body is not None
    waiting = [(0, element) for element in reversed(body)]
    while waiting:
        depth, element = waiting.pop()
        kind = element.get("type")
        yield depth, element.get("id") if kind in {"claim", "reference"} else None, kind == "claim"
        waiting += [(depth + 1, inner) for inner in reversed(element)]


def in_text(index: Index) -> Iterator[Line]:
    for line in listing(index, ids=True).split("\n"):
        found = re.search(r"\[([a-z0-9-]+)\]( \(see (above|below)\))?", line)
        yield len(line) - len(line.lstrip()), found[1] if found else None, bool(found and not found[2])


@given(maps())
def test_a_claim_is_below_the_same_claim_in_text_editor_and_opml(map: Map) -> None:
    index = Index.build(map)
    expected = parents(in_outline(index))
    assert expected.keys() == index.claims.keys()
    assert parents(in_editor(index)) == expected
    assert parents(in_opml(index)) == expected


@pytest.mark.parametrize("file", [file for file in COMMITTED if file.name not in UNREAD], ids=lambda file: file.stem)
def test_a_claim_is_below_the_same_claim_in_the_listing_of_a_committed_map(file: Path) -> None:
    index = Index.build(read(file.read_bytes(), file.name).map)
    assert parents(in_text(index)) == parents(in_outline(index))


def selections(index: Index) -> Iterator[Selection]:
    """Every kind of selection of a map."""
    yield selection.whole(index)
    yield selection.overview(index)
    yield selection.within(index, 1)
    yield from (selection.tension(index, tension_id) for tension_id in index.tensions)
    yield from (selection.stakeholder(index, stakeholder_id) for stakeholder_id in index.stakeholders)
    yield from (
        selection.tagged(index, tag) for tag in {tag for claim in index.claims.values() for tag in claim.tags}
    )
    walk = selection.ArgumentWalk(index)
    for claim_id in index.claims:
        yield selection.focus(index, claim_id)
        about = walk.about(claim_id)
        assert about is not None
        yield about
        yield selection.around(index, [claim_id], "")


@given(maps(), st.data())
def test_pictures_and_words_of_a_selection_have_the_same_claims_and_links(map: Map, data: st.DataObject) -> None:
    index = Index.build(map)
    assert_alike(index, data.draw(st.sampled_from(list(selections(index)))))


@pytest.mark.parametrize("map", ["a +gone / b +a / u ⊘a>gone", "a / b +a / c -b&gone / u ⊘c>b / v ⊘lost>a"])
def test_pictures_and_words_show_the_same_links_to_what_is_missing(map: str) -> None:
    index = Index.build(written(map))
    assert len(list(selections(index))) > 5
    for shown in selections(index):
        assert_alike(index, shown)


def assert_alike(index: Index, shown: Selection) -> None:
    """A picture and the map that words are made from have the same claims and the same links."""
    words, picture = Index.build(cut(index, shown)), build_scene(index, shown)
    assert {box.id for box in picture.boxes if box.id in index.claims} == words.claims.keys()
    assert words.claims.keys() == shown.claims & index.claims.keys()
    assert {arrow.id for arrow in picture.arrows if arrow.id in index.reasons} == words.reasons.keys()
