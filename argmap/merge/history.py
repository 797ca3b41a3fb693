"""The history of a map: what each revision changed, and the changes to one thing under all its ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from argmap.mapfile.read.read import read
from argmap.merge.changes import Changes
from argmap.merge.diff import revision_diff
from argmap.model.findings import MapError, Path
from argmap.model.types import Map

SECTIONS = ("claims", "stakeholders", "sources", "tensions")


@dataclass(frozen=True, slots=True)
class Revision:
    """One commit that touched a file: who, when (ISO 8601), and what the file held after it and at its parents.

    None stands for a file that was not there. A merge has several parents.
    """

    commit: str
    author: str
    date: str
    subject: str
    after: bytes | None
    before: tuple[bytes | None, ...]


class Step(NamedTuple):
    """A revision with the map before and after it, and what it changed; None when one of the two cannot be read."""

    revision: Revision
    old: Map
    new: Map
    changes: Changes | None


def steps(revisions: Iterable[Revision]) -> Iterator[Step]:
    """What each revision changed in the map, in the order given."""
    for one in revisions:
        after, *before = (_map(data, one.commit) for data in (one.after, *one.before))
        if any(map is _UNREADABLE for map in (after, *before)):
            yield Step(one, _UNREADABLE, _UNREADABLE, None)
            continue
        nothing = Map(title=next((map.title for map in (after, *before) if map is not None), ""))
        parents = [parent or nothing for parent in before]
        yield Step(one, parents[0], after or nothing, revision_diff(parents, after or nothing))


def following(steps: Iterable[Step], wanted: str) -> Iterator[Step]:
    """The steps, the newest first, with their changes to the thing that has the id ``wanted`` in the newest map with
    that id, under the ids it had before.

    Raises MapError when no map has the id.
    """
    path: Path | None = None
    for step in steps:
        if step.changes is None:
            yield step
            continue
        path = path or _path_of(wanted, step)
        if path is not None:
            yield step._replace(changes=step.changes.about(path))
            path = step.changes.path_before(path)
    if path is None:
        raise MapError(f"The id '{wanted}' is not in any version of the map.")


_UNREADABLE = Map(title="")


def _map(data: bytes | None, commit: str) -> Map | None:
    """The map in the data of a revision; None where there was no file."""
    if data is None:
        return None
    try:
        return read(data, commit).map
    except MapError:
        return _UNREADABLE


def _path_of(wanted: str, step: Step) -> Path | None:
    for map in (step.new, step.old):
        for section in SECTIONS:
            if any(item.id == wanted for item in getattr(map, section)):
                return (section, wanted)
    return None
