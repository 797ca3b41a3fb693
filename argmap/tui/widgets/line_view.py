"""A scrolling view of lines that draws only the visible lines, and redraws only those that changed."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Self

from rich.style import Style
from textual.cache import LRUCache
from textual.geometry import Offset, Region, Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.widget import Widget

from argmap.tui.textual_compat import scroll_over


class LineView(ScrollView):
    """Lines by number, from 0. Subclasses define their keys and their drawing.

    Strips are cached by :meth:`line_key`, with the border to the left and right: a line is drawn again only when its
    key is new, and painted again only when its key differs from the one painted before.
    """

    LOOKS = ""
    """Prefix of the component classes of the subclass."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._strips: LRUCache[Hashable, Strip] = LRUCache(4096)
        self._painted: dict[int, Hashable] = {}
        self._looks: dict[str, Style] = {}
        self._ground: Style | None = None
        self._frame: tuple[object, ...] = ()
        """The border, as it was painted last."""
        self._drawn_width = 0
        self._sides: tuple[Strip, Strip] | None = None
        """The border to the left and right of a line, once it is known."""

    # For subclasses

    def line_at(self, y: int) -> int:
        """The number of the line on line ``y`` of the screen."""
        return y + round(self.scroll_y)

    def line_key(self, line: int) -> Hashable:
        """Everything that a line shows except its width; equal keys mean equal strips. None after the last line."""
        raise NotImplementedError

    def draw_line(self, line: int, width: int) -> Strip:
        """The strip of a line, ``width`` cells wide."""
        raise NotImplementedError

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the terminal's cursor is while the view has the focus: at its first line."""
        return self.content_region.offset

    def on_mount(self) -> None:
        """Update the colours when the theme changes."""
        self.watch(self.app, "theme", self._other_theme, init=False)

    # Styles

    @property
    def ground(self) -> Style:
        """The view's own style, cached until the styles change."""
        if self._ground is None:
            self._ground = self.rich_style
        return self._ground

    def look(self, name: str) -> Style:
        """The style of a component class (without its prefix) over the view's own."""
        style = self._looks.get(name)
        if style is None:
            style = self._looks[name] = self.get_component_rich_style(f"{self.LOOKS}--{name}", partial=True)
        return style

    def notify_style_update(self) -> None:
        """Textual calls this when the theme or the classes change, and often without a change."""
        super().notify_style_update()
        looks, ground, frame = self._looks, self._ground, self._frame
        self._looks, self._ground, self._frame = {}, None, self.styles.border
        if frame != self._frame:
            self.forget_strips()
            self.refresh()
        elif ground is not None and (ground != self.ground or any(self.look(name) != looks[name] for name in looks)):
            self.forget_strips()

    def _other_theme(self) -> None:
        self.call_after_refresh(self._other_colours)

    def _other_colours(self) -> None:
        # The new styles are known now; in notify_style_update they may still be the old ones.
        self._looks, self._ground = {}, None
        self.forget_strips()
        self.refresh()

    def forget_strips(self) -> None:
        """Clear the cache and redraw all lines."""
        self._strips.clear()
        self._painted.clear()
        self._sides = None

    # Drawing

    def render_line(self, y: int) -> Strip:
        """The strip of line ``y`` of the screen."""
        line = self.line_at(y)
        if self.line_key(line) is None:
            return Strip.blank(self.size.width, self.ground)
        return self.draw_line(line, self.size.width)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The strips of some lines of the screen, from the cache where possible.

        Textual would compute the border of each line again at every scroll, which takes as long as all the rest.
        """
        if self.size.width != self._drawn_width:
            self._drawn_width = self.size.width
            self.forget_strips()
        top, whole = self.styles.gutter.top, self.outer_size.width
        strips = []
        for y in crop.line_range:
            if top <= y < top + self.size.height:
                strips.append(self._strip(y - top))
            else:
                strips += super().render_lines(Region(0, y, whole, 1))
        return [strip.crop(*crop.column_span) for strip in strips]

    def _strip(self, y: int) -> Strip:
        key = self._painted[y] = self.line_key(self.line_at(y))
        strip = self._strips.get(key)
        if strip is None:
            strip = self.render_line(y)
            _, background = self.background_colors
            for line_filter in self.get_line_filters():
                strip = strip.apply_filter(line_filter, background)
            left, right = self._beside()
            strip = self._strips[key] = Strip.join((left, strip, right))
        return strip

    def _beside(self) -> tuple[Strip, Strip]:
        if self._sides is None:
            chrome = self.styles.gutter
            (whole,) = super().render_lines(Region(0, chrome.top, self.outer_size.width, 1))
            self._sides = whole.crop(0, chrome.left), whole.crop(chrome.left + self._drawn_width)
        return self._sides

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Redraw regions; without regions, the title and the lines whose key changed."""
        if repaint and not (regions or layout or recompose) and self._painted:
            regions = tuple(self._differing())
            if not regions:
                return self
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _differing(self) -> Iterator[Region]:
        chrome = self.gutter
        if chrome.top:
            yield Region(-chrome.left, -chrome.top, self.outer_size.width, chrome.top)
        (width, height), painted = self.size, self._painted
        for y in range(height):
            if painted.get(y, self) != self.line_key(self.line_at(y)):
                yield Region(0, y, width, 1)

    # Size

    def resize_to(self, width: int, height: int) -> None:
        """Scroll over ``width`` by ``height`` cells."""
        before, size = self.virtual_size, Size(width, height)
        if size != before:
            if self._scrolls_alike(before, size):
                self.set_reactive(Widget.virtual_size, size)
                self.vertical_scrollbar.set_reactive(ScrollBar.window_virtual_size, height)
                self.scroll_y = self.validate_scroll_y(self.scroll_y)
            else:
                scroll_over(self, size)

    def _scrolls_alike(self, before: Size, after: Size) -> bool:
        """Whether the scrollbar looks the same for both heights, as for one line more of ten thousand."""
        bar = self.vertical_scrollbar
        scrolls = self.show_vertical_scrollbar and min(before.height, after.height) > self.size.height
        if not scrolls or before.width != after.width:
            return False
        one, other = (
            ScrollBarRender.render_bar(bar.size.height, size.height, bar.window_size, bar.position).segments
            for size in (before, after)
        )
        return one == other
