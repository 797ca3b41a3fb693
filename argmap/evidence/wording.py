"""What is said of quotations and copies, in every output."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from argmap.evidence.locations import location_of
from argmap.evidence.nearest import Near, WordChange
from argmap.evidence.quotations import Copy
from argmap.excerpt import TOLD_AGAIN, excerpt

_DIVIDED = re.compile(r"(?<=[^\W\d_])(?:[-‐]\n[^\S\n]*(?=[^\W\d_])(?=[a-zß-ÿ])|([-‐])\n[^\S\n]*(?=\w))")

MOST_CHANGES = 3
"""Differences of a quote that are told one by one."""


def difference(near: Near) -> str:
    """How a quote differs from the passage nearest to it, as a sentence."""
    if len(near.changes) > MOST_CHANGES:
        return f"It differs in {len(near.changes)} places."
    return " ".join(_change(change) for change in islice(near.changes, MOST_CHANGES))


def _change(change: WordChange) -> str:
    after = f' after "{excerpt(change.after)}"' if change.after else ""
    if change.kind == "other":
        return f'The copy has "{excerpt(change.copy)}" where the quote has "{excerpt(change.quote)}".'
    if change.kind == "added":
        return f'The copy does not have "{excerpt(change.quote)}"{after}.'
    return f'The copy also has "{excerpt(change.copy)}"{after}.'


def passage(copy: Copy, start: int, end: int, most: int = TOLD_AGAIN) -> str:
    """A passage of a copy, given as a range of its normal text, on one line, with divided words made whole."""
    assert copy.text is not None
    first, last = copy.span(start, end)
    return excerpt(whole_words(copy.text.text[first:last]), most)


def whole_words(text: str) -> str:
    """A text without line ends, and with words whole that were divided there."""
    return " ".join(_DIVIDED.sub(r"\1", text.replace("\u00ad\n", "")).split())


def place_of(copy: Copy, start: int, end: int) -> str:
    """The location of a passage, given as a range of the normal text; empty where it has none."""
    return (copy.text and location_of(copy.text, *copy.span(start, end))) or ""


def listed_words(words: Sequence[str], most: int = 4) -> str:
    """``"not", "47" and 2 more``."""
    shown = [f'"{word}"' for word in words[:most]]
    shown += [f"{len(words) - most} more"] if len(words) > most else []
    return " and ".join(filter(None, [", ".join(shown[:-1]), *shown[-1:]]))
