"""The panes beside the outline: the claim in words and the diagram around it."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.containers import VerticalScroll
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Static

from argmap.draw.cells import ZOOMS, Drawing, Zoom, draw_cells
from argmap.session.shape import Shape


class ClaimPane(VerticalScroll, can_focus=False):
    """The selected claim in words; scrolls by mouse, or with the claim form."""

    DEFAULT_CSS = """
    ClaimPane { padding: 0 1; scrollbar-size: 1 1; }
    """

    def compose(self):  # type: ignore[no-untyped-def]  # noqa: D102
        yield Static(markup=False, id="claim-words")

    def show(self, words: Text) -> None:
        """Show other words, from their top."""
        self.query_one("#claim-words", Static).update(words)
        self.scroll_home(animate=False)


class DiagramPane(ScrollView, can_focus=False):
    """The neighbourhood of the selected row in box characters. A click on a box selects its row."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "cells--plain", "cells--dim", "cells--support", "cells--objection", "cells--undercut", "cells--badge",
        "cells--focus", "cells--tension",
    }  # fmt: skip
    DEFAULT_CSS = """
    DiagramPane { scrollbar-size: 1 1; overflow: auto auto; }
    DiagramPane > .cells--dim { color: $dim; }
    DiagramPane > .cells--support { color: $support; }
    DiagramPane > .cells--objection { color: $objection; }
    DiagramPane > .cells--undercut { color: $undercut; }
    DiagramPane > .cells--tension { color: $tension; }
    DiagramPane > .cells--badge { color: $badge; }
    DiagramPane > .cells--focus { text-style: bold; background: $cursor-on; }
    """

    class Chosen(Message):
        """A box was clicked; ``key`` is its row's."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.drawing: Drawing | None = None
        self.zoom: Zoom = 2
        self._what: tuple[Shape, str] | None = None
        self._styles: dict[str, Style] = {}

    def show(self, shape: Shape, key: str | None) -> None:
        """Draw the neighbourhood of a row, its box in sight."""
        self._what = (shape, key) if key is not None else None
        self._draw()

    def zoom_by(self, step: int) -> bool:
        """Draw boxes with one line more (1) or less (-1); False at the end of the steps."""
        at = ZOOMS.index(self.zoom) - step
        if not 0 <= at < len(ZOOMS):
            return False
        self.zoom = ZOOMS[at]
        self._draw()
        return True

    def _draw(self) -> None:
        if self._what is None or not self.size.width:
            self.drawing = None
            self.virtual_size = Size(0, 0)
            self.refresh()
            return
        shape, key = self._what
        self.drawing = draw_cells(shape, key, self.zoom, self.size.width)
        width = max((spot.x + spot.width for spot in self.drawing.spots), default=0) + 1
        self.virtual_size = Size(width, len(self.drawing.lines))
        spot = self.drawing.focus
        self.scroll_to_region(Region(spot.x, spot.y, spot.width, spot.height), animate=False, force=True, center=True)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the drawing."""
        across, down = self.scroll_offset
        width, ground = self.size.width, self.rich_style
        line = down + y
        if self.drawing is None or line >= len(self.drawing.lines):
            return Strip.blank(width, ground)
        segments = [Segment(text, ground + self._style(name)) for text, name in self.drawing.lines[line]]
        return Strip(segments).crop_extend(across, across + width, ground)

    def _style(self, name: str) -> Style:
        style = self._styles.get(name)
        if style is None:
            style = self.get_component_rich_style(f"cells--{_look(name)}", partial=True)
            if name.endswith(".focus"):
                style += Style(bold=True)
            self._styles[name] = style
        return style

    def notify_style_update(self) -> None:
        """Textual calls this when the theme changes."""
        self._styles.clear()
        super().notify_style_update()

    def on_resize(self) -> None:
        """The drawing fits its columns to the room."""
        self._draw()

    def on_click(self, event: events.Click) -> None:
        """Select the row of the box under the mouse."""
        if self.drawing is None:
            return
        x, y = event.x + self.scroll_offset.x, event.y + self.scroll_offset.y
        spot = next((spot for spot in self.drawing.spots if spot.holds(x, y)), None)
        if spot is not None:
            event.stop()
            self.post_message(self.Chosen(spot.key))


_LOOKS = {"supports": "support", "objects_to": "objection", "undercuts": "undercut", "with": "badge"}


def _look(name: str) -> str:
    """The component class for a cell style such as ``border.supports.focus``."""
    first, *rest = name.split(".")
    if first in {"border", "title", "sign"} and rest:
        return _LOOKS.get(rest[0], "tension" if first == "title" else "plain")
    if first == "id" and rest == ["focus"]:
        return "focus"
    if first in {"edge", "more"} or name == "text.also":
        return "dim"
    return "badge" if first == "badge" else "plain"
