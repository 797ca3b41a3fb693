"""A document under edit: its states, unlimited undo and redo, changes made outside, and open conflicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from operator import is_
from typing import TYPE_CHECKING

from argmap.mapfile.document import Document
from argmap.model.findings import MapError
from argmap.model.ids import ARROW
from argmap.model.index import Index
from argmap.model.types import Claim, Map

if TYPE_CHECKING:
    from argmap.merge.conflicts import Conflict, MergedMap, Pick


class State:
    """A map, the label of the edit that made it, and the state before.

    The map is known at once. The document is computed when it is first asked for, by revising the document of the
    state before, and is the same in whatever thread that happens.
    """

    __slots__ = ("_document", "before", "label", "map")

    def __init__(self, map: Map, label: str, before: State | None, document: Document | None = None) -> None:
        self.map = map
        self.label = label
        self.before = before
        self._document = document

    @property
    def is_settled(self) -> bool:
        """Whether the document has been computed."""
        return self._document is not None

    @property
    def document(self) -> Document:
        """The document of this state. Raises MapError when an edit cannot be written into the text."""
        if self._document is not None:
            return self._document
        from argmap.mapfile.patch.patch import revise

        waiting = [self]
        while (before := waiting[-1].before) is not None and before._document is None:
            waiting.append(before)
        assert before is not None, "a first state has its document"
        document = before.document
        before._forget_text()
        for state in reversed(waiting):
            document = state._document = revise(document, state.map)
        return document

    def share(self, other: Map) -> None:
        """Take over the claims of another map that are equal to those with the same ids here.

        Both maps were read from files, and will be compared at each edit: by identity now, and not claim by claim.
        """
        others = {claim.id: claim for claim in other.claims}
        claims = tuple(same if (same := others.get(one.id)) == one else one for one in self.map.claims)
        self.map = replace(self.map, claims=claims)

    def _forget_text(self) -> None:
        """Drop what the document cached about itself. Past states share blocks, so that many take little memory."""
        if self._document is not None:
            self._document = replace(self._document)


Edit = Callable[[Map], Map]


@dataclass(frozen=True)
class Session:
    """A document under edit. Each method returns another session; make the first with :meth:`open`.

    ``map`` and ``index`` follow an edit at once. ``document`` may take longer for a new state, so an editor asks for
    it in a thread.
    """

    present: State
    saved: State
    """The state that was last read from disk or written to it."""
    index: Index
    undone: tuple[State, ...] = ()
    """States to redo, the next one last."""

    @classmethod
    def open(cls, document: Document) -> Session:
        """A session on a document as it is on disk."""
        state = State(document.map, "open", None, document)
        return cls(state, state, Index.of(document.map))

    @property
    def map(self) -> Map:
        """The present map."""
        return self.present.map

    @property
    def document(self) -> Document:
        """The present document. Raises MapError when an edit cannot be written into the text."""
        return self.present.document

    @property
    def dirty(self) -> bool:
        """Whether there is something to save. Texts are compared only where the maps are equal and both are known."""
        present, saved = self.present, self.saved
        if present is saved:
            return False
        if present.map != saved.map or not (present.is_settled and saved.is_settled):
            return True
        return present.document.blocks != saved.document.blocks and present.document.data != saved.document.data

    @property
    def undo_label(self) -> str | None:
        """The label of the edit that undo reverts, such as ``add objection``; None when there is none."""
        return self.present.label if self.present.before is not None else None

    @property
    def redo_label(self) -> str | None:
        """The label of the edit that redo repeats; None when there is none."""
        return self.undone[-1].label if self.undone else None

    def apply(self, edit: Edit, label: str) -> Session:
        """The session after an edit, which may raise MapError. An edit without effect gives this session."""
        self.index.remember()
        new = edit(self.map)
        if new is self.map or new == self.map:
            return self
        return self._at(State(new, label, self.present), ())

    def undo(self) -> Session:
        """The session before the last edit, to the byte. Raises MapError when there is none."""
        if self.present.before is None:
            raise MapError("Nothing to undo.")
        return self._at(self.present.before, (*self.undone, self.present))

    def redo(self) -> Session:
        """The session after the edit that was undone last. Raises MapError when there is none."""
        if not self.undone:
            raise MapError("Nothing to redo.")
        return self._at(self.undone[-1], self.undone[:-1])

    def mark_saved(self, state: State | None = None) -> Session:
        """The session after the present state, or the given one, was written to disk."""
        return replace(self, saved=state or self.present)

    def replace_document(self, document: Document, label: str) -> Session:
        """The session with another document, as an edit that can be undone."""
        if not any(map(is_, self.saved.map.claims, document.map.claims)):
            self.saved.share(document.map)
        return self._at(State(document.map, label, self.present, document), ())

    def reload(self, theirs: Document) -> Session:
        """The session with the document that is now on disk; undo brings the present one back."""
        session = self.replace_document(theirs, "reload from disk")
        return session.mark_saved()

    def merge_outside(self, theirs: Document) -> OutsideMerge:
        """The session with the document that is now on disk merged in.

        The base is what was last on disk, ours the present map. The new document is ``theirs`` with our changes and
        comments. Raises MapError when they cannot be written into it.
        """
        from argmap.mapfile.patch.patch import revise
        from argmap.merge.comments import with_merged_comments
        from argmap.merge.documents import with_spellings
        from argmap.merge.three_way import merge

        merged = merge(self.saved.map, self.map, theirs.map)
        revised = with_spellings(revise(theirs, merged.map), theirs, self.present.document, self.saved.document)
        document = with_merged_comments(revised, self.saved.document, self.present.document, theirs)
        on_disk = State(theirs.map, "changed on disk", self.present, theirs)
        on_disk.share(merged.map)
        state = State(merged.map, "merge the change on disk", self.present, document)
        return OutsideMerge(replace(self._at(state, ()), saved=on_disk), merged)

    def _at(self, state: State, undone: tuple[State, ...]) -> Session:
        return Session(state, self.saved, self.index.after(state.map), undone)


@dataclass(frozen=True)
class OutsideMerge:
    """A session after a change made outside it was merged in, and the result of that merge."""

    session: Session
    merged: MergedMap


def changed_claim(before: Index, now: Index) -> str | None:
    """The claim to show after an undo or redo.

    It is the first one that is new or changed. Where claims were only removed, it is a target of the first of those.
    None when no claim changed and when no target is left.
    """
    change = now.since(before)
    old = {claim.id: claim for claim in change.gone}
    for claim in change.come:
        if old.get(claim.id) != claim:
            return claim.id
    gone = next((claim for claim in change.gone if claim.id not in now.claims), None)
    return next((target for target in _targets(gone) if target in now.claims), None) if gone is not None else None


def _targets(claim: Claim) -> tuple[str, ...]:
    return tuple(reason.target.partition(ARROW)[0] for reason in claim.reasons)


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
            if conflicts:
                from argmap.merge.resolution import still_open

                conflicts = still_open(after.map, conflicts)
            self._open[after] = conflicts
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
        from argmap.mapfile.patch.patch import revise
        from argmap.merge.documents import without_markers_of

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
        from argmap.merge.documents import decide

        after = decide(session.document, self.at(session.present), conflict, pick, wording)
        decided = session.replace_document(after.document, "resolve conflict")
        self.only(decided.present, after.conflicts)
        return decided
