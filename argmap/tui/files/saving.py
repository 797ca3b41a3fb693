"""Saving the map, or a copy of it, in the background; what came of it is said when it is done."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from argmap.escape import one_line
from argmap.model.findings import Refusal
from argmap.tui.context import EditorScreen

if TYPE_CHECKING:
    from argmap.io.files import Loaded
    from argmap.tui.files.worker import Saved

Done = TypeVar("Done")


def save(screen: EditorScreen, *, then_leave: bool = False) -> None:
    """Save what is there now, and say how it went."""
    state = screen.state
    if not state.session.dirty and state.digest is not None:
        screen.say("There is nothing to save: the file has every change.")
        return
    screen.say("Saving …")
    _when_done(
        screen, screen.services.worker.save(state.session.present), lambda done: _saved(screen, done, then_leave)
    )


def save_copy(screen: EditorScreen, file: Path) -> None:
    """Save the map as it is now in a file of another name, and go on with the one that is open."""
    screen.say("Saving …")
    copying = screen.services.worker.save_copy(screen.state.session.present, file)
    _when_done(screen, copying, lambda done: _copied(screen, done, file))


def _when_done(screen: EditorScreen, work: Future[Done], act: Callable[[Future[Done]], None]) -> None:
    # The worker's thread, which calls this, does not wait for the app: to leave is to wait for that thread.
    work.add_done_callback(lambda done: screen.services.later(act, done))


def _saved(screen: EditorScreen, done: Future[Saved], then_leave: bool) -> None:
    from argmap.io.files import ChangedOnDisk

    problem = done.exception()
    if isinstance(problem, ChangedOnDisk):
        _tell_that_it_changed(screen, str(problem))
    elif isinstance(problem, Refusal):
        key = screen.keymap.key_of("save-copy")
        screen.say(f"Not saved. {one_line(str(problem))} {key} saves a copy.", problem=True)
    elif problem is not None:
        raise problem
    else:
        _is_on_disk(screen, done.result())
        if then_leave and not screen.state.session.dirty:
            screen.services.leave(forget=True)
        elif then_leave:
            name = one_line(screen.state.file.name)
            screen.say(f"Saved {name}, but it has been changed since, so the editor stays open.", problem=True)


def _tell_that_it_changed(screen: EditorScreen, problem: str) -> None:
    """Ask what to do about it, unless keys are wanted for something else by now: then the notice waits."""
    from argmap.tui.files.disk import decide

    screen.say(one_line(problem), problem=True)
    if screen.services.is_at_rest:
        decide(screen)
    else:
        screen.services.look_at_disk()


def _is_on_disk(screen: EditorScreen, saved: Saved) -> None:
    screen.state.saved(saved.state, saved.digest)
    screen.say(f"Saved {one_line(screen.state.file.name)}.")
    screen.services.look_at_disk()
    screen.services.in_background(screen.services.ask_git)


def _copied(screen: EditorScreen, done: Future[Loaded], file: Path) -> None:
    problem = done.exception()
    if problem is not None and not isinstance(problem, Refusal):
        raise problem
    still_open = f"{screen.state.file.name} is still open."
    said = f"No copy. {problem}" if problem else f"Saved a copy as {file}. {still_open}"
    screen.say(one_line(said), problem=problem is not None)
