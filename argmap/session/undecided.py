"""Conflicts that a merge left to a person: which are open in each state of a session, and deciding them. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.compare.conflicts import Conflict, Merged, Pick
from argmap.compare.marks import unmarked
from argmap.compare.resolve import resolve, still_open
from argmap.session.marking import read_back
from argmap.session.session import Session
from argmap.session.state import State
from argmap.text.revise import revise


class Undecided:
    """The open conflicts of every state: undoing a decision opens its conflict again.

    An edit that changes what a conflict is about decides it.
    """

    def __init__(self) -> None:
        self._open: dict[State, tuple[Conflict, ...]] = {}

    def at(self, state: State) -> tuple[Conflict, ...]:
        """The conflicts that are open in a state."""
        if not self._open:
            return ()
        way: list[State] = []
        known: State | None = state
        while known is not None and known not in self._open:
            way.append(known)
            known = known.before
        conflicts = self._open[known] if known is not None else ()
        for after in reversed(way):
            conflicts = self._open[after] = still_open(after.map, conflicts)
        return conflicts

    def add(self, state: State, conflicts: Iterable[Conflict]) -> None:
        """A state has further conflicts, beside those that were open before it."""
        self._open[state] = (*self.at(state), *conflicts)

    def only(self, state: State, conflicts: Iterable[Conflict]) -> None:
        """A state has these conflicts and no others."""
        self._open[state] = tuple(conflicts)

    def decide(self, session: Session, conflict: Conflict, pick: Pick, wording: str | None = None) -> Session:
        """The session with one of its open conflicts decided, its comment in the text taken out.

        Raises Refusal when the decision makes no sense for this conflict.
        """
        before = self.at(session.present)
        merged = resolve(Merged(session.map, before), conflict, pick, wording)
        document = revise(session.document, merged.map)
        gone = [one for one in before if one not in merged.conflicts]
        cleaned = read_back(document, unmarked(document.text, gone), merged.map)
        decided = session.replace_document(cleaned or document, "decide conflict")
        self.only(decided.present, merged.conflicts)
        return decided
