"""Whatever is pressed, pasted or clicked, the editor lives, the text says what the map says, and undo restores it."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from argmap.io.preferences import Preferences
from argmap.mapfile.read.read import read
from argmap.model.findings import MapError
from argmap.tui.app import Editor
from argmap.tui.commands.table import TABLE
from argmap.tui.run import prepare
from tests.examples import examples

ROOT = Path(__file__).parents[2]
MAPS = [
    (ROOT / name).read_bytes()
    for name in ("docs/gallery/bridge.yaml", "docs/gallery/tension.yaml", "docs/gallery/linked-premises.yaml")
]
NOT_HERE = {"quit", "edit-elsewhere", "open-live-page", "save", "export"}
"""Actions that end the test, need another program, or write more than the map."""
KEYS = [key for action in TABLE if action.name not in NOT_HERE for key in action.keys]
PASTES = [
    "hello [/] world",
    "x",
    "a -> b",
    "\x1b[31mred",
    "\u202eabc",
    "yes",
    "# not a comment: at all",
    "two\nlines",
    "é🎉",
]
SIZES = [(100, 30), (160, 50), (80, 24), (40, 10)]

steps = st.one_of(
    st.sampled_from(KEYS),
    st.sampled_from(["enter", "escape", "tab", "up", "down", "left", "right", "space", *"abxy12"]),
    st.sampled_from(PASTES).map(lambda text: ("paste", text)),
    st.sampled_from(SIZES).map(lambda size: ("size", size)),
    st.tuples(st.just("click"), st.tuples(st.integers(0, 39), st.integers(0, 9))),
)


async def take(editor: Editor, pilot, step) -> None:
    if isinstance(step, str):
        editor.post_message(events.Key(step, " " if step == "space" else step if len(step) == 1 else None))
    elif step[0] == "paste":
        editor.post_message(events.Paste(step[1]))
    elif step[0] == "size":
        await pilot.resize_terminal(*step[1])
    else:
        await pilot.click(offset=step[1])
    await pilot.pause()


async def journey(data: bytes, path: list, folder: Path) -> None:
    file = folder / "map.yaml"
    file.write_bytes(data)
    editor = prepare(file, Preferences())
    async with editor.run_test(size=(100, 30)) as pilot:
        for step in path:
            await take(editor, pilot, step)
        try:
            document = editor.state.session.document
        except MapError:
            document = None  # an edit that cannot be written is taken back with a sentence
        if document is not None:
            assert read(document.data, "map.yaml").map == editor.state.map
        while editor.state.session.present.before is not None:
            editor.state.undo()
        assert editor.state.session.document.data == data
    editor.worker.close(forget=True)


@pytest.mark.fuzz
@examples(18)
@given(st.sampled_from(MAPS), st.lists(steps, min_size=10, max_size=60))
def test_no_keys_end_the_editor_and_undo_restores_every_byte(data: bytes, path: list) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(journey(data, path, Path(folder)))
