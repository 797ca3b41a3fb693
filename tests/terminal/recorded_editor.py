"""The editor in a terminal, with a record of what each key did there: ``recorded_editor.py LOG VIEW FILE``.

F12, which no action has, puts the editor back to how it was at first, on the screen VIEW. Each line of the record is
``ready``, or what a key led to (an action, or ``nothing``) and ``seen`` once the screen shows something else.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import cast

from textual.events import Key

from argmap.semantics.labels import NO_FORCES
from argmap.tui.actions import ViewName
from argmap.tui.app import Editor
from argmap.tui.keys.dispatch import KeyDispatcher
from argmap.tui.run import run
from argmap.tui.screen import MainScreen

LOG, VIEW = Path(sys.argv[1]), cast(ViewName, sys.argv[2])
do, take, on_event, take_early = MainScreen.do, KeyDispatcher.take, Editor.on_event, Editor._take_early_keys


def write(line: str) -> None:
    with LOG.open("a", encoding="utf-8") as log:
        log.write(line + "\n")


def painted(editor: Editor) -> list[list[tuple]]:
    """What is on the screen, with its colours."""
    return [[(one.text, one.style) for one in strip] for strip in editor.screen._compositor.render_strips()]


async def back_to_the_start(editor: Editor) -> None:
    main, state = editor.main, editor.state
    while editor.screen is not main:
        await editor.pop_screen()
    editor.unanswered.clear()  # what they would lead to
    if main.entry.is_open:
        main.entry.give_up()
    state.drafts.clear()
    main.keys.next_key = None
    main.chrome.hint("")
    main.remove_class("-drawing")
    while state.session.present.before is not None:
        state.undo()
    state.session = type(state.session).open(state.session.document)
    state.status.forces, state.shows_status, state.marked, state.last_query = NO_FORCES, False, None, ""
    state.outline = state.outline.filtered("").focused(None).fold_to(0)
    main.state.queries.clear()
    main.outline.jump_labels = {}
    main.state.select("air")
    main.state.go_to(VIEW)
    main.table.move_to(0)
    main.say("")
    main.update_panes()
    editor.call_after_refresh(write, "ready")


class Recorder:
    """Takes keys as the editor does, and writes down what came of each."""

    action = "nothing"

    def do(self, screen: MainScreen, action) -> None:
        if self.action == "nothing":  # what the key means, where one action does another
            self.action = action.name
        do(screen, action)

    async def on_event(self, editor: Editor, event) -> None:
        if isinstance(event, Key) and event.key == "f12":
            editor.run_worker(back_to_the_start(editor))
        else:
            await on_event(editor, event)

    def take(self, taker: KeyDispatcher, event) -> bool:
        editor = taker._screen.services
        before, self.action = painted(editor), "nothing"
        taken = take(taker, event)
        editor.run_worker(self.until_seen(editor, before, self.action))
        return taken

    async def begin(self, editor: Editor) -> None:
        take_early(editor)
        write("ready")

    async def until_seen(self, editor: Editor, before: list, action: str) -> None:
        for _ in range(500):
            if painted(editor) != before:
                write(f"{action} seen")
                return
            await asyncio.sleep(0.004)  # between two looks
        write(f"{action}, of which nothing was seen")


recorder = Recorder()
Editor._take_early_keys = lambda editor: recorder.begin(editor)  # type: ignore[method-assign]
Editor.on_event = lambda editor, event: recorder.on_event(editor, event)  # type: ignore[method-assign]
MainScreen.do = lambda screen, action: recorder.do(screen, action)  # type: ignore[method-assign]
KeyDispatcher.take = lambda taker, event: recorder.take(taker, event)  # type: ignore[method-assign]
Editor.leave = lambda editor, **_: editor.main.say("Left.")  # type: ignore[method-assign]
sys.exit(run(Path(sys.argv[3])))
