"""A drawing in one place: scene, sizes, graph, then - once an engine has laid it out - the picture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from argmap.draw import dot, simple
from argmap.draw.anatomy import Anatomy, Measures, anatomies
from argmap.draw.paint import paint
from argmap.draw.picture import Picture
from argmap.draw.placed import placed
from argmap.draw.scene import Scene


@dataclass(frozen=True)
class Drawing:
    """A scene on its way to a picture. Pure: whoever holds it runs the engine between :attr:`dot` and
    :meth:`picture`.
    """

    scene: Scene
    measures: Measures = Measures()  # noqa: RUF009 - frozen
    direction: dot.Direction = "RL"
    gaps: tuple[float, float] = (dot.RANK_GAP, dot.ROW_GAP)

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
        return dot.for_layout(self.graph, self.direction, self.gaps)

    def readable_dot(self) -> str:
        """The DOT for people and other tools."""
        return dot.for_readers(self.scene, self.anatomies)

    def picture(self, json0: bytes) -> Picture:
        """The picture, from the engine's answer to :attr:`dot`."""
        upright = self.direction == "BT"
        return paint(self.scene, self.anatomies, self.graph, placed(json0), upright)

    def simple_picture(self, why: str) -> Picture:
        """The picture without an engine, which says so: ``why`` is the reason, as a sentence."""
        scene = replace(self.scene, notes=(*self.scene.notes, f"Drawn with the simple layout. {why}"))
        return paint(scene, self.anatomies, self.graph, simple.place(self.graph))
