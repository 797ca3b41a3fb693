"""The message about a fault in the editor itself: one sentence about the fault and the unsaved work."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console, RenderableType

from argmap.escape import one_line
from argmap.io.fault_log import fault_name, where_to_look
from argmap.model.findings import MapError
from argmap.tui.state import EditorState
from argmap.vocabulary import capital, counted


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


def fault_words(fault: BaseException, state: EditorState, log: object, draft_refusal: MapError | None = None) -> str:
    """What happened, where the work is, and what to do, safe for a terminal. ``log`` is the file with the details."""
    words = f"argmap: The editor stopped because of a bug in argmap ({fault_name(fault)})."
    return f"{words} {_about_the_work(state, draft_refusal)} {where_to_look(log)}"


def opening_fault_words(fault: BaseException, file: Path, log: object) -> str:
    """The message about a fault before the editor ran, safe for a terminal. ``log`` is the file with the details."""
    name = one_line(str(file))
    words = f"argmap: The editor could not open {name} because of a bug in argmap ({fault_name(fault)})."
    return f"{words} The file is unchanged. {where_to_look(log)}"


def _about_the_work(state: EditorState, draft_refusal: MapError | None) -> str:
    file = one_line(str(state.file))
    if not state.has_unkept:
        return f"All your changes are saved in {file}."
    saved = "is as you last saved it" if state.digest else "does not exist yet"
    return f"{file} {saved}. {words_of_the_kept(state, draft_refusal)}"


def words_of_the_kept(state: EditorState, draft_refusal: MapError | None) -> str:
    """What the journal keeps: unsaved changes, and drafts unless they were refused; and how to have them again."""
    file, drafts = one_line(str(state.file)), len(state.drafts.headings)
    kept = [
        *(["your unsaved changes"] if state.is_unsaved else []),
        *([f"{counted(drafts, 'draft')} of what you typed"] if drafts and draft_refusal is None else []),
    ]
    lost = f"What you typed is lost: {one_line(str(draft_refusal))} " if drafts and draft_refusal else ""
    if not kept:
        return lost.rstrip()
    are = "is" if kept == ["1 draft of what you typed"] else "are"
    what = " and ".join(kept)
    return f"{lost}{capital(what)} {are} kept. Run 'argmap {file}' to recover {'it' if are == 'is' else 'them'}."
