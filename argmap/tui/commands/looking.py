"""Commands that change what is shown: search, diagram, status, what-if, tabs, theme, help, back."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events

from argmap.model.findings import MapError
from argmap.tui.actions import VIEWS, ViewName
from argmap.tui.commands.targets import claim_selected, row_of
from argmap.tui.context import EditorScreen
from argmap.tui.search import no_matches
from argmap.tui.state import FullScreen
from argmap.tui.views.entry_bar import TextRequest
from argmap.vocabulary import CAVEAT, counted


def filter_outline(screen: EditorScreen) -> None:
    """Show only matching rows, updated at each key."""
    row = row_of(screen)
    before = screen.state.outline.query

    def live(words: str) -> None:
        outline = screen.state.outline.filtered(words)
        screen.state.show_outline(outline)
        screen.entry.refuse(no_matches(words) if words.strip() and not outline.matches else "")

    def keep(words: str) -> None:
        found = screen.state.outline.matches
        if words.strip() and not found:
            raise MapError(no_matches(words))
        screen.state.last_query = words.strip() or screen.state.last_query
        first_hit(screen)
        if words.strip():
            following = f"{screen.keymap.key_of('next-match')} next, " if found > 1 else ""
            screen.say(f"{counted(found, 'match', 'matches')}. {following}{screen.keymap.key_of('back')} clear.")

    def given_up() -> None:
        screen.state.show_outline(screen.state.outline.filtered(""), row.key)

    hint = "Words in any order   Enter go to match   Esc clear"
    screen.ask(TextRequest("Find", keep, before, hint, lines=False, live=live, given_up=given_up))


def first_hit(screen: EditorScreen) -> None:
    """Move the cursor to a match unless it is on one."""
    outline, view = screen.state.outline, screen.outline
    if not outline.query.strip() or not len(outline):
        return
    if outline.key(view.cursor) not in outline.hits:
        found = outline.find(outline.query, view.cursor)
        if found is not None:
            view.move_to(found)


def _find(screen: EditorScreen, step: int) -> None:
    query = screen.state.last_query
    if not query:
        raise MapError(f"Press {screen.keymap.key_of('filter')} to search first.")
    found = screen.state.outline.find(query, screen.outline.cursor, step)
    if found is None:
        unfolds = screen.keymap.key_of("unfold-all")
        raise MapError(f"No visible match for “{query}”. Press {unfolds} to unfold all.")
    if found == screen.outline.cursor:
        raise MapError(f"No other visible match for “{query}”.")
    screen.outline.move_to(found)


def next_match(screen: EditorScreen) -> None:
    """Go to the next match."""
    _find(screen, 1)


def previous_match(screen: EditorScreen) -> None:
    """Go to the previous match."""
    _find(screen, -1)


def diagram(screen: EditorScreen) -> None:
    """Show the diagram in the full screen, or close it."""
    row_of(screen)
    _full_screen(screen, "diagram", f"Arrow keys move. {screen.keymap.key_of('zoom-out')} for more boxes.")


def read_brief(screen: EditorScreen) -> None:
    """Show the brief in the full screen, or close it."""
    row_of(screen)
    _full_screen(screen, "brief", "Arrow keys scroll.")


def _full_screen(screen: EditorScreen, pane: FullScreen, said: str) -> None:
    closed = screen.state.full_screen == pane
    screen.state.show_full_screen("" if closed else pane)
    keys = f"{screen.keymap.key_of(pane)} or {screen.keymap.key_of('back')}"
    screen.say("" if closed else f"{said} {keys} to close.")


def next_pane(screen: EditorScreen) -> None:
    """Give the keys to the next pane."""
    screen.go_to_pane(1)


def previous_pane(screen: EditorScreen) -> None:
    """Give the keys to the previous pane."""
    screen.go_to_pane(-1)


def zoom_in(screen: EditorScreen) -> None:
    """Draw boxes with more lines."""
    _zoom(screen, 1, "The boxes already show the most text.")


def zoom_out(screen: EditorScreen) -> None:
    """Draw boxes with fewer lines."""
    _zoom(screen, -1, "The boxes already show the least text.")


def _zoom(screen: EditorScreen, step: int, at_the_end: str) -> None:
    if not screen.diagram.size.width:
        raise MapError(f"The diagram is hidden. Press {screen.keymap.key_of('diagram')} to show it.")
    if not screen.diagram.zoom_by(step):
        raise MapError(at_the_end)


def status(screen: EditorScreen) -> None:
    """Show or hide the status of claims."""
    state = screen.state
    state.show_status(not state.shows_status)
    if state.shows_status:
        screen.say(CAVEAT)


def what_if(screen: EditorScreen) -> None:
    """Test what changes if the selected claim is rejected; pressed again, if it is accepted; then reset it."""
    screen.say(screen.state.ask_what_if(claim_selected(screen)))


def tabs(screen: EditorScreen) -> None:
    """Wait for the number of a tab."""
    titles = "  ".join(f"{number} {title}" for number, (_, title) in enumerate(VIEWS, 1))

    def take(event: events.Key) -> bool:
        number = int(event.character) if event.character and event.character.isdigit() else 0
        if 1 <= number <= len(VIEWS):
            turn_to(screen, VIEWS[number - 1][0])
        elif event.key != "escape":
            screen.say(f"Press a number from 1 to {len(VIEWS)}.", problem=True)
        return False

    hint = f"Go to tab: {titles}   Esc cancel"
    if cell_len(hint) >= screen.app.size.width:  # the message may take several lines
        screen.say("Go to tab: " + "  ".join(each.replace(" ", "\N{NO-BREAK SPACE}") for each in titles.split("  ")))
        hint = "Press a number   Esc cancel"
    screen.keys.wait_for(take, hint)


def turn_to(screen: EditorScreen, view: ViewName) -> None:
    """Go to one of the tabs."""
    if view == screen.state.view and not screen.state.full_screen:
        screen.say(f"You are on the {dict(VIEWS)[view]} tab.")
    else:
        screen.state.go_to(view)


def theme(screen: EditorScreen) -> None:
    """Choose a theme from a list that shows each at once."""
    from argmap.tui.dialogs.theme_list import ThemeList

    def picked(name: str | None) -> None:
        if name is not None:
            screen.app.theme = name
            screen.services.remember_theme()
            screen.say(f"Theme: {name}.")

    screen.app.push_screen(ThemeList(screen.app.theme), picked)


def back(screen: EditorScreen) -> None:
    """Close the diagram, the search, the focus, the what-if or the tab, one at a time."""
    state = screen.state
    if state.full_screen:
        state.show_full_screen("")
    elif screen.pane_with_keys is not screen.list:
        screen.set_focus(screen.list)
    elif state.view != "map" and state.queries.get(state.view):
        state.find_in_table(state.view, "")
    elif state.view != "map":
        state.go_to("map")
        if state.ask_again is not None:
            again, state.ask_again = state.ask_again, None
            again()
    elif state.outline.query:
        state.show_outline(state.outline.filtered(""))
    elif state.outline.focus is not None:
        state.show_outline(state.outline.focused(None))
    elif state.status.is_asked:
        state.end_what_if()
        screen.say("What-if cleared.")
    else:
        screen.say(f"Nothing to close. Press {screen.keymap.key_of('quit')} to quit.")


def help_(screen: EditorScreen) -> None:
    """Show all keys."""
    from argmap.tui.dialogs.help import Help

    screen.app.push_screen(Help(screen.keymap, screen.state.view))
