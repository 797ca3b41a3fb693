"""Pictures of drawings: what :mod:`argmap.draw` makes, with an engine to lay it out."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from argmap.draw import paper
from argmap.draw.dot import CLOSE_GAPS
from argmap.draw.drawing import Drawing
from argmap.draw.paper_sizes import PaperName
from argmap.draw.picture import Picture
from argmap.draw.placed import Placed, placed
from argmap.world.layout import DEADLINE, EngineName, LayoutRefused, lay_out

MOST_BOXES_TRIED = 300
"""Maps with more boxes than this get one layout for a page, not the best of several."""


WORTH_REORDERING = 0.97
"""Reasons leave the order of telling when that makes lines shorter than this share. Order keeps drawings stable."""


class Engine(NamedTuple):
    """How to lay out: by which engine, in how many seconds at most, and an event that stops it."""

    name: EngineName = "embedded"
    deadline: float = DEADLINE
    cancelled: threading.Event | None = None

    def picture(self, drawing: Drawing) -> Picture:
        """The picture of a drawing; in the simple layout, saying so, when the engine cannot do it in time.

        Raises LayoutRefused when it was cancelled or there is no engine.
        """
        try:
            return drawing.picture(self.places(drawing))
        except LayoutRefused as refused:
            if refused.cause in {"cancelled", "missing"}:
                raise
            return drawing.simple_picture(str(refused))

    def places(self, drawing: Drawing) -> Placed:
        """Where everything stands: reasons in the order of telling, unless lines are much shorter in another.

        Raises LayoutRefused.
        """
        told = self._placed(drawing)
        if drawing.is_a_tree or len(drawing.scene.boxes) > MOST_BOXES_TRIED:
            return told
        try:
            free = self._placed(replace(drawing, ordered=False))
        except LayoutRefused as refused:
            if refused.cause == "cancelled":
                raise
            return told
        return free if drawing.span(free) < drawing.span(told) * WORTH_REORDERING else told

    def _placed(self, drawing: Drawing) -> Placed:
        return placed(lay_out(drawing.dot, self.name, self.deadline, self.cancelled))

    def fitted(self, drawing: Drawing, size: PaperName) -> Picture:
        """The picture for a page: of several widths and directions, the one whose text is largest there."""
        return paper.best(self.tried(drawing), size)

    def tried(self, drawing: Drawing) -> Iterator[Picture]:
        """The pictures that are tried for a page, the usual one first."""
        many = len(drawing.scene.boxes) > MOST_BOXES_TRIED
        for width, direction in paper.LAYOUTS[: 1 if many else None]:
            yield self.picture(replace(drawing, measures=paper.measures(width), direction=direction, gaps=CLOSE_GAPS))
