"""Recovers unsaved work and drafts of an earlier session."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from argmap.escape import one_line
from argmap.excerpt import ended
from argmap.io.journal import IGNORED, SUFFIX, Leftover, leftovers, set_aside
from argmap.model.findings import MapError
from argmap.model.ids import ARROW
from argmap.session.drafts import Draft
from argmap.session.journal import Recovery, drafts_in, unsaved_in
from argmap.tui.context import EditorScreen
from argmap.tui.dialogs.choice import Choice, ChoiceAnswer
from argmap.vocabulary import counted

MOST_NAMED = 3
"""Most restored drafts that a message names."""


def offer_unsaved_work(screen: EditorScreen) -> bool:
    """Restore drafts of earlier sessions, and ask about the last unsaved changes; False when there are neither."""
    said = restore_drafts_alone(screen)
    found = leftovers_with_changes(screen.state.file)
    if found:
        offer_recovery(screen, found[-1])
    elif said:
        screen.say(said)
    return bool(said or found)


def offer_ignored_work(screen: EditorScreen) -> bool:
    """Ask about the unsaved changes that were ignored last; False when there are none."""
    found = leftovers_with_changes(screen.state.file, IGNORED)
    if found:
        offer_recovery(screen, found[-1])
    return bool(found)


def leftovers_with_changes(file: Path, suffix: str = SUFFIX) -> list[Leftover]:
    """What ended editors left unsaved in a file, oldest first; with :data:`IGNORED`, what was ignored of it."""
    return [one for one in leftovers(file, suffix=suffix) if not _has_drafts_alone(one)]


def restore_drafts_alone(screen: EditorScreen) -> str:
    """Restore the drafts of sessions that left no unsaved changes, and return what to say; empty without any."""
    restored = [_restored(screen, one) for one in leftovers(screen.state.file) if _has_drafts_alone(one)]
    for one in restored:
        screen.services.worker.run_once_journalled(one.finish)
    return " ".join(one.words for one in restored if one.words)


def _has_drafts_alone(leftover: Leftover) -> bool:
    return leftover.is_known and not unsaved_in(leftover.entries)


def offer_recovery(screen: EditorScreen, leftover: Leftover) -> None:
    """Ask whether to recover, ignore or show the unsaved work of an earlier session."""
    count, drafts = len(unsaved_in(leftover.entries)), len(drafts_in(leftover.entries))
    again = screen.keymap.key_of("from-disk")
    answers = (
        ChoiceAnswer("recover", "r", f"Recover ({screen.keymap.key_of('undo')} to undo)"),
        ChoiceAnswer("show", "d", "Show the changes first"),
        ChoiceAnswer("ignore", "i", f"Ignore (kept; {again} offers it again)"),
    )
    typed = f" and {counted(drafts, 'draft')}" if drafts else ""
    title = f"{counted(count, 'unsaved change')} to {screen.state.file.name}{typed}{_from(leftover.last_write)}."
    since = _since(screen, leftover)
    explanation = f"The editor closed before you saved.{since} Esc: choose later (press {again})."

    def answered(answer: str | None) -> None:
        if answer == "recover":
            screen.services.attempt(lambda: recover(screen, leftover))
        elif answer == "show":
            screen.services.attempt(lambda: show(screen, leftover))
        elif answer == "ignore":
            set_aside(leftover)
            screen.say(f"Ignored. Press {again} to recover it after all.")
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
    return repeat(state.session.saved.document, leftover.entries, is_gone=state.is_new)


def recover(screen: EditorScreen, leftover: Leftover) -> None:
    """Apply the unsaved edits as one undoable edit, restore the drafts, and ask about open conflicts.

    The old journal is removed once the new one has all of it.
    """
    key_of = screen.keymap.key_of
    if screen.state.is_unsaved:
        raise MapError(
            f"Save ({key_of('save')}) or undo ({key_of('undo')}) your new changes first, then press "
            f"{key_of('from-disk')} to recover."
        )
    recovery = _recovered(screen, leftover)
    screen.state.take_recovered(recovery)
    restored = _restored(screen, leftover)
    screen.services.worker.run_once_journalled(restored.finish, screen.state.session.present)
    count = len(recovery.labels)
    lost = f" {counted(recovery.lost, 'change')} could not be recovered." if recovery.lost else ""
    typed = f" {restored.words}" if restored.words else ""
    is_problem = bool(lost or restored.homeless)
    screen.say(f"Recovered {counted(count, 'change')}.{lost} {key_of('save')} to save.{typed}", problem=is_problem)
    if recovery.conflicts:
        from argmap.tui.dialogs.conflicts import resolve_conflicts

        resolve_conflicts(screen)


class Restored(NamedTuple):
    """What became of the drafts of a journal."""

    journal: Leftover
    drafts: Sequence[Draft]
    homeless: Sequence[Draft]
    """Those that could not be taken in."""

    @property
    def words(self) -> str:
        """The message; empty without drafts."""
        named = "; ".join(one_line(draft.heading) for draft in self.drafts[:MOST_NAMED])
        more = f"; {len(self.drafts) - MOST_NAMED} more" if len(self.drafts) > MOST_NAMED else ""
        is_one = len(self.drafts) == 1
        said = f"{'Draft' if is_one else f'{len(self.drafts)} drafts'} restored: {named}{more}"
        go_on = f"Open {'it' if is_one else 'one'} again to go on."
        kept = self.journal.journal.with_suffix(IGNORED)
        rest = f"{counted(len(self.homeless), 'draft')} could not be placed and can be read in {kept}."
        return " ".join([ended(said), go_on] * bool(self.drafts) + [rest] * bool(self.homeless))

    def finish(self) -> None:
        """Remove the journal, once the new one has its content; set it aside if drafts have no place."""
        if self.homeless:
            set_aside(self.journal)
        else:
            self.journal.journal.unlink(missing_ok=True)


def _restored(screen: EditorScreen, leftover: Leftover) -> Restored:
    """Take in the drafts of a journal and select the claim that the last one is about."""
    state, found = screen.state, drafts_in(leftover.entries)
    homeless = state.drafts.restore(found, state.index)
    drafts = {subject: draft for subject, draft in found.items() if subject not in homeless}
    names = [name.partition(ARROW)[0] for subject in [*drafts][-1:] for name in subject.ids]
    if claim_id := next((name for name in names if name in state.index.claims), None):
        state.select(claim_id)
    return Restored(leftover, [*drafts.values()], [*homeless.values()])


def show(screen: EditorScreen, leftover: Leftover) -> None:
    """Show the unsaved edits on the Changes tab; leaving it asks again."""
    from argmap.tui.views.changes import lines_between

    recovery = _recovered(screen, leftover)
    drafts = drafts_in(leftover.entries).values()
    typed = [(f"Draft, {one_line(one.heading)}: {one_line(' '.join(one.values.values()))}", None) for one in drafts]
    lines = (*lines_between(screen.state.map, recovery.session.map), *typed)
    screen.state.show_changes(lines, "The unsaved work has no changes.")
    screen.state.ask_again = lambda: offer_recovery(screen, leftover)
    screen.say(f"Unsaved changes. {screen.keymap.key_of('back')} to choose what to do.")
