"""The message about a fault in the editor itself: one sentence about the fault and the unsaved work."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console, RenderableType

from argmap.escape import one_line
from argmap.io.fault_log import fault_name, where_to_look
from argmap.tui.state import EditorState
from argmap.tui.worker import Unwritten
from argmap.vocabulary import capital, counted

ALL_WRITTEN = Unwritten()


class ForeignFault(Exception):
    """A fault without its exception, for example from Textual's thread that reads keys."""

    @classmethod
    def from_pictures(cls, pictures: Iterable[RenderableType]) -> ForeignFault:
        """The fault, with Textual's rendered traceback as its note."""
        fault = cls("the reader of keys or the painter of the screen failed")
        console = Console(file=io.StringIO(), width=120, no_color=True, markup=False)
        with console.capture() as painted:
            for picture in pictures:
                console.print(picture)
        fault.add_note(painted.get())
        return fault


def fault_words(fault: BaseException, state: EditorState, log: object, unwritten: Unwritten = ALL_WRITTEN) -> str:
    """What happened, where the work is, and what to do, safe for a terminal. ``log`` is the file with the details."""
    words = f"argmap: The editor stopped because of a bug in argmap ({fault_name(fault)})."
    return f"{words} {_about_the_work(state, unwritten)} {where_to_look(log)}"


def opening_fault_words(fault: BaseException, file: Path, log: object) -> str:
    """The message about a fault before the editor ran, safe for a terminal. ``log`` is the file with the details."""
    name = one_line(str(file))
    words = f"argmap: The editor could not open {name} because of a bug in argmap ({fault_name(fault)})."
    return f"{words} The file is unchanged. {where_to_look(log)}"


def _about_the_work(state: EditorState, unwritten: Unwritten) -> str:
    file = one_line(str(state.file))
    if not state.has_unkept:
        return f"All your changes are saved in {file}."
    saved = "is as you last saved it" if state.digest else "does not exist yet"
    return f"{file} {saved}. {words_of_the_kept(state, unwritten)}"


def words_of_the_kept(state: EditorState, unwritten: Unwritten) -> str:
    """What the journal keeps: unsaved changes and drafts unless they were refused; and how to have them again."""
    file, drafts = one_line(str(state.file)), len(state.drafts.headings)
    kept, lost = [], []
    if state.is_unsaved and unwritten.change is None:
        kept.append("your unsaved changes")
    elif state.is_unsaved:
        kept += ["your earlier unsaved changes"] * unwritten.has_changes
        last = "last unsaved change is" if unwritten.has_changes else "unsaved changes are"
        lost.append(f"Your {last} lost: {one_line(str(unwritten.change))}")
    if drafts and unwritten.draft is None:
        kept.append(f"{counted(drafts, 'draft')} of what you typed")
    elif drafts:
        lost.append(f"What you typed is lost: {one_line(str(unwritten.draft))}")
    if kept:
        are, them = ("is", "it") if kept == ["1 draft of what you typed"] else ("are", "them")
        lost.append(f"{capital(' and '.join(kept))} {are} kept. Run 'argmap {file}' to recover {them}.")
    return " ".join(lost)
