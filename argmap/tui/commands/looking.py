"""Ways of looking: search, diagram, standing, what-if, screens, colours, help, and going back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events

from argmap.model.findings import Refusal
from argmap.tui.commands import does
from argmap.tui.commands.cursor import row_of
from argmap.tui.commands.links import claim_selected
from argmap.tui.commands.table import BY_NAME, VIEWS, ViewName
from argmap.tui.dialogs.picker import Picker, PickerItem
from argmap.tui.views.entry_bar import TextRequest
from argmap.tui.views.table import START
from argmap.tui.views.table_models import no_matches
from argmap.tui.views.tables import table_of
from argmap.vocabulary import CAVEAT

if TYPE_CHECKING:
    from argmap.tui.screen import MainScreen


@does("filter")
def filter_outline(screen: MainScreen) -> None:
    """Show only what holds the words, while they are typed."""
    row = row_of(screen)
    before = screen.state.outline.query

    def live(words: str) -> None:
        outline = screen.state.outline = screen.state.outline.filtered(words)
        screen.show_outline()
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
        screen.state.outline = screen.state.outline.filtered("")
        screen.show_outline(row.key)

    hint = "Type words in any order   Enter goes to what is found   Esc shows everything"
    screen.ask(TextRequest("Find", keep, before, hint, lines=False, live=live, given_up=given_up, drafts=False))


def first_hit(screen: MainScreen) -> None:
    """Put the cursor on a row that was found, if it is not on one."""
    outline, view = screen.state.outline, screen.outline
    if not outline.query.strip() or not len(outline):
        return
    if outline.key(view.cursor) not in outline.hits:
        found = outline.find(outline.query, view.cursor)
        if found is not None:
            view.move_to(found)


def _find(screen: MainScreen, step: int) -> None:
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


@does("next-match")
def next_match(screen: MainScreen) -> None:
    """Go to the next claim found."""
    _find(screen, 1)


@does("previous-match")
def previous_match(screen: MainScreen) -> None:
    """Go to the previous claim found."""
    _find(screen, -1)


@does("diagram")
def diagram(screen: MainScreen) -> None:
    """The diagram on the whole screen, or back."""
    row_of(screen)
    screen.toggle_class("-drawing")
    screen.call_after_refresh(screen.update_panes)
    back = f"{screen.keymap.key_of('diagram')} or {screen.keymap.key_of('back')} goes back"
    screen.say(f"Arrows still move; {back}." if screen.has_class("-drawing") else "")


@does("zoom-in")
def zoom_in(screen: MainScreen) -> None:
    """More lines a box."""
    _zoom(screen, 1, "The boxes have as many lines as they can.")


@does("zoom-out")
def zoom_out(screen: MainScreen) -> None:
    """Fewer lines a box."""
    _zoom(screen, -1, "The boxes show ids only already.")


def _zoom(screen: MainScreen, step: int, at_the_end: str) -> None:
    if not screen.diagram.size.width:
        raise Refusal(f"No diagram is in sight. {screen.keymap.key_of('diagram')} shows it.")
    if not screen.diagram.zoom_by(step):
        raise Refusal(at_the_end)


@does("standing")
def standing(screen: MainScreen) -> None:
    """Show which claims stand, or not."""
    state = screen.state
    state.shows_standing = not state.shows_standing
    screen.show_outline()
    screen.update_panes()
    if state.shows_standing:
        screen.say(CAVEAT)


@does("what-if")
def what_if(screen: MainScreen) -> None:
    """What follows if the claim falls, or is granted."""
    said = screen.state.ask_what_if(claim_selected(screen))
    screen.show_outline()
    screen.update_panes()
    screen.say(said)


@does("screens")
def screens(screen: MainScreen) -> None:
    """Wait for the number of a screen."""
    titles = "  ".join(f"{number} {title}" for number, (_, title) in enumerate(VIEWS, 1))

    def take(event: events.Key) -> bool:
        number = int(event.character) if event.character and event.character.isdigit() else 0
        if 1 <= number <= len(VIEWS):
            _turn_to(screen, VIEWS[number - 1][0])
        elif event.key != "escape":
            screen.say(f"There is no screen {event.character or event.key}.", problem=True)
        return False

    hint = f"Screen: {titles}   Esc goes back"
    if cell_len(hint) >= screen.size.width:  # the message may have several lines
        screen.say(f"Screen: {titles}")
        hint = "Press its number   Esc goes back"
    screen.keys.wait_for(take, hint)


def go_to_view(screen: MainScreen, view: ViewName) -> None:
    """Show one of the six screens, its cursor where it was; in the matrix, on the claim that the map has selected."""
    claim_id, table = screen.claim_id, screen.table
    if screen.view != "map":
        screen.whereabouts[screen.view] = table.whereabouts
    if view != "changes" and screen.changes is not None and screen.changes.in_passing:
        screen.changes = None
    screen.view = view
    screen.remove_class("-drawing")
    screen.set_class(view != "map", "-table")
    screen.chrome.show_titles()
    if view != "map":
        table.go_back_to(screen.whereabouts.get(view, START))
        table.show(table_of(screen), claim_id if view == "matrix" else None)
    screen.chrome.show_bars()
    screen.follow_cursor()
    screen.list.focus()


@does(*(f"screen-{view}" for view, _ in VIEWS))
def this_screen(screen: MainScreen) -> None:
    """Go to the screen of the key that was pressed or clicked."""
    views = {f"screen-{view}": view for view, _ in VIEWS}
    _turn_to(screen, views[screen.doing])


def _turn_to(screen: MainScreen, view: ViewName) -> None:
    if view == screen.view and not screen.has_class("-drawing"):
        screen.say(f"This is the screen {dict(VIEWS)[view]}.")
    else:
        go_to_view(screen, view)


@does("theme")
def theme(screen: MainScreen) -> None:
    """The next set of colours."""
    from argmap.tui.themes import after

    screen.app.theme = after(screen.app.theme)
    screen.editor.remember_theme()
    screen.say(f"Colours: {screen.app.theme}.")


@does("back")
def back(screen: MainScreen) -> None:
    """End the diagram, the search, the focus, the what-if or the screen, one at a time."""
    state = screen.state
    if screen.has_class("-drawing"):
        diagram(screen)
    elif screen.view != "map" and screen.queries.pop(screen.view, ""):
        screen.show_table()
    elif screen.view != "map":
        go_to_view(screen, "map")
        if screen.ask_again is not None:
            again, screen.ask_again = screen.ask_again, None
            again()
    elif state.outline.query:
        state.outline = state.outline.filtered("")
        screen.show_outline()
    elif state.outline.focus is not None:
        state.outline = state.outline.focused(None)
        screen.show_outline()
    elif state.asks_what_if:
        from argmap.semantics.labels import NO_FORCES

        state.forces = NO_FORCES
        screen.show_outline()
        screen.say("The what-if is over.")
    else:
        screen.say(f"There is nothing to go back from. {screen.keymap.key_of('quit')} leaves.")
    screen.follow_cursor()


@does("help")
def help_(screen: MainScreen) -> None:
    """Every key."""
    from argmap.tui.dialogs.help import Help

    screen.app.push_screen(Help(screen.keymap, screen.view))


@does("palette")
def palette(screen: MainScreen) -> None:
    """Everything the editor can do here, found by typing."""
    from argmap.tui.keys.keymap import show_keys

    items = [
        PickerItem(action.name, action.about, show_keys(action))
        for action in screen.keymap.actions
        if screen.view in action.where and action.name != "palette"
    ]

    def picked(name: str | None) -> None:
        if name is not None and name in BY_NAME:
            screen.keys.pressed = ""
            screen.do(screen.keymap.named(name))

    screen.app.push_screen(Picker("What do you want to do?", items), picked)
