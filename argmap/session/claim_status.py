"""The status of each claim in the editor, with and without a what-if that rejects or accepts claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from argmap.model.index import Index
from argmap.semantics.labels import NO_FORCES, Forces, Labels, label
from argmap.semantics.status import status
from argmap.vocabulary import STATUSES, Status

if TYPE_CHECKING:
    from argmap.semantics.whatif import WhatIf


@dataclass(frozen=True, slots=True)
class StatusBadge:
    """The status of a claim. ``moved``: the what-if changes it."""

    status: Status
    moved: bool = False

    @property
    def sign(self) -> str:
        """The sign of the status: ``!``."""
        return STATUSES[self.status].sign

    @property
    def words(self) -> str:
        """At most twelve cells, such as ``✓ supported``, or ``→ challenged`` when the what-if changes it."""
        badge = STATUSES[self.status].badge
        return f"→ {badge.partition(' ')[2]}" if self.moved else badge

    @property
    def is_changed(self) -> bool:
        """Whether the what-if sets or changes the status."""
        return self.moved or self.status in SET_BY_WHAT_IF


class ClaimStatus:
    """The labels of an index, and the forces of the present what-if. Labels are computed when first asked for."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.forces: Forces = NO_FORCES
        self._plain: Labels | None = None
        self._forced: Labels | None = None

    def follow(self, index: Index) -> None:
        """Go on with another index; forces on claims that it lacks are dropped."""
        self._index = index
        if self.is_asked:
            here, forces = index.claims.keys(), self.forces
            accepted, rejected = frozenset(forces.accepted & here), frozenset(forces.rejected & here)
            self.forces = Forces(accepted, rejected, forces.rejected_sources)

    @property
    def is_asked(self) -> bool:
        """Whether a what-if is active."""
        return self.forces != NO_FORCES

    @property
    def labels(self) -> Labels:
        """The labels of the claims under the present what-if."""
        plain = self.plain_labels
        if self._forced is None or self._forced.index is not self._index or self._forced.forces != self.forces:
            self._forced = plain.under(self.forces)
        return self._forced

    @property
    def plain_labels(self) -> Labels:
        """The labels of the claims without a what-if."""
        if self._plain is None:
            self._plain = label(self._index)
        elif self._plain.index is not self._index:
            self._plain = self._plain.after(self._index)
        return self._plain

    def what_if(self) -> WhatIf:
        """The differences between the labels with and without the present what-if."""
        from argmap.semantics.whatif import WhatIf, changed

        before, after = self.plain_labels, self.labels
        return WhatIf(before, after, changed(before, after))

    def badge(self, claim_id: str) -> StatusBadge:
        """The status of one claim, and how the present what-if affects it."""
        found = status(self.labels, claim_id)
        if not self.is_asked or found in SET_BY_WHAT_IF:
            return StatusBadge(found)
        return StatusBadge(found, found != status(self.plain_labels, claim_id))

    def cycle(self, claim_id: str) -> str:
        """Reject a claim, then accept it, then reset it, and return the result in sentences."""
        accepted, rejected = set(self.forces.accepted), set(self.forces.rejected)
        if claim_id in rejected:
            rejected.discard(claim_id)
            accepted.add(claim_id)
            done = "accepted"
        elif claim_id in accepted:
            accepted.discard(claim_id)
            done = "reset"
        else:
            rejected.add(claim_id)
            done = "rejected"
        self.forces = Forces(frozenset(accepted), frozenset(rejected), self.forces.rejected_sources)
        return self._said(f"What if {self._quoted(claim_id)} is {done}:", f"Reset {self._quoted(claim_id)}.")

    def toggle_source(self, source_id: str) -> str:
        """Reject or restore a source, and return the result in sentences."""
        from argmap.semantics.wording import source_named

        rejected = self.forces.rejected_sources ^ {source_id}
        self.forces = Forces(self.forces.accepted, self.forces.rejected, rejected)
        done = "rejected" if source_id in rejected else "restored"
        name = source_named(self._index, source_id)
        return self._said(f"What if the source {name} is {done}:", f"Restored the source {name}.")

    def _said(self, asked: str, reset: str) -> str:
        return f"{asked} {self.consequences()}" if self.is_asked else f"{reset} What-if cleared."

    def _quoted(self, claim_id: str) -> str:
        from argmap.semantics.wording import quoted

        return quoted(self._index.claims[claim_id].text, NAMED)

    def consequences(self) -> str:
        """The claims whose status the what-if changes, by their new status: ``“A” becomes challenged.``"""
        by_status: dict[Status, list[str]] = {name: [] for name in IN_ORDER}
        for change in self.what_if().changes:
            if not change.forced:
                by_status[change.after].append(self._quoted(change.claim))
        parts = [
            f"{names[0]} {STATUSES[name].becomes}" if len(names) == 1 else _several(names, name)
            for name, names in by_status.items()
            if names
        ]
        return f"{', '.join(parts)}." if parts else "no other claim changes status."


def _several(names: Sequence[str], status_of_all: Status) -> str:
    """``“A”, “B” and 3 more are challenged``."""
    from argmap.semantics.wording import listed

    return f"{listed(names)} {STATUSES[status_of_all].verb_of_several}"


NAMED = 40
"""Characters of a claim's text by which a sentence names it."""

SET_BY_WHAT_IF: frozenset[Status] = frozenset({"accepted", "rejected"})

IN_ORDER: tuple[Status, ...] = (
    "challenged",
    "support lost",
    "contested",
    "circular",
    "supported",
    "assumed",
    "answered",
    "no reasons",
)
"""The statuses in the order in which a sentence lists them: what weakens a claim first."""
