"""What the editor has in hand: the session, the outline and how it is looked at. Knows nothing of the terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from argmap.mapfile.document import Document
from argmap.merge.conflict_markers import markers_in, with_markers
from argmap.merge.conflicts import Conflict, Pick
from argmap.model.index import Index
from argmap.model.types import Map
from argmap.semantics.labels import NO_FORCES, Forces, Label, Labels, label
from argmap.semantics.whatif import WhatIf, changed
from argmap.semantics.wording import listed
from argmap.session.conflicts import OpenConflicts
from argmap.session.outline.outline import Outline
from argmap.session.session import Edit, OutsideMerge, Session, State
from argmap.tui.views.status_badge import StatusBadge
from argmap.vocabulary import RELATIONS, STATUS_WORDS, counted

Watcher = Callable[[State, State], None]
"""Told of each change: the state before and the state now."""


class EditorState:
    """The session with its outline, marks and what-if; changes go through :meth:`do`, undo and redo."""

    def __init__(self, document: Document, file: Path, digest: str | None) -> None:
        self.file = file
        self.digest = digest
        """SHA-256 of the file as last seen; None while there is no file yet."""
        self.session = Session.open(document)
        self.outline = Outline.build(self.session.index)
        self.marked: str | None = None
        self.shows_standing = False
        self.forces: Forces = NO_FORCES
        self.last_query = ""
        self.watchers: list[Watcher] = []
        self._undecided = OpenConflicts()
        self._with_somebody: set[tuple[str, ...]] = set()
        waiting = (mark.conflict for mark in markers_in(document))
        self._undecided.only(self.session.present, (one for one in waiting if one is not None))
        self._plain: Labels | None = None
        self._forced: Labels | None = None

    # The map

    @property
    def map(self) -> Map:
        """The present map."""
        return self.session.map

    @property
    def index(self) -> Index:
        """The present index."""
        return self.session.index

    def do(self, edit: Edit, label: str) -> bool:
        """Make an edit; False when it changes nothing. Raises Refusal when it cannot be made."""
        session = self.session.apply(edit, label)
        if session is self.session:
            return False
        self.take(self._undecided.edited(self.session, session))
        return True

    def undo(self) -> str:
        """Take back the last change and return its label. Raises Refusal when there is none."""
        label = self.session.undo_label
        self.take(self.session.undo())
        return label or ""

    def redo(self) -> str:
        """Repeat what was taken back and return its label. Raises Refusal when there is none."""
        label = self.session.redo_label
        self.take(self.session.redo())
        return label or ""

    def take(self, session: Session) -> None:
        """Go on with another session, and tell the watchers."""
        before, self.session = self.session.present, session
        if session.present is before:
            return
        self.outline = self.outline.after(session.index)
        if self.marked is not None and self.marked not in session.index.claims:
            self.marked = None
        self._drop_forces_on_missing()
        for watcher in self.watchers:
            watcher(before, session.present)

    def get_ready(self) -> None:
        """Work out beforehand what the first edit and the first search need. It may run in a thread."""
        self.get_ready_to_edit()
        self.outline.haystack.matches("")

    def get_ready_to_edit(self) -> None:
        """Work out beforehand what the next edit needs. It may run in a thread."""
        self.index.order  # noqa: B018

    # Conflicts

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What a merge left to decide, here or in the file before, and nobody has decided yet."""
        return self._undecided.at(self.session.present)

    def take_merged(self, merge: OutsideMerge) -> None:
        """Go on with what an outside change was merged into."""
        self._with_somebody.update(conflict.path for conflict in merge.merged.conflicts)
        self._undecided.add(merge.session.present, merge.merged.conflicts)
        self.take(merge.session)

    def is_with_somebody(self, conflict: Conflict) -> bool:
        """Whether a conflict is between this editor and a change on disk, and not one that was in the file before."""
        return conflict.path in self._with_somebody

    def decide(self, conflict: Conflict, pick: Pick, wording: str | None = None) -> None:
        """Decide one of the conflicts. Raises Refusal when it cannot be decided so."""
        self.take(self._undecided.decide(self.session, conflict, pick, wording))

    def write_conflicts_down(self) -> None:
        """Put the open conflicts into the text as comments, so that saving loses nothing of theirs."""
        conflicts = self.conflicts
        document = with_markers(self.session.document, conflicts)
        session = self.session.replace_document(document, "write conflicts down")
        self._undecided.only(session.present, conflicts)
        self.take(session)

    # StatusBadge and what-if

    @property
    def labels(self) -> Labels:
        """Which claims stand, under the present what-if."""
        plain = self.plain_labels
        if self._forced is None or self._forced.index is not self.index or self._forced.forces != self.forces:
            self._forced = plain.under(self.forces)
        return self._forced

    @property
    def plain_labels(self) -> Labels:
        """Which claims stand without any what-if."""
        if self._plain is None:
            self._plain = label(self.index)
        elif self._plain.index is not self.index:
            self._plain = self._plain.after(self.index)
        return self._plain

    def what_if(self) -> WhatIf:
        """What the present what-if changes, against the map as it is."""
        before, after = self.plain_labels, self.labels
        return WhatIf(before, after, changed(before, after))

    def standing_of(self, claim_id: str) -> StatusBadge:
        """Whether one claim stands, and what the present what-if does to it."""
        now = self.labels.of(claim_id)
        if not self.asks_what_if:
            return StatusBadge(now)
        forced = claim_id in self.forces.granted or claim_id in self.forces.withdrawn
        return StatusBadge(now, forced, now != self.plain_labels.of(claim_id))

    def ask_what_if(self, claim_id: str) -> str:
        """Go round: the claim falls, is granted, neither. Returns what is asked now, as a sentence."""
        granted, withdrawn = set(self.forces.granted), set(self.forces.withdrawn)
        if claim_id in withdrawn:
            withdrawn.discard(claim_id)
            granted.add(claim_id)
            said = f"If '{claim_id}' is granted"
        elif claim_id in granted:
            granted.discard(claim_id)
            said = f"'{claim_id}' is as the map has it"
        else:
            withdrawn.add(claim_id)
            said = f"If '{claim_id}' falls"
        self.forces = Forces(frozenset(granted), frozenset(withdrawn), self.forces.withdrawn_sources)
        self.shows_standing = True
        return f"{said}: {self.consequences()}"

    def ask_without_source(self, source_id: str) -> str:
        """Withdraw a source, or put it back. Returns what follows, as a sentence."""
        gone = self.forces.withdrawn_sources ^ {source_id}
        self.forces = Forces(self.forces.granted, self.forces.withdrawn, gone)
        self.shows_standing = True
        said = f"Without the source '{source_id}'" if source_id in gone else f"'{source_id}' is back"
        return f"{said}: {self.consequences()}"

    def consequences(self) -> str:
        """What the what-if changes: which claims fall, rise, and are contested, as a sentence."""
        followed = [change for change in self.what_if().changes if not change.forced]
        by_label: dict[Label, list[str]] = {
            name: [c.claim for c in followed if c.after == name] for name in ("out", "in", "undecided")
        }
        parts = []
        for name, claims in by_label.items():
            words = STATUS_WORDS[name]
            verb = words.verb if len(claims) == 1 else words.verb_of_several
            parts += [f"{len(claims)} {verb} ({listed(claims, 3)})"] if claims else []
        return f"{', '.join(parts)}." if parts else "no other claim changes."

    @property
    def asks_what_if(self) -> bool:
        """Whether any claim is forced to fall or stand."""
        return self.forces != NO_FORCES

    def _drop_forces_on_missing(self) -> None:
        if self.asks_what_if:
            here = self.index.claims.keys()
            self.forces = Forces(
                frozenset(self.forces.granted & here),
                frozenset(self.forces.withdrawn & here),
                self.forces.withdrawn_sources,
            )

    # Words about it

    def counts(self) -> tuple[str, ...]:
        """What is in the map, the longest words first: ``42 claims · 27 supports · 15 objections``,
        ``42 claims · 27 + · 15 −``, ``42 claims 27+ 15−``, ``42 claims``."""
        kinds = self.index.kinds
        shown = [(kinds[kind], words) for kind, words in RELATIONS.items() if kinds[kind]]
        claims = counted(len(self.index.claims), "claim", zero="0")
        return (
            " · ".join((claims, *(counted(count, words.noun) for count, words in shown))),
            " · ".join((claims, *(f"{count:,} {words.sign}" for count, words in shown))),
            " ".join((claims, *(f"{count:,}{words.sign}" for count, words in shown))),
            claims,
        )
