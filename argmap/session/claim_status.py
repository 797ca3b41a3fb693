"""The status of each claim in the editor, with and without a what-if that lets claims fall or be granted."""

from __future__ import annotations

from dataclasses import dataclass

from argmap.model.index import Index
from argmap.semantics.labels import NO_FORCES, Forces, Label, Labels, label
from argmap.semantics.whatif import WhatIf, changed
from argmap.semantics.wording import listed
from argmap.vocabulary import STATUS_WORDS


@dataclass(frozen=True, slots=True)
class StatusBadge:
    """The label of a claim. ``forced``: the what-if sets it; ``moved``: the what-if changes it."""

    label: Label
    forced: bool = False
    moved: bool = False

    @property
    def words(self) -> str:
        """At most eight cells, such as ``✓ stands`` or ``▼ fell``."""
        words = STATUS_WORDS[self.label]
        return words.forced_badge if self.forced else words.moved_badge if self.moved else words.badge


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
            granted, withdrawn = frozenset(forces.accepted & here), frozenset(forces.rejected & here)
            self.forces = Forces(granted, withdrawn, forces.rejected_sources)

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
        before, after = self.plain_labels, self.labels
        return WhatIf(before, after, changed(before, after))

    def badge(self, claim_id: str) -> StatusBadge:
        """The status of one claim, and how the present what-if affects it."""
        now = self.labels.of(claim_id)
        if not self.is_asked:
            return StatusBadge(now)
        forced = claim_id in self.forces.accepted or claim_id in self.forces.rejected
        return StatusBadge(now, forced, now != self.plain_labels.of(claim_id))

    def cycle(self, claim_id: str) -> str:
        """Let a claim fall, then be granted, then neither, and return the result as a sentence."""
        granted, withdrawn = set(self.forces.accepted), set(self.forces.rejected)
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
        self.forces = Forces(frozenset(granted), frozenset(withdrawn), self.forces.rejected_sources)
        return f"{said}: {self.consequences()}"

    def toggle_source(self, source_id: str) -> str:
        """Withdraw or restore a source, and return the result as a sentence."""
        gone = self.forces.rejected_sources ^ {source_id}
        self.forces = Forces(self.forces.accepted, self.forces.rejected, gone)
        said = f"Without the source '{source_id}'" if source_id in gone else f"'{source_id}' is back"
        return f"{said}: {self.consequences()}"

    def consequences(self) -> str:
        """A sentence about the claims whose status the what-if changes."""
        followed = [change for change in self.what_if().changes if not change.forced]
        by_label: dict[Label, list[str]] = {
            name: [c.claim for c in followed if self.labels.of(c.claim) == name]
            for name in ("out", "in", "undecided")
        }
        parts = []
        for name, claims in by_label.items():
            words = STATUS_WORDS[name]
            verb = words.verb if len(claims) == 1 else words.verb_of_several
            parts += [f"{len(claims)} {verb} ({listed(claims, 3)})"] if claims else []
        return f"{', '.join(parts)}." if parts else "no other claim changes."
