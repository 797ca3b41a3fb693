"""Conflicts of a merge, as data: what two sides did that cannot both stand.

The merged map holds something readable for each, and no sentence of either side is lost: what is not in the
map is in the conflict. "Ours" and "theirs" are the second and third argument of ``merge``, as in git.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from argmap.merge.changes import Value
from argmap.model.findings import Path
from argmap.model.paths import Item
from argmap.model.types import Map

Side = Literal["ours", "theirs"]
Pick = Literal["ours", "theirs", "both"]


class Sides(NamedTuple):
    """What to call ours and theirs, which may be any text, and what git is doing with them ("" when not known)."""

    ours: str = "ours"
    theirs: str = "theirs"
    under_way: str = ""


@dataclass(frozen=True, slots=True)
class BothChanged:
    """Both sides gave fields of one thing different values; the map has ours.

    The three tuples are in the order of ``fields``: ``base`` is what both began from, None for nothing.
    """

    path: Path
    fields: tuple[str, ...]
    base: tuple[Value, ...]
    ours: tuple[Value, ...]
    theirs: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class RemovedButNeeded:
    """One side removed what the other changed (``needed_by`` is empty) or newly refers to; the map keeps it."""

    path: Path
    removed_by: Side
    item: Item
    needed_by: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class AddedTwice:
    """Both sides added one id for different things. The map has both: ours at ``path``, theirs at ``other``
    under a new id, with the references that theirs makes to it."""

    path: Path
    other: Path


@dataclass(frozen=True, slots=True)
class RenamedTwice:
    """Both sides renamed one thing, differently; the map has the name that ours gave."""

    path: Path
    old: str
    ours: str
    theirs: str


Contradiction = Literal["circle of groups", "for and against", "written twice", "undercuts itself", "torn"]
"""Why two things cannot stand together."""

WHAT_CLASHES: Mapping[Contradiction, str] = {
    "circle of groups": "make a circle of groups, each part of the next",
    "for and against": "are a reason for and a reason against, from one premise to one target",
    "written twice": "are one reason, written twice",
    "undercuts itself": "are a step and an undercut of it from one of its own premises",
    "torn": "say that one stakeholder agrees and disagrees with the same words",
}
"""What the two things do together, to go on after their names."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two things, each sound on its own side, that cannot stand together: ``path`` is ours, ``other`` is theirs.

    The map has both.
    """

    path: Path
    other: Path
    why: Contradiction


Conflict = BothChanged | RemovedButNeeded | AddedTwice | RenamedTwice | Clash


@dataclass(frozen=True, slots=True)
class Merged:
    """The outcome of a merge: a map that can be opened and saved, and what a person has still to decide."""

    map: Map
    conflicts: tuple[Conflict, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether nothing is left to decide."""
        return not self.conflicts
