"""Saving the map, or a copy of it, in the background; what came of it is said when it is done."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from argmap.escape import one_line
from argmap.model.findings import Refusal

if TYPE_CHECKING:
    from argmap.io.files import Loaded
    from argmap.tui.app import Editor
    from argmap.tui.files.worker import Saved

Done = TypeVar("Done")


def save(editor: Editor, *, then_leave: bool = False) -> None:
    """Save what is there now, and say how it went."""
    state = editor.state
    if not state.session.dirty and state.digest is not None:
        editor.main.say("There is nothing to save: the file has every change.")
        return
    editor.main.say("Saving …")
    _when_done(editor, editor.worker.save(state.session.present), lambda done: _saved(editor, done, then_leave))


def save_copy(editor: Editor, file: Path) -> None:
    """Save the map as it is now in a file of another name, and go on with the one that is open."""
    editor.main.say("Saving …")
    copying = editor.worker.save_copy(editor.state.session.present, file)
    _when_done(editor, copying, lambda done: _copied(editor, done, file))


def _when_done(editor: Editor, work: Future[Done], act: Callable[[Future[Done]], None]) -> None:
    # The worker's thread, which calls this, does not wait for the app: to leave is to wait for that thread.
    work.add_done_callback(lambda done: editor.call_later(editor.unless_ending, act, done))


def _saved(editor: Editor, done: Future[Saved], then_leave: bool) -> None:
    from argmap.io.files import ChangedOnDisk

    problem = done.exception()
    if isinstance(problem, ChangedOnDisk):
        _tell_that_it_changed(editor, str(problem))
    elif isinstance(problem, Refusal):
        key = editor.keymap.key_of("save-copy")
        editor.main.say(f"Not saved. {one_line(str(problem))} {key} saves a copy.", problem=True)
    elif problem is not None:
        raise problem
    else:
        _is_on_disk(editor, done.result())
        if then_leave and not editor.state.session.dirty:
            editor.leave(forget=True)
        elif then_leave:
            name = one_line(editor.state.file.name)
            editor.main.say(f"Saved {name}, but it has been changed since, so the editor stays open.", problem=True)


def _tell_that_it_changed(editor: Editor, problem: str) -> None:
    """Ask what to do about it, unless keys are wanted for something else by now: then the notice waits."""
    from argmap.tui.files.disk import decide

    editor.main.say(one_line(problem), problem=True)
    if editor.is_at_rest:
        decide(editor)
    else:
        editor.disk_watch.look_anew()


def _is_on_disk(editor: Editor, saved: Saved) -> None:
    state = editor.state
    state.digest = saved.digest
    state.session = state.session.mark_saved(saved.state)
    editor.main.changes = None
    editor.main.chrome.show_bars()
    editor.main.say(f"Saved {one_line(state.file.name)}.")
    editor.disk_watch.look_anew()
    editor.in_background(editor.ask_git)


def _copied(editor: Editor, done: Future[Loaded], file: Path) -> None:
    problem = done.exception()
    if problem is not None and not isinstance(problem, Refusal):
        raise problem
    still_open = f"{editor.state.file.name} is still open."
    said = f"No copy. {problem}" if problem else f"Saved a copy as {file}. {still_open}"
    editor.main.say(one_line(said), problem=problem is not None)
