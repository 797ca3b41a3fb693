"""An editor to drive without a terminal."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from time import process_time

import pytest
from rich.cells import cell_len
from textual import events
from textual.pilot import Pilot

from argmap.io.journal import Journal
from argmap.io.preferences import Preferences
from argmap.model.findings import MapError
from argmap.tui.app import Editor
from argmap.tui.files import exporting
from argmap.tui.run import prepare
from tests.tui.settling import A_MOMENT, background_threads, settled, watch_loops


def no_space_for_journals(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on no journal can be written."""

    def full(*_: object, **__: object) -> None:
        raise MapError("Cannot write the recovery file: No space left on device. Save often.")

    monkeypatch.setattr(Journal, "append", full)


SMALL = """\
argmap: 1
title: Small
tensions:
  cars:
    title: Cars or quiet
    sides:
      drive: Drive
      walk: Walk
stakeholders:
  shops:
    name: The shops
claims:
  close:
    text: Close the street.
    tension: cars
    side: walk
  air:
    text: The air gets cleaner.
    supports:
      - close
    sources:
      - report
  custom:
    text: Shops lose custom.
    objects_to:
      - close
  longer:
    text: Walkers stay longer.
    objects_to:
      - custom
sources:
  report:
    title: A report
"""


class Driver:
    """A running editor: keys, pasted text, and what is on the screen."""

    def __init__(self, editor: Editor, pilot: Pilot[int]) -> None:
        self.editor = editor
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys, each when the one before has been dealt with."""
        for key in keys:
            await self.pilot.press(key)

    async def paste(self, text: str) -> None:
        """Paste as a terminal does."""
        self.editor.post_message(events.Paste(text))
        await self.pilot.pause()

    async def write(self, text: str) -> None:
        """Paste into the entry bar and keep it."""
        await self.paste(text)
        await self.press("enter")

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds; fail when the process has worked for ten seconds, or a minute has passed.

        On a machine that does much else it gets less done in the time that passes.
        """
        end = process_time() + 10
        async with asyncio.timeout(60):
            while not holds():
                if process_time() > end:
                    raise TimeoutError
                await self.pilot.pause()

    async def select(self, key: str) -> None:
        """Put the cursor on a row."""
        self.editor.state.select(key)
        await self.pilot.pause()

    async def click_on(self, text: str, *, after: str = "", times: int = 1) -> None:
        """Click on the first place where a text is shown, on the line that begins to show after ``after``."""
        lines = self.screen_lines()
        start = next(y for y, line in enumerate(lines) if after in line)
        y = next(y for y, line in enumerate(lines) if y >= start and text in line)
        x = cell_len(lines[y][: lines[y].index(text)])
        await self.pilot.click(offset=(x, y), times=times)

    @property
    def said(self) -> str:
        """The message shown."""
        return self.editor.main.message.message

    @property
    def claims(self) -> list[str]:
        """The ids of the map's claims in file order."""
        return [claim.id for claim in self.editor.state.map.claims]

    @property
    def selected(self) -> str | None:
        """The key of the row under the cursor."""
        row = self.editor.main.selected
        return row.key if row is not None else None

    def screen_lines(self) -> list[str]:
        """What is painted, as lines of text."""
        width, height = self.editor.size
        strips = self.editor.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip)[:width] for strip in strips][:height]


Open = Callable[..., object]


def open_journals() -> set[threading.Thread]:
    """The threads of the journals that are open."""
    return {one for one in threading.enumerate() if one.name.startswith("journal")}


async def until_begun(editor: Editor, pilot: Pilot[int]) -> None:
    """Wait until the first screen is complete and what was typed before it has been handled."""
    while not editor.has_begun:
        await pilot.pause()
    await pilot.pause()


@asynccontextmanager
async def running(editor: Editor, size: tuple[int, int] = (100, 30), *, begun: bool = True) -> AsyncIterator[Driver]:
    """An editor that runs; at the end its threads have ended, its journal is closed, and what ended it is raised.

    Its first screen is shown if it is to have ``begun``.
    """

    def take_fault(fault: Exception) -> None:
        Editor.take_fault(editor, fault)
        if editor.fault is not None:  # the pilot stops waiting, and raises it
            editor._exception = editor.fault
            editor._exception_event.set()

    editor.take_fault = take_fault
    open_before = open_journals()
    try:
        async with editor.run_test(size=size) as pilot:
            if begun:
                await until_begun(editor, pilot)
            yield Driver(editor, pilot)
            editor.stop_showing()
    finally:
        editor.worker.close(forget=False)
        for thread in background_threads():  # not in this thread, for which they may wait
            await asyncio.to_thread(thread.join, 30)
        assert open_journals() <= open_before


@pytest.fixture(autouse=True)
def settles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual's pilot waits until an editor has dealt with a key, and not for a time; nor long for the next frame."""
    watch_loops(monkeypatch)
    for module in ("textual.app", "textual.pilot"):
        monkeypatch.setattr(f"{module}.wait_for_idle", settled)
    monkeypatch.setattr("textual.screen.UPDATE_PERIOD", A_MOMENT)


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Journals, colours and settings go into the test's own folder.

    No thread of an editor outlives its test: it would write into the folder that the next test is in.
    """
    monkeypatch.setenv("ARGMAP_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("ARGMAP_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(exporting, "exports_folder", lambda: Path("/home/ada/street/exports"))  # the same in any run
    yield
    for thread in background_threads():
        thread.join(30)
    assert not background_threads()


@pytest.fixture
def driving(tmp_path: Path) -> Callable[..., object]:
    """``async with driving(text) as driver``: an editor on a file with that text (None: no file)."""

    @asynccontextmanager
    async def run(
        text: str | None = SMALL,
        size: tuple[int, int] = (100, 30),
        preferences: Preferences | None = None,
        name: str = "map.yaml",
    ) -> AsyncIterator[Driver]:
        file = tmp_path / name
        if text is not None:
            file.write_text(text, encoding="utf-8")
        async with running(prepare(file, preferences or Preferences()), size) as driver:
            yield driver

    return run
