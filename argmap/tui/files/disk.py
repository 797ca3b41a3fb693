"""The file on disk against the map on the state: merge, reload, show the differences."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from argmap.escape import one_line
from argmap.mapfile.document import Document
from argmap.model.findings import Refusal
from argmap.tui.dialogs.choice import Choice, ChoiceAnswer
from argmap.tui.dialogs.conflicts import decide_conflicts

if TYPE_CHECKING:
    from argmap.session.session import Session
    from argmap.tui.app import Editor


def decide(editor: Editor) -> None:
    """Look at the file and offer what can be done about it."""
    from argmap.io.files import load
    from argmap.mapfile.read.read import read

    state = editor.state
    there = os.path.lexists(state.file)
    loaded = _attempt(editor, lambda: load(state.file)) if there else None
    if there and loaded is None:
        return
    if state.digest == (loaded.digest if loaded is not None else None):
        editor.main.chrome.tell_of_disk("")
        _offer_unsaved_work(editor)
        return
    if loaded is None:
        _offer_to_write_again(editor)
        return
    theirs = _attempt(editor, lambda: read(loaded.data, state.file.name))
    if theirs is None:
        return
    answers = (
        ChoiceAnswer("merge", "m", "Merge: their changes and yours, both kept"),
        ChoiceAnswer("reload", "r", f"Reload: take theirs; {editor.keymap.key_of('undo')} brings yours back"),
        ChoiceAnswer("show", "d", "Show what they changed"),
    )

    def answered(answer: str | None) -> None:
        if answer == "merge":
            editor.attempt(lambda: merge(editor, theirs, loaded.digest))
        elif answer == "reload":
            reload(editor, theirs, loaded.digest)
        elif answer == "show":
            show(editor, theirs)

    editor.push_screen(Choice(f"{state.file.name} was changed on disk since you opened it.", answers), answered)


def _offer_unsaved_work(editor: Editor) -> None:
    """With nothing to decide about the file itself: what an earlier session left, if that was put off."""
    from argmap.io.journal import leftovers
    from argmap.tui.files.recovery import offer_recovery

    if found := leftovers(editor.state.file):
        offer_recovery(editor, found[-1])
    else:
        key = editor.keymap.key_of("save")
        none = f"Nothing is on disk yet. {key} saves."
        editor.main.say(
            none if editor.state.digest is None else "The file on disk is the one you opened or saved last."
        )


def _offer_to_write_again(editor: Editor) -> None:
    """What is done about a file that somebody took away."""
    from argmap.tui.files.saving import save

    def answered(answer: str | None) -> None:
        if answer == "write":
            _begin_at(editor, editor.state.session, None)
            save(editor)

    again = ChoiceAnswer("write", "s", "Save it there again, with every change of yours")
    editor.push_screen(Choice(f"{editor.state.file.name} is gone from the disk.", (again,)), answered)


def _attempt(editor: Editor, work):  # type: ignore[no-untyped-def]
    try:
        return work()
    except Refusal as refusal:
        copies = f"{editor.keymap.key_of('save-copy')} saves yours in a copy."
        editor.main.say(one_line(f"The file on disk cannot be taken in: {refusal} {copies}"), problem=True)
        return None


def merge(editor: Editor, theirs: Document, digest: str) -> None:
    """Take their changes in beside ours. Where both changed one thing ours stays until that is decided."""
    outside = editor.state.session.merge_outside(theirs)
    _begin_at(editor, outside.session, digest)
    editor.state.take_merged(outside)
    _show_taken(editor)
    if outside.merged.conflicts:
        decide_conflicts(editor.main)
    else:
        editor.main.say("Merged: their changes and yours are both here. Save when you like.")


def reload(editor: Editor, theirs: Document, digest: str) -> None:
    """Take theirs; undo brings ours back."""
    session = editor.state.session.reload(theirs)
    _begin_at(editor, session, digest)
    editor.state.take(session)
    _show_taken(editor)
    editor.main.say(f"Reloaded. {editor.keymap.key_of('undo')} brings your version back.")


def _begin_at(editor: Editor, session: Session, digest: str | None) -> None:
    """The journal begins again at what is on disk."""
    editor.state.digest = digest
    editor.worker.start_over(digest, session.saved)


def _show_taken(editor: Editor) -> None:
    editor.main.changes = None
    editor.main.chrome.show_bars()
    editor.disk_watch.look_anew()


def show(editor: Editor, theirs: Document) -> None:
    """The differences on the screen of changes."""
    from argmap.tui.commands.looking import go_to_view
    from argmap.tui.views.changes import lines_between
    from argmap.tui.views.tables import KnownChanges

    main, key_of = editor.main, editor.keymap.key_of
    lines = lines_between(main.state.session.saved.map, theirs.map)
    empty = "Nothing in the map changed, only how it is written."
    main.changes = KnownChanges(main.state.session.present, lines, empty, in_passing=True)
    go_to_view(main, "changes")
    main.say(f"What was changed on disk. {key_of('back')} goes back; {key_of('from-disk')} decides.")
