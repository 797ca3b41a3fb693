"""The laws of patching, over generated maps in generated layouts: what is meant is read back, nothing else moves."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from argmap.mapfile.canonical import format, write
from argmap.mapfile.document import Document
from argmap.mapfile.edits import apply
from argmap.mapfile.fields import SECTIONS
from argmap.mapfile.occurrences import place_of
from argmap.mapfile.patch.patch import patch, revise
from argmap.mapfile.patch.verify import prove
from argmap.mapfile.read.read import read, read_map
from argmap.model.findings import ReadingRefused
from argmap.model.types import Map
from tests.examples import examples
from tests.mapfile.comments import comments_in, may_go
from tests.mapfile.layouts import laid_out
from tests.mapfile.mutations import mutated
from tests.strategies import maps

RANDOMS = st.integers(0, 2**32).map(Random)


@given(maps(), RANDOMS)
def test_a_map_reads_the_same_from_any_layout(map: Map, random: Random) -> None:
    data = laid_out(map, random)
    document = read(data, "map.yaml")
    assert read_map(data, "map.yaml") == document.map
    assert document.map == map
    assert document.data == data


@given(maps())
def test_what_is_written_reads_back_and_is_already_formatted(map: Map) -> None:
    text = write(map)
    document = read(text.encode(), "map.yaml")
    assert document.map == map
    assert format(document) == text


@given(maps(), RANDOMS)
def test_nothing_to_change_is_no_splice(map: Map, random: Random) -> None:
    document = read(laid_out(map, random), "map.yaml")
    assert patch(document, document.map) == ()
    assert revise(document, document.map).text == document.text


@examples(80)
@given(maps(), RANDOMS)
def test_a_revised_document_reads_as_the_target_and_differs_only_where_spliced(map: Map, random: Random) -> None:
    document = read(laid_out(map, random), "map.yaml")
    target = mutated(document.map, random, random.choice((1, 1, 2, 5)))
    revised = revise(document, target)
    proved = prove(revised)
    assert revised.map == proved.map == target
    assert revised.findings == proved.findings
    ids = [(section, part.id) for section in SECTIONS for part in getattr(target, section)]
    assert [place_of(revised, path) for path in ids] == [place_of(proved, path) for path in ids]
    assert revised.bom == document.bom
    assert revised.text == apply(document.text, patch(document, target))


@examples(40)
@given(maps(), maps(), RANDOMS)
def test_a_document_can_become_any_other_map(map: Map, other: Map, random: Random) -> None:
    document = read(laid_out(map, random), "map.yaml")
    assert prove(revise(document, other)).map == other


@given(maps(), RANDOMS)
def test_a_change_that_takes_nothing_away_keeps_every_comment(map: Map, random: Random) -> None:
    document = read(laid_out(map, random), "map.yaml")
    revised = revise(document, mutated(document.map, random, random.choice((1, 2)), adding=True))
    assert comments_in(revised.text) == comments_in(document.text)


@examples(80)
@given(maps(), RANDOMS)
def test_a_comment_goes_only_with_what_it_belongs_to(map: Map, random: Random) -> None:
    document = read(laid_out(map, random), "map.yaml")
    target = mutated(document.map, random, random.choice((1, 1, 2, 5)))
    lost = set(comments_in(document.text)) - set(comments_in(revise(document, target).text))
    assert lost <= may_go(document.text, document.map, target)


@examples(80)
@given(maps(), RANDOMS)
def test_formatting_keeps_map_and_comments_and_is_done_once(map: Map, random: Random) -> None:
    document = read(laid_out(map, random), "map.yaml")
    text = format(document)
    again = read(text.encode(), "map.yaml")
    assert again.map == map
    assert comments_in(text) == comments_in(document.text)
    assert format(again) == text


class Editing(RuleBasedStateMachine):
    """Edit, undo and redo a document as a session does, by keeping snapshots."""

    @initialize(map=maps(), random=RANDOMS)
    def open(self, map: Map, random: Random) -> None:
        self.history: list[Document] = [read(laid_out(map, random), "map.yaml")]
        self.seen = [self.history[0].data]
        self.at = 0

    @rule(random=RANDOMS)
    def edit(self, random: Random) -> None:
        target = mutated(self.history[self.at].map, random, 1)
        revised = revise(self.history[self.at], target)
        assert revised.map == target
        self.history[self.at + 1 :] = [revised]
        self.seen[self.at + 1 :] = [prove(revised).data]
        self.at += 1

    @rule()
    def undo(self) -> None:
        self.at = max(0, self.at - 1)
        assert self.history[self.at].data == self.seen[self.at]

    @rule()
    def redo(self) -> None:
        self.at = min(len(self.history) - 1, self.at + 1)
        assert self.history[self.at].data == self.seen[self.at]


TestEditing = pytest.mark.fuzz(Editing.TestCase)
TestEditing.settings = examples(15, stateful_step_count=8)


@pytest.mark.fuzz
@examples(120)
@given(st.binary(max_size=200))
def test_random_bytes_are_read_or_refused(data: bytes) -> None:
    read_or_refuse(data)


@pytest.mark.fuzz
@examples(120)
@given(maps(max_claims=3), RANDOMS)
def test_damaged_files_are_read_or_refused(map: Map, random: Random) -> None:
    data = bytearray(laid_out(map, random))
    for _ in range(random.choice((1, 2, 8))):
        at = random.randrange(len(data) + 1)
        data[at : at + random.choice((0, 1, 1, 5, 40))] = random.choice(
            (
                b"",
                b" ",
                b"\n",
                b":",
                b"- ",
                b"[",
                b"}",
                b"#",
                b'"',
                b"&a ",
                b"*a",
                b"!t ",
                b"? ",
                b"\t",
                b"\xff",
                b"|",
                b"---\n",
            )
        )
    read_or_refuse(bytes(data))


def read_or_refuse(data: bytes) -> None:
    try:
        document = read(data, "map.yaml")
    except ReadingRefused as refused:
        assert any(finding.severity == "error" for finding in refused.findings)
        assert all(finding.place is not None for finding in refused.findings)
    else:
        assert document.data == data


def test_the_generators_are_not_idle() -> None:
    """The layouts and changes really differ: an idle generator would let every law hold."""
    map = Map(title="One. Two.", question="Why?", claims=())
    assert len({laid_out(map, Random(seed)) for seed in range(50)}) > 30
    assert len({mutated(map, Random(seed), 1) for seed in range(50)}) > 10
