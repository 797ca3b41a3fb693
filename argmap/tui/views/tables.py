"""The model of the present table, and the text about its selection: a claim's pane, with a mark behind each quote."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rich.text import Text

from argmap.escape import one_line
from argmap.model.types import Claim
from argmap.session.outline.rows import Row
from argmap.tui.actions import VIEWS, ViewName
from argmap.tui.keys.keymap import Keymap
from argmap.tui.naming import in_texts
from argmap.tui.state import EditorState
from argmap.tui.views import table_models
from argmap.tui.views.panes import look_by_name
from argmap.tui.views.table import TableView
from argmap.tui.views.table_models import GROUP, TableModel, claim_of
from argmap.vocabulary import Outcome, QuotationMarks, quotation_mark

if TYPE_CHECKING:
    from argmap.tui.views.detail import StyleOf

_LOOKS: Mapping[Outcome, str] = {"found": "support", "not found": "objection", "not checked": "dim"}


def with_marks(text: Text, claim: Claim | None, marks: QuotationMarks, look: StyleOf) -> Text:
    """The text of the pane with a sign and words behind each quote of the claim that a check has looked at."""
    if claim is None or not marks:
        return text
    quotes: list[tuple[str | None, str]] = []
    citations = [*claim.sources, *(one for reason in claim.reasons for one in reason.sources)]
    quotes += [(one.source, one.quote) for one in citations if one.quote]
    quotes += [(one.source, one.quote) for one in claim.positions if one.quote]
    at = 0
    made = Text(overflow="fold")
    for start, end, outcome in sorted(_places(text.plain, quotes, marks)):
        if start >= at:
            made.append_text(text[at:end])
            made.append(f" {quotation_mark(outcome)}", look(_LOOKS[outcome]))
            at = end
    return made.append_text(text[at:])


def _places(
    shown: str, quotes: list[tuple[str | None, str]], marks: QuotationMarks
) -> list[tuple[int, int, Outcome]]:
    """Where each quote is shown, in its quotation marks, from left to right for those that are shown twice."""
    places: list[tuple[int, int, Outcome]] = []
    for source, quote in dict.fromkeys(quotes):
        outcome, words = marks.get((source, quote)), f"“{one_line(quote)}”"
        at = shown.find(words) if outcome is not None else -1
        while at >= 0 and outcome is not None:
            places.append((at, at + len(words), outcome))
            at = shown.find(words, at + 1)
    return places


def table_of(state: EditorState, keymap: Keymap) -> TableModel:
    """The table of the present view."""
    index, query = state.index, state.queries.get(state.view, "")
    adds = f"Press {keymap.key_of('new-entry')} to add one."
    if state.view == "matrix":
        return table_models.matrix(index, query, state.outline.haystack, state.first_in_matrix)
    if state.view == "stakeholders":
        return table_models.stakeholders(index, query, adds)
    if state.view == "sources":
        return table_models.sources(index, query, adds)
    if state.view == "tensions":
        return table_models.tensions(index, query, adds)
    if state.view == "findings":
        return _findings(state, query)
    return _changes(state, query)


PANE_TITLES: Mapping[ViewName, str] = {
    "map": "Claim", "matrix": "Position", "stakeholders": "Stakeholder", "sources": "Source", "tensions": "Tension",
    "findings": "Finding", "changes": "Change",
}  # fmt: skip
"""The title of the pane below the list, by view."""


def titles_of(state: EditorState, row: Row | None) -> dict[str, str]:
    """The titles of the panes by widget id. The outline's title is the question of the map."""
    map = state.map
    about = "Tension" if state.view == "map" and row is not None and row.kind == "tension" else None
    return {
        "outline": one_line(map.question or map.title),
        "table": dict(VIEWS)[state.view],
        "claim": about or PANE_TITLES[state.view],
        "brief": "Brief",
        "diagram": "Diagram",
    }


def is_in_pane(state: EditorState, row: Row | None, name: str | None) -> bool:
    """Whether the pane shows the finding that was gone to last: what is found in the selection, or in the whole map.

    ``row`` is the selected row of the outline, ``name`` that of the table.
    """
    if state.finding is None or state.view == "findings":
        return False
    path = state.finding.path
    if state.view != "map":
        return len(path) > 1 and path[0] == state.view and path[1] == name
    if row is None:
        return False
    if len(path) < 2:
        return row.key == state.finding_on
    return row.claim_id is not None and claim_of(path) == row.claim_id


def words_of_selection(state: EditorState, keymap: Keymap, row: Row | None, table: TableView) -> Text:
    """The text of the pane below the list: about the selected row of the outline or the table."""
    words = _words_of_row(state, keymap, row) if state.view == "map" else _words_of_table(state, keymap, table)
    if state.finding is not None and is_in_pane(state, row, table.selected):
        from argmap.tui.views.table_detail import words_of_finding

        return words_of_finding(state.index, state.finding, keymap, look_by_name).append_text(words)
    return words


def _words_of_row(state: EditorState, keymap: Keymap, row: Row | None) -> Text:
    from argmap.tui.views.detail import Unanswered, words_of_row

    labels = state.status.labels if state.shows_status else None
    claim_id = row.claim_id if row is not None else None
    unanswered = Unanswered(state.open_objections.get(claim_id or "", ()), _answer_hint(keymap))
    text = words_of_row(state.index, row, look_by_name, labels, unanswered, _adding_hint(keymap))
    claim = state.index.claims.get(claim_id or "")
    return with_marks(text, claim, state.quotation_marks, look_by_name)


def _words_of_table(state: EditorState, keymap: Keymap, table: TableView) -> Text:
    from argmap.tui.views import detail, table_detail

    index, look, name = state.index, look_by_name, table.selected
    if name is None:
        return Text()
    if state.view == "matrix":
        return table_detail.words_of_cell(index, name, table.column_name, look)
    if state.view == "stakeholders":
        return table_detail.words_of_stakeholder(index, name, look)
    if state.view == "sources":
        return table_detail.words_of_source(index, name, look)
    if state.view == "tensions":
        return detail.tension_words(index, name, look)
    if state.view == "findings" and name.startswith(GROUP):
        return table_detail.words_of_rule(name.removeprefix(GROUP), keymap, look)
    if state.view == "findings" and state.findings is not None:
        return table_detail.words_of_finding(index, state.findings[int(name)], keymap, look)
    return Text("\n".join(cell.text for cell in table.row.cells) if table.row else "", overflow="fold")


def _answer_hint(keymap: Keymap) -> str:
    return f"Select it and press {keymap.key_of('add-objection')} to answer."


def _adding_hint(keymap: Keymap) -> str:
    """The keys that add something to a claim that has nothing yet."""
    keys = ("add-support", "add-objection", "set-position", "add-citation")
    return "   ".join(f"{keymap.key_of(name)} {keymap.named(name).label}" for name in keys)


def _findings(state: EditorState, query: str) -> TableModel:
    if state.findings is None:
        return TableModel((table_models.Column("Finding"),), (), "Checking…")
    tell = lambda message: one_line(in_texts(state.index, message))  # noqa: E731
    return table_models.findings(state.findings, tell, query, frozenset(state.turned_rules))


def _changes(state: EditorState, query: str) -> TableModel:
    known = state.changes
    if known is None or known.state is not state.session.present:
        return TableModel((table_models.Column("Change"),), (), "Comparing with the last commit…")
    return table_models.changes(known.lines, known.empty, query)
