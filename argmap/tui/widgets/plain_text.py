"""Text of a map for the screen: never read as markup, and fitted to a number of cells."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual.widgets import Static

from argmap.escape import for_terminal


def plain(text: str, style: str = "") -> Text:
    """Text of a map as a renderable that is never read as markup."""
    return Text(for_terminal(text), style=style)


def fitted(text: str, width: int) -> str:
    """``text`` in exactly ``width`` terminal cells, cut with an ellipsis when it is longer."""
    if cell_len(text) <= width:
        return text + " " * (width - cell_len(text))
    return set_cell_size(text, width - 1) + "…" if width > 1 else " " * width


class PlainText(Static):
    """Text shown as it is, without markup."""

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(plain(text), id=id, classes=classes, markup=False)
        self._text = text

    def say(self, text: str) -> None:
        """Show another text. The same one is not shown again, as each update lays out the whole screen."""
        if text != self._text:
            self._text = text
            self.update(plain(text))
