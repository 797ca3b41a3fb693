"""The one table of what the editor can do. Keys, footer, help, palette and documentation all come from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ViewName = Literal["map", "matrix", "sources", "tensions", "findings", "changes"]

VIEWS: tuple[tuple[ViewName, str], ...] = (
    ("map", "Map"),
    ("matrix", "Matrix"),
    ("sources", "Sources"),
    ("tensions", "Tensions"),
    ("findings", "Findings"),
    ("changes", "Changes"),
)
"""The screens in the order of their numbers, which count from 1."""

EVERYWHERE: frozenset[ViewName] = frozenset(view for view, _ in VIEWS)
ON_MAP: frozenset[ViewName] = frozenset({"map"})
ON_TABLES: frozenset[ViewName] = EVERYWHERE - ON_MAP


@dataclass(frozen=True, slots=True)
class Action:
    """Something the user can do.

    ``keys`` are single printable characters or Textual's key names (``ctrl+s``); ``label`` is the footer's word,
    ``about`` the help's sentence; ``footer`` ranks it in the footer, 0 keeps it out.
    """

    name: str
    keys: tuple[str, ...]
    label: str
    about: str
    group: str
    where: frozenset[ViewName] = ON_MAP
    footer: int = 0


def _on(where: frozenset[ViewName], group: str, *rows: tuple[str, str, str, str, int]) -> tuple[Action, ...]:
    return tuple(
        Action(name, tuple(keys.split()), label, about, group, where, footer)
        for name, keys, label, about, footer in rows
    )


WRITE = _on(
    ON_MAP,
    "Write",
    ("add-support", "a", "support", "Add a claim that supports the selected one", 1),
    ("add-objection", "x", "objection", "Add a claim that objects to the selected one", 2),
    ("edit-text", "e", "edit", "Edit the text of the claim or tension", 3),
    ("set-position", "s", "position", "Say where a stakeholder stands on the claim", 4),
    ("add-sibling", "enter", "sibling", "Add a claim beside the selected one, of the same kind", 0),
    ("add-child", "tab", "child", "Add a claim under the selected one (under a tension: one that takes a side)", 0),
    ("add-claim", "C", "claim", "Add a claim that stands on its own", 0),
    ("add-undercut", "z", "undercut", "Add a claim that denies the step from the selected claim to the one above", 0),
    ("edit-position", "S", "position form", "Fill in a position's stance, source, quote and date", 0),
    ("add-citation", "c", "citation", "Cite a source for the claim, or edit or take away what it cites", 0),
    ("cite-step", ",", "cite step", "Cite a source for the step to the claim above, or edit what it cites", 0),
    ("edit-elsewhere", "E", "$EDITOR", "Edit the claim's text in your own editor ($EDITOR)", 0),
    ("edit-claim", "f4", "claim form", "Edit the claim's note, tags, side and assumption, or all of a tension", 0),
    ("edit-reason", ".", "step form", "Edit the note (warrant) of the step to the claim above", 0),
    ("edit-map", "M", "map form", "Edit the map's title, question and summary", 0),
)

REARRANGE = _on(
    ON_MAP,
    "Rearrange",
    ("flip-kind", "t", "flip", "Turn a support into an objection, or back", 0),
    ("move-up", "alt+up alt+k", "move up", "Move the claim up among its siblings", 0),
    ("move-down", "alt+down alt+j", "move down", "Move the claim down among its siblings", 0),
    ("move-out", "alt+left alt+h", "move out", "Make the claim bear on what its parent bears on", 0),
    ("move-in", "alt+right alt+l", "move in", "Make the claim bear on the sibling above it", 0),
    ("mark", "m", "mark", "Mark the claim, to paste it elsewhere", 0),
    ("paste", "p", "paste", "Move the marked claim under the selected one", 0),
    ("link", "L", "link", "Let the claim bear on another claim too (choose by typing)", 0),
    ("link-premise", "w", "premise", "Link a premise: the step holds only together with it", 0),
    ("rename", "f2", "rename", "Rename the id everywhere it is used", 0),
    ("delete", "delete backspace", "delete", "Remove the claim with all that hangs on it alone", 0),
    ("delete-alone", "O", "delete alone", "Remove the claim alone; what bore on it stays, on its own", 0),
    ("unlink", "X", "unlink", "Take away the step to the claim above, keeping the claim", 0),
)

MOVE = _on(
    ON_MAP,
    "Move and look",
    ("fold-or-out", "left h", "fold", "Fold, or go to the claim above", 0),
    ("unfold-or-in", "right l", "unfold", "Unfold, or go to the first claim below", 0),
    ("previous-sibling", "[", "sibling", "Go to the previous sibling", 0),
    ("next-sibling", "]", "sibling", "Go to the next sibling", 0),
    ("toggle-fold", "space", "fold", "Fold or unfold", 0),
    ("fold-to-level", "1 2 3 4 5 6 7 8 9", "fold to level", "Show that many levels and fold the rest", 0),
    ("unfold-all", "0", "unfold all", "Unfold everything", 0),
    ("focus", "f", "focus", "Show only the selected branch, or everything again", 0),
    ("jump", "g", "jump", "Put a letter on every row and jump to the one you press", 0),
    ("go-to-full", "'", "in full", "Go to where the claim is shown in full, or to the next claim it bears on", 0),
    ("filter", "/", "find", "Show only the claims with the words you type", 5),
    ("next-match", "n", "next", "Go to the next claim with the words last looked for", 0),
    ("previous-match", "N", "previous", "Go to the previous claim with the words last looked for", 0),
    ("diagram", "d", "diagram", "Show the diagram around the claim on the whole screen", 0),
    ("zoom-in", "+", "more text", "Draw the diagram's boxes with more lines of text", 0),
    ("zoom-out", "-", "less text", "Draw the diagram's boxes with fewer lines of text", 0),
    ("open-diagram", "o", "open SVG", "Export the map as SVG and open it", 0),
    ("standing", "b", "standing", "Show or hide which claims stand, fall or are undecided", 0),
    ("what-if", "i", "what if", "Ask what follows if the claim falls, is granted, or neither", 0),
    ("withdraw-source", "W", "source", "Ask what follows if a source falls away, or put it back", 0),
    ("what-if-list", "I", "what falls", "Read what the what-if changes, with the reasons", 0),
)

ALL_LISTS = _on(
    EVERYWHERE,
    "Move and look",
    ("cursor-up", "up k", "up", "Go up", 0),
    ("cursor-down", "down j", "down", "Go down", 0),
    ("page-up", "pageup ctrl+b", "page up", "Go up a page", 0),
    ("page-down", "pagedown ctrl+f", "page down", "Go down a page", 0),
    ("first", "home", "first", "Go to the first row", 0),
    ("last", "end G", "last", "Go to the last row", 0),
    (
        "read-on",
        "} shift+down",
        "read on",
        "Scroll the words below the list down, or the whole-screen diagram",
        0,
    ),
    ("read-back", "{ shift+up", "read back", "Scroll the words below the list up, or the diagram", 0),
)

TABLES = _on(
    ON_TABLES,
    "Tables",
    ("open-row", "enter", "open", "Open the row: edit it, or jump to its claim", 1),
    ("cell-left", "left h", "left", "Go a column to the left", 0),
    ("cell-right", "right l", "right", "Go a column to the right", 0),
    ("filter-table", "/", "find", "Show only the rows with the words you type", 5),
) + _on(
    frozenset({"matrix"}),
    "Tables",
    ("stance-agrees", "a", "agrees", "The stakeholder agrees with the claim", 2),
    ("stance-disagrees", "x", "disagrees", "The stakeholder disagrees with the claim", 3),
    ("stance-mixed", "m", "mixed", "The stakeholder holds a mixed view of the claim", 4),
    ("stance-next", "space", "next stance", "Go round: agrees, disagrees, mixed, none", 1),
    ("stance-none", "delete backspace", "none", "Take the position away", 0),
    ("go-to-claim", "'", "claim", "Go to the row's claim on the map", 0),
    ("new-stakeholder", "C", "stakeholder", "Add a stakeholder", 0),
    ("edit-stakeholder", "e", "stakeholder form", "Edit the column's stakeholder, or take it away", 0),
)  # fmt: skip

ENTRIES = _on(
    frozenset({"sources", "tensions"}),
    "Tables",
    ("new-entry", "C a", "new", "Add a source or tension", 2),
    ("edit-entry", "e", "edit", "Edit the source or tension in a form", 3),
    ("delete-entry", "delete backspace", "delete", "Remove it; claims stay, without their citations of it", 4),
    ("rename-entry", "f2", "rename", "Rename its id, or that of a side, everywhere it is used", 0),
)

ANYWHERE = _on(
    EVERYWHERE,
    "Map file",
    ("undo", "u ctrl+z", "undo", "Take back the last change, without limit", 6),
    ("redo", "U ctrl+y", "redo", "Do again what was taken back", 0),
    ("save", "ctrl+s", "save", "Save; only the lines you changed are touched", 7),
    ("save-copy", "alt+s", "save a copy", "Save the map under another name; its own file stays as it is", 0),
    ("ask", "A", "ask", "Ask the map: unanswered objections, gaps, disputes, agreement, balance and more", 0),
    ("cruxes", "K", "cruxes", "Find the claims on which the standing of the selected claim turns", 0),
    ("stakeholder-view", "V", "view", "See the map from one stakeholder's side", 0),
    ("export", "r", "export", "Export the map, whole or in part: SVG, HTML, PDF, Markdown and other formats", 0),
    ("copy", "y", "copy", "Copy the claim as text", 0),
    ("from-disk", "R", "from disk", "Merge, reload or show what changed on disk; recover what a kill left", 0),
    ("decide", "D", "decide", "Decide what a merge left open: where you and they changed the same thing", 0),
    ("quit", "q ctrl+q", "quit", "Leave; asks first when there is unsaved work", 0),
) + _on(
    EVERYWHERE,
    "Editor",
    ("screens", "v", "screens", "Go to another screen: v, then its number", 8),
    *(
        (f"screen-{view}", f"alt+{number}", title.lower(), f"Go to screen {number}, {title}", 0)
        for number, (view, title) in enumerate(VIEWS, start=1)
    ),
    ("theme", "ctrl+t", "theme", "Change the colours: dark, light, or safe for colour-blind eyes", 0),
    ("back", "escape", "back", "Go back: end filter, focus or screen; drop nothing", 0),
    ("help", "? f1", "help", "Show every key", 9),
    ("palette", "ctrl+p", "more", "Find anything the editor can do by typing", 10),
)  # fmt: skip

TABLE: tuple[Action, ...] = (*WRITE, *REARRANGE, *MOVE, *ALL_LISTS, *TABLES, *ENTRIES, *ANYWHERE)
"""Every action. Of two actions with one key, both usable in one screen, none: a test holds that."""

BY_NAME = {action.name: action for action in TABLE}


def usable_in(view: ViewName) -> tuple[Action, ...]:
    """The actions of one screen, in the order of the table."""
    return tuple(action for action in TABLE if view in action.where)


def footer_of(view: ViewName) -> tuple[Action, ...]:
    """The actions that the footer of a screen shows, most useful first."""
    return tuple(sorted((action for action in usable_in(view) if action.footer), key=lambda action: action.footer))
