"""Many what-ifs labelled at once, by bit-parallel fixpoint iteration.

Labelling the map again for each of many what-ifs is quadratic. Here each node has two integers whose bits say in
which what-ifs it is in and out, and one ``&`` or ``|`` of such integers updates all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from argmap.semantics.components import components
from argmap.semantics.labels import IN, Label, Labels, forced_nodes
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
