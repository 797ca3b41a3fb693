"""Conflicts that a merge left to a person: which are open in each state of a session, and deciding them. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.mapfile.patch.patch import revise
from argmap.merge.conflicts import Conflict, Pick
from argmap.merge.documents import decide, without_markers_of
from argmap.merge.resolution import still_open
from argmap.session.session import Session, State


class OpenConflicts:
    """The open conflicts of every state: undoing a decision opens its conflict again.

    An edit that changes what a conflict is about decides it; :meth:`edited` then takes its comment out of the text.
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

    def edited(self, before: Session, after: Session) -> Session:
        """``after``, which is one edit of ``before``, without the comments of the conflicts that this edit decided.

        Raises Refusal when the edit cannot be written into the text.
        """
        still = self.at(after.present)
        settled = [one for one in self.at(before.present) if one not in still]
        if not settled:
            return after
        document = without_markers_of(before.document, settled)
        if document is before.document:
            return after
        tidy = before.replace_document(revise(document, after.map), after.present.label)
        self.only(tidy.present, still)
        return tidy

    def decide(self, session: Session, conflict: Conflict, pick: Pick, wording: str | None = None) -> Session:
        """The session with one of its open conflicts decided, its comment in the text taken out.

        Raises Refusal when the decision makes no sense for this conflict.
        """
        after = decide(session.document, self.at(session.present), conflict, pick, wording)
        decided = session.replace_document(after.document, "decide conflict")
        self.only(decided.present, after.conflicts)
        return decided
