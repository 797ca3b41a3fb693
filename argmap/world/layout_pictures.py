"""Pictures of drawings: what :mod:`argmap.draw` makes, with an engine to lay it out."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from argmap.draw import paper
from argmap.draw.drawing import Drawing
from argmap.draw.paper_sizes import PaperName
from argmap.draw.picture import Picture
from argmap.draw.placed import Placed, placed
from argmap.world.layout import DEADLINE, Cause, EngineName, LayoutRefused, lay_out, no_answer

MOST_BOXES_TRIED = 300
"""Maps with more boxes than this get one layout for a page, not the best of several."""


WORTH_REORDERING = 0.97
"""Reasons leave the order of telling when that makes lines shorter than this share. Order keeps drawings stable."""


FINAL: frozenset[Cause] = frozenset({"cancelled", "missing"})
"""Causes for which there is no picture at all, not even a simple one."""


class Engine(NamedTuple):
    """How to lay out: by which engine, in how many seconds a picture at most, and an event that stops it."""

    name: EngineName = "embedded"
    deadline: float = DEADLINE
    cancelled: threading.Event | None = None

    def picture(self, drawing: Drawing) -> Picture:
        """The picture of a drawing; in the simple layout, saying so, when the engine cannot do it in time.

        Raises LayoutRefused when it was cancelled or there is no engine.
        """
        tried = self._try(drawing, self._ends())
        return tried if isinstance(tried, Picture) else drawing.simple_picture(str(tried))

    def places(self, drawing: Drawing) -> Placed:
        """Where everything stands: reasons in the order of telling, unless lines are much shorter in another.

        Raises LayoutRefused.
        """
        return self._places(drawing, self._ends())

    def fitted(self, drawing: Drawing, size: PaperName) -> Picture:
        """The picture for a page: of several widths and directions, the one whose text is largest there."""
        return paper.best(self.tried(drawing), size)

    def tried(self, drawing: Drawing) -> Iterator[Picture]:
        """The pictures that are tried for a page, the usual one first; the simple one only where all others fail.

        Together they take no longer than the deadline. Raises LayoutRefused as :meth:`picture` does.
        """
        ends = self._ends()
        usual, *others = paper.variants(drawing)
        first = self._try(usual, ends)
        found = [first] if isinstance(first, Picture) else []
        yield from found
        for variant in others if len(drawing.scene.boxes) <= MOST_BOXES_TRIED else ():
            if time.monotonic() < ends and isinstance(picture := self._try(variant, ends), Picture):
                found.append(picture)
                yield picture
        if not found:
            yield usual.simple_picture(str(first))

    def _try(self, drawing: Drawing, ends: float) -> Picture | LayoutRefused:
        """The picture of a drawing, or why the engine has none."""
        try:
            return drawing.picture(self._places(drawing, ends))
        except LayoutRefused as refused:
            if refused.cause in FINAL:
                raise
            return refused

    def _ends(self) -> float:
        return time.monotonic() + self.deadline

    def _places(self, drawing: Drawing, ends: float) -> Placed:
        told = self._placed(drawing, ends)
        if drawing.is_a_tree or len(drawing.scene.boxes) > MOST_BOXES_TRIED:
            return told
        try:
            free = self._placed(replace(drawing, ordered=False), ends)
        except LayoutRefused as refused:
            if refused.cause == "cancelled":
                raise
            return told
        return free if drawing.span(free) < drawing.span(told) * WORTH_REORDERING else told

    def _placed(self, drawing: Drawing, ends: float) -> Placed:
        answer = lay_out(drawing.dot, self.name, max(ends - time.monotonic(), 0.001), self.cancelled)
        try:
            return placed(answer, drawing.graph.sizes)
        except ValueError as problem:
            raise no_answer(str(problem)) from problem
