"""The file on disk: watches it, saves in the background, and asks what to do when another program changed it.

These lead to each other: a save can find a changed file, and the answer can be to save.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from argmap.escape import one_line
from argmap.io.presence import Presence
from argmap.mapfile.document import Document
from argmap.model.findings import MapError
from argmap.tui.context import EditorScreen, EditorServices
from argmap.tui.dialogs.choice import Choice, ChoiceAnswer
from argmap.tui.files.recovery import offer_ignored_work, offer_unsaved_work
from argmap.tui.keys.keymap import Keymap
from argmap.tui.state import EditorState
from argmap.vocabulary import counted

if TYPE_CHECKING:
    from argmap.io.files import Loaded
    from argmap.session.session import Session
    from argmap.tui.worker import Saved


Stamp = tuple[int, int] | None
"""Modification time in nanoseconds and size in bytes; None without a file."""

NEVER: Stamp = (-1, -1)


def stamp_of(file: Path) -> Stamp:
    """The present stamp of a file."""
    try:
        status = os.stat(file)  # noqa: PTH116  Path.stat is slower, and this runs every two seconds
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


class DiskWatch:
    """Compares the editor's file in a thread, one comparison at a time. Reads it only when its stamp changed."""

    def __init__(self, state: EditorState, keymap: Keymap, services: EditorServices) -> None:
        self._state = state
        self._keymap = keymap
        self._services = services
        self._compared = NEVER
        """The stamp at the last comparison."""
        self.is_looking = False
        self._presence = Presence(state.file)

    def look_for_others(self) -> None:
        """Let other editors of the file see this one, and show whether there are any. Runs in a thread."""
        is_shared = self._presence.others() > 0
        if is_shared != self._state.is_open_elsewhere:
            self._services.from_thread(self._state.notice_others, is_shared)

    def leave(self) -> None:
        """Be seen by other editors no more."""
        self._presence.leave()

    def look(self) -> None:
        """Compare the file unless a comparison is running, as on a slow disk."""
        if not self.is_looking:
            self.is_looking = True
            self._services.in_background(self._look)

    def look_anew(self) -> None:
        """Compare the file even with the same stamp, because the editor's version changed."""
        self._compared = NEVER
        self.look()

    def _look(self) -> None:
        try:
            self._compare()
            self.look_for_others()
        finally:
            self.is_looking = False

    def _compare(self) -> None:
        from argmap.io.files import current_digest

        state = self._state
        expected, stamp = state.digest, stamp_of(state.file)
        if stamp != self._compared:
            self._compared = stamp
            self._services.from_thread(self._tell, expected, current_digest(state.file))

    def _tell(self, expected: str | None, found: str | None) -> None:
        if self._state.digest != expected:  # saved or taken in during the comparison
            self._compared = NEVER
            return
        key, name = self._keymap.key_of("from-disk"), one_line(self._state.file.name)
        if found == expected:
            self._state.notice_disk()
        elif found is None:
            said = f"{name} was deleted or moved. Press {key} or click to save it again."
            self._state.notice_disk(said, f"Deleted or moved. {key} to save it again.")
        else:
            said = f"{name} changed on disk. Press {key} or click to merge or reload."
            self._state.notice_disk(said, f"Changed on disk. {key} to merge or reload.")


Done = TypeVar("Done")


def save(screen: EditorScreen, *, then_leave: bool = False) -> None:
    """Save the present state and report the result. Open conflicts are resolved first, or written into the file."""
    if screen.state.leaves_out_disk:
        _ask_to_overwrite(screen, then_leave)
    elif screen.state.has_unwritten_conflicts:
        _ask_about_conflicts(screen, then_leave)
    else:
        _save_now(screen, then_leave)


def _ask_to_overwrite(screen: EditorScreen, then_leave: bool) -> None:
    """Ask before a save overwrites a change on disk whose merge or reload was undone."""
    key_of = screen.keymap.key_of
    back = f"{key_of('redo')} to redo, " if screen.state.session.redo_label else ""
    told = f"You undid its merge or reload. Esc: then {back}{key_of('save-copy')} to save a copy."
    answer = ChoiceAnswer("overwrite", "o", "Overwrite the file with your version")

    def answered(answer: str | None) -> None:
        if answer is not None:
            _save_now(screen, then_leave)

    screen.app.push_screen(Choice("Saving leaves out what changed on disk.", (answer,), told), answered)


def _ask_about_conflicts(screen: EditorScreen, then_leave: bool) -> None:
    state = screen.state
    answers = (
        ChoiceAnswer("resolve", "d", "Resolve now"),
        ChoiceAnswer("write", "s", "Save now; keep the other version in comments, to resolve later"),
    )

    def answered(answer: str | None) -> None:
        if answer == "resolve":
            from argmap.tui.dialogs.conflicts import resolve_conflicts

            resolve_conflicts(screen)
        elif answer == "write":
            state.write_conflicts_down()
            _save_now(screen, then_leave)

    title = f"{counted(len(state.conflicts), 'unresolved conflict')}. The map uses one version for now."
    screen.app.push_screen(Choice(title, answers), answered)


def _save_now(screen: EditorScreen, then_leave: bool) -> None:
    state = screen.state
    if not (state.session.dirty or state.is_new or state.is_unmerged):
        screen.say("No changes to save.")
        return
    screen.say("Saving…")
    _when_done(
        screen, screen.services.worker.save(state.session.present), lambda done: _saved(screen, done, then_leave)
    )


def save_copy(screen: EditorScreen, file: Path) -> None:
    """Save a copy under another name; the open file stays the same."""
    screen.say("Saving…")
    copying = screen.services.worker.save_copy(screen.state.session.present, file)
    _when_done(screen, copying, lambda done: _copied(screen, done, file))


def _when_done(screen: EditorScreen, work: Future[Done], act: Callable[[Future[Done]], None]) -> None:
    # The worker's thread must not wait for the app: on leaving, the app waits for that thread.
    work.add_done_callback(lambda done: screen.services.later(act, done))


def _saved(screen: EditorScreen, done: Future[Saved], then_leave: bool) -> None:
    from argmap.io.files import ChangedOnDisk

    problem = done.exception()
    if isinstance(problem, ChangedOnDisk):
        _tell_that_it_changed(screen)
    elif isinstance(problem, MapError):
        key = screen.keymap.key_of("save-copy")
        screen.say(f"Not saved. {one_line(str(problem))} Press {key} to save a copy.", problem=True)
    elif problem is not None:
        raise problem
    else:
        _is_on_disk(screen, done.result())
        if then_leave and not screen.state.session.dirty:
            words = partial(_merged_words, screen.state)
            screen.services.leave(forget=not screen.state.has_unkept, words=words)
        elif then_leave:
            name = one_line(screen.state.file.name)
            screen.say(f"Saved {name}. You changed the map since, so the editor stays open.", problem=True)


def _tell_that_it_changed(screen: EditorScreen) -> None:
    """Ask what to do, or only show the notice when a dialog or the entry bar is open by now."""
    state = screen.state
    changed = "changed on disk" if state.digest is not None else "exists by now"
    how = changed if os.path.lexists(state.file) else "was deleted or moved"
    screen.say(f"Not saved. {one_line(state.file.name)} {how}.", problem=True)
    if screen.services.is_at_rest:
        ask(screen)
    else:
        screen.services.look_at_disk()


def _is_on_disk(screen: EditorScreen, saved: Saved) -> None:
    screen.state.saved(saved.state, saved.digest)
    screen.say(f"Saved {one_line(screen.state.file.name)}.")
    screen.services.look_at_disk()
    screen.services.in_background(lambda: _ask_git(screen))


def _ask_git(screen: EditorScreen) -> None:
    """Show what git says of the saved file. Runs in a thread."""
    state, saved = screen.state, screen.state.session.saved
    screen.services.ask_git()

    def tell() -> None:
        if state.session.saved is saved:
            screen.say(said)

    if said := _merged_words(state):
        screen.services.from_thread(tell)


def _merged_words(state: EditorState) -> str:
    """What to do in git once a merge is saved; empty with open conflicts, and when git waits for nothing."""
    from argmap.tui.files.git import what_git_waits_for

    waits = "" if state.conflicts else what_git_waits_for(state.file)
    return f"Saved {one_line(state.file.name)}. {one_line(waits)}" if waits else ""


def _copied(screen: EditorScreen, done: Future[Loaded], file: Path) -> None:
    problem = done.exception()
    if problem is not None and not isinstance(problem, MapError):
        raise problem
    still_open = f"{screen.state.file.name} is still open."
    said = f"Copy not saved. {problem}" if problem else f"Saved a copy as {file}. {still_open}"
    screen.say(one_line(said), problem=problem is not None)


def ask(screen: EditorScreen) -> None:
    """Compare the file and ask what to do about a change."""
    from argmap.io.files import load
    from argmap.mapfile.read.read import read

    state = screen.state
    there = os.path.lexists(state.file)
    loaded = _attempt(screen, lambda: load(state.file)) if there else None
    if there and loaded is None:
        return
    if state.digest == (loaded.digest if loaded is not None else None):
        screen.state.notice_disk()
        _offer_unsaved_work(screen)
        return
    if loaded is None:
        _offer_to_write_again(screen)
        return
    theirs = _attempt(screen, lambda: read(loaded.data, state.file.name))
    if theirs is None:
        return
    answers = (
        ChoiceAnswer("merge", "m", "Merge: keep their changes and yours"),
        ChoiceAnswer("reload", "r", f"Reload the file from disk ({screen.keymap.key_of('undo')} to undo)"),
        ChoiceAnswer("show", "d", "Show what changed on disk"),
    )

    def answered(answer: str | None) -> None:
        if answer == "merge":
            screen.services.attempt(lambda: merge(screen, theirs, loaded.digest))
        elif answer == "reload":
            reload(screen, theirs, loaded.digest)
        elif answer == "show":
            show(screen, theirs)

    screen.app.push_screen(Choice(f"{state.file.name} changed on disk since you opened it.", answers), answered)


def _offer_unsaved_work(screen: EditorScreen) -> None:
    """The file is unchanged: offer unsaved work of an earlier session if there is any."""
    if not offer_unsaved_work(screen) and not offer_ignored_work(screen):
        key = screen.keymap.key_of("save")
        none = f"The file does not exist yet. Press {key} to save."
        screen.say(none if screen.state.digest is None else "The file has not changed on disk.")


def _offer_to_write_again(screen: EditorScreen) -> None:
    """Ask whether to write a file that was removed again."""

    def answered(answer: str | None) -> None:
        if answer == "write":
            _begin_at(screen, screen.state.session, None)
            save(screen)

    again = ChoiceAnswer("write", "s", "Save it again with your changes")
    screen.app.push_screen(Choice(f"{screen.state.file.name} was deleted or moved.", (again,)), answered)


def _attempt(screen: EditorScreen, work):  # type: ignore[no-untyped-def]
    try:
        return work()
    except MapError as refusal:
        copies = f"Press {screen.keymap.key_of('save-copy')} to save yours as a copy."
        screen.say(one_line(f"Cannot read the file on disk: {refusal} {copies}"), problem=True)
        return None


def merge(screen: EditorScreen, theirs: Document, digest: str) -> None:
    """Merge their changes into ours. On a conflict our value stays until it is resolved."""
    from argmap.report.conflicts.headings import notice
    from argmap.tui.dialogs.conflicts import resolve_conflicts

    outside = screen.state.session.merge_outside(theirs)
    _begin_at(screen, outside.session, digest)
    screen.state.take_merged(outside)
    _show_taken(screen)
    if outside.merged.conflicts:
        screen.say("")  # that the file had changed
        resolve_conflicts(screen)
    else:
        told = "".join(f" {notice(one, screen.state.index, None)}" for one in outside.merged.notices[:1])
        screen.say(f"Merged their changes with yours. {screen.keymap.key_of('save')} to save.{told}")


def reload(screen: EditorScreen, theirs: Document, digest: str) -> None:
    """Take their version; undo restores ours."""
    session = screen.state.session.reload(theirs)
    _begin_at(screen, session, digest)
    screen.state.take_reloaded(session)
    _show_taken(screen)
    screen.say(f"Reloaded. {screen.keymap.key_of('undo')} to undo.")


def _begin_at(screen: EditorScreen, session: Session, digest: str | None) -> None:
    """Start the journal again from the version on disk."""
    screen.state.know_disk(digest)
    screen.services.worker.start_over(digest, session.saved)


def _show_taken(screen: EditorScreen) -> None:
    screen.state.forget_changes()
    screen.services.look_at_disk()


def show(screen: EditorScreen, theirs: Document) -> None:
    """Show the differences on the Changes tab."""
    from argmap.tui.views.changes import lines_between

    lines = lines_between(screen.state.session.saved.map, theirs.map)
    screen.state.show_changes(lines, "Only formatting changed.")
    key_of = screen.keymap.key_of
    screen.say(f"Changes on disk. {key_of('back')} to go back, {key_of('from-disk')} to merge or reload.")
