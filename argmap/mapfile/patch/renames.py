"""Which ids a change gives others, told from what their things say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from argmap.mapfile.document import Part
from argmap.mapfile.encode import Fields, spell_section
from argmap.mapfile.patch.sequence_diff import Likeness, align

Renames: TypeAlias = Mapping[str, str]
"""Ids after a change by ids before it."""


def renamed(changed: Iterable[tuple[tuple[Part, ...], tuple[Part, ...]]]) -> Renames:
    """The ids that stand for the same thing, in the parts of each section that a change touches, before and after.

    A thing is known again by its first field (a claim's text, a source's title), failing that by all its others.
    """
    found: dict[str, str] = {}
    for old, new in changed:
        gone, came = _without(old, new), _without(new, old)
        if gone and came:
            before, after = list(gone), list(came)
            matched = align(*map(Likeness, _known_by(gone), _known_by(came)))
            found |= {before[place]: after[number] for number, place in enumerate(matched) if place is not None}
    return found


def _without(parts: tuple[Part, ...], others: tuple[Part, ...]) -> Fields:
    """The spelled entries whose ids none of the others has."""
    ids = {part.id for part in others}
    return spell_section(tuple(part for part in parts if part.id not in ids))


def _known_by(entries: Fields) -> tuple[list[str | None], list[str | None]]:
    first: list[str | None] = []
    others: list[str | None] = []
    for value in entries.values():
        fields = list(value.items()) if isinstance(value, dict) else [("", value)]
        first.append(repr(fields[0]) if fields else "")
        others.append(repr(fields[1:]) if len(fields) > 1 else None)
    return first, others
