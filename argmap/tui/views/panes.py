"""The claim pane and the diagram pane."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip

from argmap.tui.widgets.line_view import LineView
from argmap.views.outline.tree import OutlineTree

if TYPE_CHECKING:
    from argmap.draw.terminal.diagram import CellDiagram, Zoom

LOOK = "look"


def look_by_name(name: str) -> Style:
    """A style of the claim pane by name, resolved when it is painted because the theme may change."""
    return Style(meta={LOOK: name})


class ClaimPane(LineView, can_focus=True):
    """The selected claim as text; scrolls by mouse and by the keys of ``scroll-down`` and ``scroll-up``."""

    LOOKS = "words"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "words--support", "words--objection", "words--undercut", "words--tension", "words--dim", "words--badge",
        "words--strong", "words--plain",
    }  # fmt: skip
    DEFAULT_CSS = """
    ClaimPane {
        padding: 0 1; scrollbar-size: 1 1; scrollbar-gutter: stable; overflow-x: hidden; overflow-y: auto;
    }
    ClaimPane > .words--support { color: $support; }
    ClaimPane > .words--objection { color: $objection; }
    ClaimPane > .words--undercut { color: $undercut; }
    ClaimPane > .words--tension { color: $tension; }
    ClaimPane > .words--dim { color: $dim; }
    ClaimPane > .words--badge { color: $badge; }
    ClaimPane > .words--strong { text-style: bold; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._words = Text()
        self._about: Hashable = None
        self._lines: list[tuple[Segment, ...]] = []

    @property
    def words(self) -> str:
        """All of the text, also what is scrolled out of view."""
        return self._words.plain

    def say(self, words: Text, about: Hashable = None) -> None:
        """Show another text, from its top when it is about something else than before."""
        self._words = words
        self._wrap()
        if about is None or about != self._about:
            self.scroll_to(y=0, animate=False)
        self._about = about

    def _wrap(self) -> None:
        width = self.scrollable_content_region.width
        if not width:
            return
        self._lines = list(_lines(self._words, self.app.console, width)) if self._words else []
        self.resize_to(width, len(self._lines))
        self.refresh()

    def line_key(self, line: int) -> Hashable:
        """The text of the line."""
        return self._lines[line] if line < len(self._lines) else None

    def draw_line(self, line: int, width: int) -> Strip:
        """The text of the line with its styles."""
        ground = self.ground
        words = [Segment(text, ground + self._style(style)) for text, style, _ in self._lines[line] if text]
        return Strip(words).adjust_cell_length(width, ground)

    def _style(self, style: Style | None) -> Style:
        name = style.meta.get(LOOK) if style else None
        return self.look(name) if name else style or Style()

    def on_resize(self) -> None:
        """Wrap the text for the new width."""
        self._wrap()


_SIGN = re.compile(r" *(?:[^\w\s“] )?")
"""The indent of a line and the sign that it begins with."""


def _lines(words: Text, console: Console, width: int) -> Iterator[tuple[Segment, ...]]:
    """Words in lines of at most ``width`` cells. Lines that go on begin below the first word, behind the sign."""
    for paragraph in words.split("\n", allow_blank=True):
        found = _SIGN.match(paragraph.plain)
        begins = found.end() if found else 0
        indent = cell_len(paragraph.plain[:begins])
        if not indent or indent > width // 2:
            yield from (tuple(line.render(console)) for line in paragraph.wrap(console, width))
            continue
        for place, line in enumerate(paragraph[begins:].wrap(console, width - indent)):
            start = paragraph[:begins] if not place else Text(" " * indent)
            yield (*start.render(console), *line.render(console))


class DiagramPane(LineView, can_focus=False):
    """The neighbourhood of the selected row in box characters. A click on a box selects its row."""

    LOOKS = "cells"
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

    class BoxChosen(Message):
        """A box was clicked; ``key`` is the key of its row."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.drawing: CellDiagram | None = None
        self.zoom: Zoom = 2
        self._what: tuple[OutlineTree, str] | None = None

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the box of the selected row begins."""
        box = self.drawing.focus if self.drawing is not None else self.scroll_offset
        return self.content_region.offset + Offset(box.x, box.y) - self.scroll_offset

    def draw(self, shape: OutlineTree, key: str | None) -> None:
        """Draw the neighbourhood of a row and scroll its box into view."""
        self._what = (shape, key) if key is not None else None
        self._draw()

    def zoom_by(self, step: int) -> bool:
        """Draw boxes with one line more (1) or less (-1); False at the limit."""
        from argmap.draw.terminal.diagram import ZOOMS

        at = ZOOMS.index(self.zoom) - step
        if not 0 <= at < len(ZOOMS):
            return False
        self.zoom = ZOOMS[at]
        self._draw()
        return True

    def _draw(self) -> None:
        if self._what is None or not self.size.width:
            self.drawing = None
            self.resize_to(0, 0)
            self.refresh()
            return
        from argmap.draw.terminal.diagram import draw_cells

        shape, key = self._what
        room = self.outer_size.width - self.styles.gutter.width - 2  # the scrollbar and a cell beside it
        self.drawing = draw_cells(shape, key, self.zoom, room, self.size.height)
        width = max((spot.x + spot.width for spot in self.drawing.spots), default=0) + 1
        self.resize_to(width, len(self.drawing.lines))
        spot = self.drawing.focus
        self.scroll_to_region(Region(spot.x, spot.y, spot.width, spot.height), animate=False, force=True, center=True)
        self.refresh()

    def line_key(self, line: int) -> Hashable:
        """The cells of the line and the horizontal scroll offset."""
        lines = self.drawing.lines if self.drawing is not None else ()
        return (lines[line], self.scroll_x) if line < len(lines) else None

    def draw_line(self, line: int, width: int) -> Strip:
        """The cells of the line."""
        assert self.drawing is not None
        across, ground = round(self.scroll_x), self.ground
        segments = [Segment(text, ground + self._style(name)) for text, name in self.drawing.lines[line]]
        return Strip(segments).crop_extend(across, across + width, ground)

    def _style(self, name: str) -> Style:
        style = self.look(_look(name))
        return style + Style(bold=True) if name.endswith(".focus") else style

    def on_resize(self) -> None:
        """Draw again for the new width."""
        self._draw()

    def on_click(self, event: events.Click) -> None:
        """Select the row of the clicked box."""
        at = event.get_content_offset(self)
        if self.drawing is None or at is None:
            return
        x, y = at + self.scroll_offset
        spot = next((spot for spot in self.drawing.spots if spot.holds(x, y)), None)
        if spot is not None:
            event.stop()
            self.post_message(self.BoxChosen(spot.key))


_LOOKS = {"supports": "support", "objects_to": "objection", "undercuts": "undercut", "with": "badge"}


def _look(name: str) -> str:
    """The component class of a cell style such as ``border.supports.focus``."""
    first, *rest = name.split(".")
    if first in {"border", "title", "sign"} and rest:
        return _LOOKS.get(rest[0], "tension" if first == "title" else "plain")
    if first == "text" and rest == ["focus"]:
        return "focus"
    if first in {"edge", "more"} or name == "text.also":
        return "dim"
    return "badge" if first == "badge" else "plain"
