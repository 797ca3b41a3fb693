"""A drawing in one place: scene, sizes, graph, then - once an engine has laid it out - the picture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import dist
from typing import TYPE_CHECKING

from argmap.draw.layout import graph as dot
from argmap.draw.scene.boxes import BoxLayout, BoxWidths, box_layouts
from argmap.draw.scene.scene import Scene

if TYPE_CHECKING:
    from argmap.draw.display_list import Picture, Point
    from argmap.draw.layout.graphviz_json import Places
    from argmap.draw.paint.painter import Sketch
    from argmap.draw.routing.router import Laid
    from argmap.draw.writers.svg import MarkupCache


@dataclass(frozen=True)
class Drawing:
    """A scene on its way to a picture. Pure: its holder runs the engine between :meth:`dot` and :meth:`arranged`."""

    scene: Scene
    box_widths: BoxWidths = BoxWidths()  # noqa: RUF009 - frozen
    direction: dot.Direction = "RL"
    gaps: tuple[float, float] = (dot.RANK_GAP, dot.ROW_GAP)

    @cached_property
    def box_layouts(self) -> dict[str, BoxLayout]:
        """Each box taken apart."""
        return box_layouts(self.scene, self.box_widths)

    @cached_property
    def graph(self) -> dot.Graph:
        """What the engine is asked to place."""
        return dot.graph(self.scene, self.box_layouts)

    @cached_property
    def sketch(self) -> Sketch:
        """What is painted without places, so that it can be done while an engine looks for those."""
        from argmap.draw.paint.painter import Sketch

        return Sketch(self.scene, self.box_layouts)

    @cached_property
    def markup_cache(self) -> MarkupCache:
        """What of :attr:`sketch` is written as SVG ahead; nothing at first."""
        return {}

    def dot(self, ordered: bool = True) -> str:
        """The DOT to lay out; ``ordered``: the reasons on a box stand in the order of telling."""
        return dot.for_layout(self.graph, self.direction, self.gaps, ordered)

    def readable_dot(self) -> str:
        """The DOT for people and other tools."""
        return dot.for_readers(self.scene, self.box_layouts)

    @cached_property
    def is_a_tree(self) -> bool:
        """Whether no box has two lines to other boxes, so that the order of reasons costs nothing."""
        tails = [edge.tail for edge in self.graph.edges]
        return len(set(tails)) == len(tails)

    def span(self, where: Places) -> float:
        """How far apart the ends of lines stand, in total: what makes a drawing hard to follow."""
        return sum(dist(where[edge.tail], where[edge.head]) for edge in self.graph.edges)

    def arranged(self, where: Places) -> Arranged:
        """With everything where the engine put it in answer to :meth:`dot`."""
        return Arranged(self, where, self.direction == "BT")

    def simply(self, why: str) -> Arranged:
        """Arranged without an engine, which the picture says: ``why`` is the reason, as a sentence."""
        from argmap.draw.layout import fallback

        return Arranged(self, fallback.place(self.graph), warning=f"Drawn with the simple layout. {why}")


@dataclass(frozen=True)
class Arranged:
    """A drawing whose boxes have their places. Its size is known without painting it.

    ``upright``: contentions are at the top rather than at the left. ``warning`` stands in the picture.
    """

    drawing: Drawing
    where: Places
    upright: bool = False
    warning: str = ""

    @cached_property
    def size(self) -> Point:
        """Width and height of the picture, in points."""
        from argmap.draw.paint.furniture import framed

        empty = framed(self._scene, (), self._laid.width, self._laid.height)
        return empty.width, empty.height

    def picture(self) -> Picture:
        """The picture."""
        from argmap.draw.paint.painter import paint

        return paint(self._scene, self.drawing.sketch, self._laid)._replace(warning=self.warning)

    @cached_property
    def _laid(self) -> Laid:
        from argmap.draw.routing.router import laid

        return laid(self.drawing.graph, self.where, self.upright)

    @property
    def _scene(self) -> Scene:
        scene = self.drawing.scene
        return scene._replace(notes=(*scene.notes, self.warning)) if self.warning else scene
