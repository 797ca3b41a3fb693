"""Recovers unsaved work of an earlier session."""

from __future__ import annotations

from datetime import datetime

from argmap.io.journal import Leftover, set_aside
from argmap.model.findings import MapError
from argmap.session.journal import Recovery
from argmap.tui.context import EditorScreen
from argmap.tui.dialogs.choice import Choice, ChoiceAnswer
from argmap.tui.dialogs.conflicts import resolve_conflicts
from argmap.tui.views.changes import lines_between
from argmap.vocabulary import counted


def offer_recovery(screen: EditorScreen, leftover: Leftover) -> None:
    """Ask whether to recover, ignore or show the unsaved work of an earlier session."""
    count = len(leftover.entries)
    answers = (
        ChoiceAnswer("recover", "r", f"Recover ({screen.keymap.key_of('undo')} to undo)"),
        ChoiceAnswer("show", "d", "Show the changes first"),
        ChoiceAnswer("ignore", "i", "Ignore (kept on disk, not offered again)"),
    )
    title = f"{counted(count, 'unsaved change')} to {screen.state.file.name}{_from(leftover.last_write)}."
    again = screen.keymap.key_of("from-disk")
    since = _since(screen, leftover)
    explanation = f"The editor closed before you saved.{since} Esc: choose later (press {again})."

    def answered(answer: str | None) -> None:
        if answer == "recover":
            screen.services.attempt(lambda: recover(screen, leftover))
        elif answer == "show":
            screen.services.attempt(lambda: show(screen, leftover))
        elif answer == "ignore":
            set_aside(leftover)
            screen.say(f"Ignored. The changes are kept in {leftover.journal.with_suffix('.ignored')}.")
        else:
            screen.say(f"Press {again} to recover later.")

    screen.state.ask_again = None  # asked now, so not again after the Changes tab
    screen.app.push_screen(Choice(title, answers, explanation), answered)


def _from(moment: float) -> str:
    """The time of a journal in words, from seconds since the epoch; empty for an impossible time."""
    try:
        return f" from {datetime.fromtimestamp(moment):%H:%M on %d %B}"
    except (ValueError, OverflowError, OSError):
        return ""


def _since(screen: EditorScreen, leftover: Leftover) -> str:
    """What happened to the file after the unsaved work began; empty when nothing did."""
    now = screen.state.digest
    if now == leftover.digest:
        return ""
    if now is None:
        return " The file was deleted or moved since."
    happened = "was created" if leftover.digest is None else "has changed"
    return f" The file {happened} since. Where both changed the same thing, you choose."


def _recovered(screen: EditorScreen, leftover: Leftover) -> Recovery:
    """The session with the unsaved edits applied to the file on disk. Raises MapError when none can be applied."""
    from argmap.session.journal import recover as repeat

    if not leftover.is_known:
        raise MapError(f"Cannot recover: another version of argmap wrote {leftover.journal}. Use that version.")
    state = screen.state
    return repeat(state.session.saved.document, leftover.entries, is_gone=state.digest is None)


def recover(screen: EditorScreen, leftover: Leftover) -> None:
    """Apply the unsaved edits as one undoable edit, and ask about the conflicts that are open then.

    The old journal is removed once the new one has the edits.
    """
    key_of = screen.keymap.key_of
    if screen.state.is_unsaved:
        raise MapError(
            f"Save ({key_of('save')}) or undo ({key_of('undo')}) your new changes first, then press "
            f"{key_of('from-disk')} to recover."
        )
    recovery = _recovered(screen, leftover)
    screen.state.take_recovered(recovery)
    present = screen.state.session.present
    screen.services.worker.run_once_journalled(present, lambda: leftover.journal.unlink(missing_ok=True))
    count = len(recovery.labels)
    lost = f" {counted(recovery.lost, 'change')} could not be recovered." if recovery.lost else ""
    screen.say(f"Recovered {counted(count, 'change')}.{lost} {key_of('save')} to save.", problem=bool(lost))
    if recovery.conflicts:
        resolve_conflicts(screen)


def show(screen: EditorScreen, leftover: Leftover) -> None:
    """Show the unsaved edits on the Changes tab; leaving it asks again."""
    recovery = _recovered(screen, leftover)
    lines = lines_between(screen.state.map, recovery.session.map)
    screen.state.show_changes(lines, "The unsaved work has no changes.")
    screen.state.ask_again = lambda: offer_recovery(screen, leftover)
    screen.say(f"Unsaved changes. {screen.keymap.key_of('back')} to choose what to do.")
