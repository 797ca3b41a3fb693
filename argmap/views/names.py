"""Short names of stakeholders, for badges."""

from __future__ import annotations

import re
from collections.abc import Iterable

from argmap.excerpt import excerpt
from argmap.model.types import Stakeholder

LONGEST = 22
"""The most characters of a name that a badge shows in full."""


def short_name(stakeholder: Stakeholder) -> str:
    """The name if it is short, else the abbreviation it gives in brackets or its id spells, else its first words."""
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


def stances(held: Iterable[tuple[str, str]]) -> str:
    """Who agrees, who disagrees and whose views are mixed, in a few words; ``held`` is pairs of stance and name."""
    names: dict[str, list[str]] = {}
    for stance, name in held:
        names.setdefault(stance, []).append(name)
    return "; ".join(f"{stance}: {', '.join(those)}" for stance, those in names.items())
