"""What is painted with fewer lines is the same screen that Textual's own compositor paints."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from rich.segment import ControlType, Segment
from rich.style import Style
from textual._compositor import Compositor

from argmap.tui.app import Editor
from argmap.tui.checker import Checker
from argmap.tui.painting import damage
from argmap.tui.painting.compositing import ThriftyCompositor

Cells = dict[tuple[int, int], tuple[str, Style | None]]

KEYS = "down space e X enter u d d / l escape v 2 right a u escape b ? escape g escape f ctrl+t end".split()
"""Moves, edits, panes that come and go, dialogs above the screen, other screens, other colours."""


class Terminal:
    """Holds what a terminal shows after all updates that it was sent."""

    def __init__(self) -> None:
        self.cells: Cells = {}

    def take(self, segments: Iterator[Segment]) -> None:
        """Put segments where the cursor is led to."""
        x = y = 0
        for text, style, control in segments:
            if control:
                ((_, x, y),) = [one for one in control if one[0] == ControlType.CURSOR_MOVE_TO]
                continue
            for char in text.rstrip("\n"):
                self.cells[x, y] = (char, style)
                x += 1


def showing(editor: Editor, terminal: Terminal) -> Callable[[object, Any], None]:
    """What displays an update of the editor's on a terminal."""

    def display(screen: object, update: Any) -> None:
        if update is not None:
            terminal.take(update.__rich_console__(editor.console, editor.console.options))

    return display


async def painted(driving, thrifty: bool, monkeypatch: pytest.MonkeyPatch) -> list[Cells]:
    """What the terminal shows after each key."""
    if not thrifty:
        monkeypatch.setattr(damage, "OF_COMPOSITORS", ("no such part",))
    monkeypatch.setattr(Checker, "start", lambda checker, editor: None)  # it says what it found at any time
    found = []
    async with driving(size=(80, 24)) as driver:
        editor, terminal = driver.editor, Terminal()
        assert type(editor.main._compositor) is (ThriftyCompositor if thrifty else Compositor)

        monkeypatch.setattr(editor, "_display", showing(editor, terminal))
        editor.main.refresh(layout=True)
        for key in KEYS:
            await driver.press(key)
            editor.main.update_panes()
            await driver.pilot.pause()
            found.append(dict(terminal.cells))
    return found


async def test_both_compositors_paint_the_same_screens(driving, monkeypatch: pytest.MonkeyPatch) -> None:
    thrifty = await painted(driving, True, monkeypatch)
    own = await painted(driving, False, monkeypatch)
    for key, ours, textuals in zip(KEYS, thrifty, own, strict=True):
        differing = {place for place in textuals if ours.get(place) != textuals[place]}
        assert not differing, (key, sorted(differing)[:5])
    assert len(thrifty[0]) == 80 * 24


@pytest.mark.parametrize("rows", [40, 600])
async def test_the_scrollbar_of_a_long_outline_is_as_drawn_anew(
    driving, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims = "".join(f"  c{number}:\n    text: Claim {number}.\n" for number in range(rows))
    async with driving(f"argmap: 1\ntitle: Long\nclaims:\n{claims}", size=(80, 24)) as driver:
        bar, terminal = driver.editor.main.outline.vertical_scrollbar, Terminal()
        monkeypatch.setattr(driver.editor, "_display", showing(driver.editor, terminal))
        driver.editor.main.refresh(layout=True)
        for number in range(12):
            await driver.press(*(("u",) if number % 4 == 3 else ("a", "X", "enter")))
            shown = dict(terminal.cells)
            bar.refresh()
            await driver.pilot.pause()
            assert bar.region.height > 5
            for x, y in ((x, y) for x in bar.region.column_range for y in bar.region.line_range):
                assert shown[x, y] == terminal.cells[x, y], (number, y)


async def test_without_textuals_inner_parts_the_editor_paints_as_textual_does(
    driving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "argmap.tui.painting.compositing", None)  # importing it fails
    async with driving() as driver:
        assert type(driver.editor.main._compositor) is Compositor
        await driver.press("down", "e")
        await driver.write(" And more.")
        assert "And more." in "\n".join(driver.screen_lines())
