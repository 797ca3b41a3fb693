"""Characters: which ones a text may contain, and what they are called.

Reading, writing, checking and typing all use this table.
"""

from __future__ import annotations

import re
import unicodedata

from argmap.escape import BIDI_CONTROLS

_NO_CHARACTERS = "\ufdd0-\ufdef" + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in
                                           range(0, 0x110000, 0x10000))  # fmt: skip

REFUSED = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ud800-\udfff{_NO_CHARACTERS}]")
"""Characters that no text may contain, not even as an escape: control characters (ISO 6429), the byte order mark,
surrogates and the noncharacters of Unicode."""

ONLY_ESCAPED = re.compile("[\r\u0085\u2028\u2029]")
"""Characters that only some programs take for line ends. A text may contain them; in a file they are escaped."""

REORDERING = re.compile(f"[{''.join(sorted(BIDI_CONTROLS))}]")
"""Controls that reorder the text around them (UAX #9). A text may contain them, and ``check`` warns."""

INVISIBLE = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e007f]|(?<=[A-Za-z])[\u200c\u200d]+(?=[A-Za-z])"
)
"""Characters without a glyph. A text may contain them, and ``check`` warns. Joiners count only between Latin letters:
other scripts and emoji need them."""

_CONTROL_NAMES = {
    0x00: "null", 0x07: "bell", 0x08: "backspace", 0x09: "tab", 0x0A: "line feed", 0x0B: "vertical tab",
    0x0C: "form feed", 0x0D: "carriage return", 0x1B: "escape", 0x7F: "delete", 0x85: "next line",
    0xFEFF: "byte order mark", 0x2010: "typographic hyphen", 0x2011: "non-breaking hyphen",
    0x2212: "minus sign", 0xAD: "soft hyphen",
    0x201C: "curly quotation mark", 0x201D: "curly quotation mark", 0x2018: "curly quotation mark",
    0x2019: "curly quotation mark", 0x201E: "low quotation mark", 0x201A: "low quotation mark",
    0xAB: "angle quotation mark", 0xBB: "angle quotation mark", 0x2026: "ellipsis", 0x2192: "arrow",
}  # fmt: skip


def named(char: str) -> str:
    """The name of a character with its article: ``an en dash (–)``, ``a no-break space (U+00A0)``."""
    name = _CONTROL_NAMES.get(ord(char)) or unicodedata.name(char, _nameless(char)).lower()
    article = "an" if re.match("[ai]|e(?!u)|o(?!ne)|u(?!ni|[gsr])", name) else "a"
    shown = char if char.isprintable() and not unicodedata.combining(char) else f"U+{ord(char):04X}"
    return f"{article} {name} ({shown})"


def _nameless(char: str) -> str:
    category = unicodedata.category(char)
    kinds = {"Cc": "control character", "Cs": "half of a character", "Co": "private character"}
    return kinds.get(category, "unassigned character")


def folded(text: str) -> str:
    """A text as searches compare it: without case, and with letters and their accents as one character (NFC)."""
    return (
        text.casefold()
        if text.isascii()
        else unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    )
