"""Where a layout engine put everything: Graphviz's ``json0`` read into points with y downwards."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NamedTuple

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


def placed(json0: bytes) -> Placed:
    """Read the engine's answer."""
    data = json.loads(json0)
    left, bottom, right, top = (float(part) for part in data["bb"].split(","))
    names = {item["_gvid"]: item["name"] for item in data.get("objects", ())}
    centres = {}
    for item in data.get("objects", ()):
        x, y = item["pos"].split(",")
        centres[item["name"]] = (float(x) - left, top - float(y))
    splines = {}
    for edge in data.get("edges", ()):
        if "pos" in edge:
            points = tuple(_point(part, left, top) for part in edge["pos"].split())
            splines[names[edge["tail"]], names[edge["head"]]] = points
    return Placed(right - left, top - bottom, centres, splines)


def _point(text: str, left: float, top: float) -> Point:
    x, y = text.split(",")[-2:]
    return float(x) - left, top - float(y)
