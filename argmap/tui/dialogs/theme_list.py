"""The list of themes: the screen shows the marked one at once."""

from __future__ import annotations

from typing import ClassVar

from textual.widgets import Input

from argmap.tui.dialogs.picker import Picker, PickerItem
from argmap.tui.themes import THEMES


class ThemeList(Picker):
    """A picker of themes, each previewed while it is marked. Without a choice, the first theme is back."""

    DEFAULT_CSS = """
    ThemeList { background: $background 0%; }
    ThemeList > Vertical { height: auto; width: 56; }
    ThemeList _Items { height: 4; }
    """
    ABOUT: ClassVar = {
        "dark": "green and red on dark",
        "light": "green and red on light",
        "dark-safe": "blue and orange on dark, for colour-blind readers",
        "light-safe": "blue and orange on light, for colour-blind readers",
    }

    def __init__(self, present: str) -> None:
        super().__init__("Theme", [PickerItem(theme.name, theme.name, self.ABOUT[theme.name]) for theme in THEMES])
        self.present = present

    def on_mount(self) -> None:
        """Mark the present theme."""
        self.rows.move_to(next(place for place, item in enumerate(self.items) if item.value == self.present))

    def on_line_list_cursor_moved(self) -> None:
        """Show the marked theme."""
        self._preview()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the first theme that matches, once the list holds it."""
        self.call_after_refresh(self._preview)

    def _preview(self) -> None:
        if self.app.screen is self and (item := self.rows.marked) is not None:
            self.app.theme = item.value

    def give_up(self) -> None:
        """Go back to the theme from before."""
        self.app.theme = self.present
        super().give_up()
