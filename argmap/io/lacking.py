"""Emoji that the fonts of a machine lack, or that a renderer cannot draw: what is shown and said instead."""

from __future__ import annotations

import re
from collections.abc import Iterable

EMOJI = re.compile(
    "[\U0001f000-\U0001faff](?:\ufe0f|\u200d[\u2190-\u2bff\U0001f000-\U0001faff]|[\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff])*"
)
"""One emoji with what joins it: a skin tone, the other half of a flag, others of a family."""

REPLACED = "\ufffd"
"""In place of an emoji, in every font that comes with argmap."""

MOST_NAMED = 8


def without_emoji_said(format: str, found: Iterable[str]) -> str:
    """A sentence that names the emoji which a file does not show."""
    names = list(dict.fromkeys(found))
    named = " ".join(names[:MOST_NAMED]) + (f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else "")
    return f"The {format} shows {REPLACED} in place of {named}. Use svg or html for emoji."
