"""Drawing in tests: a map to its picture, by the embedded engine."""

from __future__ import annotations

from argmap.draw.display_list import Picture
from argmap.draw.drawing import Drawing
from argmap.draw.scene.builder import SceneOptions, build_scene
from argmap.draw.writers import svg
from argmap.io.layout_pictures import Engine
from argmap.model.index import Index
from argmap.model.types import Map
from argmap.views.selection import Selection


def drawing(map: Map, selection: Selection | None = None, options: SceneOptions | None = None) -> Drawing:
    return Drawing(build_scene(Index.build(map), selection, options))


def picture(map: Map, selection: Selection | None = None, options: SceneOptions | None = None) -> Picture:
    return Engine().picture(drawing(map, selection, options))


def svg_of(map: Map) -> str:
    return svg.write(picture(map))
