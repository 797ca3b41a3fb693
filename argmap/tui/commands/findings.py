"""Commands that go from finding to finding."""

from __future__ import annotations

from rich.cells import cell_len

from argmap.escape import one_line
from argmap.model.findings import Finding, MapError
from argmap.tui.actions import ON_ENTRIES
from argmap.tui.checker import find
from argmap.tui.context import EditorScreen
from argmap.tui.naming import in_texts
from argmap.tui.views.table_detail import hint_of
from argmap.tui.views.table_models import worst_first
from argmap.tui.views.tables import is_in_pane
from argmap.tui.widgets.plain_text import fitted


def next_finding(screen: EditorScreen) -> None:
    """Go to what the next finding is about, the worst first, and show what to do about it."""
    _step(screen, 1)


def previous_finding(screen: EditorScreen) -> None:
    """Go to what the finding before is about."""
    _step(screen, -1)


def _step(screen: EditorScreen, step: int) -> None:
    """Go on from the last finding; once that is gone, the one that came after it is the next."""
    state = screen.state
    if state.findings is None:
        state.found(state.session.present, find(state.file, state.session.present, state.index))
    found = [state.findings[number] for number in worst_first(state.findings or ())] if state.findings else []
    if not found:
        raise MapError("No findings.")
    here = next((at for at, one in enumerate(found) if _same(one, state.finding)), None)
    if here is not None:
        place = (here + step) % len(found)
    elif state.finding is None:
        place = 0 if step > 0 else len(found) - 1
    else:
        place = (state.finding_place - (step < 0)) % len(found) if state.finding_place < len(found) else 0
    state.finding_place = place
    show_finding(screen, found[place], f"Finding {place + 1} of {len(found)}")


def _same(one: Finding, other: Finding | None) -> bool:
    """Whether two checks found the same; the place in the file may have moved."""
    return other is not None and (one.code, one.path, one.message) == (other.code, other.path, other.message)


def show_finding(screen: EditorScreen, finding: Finding, count: str = "") -> None:
    """Select what a finding is about. The finding stays in the pane while that is selected."""
    state, row = screen.state, screen.selected
    state.finding, state.finding_on = finding, None
    if len(finding.path) > 1:
        show_entry(screen, finding.path[0], finding.path[1])
    elif state.view == "map" and row is not None:
        state.finding_on = row.key
        state.show_outline(state.outline)
    message = one_line(in_texts(state.index, finding.message))
    whole = ". ".join(part for part in (count, message) if part)
    if screen.claim_pane.display and is_in_pane(state, screen.selected, screen.table.selected):
        screen.say(fitted(whole, min(cell_len(whole), screen.app.size.width - 2)))
    else:
        screen.say(f"{whole} {hint_of(state.index, finding, screen.keymap)}".rstrip())


def show_entry(screen: EditorScreen, section: str, name: str) -> None:
    """Select a claim on the map, or an entry of another section of the file on its tab."""
    state = screen.state
    if section == "claims" and name in state.index.claims:
        if state.view != "map":
            state.go_to("map")
        state.select(name)
    elif view := next((one for one in ON_ENTRIES if one == section), None):
        if state.view != view:
            state.go_to(view)
        if state.queries.get(view):
            state.find_in_table(view, "")
        screen.table.go_to(name)
