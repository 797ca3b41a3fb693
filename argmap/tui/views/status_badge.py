"""Whether a claim stands, as a sign and a word on its row; a what-if shows what it asks and what it changes."""

from __future__ import annotations

from dataclasses import dataclass

from argmap.semantics.labels import Label
from argmap.vocabulary import STATUS_WORDS


@dataclass(frozen=True, slots=True)
class StatusBadge:
    """The label of a claim; ``forced`` when the present what-if sets it, ``moved`` when the what-if changes it."""

    label: Label
    forced: bool = False
    moved: bool = False

    @property
    def words(self) -> str:
        """At most eight cells, such as ``✓ stands`` or ``▼ fell``."""
        words = STATUS_WORDS[self.label]
        return words.forced_badge if self.forced else words.moved_badge if self.moved else words.badge
