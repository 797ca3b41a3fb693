"""Commands that move the cursor, fold rows and focus on a branch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from argmap.model.findings import MapError
from argmap.session.outline.rows import Row, jump_labels
from argmap.tui.commands.targets import row_of
from argmap.tui.context import EditorScreen
from argmap.vocabulary import counted

if TYPE_CHECKING:
    from argmap.tui.widgets.line_view import LineView


def cursor_up(screen: EditorScreen) -> None:
    """Move up a row."""
    _move(screen, screen.list.cursor - 1)


def cursor_down(screen: EditorScreen) -> None:
    """Move down a row."""
    _move(screen, screen.list.cursor + 1)


def page_up(screen: EditorScreen) -> None:
    """Move up a page."""
    _move(screen, screen.list.cursor - screen.list.page_size)


def page_down(screen: EditorScreen) -> None:
    """Move down a page."""
    _move(screen, screen.list.cursor + screen.list.page_size)


def first(screen: EditorScreen) -> None:
    """Move to the first row."""
    _move(screen, 0)


def first_after_another_key(screen: EditorScreen) -> None:
    """Wait for the key of this action once more, then move to the first row."""
    key = screen.keys.pressed

    def take(event: events.Key) -> bool:
        if event.character == key or not key:
            first(screen)
        return False

    if key:
        screen.keys.wait_for(take, f"{key} first row   Esc cancel")
    else:
        first(screen)


def last(screen: EditorScreen) -> None:
    """Move to the last row."""
    _move(screen, screen.list.row_count() - 1)


def _move(screen: EditorScreen, row: int) -> None:
    """Move the cursor to a row. Raises MapError at the first or last row."""
    pane = screen.pane_with_keys
    if pane is not screen.list:
        step = row - screen.list.cursor
        pane.scroll_to(y=max(0, min(pane.scroll_offset.y + step, pane.max_scroll_y)), animate=False)
        return
    before = screen.list.cursor
    screen.list.move_to(row)
    if screen.list.cursor != before:
        return
    if screen.state.view == "map":
        row_of(screen)
    elif screen.table.row is None:
        raise MapError(screen.table.model.empty)
    screen.say("First row." if row < before or not row else "Last row.")


def scroll_down(screen: EditorScreen) -> None:
    """Scroll down the pane below the list, or the full-screen diagram."""
    _scroll_words(screen, 1)


def scroll_up(screen: EditorScreen) -> None:
    """Scroll up the pane below the list, or the full-screen diagram."""
    _scroll_words(screen, -1)


def _scroll_words(screen: EditorScreen, step: int) -> None:
    if screen.state.full_screen == "diagram":
        _scroll(screen.diagram, step, "End of diagram.", "Start of diagram.")
    elif screen.state.full_screen == "brief" or screen.pane_with_keys is screen.brief:
        _scroll(screen.brief, step, "End of brief.", "Start of brief.")
    elif not screen.claim_pane.display:
        raise MapError("The window is too small for the details pane.")
    else:
        _scroll(screen.claim_pane, step, "End of details.", "Start of details.")


def _scroll(pane: LineView, direction: int, at_the_end: str, at_the_start: str) -> None:
    """Scroll by half of the visible height."""
    before = pane.scroll_offset.y
    wanted = before + direction * max(1, pane.size.height // 2)
    if (line := max(0, min(wanted, pane.max_scroll_y))) == before:
        raise MapError(at_the_end if direction > 0 else at_the_start)
    pane.scroll_to(y=line, animate=False)


def _go(screen: EditorScreen, number: int | None, why_not: str) -> None:
    row_of(screen)
    if number is None:
        raise MapError(why_not)
    screen.outline.move_to(number)


def fold_or_out(screen: EditorScreen) -> None:
    """Fold the row, or go to its parent when it has nothing to fold."""
    row = row_of(screen)
    if row.children and not row.folded:
        _fold(screen, row, True)
    else:
        _go(screen, screen.state.outline.parent(screen.outline.cursor), "Already at the top level.")


def unfold_or_in(screen: EditorScreen) -> None:
    """Unfold the row, or go to its first child when it is unfolded."""
    row = row_of(screen)
    if row.folded:
        _fold(screen, row, False)
    else:
        below = screen.state.outline.first_child(screen.outline.cursor)
        support, objection = screen.keymap.key_of("add-support"), screen.keymap.key_of("add-objection")
        _go(screen, below, f"No reasons yet. Press {support} to add a support, {objection} to add an objection.")


def toggle_fold(screen: EditorScreen) -> None:
    """Fold or unfold the row."""
    row = row_of(screen)
    if not row.children:
        raise MapError("Nothing to fold.")
    _fold(screen, row, not row.folded)


def _fold(screen: EditorScreen, row: Row, fold: bool) -> None:
    outline = screen.state.outline
    if outline.query.strip():
        ends = screen.keymap.key_of("back")
        raise MapError(f"You cannot fold search results. Press {ends} to clear the search.")
    screen.state.show_outline(outline.fold(row.key) if fold else outline.unfold(row.key), row.key)


def fold_to_level(screen: EditorScreen) -> None:
    """Show as many levels as the pressed digit says; without a digit, ask for one."""
    row_of(screen)
    keys = screen.keymap.named("fold-to-level").keys
    if screen.keys.pressed in keys:
        _show_levels(screen, 1 + keys.index(screen.keys.pressed))
        return

    def take(event: events.Key) -> bool:
        if event.character and event.character in "123456789":
            _show_levels(screen, int(event.character))
        elif event.key != "escape":
            screen.say("Press a number from 1 to 9.", problem=True)
        return False

    screen.keys.wait_for(take, "How many levels? Press 1 to 9   Esc cancel")


def _show_levels(screen: EditorScreen, level: int) -> None:
    screen.state.show_outline(screen.state.outline.fold_to(level))
    unfolds = screen.keymap.key_of("unfold-all")
    said = f"{counted(level, 'level')} shown. {unfolds} to unfold all."
    screen.say(f"{said} {screen.keymap.way_to_tab(str(level))}".rstrip())


def unfold_all(screen: EditorScreen) -> None:
    """Unfold all rows."""
    row_of(screen)
    before = len(screen.state.outline)
    screen.state.show_outline(screen.state.outline.fold_to(0))
    if len(screen.state.outline) == before:
        screen.say("Everything is already unfolded.")


def previous_sibling(screen: EditorScreen) -> None:
    """Move to the previous sibling."""
    outline = screen.state.outline
    _go(screen, outline.sibling(screen.outline.cursor, -1) if len(outline) else None, "First sibling.")


def next_sibling(screen: EditorScreen) -> None:
    """Move to the next sibling."""
    outline = screen.state.outline
    _go(screen, outline.sibling(screen.outline.cursor, 1) if len(outline) else None, "Last sibling.")


def focus(screen: EditorScreen) -> None:
    """Show only the selected branch, or all rows again."""
    row, outline = row_of(screen), screen.state.outline
    screen.state.show_outline(outline.focused(None if outline.focus is not None else row.key), row.key)


def go_to_main_place(screen: EditorScreen) -> None:
    """Go from a reference to the main place of its claim, and from there to the claim under its next parent."""
    row = row_of(screen)
    if row.claim_id is None or row.missing:
        raise MapError("Select a claim first.")
    shape = screen.state.outline.shape
    home = shape.home(row.claim_id)
    keys = [row.claim_id] + [
        shape.reason_key(reason)
        for reason in screen.state.index.claims[row.claim_id].reasons
        if shape.has_target(reason) and (home is None or reason.address != home.address)
    ]
    if len(keys) == 1:
        raise MapError("This claim appears only here.")
    at = keys.index(row.key) if row.key in keys else -1
    screen.state.select(keys[(at + 1) % len(keys)])


def jump(screen: EditorScreen) -> None:
    """Label the visible rows with letters and go to the row whose letters are pressed."""
    row_of(screen)
    view = screen.outline
    if not view.size.height:
        raise MapError(f"The outline is hidden. Press {screen.keymap.key_of('back')} to show it.")
    top = view.scroll_offset.y
    rows = range(top, min(top + view.size.height, view.row_count()))
    labels = dict(zip(jump_labels(len(rows)), rows, strict=True))
    view.jump_labels = {row: label for label, row in labels.items()}
    view.refresh()
    typed = ""

    def take(event: events.Key) -> bool:
        nonlocal typed
        typed += event.character or ""
        if event.character and typed not in labels and any(label.startswith(typed) for label in labels):
            return True
        view.jump_labels = {}
        view.refresh()
        if typed in labels:
            view.move_to(labels[typed])
        elif event.key != "escape":
            screen.say("No row has these letters.", problem=True)
        return False

    screen.keys.wait_for(take, "Type a row's letters   Esc cancel")
