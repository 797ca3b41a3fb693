"""Every use of private parts of Textual, each with its reason and its fall-back.

A release of Textual may rename or remove private parts without notice. Each use therefore works without them;
``tests/tui/test_textual_compat.py`` removes them and checks that. No other file of argmap uses private names of
Textual.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from textual.app import App
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.widget import Widget

if TYPE_CHECKING:
    from textual._xterm_parser import XTermParser

ReturnType = TypeVar("ReturnType")


def scroll_over(view: ScrollView, size: Size) -> None:
    """Let ``view`` scroll over content of ``size`` cells.

    Private: ``Widget._scroll_update``, which sets the scrollbars. Reason: assigning ``virtual_size`` lays out the
    whole screen again, which costs 4.5 ms more at each key. Fall-back: that assignment.
    """
    update = getattr(view, "_scroll_update", None)
    if update is None:
        view.virtual_size = size
        return
    view.set_reactive(Widget.virtual_size, size)
    update(size)


def new_key_parser() -> XTermParser:
    """A new parser of what a terminal sends. Raises ImportError where :func:`has_key_parser` is false.

    Private: the module ``textual._xterm_parser``. Reason: Textual's driver reads keys out of pasted text, and one
    malformed sequence ends it; :mod:`argmap.tui.terminal` wraps its parser. Fall-back: Textual's own driver.
    """
    from textual._xterm_parser import XTermParser

    return XTermParser()


def has_key_parser() -> bool:
    """Whether this Textual has the parser that :func:`new_key_parser` makes."""
    try:
        new_key_parser()
    except ImportError:
        return False
    return True


class FaultCatchingApp(App[ReturnType], inherit_bindings=False):
    """An app that hands every unhandled exception to :meth:`take_fault`.

    Private: ``App._handle_exception``, which Textual calls. Reason: Textual prints a traceback with the values of
    local variables, which are the user's text. Fall-back: Textual prints it, and the app's return code says that
    something failed.
    """

    def take_fault(self, fault: Exception) -> None:
        """End the app because of an exception."""
        raise NotImplementedError

    def _handle_exception(self, error: Exception) -> None:
        self.take_fault(error)
