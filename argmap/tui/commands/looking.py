"""Commands that change what is shown: search, diagram, status, what-if, screens, colours, help, back."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events

from argmap.model.findings import Refusal
from argmap.tui.actions import VIEWS, ViewName
from argmap.tui.commands.targets import claim_selected, row_of
from argmap.tui.context import EditorScreen
from argmap.tui.dialogs.picker import Picker, PickerItem
from argmap.tui.keys.names import show_keys
from argmap.tui.search import no_matches
from argmap.tui.views.entry_bar import TextRequest
from argmap.vocabulary import CAVEAT


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
            raise Refusal(no_matches(words))
        screen.state.last_query = words.strip() or screen.state.last_query
        first_hit(screen)
        if words.strip():
            following = f"{screen.keymap.key_of('next-match')} goes to the next, " if found > 1 else ""
            screen.say(f"{found:,} found. {following}{screen.keymap.key_of('back')} shows everything.")

    def given_up() -> None:
        screen.state.show_outline(screen.state.outline.filtered(""), row.key)

    hint = "Type words in any order   Enter goes to what is found   Esc shows everything"
    screen.ask(TextRequest("Find", keep, before, hint, lines=False, live=live, given_up=given_up, drafts=False))


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
        raise Refusal(f"Nothing was looked for yet. {screen.keymap.key_of('filter')} finds.")
    found = screen.state.outline.find(query, screen.outline.cursor, step)
    if found is None:
        unfolds = screen.keymap.key_of("unfold-all")
        raise Refusal(f"No claim in sight holds “{query}”. {unfolds} unfolds everything.")
    if found == screen.outline.cursor:
        raise Refusal(f"No other claim in sight holds “{query}”.")
    screen.outline.move_to(found)


def next_match(screen: EditorScreen) -> None:
    """Go to the next match."""
    _find(screen, 1)


def previous_match(screen: EditorScreen) -> None:
    """Go to the previous match."""
    _find(screen, -1)


def diagram(screen: EditorScreen) -> None:
    """Show the diagram on the whole screen, or go back."""
    row_of(screen)
    screen.state.draw_on_whole_screen(not screen.state.is_drawing)
    back = f"{screen.keymap.key_of('diagram')} or {screen.keymap.key_of('back')} goes back"
    screen.say(f"Arrows still move; {back}." if screen.state.is_drawing else "")


def zoom_in(screen: EditorScreen) -> None:
    """Draw boxes with more lines."""
    _zoom(screen, 1, "The boxes have as many lines as they can.")


def zoom_out(screen: EditorScreen) -> None:
    """Draw boxes with fewer lines."""
    _zoom(screen, -1, "Already at least text.")


def _zoom(screen: EditorScreen, step: int, at_the_end: str) -> None:
    if not screen.diagram.size.width:
        raise Refusal(f"No diagram is in sight. {screen.keymap.key_of('diagram')} shows it.")
    if not screen.diagram.zoom_by(step):
        raise Refusal(at_the_end)


def standing(screen: EditorScreen) -> None:
    """Show or hide the status of claims."""
    state = screen.state
    state.show_standing(not state.shows_standing)
    if state.shows_standing:
        screen.say(CAVEAT)


def what_if(screen: EditorScreen) -> None:
    """Show what follows if the selected claim falls; pressed again, if it is granted; then end."""
    screen.say(screen.state.ask_what_if(claim_selected(screen)))


def screens(screen: EditorScreen) -> None:
    """Wait for the number of a screen."""
    titles = "  ".join(f"{number} {title}" for number, (_, title) in enumerate(VIEWS, 1))

    def take(event: events.Key) -> bool:
        number = int(event.character) if event.character and event.character.isdigit() else 0
        if 1 <= number <= len(VIEWS):
            turn_to(screen, VIEWS[number - 1][0])
        elif event.key != "escape":
            screen.say(f"There is no screen {event.character or event.key}.", problem=True)
        return False

    hint = f"Screen: {titles}   Esc goes back"
    if cell_len(hint) >= screen.app.size.width:  # the message may take several lines
        screen.say(f"Screen: {titles}")
        hint = "Press its number   Esc goes back"
    screen.keys.wait_for(take, hint)


def turn_to(screen: EditorScreen, view: ViewName) -> None:
    """Go to one of the screens. Raises Refusal when it is shown already."""
    if view == screen.state.view and not screen.state.is_drawing:
        screen.say(f"This is the screen {dict(VIEWS)[view]}.")
    else:
        screen.state.go_to(view)


def theme(screen: EditorScreen) -> None:
    """Switch to the next theme."""
    from argmap.tui.themes import after

    screen.app.theme = after(screen.app.theme)
    screen.services.remember_theme()
    screen.say(f"Colours: {screen.app.theme}.")


def back(screen: EditorScreen) -> None:
    """End the diagram, the search, the focus, the what-if or the screen, one at a time."""
    state = screen.state
    if state.is_drawing:
        diagram(screen)
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
        screen.say("The what-if is over.")
    else:
        screen.say(f"There is nothing to go back from. {screen.keymap.key_of('quit')} leaves.")


def help_(screen: EditorScreen) -> None:
    """Show all keys."""
    from argmap.tui.dialogs.help import Help

    screen.app.push_screen(Help(screen.keymap, screen.state.view))


def palette(screen: EditorScreen) -> None:
    """Search all actions of the screen and run one."""
    items = [
        PickerItem(action.name, action.about, show_keys(action.keys))
        for action in screen.keymap.usable_in(screen.state.view)
        if action.name != "palette"
    ]

    def picked(name: str | None) -> None:
        if name is not None:
            screen.keys.pressed = ""
            screen.do(screen.keymap.named(name))

    screen.app.push_screen(Picker("What do you want to do?", items), picked)
