"""Searching by words: how the tables, the pickers and the help find what is typed."""

from __future__ import annotations

from argmap.escape import one_line


def holds(query: str, *texts: str | None) -> bool:
    """Whether the texts together hold every word of the query, in any case."""
    if not query:
        return True
    words = " ".join(text for text in texts if text).casefold()
    return all(word in words for word in query.casefold().split())


def no_matches(query: str) -> str:
    """What is said of a search that finds nothing."""
    words = one_line(query.strip())
    return f"No matches for '{words if len(words) <= 40 else words[:39] + '…'}'."
