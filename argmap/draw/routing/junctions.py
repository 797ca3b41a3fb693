"""Junctions: the marks at which linked premises meet and undercuts arrive, in front of the link's first premise."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from itertools import count

from argmap.draw.routing.curves import CORNER
from argmap.draw.routing.global_routes import GlobalRoute
from argmap.draw.routing.ports import Ports

JUNCTION = 7.2
"""Radius of a junction's mark, in points."""

JUNCTION_OUT, JUNCTION_APART = 27.0, 24.0
"""Points between a layer and the nearest junctions in front of it, and between junctions one behind the other."""

UNDERCUT_OFFSET, HALF_LINE = 13.5, 0.8
"""Points beyond a junction at which an undercut meets the link's line, and half the width of that line."""

ROOM_AT_PREMISE = 31.0
"""Points between a layer that lines leave and the nearest track: room for signs."""


class Junctions:
    """How far in front of their layers the junctions are. Routes are by arrow, as from ``global_routes``."""

    def __init__(self, routes: Mapping[str, tuple[GlobalRoute, ...]], ports: Ports) -> None:
        self._routes = routes
        self._ports = ports

    def __contains__(self, arrow: str) -> bool:
        return arrow in self._places

    def distance(self, arrow: str) -> float:
        """Points between the layer of an arrow's first premise and its junction."""
        return JUNCTION_OUT + JUNCTION_APART * self._places[arrow]

    def room(self, route: GlobalRoute) -> float:
        """Points that a line needs between the layer that it leaves and the nearest track."""
        arrow = route.edge.arrow.id
        if arrow not in self._places or route.junction == arrow:
            return ROOM_AT_PREMISE
        beyond = UNDERCUT_OFFSET if arrow in self._undercut else JUNCTION
        return self.distance(arrow) + beyond + CORNER + 2

    @cached_property
    def _places(self) -> dict[str, int]:
        """By arrow the place of its junction: 0 is nearest to the layer; junctions of one place do not overlap."""
        taken: dict[tuple[int, str], list[tuple[int, float, float]]] = {}
        found: dict[str, int] = {}
        arriving: dict[str, list[float]] = {}
        for route in self._all:
            if route.entry_side is None:
                passages = self._ports.passage_ys(route)
                arriving.setdefault(route.junction, []).append(
                    passages[-1] if passages else self._ports.exit_y(route)
                )
        least: dict[str, int] = {}
        for arrow in self._innermost_first():
            main = self._routes[arrow][0]
            y = self._ports.exit_y(main)
            low, high = min([y, *arriving.get(arrow, ())]) - 12, max([y, *arriving.get(arrow, ())]) + 12
            others = taken.setdefault((main.first, main.exit_side), [])
            busy = {place for place, top, bottom in others if top < high and low < bottom}
            found[arrow] = next(place for place in count(least.get(arrow, 0)) if place not in busy)
            others.append((found[arrow], low, high))
            least[main.junction] = max(least.get(main.junction, 0), found[arrow] + 1)
        return found

    def _innermost_first(self) -> list[str]:
        """The arrows with junctions, each before the arrow that it undercuts, whose junction is further out."""
        depths: dict[str, int] = {}
        for arrow, (main, *_) in self._routes.items():
            if main.edge.arrow.junction:
                depths[arrow] = 0
                while main.junction in self._routes:
                    depths[arrow] += 1
                    main = self._routes[main.junction][0]
        return sorted(depths, key=lambda arrow: -depths[arrow])

    @cached_property
    def _undercut(self) -> frozenset[str]:
        """The arrows that are undercut."""
        return frozenset(route.junction for route in self._all if route.edge.arrow.kind == "undercuts")

    @property
    def _all(self) -> list[GlobalRoute]:
        return [route for group in self._routes.values() for route in group]
