"""The order of siblings: reading order, but for moves after which clearly fewer lines cross.

Main claims and the sides of a tension stay in the order of the file.

Edges of a forest do not cross each other, in whatever order siblings stand; edges that join branches of it do cross
them. How many lines such a *join* crosses is estimated from the order alone: its deeper end is followed up to the
layer of the other end, and each box between the two there costs a little, and more if it has children, whose lines
are in the way. The order is found by sifting (Rudell 1993; Matuszewski, Schönfeld & Molitor 1999), of single siblings
and of a few together. Costs are such that one more leaf hardly ever changes the order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, combinations
from typing import NamedTuple

from argmap.draw.scene.forest import Forest, SceneLink

BUNDLE, LENGTH = 1.0, 0.5
"""The cost of the lines to one box, where a line crosses them, and of each box that a line passes."""

CROSSING = 1.0
"""The cost of two joins that cross."""

MOVED = 0.2
"""The cost of two siblings out of reading order."""

ROUNDS, LONGEST_BLOCK = 3, 3
"""How often all siblings are tried, and how many are moved together at most."""

MOST_TRIED = 20_000
"""Joins looked at in all the orders that are tried: after that, the best order so far stays."""

LEAST_GAIN = 1e-6

Unit = tuple[str, ...]


def order_siblings(forest: Forest, links: Sequence[SceneLink]) -> None:
    """Reorder the children and roots of a forest in place."""
    joins = list(_joins(forest, links))
    if joins:
        _Sifting(forest, joins).run()


class _Join(NamedTuple):
    """An edge outside the forest, from the box ``deep`` to ``end`` in a layer above it or in the same.

    ``over`` is the box in the layer of ``end`` that ``deep`` is below, or is.
    """

    deep: str
    end: str
    over: str


def _joins(forest: Forest, links: Sequence[SceneLink]) -> Iterator[_Join]:
    """The edges between boxes that are neither parent and child nor of one unit, each once."""
    units = {name: unit for group in forest.children.values() for unit in group for name in unit}
    seen = set()
    for link in links:
        deep, end = link.tail, link.beside
        is_in_tree = forest.parent(deep) == link.head and (end == link.head or units.get(deep) == units.get(end))
        if forest.depths[deep] < forest.depths[end]:
            deep, end = end, deep
        over = deep
        while forest.depths[over] > forest.depths[end]:
            over = forest.links[over].head
        if not is_in_tree and over != end and (deep, end) not in seen:
            seen.add((deep, end))
            yield _Join(deep, end, over)


class _Strand(NamedTuple):
    """A join while the siblings of one group move.

    Of the boxes of its layer that are before either end, ``over_other`` and ``end_other`` are the cost of those that
    are not in this group, and ``over`` and ``end`` the siblings whose predecessors have the rest, or empty.
    ``up`` and ``down`` count levels outside the group with siblings in the way, and ``climbed`` is the sibling that
    the line passes in the group itself.
    """

    layer: int
    over: str
    over_other: float
    over_own: float
    end: str
    end_other: float
    end_own: float
    up: int
    down: int
    climbed: str


class _Sifting:
    def __init__(self, forest: Forest, joins: Sequence[_Join]) -> None:
        self._forest = forest
        self._joins = joins
        self._left = MOST_TRIED
        self._paths = {name: _path(forest, name) for name in dict.fromkeys(name for join in joins for name in join)}
        weights = _weights(forest, {forest.depths[join.end] for join in joins})
        touched = dict.fromkeys(forest.parent(name) or "" for path in self._paths.values() for name in path)
        self._groups = {head: _Group(forest.children[head] if head else forest.roots, weights) for head in touched}

    def run(self) -> None:
        """Reorder the forest."""
        for _ in range(ROUNDS):
            improved = [self._improved(head) for head in self._groups if self._may_change(head)]
            if not any(improved) or self._left <= 0:
                return

    def _may_change(self, head: str) -> bool:
        """Whether the children of a box may change places: main claims and the sides of a tension may not."""
        if not head:
            return False
        child = self._forest.children[head][0][0]
        is_tension = self._forest.links[child].arrow.kind == "side" and self._forest.parent(head) is None
        return not is_tension

    def _improved(self, head: str) -> bool:
        """Whether another order of the children of a box is better, and is now theirs."""
        group = self._groups[head]
        joins = [join for join in self._joins if not head or head in self._paths[join.deep] + self._paths[join.end]]
        strands = [self._strand(join, head) for join in joins]
        ends = [(self._child(head, join.deep), self._child(head, join.end)) for join in joins]
        longest = LONGEST_BLOCK if any(deep != end for deep, end in ends) else 1
        touched = {name for pair in ends for name in pair}
        before = best = self._cost(strands, group)
        for size in range(1, min(longest, len(group.units) - 1) + 1):
            for unit in [unit for unit in group.units if not touched.isdisjoint(unit)]:
                best = self._sifted(group, group.units.index(unit), size, strands, best)
        return best < before - LEAST_GAIN

    def _child(self, head: str, name: str) -> str:
        """The child of a box that another is below, or is; an empty text if it is not below it."""
        path = self._paths[name]
        place = path.index(head) + 1 if head in path else 0 if not head else len(path)
        return path[place] if place < len(path) else ""

    def _strand(self, join: _Join, head: str) -> _Strand:
        layer = self._forest.depths[join.end]
        over, end = self._child(head, join.over), self._child(head, join.end)
        climbed = self._paths[join.deep][self._forest.depths[join.over] + 1 :]
        own = [name for name in climbed if self._forest.parent(name) == head]
        units = [(name, self._forest.children[self._forest.links[name].head]) for name in climbed if name not in own]
        return _Strand(
            layer,
            over,
            self._before(join.over, layer, head),
            self._own(join.over),
            end,
            self._before(join.end, layer, head),
            self._own(join.end),
            sum(name != group[0][0] for name, group in units),
            sum(name != group[-1][-1] for name, group in units),
            own[0] if own else "",
        )

    def _own(self, name: str) -> float:
        return LENGTH + BUNDLE * (name in self._forest.children)

    def _before(self, name: str, layer: int, without: str) -> float:
        """The cost of the boxes of a layer that are before one of them and in other groups than ``without``."""
        above = [(self._forest.parent(one) or "", one) for one in self._paths[name]]
        return sum(self._groups[head].before[layer][one] for head, one in above if head != without)

    def _sifted(self, group: _Group, start: int, size: int, strands: Sequence[_Strand], best: float) -> float:
        """Move siblings from a place on to their best place among the others; returns the cost then."""
        block = group.units[start : start + size]
        rest = group.units[:start] + group.units[start + size :]
        goal = start
        if len(block) == size:
            for place in range(len(rest) + 1):
                if place != start and self._left > 0:
                    group.arrange([*rest[:place], *block, *rest[place:]])
                    cost = self._cost(strands, group)
                    if cost < best - LEAST_GAIN:
                        best, goal = cost, place
            group.arrange([*rest[:goal], *block, *rest[goal:]])
        return best

    def _cost(self, strands: Sequence[_Strand], group: _Group) -> float:
        """The cost of joins, and of a group that is out of reading order."""
        self._left -= len(strands)
        cost = MOVED * group.inversions()
        first, last = group.units[0][0], group.units[-1][-1]
        spans: dict[int, list[tuple[float, float]]] = {}
        for layer, over, over_other, over_own, end, end_other, end_own, up, down, climbed in strands:
            before = group.before[layer]
            above, below = before[over] + over_other, before[end] + end_other
            if above < below:
                cost += below - above - over_own + down + (climbed != "" and climbed != last)
            else:
                above, below = below, above
                cost += below - above - end_own + up + (climbed != "" and climbed != first)
            spans.setdefault(layer, []).append((above, below))
        for found in spans.values():
            cost += CROSSING * sum([a < c < b < d or c < a < d < b for (a, b), (c, d) in combinations(found, 2)])
        return cost


class _Group:
    """Siblings in their order. ``before[layer][name]`` is the cost of all boxes of a layer that are below siblings
    before one."""

    def __init__(self, units: list[Unit], weights: dict[int, dict[str, float]]) -> None:
        self.units = units
        names = [name for unit in units for name in unit]
        self._weights = {layer: {name: costs.get(name, 0.0) for name in names} for layer, costs in weights.items()}
        self._places = {unit: place for place, unit in enumerate(units)}
        self.before: dict[int, dict[str, float]] = {}
        self.arrange(list(units))

    def arrange(self, units: list[Unit]) -> None:
        """Put the siblings into another order."""
        self.units[:] = units
        names = [name for unit in units for name in unit]
        for layer, weights in self._weights.items():
            costs = accumulate(map(weights.__getitem__, names), initial=0.0)
            self.before[layer] = dict(zip(names, costs, strict=False)) | {"": 0.0}

    def inversions(self) -> int:
        """Pairs of siblings that are out of reading order."""
        order = [self._places[unit] for unit in self.units]
        return sum([before > after for before, after in combinations(order, 2)])


def _path(forest: Forest, name: str) -> tuple[str, ...]:
    """The boxes above a box and itself, from the root."""
    found = [name]
    while (above := forest.parent(found[-1])) is not None:
        found.append(above)
    return tuple(reversed(found))


def _weights(forest: Forest, layers: Iterable[int]) -> dict[int, dict[str, float]]:
    """For each layer, the cost of a line that passes all boxes of the layer which are below a box."""
    found: dict[int, dict[str, float]] = {layer: {} for layer in layers}
    for name in reversed(forest.preorder()):
        own = forest.depths[name]
        if own in found:
            found[own][name] = LENGTH + BUNDLE * (name in forest.children)
        above = forest.parent(name)
        for layer, weights in found.items():
            if above is not None and name in weights and layer >= own:
                weights[above] = weights.get(above, 0.0) + weights[name]
    return found
