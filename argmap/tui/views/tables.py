"""The model of each screen that is a table, worked out from the state; what takes long is done in a thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text

from argmap.escape import one_line
from argmap.model.findings import Refusal
from argmap.session.session import State
from argmap.tui.commands.table import VIEWS, ViewName
from argmap.tui.views import table_detail, table_models
from argmap.tui.views.detail import tension_words, words_of_row
from argmap.tui.views.panes import look_by_name
from argmap.tui.views.table_models import TableModel

if TYPE_CHECKING:
    from argmap.tui.screen import MainScreen

ChangeLines = Sequence[tuple[str, str | None]]


class KnownChanges(NamedTuple):
    """What the screen of changes shows while ``state`` is the present one."""

    state: State
    lines: ChangeLines
    empty: str
    """What is said where there are no lines."""
    in_passing: bool = False
    """Whether it is shown for a question, until the screen is left, and not what the screen is for."""


def table_of(screen: MainScreen) -> TableModel:
    """The present view's table."""
    index, query = screen.state.index, screen.queries.get(screen.view, "")
    adds = f"{screen.keymap.key_of('new-entry')} adds one."
    if screen.view == "matrix":
        return table_models.matrix(index, query)
    if screen.view == "sources":
        return table_models.sources(index, query, adds)
    if screen.view == "tensions":
        return table_models.tensions(index, query, adds)
    if screen.view == "findings":
        return _findings(screen, query)
    return _changes(screen, query)


PANE_TITLES: Mapping[ViewName, str] = {
    "map": "Claim", "matrix": "Position", "sources": "Source", "tensions": "Tension", "findings": "Finding",
    "changes": "Change",
}  # fmt: skip
"""What the pane under the list is about, by screen."""


def titles_of(screen: MainScreen) -> dict[str, str]:
    """The titles of the panes, by the names of their widgets. That of the outline is the question of the map."""
    map, row = screen.state.map, screen.selected
    about = "Tension" if screen.view == "map" and row is not None and row.kind == "tension" else None
    return {
        "outline": f"Outline: {one_line(map.question or map.title)}",
        "table": dict(VIEWS)[screen.view],
        "claim": about or PANE_TITLES[screen.view],
        "diagram": "Diagram",
    }


def words_of_selection(screen: MainScreen) -> Text:
    """What the pane below the present view's list says of its row."""
    if screen.view == "map":
        labels = screen.state.labels if screen.state.shows_standing else None
        return words_of_row(screen.state.index, screen.selected, look_by_name, labels)
    table, index, look = screen.table, screen.state.index, look_by_name
    name = table.selected
    if name is None:
        return Text()
    if screen.view == "matrix":
        return table_detail.words_of_cell(index, name, table.column_name, look)
    if screen.view == "sources":
        return table_detail.words_of_source(index, name, look)
    if screen.view == "tensions":
        return tension_words(index, name, look)
    if screen.view == "findings" and screen.checker.found is not None:
        return table_detail.words_of_finding(index, screen.checker.found, name, screen.claim_id, look)
    return Text("\n".join(cell.text for cell in table.row.cells) if table.row else "", overflow="fold")


def _findings(screen: MainScreen, query: str) -> TableModel:
    checker = screen.checker
    if checker.found is None:
        checker.start(screen.editor)
        return TableModel((table_models.Column("Finding"),), (), "Checking …")
    return table_models.findings(checker.found, query)


def _changes(screen: MainScreen, query: str) -> TableModel:
    known = screen.changes
    if known is None or known.state is not screen.state.session.present:
        _in_thread(screen, compare)
        return TableModel((table_models.Column("Change"),), (), "Comparing with the last commit …")
    return table_models.changes(known.lines, known.empty, query)


def compare(screen: MainScreen, state: State) -> None:
    """Compare with what git has last, in a thread; without git, with the file as it was opened."""
    lines: ChangeLines = ()
    try:
        from argmap.tui.views.changes import lines_since_commit

        lines, empty = lines_since_commit(screen.state.file, screen.state.session.saved.map, state.map)
    except Refusal as refusal:
        empty = str(refusal)
    screen.editor.from_thread(_compared, screen, state, lines, empty)


def _compared(screen: MainScreen, state: State, lines: ChangeLines, empty: str) -> None:
    known = screen.changes
    if screen.state.session.present is state and (known is None or known.state is not state):
        screen.changes = KnownChanges(state, lines, empty)
        if screen.view == "changes":
            screen.show_table()
            screen.follow_cursor()


def _in_thread(screen: MainScreen, work: object) -> None:
    state = screen.state.session.present
    screen.editor.in_background(lambda: work(screen, state))  # type: ignore[operator]
