"""Whether a claim stands, as a sign and a word on its row; a what-if shows what it asks and what it changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from argmap.semantics.labels import Label

_WORDS: Mapping[Label, str] = {"in": "✓ stands", "out": "✗ falls", "undecided": "? open"}
_MOVED: Mapping[Label, str] = {"in": "▲ rose", "out": "▼ fell", "undecided": "? opened"}
_FORCED: Mapping[Label, str] = {"in": "✓ if so", "out": "✗ if not", "undecided": "? open"}


@dataclass(frozen=True, slots=True)
class Standing:
    """The label of a claim; ``forced`` when the present what-if sets it, ``moved`` when the what-if changes it."""

    label: Label
    forced: bool = False
    moved: bool = False

    @property
    def words(self) -> str:
        """At most eight cells, such as ``✓ stands`` or ``▼ fell``."""
        return (_FORCED if self.forced else _MOVED if self.moved else _WORDS)[self.label]
