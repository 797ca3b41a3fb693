"""Where a layout engine put everything: Graphviz's ``json0`` read into points with y downwards."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from itertools import chain
from math import isfinite

from argmap.draw.display_list import Point
from argmap.escape import for_name

Places = Mapping[str, Point]
"""The centres of boxes by id. Only how they stand to each other counts, not where zero is."""


def placed(json0: bytes, boxes: Collection[str]) -> Places:
    """Read an engine's answer to where these boxes stand. Raises ValueError when it is none."""
    try:
        found = {item["name"]: _point(item["pos"]) for item in json.loads(json0).get("objects", ())}
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as problem:
        raise ValueError("not in the form of json0") from problem
    names = {box: for_name(box) for box in boxes}
    if not found.keys() >= set(names.values()):
        raise ValueError("without the place of every node")
    if not all(map(isfinite, chain(*found.values()))):
        raise ValueError("with places that are no numbers")
    return {box: found[name] for box, name in names.items()}


def _point(text: str) -> Point:
    x, y = text.split(",")
    return float(x), -float(y)
