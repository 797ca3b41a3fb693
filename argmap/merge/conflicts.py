"""The result of a merge as data: the merged map, and the conflicts that a person has to decide.

"Ours" and "theirs" are the second and third argument of :func:`argmap.merge.three_way.merge`, as in git. A merged
map is complete and can be opened. It contains one version of everything in conflict; the other version is in the
conflict, so that no text of either side is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from argmap.merge.changes import Value
from argmap.model.findings import Path
from argmap.model.paths import ListItem
from argmap.model.references import SECTION_NAMED_BY
from argmap.model.renaming import Renaming, renamed_part
from argmap.model.types import Map, Part

Branch = Literal["ours", "theirs"]
Pick = Literal["ours", "theirs", "both"]


class BranchNames(NamedTuple):
    """What to call ours and theirs, any text, and the git operation under way ("" when it is not known)."""

    ours: str = "ours"
    theirs: str = "theirs"
    under_way: str = ""


@dataclass(frozen=True, slots=True)
class BothChanged:
    """Both sides gave the same fields of one thing different values; the map has the values of ours.

    ``base``, ``ours`` and ``theirs`` are parallel to ``fields``; a value is None where the field is not given.
    """

    path: Path
    fields: tuple[str, ...]
    base: tuple[Value, ...]
    ours: tuple[Value, ...]
    theirs: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class RemovedButNeeded:
    """One side removed a thing that the other changed (``needed_by`` is empty) or refers to in what it added.

    The map has the thing. ``needed_by`` are the paths of the new references to it. Where the other side changed it,
    ``before`` are the fields that it changed, with their old values, and ``added`` the paths of what it wrote into
    it.
    """

    path: Path
    removed_by: Branch
    item: ListItem
    needed_by: tuple[Path, ...] = ()
    before: tuple[tuple[str, Value], ...] = ()
    added: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class AddedTwice:
    """Both sides added one id for different things.

    The map has both: that of ours at ``path``, that of theirs at ``other`` under a new id, which the references of
    theirs follow.
    """

    path: Path
    other: Path


@dataclass(frozen=True, slots=True)
class RenamedTwice:
    """Both sides gave one thing different new ids; the map has the id that ours gave."""

    path: Path
    old: str
    ours: str
    theirs: str


Contradiction = Literal["circle of groups", "for and against", "written twice", "undercuts itself", "torn"]
"""How two things contradict each other."""

WHAT_CLASHES: Mapping[Contradiction, str] = {
    "circle of groups": "make a circle of groups, each part of the next",
    "for and against": "support and object to the same claim from one premise",
    "written twice": "are duplicates",
    "undercuts itself": "are a link and an undercut by its own premise",
    "torn": "say that one stakeholder agrees and disagrees with the same words",
}
"""What the two things do together, as the end of a sentence that begins with their names."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two things, ``path`` from ours and ``other`` from theirs, that contradict each other; the map has both."""

    path: Path
    other: Path
    why: Contradiction


@dataclass(frozen=True, slots=True)
class Reworded:
    """One side reworded a claim, and the other recorded something for its old wording.

    The map has the new wording and all that was recorded. ``added`` are the paths of what the other side added,
    ``changed`` of what it changed, ``kept`` of the quotes that both sides left as they were.
    """

    path: Path
    reworded_by: Branch
    was: str
    now: str
    added: tuple[Path, ...] = ()
    changed: tuple[Path, ...] = ()
    kept: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Retargeted:
    """Both sides gave one link another target; the map has it with the target of ours, which ``path`` ends with."""

    path: Path
    old: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Twins:
    """Both sides added what is most likely one thing, under two ids: ours at ``path``, theirs at ``other``."""

    path: Path
    other: Path


Conflict = BothChanged | RemovedButNeeded | AddedTwice | RenamedTwice | Clash | Reworded | Retargeted | Twins


@dataclass(frozen=True, slots=True)
class MergedMap:
    """A merged map, which can be opened and saved, and the conflicts that are left to decide."""

    map: Map
    conflicts: tuple[Conflict, ...] = ()
    notices: tuple[Reworded, ...] = ()
    """Rewordings that need no decision and are reported all the same."""

    @property
    def clean(self) -> bool:
        """Whether nothing is left to decide."""
        return not self.conflicts


def places(conflict: Conflict) -> tuple[Path, ...]:
    """The paths of everything that the conflict is about."""
    if isinstance(conflict, AddedTwice | Clash | Twins):
        return conflict.path, conflict.other
    return (conflict.path,)


def at_odds(conflict: BothChanged) -> list[tuple[str, Any, Any, Any]]:
    """Each field in which the sides differ: its name and its values in base, ours and theirs."""
    rows = zip(conflict.fields, conflict.base, conflict.ours, conflict.theirs, strict=True)
    return [row for row in rows if row[2] != row[3]]


def renamed_conflict(conflict: Conflict, renaming: Renaming) -> Conflict:
    """The conflict in the new ids of a renaming."""
    if not renaming:
        return conflict
    moved = with_paths(conflict, renaming.path)
    match moved:
        case BothChanged():
            sides = (moved.base, moved.ours, moved.theirs)
            return BothChanged(moved.path, moved.fields, *(_renamed(moved.fields, one, renaming) for one in sides))
        case RemovedButNeeded(path, item=item):
            section = path[0] if len(path) == 2 else ""
            item = renamed_part(item, renaming, section) if isinstance(item, Part) else item
            names = tuple(name for name, _ in moved.before)
            values = _renamed(names, tuple(value for _, value in moved.before), renaming)
            return replace(moved, item=item, before=tuple(zip(names, values, strict=True)))
        case Retargeted(path):
            targets = (renaming.address(target) for target in (moved.old, moved.ours, moved.theirs))
            return Retargeted(path, *targets)
    return moved


def with_paths(conflict: Conflict, now: Callable[[Path], Path]) -> Conflict:
    """The conflict with each of its paths changed by ``now``."""
    match conflict:
        case RemovedButNeeded():
            needed, added = (tuple(now(path) for path in paths) for paths in (conflict.needed_by, conflict.added))
            return replace(conflict, path=now(conflict.path), needed_by=needed, added=added)
        case AddedTwice() | Clash() | Twins():
            return replace(conflict, path=now(conflict.path), other=now(conflict.other))
        case Reworded():
            added, changed, kept = (
                tuple(now(path) for path in paths) for paths in (conflict.added, conflict.changed, conflict.kept)
            )
            return replace(conflict, path=now(conflict.path), added=added, changed=changed, kept=kept)
    return replace(conflict, path=now(conflict.path))


def _renamed(fields: tuple[str, ...], values: tuple[Any, ...], renaming: Renaming) -> tuple[Any, ...]:
    """The values of some fields of one part, in the new ids."""
    old = dict(zip(fields, values, strict=True))
    new = {
        name: renaming.id(SECTION_NAMED_BY[name], value) if name in SECTION_NAMED_BY and value is not None else value
        for name, value in old.items()
    }
    if old.get("side") is not None and old.get("tension") is not None:
        new["side"] = renaming.side(old["tension"], old["side"])
    return tuple(new.values())
