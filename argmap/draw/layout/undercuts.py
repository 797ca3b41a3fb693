"""Undercuts beside what they undercut: a claim that does nothing but deny a link goes next to the link's premise.

A layout engine places it among all the reasons for the link's target, where other arguments may come between. The
boxes in between move by as little as keeps the gaps, so that the layer becomes no taller.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise, takewhile
from typing import NamedTuple

from argmap.draw.layout.graph import LayoutGraph
from argmap.draw.layout.layers import Frame, Layers


class _Undercut(NamedTuple):
    """An undercutting claim, the premise it belongs next to, and every claim of their link."""

    claim: str
    premise: str
    link: frozenset[str]


def place_undercuts(graph: LayoutGraph, frames: Mapping[str, Frame]) -> dict[str, Frame]:
    """The frames with each undercut next to its premise, where both are of one layer."""
    layers = Layers(frames)
    members: dict[int, list[str]] = {}
    for name, layer in layers.of.items():
        members.setdefault(layer, []).append(name)
    found = dict(frames)
    for undercut in _undercuts(graph):
        layer = layers.of[undercut.premise]
        if layer == layers.of[undercut.claim]:
            found |= _moves(undercut, {name: found[name] for name in members[layer]})
    return found


def _undercuts(graph: LayoutGraph) -> Iterator[_Undercut]:
    """The claims whose only edge is an undercut of a drawn link."""
    degree: dict[str, int] = {}
    premises: dict[str, list[str]] = {}
    for edge in graph.edges:
        for end in (edge.tail, edge.head):
            degree[end] = degree.get(end, 0) + 1
        premises.setdefault(edge.arrow.id, []).append(edge.tail)
    links: dict[str, set[str]] = {}
    alone = [edge for edge in graph.edges if edge.arrow.target in premises and degree[edge.tail] == 1]
    for edge in alone:
        links.setdefault(edge.arrow.target, set(premises[edge.arrow.target])).add(edge.tail)
    for edge in alone:
        link = edge.arrow.target
        yield _Undercut(edge.tail, premises[link][0], frozenset(links[link]))


def _moves(undercut: _Undercut, layer: Mapping[str, Frame]) -> dict[str, Frame]:
    """The frames of a layer that change when the undercut goes next to its premise, on the side where it was."""
    premise, own = layer[undercut.premise], layer[undercut.claim]
    if own.top < premise.top:
        upside_down = {name: frame.flipped() for name, frame in layer.items()}
        return {name: frame.flipped() for name, frame in _moves(undercut, upside_down).items()}
    between = [name for name in layer if premise.top < layer[name].top < own.top]
    between.sort(key=lambda name: layer[name].top)
    of_link = list(takewhile(undercut.link.__contains__, between))
    if len(of_link) == len(between):
        return {}
    gap = _least_gap(layer.values())
    least_top = max([premise.bottom, *(layer[name].bottom for name in of_link)]) + gap
    moves = {}
    for name in (undercut.claim, *between[len(of_link) :]):
        frame = layer[name]
        top = least_top if name == undercut.claim else max(frame.top, least_top)
        moves[name] = frame.shifted(0, top - frame.top)
        least_top = moves[name].bottom + gap
    return moves


def _least_gap(layer: Iterable[Frame]) -> float:
    """The least gap between two boxes of a layer: boxes that change places with it need no more room than before."""
    ordered = sorted(layer, key=lambda frame: frame.top)
    return min(below.top - above.bottom for above, below in pairwise(ordered))
