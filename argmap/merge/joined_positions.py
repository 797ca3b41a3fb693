"""Two positions of one stakeholder on one claim as one, without losing what either was recorded from."""

from __future__ import annotations

from argmap.model.index import Index
from argmap.model.names import source_name
from argmap.model.types import Position
from argmap.vocabulary import STANCE_WORDS


def in_one(index: Index, one: Position, two: Position) -> tuple[Position, list[str]]:
    """The fuller of two positions, else the first, with sentences that say what it does not."""
    if two.stance == one.stance and _says_all_of(two, one):
        return two, []
    if two.stance == one.stance and _says_all_of(one, two):
        return one, []
    return one, [_told(index, two, " too" if two.stance == one.stance else " elsewhere")]


def _says_all_of(one: Position, other: Position) -> bool:
    """Whether a position gives everything that another gives."""
    return all(getattr(other, name) in (None, getattr(one, name)) for name in ("source", "quote", "date"))


def _told(index: Index, position: Position, where: str) -> str:
    """A position as a sentence of a note."""
    who = index.stakeholders.get(position.stakeholder)
    name = (who.name if who is not None else None) or position.stakeholder
    source = index.sources.get(position.source or "")
    origin = [source_name(source) if source is not None else position.source, position.date]
    view = STANCE_WORDS[position.stance].on.rpartition(" ")[0]
    words = f": “{position.quote}”" if position.quote else ""
    given = ", ".join(word for word in origin if word)
    return f"{name} {view},{where}{words}{f' ({given})' if given else ''}."
