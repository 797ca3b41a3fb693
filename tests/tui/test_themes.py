"""Every word can be read on every ground it stands on, in every set of colours (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.color import Color

from argmap.io.preferences import Preferences
from argmap.tui.actions import VIEWS
from argmap.tui.themes import THEMES
from tests.examples import slow_but
from tests.tui.conftest import Driver

WORDS = ("foreground", "footer-key", "dim", "badge", "support", "objection", "undercut", "tension", "warning-text")
GROUNDS = ("background", "raised", "cursor-on", "cursor-off")
OTHER_PAIRS = (("label-text", "label-ground"), ("notice-text", "notice-ground"), ("error-text", "background"))
TEXT, EDGE = 4.5, 1.8


def contrast(one: str, other: str) -> float:
    """The ratio of relative luminances, from 1 to 21."""
    light, dark = sorted((_luminance(Color.parse(one)), _luminance(Color.parse(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_words_can_be_read(theme) -> None:
    colours = {"foreground": theme.foreground, "background": theme.background, **theme.variables}
    pairs = [*((word, ground) for word in WORDS for ground in GROUNDS), *OTHER_PAIRS]
    weak = {pair: round(contrast(*(colours[name] for name in pair)), 2) for pair in pairs}
    assert not {pair: ratio for pair, ratio in weak.items() if ratio < TEXT}
    assert contrast(colours["line"], colours["background"]) >= EDGE


WAYS = {
    "diagram": ("d",), "status": ("b",), "what-if": ("i",), "filter": ("slash", "a", "i", "r", "enter"),
    "help": ("question_mark",), "palette": ("ctrl+p",), "form": ("ctrl+e",), "themes": ("ctrl+t",), "text": ("e",),
    "picker": ("s",), "answers": ("A", "enter"), "choice": ("N",),
}  # fmt: skip
"""Keys that lead to ways of looking and to dialogs."""


@asynccontextmanager
async def looking(driving, state: str, theme: str) -> AsyncIterator[Driver]:
    """An editor begun in these colours, on a screen, or in a way of looking at the map."""
    async with driving(preferences=Preferences(theme=theme), size=(140, 45)) as driver:
        main = driver.editor.main
        await driver.until(lambda: main.state.findings is not None)
        await driver.select("close")
        if state not in WAYS:
            main.state.go_to(state)
        await driver.press(*WAYS.get(state, ()))
        await driver.until(lambda: main.state.view != "changes" or main.state.changes is not None)
        main.update_panes()
        await driver.pilot.pause()
        yield driver


def painted(driver: Driver) -> list[list[tuple[str, str]]]:
    """What is on the screen, with its colours."""
    driver.editor.main.say("")
    strips = driver.editor.screen._compositor.render_strips()
    return [[(segment.text, str(segment.style)) for segment in strip.simplify()] for strip in strips]


LINES = set("─━│┃┌┐└┘┏┓┗┛╭╮╰╯├┤┬┴┼▁▂▃▄▅▆▇█▌▔▕▎╌╎═║╔╗╚╝ ")
"""Frames, edges of diagrams and scrollbars, which need no more than to be seen."""


def grounds(driver: Driver) -> set[str]:
    """The colours behind the words."""
    strips = driver.editor.screen._compositor.render_strips()
    return {Color.from_rich_color(part.style.bgcolor).hex for strip in strips for part in strip if part.style.bgcolor}


def weak(driver: Driver) -> set[tuple[str, float]]:
    """What cannot be read on the screen, with its contrast. What lies behind a dialog is dimmed and left out."""
    box = driver.editor.screen.query("Dialog > Vertical").first().region if driver.editor.screen.is_modal else None
    found = set()
    for y, strip in enumerate(driver.editor.screen._compositor.render_strips()):
        x = 0
        for text, style, _ in strip:
            words = set(text) - LINES
            if words and style is not None and (box is None or box.contains(x, y)):
                front, back = (style.bgcolor, style.color) if style.reverse else (style.color, style.bgcolor)
                assert front is not None and back is not None
                colours = [Color.from_rich_color(one).hex for one in (front, back)]
                if (ratio := round(contrast(*colours), 2)) < TEXT:
                    found.add((text, ratio))
            x += len(text)
    return found


async def test_a_theme_is_seen_while_it_is_marked_and_taken_by_enter_alone(driving) -> None:
    async with driving(preferences=Preferences(theme="light"), size=(80, 24)) as driver:
        editor = driver.editor
        await driver.press("ctrl+t")
        assert "▌light " in "\n".join(driver.screen_lines())
        await driver.press("down")
        await driver.until(lambda: editor.theme == "dark-safe")
        await driver.press("escape")
        await driver.until(lambda: editor.theme == "light")
        await driver.press("ctrl+t", *"orange on dark")
        await driver.until(lambda: editor.theme == "dark-safe")
        await driver.press("enter")
        assert (editor.theme, driver.said) == ("dark-safe", "Theme: dark-safe.")


@pytest.mark.parametrize("state", slow_but([*(view for view, _ in VIEWS), *WAYS], "map", "matrix", "form", "help"))
async def test_every_word_can_be_read_and_other_colours_are_those_of_an_editor_begun_with_them(
    driving, state: str
) -> None:
    async with looking(driving, state, "light") as driver:
        begun = painted(driver)
    async with looking(driving, state, THEMES[0].name) as driver:
        assert painted(driver) != begun
        for theme in THEMES:
            driver.editor.theme = theme.name
            ground = Color.parse(theme.background).hex
            await driver.until(lambda ground=ground: grounds(driver) >= {ground})
            assert weak(driver) == set(), theme.name
            if theme.name == "light" and state != "themes":  # the list of themes marks the one it was opened with
                await driver.until(lambda: painted(driver) == begun)
