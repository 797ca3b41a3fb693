"""A screen whose focused widget can lend its keys to another widget."""

from __future__ import annotations

from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget


class KeyLendingScreen(Screen[None], inherit_bindings=False):
    """A screen that can send keys to another widget than the focused one.

    Moving the focus restyles both widgets, there and back, which takes as long as an edit.
    """

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As in Textual, but without a repaint of the whole screen."""

    def __init__(self) -> None:
        super().__init__()
        self._lender: Widget | None = None
        """The focused widget while another one gets the keys."""

    def lend_keys(self, widget: Widget) -> None:
        """Send keys to ``widget`` until :meth:`take_keys_back`."""
        if widget is not self.focused:
            self._lender, self.focused = self.focused, widget
            widget.set_reactive(Widget.has_focus, True)
            _refresh(self._lender, widget)

    def take_keys_back(self) -> None:
        """Send keys to the focused widget again."""
        lender, self._lender = self._lender, None
        if lender is not None:
            borrower, self.focused = self.focused, lender
            if borrower is not None:
                borrower.set_reactive(Widget.has_focus, False)
            _refresh(lender, borrower)

    def set_focus(self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False) -> None:
        """Move the focus after ending a loan of the keys."""
        if widget is not self.focused:
            self.take_keys_back()
            super().set_focus(widget, scroll_visible, from_app_focus)


def _refresh(*widgets: Widget | None) -> None:
    for widget in widgets:
        if widget is not None:
            widget.refresh()
