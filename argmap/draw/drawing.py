"""A drawing in one place: scene, sizes, graph, then - once an engine has laid it out - the picture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import dist
from typing import TYPE_CHECKING

from argmap.draw import dot
from argmap.draw.anatomy import Anatomy, Measures, anatomies
from argmap.draw.scene import Scene

if TYPE_CHECKING:
    from argmap.draw.picture import Picture
    from argmap.draw.placed import Placed


@dataclass(frozen=True)
class Drawing:
    """A scene on its way to a picture. Pure: its holder runs the engine between :attr:`dot` and :meth:`picture`.

    ``ordered``: the reasons on a box stand in the order of telling.
    """

    scene: Scene
    measures: Measures = Measures()  # noqa: RUF009 - frozen
    direction: dot.Direction = "RL"
    gaps: tuple[float, float] = (dot.RANK_GAP, dot.ROW_GAP)
    ordered: bool = True

    @cached_property
    def anatomies(self) -> dict[str, Anatomy]:
        """Each box taken apart."""
        return anatomies(self.scene, self.measures)

    @cached_property
    def graph(self) -> dot.Graph:
        """What the engine is asked to place."""
        return dot.graph(self.scene, self.anatomies)

    @cached_property
    def dot(self) -> str:
        """The DOT to lay out."""
        return dot.for_layout(self.graph, self.direction, self.gaps, self.ordered)

    def readable_dot(self) -> str:
        """The DOT for people and other tools."""
        return dot.for_readers(self.scene, self.anatomies)

    @cached_property
    def is_a_tree(self) -> bool:
        """Whether no box has two lines to other boxes, so that the order of reasons costs nothing."""
        tails = [edge.tail for edge in self.graph.edges]
        return len(set(tails)) == len(tails)

    def span(self, where: Placed) -> float:
        """How far apart the ends of lines stand, in total: what makes a drawing hard to follow."""
        return sum(dist(where.centres[edge.tail], where.centres[edge.head]) for edge in self.graph.edges)

    def picture(self, where: Placed) -> Picture:
        """The picture, with everything where the engine put it in answer to :attr:`dot`."""
        from argmap.draw.paint import paint

        return paint(self.scene, self.anatomies, self.graph, where, self.direction == "BT")

    def simple_picture(self, why: str) -> Picture:
        """The picture without an engine, which says so: ``why`` is the reason, as a sentence."""
        from argmap.draw import simple
        from argmap.draw.paint import paint

        warning = f"Drawn with the simple layout. {why}"
        scene = self.scene._replace(notes=(*self.scene.notes, warning))
        return paint(scene, self.anatomies, self.graph, simple.place(self.graph))._replace(warning=warning)
