"""Sensitivity of the labels: on which claims a label depends, and how many claims an answer would change.

Labelling the map again for each of many what-ifs is quadratic. Here many are labelled at once by bit-parallel
fixpoint iteration: each node has two integers whose bits say in which what-ifs it is in and out, and one ``&`` or
``|`` of such integers updates all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from argmap.semantics.components import components
from argmap.semantics.labels import IN, OUT, Label, Labels, forced_nodes
from argmap.semantics.network import Network


class Tried(NamedTuple):
    """The labels that many what-ifs give to nodes: integers whose bits say in which of them a node is in and out."""

    ins: Mapping[int, int]
    outs: Mapping[int, int]

    def label(self, node: int, place: int) -> Label:
        """The label of a node in the what-if of one bit."""
        if self.ins[node] >> place & 1:
            return "in"
        return "out" if self.outs[node] >> place & 1 else "undecided"


def stages_of(labels: Labels, targets: Iterable[int]) -> list[list[int]]:
    """The strongly connected components that the labels of the targets can depend on, in topological order."""
    network = labels.network

    def needs(node: int) -> Sequence[int]:
        return (*network.needs_in[node], *network.needs_out[node])

    # In reverse order, labels propagate further in one sweep.
    return [stage[::-1] for stage in components(targets, needs)]


Held = dict[int, tuple[int, int, int]]
"""By node: the bits of the what-ifs that force it, and those that force it in and out."""


def held_nodes(labels: Labels, everywhere: int) -> Held:
    """The nodes that the labels' own forces set, in every what-if."""
    forced = forced_nodes(labels.network, labels.forces).items()
    return {node: (everywhere, *((everywhere, 0) if value == IN else (0, everywhere))) for node, value in forced}


def fixpoint(labels: Labels, stages: list[list[int]], everywhere: int, held: Held) -> Tried:
    """The labels of the nodes of the stages in every what-if."""
    network = labels.network
    # Smaller than the map: a map of thousands of small disputes has thousands of main claims to search for.
    ins = {node: 0 for stage in stages for node in stage}
    outs = dict(ins)

    def settle(node: int) -> bool:
        """Update a node from its inputs; returns whether it changed."""
        now_in, now_out = everywhere, 0
        for needed in network.needs_in[node]:
            now_in &= ins[needed]
            now_out |= outs[needed]
        for needed in network.needs_out[node]:
            now_in &= outs[needed]
            now_out |= ins[needed]
        if node in held:
            where, held_in, held_out = held[node]
            now_in = now_in & ~where | held_in
            now_out = now_out & ~where | held_out
        changed = now_in != ins[node] or now_out != outs[node]
        ins[node], outs[node] = now_in, now_out
        return changed

    for stage in stages:
        if len(stage) == 1:
            settle(stage[0])
        else:
            _sweep(network, stage, settle)
    return Tried(ins, outs)


def _sweep(network: Network, stage: list[int], settle: Callable[[int], bool]) -> None:
    """Update the nodes of a component whose inputs changed, until none changes."""
    members = set(stage)
    stale = set(stage)
    while stale:
        for node in stage:
            if node in stale:
                stale.discard(node)
                if settle(node):
                    stale.update(members.intersection(network.in_for[node]))
                    stale.update(members.intersection(network.out_for[node]))


AT_ONCE = 1000
"""Claims tried at once; each takes two bits."""


Outcome = Literal["not challenged", "challenged", "support lost", "contested"]
"""What becomes of a claim in a what-if; ``contested`` includes circular support."""


class Crux(NamedTuple):
    """A claim that the label of another depends on, and what becomes of the other if it is rejected or accepted."""

    claim: str
    if_rejected: Outcome
    if_accepted: Outcome


class Progress(NamedTuple):
    """How many of the claims that could be cruxes have been tried."""

    tried: int
    total: int


def cruxes(labels: Labels, claim: str) -> tuple[Crux, ...]:
    """The cruxes of a claim, in file order: see :func:`search`."""
    searching = search(labels, claim)
    while True:
        try:
            next(searching)
        except StopIteration as finished:
            return tuple(finished.value)


def search(labels: Labels, claim: str) -> Generator[Progress, None, tuple[Crux, ...]]:
    """Look for the claims, other than ``claim``, that give it different labels when forced out and forced in.

    Yields progress between portions of work and returns the cruxes in file order; close it to cancel. Forces that
    ``labels`` is under stay in place but for the claim being tried. A claim that the map lacks has no cruxes.
    """
    network = labels.network
    if claim not in network.claims:
        return ()
    target = network.claims[claim]
    stages = stages_of(labels, [target])
    candidates = sorted(node for stage in stages for node in stage if network.is_claim(node) and node != target)
    names = list(network.claims)
    found: list[Crux] = []
    yield Progress(0, len(candidates))
    for start in range(0, len(candidates), AT_ONCE):
        portion = candidates[start : start + AT_ONCE]
        tried = _try(labels, stages, portion, target)
        for place, node in enumerate(portion):
            if_rejected, if_accepted = tried.label(target, 2 * place), tried.label(target, 2 * place + 1)
            if if_rejected != if_accepted:
                outcomes = (_outcome(labels, claim, tried, at) for at in (2 * place, 2 * place + 1))
                found.append(Crux(names[node], *outcomes))
        yield Progress(start + len(portion), len(candidates))
    return tuple(found)


def _try(labels: Labels, stages: list[list[int]], portion: list[int], target: int) -> Tried:
    """The labels when each claim of the portion is rejected (even bits), and when it is accepted (odd bits)."""
    everywhere = (1 << 2 * len(portion)) - 1
    held = held_nodes(labels, everywhere)
    for place, node in enumerate(portion):
        out_bit, in_bit = 1 << 2 * place, 2 << 2 * place
        where, ins, outs = held.get(node, (0, 0, 0))
        held[node] = (where | out_bit | in_bit, ins & ~out_bit | in_bit, outs & ~in_bit | out_bit)
    return fixpoint(labels, stages, everywhere, held)


def _outcome(labels: Labels, claim_id: str, tried: Tried, place: int) -> Outcome:
    """What becomes of the target in one what-if."""
    label = tried.label(labels.network.claims[claim_id], place)
    if label != "out":
        return "not challenged" if label == "in" else "contested"
    objections = (labels.network.reasons[one.address] for one in labels.objections_to(claim_id))
    return "challenged" if any(tried.label(one, place) == "in" for one in objections) else "support lost"


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
