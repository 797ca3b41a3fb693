"""What if: which labels change when claims are granted or withdrawn, or sources fall away."""

from __future__ import annotations

from typing import NamedTuple

from argmap.semantics.labels import Forces, Label, Labels


class Changed(NamedTuple):
    """A claim whose label changes, and whether it is one of those forced."""

    claim: str
    before: Label
    after: Label
    forced: bool


class WhatIf(NamedTuple):
    """The labels before and after, and the claims between which they differ, in file order."""

    before: Labels
    after: Labels
    changes: tuple[Changed, ...]

    @property
    def fallen(self) -> tuple[str, ...]:
        """The claims that are out and were not before, the forced ones left out."""
        return tuple(change.claim for change in self.changes if change.after == "out" and not change.forced)


def whatif(before: Labels, forces: Forces) -> WhatIf:
    """What changes when a map that is labelled ``before`` is put under these forces instead of its own."""
    after = before.under(forces)
    return WhatIf(before, after, changed(before, after))


def changed(before: Labels, after: Labels) -> tuple[Changed, ...]:
    """The claims of one map that two labellings of it differ on, in file order."""
    forced = after.forces.granted | after.forces.withdrawn
    return tuple(
        Changed(claim_id, before.of(claim_id), after.of(claim_id), claim_id in forced)
        for claim_id, node in after.network.claims.items()
        if before.values[node] != after.values[node]
    )
