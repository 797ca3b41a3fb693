"""Finding a quote in a copy: exactly, or not at all.

Beyond what :mod:`argmap.evidence.comparison` removes, a quote has these freedoms, and each is reported:

- the first letter may be a capital or not; "[T]he" says so itself;
- "[...]" and "…" leave words out, "[words]" stand for up to :data:`MOST_REPLACED` words; the parts between them occur
  in this order, at most :data:`MOST_LEFT_OUT` words apart;
- a word divided at a line end is found whole, hyphenated, or as it is printed;
- text out of a PDF, in which spaces get lost and come in, is compared without them; but a negation is never made or
  lost by a space.

A part begins and ends with whole words: "safe" is not in "unsafe", "can" not in "can't", "4" not in "4.7" and
"binding" not in "non-binding"; a figure keeps its sign, currency and per cent.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import compress, islice, repeat
from typing import NamedTuple, TypeAlias

from argmap.evidence.comparison import Joint, Normal, normal
from argmap.model.content_words import is_negation

MOST_LEFT_OUT = 500
"""Words that one ellipsis may leave out: more than a page. What is farther apart is two quotes."""

MOST_REPLACED = 6
"""Words that one bracket of the editor may stand for."""

MOST_TRIED = 2_000
"""Candidates that are compared letter by letter for one quote."""

GRAM = 20
"""Characters by which a part of a quote is recognised before it is compared."""

STRIDES = (24, 4)
"""Every how many characters of a copy are looked at, for long parts of quotes and for shorter ones; the shortest are
looked for one by one."""

Grams: TypeAlias = dict[str, tuple[tuple[str, int], ...]]
"""Runs of characters, with the parts of quotes that have each, and at which offset."""

_CUT = re.compile(r"\[\s*\.{2,}\s*\]|\(\s*\.{3,}\s*\)|\.{3,}(?:\s*\.{3,})*|\[[^\[\]]*\]")
_FIRST_LETTER = re.compile(r"(?<![^\W_])\[([^\W\d_])\](?=[^\W\d_])")
_ATTACHED = frozenset("-'’/&@_+")


class QuotePart(NamedTuple):
    """A part of a quote that has to occur word by word, and how many words may come before it since the last part."""

    words: Normal
    most_before: int


class Cut(NamedTuple):
    """The text of a copy where a quote has an ellipsis or an editor's bracket: a range of the normal text.

    ``bracket`` holds the editor's words, and is empty for an ellipsis.
    """

    start: int
    end: int
    bracket: str = ""


class Match(NamedTuple):
    """A passage that holds a quote, as a range of the copy's normal text, with what the quote leaves out of it."""

    start: int
    end: int
    cuts: tuple[Cut, ...] = ()
    spaces_differ: bool = False


@dataclass(frozen=True)
class Quote:
    """A quote as it is looked for."""

    text: str

    @cached_property
    def normal(self) -> Normal:
        """It, as texts are compared."""
        text = _FIRST_LETTER.sub(r"\1", self.text) if "[" in self.text else self.text
        return normal(unicodedata.normalize("NFC", text))

    @cached_property
    def brackets(self) -> tuple[str, ...]:
        """What each cut between two parts holds; empty for an ellipsis."""
        return self._parsed[1]

    @cached_property
    def parts(self) -> tuple[QuotePart, ...]:
        """The parts between ellipses and brackets; none when the quote has no word."""
        return self._parsed[0]

    @cached_property
    def _parsed(self) -> tuple[tuple[QuotePart, ...], tuple[str, ...]]:
        parts: list[QuotePart] = []
        brackets: list[str] = []
        text = self.normal.text
        at, most, held = 0, 0, ""
        for cut in [*_CUT.finditer(text), None]:
            words = _part(self.normal, at, cut.start() if cut else len(text))
            if words is not None:
                brackets += [held] if parts else []
                parts.append(QuotePart(words, most))
                most, held = 0, ""
            if cut is not None:
                inner = cut[0].strip("[]() .") and cut[0][1:-1].strip()
                most = min(most + (MOST_REPLACED if inner else MOST_LEFT_OUT), MOST_LEFT_OUT)
                held, at = held or inner, cut.end()
        return tuple(parts), tuple(brackets)


def _part(whole: Normal, start: int, end: int) -> Normal | None:
    """The words of a quote from one cut to the next; None where there are none."""
    words = whole.text[start:end].strip()
    if not any(map(str.isalnum, words)):
        return None
    at = whole.text.index(words, start)
    inside = (joint for joint in whole.joints if at < joint.at < at + len(words))
    joints = tuple(replace(joint, at=joint.at - at) for joint in inside)
    return Normal(words, words, joints=joints)


class PartPlace(NamedTuple):
    """Where a part of a quote is in a copy, as a range of the normal text."""

    start: int
    end: int
    spaces_differ: bool = False


class CopySearch:
    """Searches one copy. ``loose_spaces`` for text in which spaces get lost and come in."""

    def __init__(self, copy: Normal, loose_spaces: bool) -> None:
        self.copy = copy
        self._loose_spaces = loose_spaces
        self._exact: dict[str, list[int]] = {}

    def expect(self, quotes: Iterable[Quote]) -> None:
        """Look for the parts of many quotes at once: a few passes over the copy instead of one for each.

        Only every so many characters of the copy are looked at. An occurrence of a part spans one of these places
        with the characters after it, and the part has them at one of as many offsets.
        """
        by_stride: dict[int, Grams] = {stride: {} for stride in STRIDES}
        for needle in {part.words.text for quote in quotes for part in quote.parts}:
            stride = next((one for one in STRIDES if len(needle) >= one + GRAM), None)
            if stride is not None and needle not in self._exact:
                self._exact[needle] = []
                _add_grams(by_stride[stride], needle, range(1, stride + 1))  # the first letter may be in another case
        for stride, wanted in by_stride.items():
            if wanted:
                self._look_for(wanted, stride)

    def _look_for(self, wanted: Grams, stride: int) -> None:
        """Find the needles that have, at an offset, what stands at every ``stride`` characters."""
        text = self.copy.text
        grams = [text[at : at + GRAM] for at in range(0, len(text), stride)]
        for place in compress(range(0, len(text), stride), map(wanted.__contains__, grams)):
            for needle, offset in wanted[text[place : place + GRAM]]:
                start = place - offset
                if start >= 0 and text.startswith(needle[1:], start + 1) and _alike(text[start], needle[0]):
                    insort(self._exact[needle], start)

    def match(self, quote: Quote) -> list[Match]:
        """The passages that hold a quote, in the order of the copy; none when it does not hold it."""
        if "[" in quote.normal.text or "..." in quote.normal.text:
            literal = self._occurrences(quote.normal)
            if literal:
                return [Match(*one[:2], spaces_differ=one.spaces_differ) for one in literal]
        found = [self._occurrences(part.words) for part in quote.parts]
        if not found or not all(found):
            return []
        if len(found) == 1:
            return [Match(*one[:2], spaces_differ=one.spaces_differ) for one in found[0]]
        return list(_chains(self.copy, quote, found))

    # One part

    def _occurrences(self, words: Normal) -> list[PartPlace]:
        places = [PartPlace(start, start + len(words.text)) for start in self._places(words.text)]
        places = [one for one in places if self._at_edges(one.start, one.end)]
        # The other case of the first letter counts only where its own is not found.
        exact = [one for one in places if self.copy.text[one.start] == words.text[0]] or places
        if exact or not (self._loose_spaces or self.copy.joints or words.joints):
            return exact
        return list(self._divided(words))

    def _places(self, needle: str) -> list[int]:
        """Where the copy has a text, its first letter in any case, in the order of the copy."""
        if needle not in self._exact:
            self._exact[needle] = list(_all_places(self.copy.text, needle))
        return self._exact[needle]

    def _divided(self, words: Normal) -> Iterator[PartPlace]:
        """Occurrences in which words are divided otherwise than in the quote."""
        plain = words.text.replace(" ", "").replace("-", "")
        for place in islice(_all_places(self.copy.compact, plain), MOST_TRIED):
            start = self.copy.from_compact(place)
            walked = self._walk(words, start)
            if walked is not None and self._at_edges(start, walked.end):
                yield walked

    def _walk(self, words: Normal, start: int) -> PartPlace | None:
        """Compare a quote with the copy from ``start`` on, letter by letter."""
        text, mine, theirs = words.text, words.joint_at, self.copy.joint_at
        here, there, spaces = 0, start, False
        while here < len(text):
            if there >= len(self.copy.text):
                return None
            a, b = text[here], self.copy.text[there]
            if a == b or (here == 0 and a.casefold() == b.casefold()):
                here, there = here + 1, there + 1
                if a == "-" and there - 1 in theirs and text[here : here + 1] == " ":
                    here += 1  # as pasted: "COVID- 19"
            elif (b == "-" and _may_lack(theirs.get(there))) or (b == "-" and here in mine):
                there += 1
            elif a == "-" and (_may_have(theirs.get(there)) or _may_lack(mine.get(here))):
                here += 1
                if text[here : here + 1] == " " and there in theirs:
                    here += 1
            elif self._loose_spaces and " " in (a, b):
                if self._parts_a_negation(text, here, there):
                    return None
                here, there, spaces = here + (a == " "), there + (b == " "), True
            else:
                return None
        return PartPlace(start, there, spaces)

    def _parts_a_negation(self, text: str, here: int, there: int) -> bool:
        """Whether a space that only one of the two texts has makes or loses a negation, as in "not able"."""
        spaced, at = (text, here) if text[here] == " " else (self.copy.text, there)
        before = spaced[:at].rpartition(" ")[2] if at < 40 else spaced[at - 40 : at].rpartition(" ")[2]
        after = spaced[at + 1 : at + 41].partition(" ")[0]
        return is_negation(before) or is_negation(after)

    def _at_edges(self, start: int, end: int) -> bool:
        """Whether a range begins and ends with whole words and figures."""
        text = self.copy.text
        return not (
            _binds(text[max(start - 2, 0) : start][::-1], text[start : start + 1], before=True)
            or _binds(text[end : end + 2], text[end - 1 : end], before=False)
        )


def _add_grams(grams: Grams, needle: str, offsets: range) -> None:
    found = [needle[at : at + GRAM] for at in offsets]
    if grams.keys().isdisjoint(found) and len(set(found)) == len(found):
        grams.update(zip(found, zip(zip(repeat(needle), offsets, strict=False), strict=True), strict=True))
        return
    for gram, offset in zip(found, offsets, strict=True):
        grams[gram] = (*grams.get(gram, ()), (needle, offset))


def _binds(outside: str, edge: str, before: bool) -> bool:
    """Whether the text next to the first or last character of a range is one word with it.

    ``outside`` are the next two characters, the nearest first.
    """
    if not outside or not (edge.isalnum() or unicodedata.category(edge)[0] == "M"):
        return False
    near, far = outside[0], outside[1:2]
    if near.isalnum() or unicodedata.category(near)[0] == "M":
        return True
    if edge.isdigit() and (near in "%‰" or unicodedata.category(near)[0] == "S"):
        return True
    if not far.isalnum():
        return before and near == "-" and edge.isdigit()
    if near in ".,:":
        return (edge.isdigit() and far.isdigit()) or (
            near == "." and (far.islower() if not before else edge.islower())
        )
    return near in _ATTACHED


def _may_lack(joint: Joint | None) -> bool:
    return joint is not None and joint.written and not joint.sure


def _may_have(joint: Joint | None) -> bool:
    return joint is not None and not joint.written


def _alike(one: str, other: str) -> bool:
    return one in (other, other.swapcase())


def _all_places(text: str, needle: str) -> Iterator[int]:
    """Where a text has another, its first letter in any case, in order."""
    if len(needle) == 1:
        yield from (at for at, letter in enumerate(text) if _alike(letter, needle))
        return
    at = text.find(needle[1:], 1)
    while at >= 0:
        if _alike(text[at - 1], needle[0]):
            yield at - 1
        at = text.find(needle[1:], at + 1)


# Several parts


def _chains(copy: Normal, quote: Quote, found: Sequence[Sequence[PartPlace]]) -> Iterator[Match]:
    """From each occurrence of the first part on, the nearest occurrences of the others in their order."""
    chains = (_chain(copy, quote, found, first) for first in found[0][:MOST_TRIED])
    by_end = {chain.end: chain for chain in chains if chain is not None}  # of those that end together the shortest
    yield from sorted(by_end.values())


def _chain(copy: Normal, quote: Quote, found: Sequence[Sequence[PartPlace]], first: PartPlace) -> Match | None:
    at, cuts, spaces = first.end, [], first.spaces_differ
    for part, places, bracket in zip(quote.parts[1:], found[1:], quote.brackets, strict=True):
        next_one = bisect_left(places, (at,))
        if next_one == len(places):
            return None
        place = places[next_one]
        if copy.text.count(" ", at, place.start) > part.most_before + 1:
            return None
        cuts.append(Cut(at, place.start, bracket))
        at, spaces = place.end, spaces or place.spaces_differ
    return Match(first.start, at, tuple(cuts), spaces)
