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
    header and one in the footer, the whole screen. Here a widget is asked for its changed lines only.
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
        if not self._changed:
            yield from super()._get_renders(crop)
            return
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            for first, last in _lines_changed(seen, self._changed):
                part = Region(seen.x, first, seen.width, last - first)
                yield region, part, widget.render_lines(part.translate(-region.offset))


def _lines_changed(seen: Region, changed: Iterable[Region]) -> Iterator[tuple[int, int]]:
    """The stretches of lines of ``seen`` that are changed: the first line, and the one after the last."""
    stretches = sorted(
        (max(part.y, seen.y), min(part.bottom, seen.bottom)) for part in changed if part.overlaps(seen)
    )
    first = end = None
    for start, stop in stretches:
        if first is None or end is None:
            first, end = start, stop
        elif start <= end:
            end = max(end, stop)
        else:
            yield first, end
            first, end = start, stop
    if first is not None and end is not None:
        yield first, end
