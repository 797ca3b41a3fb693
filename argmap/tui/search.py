"""Search by words, for tables, pickers and help."""

from __future__ import annotations

from argmap.escape import one_line
from argmap.model.characters import folded


def holds(query: str, *texts: str | None) -> bool:
    """Whether the texts together contain every word of the query, ignoring case."""
    if not query:
        return True
    words = folded(" ".join(text for text in texts if text))
    return all(word in words for word in folded(query).split())


def no_matches(query: str) -> str:
    """The message of a search without results."""
    words = one_line(query.strip())
    return f"No matches for '{words if len(words) <= 40 else words[:39] + '…'}'."
