"""The DOT for readers is a graph of the graphviz package: whole, valid, and easy to restyle."""

from __future__ import annotations

import json
from typing import Any

import pytest

from argmap.io.graphviz.engines import lay_out
from argmap.model.types import Map
from tests.draw.drawn import drawing
from tests.draw.small_maps import ALL, HELD, PLAIN


def laid_out(source: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(lay_out(source))
    return found


@pytest.mark.parametrize("map", ALL.values(), ids=ALL)
def test_graphviz_reads_every_box_and_every_arrow(map: Map) -> None:
    drawn = drawing(map)
    objects = [item["name"] for item in laid_out(drawn.digraph().source).get("objects", ())]
    boxes, arrows = drawn.scene.boxes, drawn.scene.arrows
    tensions = sum(box.kind == "tension" for box in boxes)
    junctions = sum(arrow.junction for arrow in arrows)
    assert len(objects) == len(set(objects)) == len(boxes) + tensions + junctions


def test_a_tension_is_a_cluster_of_its_sides() -> None:
    found = laid_out(drawing(HELD).digraph().source)
    (cluster,) = (item for item in found["objects"] if item["name"] == "cluster tension speed")
    within = [found["objects"][node]["name"] for node in cluster["nodes"]]
    assert within == ["tension speed", "tension speed side fast", "tension speed side careful"]


def test_the_graph_can_be_restyled_before_it_is_rendered() -> None:
    graph = drawing(PLAIN).digraph()
    graph.attr(rankdir="TB")
    graph.node_attr["shape"] = "oval"
    graph.node("build", fillcolor="gold")
    found = laid_out(graph.source)
    assert found["rankdir"] == "TB"
    (build,) = (item for item in found["objects"] if item["name"] == "build")
    assert (build["fillcolor"], build["shape"]) == ("gold", "oval")
    assert "protected cycle lanes" in build["label"]
