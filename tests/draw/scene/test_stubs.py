"""On a large map each claim stands once, and a stub with its number wherever else it bears."""

from __future__ import annotations

import re

import pytest

from argmap.draw.export import ExportPlan, ExportTarget, export
from argmap.draw.layout.graph import layout_graph
from argmap.draw.scene.boxes import box_layouts
from argmap.draw.scene.builder import build_scene
from argmap.draw.scene.forest import MOST_WITH_LINES, with_stubs
from argmap.draw.scene.scene import Scene
from argmap.io.export_tools import export_tools
from argmap.model.index import Index
from argmap.views.brief import brief
from tests.bench.large_maps import large_map


def stubbed(claims: int, reasons: float) -> tuple[Index, Scene]:
    index = Index.build(large_map(claims, reasons))
    return index, with_stubs(build_scene(index), lambda: brief(index).numbers)


def test_a_map_of_a_hundred_claims_has_lines_only() -> None:
    index = Index.build(large_map(MOST_WITH_LINES, 1.5))
    scene = build_scene(index)
    assert with_stubs(scene, dict) is scene


@pytest.mark.parametrize("claims", [MOST_WITH_LINES + 1, 400])
def test_each_claim_stands_once_and_all_lines_lead_to_the_next_column(claims: int) -> None:
    index, scene = stubbed(claims, 1.5)
    assert sorted(box.id for box in scene.boxes if box.kind != "stub") == sorted(index.claims)
    assert sum(box.kind == "stub" for box in scene.boxes) > claims / 5
    graph = layout_graph(scene, box_layouts(scene))
    assert all(edge.arrow.loose for edge in graph.edges if edge.loose)
    boxes = scene.box
    assert len(boxes) == len(scene.boxes)
    assert all(premise in boxes for arrow in scene.arrows for premise in arrow.premises)


def test_a_stub_has_the_number_of_its_claim_which_has_it_too() -> None:
    index, scene = stubbed(200, 1.4)
    numbers = brief(index).numbers
    boxes = scene.box
    seen = 0
    for arrow in scene.arrows:
        for premise, own in zip(arrow.premises, index.reasons[arrow.id].premises, strict=True):
            if premise != own:
                seen += 1
                assert boxes[premise].number == numbers[own] == boxes[own].number
    assert seen == sum(box.kind == "stub" for box in scene.boxes)
    assert not any(box.number for box in scene.boxes if box.kind != "stub" and box.number != numbers[box.id])


def test_pictures_have_stubs_and_a_page_of_html_has_lines() -> None:
    index = Index.build(large_map(MOST_WITH_LINES + 20, 1.4))
    targets = [ExportTarget("svg"), ExportTarget("html")]
    said: list[str] = []
    svg, html = [made.data.decode() for made in export(index, ExportPlan(), targets, export_tools(said.append))]
    assert len(re.findall('class="box stub"', svg)) > 10
    assert svg.count("SEE ") >= svg.count('class="box stub"')
    assert "box stub" not in html.partition("<svg")[2].partition("</svg>")[0]
