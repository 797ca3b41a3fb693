"""Texts that say nearly the same, found without comparing every text with every other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache, reduce
from operator import xor
from typing import NamedTuple

ENOUGH_TO_SPARE_ONE = 6
"""Telling words a text needs before one of them may be another word in its near-duplicate."""

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_EMPTY = frozenset(
    "a an the of to in on for and or by with from at as is are be been was were has have had do does did that this "
    "these those it its their his her our there will would can could should may might must also any some such".split()
)
_DENIALS = frozenset("no not never none nor without cannot hardly rarely few less".split())


class Gist(NamedTuple):
    """The telling words of a text, without their endings, and what must not differ: denials and numbers."""

    words: frozenset[str]
    fixed: frozenset[str]


def gist(text: str) -> Gist:
    """What a text says, roughly: order, empty words, endings and capitals do not count."""
    plain = text.lower()
    if "n't" in plain or "n’t" in plain:
        plain = plain.replace("n't", " not").replace("n’t", " not")
    found = _WORD.findall(plain)
    fixed = [word for word in found if word in _DENIALS or word[0].isdigit()]
    return Gist(frozenset(filter(None, map(_telling, found))), frozenset(fixed))


@lru_cache(maxsize=1 << 16)
def _telling(word: str) -> str:
    """The stem of a word, or nothing for a word that tells nothing or is kept apart."""
    if len(word) == 1 or word in _EMPTY or word in _DENIALS or word[0].isdigit():
        return ""
    return _stem(word)


def _stem(word: str) -> str:
    """A word without the commonest English endings; a rough form of Porter's first step (1980)."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return word[: -len(ending)].rstrip("e")
    return word.rstrip("e") if len(word) > 4 else word


def alike(gists: list[Gist]) -> Iterator[tuple[int, int]]:
    """Pairs (later, earlier) of places in ``gists`` whose texts say the same, or nearly, once for each later one.

    They have the same telling words but for one that only one of them has, or, from ``ENOUGH_TO_SPARE_ONE`` words
    on, one that is another word in the other. Each gist is filed whole and with each one word left out (a deletion
    neighbourhood), so the time is linear in the words of all texts.
    """
    filed_whole: dict[int, int] = {}
    filed_without_one: dict[int, int] = {}
    sharing = Counter(one.fixed for one in gists)
    for place, one in enumerate(gists):
        if len(one.words) < 3 or sharing[one.fixed] == 1:
            continue
        whole, without_one = _keys(one)
        near = [
            filed[key] for filed in (filed_whole, filed_without_one) for key in (whole, *without_one) if key in filed
        ]
        earlier = min((other for other in near if nearly_the_same(gists[other], one)), default=None)
        if earlier is not None:
            yield place, earlier
        filed_whole.setdefault(whole, place)
        for key in without_one:
            filed_without_one.setdefault(key, place)


def _keys(one: Gist) -> tuple[int, list[int]]:
    # XOR takes a word out of the whole in one step. Python's hash differs from run to run, and what is found does
    # not: every hit is compared word by word.
    hashes = [hash(word) for word in one.words]
    whole = reduce(xor, hashes, hash(one.fixed))
    return whole, [whole ^ each for each in hashes]


def nearly_the_same(one: Gist, other: Gist) -> bool:
    """Whether two gists differ in at most one word."""
    if one.fixed != other.fixed:
        return False
    only_one, only_other = len(one.words - other.words), len(other.words - one.words)
    if only_one + only_other <= 1:
        return True
    return only_one == only_other == 1 and len(one.words) >= ENOUGH_TO_SPARE_ONE
