"""Pictures of drawings: what :mod:`argmap.draw` makes, with an engine to lay it out."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from argmap.draw.drawing import Arranged, Drawing
from argmap.draw.layout.cost import pieces
from argmap.draw.layout.errors import Cause, LayoutRefused, no_answer, not_begun, too_slow
from argmap.draw.paper import PaperName
from argmap.io.graphviz.engines import DEADLINE, EngineName, lay_out

if TYPE_CHECKING:
    from argmap.draw.display_list import Picture
    from argmap.draw.layout.graphviz_json import Places

MOST_BOXES_TRIED = 300
"""Maps with more boxes than this get one layout for a page, not the best of several."""


WORTH_REORDERING = 0.97
"""Reasons leave the order of telling when that makes lines shorter than this share. Order keeps drawings stable."""


HOPELESS = 3.0
"""A layout that would take so many times what it may is not begun."""


FINAL: frozenset[Cause] = frozenset({"cancelled", "missing"})
"""Causes for which there is no picture at all, not even a simple one. An engine asked for by name may be missing;
where the usual one cannot start there is a simple picture.
"""


class Engine(NamedTuple):
    """How to lay out: by which engine, in how many seconds a picture at most, and an event that stops it.

    ``meanwhile`` is done beside each layout, once or more, in steps that are short. ``hurried`` is called when a
    layout that could have been the better one was not tried to its end: another machine may draw another picture.
    """

    name: EngineName = "embedded"
    deadline: float = DEADLINE
    cancelled: threading.Event | None = None
    meanwhile: Callable[[], Iterable[object]] = tuple
    hurried: Callable[[], object] = bool

    def picture(self, drawing: Drawing) -> Picture:
        """The picture of a drawing; in the simple layout, saying so, when the engine cannot do it in time.

        Raises LayoutRefused when it was cancelled or there is no engine.
        """
        tried = self._try(drawing, self._ends(drawing))
        return (drawing.simply(str(tried)) if isinstance(tried, LayoutRefused) else tried).picture()

    def places(self, drawing: Drawing) -> Places:
        """Where everything stands: reasons in the order of telling, unless lines are much shorter in another.

        Raises LayoutRefused.
        """
        return self._places(drawing, self._ends(drawing))

    def fitted(self, drawing: Drawing, size: PaperName) -> Picture:
        """The picture for a page: of several widths and directions, the one whose text is largest there.

        Raises LayoutRefused as :meth:`picture` does.
        """
        from argmap.draw.pages import fitting

        return fitting.on_paper(self.largest(drawing, size).picture(), size)

    def largest(self, drawing: Drawing, size: PaperName) -> Arranged:
        """The same before it is painted."""
        found = self.readable(drawing, size, 0.0)
        assert found is not None, "the first layout is always tried"
        return found

    def readable(self, drawing: Drawing, size: PaperName, least: float, enough: float = math.inf) -> Arranged | None:
        """Of the layouts tried for a page the one whose text is largest there, or the first that has ``enough``.

        None when the text of all is smaller than ``least``, in points. Raises LayoutRefused as :meth:`picture` does.
        """
        from argmap.draw.pages import fitting
        from argmap.draw.paint.furniture import least_around

        found: list[tuple[float, Arranged]] = []
        around = least_around(drawing.scene)

        def worth(variant: Drawing) -> bool:
            most = fitting.max_text_size(variant, around, size)
            return most > found[-1][0] if found else most >= least

        for arranged in self._tried(drawing, worth):
            text = fitting.text_size_of(arranged.size, size)
            if text > found[-1][0] if found else text >= least:
                found.append((text, arranged))
            if text >= enough:
                break
        return found[-1][1] if found else None

    def _tried(self, drawing: Drawing, worth: Callable[[Drawing], bool]) -> Iterator[Arranged]:
        """The layouts that are tried for a page, the usual one first; the simple one only where all others fail.

        Those that are not ``worth`` trying are left out. Together they take no longer than the deadline.
        """
        from argmap.draw.pages import fitting

        variants = fitting.variants(drawing)
        ends = self._ends(variants[0])
        problems: list[LayoutRefused] = []
        laid = False
        for variant in variants[: 1 if len(drawing.scene.boxes) > MOST_BOXES_TRIED else None]:
            if (problems or laid) and time.monotonic() >= ends:
                self.hurried()
                break
            if worth(variant):
                tried = self._try(variant, ends)
                if isinstance(tried, LayoutRefused):
                    self.hurried()
                    problems.append(tried)
                else:
                    laid = True
                    yield tried
        if problems and not laid:
            yield variants[0].simply(str(problems[0]))

    def _try(self, drawing: Drawing, ends: float) -> Arranged | LayoutRefused:
        """A drawing laid out, or why the engine cannot do it."""
        if expected(drawing) > HOPELESS * self.deadline:
            return not_begun(self.deadline)
        try:
            return drawing.arranged(self._places(drawing, ends))
        except LayoutRefused as refused:
            if refused.cause in FINAL:
                raise
            return too_slow(self.deadline) if refused.cause == "deadline" else refused

    def _ends(self, first: Drawing) -> float:
        """When the deadline is over. Its clock starts once the boxes of the first drawing are measured."""
        _ = first.graph
        return time.monotonic() + self.deadline

    def _places(self, drawing: Drawing, ends: float) -> Places:
        told = self._placed(drawing, True, ends)
        if drawing.is_a_tree or len(drawing.scene.boxes) > MOST_BOXES_TRIED:
            return told
        try:
            free = self._placed(drawing, False, ends)
        except LayoutRefused as refused:
            if refused.cause == "cancelled":
                raise
            self.hurried()
            return told
        return free if drawing.span(free) < drawing.span(told) * WORTH_REORDERING else told

    def _placed(self, drawing: Drawing, ordered: bool, ends: float) -> Places:
        left = max(ends - time.monotonic(), 0.001)
        answer = lay_out(drawing.dot(ordered), self.name, left, self.cancelled, self.meanwhile)
        from argmap.draw.layout.graphviz_json import placed

        try:
            return placed(answer, drawing.graph.sizes)
        except ValueError as problem:
            raise no_answer(str(problem)) from problem


def expected(drawing: Drawing) -> float:
    """Roughly how many seconds Graphviz takes: 13 were measured for 20,000 pieces of lines, 130 for 119,000."""
    return math.pow(pieces(drawing.graph) / 4_000, 1.5)
