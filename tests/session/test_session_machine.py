"""A session under random editing: undo restores bytes, redo repeats them, the journal brings all of it back."""

from __future__ import annotations

import json

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from argmap.mapfile.canonical import write
from argmap.mapfile.patch.verify import prove
from argmap.mapfile.read.read import read
from argmap.model.findings import MapError
from argmap.model.index import Index
from argmap.session.journal import JournalWriter, recover
from argmap.session.outline.outline import Outline
from argmap.session.session import Session
from tests.editing import EDITS, edited
from tests.examples import examples
from tests.strategies import maps

SEEDS = st.integers(0, 2**32)


class Editing(RuleBasedStateMachine):
    """Edits, undoes, redoes, saves and crashes; ``past`` and ``future`` are the bytes there ought to be."""

    def __init__(self) -> None:
        super().__init__()
        self.past: list[bytes] = []
        self.future: list[bytes] = []
        self.chain = JournalWriter()
        self.journal: list[str] = []

    @initialize(map=maps(max_claims=4), line_end=st.sampled_from(["\n", "\r\n"]), bom=st.booleans())
    def open(self, map, line_end: str, bom: bool) -> None:  # type: ignore[no-untyped-def]
        data = (b"\xef\xbb\xbf" if bom else b"") + write(map).replace("\n", line_end).encode()
        self.session = Session.open(read(data, "map.yaml"))
        self.past.append(self.session.document.data)
        self.on_disk = self.session.document

    def move_to(self, session: Session) -> None:
        before, self.session = self.session, session
        label = session.present.label
        self.journal.append(json.dumps(self.chain.entry(before.document, session.document, label)))

    @rule(name=st.sampled_from(list(EDITS)), seed=SEEDS)
    def edit(self, name: str, seed: int) -> None:
        session = self.session.apply(lambda map: edited(map, name, seed), name)
        if session is self.session:
            return
        try:
            session.document  # noqa: B018
        except MapError:
            return  # The text cannot carry this map; the edit is not made.
        self.move_to(session)
        assert session.undo_label == name
        self.past.append(session.document.data)
        self.future.clear()

    @precondition(lambda self: len(self.past) > 1)
    @rule()
    def undo(self) -> None:
        self.move_to(self.session.undo())
        self.future.append(self.past.pop())

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        self.move_to(self.session.redo())
        self.past.append(self.future.pop())

    @rule()
    def save(self) -> None:
        self.on_disk = prove(self.session.document)
        assert self.on_disk.data == self.session.document.data
        self.session = self.session.mark_saved()
        self.chain.restart(self.session.document)
        self.journal.clear()
        assert not self.session.dirty

    @rule()
    def crash(self) -> None:
        entries = [json.loads(line) for line in self.journal]
        if not entries:
            return
        recovery = recover(read(self.on_disk.data, "map.yaml"), entries)
        assert (len(recovery.labels), recovery.lost, recovery.merged) == (len(entries), 0, None)
        assert recovery.session.document.data == self.session.document.data
        assert recovery.session.undo().document.data == self.on_disk.data

    @invariant()
    def bytes_are_what_they_were(self) -> None:
        if self.past:
            assert self.session.document.data == self.past[-1]
            assert self.session.document.map == self.session.map
            assert self.session.dirty == (self.past[-1] != self.on_disk.data)

    @invariant()
    def index_follows(self) -> None:
        if self.past:
            assert self.session.index == Index.build(self.session.map)
            assert Outline.build(self.session.index).flat == Outline.build(Index.build(self.session.map)).flat


TestEditing = pytest.mark.fuzz(Editing.TestCase)
TestEditing.settings = examples(40, stateful_step_count=30)
