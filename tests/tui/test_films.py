"""Films of the whole screen: each line that a few keys change, with its words and its colours.

A film is a file in ``films``. Its first line has the map, of one of the folders of :data:`MAPS`, and the size of the
screen. A line with ``>`` says what is done: keys, ``@`` and a text that is pasted, ``click``, ``twice`` and ``wheel``
with a place on the screen as ``COLUMN,LINE``, ``size`` with ``COLUMNSxLINES``. Below it come the sort of screen that
there is, if it is another now, and the lines that look otherwise than when this sort was seen last. Below each line
are its runs of cells, a length and a style, none for plain words. Line 0 says where the cursor is that screen readers
follow, unless a dialog takes no text, and the place of a dialog. Of a dialog there is what is in it, not what fades
around it.

To add to a film, write what is done and let ``ARGMAP_GOLDEN=write`` write the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from shutil import copytree, ignore_patterns
from typing import NamedTuple

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events

from argmap.tui.checker import start_check
from argmap.tui.dialogs.dialog import Dialog
from tests.examples import slow_but
from tests.fingerprints import skip_with_other_pythons
from tests.golden import WRITES
from tests.tui.conftest import Driver

TESTS = Path(__file__).parents[1]
FILMS = Path(__file__).with_name("films")
EVIDENCE = TESTS.parent / "docs/evidence"
MAPS = (FILMS, TESTS / "maps", TESTS.parent / "docs/gallery", TESTS.parent / "maps", EVIDENCE)

COLOURS = (
    "foreground", "background", "raised", "line", "footer-key", "dim", "badge", "support", "objection", "undercut",
    "tension", "cursor-on", "cursor-off", "label-text", "label-ground", "notice-ground", "notice-text",
)  # fmt: skip
"""The colours of the theme by which styles are told, the first of those that are alike."""

SHORT = {"footer-key": "key", "cursor-on": "cursor", "cursor-off": "rest"}
"""What some of them are called."""

MANY = "many claims"
"""The name of a map with more claims than the brief shows at once."""


def many_claims(count: int) -> str:
    """A map of claims, each of which but every fiftieth is a reason for or against an earlier one."""
    claims = (
        f"  c{number}:\n    text: Claim number {number} of many.\n"
        + (f"    {('supports', 'objects_to')[number % 2]}: [c{number // 3}]\n" if number % 50 else "")
        for number in range(count)
    )
    return f"argmap: 1\ntitle: Many claims\nclaims:\n{''.join(claims)}"


Frame = Sequence[str]
"""The lines of a screen, each with its words, and its styles if any are not plain."""

END = "(end)"
"""In place of the first line that is no longer there."""


class Step(NamedTuple):
    """What is done; the sort of screen that is then shown, and the lines of it that look otherwise, by number."""

    done: str
    screen: str
    lines: Mapping[int, str]


class Film(NamedTuple):
    """A map, the size of the screen, and what is done and seen."""

    map: str
    size: tuple[int, int]
    steps: list[Step]

    @classmethod
    def read(cls, text: str) -> Film:
        """The film that a file tells of."""
        head, *scenes = text.split("\n> ")
        name, size = head.rsplit(" ", 1)
        return cls(name, _pair(size), list(_steps(scenes)))

    def __str__(self) -> str:
        width, height = self.size
        told, screen = [f"{self.map} {width}x{height}"], ""
        for step in self.steps:
            told += [f"> {step.done}", *([f"({step.screen})"] if step.screen != screen else [])]
            told += [f"{number:2} {line}" for number, line in step.lines.items()]
            screen = step.screen
        return "\n".join(told) + "\n"

    @property
    def text(self) -> str:
        """The text of the map."""
        if self.map == MANY:
            return many_claims(700)
        file = next(folder / self.map for folder in MAPS if (folder / self.map).exists())
        return file.read_bytes().decode("utf-8-sig")


def _pair(words: str) -> tuple[int, int]:
    first, second = re.split("[x,]", words)
    return int(first), int(second)


_SCREEN = re.compile(r"^\((\w+)\)$", re.M)
_LINE = re.compile(r"^ ?(\d+) (.*(?:\n    .*)?)$", re.M)


def _steps(scenes: Sequence[str]) -> Iterator[Step]:
    screen = ""
    for scene in scenes:
        done, _, seen = scene.partition("\n")
        if found := _SCREEN.match(seen):
            screen = found[1]
        yield Step(done, screen, {int(one[1]): one[2] for one in _LINE.finditer(seen)})


def seen_now(driver: Driver) -> tuple[str, Frame]:
    """The sort of screen that is shown, and what is painted."""
    editor, screen, names = driver.editor, driver.editor.screen, colours(driver)
    strips, head = screen._compositor.render_strips(), "cursor at {},{}".format(*editor.cursor_position)
    if isinstance(screen, Dialog):
        x, y, width, height = screen.query_one("Dialog > Vertical").region
        strips = [one.crop(x, x + width) for one in strips[y : y + height]]
        head = f"at {x},{y}, {width} wide{f', {head}' if screen.TAKES_TEXT else ''}"
    lines = [line_told(list(one), names) for one in strips[: editor.size.height]]
    return type(screen).__name__, [head, *lines]


def colours(driver: Driver) -> Mapping[str, str]:
    """The names of the theme's colours, by what stands for them in styles."""
    found = driver.editor.get_css_variables()
    return {found[name].lower(): SHORT.get(name, name) for name in reversed(COLOURS)}


def line_told(segments: Sequence[Segment], names: Mapping[str, str]) -> str:
    """The words of a line, and the runs of cells with their styles."""
    words = "".join(segment.text for segment in segments).rstrip()
    looks = [(style_told(one.style or Style(), names), cell_len(one.text)) for one in segments if one.text]
    runs = [(look, sum(cells for _, cells in run)) for look, run in groupby(looks, lambda one: one[0])]
    if runs and not runs[-1][0]:
        runs.pop()
    return f"{words}\n    {', '.join(f'{cells} {look}'.rstrip() for look, cells in runs)}" if runs else words


def style_told(style: Style, names: Mapping[str, str]) -> str:
    """A style in words, such as ``bold support on cursor``; none for plain words."""
    front, back = (names.get(one.name, one.name) if one is not None else "" for one in (style.color, style.bgcolor))
    looks = [name for name in ("bold", "italic", "underline", "reverse", "strike") if getattr(style, name)]
    words = [*looks, *([front] if front not in {"", "foreground"} else [])]
    return " ".join([*words, *(["on", back] if back not in {"", "background"} else [])])


async def do(driver: Driver, done: str) -> None:
    """What a step says; the panes follow and the map is checked at once."""
    what, _, more = done.partition(" ")
    if done[:1] == "@":
        await driver.paste(done[1:].replace("\\n", "\n"))
    elif what in {"click", "twice"}:
        await driver.pilot.click(offset=_pair(more), times=2 if what == "twice" else 1)
    elif what == "wheel":
        x, y = _pair(more)
        turn = events.MouseScrollDown(None, x, y, 0, 1, 0, False, False, False, screen_x=x, screen_y=y)
        driver.editor.post_message(turn)
        await driver.pilot.pause()
    elif what == "size":
        await driver.pilot.resize_terminal(*_pair(more))
    else:
        await driver.press(*done.split())
    main = driver.editor.main
    if main.state.findings is None:
        start_check(main.state, main.services)
        await driver.until(lambda: main.state.findings is not None)
    main.update_panes()
    await driver.pilot.pause()


async def at_rest(driver: Driver) -> tuple[str, Frame]:
    """The screen when it changes no more."""
    before, now = None, seen_now(driver)
    while now != before:
        await driver.pilot.pause(0.1)
        before, now = now, seen_now(driver)
    return now


def differences(before: Frame, now: Frame) -> Mapping[int, str]:
    """The lines of a screen that are not as before."""
    found = {number: line for number, line in enumerate(now) if line != "".join(before[number : number + 1])}
    return found | ({len(now): END} if len(now) < len(before) else {})


def with_lines(before: Frame, lines: Mapping[int, str]) -> Frame:
    """The screen that differs from one before in some lines."""
    tallest = max(len(before), 1 + max(lines, default=-1))
    height = next((number for number, line in lines.items() if line == END), tallest)
    return [lines.get(number, "".join(before[number : number + 1])) for number in range(height)]


QUICK = ["conflicts", "empty", "hostile", "mouse", "narrow", "openai"]
"""The films that every run of the tests shows."""


async def played(driver: Driver, film: Film) -> list[Step]:
    """What is seen in place of a film's steps, up to the first one that looks otherwise."""
    frames, steps = dict[str, Frame](), list[Step]()
    for step in film.steps:
        await do(driver, step.done)
        told = step.screen, with_lines(frames.get(step.screen, ()), step.lines)
        if not WRITES:
            with suppress(TimeoutError):  # what the background finds out is shown a little later
                await driver.until(lambda told=told: seen_now(driver) == told)
        screen, frame = await at_rest(driver) if WRITES else seen_now(driver)
        steps.append(Step(step.done, screen, differences(frames.get(screen, ()), frame)))
        frames[screen] = frame
        if (screen, frame) != told and not WRITES:
            break
    return steps


@pytest.mark.parametrize("name", slow_but(sorted(file.stem for file in FILMS.glob("*.txt")), *QUICK))
async def test_a_film_shows_what_it_showed(
    driving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    skip_with_other_pythons()
    monkeypatch.setattr("argmap.tui.app.NOTE_TYPED", 1000)  # or the clock would say which drafts there are
    copytree(TESTS / "maps/copies", tmp_path / "copies")
    copytree(EVIDENCE, tmp_path, dirs_exist_ok=True, ignore=ignore_patterns("*.pdf"))
    file = FILMS / f"{name}.txt"
    film = Film.read(file.read_text(encoding="utf-8").rstrip("\n"))
    async with driving(film.text, size=film.size) as driver:
        seen = await played(driver, film)
    if WRITES:
        film = film._replace(steps=seen)
        file.write_text(str(film), encoding="utf-8")
    at = len(seen) - 1
    assert seen[at] == film.steps[at], f"step {at} of {len(film.steps)}"
    assert at == len(film.steps) - 1
