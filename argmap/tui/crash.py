"""The message about a fault in the editor itself: one sentence about the fault and the unsaved work."""

from __future__ import annotations

import io
from collections.abc import Iterable

from rich.console import Console, RenderableType

from argmap.escape import one_line
from argmap.tui.state import EditorState


class ForeignFault(Exception):
    """A fault without its exception, for example from Textual's thread that reads keys."""

    @classmethod
    def from_pictures(cls, pictures: Iterable[RenderableType]) -> ForeignFault:
        """The fault, with Textual's rendered traceback as its note."""
        fault = cls("a part of the editor that reads keys or paints failed")
        console = Console(file=io.StringIO(), width=120, no_color=True, markup=False)
        with console.capture() as painted:
            for picture in pictures:
                console.print(picture)
        fault.add_note(painted.get())
        return fault


def fault_words(fault: BaseException, state: EditorState, log: object) -> str:
    """What happened, where the work is, and what to do, safe for a terminal. ``log`` is the file with the details."""
    what = type(fault).__name__ + (f": {fault}" if str(fault) else "")
    words = f"argmap: The editor stopped because of a fault in argmap itself ({one_line(what)[:200]})."
    details = f" The details are in {one_line(str(log))}; please report them." if log else ""
    return f"{words} {_about_the_work(state)}{details}"


def _about_the_work(state: EditorState) -> str:
    file = one_line(str(state.file))
    if not state.session.dirty:
        return f"Nothing was unsaved: {file} has every change."
    saved = "is as you saved it last" if state.digest else "was not saved yet"
    return f"{file} {saved}, and what you did since is kept: 'argmap {file}' offers to recover it."
