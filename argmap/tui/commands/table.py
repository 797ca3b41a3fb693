"""All actions of the editor. Keys, footer, help, palette and documentation are generated from this table.

The functions that it names are imported after the first screen is shown.
"""

from __future__ import annotations

from functools import partial

from argmap.tui.actions import EVERYWHERE, ON_ENTRIES, ON_TABLES, VIEWS, Action, actions_on
from argmap.tui.commands.late import (
    cursor,
    file,
    findings,
    looking,
    palette,
    reading,
    records,
    replace,
    reports,
    table_actions,
    unite,
)
from argmap.tui.commands.map_actions import MOVE, REARRANGE, WRITE

ALL_LISTS = actions_on(
    EVERYWHERE,
    "Navigate and view",
    (cursor.cursor_up, "cursor-up", "up k", "up", "Go up", 0),
    (cursor.cursor_down, "cursor-down", "down j", "down", "Go down", 0),
    (cursor.page_up, "page-up", "pageup ctrl+b", "page up", "Go up a page", 0),
    (cursor.page_down, "page-down", "pagedown ctrl+f", "page down", "Go down a page", 0),
    (cursor.first, "first", "home", "first", "Go to the first row", 0),
    (cursor.first_after_another_key, "first-twice", "g", "first", "Go to the first row: press twice", 0),
    (cursor.last, "last", "end G", "last", "Go to the last row", 0),
    (
        cursor.scroll_down,
        "scroll-down",
        "} shift+down",
        "scroll down",
        "Scroll down the details pane or the full-screen diagram",
        0,
    ),
    (
        cursor.scroll_up,
        "scroll-up",
        "{ shift+up",
        "scroll up",
        "Scroll up the details pane or the full-screen diagram",
        0,
    ),
    (looking.next_pane, "next-pane", "tab", "next pane", "Go to the next pane", 0),
    (looking.previous_pane, "previous-pane", "shift+tab", "previous pane", "Go to the previous pane", 0),
)

TABLES = actions_on(
    ON_TABLES,
    "Tables",
    (table_actions.open_row, "open-row", "enter", "open", "Open the row: edit it, or go to its claim", 1),
    (table_actions.cell_left, "cell-left", "left h", "left", "Go a column to the left", 0),
    (table_actions.cell_right, "cell-right", "right l", "right", "Go a column to the right", 0),
    (table_actions.filter_table, "filter-table", "/", "find", "Find rows", 5),
) + actions_on(
    frozenset({"matrix"}),
    "Tables",
    (
        table_actions.stance_agrees,
        "stance-agrees",
        "a",
        "agrees",
        "Record that the stakeholder agrees with the claim",
        2,
    ),
    (
        table_actions.stance_disagrees,
        "stance-disagrees",
        "x",
        "disagrees",
        "Record that the stakeholder disagrees with the claim",
        3,
    ),
    (
        table_actions.stance_mixed,
        "stance-mixed",
        "m",
        "mixed",
        "Record that the stakeholder has mixed views on the claim",
        4,
    ),
    (
        table_actions.stance_next,
        "stance-next",
        "space",
        "next stance",
        "Set the next stance: agrees, disagrees, mixed, none",
        1,
    ),
    (table_actions.stance_none, "stance-none", "delete backspace", "none", "Remove the position", 0),
    (table_actions.go_to_claim, "go-to-claim", "'", "claim", "Go to the row's claim on the Map tab", 0),
    (records.new_stakeholder, "new-stakeholder", "C", "stakeholder", "Add a stakeholder", 0),
    (
        records.edit_stakeholder,
        "edit-stakeholder",
        "e",
        "stakeholder form",
        "Edit or delete the stakeholder of this column",
        0,
    ),
)

ALIKE = actions_on(
    frozenset({"map", "findings"}),
    "Rearrange",
    (unite.unite_claims, "unite", "=", "unite", "Make one claim of two that say the same (in a finding: its two)", 0),
)

ENTRIES = actions_on(
    ON_ENTRIES,
    "Tables",
    (records.new_entry, "new-entry", "C a", "new", "Add a stakeholder, source or tension", 2),
    (records.edit_entry, "edit-entry", "e", "edit", "Edit the stakeholder, source or tension in a form", 3),
    (
        records.delete_entry,
        "delete-entry",
        "delete backspace",
        "delete",
        "Delete the stakeholder, source or tension. Claims stay, without it",
        4,
    ),
    (
        records.rename_entry,
        "rename-entry",
        "@ f2",
        "rename",
        "Rename an id in the file, everywhere it is used",
        0,
    ),
)

READING = actions_on(
    frozenset({"map", "sources"}),
    "Add and edit",
    (
        reading.read_source,
        "read-source",
        "Q",
        "quote",
        "Read a source's copy and quote a passage for a claim",
        0,
    ),
)

ANYWHERE = (
    actions_on(
        EVERYWHERE,
        "Add and edit",
        (records.new_thing, "new", "N", "new", "Add a claim, tension, stakeholder or source", 0),
    )
    + actions_on(
        EVERYWHERE,
        "File and analysis",
        (
            replace.replace,
            "replace",
            "%",
            "replace",
            "Find and replace words in all texts, with a preview",
            0,
        ),
        (findings.next_finding, "next-finding", "f8 !", "next finding", "Go to the next finding and what to do", 0),
        (
            findings.previous_finding,
            "previous-finding",
            "shift+f8 ~",
            "previous finding",
            "Go to the previous finding",
            0,
        ),
        (file.undo, "undo", "u ctrl+z", "undo", "Undo the last change (unlimited)", 6),
        (file.redo, "redo", "U ctrl+y", "redo", "Redo the last undone change", 0),
        (file.save, "save", "ctrl+s", "save", "Save the file; only the lines you changed are rewritten", 7),
        (
            file.save_copy,
            "save-copy",
            "ctrl+o alt+s",
            "save a copy",
            "Save a copy under another name; keep editing this file",
            0,
        ),
        (
            reports.analyse,
            "analyse",
            "A",
            "analyse",
            "Analyse the map: unanswered objections, evidence gaps, open disputes, agreement, coverage",
            0,
        ),
        (reports.cruxes, "cruxes", "K", "cruxes", "Find cruxes: claims that would change this claim's status", 0),
        (
            reports.stakeholder_view,
            "stakeholder-view",
            "V",
            "stakeholder view",
            "Show the map from one stakeholder's side",
            0,
        ),
        (
            file.export,
            "export",
            "r",
            "export",
            "Export all or part of the map: SVG, HTML, PDF, Markdown and other formats",
            0,
        ),
        (file.copy, "copy", "y", "copy", "Copy the claim as text", 0),
        (
            file.from_disk,
            "from-disk",
            "R",
            "from disk",
            "Merge, reload or compare the file on disk; recover unsaved work",
            0,
        ),
        (
            file.resolve,
            "resolve",
            "D",
            "resolve",
            "Resolve merge conflicts",
            0,
        ),
        (file.leave, "quit", "q ctrl+q", "quit", "Quit (asks if there are unsaved changes)", 0),
    )
    + actions_on(
        EVERYWHERE,
        "Editor",
        (looking.tabs, "tabs", "v", "tabs", "Go to another tab by its number", 8),
        *(
            (
                partial(looking.turn_to, view=view),
                f"tab-{view}",
                f"alt+{number}",
                title.lower(),
                f"Go to tab {number}, {title}",
                0,
            )
            for number, (view, title) in enumerate(VIEWS, start=1)
        ),
        (
            looking.theme,
            "theme",
            "ctrl+t",
            "theme",
            "Choose a theme: dark, light, or one for colour-blind readers",
            0,
        ),
        (looking.back, "back", "escape", "back", "Go back: show everything again, or return to the Map tab", 0),
        (looking.help_, "help", "? f1", "help", "Show all keys", 9),
        (palette.palette, "palette", "ctrl+p", "more", "Find any command, claim, source, stakeholder or tension", 10),
    )
)

TABLE: tuple[Action, ...] = (*WRITE, *REARRANGE, *ALIKE, *MOVE, *ALL_LISTS, *TABLES, *ENTRIES, *READING, *ANYWHERE)
"""Every action. A test checks that no two actions of one screen have the same key."""
