"""Painting no more than what changed: Textual's compositor, asked for the changed lines alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual._compositor import ChopsUpdate, Compositor, ReflowResult
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget


class ThriftyCompositor(Compositor):
    """Gives the same updates as Textual's, and asks widgets for fewer lines.

    Textual draws every line of every widget within the smallest rectangle around all changes: with one change in the
    header and one in the footer, the whole screen. Here a widget is asked for its changed lines only, and not at all
    where others cover them, as what it holds covers a container.
    """

    _changed: frozenset[Region] = frozenset()
    """What changed, while a partial update is made of it."""

    def reflow(self, parent: Widget, size: Size) -> ReflowResult:
        """Lay out again, and call changed what is shown, hidden, or has another place.

        Textual calls a widget changed too when another comes in before it, which here never covers it.
        """
        before, changed = self._full_map, set(self._dirty_regions)
        result = super().reflow(parent, size)
        for widget, geometry in before.items() ^ self._full_map.items():
            here, there = before.get(widget), self._full_map.get(widget)
            if here is None or there is None or (here.region, here.clip) != (there.region, there.clip):
                changed.add(geometry.clip.intersection(geometry.region))
        self._dirty_regions = {region for region in changed if region}
        return result

    def render_partial_update(self) -> ChopsUpdate | None:
        """The update of the changed regions, or None when nothing changed."""
        self._changed = frozenset(self._dirty_regions)
        try:
            return super().render_partial_update()
        finally:
            self._changed = frozenset()

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        changed = self._changed or {crop or self.size.region}
        in_front: list[Region] = []
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            for part in _stretches(seen, changed):
                if _shows(part, in_front):
                    lines = Region(seen.x, part.y, seen.width, part.height)
                    yield region, lines, widget.render_lines(lines.translate(-region.offset))
            in_front.append(seen)


def _shows(part: Region, in_front: Iterable[Region]) -> bool:
    """Whether anything of a region is to be seen beside others in front of it."""
    pieces = [part]
    for other in in_front:
        pieces = [rest for piece in pieces for rest in _without(piece, other)]
    return bool(pieces)


def _without(piece: Region, other: Region) -> Iterator[Region]:
    """What is left of one region where another covers it, as up to four regions."""
    shared = piece.intersection(other)
    if not shared:
        yield piece
        return
    (left, top, right, bottom), (x, y, x_end, y_end) = shared.corners, piece.corners
    around = ((x, y, x_end, top), (x, top, left, bottom), (right, top, x_end, bottom), (x, bottom, x_end, y_end))
    yield from filter(None, (Region.from_corners(*corners) for corners in around))


def _stretches(seen: Region, changed: Iterable[Region]) -> Iterator[Region]:
    """What is changed of ``seen``, as one region for each stretch of lines."""
    parts = sorted((part.intersection(seen) for part in changed if part.overlaps(seen)), key=lambda part: part.y)
    stretch = None
    for part in parts:
        if stretch is not None and part.y > stretch.bottom:
            yield stretch
            stretch = None
        stretch = part if stretch is None else stretch.union(part)
    if stretch is not None:
        yield stretch
