"""The open conflicts of a session, and deciding them."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.mapfile.patch.patch import revise
from argmap.merge.conflicts import Conflict, Pick
from argmap.merge.documents import decide, without_markers_of
from argmap.merge.resolution import still_open
from argmap.session.session import Session, State


class OpenConflicts:
    """The open conflicts of every state of a session. Undoing a decision opens its conflict again.

    An edit of what a conflict is about decides it; :meth:`edited` then removes its marker from the text.
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
        """Add conflicts to those that are open in a state."""
        self._open[state] = (*self.at(state), *conflicts)

    def only(self, state: State, conflicts: Iterable[Conflict]) -> None:
        """Set the conflicts that are open in a state."""
        self._open[state] = tuple(conflicts)

    def edited(self, before: Session, after: Session) -> Session:
        """``after``, which is one edit of ``before``, without the markers of the conflicts that this edit decided.

        Raises MapError when the edit cannot be written into the text.
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
        """The session with one of its open conflicts decided and its marker removed.

        Raises MapError for a pick that this conflict does not allow.
        """
        after = decide(session.document, self.at(session.present), conflict, pick, wording)
        decided = session.replace_document(after.document, "resolve conflict")
        self.only(decided.present, after.conflicts)
        return decided
