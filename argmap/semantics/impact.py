"""How many claims an answer to an objection would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from argmap.semantics.batch import Tried, fixpoint, held_nodes, stages_of
from argmap.semantics.labels import IN, OUT, Labels

AT_ONCE = 1000
"""Links tried at once; each takes a bit."""


def impacts(labels: Labels, addresses: Sequence[str]) -> dict[str, int]:
    """By address of a link: the number of claims whose labels would change if the link did not count.

    Raises KeyError for a link that takes no part.
    """
    nodes = [labels.network.reasons[address] for address in addresses]
    stages = stages_of(labels, range(labels.network.size))
    found: dict[str, int] = {}
    for start in range(0, len(nodes), AT_ONCE):
        portion = nodes[start : start + AT_ONCE]
        everywhere = (1 << len(portion)) - 1
        counts = Counter(_changed(labels, everywhere, _without(labels, stages, everywhere, portion)))
        found |= {address: counts[place] for place, address in enumerate(addresses[start : start + AT_ONCE])}
    return found


def _without(labels: Labels, stages: list[list[int]], everywhere: int, links: Sequence[int]) -> Tried:
    """The labels when each of the links is out, a bit each."""
    held = held_nodes(labels, everywhere)
    for place, node in enumerate(links):
        held[node] = (1 << place, 0, 1 << place)
    return fixpoint(labels, stages, everywhere, held)


def _changed(labels: Labels, everywhere: int, tried: Tried) -> Iterator[int]:
    """The bit of each what-if, once for each claim that it changes."""
    for node in range(len(labels.network.claims)):
        ins, outs, value = tried.ins[node], tried.outs[node], labels.values[node]
        same = ins if value == IN else outs if value == OUT else everywhere & ~(ins | outs)
        yield from _bits(everywhere & ~same)


def _bits(number: int) -> Iterator[int]:
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest
