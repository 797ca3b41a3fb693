"""A drawing on its way from scene to picture: its boxes are measured, placed, joined by lines, and painted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from argmap.draw.layout.graph import RANK_GAP, ROW_GAP, Direction, LayoutGraph, layout_graph
from argmap.draw.scene.boxes import BoxLayout, BoxWidths, box_layouts
from argmap.draw.scene.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphviz import Digraph

    from argmap.draw.display_list import Picture, Point
    from argmap.draw.layout.graph import Positions
    from argmap.draw.layout.layers import Frame
    from argmap.draw.paint.painter import Sketch
    from argmap.draw.routing.router import RoutedLayout
    from argmap.draw.writers.svg import MarkupCache


@dataclass(frozen=True)
class Drawing:
    """A scene to be drawn with boxes of certain widths, in a direction, with gaps between layers and in them.

    Parts that are not connected stand in ``columns``.
    """

    scene: Scene
    box_widths: BoxWidths = BoxWidths()  # noqa: RUF009 - frozen
    direction: Direction = "RL"
    gaps: tuple[float, float] = (RANK_GAP, ROW_GAP)
    columns: int = 1

    @cached_property
    def box_layouts(self) -> dict[str, BoxLayout]:
        """The layout of each box, by id."""
        return box_layouts(self.scene, self.box_widths)

    @cached_property
    def graph(self) -> LayoutGraph:
        """The graph for a layout engine."""
        return layout_graph(self.scene, self.box_layouts, self.direction, self.gaps, self.columns)

    @cached_property
    def sketch(self) -> Sketch:
        """The parts of boxes and arrows that can be painted before their places are known, while an engine looks for
        these."""
        from argmap.draw.paint.painter import Sketch

        return Sketch(self.scene, self.box_layouts)

    @cached_property
    def markup_cache(self) -> MarkupCache:
        """The parts of :attr:`sketch` that are already SVG; none at first."""
        return {}

    def digraph(self) -> Digraph:
        """The DOT for readers, as a graph of the ``graphviz`` package."""
        from argmap.draw.writers.dot import digraph

        return digraph(self.scene, self.box_layouts)

    def placed(self, positions: Positions) -> PlacedDrawing:
        """The drawing with its boxes at ``positions``."""
        return PlacedDrawing(self, positions)

    def with_fallback(self, why: str) -> PlacedDrawing:
        """The drawing in the fallback layout, with a note in the picture: ``why`` is the reason, as a sentence."""
        from argmap.draw.layout.fallback import tree_layout

        warning = f"Simple layout used. {why}"
        return PlacedDrawing(self, tree_layout(self.graph), warning)


@dataclass(frozen=True)
class PlacedDrawing:
    """A drawing with the positions of its boxes. Its size is known without painting it.

    ``warning`` is a note in the picture.
    """

    drawing: Drawing
    positions: Positions
    warning: str = ""

    @cached_property
    def size(self) -> Point:
        """Width and height of the picture, in points."""
        from argmap.draw.paint.furniture import framed

        empty = framed(self._scene, (), self._layout.width, self._layout.height)
        return empty.width, empty.height

    @property
    def diagram_size(self) -> Point:
        """Width and height of the diagram without what surrounds it, in points."""
        return self._layout.width, self._layout.height

    @property
    def frames(self) -> Mapping[str, Frame]:
        """The rectangles of the boxes."""
        return self._layout.frames

    def picture(self, page: Point | None = None) -> Picture:
        """The picture, or the page of this size with it."""
        from argmap.draw.paint.painter import paint

        return paint(self._scene, self.drawing.sketch, self._layout, page)._replace(warning=self.warning)

    @cached_property
    def _layout(self) -> RoutedLayout:
        from argmap.draw.routing.router import routed_layout

        return routed_layout(self.drawing.graph, self.positions)

    @property
    def _scene(self) -> Scene:
        scene = self.drawing.scene
        return scene._replace(notes=(*scene.notes, self.warning)) if self.warning else scene
