"""The width of a text, and the places where it can be broken into lines, without a font at hand.

Widths come from a committed table of advance widths (``widths.json``, 1/1000 em) read from Liberation Sans, whose
metrics are those of Helvetica and Arial, and from the wider DejaVu Sans and Noto Sans, which are used where neither
is installed. The letters and signs of India and Sri Lanka have a table of their own (``widths_indic.json``), the
wider of Noto Sans and Noto Serif for each. Other characters get the widest value that common fonts of their script
reach. Lengths are points.
"""

from __future__ import annotations

import functools
import json
import math
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

if TYPE_CHECKING:
    import budoux

Weight = Literal["regular", "bold"]

SLACK = 1.05
"""How much wider than its measure a text may come out with a stand-in font. Boxes leave that much room."""

NEVER_FIRST = frozenset("、。，．・：；？！）］｝」』】〉》〕ー々’”…")
"""Characters that do not begin a line in Chinese and Japanese (JIS X 4051, class 'not starting a line')."""


@functools.cache
def _tables() -> dict[str, Any]:
    # importlib.resources would do this too, and loads 20 modules for it: 6 ms of an export.
    return cast(dict[str, Any], json.loads(Path(__file__).with_name("widths.json").read_text("ascii")))


@functools.cache
def _listed(char: str, family: Literal["plain", "widest"], weight: Weight) -> float:
    """Ems by the table; 0 for a character that it does not have."""
    before, code = 0, ord(char)
    for first, last in _tables()["ranges"]:
        if first <= code <= last:
            return float(_tables()[f"{family} {weight}"][before + code - first] / 1000)
        before += last + 1 - first
    return 0.0


@functools.cache
def _indic() -> dict[str, Any]:
    return cast(dict[str, Any], json.loads(Path(__file__).with_name("widths_indic.json").read_text("ascii")))


class _Advances(dict[str, float]):
    """Ems by character, worked out when first asked for: a map uses some eighty of the two thousand in the table."""

    def __init__(self, weight: Weight, widest: bool) -> None:
        self._weight, self._widest = weight, widest

    def __missing__(self, char: str) -> float:
        ems = _listed(char, "plain", self._weight)
        if self._widest:
            ems = max(ems, _listed(char, "widest", self._weight) / SLACK)
        self[char] = ems or _estimate(char, self._weight)
        return self[char]


THAI = {
    char: ems
    for chars, ems in (("เ", 0.36), ("โใไ", 0.45), ("งจธรวฯะาำ฿ๅ", 0.58), ("พฟษฬ๒๓๕๙๚", 0.82), ("ฌญฒณ๗๛", 0.95))
    for char in chars
}
"""Ems of Thai characters that are narrower or wider than most: the widest of Noto Sans, Serif and Looped Thai."""


PHRASES = {0xFDFD: 9.0, 0xFDFA: 3.5}
"""Whole phrases of Arabic in one character."""

INDIC = range(0x0900, 0x0E00)
"""Devanagari to Sinhala. A sign is as wide as it makes a letter wider: of letters that are joined a text has less."""


def _estimate(char: str, weight: Weight) -> float:
    """Ems for a character outside the table of European letters, by its kind and script."""
    if char in "\u200b\u200c\u200d\u200e\u2066\u2067\u2069\ufe0e\ufe0f" or unicodedata.combining(char):
        return 0.0
    code = ord(char)
    if code in PHRASES:
        return PHRASES[code]
    if 0x1F1E6 <= code <= 0x1F1FF:  # half a flag
        return 0.8
    if code >= 0x1F000 or 0x2300 <= code <= 0x2BFF:
        return 1.4
    if unicodedata.east_asian_width(char) in "WF":
        return 1.0  # an ideograph's, in every font
    if 0x0590 <= code <= 0x08FF or 0xFB1D <= code <= 0xFEFC:
        return 0.3 if unicodedata.category(char) == "Mn" else 0.64 if code < 0x0600 else 0.58
    if code in INDIC:
        listed = float(_indic()[weight][code - INDIC.start] / 1000)
        return listed or (0.0 if unicodedata.category(char) == "Mn" else 0.95)
    if 0x0E00 <= code <= 0x0E7F:
        return 0.0 if unicodedata.category(char) == "Mn" else THAI.get(char, 0.69)
    if 0x0E80 <= code <= 0x0EFF:  # Lao
        return 0.0 if unicodedata.category(char) == "Mn" else 0.85
    return 1.15


def _parts_of_word(word: str) -> Iterator[str]:
    if _is_address(word):
        yield from _parts_of_address(word)
        return
    if word.isascii() or all(char < "\u0e00" or "\u2010" <= char < "\u2e80" for char in word):
        yield from _after_each(word, "-/")
        return
    if any(_is_thai(char) for char in word):
        yield from _thai_words(word)
        return
    start = 0
    for place in range(1, len(word) - 1):
        before, char = word[place - 1], word[place]
        if char in NEVER_FIRST or before in "（［｛「『【〈《〔‘“":
            continue
        if (_is_ideograph(char) or _is_ideograph(before)) and not unicodedata.combining(char):
            yield word[start:place]
            start = place
    yield word[start:]


def _is_address(word: str) -> bool:
    """Whether a word is a web address or one of mail, which people also write without ``https://``."""
    return ("/" in word or "@" in word or "www." in word) and _ADDRESS.search(word) is not None


_ADDRESS = re.compile(r"://|www\.|\bdoi:|\w@\w|^\W*[\w-]+(?:\.[\w-]+)+/")

IN_ADDRESS = 24
"""Characters of a part of an address, from which on a line may end anywhere in it."""


def _parts_of_address(word: str) -> Iterator[str]:
    """An address in parts after which it is broken without a hyphen, as one would be read as part of it."""
    for part in _AFTER_SIGN.split(word):
        yield from clusters(part) if len(part) > IN_ADDRESS else (part,)


_AFTER_SIGN = re.compile(r"(?<=[/._?&=#-])(?=[^/._?&=#\s-])")


def _is_thai(char: str) -> bool:
    return "\u0e01" <= char <= "\u0e5b"


def _thai_words(text: str) -> Iterator[str]:
    """The words of Thai text, which has no spaces between them, by BudouX: a small model of where words begin."""
    parts: list[str] = []
    for part in _thai_parser().parse(text):
        first = part[0]
        if parts and (first in NEVER_FIRST_IN_THAI or not (_is_thai(first) and _is_thai(parts[-1][-1]))):
            parts[-1] += part
        else:
            parts.append(part)
    yield from parts


NEVER_FIRST_IN_THAI = frozenset(
    "\u0e2f\u0e30\u0e31\u0e32\u0e33\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e45\u0e46\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e"
)
"""Vowels and marks that follow their consonant, and signs that repeat or shorten the word before them."""


@functools.cache
def _thai_parser() -> budoux.Parser:
    import budoux

    return budoux.load_default_thai_parser()


def _after_each(word: str, breakers: str) -> Iterator[str]:
    start = 0
    for place in range(4, len(word) - 4):
        if word[place] in breakers and word[place + 1] not in breakers:
            yield word[start : place + 1]
            start = place + 1
    yield word[start:]


def _is_ideograph(char: str) -> bool:
    return ord(char) < 0x1F000 and char not in "…‘’“”" and unicodedata.east_asian_width(char) in "WF"


def clusters(text: str) -> Iterator[str]:
    """``text`` in pieces that are not to be torn apart: a letter with its marks, an emoji sequence."""
    cluster = ""
    for char in text:
        if cluster and not _joins(char) and not cluster.endswith("\u200d"):
            yield cluster
            cluster = ""
        cluster += char
    if cluster:
        yield cluster


def _joins(char: str) -> bool:
    """Whether a character belongs to the one before it: marks, joiners, skin tones, and the am of Thai and Lao."""
    special = char in "\u200c\u200d\ufe0f\ufe0e\u0e33\u0eb3" or 0x1F3FB <= ord(char) <= 0x1F3FF
    return special or unicodedata.category(char).startswith("M")


LONELY = 0.4
"""A last line shorter than this share of the widest is avoided where that costs no line; then all are as even as can
be, and the last not much wider than the others.
"""

ENOUGH = 0.4
"""A word that is wider than a line begins beside others where there is this share of the room, and is broken."""

LEAST_OF_WORD = 3
"""Letters of a broken word before the first break and after the last, where there is room."""


_BREAK = re.compile(r"[^\S\u00a0\u2007\u202f]+")
"""White space at which a line may end: any but no-break spaces."""

_NEVER_FIRST, _NEVER_LAST = frozenset(";:!?»›%€"), frozenset("«‹")
"""Signs that languages such as French set apart by a space, which stay beside the word before or after them."""

_SET_APART = re.compile(f"[{''.join(sorted(_NEVER_FIRST | _NEVER_LAST))}]")


def line_words(text: str) -> list[str]:
    """The words of a text between which a line may end, some with a sign that stays beside them."""
    text = text.strip()
    parts = _BREAK.split(text) if text else []
    return list(_with_signs(parts)) if _SET_APART.search(text) else parts


def _with_signs(parts: Iterable[str]) -> Iterator[str]:
    word = ""
    for part in parts:
        if word and not (_NEVER_FIRST.issuperset(part) or _NEVER_LAST.issuperset(word.rpartition(" ")[2])):
            yield word
            word = ""
        word = f"{word} {part}" if word else part
    if word:
        yield word


class FontMetrics:
    """The widths of texts in one font, or in whichever of several a reader's machine has (``is_known`` is False).

    Of an unknown font widths are on the safe side: no text is wider than :data:`SLACK` times its measure.
    """

    def __init__(self, *, is_known: bool) -> None:
        self.is_known = is_known
        self._advances: Mapping[Weight, _Advances] = {
            "regular": _Advances("regular", not is_known),
            "bold": _Advances("bold", not is_known),
        }
        self.ems = functools.lru_cache(maxsize=65_536)(self._ems)
        """The width of a text, and perhaps its weight, in ems."""
        self.word_pieces = functools.lru_cache(maxsize=16_384)(self._word_pieces)
        """The stretches of a word of some weight between which a line may end, the last with the space after it; the
        ems of each without that space and with it, and the hyphen where it is broken itself, empty in an address."""

    def _ems(self, text: str, weight: Weight = "regular") -> float:
        advances = self._advances[weight]
        return math.fsum([advances[char] for char in text])

    def width(self, text: str, size: float, weight: Weight = "regular") -> float:
        """The width of ``text`` set at ``size`` points."""
        return self.ems(text, weight) * size

    def truncated(self, text: str, room: float, size: float, weight: Weight = "regular") -> str:
        """``text``, cut short with an ellipsis when it is wider than ``room`` points."""
        if self.width(text, size, weight) <= room:
            return text
        kept: list[str] = []
        used = 0.0
        for cluster in clusters(text):
            if used > room:  # text of any length costs no more than what could be kept of it
                break
            kept.append(cluster)
            used += self.width(cluster, size, weight)

        def cut_width(number: int) -> float:
            return self.width("".join(kept[:number]) + "…", size, weight)

        fitting = bisect_right(range(1, len(kept) + 1), room, key=cut_width)
        return "".join(kept[:fitting]).rstrip() + "…"

    def wrapped(self, text: str, room: float, size: float, weight: Weight = "regular") -> tuple[str, ...]:
        """``text`` in lines no wider than ``room`` points. A word that is wider is broken between characters."""
        pieces = self._pieces(text, size, weight)
        lines, widths = self._filled(pieces, room, size, weight)
        found: list[tuple[bool, float, tuple[str, ...]]] = []
        narrower, widest = lines, room
        while 1 < len(narrower) == len(lines):
            if widths[-1] > max(widths) * LONELY:
                if narrower is lines:
                    return lines
                found.append((widths[-1] > 1.1 * max(widths[:-1]), max(widths) - min(widths), narrower))
            # A character cannot be broken, and may be wider than the room.
            widest = max((wide for wide in widths if wide <= widest), default=0.0) - 0.01
            if widest < 0:
                break
            narrower, widths = self._filled(pieces, widest, size, weight)
        return min(found)[2] if found else lines

    def line_count(self, text: str, room: float, size: float, weight: Weight = "regular") -> int:
        """How many lines :meth:`wrapped` makes: at least one."""
        return len(self._filled(self._pieces(text, size, weight), room, size, weight)[0])

    def _pieces(self, text: str, size: float, weight: Weight) -> list[tuple[str, float, float, str]]:
        """The stretches of a text between which a line may end, as :meth:`_filled` is given them."""
        words = [self.word_pieces(word, weight) for word in line_words(text)]
        return [(piece, needed * size, wide * size, hyphen) for word in words for piece, needed, wide, hyphen in word]

    def _filled(
        self, pieces: list[tuple[str, float, float, str]], room: float, size: float, weight: Weight
    ) -> tuple[tuple[str, ...], list[float]]:
        """Lines of pieces, each given with its width without its trailing space and with it, and its hyphen; and the
        widths of the lines."""
        lines, widths = list[str](), list[float]()
        line, used, end = "", 0.0, 0.0
        for piece, needed, wide, hyphen in pieces:
            if needed > room:
                beside = room - used if room - used > room * ENOUGH else 0.0
                if line and not beside:
                    lines.append(line.rstrip(" "))
                    widths.append(end)
                    line = ""
                first, *rest = self._broken(piece, hyphen, beside or room, room, size, weight)
                *full, line = line + first, *rest
                lines += [one.rstrip(" ") for one in full]
                widths += [self.width(one.rstrip(" "), size, weight) for one in full]
                used, end = self.width(line, size, weight), self.width(line.rstrip(" "), size, weight)
                continue
            if line and used + needed > room:
                lines.append(line.rstrip(" "))
                widths.append(end)
                line, used = "", 0.0
            line += piece
            end = used + needed
            used += wide
        if line.strip() or not lines:
            lines.append(line.rstrip(" "))
            widths.append(end)
        return tuple(lines), widths

    def _word_pieces(self, word: str, weight: Weight) -> tuple[tuple[str, float, float, str], ...]:
        parts, hyphen = _parts_of_word(word + " "), "" if _is_address(word) else "-"
        return tuple([(part, self.ems(part.rstrip(" "), weight), self.ems(part, weight), hyphen) for part in parts])

    def _broken(self, word: str, hyphen: str, first: float, room: float, size: float, weight: Weight) -> list[str]:
        """A word in parts no wider than ``room``, with its hyphen between letters as Europe has them; the first no
        wider than ``first``, and empty where that is too little.
        """
        letters = list(clusters(word))
        ends = [0.0, *accumulate(self.width(letter, size, weight) for letter in letters)]
        mark = self.width(hyphen, size, weight)
        whole = len(letters) - (letters[-1] == " ")
        soonest, latest = _places_to_break(letters)
        lines: list[str] = []
        start, most = 0, first
        while ends[whole] - ends[start] > most:
            fitting = bisect_right(ends, ends[start] + most - mark, start, whole) - 1
            end = min(fitting, latest) if latest - start >= LEAST_OF_WORD else fitting
            if end < soonest and not lines and first < room:
                lines.append("")
                most = room
                continue
            end = max(end, start + 1)
            if end >= whole:
                break
            lines.append("".join(letters[start:end]) + (hyphen if _takes_hyphen(*letters[end - 1 : end + 1]) else ""))
            start, most = end, room
        return [*lines, "".join(letters[start:])]


def _places_to_break(letters: Sequence[str]) -> tuple[int, int]:
    """The first and the last place at which enough letters of a word are before and after a break."""
    places = [place for place, letter in enumerate(letters) if letter[0].isalnum()]
    if len(places) < 2 * LEAST_OF_WORD:
        return 0, len(letters)
    return places[LEAST_OF_WORD - 1] + 1, places[-LEAST_OF_WORD]


def _takes_hyphen(before: str, after: str) -> bool:
    """Whether a break between two characters is marked: between letters that have capitals, as those of Europe."""
    return before.lower() != before.upper() and after.lower() != after.upper()


HELVETICA = FontMetrics(is_known=True)
"""Helvetica, and the fonts made to its widths: Arial, Liberation Sans, and Arimo, which comes with argmap."""

ANY_FONT = FontMetrics(is_known=False)
"""The fonts that a reader may have: these, or DejaVu Sans or Noto Sans in their place."""

width, wrapped, truncated = ANY_FONT.width, ANY_FONT.wrapped, ANY_FONT.truncated


def is_right_to_left(text: str) -> bool:
    """Whether ``text`` reads from the right: its first letter with a direction does (UAX #9, rule P2)."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False
