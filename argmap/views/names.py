"""Names for places with little room: badges of stakeholders, labels of sides, titles of tensions."""

from __future__ import annotations

import re
from collections.abc import Iterable

from argmap.excerpt import excerpt
from argmap.model.types import Side, Stakeholder, Tension

LONGEST = 22
"""The most characters of a name that a badge shows in full."""


def short_name(stakeholder: Stakeholder) -> str:
    """Its ``short`` label, else the name if it is short, the abbreviation that it gives in brackets or its id spells,
    or its first words.
    """
    if short := (stakeholder.short or "").strip():
        return short
    name = stakeholder.name or stakeholder.id
    if len(name) <= LONGEST:
        return name
    if bracketed := re.search(r"\(([^\s()]{2,12})\)", name):
        return bracketed[1]
    if _spelt_by_initials(stakeholder.id, name):
        return stakeholder.id.upper()
    before_comma = name.partition(",")[0]
    return before_comma if 2 < len(before_comma) <= LONGEST else excerpt(name)


def _spelt_by_initials(id: str, name: str) -> bool:
    words = re.findall(r"\w+", name)
    telling = "".join(word[0] for word in words if word[0].isupper()).lower()
    return 2 <= len(id) <= 6 and id in {telling, "".join(word[0] for word in words).lower()}


def side_name(side: Side) -> str:
    """The ``short`` label of a side, else the words of its id: a label beside its title."""
    return (side.short or "").strip() or words_of(side.id)


def tension_name(tension: Tension) -> str:
    """The title of a tension, else its question, else the words of its id."""
    return tension.title or tension.question or words_of(tension.id)


def words_of(id: str) -> str:
    """An id as words, where there is nothing else to name a thing by: ``exit terms``."""
    return id.replace("-", " ")


def stances(held: Iterable[tuple[str, str]]) -> str:
    """Who agrees, who disagrees and whose views are mixed, in a few words; ``held`` is pairs of stance and name."""
    names: dict[str, list[str]] = {}
    for stance, name in held:
        names.setdefault(stance, []).append(name)
    return "; ".join(f"{stance}: {', '.join(those)}" for stance, those in names.items())
