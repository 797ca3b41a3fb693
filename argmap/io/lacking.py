"""Letters and emoji that no font of a machine has, or that a renderer cannot draw: what is shown and said instead."""

from __future__ import annotations

import re
from collections.abc import Iterable

from argmap.escape import one_line

EMOJI = re.compile(
    "[\U0001f000-\U0001faff](?:\ufe0f|\u200d[\u2190-\u2bff\U0001f000-\U0001faff]|[\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff])*"
)
"""One emoji with what joins it: a skin tone, the other half of a flag, others of a family."""

REPLACED = "\ufffd"
"""In place of a letter or an emoji, in every font that comes with argmap."""

MOST_NAMED = 8


def without_emoji_said(format: str, found: Iterable[str]) -> str:
    """A sentence that names the emoji which a file does not show."""
    named = _named(list(dict.fromkeys(found)), " ")
    return f"The {format} shows {REPLACED} in place of {named}. Use svg or html for emoji."


def without_letters_said(format: str, found: Iterable[str]) -> str:
    """A sentence that names the letters which a file does not show, as no font has them."""
    named = [
        f"'{one_line(text)}' ({' '.join(f'U+{ord(char):04X}' for char in text)})" for text in dict.fromkeys(found)
    ]
    it = "it" if len(named) == 1 else "them"
    return (
        f"The {format} shows {REPLACED} in place of {_named(named, ', ')}, as no font on this machine has {it}. "
        "Install one that has (the Noto fonts have nearly all), or use svg or html."
    )


def _named(names: list[str], between: str) -> str:
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return between.join(names[:MOST_NAMED]) + more
