"""Text in the form in which it is compared: differences of print that have no meaning are removed, and no others.

Compatibility normalization (NFKC, UAX #15) is not used: it makes "£472 billion" of "£47² billion". What is done:

- NFC; ligatures such as "ﬁ" as letters; full and half width letters as usual ones; an ellipsis as three points;
- every run of spaces and line ends as one space; soft hyphens and zero-width characters are removed;
- quotation marks as straight ones, double ones stay double; French spaces inside guillemets are removed;
- a dash between words, spaced or long (em dash), as a spaced hyphen; other hyphens, en dashes and minus signs as "-";
- a word divided at a line end is whole, with its hyphen or without (:attr:`Normal.joints`);
- marks of notes that cannot be part of a word or figure are removed: "[12]" after a word, superscript digits after
  punctuation.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, chain, compress, count
from operator import add

LIGATURES: dict[str, str] = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "Ĳ": "IJ", "ĳ": "ij",
}  # fmt: skip
"""Letters that are printed as one sign."""

_CHARACTERS: dict[str, str] = {
    **LIGATURES,
    "…": "...", "—": " - ", "―": " - ", "⸺": " - ",
    **dict.fromkeys("‐‑‒–−﹣－⁃", "-"),
    **dict.fromkeys("“”„‟«»＂", '"'),
    **dict.fromkeys("‘’‚‛‹›＇`´ʼ", "'"),
    **dict.fromkeys("\u00ad\u034f\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff", ""),
    **dict.fromkeys("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", ""),
}  # fmt: skip
_WIDTHS = range(0xFF01, 0xFFEF)

_TABLE: dict[int, str] = {
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in _WIDTHS},
    **{ord(char): plain for char, plain in _CHARACTERS.items()},
}
_HALF_WIDTH = re.compile("[\uff66-\uffdc]")

_SPACE_IN_GUILLEMETS = re.compile(r"(?<=(?<![^ (\[])[«‹]) | (?=[»›](?![^ .,;:!?)\]]))")
_DOUBLE_HYPHEN = re.compile(r"(?<!-)-{2,3}(?!-)")
_NOTE_MARK = re.compile(r"(?<=[^\s\[])\[\d{1,3}\]")
_NOTE_NUMBER = re.compile(r"""(?<=[.,;:!?)\]"'”’»])[⁰¹²³⁴-⁹]+(?!\S)""")
_HYPHEN_AT_END = re.compile(r"(?:[^\W_])([-‐\u00ad])[ \t]*$")
_NOT_PLAIN = re.compile(r"\[|--")

_SUBSTITUTIONS = (
    (_NOTE_MARK, ""),
    (_NOTE_NUMBER, ""),
    (_DOUBLE_HYPHEN, " - "),
    (_SPACE_IN_GUILLEMETS, ""),
)


@dataclass(frozen=True)
class Joint:
    """A place where a word was divided at a line end, as an offset in a normal text.

    ``written`` says whether the normal text has a hyphen at ``at``, ``sure`` that the word certainly has one or
    certainly has none.
    """

    at: int
    written: bool
    sure: bool = False


@dataclass(frozen=True)
class Normal:
    """A text as it is compared.

    Of the non-empty lines of the original ``begins`` and ``ends`` are the offsets there; in ``text`` they are at
    ``starts``.
    """

    text: str
    original: str
    begins: Sequence[int] = ()
    ends: Sequence[int] = ()
    starts: Sequence[int] = ()
    joints: tuple[Joint, ...] = ()

    @cached_property
    def joint_at(self) -> dict[int, Joint]:
        """The joints by their offsets."""
        return {joint.at: joint for joint in self.joints}

    @cached_property
    def words(self) -> list[str]:
        """The text at its spaces."""
        return self.text.split(" ")

    @cached_property
    def word_starts(self) -> list[int]:
        """Where each word begins."""
        return list(map(add, self.letters_before, range(len(self.words))))

    @cached_property
    def letters_before(self) -> list[int]:
        """How many characters the words before each word have."""
        return list(accumulate(map(len, self.words[:-1]), initial=0))

    @cached_property
    def compact(self) -> str:
        """The text without spaces and hyphens."""
        return self.text.replace(" ", "").replace("-", "")

    @cached_property
    def _compact_starts(self) -> list[int]:
        return list(accumulate((len(word) - word.count("-") for word in self.words[:-1]), initial=0))

    def from_compact(self, offset: int) -> int:
        """The offset in :attr:`text` of a character of :attr:`compact`."""
        word = bisect_right(self._compact_starts, offset) - 1
        rest = offset - self._compact_starts[word]
        at = self.word_starts[word]
        while rest > 0 or self.text[at : at + 1] == "-":
            rest -= self.text[at] != "-"
            at += 1
        return at

    def origin(self, offset: int) -> int:
        """The offset in :attr:`original` of a character of :attr:`text`."""
        line = max(bisect_right(self.starts, offset) - 1, 0)
        start, end = (self.begins[line], self.ends[line]) if self.begins else (0, 0)
        wanted = offset - (self.starts[line] if self.starts else 0)
        line_text = self.original[start:end]
        if line_text.isascii() and _normal_line(line_text) == line_text:
            return min(start + wanted, end)
        origins = _origins(line_text)
        return start + origins[wanted] if wanted < len(origins) else end

    def end_of_origin(self, offset: int) -> int:
        """The offset in :attr:`original` behind the character before ``offset`` of :attr:`text`."""
        return self.origin(offset - 1) + 1 if offset else 0


def normal(text: str) -> Normal:
    """A text as it is compared, with its way back to the original, which must be in NFC."""
    lines = text.split("\n")
    if len(lines) == 1:
        plain = _normal_lines(text, lines)[0]
        return Normal(plain, text, (0,), (len(text),), (0,)) if plain else Normal("", text)
    begins = list(map(add, accumulate(map(len, lines[:-1]), initial=0), count()))
    made = _normal_lines(text, lines)
    if "" in made:
        begins = list(compress(begins, made))
        lines = list(compress(lines, made))
        made = list(filter(None, made))
    return _joined(text, begins, list(map(add, begins, map(len, lines))), made)


def _normal_lines(text: str, lines: list[str]) -> list[str]:
    """Lines as they are compared, without their ends. Most lines of most texts need little, and there are many."""
    if any(sign in text for sign in ("\t", "[", "  ", "--")):
        return list(map(_normal_line, lines))
    if text.isascii():
        return list(map(str.strip, lines))
    return [line.strip() if line.isascii() else _normal_line(line) for line in lines]


def _joined(text: str, begins: list[int], ends: list[int], made: list[str]) -> Normal:
    between = [" "] * len(made)
    soft = "\u00ad" in text
    at: dict[int, bool] = {}
    for place, plain in enumerate(made[:-1]):
        if plain[-1] == "-" or soft:
            adjacent = begins[place + 1] - ends[place] == 1
            hyphen = _dividing_hyphen(text, begins[place], ends[place]) if adjacent else None
            if hyphen is not None and made[place + 1][0].isalnum():
                between[place] = ""
                made[place], at[place] = _divided(plain, hyphen, made[place + 1][0])
    between[-1:] = [""] if made else []
    starts = list(accumulate(map(add, map(len, made), map(len, between)), initial=0))
    joints = tuple(
        Joint(starts[place + 1] - made[place].endswith("-"), made[place].endswith("-"), sure)
        for place, sure in at.items()
    )
    whole = "".join(chain.from_iterable(zip(made, between, strict=True)))
    return Normal(whole, text, begins, ends, starts[:-1], joints)


def _dividing_hyphen(text: str, start: int, end: int) -> str | None:
    """The hyphen at the end of a line that divides a word; None without one."""
    found = _HYPHEN_AT_END.search(text, max(start, end - 20), end)
    return found[1] if found else None


def _divided(before: str, hyphen: str, after: str) -> tuple[str, bool]:
    """A line that ends within a word, as it becomes, and whether that is sure; ``after`` is the next character."""
    if hyphen == "\u00ad":
        return before, False
    # A hyphen beside a figure or before a capital is nearly always part of the word: COVID-19, 2019-20, Anglo-Saxon.
    if before[-2].isdigit() or after.isdigit():
        return before, True
    return (before[:-1] if after.islower() else before), False


def _normal_line(line: str) -> str:
    """A line as it is compared, without its end."""
    line = " ".join(line.split())
    if line.isascii() and _NOT_PLAIN.search(line) is None:
        return line
    for pattern, plain in _SUBSTITUTIONS:
        line = pattern.sub(plain, line)
    again = _HALF_WIDTH.search(line) is not None
    line = line.translate(_TABLE)
    return " ".join((unicodedata.normalize("NFC", line) if again else line).split())


@lru_cache(maxsize=64)
def _origins(line: str) -> list[int]:
    """For each character of a line as it is compared, its offset in the line."""
    at = [(place, char) for place, char in enumerate(line)]
    at = _spaces_joined(at)
    for pattern, plain in _SUBSTITUTIONS:
        at = _substituted(at, pattern, plain)
    at = [(place, one) for place, char in at for one in _TABLE.get(ord(char), char)]
    if _HALF_WIDTH.search(line) is not None:
        at = _composed(at)
    return [place for place, _ in _spaces_joined(at)]


Placed = tuple[int, str]


def _spaces_joined(at: list[Placed]) -> list[Placed]:
    joined: list[Placed] = []
    for place, char in at:
        if not char.isspace():
            joined.append((place, char))
        elif joined and joined[-1][1] != " ":
            joined.append((place, " "))
    return joined[:-1] if joined and joined[-1][1] == " " else joined


def _substituted(at: list[Placed], pattern: re.Pattern[str], plain: str) -> list[Placed]:
    made: list[Placed] = []
    after = 0
    for found in pattern.finditer("".join(char for _, char in at)):
        made += at[after : found.start()]
        made += [(at[found.start()][0], char) for char in plain]
        after = found.end()
    return made + at[after:]


def _composed(at: list[Placed]) -> list[Placed]:
    """Half-width letters and their marks as the letters that they make."""
    made: list[Placed] = []
    for place, char in at:
        pair = unicodedata.normalize("NFC", made[-1][1] + char) if made else char
        if made and len(pair) == 1:
            made[-1] = (made[-1][0], pair)
        else:
            made.append((place, char))
    return made
