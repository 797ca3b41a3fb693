"""Cruxes: the claims on which the label of one claim depends."""

from __future__ import annotations

from collections.abc import Generator
from typing import Literal, NamedTuple

from argmap.semantics.batch import Tried, fixpoint, held_nodes, stages_of
from argmap.semantics.labels import Labels

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
