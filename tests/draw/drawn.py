"""Drawing in tests: a map to its picture, by the embedded engine."""

from __future__ import annotations

from argmap.draw.display_list import Picture
from argmap.draw.drawing import Drawing
from argmap.draw.layout.graph import Positions, layout_dot, read_positions
from argmap.draw.renderer import Renderer
from argmap.draw.scene.builder import SceneOptions, build_scene
from argmap.draw.writers import svg
from argmap.io.graphviz.engines import engine, lay_out
from argmap.model.index import Index
from argmap.model.types import Map
from argmap.views.selection import Selection


def drawing(map: Map, selection: Selection | None = None, options: SceneOptions | None = None) -> Drawing:
    return Drawing(build_scene(Index.build(map), selection, options))


def picture(map: Map, selection: Selection | None = None, options: SceneOptions | None = None) -> Picture:
    return Renderer(engine()).picture(drawing(map, selection, options))


def svg_of(map: Map) -> str:
    return svg.write(picture(map))


def positions(drawing: Drawing) -> Positions:
    """Where the embedded engine puts the boxes of a drawing, with the reasons for a box in reading order."""
    return read_positions(lay_out(layout_dot(drawing.graph)), drawing.graph.sizes)
