"""Unsaved work that an earlier session left behind: shown, recovered as one edit, or put aside."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from argmap.io.journal import Leftover, set_aside
from argmap.model.findings import Refusal
from argmap.session.recovery import Recovery
from argmap.tui.dialogs.choice import Choice, ChoiceAnswer

if TYPE_CHECKING:
    from argmap.tui.app import Editor


def offer_recovery(editor: Editor, leftover: Leftover) -> None:
    """Recover, ignore or show what an earlier session left unsaved."""
    count = len(leftover.entries)
    answers = (
        ChoiceAnswer("recover", "r", f"Recover it; {editor.keymap.key_of('undo')} takes that back"),
        ChoiceAnswer("show", "d", "Show what it changes, and decide then"),
        ChoiceAnswer("ignore", "i", "Ignore it; it is kept but not offered again"),
    )
    plural = "s" if count != 1 else ""
    title = f"{count} unsaved change{plural} to {editor.state.file.name}{_from(leftover.last_write)}."
    again = editor.keymap.key_of("from-disk")
    explanation = f"The editor ended before saving. Esc puts this off; {again} or the next start asks again."

    def answered(answer: str | None) -> None:
        if answer == "recover":
            editor.attempt(lambda: recover(editor, leftover))
        elif answer == "show":
            editor.attempt(lambda: show(editor, leftover))
        elif answer == "ignore":
            set_aside(leftover)
            editor.main.say(f"Put aside as {leftover.journal.with_suffix('.ignored')}.")
        else:
            editor.main.say(f"Put off. {again} asks again.")

    editor.main.ask_again = None  # it is asked now
    editor.push_screen(Choice(title, answers, explanation), answered)


def _from(moment: float) -> str:
    """When that was, in seconds since the epoch; nothing for a file whose time is no date."""
    try:
        return f" from {datetime.fromtimestamp(moment):%H:%M on %d %B}"
    except (ValueError, OverflowError, OSError):
        return ""


def _recovered(editor: Editor, leftover: Leftover) -> Recovery:
    """The unsaved edits repeated on what is on disk. Raises Refusal when nothing can be had."""
    from argmap.session.recovery import recover as repeat

    return repeat(editor.state.session.saved.document, leftover.entries)


def recover(editor: Editor, leftover: Leftover) -> None:
    """Repeat the unsaved edits as one that can be undone. The old journal goes once the new one has them."""
    session, key_of = editor.state.session, editor.keymap.key_of
    if session.dirty:
        raise Refusal(
            f"Recovering would drop what you did since. {key_of('save')} saves that, or {key_of('undo')} takes it "
            f"back; then {key_of('from-disk')} asks again."
        )
    recovery = _recovered(editor, leftover)
    editor.state.take(session.replace_document(recovery.session.document, recovery.session.present.label))
    editor.worker.run(lambda: leftover.journal.unlink(missing_ok=True))
    count = len(recovery.labels)
    lost = f" {recovery.lost} could not be." if recovery.lost else ""
    saves = f"{key_of('save')} saves {'it' if count == 1 else 'them'}."
    editor.main.say(f"Recovered {count} change{'s' if count != 1 else ''}.{lost} {saves}", problem=bool(lost))


def show(editor: Editor, leftover: Leftover) -> None:
    """The unsaved edits on the screen of changes; then the question again."""
    from argmap.tui.commands.looking import go_to_view
    from argmap.tui.views.changes import lines_between
    from argmap.tui.views.tables import KnownChanges

    main = editor.main
    recovery = _recovered(editor, leftover)
    lines = lines_between(main.state.map, recovery.session.map)
    empty = "The unsaved work changes nothing."
    main.changes = KnownChanges(main.state.session.present, lines, empty, in_passing=True)
    go_to_view(main, "changes")
    main.ask_again = lambda: offer_recovery(editor, leftover)
    main.say(f"This is what was not saved. {editor.keymap.key_of('back')} goes back to the question.")
