"""Where a layout engine put everything: Graphviz's ``json0`` read into points with y downwards."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from itertools import chain
from math import isfinite
from typing import Any, NamedTuple

from argmap.draw.curves import Spline, turned
from argmap.draw.picture import Point


class Placed(NamedTuple):
    """Centres of nodes by name, splines by (tail, head), and the size of the whole, in points."""

    width: float
    height: float
    centres: Mapping[str, Point]
    splines: Mapping[tuple[str, str], Spline]

    def turned(self) -> Placed:
        """The same with right and down exchanged."""
        centres = {name: (y, x) for name, (x, y) in self.centres.items()}
        splines = {ends: turned(spline) for ends, spline in self.splines.items()}
        return Placed(self.height, self.width, centres, splines)


def placed(json0: bytes, nodes: Collection[str]) -> Placed:
    """Read an engine's answer to where these nodes stand. Raises ValueError when it is none."""
    try:
        where = _read(json.loads(json0))
    except (LookupError, TypeError, AttributeError, RecursionError) as problem:
        raise ValueError("not in the form of json0") from problem
    if not where.centres.keys() >= set(nodes):
        raise ValueError("without the place of every node")
    numbers = chain((where.width, where.height), *where.centres.values(), *chain(*where.splines.values()))
    if not all(map(isfinite, numbers)):
        raise ValueError("with places that are no numbers")
    return where


def _read(data: Any) -> Placed:
    left, bottom, right, top = (float(part) for part in data["bb"].split(","))
    names = {item["_gvid"]: item["name"] for item in data.get("objects", ())}
    centres = {item["name"]: _point(item["pos"], left, top) for item in data.get("objects", ())}
    splines = {}
    for edge in data.get("edges", ()):
        points = tuple(_point(part, left, top) for part in edge.get("pos", "").split())
        if len(points) % 3 == 1 and len(points) > 1:
            splines[names[edge["tail"]], names[edge["head"]]] = points
    return Placed(right - left, top - bottom, centres, splines)


def _point(text: str, left: float, top: float) -> Point:
    x, y = text.split(",")[-2:]
    return float(x) - left, top - float(y)
