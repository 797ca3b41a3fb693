"""The difference between two maps as data: changes by id and field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from argmap.model.findings import Path
from argmap.model.paths import ListItem
from argmap.model.renaming import Renaming

Value = str | bool | None


@dataclass(frozen=True, slots=True)
class Renamed:
    """An id that changed while the thing stayed. All other changes are given in the new ids.

    ``path`` has the old id: ``("claims", "old")``, ``("tensions", "t", "sides", "old")``.
    """

    path: Path
    new: str

    @property
    def old(self) -> str:
        """The id before."""
        return self.path[-1]

    @property
    def new_path(self) -> Path:
        """The path after this renaming alone."""
        return (*self.path[:-1], self.new)


def renaming_of(renames: Iterable[Renamed]) -> Renaming:
    """The renaming that makes these changes of ids."""
    ids: dict[tuple[str, str], str] = {}
    sides: dict[tuple[str, str], str] = {}
    for item in renames:
        if len(item.path) == 2:
            ids[item.path[0], item.old] = item.new
        else:
            sides[item.path[1], item.old] = item.new
    return Renaming(ids, sides)


@dataclass(frozen=True, slots=True)
class Added:
    """A thing that only the new map has. ``after`` is the key of the item before it, None at the start."""

    path: Path
    item: ListItem
    after: str | None


@dataclass(frozen=True, slots=True)
class Removed:
    """A thing that only the old map has."""

    path: Path
    item: ListItem


@dataclass(frozen=True, slots=True)
class Changed:
    """A field with another value. ``path`` ends with the name of the field.

    A support that became an objection is a change of the field ``kind``.
    """

    path: Path
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class Moved:
    """A thing that has another place in its list. ``after`` is as in :class:`Added`."""

    path: Path
    after: str | None


Change = Added | Removed | Changed | Moved


@dataclass(frozen=True)
class Changes:
    """What turns one map into another: first the renamings, then the rest. False when the maps are equal."""

    renames: tuple[Renamed, ...] = ()
    edits: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.renames or self.edits)

    def __len__(self) -> int:
        return len(self.renames) + len(self.edits)

    @cached_property
    def new_ids(self) -> dict[tuple[str, str], str]:
        """The new id of each renamed entry, by section and old id."""
        return {(item.path[0], item.old): item.new for item in self.renames if len(item.path) == 2}

    def within(self, path: Path) -> Iterator[Change]:
        """The changes to the thing at ``path``, in the new ids, and to anything in it."""
        return (edit for edit in self.edits if edit.path[: len(path)] == path)

    def about(self, path: Path) -> Changes:
        """The changes to the entry at ``path``, in the new ids, and to anything in it."""
        renames = tuple(item for item in self.renames if item.new_path == path or item.path[:2] == path[:2])
        return Changes(renames, tuple(self.within(path)))

    def path_before(self, path: Path) -> Path:
        """The path that the thing at ``path``, in the new ids, has in the old map."""
        return next((item.path for item in self.renames if item.new_path == path), path)

    def _keys(self, kind: type[Added] | type[Removed], section: str) -> frozenset[str]:
        return frozenset(
            edit.path[1]
            for edit in self.edits
            if isinstance(edit, kind) and len(edit.path) == 2 and edit.path[0] == section
        )

    def added(self, section: str = "claims") -> frozenset[str]:
        """The ids of the entries that a section gained."""
        return self._keys(Added, section)

    def removed(self, section: str = "claims") -> frozenset[str]:
        """The ids of the entries that a section lost."""
        return self._keys(Removed, section)

    def altered(self, section: str = "claims") -> frozenset[str]:
        """The new ids of the entries that are in both maps and differ in their id or in anything in them."""
        inside = {edit.path[1] for edit in self.edits if edit.path[0] == section and len(edit.path) > 2}
        return frozenset(inside | {item.new for item in self.renames if item.path[0] == section})
