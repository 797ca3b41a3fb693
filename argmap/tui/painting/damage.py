"""Painting no more than what changed and all of that at once, as far as the Textual that is installed allows it."""

from __future__ import annotations

from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

OF_COMPOSITORS = ("_full_map", "_dirty_regions", "_get_renders", "reflow", "render_partial_update", "visible_widgets")
OF_SCREENS = ("_compositor", "_update_timer", "_dirty_widgets", "_repaint_required", "_layout_required")
"""Inner parts of Textual, which a release may rename: those of its compositor and of its screens used here."""


class ThriftyScreen(Screen[None], inherit_bindings=False):
    """A screen that paints the changed lines alone, and what a key changed in one frame.

    Textual's widgets tell their screen in a message that they look different, each when it comes to rest. What is
    told a moment late waits for the next frame, 17 ms later: half of what a key did is seen, then the other half.

    Where Textual has not the inner parts that this needs, it paints as Textual does: the same, but slower.
    """

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As Textual's, but for painting the whole screen again."""

    def __init__(self) -> None:
        super().__init__()
        self._is_thrifty = _use_thrifty_compositor(self)
        self._lender: Widget | None = None
        """The widget that has the focus and lets another have the keys for the moment."""

    def lend_keys(self, widget: Widget) -> None:
        """Let ``widget`` have the keys until :meth:`take_keys_back`; the focus stays where it is.

        Moving the focus works out the looks of both widgets again, there and back: as long as an edit takes.
        """
        if widget is not self.focused:
            self._lender, self.focused = self.focused, widget
            widget.set_reactive(Widget.has_focus, True)
            self._keys_moved(self._lender, widget)

    def take_keys_back(self) -> None:
        """The keys go to the widget with the focus again."""
        lender, self._lender = self._lender, None
        if lender is not None:
            borrower, self.focused = self.focused, lender
            if borrower is not None:
                borrower.set_reactive(Widget.has_focus, False)
            self._keys_moved(lender, borrower)

    def set_focus(self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False) -> None:
        """Move the focus; lent keys are taken back before."""
        if widget is not self.focused:
            self.take_keys_back()
            super().set_focus(widget, scroll_visible, from_app_focus)

    def _keys_moved(self, *widgets: Widget | None) -> None:
        for widget in widgets:
            if widget is not None:
                widget.refresh()

    def _on_timer_update(self) -> None:
        if not self._is_thrifty:
            super()._on_timer_update()
            return
        # Time for a frame. What waits in messages is dealt with first.
        self._update_timer.pause()
        self.call_later(self._paint)

    def _paint(self) -> None:
        for widget in self._compositor.visible_widgets:
            if widget._repaint_required and not widget._layout_required:
                widget._repaint_required = False
                self._dirty_widgets.add(widget)
        super()._on_timer_update()


def _use_thrifty_compositor(screen: Screen[None]) -> bool:
    """Give a screen the thrifty compositor; False where that cannot be done."""
    try:
        from argmap.tui.painting.compositing import ThriftyCompositor
    except ImportError:
        return False
    own = getattr(screen, "_compositor", None)
    if not {*OF_SCREENS} <= {*dir(screen)} or not {*OF_COMPOSITORS} <= {*dir(own)}:
        return False
    screen._compositor = ThriftyCompositor()
    return True
