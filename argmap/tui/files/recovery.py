"""Recovers unsaved work of an earlier session."""

from __future__ import annotations

from datetime import datetime

from argmap.io.journal import Leftover, set_aside
from argmap.model.findings import Refusal
from argmap.session.recovery import Recovery
from argmap.tui.context import EditorScreen
from argmap.tui.dialogs.choice import Choice, ChoiceAnswer
from argmap.tui.views.changes import lines_between


def offer_recovery(screen: EditorScreen, leftover: Leftover) -> None:
    """Ask whether to recover, ignore or show the unsaved work of an earlier session."""
    count = len(leftover.entries)
    answers = (
        ChoiceAnswer("recover", "r", f"Recover it; {screen.keymap.key_of('undo')} takes that back"),
        ChoiceAnswer("show", "d", "Show what it changes, and decide then"),
        ChoiceAnswer("ignore", "i", "Ignore it; it is kept but not offered again"),
    )
    plural = "s" if count != 1 else ""
    title = f"{count} unsaved change{plural} to {screen.state.file.name}{_from(leftover.last_write)}."
    again = screen.keymap.key_of("from-disk")
    explanation = f"The editor ended before saving. Esc puts this off; {again} or the next start asks again."

    def answered(answer: str | None) -> None:
        if answer == "recover":
            screen.services.attempt(lambda: recover(screen, leftover))
        elif answer == "show":
            screen.services.attempt(lambda: show(screen, leftover))
        elif answer == "ignore":
            set_aside(leftover)
            screen.say(f"Put aside as {leftover.journal.with_suffix('.ignored')}.")
        else:
            screen.say(f"Put off. {again} asks again.")

    screen.state.ask_again = None  # asked now, so not again after the screen of changes
    screen.app.push_screen(Choice(title, answers, explanation), answered)


def _from(moment: float) -> str:
    """The time of a journal in words, from seconds since the epoch; empty for an impossible time."""
    try:
        return f" from {datetime.fromtimestamp(moment):%H:%M on %d %B}"
    except (ValueError, OverflowError, OSError):
        return ""


def _recovered(screen: EditorScreen, leftover: Leftover) -> Recovery:
    """The session with the unsaved edits applied to the file on disk. Raises Refusal when none can be applied."""
    from argmap.session.recovery import recover as repeat

    return repeat(screen.state.session.saved.document, leftover.entries)


def recover(screen: EditorScreen, leftover: Leftover) -> None:
    """Apply the unsaved edits as one undoable edit. The old journal is removed once the new one has them."""
    session, key_of = screen.state.session, screen.keymap.key_of
    if session.dirty:
        raise Refusal(
            f"Recovering would drop what you did since. {key_of('save')} saves that, or {key_of('undo')} takes it "
            f"back; then {key_of('from-disk')} asks again."
        )
    recovery = _recovered(screen, leftover)
    screen.state.take(session.replace_document(recovery.session.document, recovery.session.present.label))
    screen.services.worker.run(lambda: leftover.journal.unlink(missing_ok=True))
    count = len(recovery.labels)
    lost = f" {recovery.lost} could not be." if recovery.lost else ""
    saves = f"{key_of('save')} saves {'it' if count == 1 else 'them'}."
    screen.say(f"Recovered {count} change{'s' if count != 1 else ''}.{lost} {saves}", problem=bool(lost))


def show(screen: EditorScreen, leftover: Leftover) -> None:
    """Show the unsaved edits on the screen of changes; leaving it asks again."""
    recovery = _recovered(screen, leftover)
    lines = lines_between(screen.state.map, recovery.session.map)
    screen.state.show_changes(lines, "The unsaved work changes nothing.")
    screen.state.ask_again = lambda: offer_recovery(screen, leftover)
    screen.say(f"This is what was not saved. {screen.keymap.key_of('back')} goes back to the question.")
