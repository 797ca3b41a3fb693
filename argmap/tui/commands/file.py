"""Commands on the map file: undo, redo, save, changes on disk, export, copy, quit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from argmap.draw.terminal.cells import cut
from argmap.escape import one_line
from argmap.excerpt import ended, without_middle
from argmap.io.map_files import refuse_other_ending, with_ending
from argmap.io.user_folders import expanded
from argmap.model.findings import MapError
from argmap.session.session import changed_claim
from argmap.tui.context import EditorScreen
from argmap.tui.dialogs.choice import Choice, ChoiceAnswer
from argmap.tui.files import disk
from argmap.tui.views.entry_bar import TextRequest
from argmap.vocabulary import counted

if TYPE_CHECKING:
    from argmap.model.index import Index
    from argmap.session.drafts import Draft


MOST_DRAFTS = 4
"""Most drafts that are shown when the editor is left."""


def undo(screen: EditorScreen) -> None:
    """Undo the last change; right after a text was left, go on with its draft."""
    if screen.state.drafts.go_on():
        return
    before = screen.state.index
    label = screen.state.undo()
    left = screen.state.session.undo_label
    _go_to_change(screen, before)
    screen.say(ended(f"Undone: {one_line(label)}") + ("" if left else " Nothing more to undo."))


def redo(screen: EditorScreen) -> None:
    """Redo the change that was undone last."""
    before = screen.state.index
    label = screen.state.redo()
    _go_to_change(screen, before)
    screen.say(ended(f"Redone: {one_line(label)}"))


def _go_to_change(screen: EditorScreen, before: Index) -> None:
    """On the map, move the cursor to the first claim that differs from ``before``."""
    claim_id = changed_claim(before, screen.state.index)
    if screen.state.view == "map" and claim_id not in {None, screen.claim_id}:
        screen.state.select(claim_id)


def save(screen: EditorScreen) -> None:
    """Save if anything changed. Open conflicts are resolved first, or written into the file."""
    disk.save(screen)


def save_copy(screen: EditorScreen) -> None:
    """Ask for a name and save a copy under it; the open file stays as it is."""
    state = screen.state

    def keep(text: str) -> None:
        if not text.strip():
            raise MapError("Enter a file name, for example copy.yaml.")
        file = with_ending(expanded(text.strip()), state.file.suffix)
        if file.suffix != state.file.suffix:  # a map may be JSON
            refuse_other_ending(file)
        disk.save_copy(screen, file)

    name = str(state.file.with_name(f"{state.file.stem}-copy{state.file.suffix}"))
    hint = "Enter save   Esc cancel"
    screen.ask(
        TextRequest(
            "Save a copy as",
            keep,
            name,
            hint,
            lines=False,
            select=True,
            given_up=lambda: screen.say("No copy saved."),
        )
    )


def resolve(screen: EditorScreen) -> None:
    """Resolve the open conflicts."""
    from argmap.tui.dialogs.conflicts import resolve_conflicts

    if not screen.state.conflicts:
        raise MapError("No conflicts to resolve.")
    resolve_conflicts(screen)


def from_disk(screen: EditorScreen) -> None:
    """Ask what to do about a file that changed on disk."""
    disk.ask(screen)


def leave(screen: EditorScreen) -> None:
    """Quit the editor; ask first when there are unsaved changes or drafts."""
    drafts = screen.state.drafts.all
    if screen.state.is_unsaved:
        _ask_about_changes(screen, drafts)
    elif drafts:
        _ask_about_drafts(screen, drafts)
    else:
        screen.services.leave(forget=True)


def _ask_about_drafts(screen: EditorScreen, drafts: Sequence[Draft]) -> None:
    them = "it" if len(drafts) == 1 else "them"
    answers = (
        ChoiceAnswer("stay", "n", "Stay"),
        ChoiceAnswer("keep", "k", f"Quit (you can go on with {them} next time)"),
        ChoiceAnswer("discard", "d", f"Discard {them} and quit"),
    )

    def answered(answer: str | None) -> None:
        if answer in {"keep", "discard"}:
            screen.services.leave(forget=answer == "discard")

    title = f"Quit with {counted(len(drafts), 'draft')}?"
    screen.app.push_screen(Choice(title, answers, f"Typed and not accepted:\n{_named(drafts)}"), answered)


def _named(drafts: Sequence[Draft]) -> str:
    """What each draft is about, and what was typed; how many more there are."""
    lines = []
    for draft in drafts[:MOST_DRAFTS]:
        lines.append(f"  {cut(one_line(draft.heading), 60)}")
        if draft.words:
            lines.append(f"    “{cut(one_line(without_middle(draft.words, 58)), 58)}”")
    more = len(drafts) - MOST_DRAFTS
    return "\n".join([*lines, *([f"  and {more} more"] if more > 0 else [])])


def _ask_about_changes(screen: EditorScreen, drafts: Sequence[Draft]) -> None:
    drafts_too = " and drafts" if drafts else ""
    answers = (
        ChoiceAnswer("save", "s", "Save and quit"),
        ChoiceAnswer("keep", "k", "Quit without saving (you can recover the changes next time)"),
        ChoiceAnswer("discard", "d", f"Discard the changes{drafts_too} and quit"),
    )

    def answered(answer: str | None) -> None:
        if answer == "save":
            disk.save(screen, then_leave=True)
        elif answer is not None:
            screen.services.leave(forget=answer == "discard")

    kept = f"{counted(len(drafts), 'draft is', 'drafts are')} kept for the next time, unless you discard:"
    explanation = f"{kept}\n{_named(drafts)}" if drafts else ""
    screen.app.push_screen(Choice(f"Save changes to {screen.state.file.name}?", answers, explanation), answered)


def copy(screen: EditorScreen) -> None:
    """Copy the claim as text, with its reasons, positions and sources."""
    from argmap.io import desktop
    from argmap.tui.views.detail import as_plain

    claim_id = screen.claim_id
    if claim_id is None:
        raise MapError("Select a claim to copy.")
    text = as_plain(screen.state.index, claim_id)
    fits = desktop.fits_osc_52(text)
    if fits:
        screen.app.copy_to_clipboard(text)
    command = desktop.tool()
    if command is not None:
        screen.services.in_background(lambda: desktop.copy_with_tool(text, command))
    if not fits and command is None:
        raise MapError("The claim is too long for the terminal's clipboard. Install a clipboard tool, such as xclip.")
    screen.say("Copied the claim as text.")


def export(screen: EditorScreen) -> None:
    """Ask what to export and export it."""
    from argmap.tui.files.exporting import ask_what_to_export

    ask_what_to_export(screen)


def open_live_page(screen: EditorScreen) -> None:
    """Open the map in the browser, in a page that follows the edits and the cursor."""
    from argmap.tui.files import live_page

    live_page.open_live_page(screen)
