"""All actions of the editor. Keys, footer, help, palette and documentation are generated from this table."""

from __future__ import annotations

from functools import partial

from argmap.tui.actions import EVERYWHERE, ON_TABLES, VIEWS, Action, actions_on
from argmap.tui.commands import cursor, file, looking, records, reports, tables
from argmap.tui.commands.map_table import MOVE, REARRANGE, WRITE

ALL_LISTS = actions_on(
    EVERYWHERE,
    "Move and look",
    (cursor.cursor_up, "cursor-up", "up k", "up", "Go up", 0),
    (cursor.cursor_down, "cursor-down", "down j", "down", "Go down", 0),
    (cursor.page_up, "page-up", "pageup ctrl+b", "page up", "Go up a page", 0),
    (cursor.page_down, "page-down", "pagedown ctrl+f", "page down", "Go down a page", 0),
    (cursor.first, "first", "home", "first", "Go to the first row", 0),
    (cursor.last, "last", "end G", "last", "Go to the last row", 0),
    (
        cursor.read_on,
        "read-on",
        "} shift+down",
        "read on",
        "Scroll the words below the list down, or the whole-screen diagram",
        0,
    ),
    (
        cursor.read_back,
        "read-back",
        "{ shift+up",
        "read back",
        "Scroll the words below the list up, or the diagram",
        0,
    ),
)

TABLES = actions_on(
    ON_TABLES,
    "Tables",
    (tables.open_row, "open-row", "enter", "open", "Open the row: edit it, or jump to its claim", 1),
    (tables.cell_left, "cell-left", "left h", "left", "Go a column to the left", 0),
    (tables.cell_right, "cell-right", "right l", "right", "Go a column to the right", 0),
    (tables.filter_table, "filter-table", "/", "find", "Show only the rows with the words you type", 5),
) + actions_on(
    frozenset({"matrix"}),
    "Tables",
    (tables.stance_agrees, "stance-agrees", "a", "agrees", "The stakeholder agrees with the claim", 2),
    (tables.stance_disagrees, "stance-disagrees", "x", "disagrees", "The stakeholder disagrees with the claim", 3),
    (tables.stance_mixed, "stance-mixed", "m", "mixed", "The stakeholder holds a mixed view of the claim", 4),
    (tables.stance_next, "stance-next", "space", "next stance", "Go round: agrees, disagrees, mixed, none", 1),
    (tables.stance_none, "stance-none", "delete backspace", "none", "Take the position away", 0),
    (tables.go_to_claim, "go-to-claim", "'", "claim", "Go to the row's claim on the map", 0),
    (records.new_stakeholder, "new-stakeholder", "C", "stakeholder", "Add a stakeholder", 0),
    (
        records.edit_stakeholder,
        "edit-stakeholder",
        "e",
        "stakeholder form",
        "Edit the column's stakeholder, or take it away",
        0,
    ),
)

ENTRIES = actions_on(
    frozenset({"sources", "tensions"}),
    "Tables",
    (records.new_entry, "new-entry", "C a", "new", "Add a source or tension", 2),
    (records.edit_entry, "edit-entry", "e", "edit", "Edit the source or tension in a form", 3),
    (
        records.delete_entry,
        "delete-entry",
        "delete backspace",
        "delete",
        "Remove it; claims stay, without their citations of it",
        4,
    ),
    (
        records.rename_entry,
        "rename-entry",
        "f2",
        "rename",
        "Rename its id, or that of a side, everywhere it is used",
        0,
    ),
)

ANYWHERE = actions_on(
    EVERYWHERE,
    "Map file",
    (file.undo, "undo", "u ctrl+z", "undo", "Take back the last change, without limit", 6),
    (file.redo, "redo", "U ctrl+y", "redo", "Do again what was taken back", 0),
    (file.save, "save", "ctrl+s", "save", "Save; only the lines you changed are touched", 7),
    (
        file.save_copy,
        "save-copy",
        "alt+s",
        "save a copy",
        "Save the map under another name; its own file stays as it is",
        0,
    ),
    (
        reports.ask,
        "ask",
        "A",
        "ask",
        "Ask the map: unanswered objections, gaps, disputes, agreement, balance and more",
        0,
    ),
    (reports.cruxes, "cruxes", "K", "cruxes", "Find the claims on which the standing of the selected claim turns", 0),
    (reports.stakeholder_view, "stakeholder-view", "V", "view", "See the map from one stakeholder's side", 0),
    (
        file.export,
        "export",
        "r",
        "export",
        "Export the map, whole or in part: SVG, HTML, PDF, Markdown and other formats",
        0,
    ),
    (file.copy, "copy", "y", "copy", "Copy the claim as text", 0),
    (
        file.from_disk,
        "from-disk",
        "R",
        "from disk",
        "Merge, reload or show what changed on disk; recover what a kill left",
        0,
    ),
    (
        file.decide,
        "decide",
        "D",
        "decide",
        "Decide what a merge left open: where you and they changed the same thing",
        0,
    ),
    (file.leave, "quit", "q ctrl+q", "quit", "Leave; asks first when there is unsaved work", 0),
) + actions_on(
    EVERYWHERE,
    "Editor",
    (looking.screens, "screens", "v", "screens", "Go to another screen: v, then its number", 8),
    *(
        (
            partial(looking.turn_to, view=view),
            f"screen-{view}",
            f"alt+{number}",
            title.lower(),
            f"Go to screen {number}, {title}",
            0,
        )
        for number, (view, title) in enumerate(VIEWS, start=1)
    ),
    (looking.theme, "theme", "ctrl+t", "theme", "Change the colours: dark, light, or safe for colour-blind eyes", 0),
    (looking.back, "back", "escape", "back", "Go back: end filter, focus or screen; drop nothing", 0),
    (looking.help_, "help", "? f1", "help", "Show every key", 9),
    (looking.palette, "palette", "ctrl+p", "more", "Find anything the editor can do by typing", 10),
)

TABLE: tuple[Action, ...] = (*WRITE, *REARRANGE, *MOVE, *ALL_LISTS, *TABLES, *ENTRIES, *ANYWHERE)
"""Every action. A test checks that no two actions of one screen have the same key."""
