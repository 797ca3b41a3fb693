"""Cruxes: the claims on which the label of one claim depends.

Labelling the map twice for each candidate is quadratic. Here many what-ifs are labelled at once by bit-parallel
fixpoint iteration: each node has two integers whose bits say in which what-ifs it is in and out, and one ``&`` or
``|`` of such integers updates all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import NamedTuple

from argmap.semantics.components import components
from argmap.semantics.labels import IN, Label, Labels, forced_nodes
from argmap.semantics.network import Network

AT_ONCE = 1000
"""Claims tried at once; each takes two bits."""


class Crux(NamedTuple):
    """A claim that the label of another depends on, with the label that follows from either."""

    claim: str
    if_withdrawn: Label
    if_granted: Label


class Progress(NamedTuple):
    """How many of the claims that could be cruxes have been tried."""

    tried: int
    total: int


def cruxes(labels: Labels, contention: str) -> tuple[Crux, ...]:
    """The cruxes of a claim, in file order: see :func:`search`."""
    searching = search(labels, contention)
    while True:
        try:
            next(searching)
        except StopIteration as finished:
            return tuple(finished.value)


def search(labels: Labels, contention: str) -> Generator[Progress, None, tuple[Crux, ...]]:
    """Look for the claims, other than ``contention``, that give it different labels when forced out and forced in.

    Yields progress between portions of work and returns the cruxes in file order; close it to cancel. Forces that
    ``labels`` is under stay in place but for the claim being tried. A claim that the map lacks has no cruxes.
    """
    network = labels.network
    if contention not in network.claims:
        return ()
    target = network.claims[contention]
    stages = _stages(labels, target)
    candidates = sorted(node for stage in stages for node in stage if network.is_claim(node) and node != target)
    names = list(network.claims)
    found: list[Crux] = []
    yield Progress(0, len(candidates))
    for start in range(0, len(candidates), AT_ONCE):
        portion = candidates[start : start + AT_ONCE]
        for node, if_withdrawn, if_granted in _try(labels, stages, portion, target):
            if if_withdrawn != if_granted:
                found.append(Crux(names[node], if_withdrawn, if_granted))
        yield Progress(start + len(portion), len(candidates))
    return tuple(found)


def _stages(labels: Labels, target: int) -> list[list[int]]:
    """The strongly connected components that the target's label can depend on, in topological order."""
    network = labels.network

    def needs(node: int) -> Sequence[int]:
        return (*network.needs_in[node], *network.needs_out[node])

    # In reverse order, labels propagate further in one sweep.
    return [stage[::-1] for stage in components([target], needs)]


Tried = tuple[int, Label, Label]


def _try(labels: Labels, stages: list[list[int]], portion: list[int], target: int) -> list[Tried]:
    """The label of the target when each claim of the portion is withdrawn, and when it is granted."""
    everywhere = (1 << 2 * len(portion)) - 1
    held: dict[int, tuple[int, int, int]] = {}
    for node, value in forced_nodes(labels.network, labels.forces).items():
        held[node] = (everywhere, everywhere if value == IN else 0, 0 if value == IN else everywhere)
    for place, node in enumerate(portion):
        out_bit, in_bit = 1 << 2 * place, 2 << 2 * place
        where, ins, outs = held.get(node, (0, 0, 0))
        held[node] = (where | out_bit | in_bit, ins & ~out_bit | in_bit, outs & ~in_bit | out_bit)
    ins, outs = _fixpoint(labels, stages, everywhere, held, target)
    return [
        (node, _label(ins, outs, 2 * place), _label(ins, outs, 2 * place + 1)) for place, node in enumerate(portion)
    ]


def _label(ins: int, outs: int, place: int) -> Label:
    if ins >> place & 1:
        return "in"
    return "out" if outs >> place & 1 else "undecided"


def _fixpoint(
    labels: Labels, stages: list[list[int]], everywhere: int, held: dict[int, tuple[int, int, int]], target: int
) -> tuple[int, int]:
    """In which what-ifs the target is in, and in which out. ``held`` are the forced values by node."""
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
    return ins[target], outs[target]


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
