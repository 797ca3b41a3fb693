"""What people wrote: the texts of a map, and whether a merge kept them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.merge.conflicts import BothChanged, Conflict, MergedMap
from argmap.model.types import Map, Part
from tests.mapfile.comments import owners, ways

IDS_AND_CHOICES = frozenset(
    "id premise kind target linked source stakeholder tension side part_of stance power interest".split()
)


def texts(part: Part) -> Iterator[str]:
    """Every text in a part of a map that somebody wrote: all but ids, references and choices."""
    for name, value in part.items():
        if isinstance(value, tuple):
            for one in value:
                yield from texts(one) if isinstance(one, Part) else ()
                if name == "tags":
                    yield one
        elif isinstance(value, str) and (name not in IDS_AND_CHOICES):
            yield value


def in_conflict(conflict: Conflict) -> Iterator[str]:
    if isinstance(conflict, BothChanged):
        yield from (value for value in (*conflict.ours, *conflict.theirs) if isinstance(value, str))


def sentences(text: str) -> set[str]:
    return {one.strip() for one in re.split(r"(?<=[.!?\n])\s+", text) if one.strip()}


def lost(base: Map, ours: Map, theirs: Map, merged: MergedMap) -> set[str]:
    """The sentences that a side wrote and that are neither in the merged map nor in a conflict.

    A sentence that stood in the base is not one that a side wrote.
    """
    before = set(texts(base))
    wrote = {text for side in (ours, theirs) for text in texts(side)} - before
    kept = {*texts(merged.map), *(text for one in merged.conflicts for text in in_conflict(one))}
    whole = " \n ".join(kept)
    return {one for text in wrote - kept for one in sentences(text) if one not in whole and one not in before}


def moved_comments(base: str, ours: str, theirs: str, merged: str) -> list[str]:
    """The comments that one side added and that are lost in the merged text, or are at another thing or place.

    A thing that the merge does not have once, as it was renamed or removed, is left out.
    """
    before, found, there = owners(base), owners(merged), ways(merged)
    added_twice = (ways(ours).keys() & ways(theirs).keys()) - ways(base).keys()
    gone = []
    for side in (ours, theirs):
        was, attached = ways(side), owners(side, attached=True)
        for comment, owned in owners(side).items():
            thing = owned[0][0]
            is_one = was[thing] == there[thing] == 1 and thing[:2] not in added_twice
            above = [(thing, "above")] if owned[0][1] == "below" else owned
            is_there = found.get(comment) in (owned, above) or not (is_one and comment in attached)
            if comment not in before and not (comment in merged and is_there):
                gone.append(comment)
    return gone
