"""From drawings to pictures, by a layout engine that is passed in; freely, or fitted to a page."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from argmap.draw.drawing import Drawing, PlacedDrawing
from argmap.draw.layout.strategy import DEADLINE, MOST_BOXES_TRIED, LayoutEngine, LayoutError, LayoutStrategy
from argmap.draw.paper import PAGE_TEXT, PaperName

if TYPE_CHECKING:
    from argmap.draw.display_list import Picture, Point
    from argmap.draw.scene.continuation import ClaimLabels


class Renderer:
    """Makes the pictures of drawings.

    Each method lays out once or more, together for no longer than the deadline. Where the engine cannot lay a drawing
    out in that time, or at all, the picture has the fallback layout and a warning that says so. Raises LayoutError
    only where the layout was cancelled or the engine that was asked for by name is not installed.
    """

    def __init__(
        self, engine: LayoutEngine, deadline: float = DEADLINE, cut_short: Callable[[], object] = bool
    ) -> None:
        """The arguments are those of :class:`argmap.draw.layout.strategy.LayoutStrategy`."""
        self._strategy = LayoutStrategy(engine, deadline, cut_short)

    def picture(self, drawing: Drawing) -> Picture:
        """The picture of a drawing."""
        placed = self._placed(drawing, self._ends(drawing))
        if isinstance(placed, LayoutError):
            placed = drawing.with_fallback(str(placed))
        return placed.picture()

    def in_column(self, drawing: Drawing) -> Picture:
        """The picture for a column of text, such as that of a README: narrow enough that its text can be read there,
        if it can be made so. A drawing of very many boxes is as usual.
        """
        from argmap.draw.pages import fitting

        if len(drawing.scene.boxes) > MOST_BOXES_TRIED:
            return self.picture(drawing)
        ends = self._ends(drawing)
        best: PlacedDrawing | None = None
        for variant in fitting.variants_in_column(drawing):
            placed = self._placed(variant, ends)
            if isinstance(placed, LayoutError):
                if best is not None:
                    self._strategy.cut_short()
                    break
                return variant.with_fallback(str(placed)).picture()
            best = placed
            if placed.size[0] <= fitting.WIDEST:
                break
        assert best is not None, "the narrowest is always tried"
        return best.picture()

    def fitted(
        self, drawing: Drawing, size: PaperName, find_labels: Callable[[], ClaimLabels] | None = None
    ) -> tuple[Drawing, Picture]:
        """The drawing in the width and the direction with which its text is largest on a page, and its picture.

        Where the text would be small, it is in pieces in several columns if that makes it clearly larger.
        ``find_labels`` gives what claims are called that the pieces begin with; without it there are none.
        """
        from argmap.draw.pages import fitting

        placed = self.largest(drawing, size)
        if find_labels is not None and len(drawing.scene.boxes) <= fitting.MOST_BROKEN:
            placed = self._in_pieces(placed, size, find_labels)
        return placed.drawing, fitting.on_paper(placed.picture(), size)

    def _in_pieces(
        self, whole: PlacedDrawing, size: PaperName, find_labels: Callable[[], ClaimLabels]
    ) -> PlacedDrawing:
        """A drawing in pieces whose text is clearly larger than that of the ``whole``, or this if its text is large
        enough."""
        from argmap.draw.pages import breaks, fitting
        from argmap.draw.paint.furniture import least_around

        text = fitting.text_size_of(whole.size, size)
        if whole.warning or text >= PAGE_TEXT[size]:
            return whole
        best, least = whole, text * fitting.WORTH_BREAKS
        ends = self._ends(whole.drawing)
        for scene in breaks.broken_scenes(whole.drawing.scene, find_labels()):
            around = least_around(scene)
            for variant in fitting.variants_in_pieces(replace(whole.drawing, scene=scene)):
                if fitting.max_text_size(variant, around, size) <= least:
                    continue
                placed = self._placed(variant, ends)
                if isinstance(placed, LayoutError):
                    self._strategy.cut_short()
                    return best
                for way in fitting.in_columns(placed, fitting.MOST_COLUMNS_OF_ONE):
                    if (text := fitting.text_size_of(way.size, size)) > least:
                        best, least = way, text
        return best

    def largest(self, drawing: Drawing, size: PaperName) -> PlacedDrawing:
        """The drawing of :meth:`fitted`, before it is painted."""
        found = self.readable(drawing, size, 0.0)
        assert found is not None, "the first layout is always tried"
        return found

    def readable(
        self, drawing: Drawing, size: PaperName, least: float, enough: float = math.inf
    ) -> PlacedDrawing | None:
        """Of the layouts tried for a page the one whose text is largest there, or the first that has ``enough``.

        ``least`` and ``enough`` are sizes of text on the page, in points. None when the text of every layout is
        smaller than ``least``.
        """
        from argmap.draw.pages import fitting
        from argmap.draw.paint.furniture import least_around

        found: list[tuple[float, PlacedDrawing]] = []
        around = least_around(drawing.scene)

        def is_worth_trying(variant: Drawing) -> bool:
            most = fitting.max_text_size(variant, around, size)
            return most > found[-1][0] if found else most >= least

        for placed in self._tried(drawing, is_worth_trying):
            text = fitting.text_size_of(placed.size, size)
            if text > found[-1][0] if found else text >= least:
                found.append((text, placed))
            if text >= enough:
                break
        return found[-1][1] if found else None

    def on_page(
        self, drawing: Drawing, page: Point, *, spread: bool = True, in_wide_boxes: bool = False
    ) -> PlacedDrawing | None:
        """The drawing on a page of this size, in the widest boxes with which it fits; None if it fits with none.

        With ``spread``, boxes are farther apart where there is room left. With ``in_wide_boxes``, they are wider than
        is easily read.
        """
        from argmap.draw.pages import fitting
        from argmap.draw.paint.page_frame import page_frame

        frame = page_frame(drawing.scene, page)
        room = frame.wide, frame.tall
        widths = fitting.WIDE_BOXES if in_wide_boxes else fitting.PAGE_WIDTHS
        ends = self._ends(drawing)
        for variant in fitting.variants_of_page(drawing, room, widths):
            for placed in fitting.in_columns(self._placed_or_simple(variant, ends)):
                if fitting.fits(placed, room):
                    wider = self._placed_or_simple(fitting.roomier(placed, room), ends) if spread else placed
                    return wider if fitting.fits(wider, room) else placed
        return None

    def _placed_or_simple(self, drawing: Drawing, ends: float) -> PlacedDrawing:
        placed = self._placed(drawing, ends)
        if isinstance(placed, LayoutError):
            self._strategy.cut_short()
            return drawing.with_fallback(str(placed))
        return placed

    def _tried(self, drawing: Drawing, is_worth_trying: Callable[[Drawing], bool]) -> Iterator[PlacedDrawing]:
        """The layouts that are tried for a page, the usual one first; the fallback only where all others fail."""
        from argmap.draw.pages import fitting

        variants = fitting.variants(drawing)
        ends = self._ends(variants[0])
        errors: list[LayoutError] = []
        any_placed = False
        for variant in variants[: 1 if len(drawing.scene.boxes) > MOST_BOXES_TRIED else None]:
            if (errors or any_placed) and time.monotonic() >= ends:
                self._strategy.cut_short()
                break
            if is_worth_trying(variant):
                placed = self._placed(variant, ends)
                if isinstance(placed, LayoutError):
                    self._strategy.cut_short()
                    errors.append(placed)
                else:
                    any_placed = True
                    yield placed
        if errors and not any_placed:
            yield variants[0].with_fallback(str(errors[0]))

    def _placed(self, drawing: Drawing, ends: float) -> PlacedDrawing | LayoutError:
        found = self._strategy.attempt(drawing.graph, ends)
        return found if isinstance(found, LayoutError) else drawing.placed(found)

    def _ends(self, first: Drawing) -> float:
        """When the deadline is over. The time in which the boxes of the first drawing are measured does not count."""
        _ = first.graph
        return self._strategy.ends()
