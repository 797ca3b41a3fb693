"""Finding what a command line names in a map, with a hint when it is not there."""

from __future__ import annotations

from collections.abc import Collection

from argmap.model.findings import MapError
from argmap.model.index import Index
from argmap.model.nearest import nearest
from argmap.vocabulary import THINGS

MOST_NAMED = 8
"""The number of ids that a hint names."""


def must_be(kind: str, wanted: str, there: Collection[str], index: Index) -> str:
    """``wanted`` when it is among ``there``.

    Raises MapError otherwise, saying what the map has by that id instead or which id is near it.
    """
    if wanted in there:
        return wanted
    raise MapError(f"The map has no {kind} '{wanted}'. {_hint(kind, wanted, there, index)}")


def _hint(kind: str, wanted: str, there: Collection[str], index: Index) -> str:
    for section, other in THINGS.items():
        if wanted in getattr(index, section):
            return f"'{wanted}' is a {other}."
    if near := nearest(wanted, there):
        return f"Did you mean '{near}'?"
    if not there:
        return "It has none."
    more = f" and {len(there) - MOST_NAMED} more" if len(there) > MOST_NAMED else ""
    return f"It has: {', '.join(sorted(there)[:MOST_NAMED])}{more}."
