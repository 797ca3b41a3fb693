"""Changes between two maps, as data: by id and field, never by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from argmap.model.findings import Path
from argmap.model.paths import Item
from argmap.model.renaming import Names

Value = str | bool | None


@dataclass(frozen=True, slots=True)
class Renamed:
    """An id that changed while what it names stayed. All other changes are told in the new names.

    ``path`` names the thing by its old id: ``("claims", "old")``, ``("tensions", "t", "sides", "old")``.
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


def names_of(renames: Iterable[Renamed]) -> Names:
    """The names that these renamings give."""
    ids: dict[tuple[str, str], str] = {}
    sides: dict[tuple[str, str], str] = {}
    for item in renames:
        if len(item.path) == 2:
            ids[item.path[0], item.old] = item.new
        else:
            sides[item.path[1], item.old] = item.new
    return Names(ids, sides)


@dataclass(frozen=True, slots=True)
class Added:
    """Something in the new map only. ``after`` is the key of what it stands behind in its list, None at the start."""

    path: Path
    item: Item
    after: str | None


@dataclass(frozen=True, slots=True)
class Removed:
    """Something in the old map only."""

    path: Path
    item: Item


@dataclass(frozen=True, slots=True)
class Changed:
    """A field with another value; ``path`` ends with the field's name.

    A reason that turned from support to objection is the change of its field ``kind``.
    """

    path: Path
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class Moved:
    """Something that stands elsewhere in its list. ``after`` is as in :class:`Added`."""

    path: Path
    after: str | None


Change = Added | Removed | Changed | Moved


@dataclass(frozen=True)
class Changes:
    """What turns one map into another: first the renamings, then the rest. Empty (false) when the maps are equal."""

    renames: tuple[Renamed, ...] = ()
    edits: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.renames or self.edits)

    def __len__(self) -> int:
        return len(self.renames) + len(self.edits)

    @cached_property
    def new_ids(self) -> dict[tuple[str, str], str]:
        """By section and old id: the new id of what was renamed."""
        return {(item.path[0], item.old): item.new for item in self.renames if len(item.path) == 2}

    def within(self, path: Path) -> Iterator[Change]:
        """The changes to the thing at ``path`` (by its new id) or to anything inside it."""
        return (edit for edit in self.edits if edit.path[: len(path)] == path)

    def _keys(self, kind: type[Added] | type[Removed], section: str) -> frozenset[str]:
        return frozenset(
            edit.path[1]
            for edit in self.edits
            if isinstance(edit, kind) and len(edit.path) == 2 and edit.path[0] == section
        )

    def added(self, section: str = "claims") -> frozenset[str]:
        """The ids that a section gained."""
        return self._keys(Added, section)

    def removed(self, section: str = "claims") -> frozenset[str]:
        """The ids that a section lost."""
        return self._keys(Removed, section)

    def altered(self, section: str = "claims") -> frozenset[str]:
        """The new ids of what is in both maps and differs in more than its place: inside it, or by its id."""
        inside = {edit.path[1] for edit in self.edits if edit.path[0] == section and len(edit.path) > 2}
        return frozenset(inside | {item.new for item in self.renames if item.path[0] == section})
